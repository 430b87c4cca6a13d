//! Files and functions stay small, and each file says first what it is.

use crate::{code, source};

const FILE: usize = 400;
const FUNCTION: usize = 50;

/// Files that are still longer.
const LONG_FILES: &[&str] = &[
    "tests/import.rs: 561 lines",
    "tests/leaflets.rs: 677 lines",
    "tests/pilot.rs: 680 lines",
    "tests/serve/desk.rs: 423 lines",
    "tests/way.rs: 439 lines",
];

/// Functions that are still longer.
const LONG_FUNCTIONS: &[&str] = &[
    "src/feedback/add.rs ask: 59 lines",
    "src/feedback/import.rs run: 67 lines",
    "crates/app/src/build/leaflets.rs make: 75 lines",
    "crates/core/src/document/tests/hard.rs pieces: 69 lines",
    "crates/core/src/toolkit/mod.rs read: 52 lines",
    "crates/core/src/toolkit/mod.rs words: 63 lines",
    "crates/core/src/yaml/problem.rs syntax: 59 lines",
    "crates/exchange/src/columns.rs headings: 55 lines",
    "crates/exchange/src/ods.rs sheet: 65 lines",
    "crates/exchange/src/row.rs remark: 62 lines",
    "crates/pdf/src/leaflet/data.rs part: 54 lines",
    "crates/pdf/src/leaflet/tests/look.rs real_guides: 51 lines",
    "crates/pdf/src/leaflet/tests/look.rs real: 71 lines",
    "crates/pdf/src/leaflet/tests/reader.rs page: 70 lines",
    "crates/pdf/src/leaflet/tests/reader.rs object: 79 lines",
    "crates/server/src/desk.rs board: 54 lines",
    "tests/import.rs fifty_five_of_sixty_go_in_and_five_wait_without_what_is_personal: 68 lines",
    "tests/pilot.rs a_whole_pilot: 246 lines",
    "tests/pilot.rs the_report_says_all_of_it: 60 lines",
    "tests/report.rs the_command_writes_beside_the_site_and_says_what_it_lacks: 54 lines",
    "tests/serve/desk.rs a_version_is_seen_before_it_is_written: 102 lines",
    "tests/serve/desk.rs new_texts_begin_at_the_desk: 52 lines",
    "tests/serve/leaflets.rs the_desk_prints_for_a_partner_and_says_what_fits: 51 lines",
    "tests/serve/safety.rs no_address_leads_out_of_the_site: 53 lines",
    "tests/staged.rs links_are_followed_in_the_index_as_on_the_disk: 63 lines",
    "tests/way.rs each_mistake_has_its_note: 59 lines",
    "benches/edit.rs rounds: 58 lines",
];

#[test]
fn every_file_says_what_it_is() {
    let captions = |file: &&source::File| !file.text.starts_with("//! ");
    let without: Vec<_> = source::files().iter().filter(captions).map(|file| &file.path).collect();
    assert!(without.is_empty(), "no caption: {without:#?}");
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for file in source::files() {
        let lines = file.text.lines().count();
        if lines > FILE {
            long.push(format!("{}: {lines} lines", file.path));
        }
    }
    source::only_known(&long, LONG_FILES);
}

#[test]
fn functions_are_short() {
    let mut long = Vec::new();
    for file in source::files() {
        for (name, lines) in functions(&code::bare(&file.text)) {
            if lines > FUNCTION {
                long.push(format!("{} {name}: {lines} lines", file.path));
            }
        }
    }
    source::only_known(&long, LONG_FUNCTIONS);
}

/// Each function with the number of lines between its braces.
fn functions(bare: &str) -> Vec<(&str, usize)> {
    let mut functions = Vec::new();
    for (at, _) in bare.match_indices("fn ") {
        let before = bare[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &bare[at + 3..];
        let name =
            &rest[..rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(0)];
        // A signature without a body ends at its semicolon; the one of `[u8; 4]` stands in brackets.
        if let Some(open) = body(rest).filter(|_| !name.is_empty())
            && let Some(close) = code::closing(rest, open)
        {
            functions.push((name, rest[open..close].matches('\n').count().saturating_sub(1)));
        }
    }
    functions
}

fn body(signature: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in signature.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[test]
fn lines_between_braces_are_counted() {
    let code = "fn a(b: [u8; 2]) -> c {\n1\n2\n}\ntrait D { fn e(); fn f() {} }";
    assert_eq!(functions(code), [("a", 2), ("f", 0)]);
}

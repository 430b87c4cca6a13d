//! Files and functions stay small, and each file says first what it is.

use crate::{code, source};

const FILE: usize = 400;
const FUNCTION: usize = 50;

/// Files that are still longer.
const LONG_FILES: &[&str] = &[];

/// Functions that are still longer.
const LONG_FUNCTIONS: &[&str] = &[];

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

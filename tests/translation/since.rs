//! What is told of a translation whose source has changed since.

use std::{fmt::Write as _, fs};

use super::{commit, import, po, translation};
use crate::cli::{Toolkit, run};

/// A toolkit with a guide of sixty blocks in French and Arabic, recorded by git.
pub fn long() -> Toolkit {
    let toolkit = Toolkit::new();
    let (mut french, mut arabic) = (String::new(), String::new());
    for section in 0..6 {
        let _ = write!(french, "\n## Partie {section} {{#partie-{section}}}\n\nUne phrase {section}.\n\n");
        let _ = write!(arabic, "\n## قسم {section}\n\nجملة {section}.\n\n");
        for item in 0..8 {
            let _ = writeln!(french, "- un point {section}{item}");
            let _ = writeln!(arabic, "- نقطة {section}{item}");
        }
    }
    let head = "---\ntitle: Long\nsummary: Un guide long.\nstage: demander\nstatus: pilot\nauthors: [association-exemple]\n\
                checked: 2026-11-21\nversions:\n  - version: 1.0.0\n    date: 2026-11-01\n    summary: Première version.\n---\n";
    toolkit.write("content/guides/long/fr.md", format!("{head}{french}"));
    let head = "---\ntitle: طويل\nsummary: دليل طويل.\ntranslates: 1.0.0\ntranslation: reviewed\n---\n";
    toolkit.write("content/guides/long/ar.md", format!("{head}{arabic}"));
    toolkit.git(&["init", "-q"]);
    commit(&toolkit);
    toolkit
}

const SOURCE: &str = "content/guides/long/fr.md";

fn fuzzy(po: &str) -> usize {
    po.matches("#, fuzzy").count()
}

#[test]
fn a_word_changed_is_one_block_with_the_words_of_before() {
    for keeps in [true, false] {
        let toolkit = long();
        if keeps {
            translation(&toolkit, &["keep", "long", "ar"]);
            commit(&toolkit);
        }
        toolkit.edit(SOURCE, "Une phrase 3.", "Une autre phrase 3.");
        let release = ["release", "long", "--minor", "--summary", "Une phrase est plus claire."];
        assert_eq!(run(&toolkit, &release).code, 0);
        let file = po(&toolkit, "ar", &["long"]);
        assert_eq!((fuzzy(&file), file.matches("\nmsgctxt \"long|").count()), (1, 62), "{keeps}");
        let unit = "#. 1.1.0 (2026-11-22): Une phrase est plus claire.\n#: content/guides/long/fr.md\n#, fuzzy\n\
                    #| msgid \"Une phrase 3.\"\nmsgctxt \"long|partie-3|paragraph\"\nmsgid \"Une autre phrase 3.\"\n\
                    msgstr \"جملة 3.\"\n";
        assert!(file.contains(unit), "{file}");
        assert_eq!(po(&toolkit, "ar", &["long", "--only", "stale"]).matches("\nmsgctxt ").count(), 1);
        let row = translation(&toolkit, &["status", "--in", "ar", "--format", "json"]);
        let row = row.lines().find(|line| line.contains("\"guide\":\"long\"")).expect("a row").to_owned();
        for part in
            ["\"state\":\"stale\"", "\"changed\":1,\"new\":0,\"gone\":0", "\"sections\":[\"partie-3\"]"]
        {
            assert!(row.contains(part), "{part}: {row}");
        }
        // A translator answers: it is current, and nothing else in the file has changed.
        let before = fs::read_to_string(toolkit.path().join("content/guides/long/ar.md")).expect("a file");
        let done = import(
            &toolkit,
            &file.replace("#, fuzzy\n", "").replace("msgstr \"جملة 3.\"", "msgstr \"جملة أخرى 3.\""),
        );
        assert_eq!(done.code, 0, "{}", done.text);
        let after = fs::read_to_string(toolkit.path().join("content/guides/long/ar.md")).expect("a file");
        let expected =
            before.replace("جملة 3.", "جملة أخرى 3.").replace("1.0.0", "1.1.0").replace("reviewed", "draft");
        assert_eq!(after, expected);
        assert_eq!(run(&toolkit, &["translation", "status", "--fail-on", "stale"]).code, 0);
    }
}

#[test]
fn readers_are_told_at_the_heading_and_nowhere_else() {
    let toolkit = long();
    let release = |size: &str, summary: &str| {
        assert_eq!(run(&toolkit, &["release", "long", size, "--summary", summary]).code, 0);
        assert_eq!(run(&toolkit, &["build"]).code, 0);
        fs::read_to_string(toolkit.path().join("output/site/ar/long.html")).expect("a page")
    };
    let quiet = release("--patch", "Une étourderie.");
    assert!(!quiet.contains("class=\"notice"));
    toolkit.edit(SOURCE, "- un point 24\n", "- un autre point 24\n");
    let page = release("--minor", "Un point a changé.");
    assert_eq!(page.matches("class=\"notice").count(), 1);
    let heading = page.find("id=\"partie-2\"").expect("the heading");
    let notice = page.find("class=\"notice changed\"").expect("a notice");
    let next = page.find("id=\"partie-3\"").expect("the next heading");
    assert!(heading < notice && notice < next);
    // Once it is translated, the notice goes.
    translation(&toolkit, &["keep", "long", "ar"]);
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let page = fs::read_to_string(toolkit.path().join("output/site/ar/long.html")).expect("a page");
    assert!(!page.contains("class=\"notice"));
}

#[test]
fn the_board_says_how_many_parts_have_changed() {
    let toolkit = long();
    toolkit.write(
        "content/rounds.yaml",
        "- {id: essai, name: {fr: Essai}, from: 2026-11-01, to: 2026-11-15, testers: {household: 9}}\n",
    );
    translation(&toolkit, &["keep", "long", "ar"]);
    toolkit.edit(SOURCE, "- un point 24\n", "- un autre point 24\n");
    toolkit.edit(SOURCE, "Une phrase 4.", "Une autre phrase 4.");
    assert_eq!(run(&toolkit, &["release", "long", "--minor", "--summary", "Deux points."]).code, 0);
    assert_eq!(run(&toolkit, &["report"]).code, 0);
    let board = fs::read_to_string(toolkit.path().join("output/reports/board.html")).expect("a board");
    let row = board.split(">Long<").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    assert!(row.contains("2 parties ont changé"), "{row}");
    assert_eq!(row.matches("ont changé").count(), 1, "in Arabic, and in no other language: {row}");
}

#[test]
fn where_nothing_is_known_by_block_the_page_says_so() {
    let toolkit = long();
    fs::remove_dir_all(toolkit.path().join(".git")).expect("removed");
    toolkit.edit(SOURCE, "- un point 24\n", "- un autre point 24\n");
    assert_eq!(run(&toolkit, &["release", "long", "--minor", "--summary", "Un point a changé."]).code, 0);
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let page = fs::read_to_string(toolkit.path().join("output/site/ar/long.html")).expect("a page");
    assert!(page.contains("class=\"notice more\"") && !page.contains("class=\"notice changed\""));
    assert_eq!(fuzzy(&po(&toolkit, "ar", &["long"])), 62, "each block must be looked at");
}

#[test]
fn what_has_changed_since_comes_whole() {
    let toolkit = long();
    translation(&toolkit, &["keep", "long", "ar"]);
    toolkit.edit(SOURCE, "- un point 24\n", "- un autre point 24\n- un point nouveau\n");
    let release = ["release", "long", "--minor", "--summary", "Un point de plus."];
    assert_eq!(run(&toolkit, &release).code, 0);
    let file = po(&toolkit, "ar", &["long", "--only", "stale"]);
    assert!(fuzzy(&file) == 1 && file.contains("un point nouveau"), "{file}");
    assert!(
        !file.contains("msgid \"Un point de plus.\""),
        "what a version changed is missing, not new in the text: {file}"
    );
    let both = po(&toolkit, "ar", &["long", "--only", "stale,missing"]);
    assert!(
        fuzzy(&both) == 1
            && both.contains("un point nouveau")
            && both.contains("msgid \"Un point de plus.\""),
        "{both}"
    );
    let missing = po(&toolkit, "ar", &["long", "--only", "missing"]);
    assert!(fuzzy(&missing) == 0 && missing.contains("un point nouveau"), "{missing}");
    // The warning says in which part, and a leaflet of another language does not repeat it.
    let said = run(&toolkit, &["check"]).text;
    assert!(said.contains("out of date (“Partie 2”)"), "{said}");
    for (language, told) in [("fr", false), ("ar", true)] {
        let fit = run(&toolkit, &["leaflet", "long", "--in", language, "--paper", "a4", "--fit"]).text;
        assert_eq!(fit.contains("translation/stale"), told, "{language}: {fit}");
    }
}

#[test]
fn a_patch_leaves_a_translation_valid_and_lists_what_it_touched() {
    let toolkit = long();
    translation(&toolkit, &["keep", "long", "ar"]);
    toolkit.edit(SOURCE, "Une phrase 3.", "Une phrase 3 !");
    assert_eq!(run(&toolkit, &["release", "long", "--patch", "--summary", "Un signe."]).code, 0);
    let row = translation(&toolkit, &["status", "--in", "ar", "--format", "json"]);
    let row = row.lines().find(|line| line.contains("\"guide\":\"long\"")).expect("a row").to_owned();
    assert!(row.contains("\"state\":\"current\"") && row.contains("\"changed\":1"), "{row}");
    assert!(row.contains("long|partie-3|paragraph"), "{row}");
    assert_eq!(run(&toolkit, &["translation", "status", "--fail-on", "stale"]).code, 0);
}

#[test]
fn what_moves_keeps_its_translation() {
    let toolkit = long();
    translation(&toolkit, &["keep", "long", "ar"]);
    let text = fs::read_to_string(toolkit.path().join(SOURCE)).expect("a file");
    let at = text.find("\n## Partie 0").expect("the first section");
    let list: String = (0..8).map(|item| format!("- un point 4{item}\n")).collect();
    let turned: String = (0..8).rev().map(|item| format!("- un point 4{item}\n")).collect();
    let (section, rest) =
        (text.find("\n## Partie 2").expect("there"), text.find("\n## Partie 3").expect("there"));
    for (changed, missing) in [
        (format!("{}\nUne phrase en haut.\n{}", &text[..at], &text[at..]), 1),
        (text.replace(&list, &turned), 0),
        (format!("{}{}{}", &text[..section], &text[rest..], &text[section..rest]), 0),
    ] {
        toolkit.write(SOURCE, &changed);
        let file = po(&toolkit, "ar", &["long"]);
        assert_eq!(fuzzy(&file), 0);
        let said = translation(&toolkit, &["export", "ar", "long"]);
        // What the version changed has no translation, here and before.
        assert!(said.contains(&format!("{} without a translation", missing + 1)), "{said}");
    }
}

/// The long guide with a paragraph on top, a list turned round and a section at the end.
fn moved(toolkit: &Toolkit) {
    let text = fs::read_to_string(toolkit.path().join(SOURCE)).expect("a file");
    let list = |order: &mut dyn Iterator<Item = u32>| -> String {
        order.map(|item| format!("- un point 4{item}\n")).collect()
    };
    let text = text.replace(&list(&mut (0..8)), &list(&mut (0..8).rev()));
    let [top, from, to] =
        ["\n## Partie 0", "\n## Partie 2", "\n## Partie 3"].map(|mark| text.find(mark).expect("there"));
    let (head, before, section, rest) = (&text[..top], &text[top..from], &text[from..to], &text[to..]);
    toolkit.write(SOURCE, format!("{head}\nUne phrase en haut.\n{before}{rest}{section}"));
}

#[test]
fn a_file_of_before_comes_in_after_its_blocks_have_moved() {
    for keeps in [true, false] {
        comes_in_after_a_move(keeps);
    }
}

/// With a lock beside the translation, or with nothing that says of which blocks it was made.
fn comes_in_after_a_move(keeps: bool) {
    let toolkit = long();
    if keeps {
        translation(&toolkit, &["keep", "long", "ar"]);
    }
    let path = toolkit.path().join("content/guides/long/ar.md");
    let read = || fs::read_to_string(&path).expect("a file");
    let file = po(&toolkit, "ar", &["long"]);
    moved(&toolkit);
    // Nobody has touched the file: nothing is lost, and nothing is less reviewed than it was.
    let lines = |text: &str| {
        let mut lines: Vec<String> =
            text.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect();
        lines.sort();
        lines
    };
    let before = lines(&read());
    let done = import(&toolkit, &file);
    assert_eq!(done.code, 0, "{}", done.text);
    assert_eq!(lines(&read()), before);
    // A translator has worked in it: the words go where their blocks are now.
    let worked = file.replace("نقطة 43", "نقطة جديدة 43").replace("جملة 2.", "جملة جديدة 2.");
    let done = import(&toolkit, &worked);
    assert_eq!(done.code, 0, "{}", done.text);
    let after = read();
    assert_eq!((after.matches("جديدة").count(), after.matches("جديدة 43\n").count()), (2, 1), "{after}");
    assert!(after.trim_end().ends_with("نقطة 27"), "the section is the last one: {after}");
    let order = ["نقطة 47\n", "نقطة 44\n", "نقطة جديدة 43\n", "نقطة 40\n"].map(|item| after.find(item));
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{after}");
    let again = po(&toolkit, "ar", &["long"]);
    assert_eq!(fuzzy(&again), 0);
    let open: Vec<&str> =
        again.split("\n\n").filter(|unit| unit.trim_end().ends_with("msgstr \"\"")).collect();
    assert_eq!(open.len(), 2, "the new paragraph, and what the version changed: {open:?}");
}

#[test]
fn a_lock_that_is_broken_is_told_and_counts_as_none() {
    let toolkit = long();
    translation(&toolkit, &["keep", "long", "ar"]);
    toolkit.edit("content/guides/long/ar.lock", "segmentation: 1", "<<<<<<< HEAD");
    let done = run(&toolkit, &["check"]);
    assert!(done.code == 0 && done.text.contains("translation/lock"), "{}", done.text);
}

#[test]
fn a_version_that_is_refused_leaves_no_lock() {
    let toolkit = long();
    toolkit.edit(SOURCE, "Une phrase 3.", "Une autre phrase 3.");
    let lock = toolkit.path().join("content/guides/long/ar.lock");
    let release = |summary: &str| run(&toolkit, &["release", "long", "--minor", "--summary", summary]).code;
    assert_eq!((release("Appelez le 06 12 34 56 78."), lock.exists()), (1, false));
    assert_eq!((release("Une phrase."), lock.exists()), (0, true));
}

//! The report of a round that was played: every remark is counted, answered or open, and nobody is to be found.

use std::fs;

use jiff::civil::Date;

use super::on;
use crate::{cli::Toolkit, import::PERSONAL, report::reader};

/// The report of the round: how many remarks of what, each with its answer, what is open, and nobody to be found.
#[track_caller]
pub fn the_report_says_all_of_it(toolkit: &Toolkit, day: Date, imported: &[(String, String)]) {
    let done = on(day, toolkit.path(), &["report", "--round", "essai"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    let read = |name: &str| fs::read(toolkit.path().join("output/reports").join(name)).expect("a report");
    let text = |name: &str| String::from_utf8(read(name)).expect("text").replace(['\u{a0}', '\u{202f}'], " ");
    let page = text("essai.html");
    let counted = |name: &str, number: &str| {
        format!("<tr><th scope=\"row\">{name}</th><td class=\"number\">{number}</td></tr>")
    };
    for (name, number) in [
        ("Trop long", "55"),
        ("Mot pas clair", "1"),
        ("Traduction", "1"),
        ("Trompe le lecteur", "0"),
        ("Gêne la lecture", "2"),
        ("Détail", "55"),
        // 57 remarks; with the 56 of households one would know that an interpreter made one.
        ("Ménages", "masqué"),
        ("Interprètes", "moins de 5"),
        ("Ensemble", "57"),
    ] {
        assert!(page.contains(&counted(name, number)), "{name} {number}: {page}");
    }
    each_has_its_answer(&text("essai.csv"));
    // What is open, oldest first: the rows of May, then those of June.
    let decided = ["F-2026-003", "F-2026-004", "F-2026-057"];
    let open = |month: &str| -> Vec<&str> {
        let those = imported.iter().filter(|(_, entry)| entry.contains(month));
        those.map(|(id, _)| id.as_str()).filter(|id| !decided.contains(id)).collect()
    };
    let expected = [open("period: 2026-05"), open("period: 2026-06")].concat();
    assert_eq!((expected.len(), expected[0]), (52, "F-2026-006"));
    let waiting = page.split("id=\"waiting\"").nth(1).and_then(|rest| rest.split("</table>").next());
    let shown: Vec<&str> =
        waiting.expect("the table").split("<th scope=\"row\">").skip(1).map(|row| &row[..10]).collect();
    assert_eq!(shown, expected);
    // Paper says the same.
    let paper = reader::read(&read("essai.pdf")).concat().concat();
    for id in expected.iter().chain(&decided) {
        assert!(paper.contains(id), "{id}");
    }
    for words in PERSONAL {
        assert!(!page.contains(words) && !paper.contains(words), "{words}");
    }
}

/// Each remark with its decision and the version that answers it.
#[track_caller]
fn each_has_its_answer(table: &str) {
    let rows: Vec<Vec<String>> = table
        .trim_start_matches('\u{feff}')
        .lines()
        .skip(1)
        .map(|line| line.split(';').map(str::to_owned).collect())
        .collect();
    assert_eq!(rows.len(), 57);
    let said = |id: &str| {
        let row = rows.iter().find(|row| row[2] == id).unwrap_or_else(|| panic!("no {id}"));
        [row[8].as_str(), row[10].as_str(), row[11].as_str()].map(str::to_owned)
    };
    assert_eq!(said("F-2026-001"), ["6", "acceptée", "1.0.0"]);
    assert_eq!(said("F-2026-002"), ["6", "plus tard", ""]);
    assert_eq!(said("F-2026-003"), ["moins de 5", "acceptée", "1.0.0"]);
    assert_eq!(said("F-2026-004"), ["moins de 5", "refusée", ""]);
    assert_eq!(said("F-2026-056"), ["moins de 5", "à décider", ""]);
    assert_eq!(said("F-2026-057"), ["moins de 5", "plus tard", ""]);
}

//! A whole pilot as an editor plays it: a new guide, a trial, remarks, an import, decisions, a release, the report for the
//! meeting, the publication. After each step the head is exactly what is written here.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};

use crate::{
    cli::{Done, Toolkit},
    import::{PERSONAL, sixty},
    report::reader,
};

const PATH: &str = "content/guides/payer/fr.md";

/// Runs a command on a day, with its words in English.
fn on(day: Date, folder: &Path, arguments: &[&str]) -> Done {
    let output = command(day, folder, arguments).output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Done { code: output.status.code().unwrap_or(-1), text: text(output.stdout), errors: text(output.stderr) }
}

fn command(day: Date, folder: &Path, arguments: &[&str]) -> Command {
    let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a day").timestamp().as_second();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
    command.args(arguments).args(["--lang", "en"]).current_dir(folder).stdin(Stdio::null());
    command.env("SOURCE_DATE_EPOCH", noon.to_string());
    command
}

/// A toolkit of that spring, with both colleges and a round, and nothing to mend.
fn toolkit() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "languages: [fr, ar, ti]", "languages: [fr, ar]");
    fs::remove_file(toolkit.path().join("content/guides/demander/ti.md")).expect("removed");
    toolkit.edit("content/facts.yaml", "2026-11-21", "2026-03-01");
    toolkit.edit("content/guides/demander/fr.md", "2026-11-21", "2026-03-01");
    toolkit.edit("content/guides/demander/fr.md", "2026-11-01", "2026-03-01");
    toolkit.edit("content/guides/suivre/fr.md", "2026-11-02", "2026-03-01");
    toolkit.write(
        "content/partners.yaml",
        "- {id: association-exemple, name: {fr: A, ar: A, ti: A}, college: association, role: {fr: A, ar: A, ti: A}, example: true}
- {id: bailleur-exemple, name: {fr: B, ar: B, ti: B}, college: landlord, role: {fr: B, ar: B, ti: B}, example: true}
",
    );
    toolkit.write(
        "content/rounds.yaml",
        "- {id: essai, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-05-04, to: 2026-06-12, meeting: 2026-06-30, example: true}\n",
    );
    toolkit
}

/// One step: the command ends well, says some words, and leaves this head.
#[track_caller]
fn step(toolkit: &Toolkit, day: Date, arguments: &[&str], says: &[&str], head: &str) {
    let done = on(day, toolkit.path(), arguments);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    for words in says {
        assert!(done.text.contains(words), "{words}: {}", done.text);
    }
    assert_eq!(self::head(toolkit), head, "{arguments:?}");
}

fn head(toolkit: &Toolkit) -> String {
    let text = fs::read_to_string(toolkit.path().join(PATH)).expect("a guide");
    let (head, body) = text.strip_prefix("---\n").expect("a head").split_once("---\n").expect("a body");
    assert!(body.contains("## Les papiers"), "the body is left alone");
    head.to_owned()
}

/// What is said first, as the head holds it.
const FIRST: &str = "feedback:
  - id: F-2026-001
    version: 0.2.0
    lang: fr
    round: essai
    period: 2026-05
    source: household
    channel: meeting
    count: 6
    theme: unclear_word
    section: les-papiers
    severity: 2
    proposal: Dire « relevé de compte » au lieu de « RIB ».
    decision: open
";

/// What is said second.
const SECOND: &str = "  - id: F-2026-002
    version: 0.2.0
    lang: ar
    round: essai
    period: 2026-05
    source: interpreter
    channel: meeting
    count: 6
    theme: translation
    section: les-papiers
    severity: 2
    proposal: \"ar: dire « bail », pas « papier »\"
    decision: open
";

/// The 55 remarks of the form that say nothing of a person, as the head holds them: numbered on from the second one, the
/// rows with an even number in June and the others in May. Row 5 of each dozen is one that waits.
fn imported() -> Vec<(String, String)> {
    let rows = (0..60).filter(|row| row % 12 != 5);
    let entry = |(place, row): (usize, usize)| {
        let (id, month) = (format!("F-2026-{:03}", place + 3), if row % 2 == 0 { "06" } else { "05" });
        let entry = format!(
            "  - id: {id}
    version: 0.2.0
    lang: fr
    round: essai
    period: 2026-{month}
    source: household
    channel: paper_form
    count: 1
    theme: too_long
    severity: 1
    proposal: Remplacer le mot numéro {row}.
    decision: open
"
        );
        (id, entry)
    };
    rows.enumerate().map(entry).collect()
}

/// A head in which one remark is decided.
fn decided(head: &str, id: &str, decision: &str) -> String {
    let (before, after) = head.split_once(&format!("  - id: {id}\n")).expect("a remark");
    let after =
        after.replacen("decision: open\n", &format!("decision: {decision}\n    decided: 2026-06-30\n"), 1);
    format!("{before}  - id: {id}\n{after}")
}

const ADD: [&str; 20] = [
    "feedback",
    "add",
    "payer",
    "--round",
    "essai",
    "--period",
    "2026-05",
    "--source",
    "household",
    "--channel",
    "meeting",
    "--count",
    "6",
    "--theme",
    "unclear_word",
    "--severity",
    "2",
    "--section",
    "les-papiers",
    "--proposal",
];

#[test]
fn a_whole_pilot() {
    let toolkit = toolkit();
    let spring = date(2026, 4, 1);

    // A new guide is a draft with a commented head; its editor fills it in.
    assert_eq!(on(spring, toolkit.path(), &["guide", "payer"]).code, 0);
    let fresh = fs::read_to_string(toolkit.path().join(PATH)).expect("a guide");
    assert!(fresh.contains("status: draft") && fresh.contains("# feedback:"), "{fresh}");
    let mut written = String::from(
        "# Payer le loyer : une action.
title: Payer son loyer
summary: Quand et comment payer.
stage: habiter

status: draft   # l’équipe écrit
authors: [association-exemple, bailleur-exemple]
help: [\"siao\"]
versions:
  - version: 0.1.0
    date: 2026-04-01
    summary: Premier essai.
",
    );
    let body = "\n## À faire\n\nPayez.\n\n## Les papiers\n\nUn RIB.\n";
    toolkit.write(PATH, format!("---\n{written}---\n{body}"));
    toolkit.write(
        "content/guides/payer/ar.md",
        "---\ntitle: الدفع\nsummary: كيف ندفع.\ntranslates: 0.1.0\ntranslation: draft\n---\n\n## ما يجب فعله\n\nادفعوا.\n\n## الأوراق\n\nحساب.\n",
    );
    assert_eq!(on(spring, toolkit.path(), &["check"]).text, "All is well.\n");

    // The trial begins.
    written = written.replace(
        "versions:\n",
        "versions:\n  - version: 0.2.0\n    date: 2026-05-02\n    summary: Le guide est à l’essai.\n",
    );
    written = written.replace("status: draft ", "status: pilot ");
    step(
        &toolkit,
        date(2026, 5, 2),
        &["release", "payer", "--minor", "--summary", "Le guide est à l’essai.", "--status", "pilot"],
        &["“payer” is at version 0.2.0 of 2026-05-02.", "Translations to read again: ar."],
        &written,
    );
    toolkit.edit("content/guides/payer/ar.md", "translates: 0.1.0", "translates: 0.2.0");

    // Households and workers say what they do not understand.
    written += FIRST;
    let may = date(2026, 5, 20);
    let add = [&ADD[..], &["Dire « relevé de compte » au lieu de « RIB »."]].concat();
    step(&toolkit, may, &add, &["F-2026-001"], &written);
    let mut second = add.clone();
    (second[8], second[14], second[20]) = ("interpreter", "translation", "ar: dire « bail », pas « papier »");
    second.extend(["--text", "ar"]);
    written += SECOND;
    step(&toolkit, may, &second, &["F-2026-002"], &written);
    let listed = on(may, toolkit.path(), &["feedback", "list", "--theme", "translation"]);
    assert!(listed.text.contains("F-2026-002") && !listed.text.contains("F-2026-001"), "{}", listed.text);
    assert!(listed.text.ends_with("1 remark\n"), "{}", listed.text);
    let json = on(may, toolkit.path(), &["feedback", "list", "--format", "json"]);
    let ids: Vec<String> = json.text.lines().map(json_id).collect();
    assert_eq!(ids, ["F-2026-001", "F-2026-002"]);

    // What is wrong is refused, and the file stays.
    for (flag, value, code) in [
        (4, "essais", "toolkit/unknown-id"),
        (6, "2026-01", "feedback/period-round"),
        (6, "2026-06", "feedback/future"),
        (12, "0", "feedback/count"),
        (16, "4", "feedback/severity"),
    ] {
        let mut wrong = add.clone();
        wrong[flag] = value;
        let done = on(may, toolkit.path(), &wrong);
        assert_eq!((done.code, head(&toolkit)), (1, written.clone()), "{}", done.text);
        assert!(done.text.contains(code) && done.text.contains("Nothing is changed."), "{}", done.text);
    }

    // A form brings 60 remarks. Five name a person: they are kept apart, and what names somebody is nowhere any more.
    let june = date(2026, 6, 12);
    toolkit.write("form.csv", sixty(["payer", "Payer son loyer"], ["2026-06", "2026-05"]));
    let import = ["feedback", "import", "form.csv"];
    let dry = on(june, toolkit.path(), &[&import[..], &["--dry-run"]].concat());
    assert_eq!((dry.code, head(&toolkit)), (1, written.clone()), "{}", dry.text);
    assert!(
        dry.text.ends_with("55 remarks would be added, 0 rows known already, 5 rows to correct.\n"),
        "{}",
        dry.text
    );
    let remarks = imported();
    written.extend(remarks.iter().map(|(_, entry)| entry.as_str()));
    let done = on(june, toolkit.path(), &import);
    assert_eq!((done.code, done.errors.as_str()), (1, ""), "five wait: {}", done.text);
    assert_eq!(head(&toolkit), written);
    let apart = fs::read_to_string(toolkit.path().join("form-to-correct.csv")).expect("a table");
    assert_eq!(apart.lines().count(), 6, "{apart}");
    for words in PERSONAL {
        assert!(!done.text.contains(words) && !apart.contains(words) && !written.contains(words), "{words}");
    }
    for words in [
        "payer: 55 remarks added",
        "5 cells are masked",
        "form-to-correct.csv",
        "55 remarks added, 0 rows known already, 5 rows to correct.",
    ] {
        assert!(done.text.contains(words), "{words}: {}", done.text);
    }
    let again = on(june, toolkit.path(), &import);
    assert!(
        again.text.contains("0 remarks added, 55 rows known already, 5 rows to correct."),
        "{}",
        again.text
    );
    assert_eq!(head(&toolkit), written, "twice the same adds nothing");
    // Rows that nobody mended still say nothing.
    let unmended = on(june, toolkit.path(), &["feedback", "import", "form-to-correct.csv"]);
    assert_eq!((unmended.code, head(&toolkit)), (1, written.clone()), "{}", unmended.text);
    let listed = on(june, toolkit.path(), &["feedback", "list", "--theme", "too_long", "--decision", "open"]);
    assert!(listed.text.ends_with("\n55 remarks\n"), "{}", listed.text);
    let check = on(june, toolkit.path(), &["check"]);
    assert_eq!(check.text, "All is well.\n");

    // The meeting decides: of those that were written down, and of those of the form.
    let meeting = date(2026, 6, 30);
    for (id, option, decision) in [
        ("F-2026-001", "--accept", "accepted"),
        ("F-2026-002", "--later", "later"),
        ("F-2026-003", "--accept", "accepted"),
        ("F-2026-004", "--reject", "rejected"),
        ("F-2026-057", "--later", "later"),
    ] {
        written = decided(&written, id, decision);
        step(&toolkit, meeting, &["feedback", "settle", id, option], &[id, decision], &written);
    }
    let unknown = on(meeting, toolkit.path(), &["feedback", "settle", "F-2026-0570", "--reject"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.errors.contains("F-2026-057"), "the nearest is named: {}", unknown.errors);
    let early =
        on(meeting, toolkit.path(), &["feedback", "settle", "F-2026-001", "--accept", "--in", "1.0.0"]);
    assert!(early.code == 2 && early.errors.contains("There are: 0."), "{}", early.errors);
    let both =
        on(meeting, toolkit.path(), &["feedback", "settle", "F-2026-001", "--reject", "--in", "0.1.0"]);
    assert!(both.code == 2 && both.errors.contains("--in"), "{}", both.errors);
    assert_eq!(head(&toolkit), written, "neither changes anything");
    let round = on(meeting, toolkit.path(), &["feedback", "list", "--round", "essais"]);
    assert!(round.code == 2 && round.errors.contains("“essai”"), "{}", round.errors);

    // Nobody publishes alone.
    let summer = date(2026, 7, 10);
    let publish = [
        "release",
        "payer",
        "--major",
        "--summary",
        "« RIB » devient : relevé de compte.",
        "--round",
        "essai",
        "--status",
        "published",
        "--validated-by",
    ];
    let alone = on(summer, toolkit.path(), &[&publish[..], &["association-exemple"]].concat());
    assert_eq!((alone.code, head(&toolkit)), (1, written.clone()), "{}", alone.text);
    assert!(alone.text.contains("versions/colleges") && alone.text.contains("a landlord"), "{}", alone.text);

    let empty = on(summer, toolkit.path(), &["release", "payer", "--patch", "--summary", "  "]);
    assert_eq!((empty.code, head(&toolkit)), (2, written.clone()), "{}", empty.errors);
    let past = on(
        summer,
        toolkit.path(),
        &["release", "payer", "--patch", "--summary", "S", "--date", "2026-05-01"],
    );
    assert!(past.code == 1 && past.text.contains("versions/dates"), "{}", past.text);

    // The text is changed and the guide published: what was accepted is answered, what waits waits.
    toolkit.edit(PATH, "Un RIB.", "Un relevé de compte.");
    written = written.replace(
        "versions:\n",
        "versions:
  - version: 1.0.0
    date: 2026-07-10
    round: essai
    summary: \"« RIB » devient : relevé de compte.\"
    validated_by: [association-exemple, bailleur-exemple]
",
    );
    written = written.replace("status: pilot ", "status: published ");
    written = written.replace("decision: accepted\n", "decision: accepted\n    resolved_in: 1.0.0\n");
    let both = [&publish[..], &["association-exemple,bailleur-exemple"]].concat();
    let says =
        ["It answers: F-2026-001, F-2026-003.", "Translations to read again: ar.", "“translates: 1.0.0”"];
    step(&toolkit, summer, &both, &says, &written);
    let check = on(summer, toolkit.path(), &["check"]);
    assert_eq!(check.code, 0, "{}", check.text);
    assert!(check.text.contains("translation/stale") && check.text.contains("1 warning"), "{}", check.text);

    // A slip is mended: the translation, read again meanwhile, stays valid.
    toolkit.edit("content/guides/payer/ar.md", "translates: 0.2.0", "translates: 1.0.0");
    written = written.replace(
        "versions:\n",
        "versions:\n  - version: 1.0.1\n    date: 2026-07-12\n    summary: Une faute de frappe.\n    validated_by: [association-exemple, bailleur-exemple]\n",
    );
    step(
        &toolkit,
        date(2026, 7, 12),
        &[
            "release",
            "payer",
            "--patch",
            "--summary",
            "Une faute de frappe.",
            "--validated-by",
            "association-exemple,bailleur-exemple",
        ],
        &["No translation is out of date"],
        &written,
    );
    assert_eq!(on(summer, toolkit.path(), &["check"]).code, 0);
    let history = on(summer, toolkit.path(), &["history", "payer"]).text;
    let at = |words: &str| history.find(words).unwrap_or_else(|| panic!("no {words}: {history}"));
    assert!(
        at("1.0.1  2026-07-12") < at("1.0.0  2026-07-10") && at("1.0.0  ") < at("F-2026-001"),
        "{history}"
    );
    assert!(at("F-2026-001") < at("F-2026-003") && at("F-2026-003") < at("0.2.0"), "{history}");
    assert!(history.contains("54 remarks without an answer."), "52 open and 2 for later: {history}");

    the_report_says_all_of_it(&toolkit, summer, &remarks);

    // Readers see the version and never a remark.
    assert_eq!(on(summer, toolkit.path(), &["build"]).code, 0);
    let page = fs::read_to_string(toolkit.path().join("output/site/fr/payer.html")).expect("a page");
    assert!(page.contains("1.0.1"), "{page}");
    let mut files = 0;
    for file in walkdir::WalkDir::new(toolkit.path().join("output/site")) {
        let file = file.expect("an entry");
        if file.file_type().is_file() {
            files += 1;
            let bytes = fs::read(file.path()).expect("a file");
            let text = String::from_utf8_lossy(&bytes);
            for words in ["F-2026", "au lieu de", "dire « bail »", "Remplacer le mot"].iter().chain(&PERSONAL)
            {
                assert!(!text.contains(words), "{words} in {}", file.path().display());
            }
        }
    }
    assert!(files > 10, "the site was looked at");
}

/// The report of the round: how many remarks of what, each with its answer, what is open, and nobody to be found.
#[track_caller]
fn the_report_says_all_of_it(toolkit: &Toolkit, day: Date, imported: &[(String, String)]) {
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
    // Each remark with its decision and the version that answers it.
    let rows: Vec<Vec<String>> = text("essai.csv")
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

fn json_id(line: &str) -> String {
    let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
    object["id"].as_str().expect("a number").to_owned()
}

#[test]
fn a_command_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let toolkit = toolkit();
    toolkit.edit(
        "content/guides/suivre/fr.md",
        "Gardez votre numéro.",
        &"Gardez votre numéro.\n\n".repeat(2_000),
    );
    let path = toolkit.path().join("content/guides/suivre/fr.md");
    let mut before = fs::read_to_string(&path).expect("a guide");
    let day = date(2026, 6, 1);
    // How long the command takes here says when it writes.
    let start = std::time::Instant::now();
    assert_eq!(on(day, toolkit.path(), &["history", "suivre"]).code, 0);
    let unit = start.elapsed() / 4;
    let (mut old, mut new) = (0, 0);
    for pause in 0..24 {
        let summary = format!("Essai {pause}.");
        let release = ["release", "suivre", "--patch", "--summary", &summary];
        let mut child =
            command(day, toolkit.path(), &release).stdout(Stdio::null()).spawn().expect("it runs");
        std::thread::sleep(unit * pause);
        child.kill().expect("killed");
        child.wait().expect("gone");
        let after = fs::read_to_string(&path).expect("a guide");
        if after == before {
            old += 1;
        } else {
            let start = after.find("  - version:").expect("a version");
            let entry = format!("date: 2026-06-01\n    summary: {summary}\n");
            let end = after.find(&entry).expect("the new version") + entry.len();
            assert_eq!(format!("{}{}", &after[..start], &after[end..]), before, "the rest is whole");
            new += 1;
            before = after;
        }
    }
    assert!(old > 0 && old + new == 24, "the first was killed before it began");
    // What a killed command left behind is no content and in nobody's way.
    let done = on(day, toolkit.path(), &["check"]);
    assert!(!done.text.contains("partial"), "{}", done.text);
    assert_eq!(on(day, toolkit.path(), &["release", "suivre", "--patch", "--summary", "Fin."]).code, 0);
}

#[test]
fn a_decision_is_changed_aloud_and_an_answer_stays() {
    let toolkit = toolkit();
    let day = date(2026, 6, 30);
    let guide = "content/guides/suivre/fr.md";
    let remark = FIRST.replace("0.2.0", "1.0.0").replace("    section: les-papiers\n", "");
    toolkit.edit(guide, "\n---\n", &format!("\n{remark}---\n"));
    let settle =
        |more: &[&str]| on(day, toolkit.path(), &[&["feedback", "settle", "F-2026-001"], more].concat());
    let says = |more: &[&str], words: &str| {
        let done = settle(more);
        assert_eq!(done.code, 0, "{}", done.errors);
        assert_eq!(done.text.lines().next(), Some(words));
    };
    says(&["--reject"], "Remark F-2026-001 of the guide “suivre”: rejected.");
    says(&["--later"], "Remark F-2026-001 of the guide “suivre”: later. It was: rejected.");
    says(&["--later"], "Remark F-2026-001 of the guide “suivre”: later.");
    says(&["--accept"], "Remark F-2026-001 of the guide “suivre”: accepted. It was: later.");
    says(&["--reject"], "Remark F-2026-001 of the guide “suivre”: rejected. It was: accepted.");
    says(&["--accept"], "Remark F-2026-001 of the guide “suivre”: accepted. It was: rejected.");
    assert_eq!(on(day, toolkit.path(), &["release", "suivre", "--minor", "--summary", "S"]).code, 0);
    let text = || fs::read_to_string(toolkit.path().join(guide)).expect("a guide");
    let answered = text();
    assert!(answered.contains("resolved_in: 1.1.0"), "{answered}");
    // Whatever is decided now: readers have that version.
    for more in [&["--reject"][..], &["--later"], &["--accept"], &["--accept", "--in", "1.1.0"]] {
        let done = settle(more);
        assert_eq!(done.code, 2, "{more:?}: {}", done.text);
        assert!(
            done.errors.contains("version 1.1.0") && done.errors.contains("a new remark"),
            "{}",
            done.errors
        );
        assert_eq!(text(), answered, "{more:?}");
    }
    // A version that is not there has answered nothing: that slip can be mended.
    toolkit.edit(guide, "resolved_in: 1.1.0", "resolved_in: 1.2.0");
    says(&["--accept", "--in", "1.1.0"], "Remark F-2026-001 of the guide “suivre”: accepted.");
    assert_eq!(text(), answered);
}

#[test]
fn git_knows_what_two_versions_said() {
    let toolkit = toolkit();
    let day = date(2026, 6, 1);
    let guide = "content/guides/suivre/fr.md";
    let none = on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "1.0.1"]);
    assert!(none.code == 2 && none.errors.contains("git"), "{}", none.errors);
    let git = |arguments: &[&str]| self::git(&toolkit, arguments);
    let commit = || {
        git(&["add", "-A"]);
        git(&["commit", "-qm", "x"]);
    };
    git(&["init", "-q"]);
    commit();
    toolkit.edit(guide, "Gardez votre numéro.", "Gardez bien votre numéro.\n\nAppelez.");
    commit();
    assert_eq!(on(day, toolkit.path(), &["release", "suivre", "--minor", "--summary", "S"]).code, 0);
    // A version that is written and not yet committed is known, too.
    let shown = "  ## Les délais\n~ Gardez {+bien +}votre numéro.\n+ Appelez.\n";
    let done = on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "1.1.0"]);
    assert_eq!((done.code, done.text.as_str()), (0, shown), "{}", done.errors);
    commit();
    toolkit.edit(guide, "Appelez.", "N’appelez pas.");
    // A version is what it was when it appeared, not what was written later.
    assert_eq!(on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "1.1.0"]).text, shown);
    let unknown = on(day, toolkit.path(), &["diff", "suivre", "1.0.0", "9.0.0"]);
    assert!(unknown.code == 2 && unknown.errors.contains("9.0.0"), "{}", unknown.errors);
    assert_eq!(
        on(day, toolkit.path(), &["diff", "suivre", "1.1.0", "1.1.0"]).text,
        "Both versions say the same.\n"
    );
}

#[test]
fn a_version_that_answers_with_the_same_words_is_told() {
    let toolkit = toolkit();
    let day = date(2026, 6, 30);
    let guide = "content/guides/suivre/fr.md";
    let remark = FIRST.replace("0.2.0", "1.0.0").replace("    section: les-papiers\n", "");
    let remark = remark.replace("decision: open", "decision: accepted");
    toolkit.edit(guide, "\n---\n", &format!("\n{remark}---\n"));
    let release = || on(day, toolkit.path(), &["release", "suivre", "--minor", "--summary", "S"]).text;
    let reopen = |from: &str| toolkit.edit(guide, &format!("    resolved_in: {from}\n"), "");
    // Without a history nobody knows: it is asked.
    let unknown = release();
    assert!(unknown.contains("It answers: F-2026-001.\nIs the text changed?"), "{unknown}");
    reopen("1.1.0");
    git(&toolkit, &["init", "-q"]);
    git(&toolkit, &["add", "-A"]);
    git(&toolkit, &["commit", "-qm", "x"]);
    let same = release();
    assert!(same.contains("It answers: F-2026-001.\nBeware: the text has not changed"), "{same}");
    reopen("1.2.0");
    git(&toolkit, &["commit", "-qam", "x"]);
    toolkit.edit(guide, "Gardez votre numéro.", "Gardez bien votre numéro.");
    let other = release();
    assert!(other.contains("It answers: F-2026-001.\n") && !other.contains("text"), "{other}");
}

fn git(toolkit: &Toolkit, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]);
    let output = git.args(arguments).current_dir(toolkit.path()).output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_guide_whose_head_is_broken_is_there() {
    let toolkit = toolkit();
    toolkit.edit("content/guides/suivre/fr.md", "title:", "title: [\ntitle:");
    let done = on(date(2026, 6, 1), toolkit.path(), &["history", "suivre"]);
    assert_eq!(done.code, 2, "{}{}", done.text, done.errors);
    assert!(
        done.text.contains("content/guides/suivre/fr.md:") && done.text.contains("yaml/"),
        "{}",
        done.text
    );
    assert!(
        done.errors.contains("cannot be read") && !done.errors.contains("Did you mean"),
        "{}",
        done.errors
    );

    toolkit.write(
        "r.csv",
        "Guide;Month;Source;Channel;Theme;Severity\nsuivre;2026-05;household;phone;print;1\n",
    );
    let done = on(date(2026, 6, 1), toolkit.path(), &["feedback", "import", "r.csv"]);
    assert_eq!(done.code, 1, "{}{}", done.text, done.errors);
    assert!(
        done.text.contains("its head cannot be read") && !done.text.contains("Did you mean"),
        "{}",
        done.text
    );
}

#[cfg(unix)]
#[test]
fn a_guide_behind_a_link_that_leads_out_is_there() {
    let toolkit = toolkit();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = toolkit.path().join("content/guides/suivre");
    fs::rename(&path, elsewhere.path().join("suivre")).expect("moved");
    std::os::unix::fs::symlink(elsewhere.path().join("suivre"), &path).expect("a link");
    let done = on(date(2026, 6, 1), toolkit.path(), &["history", "suivre"]);
    assert_eq!(done.code, 2, "{}{}", done.text, done.errors);
    assert!(done.text.contains("source/symlink-outside"), "{}", done.text);
    assert!(done.errors.contains("cannot be read"), "{}", done.errors);
}

//! Questions and answers of `feedback add`, without a terminal.

use std::{
    fs,
    io::Cursor,
    sync::{Arc, Mutex},
};

use super::*;
use crate::terminal::Format;
use trousseau_core::guide::remark::{Field, Need, fields};
use trousseau_text::Language;

const GUIDE: &str = "---
title: Demander
summary: S
stage: demander
status: pilot
versions:
  - {version: 1.0.0, date: 2020-05-01, summary: Première version.}
---

## À faire

## Les papiers
";

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        let files = [
            (
                "content/toolkit.yaml",
                "name: {fr: Clés}\nlanguages: [fr, ar]\nstages:\n  - {id: demander, name: {fr: D}, summary: {fr: S}, guides: [demander]}\n",
            ),
            (
                "content/rounds.yaml",
                "- {id: hiver, name: {fr: Hiver}, from: 2020-01-10, to: 2020-02-01}\n- {id: essai, name: {fr: Essai}, from: 2020-05-10, to: 2020-06-20}\n",
            ),
            ("content/guides/demander/fr.md", GUIDE),
        ];
        for (path, text) in files {
            let path = home.0.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        home
    }

    fn text(&self) -> String {
        fs::read_to_string(self.0.path().join("content/guides/demander/fr.md")).expect("a text")
    }

    /// What a remark came to when somebody gives these answers, and what was shown.
    fn add(&self, wanted: add::Wanted, answers: Option<&str>) -> (anyhow::Result<Verdict>, String) {
        let screen = Screen::default();
        let language = Language::find("fr").expect("in the table");
        let mut terminal = Terminal::to(language, Format::Human, Box::new(screen.clone()));
        let answers = answers.map(|text| Box::new(Cursor::new(text.to_owned())) as crate::ask::Answers);
        let done = add::run(self.0.path(), wanted, answers, &mut terminal);
        let shown = screen.0.lock().expect("no panic").clone();
        (done, String::from_utf8(shown).expect("text"))
    }
}

#[derive(Clone, Default)]
struct Screen(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn about(guide: &str) -> add::Wanted {
    saying(guide, &[])
}

fn saying(guide: &str, said: &[(Field, &str)]) -> add::Wanted {
    let mut wanted = add::Wanted { guide: guide.into(), ..add::Wanted::default() };
    said.iter().for_each(|(field, text)| wanted.said.0.set(*field, *text));
    wanted
}

fn key(result: anyhow::Result<Verdict>) -> (&'static str, String) {
    let error = result.expect_err("refused");
    let failure = error.downcast_ref::<Failure>().expect("a failure");
    (failure.key, failure.args.values().cloned().collect::<Vec<_>>().join(" "))
}

/// What is typed at each question, one line for each; Enter alone where nothing is named.
fn answers(typed: &[(Field, &str)]) -> String {
    // The guide has one version, and nobody is asked which.
    let asked = fields::written().filter(|spec| spec.field != Field::Version);
    let line = |field| typed.iter().find(|(known, _)| *known == field).map_or("", |(_, typed)| typed);
    asked.map(|spec| format!("{}\n", line(spec.field))).collect()
}

/// Arabic; the round that began last; no month, then one of another round, then a good one; a household; on paper; one
/// person; a number that is none, then an unclear word; the second heading; it hinders; what to say.
fn all_answers() -> String {
    answers(&[
        (Field::Lang, "2"),
        (Field::Period, "mai\n2020-01\n2020-05"),
        (Field::Source, "1"),
        (Field::Channel, "2"),
        (Field::Theme, "9\n1"),
        (Field::Section, "3"),
        (Field::Severity, "2"),
        (Field::Proposal, "Dire « pièce » : plus simple."),
    ])
}

#[test]
fn a_remark_is_asked_for_step_by_step() {
    let home = Home::new();
    let (done, shown) = home.add(about("demander"), Some(&all_answers()));
    assert_eq!(done.expect("added"), Verdict::Clean, "{shown}");
    let year = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
    let expected = format!(
        "feedback:
  - id: F-{year}-001
    version: 1.0.0
    lang: ar
    round: essai
    period: 2020-05
    source: household
    channel: paper_form
    count: 1
    theme: unclear_word
    section: les-papiers
    severity: 2
    proposal: \"Dire « pièce » : plus simple.\"
    decision: open
---
"
    );
    assert_eq!(home.text(), GUIDE.replace("}\n---\n", &format!("}}\n{expected}")));
    assert!(
        shown.contains("  2. essai (Essai)") && shown.contains("[2]"),
        "the last round is the default: {shown}"
    );
    assert!(shown.contains("  1. tout le guide") && shown.contains("  3. Les papiers"), "{shown}");
    assert!(shown.contains("[2020-06]"), "{shown}");
}

#[test]
fn whoever_leaves_leaves_no_trace() {
    let home = Home::new();
    let all = all_answers();
    for lines in 0..all.lines().count() {
        let answers: String = all.split_inclusive('\n').take(lines).collect();
        assert_eq!(key(home.add(about("demander"), Some(&answers)).0).0, "ask/end");
        assert_eq!(home.text(), GUIDE);
    }
}

#[test]
fn where_nobody_answers_the_missing_options_are_named() {
    let home = Home::new();
    let wanted = saying("demander", &[(Field::Round, "essai"), (Field::Count, "2")]);
    assert_eq!(
        key(home.add(wanted, None).0),
        ("add/missing", "--period --source --channel --theme --severity".to_owned())
    );
    assert_eq!(
        key(home.add(about("demandre"), None).0),
        ("find/no-guide-near", "demandre demander".to_owned())
    );
    assert_eq!(home.text(), GUIDE);
}

#[test]
fn where_there_is_no_round_nothing_is_asked_and_the_line_to_write_is_shown() {
    let home = Home::new();
    let path = home.0.path().join("content/rounds.yaml");
    fs::write(&path, "# Les tours d'essai.\n").expect("written");
    for answers in [None, Some(&*all_answers())] {
        let (done, shown) = home.add(about("demander"), answers);
        let (key, line) = key(done);
        assert_eq!((key, shown.as_str()), ("add/no-round", ""));
        assert!(line.starts_with("- {id: essai-"), "{line}");
        fs::write(&path, line).expect("written");
        // The line can be copied as it is: the next thing that is missing is named.
        let wanted = saying("demander", &[(Field::Round, "x")]);
        assert_eq!(self::key(home.add(wanted, None).0).0, "add/missing");
        fs::write(&path, "").expect("written");
    }
    assert_eq!(home.text(), GUIDE);
}

#[test]
fn an_answer_that_brings_a_mistake_is_refused_and_asked_for_again() {
    let home = Home::new();
    let long = "mot ".repeat(70);
    let full = [
        (Field::Round, "essai"),
        (Field::Period, "2020-05"),
        (Field::Source, "peer"),
        (Field::Channel, "phone"),
        (Field::Count, "2"),
        (Field::Theme, "print"),
        (Field::Proposal, &*long),
        (Field::Severity, "1"),
    ];
    let (done, shown) = home.add(saying("demander", &full), None);
    assert_eq!(done.expect("told"), Verdict::Problems);
    assert!(shown.contains("feedback/long"), "{shown}");
    assert_eq!(home.text(), GUIDE);
    // All but the severity is said; what may be left out is left out.
    let left_out = fields::written().filter(|spec| spec.need == Need::Optional).map(|spec| (spec.field, ""));
    let said: Vec<_> = left_out.chain([(Field::Lang, "fr")]).chain(full).collect();
    let wanted = saying("demander", &said[..said.len() - 1]);
    let (done, shown) = home.add(wanted, Some("1\nPlus court.\n"));
    assert!(shown.contains("feedback/long"), "{shown}");
    assert!(home.text().contains("proposal: Plus court.\n"), "{shown}");
    // Diagnostics were shown in between, but what was written is right.
    assert_eq!(done.expect("added"), Verdict::Clean);
}

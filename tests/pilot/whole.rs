//! A whole pilot as an editor plays it: a new guide, a trial, remarks, an import, decisions, a release, the report for the
//! meeting, the publication. After each step the head is exactly what is written here.

use std::fs;

use jiff::civil::{Date, date};

use trousseau_core::agreement;

use super::{
    FIRST, on,
    results::the_report_says_all_of_it,
    texts::{BEGUN, PUBLISH, PUBLISHED, SECOND, decided, imported, said_first},
    toolkit,
};
use crate::{
    cli::{Done, Toolkit},
    import::{PERSONAL, sixty},
};

const PATH: &str = "content/guides/payer/fr.md";

const SPRING: Date = date(2026, 4, 1);
const MAY: Date = date(2026, 5, 20);
const JUNE: Date = date(2026, 6, 12);
const MEETING: Date = date(2026, 6, 30);
const SUMMER: Date = date(2026, 7, 10);

#[test]
fn a_whole_pilot() {
    let mut pilot = Pilot { toolkit: toolkit(), written: String::new() };
    pilot.begins();
    pilot.goes_on_trial();
    pilot.is_remarked_upon();
    pilot.refuses_what_is_wrong();
    pilot.imports_a_form();
    pilot.imports_nothing_twice();
    pilot.is_decided_upon();
    pilot.refuses_decisions();
    pilot.is_not_published_alone();
    pilot.is_published();
    pilot.is_mended();
    pilot.has_a_history();
    the_report_says_all_of_it(&pilot.toolkit, SUMMER, &imported());
    pilot.is_read();
}

/// The toolkit of a pilot, and the head that its guide must have by now.
struct Pilot {
    toolkit: Toolkit,
    written: String,
}

impl Pilot {
    fn on(&self, day: Date, arguments: &[&str]) -> Done {
        on(day, self.toolkit.path(), arguments)
    }

    /// One step: the command ends well, says some words, and leaves the head that is written here.
    #[track_caller]
    fn step(&self, day: Date, arguments: &[&str], says: &[&str]) {
        let done = self.on(day, arguments);
        assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
        for words in says {
            assert!(done.text.contains(words), "{words}: {}", done.text);
        }
        assert_eq!(self.head(), self.written, "{arguments:?}");
    }

    fn head(&self) -> String {
        let text = fs::read_to_string(self.toolkit.path().join(PATH)).expect("a guide");
        let (head, body) = text.strip_prefix("---\n").expect("a head").split_once("---\n").expect("a body");
        assert!(body.contains("## Les papiers"), "the body is left alone");
        head.to_owned()
    }

    /// A new guide is a draft with a commented head; its editor fills it in.
    #[track_caller]
    fn begins(&mut self) {
        assert_eq!(self.on(SPRING, &["guide", "payer"]).code, 0);
        let fresh = fs::read_to_string(self.toolkit.path().join(PATH)).expect("a guide");
        assert!(fresh.contains("status: draft") && fresh.contains("# feedback:"), "{fresh}");
        self.written = BEGUN.to_owned();
        let body = "\n## À faire\n\nPayez.\n\n## Les papiers\n\nUn RIB.\n";
        self.toolkit.write(PATH, format!("---\n{}---\n{body}", self.written));
        self.toolkit.write(
            "content/guides/payer/ar.md",
            "---\ntitle: الدفع\nsummary: كيف ندفع.\ntranslates: 0.1.0\ntranslation: draft\n---\n\n## ما يجب فعله\n\nادفعوا.\n\n## الأوراق\n\nحساب.\n",
        );
        assert_eq!(self.on(SPRING, &["check"]).text, "All is well.\n");
    }

    /// The trial begins.
    #[track_caller]
    fn goes_on_trial(&mut self) {
        self.written = self.written.replace(
            "versions:\n",
            "versions:\n  - version: 0.2.0\n    date: 2026-05-02\n    summary: Le guide est à l’essai.\n",
        );
        self.written = self.written.replace("status: draft ", "status: pilot ");
        self.step(
            date(2026, 5, 2),
            &["release", "payer", "--minor", "--summary", "Le guide est à l’essai.", "--status", "pilot"],
            &["“payer” is at version 0.2.0 of 2026-05-02.", "Translations to read again: ar."],
        );
        self.toolkit.edit("content/guides/payer/ar.md", "translates: 0.1.0", "translates: 0.2.0");
    }

    /// Households and workers say what they do not understand.
    #[track_caller]
    fn is_remarked_upon(&mut self) {
        self.written += FIRST;
        let add = said_first();
        self.step(MAY, &add, &["F-2026-001"]);
        let mut second = add.clone();
        (second[8], second[14], second[20]) =
            ("interpreter", "translation", "ar: dire « bail », pas « papier »");
        second.extend(["--text", "ar"]);
        self.written += SECOND;
        self.step(MAY, &second, &["F-2026-002"]);
        let listed = self.on(MAY, &["feedback", "list", "--theme", "translation"]);
        assert!(listed.text.contains("F-2026-002") && !listed.text.contains("F-2026-001"), "{}", listed.text);
        assert!(listed.text.ends_with("1 remark\n"), "{}", listed.text);
        let json = self.on(MAY, &["feedback", "list", "--format", "json"]);
        let ids: Vec<String> = json.text.lines().map(json_id).collect();
        assert_eq!(ids, ["F-2026-001", "F-2026-002"]);
    }

    /// What is wrong is refused, and the file stays.
    #[track_caller]
    fn refuses_what_is_wrong(&self) {
        let add = said_first();
        for (flag, value, code) in [
            (4, "essais", "toolkit/unknown-id"),
            (6, "2026-01", "feedback/period-round"),
            (6, "2026-06", "feedback/future"),
            (12, "0", "feedback/count"),
            (16, "4", "feedback/severity"),
        ] {
            let mut wrong = add.clone();
            wrong[flag] = value;
            let done = self.on(MAY, &wrong);
            assert_eq!((done.code, self.head()), (1, self.written.clone()), "{}", done.text);
            assert!(done.text.contains(code) && done.text.contains("Nothing is changed."), "{}", done.text);
        }
    }

    /// A form brings 60 remarks. Five name a person: they are kept apart, and what names somebody is nowhere any more.
    #[track_caller]
    fn imports_a_form(&mut self) {
        self.toolkit.write("form.csv", sixty(["payer", "Payer son loyer"], ["2026-06", "2026-05"]));
        let import = ["feedback", "import", "form.csv"];
        let dry = self.on(JUNE, &[&import[..], &["--dry-run"]].concat());
        assert_eq!((dry.code, self.head()), (1, self.written.clone()), "{}", dry.text);
        assert!(
            dry.text.ends_with("55 remarks would be added, 0 rows known already, 5 rows to correct.\n"),
            "{}",
            dry.text
        );
        self.written.extend(imported().iter().map(|(_, entry)| entry.as_str()));
        let done = self.on(JUNE, &import);
        assert_eq!((done.code, done.errors.as_str()), (1, ""), "five wait: {}", done.text);
        assert_eq!(self.head(), self.written);
        let apart = fs::read_to_string(self.toolkit.path().join("form-to-correct.csv")).expect("a table");
        assert_eq!(apart.lines().count(), 6, "{apart}");
        for words in PERSONAL {
            assert!(
                !done.text.contains(words) && !apart.contains(words) && !self.written.contains(words),
                "{words}"
            );
        }
        for words in [
            "payer: 55 remarks added",
            "5 cells are masked",
            "form-to-correct.csv",
            "55 remarks added, 0 rows known already, 5 rows to correct.",
        ] {
            assert!(done.text.contains(words), "{words}: {}", done.text);
        }
    }

    /// Twice the same adds nothing, and what nobody mended still waits.
    #[track_caller]
    fn imports_nothing_twice(&self) {
        let import = ["feedback", "import", "form.csv"];
        let again = self.on(JUNE, &import);
        assert!(
            again.text.contains("0 remarks added, 55 rows known already, 5 rows to correct."),
            "{}",
            again.text
        );
        assert_eq!(self.head(), self.written, "twice the same adds nothing");
        // Rows that nobody mended still say nothing.
        let unmended = self.on(JUNE, &["feedback", "import", "form-to-correct.csv"]);
        assert_eq!((unmended.code, self.head()), (1, self.written.clone()), "{}", unmended.text);
        let listed = self.on(JUNE, &["feedback", "list", "--theme", "too_long", "--decision", "open"]);
        assert!(listed.text.ends_with("\n55 remarks\n"), "{}", listed.text);
        let check = self.on(JUNE, &["check"]);
        assert_eq!(check.text, "All is well.\n");
    }

    /// The meeting decides: of those that were written down, and of those of the form.
    #[track_caller]
    fn is_decided_upon(&mut self) {
        for (id, option, decision) in [
            ("F-2026-001", "--accept", "accepted"),
            ("F-2026-002", "--later", "later"),
            ("F-2026-003", "--accept", "accepted"),
            ("F-2026-004", "--reject", "rejected"),
            ("F-2026-057", "--later", "later"),
        ] {
            self.written = decided(&self.written, id, decision);
            self.step(MEETING, &["feedback", "settle", id, option], &[id, decision]);
        }
    }

    /// A remark, a version or a round that is not there is told, and nothing changes.
    #[track_caller]
    fn refuses_decisions(&self) {
        let unknown = self.on(MEETING, &["feedback", "settle", "F-2026-0570", "--reject"]);
        assert_eq!(unknown.code, 2);
        assert!(unknown.errors.contains("F-2026-057"), "the nearest is named: {}", unknown.errors);
        let early = self.on(MEETING, &["feedback", "settle", "F-2026-001", "--accept", "--in", "1.0.0"]);
        assert!(early.code == 2 && early.errors.contains("There are: 0."), "{}", early.errors);
        let both = self.on(MEETING, &["feedback", "settle", "F-2026-001", "--reject", "--in", "0.1.0"]);
        assert!(both.code == 2 && both.errors.contains("--in"), "{}", both.errors);
        assert_eq!(self.head(), self.written, "neither changes anything");
        let round = self.on(MEETING, &["feedback", "list", "--round", "essais"]);
        assert!(round.code == 2 && round.errors.contains("“essai”"), "{}", round.errors);
    }

    /// Without an association and a landlord that agree, the version is refused.
    #[track_caller]
    fn is_not_published_alone(&self) {
        let alone = self.on(SUMMER, &[&PUBLISH[..], &["association-exemple"]].concat());
        assert_eq!((alone.code, self.head()), (1, self.written.clone()), "{}", alone.text);
        assert!(
            alone.text.contains("versions/colleges") && alone.text.contains("a landlord"),
            "{}",
            alone.text
        );
        let empty = self.on(SUMMER, &["release", "payer", "--patch", "--summary", "  "]);
        assert_eq!((empty.code, self.head()), (2, self.written.clone()), "{}", empty.errors);
        let past =
            self.on(SUMMER, &["release", "payer", "--patch", "--summary", "S", "--date", "2026-05-01"]);
        assert!(past.code == 1 && past.text.contains("versions/dates"), "{}", past.text);
    }

    /// The text is changed and the guide published: what was accepted is answered, what waits waits.
    #[track_caller]
    fn is_published(&mut self) {
        self.toolkit.edit(PATH, "Un RIB.", "Un relevé de compte.");
        self.written = self.written.replace("versions:\n", &PUBLISHED.replace("HASH", &self.hash()));
        self.written = self.written.replace("status: pilot ", "status: published ");
        self.written =
            self.written.replace("decision: accepted\n", "decision: accepted\n    resolved_in: 1.0.0\n");
        let both = [&PUBLISH[..], &["association-exemple,bailleur-exemple"]].concat();
        let says =
            ["It answers: F-2026-001, F-2026-003.", "Translations to read again: ar.", "“translates: 1.0.0”"];
        self.step(SUMMER, &both, &says);
        let check = self.on(SUMMER, &["check"]);
        assert_eq!(check.code, 0, "{}", check.text);
        assert!(
            check.text.contains("translation/stale") && check.text.contains("1 warning"),
            "{}",
            check.text
        );
    }

    /// The hash of the words of the guide, as they are now.
    fn hash(&self) -> String {
        let text = fs::read_to_string(self.toolkit.path().join(PATH)).expect("a guide");
        agreement::hash(&text).expect("it can be read").as_str().to_owned()
    }

    /// A slip is mended: the translation, read again meanwhile, stays valid.
    #[track_caller]
    fn is_mended(&mut self) {
        self.toolkit.edit("content/guides/payer/ar.md", "translates: 0.2.0", "translates: 1.0.0");
        let entry = "versions:\n  - version: 1.0.1\n    date: 2026-07-12\n    summary: Une faute de frappe.\n    notice: HASH\n    agreed:\n\
             \x20     - partner: association-exemple\n        text: HASH\n        date: 2026-07-10\n\
             \x20     - partner: bailleur-exemple\n        text: HASH\n        date: 2026-07-10\n";
        self.written = self.written.replace("versions:\n", &entry.replace("HASH", &self.hash()));
        self.step(
            date(2026, 7, 12),
            &["release", "payer", "--patch", "--summary", "Une faute de frappe."],
            &["No translation is out of date"],
        );
        assert_eq!(self.on(SUMMER, &["check"]).code, 0);
    }

    /// The history has each version above the remarks that it answers.
    #[track_caller]
    fn has_a_history(&self) {
        let history = self.on(SUMMER, &["history", "payer"]).text;
        let at = |words: &str| history.find(words).unwrap_or_else(|| panic!("no {words}: {history}"));
        assert!(
            at("1.0.1  2026-07-12") < at("1.0.0  2026-07-10") && at("1.0.0  ") < at("F-2026-001"),
            "{history}"
        );
        assert!(at("F-2026-001") < at("F-2026-003") && at("F-2026-003") < at("0.2.0"), "{history}");
        assert!(history.contains("54 remarks without an answer."), "52 open and 2 for later: {history}");
    }

    /// Readers see the version and never a remark.
    #[track_caller]
    fn is_read(&self) {
        assert_eq!(self.on(SUMMER, &["build"]).code, 0);
        let page = fs::read_to_string(self.toolkit.path().join("output/site/fr/payer.html")).expect("a page");
        assert!(page.contains("1.0.1"), "{page}");
        let mut files = 0;
        for file in walkdir::WalkDir::new(self.toolkit.path().join("output/site")) {
            let file = file.expect("an entry");
            if file.file_type().is_file() {
                files += 1;
                let bytes = fs::read(file.path()).expect("a file");
                let text = String::from_utf8_lossy(&bytes);
                for words in
                    ["F-2026", "au lieu de", "dire « bail »", "Remplacer le mot"].iter().chain(&PERSONAL)
                {
                    assert!(!text.contains(words), "{words} in {}", file.path().display());
                }
            }
        }
        assert!(files > 10, "the site was looked at");
    }
}

fn json_id(line: &str) -> String {
    let object: serde_json::Value = serde_json::from_str(line).expect("JSON");
    object["id"].as_str().expect("a number").to_owned()
}

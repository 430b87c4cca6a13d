//! Translations by block: what goes to translators comes back, and nothing else changes.

mod kinds;
mod moved;
mod read_again;
mod refused;
mod since;
mod taken;

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    cli::{Toolkit, run},
    equal::tree,
    leaflets,
};

/// A toolkit with the texts of this repository.
fn own() -> Toolkit {
    Toolkit::of(&leaflets::words::content())
}

/// The languages into which the texts of this repository are translated, wholly or in part.
const OFFERED: [&str; 9] = ["fr-simple", "en", "ar", "ps", "fa-AF", "uk", "ti", "ru", "tr"];

/// Everything below `content`.
fn content(toolkit: &Toolkit) -> BTreeMap<String, Vec<u8>> {
    tree(&toolkit.path().join("content"))
}

/// Records everything.
fn commit(toolkit: &Toolkit) {
    toolkit.git(&["add", "-A"]);
    toolkit.git(&["commit", "-qm", "x"]);
}

/// Runs `trousseau translation …`, which must end well, and gives what it says.
#[track_caller]
fn translation(toolkit: &Toolkit, arguments: &[&str]) -> String {
    let done = run(toolkit, &[&["translation"], arguments].concat());
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{arguments:?}: {}", done.text);
    done.text
}

/// Exports a language as PO, and gives the text of the file.
#[track_caller]
fn po(toolkit: &Toolkit, language: &str, more: &[&str]) -> String {
    // An export does not replace a file with words that were not brought in.
    let _ = fs::remove_file(toolkit.path().join(format!("output/translations/{language}.po")));
    translation(toolkit, &[&["export", language], more].concat());
    fs::read_to_string(toolkit.path().join(format!("output/translations/{language}.po"))).expect("a file")
}

/// Writes a PO file and imports it.
#[track_caller]
fn import(toolkit: &Toolkit, text: &str) -> crate::cli::Done {
    toolkit.write("back.po", text);
    run(toolkit, &["translation", "import", "back.po"])
}

#[test]
fn what_goes_out_and_comes_back_changes_no_byte() {
    let toolkit = own();
    let before = content(&toolkit);
    let status = translation(&toolkit, &["status", "--format", "csv"]);
    for language in OFFERED {
        assert!(status.contains(&format!(",{language},")), "{language}");
        for (format, end) in [("po", "po"), ("xliff", "xlf")] {
            let said = translation(&toolkit, &["export", language, "--format", format]);
            let is_whole = said.contains("0 have changed, 0 without a translation");
            assert!(is_whole || !["en", "ar"].contains(&language), "{said}");
            translation(&toolkit, &["import", &format!("output/translations/{language}.{end}")]);
            assert!(content(&toolkit) == before, "{language} {format}");
        }
    }
}

#[test]
fn a_translation_made_anew_of_its_file_says_the_same() {
    let toolkit = own();
    let before = content(&toolkit);
    for language in ["en", "ar"] {
        let file = po(&toolkit, language, &[]);
        let own = |path: &&String| path.ends_with(&format!("/{language}.md"));
        for path in before.keys().filter(own) {
            fs::remove_file(toolkit.path().join("content").join(path)).expect("removed");
        }
        let done = import(&toolkit, &file);
        assert_eq!(done.code, 0, "{}", done.text);
        assert!(po(&toolkit, language, &[]) == file, "{language}");
    }
    let said = run(&toolkit, &["check"]).text;
    assert!(said.contains("All is well"), "{said}");
}

#[test]
fn a_new_translation_is_begun_until_all_of_it_is_there() {
    let toolkit = own();
    fs::remove_file(toolkit.path().join("content/guides/suivre/en.md")).expect("removed");
    let file = po(&toolkit, "en", &["suivre"]);
    assert!(file.contains("msgstr \"\""));
    let (first, rest) =
        file.split_once("msgid \"Suivre et renouveler sa demande\"\nmsgstr \"\"").expect("the title");
    let begun = format!(
        "{first}msgid \"Suivre et renouveler sa demande\"\nmsgstr \"Follow: your application\"{rest}"
    );
    let done = import(&toolkit, &begun);
    assert!(done.code == 0 && done.text.contains("content/guides/suivre/en.md is new"), "{}", done.text);
    let text =
        fs::read_to_string(toolkit.path().join("content/guides/suivre/en.md")).expect("the translation");
    assert!(text.starts_with("---\ntitle: \"Follow: your application\"\nsummary: "), "{text}");
    assert!(text.contains("translation: begun"), "{text}");
    let status = translation(&toolkit, &["status", "--in", "en", "--format", "json"]);
    let row = status.lines().find(|line| line.contains("\"guide\":\"suivre\"")).expect("a row");
    assert!(row.contains("\"state\":\"begun\""), "{row}");
    // Whatever is left comes back in a second file, and the words that were there are kept.
    let file = po(&toolkit, "en", &["suivre", "--only", "missing"]);
    assert!(!file.contains("Suivre et renouveler sa demande"), "{file}");
    let all = file.replace("\nmsgstr \"\"\n", "\nmsgstr \"@\"\n");
    let mut words = String::new();
    let mut source = "";
    for line in all.lines() {
        source = line.strip_prefix("msgid ").unwrap_or(source);
        match line {
            "msgstr \"@\"" => words += &format!("msgstr {source}\n"),
            line => words += &format!("{line}\n"),
        }
    }
    // The words of the source with other letters at their ends stand for a translation of it.
    let english = |line: &str| match line.strip_prefix("msgstr \"") {
        Some(words) => {
            let words = [("e ", "x "), ("s ", "z "), ("r ", "q ")]
                .iter()
                .fold(words.to_owned(), |words, (from, to)| words.replace(from, to));
            format!("msgstr \"In English: {words}\n")
        }
        None => format!("{line}\n"),
    };
    let done = import(&toolkit, &words.lines().map(english).collect::<String>());
    assert_eq!(done.code, 0, "{}", done.text);
    let text =
        fs::read_to_string(toolkit.path().join("content/guides/suivre/en.md")).expect("the translation");
    assert!(
        text.contains("translation: draft") && text.contains("title: \"Follow: your application\""),
        "{text}"
    );
}

#[test]
fn names_and_explanations_travel_the_same_way() {
    let toolkit = own();
    toolkit.edit("content/toolkit.yaml", ", ru, tr]", ", ru, tr, nl]");
    let file = po(&toolkit, "nl", &["_toolkit", "_glossary"]);
    assert!(
        file.contains("msgctxt \"_toolkit|stages|demander|name\"\nmsgid \"Demander\"\nmsgstr \"\""),
        "{file}"
    );
    let words =
        file.replace("msgid \"Demander\"\nmsgstr \"\"", "msgid \"Demander\"\nmsgstr \"Aanvragen: zo\"");
    let words = words.replace(
        "msgid \"bailleur social\"\nmsgstr \"\"",
        "msgid \"bailleur social\"\nmsgstr \"sociale verhuurder\"",
    );
    let done = import(&toolkit, &words);
    assert_eq!(done.code, 0, "{}", done.text);
    let read = |path: &str| fs::read_to_string(toolkit.path().join(path)).expect("a list");
    assert!(read("content/toolkit.yaml").contains(", nl: \"Aanvragen: zo\"}"));
    let glossary = read("content/glossary.yaml");
    assert!(glossary.contains(", nl: sociale verhuurder}"), "{glossary}");
    let changed = |path: &str| {
        let before = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a list");
        before.lines().zip(read(path).lines()).filter(|(was, now)| was != now).count()
    };
    assert_eq!((changed("content/toolkit.yaml"), changed("content/glossary.yaml")), (2, 1));
    let status = translation(&toolkit, &["status", "--in", "nl", "--format", "json"]);
    assert!(status.contains("\"guide\":\"_glossary\",\"language\":\"nl\",\"state\":\"missing\""), "{status}");
}

#[test]
fn words_of_the_interface_travel_the_same_way() {
    let toolkit = own();
    let before = content(&toolkit);
    for (format, end) in [("po", "po"), ("xliff", "xlf")] {
        translation(&toolkit, &["export", "uk", "_interface", "--format", format]);
        let said = translation(&toolkit, &["import", &format!("output/translations/uk.{end}")]);
        assert!(said.contains("Nothing was to be changed") && content(&toolkit) == before, "{said}");
        assert!(!toolkit.path().join("themes").exists());
    }
    let file = po(&toolkit, "uk", &["_interface"]);
    let unit = "msgctxt \"_interface|print.pages\"\nmsgid \"{number}\u{a0}page\"\nmsgid_plural \"{number}\u{a0}pages\"\nmsgstr[0] ";
    assert!(file.contains(unit) && file.contains("\"Plural-Forms: nplurals=3; "), "{file}");
    // A word that is changed stands in a file of the toolkit with all others, and pages have it.
    let done = import(
        &toolkit,
        &file.replacen("msgstr[1] \"{number} сторінки\"", "msgstr[1] \"{number} аркуші\"", 1),
    );
    assert_eq!(done.code, 0, "{}", done.text);
    let own = fs::read_to_string(toolkit.path().join("themes/default/strings/uk.yaml")).expect("a file");
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/strings/uk.yaml");
    let default = fs::read_to_string(default).expect("the words of the theme");
    assert_eq!(own, default.replacen("few: \"{number} сторінки\"", "few: \"{number} аркуші\"", 1));
    // Without its blank, a text would lose a figure.
    let file = po(&toolkit, "uk", &["_interface"]);
    let stage = "msgctxt \"_interface|stage\"";
    let (before, unit) = file.split_once(stage).expect("a unit");
    let (source, words) = unit.split_once("msgstr").expect("its words");
    let lost = format!("{before}{stage}{source}msgstr{}", words.replacen("{number}", "", 1));
    assert_eq!(import(&toolkit, &lost).code, 1);
}

/// A small toolkit beside which the words of the program lie, as in this repository.
fn with_program() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "languages: [fr, ar, ti]", "languages: [fr, ar, ti, en]");
    for folder in ["locales/program", "locales/editor"] {
        for language in ["fr", "en"] {
            let path = format!("{folder}/{language}.yaml");
            let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect("words");
            toolkit.write(&path, text);
        }
    }
    toolkit
}

#[test]
fn words_of_the_program_travel_the_same_way() {
    let toolkit = with_program();
    let words = |toolkit: &Toolkit| tree(&toolkit.path().join("locales"));
    let before = words(&toolkit);
    for (format, end) in [("po", "po"), ("xliff", "xlf")] {
        let said = translation(&toolkit, &["export", "en", "_program", "_editor", "--format", format]);
        assert!(said.contains(" 0 have changed"), "{said}");
        let said = translation(&toolkit, &["import", &format!("output/translations/en.{end}")]);
        assert!(said.contains("Nothing was to be changed") && words(&toolkit) == before, "{said}");
    }
    assert!(
        !po(&toolkit, "ar", &[]).contains("_program|"),
        "readers do not see it: it goes out when it is asked for"
    );
    let status = translation(&toolkit, &["status", "--format", "json"]);
    assert!(!status.contains("_program"), "{status}");
    // Another wording is one other line.
    let file = po(&toolkit, "en", &["_program", "_editor"]);
    let done = import(&toolkit, &file.replacen("\"{number} error\"", "\"{number} fault\"", 1));
    assert_eq!(done.code, 0, "{}", done.text);
    let of = |path: &str| fs::read_to_string(toolkit.path().join(path)).expect("words");
    let old = String::from_utf8(before["program/en.yaml"].clone()).expect("text");
    assert_eq!(of("locales/program/en.yaml"), old.replacen("{number} error\"", "{number} fault\"", 1));
    // What is to be copied is kept, and a blank is.
    for (from, to) in [("`password_file`", "password_file"), ("--no-person", "--nobody"), ("{path}", "")] {
        let file = po(&toolkit, "en", &["_program"]);
        let (head, translations) = file.split_once("msgstr \"\"\n").expect("a header");
        let changed: Vec<String> = translations
            .lines()
            .map(|line| if line.starts_with("msgstr") { line.replacen(from, to, 1) } else { line.to_owned() })
            .collect();
        let done = import(&toolkit, &format!("{head}msgstr \"\"\n{}\n", changed.join("\n")));
        assert!(done.code == 1 && done.text.contains(from), "{from}: {}", done.text);
    }
}

#[test]
fn a_language_that_the_program_lacks_gets_its_files_of_words() {
    let toolkit = with_program();
    let file = po(&toolkit, "ar", &["_program", "_editor"]);
    assert!(file.contains("nplurals=6;") && file.contains("\nmsgstr[5] \"\"\n"), "{file}");
    let one = "msgctxt \"_editor|board.title\"\nmsgid \"";
    let (before, rest) = file.split_once(one).expect("a unit of the desk");
    let (source, rest) = rest.split_once("msgstr \"\"").expect("its words");
    let words = format!("{before}{one}{source}msgstr \"لوحة الأدلة\"{rest}");
    let done = import(&toolkit, &words);
    assert_eq!(done.code, 0, "{}", done.text);
    let own = fs::read_to_string(toolkit.path().join("locales/editor/ar.yaml")).expect("a file");
    assert!(
        own.contains("title: لوحة الأدلة # ") && own.contains("lead: \"\" # "),
        "what is not translated waits there: {own}"
    );
    assert!(!toolkit.path().join("locales/program/ar.yaml").exists(), "nothing of it was translated");
}

#[test]
fn a_language_that_the_theme_lacks_gets_its_file_of_words() {
    let toolkit = own();
    toolkit.edit("content/toolkit.yaml", ", ru, tr]", ", ru, tr, nl]");
    let file = po(&toolkit, "nl", &["_interface"]);
    let words = file.replace(
        "msgid \"Aller au contenu\"\nmsgstr \"\"",
        "msgid \"Aller au contenu\"\nmsgstr \"Naar de tekst: ga\"",
    );
    assert_ne!(words, file);
    assert_eq!(import(&toolkit, &words).code, 0);
    let own = fs::read_to_string(toolkit.path().join("themes/default/strings/nl.yaml")).expect("a file");
    assert!(own.contains("skip: \"Naar de tekst: ga\" # Aller au contenu\n"), "{own}");
    assert!(own.contains("title: \"\" # "), "what is not translated waits there: {own}");
}

#[test]
fn what_the_french_stands_in_for_on_purpose_is_not_missing() {
    let toolkit = own();
    let rows = translation(&toolkit, &["status", "--in", "fr-simple", "--format", "json"]);
    let of_lists: Vec<&str> = rows.lines().filter(|line| line.contains("\"guide\":\"_")).collect();
    assert!(of_lists.len() > 6 && of_lists.iter().all(|row| row.contains("\"new\":0,")), "{of_lists:?}");
    let done = run(&toolkit, &["translation", "status", "--in", "fr-simple", "--fail-on", "missing"]);
    assert_eq!(done.code, 0, "{}", done.text);
    // Nobody is sent what nobody waits for; whoever wants to write it asks for it.
    let file = po(&toolkit, "fr-simple", &["--only", "missing"]);
    assert!(!file.contains("msgctxt \"_glossary|"), "{file}");
    assert!(po(&toolkit, "fr-simple", &["_glossary"]).contains("msgctxt \"_glossary|"));
}

#[test]
fn a_file_with_work_in_it_is_not_written_over() {
    let toolkit = own();
    let file = po(&toolkit, "en", &["suivre"]);
    assert_eq!(po(&toolkit, "en", &["suivre"]), file, "one without is");
    let worked = file.replacen("msgstr \"Track", "msgstr \"Follow", 1);
    assert_ne!(worked, file);
    toolkit.write("output/translations/en.po", &worked);
    let done = run(&toolkit, &["translation", "export", "en", "suivre"]);
    assert_eq!(done.code, 2, "{}", done.text);
    let kept = fs::read_to_string(toolkit.path().join("output/translations/en.po")).expect("a file");
    assert_eq!(kept, worked);
    assert_eq!(run(&toolkit, &["translation", "import", "output/translations/en.po"]).code, 0);
    translation(&toolkit, &["export", "en", "suivre"]);
}

#[test]
fn the_state_of_all_is_told_in_three_forms_and_by_the_exit_code() {
    let toolkit = own();
    assert!(translation(&toolkit, &["status"]).contains("demander"));
    let json = translation(&toolkit, &["status", "--format", "json", "--in", "ar"]);
    assert!(
        json.lines()
            .all(|line| line.contains("\"language\":\"ar\"") && line.contains("\"state\":\"current\""))
    );
    let csv = translation(&toolkit, &["status", "--format", "csv"]);
    assert!(csv.contains("guide,language,state,made") && !csv.contains("\\u000d"), "{csv}");
    let fails =
        |words: &str| run(&toolkit, &["translation", "status", "--in", "ar", "--fail-on", words]).code;
    assert_eq!((fails("missing,stale,ahead"), fails("machine")), (0, 1));
    fs::remove_file(toolkit.path().join("content/guides/suivre/ar.md")).expect("removed");
    assert_eq!(fails("missing,stale"), 1);
    toolkit.edit("content/guides/suivre/en.md", "translates: ", "translates: 9");
    let json = translation(&toolkit, &["status", "--format", "json", "--in", "en"]);
    assert!(json.contains("\"state\":\"ahead\""), "{json}");
    assert_eq!(run(&toolkit, &["translation", "status", "--in", "xx"]).code, 2);
    assert_eq!(run(&toolkit, &["check", "--format", "po"]).code, 2);
}

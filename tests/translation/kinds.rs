//! All that readers see travels the same way: what versions changed, captions, words of pictures; and a look writes nothing.

use std::fs;

use super::{import, own, po, since::long, translation};
use crate::cli::{Toolkit, run};

const SOURCE: &str = "content/guides/long/fr.md";

fn text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).expect("a file")
}

/// The language in a format, as the text of its file.
fn exported(toolkit: &Toolkit, format: &str, end: &str) -> String {
    translation(toolkit, &["export", "ar", "long", "--format", format]);
    text(toolkit, &format!("output/translations/ar.{end}"))
}

#[test]
fn what_the_versions_changed_travels_the_same_way() {
    let toolkit = long();
    let unit = "#: content/guides/long/fr.md\nmsgctxt \"_versions|long|1.0.0\"\nmsgid \"Première version.\"\nmsgstr \"\"\n";
    let file = po(&toolkit, "ar", &["long"]);
    assert!(file.contains(unit), "{file}");
    assert!(po(&toolkit, "ar", &[]).contains(unit) && po(&toolkit, "ar", &["_versions"]).contains(unit));
    assert!(exported(&toolkit, "xliff", "xlf").contains("resname=\"_versions|long|1.0.0\" approved=\"no\""));
    // A new version is no gap in the translations: no guide is missing, and readers get its sentence in another language.
    let status = translation(&toolkit, &["status", "--in", "ar", "--format", "json"]);
    assert!(status.contains("\"guide\":\"_versions\",\"language\":\"ar\",\"state\":\"begun\""), "{status}");
    let before = (text(&toolkit, SOURCE), text(&toolkit, "content/guides/long/ar.md"));
    let done = import(&toolkit, &file.replacen(unit, &unit.replace("\"\"\n", "\"النسخة الأولى.\"\n"), 1));
    assert!(done.code == 0 && done.text.contains(SOURCE), "{}", done.text);
    // The sentence without a language becomes one for each, in the head of the source; the translation itself stays.
    let both = "summary: {fr: Première version., ar: النسخة الأولى.}";
    assert_eq!(text(&toolkit, SOURCE), before.0.replace("summary: Première version.", both));
    assert_eq!(text(&toolkit, "content/guides/long/ar.md"), before.1);
    let said = translation(&toolkit, &["export", "ar", "long"]);
    assert!(said.contains("63 units, 0 have changed, 0 without a translation"), "{said}");
    let memory = exported(&toolkit, "tmx", "tmx");
    assert!(memory.contains("_versions|long|1.0.0") && memory.contains("<seg>النسخة الأولى.</seg>"));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert!(text(&toolkit, "output/site/ar/long.html").contains("النسخة الأولى."), "readers get it");
    // A number that is lost is refused, and what a guide that is not there changed is told.
    toolkit.edit(SOURCE, "Première version.", "Les prix de 2027.");
    let file = po(&toolkit, "ar", &["_versions"]);
    assert_eq!(import(&toolkit, &file.replace("النسخة الأولى.", "الأسعار.")).code, 1);
    let done = import(&toolkit, &file.replace("_versions|long|", "_versions|court|"));
    assert!(done.text.contains("translation/unknown-text"), "{}", done.text);
}

#[test]
fn what_the_versions_of_this_repository_changed_goes_out() {
    let toolkit = own();
    for language in ["en", "uk"] {
        let file = po(&toolkit, language, &["demander"]);
        for version in ["1.0.0", "1.0.1", "1.0.2", "1.0.3"] {
            assert!(
                file.contains(&format!("msgctxt \"_versions|demander|{version}\"")),
                "{language} {version}"
            );
        }
    }
    let status = translation(&toolkit, &["status", "--in", "en", "--format", "json"]);
    let row = "\"guide\":\"_versions\",\"language\":\"en\",\"state\":\"current\"";
    assert_eq!(status.matches(row).count(), 1, "{status}");
}

#[test]
fn title_summary_table_and_picture_are_units() {
    let toolkit = long();
    let more = "\n![Le plan de la ville](plan.svg \"La ville en 2026.\")\n\n| Papier | Où |\n| --- | --- |\n| bail | à la mairie |\n\
                \n> [!WARNING]\n> Ne payez personne.\n\nUn mot.[^1]\n\n[^1]: Une note.\n";
    toolkit.edit(SOURCE, "\n## Partie 1 ", &format!("{more}\n## Partie 1 "));
    toolkit.write(
        "content/guides/long/plan.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>",
    );
    let file = po(&toolkit, "ar", &["long"]);
    for (kind, words) in [
        ("|title", "Long"),
        ("|summary", "Un guide long."),
        ("partie-0|alt", "Le plan de la ville"),
        ("partie-0|caption", "La ville en 2026."),
        ("partie-0|cell", "à la mairie"),
        ("partie-0|box", "Ne payez personne."),
        ("partie-0|note", "Une note."),
        ("partie-1|heading", "Partie 1"),
        ("partie-1|item", "un point 10"),
    ] {
        assert!(file.contains(&format!("msgctxt \"long|{kind}\"\nmsgid \"{words}\"\n")), "{kind}: {file}");
    }
}

#[test]
fn a_look_says_what_would_be_written_and_writes_nothing() {
    let toolkit = own();
    let before = super::content(&toolkit);
    let file = po(&toolkit, "en", &["demander", "_glossary"]);
    let worked = file
        .replacen("msgstr \"The papers\"", "msgstr \"The sheets\"", 1)
        .replacen("<g1>1 application</g1> for", "1 application for", 1)
        .replacen("msgstr \"social landlord\"", "msgstr \"landlord of all\"", 1);
    toolkit.write("back.po", &worked);
    let arguments = ["translation", "import", "back.po"];
    let look = run(&toolkit, &[&arguments[..], &["--dry-run"]].concat());
    assert_eq!(look.code, 1, "what is refused is told: {}", look.text);
    for words in [
        "translation/tag-lost",
        "content/guides/demander/en.md: 1 block changed",
        "content/glossary.yaml: 1 block changed",
        "Nothing is written",
    ] {
        assert!(look.text.contains(words), "{words}: {}", look.text);
    }
    assert!(super::content(&toolkit) == before);
    let done = run(&toolkit, &arguments);
    assert_eq!(done.code, 1);
    assert_eq!(look.text.replace("Nothing is written. Without --dry-run, it is.\n", ""), done.text);
    assert!(super::content(&toolkit) != before);
}

#[test]
fn an_older_file_comes_in_as_far_as_its_blocks_are_still_there() {
    let toolkit = own();
    let file = po(&toolkit, "en", &["demander"]);
    // The rules of before put a heading and what follows it into one block.
    let older = file
        .replace("Segmentation: 1", "Segmentation: 0")
        .replace(
            "msgid \"Les papiers\"\nmsgstr \"The papers\"",
            "msgid \"Les papiers. Une liste\"\nmsgstr \"The papers. A list\"",
        )
        .replacen("msgstr \"Apply for social housing\"", "msgstr \"Make your application\"", 1);
    let done = import(&toolkit, &older);
    assert!(done.code == 0 && done.text.contains("translation/other-source"), "{}", done.text);
    let now = text(&toolkit, "content/guides/demander/en.md");
    assert!(now.contains("title: Make your application") && now.contains("## The papers"), "{now}");
    // The same in a file that says nothing of it, and in XLIFF.
    translation(&toolkit, &["export", "en", "demander", "--format", "xliff"]);
    let file = text(&toolkit, "output/translations/en.xlf");
    for number in ["<note>segmentation: 0</note>", ""] {
        let older = file.replace("<note>segmentation: 1</note>", number);
        assert_ne!(older, file);
        toolkit.write("back.xlf", &older);
        let done = run(&toolkit, &["translation", "import", "back.xlf"]);
        assert!(done.code == 0 && done.text.contains("Nothing was to be changed"), "{}", done.text);
    }
}

#[test]
fn a_glossary_and_a_memory_are_counted_and_say_which_words_are_not_to_be_used() {
    let toolkit = own();
    toolkit.edit(
        "content/glossary.yaml",
        "instead_of: {en: [\"bailiff\"",
        "instead_of: {en: [\"beadle\", \"bailiff\"",
    );
    let said = translation(&toolkit, &["export", "en", "--format", "tbx"]);
    let glossary = text(&toolkit, "output/translations/en.tbx");
    let entries = glossary.matches("<termEntry ").count();
    assert!(said.contains(&format!(": {entries} terms, 0 without a translation.")), "{entries}: {said}");
    let (_, forbidden) = glossary.split_once("<term>beadle</term>").expect("a word that is not to be used");
    assert!(
        forbidden.trim_start().starts_with("<termNote type=\"administrativeStatus\">forbidden</termNote>")
    );
    assert!(glossary.contains("<descrip type=\"Translation needed\">no</descrip>"));
    let said = translation(&toolkit, &["export", "en", "--format", "tmx"]);
    let units = text(&toolkit, "output/translations/en.tmx").matches("<tu>").count();
    assert!(said.contains(&format!(": {units} translations.")), "{units}: {said}");
}

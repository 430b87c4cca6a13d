//! There is a message for every code and key, and none for anything else.

use std::{collections::BTreeSet, fs, path::Path};

use super::*;
use crate::diagnostic::Place;

fn language(tag: &str) -> Language {
    Language::find(tag).expect("in the table")
}

fn diagnostic(code: &'static str) -> Diagnostic {
    Diagnostic::new(Rule::find(code).expect("a rule"), Place::file(&"x".into()))
}

#[test]
fn a_note_speaks_both_languages() {
    let diagnostic = diagnostic("yaml/unknown-key")
        .with("key", "satus")
        .with("known", "stage, status")
        .with("near", "status");
    assert_eq!(title(language("fr"), &diagnostic), "«\u{a0}satus\u{a0}» n’est pas un champ connu.");
    assert_eq!(title(language("en"), &diagnostic), "“satus” is not a known field.");
    assert_eq!(title(language("ar"), &diagnostic), "“satus” is not a known field.");
    assert_eq!(
        hint(language("en"), &diagnostic).expect("a hint"),
        "Did you mean “status”? Possible fields: stage, status."
    );
    let far = Diagnostic { args: [("known", "stage".to_owned())].into(), ..diagnostic };
    assert_eq!(hint(language("en"), &far).expect("a hint"), "Possible fields: stage.");
}

#[test]
fn what_is_to_be_copied_has_the_signs_of_the_keyboard() {
    let said = |tag: &str| hint(language(tag), &diagnostic("yaml/colon")).expect("a hint");
    assert!(said("en").contains("in quotes: title: \"My lease: signing\". If"), "{}", said("en"));
    assert!(said("fr").contains("guillemets\u{a0}: title: \"Mon bail : signer\". Sinon"), "{}", said("fr"));
    assert_eq!(print("« `l'« a : b »` »", language("fr")), "«\u{a0}l'« a : b »\u{a0}»");
    assert_eq!(print("It's `'x'", language("en")), "It’s 'x'");
}

#[test]
fn nothing_that_is_unknown_fails() {
    assert_eq!(say(language("fr"), "no/such-key", &[]), "no/such-key");
    assert_eq!(title(language("en"), &diagnostic("yaml/missing")), "The field “{key}” is missing.");
}

#[test]
fn values_are_quoted_with_care() {
    let title = |value: &str| title(language("en"), &diagnostic("yaml/missing").with("key", value));
    assert_eq!(title("{key}"), "The field “{key}” is missing.");
    assert_eq!(title("a\n\u{1b}[31mb"), "The field “a  [31mb” is missing.");
    assert!(title(&"é".repeat(1000)).chars().count() < MOST_QUOTED + 40);
}

#[test]
fn values_of_the_program_are_translated() {
    let diagnostic = diagnostic("toolkit/unknown-id").with("id", "contact").with("kind", "stage");
    assert_eq!(
        title(language("fr"), &diagnostic),
        "«\u{a0}contact\u{a0}» n’est pas dans la liste des étapes."
    );
}

#[test]
fn numbers_agree_with_their_noun() {
    let fr = |number| count(language("fr"), "count/errors", number);
    assert_eq!([fr(0), fr(1), fr(2)], ["0 erreur", "1 erreur", "2 erreurs"]);
    assert_eq!(count(language("en"), "count/errors", 0), "0 errors");
}

#[test]
fn both_tables_have_the_same_words_and_blanks() {
    let shape = |table: &Table| -> Vec<String> {
        table.says.iter().map(|(key, text)| format!("{key}: {}", blanks(text.text()))).collect()
    };
    let (french, english) = (shape(of("fr")), shape(of("en")));
    assert!(french.len() > 100, "the tables can be read");
    for (french, english) in french.iter().zip(&english) {
        assert_eq!(french, english);
    }
    assert_eq!(french.len(), english.len());
    for (name, values) in &of("en").values {
        for value in values.keys() {
            assert!(of("fr").values[name].contains_key(value), "{name}: {value}");
        }
    }
}

fn of(tag: &str) -> &'static Table {
    Table::of(language(tag))
}

/// The `{names}` of a text, sorted.
fn blanks(text: &str) -> String {
    let parts = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let names: BTreeSet<&str> = parts.map(|(name, _)| name).filter(|name| !name.starts_with('#')).collect();
    names.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_key_has_words_and_no_word_is_idle() {
    let source = source();
    let said = |makers: &[&str]| -> BTreeSet<String> {
        let calls = makers.iter().flat_map(|maker| source.split(maker).skip(1));
        let literal = calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        literal.filter(|code| code.contains('/')).map(str::to_owned).collect()
    };
    for key in said(&["Failure::new(", ".say(", "say(terminal.language,", "say(self.language,"]) {
        assert!(of("fr").says.contains_key(&key), "{key} has no words");
    }
    for key in of("fr").says.keys() {
        // The names of commands and options are in the command line itself, whose test asks for their words.
        let about = key.starts_with("about/") || key.starts_with("option/");
        assert!(about || source.contains(&format!("\"{key}\"")), "nobody says {key}");
    }
}

#[test]
fn every_rule_is_broken_somewhere() {
    let source = source();
    for rule in Rule::all() {
        let (area, name) = rule.code().split_once('/').expect("an area and a name");
        let named = format!("rule::{}::{}", area.replace('-', "_"), name.replace('-', "_").to_uppercase());
        assert!(source.contains(&named), "nothing breaks {rule}");
    }
}

/// All code of the program without its tests.
fn source() -> String {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut source = String::new();
    gather(&top.join("src"), &mut source);
    gather(&top.join("crates"), &mut source);
    source
}

fn gather(folder: &Path, source: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, source);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("text");
            source.push_str(text.split("#[cfg(test)]").next().expect("a first part"));
        }
    }
}

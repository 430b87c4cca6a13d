//! The formats of diagnostics, as people and programs get them.

use std::sync::{Arc, Mutex};

use super::*;
use trousseau_core::diagnostic::{Place, rule};

/// A place to write that the test can read.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("one thread").extend(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A writer that fails, as a closed pipe or a full disk does.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const STORY: &str = "\
--- content/guides/demander/fr.md ---
---
title: Été
satus: pilot
---
Un lien [vers](guide:suivr) perdu.
--- content/toolkit.yaml ---
name: x
";

fn language(tag: &str) -> Language {
    Language::find(tag).expect("in the table")
}

fn at(sources: &Sources, path: &str, words: &str) -> Place {
    let source = sources.get(path).expect("a file");
    let start = source.text().expect("text").find(words).expect("the words");
    Place::span(&source.path, start..start + words.len())
}

fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let guide = "content/guides/demander/fr.md";
    let dead = Diagnostic::new(rule::links::DEAD, at(sources, guide, "[vers](guide:suivr)"));
    let dead = Diagnostic { severity: Severity::Warning, ..dead };
    let key = Diagnostic::new(rule::yaml::UNKNOWN_KEY, at(sources, guide, "satus")).with("key", "satus");
    vec![
        Diagnostic::new(rule::toolkit::NO_STAGES, Place::file(&"content/toolkit.yaml".into())),
        dead.with("to", "guide:suivr").with("kind", "guide").with("near", "guide:suivre"),
        key.with("known", "stage, status").with("near", "status"),
    ]
}

/// What is written, with `~` for a narrow and `_` for a wide space that does not break.
fn check(terminal: impl FnOnce(Terminal) -> Terminal, tag: &str, format: Format) -> String {
    let paper = Paper::default();
    let mut terminal = terminal(Terminal::to(language(tag), format, Box::new(paper.clone())));
    let sources = Sources::from_story(STORY).value;
    let diagnostics = diagnostics(&sources);
    terminal.tell(&diagnostics, &sources);
    terminal.tell(&diagnostics[..1], &sources);
    terminal.line("Une ligne.");
    assert_eq!(terminal.close().expect("written"), Verdict::Problems);
    let bytes = paper.0.lock().expect("one thread").clone();
    String::from_utf8(bytes).expect("text").replace('\u{202f}', "~").replace('\u{a0}', "_")
}

#[test]
fn people_read_sentences_with_the_words_underlined() {
    let expected = "\
erreur[yaml/unknown-key]: «_satus_» n’est pas un champ connu.
 --> content/guides/demander/fr.md:3:1
  |
3 | satus: pilot
  | ^^^^^
  |
  = conseil: Vouliez-vous écrire «_status_»~? Champs possibles_: stage, status.

avertissement[links/dead]: Ce lien ne mène nulle part_: «_guide:suivr_» n’est pas dans la liste des guides.
 --> content/guides/demander/fr.md:5:9
  |
5 | Un lien [vers](guide:suivr) perdu.
  |         ^^^^^^^^^^^^^^^^^^^
  |
  = conseil: Vouliez-vous écrire «_guide:suivre_»~?

erreur[toolkit/no-stages]: Il n’y a aucune étape.
--> content/toolkit.yaml
 = conseil: Ajoutez au moins une étape sous «_stages:_», avec un id, un nom et un résumé.

Une ligne.
2 erreurs, 1 avertissement
";
    assert_eq!(check(|terminal| terminal, "fr", Format::Human), expected);
}

#[test]
fn colours_only_when_asked_for() {
    let coloured = check(|terminal| Terminal { colour: true, ..terminal }, "en", Format::Human);
    assert!(coloured.contains("\u{1b}[") && coloured.contains("1 warning"));
    for format in [Format::Human, Format::Json, Format::Github] {
        assert!(!check(|terminal| terminal, "en", format).contains('\u{1b}'));
    }
}

#[test]
fn programs_read_one_object_a_line() {
    let text = check(|terminal| terminal, "en", Format::Json);
    let objects: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects.len(), 3);
    assert_eq!(
        text.lines().next(),
        Some(concat!(
            r#"{"code":"yaml/unknown-key","severity":"error","file":"content/guides/demander/fr.md","line":3,"column":1,"#,
            r#""end_line":3,"end_column":6,"title":"“satus” is not a known field.","#,
            r#""hint":"Did you mean “status”? Possible fields: stage, status.","#,
            r#""args":{"key":"satus","known":"stage, status","near":"status"}}"#
        ))
    );
    assert!(objects[2]["line"].is_null());
}

#[test]
fn github_shows_notes_beside_the_lines() {
    let text = check(|terminal| Terminal { prefix: "a,b/".into(), ..terminal }, "en", Format::Github);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "::error file=a%2Cb/content/guides/demander/fr.md,line=3,col=1,title=yaml/unknown-key::“satus” is not a known \
         field.%0ADid you mean “status”? Possible fields: stage, status."
    );
    assert!(lines[1].starts_with("::warning file="));
    assert!(lines[2].starts_with(
        "::error file=a%2Cb/content/toolkit.yaml,title=toolkit/no-stages::There is no stage.%0A"
    ));
    assert_eq!(lines.len(), 5);
}

#[test]
fn quiet_leaves_the_notes() {
    let text = check(|terminal| Terminal { quiet: true, ..terminal }, "en", Format::Human);
    assert!(text.contains("yaml/unknown-key") && !text.contains("Une ligne") && !text.contains("2 errors"));
}

#[test]
fn what_people_cannot_read_is_counted() {
    let paper = Paper::default();
    let mut terminal = Terminal::to(language("en"), Format::Human, Box::new(paper.clone()));
    let path = "content/long".into();
    let mut sources = Sources::default();
    // A line of 8 MB with many diagnostics: none of them may scan the whole line again.
    sources.put(trousseau_core::source::Source::new("content/long", "é".repeat(4 << 20).into_bytes()));
    let diagnostic = |at: usize| {
        Diagnostic::new(rule::markdown::EMPTY_HEADING, Place::span(&path, at * 9000..at * 9000 + 10))
    };
    let diagnostics: Vec<Diagnostic> = (0..300).map(diagnostic).collect();
    terminal.tell(&diagnostics[..150], &sources);
    terminal.tell(&diagnostics, &sources);
    assert_eq!(terminal.close().expect("written"), Verdict::Clean);
    let text = String::from_utf8(paper.0.lock().expect("one thread").clone()).expect("text");
    assert_eq!(text.matches("warning[").count(), 200);
    assert!(text.ends_with("… and 100 more messages. Mend those above first.\n300 warnings\n"));
    assert!(text.lines().all(|line| line.chars().count() < 200));
    assert!(text.contains("content/long:1:4501"));
}

#[test]
fn what_an_editor_typed_moves_no_cursor() {
    let paper = Paper::default();
    let mut terminal = Terminal::to(language("en"), Format::Human, Box::new(paper.clone()));
    let sources = Sources::from_story("--- x ---\na\u{1b}[31m\u{202e}b\tc\n").value;
    let diagnostic =
        Diagnostic::new(rule::yaml::MISSING, at(&sources, "x", "b")).with("key", "\u{1b}]0;x\u{7}\nend");
    terminal.tell(&[diagnostic], &sources);
    let text = String::from_utf8(paper.0.lock().expect("one thread").clone()).expect("text");
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure_and_a_full_disk_is() {
    let close = |kind| {
        let mut terminal = Terminal::to(language("en"), Format::Human, Box::new(Broken(kind)));
        terminal.line("x");
        terminal.close()
    };
    assert_eq!(close(io::ErrorKind::BrokenPipe).expect("quiet"), Verdict::Clean);
    assert!(close(io::ErrorKind::StorageFull).is_err());
}

#[test]
fn a_prefix_leads_to_the_toolkit() {
    let check = |root: &str, expected: &str| assert_eq!(prefix(Path::new(root)), expected, "{root}");
    check(".", "");
    check("./", "");
    check("..", "../");
    check("./a/b/", "a/b/");
    check("/srv/a", "/srv/a/");
    check("/", "/");
}

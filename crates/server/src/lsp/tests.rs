//! A small text editor at the other end.

use std::{fs, thread, time::Duration};

use super::*;

const RULES: &str = include_str!("../../../core/rules/base.txt");
const GUIDE: &str = "content/guides/demander/fr.md";

/// A text editor that has opened a toolkit.
struct Editor {
    connection: Connection,
    folder: tempfile::TempDir,
    number: i32,
}

impl Editor {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, source) in Sources::from_story(RULES).value.files {
            let path = folder.path().join(&*path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, &source.bytes).expect("written");
        }
        let (here, there) = Connection::memory();
        let root = folder.path().to_owned();
        thread::spawn(move || serve(&there, &root, Language::default()));
        let mut editor = Self { connection: here, folder, number: 0 };
        assert!(
            editor.ask("initialize", json!({"capabilities": {}}))["capabilities"]["hoverProvider"].as_bool()
                == Some(true)
        );
        editor.tell("initialized", json!({}));
        editor
    }

    fn tell(&self, method: &str, params: Value) {
        let note = Notification::new(method.to_owned(), params);
        self.connection.sender.send(Message::Notification(note)).expect("it listens");
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.number += 1;
        let request = Request::new(self.number.into(), method.to_owned(), params);
        self.connection.sender.send(Message::Request(request)).expect("it listens");
        loop {
            if let Message::Response(response) = self.next() {
                return response.result.unwrap_or_default();
            }
        }
    }

    fn next(&self) -> Message {
        self.connection.receiver.recv_timeout(Duration::from_secs(60)).expect("it answers")
    }

    /// The codes that are said of the guide next.
    fn said(&self) -> Vec<String> {
        loop {
            let Message::Notification(note) = self.next() else { continue };
            if note.params["uri"] == self.uri() {
                let all = note.params["diagnostics"].as_array().cloned().unwrap_or_default();
                return all.iter().filter_map(|one| one["code"].as_str().map(str::to_owned)).collect();
            }
        }
    }

    fn uri(&self) -> String {
        position::uri(&self.folder.path().canonicalize().expect("there"), GUIDE)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.path().join(GUIDE)).expect("a guide")
    }

    fn change(&self, text: &str) {
        let document = json!({"uri": self.uri(), "version": 2});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [{"text": text}]}),
        );
    }

    /// What is answered about the first place of these words, so many letters in.
    fn about(&mut self, method: &str, text: &str, words: &str, letters: usize) -> Value {
        let at = text.find(words).expect("there");
        let line = text[..at].matches('\n').count();
        let column = text[..at].rsplit('\n').next().unwrap_or_default().encode_utf16().count() + letters;
        let (document, position) = (json!({"uri": self.uri()}), json!({"line": line, "character": column}));
        self.ask(method, json!({"textDocument": document, "position": position}))
    }
}

#[test]
fn what_is_typed_is_checked_and_what_is_mended_is_silent() {
    let editor = Editor::new();
    let text = editor.text();
    let document = json!({"uri": editor.uri(), "languageId": "markdown", "version": 1, "text": text});
    editor.tell("textDocument/didOpen", json!({"textDocument": document}));
    editor.change(&text.replace("guide:suivre", "guide:suivra"));
    assert_eq!(editor.said(), ["links/dead"]);
    editor.change(&text);
    assert_eq!(editor.said(), Vec::<String>::new());
    assert_eq!(editor.text(), text, "the file is as it was");
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": editor.uri()}}));
}

#[test]
fn names_are_explained_found_and_completed() {
    let mut editor = Editor::new();
    let text = editor.text();
    let hover = |found: Value| found["contents"]["value"].as_str().unwrap_or_default().to_owned();
    let fact = hover(editor.about("textDocument/hover", &text, "fact:plus", 6));
    let fact = fact.replace(['\u{202f}', '\u{a0}'], " ");
    assert!(fact.contains("23 403 €") && fact.contains("Arrêté") && fact.contains("2027-12-31"), "{fact}");
    assert!(hover(editor.about("textDocument/hover", &text, "term:bail", 2)).contains("Un contrat."));
    assert_eq!(editor.about("textDocument/hover", &text, "Les papiers", 2), Value::Null);
    let place = editor.about("textDocument/definition", &text, "fact:plus", 6);
    assert!(place["uri"].as_str().is_some_and(|uri| uri.ends_with("/content/facts.yaml")), "{place}");
    assert_eq!(place["range"]["start"]["line"], 0);
    let typed = text.replace("Le plafond", "[a](guide:suivre#) [b](fact: [c]( Le plafond");
    editor.change(&typed);
    let mut labels = |words: &str| {
        let found = editor.about("textDocument/completion", &typed, words, words.len());
        let all = found.as_array().cloned().unwrap_or_default();
        all.iter().filter_map(|one| one["label"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(labels("(guide:suivre#"), ["les-delais"]);
    assert_eq!(labels("[b](fact:"), ["plus"]);
    assert!(labels("[c](").contains(&"contact:".to_owned()));
}

#[test]
fn what_has_one_right_answer_is_offered_where_it_is_wrong() {
    let mut editor = Editor::new();
    let text = editor.text();
    let typed = text.replace("guide:suivre", "suivre.md");
    assert_ne!(typed, text);
    editor.change(&typed);
    let at = typed.find("suivre.md").expect("there");
    let range = position::range(&typed, trousseau_core::diagnostic::Span { start: at, end: at + 2 });
    let ask = json!({"textDocument": {"uri": editor.uri()}, "range": range, "context": {"diagnostics": []}});
    let found = editor.ask("textDocument/codeAction", ask);
    let edit = &found[0]["edit"]["changes"][editor.uri()][0];
    let start = position::byte(&typed, &edit["range"]["start"]).expect("a place");
    let end = position::byte(&typed, &edit["range"]["end"]).expect("a place");
    let mended = [&typed[..start], edit["newText"].as_str().unwrap_or_default(), &typed[end..]].concat();
    assert_eq!(mended, text, "{found}");
    assert_eq!(
        (found[0]["kind"].as_str(), found[0]["diagnostics"][0]["code"].as_str()),
        (Some("quickfix"), Some("links/no-file"))
    );
    let elsewhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let ask = json!({"textDocument": {"uri": editor.uri()}, "range": elsewhere, "context": {}});
    assert_eq!(editor.ask("textDocument/codeAction", ask), json!([]));
}

#[test]
fn pictograms_are_completed() {
    let mut editor = Editor::new();
    let typed = editor.text() + "\n## Un titre {.p\n";
    editor.change(&typed);
    let found = editor.about("textDocument/completion", &typed, "{.p", 3);
    let all = found.as_array().cloned().unwrap_or_default();
    assert!(all.iter().any(|one| one["label"] == "pen"), "{all:?}");
}

#[test]
fn it_ends_when_it_is_told() {
    let mut editor = Editor::new();
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    while let Ok(message) = editor.connection.receiver.recv_timeout(Duration::from_secs(20)) {
        assert!(!matches!(message, Message::Request(_)));
    }
}

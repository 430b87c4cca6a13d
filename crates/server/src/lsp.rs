//! The language server: a text editor shows diagnostics while somebody types, says what a name stands for, and completes it.
//!
//! It reads the toolkit as the preview does, with the open files as they are on the screen, and writes nothing.

mod position;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use lsp_server::{Connection, Message, Notification, Request, Response};
use serde_json::{Value, json};

use crate::assist::{self, fixes, names};
use trousseau_app::{Loader, Project};
use trousseau_core::{
    diagnostic::{Diagnostic, Severity},
    messages,
    source::{Source, Sources},
};
use trousseau_io::{clock, disk::FileCache};
use trousseau_text::Language;

/// Serves one text editor over standard input and output until it says that it is done.
pub fn run(root: &Path, language: Language) -> anyhow::Result<()> {
    let (connection, threads) = Connection::stdio();
    serve(&connection, root, language)?;
    drop(connection);
    threads.join().context("the text editor went away")
}

/// Serves the text editor at the other end.
pub fn serve(connection: &Connection, root: &Path, language: Language) -> anyhow::Result<()> {
    let can = json!({
        "textDocumentSync": 1,
        "hoverProvider": true,
        "definitionProvider": true,
        "completionProvider": {"triggerCharacters": [":", "(", "#", "."]},
        "codeActionProvider": {"codeActionKinds": ["quickfix"]},
    });
    connection.initialize(can)?;
    let mut desk = Desk::new(root, language);
    desk.look(connection)?;
    let mut changed = false;
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) if connection.handle_shutdown(&request)? => return Ok(()),
            Message::Request(request) => {
                if std::mem::take(&mut changed) {
                    desk.look(connection)?;
                }
                let response = desk.answer(request);
                connection.sender.send(Message::Response(response))?;
            }
            Message::Notification(note) => changed |= desk.hear(&note),
            Message::Response(_) => {}
        }
        // Whoever types fast is read once.
        if changed && connection.receiver.is_empty() {
            changed = false;
            desk.look(connection)?;
        }
    }
    Ok(())
}

/// The toolkit as the text editor has it.
struct Desk {
    root: PathBuf,
    language: Language,
    files: FileCache,
    loader: Loader,
    /// The texts on the screen, by their paths in the toolkit.
    open: BTreeMap<String, String>,
    /// The files about which something was said last time.
    told: BTreeSet<String>,
    /// What was said last time.
    diagnostics: Vec<Diagnostic>,
    project: Option<Project>,
}

impl Desk {
    fn new(root: &Path, language: Language) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let (files, loader) = (FileCache::new(&root), Loader::default());
        let (open, told) = (BTreeMap::new(), BTreeSet::new());
        Self { root, language, files, loader, open, told, diagnostics: Vec::new(), project: None }
    }

    /// Takes what a notification says; whether the toolkit may be another now.
    fn hear(&mut self, note: &Notification) -> bool {
        let document = &note.params["textDocument"];
        let path = document["uri"].as_str().and_then(|uri| position::path(&self.root, uri));
        let text = match note.method.as_str() {
            "textDocument/didOpen" => document["text"].as_str(),
            "textDocument/didChange" => {
                note.params["contentChanges"].as_array().and_then(|all| all.last()?["text"].as_str())
            }
            "textDocument/didClose" | "textDocument/didSave" => None,
            _ => return note.method == "workspace/didChangeWatchedFiles",
        };
        match (path, text) {
            (Some(path), Some(text)) => drop(self.open.insert(path, text.to_owned())),
            (Some(path), None) if note.method.ends_with("didClose") => drop(self.open.remove(&path)),
            _ => {}
        }
        true
    }

    /// Reads the toolkit again, and says what is wrong in it.
    fn look(&mut self, connection: &Connection) -> anyhow::Result<()> {
        self.files.refresh(None);
        let mut sources = self.files.sources.clone();
        for (path, text) in &self.open {
            sources.put(Source::new(path.as_str(), text.as_bytes()));
        }
        let project =
            self.loader.load(&self.root, Arc::new(sources), self.files.diagnostics(), clock::today()?);
        let diagnostics = assist::look(&project);
        let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        // A file about which nothing is left to say is told as empty.
        std::mem::take(&mut self.told).into_iter().for_each(|path| drop(files.insert(path, Vec::new())));
        for diagnostic in &diagnostics {
            let path = project.sources.real(&diagnostic.place).place.path.to_string();
            self.told.insert(path.clone());
            files.entry(path).or_default().push(self.described(diagnostic, &project.sources));
        }
        for (path, diagnostics) in files {
            let params = json!({"uri": position::uri(&self.root, &path), "diagnostics": diagnostics});
            let note = Notification::new("textDocument/publishDiagnostics".to_owned(), params);
            connection.sender.send(Message::Notification(note))?;
        }
        (self.project, self.diagnostics) = (Some(project), diagnostics);
        Ok(())
    }

    fn described(&self, diagnostic: &Diagnostic, sources: &Sources) -> Value {
        // A text that rests on another one has its words in one of two files.
        let real = sources.real(&diagnostic.place);
        let text = real.source.and_then(|source| source.text().ok()).unwrap_or_default();
        let title = messages::title(self.language, diagnostic);
        let hint = messages::hint(self.language, diagnostic);
        let severity = match diagnostic.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
            Severity::Info => 3,
        };
        json!({
            "range": position::range(text, real.place.span.unwrap_or_default()),
            "severity": severity,
            "code": diagnostic.code(),
            "source": "trousseau",
            "message": hint.iter().fold(title, |title, hint| format!("{title}\n{hint}")),
        })
    }

    fn answer(&self, request: Request) -> Response {
        let result = match request.method.as_str() {
            "textDocument/hover" => self.at(&request.params).and_then(|(name, project)| {
                let text = names::explained(&name, project)?;
                Some(json!({"contents": {"kind": "markdown", "value": text}}))
            }),
            "textDocument/definition" => self.at(&request.params).and_then(|(name, project)| {
                let place = names::defined(&name, project)?;
                let real = project.sources.real(&place);
                let text = real.source.and_then(|source| source.text().ok()).unwrap_or_default();
                let range = position::range(text, real.place.span.unwrap_or_default());
                Some(json!({"uri": position::uri(&self.root, &real.place.path), "range": range}))
            }),
            "textDocument/completion" => self.before(&request.params).and_then(|(line, project)| {
                let path = position::path(&self.root, request.params["textDocument"]["uri"].as_str()?)?;
                let items = names::completed(&line, &path, project).into_iter();
                Some(items.map(|one| json!({"label": one.name, "detail": one.detail, "kind": 18})).collect())
            }),
            "textDocument/codeAction" => self.fixes(&request.params),
            _ => None,
        };
        Response::new_ok(request.id, result.unwrap_or(Value::Null))
    }

    /// What can be put right within a range: as `check --fix` does it, one fault at a time.
    fn fixes(&self, params: &Value) -> Option<Value> {
        let project = self.project.as_ref()?;
        let path = position::path(&self.root, params["textDocument"]["uri"].as_str()?)?;
        let text = project.sources.own(&path)?.text().ok()?;
        let at = |end: &str| position::byte(text, &params["range"][end]);
        let range = at("start")?..at("end")?;
        let action = |(diagnostic, fix): (&Diagnostic, fixes::Fix)| {
            let title = messages::hint(self.language, diagnostic);
            let edit = json!({"range": position::range(text, fix.span), "newText": fix.words});
            let mut changes = serde_json::Map::new();
            changes.insert(position::uri(&self.root, &path), json!([edit]));
            json!({
                "title": title.unwrap_or_else(|| messages::title(self.language, diagnostic)),
                "kind": "quickfix",
                "diagnostics": [self.described(diagnostic, &project.sources)],
                "edit": {"changes": changes},
            })
        };
        // What is put together of two files has no bytes that could be put right one by one.
        let is_here = project.sources.is_written_here(&path);
        let here = self.diagnostics.iter().filter(|one| is_here && *one.place.path == *path);
        Some(fixes::of(here, range, text, project).into_iter().map(action).collect())
    }

    /// The text of the file that a request is about, and the byte in it.
    fn place(&self, params: &Value) -> Option<(&str, usize, &Project)> {
        let project = self.project.as_ref()?;
        let path = position::path(&self.root, params["textDocument"]["uri"].as_str()?)?;
        let text = project.sources.own(&path)?.text().ok()?;
        Some((text, position::byte(text, &params["position"])?, project))
    }

    /// The name at a place, such as `fact:plus`.
    fn at(&self, params: &Value) -> Option<(String, &Project)> {
        let (text, at, project) = self.place(params)?;
        Some((names::around(text, at)?.to_owned(), project))
    }

    /// The line up to a place.
    fn before(&self, params: &Value) -> Option<(String, &Project)> {
        let (text, at, project) = self.place(params)?;
        let before = text.get(..at)?;
        Some((before.rsplit('\n').next().unwrap_or(before).to_owned(), project))
    }
}

#[cfg(test)]
mod tests;

//! The desk: the pages on which an editor sees all guides and diagnostics, and edits texts.

mod data;
mod decide;
mod files;
mod form;
mod form_handler;
mod mend;
mod new;
pub mod print;
mod questions;
mod remarks;
mod returned;
mod text;

use std::sync::Arc;

use serde::Serialize;

use self::{
    data::DataHandler,
    form_handler::FormHandler,
    text::{shown, written},
};
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, counts, live, view},
    overlay::{Live, NoteView},
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{Project, translation};
use trousseau_core::{
    diagnostic::Diagnostic,
    guide::{GuideFrontMatter, TranslationState, feedback::Decision},
    library::{Entry, State},
    messages::Failure,
    source::{Source, SourcePath},
    toolkit::Toolkit,
};
use trousseau_io::disk::Content;
use trousseau_text::Language;

/// Answers requests for the desk.
pub struct Editor {
    preview: Arc<Preview>,
    forms: FormHandler,
    data: DataHandler,
}

#[derive(Default, Serialize)]
struct Board {
    /// The source language.
    lang: &'static str,
    languages: Vec<Column>,
    guides: Vec<Row>,
    /// Drafts, retired and unreadable guides.
    hidden: Vec<Link>,
    /// All other files that can be edited.
    files: Vec<Link>,
}

#[derive(Serialize)]
struct Column {
    lang: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Row {
    title: String,
    slug: String,
    folder: String,
    page: String,
    status: &'static str,
    version: Option<String>,
    cells: Vec<Cell>,
    notes: usize,
    remarks: usize,
    /// Whether one of its leaflets had a diagnostic when it was last generated.
    troubled: bool,
}

#[derive(Serialize)]
struct Cell {
    state: &'static str,
    /// In how many sections the source has changed since, where a lock tells.
    changed: usize,
    edit: Option<String>,
}

#[derive(Serialize)]
struct Link {
    path: SourcePath,
    href: String,
}

#[derive(Serialize)]
struct Notes<'a> {
    under: &'a str,
    counts: String,
    /// Whether something has one right answer.
    mends: bool,
    notes: Vec<NoteView>,
}

/// The view of the page on which a text is edited.
#[derive(Default, Serialize)]
struct Edit {
    file: String,
    there: bool,
    token: String,
    /// The hash of the file from which the text was read: a save is refused if the file has changed since.
    hash: String,
    text: String,
    lang: &'static str,
    dir: &'static str,
    line: usize,
    /// The outcome of the last save, as the name of a message.
    message: &'static str,
    why: String,
    /// The text on the disk, if it was changed since the editor began.
    theirs: Option<String>,
    /// The source text, beside a translation.
    source: Option<String>,
    source_lang: &'static str,
    source_dir: &'static str,
    /// The address of the page that shows this text.
    page: String,
    guide: String,
    notes: Vec<NoteView>,
}

impl Editor {
    /// The desk of a preview.
    pub fn new(preview: Arc<Preview>) -> Self {
        Self { forms: FormHandler::new(preview.clone()), data: DataHandler::new(preview.clone()), preview }
    }

    /// The answer to a request for a path below the desk's.
    pub fn answer(&self, path: &str, asked: &Asked) -> Reply {
        let snapshot = self.preview.snapshot();
        match (path, &asked.form) {
            ("", None) => self.board(&snapshot),
            ("notes", None) => self.notes(&snapshot, asked.query("under").unwrap_or_default()),
            ("print", None) => print::page(&self.preview, &snapshot, asked),
            ("print/open", None) => print::open(&self.preview, &snapshot, asked),
            (file, None) if file.starts_with("print/") => print::file(&self.preview, &snapshot, asked),
            (path, _) if address::is_below(path, "data") => self.data.answer(&path[4..], &snapshot, asked),
            (path, _) if address::is_below(path, "files") => {
                files::answer(&self.preview, path, &snapshot, asked)
            }
            ("edit", None) => self.edit(&snapshot, asked),
            ("mend", _) => mend::answer(&self.preview, &snapshot, asked),
            ("edit", Some(_)) => self.save(&snapshot, asked),
            ("draft", Some(_)) => self.draft(&snapshot, asked),
            ("remarks" | "feedback" | "settle" | "decide" | "release" | "new" | "check", _) => {
                self.forms.answer(path, &snapshot, asked)
            }
            (_, None) => Reply { status: 404, ..Reply::default() },
            (_, Some(_)) => Reply { status: 405, ..Reply::default() },
        }
    }

    /// The answer to a form that was not taken, for this reason: a page with all that was typed.
    pub fn returned(&self, asked: &Asked, status: u16) -> Option<Reply> {
        returned::page_of(&self.preview, &self.preview.snapshot(), asked, status, "")
    }

    fn board(&self, snapshot: &Snapshot) -> Reply {
        let mut board = Board { lang: "fr", ..Board::default() };
        let mut shown: Vec<&str> = Vec::new();
        let diagnostics = self.preview.diagnostics(snapshot);
        if let Some(made) = &snapshot.made {
            let library = &made.library;
            board.lang = library.toolkit.source_language().html();
            let column = |language: &Language| Column { lang: language.html(), name: language.name() };
            board.languages = library.toolkit.languages.iter().map(column).collect();
            let row = |guide| self.row(snapshot, &library.toolkit, guide, &diagnostics);
            board.guides = library.guides.iter().map(row).collect();
            shown.extend(library.guides.iter().map(|guide| guide.slug.as_str()));
        }
        for source in snapshot.sources.under("content/").filter(|source| is_text(source)) {
            let link = || Link { path: source.path.clone(), href: edit(&source.path) };
            match source.path.strip_prefix("content/guides/").and_then(|rest| rest.split_once('/')) {
                Some((slug, _)) if shown.contains(&slug) => {}
                Some(_) => board.hidden.push(link()),
                None => board.files.push(link()),
            }
        }
        reply(200, page(EditorPage::Board, &board, &live(&self.preview, snapshot, &Shown::default())))
    }

    /// The row of one guide: its state in each language, and how much there is to mend and to decide.
    fn row(
        &self,
        snapshot: &Snapshot,
        toolkit: &Toolkit,
        guide: &Entry<GuideFrontMatter>,
        diagnostics: &[Diagnostic],
    ) -> Row {
        let folder = format!("content/guides/{}/", guide.slug);
        let head = &guide.source.front_matter;
        Row {
            title: head.title.clone(),
            slug: guide.slug.clone(),
            troubled: self.preview.printer.is_troubled(&guide.slug),
            page: format!("/{}/{}.html", toolkit.source_language(), guide.slug),
            status: head.status.name(),
            version: head.versions.first().map(|entry| entry.version.value.to_string()),
            cells: toolkit.languages.iter().map(|language| cell(snapshot, guide, *language)).collect(),
            notes: diagnostics.iter().filter(|one| one.place.path.starts_with(&folder)).count(),
            remarks: head.feedback.iter().filter(|remark| remark.decision == Decision::Open).count(),
            folder,
        }
    }

    fn notes(&self, snapshot: &Snapshot, under: &str) -> Reply {
        let mut notes = self.preview.diagnostics(snapshot);
        notes.retain(|note| note.place.path.starts_with(under));
        notes.sort_by(|a, b| (a.severity, &a.place).cmp(&(b.severity, &b.place)));
        let page_view = Notes {
            under,
            counts: counts(&notes, self.preview.language),
            mends: notes.iter().any(|note| note.rule.card().fix && !note.is_withheld),
            notes: notes.iter().map(|note| view(&self.preview, &snapshot.sources, note)).collect(),
        };
        // This page lists all diagnostics, so the overlay counts none elsewhere.
        let live = live(&self.preview, snapshot, &Shown::default());
        let counts = page_view.counts.clone();
        let live = Live { counts, notes: Vec::new(), worst: None, elsewhere: String::new(), ..live };
        reply(200, page(EditorPage::Notes, &page_view, &live))
    }

    fn edit(&self, snapshot: &Snapshot, asked: &Asked) -> Reply {
        let message = match asked.query("done") {
            Some("saved") => "saved",
            Some("same") => "same",
            _ => "",
        };
        let line = asked.query("line").and_then(|line| line.parse().ok()).unwrap_or(1);
        let Some(source) = find(snapshot, asked.query("file")) else {
            let file = asked.query("file").unwrap_or_default().to_owned();
            let page_view = Edit { file, ..Edit::default() };
            return reply(
                404,
                page(EditorPage::Edit, &page_view, &live(&self.preview, snapshot, &Shown::default())),
            );
        };
        let page_view = Edit { message, line, text: shown(source), ..self.edit_view(snapshot, source) };
        reply(200, page(EditorPage::Edit, &page_view, &live(&self.preview, snapshot, &Shown::default())))
    }

    /// Saves a text. If the file was changed since the editor began, both texts are shown and nothing is written.
    fn save(&self, snapshot: &Snapshot, asked: &Asked) -> Reply {
        let Some(text) = asked.field("text") else { return self.edit(snapshot, asked) };
        let Some(source) = find(snapshot, asked.field("file")) else {
            // The file was moved or taken away meanwhile: what was typed must not go with it.
            let why = word(self.preview.language, "edit", "missing");
            let reply = returned::page_of(&self.preview, snapshot, asked, 404, why);
            return reply.unwrap_or_else(|| self.edit(snapshot, asked));
        };
        let again = |message, why, theirs, status| {
            let page_view = Edit {
                message,
                why,
                theirs,
                text: text.replace("\r\n", "\n"),
                line: 1,
                ..self.edit_view(snapshot, source)
            };
            reply(
                status,
                page(EditorPage::Edit, &page_view, &live(&self.preview, snapshot, &Shown::default())),
            )
        };
        if asked.field("hash") != Some(&*source.fingerprint.to_string()) {
            return again("conflict", String::new(), Some(shown(source)), 409);
        }
        let bytes = written(source, text);
        let done = |done: &str| {
            let to = Some(format!("{}&done={done}", edit(&source.path)));
            Reply { status: 303, to, ..Reply::default() }
        };
        if *bytes == *source.bytes {
            return done("same");
        }
        let content = Content::lock(&self.preview.root);
        match content.and_then(|content| content.replace(source, &bytes).map(|()| content)) {
            Ok(content) => {
                self.lock_translation(&content, source);
                self.preview.drop_draft(&source.path);
                // The browser's next request must get the saved text, so its snapshot is waited for.
                self.preview.wait_for(&source.path, &bytes);
                done("saved")
            }
            Err(error) => match error.downcast_ref::<Failure>() {
                // The file was changed between the check and the write: showing the page again shows the conflict.
                Some(failure) if failure.key == "edit/changed" => {
                    again("conflict", String::new(), Some(shown(source)), 409)
                }
                Some(failure) => again("failed", failure.say(self.preview.language), None, 500),
                None => again("failed", error.to_string(), None, 500),
            },
        }
    }

    /// Writes down of which blocks a translation was made that says now that it is current. The text is saved already: without a lock
    /// it counts as made of the version that it names.
    fn lock_translation(&self, content: &Content, before: &Source) {
        if let Ok(project) = Project::open_whole(&self.preview.root) {
            let _ = translation::lock_saved(content, &project, before);
        }
    }

    /// Stores what is being typed, for the preview.
    fn draft(&self, snapshot: &Snapshot, asked: &Asked) -> Reply {
        if let (Some(source), Some(text)) = (find(snapshot, asked.field("file")), asked.field("text")) {
            let bytes = written(source, text);
            self.preview.keep_draft(Source::new(source.path.clone(), bytes));
        }
        Reply { status: 204, ..Reply::default() }
    }

    fn edit_view(&self, snapshot: &Snapshot, source: &Source) -> Edit {
        let path = &source.path;
        let mut parts = path.trim_start_matches("content/").split('/');
        let (kind, slug, name) = (parts.next(), parts.next(), parts.next());
        let tag = name.and_then(|name| name.strip_suffix(".md"));
        let home = snapshot.made.as_ref().map(|made| made.library.toolkit.source_language());
        let language = tag.and_then(Language::find).or(home).unwrap_or_default();
        let other = home.filter(|home| tag.is_some() && home.tag() != language.tag()).and_then(|home| {
            let path = format!("content/{}/{}/{home}.md", kind?, slug?);
            Some((shown(snapshot.sources.get(&path)?), home))
        });
        let all = self.preview.diagnostics(snapshot);
        let own = all.iter().filter(|note| note.place.path == *path);
        Edit {
            file: path.to_string(),
            there: true,
            token: self.preview.token.clone(),
            hash: source.fingerprint.to_string(),
            lang: language.html(),
            dir: language.direction().name(),
            source_lang: other.as_ref().map_or("", |other| other.1.html()),
            source_dir: other.as_ref().map_or("", |other| other.1.direction().name()),
            source: other.map(|other| other.0),
            page: tag.zip(slug).map(|(tag, slug)| format!("/{tag}/{slug}.html")).unwrap_or_default(),
            guide: if kind == Some("guides") { slug.unwrap_or_default().to_owned() } else { String::new() },
            notes: own.map(|note| view(&self.preview, &snapshot.sources, note)).collect(),
            ..Edit::default()
        }
    }
}

/// The state of a guide in one language.
fn cell(snapshot: &Snapshot, guide: &Entry<GuideFrontMatter>, language: Language) -> Cell {
    let localized = guide.localized(language);
    let path = format!("content/guides/{}/{language}.md", guide.slug);
    match localized.state {
        // The file exists, but readers do not get it yet, or it cannot be parsed.
        State::Missing if snapshot.sources.get(&path).is_some() => {
            Cell { state: "begun", changed: 0, edit: Some(edit(&path)) }
        }
        State::Missing => Cell { state: "missing", changed: 0, edit: None },
        other => Cell {
            state: state(other),
            changed: localized.touched.map_or(0, |sections| sections.len()),
            edit: Some(edit(localized.path)),
        },
    }
}

/// The source file of this name: only files of the snapshot are found, so no other file of the disk can be reached.
fn find<'a>(snapshot: &'a Snapshot, file: Option<&str>) -> Option<&'a Source> {
    snapshot.sources.get(file?).filter(|source| source.path.starts_with("content/") && is_text(source))
}

fn is_text(source: &Source) -> bool {
    [".md", ".yaml", ".yml"].iter().any(|end| source.path.ends_with(end)) && source.text().is_ok()
}

fn edit(path: &str) -> String {
    format!("/{OWN}/edit?file={}", address::encode(path))
}

fn state(state: State) -> &'static str {
    match state {
        State::Source => "source",
        State::Current(TranslationState::Machine) => "machine",
        State::Current(TranslationState::Draft) => "draft",
        State::Current(TranslationState::Reviewed) => "reviewed",
        State::Stale => "stale",
        State::Current(TranslationState::Begun) => "begun",
        State::Missing => "missing",
    }
}

//! The desk: the pages on which an editor sees all guides and diagnostics, and edits texts.

pub mod begin;
mod bin;
mod blocks;
mod data;
mod decide;
mod files;
mod form;
mod form_handler;
mod glance;
pub mod guest;
mod history;
mod kept;
mod manage;
mod meeting;
pub mod member;
mod mend;
mod new;
pub mod print;
mod proposals;
mod questions;
mod remarks;
mod returned;
mod text;
mod translations;
mod typed;
mod word;

use std::sync::Arc;

use serde::Serialize;

use self::{data::DataHandler, form_handler::FormHandler};
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, counts, live, view},
    overlay::{Live, NoteView},
    pages::{EditorPage, page},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_core::{
    agreement::Words,
    diagnostic::Diagnostic,
    guide::{GuideFrontMatter, Status, TranslationState, feedback::Decision},
    library::{Entry, Library, State},
    source::{Source, SourcePath},
    toolkit::Partner,
};
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
    /// The proposals that wait for somebody.
    waits: Vec<proposals::Row>,
    /// What waits for whom.
    glance: Vec<glance::Group>,
    /// The rounds of the pilot, with their remarks.
    rounds: Vec<glance::Round>,
    languages: Vec<Column>,
    guides: Vec<Row>,
    /// Drafts and retired guides, as far as they can be read.
    unseen: Vec<Unseen>,
    /// The texts of those that cannot be read.
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
    /// How it stands by its agreements: the key of a word.
    agreement: &'static str,
    /// Whether readers have a text to which somebody still has to agree.
    waits: bool,
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

/// A guide that readers do not see.
#[derive(Serialize)]
struct Unseen {
    title: String,
    page: String,
    status: &'static str,
    /// Its texts: the language, its name, and where it is written.
    texts: Vec<(&'static str, &'static str, String)>,
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

impl Editor {
    /// The desk of a preview.
    pub fn new(preview: Arc<Preview>) -> Self {
        Self { forms: FormHandler::new(preview.clone()), data: DataHandler::new(preview.clone()), preview }
    }

    /// The same for another preview; what can be undone still can.
    pub fn again(&self, preview: Arc<Preview>) -> Self {
        Self { forms: FormHandler::new(preview.clone()), data: self.data.again(preview.clone()), preview }
    }

    /// The answer to a request for a path below the desk's; what a form writes is kept in the history.
    pub fn answer(&self, path: &str, asked: &Asked) -> Reply {
        kept::kept(&self.preview, path, asked, || self.answered(path, asked))
    }

    fn answered(&self, path: &str, asked: &Asked) -> Reply {
        let snapshot = self.preview.snapshot();
        match (path, &asked.form) {
            ("", None) => self.board(&snapshot),
            ("waiting", None) => glance::waiting(&self.preview, &snapshot, asked),
            ("notes", None) => self.notes(&snapshot, asked.query("under").unwrap_or_default()),
            ("print", None) => print::page(&self.preview, &snapshot, asked),
            ("print/open", None) => print::open(&self.preview, &snapshot, asked),
            (file, None) if file.starts_with("print/") => print::file(&self.preview, &snapshot, asked),
            (path, _) if address::is_below(path, "data") => self.data.answer(&path[4..], &snapshot, asked),
            (path, _) if address::is_below(path, "files") => {
                files::answer(&self.preview, path, &snapshot, asked)
            }
            (path, _) if address::is_below(path, "manage") => {
                manage::answer(&self.preview, path, &snapshot, asked)
            }
            ("bin", None) => bin::show(&self.preview, &snapshot),
            ("history", None) => history::show(&self.preview, &snapshot, asked),
            (path, _) if address::is_below(path, "word") => {
                word::answer(&self.preview, path, &snapshot, asked)
            }
            (path, _) if address::is_below(path, "translations") => {
                translations::answer(&self.preview, path, &snapshot, asked)
            }
            ("edit", None) => text::page(&self.preview, &snapshot, asked),
            ("propose" | "proposal", _) => proposals::answer(&self.preview, path, &snapshot, asked),
            (path, _) if address::is_below(path, "proposals") => {
                proposals::answer(&self.preview, path, &snapshot, asked)
            }
            ("mend", _) => mend::answer(&self.preview, &snapshot, asked),
            ("edit", Some(_)) => text::save(&self.preview, &snapshot, asked),
            ("draft", Some(_)) => text::draft(&self.preview, &snapshot, asked),
            ("typed", Some(_)) => typed::check(&self.preview, &snapshot, asked),
            ("complete", Some(_)) => typed::complete(&self.preview, &snapshot, asked),
            ("fix", Some(_)) => typed::fix(&self.preview, &snapshot, asked),
            ("blocks", Some(_)) => blocks::show(&self.preview, &snapshot, asked),
            ("block", Some(_)) => blocks::accept(&self.preview, &snapshot, asked),
            ("remarks" | "feedback" | "meeting" | "settle" | "decide" | "release" | "new" | "check", _) => {
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
        let waits = proposals::waiting(&self.preview, None);
        let mut board = Board { lang: "fr", waits, ..Board::default() };
        let mut shown: Vec<&str> = Vec::new();
        let diagnostics = self.preview.diagnostics(snapshot);
        if let Some(made) = &snapshot.made {
            let library = &made.library;
            board.lang = library.toolkit.source_language().html();
            let column = |language: &Language| Column { lang: language.html(), name: language.name() };
            board.languages = library.toolkit.languages.iter().map(column).collect();
            board.glance = glance::groups(&self.preview, &snapshot.sources, made);
            board.rounds = glance::rounds(library);
            let row = |guide| self.row(snapshot, library, guide, &diagnostics);
            board.guides = library.guides.iter().map(row).collect();
            board.unseen = library.hidden.iter().map(|guide| unseen(snapshot, guide)).collect();
            let all = library.guides.iter().chain(&library.hidden);
            shown.extend(all.map(|guide| guide.slug.as_str()));
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
        library: &Library,
        guide: &Entry<GuideFrontMatter>,
        diagnostics: &[Diagnostic],
    ) -> Row {
        let folder = format!("content/guides/{}/", guide.slug);
        let head = &guide.source.front_matter;
        let (toolkit, state) = (&library.toolkit, library.standing(guide).state);
        Row {
            title: head.title.clone(),
            slug: guide.slug.clone(),
            troubled: self.preview.printer.is_troubled(&guide.slug),
            page: format!("/{}/{}.html", toolkit.source_language(), guide.slug),
            status: head.status.name(),
            version: head.versions.first().map(|entry| entry.version.value.to_string()),
            cells: toolkit.languages.iter().map(|language| cell(snapshot, guide, *language)).collect(),
            notes: diagnostics.iter().filter(|one| one.place.path.starts_with(&folder)).count(),
            agreement: state.name(),
            waits: state.waits() && head.status == Status::Published,
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
}

/// A guide that readers do not see, with all its texts.
fn unseen(snapshot: &Snapshot, guide: &Entry<GuideFrontMatter>) -> Unseen {
    let folder = format!("content/guides/{}/", guide.slug);
    let texts = snapshot.sources.under(&folder).filter_map(|source| {
        let language = Language::find(source.path.strip_prefix(&folder)?.strip_suffix(".md")?)?;
        Some((language.html(), language.name(), edit(&source.path)))
    });
    Unseen {
        title: guide.source.front_matter.title.clone(),
        page: format!("/{}/{}.html?draft", guide.source.language, guide.slug),
        status: guide.source.front_matter.status.name(),
        texts: texts.collect(),
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
        State::Missing => {
            let begin = format!("/{OWN}/new?of={}&lang={language}#translation", guide.slug);
            Cell { state: "missing", changed: 0, edit: Some(begin) }
        }
        other => Cell {
            state: state(other),
            changed: localized.touched.map_or(0, |sections| sections.len()),
            edit: Some(edit(localized.path)),
        },
    }
}

/// The source file of this name: only files of the snapshot are found, so no other file of the disk can be reached.
fn find<'a>(snapshot: &'a Snapshot, file: Option<&str>) -> Option<&'a Source> {
    snapshot.sources.own(file?).filter(|source| source.path.starts_with("content/") && is_text(source))
}

/// Who agreed to exactly the words of a published guide, as a list of names; "" for any other text. Whoever changes a word of it is
/// told before.
fn agreed_to(snapshot: &Snapshot, path: &str) -> String {
    let Some(made) = &snapshot.made else { return String::new() };
    let library = &made.library;
    let home = library.toolkit.source_language();
    let own = library.guides.iter().find(|guide| &*guide.source.path == path);
    let own = own.filter(|guide| guide.source.front_matter.status == Status::Published);
    let standing = own.map(|guide| library.standing(guide));
    let lines = standing.as_ref().map(|standing| standing.lines.as_slice()).unwrap_or_default();
    let now = lines.iter().filter(|line| line.words == Words::Now);
    let partners = now.filter_map(|line| library.toolkit.partner(&line.partner));
    let name =
        |partner: &Partner| partner.name.get(&home).map_or(partner.id.value.clone(), |name| name.to_string());
    partners.map(name).collect::<Vec<_>>().join(", ")
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

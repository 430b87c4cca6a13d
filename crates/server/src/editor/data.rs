//! The data of a toolkit at the desk: the lists of contacts, facts, terms… and the heads of texts, as forms.

mod agreement;
mod form;
mod pieces;
#[cfg(test)]
mod tests;
mod undo;

use std::sync::Arc;

use serde::Serialize;
use strum::IntoEnumIterator;

use self::undo::Undo;
use super::{edit, returned};
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live},
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Content, Project,
    entries::{
        self, List,
        shape::{Field, Kind, Shape},
    },
};
use trousseau_core::{
    diagnostic::excerpt::Cursor,
    guide::edit::entries::{at, parse},
    messages::{self, Failure},
    source::{Source, SourcePath},
    yaml::{Branch, Tree},
};

/// Answers requests for the data of a toolkit.
pub struct DataHandler {
    pub(super) preview: Arc<Preview>,
    undo: Arc<Undo>,
}

/// The view of all lists.
#[derive(Serialize)]
struct Index {
    /// The form of `toolkit.yaml`.
    toolkit: String,
    lists: Vec<Link>,
    heads: Vec<Link>,
    lang: &'static str,
}

#[derive(Serialize)]
struct Link {
    href: String,
    label: String,
    count: usize,
}

/// The view of a list.
#[derive(Default, Serialize)]
struct Entries {
    list: &'static str,
    lang: &'static str,
    token: String,
    /// The outcome of the last change, as the name of a message.
    message: &'static str,
    why: String,
    /// The number by which it can be undone.
    undo: String,
    rows: Vec<Row>,
    /// Whether entries have words in several languages.
    languages: bool,
    file: String,
    yaml: String,
    /// Whether the file cannot be read.
    broken: bool,
}

#[derive(Serialize)]
struct Row {
    name: String,
    id: String,
    detail: String,
    /// In how many of the languages of the toolkit it has a name.
    languages: String,
    /// What follows the address of a page about it.
    key: String,
}

impl DataHandler {
    /// The data of a preview.
    pub fn new(preview: Arc<Preview>) -> Self {
        Self { preview, undo: Arc::default() }
    }

    /// The same for another preview; what can be undone still can.
    pub fn again(&self, preview: Arc<Preview>) -> Self {
        Self { preview, undo: self.undo.clone() }
    }

    /// The answer to a request for a path below `data`.
    pub fn answer(&self, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
        self.find(path, snapshot, asked).unwrap_or_else(|error| {
            let returned = returned::failed(&self.preview, snapshot, asked, 500, &error);
            returned.unwrap_or_else(|| {
                let language = self.preview.language;
                let failure = error.downcast_ref::<Failure>();
                let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(language));
                self.show(
                    500,
                    snapshot,
                    &Entries { list: "contacts", message: "failed", why, ..Entries::default() },
                )
            })
        })
    }

    fn find(&self, path: &str, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
        let path = path.trim_start_matches('/');
        let (name, what) = path.split_once('/').unwrap_or((path, ""));
        match (name.parse::<List>().ok(), what, asked.form.is_some()) {
            (None, "", false) if name.is_empty() => self.index(snapshot),
            (None, "", true) if name == "undo" => self.undone(snapshot, asked),
            (None, "", _) if name == "agreement" => self.agreement(snapshot, asked),
            (None, "sheet", false) if name == "agreement" => self.sheet(asked),
            (None, "", _) if name == "head" => self.head(snapshot, asked),
            (None, "", _) if name == "toolkit" => self.toolkit(snapshot, asked),
            (None, "change", _) if name == "remark" => self.remark(snapshot, asked, "change"),
            (None, "remove", _) if name == "remark" => self.remark(snapshot, asked, "remove"),
            (Some(list), "", false) => self.list(snapshot, list, asked),
            (Some(list), "new", _) => self.new_entry(snapshot, list, asked),
            (Some(list), "change", _) => self.change(snapshot, list, asked),
            (Some(list), "remove", _) => self.remove(snapshot, list, asked),
            (_, _, true) => Ok(Reply { status: 405, ..Reply::default() }),
            _ => Ok(Reply { status: 404, ..Reply::default() }),
        }
    }

    fn index(&self, snapshot: &Snapshot) -> anyhow::Result<Reply> {
        let project = Project::open_whole(&self.preview.root)?;
        let language = self.preview.language;
        let lists = List::iter().map(|list| Link {
            href: format!("/{OWN}/data/{}", list.name()),
            label: word(language, &format!("lists.{}", list.name()), "title").to_owned(),
            count: tree_of(&project, list).ok().flatten().map_or(0, |tree| entries_of(&tree, list).len()),
        });
        let heads = project.guides().map(|guide| Link {
            href: head(&guide.path),
            label: guide.front_matter.title.clone(),
            count: 0,
        });
        let lang = project.toolkit().source_language().html();
        let toolkit = format!("/{OWN}/data/toolkit");
        let view = Index { toolkit, lists: lists.collect(), heads: heads.collect(), lang };
        Ok(reply(200, page(EditorPage::Data, &view, &live(&self.preview, snapshot, &Shown::default()))))
    }

    fn list(&self, snapshot: &Snapshot, list: List, asked: &Asked) -> anyhow::Result<Reply> {
        let project = Project::open_whole(&self.preview.root)?;
        let message = ["added", "changed", "removed", "undone"];
        let message = message.into_iter().find(|name| asked.query("done") == Some(name)).unwrap_or_default();
        let path = list.path();
        let (toolkit, fields) = (project.toolkit(), list.fields());
        let view = Entries {
            list: list.name(),
            lang: toolkit.source_language().html(),
            token: self.preview.token.clone(),
            message,
            undo: asked
                .query("undo")
                .and_then(|number| number.parse::<u64>().ok())
                .map_or_else(String::new, |number| number.to_string()),
            languages: toolkit.languages.len() > 1,
            file: path.to_string(),
            // A list without an entry may have no file yet.
            yaml: project.sources.own(&path).map(|source| edit(&source.path)).unwrap_or_default(),
            ..Entries::default()
        };
        let view = match tree_of(&project, list) {
            Ok(tree) => {
                let rows = tree.iter().flat_map(|tree| entries_of(tree, list).iter().enumerate());
                Entries { rows: rows.map(|(at, entry)| row(&project, &fields, entry, at)).collect(), ..view }
            }
            Err(line) => Entries { broken: true, yaml: format!("{}&line={line}", edit(&path)), ..view },
        };
        Ok(self.show(200, snapshot, &view))
    }

    fn show(&self, status: u16, snapshot: &Snapshot, view: &Entries) -> Reply {
        reply(status, page(EditorPage::Entries, view, &live(&self.preview, snapshot, &Shown::default())))
    }

    /// Puts back what a file was before a change, if it is still as the change left it.
    fn undone(&self, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
        let back = asked.field("back").unwrap_or_default();
        let list = back.parse::<List>().ok();
        let done = asked.field("undo").and_then(|number| self.undo.get(number.parse().ok()?));
        let content = Content::lock(&self.preview.root)?;
        let project = Project::open_whole(&self.preview.root)?;
        let path = done.as_ref().and_then(|done| done.first()).map(|change| change.path.clone());
        let back_now = done.as_deref().and_then(|done| undo::reversed(done, &project.sources));
        let Some((path, changes)) = path.zip(back_now) else {
            let why = word(self.preview.language, "data", "too_late").to_owned();
            let list = list.unwrap_or(List::Contacts);
            let view = Entries {
                list: list.name(),
                message: "too_late",
                yaml: edit(&list.path()),
                why,
                ..Entries::default()
            };
            return Ok(self.show(409, snapshot, &view));
        };
        // What was undone may be what others rest on by now.
        let restored = changes.first().and_then(|change| change.after.clone());
        let restored = restored.unwrap_or_else(|| Source::new(path.clone(), Vec::new()));
        let before = String::from_utf8_lossy(&restored.bytes).into_owned();
        if let Err(refusal) = project.prove_file(&path, |_| Ok((before, ()))) {
            let why = refusal.diagnostics.first().map(|note| messages::title(self.preview.language, note));
            let (why, list) = (why.unwrap_or_default(), list.unwrap_or(List::Contacts));
            let yaml = edit(&list.path());
            let view = Entries { list: list.name(), message: "failed", why, yaml, ..Entries::default() };
            return Ok(self.show(422, snapshot, &view));
        }
        match project.sources.own(&path).filter(|_| changes.len() == 1) {
            Some(now) => content.replace(now, &restored.bytes)?,
            // A translation goes back together with its lock, or not at all.
            None => drop(content.change(&changes, &project.today.to_string())?),
        }
        let number = self.undo.keep(changes);
        self.preview.drop_draft(&path);
        self.preview.wait_for(&path, &restored.bytes);
        let to = returned(list, back, &path, number);
        Ok(Reply { status: 303, to: Some(to), ..Reply::default() })
    }
}

/// The address of the form of a text's head.
pub fn head(path: &str) -> String {
    format!("/{OWN}/data/head?file={}", address::encode(path))
}

/// Where one is led after a change was undone: to where the form was.
fn returned(list: Option<List>, back: &str, path: &str, number: u64) -> String {
    let of_guide = |page: &str| {
        let slug = path.split('/').nth(2).unwrap_or_default();
        format!("/{OWN}/{page}?guide={slug}&done=undone&undo={number}")
    };
    match (list, back) {
        (Some(list), _) => format!("/{OWN}/data/{}?done=undone&undo={number}", list.name()),
        (None, "remark") => of_guide("remarks"),
        (None, "agreement") => of_guide("data/agreement"),
        (None, "toolkit") => format!("/{OWN}/data/toolkit?done=undone&undo={number}"),
        (None, _) => format!("{}&done=undone&undo={number}", head(path)),
    }
}

/// What the file of a list holds; none when it is not there, and the line of its fault when it cannot be read.
fn tree_of(project: &Project, list: List) -> Result<Option<Tree>, usize> {
    let Some(source) = project.sources.own(&list.path()) else { return Ok(None) };
    let line = |at: usize| Cursor::new(&source.bytes).to(at).line;
    let text = source.text().map_err(|_| 1_usize)?;
    let tree = parse(text).map_err(|fault| fault.place.span.map_or(1, |span| line(span.start)))?;
    match at(&tree, &list.way()).map(|list| &list.branch) {
        Some(Branch::Text(_) | Branch::Map(_)) => Err(1),
        _ => Ok(Some(tree)),
    }
}

/// The entries of a list in its file.
fn entries_of(tree: &Tree, list: List) -> &[Tree] {
    at(tree, &list.way()).map_or(&[], Tree::items)
}

fn row(project: &Project, fields: &[Field], entry: &Tree, place: usize) -> Row {
    let toolkit = project.toolkit();
    let source = toolkit.source_language();
    let id = entries::id(entry).unwrap_or_default().to_owned();
    let map = |field: &Field| entry.get(&field.name).map(|(_, value)| value);
    let words = fields.iter().find(|field| matches!(field.shape, Shape::Words { .. }) && field.required);
    let words = words.and_then(map);
    let text = |tree: &Tree| if let Branch::Text(text) = &tree.branch { text.clone() } else { String::new() };
    let name =
        words.and_then(|words| words.get(source.tag())).map_or_else(|| id.clone(), |(_, name)| text(name));
    let is_line =
        |field: &&Field| field.shape == Shape::One(Kind::Line) && field.name != "id" && field.name != "url";
    let detail = fields.iter().filter(is_line).find_map(|field| Some(text(map(field)?)));
    let there = toolkit
        .languages
        .iter()
        .filter(|language| words.is_some_and(|words| words.get(language.tag()).is_some()));
    Row {
        key: if id.is_empty() { format!("at={place}") } else { format!("id={}", address::encode(&id)) },
        name: if name.is_empty() { format!("{}", place + 1) } else { name },
        id,
        detail: detail.unwrap_or_default(),
        languages: format!("{}/{}", there.count(), toolkit.languages.len()),
    }
}

/// The file of a form as it is now, and its hash.
fn hash(project: &Project, path: &SourcePath) -> String {
    project.sources.own(path).map(|source| source.fingerprint.to_string()).unwrap_or_default()
}

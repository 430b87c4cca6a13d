//! The page on which a text is edited: the text of a file in a form, and back.

use serde::Serialize;

use super::{agreed_to, edit, find, print};
use crate::{
    http::{Asked, Reply},
    notes::{Shown, is_in, live, view},
    overlay::NoteView,
    pages::{self, EditorPage, word},
    preview::Preview,
    replies::{json, reply},
    state::Snapshot,
};
use trousseau_app::{Project, translation};
use trousseau_core::{messages::Failure, overlay, source::Source};
use trousseau_io::disk::{self, Content};
use trousseau_text::{Fingerprint, Language, diff};

/// The view of the page.
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
    /// Whether it is a text of Markdown, and no list.
    prose: bool,
    /// The outcome of the last save, as the name of a message.
    message: &'static str,
    why: String,
    /// The text on the disk, if it was changed since the editor began.
    theirs: Option<String>,
    /// The hash of that text: whoever sends it has seen both.
    over: String,
    /// The source text, beside a translation.
    source: Option<String>,
    source_lang: &'static str,
    source_dir: &'static str,
    /// The address of the page that shows this text.
    page: String,
    /// The hash of the toolkit's folder: what a browser keeps of one toolkit is not offered in another.
    home: String,
    /// The guide whose pictures there are, if it is one.
    guide: String,
    /// What else can be seen of this text, and where.
    views: Vec<(&'static str, String)>,
    notes: Vec<NoteView>,
    /// Who agreed to exactly these words of a published guide; "" when nobody is to be asked again.
    agreed: String,
}

/// What came of a save.
enum Outcome {
    /// It is written; the hash of the file.
    Saved(Fingerprint),
    /// The file says the same already; its hash.
    Same(Fingerprint),
    /// The file was changed since the editor began: it as it is now.
    Conflict(Source),
    Failed(String),
}

/// The same for a script.
#[derive(Default, Serialize)]
struct Saved {
    state: &'static str,
    why: String,
    /// The hash of the file as it is now.
    hash: String,
    /// The text on the disk, if it was changed since the editor began.
    theirs: Option<String>,
}

/// The page of the text that is asked for.
pub fn page(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let message = match asked.query("done") {
        Some("saved") => "saved",
        Some("same") => "same",
        _ => "",
    };
    let line = asked.query("line").and_then(|line| line.parse().ok()).unwrap_or(1);
    let Some(source) = find(snapshot, asked.query("file")) else {
        let file = asked.query("file").unwrap_or_default().to_owned();
        if snapshot.sources.is_of_base(&file) {
            // It is not ours: it is taken over first.
            let why = format!("trousseau overlay take {}", overlay::short_name(&file));
            return show(preview, snapshot, 409, &Edit { file, why, message: "of_base", ..Edit::default() });
        }
        return show(preview, snapshot, 404, &Edit { file, ..Edit::default() });
    };
    let view = Edit { message, line, text: shown(source), ..view_of(preview, snapshot, source) };
    show(preview, snapshot, 200, &view)
}

fn show(preview: &Preview, snapshot: &Snapshot, status: u16, view: &Edit) -> Reply {
    reply(status, pages::page(EditorPage::Edit, view, &live(preview, snapshot, &Shown::default())))
}

/// Saves a text. If the file was changed since the editor began, both texts are shown and nothing is written.
pub fn save(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let Some(text) = asked.field("text") else { return page(preview, snapshot, asked) };
    let is_script = asked.field("answer") == Some("json");
    let source = find(snapshot, asked.field("file"));
    // The snapshot may be older than the file: somebody who saved a moment ago is seen only on the disk.
    let Some(now) = source.and_then(|source| disk::again(&preview.root, source).ok()) else {
        // The file was moved or taken away meanwhile: what was typed must not go with it.
        let why = word(preview.language, "edit", "missing");
        if is_script {
            return json(404, &Saved { state: "failed", why: why.to_owned(), ..Saved::default() });
        }
        let reply = super::returned::page_of(preview, snapshot, asked, 404, why);
        return reply.unwrap_or_else(|| page(preview, snapshot, asked));
    };
    let outcome = write(preview, &now, text, asked);
    if is_script { told(preview, outcome) } else { answered(preview, snapshot, &now, asked, outcome) }
}

/// Writes a text into its file, unless that is neither the one with which the editor began nor the one over which it is to go.
fn write(preview: &Preview, now: &Source, text: &str, asked: &Asked) -> Outcome {
    let bytes = written(now, text);
    if *bytes == *now.bytes {
        return Outcome::Same(now.fingerprint);
    }
    let seen = Some(now.fingerprint.to_string());
    if ![asked.field("hash"), asked.field("over")].contains(&seen.as_deref()) {
        return Outcome::Conflict(now.clone());
    }
    let content = Content::lock(&preview.root);
    match content.and_then(|content| content.replace(now, &bytes).map(|()| content)) {
        Ok(content) => {
            lock_translation(preview, &content, now);
            preview.drop_draft(&now.path);
            // The browser's next request must get the saved text, so its snapshot is waited for.
            preview.wait_for(&now.path, &bytes);
            Outcome::Saved(Fingerprint::of(&bytes))
        }
        Err(error) => match error.downcast_ref::<Failure>() {
            // The file was changed between the check and the write.
            Some(failure) if failure.key == "edit/changed" => match disk::again(&preview.root, now) {
                Ok(now) => Outcome::Conflict(now),
                Err(error) => Outcome::Failed(error.to_string()),
            },
            Some(failure) => Outcome::Failed(failure.say(preview.language)),
            None => Outcome::Failed(error.to_string()),
        },
    }
}

/// The answer to a script, which stays on its page.
fn told(preview: &Preview, outcome: Outcome) -> Reply {
    let (status, saved) = match outcome {
        Outcome::Saved(hash) => (200, Saved { state: "saved", hash: hash.to_string(), ..Saved::default() }),
        Outcome::Same(hash) => (200, Saved { state: "same", hash: hash.to_string(), ..Saved::default() }),
        Outcome::Conflict(now) => {
            let (hash, theirs) = (now.fingerprint.to_string(), Some(shown(&now)));
            (409, Saved { state: "conflict", hash, theirs, ..Saved::default() })
        }
        Outcome::Failed(why) => (500, Saved { state: "failed", why, ..Saved::default() }),
    };
    let aside = Some(preview.aside()).filter(|aside| saved.state == "saved" && !aside.is_empty());
    let aside = aside.map_or("", |aside| word(preview.language, "aside", aside));
    let why = format!("{} {} {aside}", word(preview.language, "edit", saved.state), saved.why.trim());
    json(status, &Saved { why: why.trim().to_owned(), ..saved })
}

/// The answer to a form: the page again, or a redirect to it.
fn answered(preview: &Preview, snapshot: &Snapshot, now: &Source, asked: &Asked, outcome: Outcome) -> Reply {
    let again = |status, source: &Source, message, why, theirs| {
        let text = asked.field("text").unwrap_or_default().replace("\r\n", "\n");
        let view = Edit { message, why, theirs, text, line: 1, ..view_of(preview, snapshot, source) };
        // To save once more is no answer to the question whose words stay: the hash is the one with which the editor began.
        let hash = asked.field("hash").unwrap_or_default().to_owned();
        show(preview, snapshot, status, &Edit { over: view.hash.clone(), hash, ..view })
    };
    let done = |done: &str| {
        let to = Some(format!("{}&done={done}", edit(&now.path)));
        Reply { status: 303, to, ..Reply::default() }
    };
    match outcome {
        Outcome::Saved(_) => done("saved"),
        Outcome::Same(_) => done("same"),
        Outcome::Conflict(now) => again(409, &now, "conflict", String::new(), Some(shown(&now))),
        Outcome::Failed(why) => again(500, now, "failed", why, None),
    }
}

/// Writes down of which blocks a translation was made that says now that it is current. The text is saved already: without a lock
/// it counts as made of the version that it names.
fn lock_translation(preview: &Preview, content: &Content, before: &Source) {
    if let Ok(project) = Project::open_whole(&preview.root) {
        let _ = translation::lock_saved(content, &project, before);
    }
}

/// Stores what is being typed, for the preview.
pub fn draft(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    keep_draft(preview, snapshot, asked);
    Reply { status: 204, ..Reply::default() }
}

/// Stores what is being typed; the file as it would be saved.
pub fn keep_draft(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Option<Source> {
    let source = find(snapshot, asked.field("file"))?;
    let typed = Source::new(source.path.clone(), written(source, asked.field("text")?));
    // What is in the file already is no draft: the next change of the file is seen at once.
    if typed.fingerprint == source.fingerprint {
        preview.drop_draft(&typed.path);
    } else {
        preview.keep_draft(typed.clone());
    }
    Some(typed)
}

/// The language of a text: the one that names its file, else the source language.
pub fn language_of(snapshot: &Snapshot, path: &str) -> Language {
    let home = snapshot.made.as_ref().map(|made| made.library.toolkit.source_language());
    let tag = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    tag.and_then(Language::find).or(home).unwrap_or_default()
}

fn view_of(preview: &Preview, snapshot: &Snapshot, source: &Source) -> Edit {
    let path = &source.path;
    let mut parts = path.trim_start_matches("content/").split('/');
    let (kind, slug, name) = (parts.next(), parts.next(), parts.next());
    let tag = name.and_then(|name| name.strip_suffix(".md"));
    let home = snapshot.made.as_ref().map(|made| made.library.toolkit.source_language());
    let language = language_of(snapshot, path);
    let other = home.filter(|home| tag.is_some() && home.tag() != language.tag()).and_then(|home| {
        let path = format!("content/{}/{}/{home}.md", kind?, slug?);
        Some((shown(snapshot.sources.get(&path)?), home))
    });
    let all = preview.diagnostics(snapshot);
    let own = all.iter().filter(|note| is_in(&snapshot.sources, note, path));
    Edit {
        file: path.to_string(),
        there: true,
        token: preview.token.clone(),
        hash: source.fingerprint.to_string(),
        lang: language.html(),
        dir: language.direction().name(),
        prose: tag.is_some(),
        source_lang: other.as_ref().map_or("", |other| other.1.html()),
        source_dir: other.as_ref().map_or("", |other| other.1.direction().name()),
        source: other.map(|other| other.0),
        page: tag.zip(slug).map(|(tag, slug)| format!("/{tag}/{slug}.html")).unwrap_or_default(),
        home: preview.home(),
        guide: slug.filter(|_| kind == Some("guides")).unwrap_or_default().to_owned(),
        views: tag.zip(slug).map(|(tag, slug)| views(snapshot, kind, slug, tag)).unwrap_or_default(),
        notes: own.map(|note| view(preview, &snapshot.sources, note)).collect(),
        agreed: agreed_to(snapshot, path),
        ..Edit::default()
    }
}

/// What else can be seen of a text: its simple version, and its leaflet.
fn views(snapshot: &Snapshot, kind: Option<&str>, slug: &str, tag: &str) -> Vec<(&'static str, String)> {
    let mut views = Vec::new();
    let simple = format!("{tag}-simple");
    let file = format!("content/{}/{slug}/{simple}.md", kind.unwrap_or_default());
    if snapshot.sources.get(&file).is_some() {
        views.push(("simple", format!("/{simple}/{slug}.html?draft")));
    }
    let leaflet = snapshot.made.as_ref().and_then(|made| print::first(made, slug, tag));
    views.extend(leaflet.map(|address| ("leaflet", address)));
    views
}

/// A text as a form shows it: with line feeds as line ends and without a byte order mark.
pub fn shown(source: &Source) -> String {
    source.text().unwrap_or_default().trim_start_matches('\u{feff}').replace("\r\n", "\n")
}

/// The text that a form sent, with the line ends and the byte order mark of the file: each line that stays keeps its own end.
pub fn written(source: &Source, text: &str) -> Vec<u8> {
    let old = source.text().unwrap_or_default();
    let mark = if old.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let text = diff::with_line_ends_of(old.trim_start_matches('\u{feff}'), &text.replace("\r\n", "\n"));
    format!("{mark}{text}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_changes_what_somebody_typed_and_nothing_else() {
        let check = |old: &str, sent: &str, expected: &str| {
            let source = Source::new("content/a.md", old.as_bytes());
            assert_eq!(String::from_utf8(written(&source, sent)).expect("text"), expected);
        };
        check("a\nb\n", "a\r\nc\r\n", "a\nc\n");
        check("a\r\nb\r\n", "a\r\nc\r\n", "a\r\nc\r\n");
        check("\u{feff}a", "b", "\u{feff}b");
        check("", "x\r\ny", "x\ny");
        // Two programs wrote the file: each line keeps its end, a new one ends as the line before it.
        check("a\r\nb\nc\r\n", "a\nb\nc\n", "a\r\nb\nc\r\n");
        check("a\r\nb\nc\r\n", "a\r\nB\r\nc\r\n", "a\r\nB\nc\r\n");
        check("a\r\nb\nc\r\n", "a\nb\nnew\nc\n", "a\r\nb\nnew\nc\r\n");
        check("a\nb\r\n", "new\na\nb\n", "new\na\nb\r\n");
        check("a\r\nb\n", "b\n", "b\n");
        check("é\r\nب\nd", "é\nب\nd\nlast", "é\r\nب\nd\nlast");
        check("a\r\n", "a\nlast", "a\r\nlast");
        check("a\r\nlast", "a\nlast\nnew\n", "a\r\nlast\r\nnew\r\n");
        let source = Source::new("content/a.md", "\u{feff}a\r\nb".as_bytes());
        assert_eq!(written(&source, &shown(&source)), &*source.bytes, "unchanged bytes stay");
    }
}

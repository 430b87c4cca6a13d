//! A text as a document for a partner: downloaded, and sent back. What would change is shown first, and written when it is sent again.

mod propose;

use serde::Serialize;

use super::{edit, find, proposals::who::Choice};
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live, view},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Project,
    word::{self as documents, Block, Look, Order},
};
use trousseau_core::{
    guide::remark::{About, Field, choices::choices},
    manuscript::{compare::Piece, rewrite::Done},
    messages::{self, Failure},
    source::Source,
};
use trousseau_text::{Fingerprint, Language};

/// The largest document that is taken at the desk, in bytes: it is sent twice, and the second time each byte takes two.
pub(super) const MOST: usize = 4 << 20;

/// The view of the page.
#[derive(Default, Serialize)]
struct View {
    file: String,
    title: String,
    lang: &'static str,
    dir: &'static str,
    token: String,
    text: String,
    get: String,
    message: &'static str,
    why: String,
    file_error: &'static str,
    /// Who may have made the comments.
    origins: Vec<(String, String)>,
    origin: String,
    /// Whether a look is shown.
    looked: bool,
    blocks: Vec<Shows>,
    counts: String,
    remarks: Vec<(String, String)>,
    dropped: Vec<String>,
    notes: Vec<NoteView>,
    /// Whether a comment may mean a person: then it is asked.
    asks: bool,
    no_person: bool,
    /// Whether the folder keeps a history, without which nothing can be proposed; who may propose, and what was answered.
    possible: bool,
    choices: Vec<Choice>,
    as_error: &'static str,
    reason: String,
    reason_error: String,
    /// Whether a new guide is made of a first draft; its name, and the text that it would have.
    drafting: bool,
    name: String,
    drafted: String,
    /// The document, to be sent again, and what was shown of it.
    document: String,
    seen: String,
}

/// A block that would change.
#[derive(Serialize)]
struct Shows {
    section: String,
    done: &'static str,
    is_marked: bool,
    pieces: Vec<(&'static str, String)>,
}

/// The answer to a request for a path of documents.
pub fn answer(preview: &Preview, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
    if path == "word/new" {
        return drafted(preview, snapshot, asked);
    }
    let file = asked.field("file").or(asked.query("file"));
    let Some(source) = find(snapshot, file).filter(|source| source.path.ends_with(".md")) else {
        return Reply { status: 404, ..Reply::default() };
    };
    let done = match (path, asked.form.is_some()) {
        ("word/file", false) => download(preview, source),
        ("word", false) => Ok(show(preview, 200, snapshot, &begun(preview, snapshot, source))),
        ("word", true) => taken(preview, snapshot, source, asked),
        _ => return Reply { status: 404, ..Reply::default() },
    };
    done.unwrap_or_else(|error| {
        let failure = error.downcast_ref::<Failure>();
        let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language));
        let status = if failure.is_some() { 422 } else { 500 };
        let view = View { message: "failed", why, ..begun(preview, snapshot, source) };
        show(preview, status, snapshot, &view)
    })
}

/// A first draft: what would be made of it is shown, and written when it is sent again.
fn drafted(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let name = asked.field("name").unwrap_or_default().trim().to_owned();
    let view = View { drafting: true, name, token: preview.token.clone(), lang: "fr", ..View::default() };
    if asked.form.is_none() {
        return show(preview, 200, snapshot, &view);
    }
    let sent = asked.file.as_ref().map(|file| file.bytes.clone()).filter(|bytes| !bytes.is_empty());
    let bytes = sent.or_else(|| bytes_of(asked.field("document")?));
    let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty() && bytes.len() <= MOST) else {
        let file_error = word(preview.language, "word", "no_file");
        return show(preview, 422, snapshot, &View { message: "answers", file_error, ..view });
    };
    let path = asked.file.as_ref().map_or("document.docx", |file| file.name.as_str()).into();
    let made =
        documents::draft(&preview.root, (&path, &bytes), &view.name, preview.language).and_then(|made| {
            if asked.field("write").is_some() {
                documents::write_draft(&made)?;
            }
            Ok(made)
        });
    match made {
        Ok(made) if asked.field("write").is_some() => {
            preview.wait_for_file(&made.path);
            Reply { status: 303, to: Some(format!("{}&done=saved", edit(&made.path))), ..Reply::default() }
        }
        Ok(made) => {
            let dropped = made.dropped.iter().map(|one| one.say(preview.language)).collect();
            let view = View { looked: true, file: made.path.clone(), dropped, document: hex(&bytes), ..view };
            show(preview, 200, snapshot, &View { drafted: made.text.clone(), ..view })
        }
        Err(error) => {
            let failure = error.downcast_ref::<Failure>();
            let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language));
            show(preview, 422, snapshot, &View { message: "failed", why, ..view })
        }
    }
}

fn show(preview: &Preview, status: u16, snapshot: &Snapshot, view: &View) -> Reply {
    reply(status, page(EditorPage::Word, view, &live(preview, snapshot, &Shown::default())))
}

/// The name of the folder and the language of a text, by its path.
fn parts(source: &Source) -> Option<(&str, &str)> {
    let (folder, name) = source.path.rsplit_once('/')?;
    Some((folder.rsplit('/').next()?, name.strip_suffix(".md")?))
}

fn download(preview: &Preview, source: &Source) -> anyhow::Result<Reply> {
    let project = Project::open_whole(&preview.root)?;
    let (name, tag) =
        parts(source).ok_or_else(|| Failure::new("find/unreadable").with("name", &source.path))?;
    let made = documents::export(&project, name, Some(tag))?;
    Ok(Reply {
        status: 200,
        kind: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        body: made.bytes,
        policy: "default-src 'none'; sandbox".to_owned(),
        keep: Some(made.name),
        ..Reply::default()
    })
}

/// The page before anything was sent.
fn begun(preview: &Preview, snapshot: &Snapshot, source: &Source) -> View {
    let tag = parts(source).map_or("", |(_, tag)| tag);
    let language = Language::find(tag).unwrap_or_default();
    let about = snapshot.made.as_ref().map(|made| About {
        toolkit: &made.library.toolkit,
        today: made.project.today,
        guide: None,
    });
    View {
        file: source.path.to_string(),
        title: parts(source).map_or("", |(name, _)| name).to_owned(),
        lang: language.html(),
        dir: language.direction().name(),
        token: preview.token.clone(),
        text: edit(&source.path),
        get: format!("/{OWN}/word/file?file={}", address::encode(&source.path)),
        origins: about.map(|about| choices(Field::Source, &about, preview.language)).unwrap_or_default(),
        origin: "landlord_staff".to_owned(),
        ..View::default()
    }
}

/// Looks at a document, and writes what was shown of it when it is sent again.
fn taken(preview: &Preview, snapshot: &Snapshot, source: &Source, asked: &Asked) -> anyhow::Result<Reply> {
    let language = preview.language;
    let sent = asked.file.as_ref().map(|file| file.bytes.clone()).filter(|bytes| !bytes.is_empty());
    let bytes = sent.or_else(|| bytes_of(asked.field("document")?));
    let view = begun(preview, snapshot, source);
    let origin = asked.field("origin").filter(|origin| view.origins.iter().any(|(known, _)| known == origin));
    let origin = origin.unwrap_or(&view.origin).to_owned();
    let Some(bytes) = bytes.filter(|bytes| bytes.len() <= MOST) else {
        let file_error = word(language, "word", "no_file");
        return Ok(show(preview, 422, snapshot, &View { message: "answers", file_error, origin, ..view }));
    };
    let (content, project) = Project::open_to_write(&preview.root)?;
    let no_person = asked.field("no_person").is_some();
    let path = asked.file.as_ref().map_or("document.docx", |file| file.name.as_str()).into();
    let look = documents::look(&project, &Order { path, bytes: &bytes, origin: origin.clone(), no_person })?;
    if look.path != source.path {
        let why = Failure::new("word/gone").with("path", &source.path).with("text", &look.path).say(language);
        return Ok(show(preview, 422, snapshot, &View { message: "failed", why, origin, ..view }));
    }
    let seen = seen(&look);
    let is_sure = asked.field("seen").is_some_and(|before| before == seen) && asked.field("write").is_some();
    let view =
        View { looked: true, origin, no_person, document: hex(&bytes), seen, ..shown(preview, &look, view) };
    let mut view = propose::asked_for(&project, asked, view);
    if asked.field("step") == Some("propose") && !look.is_empty() {
        return propose::answer((preview, snapshot), (&content, &project), asked, &look, view);
    }
    if is_sure && !look.is_empty() {
        match documents::write((&content, &project), &look)? {
            Ok(()) => {
                preview.wait_for_file(&look.path);
                let to = format!("{}&done=saved", edit(&look.path));
                return Ok(Reply { status: 303, to: Some(to), ..Reply::default() });
            }
            Err(refusal) => {
                view.message = "refused";
                view.notes = refusal
                    .diagnostics
                    .iter()
                    .map(|note| self::view(preview, &refusal.sources, note))
                    .collect();
                return Ok(show(preview, 422, snapshot, &view));
            }
        }
    }
    if asked.field("write").is_some() && asked.field("seen") != Some(&view.seen) {
        view.message = "other";
    }
    Ok(show(preview, 200, snapshot, &view))
}

/// What was shown, in short: what is written is what was seen.
fn seen(look: &Look) -> String {
    let remarks: Vec<String> =
        look.remarks.iter().filter_map(|one| one.get(Field::Proposal)).map(str::to_owned).collect();
    Fingerprint::of(format!("{}\n{}", look.text, remarks.join("\n")).as_bytes()).to_string()
}

fn shown(preview: &Preview, look: &Look, view: View) -> View {
    let language = preview.language;
    let count = |key: &str, number| messages::count(language, key, number);
    let of = |remark: &trousseau_core::guide::remark::NewFeedback, field| {
        remark.get(field).unwrap_or("–").to_owned()
    };
    let counts = [
        count("word/count-blocks", look.blocks.len()),
        count("word/count-places", look.places),
        count("word/count-remarks", look.remarks.len()),
    ];
    View {
        blocks: look.blocks.iter().map(shows).collect(),
        counts: counts.join(", "),
        remarks: look.remarks.iter().map(|one| (of(one, Field::Section), of(one, Field::Proposal))).collect(),
        dropped: look.dropped.iter().map(|one| one.say(language)).collect(),
        asks: look.diagnostics.iter().any(|one| one.rule.area() == "privacy"),
        notes: look.diagnostics.iter().map(|note| self::view(preview, &look.sources, note)).collect(),
        ..view
    }
}

fn shows(block: &Block) -> Shows {
    let piece = |piece: &Piece| match piece {
        Piece::Same(_) => ("", piece.text()),
        Piece::Gone(_) => ("gone", piece.text()),
        Piece::New(_) => ("new", piece.text()),
    };
    let done = match block.done {
        Done::Added => "added",
        Done::Moved => "moved",
        _ if block.pieces.iter().all(|piece| matches!(piece, Piece::Gone(_))) => "taken",
        _ => "changed",
    };
    Shows {
        section: block.section.clone(),
        done,
        is_marked: block.is_marked,
        pieces: block.pieces.iter().map(piece).collect(),
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

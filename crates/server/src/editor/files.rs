//! The pictures of a guide: one is taken in, made smaller and without what a camera writes into it; one is thrown into the bin.

use serde::Serialize;

use super::edit;
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live, view},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{Content, Project};
use trousseau_core::{
    guide::{FOLDER, GuideFrontMatter, Text},
    messages::Failure,
    picture,
};
use trousseau_text::slug;

/// The width of a picture that is taken in, in pixels: twice that of the widest column of text.
const WIDTH: u32 = 1600;

/// The view of the page.
#[derive(Default, Serialize)]
struct Files {
    guide: String,
    title: String,
    lang: &'static str,
    dir: &'static str,
    token: String,
    text: String,
    message: &'static str,
    why: String,
    /// What was typed about a picture that was not taken.
    alt: String,
    /// What is wrong with the text, and with the picture.
    alt_error: &'static str,
    file_error: String,
    /// What to put into the text to show the picture that was taken in.
    markdown: String,
    /// The place in the bin of what was thrown away.
    kept: String,
    pictures: Vec<Picture>,
    notes: Vec<NoteView>,
}

#[derive(Serialize)]
struct Picture {
    name: String,
    href: String,
    size: String,
    markdown: String,
}

/// The answer to a request for a path of the pictures.
pub fn answer(preview: &Preview, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let done = match (path, asked.form.is_some()) {
        ("files/show", false) => return shown(snapshot, asked),
        ("files", _) | ("files/delete" | "files/undo", true) => act(preview, path, snapshot, asked),
        _ => return Reply { status: 404, ..Reply::default() },
    };
    done.unwrap_or_else(|error| {
        let failure = error.downcast_ref::<Failure>();
        let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language));
        let status = if failure.is_some_and(|failure| failure.key.starts_with("find/")) { 404 } else { 500 };
        show(preview, status, snapshot, &Files { message: "failed", why, ..Files::default() })
    })
}

fn show(preview: &Preview, status: u16, snapshot: &Snapshot, view: &Files) -> Reply {
    reply(status, page(EditorPage::Files, view, &live(preview, snapshot, &Shown::default())))
}

/// A picture as it lies in its folder.
fn shown(snapshot: &Snapshot, asked: &Asked) -> Reply {
    let source = asked.query("file").and_then(|file| snapshot.sources.get(file));
    let picture =
        source.filter(|source| source.path.starts_with(FOLDER) && picture::is_picture(&source.path));
    let Some(source) = picture else { return Reply { status: 404, ..Reply::default() } };
    // A drawing is cleaned before anybody sees it.
    let (Ok(probe), Ok(bytes)) = (picture::probe(&source.bytes), picture::variant(&source.bytes, Some(480)))
    else {
        return Reply { status: 404, ..Reply::default() };
    };
    let kind = match probe.kind {
        picture::Kind::Png => "image/png",
        picture::Kind::Jpeg => "image/jpeg",
        picture::Kind::WebP => "image/webp",
        picture::Kind::Svg => "image/svg+xml",
    };
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox".to_owned();
    Reply { status: 200, kind, body: bytes, policy, ..Reply::default() }
}

fn act(preview: &Preview, path: &str, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let content = asked.form.as_ref().map(|_| Content::lock(&preview.root)).transpose()?;
    let project = Project::open_whole(&preview.root)?;
    let name = asked.field("guide").or(asked.query("guide")).unwrap_or_default();
    let guide = project.guide(name)?;
    let Some(content) = content else {
        let view = Files {
            kept: asked.query("kept").unwrap_or_default().to_owned(),
            ..listed(preview, &project, guide)
        };
        let message = if view.kept.is_empty() { "" } else { "deleted" };
        return Ok(show(preview, 200, snapshot, &Files { message, ..view }));
    };
    match path {
        "files/delete" => deleted(preview, snapshot, &project, guide, &content, asked),
        "files/undo" => {
            let back = content.put_back(asked.field("kept").unwrap_or_default())?;
            preview.wait_for_file(&back);
            Ok(Reply { status: 303, to: Some(of(&guide.slug)), ..Reply::default() })
        }
        _ => taken(preview, snapshot, &project, guide, &content, asked),
    }
}

/// The address of the pictures of a guide.
fn of(slug: &str) -> String {
    format!("/{OWN}/files?guide={slug}")
}

fn listed(preview: &Preview, project: &Project, guide: &Text<GuideFrontMatter>) -> Files {
    let folder = format!("{FOLDER}{}/", guide.slug);
    let own = project.sources.under(&folder).filter(|source| picture::is_picture(&source.path));
    let picture = |path: &str, bytes: &[u8]| {
        let name = path.strip_prefix(&folder).unwrap_or(path).to_owned();
        let size = picture::probe(bytes)
            .map_or_else(|_| "–".to_owned(), |probe| format!("{} × {}", probe.width, probe.height));
        let markdown = format!("![]({name})");
        Picture { href: format!("/{OWN}/files/show?file={}", address::encode(path)), name, size, markdown }
    };
    Files {
        guide: guide.slug.clone(),
        title: guide.front_matter.title.clone(),
        lang: guide.language.html(),
        dir: guide.language.direction().name(),
        token: preview.token.clone(),
        text: edit(&guide.path),
        pictures: own.map(|source| picture(&source.path, &source.bytes)).collect(),
        ..Files::default()
    }
}

/// Takes a picture in.
fn taken(
    preview: &Preview,
    snapshot: &Snapshot,
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    content: &Content,
    asked: &Asked,
) -> anyhow::Result<Reply> {
    let language = preview.language;
    let alt = asked.field("alt").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let sent = asked.file.as_ref().filter(|file| !file.bytes.is_empty());
    let made = sent.map(|file| {
        let probe = picture::probe(&file.bytes)?;
        // Of a drawing there are no smaller copies; of a photograph none that is larger than it was.
        let width = (probe.kind != picture::Kind::Svg && probe.width > WIDTH).then_some(WIDTH);
        Ok::<_, picture::Fault>((probe.kind, picture::variant(&file.bytes, width)?))
    });
    let alt_error = if alt.is_empty() { word(language, "files", "no_alt") } else { "" };
    let file_error = match &made {
        None => word(language, "files", "no_file").to_owned(),
        Some(Err(fault)) => format!("{} {fault}", word(language, "files", "bad_file")),
        Some(Ok(_)) => String::new(),
    };
    let (Some(Ok((kind, bytes))), "") = (made, alt_error) else {
        let view =
            Files { message: "answers", alt, alt_error, file_error, ..listed(preview, project, guide) };
        return Ok(show(preview, 422, snapshot, &view));
    };
    let stem = slug::name(&alt.split_whitespace().take(5).collect::<Vec<_>>().join(" "));
    let stem = stem.unwrap_or_else(|| "image".to_owned());
    let path = |number: usize| {
        let number = if number > 1 { format!("-{number}") } else { String::new() };
        format!("{FOLDER}{}/{stem}{number}.{}", guide.slug, kind.end())
    };
    let free = (1..1000).map(path).find(|path| project.sources.get(path).is_none());
    let path = free.ok_or_else(|| Failure::new("guide/exists").with("path", &stem))?;
    content.create(&path, &bytes)?;
    preview.wait_for_file(&path);
    let project = Project::open_whole(&preview.root)?;
    let name = path.rsplit('/').next().unwrap_or_default();
    let words = alt.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    preview.keep_alt(&path, &words);
    let view = Files {
        message: "added",
        markdown: format!("![{words}]({name})"),
        ..listed(preview, &project, guide)
    };
    Ok(show(preview, 200, snapshot, &view))
}

/// Throws a picture into the bin, unless a text shows it.
fn deleted(
    preview: &Preview,
    snapshot: &Snapshot,
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    content: &Content,
    asked: &Asked,
) -> anyhow::Result<Reply> {
    let path = format!("{FOLDER}{}/{}", guide.slug, asked.field("file").unwrap_or_default());
    let Some(source) = project.sources.own(&path).filter(|source| picture::is_picture(&source.path)) else {
        return Err(Failure::new("find/unreadable").with("name", &path).into());
    };
    if let Err(refusal) = project.prove_without(&source.path) {
        let notes = refusal.diagnostics.iter().map(|note| view(preview, &refusal.sources, note)).collect();
        let view = Files { message: "used", notes, ..listed(preview, project, guide) };
        return Ok(show(preview, 422, snapshot, &view));
    }
    let kept = content.throw(&path, &project.today.to_string())?;
    let to = Some(format!("{}&kept={}", of(&guide.slug), address::encode(&kept)));
    Ok(Reply { status: 303, to, ..Reply::default() })
}

//! The bin: what was deleted at the desk and can be put back, the newest first.

use serde::Serialize;

use crate::{
    http::Reply,
    notes::{Shown, live},
    pages::{EditorPage, page},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_core::{guide::FOLDER, source::Source};
use trousseau_io::disk::{self, BIN, Thrown};

/// The view of the page.
#[derive(Serialize)]
struct Bin {
    token: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    /// The title of the text, or the name of the file.
    title: String,
    day: String,
    paths: Vec<String>,
    guide: String,
    /// The change that put it there, for a text; "" for a picture.
    undo: String,
    /// Its place in the bin, for a picture.
    kept: String,
}

/// The page of all that can be put back.
pub fn show(preview: &Preview, snapshot: &Snapshot) -> Reply {
    let rows = disk::thrown(&preview.root).into_iter().filter_map(|one| row(preview, one)).collect();
    let view = Bin { token: preview.token.clone(), rows };
    reply(200, page(EditorPage::Bin, &view, &live(preview, snapshot, &Shown::default())))
}

fn row(preview: &Preview, thrown: Thrown) -> Option<Row> {
    let first = thrown.paths.first()?.clone();
    let kept = format!("{BIN}/{}/{first}", thrown.name);
    let guide =
        first.strip_prefix(FOLDER).and_then(|rest| rest.split('/').next()).unwrap_or_default().to_owned();
    let texts = thrown.paths.iter().filter(|path| path.ends_with(".md"));
    let title = texts.filter_map(|path| title(preview, &format!("{BIN}/{}/{path}", thrown.name))).next();
    Some(Row {
        title: title.unwrap_or_else(|| first.rsplit('/').next().unwrap_or_default().to_owned()),
        day: thrown.name.rsplit_once('-').map_or("", |(day, _)| day).to_owned(),
        undo: if thrown.is_change { thrown.name } else { String::new() },
        paths: thrown.paths,
        guide,
        kept,
    })
}

/// The title of a text in the bin, as its head says it.
fn title(preview: &Preview, kept: &str) -> Option<String> {
    let source = Source::new(kept, std::fs::read(preview.root.join(kept)).ok()?);
    let words = source.text().ok()?.lines().find_map(|line| line.strip_prefix("title:"))?.trim();
    Some(words.trim_matches('"').to_owned()).filter(|title| !title.is_empty())
}

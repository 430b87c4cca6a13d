//! The history of a text, as git has kept it: the words that went and came each time. Nothing is written here.

use serde::Serialize;

use super::{
    edit,
    form::{Line, lines},
};
use crate::{
    http::{Asked, Reply},
    notes::{Shown, live},
    pages::{EditorPage, page},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{Project, history};
use trousseau_core::{messages::Failure, source::is_hidden};

/// The most states that are shown.
const MOST: usize = 30;

/// The view of the page.
#[derive(Default, Serialize)]
struct Past {
    file: String,
    text: String,
    /// Why there is nothing, as the name of a word.
    message: &'static str,
    states: Vec<State>,
}

#[derive(Serialize)]
struct State {
    /// The day; "" for what git has not kept yet.
    day: String,
    /// What was said about it.
    subject: String,
    /// Whether the text is there for the first time.
    first: bool,
    lines: Vec<Line>,
}

/// The page of a text's history.
pub fn show(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let file = asked.query("file").unwrap_or_default();
    let known = super::find(snapshot, Some(file)).filter(|source| !source.path.split('/').any(is_hidden));
    let Some(source) = known else { return Reply { status: 404, ..Reply::default() } };
    let view = Past { file: source.path.to_string(), text: edit(&source.path), ..Past::default() };
    let past = Project::open(&preview.root).and_then(|project| history::past(&project, &source.path, MOST));
    let (status, view) = match past {
        Ok(past) if past.is_empty() => (200, Past { message: "none", ..view }),
        Ok(past) => (200, Past { states: past.iter().map(state).collect(), ..view }),
        Err(error) => {
            let is_git =
                error.downcast_ref::<Failure>().is_some_and(|failure| failure.key.starts_with("git/"));
            (if is_git { 200 } else { 500 }, Past { message: "no_git", ..view })
        }
    };
    reply(status, page(EditorPage::History, &view, &live(preview, snapshot, &Shown::default())))
}

fn state(past: &history::Past) -> State {
    let [before, after] = past.texts.each_ref().map(|text| text.as_deref().unwrap_or_default());
    State {
        day: past.kept.day.clone(),
        subject: past.kept.subject.clone(),
        first: past.texts[0].is_none(),
        lines: if past.texts[0].is_none() { Vec::new() } else { lines(before, after) },
    }
}

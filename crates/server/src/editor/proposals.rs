//! Proposals at the desk: what waits, what is sent and fetched, and the way to each.

mod block;
mod propose;
mod read;
pub mod who;

use serde::Serialize;

use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live},
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Project,
    proposal::{self, Forge, Given, Proposal, Waiting},
};
use trousseau_core::messages::{self, Failure};

/// The list of proposals.
#[derive(Default, Serialize)]
struct List {
    token: String,
    lang: &'static str,
    /// Whether the folder keeps a history; without one nothing can be proposed.
    possible: bool,
    /// The outcome of the last form, as the name of a message.
    message: &'static str,
    why: String,
    links: Vec<String>,
    waiting: Vec<Row>,
    closed: Vec<Row>,
    /// Where proposals were sent last.
    place: String,
    kinds: Vec<Kind>,
}

/// A proposal in a list.
#[derive(Default, Serialize)]
pub struct Row {
    id: String,
    reason: String,
    from: String,
    since: String,
    /// For whom it waits.
    waits: String,
    open: usize,
    to_take: usize,
    texts: Vec<String>,
}

/// A kind of place.
#[derive(Serialize)]
pub struct Kind {
    value: &'static str,
    label: &'static str,
    chosen: bool,
}

/// The answer to a request for a path of proposals.
pub fn answer(preview: &Preview, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let done = match (path, asked.form.is_some()) {
        ("propose", _) => propose::answer(preview, snapshot, asked),
        ("proposal", _) => read::answer(preview, snapshot, asked),
        ("proposals/file", false) => file(preview, asked),
        ("proposals", false) => list(preview, snapshot, asked, List::default()),
        ("proposals/begin" | "proposals/fetch" | "proposals/send", true) => act(preview, path, asked)
            .or_else(|error| {
                let why = why(preview, &error);
                list(preview, snapshot, asked, List { message: "failed", why, ..List::default() })
            }),
        _ => return Reply { status: 404, ..Reply::default() },
    };
    done.unwrap_or_else(|error| {
        if let Some(reply) = super::returned::failed(preview, snapshot, asked, 500, &error) {
            return reply;
        }
        let failure = error.downcast_ref::<Failure>();
        let status = if failure.is_some_and(|failure| failure.key.starts_with("find/")) { 404 } else { 500 };
        show(
            preview,
            snapshot,
            status,
            &List { message: "failed", why: why(preview, &error), ..List::default() },
        )
    })
}

/// What a failure says, with what git or the system said.
fn why(preview: &Preview, error: &anyhow::Error) -> String {
    let failure = error.downcast_ref::<Failure>();
    failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language))
}

fn show(preview: &Preview, snapshot: &Snapshot, status: u16, view: &List) -> Reply {
    reply(status, page(EditorPage::Proposals, view, &live(preview, snapshot, &Shown::default())))
}

/// The page with all proposals.
fn list(preview: &Preview, snapshot: &Snapshot, asked: &Asked, view: List) -> anyhow::Result<Reply> {
    let project = Project::open_whole(&preview.root)?;
    let possible = proposal::is_possible(&project);
    let waiting = proposal::waiting(&project)?;
    let known: Vec<String> = waiting.iter().map(|one| one.proposal.id.clone()).collect();
    let all = if possible { proposal::list(&project)? } else { Vec::new() };
    let closed = all.iter().filter(|one| !known.contains(&one.id));
    let (place, forge) = proposal::origin(&project).unwrap_or_default();
    let status = if view.message == "failed" { 409 } else { 200 };
    let message = match asked.query("done") {
        _ if !view.message.is_empty() => view.message,
        Some("begun") => "begun",
        Some("news") => "news",
        Some("same") => "same",
        _ => "",
    };
    let view = List {
        token: preview.token.clone(),
        lang: project.toolkit().source_language().html(),
        possible,
        message,
        closed: closed.map(|one| row(preview, &project, one)).collect(),
        waiting: waiting.iter().map(|one| waits(preview, &project, one)).collect(),
        place,
        kinds: kinds(preview, forge),
        ..view
    };
    Ok(show(preview, snapshot, status, &view))
}

/// What waits, for one partner or for all; nothing where nobody ever proposed, or where it cannot be told.
pub fn waiting(preview: &Preview, partner: Option<&str>) -> Vec<Row> {
    if !proposal::is_any(&preview.root) {
        return Vec::new();
    }
    let Ok(project) = Project::open_whole(&preview.root) else { return Vec::new() };
    let waiting = proposal::waiting(&project).unwrap_or_default();
    let is_asked = |one: &&Waiting| partner.is_none_or(|own| one.partners.iter().any(|id| id == own));
    waiting.iter().filter(is_asked).map(|one| waits(preview, &project, one)).collect()
}

fn waits(preview: &Preview, project: &Project, one: &Waiting) -> Row {
    let row = row(preview, project, &one.proposal);
    Row { waits: one.names.join(", "), since: one.since.clone(), open: one.open, to_take: one.to_take, ..row }
}

/// A proposal as a list shows it.
fn row(preview: &Preview, project: &Project, one: &Proposal) -> Row {
    let say = |key| messages::say(preview.language, key, &[]);
    Row {
        id: one.id.clone(),
        reason: one.reason.clone().unwrap_or_else(|| say("proposal/withheld")),
        from: proposal::from(one, || say("proposal/unknown")),
        since: one.since.clone(),
        texts: proposal::titles(project, one),
        ..Row::default()
    }
}

/// The kinds of places to which a proposal is sent.
fn kinds(preview: &Preview, chosen: Option<Forge>) -> Vec<Kind> {
    let chosen: &str = chosen.map_or("", Into::into);
    let label = |value| word(preview.language, "places", value);
    let kind = |value: &&'static str| Kind { value, label: label(value), chosen: *value == chosen };
    Forge::NAMES.iter().map(kind).collect()
}

/// Begins a history, fetches or sends.
fn act(preview: &Preview, path: &str, asked: &Asked) -> anyhow::Result<Reply> {
    let project = Project::open_whole(&preview.root)?;
    let to = |address: String| Ok(Reply { status: 303, to: Some(address), ..Reply::default() });
    let place = asked.field("place").unwrap_or_default().trim().to_owned();
    let forge = asked.field("kind").and_then(|kind| kind.parse().ok());
    match path {
        "proposals/begin" => {
            proposal::begin(&project)?;
            to(format!("/{OWN}/proposals?done=begun"))
        }
        "proposals/fetch" => {
            let author = proposal::usual_author(&project);
            let file = asked.file.as_ref().filter(|file| !file.bytes.is_empty());
            let fetched = match file {
                Some(file) => proposal::fetch_bytes(&project, &file.bytes, author.as_ref())?,
                None if place.is_empty() => return Err(Failure::new("proposal/nowhere").into()),
                None => proposal::fetch(&project, &Given::Place(place, forge), author.as_ref())?,
            };
            let news = !fetched.new.is_empty() || !fetched.changed.is_empty();
            to(format!("/{OWN}/proposals?done={}", if news { "news" } else { "same" }))
        }
        _ => {
            let id = asked.field("id").unwrap_or_default();
            if place.is_empty() {
                return Err(Failure::new("proposal/nowhere").into());
            }
            let sent = proposal::send(&project, id, &place, forge)?;
            let links: String =
                sent.links.iter().map(|link| format!("&link={}", address::encode(link))).collect();
            to(format!("/{OWN}/proposal?id={}&done=sent{links}", address::encode(id)))
        }
    }
}

/// A proposal as a file to be sent by mail.
fn file(preview: &Preview, asked: &Asked) -> anyhow::Result<Reply> {
    let project = Project::open_whole(&preview.root)?;
    let id = asked.query("id").unwrap_or_default();
    let body = proposal::file(&project, id)?;
    let keep = Some(proposal::file_name(id));
    let policy = "default-src 'none'; frame-ancestors 'none'; sandbox".to_owned();
    Ok(Reply { status: 200, kind: "application/octet-stream", body, policy, keep, ..Reply::default() })
}

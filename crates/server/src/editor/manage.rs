//! The files of a guide as a whole: it gets another name, is retired or deleted, after a look at what becomes of each file.

use serde::Serialize;

use super::edit;
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live, view as note_view},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Content, Project,
    edit::Refusal,
    files::{self, Plan, Wish},
};
use trousseau_core::{
    guide::{FOLDER, Status},
    messages::{self, Failure},
    relink::PAGES,
};
use trousseau_text::slug;

/// The view of the page.
#[derive(Default, Serialize)]
struct Manage {
    guide: String,
    title: String,
    lang: &'static str,
    token: String,
    /// Where its files lie, and where it is edited.
    folder: String,
    text: String,
    /// What can be done with it now.
    is_page: bool,
    is_draft: bool,
    is_public: bool,
    /// The form that was sent: `rename`, `retire` or `delete`.
    what: String,
    /// The answers that were given.
    to: String,
    by: String,
    others: Vec<Other>,
    message: &'static str,
    why: String,
    /// What would become of each file; nothing is written yet.
    steps: Vec<Step>,
    hash: String,
    notes: Vec<NoteView>,
    /// The name by which what was written can be undone.
    undo: String,
}

/// A text that can replace a guide.
#[derive(Serialize)]
struct Other {
    value: String,
    name: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Step {
    what: &'static str,
    path: String,
    to: String,
    lines: Vec<String>,
}

/// The answer to a request for a path of this page.
pub fn answer(preview: &Preview, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let done = match (path, asked.form.is_some()) {
        ("manage", false) => look(preview, snapshot, asked),
        ("manage", true) => sent(preview, snapshot, asked),
        ("manage/undo", true) => undo(preview, snapshot, asked),
        _ => return Reply { status: 404, ..Reply::default() },
    };
    done.unwrap_or_else(|error| {
        let (status, why) = reason(preview, &error);
        show(preview, status, snapshot, &Manage { message: "failed", why, ..Manage::default() })
    })
}

fn reason(preview: &Preview, error: &anyhow::Error) -> (u16, String) {
    let failure = error.downcast_ref::<Failure>();
    let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language));
    let status = match failure.map_or("", |failure| failure.key).split('/').next() {
        Some("find") => 404,
        Some("files" | "guide") => 422,
        Some("edit") => 409,
        _ => 500,
    };
    (status, why)
}

fn show(preview: &Preview, status: u16, snapshot: &Snapshot, view: &Manage) -> Reply {
    reply(status, page(EditorPage::Manage, view, &live(preview, snapshot, &Shown::default())))
}

fn look(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let project = Project::open_whole(&preview.root)?;
    let messages = ["renamed", "retired", "deleted", "undone"];
    let message = messages.into_iter().find(|name| asked.query("done") == Some(name)).unwrap_or_default();
    let undo =
        asked.query("undo").filter(|name| name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    let name = asked.query("guide").unwrap_or_default();
    // What was deleted has no page any more; what was undone may have its name of before.
    let view = match described(preview, &project, name) {
        Err(_) if !message.is_empty() => {
            Manage { token: preview.token.clone(), guide: name.to_owned(), ..Manage::default() }
        }
        view => view?,
    };
    let undo = undo.unwrap_or_default().to_owned();
    Ok(show(preview, 200, snapshot, &Manage { message, undo, ..view }))
}

/// The page of a guide or page, before anything is asked of it.
fn described(preview: &Preview, project: &Project, name: &str) -> anyhow::Result<Manage> {
    let library = project.loaded.as_ref().map(|loaded| &loaded.library);
    let found = library.and_then(|library| library.pages.iter().find(|page| page.slug == name));
    let (title, path, language, status) = match found {
        Some(page) => {
            let text = &page.source;
            (text.front_matter.title.clone(), text.path.to_string(), text.language, None)
        }
        None => {
            let text = project.guide(name)?;
            let head = &text.front_matter;
            (head.title.clone(), text.path.to_string(), text.language, Some(head.status))
        }
    };
    let guides = library.into_iter().flat_map(|library| &library.guides);
    let guides = guides.map(|one| (&one.slug, &one.source.front_matter.title));
    let pages = library.into_iter().flat_map(|library| &library.pages);
    let pages = pages.map(|one| (&one.slug, &one.source.front_matter.title));
    let others = guides.chain(pages).filter(|(slug, _)| *slug != name);
    let other =
        |(slug, title): (&String, &String)| Other { value: slug.clone(), name: title.clone(), chosen: false };
    Ok(Manage {
        guide: name.to_owned(),
        title,
        lang: language.html(),
        token: preview.token.clone(),
        folder: format!("{}{name}/", if status.is_none() { PAGES } else { FOLDER }),
        text: edit(&path),
        is_page: status.is_none(),
        is_draft: status == Some(Status::Draft),
        is_public: status.is_some_and(Status::is_public),
        others: others.map(other).collect(),
        ..Manage::default()
    })
}

/// A form: what it comes to is shown, and written when exactly that was seen.
fn sent(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let content = Content::lock(&preview.root)?;
    let project = Project::open_whole(&preview.root)?;
    let text = |name| asked.field(name).unwrap_or_default().trim().to_owned();
    let (name, what, to, by) = (text("guide"), text("what"), text("to"), text("by"));
    let new = if what == "rename" { to.clone() } else { name.clone() };
    let mut view =
        Manage { what: what.clone(), to: to.clone(), by: by.clone(), ..described(preview, &project, &name)? };
    for other in &mut view.others {
        other.chosen = other.value == view.by;
    }
    let planned = match wish(preview, &view) {
        Some(Ok(wish)) => files::plan(&project, &wish),
        Some(Err(why)) => {
            return Ok(show(
                preview,
                422,
                snapshot,
                &Manage { message: "failed", why: why.to_owned(), ..view },
            ));
        }
        None => return Ok(Reply { status: 404, ..Reply::default() }),
    };
    let plan = match planned {
        Ok(Ok(plan)) => plan,
        Ok(Err(refusal)) => return Ok(show(preview, 422, snapshot, &refused(preview, view, &refusal))),
        Err(error) => {
            let (status, why) = reason(preview, &error);
            return Ok(show(preview, status, snapshot, &Manage { message: "failed", why, ..view }));
        }
    };
    view.notes = plan.diagnostics.iter().map(|note| note_view(preview, plan.after(), note)).collect();
    view.steps = steps(preview, &plan);
    view.hash = plan.hash();
    match asked.field("seen") {
        None => return Ok(show(preview, 200, snapshot, &view)),
        Some(seen) if seen != view.hash => {
            return Ok(show(preview, 409, snapshot, &Manage { message: "changed", ..view }));
        }
        Some(_) => {}
    }
    match write(preview, &content, &plan) {
        Ok(undo) => Ok(leads_to(&new, done(&view.what), &undo)),
        Err(error) => {
            let (status, why) = reason(preview, &error);
            Ok(show(preview, status, snapshot, &Manage { message: "failed", why, ..view }))
        }
    }
}

/// What was asked for, or why it is nothing; none for what no form asks.
fn wish(preview: &Preview, view: &Manage) -> Option<Result<Wish, &'static str>> {
    let (name, to, by) = (view.guide.clone(), view.to.clone(), view.by.clone());
    Some(match view.what.as_str() {
        "rename" if to.is_empty() => Err(word(preview.language, "form", "empty")),
        "rename" if to == name => Err(word(preview.language, "manage", "same_name")),
        "rename" => Ok(Wish::Rename { name, to }),
        "retire" => Ok(Wish::Retire { name, by: Some(by).filter(|by| !by.is_empty()) }),
        "delete" => Ok(Wish::Delete { name }),
        _ => return None,
    })
}

/// The message for what was done.
fn done(what: &str) -> &'static str {
    match what {
        "rename" => "renamed",
        "retire" => "retired",
        _ => "deleted",
    }
}

/// The page of a guide after a change, with the button that undoes it.
fn leads_to(guide: &str, done: &str, undo: &str) -> Reply {
    let guide = address::encode(guide);
    let to = format!("/{OWN}/manage?guide={guide}&done={done}&undo={undo}");
    Reply { status: 303, to: Some(to), ..Reply::default() }
}

fn refused(preview: &Preview, view: Manage, refusal: &Refusal) -> Manage {
    let note = |note| note_view(preview, &refusal.sources, note);
    Manage { message: "refused", notes: refusal.diagnostics.iter().map(note).collect(), ..view }
}

/// Writes all of it, and waits until the preview knows.
fn write(preview: &Preview, content: &Content, plan: &Plan) -> anyhow::Result<String> {
    let changes = plan.changes();
    let name = plan.write(content)?;
    for change in &changes {
        preview.drop_draft(&change.path);
    }
    let last = changes.iter().filter_map(|change| change.after.as_ref()).next_back();
    if let Some(last) = last {
        preview.wait_for(&last.path, &last.bytes);
    }
    Ok(name)
}

fn steps(preview: &Preview, plan: &Plan) -> Vec<Step> {
    let skipped = messages::say(preview.language, "diff/skipped", &[]);
    let step = |step: files::Step| Step {
        what: step.what.name(),
        lines: step.lines.iter().map(|line| line.written(&skipped)).collect(),
        path: step.path,
        to: step.to,
    };
    plan.steps().into_iter().map(step).collect()
}

/// Undoes a change at once; what it would break is said instead.
fn undo(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let (content, project) = Project::open_to_write(&preview.root)?;
    let guide = asked.field("guide").filter(|name| slug::is_slug(name)).unwrap_or_default();
    let plan = match files::undo(&project, &content, Some(asked.field("undo").unwrap_or_default()))? {
        Ok(plan) => plan,
        Err(refusal) => {
            let view = Manage { guide: guide.to_owned(), token: preview.token.clone(), ..Manage::default() };
            return Ok(show(preview, 422, snapshot, &refused(preview, view, &refusal)));
        }
    };
    // A guide that was renamed has its name of before.
    let gone = plan.changes();
    let back = gone.iter().filter(|change| change.before.is_none());
    let mut back = back.filter_map(|change| {
        change.path.strip_prefix(FOLDER).or(change.path.strip_prefix(PAGES))?.split('/').next()
    });
    let guide = back.next_back().unwrap_or(guide).to_owned();
    let name = write(preview, &content, &plan)?;
    Ok(leads_to(&guide, "undone", &name))
}

//! A text that was typed, proposed instead of saved: its changed words are shown, and why is asked.

use serde::Serialize;

use super::who::{self, Choice};
use crate::{
    editor::{blocks::pieces, find, text},
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
    proposal::{self, NotProposed, Wanted},
};
use trousseau_core::{messages::Failure, proposal::Merge, source::Source};
use trousseau_io::disk;
use trousseau_text::Fingerprint;

/// The view of the page.
#[derive(Default, Serialize)]
struct Propose {
    token: String,
    file: String,
    lang: &'static str,
    dir: &'static str,
    /// The text as it was typed, and the hash of the file that it was made of.
    text: String,
    hash: String,
    /// Whether the folder keeps a history.
    possible: bool,
    message: &'static str,
    why: String,
    reason: String,
    reason_error: String,
    as_error: &'static str,
    /// What stands for the words that somebody must say name no person; "" when nothing is doubtful.
    doubt: String,
    choices: Vec<Choice>,
    changes: Vec<Vec<(&'static str, String)>>,
    notes: Vec<NoteView>,
}

/// Shows what would be proposed; records it when the form has a reason.
pub fn answer(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let Some((source, typed)) = find(snapshot, asked.field("file")).zip(asked.field("text")) else {
        return Ok(Reply { status: 404, ..Reply::default() });
    };
    let now = disk::again(&preview.root, source)?;
    let project = Project::open_whole(&preview.root)?;
    let language = text::language_of(snapshot, &now.path);
    let words = String::from_utf8(text::written(&now, typed)).unwrap_or_default();
    let old = now.text().unwrap_or_default();
    let merge = Merge::new(old, &words, old, &now.path, language);
    let changed = merge.changes.iter();
    let changes = changed.map(|one| pieces(proposal::words(one.before.as_ref(), one.after.as_ref())));
    let form = Propose {
        token: preview.token.clone(),
        file: now.path.to_string(),
        lang: language.html(),
        dir: language.direction().name(),
        text: typed.replace("\r\n", "\n"),
        hash: asked.field("hash").unwrap_or_default().to_owned(),
        possible: proposal::is_possible(&project),
        reason: asked.field("reason").unwrap_or_default().trim().to_owned(),
        choices: who::choices(&project, asked),
        changes: changes.collect(),
        ..Propose::default()
    };
    let show = |status, form: &Propose| {
        Ok(reply(status, page(EditorPage::Propose, form, &live(preview, snapshot, &Shown::default()))))
    };
    if form.hash != now.fingerprint.to_string() {
        // What was typed may stand on a text that somebody changed: it would take their words back.
        return show(409, &Propose { message: "conflict", ..form });
    }
    if form.changes.is_empty() && words == old {
        return show(409, &Propose { message: "same", ..form });
    }
    if asked.field("step") != Some("write") || !form.possible {
        return show(200, &form);
    }
    recorded(preview, &project, asked, &now, words, form, show)
}

/// Records what was typed, or says why not.
fn recorded(
    preview: &Preview,
    project: &Project,
    asked: &Asked,
    now: &Source,
    words: String,
    form: Propose,
    show: impl Fn(u16, &Propose) -> anyhow::Result<Reply>,
) -> anyhow::Result<Reply> {
    let Some(author) = who::author(asked) else {
        let as_error = word(preview.language, "form", "empty");
        return show(422, &Propose { as_error, message: "answers", ..form });
    };
    let doubt = Fingerprint::of(format!("{}\n{words}", form.reason).as_bytes()).to_string();
    let no_person = asked.field("no_person") == Some(&*doubt);
    let texts = vec![(now.path.clone(), words)];
    let wanted = Wanted { texts, reason: form.reason.clone(), author, no_person };
    let proposed = match proposal::propose(project, &wanted) {
        Ok(proposed) => proposed,
        Err(error) => {
            let failure = error.downcast_ref::<Failure>();
            let Some(failure) = failure.filter(|one| one.key.starts_with("proposal/")) else {
                return Err(error);
            };
            let reason_error = failure.say(preview.language);
            return show(422, &Propose { reason_error, message: "answers", ..form });
        }
    };
    let notes = |refusal: &trousseau_app::edit::Refusal| {
        refusal.diagnostics.iter().map(|note| view(preview, &refusal.sources, note)).collect()
    };
    match proposed {
        Ok(id) => {
            who::remember(project, asked, &wanted.author);
            preview.drop_draft(&now.path);
            let to = Some(format!("/{OWN}/proposal?id={}&done=proposed", address::encode(&id)));
            Ok(Reply { status: 303, to, ..Reply::default() })
        }
        Err(NotProposed::Same) => show(409, &Propose { message: "same", ..form }),
        Err(NotProposed::Refused(refusal)) => {
            show(422, &Propose { message: "refused", notes: notes(&refusal), ..form })
        }
        Err(NotProposed::Doubtful(refusal)) => {
            show(422, &Propose { message: "refused", notes: notes(&refusal), doubt, ..form })
        }
    }
}

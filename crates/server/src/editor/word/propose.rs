//! A document that came back, proposed instead of written: in the name of the organisation that sent it.

use super::{View, show};
use crate::{
    editor::{edit, proposals::who},
    http::{Asked, OWN, Reply, address},
    may::may,
    notes::view as note,
    pages::word,
    preview::Preview,
    state::Snapshot,
};
use trousseau_app::{
    Content, Project,
    edit::Refusal,
    proposal::{self, NotProposed},
    word::{self as documents, Look, Offer},
};
use trousseau_core::messages::Failure;

/// The page with the questions of a proposal.
pub fn asked_for(project: &Project, asked: &Asked, view: View) -> View {
    View {
        possible: proposal::is_possible(project),
        choices: who::senders(project, asked),
        reason: asked.field("reason").unwrap_or_default().trim().to_owned(),
        ..view
    }
}

/// Proposes what was shown, or says why not.
pub fn answer(
    (preview, snapshot): (&Preview, &Snapshot),
    (content, project): (&Content, &Project),
    asked: &Asked,
    look: &Look,
    view: View,
) -> anyhow::Result<Reply> {
    let again = |view: View| Ok(show(preview, 422, snapshot, &view));
    // Without a word to propose, the remarks would be written, and nobody asked.
    if look.blocks.is_empty() && !may().edit {
        return again(view);
    }
    if asked.field("seen") != Some(&*view.seen) {
        return Ok(show(preview, 409, snapshot, &View { message: "other", ..view }));
    }
    let Some(author) = who::author(asked) else {
        let as_error = word(preview.language, "form", "empty");
        return again(View { message: "answers", as_error, ..view });
    };
    let offer = Offer { reason: view.reason.clone(), author, no_person: view.no_person };
    let refused = |refusal: Refusal, view: View| {
        let notes = refusal.diagnostics.iter().map(|one| note(preview, &refusal.sources, one)).collect();
        again(View { message: "refused", notes, ..view })
    };
    match documents::propose((content, project), look, &offer) {
        Ok(Ok(id)) => {
            if !look.remarks.is_empty() {
                preview.wait_for_file(&look.path);
            }
            let to = match id {
                Some(id) => format!("/{OWN}/proposal?id={}&done=proposed", address::encode(&id)),
                None => format!("{}&done=saved", edit(&look.path)),
            };
            Ok(Reply { status: 303, to: Some(to), ..Reply::default() })
        }
        Ok(Err(NotProposed::Same)) => again(view),
        Ok(Err(NotProposed::Refused(refusal))) => refused(refusal, view),
        Ok(Err(NotProposed::Doubtful(refusal))) => refused(refusal, View { asks: true, ..view }),
        Err(error) => {
            let failure = error.downcast_ref::<Failure>();
            let Some(failure) = failure.filter(|one| one.key.starts_with("proposal/")) else {
                return Err(error);
            };
            let reason_error = failure.say(preview.language);
            again(View { message: "answers", reason_error, ..view })
        }
    }
}

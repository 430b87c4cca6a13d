//! A block of a proposal as the page shows it: its words, where it stands, and what was decided about it.

use serde::Serialize;

use crate::{editor::blocks::pieces, http::Asked, preview::Preview};
use trousseau_app::{
    Project,
    proposal::{self, BlockPlace, Decision, Texts},
};
use trousseau_core::{
    messages,
    proposal::{self as core, Change, State},
};

/// The view of a block.
#[derive(Default, Serialize)]
pub struct Block {
    pub id: String,
    /// What the block is, as the name of a word.
    pub kind: &'static str,
    /// Where it stands in its text.
    pub place: BlockPlace,
    /// `open`, `conflict`, `done`, `move`, `accepted`, `refused`, `take`, `undo`, `disputed` or `withdrawn`.
    pub state: &'static str,
    /// Whether something can be chosen, and each of the two choices.
    pub open: bool,
    pub can_accept: bool,
    pub can_refuse: bool,
    pub by: String,
    /// What each copy decided, where they say the reverse.
    pub disputed: Vec<(&'static str, String)>,
    pub pieces: Vec<(&'static str, String)>,
    pub now: Option<String>,
    pub proposed: Option<String>,
    pub answers: Vec<Remark>,
    /// What was chosen in the form, and typed.
    pub choice: String,
    pub theme: String,
    pub severity: String,
    pub answer: String,
    pub error: String,
    /// Whether a remark can answer it: only those of guides.
    pub answerable: bool,
}

/// A remark that answers a block.
#[derive(Serialize)]
pub struct Remark {
    pub id: String,
    pub theme: String,
    pub words: Option<String>,
}

/// A block as the page shows it, with what was typed about it.
pub fn block(
    preview: &Preview,
    project: &Project,
    (text, change): (&Texts, &Change),
    one: &proposal::Block,
    asked: &Asked,
) -> Block {
    let state = match (one.decided().map(|verdict| verdict.decision), change.state) {
        _ if one.is_disputed() => "disputed",
        (Some(Decision::Accepted), _) if one.is_to_take(change) => "take",
        (Some(Decision::Accepted), _) => "accepted",
        (Some(Decision::Refused), _) if one.is_to_undo(change) => "undo",
        (Some(Decision::Refused), _) => "refused",
        (None, State::Open | State::Conflict) if one.withdrawn => "withdrawn",
        (None, State::Done) => "done",
        (None, State::Conflict) => "conflict",
        (None, State::Open) if change.is_move => "move",
        (None, State::Open) => "open",
    };
    let unknown = || messages::say(preview.language, "proposal/unknown", &[]);
    let name = |id: &str| proposal::name_of(project, id).unwrap_or_else(unknown);
    let open = ["open", "conflict", "move", "take", "undo", "disputed"].contains(&state);
    let disputed = one.verdicts.iter().filter(|_| one.is_disputed());
    let disputed = disputed.map(|verdict| {
        let said = if verdict.decision == Decision::Accepted { "accepted" } else { "refused" };
        (said, name(&verdict.partner))
    });
    let field = |start: &str| asked.field(&format!("{start}-{}", change.id)).unwrap_or_default().to_owned();
    let is_disputed = change.state == State::Conflict && ["conflict", "take"].contains(&state);
    let own = change.block();
    Block {
        id: change.id.clone(),
        kind: own.map_or("", kind),
        place: proposal::place(text, change),
        state,
        open,
        can_accept: open && state != "undo",
        can_refuse: open && state != "take",
        by: one.decided().map(|verdict| name(&verdict.partner)).unwrap_or_default(),
        disputed: disputed.collect(),
        pieces: pieces(proposal::words(change.before.as_ref(), change.after.as_ref())),
        now: is_disputed.then(|| change.now.as_ref().map_or(String::new(), |now| now.words.clone())),
        proposed: is_disputed.then(|| change.after.as_ref().map_or(String::new(), |one| one.words.clone())),
        answers: one.answers.iter().map(|one| remark(preview, one)).collect(),
        choice: field("b"),
        theme: field("t"),
        severity: Some(field("s")).filter(|level| !level.is_empty()).unwrap_or_else(|| "2".to_owned()),
        answer: field("p"),
        ..Block::default()
    }
}

fn remark(preview: &Preview, said: &proposal::Said) -> Remark {
    let theme = messages::value(preview.language, "theme", &said.theme).to_owned();
    Remark { id: said.id.clone(), theme, words: said.words.clone() }
}

/// The word for what a block is.
fn kind(block: &core::Block) -> &'static str {
    match block.kind {
        core::Kind::Entry if block.key == "title" => "title",
        core::Kind::Entry if block.key == "summary" => "summary",
        core::Kind::Body(kind) => kind.into(),
        core::Kind::Entry | core::Kind::Mark => "entry",
        core::Kind::Whole => "whole",
    }
}

//! Proposals on a terminal: the list, and the words of one, block by block.

use crate::terminal::{Terminal, Verdict, printed};
use trousseau_app::{
    Project,
    proposal::{self, Block, Decision, Proposal, Reading},
};
use trousseau_core::{
    messages,
    proposal::{Change, State},
};
use trousseau_text::diff;

/// Lists the proposals that wait, or all.
pub fn list(project: &Project, all: bool, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let mut shown = 0;
    for waiting in proposal::waiting(project)? {
        shown += 1;
        told(&waiting.proposal, terminal);
        let (names, since) = (waiting.names.join(", "), waiting.since.as_str());
        let key = match waiting.open {
            0 => "proposal/to-take",
            _ if names.is_empty() => "proposal/waits-for-none",
            _ => "proposal/waits",
        };
        terminal.say(key, &[("names", &names), ("since", since), ("id", &waiting.proposal.id)]);
    }
    if all {
        let waits: Vec<String> = proposal::waiting(project)?.into_iter().map(|one| one.proposal.id).collect();
        for closed in proposal::list(project)?.iter().filter(|one| !waits.contains(&one.id)) {
            shown += 1;
            told(closed, terminal);
            terminal.say("proposal/is-closed", &[("since", &closed.last.0)]);
        }
    }
    if shown == 0 {
        terminal.say("proposal/none", &[]);
    }
    Ok(Verdict::Clean)
}

/// Who proposes what, and why.
fn told(proposal: &Proposal, terminal: &mut Terminal) {
    terminal.put(&format!("{}\n", proposal.id));
    let unknown = messages::say(terminal.language, "proposal/unknown", &[]);
    let withheld = messages::say(terminal.language, "proposal/withheld", &[]);
    let reason = printed(proposal.reason.as_ref().unwrap_or(&withheld));
    let name = proposal.name.clone().unwrap_or(unknown);
    let name = match proposal.function.as_str() {
        "" => name,
        function => format!("{name} ({})", printed(function)),
    };
    terminal.say("proposal/from", &[("name", &name), ("since", &proposal.since), ("reason", &reason)]);
}

/// Shows a proposal, block by block.
pub fn show(project: &Project, id: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let reading = proposal::read(project, id)?;
    told(&reading.proposal, terminal);
    for text in &reading.texts {
        terminal.put(&format!("\n{}\n", printed(&text.path)));
        for (change, block) in text.changes() {
            shown(project, change, block, terminal);
        }
    }
    Ok(Verdict::Clean)
}

fn shown(project: &Project, change: &Change, block: &Block, terminal: &mut Terminal) {
    let language = terminal.language;
    let decided = |verdict: &proposal::Verdict| {
        let key = match verdict.decision {
            Decision::Accepted => "proposal/was-accepted",
            Decision::Refused => "proposal/was-refused",
        };
        let name = proposal::name_of(project, &verdict.partner);
        let name = name.unwrap_or_else(|| messages::say(language, "proposal/unknown", &[]));
        messages::say(language, key, &[("name", &name)])
    };
    let all = block.verdicts.iter().map(decided).collect::<Vec<_>>().join(", ");
    let state = match (block.decided(), change.state) {
        _ if block.is_disputed() => messages::say(language, "proposal/reverse", &[("decisions", &all)]),
        (Some(_), _) => all,
        (None, _) if block.withdrawn => messages::say(language, "proposal/taken-back", &[]),
        (None, State::Done) => messages::say(language, "proposal/done", &[]),
        (None, State::Conflict) => messages::say(language, "proposal/conflict", &[]),
        (None, State::Open) if change.is_move => messages::say(language, "proposal/move", &[]),
        (None, State::Open) => messages::say(language, "proposal/undecided", &[]),
    };
    terminal.put(&format!("\n{}  {state}\n", change.id));
    for line in proposal::words(change.before.as_ref(), change.after.as_ref()) {
        terminal.put(&format!("    {}\n", printed(&line.written("…"))));
    }
    if change.state == State::Conflict {
        let today = change.now.as_ref().map_or("–", |now| &now.words);
        terminal.say("proposal/today", &[]);
        terminal.put(&format!("    {}\n", printed(&diff::Line::Same(today.to_owned()).written("…"))));
    }
    for remark in &block.answers {
        terminal.say("proposal/answered", &[("id", &remark.id)]);
        let theme = messages::value(language, "theme", &remark.theme);
        let words = remark.words.as_ref().map(|words| format!(" – {}", printed(words))).unwrap_or_default();
        terminal.put(&format!("    {theme}{words}\n"));
    }
}

/// The blocks that nobody decided and nobody changed meanwhile; to accept, also those that were accepted elsewhere.
pub fn undisputed(reading: &Reading, decision: Decision) -> Vec<String> {
    let is_meant = |(change, block): &(&Change, &Block)| match (block.decided(), change.state) {
        _ if block.is_disputed() || block.withdrawn && block.verdicts.is_empty() => false,
        (_, State::Done) => decision == Decision::Refused && block.is_to_undo(change),
        (_, State::Conflict) => false,
        (None, State::Open) => true,
        (Some(_), State::Open) => decision == Decision::Accepted && block.is_to_take(change),
    };
    let changes = reading.texts.iter().flat_map(|text| text.changes());
    changes.filter(is_meant).map(|(change, _)| change.id.clone()).collect()
}

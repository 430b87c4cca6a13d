//! The rules of the pilot phase: rounds, what makes a guide published, and the remarks with their decisions.
//!
//! An accepted remark may wait for its version without a diagnostic: `release` answers all that wait at once. What is
//! reported is a remark that a newer version has not answered, and an answer to a remark that was not accepted.

use std::collections::BTreeSet;
use trousseau_core::diagnostic::rule;

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::{
        Feedback, GuideHead, Status, Text, Version, VersionEntry, edit,
        feedback::Decision,
        remark::{About, Fault, Field, rules},
    },
    library::{SourceHead, Work},
    source::SourcePath,
    toolkit::{self, Toolkit, partner::College},
    yaml::Placed,
};

use crate::Context;

/// The file of the rounds.
const ROUNDS: &str = "content/rounds.yaml";

/// Checks all rounds and guides, drafts and retired ones too.
pub fn check(context: &Context, notes: &mut Vec<Diagnostic>) {
    let (library, today) = (context.library, context.today);
    rounds(&library.toolkit, notes);
    library.pages.iter().for_each(|page| answered_rounds(&page.source, &library.toolkit, notes));
    let mut seen = BTreeSet::new();
    for guide in library.all_guides() {
        published(guide, &library.toolkit, notes);
        answered_rounds(&guide.source, &library.toolkit, notes);
        for feedback in &guide.source.head.feedback {
            number(feedback, &guide.source, &mut seen, notes);
            remark(feedback, guide, &library.toolkit, today, notes);
        }
    }
}

fn rounds(toolkit: &Toolkit, notes: &mut Vec<Diagnostic>) {
    let path: SourcePath = ROUNDS.into();
    for round in &toolkit.rounds {
        let note =
            |code| Diagnostic::new(code, Place::span(&path, round.id.span)).with("id", &round.id.value);
        if round.to < round.from {
            notes.push(note(rule::rounds::DATES).with("from", round.from).with("to", round.to));
        }
        if let Some(meeting) = round.meeting.filter(|meeting| *meeting < round.from) {
            notes.push(note(rule::rounds::MEETING).with("meeting", meeting).with("from", round.from));
        }
        if let (Some(meeting), Some(next)) = (round.meeting, round.next_meeting)
            && next <= meeting
        {
            notes.push(note(rule::rounds::NEXT_MEETING).with("next", next).with("meeting", meeting));
        }
        let territory: Vec<_> = round.territory.clone().into_iter().collect();
        let ids = toolkit.territories.keys().map(String::as_str);
        toolkit::known(&territory, ids, "territory", &path, 0).tell(notes);
    }
}

/// Checks a published guide: its newest version is at least 1.0.0 and was validated by an association and a landlord.
fn published(guide: &Work<GuideHead>, toolkit: &Toolkit, notes: &mut Vec<Diagnostic>) {
    let head = &guide.source.head;
    let Some(newest) = head.versions.first().filter(|_| head.status == Status::Published) else { return };
    let place = || guide.source.at(newest.version.span);
    let number = newest.version.value;
    if number.major == 0 {
        notes.push(Diagnostic::new(rule::versions::UNFINISHED, place()).with("version", number));
    }
    for name in missing_colleges(newest.validated_by.iter().map(|id| id.as_str()), toolkit) {
        let note = Diagnostic::new(rule::versions::COLLEGES, place());
        notes.push(note.with("version", number).with("college", name));
    }
}

/// The colleges whose agreement is missing among these partners before a guide may be published: `association`, `landlord`.
fn missing_colleges<'a>(
    partners: impl Iterator<Item = &'a str> + Clone,
    toolkit: &Toolkit,
) -> Vec<&'static str> {
    let colleges = [(College::Association, "association"), (College::Landlord, "landlord")];
    let missing = colleges.into_iter().filter(|(college, _)| {
        !partners.clone().filter_map(|id| toolkit.partner(id)).any(|partner| partner.college == *college)
    });
    missing.map(|(_, name)| name).collect()
}

/// Checks that a number has the form `F-2026-001` and belongs to one remark of the whole toolkit.
fn number(
    feedback: &Feedback,
    text: &Text<GuideHead>,
    seen: &mut BTreeSet<String>,
    notes: &mut Vec<Diagnostic>,
) {
    let id = &feedback.id;
    let note = |code| Diagnostic::new(code, text.at(id.span)).with("id", &id.value);
    if !is_number(id) {
        notes.push(note(rule::feedback::ID));
    } else if !seen.insert(id.value.clone()) {
        notes.push(note(rule::feedback::TWICE));
    }
}

fn is_number(id: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = id.strip_prefix("F-").and_then(|rest| rest.split_once('-'));
    parts.is_some_and(|(year, place)| year.len() == 4 && place.len() >= 3 && digits(year) && digits(place))
}

/// What its fields hold, by the check of remarks that come in.
fn remark(
    feedback: &Feedback,
    guide: &Work<GuideHead>,
    toolkit: &Toolkit,
    today: Date,
    notes: &mut Vec<Diagnostic>,
) {
    let text = &guide.source;
    let about = About { toolkit, today, guide: Some(text.tested()) };
    let values = feedback.values();
    for field in Field::ALL {
        let (Some(held), Err(wrong)) = (feedback.get(*field), rules::check(*field, &values, &about)) else {
            continue;
        };
        let fault = Fault { field: *field, value: held.value, wrong };
        notes.extend(fault.diagnostics(&feedback.id.value, &text.at(held.span), &about));
    }
    answer(feedback, text, today, notes);
}

/// Checks the decision about a remark against the version that answers it.
fn answer(feedback: &Feedback, text: &Text<GuideHead>, today: Date, notes: &mut Vec<Diagnostic>) {
    let versions = &text.head.versions;
    let note = |code, span| Diagnostic::new(code, text.at(span)).with("id", &feedback.id.value);
    if let Some(resolved) = &feedback.resolved_in {
        let note = |code| note(code, resolved.span).with("version", resolved.value);
        if feedback.decision != Decision::Accepted {
            notes.push(note(rule::feedback::NOT_ACCEPTED).with("written", edit::word(feedback.decision)));
        } else if !has(versions, resolved.value) {
            notes.push(with_newest(note(rule::feedback::RESOLVED_UNKNOWN), versions));
        } else if resolved.value <= feedback.version.value {
            notes.push(note(rule::feedback::RESOLVED_OLDER).with("tested", feedback.version.value));
        }
    }
    let Some(decided) = feedback.decided else { return };
    if decided > today {
        notes.push(note(rule::feedback::DECIDED_FUTURE, feedback.id.span).with("date", decided));
    }
    if let Some(newest) = versions.first().filter(|newest| edit::waits(feedback) && decided < newest.date) {
        let note = Diagnostic::new(rule::feedback::PASSED_BY, text.at(feedback.id.span));
        let note = note.with("id", &feedback.id.value).with("date", decided);
        notes.push(note.with("version", newest.version.value));
    }
}

fn has(versions: &[VersionEntry], version: Version) -> bool {
    versions.iter().any(|entry| entry.version.value == version)
}

fn with_newest(note: Diagnostic, versions: &[VersionEntry]) -> Diagnostic {
    match versions.first() {
        Some(newest) => note.with("near", newest.version.value),
        None => note,
    }
}

/// Checks that the rounds named by versions exist.
fn answered_rounds<H: SourceHead>(text: &Text<H>, toolkit: &Toolkit, notes: &mut Vec<Diagnostic>) {
    let rounds = text.head.versions().iter().filter_map(|entry| entry.round.as_ref());
    rounds.for_each(|round| known_round(round, text, toolkit, notes));
}

fn known_round<H>(round: &Placed<String>, text: &Text<H>, toolkit: &Toolkit, notes: &mut Vec<Diagnostic>) {
    let ids = toolkit.rounds.iter().map(|round| round.id.as_str());
    toolkit::known(std::slice::from_ref(round), ids, "round", &text.path, text.head_offset).tell(notes);
}

#[cfg(test)]
mod tests;

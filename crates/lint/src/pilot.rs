//! The rules of the pilot phase: rounds, what makes a guide published, and the remarks with their decisions.
//!
//! An accepted remark may wait for its version without a diagnostic: `release` answers all that wait at once. What is
//! reported is a remark that a newer version has not answered, and an answer to a remark that was not accepted.

use std::collections::BTreeSet;

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::{
        Feedback, GuideFrontMatter, Status, Text, Version, VersionEntry, edit,
        feedback::Decision,
        remark::{About, Fault, Field, rules},
    },
    library::{Entry, SourceFrontMatter},
    source::SourcePath,
    toolkit::{self, Toolkit},
    yaml::Placed,
};

use crate::Context;

/// The file of the rounds.
const ROUNDS: &str = "content/rounds.yaml";

/// Checks all rounds and guides, drafts and retired ones too.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (library, today) = (context.library, context.today);
    rounds(&library.toolkit, diagnostics);
    library.pages.iter().for_each(|page| answered_rounds(&page.source, &library.toolkit, diagnostics));
    let mut seen = BTreeSet::new();
    for guide in library.all_guides() {
        published(guide, diagnostics);
        answered_rounds(&guide.source, &library.toolkit, diagnostics);
        for feedback in &guide.source.front_matter.feedback {
            number(feedback, &guide.source, &mut seen, diagnostics);
            remark(feedback, guide, &library.toolkit, today, diagnostics);
        }
    }
}

fn rounds(toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    let path: SourcePath = ROUNDS.into();
    for round in &toolkit.rounds {
        let diagnostic =
            |code| Diagnostic::new(code, Place::span(&path, round.id.span)).with("id", &round.id.value);
        if round.to < round.from {
            diagnostics.push(diagnostic(rule::rounds::DATES).with("from", round.from).with("to", round.to));
        }
        if let Some(meeting) = round.meeting.filter(|meeting| *meeting < round.from) {
            diagnostics
                .push(diagnostic(rule::rounds::MEETING).with("meeting", meeting).with("from", round.from));
        }
        if let (Some(meeting), Some(next)) = (round.meeting, round.next_meeting)
            && next <= meeting
        {
            diagnostics
                .push(diagnostic(rule::rounds::NEXT_MEETING).with("next", next).with("meeting", meeting));
        }
        let territory: Vec<_> = round.territory.clone().into_iter().collect();
        let ids = toolkit.territories.keys().map(String::as_str);
        toolkit::known(&territory, ids, "territory", &path, 0).collect_into(diagnostics);
    }
}

/// Checks a published guide: its newest version is at least 1.0.0.
fn published(guide: &Entry<GuideFrontMatter>, diagnostics: &mut Vec<Diagnostic>) {
    let head = &guide.source.front_matter;
    let Some(newest) = head.versions.first().filter(|_| head.status == Status::Published) else { return };
    let place = || guide.source.at(newest.version.span);
    let number = newest.version.value;
    if number.major == 0 {
        diagnostics.push(Diagnostic::new(rule::versions::UNFINISHED, place()).with("version", number));
    }
}

/// Checks that a number has the form `F-2026-001` and belongs to one remark of the whole toolkit.
fn number(
    feedback: &Feedback,
    text: &Text<GuideFrontMatter>,
    seen: &mut BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let id = &feedback.id;
    let diagnostic = |code| Diagnostic::new(code, text.at(id.span)).with("id", &id.value);
    if !is_number(id) {
        diagnostics.push(diagnostic(rule::feedback::ID));
    } else if !seen.insert(id.value.clone()) {
        diagnostics.push(diagnostic(rule::feedback::TWICE));
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
    guide: &Entry<GuideFrontMatter>,
    toolkit: &Toolkit,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let text = &guide.source;
    let about = About { toolkit, today, guide: Some(text.tested()) };
    let values = feedback.values();
    for field in Field::ALL {
        let (Some(held), Err(wrong)) = (feedback.get(*field), rules::check(*field, &values, &about)) else {
            continue;
        };
        let fault = Fault { field: *field, value: held.value, wrong };
        diagnostics.extend(fault.diagnostics(&feedback.id.value, &text.at(held.span), &about));
    }
    answer(feedback, text, today, diagnostics);
}

/// Checks the decision about a remark against the version that answers it.
fn answer(
    feedback: &Feedback,
    text: &Text<GuideFrontMatter>,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let versions = &text.front_matter.versions;
    let diagnostic = |code, span| Diagnostic::new(code, text.at(span)).with("id", &feedback.id.value);
    if let Some(resolved) = &feedback.resolved_in {
        let diagnostic = |code| diagnostic(code, resolved.span).with("version", resolved.value);
        if feedback.decision != Decision::Accepted {
            diagnostics.push(
                diagnostic(rule::feedback::NOT_ACCEPTED).with("written", edit::word(feedback.decision)),
            );
        } else if !has(versions, resolved.value) {
            diagnostics.push(with_newest(diagnostic(rule::feedback::RESOLVED_UNKNOWN), versions));
        } else if resolved.value <= feedback.version.value {
            diagnostics
                .push(diagnostic(rule::feedback::RESOLVED_OLDER).with("tested", feedback.version.value));
        }
    }
    let Some(decided) = feedback.decided else { return };
    if decided > today {
        diagnostics.push(diagnostic(rule::feedback::DECIDED_FUTURE, feedback.id.span).with("date", decided));
    }
    if let Some(newest) = versions.first().filter(|newest| edit::waits(feedback) && decided < newest.date) {
        let diagnostic = Diagnostic::new(rule::feedback::PASSED_BY, text.at(feedback.id.span));
        let diagnostic = diagnostic.with("id", &feedback.id.value).with("date", decided);
        diagnostics.push(diagnostic.with("version", newest.version.value));
    }
}

fn has(versions: &[VersionEntry], version: Version) -> bool {
    versions.iter().any(|entry| entry.version.value == version)
}

fn with_newest(diagnostic: Diagnostic, versions: &[VersionEntry]) -> Diagnostic {
    match versions.first() {
        Some(newest) => diagnostic.with("near", newest.version.value),
        None => diagnostic,
    }
}

/// Checks that the rounds named by versions exist.
fn answered_rounds<H: SourceFrontMatter>(
    text: &Text<H>,
    toolkit: &Toolkit,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let rounds = text.front_matter.versions().iter().filter_map(|entry| entry.round.as_ref());
    rounds.for_each(|round| known_round(round, text, toolkit, diagnostics));
}

fn known_round<H>(
    round: &Placed<String>,
    text: &Text<H>,
    toolkit: &Toolkit,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let ids = toolkit.rounds.iter().map(|round| round.id.as_str());
    toolkit::known(std::slice::from_ref(round), ids, "round", &text.path, text.front_matter_offset)
        .collect_into(diagnostics);
}

#[cfg(test)]
mod tests;

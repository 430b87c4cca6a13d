//! Changes of a guide's front matter that keep the file: comments, order, quoting, blank lines and line ends stay.
//!
//! Every function takes the text of a file and gives the text to write instead. What comes out has been read again and
//! is exactly what was meant; where that cannot be had the answer is a diagnostic, with an empty path, and nothing changes.

mod agree;
mod apply;
pub mod entries;
mod flow;
mod scalar;
mod splice;
mod step;

use jiff::civil::Date;

pub use super::version::Bump;
use super::{
    Feedback, GuideFrontMatter, Status, TextHash, TranslationState, Version,
    remark::{NewFeedback, words::Decision},
    split,
};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    yaml,
};
pub use agree::{agree, moved};
use apply::apply;
use scalar::{Entry, Value};
use step::{Home, Step};

/// A new version of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Which of the three numbers goes up.
    pub bump: Bump,
    /// What changed, in one sentence, for readers.
    pub summary: String,
    /// The day of the version.
    pub date: Date,
    /// The round that it answers.
    pub round: Option<String>,
    /// The partners that agree to the text as it is now.
    pub agreed: Vec<String>,
    /// Why it is published before everybody agreed.
    pub urgent: Option<String>,
    /// The new status of the guide, when it changes.
    pub status: Option<Status>,
}

/// The outcome of [`release`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The new text of the file.
    pub text: String,
    /// The number of the new version.
    pub version: Version,
    /// The numbers of the remarks that it answers.
    pub resolved: Vec<String>,
}

/// The file with more remarks, at the end of `feedback`. However many there are, the front matter is read anew once.
pub fn add_feedback(text: &str, feedback: &[&NewFeedback]) -> Result<String, Diagnostic> {
    apply(text, &[Step::Last("feedback", feedback.iter().map(|one| entry(one)).collect())])
}

/// A remark as an entry of the front matter.
fn entry(feedback: &NewFeedback) -> Entry {
    let mut entry: Entry = vec![("id", Value::Words(feedback.id().to_owned()))];
    entry.extend(feedback.written().map(|(spec, value)| {
        let write = if spec.kind.is_quoted() { Value::Words } else { Value::Plain };
        (spec.field.name(), write(value.to_owned()))
    }));
    if feedback.means_no_person() {
        entry.push(("no_person", Value::Plain("true".to_owned())));
    }
    entry.push(("decision", Value::Plain(word(Decision::Open))));
    entry
}

/// The file with the decision about a remark: what, on which day and, if it is answered already, in which version.
pub fn settle(
    text: &str,
    id: &str,
    decision: Decision,
    in_version: Option<Version>,
    decided: Option<Date>,
) -> Result<String, Diagnostic> {
    let head = read(text)?;
    let Some(place) = head.feedback.iter().position(|feedback| *feedback.id == id) else {
        let diagnostic = Diagnostic::new(rule::feedback::UNKNOWN, Place::file(&"".into())).with("id", id);
        return Err(diagnostic.with_near(id, head.feedback.iter().map(|feedback| feedback.id.as_str())));
    };
    let home = Home::Entry("feedback", place);
    let field = |name, value: Option<String>| match value {
        Some(value) => Step::Set(home, name, Value::Plain(value)),
        None => Step::Unset(home, name),
    };
    apply(
        text,
        &[
            field("decision", Some(word(decision))),
            field("resolved_in", in_version.map(|version| version.to_string())),
            field("decided", decided.map(|day| day.to_string())),
        ],
    )
}

/// The file with a new version on top. Accepted remarks that no version answers yet get its number in `resolved_in`.
///
/// The first version of a guide is 1.0.0, 0.1.0 or 0.0.1, as `bump` says. `now` is the hash of the words of the text: whoever agreed
/// to exactly these keeps the agreement.
pub fn release(text: &str, release: &Release, now: &TextHash) -> Result<Released, Diagnostic> {
    let text = &moved(text).unwrap_or_else(|_| text.to_owned());
    let head = read(text)?;
    let newest = head.versions.iter().map(|entry| entry.version.value).max();
    let version = newest.unwrap_or(Version { major: 0, minor: 0, patch: 0 }).next(release.bump);
    let mut entry: Entry = vec![
        ("version", Value::Plain(version.to_string())),
        ("date", Value::Plain(release.date.to_string())),
    ];
    entry.extend(release.round.clone().map(|round| ("round", Value::Words(round))));
    entry.push(("summary", Value::Words(release.summary.clone())));
    let status = release.status.unwrap_or(head.status);
    let urgent = agree::urgent(&head, release).filter(|_| status == Status::Published);
    entry.extend(urgent.map(|reason| ("urgent", Value::Words(reason))));
    if release.bump == Bump::Patch && status == Status::Published {
        entry.push(("notice", Value::Plain(now.as_str().to_owned())));
    }
    let mut steps = vec![Step::First("versions", entry)];
    steps.extend(
        release.status.map(|status| Step::Set(Home::FrontMatter, "status", Value::Plain(word(status)))),
    );
    let mut resolved = Vec::new();
    for (place, feedback) in head.feedback.iter().enumerate().filter(|(_, feedback)| waits(feedback)) {
        let home = Home::Entry("feedback", place);
        steps.push(Step::Set(home, "resolved_in", Value::Plain(version.to_string())));
        resolved.push(feedback.id.value.clone());
    }
    let mut text = apply(text, &steps)?;
    for (partner, date) in agree::kept(&head, release, now) {
        text = agree(&text, &partner, now, date)?;
    }
    Ok(Released { text, version, resolved })
}

/// The file with another status.
pub fn set_status(text: &str, status: Status) -> Result<String, Diagnostic> {
    apply(text, &[Step::Set(Home::FrontMatter, "status", Value::Plain(word(status)))])
}

/// What a translation says of itself; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translated {
    /// The title.
    pub title: Option<String>,
    /// The summary.
    pub summary: Option<String>,
    /// The version of the source that it translates.
    pub translates: Option<Version>,
    /// Who made it, and whether somebody read it again.
    pub state: Option<TranslationState>,
}

/// The file of a translation that says other things of itself. One that is no longer read again is read again by nobody.
pub fn translated(text: &str, head: &Translated) -> Result<String, Diagnostic> {
    let set = |name, value| Step::Set(Home::FrontMatter, name, value);
    let mut steps = Vec::new();
    steps.extend(head.title.clone().map(|title| set("title", Value::Words(title))));
    steps.extend(head.summary.clone().map(|summary| set("summary", Value::Words(summary))));
    steps.extend(head.translates.map(|version| set("translates", Value::Plain(version.to_string()))));
    steps.extend(head.state.map(|state| set("translation", Value::Plain(word(state)))));
    if head.state.is_some() {
        // Which words were read again is known to whoever says so of a whole text.
        steps.push(Step::Unset(Home::FrontMatter, "reviewed_text"));
    }
    if head.state.is_some_and(|state| state != TranslationState::Reviewed) {
        steps.push(Step::Unset(Home::FrontMatter, "reviewed_by"));
    }
    apply(text, &steps)
}

/// The file of a translation of which somebody has read exactly these words again: a function or an organisation.
pub fn reviewed(text: &str, by: Option<&str>, words: &TextHash) -> Result<String, Diagnostic> {
    let set = |name, value| Step::Set(Home::FrontMatter, name, value);
    let mut steps = vec![set("translation", Value::Plain(word(TranslationState::Reviewed)))];
    steps.extend(by.map(|by| set("reviewed_by", Value::Words(by.to_owned()))));
    steps.push(set("reviewed_text", Value::Plain(words.as_str().to_owned())));
    apply(text, &steps)
}

/// Words as a value of YAML: quoted where they must be, in brackets (`flow`) or on a line of their own.
pub fn quoted(words: &str, flow: bool) -> String {
    let style = if flow { scalar::Style::Flow } else { scalar::Style::Block };
    Value::Words(words.to_owned()).written(style)
}

/// Whether a remark was accepted and waits for the version that answers it.
pub fn waits(feedback: &Feedback) -> bool {
    feedback.decision == Decision::Accepted && feedback.resolved_in.is_none()
}

/// The version that answers a remark. Readers have that version, so the decision may no longer change.
pub fn answered(head: &GuideFrontMatter, feedback: &Feedback) -> Option<Version> {
    let version = feedback.resolved_in.as_ref()?.value;
    let is_there = head.versions.iter().any(|entry| entry.version.value == version);
    (feedback.decision == Decision::Accepted && is_there).then_some(version)
}

/// The front matter of a file; a diagnostic when it has any fault, because a skipped entry would shift the places of the
/// others.
fn read(text: &str) -> Result<GuideFrontMatter, Diagnostic> {
    let path: SourcePath = "".into();
    let parts = split::split(text, &path)?;
    let mut diagnostics = Vec::new();
    let head = yaml::read::<GuideFrontMatter>(parts.front_matter, &path, parts.front_matter_offset)
        .collect_into(&mut diagnostics);
    // A value that does not fit is also reported as missing; the first fault says more.
    let fault = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.rule != rule::yaml::MISSING)
        .or(diagnostics.first())
        .cloned();
    match (head, fault) {
        (Some(head), None) => Ok(head),
        (_, fault) => Err(fault.expect("a head that cannot be read has a note")),
    }
}

/// The name of an enum's value as files write it, such as `unclear_word`.
pub fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a word of the form is a text: {other:?}"),
    }
}

#[cfg(test)]
mod tests;

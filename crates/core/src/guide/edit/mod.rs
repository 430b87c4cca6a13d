//! Changes of a guide's front matter that keep the file: comments, order, quoting, blank lines and line ends stay.
//!
//! Every function takes the text of a file and gives the text to write instead. What comes out has been read again and
//! is exactly what was meant; where that cannot be had the answer is a note, with an empty path, and nothing changes.

mod apply;
mod flow;
mod scalar;
mod splice;
mod step;

use jiff::civil::Date;

pub use super::version::Bump;
use super::{
    Feedback, GuideHead, Status, Version,
    feedback::{Channel, Decision, Origin, Theme},
    split,
};
use crate::{
    diagnostic::{Diagnostic, Place},
    source::{SourcePath, Sources},
    yaml,
};
use apply::apply;
use scalar::{Entry, Value};
use step::{Home, Step};
use trousseau_text::Language;

/// A remark that comes in: what [`Feedback`] holds before anybody decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFeedback {
    /// Its number, from [`next_id`].
    pub id: String,
    /// The version of the guide that was tested.
    pub version: Version,
    /// The language of the text that was tested.
    pub lang: Language,
    /// The round in which it was made.
    pub round: String,
    /// The month in which it was made: `2026-05`.
    pub period: String,
    /// Whose remark it is.
    pub source: Origin,
    /// How it was collected.
    pub channel: Channel,
    /// How many people said it.
    pub count: u32,
    /// What it is about.
    pub theme: Theme,
    /// The anchor of the section it is about.
    pub section: Option<String>,
    /// How much it matters, from 1 to 3.
    pub severity: u8,
    /// What the text should say instead.
    pub proposal: Option<String>,
}

/// A new version of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// How much it changes.
    pub bump: Bump,
    /// What changed, in one sentence, for readers.
    pub summary: String,
    /// Its day.
    pub date: Date,
    /// The round that it answers.
    pub round: Option<String>,
    /// The partners that agreed to it.
    pub validated_by: Vec<String>,
    /// What the guide becomes, when that changes.
    pub status: Option<Status>,
}

/// A guide with a new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The text of its file.
    pub text: String,
    /// The version's number.
    pub version: Version,
    /// The remarks that it answers.
    pub resolved: Vec<String>,
}

/// The file with one more remark, the last of its list.
pub fn add_feedback(text: &str, feedback: &NewFeedback) -> Result<String, Diagnostic> {
    let plain = |value: &dyn ToString| Value::Plain(value.to_string());
    let words = |value: &str| Value::Words(value.to_owned());
    let mut entry: Entry = vec![
        ("id", words(&feedback.id)),
        ("version", plain(&feedback.version)),
        ("lang", words(feedback.lang.tag())),
        ("round", words(&feedback.round)),
        ("period", plain(&feedback.period)),
        ("source", plain(&word(feedback.source))),
        ("channel", plain(&word(feedback.channel))),
        ("count", plain(&feedback.count)),
        ("theme", plain(&word(feedback.theme))),
    ];
    entry.extend(feedback.section.as_deref().map(|section| ("section", words(section))));
    entry.push(("severity", plain(&feedback.severity)));
    entry.extend(feedback.proposal.as_deref().map(|proposal| ("proposal", words(proposal))));
    entry.push(("decision", plain(&word(Decision::Open))));
    apply(text, &[Step::Last("feedback", entry)])
}

/// The file with what the partners decided about a remark, in which version it is answered, and on which day.
pub fn settle(
    text: &str,
    id: &str,
    decision: Decision,
    in_version: Option<Version>,
    decided: Option<Date>,
) -> Result<String, Diagnostic> {
    let head = read(text)?;
    let Some(place) = head.feedback.iter().position(|feedback| *feedback.id == id) else {
        let note = Diagnostic::error("feedback/unknown", Place::file(&"".into())).with("id", id);
        return Err(note.with_near(id, head.feedback.iter().map(|feedback| feedback.id.as_str())));
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

/// The file with a new version on top; remarks that were accepted and wait are answered by it.
///
/// The first version of a guide is 1.0.0, 0.1.0 or 0.0.1, as `bump` says.
pub fn release(text: &str, release: &Release) -> Result<Released, Diagnostic> {
    let head = read(text)?;
    let newest = head.versions.iter().map(|entry| entry.version.value).max();
    let version = newest.unwrap_or(Version { major: 0, minor: 0, patch: 0 }).next(release.bump);
    let mut entry: Entry = vec![
        ("version", Value::Plain(version.to_string())),
        ("date", Value::Plain(release.date.to_string())),
    ];
    entry.extend(release.round.clone().map(|round| ("round", Value::Words(round))));
    entry.push(("summary", Value::Words(release.summary.clone())));
    if !release.validated_by.is_empty() {
        entry.push(("validated_by", Value::Names(release.validated_by.clone())));
    }
    let mut steps = vec![Step::First("versions", entry)];
    steps.extend(release.status.map(|status| Step::Set(Home::Head, "status", Value::Plain(word(status)))));
    let mut resolved = Vec::new();
    for (place, feedback) in head.feedback.iter().enumerate().filter(|(_, feedback)| waits(feedback)) {
        let home = Home::Entry("feedback", place);
        steps.push(Step::Set(home, "resolved_in", Value::Plain(version.to_string())));
        resolved.push(feedback.id.value.clone());
    }
    Ok(Released { text: apply(text, &steps)?, version, resolved })
}

/// The file with another status.
pub fn set_status(text: &str, status: Status) -> Result<String, Diagnostic> {
    apply(text, &[Step::Set(Home::Head, "status", Value::Plain(word(status)))])
}

/// The number of the next remark of a toolkit: no other remark has it, in whatever state its guide is.
///
/// Numbers are looked up in the bytes of the guides, since a guide or a remark that cannot be read has its numbers, too.
pub fn free_id(sources: &Sources, year: i16) -> String {
    let texts: Vec<_> =
        sources.under(super::FOLDER).map(|source| String::from_utf8_lossy(&source.bytes)).collect();
    next_id(texts.iter().flat_map(|text| ids(text)), year)
}

/// The number of the next remark of a year, one above the highest of all: `F-2026-001`.
pub fn next_id<'a>(all: impl IntoIterator<Item = &'a str>, year: i16) -> String {
    let prefix = format!("F-{year:04}-");
    let numbers = all.into_iter().filter_map(|id| id.strip_prefix(&prefix)?.parse::<u32>().ok());
    format!("{prefix}{:03}", numbers.max().unwrap_or(0).saturating_add(1))
}

/// All numbers of remarks that a file names. They are found in its text, since a remark that cannot be read has its number, too.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    words.filter(|word| word.starts_with("F-"))
}

/// Whether a remark was accepted and no version answers it yet.
pub fn waits(feedback: &Feedback) -> bool {
    feedback.decision == Decision::Accepted && feedback.resolved_in.is_none()
}

/// The version that has answered a remark: readers have it, so what was decided is no longer to be decided.
pub fn answered(head: &GuideHead, feedback: &Feedback) -> Option<Version> {
    let version = feedback.resolved_in.as_ref()?.value;
    let is_there = head.versions.iter().any(|entry| entry.version.value == version);
    (feedback.decision == Decision::Accepted && is_there).then_some(version)
}

/// The head of a guide that has no faults: of a half-read one nobody knows which remark is which.
fn read(text: &str) -> Result<GuideHead, Diagnostic> {
    let path: SourcePath = "".into();
    let parts = split::split(text, &path)?;
    let mut notes = Vec::new();
    let head = yaml::read::<GuideHead>(parts.head, &path, parts.head_offset).tell(&mut notes);
    // A value that does not fit is then missing too: the fault itself says more.
    let fault = notes.iter().find(|note| note.code != "yaml/missing").or(notes.first()).cloned();
    match (head, fault) {
        (Some(head), None) => Ok(head),
        (_, fault) => Err(fault.expect("a head that cannot be read has a note")),
    }
}

/// A word of the form as it is written in files.
pub fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("a word of the form is a text: {other:?}"),
    }
}

#[cfg(test)]
mod tests;

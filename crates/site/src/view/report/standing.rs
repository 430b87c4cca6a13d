//! The state of each guide for the partners: its translations, the facts it uses, and what it lacks to be published.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use strum::EnumIter;

use crate::view::site_context;
use trousseau_core::{
    agreement::Words,
    document::Target,
    guide::{
        GuideFrontMatter, Status, TranslationState, Version,
        feedback::{Decision, Feedback},
    },
    library::{Entry, Library, State},
    toolkit::{Fact, fact::Certainty, partner::College},
};
use trousseau_text::Language;

/// How many days before it expires a fact is listed.
pub const SOON: i64 = 60;

/// How far a guide is translated into one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, EnumIter)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is the source language.
    Source,
    /// A translation of the newest version that somebody has read again.
    Current,
    /// A translation of the newest version that nobody has read again.
    Draft,
    /// A translation of an older version.
    Stale,
    /// A translation made by a program.
    Machine,
    /// There is no translation.
    Missing,
}

impl Standing {
    /// The state of a guide in a language.
    pub fn of(guide: &Entry<GuideFrontMatter>, language: Language) -> Self {
        match guide.localized(language).state {
            State::Source => Self::Source,
            State::Stale => Self::Stale,
            State::Missing | State::Current(TranslationState::Begun) => Self::Missing,
            State::Current(TranslationState::Machine) => Self::Machine,
            State::Current(TranslationState::Draft) => Self::Draft,
            State::Current(TranslationState::Reviewed) => Self::Current,
        }
    }

    /// Whether the translation is good enough for the guide to be published.
    fn is_good(self) -> bool {
        matches!(self, Self::Source | Self::Current | Self::Draft)
    }
}

/// A fact whose last day is near or past.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FactDue {
    /// The last day on which it holds.
    pub expires: Date,
    /// Whether it has expired.
    pub expired: bool,
    /// What the fact says.
    pub label: String,
    /// The value as the source language prints it.
    pub value: String,
    /// The titles of the guides that use it.
    pub guides: Vec<String>,
}

/// One reason why a guide is not ready to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// The key of its sentence below `report.lacks`.
    pub what: &'static str,
    /// The value for `{number}` of the sentence.
    pub number: usize,
    /// The values for `{names}` of the sentence.
    pub names: Vec<String>,
}

/// A guide on its way to publication.
#[derive(Clone, Debug, Serialize)]
pub struct ReadinessView {
    /// The title, in the source language.
    pub title: String,
    /// The status it has now.
    pub status: Status,
    /// The newest version; `None` before the first.
    pub version: Option<Version>,
    /// What it lacks; empty when it is ready.
    pub lacks: Vec<Lack>,
}

/// All guides in the order of the stages, then drafts and retired ones.
pub fn all(library: &Library) -> impl Iterator<Item = &Entry<GuideFrontMatter>> {
    library.guides.iter().chain(&library.hidden)
}

/// Whether a remark is undecided, or accepted without a version that answers it.
pub fn is_unanswered(remark: &Feedback) -> bool {
    match remark.decision {
        Decision::Open => true,
        Decision::Accepted => remark.resolved_in.is_none(),
        Decision::Rejected | Decision::Later => false,
    }
}

/// The facts of a guide, each once.
fn facts<'a>(library: &'a Library, guide: &Entry<GuideFrontMatter>) -> Vec<&'a Fact> {
    let mut ids = BTreeSet::new();
    guide.source.body.each(&mut |link| {
        if let Target::Fact(id) = link.to {
            ids.insert(id.as_str());
        }
    });
    ids.into_iter().filter_map(|id| library.toolkit.fact(id)).collect()
}

/// The facts of these guides that expire within [`SOON`] days or have expired, the earliest first.
pub fn due<'a>(
    library: &Library,
    guides: impl IntoIterator<Item = &'a Entry<GuideFrontMatter>>,
    today: Date,
) -> Vec<FactDue> {
    let source = library.toolkit.source_language();
    let mut due: std::collections::BTreeMap<&str, FactDue> = std::collections::BTreeMap::new();
    for guide in guides {
        for fact in facts(library, guide) {
            let Some(expires) = fact.expires.filter(|day| days(today, *day) <= SOON) else { continue };
            let entry = due.entry(fact.id.as_str()).or_insert_with(|| FactDue {
                expires,
                expired: expires < today,
                label: site_context::local(&fact.label, source, source).text,
                value: fact.value.clone(),
                guides: Vec::new(),
            });
            entry.guides.push(guide.source.front_matter.title.clone());
        }
    }
    let mut due: Vec<FactDue> = due.into_values().collect();
    due.sort();
    due
}

fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// What a guide lacks to be published.
///
/// The rules are those of the pilot phase: a version from 1.0.0 on, agreed to by an association and by a landlord; no
/// unanswered remark that misleads readers; no figure that is past its day or that nobody checked; every translation
/// read by a person and of the newest version.
pub fn readiness(library: &Library, guide: &Entry<GuideFrontMatter>, today: Date) -> ReadinessView {
    let toolkit = &library.toolkit;
    let head = &guide.source.front_matter;
    let newest = head.versions.first();
    let mut lacks = Vec::new();
    let mut lack = |what, names: Vec<String>, number: usize| {
        if number > 0 {
            lacks.push(Lack { what, number, names });
        }
    };
    lack("version", Vec::new(), usize::from(newest.is_none_or(|entry| entry.version.major == 0)));
    // What was agreed to before the program kept to which words counts, as it does for the rules.
    let agreed = library.standing(guide).lines.into_iter().filter(|line| line.words != Words::Other);
    let agreed: Vec<College> = agreed.map(|line| line.college).collect();
    for college in [College::Association, College::Landlord] {
        lack(college.name(), Vec::new(), usize::from(!agreed.contains(&college)));
    }
    let severe = head.feedback.iter().filter(|remark| *remark.severity >= 3 && is_unanswered(remark));
    let severe: Vec<String> = severe.map(|remark| remark.id.value.clone()).collect();
    let number = severe.len();
    lack("severe", severe, number);
    let source = toolkit.source_language();
    let facts = facts(library, guide);
    let label = |fact: &&Fact| site_context::local(&fact.label, source, source).text;
    let expired = facts.iter().copied().filter(|fact| fact.expires.is_some_and(|day| day < today));
    let expired: Vec<String> = expired.map(|fact| label(&fact)).collect();
    let number = expired.len();
    lack("expired", expired, number);
    let unchecked = facts.iter().copied().filter(|fact| fact.status == Certainty::ToCheck);
    let unchecked: Vec<String> = unchecked.map(|fact| label(&fact)).collect();
    let number = unchecked.len();
    lack("unchecked", unchecked, number);
    let behind = toolkit.languages.iter().filter(|language| !Standing::of(guide, **language).is_good());
    let behind: Vec<String> = behind.map(|language| language.name().to_owned()).collect();
    let number = behind.len();
    lack("translations", behind, number);
    ReadinessView {
        title: head.title.clone(),
        status: head.status,
        version: newest.map(|entry| entry.version.value),
        lacks,
    }
}

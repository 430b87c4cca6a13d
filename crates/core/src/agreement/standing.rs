//! How a guide stands: who agreed to the words of now, who to others, and whether that is enough to publish it.

use jiff::civil::Date;

use crate::{
    guide::{GuideFrontMatter, TextHash, Version, VersionEntry},
    toolkit::{Toolkit, partner::College},
};

/// The colleges of which at least one partner must agree before a guide is published.
const NEEDED: [College; 2] = [College::Association, College::Landlord];

/// How the newest version of a guide stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// There is no version to which one could agree.
    Unversioned,
    /// An association and a landlord agreed to exactly these words.
    Agreed,
    /// A slip was mended in what they agreed to, and they are told of it.
    Notice,
    /// They agreed to the version, before the program kept to which words.
    Unknown,
    /// It was published in a hurry: agreement is owed.
    Owed,
    /// Somebody agreed to other words than those of now.
    Void,
    /// Somebody has not agreed yet.
    Missing,
}

impl State {
    /// Whether partners are waited for. Where nobody kept to which words they agreed, the next version asks.
    pub fn waits(self) -> bool {
        matches!(self, Self::Owed | Self::Void | Self::Missing)
    }

    /// The name in tables of words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unversioned => "unversioned",
            Self::Agreed => "agreed",
            Self::Notice => "notice",
            Self::Unknown => "unknown",
            Self::Owed => "owed",
            Self::Void => "void",
            Self::Missing => "missing",
        }
    }
}

/// To which words somebody agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Those of now.
    Now,
    /// Others.
    Other,
    /// Nobody kept it.
    Unknown,
}

/// An organisation that agreed to the newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub partner: String,
    /// Its college.
    pub college: College,
    /// To which words.
    pub words: Words,
    /// The hash of these words.
    pub text: Option<TextHash>,
    /// The day.
    pub date: Option<Date>,
}

/// How a guide stands by the agreements of its newest version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In one word.
    pub state: State,
    /// The words of now, where somebody agreed to any.
    pub text: Option<TextHash>,
    /// The newest version.
    pub version: Option<Version>,
    /// Who agreed, in the order of the file.
    pub lines: Vec<Line>,
    /// The colleges that have not agreed to the words of now.
    pub missing: Vec<College>,
    /// Since when somebody waits for them.
    pub since: Option<Date>,
    /// Why it was published before everybody agreed.
    pub urgent: Option<String>,
}

impl Standing {
    /// How a guide stands whose text has this hash now. Without one, no agreement is to these words.
    pub fn of(head: &GuideFrontMatter, toolkit: &Toolkit, text: Option<TextHash>) -> Self {
        let newest = head.versions.first();
        let lines = newest.map(|entry| lines(entry, toolkit, text.as_ref())).unwrap_or_default();
        let agreed = |wanted: Words| lines.iter().filter(move |line| line.words == wanted);
        let missing = missing(agreed(Words::Now).map(|line| line.college));
        // The first organisation that agreed waits for the others.
        let since = agreed(Words::Now).filter_map(|line| line.date).min().or(newest.map(|entry| entry.date));
        let state = match newest {
            None => State::Unversioned,
            Some(_) if missing.is_empty() => State::Agreed,
            Some(entry) if is_notice(entry, &head.versions, toolkit, text.as_ref()) => State::Notice,
            Some(entry) if entry.urgent.is_some() => State::Owed,
            Some(_) if is_known_enough(&lines) => State::Unknown,
            Some(_) if agreed(Words::Other).next().is_some() => State::Void,
            Some(_) => State::Missing,
        };
        let urgent = newest.and_then(|entry| entry.urgent.clone());
        let version = newest.map(|entry| entry.version.value);
        Self { state, text, version, lines, missing, since, urgent }
    }
}

/// The words to which somebody agreed last, when they are others than those of now.
pub fn last_text<'a>(head: &'a GuideFrontMatter, now: &TextHash) -> Option<&'a TextHash> {
    last_agreed(head, now).map(|(_, text)| text)
}

/// The same, with the version whose words they were.
pub fn last_agreed<'a>(head: &'a GuideFrontMatter, now: &TextHash) -> Option<(Version, &'a TextHash)> {
    let others = |entry: &'a VersionEntry| {
        let lines = entry.agreed.iter().filter(|one| !one.is_to(now));
        let texts = lines.filter_map(|one| Some((one.date, &one.text.as_ref()?.value)));
        texts.max_by_key(|(date, _)| *date).map(|(_, text)| (entry.version.value, text))
    };
    head.versions.iter().find_map(others)
}

fn lines(entry: &VersionEntry, toolkit: &Toolkit, text: Option<&TextHash>) -> Vec<Line> {
    let college = |id: &str| toolkit.partner(id).map(|partner| partner.college);
    let agreed = entry.agreed.iter().filter_map(|one| {
        let words = match &one.text {
            Some(own) if Some(&own.value) == text => Words::Now,
            Some(_) => Words::Other,
            None => Words::Unknown,
        };
        let own = one.text.as_ref().map(|own| own.value.clone());
        let (partner, college) = (one.partner.value.clone(), college(&one.partner)?);
        Some(Line { partner, college, words, text: own, date: one.date })
    });
    let old = entry.validated_by.iter().filter_map(|id| {
        let (partner, college) = (id.value.clone(), college(id)?);
        Some(Line { partner, college, words: Words::Unknown, text: None, date: None })
    });
    agreed.chain(old).collect()
}

/// The colleges among the needed ones that are not there.
fn missing(there: impl Iterator<Item = College>) -> Vec<College> {
    let there: Vec<College> = there.collect();
    NEEDED.into_iter().filter(|college| !there.contains(college)).collect()
}

/// The colleges of which nobody has a line in this version, to whatever words.
pub fn missing_colleges(entry: &VersionEntry, toolkit: &Toolkit) -> Vec<College> {
    let ids = entry.agreed.iter().map(|one| &one.partner).chain(&entry.validated_by);
    missing(ids.filter_map(|id| toolkit.partner(id)).map(|partner| partner.college))
}

/// Whether every college is there when what nobody kept counts.
fn is_known_enough(lines: &[Line]) -> bool {
    missing(lines.iter().filter(|line| line.words != Words::Other).map(|line| line.college)).is_empty()
}

/// Whether this version only mends a slip in one that both colleges agreed to, and its words are those of which they are told.
fn is_notice(entry: &VersionEntry, all: &[VersionEntry], toolkit: &Toolkit, text: Option<&TextHash>) -> bool {
    let own = entry.version.value;
    let same = |other: &&VersionEntry| {
        let other = other.version.value;
        (other.major, other.minor) == (own.major, own.minor) && other < own
    };
    entry.notice.is_some()
        && entry.notice.as_ref() == text
        && all.iter().filter(same).any(|other| was_agreed(other, toolkit))
}

/// Whether both colleges agreed to the same words of a version.
pub(super) fn was_agreed(entry: &VersionEntry, toolkit: &Toolkit) -> bool {
    let texts = entry.agreed.iter().filter_map(|one| one.text.as_ref());
    let whole = |text: &TextHash| {
        let lines = lines(entry, toolkit, Some(text));
        missing(lines.iter().filter(|line| line.words == Words::Now).map(|line| line.college)).is_empty()
    };
    texts.clone().any(|text| whole(&text.value))
        || texts.count() == 0 && missing_colleges(entry, toolkit).is_empty()
}

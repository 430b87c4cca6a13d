//! What says who somebody is: numbers, addresses and names of persons, found in free text of any language.
//!
//! A text is made plain, then a table of rules goes over it: a pattern says where to look, a judge what to believe. Public
//! numbers, mailboxes of functions and what stands in the toolkit's contacts are nobody's secret.

mod judges;
mod names;
mod numbers;
mod people;
mod places;
mod plain;
mod public;
#[cfg(test)]
mod tests;
mod traces;

use std::{ops::Range, sync::LazyLock};

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

pub use public::Public;

use crate::diagnostic::{Diagnostic, Place};
use plain::Plain;

/// What kind of thing says who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A telephone number that is not a public one.
    Phone,
    /// The mailbox of a person.
    Email,
    /// A social security number.
    Nir,
    /// The "numéro unique" of an application for social housing.
    Application,
    /// The number of somebody who gets benefits (CAF, MSA).
    Benefit,
    /// The number of an identity or residence paper.
    Identity,
    /// A bank account or card.
    Bank,
    /// A postal address, or a part of one.
    Address,
    /// The day or place of a birth.
    Birth,
    /// The name of a person.
    Name,
    /// A place on the map.
    Coordinates,
    /// A number plate.
    Plate,
    /// An account on a social network.
    Account,
    /// A link that carries a person's number or name.
    Link,
    /// The number of a file, a lease or a customer.
    File,
    /// The address of a device on the network.
    Device,
}

impl Kind {
    /// The code of its note.
    pub fn code(self) -> &'static str {
        match self {
            Self::Phone => "privacy/phone",
            Self::Email => "privacy/email",
            Self::Nir => "privacy/nir",
            Self::Application => "privacy/application",
            Self::Benefit => "privacy/benefit",
            Self::Identity => "privacy/identity",
            Self::Bank => "privacy/bank",
            Self::Address => "privacy/address",
            Self::Birth => "privacy/birth",
            Self::Name => "privacy/name",
            Self::Coordinates => "privacy/coordinates",
            Self::Plate => "privacy/plate",
            Self::Account => "privacy/account",
            Self::Link => "privacy/link",
            Self::File => "privacy/file",
            Self::Device => "privacy/device",
        }
    }
}

impl Kind {
    /// Whether a service has one too. Its number or address then stands in the toolkit's own lists.
    pub fn may_be_public(self) -> bool {
        matches!(
            self,
            Self::Phone | Self::Address | Self::Account | Self::Link | Self::File | Self::Coordinates
        )
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text; they begin and end between letters.
    pub span: Range<usize>,
}

/// What a pattern met, in plain letters.
struct Hit<'a> {
    /// The words to underline.
    found: &'a str,
    /// What stands before them in the text.
    before: &'a str,
    /// What stands behind them.
    after: &'a str,
    /// What is nobody's secret.
    public: &'a Public,
}

/// Where to look, and what to believe. The group `x` of the pattern, when it has one, is what is underlined.
struct Rule {
    kind: Kind,
    pattern: &'static str,
    judge: fn(&Hit) -> bool,
}

/// All rules. Where two find the same words, the first is right.
fn rules() -> impl Iterator<Item = &'static Rule> {
    [traces::RULES, numbers::RULES, places::RULES, people::RULES].into_iter().flatten()
}

static SET: LazyLock<RegexSet> = LazyLock::new(|| {
    let set = RegexSetBuilder::new(rules().map(|rule| rule.pattern)).dfa_size_limit(64 << 20).build();
    set.expect("a test reads every pattern")
});

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let build = |rule: &Rule| RegexBuilder::new(rule.pattern).build().expect("a test reads every pattern");
    rules().map(build).collect()
});

/// Finds what says who somebody is, in the order of the text; no two findings overlap.
pub fn find(text: &str, allow: &Public) -> Vec<Finding> {
    let plain = Plain::of(text);
    let mut found: Vec<(usize, Kind, Range<usize>)> = Vec::new();
    let all: Vec<&Rule> = rules().collect();
    for number in &SET.matches(&plain.text) {
        let rule = all[number];
        let mut from = 0;
        while let Some(groups) = PATTERNS[number].captures_at(&plain.text, from) {
            let whole = groups.get(0).expect("a match").range();
            let range = groups.name("x").map_or(whole.clone(), |part| part.range());
            let hit = Hit {
                found: &plain.text[range.clone()],
                before: &plain.text[..range.start],
                after: &plain.text[range.end..],
                public: allow,
            };
            let right = (rule.judge)(&hit) && !(rule.kind.may_be_public() && allow.says(hit.found));
            // A number that was refused may hide another one that begins inside it.
            let hides =
                !right && whole.start < whole.end && hit_begins_with_number(&plain.text[whole.clone()]);
            from = if hides { whole.start + 1 } else { whole.end.max(whole.start + 1) };
            if right {
                found.push((number, rule.kind, plain.written(&range, text)));
            }
            if from > plain.text.len() {
                break;
            }
        }
    }
    found.sort_by_key(|(number, ..)| *number);
    let mut kept: Vec<Finding> = Vec::new();
    for (_, kind, span) in found {
        if kept.iter().all(|other| span.end <= other.span.start || other.span.end <= span.start) {
            kept.push(Finding { kind, span });
        }
    }
    kept.sort_by_key(|finding| finding.span.start);
    kept
}

fn hit_begins_with_number(words: &str) -> bool {
    words.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '('))
}

/// One note for each finding; `place_of` says where some bytes of the text stand in their file.
///
/// The words of a note never repeat what was found: notes are shown where others read them.
pub fn check(text: &str, place_of: impl Fn(Range<usize>) -> Place, allow: &Public) -> Vec<Diagnostic> {
    let note = |finding: Finding| Diagnostic::error(finding.kind.code(), place_of(finding.span));
    find(text, allow).into_iter().map(note).collect()
}

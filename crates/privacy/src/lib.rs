//! Finds personal data in free text of any language: numbers, addresses and names of persons.
//!
//! A text is normalized, then searched by a table of detectors: a pattern finds candidates, a validator confirms each. Public
//! numbers, mailboxes of functions and what the toolkit lists of services are no personal data.

mod born;
mod calendar;
mod first_names;
mod frames;
mod key;
mod life;
mod names;
mod normalized;
mod numbers;
mod online;
mod people;
mod persons;
mod phrases;
mod places;
mod public;
mod validators;
mod weigh;
mod words;

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use regex::Regex;

pub use public::Public;

use normalized::Plain;
use weigh::Weighed;
use words::Words;

/// The kinds of personal data.
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
    /// The number of an identity card, passport or residence permit.
    Identity,
    /// A bank account or card.
    Bank,
    /// A postal address, or a part of one.
    Address,
    /// The day or place of a birth.
    Birth,
    /// The name of a person.
    Name,
    /// Geographic coordinates.
    Coordinates,
    /// A number plate.
    Plate,
    /// An account on a social network.
    Account,
    /// A link that carries a person's number or name.
    Link,
    /// The number of a file, a lease or a customer.
    File,
    /// The IP or MAC address of a device.
    Device,
    /// A word that seems to be the name of a person.
    Person,
    /// Words that seem to say behind which door a household lives.
    Home,
    /// Words that seem to tell something of one person's life: health, prison, violence, belief, debts, an appointment.
    Life,
}

impl Kind {
    /// The name of its kind in lists and rules, such as `phone`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Nir => "nir",
            Self::Application => "application",
            Self::Benefit => "benefit",
            Self::Identity => "identity",
            Self::Bank => "bank",
            Self::Address => "address",
            Self::Birth => "birth",
            Self::Name => "name",
            Self::Coordinates => "coordinates",
            Self::Plate => "plate",
            Self::Account => "account",
            Self::Link => "link",
            Self::File => "file",
            Self::Device => "device",
            Self::Person => "person",
            Self::Home => "home",
            Self::Life => "life",
        }
    }

    /// Whether only whoever writes can know if a person is meant: then they are asked, and nothing is refused.
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::Person | Self::Home | Self::Life)
    }

    /// Whether a service can have one, too: then it may be public, and belongs in the toolkit's lists.
    pub fn may_be_public(self) -> bool {
        matches!(
            self,
            Self::Phone | Self::Address | Self::Account | Self::Link | Self::File | Self::Coordinates
        )
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The kind of personal data.
    pub kind: Kind,
    /// The bytes in the text, on character boundaries.
    pub span: Range<usize>,
}

/// A match of a pattern in the normalized text.
struct Hit<'a> {
    /// The words to underline.
    found: &'a str,
    /// The text before it.
    before: &'a str,
    /// The text after it.
    after: &'a str,
    /// What is public in this toolkit.
    public: &'a Public,
}

/// A detector: a pattern, and the validator of its matches. If the pattern has a group `x`, only that is underlined.
struct Detector {
    kind: Kind,
    pattern: &'static str,
    validate: fn(&Hit) -> bool,
}

/// Which part of a text a detector searches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// In the whole text.
    All,
    /// Only lines with a digit: they are few, so this spares most of the work.
    Digits,
    /// Only lines with as many digits as a long number has: fewer still.
    Numbers,
}

/// All detectors. Where two find the same words, the first wins.
fn detectors() -> impl Iterator<Item = (Reach, &'static Detector)> {
    let lists = [
        (Reach::All, online::DETECTORS),
        (Reach::Numbers, numbers::LONG),
        (Reach::Digits, numbers::PAPERS),
        (Reach::Numbers, numbers::PHONES),
        (Reach::Digits, numbers::SHORT),
        (Reach::Digits, places::DETECTORS),
        (Reach::All, places::WITHOUT_DIGIT),
        (Reach::All, people::DETECTORS),
        (Reach::Digits, life::DETECTORS),
    ];
    lists.into_iter().flat_map(|(reach, list)| list.iter().map(move |detector| (reach, detector)))
}

/// The compiled patterns. A `RegexSet` would search in one pass, but takes longer to compile than a whole toolkit takes to
/// search.
static PATTERNS: LazyLock<Vec<(Reach, &Detector, Regex)>> = LazyLock::new(|| {
    let pattern = |detector: &Detector| Regex::new(detector.pattern).expect("a test reads every pattern");
    detectors().map(|(reach, detector)| (reach, detector, pattern(detector))).collect()
});

/// Finds personal data and what may be some, in the order of the text; no two findings overlap.
pub fn find(text: &str, allow: &Public) -> Vec<Finding> {
    search(text, allow, true)
}

/// Whether the name of a mailbox has the first name of a person in it, or its host is one for private persons. Others may be those
/// of a service: who lists its contacts knows.
pub fn is_of_person(mailbox: &str) -> bool {
    online::is_named(mailbox) || online::is_private(mailbox)
}

/// Finds only what is certain, which is quicker: for texts about everybody, such as the body of a guide.
pub fn find_certain(text: &str, allow: &Public) -> Vec<Finding> {
    search(text, allow, false)
}

/// Names and circumstances that may be those of one person, by rules of words.
fn doubts<'a>(text: &'a str, words: &'a Words) -> impl Iterator<Item = (Kind, Range<usize>)> + 'a {
    let names = persons::find(words).map(|range| (Kind::Person, range));
    names.chain(life::find(text, words)).chain(frames::find(words))
}

fn search(text: &str, allow: &Public, with_doubts: bool) -> Vec<Finding> {
    let plain = Plain::of(text);
    let (lines, numbers) = (lines_with_digits(&plain.text, 1), lines_with_digits(&plain.text, LONG));
    let whole = std::iter::once(0..plain.text.len()).collect::<Vec<_>>();
    let mut found: BTreeMap<usize, Finding> = BTreeMap::new();
    let add = |found: &mut BTreeMap<usize, Finding>, kind: Kind, range: Range<usize>| {
        let span = plain.written(&range, text);
        // Words that an earlier detector found are not reported again.
        if !has_some(found, &span) {
            found.insert(span.start, Finding { kind, span });
        }
    };
    for (reach, detector, pattern) in
        PATTERNS.iter().filter(|(_, detector, _)| with_doubts || !detector.kind.is_doubtful())
    {
        let parts = match reach {
            Reach::All => &whole,
            Reach::Digits => &lines,
            Reach::Numbers => &numbers,
        };
        let hits = parts.iter().flat_map(|part| hits(detector, pattern, &plain.text, part, allow));
        hits.for_each(|range| add(&mut found, detector.kind, range));
    }
    if with_doubts {
        let words = Words::of(&plain.text);
        let weighed = Weighed::of(&words);
        let is_said = |range: &Range<usize>| allow.says(&plain.text[range.clone()]);
        // A name is asked about whatever is said beside it.
        let is_settled = |kind: Kind, range: &Range<usize>| kind != Kind::Person && weighed.is_settled(range);
        doubts(&plain.text, &words)
            .filter(|(kind, range)| !is_settled(*kind, range) && !is_said(range))
            .for_each(|(kind, range)| add(&mut found, kind, range));
        // Weights are for lines in which nothing else was found.
        for (kind, range) in weighed.asked().filter(|(_, range)| !is_said(range)) {
            let line = line_of(&plain.text, &range);
            if !has_some(&found, &plain.written(&line, text)) {
                add(&mut found, kind, range);
            }
        }
    }
    found.into_values().collect()
}

/// Whether something was found in a part of a text.
fn has_some(found: &BTreeMap<usize, Finding>, part: &Range<usize>) -> bool {
    found.range(..part.end).next_back().is_some_and(|(_, last)| last.span.end > part.start)
}

/// The line in which words stand.
fn line_of(text: &str, words: &Range<usize>) -> Range<usize> {
    let start = text[..words.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[words.end..].find('\n').map_or(text.len(), |at| words.end + at);
    start..end
}

/// The fewest digits of a long number.
const LONG: usize = 6;

/// The stretches of a normalized text whose lines all have at least so many digits.
fn lines_with_digits(text: &str, least: usize) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::<Range<usize>>::new(), 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.bytes().filter(u8::is_ascii_digit).nth(least - 1).is_some() {
            match parts.last_mut().filter(|last| last.end == start) {
                Some(last) => last.end = end,
                None => parts.push(start..end),
            }
        }
        start = end;
    }
    parts
}

/// The confirmed matches of a detector in a part of a normalized text.
fn hits(
    detector: &Detector,
    pattern: &Regex,
    text: &str,
    part: &Range<usize>,
    public: &Public,
) -> Vec<Range<usize>> {
    let (mut hits, mut from) = (Vec::new(), part.start);
    // Whether anything matches is known sooner than what the groups hold.
    while let Some(found) = pattern.find_at(&text[..part.end], from)
        && let Some(groups) = pattern.captures_at(&text[..part.end], found.start())
    {
        let whole = groups.get_match().range();
        let range = groups.name("x").map_or(whole.clone(), |part| part.range());
        let found = &text[range.clone()];
        let hit = Hit { found, before: &text[..range.start], after: &text[range.end..], public };
        from = whole.end;
        if (detector.validate)(&hit) && !(detector.kind.may_be_public() && public.says(found)) {
            hits.push(range);
        } else if text[whole.clone()]
            .starts_with(|letter: char| letter.is_ascii_digit() || "+(".contains(letter))
        {
            from = after_rejected(text, whole.start);
        }
    }
    hits
}

/// Where the search goes on after a rejected match: a right one may begin inside it.
///
/// Inside a word nothing begins before the end of its digits, which would otherwise be read again from each of them.
fn after_rejected(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let inside = start.checked_sub(1).and_then(|at| bytes.get(at));
    let digits = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_digit()).count();
    match inside {
        Some(before) if before.is_ascii_alphanumeric() || *before == b'_' => start + digits.max(1),
        _ => start + 1,
    }
}

#[cfg(test)]
mod tests;

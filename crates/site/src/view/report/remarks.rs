//! The remarks of a report: gathered, counted, put in order.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::Serialize;
use strum::VariantArray;

use super::{
    cells::{self, Breakdown, Cell},
    standing,
};
use crate::view::{local::Local, shelf};
use trousseau_core::{
    document::walk,
    guide::{
        GuideHead, Version,
        feedback::{Decision, Feedback, Origin},
    },
    library::{Library, Work},
    toolkit::Round,
};
use trousseau_text::{Language, Script, runs::is_latin};

/// How many remarks there are of a kind. Remarks are about words and each one is listed, so that this tells nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The name of its words in the theme.
    pub name: &'static str,
    /// How many.
    pub number: u32,
}

/// A text that was tested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TestedView {
    /// The guide's title.
    pub title: String,
    /// The version.
    pub version: Version,
    /// The language's own name.
    pub language: Local,
    /// How many remarks it got: never how many people, which next to single remarks would tell the small counts.
    pub remarks: u32,
}

/// A remark.
#[derive(Clone, Debug, Serialize)]
pub struct RemarkView {
    /// Its number.
    pub id: String,
    /// The guide's title.
    pub title: String,
    /// The guide's slug.
    pub slug: String,
    /// The version that was tested.
    pub version: Version,
    /// The own name of the language that was tested.
    pub language: Local,
    /// The heading it is about.
    pub section: Option<String>,
    /// The name of its theme's words.
    pub theme: &'static str,
    /// The name of its severity's words.
    pub severity: &'static str,
    /// How many people said it.
    pub count: Cell,
    /// What the text should say instead.
    pub proposal: Option<Local>,
    /// The name of its decision's words.
    pub decision: &'static str,
    /// The version that answers it.
    pub resolved_in: Option<Version>,
    /// The month in which it was made: from 1 to 12, and the year.
    pub month: Option<(usize, String)>,
    /// The name of its round.
    pub round: String,
    /// Whether that round is made up.
    pub example: bool,
}

/// A remark, and the guide that it is about.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// Where the guide stands among all.
    pub place: usize,
    pub guide: &'a Work<GuideHead>,
    pub remark: &'a Feedback,
}

/// Every remark of the toolkit, guides in the order of the way.
pub fn all(library: &Library) -> impl Iterator<Item = Said<'_>> {
    standing::all(library).enumerate().flat_map(|(place, guide)| {
        guide.source.head.feedback.iter().map(move |remark| Said { place, guide, remark })
    })
}

/// The own name of a language, among words of the source language.
pub fn name(language: Language, source: Language) -> Local {
    shelf::foreign(language.name().to_owned(), language, source)
}

/// Which texts the remarks are about: by guide, the newest version first, in the order of the toolkit's languages.
pub fn tested(own: &[Said], library: &Library) -> Vec<TestedView> {
    let toolkit = &library.toolkit;
    let mut texts: BTreeMap<(usize, Reverse<Version>, usize), TestedView> = BTreeMap::new();
    for said in own {
        let language = toolkit.named(*said.remark.lang);
        let column = toolkit.languages.iter().position(|known| *known == language).unwrap_or(usize::MAX);
        let key = (said.place, Reverse(*said.remark.version), column);
        let text = texts.entry(key).or_insert_with(|| TestedView {
            title: said.guide.source.head.title.clone(),
            version: *said.remark.version,
            language: name(language, toolkit.source_language()),
            remarks: 0,
        });
        text.remarks += 1;
    }
    texts.into_values().collect()
}

/// How many remarks each role made, over the whole round: of one guide alone it would tell who spoke.
///
/// Remarks are counted, not people: each was said by one person at least, and next to the exact counts of single remarks
/// a sum of people would tell the small ones.
pub fn roles(own: &[Said]) -> Breakdown {
    let count = |origin| own.iter().filter(|said| said.remark.source == origin).count();
    let parts = Origin::VARIANTS.iter().map(|origin| ((*origin).into(), count(*origin)));
    Breakdown::of(
        &parts.map(|(name, count)| (name, u32::try_from(count).unwrap_or(u32::MAX))).collect::<Vec<_>>(),
    )
}

/// How many remarks each theme got, the most first; themes without any are left out.
pub fn themes(own: &[Said]) -> Vec<Tally> {
    let mut themes = tally(own.iter().map(|said| said.remark.theme.into()));
    themes.sort_by_key(|tally| Reverse(tally.number));
    themes
}

/// How many remarks each severity got, the worst first.
pub fn severities(own: &[Said]) -> Vec<Tally> {
    let number = |name| {
        let those = own.iter().filter(|said| severity(*said.remark.severity) == name);
        u32::try_from(those.count()).unwrap_or(u32::MAX)
    };
    ["misleads", "hinders", "detail"].map(|name| Tally { name, number: number(name) }).to_vec()
}

fn tally(names: impl Iterator<Item = &'static str>) -> Vec<Tally> {
    let mut found: Vec<Tally> = Vec::new();
    for name in names {
        match found.iter_mut().find(|tally| tally.name == name) {
            Some(tally) => tally.number += 1,
            None => found.push(Tally { name, number: 1 }),
        }
    }
    found
}

/// The remarks by theme in the order of the form, then the worst first, then as they were numbered.
pub fn by_theme(mut own: Vec<Said>, library: &Library) -> Vec<RemarkView> {
    own.sort_by_key(|said| {
        (said.remark.theme, Reverse(*said.remark.severity), said.place, said.remark.id.as_str())
    });
    own.iter().map(|said| view(said, library)).collect()
}

/// What waits for a decision, from this round and earlier ones, the oldest first.
pub fn open(library: &Library, round: &Round) -> Vec<RemarkView> {
    let rounds = &library.toolkit.rounds;
    let later = |id: &str| rounds.iter().any(|other| *other.id == id && other.from > round.from);
    let mut open: Vec<Said> = all(library)
        .filter(|said| said.remark.decision == Decision::Open && !later(&said.remark.round))
        .collect();
    open.sort_by_key(|said| (said.remark.period.as_str(), said.remark.id.as_str()));
    open.iter().map(|said| view(said, library)).collect()
}

fn view(said: &Said, library: &Library) -> RemarkView {
    let toolkit = &library.toolkit;
    let source = toolkit.source_language();
    let (text, remark) = (&said.guide.source, said.remark);
    let round = toolkit.rounds.iter().find(|round| *round.id == *remark.round);
    let headings = text.body.headings();
    let section = remark.section.as_ref().map(|id| {
        let heading = headings.iter().find(|heading| heading.id == id.value);
        heading.map_or_else(|| id.value.clone(), |heading| walk::plain(&heading.text))
    });
    RemarkView {
        id: remark.id.value.clone(),
        title: text.head.title.clone(),
        slug: said.guide.slug.clone(),
        version: *remark.version,
        language: name(toolkit.named(*remark.lang), source),
        section,
        theme: remark.theme.into(),
        severity: severity(*remark.severity),
        count: cells::cell(*remark.count),
        proposal: remark.proposal.as_ref().map(|words| proposal(words, *remark.lang, source)),
        decision: decision(remark),
        resolved_in: remark.resolved_in.as_ref().map(|version| version.value),
        month: month(&remark.period),
        round: round.map_or_else(
            || remark.round.value.clone(),
            |round| shelf::local(&round.name, source, source).text,
        ),
        example: round.is_some_and(|round| round.example),
    }
}

/// The words as they were given. Where the first letter is one of the tested language that the source language does not use,
/// they are taken for that language: a French sentence that quotes Arabic words is French, and runs from left to right. It is
/// the rule by which browsers find the direction of a text (UAX #9, P2).
fn proposal(words: &str, tested: Language, source: Language) -> Local {
    let first = words.chars().find(|letter| letter.is_alphabetic());
    let other = tested.script() != source.script()
        && first.is_some_and(|letter| (tested.script() == Script::LATIN) == is_latin(letter));
    shelf::foreign(words.trim().to_owned(), if other { tested } else { source }, source)
}

/// A month written `2026-05`.
fn month(period: &str) -> Option<(usize, String)> {
    let (year, month) = period.split_once('-')?;
    let number = month.parse().ok().filter(|number| (1..=12).contains(number))?;
    Some((number, year.to_owned()))
}

/// The name of a decision's words; what was accepted waits until a version says it.
fn decision(remark: &Feedback) -> &'static str {
    match remark.decision {
        Decision::Accepted if remark.resolved_in.is_none() => "waiting",
        decision => decision.into(),
    }
}

/// The name of a severity's words.
fn severity(severity: u8) -> &'static str {
    match severity {
        0 | 1 => "detail",
        2 => "hinders",
        _ => "misleads",
    }
}

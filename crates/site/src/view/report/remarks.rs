//! The remarks of a report: collected, counted, sorted.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::Serialize;
use strum::VariantArray;

use super::{
    cells::{self, Breakdown, Cell},
    standing,
};
use crate::view::{local::Local, site_context};
use trousseau_core::{
    document::walk,
    guide::{
        GuideFrontMatter, Version,
        feedback::{Decision, Feedback, Origin},
    },
    library::{Entry, Library},
    toolkit::Round,
};
use trousseau_text::{Language, Script, runs::is_latin};

/// How many remarks there are of a kind. Exact, because each remark is listed anyway and is about words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The key of its words in the theme.
    pub name: &'static str,
    /// The count, or what stands for it.
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
    /// The number, such as `F-2027-001`.
    pub id: String,
    /// The guide's title.
    pub title: String,
    /// The guide's slug.
    pub slug: String,
    /// The version that was tested.
    pub version: Version,
    /// The own name of the language that was tested.
    pub language: Local,
    /// The words of the heading it is about.
    pub section: Option<String>,
    /// The key of its theme's words.
    pub theme: &'static str,
    /// The key of its severity's words.
    pub severity: &'static str,
    /// How many people said it.
    pub count: Cell,
    /// What the text should say instead.
    pub proposal: Option<Local>,
    /// The key of its decision's words.
    pub decision: &'static str,
    /// The version that answers it.
    pub resolved_in: Option<Version>,
    /// The month in which it was made: its number from 1 to 12, and the year.
    pub month: Option<(usize, String)>,
    /// The name of its round.
    pub round: String,
    /// Whether that round is an example.
    pub example: bool,
}

/// A remark with the guide that it is about.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// The index of the guide among all, for sorting.
    pub place: usize,
    pub guide: &'a Entry<GuideFrontMatter>,
    pub remark: &'a Feedback,
}

/// Every remark of the toolkit, guides in the order of the way.
pub fn all(library: &Library) -> impl Iterator<Item = Said<'_>> {
    standing::all(library).enumerate().flat_map(|(place, guide)| {
        guide.source.front_matter.feedback.iter().map(move |remark| Said { place, guide, remark })
    })
}

/// The name of a language in that language, for a report in the source language.
pub fn name(language: Language, source: Language) -> Local {
    site_context::foreign(language.name().to_owned(), language, source)
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
            title: said.guide.source.front_matter.title.clone(),
            version: *said.remark.version,
            language: name(language, toolkit.source_language()),
            remarks: 0,
        });
        text.remarks += 1;
    }
    texts.into_values().collect()
}

/// How many remarks each role made, for the whole round: for a single guide it would tell who spoke.
///
/// Remarks are counted, not people: single remarks show exact counts from five on, and next to these
/// a sum of people would give the small counts away.
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

/// The remarks of this round and earlier ones that wait for a decision, the oldest first.
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
        title: text.front_matter.title.clone(),
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
            |round| site_context::local(&round.name, source, source).text,
        ),
        example: round.is_some_and(|round| round.example),
    }
}

/// A proposal with its language. If its first letter is of a script that the tested language has and the source language has
/// not, it is in the tested language: so a French sentence that quotes Arabic words stays French and left to right. This is
/// the rule by which browsers find the direction of a text (UAX #9, P2).
fn proposal(words: &str, tested: Language, source: Language) -> Local {
    let first = words.chars().find(|letter| letter.is_alphabetic());
    let other = tested.script() != source.script()
        && first.is_some_and(|letter| (tested.script() == Script::LATIN) == is_latin(letter));
    site_context::foreign(words.trim().to_owned(), if other { tested } else { source }, source)
}

/// A month written `2026-05`.
fn month(period: &str) -> Option<(usize, String)> {
    let (year, month) = period.split_once('-')?;
    let number = month.parse().ok().filter(|number| (1..=12).contains(number))?;
    Some((number, year.to_owned()))
}

/// The key of a decision's words below `report.decisions`; an accepted remark is `waiting` until a version answers it.
fn decision(remark: &Feedback) -> &'static str {
    match remark.decision {
        Decision::Accepted if remark.resolved_in.is_none() => "waiting",
        decision => decision.into(),
    }
}

/// The key of a severity's words below `report.severities`.
fn severity(severity: u8) -> &'static str {
    match severity {
        0 | 1 => "detail",
        2 => "hinders",
        _ => "misleads",
    }
}

//! What the report for the next meeting may know: what was tested, what was said of it, what is to be decided.
//!
//! With the board, this is the only view that knows feedback, and neither is ever part of a site. It shows remarks as
//! remarks about words: what theme, what severity, how many people from five on. It never says in one place whose remark
//! it was, of which guide and when; roles are counted for the whole round only, by the rule of [`cells`].

pub mod cells;
mod remarks;
pub mod standing;

use jiff::civil::Date;
use serde::Serialize;
use strum::IntoEnumIterator;

pub use self::{
    cells::{Breakdown, Part},
    remarks::{RemarkView, Tally, TestedView},
};

use self::{
    remarks::Said,
    standing::{FactDue, ReadinessView, Standing},
};
use super::{
    agreement::{self, AgreementDue},
    local::Local,
    proposal::ProposalDue,
    site_context,
};
use trousseau_core::{
    guide::{GuideFrontMatter, Status},
    library::{Entry, Library},
    toolkit::Round,
    yaml::Words,
};
use trousseau_text::Language;

/// A report. All its words are in the source language.
#[derive(Clone, Debug, Serialize)]
pub struct ReportView {
    /// The language.
    pub language: Language,
    /// The value of `dir`.
    pub dir: &'static str,
    /// The name of the site.
    pub site: String,
    /// Whether the toolkit is a demonstration.
    pub demo: bool,
    /// The day it was made.
    pub today: Date,
    /// The round.
    pub round: RoundView,
    /// How many people tested, by college.
    pub testers: Breakdown,
    /// What was tested, guides in the order of the way.
    pub tested: Vec<TestedView>,
    /// How many remarks of the round each role made.
    pub roles: Breakdown,
    /// How many remarks of the round each theme got, the most first.
    pub themes: Vec<Tally>,
    /// How many remarks of the round each severity got, the worst first.
    pub severities: Vec<Tally>,
    /// The remarks of the round: by theme, then the worst first.
    pub remarks: Vec<RemarkView>,
    /// The remarks of this round and earlier ones that wait for a decision, the oldest first.
    pub open: Vec<RemarkView>,
    /// The guides that are not published yet: those that are ready first.
    pub guides: Vec<ReadinessView>,
    /// The guides to which somebody still has to agree, those that were published urgently first.
    pub agreements: Vec<AgreementDue>,
    /// The proposals that wait for somebody, the longest first.
    pub proposals: Vec<ProposalDue>,
    /// How many guides are translated, by language.
    pub translations: Vec<TranslationsView>,
    /// The facts that expire soon or have expired, the earliest first.
    pub facts: Vec<FactDue>,
}

/// A round.
#[derive(Clone, Debug, Serialize)]
pub struct RoundView {
    /// The id, which names the files.
    pub id: String,
    /// The name in the language of the report.
    pub name: String,
    /// What it was about.
    pub theme: Option<String>,
    /// Where it took place.
    pub territory: Option<String>,
    /// The first day of the test.
    pub from: Date,
    /// The last day of the test.
    pub to: Date,
    /// The day of the meeting that discusses it.
    pub meeting: Option<Date>,
    /// The day of the next meeting.
    pub next_meeting: Option<Date>,
    /// Whether it is made up.
    pub example: bool,
}

/// How many guides are translated into a language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationsView {
    /// The language's own name.
    pub language: Local,
    /// How many guides stand in which way.
    pub states: Vec<(Standing, usize)>,
}

/// The report of a round, as of a day, with the proposals that wait.
pub fn report(library: &Library, round: &Round, today: Date, proposals: &[ProposalDue]) -> ReportView {
    let toolkit = &library.toolkit;
    let source = toolkit.source_language();
    let words = |words: &Words| site_context::local(words, source, source).text;
    let own: Vec<Said> = remarks::all(library).filter(|said| *said.remark.round == *round.id).collect();
    let alive: Vec<&Entry<GuideFrontMatter>> =
        standing::all(library).filter(|guide| guide.source.front_matter.status != Status::Retired).collect();
    let waiting = alive.iter().filter(|guide| guide.source.front_matter.status != Status::Published);
    let mut guides: Vec<ReadinessView> =
        waiting.map(|guide| standing::readiness(library, guide, today)).collect();
    guides.sort_by_key(|guide| !guide.lacks.is_empty());
    let translations = toolkit.languages.iter().map(|language| TranslationsView {
        language: remarks::name(*language, source),
        states: states(&alive, *language),
    });
    ReportView {
        language: source,
        dir: source.direction().name(),
        site: words(&toolkit.name),
        demo: toolkit.demo,
        today,
        round: RoundView {
            id: round.id.value.clone(),
            name: words(&round.name),
            theme: round.theme.as_ref().map(words),
            territory: round.territory.as_ref().and_then(|id| toolkit.territory_name(&id.value)).map(words),
            from: round.from,
            to: round.to,
            meeting: round.meeting,
            next_meeting: round.next_meeting,
            example: round.example,
        },
        testers: testers(round),
        tested: remarks::tested(&own, library),
        roles: remarks::roles(&own),
        themes: remarks::themes(&own),
        severities: remarks::severities(&own),
        remarks: remarks::by_theme(own, library),
        open: remarks::open(library, round),
        guides,
        agreements: agreement::due(library, alive.iter().copied()),
        proposals: proposals.to_vec(),
        translations: translations.collect(),
        facts: standing::due(library, alive.iter().copied(), today),
    }
}

/// The round that a report is about when nobody names one: the last that has begun, else the first to come.
pub fn newest(rounds: &[Round], today: Date) -> Option<&Round> {
    let begun = rounds.iter().filter(|round| round.from <= today).max_by_key(|round| (round.from, round.to));
    begun.or_else(|| rounds.iter().min_by_key(|round| round.from))
}

fn testers(round: &Round) -> Breakdown {
    let testers = round.testers;
    Breakdown::of(&[
        ("association", testers.association),
        ("landlord", testers.landlord),
        ("public", testers.public),
        ("household", testers.household),
    ])
}

/// How many guides stand in which way in a language.
fn states(guides: &[&Entry<GuideFrontMatter>], language: Language) -> Vec<(Standing, usize)> {
    let count = |standing| guides.iter().filter(|guide| Standing::of(guide, language) == standing).count();
    Standing::iter().map(|standing| (standing, count(standing))).collect()
}

#[cfg(test)]
mod tests;

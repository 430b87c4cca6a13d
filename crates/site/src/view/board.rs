//! What the board of the toolkit may know: every guide in every language, for the partners.

mod lacking;

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    agreement::{self, AgreementView},
    local::Local,
    proposal::ProposalDue,
    report::standing::{self, FactDue, Standing},
    site_context,
};
pub use lacking::LackRow;
use trousseau_core::{
    guide::{GuideFrontMatter, Status, Version, feedback::Decision},
    library::{Entry, Library},
};
use trousseau_text::{
    Language,
    order::Order,
    readability::{self, Reading},
};

/// The board of the toolkit, as of one day. All its words are in the source language.
#[derive(Clone, Debug, Serialize)]
pub struct BoardView {
    /// The language.
    pub language: Language,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The name of the site.
    pub site: String,
    /// Whether the page says that the toolkit is a demonstration.
    pub demo: bool,
    /// Whether remarks of an example round are among those that are counted: the page then says so.
    pub example: bool,
    /// The day as of which it was made.
    pub today: Date,
    /// The languages, each by its own name, in the order of the toolkit.
    pub languages: Vec<Local>,
    /// The proposals that wait for somebody, the longest first.
    pub proposals: Vec<ProposalDue>,
    /// The guides, in the order of the way.
    pub guides: Vec<GuideRow>,
    /// The same rows in other orders: the first is the order of the way.
    pub orders: Vec<Sorted>,
    /// The languages that lack words of the toolkit's own lists.
    pub lacking: Vec<LackRow>,
    /// The facts that expire soon or have expired, the earliest first.
    pub facts: Vec<FactDue>,
}

/// One guide, with what partners look at before a meeting.
#[derive(Clone, Debug, Serialize)]
pub struct GuideRow {
    /// The slug, for the link to the guide's page.
    pub slug: String,
    /// The title, in the source language.
    pub title: String,
    /// The status; drafts and retired guides are on the board, too.
    pub status: Status,
    /// The newest version; `None` before the first.
    pub version: Option<Version>,
    /// The day of that version.
    pub date: Option<Date>,
    /// How far it is translated, one cell for each of `languages`.
    pub editions: Vec<EditionCell>,
    /// How many remarks wait for a decision.
    pub open: usize,
    /// How many of them say that the text misleads.
    pub severe: usize,
    /// The earliest day on which one of its facts expires, when that is within 60 days or past.
    pub expires: Option<Date>,
    /// Whether that day is past.
    pub expired: bool,
    /// How it stands by its agreements; `None` for drafts and retired guides.
    pub agreement: Option<AgreementView>,
    /// The day somebody checked it.
    pub checked: Option<Date>,
}

/// A guide in one language.
#[derive(Clone, Debug, Serialize)]
pub struct EditionCell {
    /// How far it is translated.
    pub state: Standing,
    /// The version of the source text that was translated.
    pub translates: Option<Version>,
    /// In how many sections the source has changed since, where a lock tells.
    pub changed: usize,
    /// How hard it is to read; only for languages in Latin letters.
    pub reading: Option<Reading>,
}

/// One order of the rows: the page works without script, so each order is a table of its own.
#[derive(Clone, Debug, Serialize)]
pub struct Sorted {
    /// The key of its words below `board.by`, and the column that is sorted.
    pub by: &'static str,
    /// Whether the largest comes first.
    pub descending: bool,
    /// Indexes into `guides`.
    pub rows: Vec<usize>,
}

/// The board, as of a day, with the proposals that wait.
pub fn board(library: &Library, today: Date, proposals: &[ProposalDue]) -> BoardView {
    let toolkit = &library.toolkit;
    let source = toolkit.source_language();
    let all: Vec<&Entry<GuideFrontMatter>> = standing::all(library).collect();
    let guides: Vec<GuideRow> = all.iter().map(|guide| row(library, guide, today)).collect();
    let is_example = |id: &str| toolkit.rounds.iter().any(|round| *round.id == id && round.example);
    let remarks = all.iter().flat_map(|guide| &guide.source.front_matter.feedback);
    let mut open = remarks.filter(|remark| remark.decision == Decision::Open);
    BoardView {
        language: source,
        dir: source.direction().name(),
        site: site_context::local(&toolkit.name, source, source).text,
        demo: toolkit.demo,
        example: open.any(|remark| is_example(&remark.round)),
        today,
        languages: toolkit
            .languages
            .iter()
            .map(|language| site_context::foreign(language.name().to_owned(), *language, source))
            .collect(),
        lacking: lacking::lacking(toolkit),
        proposals: proposals.to_vec(),
        orders: orders(&guides, source),
        guides,
        facts: standing::due(library, all, today),
    }
}

fn row(library: &Library, guide: &Entry<GuideFrontMatter>, today: Date) -> GuideRow {
    let head = &guide.source.front_matter;
    let newest = head.versions.first();
    let open: Vec<_> = head.feedback.iter().filter(|remark| remark.decision == Decision::Open).collect();
    let due = standing::due(library, [guide], today);
    let edition = |language: &Language| {
        let edition = guide.localized(*language);
        let state = Standing::of(guide, *language);
        let translation = guide.translations.get(language);
        EditionCell {
            state,
            translates: translation
                .and_then(|text| text.front_matter.translates.as_ref())
                .map(|version| version.value),
            changed: edition.touched.map_or(0, |sections| sections.len()),
            reading: (state != Standing::Missing)
                .then(|| readability::read(&edition.body.paragraphs(), *language))
                .flatten(),
        }
    };
    GuideRow {
        slug: guide.slug.clone(),
        title: head.title.clone(),
        status: head.status,
        version: newest.map(|entry| entry.version.value),
        date: newest.map(|entry| entry.date),
        editions: library.toolkit.languages.iter().map(edition).collect(),
        severe: open.iter().filter(|remark| *remark.severity >= 3).count(),
        open: open.len(),
        expires: due.first().map(|fact| fact.expires),
        expired: due.first().is_some_and(|fact| fact.expired),
        agreement: agreement::view(library, guide),
        checked: head.checked,
    }
}

/// The orders in which partners look for what to do. Rows that are alike stay in the order of the way.
fn orders(guides: &[GuideRow], source: Language) -> Vec<Sorted> {
    let order = Order::of(source);
    let sorted = |by, descending, sort: &dyn Fn(&mut Vec<usize>)| {
        let mut rows: Vec<usize> = (0..guides.len()).collect();
        sort(&mut rows);
        Sorted { by, descending, rows }
    };
    // Sorted by what is shown: the length of sentences to a tenth of a word.
    let sentence = |at: usize| {
        let reading = guides[at].editions.first().and_then(|edition| edition.reading);
        reading.map_or(0, |reading| (reading.sentence * 10.0) as u32)
    };
    vec![
        sorted("way", false, &|_| {}),
        sorted("title", false, &|rows| {
            rows.sort_by(|a, b| order.compare(&guides[*a].title, &guides[*b].title));
        }),
        sorted("status", false, &|rows| rows.sort_by_key(|at| guides[*at].status as u8)),
        sorted("open", true, &|rows| rows.sort_by_key(|at| Reverse((guides[*at].severe, guides[*at].open)))),
        sorted("facts", false, &|rows| rows.sort_by_key(|at| guides[*at].expires.unwrap_or(Date::MAX))),
        // `None` sorts first: a guide that was never checked needs it most.
        sorted("checked", false, &|rows| rows.sort_by_key(|at| guides[*at].checked)),
        sorted("reading", true, &|rows| rows.sort_by_key(|at| Reverse(sentence(*at)))),
    ]
}

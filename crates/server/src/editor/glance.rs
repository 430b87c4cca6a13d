//! What waits for whom, as figures on the board; and the page that lists what each figure counts.

use jiff::ToSpan;
use serde::Serialize;

use super::{edit, proposals};
use crate::{
    http::{Asked, OWN, Reply, address},
    may::may,
    notes::{Shown, live},
    pages::{EditorPage, page},
    preview::Preview,
    replies::reply,
    state::{Planned, Snapshot},
};
use trousseau_app::facts;
use trousseau_core::{
    agreement::Words,
    guide::{
        Feedback, GuideFrontMatter, Status, TranslationState,
        edit::{waits, word},
        feedback::Decision,
    },
    library::{Entry, Library, State},
    messages,
    source::Sources,
};
use trousseau_text::Language;

/// What waits for one kind of people.
#[derive(Serialize)]
pub struct Group {
    /// The key of who it waits for.
    who: &'static str,
    kinds: Vec<Kind>,
}

/// What waits, of one kind.
#[derive(Serialize)]
struct Kind {
    /// The key of what it is.
    what: &'static str,
    /// The id by which a figure leads to its list.
    id: String,
    /// The language that is meant, with its own name.
    tag: &'static str,
    language: &'static str,
    items: Vec<Item>,
}

/// One of the things that are counted.
#[derive(Serialize)]
struct Item {
    href: String,
    /// Its words in the source language.
    words: String,
    /// What else is to be known, in the editor's language or as a day.
    more: String,
}

/// The remarks of a round, by what was decided.
#[derive(Serialize)]
pub struct Round {
    id: String,
    name: String,
    bars: Vec<Bar>,
    all: usize,
}

/// A piece of a bar: how many remarks, and where it is drawn in a hundred.
#[derive(Serialize)]
struct Bar {
    decision: &'static str,
    count: usize,
    from: String,
    width: String,
}

/// The view of the page.
#[derive(Default, Serialize)]
struct Waiting {
    lang: &'static str,
    groups: Vec<Group>,
    /// The remarks of a round with one decision, when they are asked for.
    remarks: Option<Kind>,
    round: String,
    /// The proposals that wait for the partner who asks.
    proposals: Vec<proposals::Row>,
}

/// The decisions, in the order in which a bar shows them.
const DECISIONS: [(Decision, &str); 4] = [
    (Decision::Open, "open"),
    (Decision::Accepted, "accepted"),
    (Decision::Later, "later"),
    (Decision::Rejected, "rejected"),
];

/// What waits, group by group, without what nothing waits for.
pub fn groups(preview: &Preview, sources: &Sources, made: &Planned) -> Vec<Group> {
    let library = &made.library;
    let languages = library.toolkit.languages.iter().skip(1);
    let translators = languages.flat_map(|one| translations(library, sources, *one));
    let paper = library.guides.iter().filter(|guide| preview.printer.is_troubled(&guide.slug));
    let paper = paper.map(|guide| item(guide, format!("/{OWN}/print?fit={}#fit", guide.slug), String::new()));
    let owed = library.guides.iter().filter(|guide| {
        guide.source.front_matter.status == Status::Published && library.standing(guide).state.waits()
    });
    let owed =
        owed.map(|guide| item(guide, format!("/{OWN}/data/agreement?guide={}", guide.slug), String::new()));
    let groups = [
        ("translators", translators.collect()),
        (
            "authors",
            [
                remarks(library, "decide", |one| one.decision == Decision::Open),
                remarks(library, "unanswered", waits),
            ]
            .into(),
        ),
        ("checkers", vec![kind("facts", due(made, preview.language))]),
        ("partners", vec![kind("owed", owed.collect())]),
        ("printers", vec![kind("paper", paper.collect())]),
    ];
    let groups = groups.into_iter().map(|(who, kinds): (_, Vec<Kind>)| Group {
        who,
        kinds: kinds.into_iter().filter(|kind| !kind.items.is_empty()).collect(),
    });
    groups.filter(|group| !group.kinds.is_empty()).collect()
}

/// What waits for a partner who comes with a token: the agreements of its side; all the rest where it edits.
fn of_partner(preview: &Preview, snapshot: &Snapshot, made: &Planned, partner: &str) -> Vec<Group> {
    let mut groups = if may().edit { groups(preview, &snapshot.sources, made) } else { Vec::new() };
    groups.retain(|group| group.who != "partners");
    let library = &made.library;
    let college = library.toolkit.partner(partner).map(|partner| partner.college);
    let is_asked = |guide: &&Entry<GuideFrontMatter>| {
        let standing = library.standing(guide);
        let has_begun = standing.lines.iter().any(|line| line.words == Words::Now);
        let is_missing = college.is_some_and(|college| standing.missing.contains(&college));
        let is_near = has_begun || guide.source.front_matter.status == Status::Published;
        standing.state.waits() && is_missing && is_near
    };
    let link = |guide| item(guide, format!("/{OWN}/data/agreement?guide={}", guide.slug), String::new());
    let owed: Vec<Item> = library.guides.iter().filter(is_asked).map(link).collect();
    if may().agree && !owed.is_empty() {
        groups.insert(0, Group { who: "partners", kinds: vec![kind("owed", owed)] });
    }
    groups
}

/// The rounds that have remarks, the newest first.
pub fn rounds(library: &Library) -> Vec<Round> {
    let all: Vec<&Feedback> = said(library).map(|(_, remark)| remark).collect();
    let mut rounds: Vec<_> = library.toolkit.rounds.iter().collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(round.from));
    let largest =
        rounds.iter().map(|round| all.iter().filter(|one| one.round.value == round.id.value).count());
    let largest = largest.max().unwrap_or(0).max(1);
    let home = library.toolkit.source_language();
    let round = |round: &&trousseau_core::toolkit::Round| {
        let own: Vec<_> = all.iter().filter(|one| one.round.value == round.id.value).collect();
        let mut from = 0;
        let bars = DECISIONS.map(|(decision, name)| {
            let count = own.iter().filter(|one| one.decision == decision).count();
            let share = |count: usize| format!("{:.2}", 100.0 * count as f64 / largest as f64);
            from += count;
            Bar { decision: name, count, from: share(from - count), width: share(count) }
        });
        Round {
            id: round.id.value.clone(),
            name: round.name.get(&home).cloned().unwrap_or_else(|| round.id.value.clone()),
            bars: bars.into(),
            all: own.len(),
        }
    };
    rounds.iter().map(round).filter(|round| round.all > 0).collect()
}

/// The page with a list behind each figure.
pub fn waiting(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let mut view = Waiting { lang: "fr", ..Waiting::default() };
    if let Some(made) = &snapshot.made {
        view.lang = made.library.toolkit.source_language().html();
        match asked.query("round") {
            Some(round) => {
                round.clone_into(&mut view.round);
                view.remarks =
                    Some(of_round(&made.library, round, asked.query("decision"), preview.language));
            }
            None => match asked.guest.as_ref().and_then(|guest| guest.member()) {
                Some(partner) => {
                    view.proposals = proposals::waiting(preview, Some(partner));
                    view.groups = of_partner(preview, snapshot, made, partner);
                }
                None => view.groups = groups(preview, &snapshot.sources, made),
            },
        }
    }
    reply(200, page(EditorPage::Waiting, &view, &live(preview, snapshot, &Shown::default())))
}

/// The remarks of a round, or those with one decision.
fn of_round(library: &Library, round: &str, decision: Option<&str>, language: Language) -> Kind {
    let wanted = DECISIONS.iter().find(|(_, name)| Some(*name) == decision);
    let own = said(library).filter(|(_, one)| {
        one.round.value == round && wanted.is_none_or(|(decision, _)| one.decision == *decision)
    });
    let items = own.map(|(guide, one)| {
        let theme = messages::value(language, "theme", &word(one.theme)).to_owned();
        let href = format!("/{OWN}/remarks?guide={}#{}", guide.slug, address::encode(&one.id.value));
        item(guide, href, format!("{} – {theme}", one.id.value))
    });
    Kind { id: String::new(), ..kind(wanted.map_or("all", |(_, name)| name), items.collect()) }
}

/// All remarks with their guides.
fn said(library: &Library) -> impl Iterator<Item = (&Entry<GuideFrontMatter>, &Feedback)> {
    let guides = library.guides.iter().chain(&library.hidden);
    guides.flat_map(|guide| guide.source.front_matter.feedback.iter().map(move |one| (guide, one)))
}

/// What translators of a language have to do.
fn translations(library: &Library, sources: &Sources, language: Language) -> Vec<Kind> {
    let mut kinds = ["missing", "begun", "stale", "machine", "draft"].map(|what| Kind {
        id: format!("{what}-{language}"),
        tag: language.html(),
        language: language.name(),
        ..kind(what, Vec::new())
    });
    for guide in &library.guides {
        let localized = guide.localized(language);
        let path = format!("content/guides/{}/{language}.md", guide.slug);
        let (at, href) = match localized.state {
            // The file exists, but readers do not get it yet, or it cannot be parsed.
            State::Missing if sources.get(&path).is_some() => (1, edit(&path)),
            State::Missing => (0, format!("/{OWN}/new?of={}&lang={language}#translation", guide.slug)),
            State::Current(TranslationState::Begun) => (1, edit(localized.path)),
            State::Stale => (2, edit(localized.path)),
            State::Current(TranslationState::Machine) => (3, edit(localized.path)),
            State::Current(TranslationState::Draft) => (4, edit(localized.path)),
            State::Source | State::Current(TranslationState::Reviewed) => continue,
        };
        kinds[at].items.push(item(guide, href, String::new()));
    }
    kinds.into()
}

/// The guides with such remarks, and how many each has.
fn remarks(library: &Library, what: &'static str, counts: impl Fn(&Feedback) -> bool) -> Kind {
    let own = said(library).filter(|(_, one)| counts(one));
    let items = own.map(|(guide, one)| {
        let href = format!("/{OWN}/remarks?guide={}#{}", guide.slug, address::encode(&one.id.value));
        item(guide, href, one.id.value.clone())
    });
    kind(what, items.collect())
}

/// The facts that somebody must look at: they expire soon, were checked long ago, or never.
fn due(made: &Planned, language: Language) -> Vec<Item> {
    let library = &made.library;
    let today = made.project.today;
    let soon = today.saturating_add(library.toolkit.checks.facts.expiring().days());
    let rows = facts::sheet(library).into_iter();
    let rows =
        rows.filter(|row| row.doubtful || row.again <= today || row.expires.is_some_and(|day| day <= soon));
    let item = |row: facts::Row| Item {
        href: format!("/{OWN}/data/facts/change?id={}", address::encode(&row.id)),
        words: format!("{} – {}", row.label, row.value),
        more: match row.expires {
            Some(day) => format!("{} {day}", crate::pages::word(language, "glance", "until")),
            None => format!("{} {}", crate::pages::word(language, "glance", "checked"), row.checked),
        },
    };
    rows.map(item).collect()
}

fn kind(what: &'static str, items: Vec<Item>) -> Kind {
    Kind { what, id: what.to_owned(), tag: "", language: "", items }
}

fn item(guide: &Entry<GuideFrontMatter>, href: String, more: String) -> Item {
    Item { href, words: guide.source.front_matter.title.clone(), more }
}

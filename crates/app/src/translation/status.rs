//! How far the translations are: each text in each language, in one word, with the blocks that have changed.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use trousseau_core::{
    guide::{TranslationState, Version, VersionEntry},
    translation::Standing,
};
use trousseau_text::Language;

use super::{
    lists::{self, List},
    pair::{Pair, pairs_of, texts},
};
use crate::Project;

/// How far a translation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum State {
    /// It says what the source says today, whoever made it.
    Current,
    /// The source has changed since.
    Stale,
    /// Made by a program, read by nobody.
    Machine,
    /// Made by a person, not read again.
    Draft,
    /// Read again by somebody who speaks the language.
    Reviewed,
    /// Being translated.
    Begun,
    /// There is none.
    Missing,
    /// It says that it translates a version that the source does not have yet.
    Ahead,
}

/// A text in a language.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The guide or the page.
    pub guide: String,
    /// The tag of the language.
    pub language: String,
    /// Whether it says what the source says: `current`, `stale`, `begun`, `missing` or `ahead`.
    pub state: State,
    /// Who made it: `machine`, `draft` or `reviewed`.
    pub made: Option<State>,
    /// The version that it translates.
    pub translates: Option<Version>,
    /// The newest version of the source.
    pub newest: Option<Version>,
    /// How many blocks the source has.
    pub blocks: usize,
    /// How many of them have changed since.
    pub changed: usize,
    /// How many have no translation.
    pub new: usize,
    /// How many blocks of the translation have lost their source.
    pub gone: usize,
    /// The sections in which something has changed, by their anchors.
    pub sections: Vec<String>,
    /// The blocks that have changed or are new, as translators name them.
    pub contexts: Vec<String>,
    /// What the versions since say that has changed.
    pub why: Vec<String>,
}

impl Row {
    /// Whether one of these words is said of it.
    pub fn is_one_of(&self, words: &[State]) -> bool {
        words.contains(&self.state) || self.made.is_some_and(|made| words.contains(&made))
    }
}

/// All texts that readers see or test, in the languages that are asked for; in all of them when none is.
pub fn status(project: &Project, languages: &[Language]) -> Vec<Row> {
    let all = project.toolkit().languages.iter().skip(1);
    let wanted = all.filter(|language| languages.is_empty() || languages.contains(language));
    let sources = texts(project);
    let of = |language: &Language| {
        let pairs = pairs_of(project, sources.iter().cloned(), *language);
        let lists = lists::all(project, &pairs, *language);
        let lists: Vec<&List> = lists.iter().filter(|list| list.is_for_readers).collect();
        // What the versions changed is one list, although each text holds its own part of it.
        let lists = lists.chunk_by(|one, next| one.name == next.name);
        let texts = pairs.iter().map(|pair| row(pair, *language));
        let stands_in = super::stands_in(project, *language);
        texts.chain(lists.filter_map(|parts| row_of_list(parts, *language, stands_in))).collect::<Vec<_>>()
    };
    wanted.flat_map(of).collect()
}

/// A list is `missing` as long as some of its words have no translation. What the versions changed is never more than `begun` then:
/// each release brings sentences that nobody has translated yet, readers get them in another language, and no guide is missing.
/// Where the words of the source stand in on purpose, nothing is missing.
fn row_of_list(parts: &[&List], language: Language, stands_in: bool) -> Option<Row> {
    let list = parts.first()?.name;
    let names = || parts.iter().flat_map(|part| &part.names);
    let missing: Vec<_> = names().filter(|name| name.target.is_empty() && !stands_in).collect();
    Some(Row {
        guide: list.to_owned(),
        language: language.tag().to_owned(),
        state: match (missing.is_empty(), list) {
            (true, _) => State::Current,
            (false, lists::VERSIONS) => State::Begun,
            (false, _) => State::Missing,
        },
        made: None,
        translates: None,
        newest: None,
        blocks: names().count(),
        changed: 0,
        new: missing.len(),
        gone: 0,
        sections: Vec::new(),
        contexts: missing.iter().map(|name| format!("{list}|{}", name.path)).collect(),
        why: Vec::new(),
    })
}

fn row(pair: &Pair, language: Language) -> Row {
    let comparison = pair.comparison();
    let count = |wanted: fn(&Standing) -> bool| comparison.standings.iter().filter(|one| wanted(one)).count();
    let is_known = pair.own.as_ref().is_none_or(|own| own.is_known);
    let changed = if is_known { count(|one| matches!(one, Standing::Changed(_))) } else { 0 };
    let (state, made) = states(pair);
    let open = pair.segments.iter().zip(&comparison.standings).filter(|(_, one)| **one != Standing::Current);
    let listed = pair.own.is_some() && is_known;
    Row {
        guide: pair.slug.clone(),
        language: language.tag().to_owned(),
        state,
        made,
        translates: pair.made_of(),
        newest: pair.newest(),
        blocks: pair.segments.len(),
        changed,
        new: count(|one| *one == Standing::New),
        gone: comparison.gone.len(),
        contexts: open.filter(|_| listed).map(|(segment, _)| segment.context(&pair.slug)).collect(),
        sections: if listed { comparison.sections(&pair.segments).into_iter().collect() } else { Vec::new() },
        why: why(pair),
    }
}

/// Whether it is current, and who made it.
fn states(pair: &Pair) -> (State, Option<State>) {
    let Some(own) = &pair.own else { return (State::Missing, None) };
    let made = match own.head.translation {
        TranslationState::Begun => return (State::Begun, None),
        TranslationState::Machine => State::Machine,
        TranslationState::Draft => State::Draft,
        TranslationState::Reviewed => State::Reviewed,
    };
    let ahead = pair.made_of().is_some_and(|version| pair.newest().is_none_or(|newest| version > newest));
    let stale = pair.is_behind() && !(own.is_known && own.comparison.is_current());
    let state = match (ahead, stale) {
        (true, _) => State::Ahead,
        (_, true) => State::Stale,
        _ => State::Current,
    };
    (state, Some(made))
}

/// What the versions after the one that is translated say that has changed, the newest first.
pub fn why(pair: &Pair) -> Vec<String> {
    let Some(made) = pair.made_of() else { return Vec::new() };
    let newer = pair.versions.iter().filter(|entry| entry.version.value > made);
    let said = |entry: &VersionEntry| {
        format!("{} ({}): {}", entry.version.value, entry.date, entry.summary.for_partners(pair.home))
    };
    newer.map(said).collect()
}

//! What can be answered to each question about a remark, and what the answer probably is.

use super::{
    about::About,
    fields::{Field, Kind},
};
use crate::{
    document::walk::plain,
    messages,
    toolkit::{Round, Toolkit},
};
use trousseau_text::Language;

/// The answers of a closed list, each as a value and in words; none when the question has no list. The first answer about
/// a section is the whole guide, which has no value.
pub fn choices(field: Field, about: &About, language: Language) -> Vec<(String, String)> {
    let toolkit = about.toolkit;
    match field.spec().kind {
        Kind::Version => {
            let named = |number: String, date| (number.clone(), format!("{number} ({date})"));
            about.versions().iter().map(|entry| named(entry.version.value.to_string(), entry.date)).collect()
        }
        Kind::Language => {
            let languages = toolkit.languages.iter();
            languages.map(|language| (language.tag().to_owned(), language.name().to_owned())).collect()
        }
        Kind::Round => rounds(toolkit, language),
        Kind::Word { names, .. } | Kind::Level(names) => {
            let said =
                |name: &&str| ((*name).to_owned(), messages::value(language, field.name(), name).to_owned());
            names.iter().map(said).collect()
        }
        Kind::Section => {
            let headings = about.guide.iter().flat_map(|guide| guide.body.headings());
            let sections = headings.map(|heading| (heading.id.clone(), plain(&heading.text)));
            [(String::new(), messages::say(language, "ask/whole", &[]))].into_iter().chain(sections).collect()
        }
        Kind::Guide | Kind::Month | Kind::People | Kind::Text(_) => Vec::new(),
    }
}

/// The rounds of the toolkit by their names.
pub fn rounds(toolkit: &Toolkit, language: Language) -> Vec<(String, String)> {
    let named = |round: &Round| {
        let name = round.name.get(&language).or(round.name.get(&toolkit.source_language()));
        format!("{} ({})", round.id.value, name.map_or("", |name| name.as_str()))
    };
    toolkit.rounds.iter().map(|round| (round.id.value.clone(), named(round))).collect()
}

/// The answer that is most often right; empty when there is none. `round` is the one that was chosen, when one was.
pub fn suggestion(field: Field, about: &About, round: Option<&str>) -> String {
    match field.spec().kind {
        Kind::Version => {
            about.versions().first().map_or(String::new(), |entry| entry.version.value.to_string())
        }
        Kind::Language => about.toolkit.source_language().tag().to_owned(),
        Kind::Round => last_round(about).map_or(String::new(), |round| round.id.value.clone()),
        Kind::Month => month(about, round.map_or_else(|| last_round(about), |id| about.round(id))),
        Kind::People => "1".to_owned(),
        _ => String::new(),
    }
}

/// The last round that has begun.
fn last_round<'a>(about: &About<'a>) -> Option<&'a Round> {
    about.toolkit.rounds.iter().filter(|round| round.from <= about.today).max_by_key(|round| round.from)
}

/// The month that a remark of a round probably is of.
fn month(about: &About, round: Option<&Round>) -> String {
    let last = round.map_or(about.today, |round| round.to.min(about.today));
    format!("{:04}-{:02}", last.year(), last.month())
}

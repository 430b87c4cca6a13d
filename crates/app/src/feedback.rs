//! What the forms of a remark need to know of a toolkit: its rounds, the month that is likely, the words of closed lists.

use jiff::ToSpan;

use trousseau_core::{
    guide::{Feedback, edit::word, feedback::Decision},
    toolkit::Round,
    words::{self, Failure},
};
use trousseau_text::Language;

use crate::Project;

/// A failure, with a line to copy, where a toolkit has no round: a remark is made in one.
pub fn has_round(project: &Project) -> Result<(), Failure> {
    if !project.toolkit().rounds.is_empty() {
        return Ok(());
    }
    let (today, source) = (project.today, project.toolkit().source_language());
    let year = today.year();
    let end = today.saturating_add(2.months());
    let line = format!("- {{id: essai-{year}, name: {{{source}: Essai {year}}}, from: {today}, to: {end}}}");
    Err(Failure::new("add/no-round").with("line", line))
}

/// The rounds of the toolkit by their names.
pub fn rounds(project: &Project, tongue: Language) -> Vec<(String, String)> {
    let name = |round: &Round| {
        let name = round.name.get(&tongue).or(round.name.get(&project.toolkit().source_language()));
        format!("{} ({})", round.id.value, name.map_or("", |name| name.as_str()))
    };
    project.toolkit().rounds.iter().map(|round| (round.id.value.clone(), name(round))).collect()
}

/// The last round that has begun.
pub fn last_round<'a>(project: &'a Project) -> Option<&'a Round> {
    project.toolkit().rounds.iter().filter(|round| round.from <= project.today).max_by_key(|round| round.from)
}

/// The month that a remark of a round probably is of.
pub fn month(project: &Project, round: Option<&Round>) -> String {
    let last = round.map_or(project.today, |round| round.to.min(project.today));
    format!("{:04}-{:02}", last.year(), last.month())
}

/// The words of a closed list, as the language says them.
pub fn spoken<T: Copy + serde::Serialize>(list: &[T], name: &str, language: Language) -> Vec<(T, String)> {
    list.iter().map(|one| (*one, words::value(language, name, &word(one)).to_owned())).collect()
}

/// What to say of an older decision when there was another one.
pub fn overturned(remark: &Feedback, decision: Decision, language: Language) -> Option<String> {
    let is_another = remark.decision != Decision::Open && remark.decision != decision;
    is_another.then(|| words::say(language, "settle/before", &[("decision", &word(remark.decision))]))
}

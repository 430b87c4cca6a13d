//! Remarks, as the command line and the editor bring them in: what one is judged by, what is usual, and the change of its guide.

pub mod import;

use jiff::ToSpan;

use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::{
        Feedback, GuideFrontMatter, Text,
        edit::{self, word},
        feedback::Decision,
        remark::{About, Draft, Fault, Field, FindPersonal, Need, Numbers, choices::suggestion, fields},
    },
    messages::{self, Failure},
};
use trousseau_lint::privacy;
use trousseau_text::Language;

use crate::{
    Project,
    edit::{Change, Refusal},
};

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

/// What a remark about a guide is judged by.
pub fn about<'a>(project: &'a Project, guide: &'a Text<GuideFrontMatter>) -> About<'a> {
    About { toolkit: project.toolkit(), today: project.today, guide: Some(guide.tested()) }
}

/// Fills in what is the same for most remarks, where nobody says otherwise. Fails where no default helps: a guide without a
/// version, and a tag that is no language.
pub fn complete(draft: &mut Draft, about: &About) -> Result<(), Failure> {
    for spec in fields::written().filter(|spec| spec.need == Need::Usual) {
        if draft.get(spec.field).is_none() {
            draft.set(spec.field, suggestion(spec.field, about, None));
        }
    }
    if draft.get(Field::Version).is_none() {
        return Err(Failure::new("add/no-version"));
    }
    match draft.get(Field::Lang) {
        Some(tag) if Language::find(tag).is_none() => {
            let personal = privacy::detector(about.toolkit);
            Err(Failure::new("add/language").with("tag", shown(tag, &personal)))
        }
        _ => Ok(()),
    }
}

/// A guide with one more remark, before it is written; the value of the change is the number of the remark.
pub fn add(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    draft: &Draft,
) -> Result<Change<String>, NotAdded> {
    let personal = privacy::detector(project.toolkit());
    let valid = draft.validate(&about(project, guide), &personal).map_err(NotAdded::Faults)?;
    let remark = valid.numbered(&mut numbers(project));
    let edit = |text: &str| Ok((edit::add_feedback(text, &[&remark])?, remark.id().to_owned()));
    project.prove(guide, edit).map_err(NotAdded::Refused)
}

/// A guide with several more remarks, before it is written: all of them or none. The value of the change is their numbers; a fault
/// says the place of its remark.
pub fn add_all(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    drafts: &[Draft],
) -> Result<Change<Vec<String>>, NoneAdded> {
    let personal = privacy::detector(project.toolkit());
    let about = about(project, guide);
    let (mut valid, mut faults) = (Vec::new(), Vec::new());
    for (place, draft) in drafts.iter().enumerate() {
        match draft.validate(&about, &personal) {
            Ok(one) => valid.push(one),
            Err(wrong) => faults.push((place, wrong)),
        }
    }
    if !faults.is_empty() {
        return Err(NoneAdded::Faults(faults));
    }
    let mut numbers = numbers(project);
    let remarks: Vec<_> = valid.into_iter().map(|one| one.numbered(&mut numbers)).collect();
    let edit = |text: &str| {
        let all: Vec<_> = remarks.iter().collect();
        Ok((edit::add_feedback(text, &all)?, remarks.iter().map(|one| one.id().to_owned()).collect()))
    };
    project.prove(guide, edit).map_err(NoneAdded::Refused)
}

/// Why no remark of several comes into its guide.
pub enum NoneAdded {
    /// What is wrong with what was typed: the place of each remark, and its faults.
    Faults(Vec<(usize, Vec<Fault>)>),
    /// The head of the guide cannot be completed, or not without an error.
    Refused(Refusal),
}

/// Why a remark does not come into its guide.
pub enum NotAdded {
    /// What is wrong with what was typed, field by field.
    Faults(Vec<Fault>),
    /// The head of the guide cannot be completed, or not without an error.
    Refused(Refusal),
}

/// The diagnostics about a remark that was not taken. It stands in no file yet, so the guide is the place.
pub fn diagnostics(project: &Project, guide: &Text<GuideFrontMatter>, faults: &[Fault]) -> Vec<Diagnostic> {
    let (about, id, place) = (about(project, guide), numbers(project).first(), Place::file(&guide.path));
    let personal = privacy::detector(project.toolkit());
    let told = |fault: &Fault| {
        let fault = Fault { value: shown(&fault.value, &personal).to_owned(), ..fault.clone() };
        fault.diagnostics(&id, &place, &about)
    };
    faults.iter().flat_map(told).collect()
}

/// What was typed, as a message may repeat it: messages go to logs, and a person may have been typed into any field.
fn shown<'a>(text: &'a str, personal: FindPersonal) -> &'a str {
    if personal(text).is_empty() { text } else { "■■■" }
}

fn numbers(project: &Project) -> Numbers {
    Numbers::of(&project.sources, project.today.year())
}

/// What to say of an older decision when there was another one.
pub fn overturned(remark: &Feedback, decision: Decision, language: Language) -> Option<String> {
    let is_another = remark.decision != Decision::Open && remark.decision != decision;
    is_another.then(|| messages::say(language, "settle/before", &[("decision", &word(remark.decision))]))
}

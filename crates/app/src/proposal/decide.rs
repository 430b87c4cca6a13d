//! Blocks of a proposal, accepted, refused or answered by a remark.

use std::collections::BTreeMap;

use trousseau_core::{
    diagnostic::{Diagnostic, SourcePath},
    guide::{
        GuideFrontMatter, Text, edit,
        remark::{Draft, Fault, Field, Numbers},
    },
    messages::Failure,
    proposal::{Change, Merge, Record, State, Step},
    source::{Source, Sources},
    toolkit::partner::College,
};
use trousseau_io::{disk::Content, git::Store};
use trousseau_lint::{self as lint, privacy};

use super::{
    Author, NotProposed, name_of, note,
    read::{Block, Proposal, Reading, Texts, is_open, read},
    refused, signed, store,
};
use crate::{Project, edit::Refusal, feedback};

use super::verdicts::Decision;

/// A remark that answers a block: what it is about, and what the text should say instead. Who makes it is never told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// A word of the closed list, such as `unclear_word`.
    pub theme: String,
    /// What the text should say, of at most 240 signs; empty for none.
    pub proposal: String,
    /// How much it matters: "1", "2" or "3"; empty for what most remarks have.
    pub severity: String,
    /// Whether somebody was asked and said that no person is meant.
    pub no_person: bool,
}

/// What came of a decision.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// How many blocks were accepted.
    pub accepted: usize,
    /// How many blocks were refused.
    pub refused: usize,
    /// The numbers of the remarks that were written.
    pub answers: Vec<String>,
    /// How many blocks still wait.
    pub open: usize,
    /// The texts that were written, with their bytes.
    pub written: Vec<Source>,
    /// What the change brings to say, without being an error.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why nothing was decided.
pub enum Stopped {
    /// The accepted blocks would bring errors.
    Refused(Refusal),
    /// The accepted blocks may say who somebody is, which nobody denied.
    Doubtful(Refusal),
    /// An answer is not as a remark must be: the block, and what is wrong.
    Answer(String, Vec<Fault>),
}

/// Writes the accepted blocks into the texts, the answers into the guide, and all decisions into the history of the proposal. Every
/// other byte stays as it was, and what an accepted block replaced is recorded before.
pub fn decide(
    (content, project): (&Content, &Project),
    id: &str,
    author: &Author,
    decisions: &BTreeMap<String, Decision>,
    answers: &BTreeMap<String, Answer>,
    no_person: bool,
) -> anyhow::Result<Result<Decided, Stopped>> {
    let store = store(project)?;
    let partner = signed(project, author)?;
    let reading = read(project, id)?;
    let known =
        |block: &&String| reading.texts.iter().any(|text| text.changes().any(|one| one.0.id == **block));
    if let Some(block) = decisions.keys().chain(answers.keys()).find(|block| !known(block)) {
        return Err(Failure::new("find/no-block").with("block", block).with("id", id).into());
    }
    may_decide(project, &reading, &partner.id, decisions)?;
    let mut after = chosen(project, &reading, decisions)?;
    let remarks = match answered(project, &reading, &mut after, partner.college, answers)? {
        Ok(remarks) => remarks,
        Err(stopped) => return Ok(Err(stopped)),
    };
    let diagnostics = lint::news(&project.sources, &after, project.today);
    let no_person = no_person || answers.values().any(|answer| answer.no_person);
    match refused(project, diagnostics.clone(), &after, no_person) {
        Some(NotProposed::Doubtful(refusal)) => return Ok(Err(Stopped::Doubtful(refusal))),
        Some(NotProposed::Refused(refusal)) => return Ok(Err(Stopped::Refused(refusal))),
        Some(NotProposed::Same) | None => {}
    }
    let function = author.function.as_deref().unwrap_or_default();
    let blocks = |wanted| -> Vec<String> {
        decisions.iter().filter(|(_, one)| **one == wanted).map(|(block, _)| block.clone()).collect()
    };
    let record = Record {
        accepted: blocks(Decision::Accepted),
        refused: blocks(Decision::Refused),
        answered: remarks.clone(),
        ..Record::new(id, Step::Decision, "Décision", &partner.id, function)
    };
    let written = write((content, project), &store, &reading.proposal, &after, &record)?;
    let changes = reading.texts.iter().flat_map(|text| text.changes());
    let open =
        changes.filter(|(change, block)| is_open(change, block) && !decisions.contains_key(&change.id));
    Ok(Ok(Decided {
        accepted: record.accepted.len(),
        refused: record.refused.len(),
        answers: remarks.into_iter().map(|(_, number)| number).collect(),
        open: open.count(),
        written,
        diagnostics,
    }))
}

/// Records what is replaced and what was decided, and writes the texts; those that changed.
fn write(
    (content, project): (&Content, &Project),
    store: &Store,
    proposal: &Proposal,
    after: &Sources,
    record: &Record,
) -> anyhow::Result<Vec<Source>> {
    let changed: Vec<Source> = changed(project, after);
    let bytes = |sources: &Sources| -> BTreeMap<String, Vec<u8>> {
        let own = changed.iter().filter_map(|file| sources.own(&file.path));
        own.map(|file| (file.path.to_string(), file.bytes.to_vec())).collect()
    };
    let before =
        Record::new(&record.id, Step::Before, "Avant la décision", &record.partner, &record.function);
    let kept =
        store.commit_changes(Some(&proposal.tip), &bytes(&project.sources), &note(project, &before))?;
    let commit = store.commit(&[&kept], &bytes(after), &note(project, record))?;
    for file in &changed {
        match project.sources.own(&file.path) {
            Some(source) => content.replace(source, &file.bytes)?,
            None => content.create(&file.path, &file.bytes)?,
        }
    }
    // Last: a decision that is told must be in the texts. One that is only in the texts is found there.
    store.set(&record.id, &commit, Some(&proposal.tip))?;
    // The text may change again: what was written once is not asked for any more.
    let parent = store.kept(&record.id)?;
    let kept = store.commit(parent.as_deref().as_slice(), &BTreeMap::new(), &note(project, record))?;
    store.keep(&record.id, &kept)?;
    Ok(changed)
}

/// Fails where somebody decided already, where the proposal was taken back, and where an organisation would accept its own words.
fn may_decide(
    project: &Project,
    reading: &Reading,
    partner: &str,
    decisions: &BTreeMap<String, Decision>,
) -> anyhow::Result<()> {
    let proposal = &reading.proposal;
    let others = project.toolkit().partners.iter().any(|other| *other.id != *proposal.partner);
    let name = |id: &str| name_of(project, id).unwrap_or_else(|| id.to_owned());
    for (change, block) in reading.texts.iter().flat_map(Texts::changes) {
        let Some(decision) = decisions.get(&change.id) else { continue };
        let follows = match decision {
            Decision::Accepted => block.is_to_take(change),
            Decision::Refused => block.is_to_undo(change),
        };
        if follows {
            continue;
        }
        if let Some(first) = block.decided() {
            let key = match first.decision {
                Decision::Accepted => "proposal/accepted-first",
                Decision::Refused => "proposal/refused-first",
            };
            return Err(Failure::new(key).with("name", name(&first.partner)).with("day", &first.day).into());
        }
        if proposal.withdrawn.is_some() {
            return Err(Failure::new("proposal/withdrawn").with("name", name(&proposal.partner)).into());
        }
        if *decision == Decision::Accepted && partner == proposal.partner && others {
            return Err(Failure::new("proposal/own").with("name", name(partner)).into());
        }
    }
    Ok(())
}

/// All files of the toolkit with the accepted blocks in their texts, and without those that are refused after they were written.
fn chosen(
    project: &Project,
    reading: &Reading,
    decisions: &BTreeMap<String, Decision>,
) -> anyhow::Result<Sources> {
    let mut after = (*project.sources).clone();
    for text in &reading.texts {
        let is_accepted = |change: &Change| decisions.get(&change.id) == Some(&Decision::Accepted);
        let is_back = |(change, block): &(&Change, &Block)| {
            let is_refused = decisions.get(&change.id) == Some(&Decision::Refused);
            is_refused && block.written && change.state == State::Done
        };
        let back: Vec<&Change> = text.changes().filter(is_back).map(|(change, _)| change).collect();
        let mut written = text.merge.text(is_accepted);
        if !back.is_empty() {
            written = without(text, &written, &back)?;
        }
        if text.merge.text(|_| false) != written {
            after.put(Source::new(text.path.clone(), written.into_bytes()));
        }
    }
    Ok(after)
}

/// A text in which these changes are as they were before; a failure where somebody has written on since.
fn without(text: &Texts, now: &str, back: &[&Change]) -> anyhow::Result<String> {
    let reverse = Merge::new(&text.proposed, &text.base, now, &text.path, text.language);
    let content = |block: Option<&trousseau_core::proposal::Block>| block.map(|block| block.content.clone());
    let is_of = |change: &Change, own: &Change| {
        change.state == State::Open
            && content(change.before.as_ref()) == content(own.after.as_ref())
            && content(change.after.as_ref()) == content(own.before.as_ref())
    };
    if back.iter().any(|own| !reverse.changes.iter().any(|change| is_of(change, own))) {
        return Err(Failure::new("proposal/written-on").with("path", &text.path).into());
    }
    Ok(reverse.text(|change| back.iter().any(|own| is_of(change, own))))
}

fn changed(project: &Project, after: &Sources) -> Vec<Source> {
    // What a base says is no change of ours.
    let new = |path: &SourcePath| {
        let old = project.sources.own(path).map(|old| old.fingerprint);
        after.own(path).filter(|file| Some(file.fingerprint) != old).cloned()
    };
    after.files.keys().filter_map(new).collect()
}

/// Puts the answers into their guides as remarks of the closed form; which block was answered by which remark.
fn answered(
    project: &Project,
    reading: &Reading,
    after: &mut Sources,
    college: College,
    answers: &BTreeMap<String, Answer>,
) -> anyhow::Result<Result<Vec<(String, String)>, Stopped>> {
    if answers.is_empty() {
        return Ok(Ok(Vec::new()));
    }
    feedback::has_round(project)?;
    let personal = privacy::detector(project.toolkit());
    let mut numbers = Numbers::of(&project.sources, project.today.year());
    let mut done = Vec::new();
    for text in &reading.texts {
        let guide = guide_of(project, &text.path);
        for (change, _) in text.changes() {
            let Some(answer) = answers.get(&change.id) else { continue };
            let guide = guide.ok_or_else(|| Failure::new("proposal/no-guide").with("path", &text.path))?;
            let draft = draft(project, guide, text.language.tag(), change, college, answer)?;
            let valid = match draft.validate(&feedback::about(project, guide), &personal) {
                Ok(valid) => valid,
                Err(faults) => return Ok(Err(Stopped::Answer(change.id.clone(), faults))),
            };
            if !project.sources.is_written_here(&guide.path) {
                return Err(Failure::new("base/not-own").with("path", &guide.path).into());
            }
            let remark = valid.numbered(&mut numbers);
            let old = after.own(&guide.path).and_then(|file| file.text().ok()).unwrap_or_default();
            match edit::add_feedback(old, &[&remark]) {
                Ok(text) => after.put(Source::new(guide.path.clone(), text.into_bytes())),
                Err(mut diagnostic) => {
                    diagnostic.place.path = guide.path.clone();
                    let refusal =
                        Refusal { diagnostics: vec![diagnostic], sources: (*project.sources).clone() };
                    return Ok(Err(Stopped::Refused(refusal)));
                }
            }
            done.push((change.id.clone(), remark.id().to_owned()));
        }
    }
    Ok(Ok(done))
}

/// The guide to which a text belongs, as it was written in the source language.
fn guide_of<'a>(project: &'a Project, path: &SourcePath) -> Option<&'a Text<GuideFrontMatter>> {
    let slug = path.strip_prefix(trousseau_core::guide::FOLDER)?.split('/').next()?;
    project.guides().find(|guide| guide.slug == slug)
}

/// A remark of a review, with what is usual where nobody is asked.
fn draft(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    lang: &str,
    change: &Change,
    college: College,
    answer: &Answer,
) -> anyhow::Result<Draft> {
    let mut draft = Draft::default();
    let section = change.block().map(|block| block.section.clone()).unwrap_or_default();
    let source = match college {
        College::Association => "association_staff",
        College::Landlord => "landlord_staff",
        College::Public => "social_worker",
    };
    let about = feedback::about(project, guide);
    let usual = |field| trousseau_core::guide::remark::choices::suggestion(field, &about, None);
    for (field, value) in [
        (Field::Lang, lang.to_owned()),
        (Field::Round, usual(Field::Round)),
        (Field::Period, usual(Field::Period)),
        (Field::Source, source.to_owned()),
        (Field::Channel, "meeting".to_owned()),
        (Field::Count, "1".to_owned()),
        (Field::Theme, answer.theme.clone()),
        (Field::Section, section),
        (Field::Severity, if answer.severity.is_empty() { "2".to_owned() } else { answer.severity.clone() }),
        (Field::Proposal, answer.proposal.clone()),
    ] {
        draft.set(field, value);
    }
    if answer.no_person {
        draft.mean_no_person();
    }
    feedback::complete(&mut draft, &about)?;
    Ok(draft)
}

/// The diagnostics about an answer that was not taken. It stands in no file yet, so its guide is the place.
pub fn answer_diagnostics(
    project: &Project,
    id: &str,
    block: &str,
    faults: &[Fault],
) -> anyhow::Result<Vec<Diagnostic>> {
    let reading = read(project, id)?;
    let own = reading.texts.iter().find(|text| text.changes().any(|one| one.0.id == block));
    let guide = own.and_then(|text| guide_of(project, &text.path));
    Ok(guide.map(|guide| feedback::diagnostics(project, guide, faults)).unwrap_or_default())
}

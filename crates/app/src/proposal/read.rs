//! The proposals that there are, and one of them beside the texts of today.

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::{
    messages::Failure,
    proposal::{self as core, Change, Merge, Record, State, Step, is_id},
    source::SourcePath,
};
use trousseau_io::git::{Store, Told};
use trousseau_lint::privacy;
use trousseau_text::{Language, diff};

use super::{answers::Said, is_text, name_of, store, verdicts};
use crate::Project;

pub use super::verdicts::{Decision, Verdict};

/// A proposal, as its steps tell it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id, the same in every copy.
    pub id: String,
    /// Why it is made; none when it names a person, which somebody else's copy let through.
    pub reason: Option<String>,
    /// The id of the partner who proposes.
    pub partner: String,
    /// The name of the partner; none when it is not one of the toolkit's.
    pub name: Option<String>,
    /// The function of the partner; "" when none is named.
    pub function: String,
    /// The day on which it was made.
    pub since: String,
    /// The paths of its texts.
    pub texts: Vec<SourcePath>,
    /// The decisions that count, block by block: several where two copies decided the reverse of each other.
    pub decided: BTreeMap<String, Vec<Verdict>>,
    /// The remarks that answer a block.
    pub answered: BTreeMap<String, Vec<Said>>,
    /// The day on which whoever proposed it took it back.
    pub withdrawn: Option<String>,
    /// The blocks that were written into the texts of this copy, which may have changed again since.
    pub written: BTreeSet<String>,
    /// The day of its last step, and the partner who made it.
    pub last: (String, String),
    /// Where its branch leads.
    pub(super) tip: String,
    base: Option<String>,
    proposed: String,
}

/// The largest text of a proposal: comparing takes time, and others made it.
const MOST_BYTES: usize = 1 << 20;

/// The texts of a proposal, beside those of today.
pub struct Reading {
    /// The proposal.
    pub proposal: Proposal,
    /// Its texts.
    pub texts: Vec<Texts>,
}

/// A text of a proposal.
pub struct Texts {
    /// Its path.
    pub path: SourcePath,
    /// Its language.
    pub language: Language,
    /// The text on which the proposal was made, and the one that it proposes.
    pub(super) base: String,
    pub(super) proposed: String,
    /// The proposed blocks, beside those of today.
    pub merge: Merge,
    /// What was decided about each, in their order.
    pub blocks: Vec<Block>,
}

/// How a block stands.
#[derive(Clone, Debug)]
pub struct Block {
    /// What was decided; nothing, or several decisions that say the reverse of each other, wait for one.
    pub verdicts: Vec<Verdict>,
    /// Whether it was written into the text of this copy, which may have changed again since.
    pub written: bool,
    /// The remarks that answer it.
    pub answers: Vec<Said>,
    /// Whether the proposal was taken back, so that nobody is asked.
    pub withdrawn: bool,
}

impl Block {
    /// The one decision that counts; none when there is none yet, or two copies decided the reverse of each other.
    pub fn decided(&self) -> Option<&Verdict> {
        self.verdicts.first().filter(|_| self.verdicts.len() == 1)
    }

    /// Whether two copies decided the reverse of each other.
    pub fn is_disputed(&self) -> bool {
        self.verdicts.len() > 1
    }

    /// Whether it was accepted in another copy, and is not in the text of this one.
    pub fn is_to_take(&self, change: &Change) -> bool {
        self.is(Decision::Accepted) && !self.written && change.state != State::Done
    }

    /// Whether it was refused in another copy after this one had written it into the text, where it still is.
    pub fn is_to_undo(&self, change: &Change) -> bool {
        self.is(Decision::Refused) && self.written && change.state == State::Done
    }

    fn is(&self, decision: Decision) -> bool {
        self.decided().is_some_and(|verdict| verdict.decision == decision)
    }
}

impl Texts {
    /// The blocks beside how they stand.
    pub fn changes(&self) -> impl Iterator<Item = (&Change, &Block)> {
        self.merge.changes.iter().zip(&self.blocks)
    }
}

impl Reading {
    /// Whether nothing is left to be decided.
    pub fn is_closed(&self) -> bool {
        self.texts.iter().all(|text| text.changes().all(|(change, block)| !is_open(change, block)))
    }

    /// How many blocks wait for a decision.
    pub fn open(&self) -> usize {
        let open = |text: &Texts| text.changes().filter(|(change, block)| is_open(change, block)).count();
        self.texts.iter().map(open).sum()
    }

    /// How many blocks were decided elsewhere, and the texts of this copy do not say so yet.
    pub fn to_take(&self) -> usize {
        let waits =
            |(change, block): &(&Change, &Block)| block.is_to_take(change) || block.is_to_undo(change);
        self.texts.iter().map(|text| text.changes().filter(waits).count()).sum()
    }
}

/// Whether a block waits for a decision.
pub(super) fn is_open(change: &Change, block: &Block) -> bool {
    let waits = block.is_disputed() || block.verdicts.is_empty() && change.state != State::Done;
    waits && !block.withdrawn
}

/// All proposals, the newest first.
pub fn list(project: &Project) -> anyhow::Result<Vec<Proposal>> {
    let store = store(project)?;
    let mut all = Vec::new();
    for (id, tip) in store.branches()? {
        all.extend(proposal(project, &store, &id, &tip)?);
    }
    all.sort_by(|one, other| (&other.since, &one.id).cmp(&(&one.since, &other.id)));
    Ok(all)
}

/// One proposal beside the texts of today; a failure when there is none of this name.
pub fn read(project: &Project, id: &str) -> anyhow::Result<Reading> {
    let store = store(project)?;
    let branches = store.branches()?;
    let none = || Failure::new("find/no-proposal").with("id", id);
    let tip = branches.get(id).filter(|_| is_id(id)).ok_or_else(none)?;
    reading(project, &store, proposal(project, &store, id, tip)?.ok_or_else(none)?)
}

/// The texts of a proposal, beside those of today.
pub(super) fn reading(project: &Project, store: &Store, proposal: Proposal) -> anyhow::Result<Reading> {
    let mut texts = Vec::new();
    for path in &proposal.texts {
        let read = |commit: &str| -> anyhow::Result<String> {
            let bytes = store.read(commit, path)?.unwrap_or_default();
            let text = String::from_utf8(bytes).ok().filter(|text| text.len() <= MOST_BYTES);
            text.ok_or_else(|| Failure::new("proposal/damaged").with("id", &proposal.id).into())
        };
        let base = proposal.base.as_deref().map_or(Ok(String::new()), read)?;
        let proposed = read(&proposal.proposed)?;
        let now = project.sources.own(path).and_then(|source| source.text().ok()).unwrap_or_default();
        let language = language(project, path);
        let merge = Merge::new(&base, &proposed, now, path, language);
        let block = |change: &Change| Block {
            verdicts: proposal.decided.get(&change.id).cloned().unwrap_or_default(),
            withdrawn: proposal.withdrawn.is_some(),
            written: proposal.written.contains(&change.id),
            answers: proposal.answered.get(&change.id).cloned().unwrap_or_default(),
        };
        let blocks = merge.changes.iter().map(block).collect();
        texts.push(Texts { path: path.clone(), language, base, proposed, merge, blocks });
    }
    Ok(Reading { proposal, texts })
}

/// The language of a text: the one that names its file, else the source language.
fn language(project: &Project, path: &str) -> Language {
    let tag = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md"));
    tag.and_then(Language::find).unwrap_or(project.toolkit().source_language())
}

/// A proposal from the steps of its branch; none when it is something else.
pub(super) fn proposal(
    project: &Project,
    store: &Store,
    id: &str,
    tip: &str,
) -> anyhow::Result<Option<Proposal>> {
    let told = store.told(tip)?;
    let steps: Vec<(&Told, Record)> = told
        .iter()
        .filter_map(|told| Some((told, Record::read(&told.message)?)))
        .filter(|(_, record)| record.id == id)
        .collect();
    let Some((first, record)) = steps.iter().rfind(|(_, record)| record.step == Step::Proposal) else {
        return Ok(None);
    };
    let names_person = !privacy::detector(project.toolkit())(&record.reason).is_empty();
    let certain = |words: &str| {
        let found = privacy::detector(project.toolkit())(words);
        found.iter().any(|(_, rule)| trousseau_core::guide::remark::draft::is_certain(*rule))
    };
    let texts: BTreeSet<&String> = record.texts.iter().filter(|path| is_text(path)).collect();
    let mut proposal = Proposal {
        id: id.to_owned(),
        reason: Some(record.reason.clone()).filter(|reason| !names_person || !certain(reason)),
        name: name_of(project, &record.partner),
        partner: record.partner.clone(),
        function: Some(record.function.clone()).filter(|name| !certain(name)).unwrap_or_default(),
        since: first.day.clone(),
        texts: texts.into_iter().map(|path| path.as_str().into()).collect(),
        decided: verdicts::standing(&told, &steps),
        answered: BTreeMap::new(),
        withdrawn: withdrawn(&steps, &record.partner),
        written: written(store, id)?,
        last: (first.day.clone(), record.partner.clone()),
        tip: tip.to_owned(),
        base: first.parents.first().cloned(),
        proposed: first.commit.clone(),
    };
    for (told, record) in steps.iter().rev().filter(|(_, record)| record.step == Step::Decision) {
        for (block, remark) in &record.answered {
            let said = Said::read(project, store, &told.commit, &proposal.texts, remark, certain);
            proposal.answered.entry(block.clone()).or_default().push(said);
        }
        proposal.last = (told.day.clone(), record.partner.clone());
    }
    Ok(Some(proposal))
}

/// The day on which a proposal was taken back by whoever made it.
fn withdrawn(steps: &[(&Told, Record)], partner: &str) -> Option<String> {
    let is_own = |record: &Record| record.step == Step::Withdrawal && record.partner == partner;
    steps.iter().find(|(_, record)| is_own(record)).map(|(told, _)| told.day.clone())
}

/// The blocks that this copy wrote into its texts, and did not take out again.
fn written(store: &Store, id: &str) -> anyhow::Result<BTreeSet<String>> {
    let Some(kept) = store.kept(id)? else { return Ok(BTreeSet::new()) };
    let mut written = BTreeSet::new();
    for record in store.told(&kept)?.iter().rev().filter_map(|told| Record::read(&told.message)) {
        written.retain(|block| !record.refused.contains(block));
        written.extend(record.accepted);
    }
    Ok(written)
}

/// The words that went and those that came; where the words are the same, the signs around them.
pub fn words(before: Option<&core::Block>, after: Option<&core::Block>) -> Vec<diff::Line> {
    let words = |block: Option<&core::Block>| block.map_or("", |block| &block.words).to_owned();
    let content = |block: Option<&core::Block>| block.map_or("", |block| &block.content).to_owned();
    let lines = diff::lines(&words(before), &words(after));
    if lines.is_empty() { diff::lines(&content(before), &content(after)) } else { lines }
}

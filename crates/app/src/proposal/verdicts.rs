//! What was decided about each block, from all decisions that were recorded: the last one counts, and two that knew nothing of each
//! other and say the reverse leave the block to be decided again.

use std::collections::{BTreeMap, BTreeSet};

use trousseau_core::proposal::{Record, Step};
use trousseau_io::git::Told;

/// What was decided about a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The text becomes what is proposed.
    Accepted,
    /// The text stays.
    Refused,
}

/// A decision about a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What was decided.
    pub decision: Decision,
    /// The id of the partner who decided.
    pub partner: String,
    /// The day.
    pub day: String,
    commit: String,
}

/// The decisions that count, by their blocks: one, or several that say the reverse of each other.
pub fn standing(told: &[Told], steps: &[(&Told, Record)]) -> BTreeMap<String, Vec<Verdict>> {
    let mut all: BTreeMap<String, Vec<Verdict>> = BTreeMap::new();
    for (told, record) in steps.iter().rev().filter(|(_, record)| record.step == Step::Decision) {
        let by = |decision| Verdict {
            decision,
            partner: record.partner.clone(),
            day: told.day.clone(),
            commit: told.commit.clone(),
        };
        let accepted = record.accepted.iter().map(|block| (block, by(Decision::Accepted)));
        let refused = record.refused.iter().map(|block| (block, by(Decision::Refused)));
        for (block, verdict) in accepted.chain(refused) {
            all.entry(block.clone()).or_default().push(verdict);
        }
    }
    let parents: BTreeMap<&str, &[String]> =
        told.iter().map(|one| (one.commit.as_str(), one.parents.as_slice())).collect();
    all.values_mut().for_each(|verdicts| last(verdicts, &parents));
    all
}

/// Leaves the decisions that no later one knew of; of those that say the same, the newest.
fn last(verdicts: &mut Vec<Verdict>, parents: &BTreeMap<&str, &[String]>) {
    let known: Vec<BTreeSet<&str>> = verdicts.iter().map(|one| below(&one.commit, parents)).collect();
    let is_last = |one: &Verdict| !known.iter().any(|known| known.contains(one.commit.as_str()));
    let is_last: Vec<bool> = verdicts.iter().map(is_last).collect();
    let mut counts = is_last.into_iter();
    verdicts.retain(|_| counts.next().unwrap_or_default());
    if verdicts.windows(2).all(|two| two[0].decision == two[1].decision) {
        verdicts.drain(..verdicts.len().saturating_sub(1));
    }
}

/// The commits to which one leads, without itself.
fn below<'a>(commit: &str, parents: &BTreeMap<&'a str, &'a [String]>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> =
        parents.get(commit).into_iter().copied().flatten().map(String::as_str).collect();
    while let Some(commit) = next.pop() {
        if found.insert(commit) {
            next.extend(parents.get(commit).into_iter().copied().flatten().map(String::as_str));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Commits as a line of `name parents decision`, the newest first.
    fn counts(history: &[&str]) -> Vec<(Decision, String)> {
        let told = |line: &&str| {
            let mut words = line.split(' ');
            let commit = words.next().unwrap_or_default().to_owned();
            let parents = words.next().unwrap_or_default().split('+').filter(|one| *one != "-");
            let parents = parents.map(str::to_owned).collect();
            let message = words.next().unwrap_or_default().to_owned();
            Told { commit, parents, author: String::new(), mail: String::new(), day: String::new(), message }
        };
        let told: Vec<Told> = history.iter().map(told).collect();
        let step = |told: &Told| {
            let step = if told.message.is_empty() { Step::Join } else { Step::Decision };
            let mut record = Record::new("a", step, "", &told.commit, "");
            let list = if told.message == "yes" { &mut record.accepted } else { &mut record.refused };
            list.push("block".to_owned());
            record
        };
        let steps: Vec<_> = told.iter().map(|told| (told, step(told))).collect();
        let standing = standing(&told, &steps).remove("block").unwrap_or_default();
        standing.into_iter().map(|one| (one.decision, one.partner)).collect()
    }

    #[test]
    fn two_decisions_that_knew_nothing_of_each_other_leave_the_block_open() {
        let (yes, no) = (Decision::Accepted, Decision::Refused);
        let own = |decision, name: &str| (decision, name.to_owned());
        assert_eq!(counts(&["b a yes", "a - no"]), [own(yes, "b")], "who knew the first one counts");
        assert_eq!(counts(&["j b+c ", "b a yes", "c a no"]), [own(no, "c"), own(yes, "b")]);
        assert_eq!(counts(&["j b+c ", "b a no", "c a no"]), [own(no, "b")], "they say the same");
        assert_eq!(counts(&["d j yes", "j b+c ", "b a yes", "c a no"]), [own(yes, "d")], "decided again");
    }
}

//! A proposal taken back by whoever made it.

use std::collections::BTreeMap;

use trousseau_core::{
    messages::Failure,
    proposal::{Record, Step},
};
use trousseau_io::disk::Content;

use super::{Author, note, read::read, signed, store};
use crate::Project;

/// Takes a proposal back: what nobody decided yet is asked of nobody any more. What was accepted stays in the texts. Fails for
/// another organisation, and when nothing is left to be taken back.
pub fn withdraw((_content, project): (&Content, &Project), id: &str, author: &Author) -> anyhow::Result<()> {
    let store = store(project)?;
    let partner = signed(project, author)?;
    let reading = read(project, id)?;
    if *partner.id != *reading.proposal.partner {
        return Err(Failure::new("proposal/not-own").into());
    }
    if reading.open() == 0 {
        return Err(Failure::new("proposal/nothing").with("id", id).into());
    }
    let function = author.function.as_deref().unwrap_or_default();
    let record = Record::new(id, Step::Withdrawal, "Retirée", &partner.id, function);
    let tip = &reading.proposal.tip;
    let commit = store.commit(&[tip], &BTreeMap::new(), &note(project, &record))?;
    store.set(id, &commit, Some(tip))
}

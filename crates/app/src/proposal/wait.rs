//! What waits for whom, and since when.

use trousseau_core::toolkit::partner::College;

use super::{
    name_of,
    read::{Proposal, list, reading},
    store,
};
use crate::Project;

/// A proposal that waits for somebody.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The proposal.
    pub proposal: Proposal,
    /// The ids of the partners for whom it waits.
    pub partners: Vec<String>,
    /// Their names.
    pub names: Vec<String>,
    /// The day since which it waits.
    pub since: String,
    /// How many blocks wait for a decision.
    pub open: usize,
    /// How many were accepted elsewhere and are not in the texts of this copy.
    pub to_take: usize,
}

/// What waits in this copy; nothing where there is no repository.
pub fn waiting(project: &Project) -> anyhow::Result<Vec<Waiting>> {
    let Ok(store) = store(project) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for proposal in list(project)? {
        // One that cannot be read hides no other.
        let Ok(read) = reading(project, &store, proposal) else { continue };
        let (open, to_take) = (read.open(), read.to_take());
        if open == 0 && to_take == 0 {
            continue;
        }
        let proposal = read.proposal;
        let partners = if open > 0 { readers(project, &proposal) } else { vec![proposal.partner.clone()] };
        let names = partners.iter().filter_map(|id| name_of(project, id)).collect();
        let since = proposal.last.0.clone();
        all.push(Waiting { partners, names, since, open, to_take, proposal });
    }
    Ok(all)
}

/// Who reads a proposal: the authors of its guides and those on the other side of the table, without whoever made it. Who decided last
/// has read; the others are asked.
fn readers(project: &Project, proposal: &Proposal) -> Vec<String> {
    let folders: Vec<String> = proposal
        .texts
        .iter()
        .filter_map(|path| path.strip_prefix(trousseau_core::guide::FOLDER)?.split('/').next())
        .map(str::to_owned)
        .collect();
    let guides = project.guides().filter(|guide| folders.contains(&guide.slug));
    let authors = guides.flat_map(|guide| guide.front_matter.authors.iter().map(|id| id.value.clone()));
    let mut found: Vec<String> = authors.filter(|id| *id != proposal.partner).collect();
    let partners = &project.toolkit().partners;
    if found.is_empty() {
        let own = partners.iter().find(|one| one.id.value == proposal.partner).map(|one| one.college);
        let is_other = |college: College| college != College::Public && Some(college) != own;
        found.extend(partners.iter().filter(|one| is_other(one.college)).map(|one| one.id.value.clone()));
    }
    found.sort_unstable();
    found.dedup();
    found
}

//! The proposals that wait, as the board and the report show them.

use trousseau_core::messages;
use trousseau_site::view::proposal::ProposalDue;

use super::{Proposal, Waiting, waiting};
use crate::Project;

/// What waits in this copy, the longest first; nothing where nobody ever proposed.
pub fn due(project: &Project) -> anyhow::Result<Vec<ProposalDue>> {
    let mut all: Vec<ProposalDue> =
        waiting(project)?.iter().filter_map(|waiting| one(project, waiting)).collect();
    all.sort_by_key(|due| due.since);
    Ok(all)
}

fn one(project: &Project, waiting: &Waiting) -> Option<ProposalDue> {
    let proposal = &waiting.proposal;
    let language = project.toolkit().source_language();
    let unknown = || messages::say(language, "proposal/unknown", &[]);
    Some(ProposalDue {
        titles: titles(project, proposal),
        reason: proposal.reason.clone(),
        from: from(proposal, unknown),
        made: proposal.since.parse().ok()?,
        names: waiting.names.clone(),
        since: waiting.since.parse().ok()?,
    })
}

/// The organisation that proposes, with its function; what `unknown` says where it is none of the toolkit's.
pub fn from(proposal: &Proposal, unknown: impl FnOnce() -> String) -> String {
    let name = proposal.name.clone().unwrap_or_else(unknown);
    match proposal.function.as_str() {
        "" => name,
        function => format!("{name} ({function})"),
    }
}

/// What the texts of a proposal are called: the title of the guide with the language, or the path.
pub fn titles(project: &Project, proposal: &Proposal) -> Vec<String> {
    let title = |path: &str| {
        let slug = path.strip_prefix(trousseau_core::guide::FOLDER).and_then(|rest| rest.split('/').next());
        let guide = slug.and_then(|slug| project.guides().find(|guide| guide.slug == slug));
        let tag = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        guide.map_or_else(|| path.to_owned(), |guide| format!("{} ({tag})", guide.front_matter.title))
    };
    proposal.texts.iter().map(|path| title(path)).collect()
}

//! A proposal that waits, in the words of the agenda.

use trousseau_site::view::proposal::ProposalDue;
use trousseau_theme::strings::Strings;

/// Who proposes what, since when, and who is waited for.
pub(crate) fn due(due: &ProposalDue, strings: &Strings) -> String {
    let joined = |names: &[String]| names.join(&format!("{} ", strings.get("comma")));
    let (guides, names) = (joined(&due.titles), joined(&due.names));
    let (made, since) = (strings.date(due.made), strings.date(due.since));
    let args =
        [("guides", &*guides), ("from", &due.from), ("made", &made), ("names", &names), ("date", &since)];
    let key = if names.is_empty() { "report.proposal_open" } else { "report.proposal_due" };
    let said = strings.fill(key, &args);
    due.reason.as_ref().map_or_else(|| said.clone(), |reason| format!("{said} – {reason}"))
}

//! `trousseau history`: the versions of a guide, what changed, and the remarks that each answers.

use std::path::Path;

use serde_json::json;

use super::terminal::{Format, Terminal, Verdict, printed};
use trousseau_app::Project;
use trousseau_core::{
    guide::{Feedback, VersionEntry, edit::word, feedback::Decision},
    messages,
};
use trousseau_text::Language;

/// Shows the history of a guide, newest first; one JSON object a line for programs.
pub fn run(root: &Path, name: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let guide = terminal.guide(&project, name)?;
    let (head, source) = (&guide.front_matter, guide.language);
    let status = head.status.name();
    terminal.say("history/title", &[("title", &head.title), ("status", status)]);
    for entry in &head.versions {
        let answered: Vec<&Feedback> = head
            .feedback
            .iter()
            .filter(|one| {
                one.resolved_in.as_ref().is_some_and(|version| version.value == entry.version.value)
            })
            .collect();
        if terminal.format == Format::Json {
            terminal.put(&format!("{}\n", object(entry, &answered, source)));
        } else {
            let text = lines(entry, &answered, source, terminal);
            terminal.put(&text);
        }
    }
    let waits = |one: &&Feedback| one.resolved_in.is_none() && one.decision != Decision::Rejected;
    let waiting = head.feedback.iter().filter(waits).count();
    if waiting == 0 && !head.feedback.is_empty() {
        terminal.say("history/answered", &[]);
    } else {
        terminal.line(&messages::count(terminal.language, "history/waiting", waiting));
    }
    Ok(Verdict::Clean)
}

fn lines(entry: &VersionEntry, answered: &[&Feedback], source: Language, terminal: &Terminal) -> String {
    let say = |key, name, value: &str| messages::say(terminal.language, key, &[(name, value)]);
    let summary = printed(entry.summary.for_partners(source));
    let mut out = format!("\n{}  {}  {summary}\n", entry.version.value, entry.date);
    if let Some(round) = &entry.round {
        out += &format!("    {}\n", say("history/round", "round", &round.value));
    }
    let agreed = entry.agreed.iter().map(|one| &one.partner).chain(&entry.validated_by);
    let partners: Vec<&str> = agreed.map(|id| id.as_str()).collect();
    if !partners.is_empty() {
        out += &format!("    {}\n", say("history/validated", "partners", &partners.join(", ")));
    }
    if let Some(reason) = &entry.urgent {
        out += &format!("    {}\n", say("agreement/urgent", "reason", &printed(reason)));
    }
    for one in answered {
        let theme = word(one.theme);
        let theme = messages::value(terminal.language, "theme", &theme);
        let id = printed(&one.id);
        let proposal = one.proposal.as_ref().map(|proposal| printed(proposal)).unwrap_or_default();
        let key = if proposal.is_empty() { "history/remark" } else { "history/proposal" };
        let args = [("id", id.as_str()), ("theme", theme), ("proposal", &proposal)];
        out += &format!("    {}\n", messages::say(terminal.language, key, &args));
    }
    out
}

fn object(entry: &VersionEntry, answered: &[&Feedback], source: Language) -> serde_json::Value {
    let ids: Vec<&str> = answered.iter().map(|one| one.id.as_str()).collect();
    let agreed = entry.agreed.iter().map(|one| one.partner.as_str());
    let agreed: Vec<&str> = agreed.chain(entry.validated_by.iter().map(|id| id.as_str())).collect();
    json!({
        "version": entry.version, "date": entry.date, "round": entry.round, "summary": entry.summary.for_partners(source),
        "validated_by": agreed, "urgent": entry.urgent, "answers": ids,
    })
}

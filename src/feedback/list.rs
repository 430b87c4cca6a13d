//! `trousseau feedback list`: the remarks, by guide, theme, round or decision.

use std::path::Path;

use clap::Args;
use serde_json::{Value, json};

use crate::terminal::{Format, Terminal, Verdict, printed, table};
use trousseau_app::{Project, report, values};
use trousseau_core::{
    guide::{
        Feedback,
        edit::word,
        feedback::{Decision, Topic},
        remark::{Kind, Spec, fields},
    },
    messages,
};

/// Which remarks.
#[derive(Args)]
pub struct Wanted {
    /// Only those about this guide
    #[arg(long, value_name = "GUIDE")]
    guide: Option<String>,
    /// Only those of this theme, such as unclear_word
    #[arg(long, value_parser = values::word::<Topic>)]
    theme: Option<Topic>,
    /// Only those of this round
    #[arg(long, value_name = "ID")]
    round: Option<String>,
    /// Only those with this decision: open, accepted, rejected or later
    #[arg(long, value_parser = values::word::<Decision>)]
    decision: Option<Decision>,
}

impl Wanted {
    fn has(&self, slug: &str, one: &Feedback) -> bool {
        self.guide.as_deref().is_none_or(|guide| guide == slug)
            && self.theme.is_none_or(|theme| theme == one.theme)
            && self.round.as_deref().is_none_or(|round| round == one.round.value)
            && self.decision.is_none_or(|decision| decision == one.decision)
    }
}

/// Shows the remarks in the order of their numbers: a table for people, one JSON object a line for programs.
pub fn run(root: &Path, wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    if let Some(guide) = &wanted.guide {
        terminal.guide(&project, guide)?;
    }
    if let Some(round) = &wanted.round {
        report::named(project.toolkit(), round)?;
    }
    let all =
        project.guides().flat_map(|guide| guide.front_matter.feedback.iter().map(|one| (&*guide.slug, one)));
    let mut found: Vec<(&str, &Feedback)> = all.filter(|(slug, one)| wanted.has(slug, one)).collect();
    found.sort_by_key(|(slug, one)| (&one.id.value, *slug));
    if terminal.format == Format::Json {
        let lines: String = found.iter().map(|(slug, one)| format!("{}\n", object(slug, one))).collect();
        terminal.put(&lines);
    } else if !found.is_empty() {
        let head = [
            "list/id",
            "list/guide",
            "list/theme",
            "list/severity",
            "list/count",
            "list/decision",
            "list/proposal",
        ];
        let mut rows = vec![head.map(|key| messages::say(terminal.language, key, &[])).to_vec()];
        rows.extend(found.iter().map(|(slug, one)| row(slug, one, terminal)));
        terminal.put(&table(&rows));
    }
    terminal.line(&messages::count(terminal.language, "list/all", found.len()));
    Ok(Verdict::Clean)
}

fn row(slug: &str, one: &Feedback, terminal: &Terminal) -> Vec<String> {
    let say = |name, value: String| messages::value(terminal.language, name, &value).to_owned();
    let place = one.section.as_ref().map(|section| format!("{slug}#{}", section.value));
    let decision = say("decision", word(one.decision));
    let decision = match &one.resolved_in {
        Some(version) => format!("{decision} ({})", version.value),
        None => decision,
    };
    let proposal = one.proposal.as_ref().map(|proposal| printed(proposal)).unwrap_or_default();
    let [id, place] =
        [one.id.value.clone(), place.unwrap_or_else(|| slug.to_owned())].map(|text| printed(&text));
    let (severity, count) = (one.severity.value.to_string(), one.count.value.to_string());
    vec![id, place, say("theme", word(one.theme)), severity, count, decision, proposal]
}

/// A remark as programs read it: its fields in the order of its file, with its guide behind its number.
fn object(slug: &str, one: &Feedback) -> Value {
    let field = |spec: &Spec| {
        let text = one.get(spec.field).map(|held| held.value);
        let value = match spec.kind {
            Kind::People | Kind::Level(_) => json!(text.and_then(|number| number.parse::<u32>().ok())),
            _ => json!(text),
        };
        (spec.field.name().to_owned(), value)
    };
    let first = [("id".to_owned(), json!(one.id)), ("guide".to_owned(), json!(slug))];
    let last = [
        ("decision".to_owned(), json!(one.decision)),
        ("resolved_in".to_owned(), json!(one.resolved_in)),
        ("decided".to_owned(), json!(one.decided)),
    ];
    Value::Object(first.into_iter().chain(fields::written().map(field)).chain(last).collect())
}

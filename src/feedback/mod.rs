//! `trousseau feedback`: the commands for remarks of the pilot phase.

pub mod add;
mod form;
mod import;
mod list;

use std::path::Path;

use clap::{Args, Subcommand};

use super::terminal::{Terminal, Verdict};
use trousseau_app::{Project, feedback::overturned, values};

use crate::change::{change, verdict};
use trousseau_core::{
    diagnostic::nearest,
    guide::{
        Version,
        edit::{self, word},
        feedback::Decision,
    },
    messages::{self, Failure},
};

/// What can be done with remarks.
#[derive(Subcommand)]
pub enum Command {
    /// Write down a remark; asks for what no option says
    Add(Box<add::Wanted>),
    /// Make the form to print, in the folder output/reports
    Form {
        /// The guide that it is about [default: one to tick among all]
        #[arg(long, value_name = "GUIDE")]
        guide: Option<String>,
    },
    /// Bring in remarks from a form or a spreadsheet
    Import(import::Wanted),
    /// Show the remarks
    List(list::Wanted),
    /// Write down what the partners decided about a remark
    Settle {
        /// The number of the remark, such as F-2026-001
        id: String,
        /// The decision
        #[command(flatten)]
        decision: Decided,
        /// The version that answers it, when it is there already
        #[arg(long = "in", value_name = "VERSION", value_parser = values::version, conflicts_with_all = ["reject", "later"])]
        version: Option<Version>,
    },
}

/// One of the decisions.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Decided {
    /// The text will change
    #[arg(long)]
    accept: bool,
    /// The text stays as it is
    #[arg(long)]
    reject: bool,
    /// Another meeting will decide
    #[arg(long)]
    later: bool,
}

impl From<Decided> for Decision {
    fn from(decided: Decided) -> Self {
        match decided {
            Decided { accept: true, .. } => Decision::Accepted,
            Decided { reject: true, .. } => Decision::Rejected,
            Decided { .. } => Decision::Later,
        }
    }
}

/// Runs one of these commands.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match command {
        Command::Add(wanted) => add::run(root, *wanted, crate::ask::keyboard(), terminal),
        Command::Form { guide } => form::run(root, guide.as_deref(), terminal),
        Command::Import(wanted) => import::run(root, &wanted, terminal),
        Command::List(wanted) => list::run(root, &wanted, terminal),
        Command::Settle { id, decision, version } => settle(root, &id, decision.into(), version, terminal),
    }
}

fn settle(
    root: &Path,
    id: &str,
    decision: Decision,
    version: Option<Version>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let all =
        || project.guides().flat_map(|guide| guide.front_matter.feedback.iter().map(move |one| (guide, one)));
    let Some((guide, remark)) = all().find(|(_, one)| one.id.value == id) else {
        return Err(match nearest(id, all().map(|(_, one)| one.id.value.as_str())) {
            Some(near) => Failure::new("settle/unknown-near").with("near", near),
            None => Failure::new("settle/unknown"),
        }
        .with("id", id)
        .into());
    };
    if let Some(version) = edit::answered(&guide.front_matter, remark) {
        return Err(Failure::new("settle/answered").with("id", id).with("version", version).into());
    }
    if let Some(version) = version {
        let known: Vec<String> =
            guide.front_matter.versions.iter().map(|entry| entry.version.to_string()).collect();
        if !known.contains(&version.to_string()) {
            let failure = Failure::new("settle/version").with("version", version).with("guide", &guide.slug);
            return Err(failure.with("known", known.join(", ")).into());
        }
    }
    let edit = |text: &str| Ok((edit::settle(text, id, decision, version, Some(project.today))?, ()));
    let done = change((&content, &project), guide, edit, false, || Ok(()), terminal)?;
    if done.is_some() {
        let said = messages::say(
            terminal.language,
            "settle/done",
            &[("id", id), ("guide", &guide.slug), ("decision", &word(decision))],
        );
        let before = overturned(remark, decision, terminal.language);
        terminal.line(&[said].into_iter().chain(before).collect::<Vec<_>>().join(" "));
        if decision == Decision::Accepted && version.is_none() {
            terminal.say("settle/next", &[("guide", &guide.slug)]);
        }
    }
    Ok(verdict(done))
}

#[cfg(test)]
mod tests;

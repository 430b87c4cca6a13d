//! `trousseau release`: a new version of a guide, with the remarks that it answers.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::terminal::{Terminal, Verdict};
use trousseau_app::{
    Project, agreement,
    release::{answers, stale},
    translation, values,
};

use crate::change::{change, verdict};
use trousseau_core::{
    guide::{
        Status,
        edit::{Bump, Release},
    },
    messages::Failure,
};

/// What the command line says of a version.
#[derive(Args, Clone, Debug)]
pub struct Wanted {
    /// The guide
    pub guide: String,
    #[command(flatten)]
    size: Size,
    /// What changed, in one sentence, for readers
    #[arg(long, value_name = "TEXT", required = true)]
    summary: String,
    /// The round that it answers
    #[arg(long, value_name = "ID")]
    round: Option<String>,
    /// The partners that agree to the text as it is now, with commas between them
    #[arg(long, value_name = "PARTNERS", value_delimiter = ',')]
    validated_by: Vec<String>,
    /// Publish before everybody agreed, for this reason: agreement is then owed
    #[arg(long, value_name = "TEXT")]
    urgent: Option<String>,
    /// The day of the version [default: today]
    #[arg(long, value_name = "DAY", value_parser = values::day)]
    date: Option<Date>,
    /// What the guide becomes: draft, pilot, published or retired
    #[arg(long, value_parser = values::word::<Status>)]
    status: Option<Status>,
    /// Take what looks like a name or a life: no person is meant
    #[arg(long)]
    no_person: bool,
}

/// How much a version changes.
#[derive(Args, Clone, Debug)]
#[group(required = true, multiple = false)]
struct Size {
    /// The guide says something else
    #[arg(long)]
    major: bool,
    /// Something was added or said in another way: translations are to be read again
    #[arg(long)]
    minor: bool,
    /// A slip was mended: translations stay valid
    #[arg(long)]
    patch: bool,
}

impl From<&Size> for Bump {
    fn from(size: &Size) -> Self {
        match size {
            Size { major: true, .. } => Bump::Major,
            Size { minor: true, .. } => Bump::Minor,
            Size { .. } => Bump::Patch,
        }
    }
}

/// Writes the version on top of the others and says what follows from it.
pub fn run(root: &Path, wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let guide = terminal.guide(&project, &wanted.guide)?;
    if wanted.summary.trim().is_empty() {
        return Err(Failure::new("release/summary").into());
    }
    if wanted.urgent.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Failure::new("release/urgent").into());
    }
    let release = Release {
        bump: Bump::from(&wanted.size),
        summary: wanted.summary.trim().to_owned(),
        date: wanted.date.unwrap_or(project.today),
        round: wanted.round.clone(),
        agreed: wanted.validated_by.iter().map(|id| id.trim().to_owned()).collect(),
        urgent: wanted.urgent.as_deref().map(str::trim).map(str::to_owned),
        status: wanted.status,
    };
    let is_published = release.status.unwrap_or(guide.front_matter.status) == Status::Published;
    let edit = |text: &str| {
        let released = agreement::release(text, &release)?;
        Ok((released.text, (released.version, released.resolved)))
    };
    let notice = agreement::notice(&project, guide, release.bump, terminal.language);
    let keep = || translation::keep_before_release((&content, &project), &guide.slug);
    let done = change((&content, &project), guide, edit, wanted.no_person, keep, terminal)?;
    if let Some((version, resolved)) = &done {
        let number = version.to_string();
        let date = release.date.to_string();
        terminal.say("release/done", &[("guide", &guide.slug), ("version", &number), ("date", &date)]);
        for line in answers(&project, guide, resolved, terminal.language) {
            terminal.line(&line);
        }
        for line in notice.iter().filter(|_| is_published) {
            terminal.line(line);
        }
        let stale = stale(&project, &guide.slug, *version);
        if stale.is_empty() {
            terminal.say("release/valid", &[]);
        } else {
            terminal.say("release/stale", &[("languages", &stale.join(", ")), ("version", &number)]);
        }
    }
    Ok(verdict(done))
}

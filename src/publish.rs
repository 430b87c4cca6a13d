//! `trousseau publish`: carries the site to where it stands, or takes the last publication back.

mod meter;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::terminal::{Terminal, Verdict};
use meter::{Meter, amount};
use trousseau_app::{
    Project, check,
    publish::{self, Job, Options, Outcome, Owner, Why},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Severity},
    messages::{self, Failure},
};

/// How many files of a list are shown to people.
const MOST_SHOWN: usize = 40;

/// What the command line says of a publication.
#[derive(Args, Clone, Debug)]
pub struct Wanted {
    /// The name of the target in toolkit.yaml [default: the only one]
    target: Option<String>,
    /// Only show what would be sent and deleted
    #[arg(long)]
    dry_run: bool,
    /// Take the last publication back: what stood there before stands there again
    #[arg(long, conflicts_with = "forget")]
    undo: bool,
    /// Delete at the target what the last publication replaced: it cannot be taken back then
    #[arg(long, conflicts_with = "dry_run")]
    forget: bool,
    /// Also replace and delete files that somebody else put or changed there
    #[arg(long)]
    overwrite: bool,
    /// Go on although another publication seems to be under way
    #[arg(long)]
    break_lock: bool,
    /// Publish although there are errors
    #[arg(long)]
    with_errors: bool,
    /// Another output folder, in which the site is
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Publishes, or takes back, and says what came of it.
pub fn run(root: &Path, wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let options = Options {
        target: wanted.target.clone(),
        out: wanted.out.clone(),
        dry_run: wanted.dry_run,
        overwrite: wanted.overwrite,
        break_lock: wanted.break_lock,
    };
    let project = Project::open_whole(root)?;
    let targets = &project.toolkit().publish;
    // A target with a fault is in no list: what is wrong with it comes first.
    let is_of_targets = |diagnostic: &&Diagnostic| diagnostic.rule.area() == "publish";
    let faults: Vec<_> = project.diagnostics.iter().filter(is_of_targets).cloned().collect();
    terminal.tell(&faults, &project.sources);
    let (name, target) = publish::choose(targets, wanted.target.as_deref())?;
    let site = if wanted.undo || wanted.forget { None } else { Some(publish::site(root, &options)?) };
    if site.is_some() && !wanted.dry_run && !is_ready(root, wanted, &options, terminal)? {
        return Ok(Verdict::Problems);
    }
    // Held until the end: two publications of one folder do not run at once.
    let (owner, mut held) = Owner::of(&publish::folder(root, &options), name)?;
    let mut there = publish::connect(root, &options, name, target)?;
    if !wanted.dry_run {
        held.begin()
            .context(Failure::new("output/write").with("path", publish::folder(root, &options).display()))?;
    }
    let meter = Meter::new(terminal);
    let mut job = Job { target: &mut *there, owner: &owner, options: &options, watch: &meter };
    let outcome = match &site {
        _ if wanted.forget => {
            let count = publish::forget(&mut job)?;
            let _ = held.end();
            terminal.line(&messages::count(terminal.language, "publish/forgotten", count));
            return Ok(Verdict::Clean);
        }
        Some((folder, files)) => publish::publish(&mut job, folder, files),
        None => publish::undo(&mut job),
    };
    meter.end();
    let outcome = outcome?;
    if !wanted.dry_run {
        // A mark that stays only makes the next run look twice.
        let _ = held.end();
    }
    told(name, wanted, &outcome, terminal)
}

/// Whether the site may be published: `check` finds no error, or somebody said that it may. The errors are shown.
fn is_ready(
    root: &Path,
    wanted: &Wanted,
    options: &Options,
    terminal: &mut Terminal,
) -> anyhow::Result<bool> {
    if publish::is_older_than_content(root, options) {
        terminal.say("publish/older", &[]);
    }
    if wanted.with_errors {
        return Ok(true);
    }
    let found = check::run(root)?;
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let errors: Vec<_> = found.diagnostics.iter().filter(is_error).cloned().collect();
    terminal.tell(&errors, &found.sources);
    if !errors.is_empty() {
        terminal.say("publish/has-errors", &[]);
    }
    Ok(errors.is_empty())
}

/// Says what was done, or what would be, and what stays as somebody else made it.
fn told(name: &str, wanted: &Wanted, outcome: &Outcome, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    if wanted.dry_run {
        for (sign, paths) in [("+", &outcome.sent), ("-", &outcome.removed)] {
            paths.iter().for_each(|path| terminal.line(&format!("{sign} {path}")));
        }
    }
    if outcome.was_idle {
        terminal.say("publish/idle", &[]);
        return Ok(Verdict::Clean);
    }
    if outcome.was_lost {
        terminal.say("publish/was-lost", &[("target", name)]);
    }
    if outcome.resumed > 0 && !wanted.dry_run {
        terminal.line(&messages::count(terminal.language, "publish/resumed", outcome.resumed));
    }
    for kept in outcome.kept.iter().take(MOST_SHOWN) {
        let key = match kept.why {
            Why::Foreign => "publish/foreign",
            Why::Changed => "publish/changed",
        };
        terminal.say(key, &[("path", &kept.path)]);
    }
    if outcome.kept.len() > MOST_SHOWN {
        let more = outcome.kept.len() - MOST_SHOWN;
        terminal.line(&messages::count(terminal.language, "publish/more-kept", more));
    }
    let count = |key, number| messages::count(terminal.language, key, number);
    let parts = [
        ("sent", count("publish/sent", outcome.sent.len())),
        ("bytes", amount(terminal.language, outcome.bytes)),
        ("removed", count("publish/removed", outcome.removed.len())),
        ("same", count("publish/same", outcome.same)),
        ("target", name.to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let key = match wanted {
        Wanted { dry_run: true, .. } => "publish/would",
        Wanted { undo: true, .. } => "publish/undone",
        _ if outcome.sent.is_empty() && outcome.removed.is_empty() => "publish/nothing",
        _ => "publish/done",
    };
    terminal.say(key, &parts);
    if outcome.kept.is_empty() {
        return Ok(Verdict::Clean);
    }
    terminal.say("publish/kept", &[]);
    Ok(Verdict::Problems)
}

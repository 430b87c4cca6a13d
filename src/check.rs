//! `trousseau check`: what must be mended, without changing anything.

pub mod fix;
pub mod folder;

use std::path::{Path, PathBuf};

use clap::Args;
use trousseau_app::check;

use super::{
    explain, online, reading,
    terminal::{Terminal, Verdict},
};

/// What somebody asks for.
#[derive(Args, Clone, Debug)]
pub struct Wanted {
    /// A folder or text: of a toolkit, or Markdown without one, which is looked at as if it were guides
    #[arg(value_name = "DIR", conflicts_with_all = ["staged", "changed", "since", "reading", "online", "fix", "explain"])]
    path: Option<PathBuf>,
    /// Look at what git is about to record, not at the disk
    #[arg(long)]
    staged: bool,
    /// Only what is in files that have changed since the last commit
    #[arg(long, conflicts_with_all = ["staged", "since", "explain"])]
    changed: bool,
    /// Only what is in files that have changed since this revision of git
    #[arg(long, value_name = "REV", conflicts_with_all = ["staged", "explain"])]
    since: Option<String>,
    /// Only show how hard each text is to read, the hardest first
    #[arg(long, conflicts_with_all = ["staged", "changed", "since", "explain"])]
    reading: bool,
    /// Only ask whether the addresses of the web still answer
    #[arg(long, conflicts_with_all = ["staged", "changed", "since", "reading", "explain"])]
    online: bool,
    /// Ask every address, those that answered lately, too
    #[arg(long, requires = "online")]
    again: bool,
    /// Put right what has one right answer: shows it first, and asks
    #[arg(long, conflicts_with_all = ["staged", "changed", "since", "explain", "reading", "online"])]
    fix: bool,
    /// Put it right without asking
    #[arg(long, requires = "fix")]
    yes: bool,
    /// Say what a rule is and why it exists
    #[arg(long, value_name = "CODE", conflicts_with = "staged")]
    explain: Option<String>,
}

/// Looks at what is asked for, and says what must be mended.
pub fn run(root: &Path, wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match wanted {
        Wanted { path: Some(path), .. } => folder::run(path, terminal),
        Wanted { explain: Some(code), .. } => explain::run(code, terminal),
        Wanted { online: true, again, .. } => online::run(root, *again, terminal),
        Wanted { reading: true, .. } => reading::run(root, terminal),
        Wanted { fix: true, yes, .. } => fix::run(root, *yes, terminal),
        Wanted { staged: true, .. } => staged(root, terminal),
        Wanted { changed: true, .. } => whole(root, Some("HEAD"), terminal),
        Wanted { since, .. } => whole(root, since.as_deref(), terminal),
    }
}

/// Reads a toolkit, says what must be mended, and counts it; with a revision only what is in files that have changed since.
fn whole(root: &Path, since: Option<&str>, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let found = match since {
        Some(revision) => check::since(root, revision)?,
        None => check::run(root)?,
    };
    terminal.tell(&found.diagnostics, &found.sources);
    terminal.summary();
    terminal.close()
}

/// The same for what git is about to record.
fn staged(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let found = check::staged(root)?;
    terminal.tell(&found.diagnostics, &found.sources);
    if found.is_personal() {
        terminal.say("check/staged-privacy", &[]);
    }
    terminal.summary();
    terminal.close()
}

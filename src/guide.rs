//! `trousseau guide`: a new text with a head to fill in; and its files renamed, retired or deleted as a whole.

use std::path::Path;

use clap::Subcommand;
use trousseau_app::{
    Content, Project,
    files::{self, Plan, Step, Wish},
    guide::{self, NewText},
};
use trousseau_core::messages;

use crate::{
    ask::{Ask, keyboard},
    terminal::{Terminal, Verdict, printed},
};

/// What can be done with a guide that is there.
#[derive(Subcommand)]
pub enum Command {
    /// Give a guide or page another name; links follow, and the old address leads to the new one
    Rename {
        /// The guide or page
        name: String,
        /// Its new name
        to: String,
        /// Write without asking
        #[arg(long)]
        yes: bool,
    },
    /// Take a guide off the site, and say what replaces it
    Retire {
        /// The guide
        name: String,
        /// The guide or page that replaces it
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// Write without asking
        #[arg(long)]
        yes: bool,
    },
    /// Move a draft into the bin
    Delete {
        /// The guide
        name: String,
        /// Write without asking
        #[arg(long)]
        yes: bool,
    },
    /// Undo the last of these changes
    Undo {
        /// Its name in the bin [default: the last one]
        name: Option<String>,
        /// Write without asking
        #[arg(long)]
        yes: bool,
    },
}

/// Makes the file of a text, where one that exists is left as it is; or does what is wished with one that is there.
pub fn run(
    root: &Path,
    files: Option<Command>,
    name: Option<String>,
    what: NewText,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    if let Some(command) = files {
        return manage(root, command, terminal);
    }
    let inner = guide::create(root, &name.unwrap_or_default(), what, terminal.language)?;
    terminal.say("guide/done", &[("path", &format!("{}{inner}", terminal.prefix))]);
    terminal.say(if what == NewText::Page { "guide/next-page" } else { "guide/next" }, &[]);
    Ok(Verdict::Clean)
}

/// Shows what would become of each file, asks, and writes all of it or nothing.
fn manage(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let (plan, yes) = match command {
        Command::Rename { name, to, yes } => (files::plan(&project, &Wish::Rename { name, to })?, yes),
        Command::Retire { name, by, yes } => (files::plan(&project, &Wish::Retire { name, by })?, yes),
        Command::Delete { name, yes } => (files::plan(&project, &Wish::Delete { name })?, yes),
        Command::Undo { name, yes } => (files::undo(&project, &content, name.as_deref())?, yes),
    };
    match plan {
        Ok(plan) => write(&plan, &content, yes, terminal),
        Err(refusal) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            terminal.say("files/refused", &[]);
            Ok(Verdict::Problems)
        }
    }
}

fn write(plan: &Plan, content: &Content, yes: bool, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let steps = plan.steps();
    if steps.is_empty() {
        terminal.say("files/same", &[]);
        return Ok(Verdict::Clean);
    }
    steps.iter().for_each(|step| show(step, terminal));
    terminal.tell(&plan.diagnostics, plan.after());
    let number = messages::count(terminal.language, "fix/count", steps.len());
    if !yes && !is_wanted(&number, terminal)? {
        terminal.say("files/not-written", &[("files", &number)]);
        return Ok(Verdict::Problems);
    }
    let name = plan.write(content)?;
    terminal.say("files/written", &[("files", &number), ("name", &name)]);
    Ok(Verdict::Clean)
}

/// What becomes of a file, and the words that change in it.
fn show(step: &Step, terminal: &mut Terminal) {
    let key = match step.what {
        files::What::Moved => "files/moved",
        files::What::Changed => "files/changed",
        files::What::Removed => "files/removed",
        files::What::New => "files/new",
    };
    let path = |path: &str| format!("{}{path}", terminal.prefix);
    let (path, to) = (path(&step.path), path(&step.to));
    terminal.say(key, &[("path", &path), ("to", &to)]);
    let skipped = messages::say(terminal.language, "diff/skipped", &[]);
    for line in &step.lines {
        terminal.line(&printed(&line.written(&skipped)));
    }
}

/// Whether whoever sits at the terminal wants it; nobody there wants nothing.
fn is_wanted(number: &str, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let Some(mut answers) = keyboard() else { return Ok(false) };
    let language = terminal.language;
    let say = |key| messages::say(language, key, &[("files", number)]);
    let choices = [(true, say("fix/yes")), (false, say("fix/no"))];
    Ask { terminal, answers: &mut answers }.choice("fix/ask", &choices, None)
}

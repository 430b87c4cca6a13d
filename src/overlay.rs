//! `trousseau overlay`: what a toolkit changes of the one on which it rests, what has changed below since, and taking more over.

use std::path::Path;

use clap::Subcommand;
use serde_json::json;

use crate::{
    ask::{Ask, keyboard},
    terminal::{Format, Terminal, Verdict, printed, table},
};
use trousseau_app::{Project, overlay};
use trousseau_core::{
    messages,
    overlay::units::{State, Unit},
};
use trousseau_text::diff;

/// What can be done with a toolkit that rests on another one.
#[derive(Subcommand)]
pub enum Command {
    /// Show what is changed here, on which version of the shared text, and what has changed there since
    Status {
        /// Only this guide, page or file
        #[arg(default_value = "", hide_default_value = true)]
        name: String,
    },
    /// Show the words that are changed here, and those that have changed in the shared text since
    Diff {
        /// Only this guide, page or file
        #[arg(default_value = "", hide_default_value = true)]
        name: String,
    },
    /// Note that the changes of the shared text have been looked at
    Update {
        /// Only this guide, page or file
        #[arg(default_value = "", hide_default_value = true)]
        name: String,
        /// Without a question
        #[arg(long)]
        yes: bool,
    },
    /// Copy a shared text, or a part of one, to here, where it can be changed
    Take {
        /// The guide or page, perhaps with a section: signer#les-aides; or an entry of a list: facts.yaml#loyer
        name: String,
        /// In these languages, such as fr,en [default: the source language]
        #[arg(long = "in", value_name = "TAG", value_delimiter = ',')]
        languages: Vec<String>,
    },
    /// Fetch the shared toolkit from its repository
    Fetch {
        /// The newest of the revision that toolkit.yaml names, not the one that is noted
        #[arg(long)]
        latest: bool,
    },
}

/// The columns of the status, in their order.
const COLUMNS: [&str; 4] = ["base/column-state", "base/column-then", "base/column-now", "base/column-part"];

/// The words for how a part stands to the shared text.
fn state_words(state: State) -> &'static str {
    match state {
        State::Current => "base/current",
        State::Stale => "base/stale",
        State::Gone => "base/gone",
        State::Unnoted => "base/unnoted",
    }
}

/// Runs a command for a toolkit that rests on another one.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match command {
        Command::Status { name } => status(root, &name, terminal),
        Command::Diff { name } => diff(root, &name, terminal),
        Command::Update { name, yes } => update(root, &name, yes, terminal),
        Command::Take { name, languages } => take(root, &name, &languages, terminal),
        Command::Fetch { latest } => fetch(root, latest, terminal),
    }
}

fn status(root: &Path, name: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open(root)?;
    let units = overlay::status(&project, name)?;
    if terminal.format == Format::Json {
        terminal.put(&units.iter().map(|unit| format!("{}\n", object(unit))).collect::<String>());
        return Ok(Verdict::Clean);
    }
    if units.is_empty() {
        terminal.say("base/nothing", &[]);
        return Ok(Verdict::Clean);
    }
    let say = |key: &str| messages::say(terminal.language, key, &[]);
    let mut rows = vec![COLUMNS.iter().map(|key| say(key)).collect::<Vec<_>>()];
    for unit in &units {
        let (then, now) = unit.versions();
        rows.push(vec![say(state_words(unit.state())), then, now, printed(&unit.name())]);
    }
    terminal.put(&table(&rows));
    let open = units.iter().filter(|unit| unit.state() != State::Current).count();
    terminal.line(&messages::count(terminal.language, "base/all", units.len()));
    if open > 0 {
        terminal.line(&messages::count(terminal.language, "base/open", open));
    }
    Ok(Verdict::Clean)
}

fn object(unit: &Unit) -> serde_json::Value {
    let state: &str = unit.state().into();
    let version = |note: &Option<_>| {
        note.as_ref().and_then(|note: &trousseau_core::overlay::notes::Note| note.version.clone())
    };
    json!({
        "file": &*unit.path, "part": unit.part, "state": state, "then": version(&unit.then), "now": version(&unit.base),
    })
}

fn diff(root: &Path, name: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open(root)?;
    let units = overlay::status(&project, name)?;
    if units.is_empty() {
        terminal.say("base/nothing", &[]);
    }
    units.iter().for_each(|unit| show(unit, terminal));
    Ok(Verdict::Clean)
}

/// What is changed of one part here, and what has changed below since.
fn show(unit: &Unit, terminal: &mut Terminal) {
    let (then, now) = unit.versions();
    let below = unit.base.as_ref().map_or("", |note| &note.text);
    let name = printed(&unit.name());
    terminal.say("base/here", &[("part", &name)]);
    lines(below, &unit.own, terminal);
    match (&unit.then, unit.state()) {
        (Some(noted), State::Stale | State::Gone) => {
            terminal.say("base/since", &[("part", &name), ("then", &then), ("now", &now)]);
            lines(&noted.text, below, terminal);
        }
        (None, _) => terminal.say("base/since-unnoted", &[("part", &name)]),
        _ => {}
    }
    terminal.put("\n");
}

fn lines(old: &str, new: &str, terminal: &mut Terminal) {
    let skipped = messages::say(terminal.language, "diff/skipped", &[]);
    for line in diff::lines(old, new) {
        terminal.put(&format!("{}\n", printed(&line.written(&skipped))));
    }
}

fn update(root: &Path, name: &str, yes: bool, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let units = overlay::status(&project, name)?;
    let open: Vec<&Unit> = units.iter().filter(|unit| unit.state() != State::Current).collect();
    if open.is_empty() {
        // What is noted of parts that are changed no more goes all the same.
        overlay::update(&content, &project, name)?;
        terminal.say("base/current-all", &[]);
        return Ok(Verdict::Clean);
    }
    open.iter().filter(|unit| unit.state() != State::Unnoted).for_each(|unit| show(unit, terminal));
    let number = messages::count(terminal.language, "base/parts", open.len());
    if !yes && !is_wanted(&number, terminal)? {
        terminal.say("base/not-updated", &[("parts", &number)]);
        return Ok(Verdict::Problems);
    }
    overlay::update(&content, &project, name)?;
    terminal.say("base/updated", &[("parts", &number)]);
    Ok(Verdict::Clean)
}

/// Whether whoever sits at the terminal wants it; nobody there wants nothing.
fn is_wanted(number: &str, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let Some(mut answers) = keyboard() else { return Ok(false) };
    let language = terminal.language;
    let say = |key| messages::say(language, key, &[("parts", number)]);
    let choices = [(true, say("base/yes")), (false, say("base/no"))];
    Ask { terminal, answers: &mut answers }.choice("base/ask", &choices, None)
}

fn take(root: &Path, name: &str, languages: &[String], terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    for path in overlay::take_over(root, name, languages)? {
        terminal.say("base/took", &[("path", &format!("{}{path}", terminal.prefix))]);
    }
    Ok(Verdict::Clean)
}

fn fetch(root: &Path, latest: bool, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let fetched = overlay::fetch(root, latest)?;
    if fetched.is_empty() {
        terminal.say("base/fetched-nothing", &[]);
    }
    for one in fetched {
        let commit = one.commit.get(..12).unwrap_or(&one.commit);
        match one.before {
            Some(before) => {
                let before = before.get(..12).unwrap_or(&before).to_owned();
                terminal.say("base/fetched-newer", &[("commit", commit), ("before", &before)]);
            }
            None => terminal.say("base/fetched", &[("commit", commit)]),
        }
    }
    Ok(Verdict::Clean)
}

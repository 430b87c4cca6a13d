//! `trousseau check --fix`: shows what would be put right, asks, and writes it.

use std::path::Path;

use trousseau_app::check::mend::{self, Mended, Mending};
use trousseau_core::messages;
use trousseau_text::diff;

use crate::{
    ask::{Ask, keyboard},
    terminal::{Terminal, Verdict, printed},
};

/// Mends what has one right answer: after a question, or at once when `yes`.
pub fn run(root: &Path, yes: bool, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let mending = mend::plan(root)?;
    if mending.files.is_empty() {
        terminal.say("fix/nothing", &[]);
        return Ok(Verdict::Clean);
    }
    mending.files.iter().for_each(|one| show(&mending, one, terminal));
    let number = messages::count(terminal.language, "fix/count", mending.files.len());
    if !yes && !is_wanted(&number, terminal)? {
        terminal.say("fix/not-written", &[("files", &number)]);
        return Ok(Verdict::Problems);
    }
    let kept = mending.write()?;
    terminal.say("fix/written", &[("files", &number), ("folder", &format!("{}{kept}", terminal.prefix))]);
    Ok(Verdict::Clean)
}

/// The words of a file that change, under its path and the rules that it broke.
fn show(mending: &Mending, one: &Mended, terminal: &mut Terminal) {
    let rules: Vec<&str> = one.rules.iter().map(|rule| rule.code()).collect();
    let path = format!("{}{}", terminal.prefix, one.file.path);
    terminal.line(&format!("{path} ({})", rules.join(", ")));
    let old = mending.project.sources.get(&one.file.path).and_then(|file| file.text().ok());
    let lines = diff::lines(old.unwrap_or_default(), one.file.text().unwrap_or_default());
    if lines.is_empty() {
        terminal.say("fix/unseen", &[]);
    }
    let skipped = messages::say(terminal.language, "diff/skipped", &[]);
    for line in lines {
        terminal.line(&printed(&line.written(&skipped)));
    }
    terminal.line("");
}

/// Whether whoever sits at the terminal wants it; nobody there wants nothing.
fn is_wanted(number: &str, terminal: &mut Terminal) -> anyhow::Result<bool> {
    let Some(mut answers) = keyboard() else { return Ok(false) };
    let language = terminal.language;
    let say = |key| messages::say(language, key, &[("files", number)]);
    let choices = [(true, say("fix/yes")), (false, say("fix/no"))];
    Ask { terminal, answers: &mut answers }.choice("fix/ask", &choices, None)
}

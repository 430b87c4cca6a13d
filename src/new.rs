//! `trousseau new`: a small toolkit that works, with comments that say what to change; or an empty one in any field and language.

use std::path::PathBuf;

use clap::Args;

use super::{
    ask::{self, Ask},
    terminal::{Terminal, Verdict},
};
use trousseau_app::{
    starter::{self, Start, Wishes},
    values::Expected,
};
use trousseau_core::messages;
use trousseau_text::Language;

/// What somebody wants of a new toolkit.
#[derive(Args)]
pub struct Wanted {
    /// A folder that is new or empty
    dir: PathBuf,
    /// The name of the site, in the first language
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    name: String,
    /// What it is for, in one sentence
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    about: String,
    /// Begin without the example about housing
    #[arg(long)]
    empty: bool,
    /// The languages, such as fr,ar; the first is the one in which you write
    #[arg(long = "in", value_name = "TAG", value_delimiter = ',', value_parser = language)]
    languages: Vec<Language>,
    /// The first stages, separated by commas; only with --empty
    #[arg(long, value_name = "TEXT", value_delimiter = ',', requires = "empty")]
    stages: Vec<String>,
}

impl Wanted {
    /// What was said on the command line.
    fn wishes(&self) -> Wishes {
        Wishes {
            name: self.name.trim().to_owned(),
            about: self.about.trim().to_owned(),
            start: if self.empty { Start::Empty } else { Start::Example },
            languages: self.languages.clone(),
            stages: list(&self.stages.join(",")),
        }
    }

    /// Whether anything was said but the folder.
    fn says_something(&self) -> bool {
        self.empty || !self.name.is_empty() || !self.about.is_empty() || !self.languages.is_empty()
    }
}

/// Fills a new or empty folder. A file that exists is never overwritten. Somebody at a terminal who said nothing but the folder is asked.
pub fn run(wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let wishes = match ask::keyboard().filter(|_| !wanted.says_something() && !terminal.quiet) {
        Some(mut answers) => asked(&mut Ask { terminal, answers: &mut answers })?,
        None => wanted.wishes(),
    };
    starter::create(&wanted.dir, &wishes)?;
    terminal.say("new/done", &[("path", &wanted.dir.display().to_string())]);
    match wishes.start {
        Start::Example => terminal.say("new/next", &[]),
        Start::Empty => terminal.say("new/open", &[("path", &wanted.dir.display().to_string())]),
    }
    Ok(Verdict::Clean)
}

/// The wishes of somebody at a terminal.
fn asked(ask: &mut Ask) -> anyhow::Result<Wishes> {
    let say = |key| messages::say(ask.terminal.language, key, &[]);
    let starts = [(Start::Example, say("new/ask-example")), (Start::Empty, say("new/ask-empty"))];
    let start = ask.choice("new/ask-start", &starts, Some(0))?;
    let is_empty = start == Start::Empty;
    let free = |answer: &str| Ok(answer.trim().to_owned());
    let named = |answer: &str| {
        if is_empty && answer.trim().is_empty() { Err("new/no-name") } else { free(answer) }
    };
    let staged = |answer: &str| match list(answer) {
        stages if stages.is_empty() => Err("new/no-stage"),
        stages => Ok(stages),
    };
    let name = ask.text("new/ask-name", None, named)?;
    let about = ask.text("new/ask-about", None, free)?;
    let usual = if is_empty { ask.terminal.language.tag() } else { "fr,en" };
    let languages = ask.text("new/ask-languages", Some(usual), |answer| {
        let tags = list(answer);
        let all = tags.iter().map(|tag| language(tag).map_err(|_| "new/bad-language"));
        let all = all.collect::<Result<Vec<_>, _>>()?;
        let is_french = all.first().is_some_and(|first| first.tag() == "fr");
        if is_empty || is_french { Ok(all) } else { Err("new/example-french") }
    })?;
    let stages = if is_empty { ask.text("new/ask-stages", None, staged)? } else { Vec::new() };
    Ok(Wishes { name, about, start, languages, stages })
}

/// The parts of a list in one line.
fn list(text: &str) -> Vec<String> {
    text.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

/// A language by its tag.
fn language(tag: &str) -> Result<Language, Expected> {
    Language::find(tag.trim()).ok_or(Expected::Such("fr,ar"))
}

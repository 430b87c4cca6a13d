//! `trousseau release`: a new version of a guide, with the remarks that it answers.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::{
    diff,
    pilot::{self, Desk},
    terminal::{Terminal, Verdict},
};
use crate::{
    guide::{
        self, GuideHead, Status, Text, TranslationHead, Version,
        edit::{self, Bump, Release},
        feedback,
    },
    text::Language,
    words::{self, Failure},
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
    /// The partners that agreed to it, with commas between them
    #[arg(long, value_name = "PARTNERS", value_delimiter = ',')]
    validated_by: Vec<String>,
    /// The day of the version [default: today]
    #[arg(long, value_name = "DAY", value_parser = pilot::day)]
    date: Option<Date>,
    /// What the guide becomes: draft, pilot, published or retired
    #[arg(long, value_parser = pilot::word::<Status>)]
    status: Option<Status>,
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
    let desk = Desk::open(root)?;
    let guide = desk.guide(&wanted.guide, terminal)?;
    if wanted.summary.trim().is_empty() {
        return Err(Failure::new("release/summary").into());
    }
    let release = Release {
        bump: Bump::from(&wanted.size),
        summary: wanted.summary.trim().to_owned(),
        date: wanted.date.unwrap_or(desk.today),
        round: wanted.round.clone(),
        validated_by: wanted.validated_by.iter().map(|id| id.trim().to_owned()).collect(),
        status: wanted.status,
    };
    let edit = |text: &str| {
        let released = edit::release(text, &release)?;
        Ok((released.text, (released.version, released.resolved)))
    };
    let done = desk.change(guide, edit, terminal)?;
    if let Some((version, resolved)) = &done {
        let number = version.to_string();
        let date = release.date.to_string();
        terminal.say("release/done", &[("guide", &guide.slug), ("version", &number), ("date", &date)]);
        for line in answers(&desk, guide, resolved, terminal.language) {
            terminal.line(&line);
        }
        let stale = stale(&desk, &guide.slug, *version);
        if stale.is_empty() {
            terminal.say("release/valid", &[]);
        } else {
            terminal.say("release/stale", &[("languages", &stale.join(", ")), ("version", &number)]);
        }
    }
    Ok(pilot::verdict(done))
}

/// What to say of the remarks that a version answers: which they are, and whether its words are other ones at all.
pub fn answers(desk: &Desk, guide: &Text<GuideHead>, resolved: &[String], tongue: Language) -> Vec<String> {
    if resolved.is_empty() {
        return Vec::new();
    }
    let answered = words::say(tongue, "release/resolved", &[("ids", &resolved.join(", "))]);
    // A remark about a translation, a picture or the print is answered elsewhere than in these words.
    let about_words = guide.head.feedback.iter().any(|remark| {
        resolved.iter().any(|id| **id == *remark.id.value)
            && *remark.lang == guide.language
            && !matches!(
                remark.theme,
                feedback::Theme::Translation | feedback::Theme::Picture | feedback::Theme::Print
            )
    });
    if !about_words {
        return vec![answered];
    }
    let changed = match diff::is_unchanged(desk, guide) {
        Some(true) => Some(words::say(tongue, "release/unchanged", &[("file", &guide.path)])),
        Some(false) => None,
        None => Some(words::say(tongue, "release/changed", &[("file", &guide.path)])),
    };
    [answered].into_iter().chain(changed).collect()
}

/// The languages whose translation no longer says what the guide says, be it since this version or since an older one.
pub fn stale(desk: &Desk, slug: &str, after: Version) -> Vec<String> {
    let is_stale = |language: &&Language| {
        let path = format!("{}{slug}/{language}.md", guide::FOLDER);
        let source = desk.sources.get(&path)?;
        let text = guide::read::<TranslationHead>(source, slug, **language).value?;
        let version = text.head.translates?.value;
        version.is_behind(after).then_some(())
    };
    let languages = desk.toolkit.languages.iter().skip(1);
    languages
        .filter(|language| is_stale(language).is_some())
        .map(|language| language.tag().to_owned())
        .collect()
}

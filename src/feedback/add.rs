//! `trousseau feedback add`: a remark into the head of its guide.

use std::path::Path;

use clap::Args;

use super::ask::{Answers, Ask};
use crate::terminal::{Terminal, Verdict};
use trousseau_app::{
    Project,
    feedback::{has_round, last_round, month, rounds, spoken},
    values,
};

use crate::change::{change, verdict};
use trousseau_core::{
    document::walk::plain,
    guide::{
        GuideHead, Text, Version,
        edit::{self, NewFeedback},
        feedback::{Channel, Origin, Theme},
    },
    library::pilot as rules,
    words::{self, Failure},
};
use trousseau_text::Language;

/// What the command line says of a remark.
#[derive(Args, Clone, Debug, Default)]
pub struct Wanted {
    /// The guide that it is about
    pub guide: String,
    /// The version that was tested [default: the newest]
    #[arg(long = "tested", value_name = "VERSION", value_parser = values::version)]
    pub version: Option<Version>,
    /// The language of the text that was tested [default: the language in which you write]
    #[arg(long = "text", value_name = "LANG")]
    pub language: Option<String>,
    /// The round in which it was made
    #[arg(long, value_name = "ID")]
    pub round: Option<String>,
    /// The month in which it was made, such as 2026-05
    #[arg(long, value_name = "MONTH")]
    pub period: Option<String>,
    /// Whose remark it is: household, social_worker, landlord_staff, association_staff, interpreter or peer
    #[arg(long, value_parser = values::word::<Origin>)]
    pub source: Option<Origin>,
    /// How it was collected: meeting, paper_form, interview or phone
    #[arg(long, value_parser = values::word::<Channel>)]
    pub channel: Option<Channel>,
    /// How many people said it
    #[arg(long, value_name = "NUMBER")]
    pub count: Option<u32>,
    /// What it is about: unclear_word, too_long, missing_step, wrong_fact, picture, translation, print or other
    #[arg(long, value_parser = values::word::<Theme>)]
    pub theme: Option<Theme>,
    /// The section that it is about, as its heading stands in an address
    #[arg(long, value_name = "ANCHOR")]
    pub section: Option<String>,
    /// 1 a detail, 2 hinders, 3 misleads
    #[arg(long)]
    pub severity: Option<u8>,
    /// What the text should say instead; about words, never about a person
    #[arg(long, value_name = "TEXT")]
    pub proposal: Option<String>,
}

/// Adds a remark; what the command line does not say is asked for when somebody is there to answer.
pub fn run(
    root: &Path,
    mut wanted: Wanted,
    answers: Option<Answers>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let guide = terminal.guide(&project, &wanted.guide)?;
    has_round(&project)?;
    let missing = missing(&wanted);
    let mut answers = answers.filter(|_| !missing.is_empty());
    match &mut answers {
        Some(answers) => ask(&mut wanted, &project, guide, &mut Ask { terminal, answers })?,
        None if missing.is_empty() => {}
        None => return Err(Failure::new("add/missing").with("flags", missing.join(" ")).into()),
    }
    loop {
        let feedback = complete(&wanted, &project, guide)?;
        let edit = |text: &str| Ok((edit::add_feedback(text, &feedback)?, ()));
        let done = change(&project, guide, edit, terminal)?;
        match &mut answers {
            // Whoever gave ten answers is asked again for the only free one.
            Some(answers) if done.is_none() => {
                wanted.proposal = Some(proposal(&mut Ask { terminal, answers })?);
            }
            _ => {
                if done.is_some() {
                    terminal.say("add/done", &[("id", &feedback.id), ("guide", &guide.slug)]);
                }
                return Ok(verdict(done));
            }
        }
    }
}

/// The options without which a remark says nothing and that have no default.
fn missing(wanted: &Wanted) -> Vec<&'static str> {
    let all = [
        ("--round", wanted.round.is_none()),
        ("--period", wanted.period.is_none()),
        ("--source", wanted.source.is_none()),
        ("--channel", wanted.channel.is_none()),
        ("--count", wanted.count.is_none()),
        ("--theme", wanted.theme.is_none()),
        ("--severity", wanted.severity.is_none()),
    ];
    all.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name).collect()
}

/// The remark; of what is missing the defaults.
fn complete(wanted: &Wanted, project: &Project, guide: &Text<GuideHead>) -> anyhow::Result<NewFeedback> {
    let newest = guide.head.versions.first().map(|entry| entry.version.value);
    let version = wanted.version.or(newest).ok_or_else(|| Failure::new("add/no-version"))?;
    let lang = match &wanted.language {
        Some(tag) => Language::find(tag).ok_or_else(|| Failure::new("add/language").with("tag", tag))?,
        None => project.toolkit().source_language(),
    };
    let text = |text: &Option<String>| text.as_deref().map(rules::clean).filter(|text| !text.is_empty());
    let said = "the options were asked for";
    Ok(NewFeedback {
        id: project.next_id(),
        version,
        lang,
        round: wanted.round.clone().expect(said),
        period: wanted.period.clone().expect(said),
        source: wanted.source.expect(said),
        channel: wanted.channel.expect(said),
        count: wanted.count.expect(said),
        theme: wanted.theme.expect(said),
        section: text(&wanted.section),
        severity: wanted.severity.expect(said),
        proposal: text(&wanted.proposal),
    })
}

/// Asks for all that the command line does not say, in the order of the form.
fn ask(wanted: &mut Wanted, project: &Project, guide: &Text<GuideHead>, ask: &mut Ask) -> anyhow::Result<()> {
    let toolkit = &project.toolkit();
    let tongue = ask.terminal.language;
    ask.terminal.say("ask/start", &[("guide", &guide.head.title)]);
    let numbers: Vec<_> =
        guide.head.versions.iter().map(|entry| (entry.version.value, entry.version.to_string())).collect();
    if wanted.version.is_none() && numbers.len() > 1 {
        wanted.version = Some(ask.choice("ask/version", &numbers, Some(0))?);
    }
    let languages: Vec<_> = toolkit
        .languages
        .iter()
        .map(|language| (language.tag().to_owned(), language.name().to_owned()))
        .collect();
    if wanted.language.is_none() && languages.len() > 1 {
        wanted.language = Some(ask.choice("ask/language", &languages, Some(0))?);
    }
    if wanted.round.is_none() {
        wanted.round = Some(round(project, ask)?);
    }
    if wanted.period.is_none() {
        let round = toolkit.rounds.iter().find(|round| Some(&round.id.value) == wanted.round.as_ref());
        let default = month(project, round);
        wanted.period = Some(ask.text("ask/period", Some(&default), |answer| {
            rules::period(answer, round, project.today).map(|()| answer.to_owned()).map_err(|code| match code
            {
                "feedback/period-round" => "ask/period-round",
                _ => "ask/month",
            })
        })?);
    }
    if wanted.source.is_none() {
        wanted.source = Some(ask.choice("ask/source", &spoken(&Origin::ALL, "source", tongue), None)?);
    }
    if wanted.channel.is_none() {
        wanted.channel = Some(ask.choice("ask/channel", &spoken(&Channel::ALL, "channel", tongue), None)?);
    }
    if wanted.count.is_none() {
        let read = |answer: &str| answer.parse().ok().filter(|count| *count > 0).ok_or("ask/count-number");
        wanted.count = Some(ask.text("ask/count", Some("1"), read)?);
    }
    if wanted.theme.is_none() {
        wanted.theme = Some(ask.choice("ask/theme", &spoken(&Theme::ALL, "theme", tongue), None)?);
    }
    if wanted.section.is_none() {
        let mut sections = vec![(None, words::say(tongue, "ask/whole", &[]))];
        let headings = guide.body.headings().into_iter();
        sections.extend(headings.map(|heading| (Some(heading.id.clone()), plain(&heading.text))));
        wanted.section = ask.choice("ask/section", &sections, Some(0))?;
    }
    if wanted.severity.is_none() {
        let levels: Vec<_> =
            ["1", "2", "3"].map(|level| words::value(tongue, "severity", level).to_owned()).into();
        let levels: Vec<_> = (1_u8..).zip(levels).collect();
        wanted.severity = Some(ask.choice("ask/severity", &levels, None)?);
    }
    if wanted.proposal.is_none() {
        wanted.proposal = Some(proposal(ask)?);
    }
    Ok(())
}

/// The one free text; an empty one is none.
fn proposal(ask: &mut Ask) -> anyhow::Result<String> {
    ask.text("ask/proposal", None, |answer| {
        let fits = answer.chars().count() <= rules::MOST_LETTERS;
        if fits { Ok(answer.to_owned()) } else { Err("ask/proposal-long") }
    })
}

/// A round of the toolkit; the last that has begun is the default.
fn round(project: &Project, ask: &mut Ask) -> anyhow::Result<String> {
    let choices = rounds(project, ask.terminal.language);
    let last =
        last_round(project).and_then(|last| choices.iter().position(|choice| choice.0 == last.id.value));
    ask.choice("ask/round", &choices, last)
}

//! `trousseau agreement`: who agreed to which text; agreements noted, and the sheet on which they are signed.

use std::path::Path;

use clap::Subcommand;
use jiff::civil::Date;
use serde_json::json;

use super::terminal::{Format, Terminal, Verdict, printed};
use trousseau_app::{
    Project,
    agreement::{self, NotNoted, Wanted},
    form::FOLDER,
    values,
};
use trousseau_core::{
    agreement::{Line, Standing, State, Words},
    guide::{GuideFrontMatter, Status, Text},
    messages,
};
use trousseau_text::Language;

/// What can be done with agreements.
#[derive(Subcommand)]
pub enum Command {
    /// Show who agreed to which text, and who is waited for since when
    Status {
        /// The guides [default: all that readers see]
        guides: Vec<String>,
    },
    /// Note that a partner agrees to the text of now
    Add {
        /// The guide
        guide: String,
        /// The partner, an id of partners.yaml
        partner: String,
        /// The code that it signed, such as 7K3M-9QXT
        code: Option<String>,
        /// The day [default: today]
        #[arg(long, value_name = "DAY", value_parser = values::day)]
        date: Option<Date>,
    },
    /// Make the sheet on which partners agree to the text of now, in output/reports
    Sheet {
        /// The guides
        #[arg(required = true)]
        guides: Vec<String>,
    },
}

/// Runs a command for agreements.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match command {
        Command::Status { guides } => status(root, &guides, terminal),
        Command::Sheet { guides } => sheet(root, &guides, terminal),
        Command::Add { guide, partner, code, date } => {
            add(root, (&guide, &partner), code.as_deref(), date, terminal)
        }
    }
}

fn status(root: &Path, names: &[String], terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let mut guides: Vec<&Text<GuideFrontMatter>> = Vec::new();
    for name in names {
        guides.push(terminal.guide(&project, name)?);
    }
    if names.is_empty() {
        guides.extend(project.guides().filter(|guide| guide.front_matter.status.is_public()));
    }
    for guide in guides {
        let standing = agreement::standing(&project, guide);
        if terminal.format == Format::Json {
            terminal.put(&format!("{}\n", object(guide, &standing)));
            continue;
        }
        let text = lines(&project, guide, &standing, terminal.language);
        terminal.put(&text);
    }
    Ok(Verdict::Clean)
}

fn lines(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    standing: &Standing,
    language: Language,
) -> String {
    let code = standing.text.as_ref().map(|text| text.code()).unwrap_or_default();
    let say = |key: &str, args: &[(&str, &str)]| messages::say(language, key, args);
    let version = standing.version.map(|version| version.to_string()).unwrap_or_default();
    let state = messages::value(language, "agreement", standing.state.name());
    let mut out = format!("\n{}  {version}  {code}  {state}\n", guide.slug);
    let mut line = |text: String| out.push_str(&format!("    {}\n", printed(&text)));
    for one in &standing.lines {
        line(agreed(one, language));
    }
    if standing.state.waits() && guide.front_matter.status != Status::Draft {
        for college in &standing.missing {
            let side = messages::value(language, "college", college.name());
            let since = standing.since.map(|day| day.to_string()).unwrap_or_default();
            line(say("agreement/waits", &[("college", side), ("date", &since)]));
        }
    }
    if let Some(reason) = standing.urgent.as_ref().filter(|_| standing.state == State::Owed) {
        line(say("agreement/urgent", &[("reason", reason)]));
    }
    let changed = standing.text.as_ref().filter(|_| standing.state != State::Agreed);
    if let Some(changed) = changed.and_then(|now| agreement::since_last(project, guide, now)) {
        line(say("agreement/changed", &[]));
        for text in agreement::said(&changed, language) {
            line(text);
        }
    }
    out
}

/// Who agreed, to which text, when.
fn agreed(one: &Line, language: Language) -> String {
    let key = match one.words {
        Words::Now => "agreement/now",
        Words::Other => "agreement/other",
        Words::Unknown => "agreement/unknown",
    };
    let code = one.text.as_ref().map(|text| text.code()).unwrap_or_default();
    let date = one.date.map(|day| day.to_string());
    let date = date.unwrap_or_else(|| messages::say(language, "agreement/no-day", &[]));
    messages::say(language, key, &[("partner", &one.partner), ("code", &code), ("date", &date)])
}

fn object(guide: &Text<GuideFrontMatter>, standing: &Standing) -> serde_json::Value {
    let line = |one: &Line| {
        json!({
            "partner": one.partner, "college": one.college, "date": one.date,
            "code": one.text.as_ref().map(|text| text.code()), "current": one.words == Words::Now,
        })
    };
    json!({
        "guide": guide.slug, "status": guide.front_matter.status, "version": standing.version, "state": standing.state.name(),
        "code": standing.text.as_ref().map(|text| text.code()), "agreed": standing.lines.iter().map(line).collect::<Vec<_>>(),
        "missing": standing.missing, "since": standing.since, "urgent": standing.urgent,
    })
}

fn sheet(root: &Path, names: &[String], terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let guides: anyhow::Result<Vec<_>> = names.iter().map(|name| terminal.guide(&project, name)).collect();
    let (written, diagnostics) = agreement::write_sheets(&project, &guides?)?;
    terminal.tell(&diagnostics, &project.sources);
    for path in written {
        terminal.say("agreement/sheet", &[("path", &format!("{}{FOLDER}/{path}", terminal.prefix))]);
    }
    Ok(terminal.verdict())
}

fn add(
    root: &Path,
    (name, partner): (&str, &str),
    code: Option<&str>,
    date: Option<Date>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let guide = terminal.guide(&project, name)?;
    let wanted = Wanted { partner: partner.trim(), code, date: date.unwrap_or(project.today) };
    match agreement::add(&project, guide, &wanted) {
        Ok(change) => {
            terminal.tell(&change.diagnostics, &change.after);
            project.write(&change, &content)?;
            let (code, date) = (change.value.code(), wanted.date.to_string());
            let args = [("partner", wanted.partner), ("guide", name), ("code", &code), ("date", &date)];
            terminal.say("agreement/added", &args);
            Ok(Verdict::Clean)
        }
        Err(NotNoted::Failure(error)) => Err(error),
        Err(NotNoted::Refused(refusal)) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            terminal.say("edit/refused", &[]);
            Ok(Verdict::Problems)
        }
        Err(NotNoted::Other { now, changed }) => {
            terminal.say("agreement/other-code", &[("code", code.unwrap_or_default()), ("now", &now)]);
            for line in agreement::said(&changed, terminal.language) {
                terminal.line(&line);
            }
            Ok(Verdict::Problems)
        }
    }
}

//! `trousseau feedback add`: writes a remark into the front matter of its guide.

use std::path::Path;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, error::Error};

use crate::{
    ask::{Answers, Ask},
    terminal::{Terminal, Verdict},
};
use trousseau_app::{
    Project,
    feedback::{NotAdded, about, add, complete, diagnostics, has_round},
    values::{self, Expected},
};
use trousseau_core::{
    guide::remark::{
        About, Draft, Fault, Field, Kind, Need,
        choices::{choices, suggestion},
        fields,
    },
    messages::Failure,
};

/// The options of the command.
#[derive(Args, Clone, Debug, Default)]
pub struct Wanted {
    /// The guide that it is about
    pub guide: String,
    /// The answers given as options.
    #[command(flatten)]
    pub said: Said,
    /// Take what looks like a name or a life: no person is meant
    #[arg(long)]
    pub no_person: bool,
}

/// The fields of a remark that options say: one option for each.
#[derive(Clone, Debug, Default)]
pub struct Said(pub Draft);

impl Args for Said {
    fn augment_args(command: Command) -> Command {
        fields::written().fold(command, |command, spec| {
            let option = Arg::new(spec.option).long(spec.option).value_name(spec.takes);
            command.arg(option.value_parser(move |text: &str| read(spec.kind, text)))
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Said {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut said = Self::default();
        said.update_from_arg_matches(matches)?;
        Ok(said)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        for spec in fields::written() {
            if let Some(text) = matches.get_one::<String>(spec.option) {
                self.0.set(spec.field, text.as_str());
            }
        }
        Ok(())
    }
}

/// What an option takes at all; whether it fits the guide and the toolkit is asked later.
fn read(kind: Kind, text: &str) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    match kind {
        Kind::Version => values::version(text).map(|_| ())?,
        Kind::Word { names, .. } if !names.contains(&text) => Err(Expected::OneOf(names.join(", ")))?,
        Kind::Level(_) => text.parse::<u8>().map(|_| ())?,
        Kind::People => text.parse::<u32>().map(|_| ())?,
        _ => {}
    }
    Ok(text.to_owned())
}

/// Adds a remark; what the command line does not say is asked for when somebody is there to answer.
pub fn run(
    root: &Path,
    wanted: Wanted,
    answers: Option<Answers>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let guide = terminal.guide(&project, &wanted.guide)?;
    has_round(&project)?;
    let about = about(&project, guide);
    let mut draft = wanted.said.0;
    if wanted.no_person {
        draft.mean_no_person();
    }
    let missing = missing(&draft);
    let mut answers = answers;
    match &mut answers {
        _ if missing.is_empty() => {}
        Some(answers) => ask(&mut draft, &about, &guide.front_matter.title, &mut Ask { terminal, answers })?,
        None => return Err(Failure::new("add/missing").with("flags", missing.join(" ")).into()),
    }
    complete(&mut draft, &about)?;
    loop {
        let Some(faults) = write(root, &guide.slug, &draft, terminal)? else { return Ok(Verdict::Clean) };
        let doubtful = !faults.is_empty() && faults.iter().all(Fault::is_doubtful);
        terminal.say(if doubtful { "add/doubtful" } else { "edit/refused" }, &[]);
        // Ten answers are not typed a second time because of the only free one: that one alone is asked for again.
        let is_asked = (doubtful || !missing.is_empty()) && !faults.is_empty() && faults.iter().all(is_free);
        let Some(answers) = answers.as_mut().filter(|_| is_asked) else { return Ok(Verdict::Problems) };
        let ask = &mut Ask { terminal, answers };
        if doubtful && ask.means_no_person()? {
            draft.mean_no_person();
            continue;
        }
        for fault in faults {
            draft.set(fault.field, typed(fault.field, &draft, &about, ask)?);
        }
    }
}

/// Writes the remark, unless it is refused: then gives the faults of its fields, of which there may be none.
///
/// The toolkit is read anew, since while somebody answers, others write: two remarks must not get the same number.
fn write(
    root: &Path,
    slug: &str,
    draft: &Draft,
    terminal: &mut Terminal,
) -> anyhow::Result<Option<Vec<Fault>>> {
    let (content, project) = Project::open_to_write(root)?;
    let guide = terminal.guide(&project, slug)?;
    match add(&project, guide, draft) {
        Ok(change) => {
            project.write(&change, &content)?;
            terminal.tell(&change.diagnostics, &change.after);
            terminal.say("add/done", &[("id", &change.value), ("guide", &guide.slug)]);
            Ok(None)
        }
        Err(NotAdded::Refused(refusal)) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            Ok(Some(Vec::new()))
        }
        Err(NotAdded::Faults(faults)) => {
            terminal.tell(&diagnostics(&project, guide, &faults), &project.sources);
            Ok(Some(faults))
        }
    }
}

/// Asks whether a person is meant by what only looks like one.
fn is_free(fault: &Fault) -> bool {
    matches!(fault.field.spec().kind, Kind::Text(_))
}

/// The required options that are missing and have no default.
fn missing(draft: &Draft) -> Vec<String> {
    let needed = fields::written().filter(|spec| matches!(spec.need, Need::Always | Need::Typed));
    let missing = needed.filter(|spec| draft.get(spec.field).is_none());
    missing.map(|spec| format!("--{}", spec.option)).collect()
}

/// Asks for everything that no option gives, in the order of the fields.
fn ask(draft: &mut Draft, about: &About, title: &str, ask: &mut Ask) -> anyhow::Result<()> {
    ask.terminal.say("ask/start", &[("guide", title)]);
    for spec in fields::written().filter(|spec| spec.need != Need::Usual || is_open(spec.field, about)) {
        if draft.says(spec.field) {
            continue;
        }
        let answer = match choices(spec.field, about, ask.terminal.language) {
            choices if choices.is_empty() => typed(spec.field, draft, about, ask)?,
            choices => chosen(spec.field, choices, about, ask)?,
        };
        draft.set(spec.field, answer);
    }
    Ok(())
}

/// Whether there is more than one answer.
fn is_open(field: Field, about: &About) -> bool {
    choices(field, about, about.toolkit.source_language()).len() > 1
}

/// An answer out of a closed list.
fn chosen(
    field: Field,
    choices: Vec<(String, String)>,
    about: &About,
    ask: &mut Ask,
) -> anyhow::Result<String> {
    let spec = field.spec();
    let none = (String::new(), "–".to_owned());
    let has_none = spec.need != Need::Optional || choices.iter().any(|(value, _)| value.is_empty());
    let choices = choices.into_iter().map(|(value, words)| match spec.kind {
        Kind::Version => (value.clone(), value),
        _ => (value, words),
    });
    let choices: Vec<_> = (!has_none).then_some(none).into_iter().chain(choices).collect();
    let usual = suggestion(field, about, None);
    let default = choices.iter().position(|(value, _)| *value == usual);
    ask.choice(spec.question, &choices, default)
}

/// An answer that is typed; asked again until it is right.
fn typed(field: Field, draft: &Draft, about: &About, ask: &mut Ask) -> anyhow::Result<String> {
    let usual = suggestion(field, about, draft.get(Field::Round));
    ask.text(field.spec().question, Some(&usual), |answer| {
        let mut draft = draft.clone();
        draft.set(field, answer);
        match draft.fault(field, about) {
            None => Ok(answer.to_owned()),
            Some(fault) => Err(fault.answer().unwrap_or("ask/number")),
        }
    })
}

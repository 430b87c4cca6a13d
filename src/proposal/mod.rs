//! `trousseau proposal`: other words for a text, offered by one organisation and read by another.

mod show;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{Args, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser};

use super::terminal::{Terminal, Verdict};
use trousseau_app::{
    Project,
    edit::Refusal,
    proposal::{self, Answer, Author, Decision, Forge, Given, NotProposed, Stopped, Wanted},
};
use trousseau_core::{
    guide::remark::fields::{Field, Kind},
    messages::{self, Failure},
};

/// What can be done with proposals.
#[derive(Subcommand)]
pub enum Command {
    /// Begin a history in the folder, without which nothing can be proposed
    Begin,
    /// Propose other words for a text, which stays as it is
    New {
        /// The text, such as content/guides/payer-son-loyer/fr.md
        text: String,
        /// A file with the whole text as it should be
        #[arg(long, value_name = "FILE")]
        with: PathBuf,
        /// Why, in one sentence
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        who: Who,
    },
    /// List the proposals that wait
    List {
        /// Those that are decided, too
        #[arg(long)]
        all: bool,
    },
    /// Show the words that a proposal takes away and adds, block by block
    Show {
        /// The proposal
        id: String,
    },
    /// Write proposed blocks into the text
    Accept(Chosen),
    /// Leave the text as it is
    Refuse(Chosen),
    /// Take back a proposal of your own organisation
    Withdraw {
        /// The proposal
        id: String,
        #[command(flatten)]
        who: Who,
    },
    /// Answer a block with a remark
    Answer {
        /// The proposal
        id: String,
        /// The block, by its letters
        #[arg(long)]
        block: String,
        /// What the remark is about, such as unclear_word
        #[arg(long, value_parser = PossibleValuesParser::new(themes()))]
        theme: String,
        /// What the text should say instead; about words, never about a person
        #[arg(long, value_name = "TEXT", default_value = "")]
        proposal: String,
        /// 1 a detail, 2 hinders, 3 misleads
        #[arg(long, default_value = "2", value_parser = PossibleValuesParser::new(["1", "2", "3"]))]
        severity: String,
        #[command(flatten)]
        who: Who,
    },
    /// Send a proposal to the others
    Send {
        /// The proposal
        id: String,
        /// An address, a shared folder or the name of a remote [default: where it was sent last, else origin]
        #[arg(long, value_name = "PLACE", conflicts_with = "file")]
        to: Option<String>,
        /// What is there
        #[arg(long, value_parser = forge())]
        at: Option<Forge>,
        /// Write it to a file instead, to be sent by mail
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Take in what others propose and decided
    Fetch {
        /// A file that came by mail, an address, a shared folder or the name of a remote [default: as for send]
        from: Option<String>,
        /// What is there
        #[arg(long, value_parser = forge())]
        at: Option<Forge>,
    },
}

/// Blocks of a proposal, and who decides.
#[derive(Args)]
pub struct Chosen {
    /// The proposal
    id: String,
    /// Only these blocks, by their letters [default: all that nobody changed meanwhile]
    #[arg(long, value_name = "BLOCK", value_delimiter = ',')]
    block: Vec<String>,
    #[command(flatten)]
    who: Who,
}

/// Who proposes or decides.
#[derive(Args)]
pub struct Who {
    /// The organisation, an id of partners.yaml [default: as the last time in this folder]
    #[arg(long = "as", value_name = "PARTNER")]
    partner: Option<String>,
    /// Its function, such as Accueil
    #[arg(long, value_name = "NAME")]
    function: Option<String>,
    /// Take what looks like a name or a life: no person is meant
    #[arg(long)]
    no_person: bool,
}

impl Who {
    /// The author; a failure when nobody ever said it.
    fn author(&self, project: &Project) -> anyhow::Result<Author> {
        let Some(partner) = self.partner.clone() else {
            return proposal::usual_author(project).ok_or_else(|| Failure::new("proposal/who").into());
        };
        Ok(Author { partner, function: self.function.clone() })
    }
}

fn themes() -> &'static [&'static str] {
    match Field::Theme.spec().kind {
        Kind::Word { names, .. } => names,
        _ => &[],
    }
}

fn forge() -> impl TypedValueParser<Value = Forge> {
    PossibleValuesParser::new(Forge::NAMES).try_map(|name| name.parse::<Forge>())
}

/// Runs a command for proposals.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match command {
        Command::Begin => {
            proposal::begin(&Project::open_whole(root)?)?;
            terminal.say("proposal/begins", &[]);
            Ok(Verdict::Clean)
        }
        Command::New { text, with, reason, who } => propose(root, (&text, &with), reason, &who, terminal),
        Command::List { all } => show::list(&Project::open_whole(root)?, all, terminal),
        Command::Show { id } => show::show(&Project::open_whole(root)?, &id, terminal),
        Command::Accept(chosen) => decide(root, &chosen, Decision::Accepted, terminal),
        Command::Refuse(chosen) => decide(root, &chosen, Decision::Refused, terminal),
        Command::Withdraw { id, who } => withdraw(root, &id, &who, terminal),
        Command::Answer { id, block, theme, proposal, severity, who } => {
            let answer = Answer { theme, proposal, severity, no_person: who.no_person };
            written(root, &id, &who, (BTreeMap::new(), BTreeMap::from([(block, answer)])), terminal)
        }
        Command::Send { id, file: Some(file), .. } => to_file(root, &id, &file, terminal),
        Command::Send { id, to, at, .. } => send(root, &id, to, at, terminal),
        Command::Fetch { from, at } => fetch(root, from, at, terminal),
    }
}

fn propose(
    root: &Path,
    (text, with): (&str, &Path),
    reason: String,
    who: &Who,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let author = who.author(&project)?;
    let unreadable = || Failure::new("output/read").with("path", with.display());
    let words = fs::read_to_string(with).with_context(unreadable)?;
    // A path from here is as good as one from the folder of the toolkit.
    let path = text.strip_prefix(&terminal.prefix).unwrap_or(text).replace('\\', "/");
    let texts = vec![(path.trim_start_matches("./").into(), words)];
    let wanted = Wanted { texts, reason, author: author.clone(), no_person: who.no_person };
    match proposal::propose(&project, &wanted)? {
        Ok(id) => {
            proposal::remember_author(&project, &author);
            terminal.say("proposal/made", &[("id", &id)]);
            Ok(Verdict::Clean)
        }
        Err(NotProposed::Same) => {
            terminal.say("proposal/same", &[]);
            Ok(Verdict::Problems)
        }
        Err(NotProposed::Refused(refusal)) => refused(&refusal, "edit/refused", terminal),
        Err(NotProposed::Doubtful(refusal)) => refused(&refusal, "add/doubtful", terminal),
    }
}

fn refused(refusal: &Refusal, why: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    terminal.tell(&refusal.diagnostics, &refusal.sources);
    terminal.say(why, &[]);
    Ok(Verdict::Problems)
}

fn decide(
    root: &Path,
    chosen: &Chosen,
    decision: Decision,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let reading = proposal::read(&project, &chosen.id)?;
    let blocks: Vec<String> = match &chosen.block[..] {
        [] => show::undisputed(&reading, decision),
        blocks => blocks.to_vec(),
    };
    let decisions: BTreeMap<_, _> = blocks.into_iter().map(|block| (block, decision)).collect();
    if decisions.is_empty() {
        let open = reading.open();
        let key = if open > 0 { "proposal/disputed" } else { "proposal/nothing" };
        terminal.say(key, &[("id", &chosen.id)]);
        return Ok(if open > 0 { Verdict::Problems } else { Verdict::Clean });
    }
    written(root, &chosen.id, &chosen.who, (decisions, BTreeMap::new()), terminal)
}

fn written(
    root: &Path,
    id: &str,
    who: &Who,
    (decisions, answers): (BTreeMap<String, Decision>, BTreeMap<String, Answer>),
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let author = who.author(&project)?;
    let decided = proposal::decide((&content, &project), id, &author, &decisions, &answers, who.no_person)?;
    let done = match decided {
        Ok(done) => done,
        Err(Stopped::Refused(refusal)) => return refused(&refusal, "edit/refused", terminal),
        Err(Stopped::Doubtful(refusal)) => return refused(&refusal, "add/doubtful", terminal),
        Err(Stopped::Answer(block, faults)) => {
            let diagnostics = proposal::answer_diagnostics(&project, id, &block, &faults)?;
            let doubtful = faults.iter().all(trousseau_core::guide::remark::Fault::is_doubtful);
            terminal.tell(&diagnostics, &project.sources);
            terminal.say(if doubtful { "add/doubtful" } else { "edit/refused" }, &[]);
            return Ok(Verdict::Problems);
        }
    };
    proposal::remember_author(&project, &author);
    terminal.tell(&done.diagnostics, &project.sources);
    for (key, number) in [("proposal/accepted", done.accepted), ("proposal/refused", done.refused)] {
        if number > 0 {
            let line = messages::count(terminal.language, key, number);
            terminal.line(&line);
        }
    }
    for remark in &done.answers {
        terminal.say("proposal/answered", &[("id", remark)]);
    }
    let left = messages::count(terminal.language, "proposal/open", done.open);
    let closed = messages::say(terminal.language, "proposal/closed", &[]);
    terminal.line(if done.open > 0 { &left } else { &closed });
    Ok(Verdict::Clean)
}

fn withdraw(root: &Path, id: &str, who: &Who, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let author = who.author(&project)?;
    proposal::withdraw((&content, &project), id, &author)?;
    terminal.say("proposal/taken-back", &[]);
    Ok(Verdict::Clean)
}

fn to_file(root: &Path, id: &str, file: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let bytes = proposal::file(&project, id)?;
    // A folder gets a file of the usual name.
    let path = if file.is_dir() { file.join(proposal::file_name(id)) } else { file.to_owned() };
    trousseau_app::write_new(&path, &bytes)?;
    let size = bytes.len().div_ceil(1024).to_string();
    terminal.say("proposal/filed", &[("path", &path.display().to_string()), ("size", &size)]);
    Ok(Verdict::Clean)
}

/// The place that was given, or the one that was used last.
fn place(
    project: &Project,
    given: Option<String>,
    at: Option<Forge>,
) -> anyhow::Result<(String, Option<Forge>)> {
    let usual = || proposal::origin(project).map(|(place, forge)| (place, at.or(forge)));
    let place = given.map(|place| (place, at)).or_else(usual);
    place.ok_or_else(|| Failure::new("proposal/where").into())
}

fn send(
    root: &Path,
    id: &str,
    to: Option<String>,
    at: Option<Forge>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let (to, at) = place(&project, to, at)?;
    let sent = proposal::send(&project, id, &to, at)?;
    terminal.say("proposal/sent", &[("id", id), ("place", &to)]);
    for link in &sent.links {
        terminal.say("proposal/link", &[("link", link)]);
    }
    Ok(Verdict::Clean)
}

fn fetch(
    root: &Path,
    from: Option<String>,
    at: Option<Forge>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let file = from.as_deref().map(PathBuf::from).filter(|path| path.is_file());
    let given = match file {
        Some(file) => Given::File(file),
        None => {
            let (place, forge) = place(&project, from, at)?;
            Given::Place(place, forge)
        }
    };
    let author = proposal::usual_author(&project);
    let fetched = proposal::fetch(&project, &given, author.as_ref())?;
    for (key, ids) in [("proposal/new", &fetched.new), ("proposal/changed", &fetched.changed)] {
        for id in ids {
            terminal.say(key, &[("id", id)]);
        }
    }
    if fetched.new.is_empty() && fetched.changed.is_empty() {
        terminal.say("proposal/no-news", &[]);
    }
    if fetched.left > 0 {
        let line = messages::count(terminal.language, "proposal/left", fetched.left);
        terminal.line(&line);
    }
    Ok(Verdict::Clean)
}

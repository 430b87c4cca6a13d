//! The arguments of the command line, and which command each leads to.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::Write as _,
    path::PathBuf,
    process::ExitCode,
};

use crate::terminal::{self, Terminal, Verdict};
use crate::written::Written;
use crate::{
    agreement, audio, build, check, completions, diff, facts, feedback, guide, help, history, hook, leaflet,
    lsp, man, new, overlay, proposal, publish, release, report, schema, serve, theme, token, translation,
    word,
};
use clap::{
    Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, Resettable, TypedValueParser},
};
use trousseau_app::{
    build::Options as Build, guide::NewText, leaflet::Options as Leaflets, report::Options as Report, values,
};
use trousseau_core::{
    guide::Version,
    messages,
    toolkit::{self, Format as Paper},
};
use trousseau_text::Language;

/// Turns a folder of guides into a site in several languages.
#[derive(Parser)]
#[command(name = "trousseau", version, max_term_width = 100, arg_required_else_help = true)]
#[command(disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command understands.
#[derive(Args)]
#[command(next_help_heading = "Common options")]
struct Common {
    /// The folder of the toolkit [default: this folder or the nearest above it with content/toolkit.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The language of messages [default: from LC_ALL, LC_MESSAGES or LANG]
    #[arg(long, global = true, value_enum)]
    lang: Option<ProgramLanguage>,
    /// How problems are written
    #[arg(long, global = true, value_enum, default_value_t)]
    format: Written,
    /// Say problems only
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// The languages that the program speaks.
// Shell completions would show the help of a value in English only, so it has none; the help of the option explains the values.
#[derive(Clone, Copy, ValueEnum)]
enum ProgramLanguage {
    /// French
    #[value(help = Resettable::Reset)]
    Fr,
    /// English
    #[value(help = Resettable::Reset)]
    En,
}

/// What can be done with the hook.
#[derive(Clone, Copy, ValueEnum)]
enum Hook {
    /// Put it in its place
    #[value(help = Resettable::Reset)]
    Install,
    /// Take it away
    #[value(help = Resettable::Reset)]
    Remove,
}

#[derive(Subcommand)]
enum Command {
    /// Make the site in the folder output
    Build {
        /// Make every file again
        #[arg(long)]
        fresh: bool,
        /// Another output folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Another public address of the site
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Put compressed files beside the others, for servers that send them
        #[arg(long)]
        compress: bool,
    },
    /// Show the site in the browser while it is written
    Serve {
        /// The first port to try
        #[arg(long, default_value_t = trousseau_server::PORT)]
        port: u16,
        /// The name or number of this computer on which to listen: 0.0.0.0 lets other computers in, with a token
        #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
        host: String,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// What opens a file from a diagnostic: vscode, vscodium, zed, idea, sublime…, or an address with {path}, {line} and {column}
        #[arg(long, value_name = "NAME", default_value = "vscode")]
        editor: String,
    },
    /// Look for mistakes, without changing anything
    Check(check::Wanted),
    /// Tell a text editor what is wrong while somebody types (Language Server Protocol)
    Lsp,
    /// Have git check each time before it records
    Hook {
        /// What to do with the hook
        #[arg(value_enum)]
        what: Hook,
    },
    /// Create a toolkit that works, to be filled
    New(new::Wanted),
    /// Open the desk in the browser; without a toolkit, let one choose or begin one
    Open {
        /// The folder of the toolkit, or the one in which to choose one [default: this folder]
        dir: Option<PathBuf>,
        /// The first port to try
        #[arg(long, default_value_t = trousseau_server::PORT)]
        port: u16,
    },
    /// Create a guide, page, sheet or letter with a head to fill in; rename, retire or delete one
    #[command(
        args_conflicts_with_subcommands = true,
        subcommand_negates_reqs = true,
        disable_help_subcommand = true
    )]
    Guide {
        #[command(subcommand)]
        files: Option<guide::Command>,
        /// The name of its folder, such as deposer-sa-demande
        #[arg(required = true)]
        name: Option<String>,
        /// What it is: guide, page, sheet or letter
        #[arg(long, value_name = "WHAT", value_parser = values::word::<NewText>, default_value = "guide")]
        kind: NewText,
    },
    /// Tokens with which others print from their own computers
    #[command(subcommand)]
    Token(token::Command),
    /// Make the leaflets of guides at once, in output/leaflets
    Leaflet {
        /// The guides, by the names of their folders
        #[arg(required_unless_present_any = ["fit", "formats"])]
        guides: Vec<String>,
        /// The languages, such as fr,ar [default: all in which a guide is]
        #[arg(long = "in", value_name = "TAG", value_delimiter = ',')]
        languages: Vec<String>,
        /// The formats [default: those of the guide]
        #[arg(long = "paper", value_name = "FORMAT", value_delimiter = ',', value_parser = paper())]
        formats: Vec<Paper>,
        /// Put the name, functions and logo of this partner on them
        #[arg(long, value_name = "ID")]
        partner: Option<String>,
        /// Another folder for the files; one of the same name is replaced only when trousseau made it
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Only tell how the text fits its paper: size of the letters, pages, space left
        #[arg(long)]
        fit: bool,
    },
    /// Remarks of the pilot phase
    #[command(subcommand)]
    Feedback(feedback::Command),
    /// Agreements of the partners to a text
    #[command(subcommand)]
    Agreement(agreement::Command),
    /// Make a new version of a guide
    Release(release::Wanted),
    /// Show the versions of a guide
    History {
        /// The guide
        guide: String,
    },
    /// Show what changed between two versions of a guide
    Diff {
        /// The guide
        guide: String,
        /// The older version
        #[arg(value_parser = values::version)]
        from: Version,
        /// The newer version
        #[arg(value_parser = values::version)]
        to: Version,
    },
    /// List every figure of the toolkit with its source, those that fall due first
    Facts {
        /// How the list is written
        #[arg(long = "as", value_enum, default_value_t)]
        shape: facts::Shape,
    },
    /// Make the report of a round for the next meeting, and the board, in the folder output/reports
    Report {
        /// The id of the round in rounds.yaml [default: the newest]
        #[arg(long, value_name = "ID")]
        round: Option<String>,
        /// Another folder for the reports
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Carry the site to where it stands
    Publish(publish::Wanted),
    /// Translations: how far they are; texts for translators, and back
    #[command(subcommand)]
    Translation(translation::Command),
    /// Other words for a text: propose, read, accept, refuse, send
    #[command(subcommand)]
    Proposal(proposal::Command),
    /// Texts as documents of a word processor: out to a partner, and back
    #[command(subcommand)]
    Word(word::Command),
    /// A toolkit that rests on another one: what it changes, what has changed there since
    #[command(subcommand)]
    Overlay(overlay::Command),
    /// What one needs to record a guide
    #[command(subcommand)]
    Audio(audio::Command),
    /// What one needs to make a theme one's own
    #[command(subcommand)]
    Theme(theme::Command),
    /// Give the form of the files to text editors, as JSON Schemas
    Schema {
        /// Write them to the folder schemas
        #[arg(long)]
        write: bool,
    },
    /// Give your shell the names of the commands
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    Man {
        /// The folder to write them to
        dir: PathBuf,
    },
}

/// The formats of paper, by their names.
fn paper() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(Paper::all().map(Paper::name)).try_map(|name| name.parse::<Paper>())
}

/// Runs the program: 0 when all is well, 1 when there are errors to mend, 2 when it could not run.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = env::args_os().collect();
    let language = language(&words, of_toolkit);
    let arguments = match described(language).try_get_matches_from(words) {
        Ok(matches) => Arguments::from_arg_matches(&matches),
        Err(error) => Err(error),
    };
    let arguments = match arguments {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` ends with exit code 0. An error of printing is ignored, since there is nowhere to report it.
            let _ = match help::mistake(&error, language) {
                Some(mistake) => std::io::stderr().write_all(mistake.as_bytes()),
                None => error.print(),
            };
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut terminal = Terminal::new(language, arguments.common.format.of_problems());
    terminal.quiet = arguments.common.quiet;
    let verdict = run(arguments, &mut terminal);
    match verdict.and_then(|verdict| terminal.written().map(|()| verdict)) {
        Ok(Verdict::Clean) => ExitCode::SUCCESS,
        Ok(Verdict::Problems) => ExitCode::from(1),
        Err(error) => {
            terminal.fail(&error);
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let root = arguments.common.root.unwrap_or_else(nearest);
    terminal.prefix = terminal::prefix(&root);
    let format = arguments.common.format;
    let speaks = arguments.common.lang.map(|_| terminal.language);
    if !format.is_of_problems() && !matches!(arguments.command, Command::Translation(_)) {
        return Err(format.unknown());
    }
    match arguments.command {
        Command::Build { fresh, out, base_url, compress } => {
            build::run(&root, &Build { fresh, out, base_url, compress }, terminal)
        }
        Command::Serve { port, host, open, editor } => {
            let open = open.then_some("");
            let options = trousseau_server::Options { port, host, open, editor, speaks };
            serve::run(&root, &options, terminal)
        }
        Command::Check(wanted) => check::run(&root, &wanted, terminal),
        Command::Lsp => lsp::run(&root, terminal),
        Command::Hook { what: Hook::Install } => hook::install(&root, terminal),
        Command::Hook { what: Hook::Remove } => hook::remove(&root, terminal),
        Command::New(wanted) => new::run(&wanted, terminal),
        Command::Open { dir, port } => serve::open(&dir.unwrap_or(root), port, speaks, terminal),
        Command::Guide { files, name, kind } => guide::run(&root, files, name, kind, terminal),
        Command::Leaflet { guides, languages, formats, partner, out, fit } => {
            let options = Leaflets { guides, languages, formats, partner, out };
            let make = if fit { leaflet::fit } else { leaflet::run };
            make(&root, &options, terminal)
        }
        Command::Feedback(command) => feedback::run(&root, command, terminal),
        Command::Agreement(command) => agreement::run(&root, command, terminal),
        Command::Release(wanted) => release::run(&root, &wanted, terminal),
        Command::History { guide } => history::run(&root, &guide, terminal),
        Command::Diff { guide, from, to } => diff::run(&root, &guide, [from, to], terminal),
        Command::Facts { shape } => facts::run(&root, shape, terminal),
        Command::Report { round, out } => report::run(&root, &Report { round, out }, terminal),
        Command::Publish(wanted) => publish::run(&root, &wanted, terminal),
        Command::Translation(command) => translation::run(&root, command, format, terminal),
        Command::Proposal(command) => proposal::run(&root, command, terminal),
        Command::Word(command) => word::run(&root, command, terminal),
        Command::Overlay(command) => overlay::run(&root, command, terminal),
        Command::Audio(command) => audio::run(&root, command, terminal),
        Command::Theme(command) => theme::run(&root, command, terminal),
        Command::Token(command) => token::run(&root, command, terminal),
        Command::Schema { write: true } => schema::write(&root, terminal),
        Command::Schema { write: false } => schema::print(terminal),
        Command::Man { dir } => man::run(&dir, described(terminal.language), terminal),
        Command::Completions { shell } => completions::run(shell, described(terminal.language), terminal),
    }
}

/// The command line with its help in the user's language.
pub fn described(language: Language) -> clap::Command {
    help::describe(Arguments::command(), language)
}

/// The language of messages, known before the arguments are read: their own mistakes are said in it.
fn language(arguments: &[OsString], of_toolkit: impl Fn(PathBuf) -> Option<Language>) -> Language {
    let given = value(arguments, "--lang").map(OsStr::to_owned);
    let root = || value(arguments, "--root").map_or_else(nearest, PathBuf::from);
    if let Some(language) = given.is_none().then(|| of_toolkit(root())).flatten() {
        return language;
    }
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let wanted = given.or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set));
    messages::spoken(&wanted.map(|tag| tag.to_string_lossy().into_owned()).unwrap_or_default())
}

/// What was typed behind an option, before anything is understood.
fn value<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a OsStr> {
    let after = arguments.iter().zip(arguments.iter().skip(1)).find(|(name, _)| *name == option);
    let joined = |text: &'a OsString| text.to_str()?.strip_prefix(option)?.strip_prefix('=').map(OsStr::new);
    after.map(|(_, value)| value.as_os_str()).or_else(|| arguments.iter().find_map(joined))
}

/// The language for which a toolkit asks.
fn of_toolkit(root: PathBuf) -> Option<Language> {
    toolkit::messages_of(&std::fs::read_to_string(root.join(toolkit::PATH)).ok()?)
}

/// This folder, or the nearest above it that holds a toolkit, as a short path.
fn nearest() -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    let up = here.ancestors().position(|folder| folder.join(toolkit::PATH).is_file());
    match up {
        None | Some(0) => PathBuf::from("."),
        Some(steps) => vec![".."; steps].iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_known_before_the_arguments_are() {
        let check = |text: &str| {
            let words: Vec<OsString> = text.split(' ').map(OsString::from).collect();
            language(&words, |root| root.ends_with("nord").then(|| messages::spoken("fr"))).tag()
        };
        assert_eq!(check("trousseau check --root /boites/nord"), "fr", "the toolkit asks for it");
        assert_eq!(
            check("trousseau check --root=/boites/nord --lang=en"),
            "en",
            "somebody asks for another one"
        );
        assert_eq!(check("trousseau check --lang fr"), "fr");
        assert_eq!(check("trousseau --lang=fr_FR.UTF-8 check"), "fr");
        assert_eq!(check("trousseau --lang en check"), "en");
    }
}

//! `trousseau translation`: how far the translations are; texts for translators, and back.

mod status;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Subcommand;

use super::terminal::{Terminal, Verdict};
use crate::written::Written;
use trousseau_app::{
    Project,
    translation::{self, Export, Format, Import, Only, export::Exported},
    values,
};
use trousseau_core::{
    diagnostic::{Severity, SourcePath},
    guide::TranslationState,
    messages::{self, Failure},
};
use trousseau_exchange::catalog::MOST_BYTES;

/// What can be done with translations.
#[derive(Subcommand)]
pub enum Command {
    /// Show how far each translation is; --format table, json or csv
    Status {
        /// Only these languages, such as ar,en
        #[arg(long = "in", value_name = "TAG", value_delimiter = ',')]
        languages: Vec<String>,
        /// End with exit code 1 if a translation is in one of these states, such as missing,stale
        #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = values::word::<translation::status::State>)]
        fail_on: Vec<translation::status::State>,
    },
    /// Write a file for translators; --format po, xliff, tbx or tmx
    Export {
        /// The language, such as ar
        #[arg(value_name = "LANG")]
        language: String,
        /// The guides and pages, by the names of their folders [default: all that readers see]
        guides: Vec<String>,
        /// Only what has changed or is new since it was translated (stale), or what has no translation (missing); or both: stale,missing
        #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = values::word::<Only>)]
        only: Vec<Only>,
        /// Another file than output/translations/LANG.po
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Put a file that comes back into the translations of its language
    Import {
        /// The file: PO or XLIFF 1.2
        file: PathBuf,
        /// Who made the translation: machine, draft or reviewed
        #[arg(long, value_name = "STATUS", value_parser = values::word::<TranslationState>)]
        state: Option<TranslationState>,
        /// Say what would be written, and write nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Say that a translation is done: it translates the source text of today
    Keep {
        /// The guide or the page
        guide: String,
        /// The language, such as ar
        #[arg(value_name = "LANG")]
        language: String,
    },
    /// Note that somebody has read exactly the words of now again
    Review {
        /// The guide or the page
        guide: String,
        /// The language, such as ar
        #[arg(value_name = "LANG")]
        language: String,
        /// Who: a function or an organisation, never a person
        #[arg(long, value_name = "NAME")]
        by: String,
    },
}

/// Runs a command for translations.
pub fn run(
    root: &Path,
    command: Command,
    format: Written,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    match command {
        Command::Status { languages, fail_on } => status::run(root, &languages, &fail_on, format, terminal),
        Command::Export { language, guides, only, out } => {
            let format = format.of_catalog()?;
            export(root, &Export { language, guides, only, format, out }, terminal)
        }
        Command::Import { file, state, dry_run: true } => look(root, &file, state, terminal),
        Command::Import { file, state, dry_run: false } => import(root, &file, state, terminal),
        Command::Keep { guide, language } => keep(root, &guide, &language, terminal),
        Command::Review { guide, language, by } => review(root, &guide, &language, &by, terminal),
    }
}

fn export(root: &Path, wanted: &Export, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let Exported { path, counts } = translation::export(&project, wanted)?;
    let count = |key, number| messages::count(terminal.language, key, number);
    let (stale, missing) =
        (count("translation/stale", counts.stale), count("translation/missing", counts.missing));
    // What has changed is no matter of a glossary, and what is missing none of a memory.
    let parts = match wanted.format {
        Format::Tmx => vec![count("translation/memory", counts.units)],
        Format::Tbx => vec![count("translation/terms", counts.units), missing],
        Format::Po | Format::Xliff => vec![count("translation/units", counts.units), stale, missing],
    };
    let parts = parts.join(", ");
    terminal.say("translation/exported", &[("path", &path.display().to_string()), ("parts", &parts)]);
    Ok(Verdict::Clean)
}

fn import(
    root: &Path,
    file: &Path,
    state: Option<TranslationState>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let sent = sent(file, terminal)?;
    let (content, project) = Project::open_to_write(root)?;
    let import = translation::look(&project, &sent.path, &sent.bytes, state)?;
    translation::write((&content, &project), &import)?;
    Ok(told(&import, terminal))
}

/// The same without writing anything.
fn look(
    root: &Path,
    file: &Path,
    state: Option<TranslationState>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let sent = sent(file, terminal)?;
    let import = translation::look(&Project::open_whole(root)?, &sent.path, &sent.bytes, state)?;
    let verdict = told(&import, terminal);
    if !import.texts.is_empty() {
        terminal.say("translation/dry", &[]);
    }
    Ok(verdict)
}

/// A file that came back.
struct Sent {
    path: SourcePath,
    bytes: Vec<u8>,
}

fn sent(file: &Path, terminal: &Terminal) -> anyhow::Result<Sent> {
    let failure = || Failure::new("output/read").with("path", file.display());
    let size = fs::metadata(file).with_context(failure)?.len();
    if size > MOST_BYTES as u64 {
        return Err(Failure::new("translation/large").with("path", file.display()).into());
    }
    let bytes = fs::read(file).with_context(failure)?;
    let whole = || std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    // A diagnostic is shown with the path from here to the toolkit before its own, unless that is absolute.
    let shown = if terminal.prefix.is_empty() { file.to_owned() } else { whole() };
    Ok(Sent { path: shown.display().to_string().into(), bytes })
}

/// What became of each text, after what could not be taken.
fn told(import: &Import, terminal: &mut Terminal) -> Verdict {
    terminal.tell(&import.diagnostics, &import.sources);
    let language = terminal.language;
    for text in &import.texts {
        let parts = text.parts();
        let parts: Vec<String> =
            parts.iter().map(|(key, number)| messages::count(language, key, *number)).collect();
        let key = if text.is_new { "translation/new" } else { "translation/imported" };
        terminal.say(key, &[("path", &text.path), ("parts", &parts.join(", "))]);
        for words in &text.removed {
            terminal.say("translation/gone", &[("words", words)]);
        }
    }
    if import.open > 0 {
        let line = messages::count(language, "translation/open", import.open);
        terminal.line(&line);
    }
    if import.texts.is_empty() {
        terminal.say("translation/nothing", &[]);
    }
    let refused = import.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if refused { Verdict::Problems } else { Verdict::Clean }
}

fn keep(root: &Path, guide: &str, tag: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let language = translation::language(&project, tag)?;
    let path = translation::keep((&content, &project), guide, language)?;
    terminal.say("translation/kept", &[("path", &path)]);
    Ok(Verdict::Clean)
}

fn review(root: &Path, guide: &str, tag: &str, by: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let language = translation::language(&project, tag)?;
    match translation::review((&content, &project), guide, language, by)? {
        Ok(path) => {
            terminal.say("translation/reviewed", &[("path", &path), ("by", by.trim())]);
            Ok(Verdict::Clean)
        }
        Err(refusal) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            terminal.say("edit/refused", &[]);
            Ok(Verdict::Problems)
        }
    }
}

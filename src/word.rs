//! `trousseau word`: a text as a document for a partner, and what comes back of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Subcommand;

use super::terminal::{Terminal, Verdict, printed};
use trousseau_app::{
    Content, Project,
    proposal::{Author, NotProposed},
    word::{self, Block, Left, Look, MOST_BYTES, Offer, Order},
};
use trousseau_core::{
    diagnostic::{Severity, SourcePath},
    guide::remark::Field,
    manuscript::{compare::Piece, rewrite::Done},
    messages::{self, Failure},
};

/// What can be done with documents.
#[derive(Subcommand)]
pub enum Command {
    /// Write a guide or a page as a document (.docx)
    Export {
        /// The guide or the page, by the name of its folder
        guide: String,
        /// The language, such as ar [default: that of the source text]
        #[arg(value_name = "LANG")]
        language: Option<String>,
        /// Another file than output/word/GUIDE-LANG.docx
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Read a document that comes back and show what would change; --write writes it, --propose proposes it
    Import {
        /// The document: .docx, or .odt where LibreOffice is installed
        file: PathBuf,
        /// Write what the command shows into the text
        #[arg(long)]
        write: bool,
        /// Propose what the command shows, and leave the text as it is; why, in one sentence
        #[arg(long, value_name = "TEXT", conflicts_with = "write", requires = "partner")]
        propose: Option<String>,
        /// The organisation that proposes: the one that sent the document, an id of partners.yaml
        #[arg(long = "as", value_name = "PARTNER", requires = "propose")]
        partner: Option<String>,
        /// Its function, such as Accueil
        #[arg(long, value_name = "NAME", requires = "propose")]
        function: Option<String>,
        /// Make a new guide of this name of the document
        #[arg(long, value_name = "NAME", conflicts_with_all = ["source", "no_person", "propose"])]
        new: Option<String>,
        /// Who made the comments, such as landlord_staff or association_staff
        #[arg(long, value_name = "SOURCE", default_value = "landlord_staff")]
        source: String,
        /// You have checked: doubtful words mean no person
        #[arg(long)]
        no_person: bool,
    },
}

/// Runs a command for documents.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match command {
        Command::Export { guide, language, out } => export(root, &guide, language.as_deref(), out, terminal),
        Command::Import { file, write, new: Some(name), .. } => draft(root, &file, &name, write, terminal),
        Command::Import { file, write, propose, partner, function, source, no_person, .. } => {
            let known = Field::Source.spec().kind.names();
            if !known.contains(&source.as_str()) {
                let failure =
                    Failure::new("word/origin").with("value", source).with("known", known.join(", "));
                return Err(failure.into());
            }
            let author = Author { partner: partner.unwrap_or_default(), function };
            let wish = match (write, propose) {
                (_, Some(reason)) => Wish::Propose(Offer { reason, author, no_person }),
                (true, None) => Wish::Write,
                (false, None) => Wish::Look,
            };
            import(root, &file, (source, no_person), &wish, terminal)
        }
    }
}

/// What becomes of a document that was read.
enum Wish {
    Look,
    Write,
    Propose(Offer),
}

fn export(
    root: &Path,
    guide: &str,
    language: Option<&str>,
    out: Option<PathBuf>,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let made = word::export(&project, guide, language)?;
    let path = out.unwrap_or_else(|| root.join("output/word").join(&made.name));
    word::keep(&project, &path, &made.bytes)?;
    terminal.say("word/exported", &[("path", &path.display().to_string())]);
    if let Some(version) = made.since {
        terminal.say("word/since", &[("version", &version.to_string())]);
    }
    Ok(Verdict::Clean)
}

fn import(
    root: &Path,
    file: &Path,
    (origin, no_person): (String, bool),
    wish: &Wish,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let bytes = bytes(file)?;
    let path = shown(file, terminal);
    let (content, project) = Project::open_to_write(root)?;
    let order = Order { path, bytes: &bytes, origin, no_person };
    let look = word::look(&project, &order)?;
    tell(&look, terminal);
    let verdict = match look.diagnostics.iter().any(|one| one.severity == Severity::Error) {
        true => Verdict::Problems,
        false => Verdict::Clean,
    };
    let done = match wish {
        _ if look.is_empty() => {
            terminal.say("word/nothing", &[]);
            true
        }
        Wish::Look => {
            terminal.say("word/look", &[]);
            true
        }
        Wish::Write => written((&content, &project), &look, terminal)?,
        Wish::Propose(offer) => proposed((&content, &project), &look, offer, terminal)?,
    };
    Ok(if done { verdict } else { Verdict::Problems })
}

/// Writes what a look showed; whether it was taken.
fn written(
    (content, project): (&Content, &Project),
    look: &Look,
    terminal: &mut Terminal,
) -> anyhow::Result<bool> {
    match word::write((content, project), look)? {
        Ok(()) => {
            terminal.say("word/written", &[("path", &look.path)]);
            Ok(true)
        }
        Err(refusal) => {
            terminal.tell(&refusal.diagnostics, &refusal.sources);
            Ok(false)
        }
    }
}

/// Proposes what a look showed; whether it was taken.
fn proposed(
    (content, project): (&Content, &Project),
    look: &Look,
    offer: &Offer,
    terminal: &mut Terminal,
) -> anyhow::Result<bool> {
    let (refusal, why) = match word::propose((content, project), look, offer)? {
        Ok(id) => {
            if !look.remarks.is_empty() {
                let line = messages::count(terminal.language, "word/noted", look.remarks.len());
                terminal.line(&line);
            }
            if let Some(id) = id {
                terminal.say("proposal/made", &[("id", &id)]);
            }
            return Ok(true);
        }
        Err(NotProposed::Same) => {
            terminal.say("proposal/same", &[]);
            return Ok(false);
        }
        Err(NotProposed::Refused(refusal)) => (refusal, "edit/refused"),
        Err(NotProposed::Doubtful(refusal)) => (refusal, "add/doubtful"),
    };
    terminal.tell(&refusal.diagnostics, &refusal.sources);
    terminal.say(why, &[]);
    Ok(false)
}

/// Shows what would change, block by block, then the remarks and what is left out.
fn tell(look: &Look, terminal: &mut Terminal) {
    let language = terminal.language;
    let mut section = None;
    for block in &look.blocks {
        if section != Some(&block.section) {
            let name = if block.section.is_empty() { "–" } else { &block.section };
            terminal.say("word/section", &[("path", &look.path), ("section", name)]);
            section = Some(&block.section);
        }
        let line = line(block, terminal);
        terminal.line(&line);
    }
    for remark in &look.remarks {
        let of = |field| remark.get(field).unwrap_or("–");
        terminal.say("word/remark", &[("section", of(Field::Section)), ("words", of(Field::Proposal))]);
    }
    terminal.tell(&look.diagnostics, &look.sources);
    dropped(&look.dropped, terminal);
    if !look.is_empty() {
        let count = |key, number| messages::count(language, key, number);
        let parts = [
            count("word/count-blocks", look.blocks.len()),
            count("word/count-places", look.places),
            count("word/count-remarks", look.remarks.len()),
        ];
        terminal.line(&parts.join(", "));
    }
}

/// A block on one line: words that go and words that come are marked as in `trousseau diff`.
fn line(block: &Block, terminal: &Terminal) -> String {
    let all: Vec<String> = block.pieces.iter().map(piece).collect();
    let words = printed(&all.concat());
    let say = |key| messages::say(terminal.language, key, &[("words", &words)]);
    let gone = block.pieces.iter().all(|piece| matches!(piece, Piece::Gone(_)));
    let said = match block.done {
        Done::Added => say("word/added"),
        Done::Moved => say("word/moved"),
        _ if gone => say("word/gone-block"),
        _ => format!("~ {words}"),
    };
    match block.is_marked {
        true => format!("  {said}"),
        false => format!("  {said} {}", messages::say(terminal.language, "word/unsafe", &[])),
    }
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Same(_) => piece.text(),
        Piece::Gone(_) => format!("[-{}-]", piece.text()),
        Piece::New(_) => format!("{{+{}+}}", piece.text()),
    }
}

fn dropped(all: &[Left], terminal: &mut Terminal) {
    if all.is_empty() {
        return;
    }
    terminal.say("word/lost", &[]);
    for one in all {
        let line = printed(&one.say(terminal.language));
        terminal.line(&format!("  {line}"));
    }
}

fn draft(
    root: &Path,
    file: &Path,
    name: &str,
    write: bool,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let bytes = bytes(file)?;
    let path = shown(file, terminal);
    let drafted = word::draft(root, (&path, &bytes), name, terminal.language)?;
    dropped(&drafted.dropped, terminal);
    if write {
        word::write_draft(&drafted)?;
        terminal.say("word/drafted", &[("path", &drafted.path)]);
    } else {
        terminal.say("word/draft-look", &[("path", &drafted.path)]);
        terminal.put(&drafted.text);
    }
    Ok(Verdict::Clean)
}

/// The bytes of a document; what is no `.docx` goes through LibreOffice, where that is installed.
fn bytes(file: &Path) -> anyhow::Result<Vec<u8>> {
    let failure = || Failure::new("output/read").with("path", file.display());
    let size = fs::metadata(file).with_context(failure)?.len();
    if size > MOST_BYTES as u64 {
        return Err(Failure::new("word/large").with("path", file.display()).into());
    }
    let end = file.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    match end.as_str() {
        "odt" | "doc" | "rtf" => word::to_docx(file),
        _ => fs::read(file).with_context(failure),
    }
}

/// The path as diagnostics show it.
fn shown(file: &Path, terminal: &Terminal) -> SourcePath {
    let whole = || std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let shown = if terminal.prefix.is_empty() { file.to_owned() } else { whole() };
    shown.display().to_string().into()
}

//! Proposals: one organisation offers other words for texts, another one reads them and accepts, refuses or answers block by block.
//!
//! A proposal is a branch of its own in the repository around the toolkit. Nobody has it checked out: until something is accepted, the
//! folder, the index and what readers get stay as they are. Each step is a commit that carries an organisation and a function.

mod answers;
mod decide;
mod due;
mod keep;
mod place;
mod read;
mod signed;
mod travel;
mod verdicts;
mod wait;
mod withdraw;

use std::{collections::BTreeMap, path::Path};

use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::remark::{clean, fields::MOST_LETTERS},
    messages::Failure,
    proposal::{Record, Step},
    source::{Source, SourcePath},
    toolkit::Partner,
};
use trousseau_io::git::{self, Note, Store};
use trousseau_lint::{self as lint, privacy};
use trousseau_text::{Fingerprint, slug};

use crate::{Project, edit::Refusal};

pub use answers::Said;
pub use decide::{Answer, Decided, Stopped, answer_diagnostics, decide};
pub use due::{due, from, titles};
pub use keep::{Deed, keep};
pub use place::{BlockPlace, place};
pub use read::{Block, Proposal, Reading, Texts, list, read, words};
pub use signed::unsigned;
pub use travel::{Fetched, Given, fetch, fetch_bytes, file, file_name, origin, send};
pub use trousseau_io::git::{Forge, Sent};
pub use verdicts::{Decision, Verdict};
pub use wait::{Waiting, waiting};
pub use withdraw::withdraw;

/// The name under which all branches of proposals lie.
const BRANCHES: &str = "proposal";

/// Who proposes or decides: an organisation and a function, never a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The id of a partner.
    pub partner: String,
    /// The name of one of its functions, such as "Accueil".
    pub function: Option<String>,
}

/// What is to be proposed.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The texts as they should be, whole, by their paths.
    pub texts: Vec<(SourcePath, String)>,
    /// Why, in one sentence.
    pub reason: String,
    /// Who proposes it.
    pub author: Author,
    /// Whether somebody was asked and said that no person is meant by what looks like one.
    pub no_person: bool,
}

/// Why nothing was proposed.
pub enum NotProposed {
    /// The texts say what they say already.
    Same,
    /// The texts would bring errors, or these or the reason say who somebody is.
    Refused(Refusal),
    /// The texts or the reason may say who somebody is: only whoever wrote them knows.
    Doubtful(Refusal),
}

/// Records texts as a proposal, and gives its id. The texts of today stay as they are.
pub fn propose(project: &Project, wanted: &Wanted) -> anyhow::Result<Result<String, NotProposed>> {
    let store = store(project)?;
    let partner = signed(project, &wanted.author)?;
    let reason = reason_of(&wanted.reason)?;
    let mut after = (*project.sources).clone();
    let (mut before, mut files) = (BTreeMap::new(), BTreeMap::new());
    for (path, text) in &wanted.texts {
        if !is_text(path) {
            return Err(Failure::new("proposal/path").with("path", path).into());
        }
        let old = project.sources.own(path).map(|source| source.bytes.to_vec());
        if old.as_deref() == Some(text.as_bytes()) {
            continue;
        }
        before.extend(old.map(|old| (path.to_string(), old)));
        files.insert(path.to_string(), text.clone().into_bytes());
        after.put(Source::new(path.clone(), text.clone().into_bytes()));
    }
    if files.is_empty() {
        return Ok(Err(NotProposed::Same));
    }
    let mut diagnostics = personal(project, &reason, wanted.texts.first().map(|text| &text.0));
    diagnostics.extend(lint::news(&project.sources, &after, project.today));
    if let Some(refused) = refused(project, diagnostics, &after, wanted.no_person) {
        return Ok(Err(refused));
    }
    let id = id(project, &files, &reason, &partner.id);
    let record = |step| Record {
        texts: files.keys().cloned().collect(),
        ..Record::new(&id, step, &reason, &partner.id, wanted.author.function.as_deref().unwrap_or_default())
    };
    let signed = |step| note(project, &record(step));
    // What the texts were is recorded too: the folder may be ahead of the last commit by what nobody recorded.
    let head = store.head()?;
    let base = store.commit_changes(head.as_deref(), &before, &signed(Step::Before))?;
    let commit = store.commit(&[&base], &files, &signed(Step::Proposal))?;
    store.set(&id, &commit, None)?;
    Ok(Ok(id))
}

/// The branches of proposals around a toolkit.
fn store(project: &Project) -> anyhow::Result<Store> {
    Store::open(&project.root, BRANCHES)
}

/// Whether the toolkit is in a repository, without which nothing can be proposed.
pub fn is_possible(project: &Project) -> bool {
    store(project).is_ok()
}

/// Whether there is any proposal around a folder: asked before a toolkit is read for them.
pub fn is_any(root: &Path) -> bool {
    let branches = Store::open(root, BRANCHES).and_then(|store| store.branches());
    branches.is_ok_and(|branches| !branches.is_empty())
}

/// Begins a repository in the folder of a toolkit that is in none.
pub fn begin(project: &Project) -> anyhow::Result<()> {
    if is_possible(project) {
        return Err(Failure::new("proposal/begun").into());
    }
    git::begin(&project.root, &project.today.to_string())
}

/// The organisation that works in this copy, as it was last said here.
pub fn usual_author(project: &Project) -> Option<Author> {
    let store = store(project).ok()?;
    let partner = store.setting("partner")?;
    project.toolkit().partner(&partner)?;
    Some(Author { partner, function: store.setting("function") })
}

/// Remembers in this copy which organisation works in it.
pub fn remember_author(project: &Project, author: &Author) {
    if let Ok(store) = store(project) {
        // A copy that forgets it only asks again.
        let _ = store.remember("partner", &author.partner);
        let _ = store.remember("function", author.function.as_deref().unwrap_or_default());
    }
}

/// The partner who signs, with a function that it has; a failure that names those that there are.
fn signed<'a>(project: &'a Project, author: &Author) -> anyhow::Result<&'a Partner> {
    let partners = &project.toolkit().partners;
    let known = || partners.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    let found = partners.iter().find(|one| one.id.value == author.partner);
    let Some(partner) = found else {
        return Err(Failure::new("proposal/partner")
            .with("partner", hidden(project, &author.partner))
            .with("known", known())
            .into());
    };
    let Some(function) = author.function.as_deref().filter(|name| !name.is_empty()) else {
        return Ok(partner);
    };
    let names = functions(project, partner);
    if names.iter().any(|name| name == function) {
        return Ok(partner);
    }
    let failure = if names.is_empty() { "proposal/no-function" } else { "proposal/function" };
    let failure = Failure::new(failure).with("partner", &partner.id.value);
    Err(failure.with("function", hidden(project, function)).with("known", names.join(", ")).into())
}

/// The names of a partner's functions in the source language.
pub fn functions(project: &Project, partner: &Partner) -> Vec<String> {
    let source = project.toolkit().source_language();
    let name = |words: &trousseau_core::yaml::Words| words.get(&source).map(|name| name.to_string());
    partner.functions.iter().filter_map(|one| name(&one.name)).collect()
}

/// The name of a partner in the source language; its id where there is none.
pub fn name_of(project: &Project, partner: &str) -> Option<String> {
    let source = project.toolkit().source_language();
    let found = project.toolkit().partner(partner)?;
    Some(found.name.get(&source).map_or_else(|| partner.to_owned(), |name| name.to_string()))
}

/// What was typed, as a message may repeat it: a person may have been typed into any field.
fn hidden(project: &Project, text: &str) -> String {
    if privacy::detector(project.toolkit())(text).is_empty() {
        text.to_owned()
    } else {
        "■■■".to_owned()
    }
}

fn reason_of(text: &str) -> anyhow::Result<String> {
    let reason = clean(text);
    let letters = reason.chars().count();
    if reason.is_empty() {
        return Err(Failure::new("proposal/no-reason").into());
    }
    if letters > MOST_LETTERS {
        return Err(Failure::new("proposal/long").with("letters", letters).with("most", MOST_LETTERS).into());
    }
    Ok(reason)
}

/// The diagnostics about what names a person in words that stand in no file.
fn personal(project: &Project, words: &str, path: Option<&SourcePath>) -> Vec<Diagnostic> {
    let place = path.map_or_else(|| Place::file(&"".into()), Place::file);
    let found = privacy::detector(project.toolkit())(words).into_iter();
    found.map(|(_, rule)| Diagnostic::new(rule, place.clone())).collect()
}

/// What stops a change with these diagnostics: errors, or doubts that nobody answered.
fn refused(
    project: &Project,
    diagnostics: Vec<Diagnostic>,
    sources: &trousseau_core::source::Sources,
    no_person: bool,
) -> Option<NotProposed> {
    let (errors, others): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(|one| project.stops(one));
    let doubts: Vec<_> = others.into_iter().filter(|one| one.rule.area() == "privacy").collect();
    let refusal = |diagnostics| Refusal { diagnostics, sources: sources.clone() };
    if !errors.is_empty() {
        return Some(NotProposed::Refused(refusal(errors)));
    }
    (!doubts.is_empty() && !no_person).then(|| NotProposed::Doubtful(refusal(doubts)))
}

/// Whether a file can be proposed: a text or a list of the toolkit.
fn is_text(path: &str) -> bool {
    let parts = path.split('/');
    let plain = parts.clone().all(|part| !part.is_empty() && !trousseau_core::source::is_hidden(part));
    let ends = [".md", ".yaml", ".yml"].iter().any(|end| path.ends_with(end));
    let sound = !path.contains(|letter: char| letter.is_control() || letter == '\\');
    path.starts_with("content/") && plain && ends && sound && parts.count() <= 8
}

/// The id of a proposal: its first text and its day, and some letters of what it says, which are the same wherever it is made.
fn id(project: &Project, files: &BTreeMap<String, Vec<u8>>, reason: &str, partner: &str) -> String {
    let path = files.keys().next().map_or("", String::as_str);
    let parts = path.trim_start_matches("content/").trim_end_matches(".md").trim_end_matches(".yaml");
    let name = slug::slug(
        &parts.split('/').filter(|part| !["guides", "pages"].contains(part)).collect::<Vec<_>>().join(" "),
    );
    let name = if slug::is_slug(&name) { name } else { "texte".to_owned() };
    let mut all = vec![Fingerprint::of(format!("{reason}\n{partner}").as_bytes())];
    all.extend(
        files.iter().flat_map(|(path, bytes)| [Fingerprint::of(path.as_bytes()), Fingerprint::of(bytes)]),
    );
    let letters = Fingerprint::join(&all).to_string().chars().take(6).collect::<String>();
    format!("{name}-{}-{letters}", project.today)
}

/// The address of a partner in a commit, at which nobody reads.
fn mail(partner: &str) -> String {
    format!("no-reply@{partner}.invalid")
}

/// A record as it is signed: by the name of the organisation, at an address where nobody reads.
fn note(project: &Project, record: &Record) -> Note {
    let name = name_of(project, &record.partner).unwrap_or_else(|| record.partner.clone());
    let author = if record.function.is_empty() { name } else { format!("{name} ({})", record.function) };
    Note {
        // Signs that end a name in a commit.
        author: author.replace(['<', '>', '\n'], " "),
        mail: mail(&record.partner),
        day: project.today.to_string(),
        message: record.written(),
    }
}

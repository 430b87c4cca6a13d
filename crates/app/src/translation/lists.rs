//! Names and explanations of the lists of a toolkit, and what its versions changed, on their way to translators and back: `_glossary`,
//! `_contacts`, `_versions`…

use std::{borrow::Cow, collections::BTreeMap, fs};

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    messages::{message::blanks, tree::Tree},
    source::{Source, SourcePath},
    translation::{
        check::Refusal,
        interface,
        names::{self, LISTS, Name, Tongues},
        remarks, summaries,
    },
};
use trousseau_exchange::catalog::{State, Unit};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme as theme;

use super::{
    pair::{Pair, is_asked_for},
    units::{Brought, File, refused},
};
use crate::Project;

/// The name under which translators meet the words of the interface.
const INTERFACE: &str = "_interface";

/// The name under which translators meet what the versions of texts changed.
pub const VERSIONS: &str = "_versions";

/// The names under which translators meet what the program and the desk say, and the folders of these words.
const PROGRAM: [(&str, &str); 2] = [("_program", "locales/program"), ("_editor", "locales/editor")];

/// How the words of a list stand in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As words by language, among much else.
    Names,
    /// As a tree of words of one language.
    Words,
    /// As sentences of the versions in the head of a text.
    Summaries,
}

/// A list, and what one translates of it.
pub struct List<'a> {
    /// The name under which translators meet it, such as `_glossary`.
    pub name: &'static str,
    /// The text of whose versions it is.
    pub guide: Option<String>,
    /// The file into which translations go.
    pub path: SourcePath,
    /// What it holds, or would before the first of them.
    text: Cow<'a, str>,
    /// Its words.
    pub names: Vec<Name>,
    /// What stands above some of them in the file of the source language, by their paths.
    pub remarks: BTreeMap<String, String>,
    /// The file of a list that is no source of the toolkit, as it was read.
    pub beside: Option<Source>,
    /// Whether readers see it: then it goes to translators unasked.
    pub is_for_readers: bool,
    form: Form,
}

impl<'a> List<'a> {
    fn new(name: &'static str, path: SourcePath, text: Cow<'a, str>, names: Vec<Name>) -> Self {
        let (remarks, form) = (BTreeMap::new(), Form::Names);
        Self { name, guide: None, path, text, names, remarks, beside: None, is_for_readers: true, form }
    }

    /// Whether a unit of a file is none of what goes to translators: a sign without a word, as older files have it.
    pub fn leaves_out(&self, unit: &Unit) -> bool {
        self.form == Form::Words && self.has(&unit.context) && interface::is_sign(&unit.source)
    }

    /// Whether a unit with this context is one of it.
    pub fn has(&self, context: &str) -> bool {
        let mut parts = context.split('|');
        parts.next() == Some(self.name) && self.guide.as_deref().is_none_or(|own| parts.next() == Some(own))
    }
}

/// The lists that a toolkit has, and the versions of its texts.
pub fn all<'a>(project: &'a Project, pairs: &'a [Pair<'a>], language: Language) -> Vec<List<'a>> {
    let versions = pairs.iter().filter_map(|pair| versions(project, pair, language));
    lists(project, language).into_iter().chain(versions).collect()
}

/// What the versions of a text changed, where the text is one of the toolkit itself.
pub fn versions<'a>(project: &Project, pair: &'a Pair, language: Language) -> Option<List<'a>> {
    let text = pair.source.text().ok().filter(|_| project.sources.is_written_here(&pair.source.path))?;
    let named = |name: Name| Name { path: format!("{}|{}", pair.slug, name.path), ..name };
    let names: Vec<Name> =
        summaries::names(text, tongues(project, language)).into_iter().map(named).collect();
    let list = List::new(VERSIONS, pair.source.path.clone(), text.into(), names);
    let (guide, is_for_readers) = (Some(pair.slug.clone()), is_asked_for(pair));
    (!list.names.is_empty()).then_some(List { guide, is_for_readers, form: Form::Summaries, ..list })
}

/// The lists that a toolkit has.
pub fn lists(project: &Project, language: Language) -> Vec<List<'_>> {
    let tongues = tongues(project, language);
    let list = |(name, path): &(&'static str, &str)| {
        let file = project.sources.get(path)?;
        let text = file.text().ok()?;
        Some(List::new(name, file.path.clone(), text.into(), names::names(text, tongues)))
    };
    let own = PROGRAM.iter().filter_map(|(name, folder)| program((project, language), name, folder));
    LISTS.iter().filter_map(list).chain(interface(project, language)).chain(own).collect()
}

/// What the program says: where it is worked on, its words lie beside the toolkit, in a file for each language.
fn program(
    (project, language): (&Project, Language),
    name: &'static str,
    folder: &str,
) -> Option<List<'static>> {
    let home = project.toolkit().source_language();
    let read = |language: Language| {
        let path: SourcePath = format!("{folder}/{language}.yaml").into();
        fs::read(project.root.join(&*path)).ok().map(|bytes| Source::new(path, bytes))
    };
    let as_written = |text: &str, _: Language| text.to_owned();
    let tree = |source: &Source, language: Language| {
        Tree::read(source.text().ok()?, &source.path, language, as_written).value
    };
    let source = read(home)?;
    let words = tree(&source, home)?;
    let there = read(language);
    let text = match &there {
        Some(file) => file.text().ok()?.to_owned(),
        None => theme::strings::draft(&words, language),
    };
    let target = there.as_ref().and_then(|file| tree(file, language)).unwrap_or_default();
    let names = interface::names(&words, &target, language);
    let remarks = remarks::remarks(source.text().ok()?);
    let path = format!("{folder}/{language}.yaml").into();
    let list = List::new(name, path, text.into(), names);
    Some(List { remarks, beside: there, is_for_readers: false, form: Form::Words, ..list })
}

/// The words of the interface: they have a file for each language, and the default theme brings those of many.
fn interface(project: &Project, language: Language) -> Option<List<'_>> {
    let theme = &project.loaded.as_ref()?.theme;
    let path: SourcePath = format!("themes/{}/strings/{language}.yaml", theme.name).into();
    let there = theme.file(&format!("strings/{language}.yaml"));
    let text = match (project.sources.get(&path), there) {
        (Some(own), _) => own.text().ok()?.into(),
        // A file in the place of one of the default theme has all its words; one of another theme needs only its own.
        (None, Some(default)) if theme.name == "default" => default.text().ok()?.into(),
        (None, Some(_)) => "".into(),
        (None, None) => theme.words_to_translate(language).into(),
    };
    let [source, own] = theme.words_as_written(language);
    let names = interface::names(&source, &own, language);
    Some(List { form: Form::Words, ..List::new(INTERFACE, path, text, names) })
}

fn tongues(project: &Project, target: Language) -> Tongues {
    Tongues { home: project.toolkit().source_language(), target }
}

/// The units of a list.
pub fn units(list: &List) -> Vec<Unit> {
    let unit = |name: &Name| {
        let context = format!("{}|{}", list.name, name.path);
        Unit {
            file: list.path.to_string(),
            id: format!("{context}|{}", Fingerprint::of(name.source.as_bytes()).short()),
            context,
            source: name.source.clone(),
            target: name.target.clone(),
            state: if name.target.is_empty() { State::Missing } else { State::Done },
            notes: notes(list, name),
            form: name.form,
            ..Unit::default()
        }
    };
    list.names.iter().map(unit).collect()
}

/// What a translator should know: what stands above the words in their file, and the blanks that the program fills.
fn notes(list: &List, name: &Name) -> Vec<String> {
    let whole = name.form.and_then(|form| name.path.strip_suffix(form.name())?.strip_suffix('.'));
    let remark = list.remarks.get(whole.unwrap_or(&name.path)).cloned();
    let blanks = if list.form == Form::Words { blanks(&name.source) } else { Vec::new() };
    let blanks: Vec<String> = blanks.into_iter().map(|blank| format!("{{{blank}}}")).collect();
    remark.into_iter().chain((!blanks.is_empty()).then(|| blanks.join(", "))).collect()
}

/// What an import makes of a list.
pub struct Put {
    /// The file, if it changes.
    pub file: Option<Source>,
    /// How many words are others now.
    pub changed: usize,
    /// How many have no translation.
    pub left: usize,
    /// How many units were left since nobody has said that they are done.
    pub open: usize,
    /// Why words were not taken.
    pub diagnostics: Vec<Diagnostic>,
    /// Where those that were stand in the file.
    pub brought: Vec<Brought>,
}

/// Puts the words of these units into a list.
pub fn put(project: &Project, language: Language, list: &List, units: &[&Unit], file: &File) -> Put {
    let mut put =
        Put { file: None, changed: 0, left: 0, open: 0, diagnostics: Vec::new(), brought: Vec::new() };
    let (mut words, mut at) = (BTreeMap::new(), BTreeMap::new());
    for unit in units.iter().filter(|unit| !unit.target.is_empty()) {
        let path = unit.context.split_once('|').map_or("", |(_, path)| path);
        let name = list.names.iter().find(|name| name.path == path && name.source == unit.source);
        match name {
            Some(name) if name.target == unit.target => {}
            Some(_) if unit.state == State::Fuzzy && file.has_sure_marks => put.open += 1,
            Some(name) => match file.left(unit, &name.target) {
                Some(diagnostic) => put.diagnostics.push(diagnostic),
                None => {
                    words.insert(name.path.clone(), unit.target.clone());
                    at.insert(name.path.clone(), *unit);
                }
            },
            None if list.leaves_out(unit) => {}
            None => {
                let diagnostic = Diagnostic::new(rule::translation::OTHER_SOURCE, file.place(unit));
                put.diagnostics.push(diagnostic.with("context", &unit.context));
            }
        }
    }
    let (text, not_taken) = written(list, tongues(project, language), &words);
    for (path, refusal) in &not_taken {
        if let Some(unit) = at.get(path) {
            put.diagnostics.push(refused(refusal, file.place(unit)));
        }
    }
    put.changed = words.len() - not_taken.len();
    let is_done = |name: &&Name| !name.target.is_empty() || words.contains_key(&name.path);
    put.left = list.names.len() - list.names.iter().filter(is_done).count() + not_taken.len();
    put.brought = at.values().flat_map(|unit| Brought::all(&text, unit)).collect();
    put.file = (text != list.text).then(|| Source::new(list.path.clone(), text.into_bytes()));
    put
}

/// The file of a list with other words, by their paths; and those that could not be taken.
fn written(
    list: &List,
    tongues: Tongues,
    words: &BTreeMap<String, String>,
) -> (String, Vec<(String, Refusal)>) {
    match list.form {
        Form::Words => interface::put(&list.text, tongues.target, &list.names, words),
        Form::Names => names::put(&list.text, tongues, words),
        Form::Summaries => {
            let start = format!("{}|", list.guide.as_deref().unwrap_or_default());
            let own = words.iter().filter_map(|(path, words)| Some((path.strip_prefix(&start)?, words)));
            let own = own.map(|(version, words)| (version.to_owned(), words.clone())).collect();
            let (text, refused) = summaries::put(&list.text, tongues, &own);
            (text, refused.into_iter().map(|(version, why)| (format!("{start}{version}"), why)).collect())
        }
    }
}

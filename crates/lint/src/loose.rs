//! Loose texts, such as a folder of Markdown of another program: what would be wrong with them as guides.
//!
//! Each text is put as a page into a toolkit that has nothing else, one toolkit a language, and the same rules look at it. What only
//! a toolkit can have is not asked of them; links to files are looked up in their own folder.

mod place;
mod tongue;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Span, rule},
    library::{self, address},
    source::{Source, SourcePath, Sources},
    toolkit,
};
use trousseau_privacy::is_of_person;
use trousseau_text::{Language, percent, settled::settled};

use crate::{Context, When, privacy, run, settle};
use place::Placed;

/// What a look at loose texts found.
#[derive(Debug, Default)]
pub struct Loose {
    /// What is wrong with them, whatever toolkit they come to.
    pub diagnostics: Vec<Diagnostic>,
    /// How many texts are in each language, as far as their words tell.
    pub languages: BTreeMap<Language, usize>,
    /// How many prices and delays would need a fact.
    pub figures: usize,
    /// How many addresses of services would be contacts.
    pub mails: usize,
    /// How many links between the texts would have to say `guide:`.
    pub links: usize,
}

/// Areas of rules about what only a toolkit has.
const OF_TOOLKITS: [&str; 13] = [
    "contacts",
    "facts",
    "front-matter",
    "glossary",
    "guide",
    "language",
    "leaflet",
    "leaflets",
    "library",
    "theme",
    "toolkit",
    "translation",
    "versions",
];

/// Looks at texts as if they were guides; `beside` has the paths of all files of their folder.
pub fn look(texts: &Sources, beside: &BTreeSet<SourcePath>, today: Date) -> Loose {
    let mut found = Loose::default();
    let beside: BTreeSet<String> = beside.iter().map(|path| settled(path).into_owned()).collect();
    for (language, texts) in tongue::by_language(texts) {
        found.languages.insert(language, texts.len());
        let placed = texts.into_iter().enumerate();
        let placed: Vec<Placed> = placed.filter_map(|(at, text)| Placed::new(text, at, language)).collect();
        let told = of_language(&placed, language, today);
        let signs = foreign(&told);
        let mut titled = BTreeSet::new();
        for (text, diagnostic) in told.into_iter().filter(|(_, one)| !follows(one, &signs)) {
            // A text without a toolkit has no other place for its title.
            let is_title = diagnostic.rule == rule::markdown::TITLE_IN_BODY;
            if is_title && titled.insert(diagnostic.place.path.clone()) {
                continue;
            }
            found.take(text, diagnostic, &beside);
        }
    }
    found
}

/// Where signs of other programs stand in each text.
fn foreign(told: &[(&Placed, Diagnostic)]) -> BTreeMap<SourcePath, Vec<Span>> {
    let mut signs: BTreeMap<SourcePath, Vec<Span>> = BTreeMap::new();
    for (_, diagnostic) in told.iter().filter(|(_, one)| one.rule == rule::markdown::FOREIGN) {
        signs.entry(diagnostic.place.path.clone()).or_default().extend(diagnostic.place.span);
    }
    signs
}

/// Whether what is said begins at such a sign: then the sign is all there is to mend.
fn follows(diagnostic: &Diagnostic, signs: &BTreeMap<SourcePath, Vec<Span>>) -> bool {
    let (Some(own), Some(signs)) = (diagnostic.place.span, signs.get(&diagnostic.place.path)) else {
        return false;
    };
    let is_there = |sign: &Span| (sign.start..sign.end).contains(&own.start);
    diagnostic.rule != rule::markdown::FOREIGN && signs.iter().any(is_there)
}

/// What the rules say of the texts of one language, each with its text.
fn of_language<'a>(
    placed: &'a [Placed<'a>],
    language: Language,
    today: Date,
) -> Vec<(&'a Placed<'a>, Diagnostic)> {
    let head = format!("name: {{{language}: '…'}}\nlanguages: [{language}]\nstages: []\n");
    let mut sources = Sources::default();
    sources.put(Source::new(toolkit::PATH, head.into_bytes()));
    placed.iter().for_each(|one| sources.put(one.source.clone()));
    let read = library::assemble(&sources);
    let (Some(library), mut told) = (read.value, read.diagnostics) else { return Vec::new() };
    let context =
        Context { sources: &sources, library: &library, theme: None, today, paper: false, read: &told };
    let linted = run(&context, When::Check);
    told.extend(linted);
    told.extend(privacy::check(&sources, &library.toolkit));
    settle(&mut told, &sources, &library.toolkit, false);
    privacy::withhold(&mut told, &sources, Some(&library.toolkit), true);
    let by_path: BTreeMap<&str, &Placed> = placed.iter().map(|one| (&*one.source.path, one)).collect();
    told.into_iter().filter_map(|one| Some((*by_path.get(&*one.place.path)?, one))).collect()
}

impl Loose {
    /// Takes a diagnostic, at its place in the text as it is; counts it where it says what a toolkit would ask.
    fn take(&mut self, text: &Placed, diagnostic: Diagnostic, beside: &BTreeSet<String>) {
        if diagnostic.rule == rule::facts::BARE {
            self.figures += 1;
        }
        if OF_TOOLKITS.contains(&diagnostic.rule.area()) {
            return;
        }
        let Some(mut diagnostic) = text.back(diagnostic) else { return };
        if diagnostic.rule == rule::privacy::EMAIL && !is_of_person(text.words(&diagnostic)) {
            self.mails += 1;
            return;
        }
        if matches!(diagnostic.rule, rule::links::NO_FILE | rule::links::NO_HTTPS) {
            let to = diagnostic.args.get("to").cloned().unwrap_or_default();
            match leads(&diagnostic.place.path, &to, beside) {
                Some(true) => return self.links += 1,
                Some(false) => return,
                None => {}
            }
            let path = &diagnostic.place.path;
            let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder).to_owned();
            diagnostic.args.insert("folder", folder);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// Whether a link to a file leads to a text; none when it leads to nothing. Other programs write a text without its ending, and a
/// folder for the text that stands for it.
fn leads(from: &str, to: &str, beside: &BTreeSet<String>) -> Option<bool> {
    let bare = to.split(['#', '?']).next().unwrap_or(to);
    let plain = percent::decode(bare)?;
    // What lies above the folder was not looked at.
    let Some(path) = address::resolve(from, &plain) else { return Some(false) };
    let path = settled(&path).into_owned();
    let stem = path.strip_suffix(".html").unwrap_or(&path).to_owned();
    let of_text = [".md", ".markdown", "/README.md", "/index.md", "/_index.md"];
    let is_text = path.ends_with(".md") && beside.contains(&path)
        || of_text.iter().any(|end| beside.contains(format!("{stem}{end}").trim_start_matches('/')));
    let inside = format!("{path}/");
    let is_folder = || beside.range(inside.clone()..).next().is_some_and(|next| next.starts_with(&inside));
    if is_text {
        return Some(true);
    }
    (beside.contains(&path) || is_folder()).then_some(false)
}

#[cfg(test)]
mod tests;

//! Texts for translators: one file for a language, with what has changed and why.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde::Deserialize;
use strum::IntoStaticStr;

use trousseau_core::{
    messages::Failure,
    toolkit::Toolkit,
    translation::{SEGMENTATION, Segment, Standing},
};
use trousseau_exchange::catalog::{self, Catalog, State, Unit, tbx};
use trousseau_io::disk;
use trousseau_text::{Fingerprint, Language};

use super::{
    lists::{self, List},
    pair::{Pair, is_asked_for, pairs},
    status::why,
};
use crate::Project;

/// The most terms that are told beside a unit.
const MOST_TERMS: usize = 8;

/// What is exported of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Only {
    /// Everything.
    #[default]
    All,
    /// What has changed since it was translated, and what is new since in a text that has a translation.
    Stale,
    /// What has no translation.
    Missing,
}

impl Only {
    /// Whether a unit is one of these; `is_done` says that its text was translated once, so that what it lacks is new since.
    fn takes(self, unit: &Unit, is_done: bool) -> bool {
        match self {
            Self::All => true,
            Self::Stale => unit.state == State::Fuzzy || is_done && unit.state == State::Missing,
            Self::Missing => unit.state == State::Missing,
        }
    }
}

/// The format of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    /// PO of gettext, for Poedit and Weblate.
    #[default]
    Po,
    /// XLIFF 1.2, for OmegaT and others.
    Xliff,
    /// The glossary as TBX.
    Tbx,
    /// Finished translations as TMX.
    Tmx,
}

impl Format {
    /// The end of a file's name.
    pub fn end(self) -> &'static str {
        match self {
            Self::Xliff => "xlf",
            other => other.into(),
        }
    }
}

/// What somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct Export {
    /// The tag of the language.
    pub language: String,
    /// The guides and pages; all that readers see when there are none.
    pub guides: Vec<String>,
    /// Which units; all when nothing is named.
    pub only: Vec<Only>,
    /// The format.
    pub format: Format,
    /// Another file than `output/translations/<language>.<end>`.
    pub out: Option<PathBuf>,
}

/// What became of it.
pub struct Exported {
    /// The file.
    pub path: PathBuf,
    /// What is in it.
    pub counts: Counts,
}

/// What is in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many units it has; of a glossary, how many entries; of a memory, how many translations.
    pub units: usize,
    /// How many have changed since they were translated.
    pub stale: usize,
    /// How many have no translation.
    pub missing: usize,
}

/// The text of a file, and what is in it.
pub fn file(project: &Project, wanted: &Export) -> anyhow::Result<(String, Counts)> {
    let language = super::language(project, &wanted.language)?;
    let catalog = catalog(project, language, wanted)?;
    Ok(written(project, &catalog, language, wanted.format))
}

fn written(project: &Project, catalog: &Catalog, language: Language, format: Format) -> (String, Counts) {
    let count = |state| catalog.units.iter().filter(|unit| unit.state == state).count();
    let (stale, missing) = (count(State::Fuzzy), count(State::Missing));
    let counts = Counts { units: catalog.units.len(), stale, missing };
    match format {
        Format::Po => (catalog::po::write(catalog), counts),
        Format::Xliff => (catalog::xliff::write(catalog), counts),
        // A memory holds what is done, and nothing else.
        Format::Tmx => {
            (catalog::tmx::write(catalog), Counts { units: count(State::Done), ..Counts::default() })
        }
        Format::Tbx => {
            let terms = terms(project.toolkit(), language);
            let lacks = |term: &&tbx::Term| !term.words.iter().any(|word| word.language == language.tag());
            let missing = terms.iter().filter(lacks).count();
            let text = tbx::write(&catalog.source, &terms);
            let units = text.matches("<termEntry ").count();
            (text, Counts { units, stale: 0, missing })
        }
    }
}

/// Writes the file. A file there whose translations have not been imported yet is left as it is.
pub fn export(project: &Project, wanted: &Export) -> anyhow::Result<Exported> {
    let language = super::language(project, &wanted.language)?;
    let mut catalog = catalog(project, language, wanted)?;
    let path = wanted.out.clone().unwrap_or_else(|| {
        project.root.join("output/translations").join(format!("{language}.{}", wanted.format.end()))
    });
    if let Ok(old) = fs::read(&path) {
        remember(&mut catalog, &old);
    }
    let (text, counts) = written(project, &catalog, language, wanted.format);
    write(project, &path, text.as_bytes(), language)?;
    Ok(Exported { path, counts })
}

/// Takes the words of before from the file of before where no history has them: there they stand beside the same translation.
fn remember(catalog: &mut Catalog, old: &[u8]) {
    let Ok(old) = catalog::read(old) else { return };
    let slug = |unit: &Unit| unit.context.split('|').next().unwrap_or_default().to_owned();
    for unit in catalog.units.iter_mut().filter(|unit| unit.state == State::Fuzzy && unit.previous.is_none())
    {
        let same = |other: &&Unit| other.target == unit.target && slug(other) == slug(unit);
        let Some(before) = old.units.iter().find(same) else { continue };
        let words = before.previous.clone().unwrap_or_else(|| before.source.clone());
        unit.previous = Some(words).filter(|words| *words != unit.source);
    }
}

/// The units of all texts that are asked for.
pub fn catalog(project: &Project, language: Language, wanted: &Export) -> anyhow::Result<Catalog> {
    let all = pairs(project, language);
    let lists = lists::all(project, &all, language);
    let is_known = |name: &String| {
        all.iter().any(|pair| pair.slug == *name) || lists.iter().any(|list| list.name == name)
    };
    if let Some(unknown) = wanted.guides.iter().find(|name| !is_known(name)) {
        // The guide may be one that cannot be read: then this says so.
        project.guide(unknown)?;
    }
    let is_meant = |pair: &&Pair| match wanted.guides.is_empty() {
        true => is_asked_for(pair),
        false => wanted.guides.contains(&pair.slug),
    };
    let is_wanted = |pair: &Pair, unit: &Unit| {
        wanted.only.is_empty() || wanted.only.iter().any(|only| only.takes(unit, pair.is_done()))
    };
    let of_list = |list: &List| {
        let is_named = wanted.guides.iter().any(|name| name == list.name);
        let is_lacking =
            |unit: &Unit| unit.state != State::Missing || is_named || !super::stands_in(project, language);
        let is_wanted =
            |unit: &Unit| wanted.only.is_empty() || wanted.only.iter().any(|only| only.takes(unit, false));
        lists::units(list)
            .into_iter()
            .filter(move |unit| is_lacking(unit) && is_wanted(unit))
            .collect::<Vec<_>>()
    };
    // What the versions of a text changed comes behind the text: both are of one file.
    let mut units: Vec<Unit> = Vec::new();
    for pair in all.iter().filter(is_meant) {
        units.extend(self::units(project, pair, language).into_iter().filter(|unit| is_wanted(pair, unit)));
        let own = lists.iter().filter(|list| list.guide.as_ref() == Some(&pair.slug));
        units.extend(own.flat_map(&of_list));
    }
    let comes = |slug: &String| all.iter().filter(is_meant).any(|pair| pair.slug == *slug);
    let is_meant = |list: &&List| match wanted.guides.is_empty() {
        true => list.is_for_readers,
        false => wanted.guides.iter().any(|name| name == list.name),
    };
    let others = lists.iter().filter(|list| !list.guide.as_ref().is_some_and(comes));
    units.extend(others.filter(is_meant).flat_map(&of_list));
    Ok(Catalog {
        source: project.toolkit().source_language().tag().to_owned(),
        target: language.tag().to_owned(),
        segmentation: SEGMENTATION,
        has_sure_marks: true,
        day: project.today.to_string(),
        units,
    })
}

/// The units of one text.
fn units(project: &Project, pair: &Pair, language: Language) -> Vec<Unit> {
    let comparison = pair.comparison();
    let previous = pair.previous(project);
    let why = why(pair);
    let mut units = Vec::with_capacity(pair.segments.len());
    for (place, segment) in pair.segments.iter().enumerate() {
        let source = segment.text();
        let target = pair.target(place);
        let standing = comparison.standings.get(place).unwrap_or(&Standing::New);
        let state = match (&target, standing) {
            (None, _) => State::Missing,
            (Some(_), Standing::Changed(_)) => State::Fuzzy,
            (Some(_), _) => State::Done,
        };
        let before = match standing {
            Standing::Changed(Some(hash)) if state == State::Fuzzy => previous.get(hash).cloned(),
            _ => None,
        };
        let mut notes = legend(segment);
        notes.extend(words(project.toolkit(), segment, &source, language));
        notes.extend(why.iter().filter(|_| state != State::Done).cloned());
        let context = segment.context(&pair.slug);
        let id = format!("{context}|{}", Fingerprint::of(source.as_bytes()).short());
        let file = pair.source.path.to_string();
        let target = target.unwrap_or_default();
        let unit =
            Unit { file, context, id, source, target, state, previous: before, notes, ..Unit::default() };
        units.push(unit);
    }
    units
}

/// What the tags stand for.
fn legend(segment: &Segment) -> Vec<String> {
    let one = |(number, mark): (usize, &trousseau_core::translation::Mark)| {
        let letter = if mark.close.is_some() { 'g' } else { 'x' };
        let key = mark.key.strip_prefix("link:").unwrap_or(&mark.key);
        format!("{letter}{} = {key}", number + 1)
    };
    let all: Vec<String> = segment.marks.iter().enumerate().map(one).collect();
    if all.is_empty() { Vec::new() } else { vec![all.join(", ")] }
}

/// The words of the glossary that a block uses, with their translations.
fn words(toolkit: &Toolkit, segment: &Segment, text: &str, language: Language) -> Vec<String> {
    let lower = text.to_lowercase();
    let linked = |id: &str| segment.marks.iter().any(|mark| mark.key == format!("link:term:{id}"));
    let home = toolkit.source_language();
    let used = toolkit.glossary.iter().filter_map(|term| {
        let word = term.word.get(&home)?;
        let is_used = linked(&term.id.value)
            || term.abbr.as_deref().is_some_and(|abbr| is_word(text, abbr))
            || is_word(&lower, &word.to_lowercase());
        let word = term.abbr.as_ref().filter(|abbr| is_word(text, abbr)).unwrap_or(word);
        Some(format!("{word} = {}", term.word.get(&language).filter(|_| is_used)?))
    });
    used.take(MOST_TERMS).collect()
}

/// Whether a text has these words, whole.
fn is_word(text: &str, word: &str) -> bool {
    let bare = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let after = text.get(at + word.len()..).and_then(|rest| rest.chars().next());
            bare(text.get(..at).and_then(|before| before.chars().next_back())) && bare(after)
        })
}

/// The glossary in two languages.
fn terms(toolkit: &Toolkit, language: Language) -> Vec<tbx::Term> {
    let word = |term: &trousseau_core::toolkit::Term, of: Language| {
        Some(tbx::Word {
            language: of.tag().to_owned(),
            word: term.word.get(&of)?.clone(),
            definition: term.definition.get(&of).cloned().unwrap_or_default(),
        })
    };
    let languages = [toolkit.source_language(), language];
    let one = |term: &trousseau_core::toolkit::Term| tbx::Term {
        id: term.id.value.clone(),
        words: languages.iter().filter_map(|of| word(term, *of)).collect(),
        abbreviation: term.abbr.clone(),
        forbidden: term.other_words_in(language).map(str::to_owned).collect(),
    };
    toolkit.glossary.iter().map(one).collect()
}

/// Writes the file over one of before, unless somebody has worked in that one.
fn write(project: &Project, path: &Path, bytes: &[u8], language: Language) -> anyhow::Result<()> {
    let failure = |key| Failure::new(key).with("path", path.display());
    if let Ok(old) = fs::read(path) {
        if old == bytes {
            return Ok(());
        }
        let is_ours = match &catalog::read(&old) {
            Ok(catalog) => catalog.target == language.tag() && !has_news(project, catalog),
            // TBX and TMX are only written: nobody works in them.
            Err(_) => old.is_empty() || is_made(&old),
        };
        if !is_ours {
            return Err(failure("translation/not-imported").into());
        }
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| failure("translation/write"))?;
    }
    disk::write_over(path, bytes).with_context(|| failure("translation/write"))
}

/// Whether a file holds translations that the toolkit does not have.
fn has_news(project: &Project, catalog: &Catalog) -> bool {
    let Ok(language) = super::language(project, &catalog.target) else { return true };
    let mut known: BTreeSet<String> = BTreeSet::new();
    let pairs = pairs(project, language);
    for pair in &pairs {
        known.extend((0..pair.segments.len()).filter_map(|place| pair.target(place)).map(|text| bare(&text)));
        known.extend(pair.segments.iter().map(|segment| bare(&segment.text())));
    }
    let lists = lists::all(project, &pairs, language);
    known.extend(lists.iter().flat_map(|list| &list.names).map(|name| bare(&name.target)));
    let counts = |unit: &&Unit| !unit.target.is_empty() && !lists.iter().any(|list| list.leaves_out(unit));
    catalog.units.iter().filter(counts).any(|unit| !known.contains(&bare(&unit.target)))
}

/// Words without what an import does to them: single spaces, and a backslash before a bar in a cell.
fn bare(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").replace("\\|", "|")
}

/// Whether a TBX or a TMX was made here.
fn is_made(bytes: &[u8]) -> bool {
    let begin = String::from_utf8_lossy(bytes.get(..bytes.len().min(2000)).unwrap_or_default()).into_owned();
    (begin.contains("<martif") || begin.contains("<tmx")) && begin.contains("trousseau")
}

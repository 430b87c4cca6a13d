//! Texts that come back from translators: put into the files of their language, block by block, and into no other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Severity, rule},
    guide::{
        TranslationState,
        edit::{self, Translated},
    },
    messages::Failure,
    source::{Source, SourcePath, Sources},
    translation::{
        Comparison, Fault, SEGMENTATION, Standing,
        check::Refusal,
        lock_path,
        merge::{Merged, Side, Wishes, merge},
        segments,
    },
};
use trousseau_exchange::catalog::{self, Catalog, State, Unit};
use trousseau_lint as lint;
use trousseau_text::Language;

use super::{
    export::target,
    pair::{Pair, pairs},
};
use crate::{Content, Project};

/// What a new translation begins with, until its words are put in.
const NEW: &str = "---\ntitle: x\nsummary: x\ntranslates: 0.0.0\ntranslation: begun\n---\n";

/// What came of a file.
pub struct Import {
    /// The tag of its language.
    pub language: Language,
    /// What became of each text.
    pub texts: Vec<Text>,
    /// What could not be taken, at its place in the file; and what the changes bring.
    pub diagnostics: Vec<Diagnostic>,
    /// All files of the toolkit as they are now, and the one that was imported.
    pub sources: Sources,
    /// How many units were left since nobody has said that they are done.
    pub open: usize,
}

/// What became of one text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The file.
    pub path: String,
    /// How many blocks have other words now.
    pub changed: usize,
    /// How many were confirmed as they are.
    pub confirmed: usize,
    /// The blocks that were left out since their source is gone.
    pub removed: Vec<String>,
    /// Whether it is new.
    pub is_new: bool,
    /// How many blocks of the source are not translated as they are now.
    pub left: usize,
}

/// A text that is to be written.
struct Change {
    text: Text,
    files: Vec<Source>,
}

/// Puts the translations of a file into the texts of its language. `state` says who made them, if somebody says so.
pub fn import(
    (content, project): (&Content, &Project),
    path: &SourcePath,
    bytes: &[u8],
    state: Option<TranslationState>,
) -> anyhow::Result<Import> {
    let catalog = read(path, bytes)?;
    let language = super::language(project, &catalog.target)?;
    let mut sources = (*project.sources).clone();
    sources.put(Source::new(path.clone(), bytes));
    let mut import = Import { language, texts: Vec::new(), diagnostics: Vec::new(), sources, open: 0 };
    let file = File { path, bytes };
    let pairs = pairs(project, language);
    let mut by_text: BTreeMap<usize, Vec<&Unit>> = BTreeMap::new();
    for unit in &catalog.units {
        let slug = unit.context.split('|').next().unwrap_or_default();
        match pairs.iter().position(|pair| pair.slug == slug) {
            Some(place) => by_text.entry(place).or_default().push(unit),
            None if unit.target.is_empty() => {}
            None => {
                let diagnostic = Diagnostic::new(rule::translation::UNKNOWN_TEXT, file.place(unit));
                import.diagnostics.push(diagnostic.with("guide", slug));
            }
        }
    }
    let mut changes = Vec::new();
    for (place, units) in by_text {
        let Some(pair) = pairs.get(place) else { continue };
        changes.extend(one(pair, language, &units, &catalog, &file, state, &mut import));
    }
    write((content, project), changes, &mut import)?;
    Ok(import)
}

/// Whether a file holds translations that the toolkit does not have.
pub fn has_news(project: &Project, catalog: &Catalog) -> bool {
    let Ok(language) = super::language(project, &catalog.target) else { return true };
    let pairs = pairs(project, language);
    let mut known: BTreeSet<String> = BTreeSet::new();
    for pair in &pairs {
        known.extend((0..pair.segments.len()).filter_map(|place| target(pair, place)));
        known.extend(pair.segments.iter().map(|segment| segment.text()));
    }
    catalog.units.iter().any(|unit| !unit.target.is_empty() && !known.contains(&unit.target))
}

fn read(path: &SourcePath, bytes: &[u8]) -> anyhow::Result<Catalog> {
    let failure = |key| Failure::new(key).with("path", path);
    let catalog = catalog::read(bytes).map_err(|broken| {
        let key = match broken.why {
            catalog::Why::Large => "translation/large",
            catalog::Why::Letters => "translation/letters",
            catalog::Why::Form => "translation/form",
            catalog::Why::Foreign => "translation/foreign",
        };
        failure(key).with("line", broken.line)
    })?;
    match catalog.segmentation {
        SEGMENTATION => Ok(catalog),
        _ => Err(failure("translation/segmentation").into()),
    }
}

/// The file that is imported.
struct File<'a> {
    path: &'a SourcePath,
    bytes: &'a [u8],
}

impl File<'_> {
    /// The line on which the words of a unit stand.
    fn place(&self, unit: &Unit) -> Place {
        let mut at = 0;
        for (number, line) in self.bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            let text = String::from_utf8_lossy(line);
            let is_here = text.trim_start().starts_with("msgstr") || text.contains("<target");
            if number + 1 >= unit.line && is_here {
                return Place::span(self.path, at..at + text.trim_end().len().min(line.len()));
            }
            at += line.len();
        }
        Place::file(self.path)
    }
}

/// What one text becomes; nothing when nothing of it changes.
fn one(
    pair: &Pair,
    language: Language,
    units: &[&Unit],
    catalog: &Catalog,
    file: &File,
    state: Option<TranslationState>,
    import: &mut Import,
) -> Option<Change> {
    let comparison = pair.comparison();
    let places = Places::of(pair);
    let (mut words, mut at) = (BTreeMap::new(), BTreeMap::new());
    for unit in units.iter().filter(|unit| !unit.target.is_empty()) {
        let Some(place) = places.find(unit) else {
            if !is_there(pair, &unit.target) {
                let diagnostic = Diagnostic::new(rule::translation::OTHER_SOURCE, file.place(unit));
                import.diagnostics.push(diagnostic.with("context", &unit.context));
            }
            continue;
        };
        let is_same = target(pair, place).as_ref() == Some(&unit.target);
        let is_open = unit.state == State::Fuzzy && (catalog.has_sure_marks || is_same);
        if is_open {
            import.open += 1;
            continue;
        }
        words.insert(place, unit.target.clone());
        at.insert(place, *unit);
    }
    let is_current = |place: &usize| comparison.standings.get(*place) == Some(&Standing::Current);
    let news =
        words.iter().any(|(place, text)| !is_current(place) || target(pair, *place).as_ref() != Some(text));
    let raises = state.is_some_and(|state| pair.own.as_ref().is_none_or(|own| own.head.translation != state));
    if words.is_empty() || !news && !raises {
        return None;
    }
    let source = pair.source.text().ok()?;
    let own =
        pair.own.as_ref().and_then(|own| Some(Side { text: own.file.text().ok()?, segments: &own.segments }));
    let merged = merge(&Wishes {
        source: Side { text: source, segments: &pair.segments },
        translation: own,
        comparison: &comparison,
        words: &words,
        path: &pair.path,
        language,
    });
    for (place, refusal) in &merged.refused {
        if let Some(unit) = at.get(place) {
            import.diagnostics.push(refused(refusal, file.place(unit)));
        }
    }
    let refused: Vec<usize> = merged.refused.iter().map(|(place, _)| *place).collect();
    words.retain(|place, _| !refused.contains(place));
    if words.is_empty() {
        return None;
    }
    match written(pair, &merged, &words, state, language) {
        Ok(change) => Some(change),
        Err(mut diagnostic) => {
            diagnostic.place.path = pair.path.clone();
            import.diagnostics.push(diagnostic);
            None
        }
    }
}

/// Whether the translation has these words already, in whatever place.
fn is_there(pair: &Pair, words: &str) -> bool {
    (0..pair.segments.len()).any(|place| target(pair, place).as_deref() == Some(words))
        || pair.own.iter().flat_map(|own| &own.segments).any(|segment| segment.text() == words)
}

/// The files of a text, with its lock.
fn written(
    pair: &Pair,
    merged: &Merged,
    words: &BTreeMap<usize, String>,
    state: Option<TranslationState>,
    language: Language,
) -> Result<Change, Diagnostic> {
    let old = pair.own.as_ref().and_then(|own| own.file.text().ok());
    let body = |text: &str| format!("{}{}", head(text), merged.body);
    let text = body(old.unwrap_or(NEW));
    // Titles first: whether all is translated is seen in the whole text.
    let titles =
        Translated { title: merged.title.clone(), summary: merged.summary.clone(), ..Translated::default() };
    let titles = match old {
        Some(_) => titles,
        None => first(pair, titles),
    };
    let text = edit::translated(&text, &titles)?;
    let cut = segments(&text, &pair.path, language).unwrap_or_default();
    let lock = merged.lock(&pair.segments, &cut, None);
    let now = Comparison::new(&pair.segments, &cut, &lock);
    let left = now.standings.iter().filter(|standing| **standing != Standing::Current).count();
    let own = pair.own.as_ref();
    let before = own.map(|own| own.head.translation);
    let wanted = state_of(before, state, left, !merged.changed.is_empty());
    let version = if left == 0 || own.is_none() { pair.newest() } else { pair.made_of() };
    let head = Translated {
        state: Some(wanted).filter(|state| before != Some(*state)),
        translates: version.filter(|version| pair.made_of() != Some(*version)),
        ..Translated::default()
    };
    let text = edit::translated(&text, &head)?;
    let cut = segments(&text, &pair.path, language).unwrap_or_default();
    let lock = merged.lock(&pair.segments, &cut, version);
    Ok(Change {
        text: Text {
            path: pair.path.to_string(),
            changed: merged.changed.len(),
            confirmed: words.len() - merged.changed.len().min(words.len()),
            removed: merged.removed.clone(),
            is_new: own.is_none(),
            left,
        },
        files: vec![
            Source::new(pair.path.clone(), text.into_bytes()),
            Source::new(lock_path(&pair.path), lock.written().into_bytes()),
        ],
    })
}

/// The title and the summary of a new file: those of the source until they are translated.
fn first(pair: &Pair, titles: Translated) -> Translated {
    let of = |place: usize| pair.segments.get(place).map(|segment| segment.raw.clone());
    Translated { title: titles.title.or_else(|| of(0)), summary: titles.summary.or_else(|| of(1)), ..titles }
}

/// Everything before the body of a file.
fn head(text: &str) -> &str {
    let body = trousseau_core::guide::split::split(text, &"".into()).map_or(0, |parts| parts.body_offset);
    text.get(..body).unwrap_or_default()
}

/// What a text says of who made it: `begun` as long as a new one lacks something, then what whoever imports says.
fn state_of(
    before: Option<TranslationState>,
    wanted: Option<TranslationState>,
    left: usize,
    is_changed: bool,
) -> TranslationState {
    match (before, wanted) {
        (None | Some(TranslationState::Begun), _) if left > 0 => TranslationState::Begun,
        (_, Some(wanted)) => wanted,
        (None | Some(TranslationState::Begun), None) => TranslationState::Draft,
        // Words that have changed have not been read again.
        (Some(TranslationState::Reviewed), None) if is_changed => TranslationState::Draft,
        (Some(before), None) => before,
    }
}

/// Where a unit belongs in the source of today.
struct Places {
    by_context: HashMap<(String, String), usize>,
    /// By words alone, where no other block says the same; a heading above may have got another anchor.
    by_words: HashMap<String, Option<usize>>,
}

impl Places {
    fn of(pair: &Pair) -> Self {
        let mut places = Self { by_context: HashMap::new(), by_words: HashMap::new() };
        for (place, segment) in pair.segments.iter().enumerate() {
            places.by_context.insert((segment.context(&pair.slug), segment.text()), place);
            places.by_words.entry(segment.text()).and_modify(|known| *known = None).or_insert(Some(place));
        }
        places
    }

    fn find(&self, unit: &Unit) -> Option<usize> {
        let known = self.by_context.get(&(unit.context.clone(), unit.source.clone())).copied();
        known.or_else(|| self.by_words.get(&unit.source).copied().flatten())
    }
}

/// Why words were not taken.
fn refused(refusal: &Refusal, place: Place) -> Diagnostic {
    match refusal {
        Refusal::Tag(Fault::Lost(tag)) => {
            Diagnostic::new(rule::translation::TAG_LOST, place).with("tag", tag)
        }
        Refusal::Tag(Fault::Doubled(tag)) => {
            Diagnostic::new(rule::translation::TAG_TWICE, place).with("tag", tag)
        }
        Refusal::Tag(Fault::Unknown(tag)) => {
            Diagnostic::new(rule::translation::TAG_UNKNOWN, place).with("tag", tag)
        }
        Refusal::Tag(Fault::Crossed(tag)) => {
            Diagnostic::new(rule::translation::TAG_CROSSED, place).with("tag", tag)
        }
        Refusal::Number(number) => {
            Diagnostic::new(rule::translation::NUMBER_LOST, place).with("number", number)
        }
        Refusal::Address(address) => {
            Diagnostic::new(rule::translation::ADDRESS_LOST, place).with("address", address)
        }
        Refusal::Form => Diagnostic::new(rule::translation::FORM, place),
    }
}

/// Writes what brings no error; the rest is said.
fn write(
    (content, project): (&Content, &Project),
    mut changes: Vec<Change>,
    import: &mut Import,
) -> anyhow::Result<()> {
    loop {
        let mut after = (*project.sources).clone();
        changes.iter().flat_map(|change| &change.files).for_each(|file| after.put(file.clone()));
        let news = lint::news(&project.sources, &after, project.today);
        changes.iter().flat_map(|change| &change.files).for_each(|file| import.sources.put(file.clone()));
        let is_wrong = |change: &Change| {
            let errors = news.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
            errors.into_iter().any(|diagnostic| *diagnostic.place.path == *change.text.path)
        };
        let (wrong, good): (Vec<_>, Vec<_>) = changes.into_iter().partition(is_wrong);
        changes = good;
        if wrong.is_empty() {
            import.diagnostics.extend(news.into_iter().filter(|one| one.rule != rule::translation::STALE));
            break;
        }
        let of_wrong = |one: &Diagnostic| wrong.iter().any(|change| *one.place.path == *change.text.path);
        import.diagnostics.extend(news.into_iter().filter(of_wrong));
    }
    for change in changes {
        for file in &change.files {
            put((content, project), file)?;
        }
        import.texts.push(change.text);
    }
    Ok(())
}

/// Writes a file of the toolkit, new or in the place of the one that was read.
pub(super) fn put((content, project): (&Content, &Project), file: &Source) -> anyhow::Result<()> {
    match project.sources.get(&file.path) {
        Some(old) if old.bytes == file.bytes => Ok(()),
        Some(old) => content.replace(old, &file.bytes),
        None => content.create(&file.path, &file.bytes),
    }
}

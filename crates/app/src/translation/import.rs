//! Texts that come back from translators: what becomes of the files of their language, block by block, and of no other.

use std::collections::BTreeMap;

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    guide::{
        TranslationState,
        edit::{self, Translated},
    },
    messages::Failure,
    source::{Source, SourcePath},
    translation::{
        Comparison, Fault, SEGMENTATION, Standing,
        check::Refusal,
        lock_path,
        merge::{Merged, Side, Wishes, merge},
        segments,
    },
};
use trousseau_exchange::catalog::{self, Catalog, State, Unit};
use trousseau_text::Language;

use super::{
    lists::{self, List, Put},
    pair::{Own, Pair, pairs},
    units::{Brought, File, Places, is_there, refused},
    write::{Change, Import, Text, decide},
};
use crate::Project;

/// What a new translation begins with, until its words are put in.
const NEW: &str = "---\ntitle: x\nsummary: x\ntranslates: 0.0.0\ntranslation: begun\n---\n";

/// What is to be imported.
struct Order<'a> {
    file: File<'a>,
    /// Who made the translations, if somebody says so.
    state: Option<TranslationState>,
}

/// What the translations of a file change in the texts of its language. `state` says who made them, if somebody says so. Nothing is
/// written before [`write`](super::write::write).
pub fn look(
    project: &Project,
    path: &SourcePath,
    bytes: &[u8],
    state: Option<TranslationState>,
) -> anyhow::Result<Import> {
    let catalog = read(path, bytes)?;
    let language = super::language(project, &catalog.target)?;
    let mut sources = (*project.sources).clone();
    sources.put(Source::new(path.clone(), bytes));
    let (texts, diagnostics, changes) = (Vec::new(), Vec::new(), Vec::new());
    let mut import = Import { language, texts, diagnostics, sources, open: 0, changes };
    let file = File {
        path,
        bytes,
        has_sure_marks: catalog.has_sure_marks,
        is_other_language: language.primary() != project.toolkit().source_language().primary(),
    };
    let order = Order { file, state };
    let pairs = pairs(project, language);
    let mut by_text: BTreeMap<usize, Vec<&Unit>> = BTreeMap::new();
    let mut by_list: BTreeMap<usize, Vec<&Unit>> = BTreeMap::new();
    let lists = lists::all(project, &pairs, language);
    for unit in &catalog.units {
        if let Some(tag) = &unit.foreign {
            let fault = Refusal::Tag(Fault::Unknown(tag.clone()));
            import.diagnostics.push(refused(&fault, order.file.place(unit)));
            continue;
        }
        let slug = unit.context.split('|').next().unwrap_or_default();
        if let Some(place) = lists.iter().position(|list| list.has(&unit.context)) {
            by_list.entry(place).or_default().push(unit);
            continue;
        }
        match pairs.iter().position(|pair| pair.slug == slug) {
            Some(place) => by_text.entry(place).or_default().push(unit),
            None if unit.target.is_empty() => {}
            None => {
                let diagnostic = Diagnostic::new(rule::translation::UNKNOWN_TEXT, order.file.place(unit));
                import.diagnostics.push(diagnostic.with("guide", slug));
            }
        }
    }
    let mut changes = Vec::new();
    for (place, units) in by_text {
        let Some(pair) = pairs.get(place) else { continue };
        changes.extend(one(&order, pair, &units, &mut import));
    }
    for (place, units) in by_list {
        let Some(list) = lists.get(place) else { continue };
        let put = lists::put(project, language, list, &units, &order.file);
        changes.extend(change_of(list, put, &mut import));
    }
    decide(project, changes, &order.file, &mut import);
    Ok(import)
}

/// What a list becomes; nothing when nothing of it changes.
fn change_of(list: &List, put: Put, import: &mut Import) -> Option<Change> {
    import.open += put.open;
    import.diagnostics.extend(put.diagnostics);
    let path = list.path.to_string();
    let text = Text { path, changed: put.changed, left: put.left, ..Text::default() };
    Some(Change { text, files: vec![put.file?], beside: list.beside.clone(), brought: put.brought })
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
    // Words find their block by what they translate. Of a file that was cut in an older way, those of blocks that are still the same
    // are taken and the others are told; what a newer program means by its file, this one cannot know.
    if catalog.segmentation > SEGMENTATION {
        return Err(failure("translation/segmentation").into());
    }
    Ok(catalog)
}

/// What one text becomes; nothing when nothing of it changes.
fn one(order: &Order, pair: &Pair, units: &[&Unit], import: &mut Import) -> Option<Change> {
    let (mut words, at) = words(order, pair, units, import);
    let comparison = comparison(pair, &words);
    let is_current = |place: &usize| comparison.standings.get(*place) == Some(&Standing::Current);
    let target = |place: &usize| pair.target_by(&comparison, *place);
    let is_new =
        |(place, text): (&usize, &String)| !is_current(place) || target(place).as_ref() != Some(text);
    let news = comparison.moved() > 0 || words.iter().any(is_new);
    let other = |state| pair.own.as_ref().is_none_or(|own| own.head.translation != state);
    if words.is_empty() || !news && !order.state.is_some_and(other) {
        return None;
    }
    let source = pair.source.text().ok()?;
    let own = pair.own.as_ref();
    let merged = merge(&Wishes {
        source: Side { text: source, segments: &pair.segments },
        translation: own.and_then(|own| Some(Side { text: own.file.text().ok()?, segments: &own.segments })),
        comparison: &comparison,
        words: &words,
    });
    for (place, refusal) in &merged.refused {
        words.remove(place);
        if let Some(unit) = at.get(place) {
            import.diagnostics.push(refused(refusal, order.file.place(unit)));
        }
    }
    if words.is_empty() {
        return None;
    }
    let written = written(pair, &merged, &words, order.state, import.language);
    written
        .map(|mut change| {
            change.text.moved = comparison.moved();
            change.brought = brought(pair, &change, &merged, &at, import.language);
            change
        })
        .map_err(|mut diagnostic| {
            diagnostic.place.path = pair.path.clone();
            import.diagnostics.push(diagnostic);
        })
        .ok()
}

/// How the blocks stand. Where no lock says of which blocks a text was made, the file tells it for all whose words it has: after a
/// section has moved, its words would else come in a second time.
fn comparison(pair: &Pair, words: &BTreeMap<usize, String>) -> Comparison {
    match &pair.own {
        Some(Own { lock: None, made: Some(made), segments, .. }) => {
            Comparison::told(&pair.segments, segments, words, made)
        }
        _ => pair.comparison(),
    }
}

/// The words that a file has for the blocks of a text, by their places; and the units that they are from.
fn words<'a>(
    order: &Order,
    pair: &Pair,
    units: &[&'a Unit],
    import: &mut Import,
) -> (BTreeMap<usize, String>, BTreeMap<usize, &'a Unit>) {
    let places = Places::of(pair);
    let (mut words, mut at) = (BTreeMap::new(), BTreeMap::new());
    for unit in units.iter().filter(|unit| !unit.target.is_empty()) {
        let Some(place) = places.find(unit) else {
            if !is_there(pair, &unit.target) {
                let diagnostic = Diagnostic::new(rule::translation::OTHER_SOURCE, order.file.place(unit));
                import.diagnostics.push(diagnostic.with("context", &unit.context));
            }
            continue;
        };
        let is_same = pair.target(place).as_ref() == Some(&unit.target);
        if unit.state == State::Fuzzy && (order.file.has_sure_marks || is_same) {
            import.open += 1;
            continue;
        }
        let old = pair.target(place).unwrap_or_default();
        match order.file.left(unit, &old).filter(|_| !is_same) {
            Some(diagnostic) => import.diagnostics.push(diagnostic),
            None => {
                words.insert(place, unit.target.clone());
                at.insert(place, *unit);
            }
        }
    }
    (words, at)
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
            moved: 0,
        },
        files: vec![
            Source::new(pair.path.clone(), text.into_bytes()),
            Source::new(lock_path(&pair.path), lock.written().into_bytes()),
        ],
        beside: None,
        brought: Vec::new(),
    })
}

/// Where the words of units stand in the new text.
fn brought(
    pair: &Pair,
    change: &Change,
    merged: &Merged,
    at: &BTreeMap<usize, &Unit>,
    language: Language,
) -> Vec<Brought> {
    let text = change.files.first().and_then(|file| file.text().ok()).unwrap_or_default();
    let cut = segments(text, &pair.path, language).unwrap_or_default();
    let blocks = cut.into_iter().zip(merged.sources());
    blocks.filter_map(|(block, place)| Some(Brought::new(block.span, at.get(&place?)?))).collect()
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

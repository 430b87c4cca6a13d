//! Locks that are written when somebody says that a translation is done, or before its source changes.

use trousseau_core::{
    guide::{
        self, TranslationFrontMatter,
        edit::{self, Translated},
    },
    messages::Failure,
    source::Source,
    translation::{Lock, Standing, lock_path, segments},
};
use trousseau_text::Language;

use super::{
    pair::{Pair, of_version, pair_of, pairs},
    write::put,
};
use crate::{Content, Project};

/// Says that a translation is done: it translates the source of today. Gives the path of its file.
pub fn keep(
    (content, project): (&Content, &Project),
    guide: &str,
    language: Language,
) -> anyhow::Result<String> {
    let pairs = pairs(project, language);
    let Some(pair) = pairs.iter().find(|pair| pair.slug == guide) else {
        project.guide(guide)?;
        return Err(Failure::new("find/no-guide").with("name", guide).with("known", "").into());
    };
    let Some(own) = &pair.own else {
        return Err(Failure::new("translation/none").with("path", &pair.path).into());
    };
    let version = pair.newest().filter(|newest| pair.made_of() != Some(*newest));
    let head = Translated { translates: version, ..Translated::default() };
    let text = own.file.text().unwrap_or_default();
    let refused = |_| Failure::new("translation/head").with("path", &pair.path);
    let text = edit::translated(text, &head).map_err(refused)?;
    put((content, project), &Source::new(pair.path.clone(), text.clone().into_bytes()))?;
    let cut = segments(&text, &pair.path, language).unwrap_or_default();
    put((content, project), &lock(pair, &Lock::made(&pair.segments, &cut, pair.newest())))?;
    Ok(pair.path.to_string())
}

/// Says that one block of a translation is up to date: it translates the block of the source with this hash as it is now. Whether
/// there is such a block.
pub fn accept((content, project): (&Content, &Project), path: &str, hash: &str) -> anyhow::Result<bool> {
    let Some(pair) = pair_of(project, path) else { return Ok(false) };
    let Some(own) = &pair.own else { return Ok(false) };
    let pairs = pair.segments.iter().zip(&own.comparison.pairs);
    let known = pairs.zip(&own.comparison.standings).find(|((segment, target), standing)| {
        target.is_some() && **standing != Standing::Current && segment.hash() == hash
    });
    let Some(((segment, Some(target)), _)) = known else { return Ok(false) };
    let nothing = || Lock::new(vec![None; own.segments.len()], &own.segments, pair.made_of());
    let made = own.made.clone().unwrap_or_else(nothing);
    put((content, project), &lock(&pair, &made.accepted(segment, &own.segments, *target)))?;
    Ok(true)
}

fn lock(pair: &Pair, lock: &Lock) -> Source {
    Source::new(lock_path(&pair.path), lock.written().into_bytes())
}

/// Before a new version of a guide: writes down of which blocks its translations were made that are current and have no lock yet, so
/// that only what this version changes is out of date. Without a history nothing is known of them.
pub fn keep_before_release((content, project): (&Content, &Project), guide: &str) -> anyhow::Result<()> {
    for language in project.toolkit().languages.iter().skip(1) {
        for pair in pairs(project, *language).iter().filter(|pair| pair.slug == guide) {
            let Some(own) = pair.own.as_ref().filter(|own| own.lock.is_none() && !pair.is_behind()) else {
                continue;
            };
            let Some(version) = pair.made_of() else { continue };
            let Some(old) = of_version(project, &pair.source.path, version) else { continue };
            put((content, project), &lock(pair, &Lock::made(&old, &own.segments, Some(version))))?;
        }
    }
    Ok(())
}

/// After a translation was saved as a whole over what it was before: when it says that it translates the newest version, and did not
/// say so before or has no lock, it was made of the source of today.
pub fn lock_saved(content: &Content, project: &Project, before: &Source) -> anyhow::Result<()> {
    let path = &*before.path;
    let language = path.strip_suffix(".md").and_then(|stem| stem.rsplit('/').next());
    let Some(language) = language.and_then(|tag| super::language(project, tag).ok()) else { return Ok(()) };
    let Some(pair) = pairs(project, language).into_iter().find(|pair| *pair.path == *path) else {
        return Ok(());
    };
    let is_newest = pair.made_of().is_some() && pair.made_of() == pair.newest();
    let Some(own) = pair.own.as_ref().filter(|_| is_newest) else { return Ok(()) };
    let old = guide::read::<TranslationFrontMatter>(before, &pair.slug, language).value;
    let old = old.and_then(|text| text.front_matter.translates).map(|version| version.value);
    if own.lock.is_none() || old != pair.made_of() {
        put((content, project), &lock(&pair, &Lock::made(&pair.segments, &own.segments, pair.newest())))?;
    }
    Ok(())
}

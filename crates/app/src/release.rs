//! What follows from a new version: the remarks that it answers, the translations that wait.

use trousseau_core::{
    guide::{self, GuideFrontMatter, Text, TranslationFrontMatter, Version, feedback},
    messages,
};
use trousseau_text::Language;

use crate::{Project, history, reading, translation};

/// The messages about the remarks that a version answers: which they are, and a warning when the text has not changed; and another
/// one when it has become harder to read.
pub fn answers(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    resolved: &[String],
    language: Language,
) -> Vec<String> {
    let harder = reading::since_version(project, guide).map(|(measure, before, now)| {
        let (before, now) = (before.to_string(), now.to_string());
        messages::say(language, "release/harder", &[("measure", measure), ("before", &before), ("now", &now)])
    });
    if resolved.is_empty() {
        return harder.into_iter().collect();
    }
    let answered = messages::say(language, "release/resolved", &[("ids", &resolved.join(", "))]);
    // A remark about a translation, a picture or the print does not ask for other words in the source text.
    let about_words = guide.front_matter.feedback.iter().any(|remark| {
        resolved.iter().any(|id| **id == *remark.id.value)
            && *remark.lang == guide.language
            && !matches!(
                remark.theme,
                feedback::Topic::Translation | feedback::Topic::Picture | feedback::Topic::Print
            )
    });
    if !about_words {
        return [answered].into_iter().chain(harder).collect();
    }
    let changed = match history::is_unchanged(project, guide) {
        Some(true) => Some(messages::say(language, "release/unchanged", &[("file", &guide.path)])),
        Some(false) => None,
        None => Some(messages::say(language, "release/changed", &[("file", &guide.path)])),
    };
    [answered].into_iter().chain(changed).chain(harder).collect()
}

/// The languages whose translation no longer says what the guide says, be it since this version or since an older one.
pub fn stale(project: &Project, slug: &str, after: Version) -> Vec<String> {
    let is_stale = |language: &&Language| {
        let path = format!("{}{slug}/{language}.md", guide::FOLDER);
        let source = project.sources.get(&path)?;
        let text = guide::read::<TranslationFrontMatter>(source, slug, **language).value?;
        let version = text.front_matter.translates?.value;
        let is_known = || {
            // Where a lock tells, what counts is whether its blocks have changed.
            let pairs = translation::pairs(project, **language);
            let own = pairs.into_iter().find(|pair| *pair.path == *path)?.own?;
            own.lock.is_some().then(|| own.comparison.is_current())
        };
        (version.is_behind(after) && is_known() != Some(true)).then_some(())
    };
    let languages = project.toolkit().languages.iter().skip(1);
    languages
        .filter(|language| is_stale(language).is_some())
        .map(|language| language.tag().to_owned())
        .collect()
}

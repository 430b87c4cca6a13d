//! How hard the texts are to read, now and as git has them.

use std::collections::BTreeMap;

use trousseau_core::{
    diagnostic::Diagnostic,
    guide::{self, GuideFrontMatter, Text, split},
    source::SourcePath,
};
use trousseau_io::git;
use trousseau_lint::prose;

use crate::{Loaded, Project, history};

pub use trousseau_lint::prose::Score;

/// The measures of all texts: by language, and the hardest first.
pub fn scores(project: &Project) -> Vec<Score> {
    let loaded = project.loaded.as_ref();
    loaded.map(|loaded| prose::scores(&loaded.library, &project.sources)).unwrap_or_default()
}

/// A warning for each text that reads harder than in a revision of git; none where there is no git or no such revision.
pub(crate) fn harder(project: &Project, revision: &str) -> Vec<Diagnostic> {
    let Some(Loaded { library, .. }) = &project.loaded else { return Vec::new() };
    let changed = git::repository(&project.root).and_then(|repository| repository.changed_since(revision));
    // What is put together of two texts cannot be compared with one of them.
    let is_text = |path: &String| {
        (path.starts_with(guide::FOLDER) || path.starts_with("content/pages/"))
            && project.sources.is_written_here(path)
    };
    let before: BTreeMap<SourcePath, String> = changed
        .unwrap_or_default()
        .into_iter()
        .filter(is_text)
        .filter_map(|path| {
            let bytes = git::at(&project.root, revision, &path).ok()??;
            Some((path.into(), String::from_utf8(bytes).ok()?))
        })
        .collect();
    prose::harder(library, &project.sources, &before)
}

/// By which measure a guide reads harder than its newest version did when it was recorded, with the values before and now.
pub(crate) fn since_version(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
) -> Option<(&'static str, i32, i32)> {
    let text = project.source(guide).text().ok()?;
    let now = prose::measure_body(split::split(text, &guide.path).ok()?.body, guide.language)?;
    let before = prose::measure_body(&history::recorded(project, guide)?, guide.language)?;
    now.harder_than(&before)
}

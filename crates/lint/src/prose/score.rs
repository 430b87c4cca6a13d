//! How hard each text is to read, by formulas: information for editors, worst first, and a warning where a text has become harder.

use std::collections::BTreeMap;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::markdown::raw::Role,
    guide::split::split,
    library::{Entry, Library, SourceFrontMatter},
    source::{SourcePath, Sources},
};
use trousseau_text::{
    Language,
    readability::{self, Reading},
};

use super::line::{self, Line};

/// A text and its measures.
pub struct Score {
    /// Its file.
    pub path: SourcePath,
    /// Its language.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// Its measures; none where its letters are not measured.
    pub reading: Reading,
}

/// The measures of all texts that readers see: by language in the order of the toolkit, and the hardest text first.
pub fn scores(library: &Library, sources: &Sources) -> Vec<Score> {
    let languages = &library.toolkit.languages;
    let place = |language| languages.iter().position(|one| *one == language);
    let mut scores = scores_of(library, sources, &|_| true);
    // LIX needs no syllables, which only listening counts well, so it says which text is the hardest in every language.
    scores.sort_by(|a, b| {
        let by_language = place(a.language).cmp(&place(b.language));
        by_language.then(b.reading.lix.cmp(&a.reading.lix)).then(a.path.cmp(&b.path))
    });
    scores
}

/// The measures of the texts that are wanted.
fn scores_of(library: &Library, sources: &Sources, wanted: &dyn Fn(&SourcePath) -> bool) -> Vec<Score> {
    let guides = library.guides.iter().flat_map(|guide| texts(guide));
    let texts = guides.chain(library.pages.iter().flat_map(|page| texts(page)));
    let texts = texts.filter(|(path, ..)| wanted(path));
    let scores = texts.filter_map(|(path, language, title)| {
        let reading = measure(sources.get(path)?.text().ok()?, path, language)?;
        Some(Score { path: path.clone(), language, title: title.to_owned(), reading })
    });
    scores.collect()
}

fn texts<H: SourceFrontMatter>(entry: &Entry<H>) -> Vec<(&SourcePath, Language, &str)> {
    let source = (&entry.source.path, entry.source.language, entry.source.front_matter.title());
    let translated = entry.translations.values();
    let others = translated.map(|text| (&text.path, text.language, text.front_matter.title.as_str()));
    std::iter::once(source).chain(others).collect()
}

/// A warning for each text that reads harder than it did, where the words of before are known.
pub fn harder(
    library: &Library,
    sources: &Sources,
    before: &BTreeMap<SourcePath, String>,
) -> Vec<Diagnostic> {
    let scores = scores_of(library, sources, &|path| before.contains_key(path));
    let known = scores.iter().filter_map(|score| Some((score, before.get(&score.path)?)));
    let harder = known.filter_map(|(score, before)| {
        let then = measure(before, &score.path, score.language)?;
        let (measure, before, now) = score.reading.harder_than(&then)?;
        let diagnostic = Diagnostic::new(rule::reading::HARDER, Place::file(&score.path));
        Some(diagnostic.with("measure", measure).with("before", before).with("now", now))
    });
    harder.collect()
}

/// The measures of what is read as sentences in a file: no headings, cells, captions, nor text that keeps its lines.
fn measure(file: &str, path: &SourcePath, language: Language) -> Option<Reading> {
    let parts = split(file, path).ok()?;
    measure_lines(line::lines(file, parts.body, parts.body_offset), language)
}

/// The measures of a body alone.
pub fn measure_body(body: &str, language: Language) -> Option<Reading> {
    measure_lines(line::lines(body, body, 0), language)
}

fn measure_lines(lines: Vec<Line>, language: Language) -> Option<Reading> {
    let is_read = |role| matches!(role, Role::Paragraph | Role::Item | Role::Box | Role::Note);
    let texts: Vec<String> =
        lines.into_iter().filter(|line| is_read(line.role)).map(|line| line.text).collect();
    readability::read(&texts, language)
}

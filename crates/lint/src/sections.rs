//! Headings that announce nothing.

use std::collections::BTreeSet;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::{Block, Document, Heading, walk},
    library::{Entry, SourceFrontMatter},
    source::SourcePath,
};

use crate::Context;

/// A diagnostic for each heading that the next one follows at once, or the end of its text.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let before = diagnostics.len();
    for guide in &context.library.guides {
        entry(guide, false, diagnostics);
    }
    for page in &context.library.pages {
        entry(page, page.source.front_matter.data.is_some(), diagnostics);
    }
    // A title in the body announces the whole text; that it stands there is told.
    let titles = context.read.iter().filter(|one| one.rule == rule::markdown::TITLE_IN_BODY);
    let titles: BTreeSet<&Place> = titles.map(|one| &one.place).collect();
    let mut at = 0;
    diagnostics.retain(|one| {
        at += 1;
        at <= before || !titles.contains(&one.place)
    });
}

/// What a text shows behind its last words, such as a table of results, is what its last heading announces. Of a translation only
/// what its source does not lack is told.
fn entry<H: SourceFrontMatter>(entry: &Entry<H>, goes_on: bool, diagnostics: &mut Vec<Diagnostic>) {
    let source = &entry.source;
    let known: BTreeSet<usize> = empty(&source.body, goes_on).map(|(place, _)| place).collect();
    empty(&source.body, goes_on).for_each(|(_, heading)| say(heading, &source.path, diagnostics));
    for text in entry.translations.values() {
        let found = empty(&text.body, goes_on).filter(|(place, _)| !known.contains(place));
        found.for_each(|(_, heading)| say(heading, &text.path, diagnostics));
    }
}

/// The headings that nothing follows, each with its place among all headings. One that stands a level below goes on.
fn empty(body: &Document, goes_on: bool) -> impl Iterator<Item = (usize, &Heading)> {
    let blocks = &body.blocks;
    let headings = blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Heading(heading) => Some((&**heading, blocks.get(at + 1))),
        _ => None,
    });
    let is_empty = move |heading: &Heading, next: Option<&Block>| match next {
        Some(Block::Heading(next)) => next.level <= heading.level,
        Some(_) => false,
        None => !goes_on,
    };
    headings
        .enumerate()
        .filter_map(move |(place, (heading, next))| is_empty(heading, next).then_some((place, heading)))
}

fn say(heading: &Heading, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let diagnostic = Diagnostic::new(rule::markdown::EMPTY_SECTION, Place::span(path, heading.span));
    diagnostics.push(diagnostic.with("heading", walk::plain(&heading.text)));
}

//! Anchors: the id of every heading, the same in every language of a guide.

use std::collections::{BTreeMap, BTreeSet};

use super::{Document, Heading, Inline, Target, diagnostics::Notes, walk};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
};
use trousseau_text::slug;

/// The longest anchor that is made from a heading, in characters; the rest is cut off.
const LONGEST: usize = 120;

/// The most characters of a heading before it is reported: headings are repeated in tables of contents and links.
const LONGEST_HEADING: usize = 140;

/// The anchors of a text.
pub fn anchors<L>(document: &Document<L>) -> BTreeSet<&str> {
    document.headings().into_iter().map(|heading| heading.id.as_str()).collect()
}

/// Gives every heading of a translation the anchor of the source's heading at the same place.
///
/// Headings are paired by order as long as their levels agree: after a missing or an additional heading no
/// pair would be right, so the rest keep their own anchors. Links to an anchor that was replaced are changed with it.
pub fn align(translation: &mut Document, source: &Document, path: &SourcePath) -> Vec<Diagnostic> {
    let model = source.headings();
    let mut headings = translation.headings_mut();
    let same = headings.iter().zip(&model).take_while(|(own, other)| own.level == other.level).count();
    let mut diagnostics = Vec::new();
    if same < headings.len().max(model.len()) {
        let place = match headings.get(same) {
            Some(heading) => Place::span(path, heading.span),
            None => Place::file(path),
        };
        let diagnostic = Diagnostic::new(rule::translation::HEADINGS, place);
        diagnostics.push(diagnostic.with("here", headings.len()).with("source", model.len()));
    }
    let mut names = Names::default();
    let mut moved = BTreeMap::new();
    // Where one text has more headings, those that name an anchor of the source are paired by it: a region may have written a
    // section in one language only.
    let is_other = headings.len() != model.len();
    let named = |heading: &Heading| is_other && model.iter().any(|other| other.id == heading.id);
    for (at, heading) in headings.iter_mut().enumerate() {
        let id = match model.get(at).filter(|_| at < same && !named(heading)) {
            Some(other) => names.fresh(&other.id),
            None => names.fresh(&heading.id),
        };
        let own = std::mem::replace(&mut heading.id, id.clone());
        moved.entry(own).or_insert(id);
    }
    let known = anchors(source);
    translation.lines_mut(&mut |_, line| {
        walk::inlines_mut(line, &mut |piece| {
            if let Inline::Link(link) = piece
                && let Target::Anchor(anchor) = &mut link.to
                // The source's anchors are the ones that every language shares: they come first.
                && !known.contains(anchor.as_str())
                && let Some(id) = moved.get(anchor)
            {
                anchor.clone_from(id);
            }
        });
    });
    diagnostics
}

/// Gives every heading its level and its anchor. Until then, `id` holds what the editor gave in `{#id}`, or nothing.
pub(super) fn settle(document: &mut Document, diagnostics: &mut Notes<'_>) {
    let mut headings = document.headings_mut();
    let mut names = Names::default();
    let mut previous = 1;
    // Anchors that editors wrote are taken first: links from outside may name them, so a made one must not take their place.
    for heading in &mut headings {
        let place = diagnostics.place(heading.span);
        let words = |heading: &Heading| super::diagnostics::excerpt(&walk::plain(&heading.text));
        if heading.level < 2 {
            heading.level = 2;
            // Of a heading that a line of `=` makes, that line was told.
            if !diagnostics.has_at(rule::markdown::UNDERLINE, &place) {
                let diagnostic = Diagnostic::new(rule::markdown::TITLE_IN_BODY, place.clone());
                diagnostics.say(diagnostic.with("heading", words(heading)));
            }
        }
        let letters = walk::plain(&heading.text).chars().count();
        if letters > LONGEST_HEADING {
            let diagnostic = Diagnostic::new(rule::markdown::LONG_HEADING, place.clone());
            diagnostics.say(diagnostic.with("heading", words(heading)).with("letters", letters));
        }
        if heading.level > previous + 1 {
            let diagnostic =
                Diagnostic::new(rule::markdown::HEADING_LEVEL, place.clone()).with("heading", words(heading));
            diagnostics.say(diagnostic.with("level", heading.level).with("expected", previous + 1));
        }
        previous = heading.level;
        if heading.id.is_empty() {
            continue;
        }
        if !slug::is_slug(&heading.id) {
            let near = name(&heading.id);
            let anchor = super::diagnostics::excerpt(&std::mem::take(&mut heading.id));
            let diagnostic = Diagnostic::new(rule::markdown::ANCHOR, place).with("anchor", anchor);
            diagnostics.say(if slug::is_slug(&near) { diagnostic.with("near", near) } else { diagnostic });
        } else if names.taken.contains(&heading.id) {
            diagnostics.say(Diagnostic::new(rule::markdown::ANCHOR_TWICE, place).with("anchor", &heading.id));
            heading.id = names.fresh(&heading.id);
        } else {
            heading.id = names.fresh(&heading.id);
        }
    }
    for (at, heading) in headings.into_iter().enumerate().filter(|(_, heading)| heading.id.is_empty()) {
        let words = name(&walk::plain(&heading.text));
        heading.id =
            if words.is_empty() { names.fresh(&format!("section-{}", at + 1)) } else { names.fresh(&words) };
    }
}

/// The anchor that the words of a heading give, cut to a length that fits an address.
fn name(words: &str) -> String {
    let mut slug = slug::slug(words);
    if let Some((end, _)) = slug.char_indices().nth(LONGEST) {
        slug.truncate(end);
        slug.truncate(slug.trim_end_matches('-').len());
    }
    slug
}

/// The anchors that one text has given out so far.
#[derive(Default)]
struct Names {
    taken: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Names {
    /// This name if it is free, else the first free one of `name-2`, `name-3`…
    fn fresh(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let number = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name}-{number}");
            *number += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

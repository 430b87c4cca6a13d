//! Headings that announce nothing.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::{Block, walk},
    guide::Text,
};

use crate::Context;

/// A diagnostic for each heading that the next one follows at once, or the end of its text.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    for guide in &context.library.guides {
        text(&guide.source, diagnostics);
        guide.translations.values().for_each(|translation| text(translation, diagnostics));
    }
    for page in &context.library.pages {
        text(&page.source, diagnostics);
        page.translations.values().for_each(|translation| text(translation, diagnostics));
    }
}

fn text<H>(text: &Text<H>, diagnostics: &mut Vec<Diagnostic>) {
    let blocks = &text.body.blocks;
    for (at, block) in blocks.iter().enumerate() {
        let Block::Heading(heading) = block else { continue };
        let is_empty = match blocks.get(at + 1) {
            // A heading one level below goes on.
            Some(Block::Heading(next)) => next.level <= heading.level,
            Some(_) => false,
            None => true,
        };
        if is_empty {
            let place = Place::span(&text.path, heading.span);
            let diagnostic = Diagnostic::new(rule::markdown::EMPTY_SECTION, place);
            diagnostics.push(diagnostic.with("heading", walk::plain(&heading.text)));
        }
    }
}

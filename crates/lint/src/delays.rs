//! Tables of dates: the line that asks for one names a fact that says how long something lasts.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::{Block, Document, Inline, Table, Target},
    guide::Text,
    library::links::{Found, find},
    toolkit::delay::Delay,
};

use crate::Context;

/// A diagnostic for each line that asks for a table of dates and names no delay.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let library = context.library;
    for guide in library.in_work() {
        check_text(context, &guide.source, diagnostics);
        guide.translations.values().for_each(|text| check_text(context, text, diagnostics));
    }
    for page in &library.pages {
        check_text(context, &page.source, diagnostics);
        page.translations.values().for_each(|text| check_text(context, text, diagnostics));
    }
}

fn check_text<H>(context: &Context, text: &Text<H>, diagnostics: &mut Vec<Diagnostic>) {
    each_asked(&text.body, &mut |table| {
        let mut facts = table.caption.iter().filter_map(|piece| match piece {
            Inline::Link(link) => match find(context.library, &text.path, &link.to) {
                Found::Fact(fact) => Some(fact),
                _ => None,
            },
            _ => None,
        });
        // A fact that is not there is told as a dead link.
        let Some(fact) = facts.next() else { return };
        if Delay::of(&fact.value).is_none() {
            let diagnostic = Diagnostic::new(rule::facts::NO_DELAY, Place::span(&text.path, table.span));
            diagnostics.push(diagnostic.with("id", &fact.id.value).with("value", &fact.value));
        }
    });
}

fn each_asked<'a>(body: &'a Document<Target>, look: &mut dyn FnMut(&'a Table<Target>)) {
    fn blocks<'a>(all: &'a [Block<Target>], look: &mut dyn FnMut(&'a Table<Target>)) {
        for block in all {
            match block {
                Block::Table(table) if table.asks_for_dates() => look(table),
                Block::Alert(_, inner) | Block::Quote(inner) => blocks(inner, look),
                Block::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, look)),
                _ => {}
            }
        }
    }
    blocks(&body.blocks, look);
}

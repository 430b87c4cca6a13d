//! Facts to look at again: those that expire soon, those that were checked long ago, those that nobody reads.

use std::collections::BTreeMap;

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Span, rule},
    library::uses,
    source::SourcePath,
};

use crate::Context;

/// How many days before a fact expires it is told.
const EXPIRING: i32 = 60;

/// For how many days a check is good.
const CHECKED: i32 = 365;

/// A diagnostic for each day on which facts expire soon, and for each fact that is old or that no text uses.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    let path: SourcePath = "content/facts.yaml".into();
    let own = toolkit.checks.facts;
    let (expiring, checked) =
        (own.expiring.map_or(EXPIRING, i32::from), own.checked.map_or(CHECKED, i32::from));
    let uses = uses::facts(context.library);
    let mut soon: BTreeMap<Date, (Span, Vec<&str>)> = BTreeMap::new();
    for fact in &toolkit.facts {
        let place = || Place::span(&path, fact.id.span);
        if let Some(date) = fact.expires.filter(|date| (0..=expiring).contains(&days(context.today, *date))) {
            soon.entry(date).or_insert((fact.id.span, Vec::new())).1.push(&fact.id.value);
        }
        let age = days(fact.checked, context.today);
        // One that has expired is to be looked up anyway.
        if age > checked && fact.expires.is_none_or(|date| date >= context.today) {
            let diagnostic = Diagnostic::new(rule::facts::OLD, place()).with("id", &fact.id.value);
            diagnostics.push(diagnostic.with("date", fact.checked).with("days", age));
        }
        // A text that could not be read may use it.
        if context.library.broken.is_empty() && !uses.contains_key(fact.id.as_str()) {
            diagnostics.push(Diagnostic::new(rule::facts::UNUSED, place()).with("id", &fact.id.value));
        }
    }
    for (date, (span, ids)) in soon {
        let diagnostic = Diagnostic::new(rule::facts::EXPIRING, Place::span(&path, span));
        let diagnostic = diagnostic.with("date", date).with("days", days(context.today, date));
        diagnostics.push(diagnostic.with("ids", ids.join(", ")));
    }
}

/// From one day to another; below zero when the other lies before.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

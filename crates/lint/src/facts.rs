//! Facts to look at again: those that have expired or soon will, those that were checked long ago, those that nobody reads.

use std::{cell::LazyCell, collections::BTreeMap};

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Span, rule},
    library::uses,
};

use crate::Context;

/// Where facts are written.
const PATH: &str = "content/facts.yaml";

/// A diagnostic for each fact that has expired, for each whose check lies ahead, and for each with another day than its value says: what
/// a build makes of them may be wrong.
pub fn wrong(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    // Most builds find nothing, and then nobody asks who uses a fact.
    let uses = LazyCell::new(|| uses::facts(context.library));
    for fact in &context.library.toolkit.facts {
        let place = || Place::span(&PATH.into(), fact.id.span);
        if let Some(date) = fact.last_day().filter(|date| *date < context.today) {
            let texts = uses.get(fact.id.as_str()).into_iter().flatten().copied();
            let texts = Some(texts.collect::<Vec<_>>().join(", ")).filter(|texts| !texts.is_empty());
            let diagnostic = Diagnostic::new(rule::facts::EXPIRED, place());
            let diagnostic = diagnostic.with("guides", texts.unwrap_or_else(|| "–".to_owned()));
            diagnostics.push(diagnostic.with("id", &fact.id.value).with("date", date));
        }
        if let Some(date) = fact.date.filter(|date| !fact.can_be(*date)) {
            let diagnostic = Diagnostic::new(rule::facts::OTHER_DAY, place()).with("value", &fact.value);
            diagnostics.push(diagnostic.with("id", &fact.id.value).with("date", date));
        }
        if fact.checked > context.today {
            let diagnostic = Diagnostic::new(rule::facts::FUTURE, place());
            diagnostics.push(diagnostic.with("id", &fact.id.value).with("date", fact.checked));
        }
    }
}

/// A diagnostic for each day on which facts expire soon, and for each fact that was checked long ago or that no text uses.
pub fn due(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    let days_of = toolkit.checks.facts;
    let uses = uses::facts(context.library);
    let mut soon: BTreeMap<Date, (Span, Vec<&str>)> = BTreeMap::new();
    for fact in &toolkit.facts {
        let place = || Place::span(&PATH.into(), fact.id.span);
        let within = 0..=days_of.expiring();
        if let Some(date) = fact.last_day().filter(|date| within.contains(&days(context.today, *date))) {
            soon.entry(date).or_insert((fact.id.span, Vec::new())).1.push(&fact.id.value);
        }
        let age = days(fact.checked, context.today);
        // One that has expired is to be looked up anyway.
        if age > days_of.checked() && fact.last_day().is_none_or(|date| date >= context.today) {
            let diagnostic = Diagnostic::new(rule::facts::OLD, place()).with("id", &fact.id.value);
            diagnostics.push(diagnostic.with("date", fact.checked).with("days", age));
        }
        if !is_source(&fact.source) {
            diagnostics.push(Diagnostic::new(rule::facts::SOURCE, place()).with("id", &fact.id.value));
        }
        // A text that could not be read may use it.
        if context.library.broken.is_empty() && !uses.contains_key(fact.id.as_str()) {
            diagnostics.push(Diagnostic::new(rule::facts::UNUSED, place()).with("id", &fact.id.value));
        }
    }
    for (date, (span, ids)) in soon {
        let diagnostic = Diagnostic::new(rule::facts::EXPIRING, Place::span(&PATH.into(), span));
        let diagnostic = diagnostic.with("date", date).with("days", days(context.today, date));
        diagnostics.push(diagnostic.with("ids", ids.join(", ")));
    }
}

/// Words that stand where a source is still to come, in small letters.
const TO_COME: &[&str] = &[
    "a completer",
    "à compléter",
    "a verifier",
    "à vérifier",
    "a definir",
    "à définir",
    "inconnue",
    "inconnu",
    "aucune",
    "source",
    "todo",
    "tbd",
    "tbc",
    "to do",
    "to come",
    "to be completed",
    "to check",
    "unknown",
    "none",
    "n a",
    "na",
    "xxx",
    "internet",
    "web",
    "google",
];

/// Whether somebody is named who says so: no blank, no sign alone, no word for "later".
fn is_source(source: &str) -> bool {
    let words = source.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let bare = words.collect::<Vec<_>>().join(" ").to_lowercase();
    !bare.is_empty() && !TO_COME.contains(&bare.as_str())
}

/// From one day to another; below zero when the other lies before.
pub fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_somebody() {
        for source in ["", "  ", "-", "…", "À compléter", "TODO", "n/a", "???", "Internet"] {
            assert!(!is_source(source), "{source}");
        }
        for source in ["Code de la construction, L441-1", "CAF", "service-public.gouv.fr", "قانون 2007-290"]
        {
            assert!(is_source(source), "{source}");
        }
    }
}

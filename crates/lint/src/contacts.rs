//! Contacts: which may stand in the box of the home page for whoever has no roof tonight, and which are to be checked again.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    toolkit::{contact::Open, fact::Certainty},
};
use trousseau_text::digits;

use crate::{Context, facts::days};

/// Where contacts are written.
const PATH: &str = "content/contacts.yaml";

/// A diagnostic for each contact that promises more than its own lines say, and one when no contact is for tonight.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    let path: SourcePath = PATH.into();
    // What a contact lacks may be what could not be read of it, and that has been told.
    let is_read = !context.read.iter().any(|told| told.place.path == path);
    for contact in &toolkit.contacts {
        let place = Place::span(&path, contact.id.span);
        if let Some(phone) = contact.phone.as_ref().filter(|phone| has_other_digits(phone)) {
            let diagnostic = Diagnostic::new(rule::value::DIGITS, Place::span(&path, phone.span));
            diagnostics.push(diagnostic.with("value", &phone.value));
        }
        if contact.open == Some(Open::Always)
            && let Some(hour) = contact.hour_between()
        {
            let diagnostic = Diagnostic::new(rule::contacts::HOURS, place.clone());
            diagnostics.push(diagnostic.with("id", &contact.id.value).with("hour", hour));
        }
        // Hours that contradict have just been told.
        let open = contact.open == Some(Open::Always);
        let lacks = contact.lacks_for_tonight();
        let lacks: Vec<_> = lacks.into_iter().filter(|line| !(open && *line == "hours:")).collect();
        if is_read && contact.tonight == Some(true) && !lacks.is_empty() {
            let diagnostic = Diagnostic::new(rule::contacts::TONIGHT, place);
            diagnostics.push(diagnostic.with("id", &contact.id.value).with("lines", lacks.join(", ")));
        }
    }
    if is_read && toolkit.contacts.iter().all(|contact| contact.tonight.is_none()) {
        let mut shown = toolkit.help.iter().filter_map(|id| toolkit.contact(id));
        if let Some(first) = shown.find(|contact| contact.phone.is_some()) {
            let place = Place::span(&path, first.id.span);
            diagnostics.push(Diagnostic::new(rule::contacts::NONE_TONIGHT, place));
        }
    }
}

/// A diagnostic for each contact that is given as checked and says no day, a day to come or one that is long past.
pub fn due(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    for contact in toolkit.contacts.iter().filter(|contact| contact.status == Certainty::Sourced) {
        let says = |rule| {
            Diagnostic::new(rule, Place::span(&PATH.into(), contact.id.span)).with("id", &contact.id.value)
        };
        let Some(date) = contact.checked else {
            diagnostics.push(says(rule::contacts::UNCHECKED));
            continue;
        };
        let age = days(date, context.today);
        if age < 0 {
            diagnostics.push(says(rule::contacts::FUTURE).with("date", date));
        } else if age > toolkit.checks.facts.checked() {
            diagnostics.push(says(rule::contacts::OLD).with("date", date).with("days", age));
        }
    }
}

/// Whether a number has digits of another family than 0 to 9.
fn has_other_digits(number: &str) -> bool {
    number.chars().any(|sign| !sign.is_ascii() && digits::ascii(sign).is_some())
}

//! Who agreed to a guide, and to which words: what makes it published, and what no longer holds.

use std::collections::BTreeSet;

use trousseau_core::{
    agreement::{Standing, State, missing_colleges},
    diagnostic::{Diagnostic, Place, Rule, rule},
    guide::{GuideFrontMatter, Status, Text, VersionEntry},
    library::Entry,
    toolkit::partner::College,
};

use crate::Context;

/// Checks the agreements of all guides.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let library = context.library;
    for guide in library.all_guides() {
        let head = &guide.source.front_matter;
        for entry in &head.versions {
            lines(entry, &guide.source, context, diagnostics);
        }
        if let Some(newest) = head.versions.first().filter(|_| head.status.is_public()) {
            standing(guide, newest, &library.standing(guide), context, diagnostics);
        }
    }
}

/// What is wrong in the lines of a version, whichever it is.
fn lines(entry: &VersionEntry, text: &Text<GuideFrontMatter>, context: &Context, out: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for one in &entry.agreed {
        let partner = &one.partner;
        let say = |rule| Diagnostic::new(rule, text.at(partner.span)).with("partner", &partner.value);
        if !seen.insert(partner.as_str()) {
            out.push(say(rule::agreements::TWICE).with("version", entry.version.value));
        }
        out.extend(
            one.date
                .filter(|day| *day > context.today)
                .map(|day| say(rule::agreements::FUTURE).with("date", day)),
        );
        if let Some(hash) = one.text.as_ref().filter(|hash| !hash.is_whole()) {
            let diagnostic = Diagnostic::new(rule::agreements::TEXT, text.at(hash.span));
            out.push(diagnostic.with("value", hash.as_str()));
        }
    }
    if !entry.validated_by.is_empty() {
        let diagnostic = Diagnostic::new(rule::agreements::OLD_LINE, text.at(entry.version.span));
        out.push(diagnostic.with("version", entry.version.value));
    }
}

/// How the newest version stands.
fn standing(
    guide: &Entry<GuideFrontMatter>,
    newest: &VersionEntry,
    standing: &Standing,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) {
    let version = newest.version.value;
    let place = || guide.source.at(newest.version.span);
    let say = |rule: Rule, place: Place| Diagnostic::new(rule, place).with("version", version);
    void(guide, newest, standing, out);
    if guide.source.front_matter.status != Status::Published {
        return;
    }
    let of_colleges = |rule: Rule, missing: &[College]| {
        let one = |college: &College| say(rule, place()).with("college", college.name());
        missing.iter().map(one).collect::<Vec<_>>()
    };
    match standing.state {
        State::Owed => out.extend(of_colleges(rule::agreements::OWED, &standing.missing)),
        State::Unknown if newest.validated_by.is_empty() => {
            out.push(say(rule::agreements::UNKNOWN, place()));
        }
        State::Void | State::Missing => {
            let missing = missing_colleges(newest, &context.library.toolkit);
            out.extend(of_colleges(rule::versions::COLLEGES, &missing));
        }
        _ => {}
    }
}

/// Agreements to other words than those of now, where nobody of the same side agreed to these. Readers of a published guide are told of
/// an agreement that is none; one that is published in a hurry says itself that it is owed.
fn void(
    guide: &Entry<GuideFrontMatter>,
    newest: &VersionEntry,
    standing: &Standing,
    out: &mut Vec<Diagnostic>,
) {
    let Some(now) = &standing.text else { return };
    if matches!(standing.state, State::Agreed | State::Notice) {
        return;
    }
    let is_published = guide.source.front_matter.status == Status::Published;
    let rule = match standing.state {
        State::Void if is_published => rule::agreements::LAPSED,
        _ => rule::agreements::VOID,
    };
    for one in &newest.agreed {
        let Some(text) = one.text.as_ref().filter(|text| text.is_whole() && text.value != *now) else {
            continue;
        };
        let diagnostic = Diagnostic::new(rule, guide.source.at(text.span));
        let diagnostic = diagnostic.with("partner", &one.partner.value).with("version", newest.version.value);
        out.push(diagnostic.with("code", text.code()).with("now", now.code()));
    }
}

#[cfg(test)]
mod tests;

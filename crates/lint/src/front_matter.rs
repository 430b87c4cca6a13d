//! What must fit together in the front matter of guides and pages.

use std::collections::BTreeSet;

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::{Block, walk::plain},
    guide::{
        Falc, GuideFrontMatter, GuideKind, Status, TO_WRITE, Text, TranslationFrontMatter, VersionEntry,
        check_versions,
    },
    library::{Entry, SourceFrontMatter},
    source::SourcePath,
    toolkit::{Toolkit, partner::College},
};
use trousseau_site::plan::leaflets::fits;
use trousseau_text::Language;

use crate::Context;

/// The most parts that a message names.
const MOST_PARTS: usize = 6;

/// Diagnostics about every front matter.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (library, today) = (context.library, context.today);
    for guide in library.all_guides() {
        colleges(guide, &library.toolkit, diagnostics);
        let head = &guide.source.front_matter;
        if head.status.is_public() {
            unwritten([&head.title, &head.summary], &guide.source.path, diagnostics);
        }
        if guide.source.front_matter.versions.is_empty() && guide.source.front_matter.status.is_public() {
            diagnostics.push(Diagnostic::new(rule::versions::NONE, Place::file(&guide.source.path)));
        }
        form(guide, diagnostics);
        work(guide, today, diagnostics);
    }
    for page in &library.pages {
        let head = &page.source.front_matter;
        unwritten([&head.title, &head.summary], &page.source.path, diagnostics);
        work(page, today, diagnostics);
    }
}

/// A text that readers see has words of its own in its head, not those of an empty one.
fn unwritten(words: [&String; 2], path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    if words.into_iter().any(|words| TO_WRITE.contains(&words.as_str())) {
        diagnostics.push(Diagnostic::new(rule::front_matter::UNWRITTEN, Place::file(path)));
    }
}

/// A text is easy to read when some of those for whom it is have read it: the European rules ask for it.
fn falc<H>(text: &Text<H>, falc: Option<&Falc>, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let Some(falc) = falc else { return };
    let place = || text.at(falc.status.span);
    if !falc.is_whole() {
        diagnostics.push(Diagnostic::new(rule::guide::FALC, place()));
    }
    if let Some(date) = falc.date.filter(|date| *date > today) {
        diagnostics.push(Diagnostic::new(rule::guide::FALC_FUTURE, place()).with("date", date));
    }
}

/// A letter has words to copy, and what one writes on is asked for on paper that can be written on.
fn form(guide: &Entry<GuideFrontMatter>, diagnostics: &mut Vec<Diagnostic>) {
    let (source, head) = (&guide.source, &guide.source.front_matter);
    if head.kind == GuideKind::Letter
        && !source.body.blocks.iter().any(|block| matches!(block, Block::Letter(_)))
    {
        diagnostics.push(Diagnostic::new(rule::letter::NONE, Place::file(&source.path)));
    }
    for format in head.leaflets.iter().flatten().filter(|format| !fits(format.value, head.kind)) {
        let diagnostic = Diagnostic::new(rule::leaflets::KIND, source.at(format.span));
        diagnostics.push(diagnostic.with("format", format.value).with("kind", <&str>::from(head.kind)));
    }
}

/// A published guide is written by at least one association and one landlord.
fn colleges(guide: &Entry<GuideFrontMatter>, toolkit: &Toolkit, diagnostics: &mut Vec<Diagnostic>) {
    let head = &guide.source.front_matter;
    if head.status != Status::Published {
        return;
    }
    let has = |college| {
        let mut authors = head.authors.iter().filter_map(|id| toolkit.partner(id));
        authors.any(|partner| partner.college == college)
    };
    for (college, name) in [(College::Association, "association"), (College::Landlord, "landlord")] {
        if !has(college) {
            let diagnostic = Diagnostic::new(rule::guide::COLLEGES, Place::file(&guide.source.path));
            diagnostics.push(diagnostic.with("college", name));
        }
    }
}

fn work<H: SourceFrontMatter>(work: &Entry<H>, today: Date, diagnostics: &mut Vec<Diagnostic>) {
    let source = &work.source;
    let versions = source.front_matter.versions();
    diagnostics.extend(check_versions(versions, |span| source.at(span)));
    for entry in versions.iter().filter(|entry| entry.date > today) {
        let diagnostic = Diagnostic::new(rule::versions::FUTURE, source.at(entry.version.span));
        diagnostics.push(diagnostic.with("version", entry.version.value).with("date", entry.date));
    }
    if let Some(checked) = source.front_matter.checked().filter(|checked| *checked > today) {
        diagnostics.push(
            Diagnostic::new(rule::front_matter::FUTURE, Place::file(&source.path)).with("date", checked),
        );
    }
    falc(source, source.front_matter.falc(), today, diagnostics);
    for words in [source.front_matter.title(), source.front_matter.summary()] {
        if words.is_empty() {
            diagnostics.push(Diagnostic::new(rule::front_matter::EMPTY, Place::file(&source.path)));
        }
    }
    for text in work.translations.values() {
        if text.front_matter.title.is_empty() || text.front_matter.summary.is_empty() {
            diagnostics.push(Diagnostic::new(rule::front_matter::EMPTY, Place::file(&text.path)));
        }
        let touched = work.touched.get(&text.language);
        let is_touched = touched.is_none_or(|sections| !sections.is_empty());
        let parts = || parts(source, touched);
        translation(versions, text, is_touched.then_some(&parts), diagnostics);
        falc(text, text.front_matter.falc.as_ref(), today, diagnostics);
        if is_copy(source, text) {
            diagnostics.push(Diagnostic::new(rule::translation::COPY, Place::file(&text.path)));
        }
    }
}

/// Whether a text in another language still begins with the words of its source: somebody wrote over a copy of it, or meant
/// to. An easier French may well keep the title of the French.
fn is_copy<H: SourceFrontMatter>(source: &Text<H>, text: &Text<TranslationFrontMatter>) -> bool {
    let of = |language: Language| language.tag().split('-').next();
    // The spaces of French typography are no words.
    let same = |a: &str, b: &str| a.split_whitespace().eq(b.split_whitespace());
    let (head, own) = (&source.front_matter, &text.front_matter);
    of(source.language) != of(text.language)
        && same(head.summary(), &own.summary)
        && same(head.title(), &own.title)
}

/// The headings of the source under which something has changed; its title where that is above the first one, or where nobody knows.
fn parts<H: SourceFrontMatter>(source: &Text<H>, touched: Option<&BTreeSet<String>>) -> String {
    let headings = source.body.headings();
    let is_touched = |id: &str| touched.is_some_and(|sections| sections.contains(id));
    let known = headings.iter().filter(|heading| is_touched(&heading.id)).map(|heading| plain(&heading.text));
    let is_on_top = touched.is_none_or(|sections| sections.contains(""));
    let top = is_on_top.then(|| source.front_matter.title().to_owned());
    let all: Vec<String> = top.into_iter().chain(known).collect();
    let more = if all.len() > MOST_PARTS { "; …" } else { "" };
    all.get(..MOST_PARTS).unwrap_or(&all).join("; ") + more
}

/// What a translation says of its version; `parts` names what has changed since, where something has.
fn translation(
    versions: &[VersionEntry],
    text: &Text<TranslationFrontMatter>,
    parts: Option<&dyn Fn() -> String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let newest = versions.first().map(|entry| entry.version.value);
    match (&text.front_matter.translates, newest) {
        (None, Some(newest)) => {
            let diagnostic = Diagnostic::new(rule::translation::NO_VERSION, Place::file(&text.path));
            diagnostics.push(diagnostic.with("newest", newest));
        }
        (Some(translates), Some(newest)) => {
            let place = text.at(translates.span);
            if !versions.iter().any(|entry| entry.version.value == translates.value) {
                let diagnostic = Diagnostic::new(rule::translation::UNKNOWN_VERSION, place);
                diagnostics.push(diagnostic.with("version", translates.value).with("newest", newest));
            } else if let Some(parts) = parts.filter(|_| translates.value.is_behind(newest)) {
                let diagnostic = Diagnostic::new(rule::translation::STALE, place).with("parts", parts());
                diagnostics.push(diagnostic.with("version", translates.value).with("newest", newest));
            }
        }
        _ => {}
    }
}

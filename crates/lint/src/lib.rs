//! The rules that look at a loaded toolkit, one file a subject, and the one list of them.
//!
//! What a single file says wrongly is told by whoever reads it, in `trousseau_core`; here is what only shows when everything
//! is there. No rule changes what it looks at.

pub mod agreements;
mod bytes;
mod cedilla;
pub mod contacts;
mod delays;
mod digits;
pub mod facts;
pub mod front_matter;
pub mod leaflets;
pub mod links;
mod lists;
pub mod loose;
pub mod mend;
mod mixed;
pub mod news;
mod numbers;
pub mod one_word;
pub mod outside;
pub mod paths;
pub mod pictograms;
pub mod pilot;
pub mod privacy;
pub mod prose;
mod recordings;
mod sections;
mod settle;
mod structure;
pub mod theme;
pub mod toolkit;

use std::sync::Arc;

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Severity, WithDiagnostics},
    guide,
    library::{self, Causes, Library},
    overlay::units,
    source::Sources,
};
use trousseau_theme::Theme;

pub use news::{news, news_where};
pub use settle::settle;

/// What the rules may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The guides and pages.
    pub library: &'a Library,
    /// The theme; none where only texts are looked at.
    pub theme: Option<&'a Theme>,
    /// The day.
    pub today: Date,
    /// Whether leaflets are looked at, too: they are not for who records or changes a text.
    pub paper: bool,
    /// What reading the files brought to say: what only follows from it is not said again.
    pub read: &'a [Diagnostic],
}

/// When a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// At every build, check and reload.
    Build,
    /// At every check and reload: a build meets it elsewhere, or does not need it.
    Check,
}

/// How long a rule takes: a preview shows a page before the slow ones have run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// It reads heads and lists.
    Quick,
    /// It goes through every text.
    Slow,
}

/// A look at the toolkit.
struct Look {
    when: When,
    pace: Pace,
    check: fn(&Context, &mut Vec<Diagnostic>),
}

const fn quick(when: When, check: fn(&Context, &mut Vec<Diagnostic>)) -> Look {
    Look { when, pace: Pace::Quick, check }
}

const fn slow(when: When, check: fn(&Context, &mut Vec<Diagnostic>)) -> Look {
    Look { when, pace: Pace::Slow, check }
}

/// All looks but the one for persons, which keeps what it has seen: see [`privacy`].
const LOOKS: &[Look] = &[
    quick(When::Build, toolkit::check),
    quick(When::Check, structure::check),
    quick(When::Check, overlay),
    quick(When::Build, contacts::check),
    quick(When::Build, paths::check),
    quick(When::Build, numbers::check),
    quick(When::Check, paths::untranslated),
    quick(When::Build, facts::wrong),
    quick(When::Check, facts::due),
    quick(When::Check, contacts::due),
    quick(When::Check, toolkit::empty_stages),
    quick(When::Build, front_matter::check),
    quick(When::Build, recordings::check),
    quick(When::Build, pilot::check),
    quick(When::Build, agreements::check),
    quick(When::Build, theme::words),
    quick(When::Check, theme::templates),
    quick(When::Check, theme::contrast),
    slow(When::Build, links::check),
    slow(When::Build, delays::check),
    slow(When::Build, one_word::check),
    slow(When::Check, sections::check),
    slow(When::Check, bytes::check),
    slow(When::Check, cedilla::check),
    slow(When::Check, digits::check),
    slow(When::Check, mixed::check),
    slow(When::Check, prose::check),
    slow(When::Build, pictograms::check),
    slow(When::Build, leaflets::check),
];

/// What a toolkit changes of the one on which it rests, and what has become of that since.
fn overlay(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(units::check(context.sources));
}

/// Fits the texts of a toolkit together and says all that can be said of them without a theme.
pub fn texts(sources: &Sources, today: Date) -> WithDiagnostics<Option<Arc<Library>>> {
    let WithDiagnostics { value: library, mut diagnostics } = library::assemble(sources);
    if let Some(library) = &library {
        let context = Context { sources, library, theme: None, today, paper: false, read: &diagnostics };
        let found = run(&context, When::Build);
        diagnostics.extend(found);
    }
    WithDiagnostics { value: library, diagnostics }
}

/// What the rules find that run then.
pub fn run(context: &Context, when: When) -> Vec<Diagnostic> {
    [Pace::Quick, Pace::Slow].map(|pace| run_at(context, when, pace)).concat()
}

/// The same, for the rules that take so long.
pub fn run_at(context: &Context, when: When, pace: Pace) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for look in LOOKS.iter().filter(|look| look.when <= when && look.pace == pace) {
        (look.check)(context, &mut found);
    }
    Causes::of(context.read, &context.library.toolkit).take_out(&mut found);
    soften(context.library, &mut found);
    found
}

/// Makes a warning of each error about the words of a draft: nobody reads them yet, so they keep nothing from being built.
fn soften(library: &Library, found: &mut [Diagnostic]) {
    let folders: Vec<String> =
        library.drafts().map(|guide| format!("{}{}/", guide::FOLDER, guide.slug)).collect();
    let is_draft =
        |one: &Diagnostic| folders.iter().any(|folder| one.place.path.starts_with(folder.as_str()));
    for one in found.iter_mut().filter(|one| one.severity == Severity::Error && is_draft(one)) {
        one.severity = Severity::Warning;
    }
}

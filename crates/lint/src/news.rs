//! What a change of files would bring.

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, WithDiagnostics},
    source::{Source, Sources},
};

use crate::{privacy, texts};

/// What a change of files would bring: the diagnostics that were not there before, in the order of their files.
///
/// Every command and form that writes into a guide asks this first and writes nothing that brings an error; so every rule of
/// every check holds for what comes in, too.
pub fn news(before: &Sources, after: &Sources, today: Date) -> Vec<Diagnostic> {
    news_where(before, after, today, |known| known)
}

/// The same where files have other names afterwards: `moved` gives what was said before as it would be said now.
pub fn news_where(
    before: &Sources,
    after: &Sources,
    today: Date,
    moved: impl Fn(Diagnostic) -> Diagnostic,
) -> Vec<Diagnostic> {
    let look = |sources: &Sources, other: &Sources| {
        let WithDiagnostics { value: library, mut diagnostics } = texts(sources, today);
        if let Some(library) = library {
            diagnostics.extend(privacy::check(&different(sources, other), &library.toolkit));
        }
        diagnostics
    };
    let (known, mut diagnostics) = (look(before, after), look(after, before));
    let mut known: Vec<Diagnostic> = known.into_iter().map(moved).collect();
    // Places move when something is written above them; and of two equal diagnostics one may be new.
    diagnostics.retain(|diagnostic| {
        let same = |old: &Diagnostic| {
            (old.rule, &old.place.path, &old.args)
                == (diagnostic.rule, &diagnostic.place.path, &diagnostic.args)
        };
        known.iter().position(same).map(|at| known.swap_remove(at)).is_none()
    });
    diagnostics
}

/// The files that the other side has not, or has otherwise.
fn different(sources: &Sources, other: &Sources) -> Sources {
    let same =
        |file: &Source| other.get(&file.path).is_some_and(|known| known.fingerprint == file.fingerprint);
    let files = sources.files.iter().filter(|(_, file)| !same(file));
    Sources { files: files.map(|(path, file)| (path.clone(), file.clone())).collect(), ..Sources::default() }
}

//! The numbers of short addresses: each leads to a guide, and each guide has one.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    toolkit::number::FILE,
};

use crate::Context;

/// A diagnostic for each number that leads nowhere; where there are numbers, one for each guide that has none.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (library, numbers) = (context.library, &context.library.toolkit.numbers);
    let path: SourcePath = FILE.into();
    for one in numbers {
        let slug = one.guide.as_str();
        let is_moved = library.moved.iter().any(|moved| moved.alias == slug);
        let is_there = library.all_guides().iter().any(|guide| guide.slug == slug);
        if is_moved || is_there || library.broken.iter().any(|broken| broken == slug) {
            continue;
        }
        let known = library.guides.iter().map(|guide| guide.slug.as_str());
        let diagnostic = Diagnostic::new(rule::numbers::NOWHERE, Place::span(&path, one.guide.span));
        diagnostics
            .push(diagnostic.with("guide", slug).with("number", one.number.value).with_near(slug, known));
    }
    let Some(last) = numbers.iter().map(|one| one.number.value).max() else { return };
    for (place, guide) in
        library.guides.iter().filter(|guide| library.toolkit.number(&guide.slug).is_none()).enumerate()
    {
        let next = usize::from(last) + 1 + place;
        let line = format!("- {{guide: {}, number: {next}}}", guide.slug);
        let diagnostic = Diagnostic::new(rule::numbers::MISSING, Place::file(&guide.source.path));
        diagnostics.push(diagnostic.with("guide", &guide.slug).with("line", line));
    }
}

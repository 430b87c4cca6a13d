//! The toolkit's own lists: guides and pages that are not there, stages that lead to nothing.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::GuideFrontMatter,
    library::Entry,
    source::SourcePath,
    toolkit,
};

use crate::Context;

/// Diagnostics about the toolkit's own lists: guides and pages that are not there.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let library = context.library;
    let toolkit = &library.toolkit;
    let all = library.all_guides();
    let path: SourcePath = toolkit::PATH.into();
    let broken = || library.broken.iter().map(String::as_str);
    let guides = || all.iter().map(|guide| guide.slug.as_str()).chain(broken());
    for stage in &toolkit.stages {
        toolkit::known(&stage.guides, guides(), "guide", &path, 0).collect_into(diagnostics);
        for slug in &stage.guides {
            let stray = all.iter().find(|guide| guide.slug == slug.value);
            if let Some(guide) = stray.filter(|guide| *guide.source.front_matter.stage != *stage.id) {
                let diagnostic = Diagnostic::new(rule::toolkit::OTHER_STAGE, Place::span(&path, slug.span));
                diagnostics.push(
                    diagnostic
                        .with("guide", &slug.value)
                        .with("stage", &guide.source.front_matter.stage.value),
                );
            }
        }
    }
    let pages = library.pages.iter().map(|page| page.slug.as_str()).chain(broken());
    toolkit::known(&toolkit.pages, pages, "page", &path, 0).collect_into(diagnostics);
    let glossary: SourcePath = "content/glossary.yaml".into();
    for term in &toolkit.glossary {
        let guide: Vec<_> = term.guide.clone().into_iter().collect();
        toolkit::known(&guide, guides(), "guide", &glossary, 0).collect_into(diagnostics);
    }
}

/// A diagnostic for each stage whose page would show no guide.
pub fn empty_stages(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let library = context.library;
    // A text that could not be read may be the guide of a stage, and that has been told.
    if !library.broken.is_empty() {
        return;
    }
    for stage in &library.toolkit.stages {
        let is_here = |guide: &Entry<GuideFrontMatter>| *guide.source.front_matter.stage == *stage.id;
        if !library.guides.iter().any(is_here) {
            let place = Place::span(&toolkit::PATH.into(), stage.id.span);
            diagnostics
                .push(Diagnostic::new(rule::toolkit::EMPTY_STAGE, place).with("stage", &stage.id.value));
        }
    }
}

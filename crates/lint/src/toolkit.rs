//! The toolkit's own lists: guides and pages that are not there.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
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

//! The toolkit's own lists: facts past their day, guides and pages that are not there.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    library::uses,
    source::SourcePath,
    toolkit,
};

use crate::Context;

/// Diagnostics about the toolkit's own lists: facts past their day, guides and pages that are not there.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let (library, today) = (context.library, context.today);
    let toolkit = &library.toolkit;
    let all = library.all_guides();
    let facts: SourcePath = "content/facts.yaml".into();
    let uses = uses::facts(library);
    for fact in &toolkit.facts {
        if let Some(expires) = fact.expires.filter(|expires| *expires < today) {
            let diagnostic = Diagnostic::new(rule::facts::EXPIRED, Place::span(&facts, fact.id.span));
            let texts = uses.get(fact.id.as_str()).into_iter().flatten().copied();
            let texts = Some(texts.collect::<Vec<_>>().join(", ")).filter(|texts| !texts.is_empty());
            let diagnostic = diagnostic.with("guides", texts.unwrap_or_else(|| "–".to_owned()));
            diagnostics.push(diagnostic.with("id", &fact.id.value).with("date", expires));
        }
        if fact.checked > today {
            let diagnostic = Diagnostic::new(rule::facts::FUTURE, Place::span(&facts, fact.id.span));
            diagnostics.push(diagnostic.with("id", &fact.id.value).with("date", fact.checked));
        }
    }
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

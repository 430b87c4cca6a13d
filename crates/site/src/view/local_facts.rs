//! Facts that hold in one territory only: the text says so behind each, where its words do not.

use super::{site_context, text::Reference};
use trousseau_core::{
    document::{Document, Inline, walk},
    library::Library,
    toolkit::territory::chain,
};
use trousseau_text::Language;

/// Writes the territory in brackets behind each fact that does not hold everywhere, unless its line names it.
pub fn say_where(body: &mut Document<Reference>, library: &Library, language: Language) {
    let toolkit = &library.toolkit;
    let own = toolkit.territory.as_deref().map_or_else(Vec::new, |id| chain(&toolkit.territories, id));
    let is_local = |fact: &&trousseau_core::toolkit::Fact| {
        fact.territory.as_ref().is_some_and(|id| !own.contains(&id.as_str()))
    };
    if !toolkit.facts.iter().any(|fact| is_local(&fact)) {
        return;
    }
    let name = |link: &Reference| {
        let Reference::Fact { id, .. } = link else { return None };
        let fact = toolkit.fact(id).filter(is_local)?;
        site_context::territory(toolkit, fact.territory.as_ref(), language).map(|name| name.text)
    };
    body.lines_mut(&mut |_, line| {
        let plain = walk::plain(line);
        mark(line, &|link| name(link).filter(|name| !plain.contains(name.as_str())));
    });
}

fn mark(line: &mut Vec<Inline<Reference>>, name: &dyn Fn(&Reference) -> Option<String>) {
    for inline in std::mem::take(line) {
        match inline {
            Inline::Link(link) => {
                let name = name(&link.to);
                line.push(Inline::Link(link));
                line.extend(name.map(|name| Inline::Text(format!("\u{a0}({name})"))));
            }
            Inline::Strong(mut inner) => {
                mark(&mut inner, name);
                line.push(Inline::Strong(inner));
            }
            Inline::Emphasis(mut inner) => {
                mark(&mut inner, name);
                line.push(Inline::Emphasis(inner));
            }
            other => line.push(other),
        }
    }
}

//! Facts that hold in one territory only: the text says so behind each, where its words do not.

use super::{local::Local, site_context, text::Reference};
use trousseau_core::{
    document::{Document, Inline, walk},
    library::Library,
    toolkit::{Fact, territory::chain},
};
use trousseau_text::Language;

/// The territory of a fact, when it does not hold in the whole territory of the toolkit.
pub fn place(library: &Library, fact: &Fact, language: Language) -> Option<Local> {
    let (toolkit, id) = (&library.toolkit, fact.territory.as_deref()?);
    let own = toolkit.territory.as_deref().map_or_else(Vec::new, |own| chain(&toolkit.territories, own));
    let holds = own.contains(&id.as_str());
    if holds { None } else { site_context::territory(toolkit, Some(id), language) }
}

/// Writes the territory in brackets behind each fact that does not hold everywhere, unless its line names it.
pub fn say_where(body: &mut Document<Reference>, library: &Library, language: Language) {
    let facts = &library.toolkit.facts;
    if facts.iter().all(|fact| fact.territory.is_none()) {
        return;
    }
    let name = |link: &Reference| {
        let Reference::Fact { id, .. } = link else { return None };
        let fact = library.toolkit.fact(id)?;
        place(library, fact, language).map(|name| name.text)
    };
    body.lines_mut(&mut |_, line| {
        let plain = walk::plain(line);
        mark(line, &|link| name(link).filter(|name| !plain.contains(name.as_str())));
    });
}

fn mark(line: &mut Vec<Inline<Reference>>, name: &dyn Fn(&Reference) -> Option<String>) {
    for inline in std::mem::take(line) {
        let said = match &inline {
            Inline::Link(link) => name(&link.to),
            _ => None,
        };
        line.push(inline);
        if let Some(Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner)) = line.last_mut()
        {
            mark(inner, name);
        }
        line.extend(said.map(|name| Inline::Text(format!("\u{a0}({name})"))));
    }
}

//! Ids that a front matter names and that nobody knows, or names twice, and addresses that lead nowhere: they are said and taken out.

use std::{collections::BTreeSet, sync::Arc};

use super::Library;
use crate::{
    diagnostic::{Diagnostic, Place, Span, rule},
    document::Block,
    guide::{GuideFrontMatter, Text},
    toolkit::{self, Toolkit},
    yaml::Placed,
};

/// Takes out what is strange in the front matter of every guide, with a diagnostic for each.
pub fn take_out_unknown(library: &mut Library, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = library.toolkit.clone();
    let ids = Ids::of(&toolkit);
    for guide in &mut library.guides {
        let head = &guide.source.front_matter;
        let lost = head.quick_exit.as_ref().is_some_and(leads_nowhere);
        if lost || ids.is_strange(head) || has_strange(&head.essential, &anchors(&guide.source)) {
            // `make_mut` copies: the text that is remembered keeps these ids, since the next save of the toolkit may define
            // them.
            library.written.insert(guide.slug.clone(), guide.source.clone());
            ids.keep(Arc::make_mut(&mut guide.source), diagnostics);
        }
    }
    for page in &mut library.pages {
        let named: Named = page.source.front_matter.territory.clone().into_iter().collect();
        let (path, offset) = (&page.source.path, page.source.front_matter_offset);
        let known = toolkit::known(&named, ids.territories.iter().copied(), "territory", path, offset);
        if known.collect_into(diagnostics).len() < named.len() {
            Arc::make_mut(&mut page.source).front_matter.territory = None;
        }
    }
}

/// The ids that a front matter may name, by kind.
struct Ids<'a> {
    contacts: Vec<&'a str>,
    partners: Vec<&'a str>,
    stages: Vec<&'a str>,
    territories: Vec<&'a str>,
}

/// Ids as a front matter names them.
type Named = Vec<Placed<String>>;

impl<'a> Ids<'a> {
    fn of(toolkit: &'a Toolkit) -> Self {
        Self {
            contacts: toolkit.contacts.iter().map(|contact| contact.id.as_str()).collect(),
            partners: toolkit.partners.iter().map(|partner| partner.id.as_str()).collect(),
            stages: toolkit.stages.iter().map(|stage| stage.id.as_str()).collect(),
            territories: toolkit.territories.keys().map(String::as_str).collect(),
        }
    }

    fn is_partner(&self, id: &Placed<String>) -> bool {
        self.partners.contains(&id.as_str())
    }

    /// Whether a front matter names an unknown id, or one twice.
    fn is_strange(&self, head: &GuideFrontMatter) -> bool {
        has_strange(&head.help, &self.contacts)
            || has_strange(&head.authors, &self.partners)
            || head.versions.iter().any(|version| has_strange(&version.validated_by, &self.partners))
            || head
                .versions
                .iter()
                .flat_map(|version| &version.agreed)
                .any(|one| !self.is_partner(&one.partner))
            || has_strange(std::slice::from_ref(&head.stage), &self.stages)
            || has_strange(head.territory.as_slice(), &self.territories)
            || head.leaflets.as_ref().is_some_and(|formats| toolkit::format::is_double(formats))
    }

    /// Removes unknown and repeated ids, with a diagnostic for each.
    fn keep(&self, text: &mut Text<GuideFrontMatter>, diagnostics: &mut Vec<Diagnostic>) {
        let (path, offset) = (&text.path, text.front_matter_offset);
        let mut keep = |ids: &mut Named, known: &[&str], kind| {
            toolkit::known(ids, known.iter().copied(), kind, path, offset).collect_into(diagnostics);
            let mut seen = BTreeSet::new();
            ids.retain(|id| known.contains(&id.as_str()) && seen.insert(id.value.clone()));
        };
        let head = &mut text.front_matter;
        keep(&mut head.help, &self.contacts, "contact");
        keep(&mut head.authors, &self.partners, "partner");
        for version in &mut head.versions {
            keep(&mut version.validated_by, &self.partners, "partner");
            let named: Named = version.agreed.iter().map(|one| one.partner.clone()).collect();
            let unknown = named.into_iter().filter(|id| !self.is_partner(id));
            keep(&mut unknown.collect(), &self.partners, "partner");
            version.agreed.retain(|one| self.is_partner(&one.partner));
        }
        keep(&mut vec![head.stage.clone()], &self.stages, "stage");
        let mut territory: Named = head.territory.take().into_iter().collect();
        keep(&mut territory, &self.territories, "territory");
        head.territory = territory.pop();
        if let Some(formats) = &mut head.leaflets {
            let at = |span: Span| Place::span(path, offset + span.start..offset + span.end);
            diagnostics.extend(toolkit::format::once(formats, at));
        }
        keep_exit(text, diagnostics);
        keep_sections(text, diagnostics);
    }
}

/// Whether this is not the address of a website.
fn leads_nowhere(url: &Placed<String>) -> bool {
    !toolkit::is_web(&url.value)
}

/// Removes a way out of the page that leads nowhere, with a diagnostic.
fn keep_exit(text: &mut Text<GuideFrontMatter>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(bad) = text.front_matter.quick_exit.take_if(|url| leads_nowhere(url)) {
        let (Span { start, end }, offset) = (bad.span, text.front_matter_offset);
        let place = Place::span(&text.path, offset + start..offset + end);
        diagnostics.push(Diagnostic::new(rule::value::URL, place).with("value", &bad.value));
    }
}

/// Whether a list names an unknown id, or one twice.
fn has_strange(named: &[Placed<String>], known: &[&str]) -> bool {
    named.iter().enumerate().any(|(at, id)| {
        !known.contains(&id.as_str()) || named[..at].iter().any(|other| other.value == id.value)
    })
}

/// The anchors of the sections of a text.
fn anchors(text: &Text<GuideFrontMatter>) -> Vec<&str> {
    let heads = text.body.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading.id.as_str()),
        _ => None,
    });
    heads.collect()
}

/// Removes sections that the text does not have from those that its fold-out carries, with a diagnostic for each.
fn keep_sections(text: &mut Text<GuideFrontMatter>, diagnostics: &mut Vec<Diagnostic>) {
    let mut named = std::mem::take(&mut text.front_matter.essential);
    let known = anchors(text);
    let mut seen = BTreeSet::new();
    named.retain(|anchor| {
        let Span { start, end } = anchor.span;
        let offset = text.front_matter_offset;
        let say = |rule| Diagnostic::new(rule, Place::span(&text.path, offset + start..offset + end));
        if !known.contains(&anchor.as_str()) {
            let said = say(rule::leaflets::SECTION).with("anchor", &anchor.value);
            diagnostics.push(said.with_near(&anchor.value, known.iter().copied()));
            return false;
        }
        let is_new = seen.insert(anchor.value.clone());
        if !is_new {
            diagnostics.push(say(rule::toolkit::TWICE).with("id", &anchor.value));
        }
        is_new
    });
    text.front_matter.essential = named;
}

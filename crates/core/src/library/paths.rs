//! What an answer leads to: another question, a guide or page, a section of it, or a contact.

use super::{
    Library,
    links::{self, Lost},
};
use crate::{document::anchors, toolkit::Contact};

/// Where an answer leads.
#[derive(Clone, Copy, Debug)]
pub enum Goal<'a> {
    /// A question, by its index in the list.
    Question(usize),
    /// A guide or page, perhaps at one of its headings.
    Text {
        /// The name of the guide or page.
        slug: &'a str,
        /// The anchor of a heading in it.
        anchor: Option<&'a str>,
    },
    /// A contact.
    Contact(&'a Contact),
    /// Nothing, with the reason.
    Nothing(Lost),
}

/// Finds what the `to:` of an answer names. A name without `guide:` or `page:` is first looked for among the questions.
pub fn goal<'a>(library: &'a Library, to: &'a str) -> Goal<'a> {
    let to = to.trim();
    if let Some(id) = to.strip_prefix("contact:") {
        let lost = Goal::Nothing(Lost::Unknown("contact"));
        return library.toolkit.contact(id).map_or(lost, Goal::Contact);
    }
    if let Some((place, _)) = library.toolkit.question(to) {
        return Goal::Question(place);
    }
    let (name, anchor) = match to.split_once('#') {
        Some((name, anchor)) => (name, Some(anchor)),
        None => (to, None),
    };
    let text = |slug, kind, guide| links::text(library, slug, kind, guide);
    let found = match (name.strip_prefix("guide:"), name.strip_prefix("page:")) {
        (Some(slug), _) => text(slug, "guide", true),
        (None, Some(slug)) => text(slug, "page", false),
        (None, None) => match text(name, "question", true) {
            Err(Lost::Unknown(kind)) => text(name, kind, false),
            found => found,
        },
    };
    match found {
        Ok(slug) => Goal::Text { slug, anchor },
        Err(lost) => Goal::Nothing(lost),
    }
}

/// Whether a name is that of a question and of a guide or page, so that it does not say which is meant.
pub fn is_ambiguous(library: &Library, name: &str) -> bool {
    let is_text = || library.guide(name).is_some() || library.page(name).is_some();
    library.toolkit.question(name).is_some() && is_text()
}

/// The anchors of a guide or page.
pub fn anchors_of<'a>(library: &'a Library, slug: &str) -> Vec<&'a str> {
    let guide = library.guide(slug).map(|guide| anchors::anchors(&guide.source.body));
    let page = || library.page(slug).map(|page| anchors::anchors(&page.source.body));
    guide.or_else(page).unwrap_or_default().into_iter().collect()
}

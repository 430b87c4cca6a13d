//! What a search may know: the words that readers of one language see, and those by which editors let a text be found.

use serde::Serialize;

use super::{
    body,
    site_context::{self, SiteContext},
    text::{Reference, TocEntry},
};
use trousseau_core::{
    document::{Block, Document, Inline, walk},
    library::{Entry, Library, Localized, SourceFrontMatter, address},
    yaml::Words,
};
use trousseau_text::{Language, digits};

/// What is looked through first: titles, headings, terms, and the words of editors.
#[derive(Clone, Debug, Serialize)]
pub struct SearchView {
    /// The language.
    pub language: Language,
    /// The source language, in whose texts is looked afterwards; none in the source language itself.
    pub source: Option<Language>,
    /// The stages: their numbers and names.
    pub stages: Vec<(Option<u32>, String)>,
    /// What can be found, in the order of the site.
    pub entries: Vec<SearchEntry>,
}

/// A page, or a term of the glossary.
#[derive(Clone, Debug, Serialize)]
pub struct SearchEntry {
    /// Its address.
    pub href: String,
    /// What it belongs to.
    pub part: Part,
    /// Its title.
    pub title: String,
    /// Other words by which it is found.
    pub words: Vec<String>,
    /// Its headings, each with the anchor.
    pub headings: Vec<TocEntry>,
    /// The language of its words, when it is not the reader's.
    pub language: Option<Language>,
}

/// What an entry belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// A stage, by its place in the list.
    Stage(usize),
    /// The pages of the foot, and guides without a stage.
    Pages,
    /// The pages of territories.
    Territories,
    /// The glossary.
    Glossary,
}

/// The words of each entry: what stands before the first heading, then each section. In the order of the entries.
#[derive(Clone, Debug, Serialize)]
pub struct SearchTexts {
    /// The language.
    pub language: Language,
    /// The texts of each entry.
    pub texts: Vec<Vec<String>>,
}

/// What is looked through first.
pub fn first(library: &Library, language: Language, context: &SiteContext) -> SearchView {
    let toolkit = &library.toolkit;
    let source = toolkit.source_language();
    let mut entries: Vec<SearchEntry> = editions(&library.guides, language)
        .map(|(guide, edition)| {
            let stage = context.stages.iter().position(|stage| stage.id == *guide.source.front_matter.stage);
            entry(&guide.slug, &edition, stage.map_or(Part::Pages, Part::Stage), language)
        })
        .collect();
    let pages = editions(&library.pages, language);
    entries.extend(pages.map(|(page, edition)| entry(&page.slug, &edition, Part::Pages, language)));
    if toolkit.has_territory_pages() {
        let places = toolkit.territories.iter();
        entries.extend(places.map(|(id, place)| {
            let name = site_context::local(&place.name, language, source).text;
            let near = toolkit
                .contacts
                .iter()
                .filter(|contact| contact.territory.as_ref().is_some_and(|place| *place.value == *id));
            let near = near.map(|contact| site_context::local(&contact.name, language, source).text);
            SearchEntry {
                language: standing_in(&place.name, language, source),
                ..plain_entry(address::territory(id), Part::Territories, name, near.collect())
            }
        }));
    }
    entries.extend(toolkit.glossary.iter().map(|term| {
        let own = site_context::local(&term.word, language, source).text;
        let abbr = term.abbr.clone();
        let forms = term.forms.get(&language).into_iter().flatten().cloned();
        let title = match &abbr {
            Some(abbr) => format!("{abbr} – {own}"),
            None => own,
        };
        let href = format!("{}#{}", address::GLOSSARY, term.id.value);
        SearchEntry {
            language: standing_in(&term.word, language, source),
            ..plain_entry(href, Part::Glossary, title, forms.collect())
        }
    }));
    let stages = context.stages.iter().map(|stage| (stage.number, stage.name.text.clone()));
    let source = (language != source).then_some(source);
    SearchView { language, source, stages: stages.collect(), entries }
}

/// The texts, in the order of the entries of [`first`].
pub fn texts(library: &Library, language: Language) -> SearchTexts {
    let sections = |edition: &Localized<'_>| {
        let body = body::body(library, edition, language).body;
        sections(edition.summary, &body)
    };
    let guides = editions(&library.guides, language).map(|(_, edition)| sections(&edition));
    let pages = editions(&library.pages, language).map(|(_, edition)| sections(&edition));
    let mut texts: Vec<Vec<String>> = guides.chain(pages).collect();
    if library.toolkit.has_territory_pages() {
        texts.extend(library.toolkit.territories.iter().map(|_| Vec::new()));
    }
    texts.extend(definitions(library, language).into_iter().map(|definition| vec![definition]));
    SearchTexts { language, texts }
}

/// The definitions of all terms.
pub fn definitions(library: &Library, language: Language) -> Vec<String> {
    let source = library.toolkit.source_language();
    let terms = library.toolkit.glossary.iter();
    terms.map(|term| site_context::local(&term.definition, language, source).text).collect()
}

/// The texts that readers of a language get in it, or in one that is near. Those that they get in the source language are looked
/// through with the source.
pub fn editions<'a, H: SourceFrontMatter>(
    entries: &'a [Entry<H>],
    language: Language,
) -> impl Iterator<Item = (&'a Entry<H>, Localized<'a>)> {
    let own = move |entry: &'a Entry<H>| {
        let edition = entry.localized(language);
        let is_source = edition.language == entry.source.language && language != entry.source.language;
        (!is_source).then_some((entry, edition))
    };
    entries.iter().filter_map(own)
}

fn entry(slug: &str, edition: &Localized<'_>, part: Part, language: Language) -> SearchEntry {
    let headings = edition.body.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => {
            Some(TocEntry { id: heading.id.clone(), text: walk::plain(&heading.text) })
        }
        _ => None,
    });
    SearchEntry {
        headings: headings.collect(),
        language: (edition.language.html() != language.html()).then_some(edition.language),
        ..plain_entry(address::text(slug), part, edition.title.to_owned(), edition.search.to_vec())
    }
}

/// The language of words that stand in for those of the reader's language.
fn standing_in(words: &Words, language: Language, source: Language) -> Option<Language> {
    let shown = if words.contains_key(&language) {
        language
    } else {
        language.nearest(words.keys().copied()).unwrap_or(source)
    };
    (shown.html() != language.html()).then_some(shown)
}

fn plain_entry(href: String, part: Part, title: String, words: Vec<String>) -> SearchEntry {
    SearchEntry { href, part, title, words, headings: Vec::new(), language: None }
}

/// The words of a text: the summary with what stands before the first heading, then each section without its heading.
fn sections(summary: &str, body: &Document<Reference>) -> Vec<String> {
    let mut sections = vec![format!("{summary}\n")];
    for block in &body.blocks {
        match (block, sections.last_mut()) {
            (Block::Heading(_), _) => sections.push(String::new()),
            (_, Some(section)) => write(std::slice::from_ref(block), section),
            (_, None) => {}
        }
    }
    if let Some(section) = sections.last_mut() {
        body.footnotes.iter().for_each(|note| write(note, section));
    }
    sections.into_iter().map(|section| section.trim().to_owned()).collect()
}

fn write(blocks: &[Block<Reference>], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading(heading) => line(&heading.text, out),
            Block::Paragraph(words) => line(words, out),
            Block::List { items, .. } => items.iter().for_each(|item| write(&item.blocks, out)),
            Block::Alert(_, blocks) | Block::Quote(blocks) => write(blocks, out),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                [&table.caption].into_iter().chain(cells).for_each(|cell| line(cell, out));
            }
            Block::Figure(image) => {
                for words in [Some(&image.alt), image.caption.as_ref()].into_iter().flatten() {
                    *out += &format!("{words}\n");
                }
            }
            Block::Verbatim(text) => *out += &format!("{text}\n"),
            Block::Letter(letter) => write(&letter.blocks, out),
            Block::Lines(_) | Block::Rule | Block::Changed => {}
        }
    }
}

fn line(words: &[Inline<Reference>], out: &mut String) {
    said(words, out);
    out.push('\n');
}

/// The words of a line with the numbers that a page adds to the names of contacts.
fn said(words: &[Inline<Reference>], out: &mut String) {
    for inline in words {
        match inline {
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => said(inner, out),
            Inline::Link(link) => {
                said(&link.text, out);
                let number = match &link.to {
                    Reference::Contact(contact) => contact.phone.as_ref(),
                    Reference::Phone(phone) => Some(phone),
                    _ => None,
                };
                let words = digits::of(&walk::plain(&link.text));
                if let Some(phone) = number.filter(|phone| !words.contains(&digits::of(&phone.text))) {
                    *out += &format!(" ({})", phone.text);
                }
            }
            Inline::Blank(_) => {}
            other => *out += &walk::plain(std::slice::from_ref(other)),
        }
    }
}

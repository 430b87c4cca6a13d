//! A body with every link looked up, and the terms, facts and steps that it uses.

use std::collections::BTreeSet;

use super::{
    local_facts, site_context,
    text::{FactView, Fallback, GuideLink, Picture, Reference, TermView, TocEntry},
};
use trousseau_core::{
    diagnostic::Span,
    document::{Block, Document, Inline, Link, Target, walk},
    library::{
        File, Library, Localized, address,
        links::{self, Found},
    },
    source::SourcePath,
    toolkit::{Fact, Term, delay::Delay},
};
use trousseau_text::{Language, digits, phone};

/// The width of a picture in the column, in CSS pixels, at its widest.
pub const COLUMN: u32 = 720;
/// The widths in which pictures are made: a phone, and the column on a sharp screen.
pub const WIDTHS: [u32; 2] = [480, 1440];

/// A body with every link resolved, and what its page must explain beside it.
pub struct BodyView {
    /// The body, with resolved links.
    pub body: Document<Reference>,
    /// The terms that the body uses, in order of first use.
    pub terms: Vec<TermView>,
    /// The facts that the body uses, in order of first use.
    pub facts: Vec<FactView>,
    /// The headings of level 2, for the table of contents.
    pub toc: Vec<TocEntry>,
    /// The items of the first ordered list as plain text, for search engines.
    pub steps: Vec<String>,
}

/// How a page view gets its body: [`body`] to render it, [`outline`] to work out its key.
pub type Making = fn(&Library, &Localized<'_>, Language) -> BodyView;

/// The body of a localized text, on a page in `language`.
pub fn body(library: &Library, edition: &Localized<'_>, language: Language) -> BodyView {
    let mut leads = Leads { library, edition, terms: Vec::new(), facts: Vec::new() };
    let mut body = edition.body.map(&mut |link| leads.reference(link.to, &link.text));
    local_facts::say_where(&mut body, library, edition.language);
    if let Some(sections) = edition.touched {
        body.blocks = with_notices(body.blocks, sections);
    }
    let (toc, steps) = (toc(&body), steps(&body.blocks));
    BodyView { toc, steps, ..leads.view(body, language) }
}

/// The blocks with a notice below each heading whose section has changed in the source.
fn with_notices(blocks: Vec<Block<Reference>>, sections: &BTreeSet<String>) -> Vec<Block<Reference>> {
    let mut out = Vec::with_capacity(blocks.len() + sections.len());
    for block in blocks {
        let changed = matches!(&block, Block::Heading(heading) if sections.contains(&heading.id));
        out.push(block);
        out.extend(changed.then_some(Block::Changed));
    }
    out
}

/// Everything that a body takes from elsewhere, and none of its words: its destinations, resolved once. With the body's hash it
/// tells whether a page has changed, in a tenth of the time that rendering takes.
pub fn outline(library: &Library, edition: &Localized<'_>, language: Language) -> BodyView {
    let mut leads = Leads { library, edition, terms: Vec::new(), facts: Vec::new() };
    let link = |to| {
        Inline::Link(Box::new(Link { to: leads.reference(to, ""), text: Vec::new(), span: Span::default() }))
    };
    let links = edition.targets.iter().map(link).collect();
    let blocks = vec![Block::Paragraph(links)];
    leads.view(Document { blocks, footnotes: Vec::new(), words: edition.body.words }, language)
}

impl Reference {
    /// The first delay that a line names.
    pub fn delay(line: &[Inline<Self>]) -> Option<Delay> {
        line.iter().find_map(|piece| match piece {
            Inline::Link(link) => match link.to {
                Self::Fact { delay, .. } => delay,
                _ => None,
            },
            _ => None,
        })
    }
}

/// Resolves the links of a body, and collects the terms and facts that they use, each once.
struct Leads<'a> {
    library: &'a Library,
    edition: &'a Localized<'a>,
    terms: Vec<&'a Term>,
    facts: Vec<&'a Fact>,
}

impl<'a> Leads<'a> {
    fn reference(&mut self, to: &'a Target, words: &str) -> Reference {
        let (library, edition) = (self.library, self.edition);
        match links::find(library, edition.path, to) {
            Found::Text { slug, anchor } => text_reference(library, slug, anchor, edition.language),
            Found::Anchor(id) => Reference::Anchor(id.to_owned()),
            Found::Term(term) => {
                if !self.terms.iter().any(|known| known.id == term.id) {
                    self.terms.push(term);
                }
                let official = library.toolkit.official_language;
                let differs = edition.language.html() != official.html();
                let official = (differs && term.abbr.as_deref() == Some(words)).then_some(official);
                Reference::Term { id: term.id.value.clone(), official }
            }
            Found::Fact(fact) => {
                if !self.facts.iter().any(|known| known.id == fact.id) {
                    self.facts.push(fact);
                }
                let delay = Delay::of(&fact.value);
                Reference::Fact { id: fact.id.value.clone(), status: fact.status, delay }
            }
            Found::Contact(contact) => Reference::Contact(Box::new(site_context::contact_view(
                contact,
                edition.language,
                &library.toolkit,
            ))),
            Found::Phone(number) => {
                Reference::Phone(site_context::phone_in(&phone_text(number, words), &library.toolkit))
            }
            Found::Foreign(language) => {
                Reference::Foreign { lang: language.html(), dir: language.direction().name() }
            }
            Found::File(path, file) => file_reference(path, file),
            Found::Web(url) => Reference::Web(url.to_owned()),
            Found::Mail(address) => Reference::Mail(address.to_owned()),
            Found::Nothing(_) => Reference::Nowhere,
        }
    }

    fn view(self, body: Document<Reference>, language: Language) -> BodyView {
        BodyView {
            body,
            terms: self.terms.into_iter().map(|term| term_view(self.library, term, language)).collect(),
            facts: self.facts.into_iter().map(|fact| fact_view(self.library, fact, language)).collect(),
            toc: Vec::new(),
            steps: Vec::new(),
        }
    }
}

/// The number to show for a phone link: its words, if these are the same number, else the number itself.
fn phone_text(number: &str, words: &str) -> String {
    let same = phone::dialled(words).is_some_and(|words| words == number);
    if same || digits::of(words) == digits::of(number) { words.to_owned() } else { number.to_owned() }
}

fn text_reference(library: &Library, slug: &str, anchor: Option<&str>, language: Language) -> Reference {
    let there = library
        .guide(slug)
        .map(|guide| guide.localized(language).language)
        .or_else(|| library.page(slug).map(|page| page.localized(language).language))
        .unwrap_or(language);
    let href = match anchor {
        Some(anchor) => format!("{}#{anchor}", address::text(slug)),
        None => address::text(slug),
    };
    let fallback = (there.html() != language.html()).then(|| Fallback::of(there));
    Reference::Page { href, fallback }
}

/// A file beside a text as a picture or a download.
pub fn file_reference(path: &SourcePath, file: &File) -> Reference {
    let Some((width, height)) = file.size else {
        return Reference::File { href: format!("../{}", asset(path, file, None)), bytes: file.bytes };
    };
    let variants: Vec<(String, u32)> = widths(file)
        .into_iter()
        .map(|width| (format!("../{}", asset(path, file, Some(width))), width))
        .collect();
    let src =
        variants.first().map_or_else(|| format!("../{}", asset(path, file, None)), |(href, _)| href.clone());
    let shown = width.min(COLUMN);
    let height = (u64::from(height) * u64::from(shown) / u64::from(width.max(1))).max(1) as u32;
    Reference::Picture(Picture { src, variants, width: shown, height })
}

/// The widths in pixels in which copies of a picture are made, never wider than the original; none for an SVG.
pub fn widths(file: &File) -> Vec<u32> {
    let Some((width, _)) = file.size.filter(|_| !file.drawing) else { return Vec::new() };
    let mut widths: Vec<u32> = WIDTHS.iter().copied().filter(|each| *each < width).collect();
    if width <= WIDTHS[WIDTHS.len() - 1] {
        widths.push(width);
    }
    widths
}

/// The address of a file from the top of the site. Its name holds the hash, so that browsers may cache it for ever.
pub fn asset(path: &SourcePath, file: &File, width: Option<u32>) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let stem = trousseau_text::slug::slug(stem);
    let hash = file.fingerprint.short();
    match width {
        Some(width) => format!("assets/{stem}-{width}.{hash}.{}", end.to_ascii_lowercase()),
        None => format!("assets/{stem}.{hash}.{}", end.to_ascii_lowercase()),
    }
}

/// The files that a body shows or hands out.
pub fn files<'a>(library: &'a Library, edition: &Localized) -> BTreeSet<&'a SourcePath> {
    let file = |target: &Target| match target {
        Target::File { path, .. } => {
            let path = address::resolve(edition.path, path)?;
            library.files.get_key_value(path.as_str()).map(|(path, _)| path)
        }
        _ => None,
    };
    edition.targets.iter().filter_map(file).collect()
}

/// The headings of level 2, if there are more than two.
fn toc(body: &Document<Reference>) -> Vec<TocEntry> {
    let headings = body.headings().into_iter().filter(|heading| heading.level == 2);
    let toc: Vec<TocEntry> = headings
        .map(|heading| TocEntry { id: heading.id.clone(), text: walk::plain(&heading.text) })
        .collect();
    if toc.len() > 2 { toc } else { Vec::new() }
}

/// The first ordered list, each item as plain text.
fn steps(blocks: &[Block<Reference>]) -> Vec<String> {
    let list = blocks.iter().find_map(|block| match block {
        Block::List { start: Some(_), items } => Some(items),
        _ => None,
    });
    let first = |blocks: &[Block<Reference>]| match blocks.first() {
        Some(Block::Paragraph(text)) => walk::plain(text),
        _ => String::new(),
    };
    let steps = list.into_iter().flatten().map(|item| first(&item.blocks));
    steps.filter(|step| !step.is_empty()).collect()
}

/// A term, for readers of a language.
pub fn term_view(library: &Library, term: &Term, language: Language) -> TermView {
    let source = library.toolkit.source_language();
    let word = site_context::local(&term.word, language, source);
    // A word that stands in from the source language is its own original.
    let original = (language.html() != source.html())
        .then(|| term.word.get(&source))
        .flatten()
        .filter(|original| word.lang != Some(source.html()) || **original != word.text)
        .map(|word| site_context::foreign(word.clone(), source, language));
    let guide = term
        .guide
        .as_ref()
        .and_then(|slug| library.guide(slug))
        .map(|guide| guide_link(library, guide, language));
    let abbr = term.abbr.as_ref();
    let abbr =
        abbr.map(|abbr| site_context::foreign(abbr.clone(), library.toolkit.official_language, language));
    let (lang, dir) = abbr.as_ref().map_or((None, None), |abbr| (abbr.lang, abbr.dir));
    TermView {
        id: term.id.value.clone(),
        abbr: abbr.map(|abbr| abbr.text),
        lang,
        dir,
        word,
        original,
        definition: site_context::local(&term.definition, language, source),
        guide,
    }
}

/// A link to a guide, for readers of a language.
pub fn guide_link(
    library: &Library,
    guide: &trousseau_core::library::Entry<trousseau_core::guide::GuideFrontMatter>,
    language: Language,
) -> GuideLink {
    let edition = guide.localized(language);
    GuideLink {
        href: address::text(&guide.slug),
        title: site_context::foreign(edition.title.to_owned(), edition.language, language),
        number: library.toolkit.stage(&guide.source.front_matter.stage).and_then(|stage| stage.number),
    }
}

/// A fact, for readers of a language.
pub fn fact_view(library: &Library, fact: &Fact, language: Language) -> FactView {
    let source = library.toolkit.source_language();
    FactView {
        id: fact.id.value.clone(),
        label: site_context::local(&fact.label, language, source),
        value: site_context::foreign(fact.value.clone(), source, language),
        territory: local_facts::place(library, fact, language),
        source: site_context::foreign(fact.source.clone(), library.toolkit.official_language, language),
        url: fact.url.as_ref().map(|url| url.value.clone()),
        checked: fact.checked,
        expires: fact.expires,
        calendar: fact.date.map(|_| address::calendar(&fact.id)),
        status: fact.status,
    }
}

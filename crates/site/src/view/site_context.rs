//! What all pages of one language share; made once for each language.

use serde::Serialize;

use super::{
    local::Local,
    text::{ContactView, Phone, VersionView},
};
use trousseau_core::{
    guide::{TranslationState, VersionEntry},
    library::{Entry, Library, SourceFrontMatter, address},
    toolkit::{Contact, Stage, Toolkit, contact::By},
    yaml::Words,
};
use trousseau_text::{Language, digits, phone};

/// What all pages of one language share. Addresses are relative to the language's folder.
#[derive(Clone, Debug, Serialize)]
pub struct SiteContext {
    /// The language tag that names the folder.
    pub tag: &'static str,
    /// The value of `lang`.
    pub lang: &'static str,
    /// The value of `dir`.
    pub dir: &'static str,
    /// The language's own name.
    pub language_name: &'static str,
    /// The name of the site.
    pub name: Local,
    /// What it is for.
    pub tagline: Local,
    /// Whether it is a demonstration.
    pub demo: bool,
    /// Whether nobody has read over any text of the language, so that its lists and the words of its pages are unread, too.
    pub unread: bool,
    /// The territory of the toolkit.
    pub territory: Option<Local>,
    /// The stages, in order.
    pub stages: Vec<StageRecord>,
    /// How many stages have a number.
    pub steps: u32,
    /// The pages of the foot.
    pub pages: Vec<Record>,
    /// The contacts that every page shows.
    pub help: Vec<ContactView>,
    /// The number for whoever has no roof tonight: free, day and night.
    pub tonight: Option<Phone>,
    /// Whether there is a feed of changes: it names public addresses, so it needs one.
    pub feed: bool,
    /// Whether there is a glossary.
    pub glossary: bool,
    /// Whether there is a page of phrases to show.
    pub phrases: bool,
    /// Whether there are questions about where a reader stands.
    pub questions: bool,
    /// Whether there are pages of territories.
    pub territories: bool,
    /// Whether readers may keep the site: a page then offers it.
    pub keep: bool,
    /// Whether there is something to print: a page then lists it.
    pub print: bool,
    /// The addresses of its fonts, in the order of the theme.
    pub fonts: Vec<String>,
}

/// A stage, as lists name it.
#[derive(Clone, Debug, Serialize)]
pub struct StageRecord {
    /// The id in `toolkit.yaml`.
    pub id: String,
    /// The number on the way; none for "at any time".
    pub number: Option<u32>,
    /// The name, in the source language where this one has none.
    pub name: Local,
    /// What happens in it.
    pub summary: Local,
    /// The name of the pictogram; themes draw a key where there is none.
    pub pictogram: Option<String>,
    /// The address of the stage's page.
    pub href: String,
    /// The guides of the stage, in the order in which every list shows them.
    pub guides: Vec<Record>,
    /// Whether there is nothing in it but what one writes on or copies: the home page folds such a list.
    pub forms: bool,
}

/// A guide or page, as lists name it: never its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The slug, which is the same in every language.
    pub slug: String,
    /// The address of the text's page.
    pub href: String,
    /// The title, in the language of the text that readers get.
    pub title: Local,
    /// The summary, in the same language as the title.
    pub summary: Local,
    /// Whether it is there in this language.
    pub translated: bool,
}

impl Record {
    /// The home page, where a text is no longer there.
    pub fn home(name: Local) -> Self {
        let (slug, href) = ("index".to_owned(), address::HOME.to_owned());
        Self { slug, href, summary: name.clone(), title: name, translated: true }
    }
}

/// A text in this language, else in the nearest one, else in the source language, else in any.
pub fn local(words: &Words, language: Language, source: Language) -> Local {
    let near = || words.get_key_value(&language.nearest(words.keys().copied())?);
    let (found, text) = words
        .get_key_value(&language)
        .or_else(near)
        .or_else(|| words.get_key_value(&source))
        .or_else(|| words.first_key_value())
        .map_or((language, String::new()), |(found, text)| (*found, text.clone()));
    foreign(text, found, language)
}

/// A text in the language `of`, for a page in `language`.
pub fn foreign(text: String, of: Language, language: Language) -> Local {
    let differs = of.html() != language.html();
    Local { text, lang: differs.then(|| of.html()), dir: differs.then(|| of.direction().name()) }
}

/// Makes what all pages of a language share.
pub fn site_context(library: &Library, language: Language, base_url: Option<&str>) -> SiteContext {
    let toolkit = &library.toolkit;
    let source = toolkit.source_language();
    let words = |words: &Words| local(words, language, source);
    let stages: Vec<StageRecord> =
        toolkit.stages.iter().map(|stage| stage_record(library, stage, language)).collect();
    let help = toolkit.help.iter().filter_map(|id| toolkit.contact(id));
    SiteContext {
        tag: language.tag(),
        lang: language.html(),
        dir: language.direction().name(),
        language_name: language.name(),
        name: words(&toolkit.name),
        tagline: words(&toolkit.tagline),
        demo: toolkit.demo,
        unread: is_unread(library, language),
        territory: territory(toolkit, toolkit.territory.as_deref(), language),
        steps: stages.iter().filter_map(|stage| stage.number).max().unwrap_or(0),
        stages,
        pages: library.pages.iter().map(|page| record(page, language)).collect(),
        help: help.map(|contact| contact_view(contact, language, toolkit)).collect(),
        tonight: toolkit.tonight().and_then(|contact| contact.phone.as_ref()).map(|phone| phone_view(phone)),
        feed: base_url.is_some(),
        glossary: !toolkit.glossary.is_empty(),
        phrases: !toolkit.phrases.is_empty(),
        questions: !toolkit.questions.is_empty(),
        territories: toolkit.has_territory_pages(),
        keep: toolkit.offline,
        print: false,
        fonts: Vec::new(),
    }
}

/// Whether a language has translations, and nobody has read over one of them.
fn is_unread(library: &Library, language: Language) -> bool {
    let guides = library.guides.iter().filter_map(|guide| guide.translations.get(&language));
    let pages = library.pages.iter().filter_map(|page| page.translations.get(&language));
    let mut texts = guides.chain(pages).peekable();
    texts.peek().is_some() && texts.all(|text| text.front_matter.translation != TranslationState::Reviewed)
}

/// The name of the territory that something names, for readers of a language.
pub fn territory(toolkit: &Toolkit, id: Option<impl AsRef<str>>, language: Language) -> Option<Local> {
    let name = toolkit.territory_name(id?.as_ref())?;
    Some(local(name, language, toolkit.source_language()))
}

fn stage_record(library: &Library, stage: &Stage, language: Language) -> StageRecord {
    let source = library.toolkit.source_language();
    let guides: Vec<_> =
        library.guides.iter().filter(|guide| *guide.source.front_matter.stage == *stage.id).collect();
    StageRecord {
        id: stage.id.value.clone(),
        number: stage.number,
        name: local(&stage.name, language, source),
        summary: local(&stage.summary, language, source),
        pictogram: stage.pictogram.as_ref().map(|name| name.value.clone()),
        href: address::stage(&stage.id),
        forms: !guides.is_empty() && guides.iter().all(|guide| guide.source.front_matter.kind.is_form()),
        guides: guides.into_iter().map(|guide| record(guide, language)).collect(),
    }
}

/// An entry for the lists of a language.
pub fn record<H: SourceFrontMatter>(work: &Entry<H>, language: Language) -> Record {
    let edition = work.localized(language);
    Record {
        slug: work.slug.clone(),
        href: address::text(&work.slug),
        title: foreign(edition.title.to_owned(), edition.language, language),
        summary: foreign(edition.summary.to_owned(), edition.language, language),
        translated: work.is_in(language),
    }
}

/// A version of a text, for readers of a language: what it changed in their language, in a near one, or as the partners wrote it.
pub fn version(entry: &VersionEntry, language: Language, source: Language) -> VersionView {
    VersionView {
        number: entry.version.value,
        date: entry.date,
        summary: local(&entry.summary.words(source), language, source),
        owed: false,
    }
}

/// A contact, for readers of a language.
pub fn contact_view(contact: &Contact, language: Language, toolkit: &Toolkit) -> ContactView {
    let source = toolkit.source_language();
    ContactView {
        id: contact.id.value.clone(),
        name: local(&contact.name, language, source),
        role: local(&contact.role, language, source),
        phone: contact.phone.as_ref().map(|phone| phone_by(phone, contact.by)),
        cost: contact.cost,
        hours: (!contact.hours.is_empty()).then(|| local(&contact.hours, language, source)),
        url: contact.url.as_ref().map(|url| url.value.clone()),
        address: contact
            .address
            .as_ref()
            .map(|address| foreign(address.clone(), toolkit.official_language, language)),
        status: contact.status,
    }
}

/// A telephone number as it is shown and as it is dialled.
pub fn phone_view(number: &str) -> Phone {
    phone_by(number, By::Call)
}

/// The number of a text: one that a contact has for messages is for messages wherever it stands.
pub fn phone_in(number: &str, toolkit: &Toolkit) -> Phone {
    let dialled = |number: &str| phone::dialled(number).unwrap_or_else(|| digits::of(number));
    let is_own = |contact: &&Contact| {
        contact.by == By::Sms && contact.phone.as_ref().is_some_and(|own| dialled(own) == dialled(number))
    };
    let by = toolkit.contacts.iter().find(is_own).map_or(By::Call, |contact| contact.by);
    phone_by(number, by)
}

fn phone_by(number: &str, by: By) -> Phone {
    let dialled = phone::dialled(number).unwrap_or_else(|| digits::of(number));
    let text: Vec<&str> = number.split_whitespace().collect();
    let scheme = match by {
        By::Call => "tel",
        By::Sms => "sms",
    };
    Phone { text: text.join("\u{a0}"), href: format!("{scheme}:{dialled}") }
}

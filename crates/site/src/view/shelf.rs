//! What all pages of one language share, made once per language.

use super::{ContactView, Local, Phone, Record, ShelfView, StageRecord};
use trousseau_core::{
    library::{Library, SourceHead, Work, address},
    toolkit::{Contact, Stage},
    yaml::Words,
};
use trousseau_text::Language;

/// The words in this language, else in the source's, else in any.
pub fn local(words: &Words, language: Language, source: Language) -> Local {
    let (found, text) = words
        .get_key_value(&language)
        .or_else(|| words.get_key_value(&source))
        .or_else(|| words.first_key_value())
        .map_or((language, String::new()), |(found, text)| (*found, text.clone()));
    foreign(text, found, language)
}

/// Words in the language `of`, on a page in `language`.
pub fn foreign(text: String, of: Language, language: Language) -> Local {
    let differs = of.html() != language.html();
    Local { text, lang: differs.then(|| of.html()), dir: differs.then(|| of.direction().name()) }
}

/// The shelf of a language.
pub fn shelf(library: &Library, language: Language, base_url: Option<&str>) -> ShelfView {
    let toolkit = &library.toolkit;
    let source = toolkit.source_language();
    let words = |words: &Words| local(words, language, source);
    let stages: Vec<StageRecord> =
        toolkit.stages.iter().map(|stage| stage_record(library, stage, language)).collect();
    let territory = toolkit.territory.as_ref().and_then(|id| toolkit.territories.get(id)).map(words);
    let help = toolkit.help.iter().filter_map(|id| toolkit.contact(id));
    ShelfView {
        tag: language.tag(),
        lang: language.html(),
        dir: language.direction().name(),
        language_name: language.name(),
        name: words(&toolkit.name),
        tagline: words(&toolkit.tagline),
        demo: toolkit.demo,
        territory,
        steps: stages.iter().filter_map(|stage| stage.number).max().unwrap_or(0),
        stages,
        pages: library.pages.iter().map(|page| record(page, language)).collect(),
        help: help.map(|contact| contact_view(contact, language, source)).collect(),
        feed: base_url.is_some(),
        glossary: !toolkit.glossary.is_empty(),
        print: false,
    }
}

fn stage_record(library: &Library, stage: &Stage, language: Language) -> StageRecord {
    let source = library.toolkit.source_language();
    let guides = library.guides.iter().filter(|guide| *guide.source.head.stage == *stage.id);
    StageRecord {
        id: stage.id.value.clone(),
        number: stage.number,
        name: local(&stage.name, language, source),
        summary: local(&stage.summary, language, source),
        pictogram: stage.pictogram.as_ref().map(|name| name.value.clone()),
        href: address::stage(&stage.id),
        guides: guides.map(|guide| record(guide, language)).collect(),
    }
}

/// A work, as the lists of a language name it.
pub fn record<H: SourceHead>(work: &Work<H>, language: Language) -> Record {
    let edition = work.edition(language);
    Record {
        slug: work.slug.clone(),
        href: address::text(&work.slug),
        title: foreign(edition.title.to_owned(), edition.language, language),
        summary: foreign(edition.summary.to_owned(), edition.language, language),
        translated: work.is_in(language),
    }
}

/// A contact, for readers of a language.
pub fn contact_view(contact: &Contact, language: Language, source: Language) -> ContactView {
    ContactView {
        id: contact.id.value.clone(),
        name: local(&contact.name, language, source),
        role: local(&contact.role, language, source),
        phone: contact.phone.as_ref().map(|phone| phone_view(phone)),
        cost: contact.cost,
        hours: (!contact.hours.is_empty()).then(|| local(&contact.hours, language, source)),
        url: contact.url.as_ref().map(|url| url.value.clone()),
        status: contact.status,
    }
}

/// A number as it is read and as it is dialled.
pub fn phone_view(number: &str) -> Phone {
    let dialled: String = number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    let text: Vec<&str> = number.split_whitespace().collect();
    Phone { text: text.join("\u{a0}"), href: format!("tel:{dialled}") }
}

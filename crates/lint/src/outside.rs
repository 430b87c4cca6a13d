//! The addresses of the web that a toolkit sends its readers to, each with the places where it stands.

use trousseau_core::{
    diagnostic::Place,
    document::Target,
    guide::Text,
    library::{Entry, Library},
    source::SourcePath,
    yaml::Placed,
};

/// An address and where it stands.
pub struct Outside {
    /// As it is written, without the part after `#`.
    pub address: String,
    /// Where.
    pub place: Place,
}

/// All of them: of the texts that readers see, and of contacts, facts and partners.
pub fn addresses(library: &Library) -> Vec<Outside> {
    let mut found = Vec::new();
    library.guides.iter().for_each(|guide| of_entry(guide, &mut found));
    library.pages.iter().for_each(|page| of_entry(page, &mut found));
    let toolkit = &library.toolkit;
    let mut list = |file: &str, url: &Option<Placed<String>>| {
        let path: SourcePath = file.into();
        found.extend(url.iter().map(|url| outside(&url.value, Place::span(&path, url.span))));
    };
    toolkit.contacts.iter().for_each(|contact| list("content/contacts.yaml", &contact.url));
    toolkit.facts.iter().for_each(|fact| list("content/facts.yaml", &fact.url));
    toolkit.partners.iter().for_each(|partner| list("content/partners.yaml", &partner.url));
    found
}

fn of_entry<H>(entry: &Entry<H>, found: &mut Vec<Outside>) {
    of_text(&entry.source, found);
    entry.translations.values().for_each(|text| of_text(text, found));
}

fn of_text<H>(text: &Text<H>, found: &mut Vec<Outside>) {
    text.body.each(&mut |link| {
        if let Target::Web(address) = link.to {
            found.push(outside(address, Place::span(&text.path, link.span)));
        }
    });
}

fn outside(address: &str, place: Place) -> Outside {
    let address = address.split('#').next().unwrap_or(address).to_owned();
    Outside { address, place }
}

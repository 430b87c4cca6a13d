//! Links of every kind as HTML.

use super::Writer;
use trousseau_core::{
    document::{Inline, walk},
    toolkit::fact::Certainty,
};
use trousseau_site::view::{ContactView, Fallback, Phone, Reference};
use trousseau_text::{Language, digits, runs::turns_inside};

/// The content of a link.
type Text<'a> = &'a [Inline<Reference>];

impl<'a> Writer<'a> {
    pub(super) fn reference(&mut self, to: &'a Reference, text: Text<'a>) {
        match to {
            Reference::Page { href, fallback } => self.page(href, *fallback, text),
            Reference::Anchor(id) => self.link("", &format!("#{id}"), text),
            Reference::Term { id, official } => self.term(id, *official, text),
            Reference::Fact { id, status, .. } => self.fact(id, *status, text),
            Reference::Phone(phone) => self.phone("tel", phone, text),
            Reference::Contact(contact) => self.contact(contact, text),
            Reference::Foreign { lang, dir } => self.foreign(lang, dir, text),
            Reference::Web(href) if is_web(href) => self.out(href, text),
            Reference::Mail(to) => self.link("mail", &format!("mailto:{to}"), text),
            Reference::Picture(picture) => self.link("", &picture.src, text),
            Reference::File { href, bytes } => self.file(href, *bytes, text),
            Reference::Web(_) | Reference::Nowhere => self.inlines(text),
        }
    }

    fn open(&mut self, class: &str, href: &str) {
        self.push("<a");
        self.class(class);
        self.attribute("href", href);
    }

    fn class(&mut self, class: &str) {
        match (class, std::mem::take(&mut self.alone)) {
            ("", false) => {}
            (class, false) => self.attribute("class", class),
            ("", true) => self.attribute("class", "alone"),
            (class, true) => self.attribute("class", &format!("{class} alone")),
        }
    }

    /// The words of a link, inside which no other link can be.
    fn words(&mut self, text: Text<'a>) {
        let before = std::mem::replace(&mut self.link, true);
        self.inlines(text);
        self.link = before;
    }

    fn link(&mut self, class: &str, href: &str, text: Text<'a>) {
        self.open(class, href);
        self.push(">");
        self.words(text);
        self.push("</a>");
    }

    /// A page of the site; when it is not in the reader's language the link says so, before somebody follows it.
    fn page(&mut self, href: &str, fallback: Option<Fallback>, text: Text<'a>) {
        let Some(Fallback { lang, dir, name }) = fallback else { return self.link("", href, text) };
        self.open("", href);
        self.attribute("hreflang", lang);
        self.push(">");
        self.words(text);
        let words = self.frame.strings.get("links.fallback");
        if let Some((before, after)) = words.split_once("{language}") {
            self.push(" <span class=\"elsewhere\">");
            self.text(before);
            self.push("<span");
            self.attribute("lang", lang);
            self.attribute("dir", dir);
            self.push(">");
            self.text(name);
            self.push("</span>");
            self.text(after);
            self.push("</span>");
        } else if !words.is_empty() {
            self.push(" <span class=\"elsewhere\">");
            self.text(words);
            self.push("</span>");
        }
        self.push("</a>");
    }

    /// A word with its definition. In a label a button is not allowed: there the word leads to the glossary.
    fn term(&mut self, id: &str, official: Option<Language>, text: Text<'a>) {
        if !self.frame.terms.iter().any(|term| term.id == id) {
            return self.inlines(text);
        }
        if self.label {
            let Some(glossary) = self.frame.glossary else { return self.inlines(text) };
            self.open("term", &format!("{glossary}#{id}"));
        } else {
            self.push("<button type=\"button\"");
            self.class("term");
            self.attribute("popovertarget", &format!("_word-{id}"));
        }
        if let Some(language) = official {
            self.language(language);
        }
        self.push(">");
        self.words(text);
        self.push(if self.label { "</a>" } else { "</button>" });
    }

    /// Says in which language words are where the body is in another.
    fn language(&mut self, words: Language) {
        let own = self.frame.language;
        if own.html() != words.html() {
            self.attribute("lang", words.html());
        }
        if own.direction() != words.direction() {
            self.attribute("dir", words.direction().name());
        }
    }

    /// A figure that leads to its source. When the same words lead to two sources on a page, the second link says
    /// in its name which: a list of links must make sense by itself (WCAG 2.4.9).
    fn fact(&mut self, id: &'a str, status: Certainty, text: Text<'a>) {
        let facts = self.frame.facts;
        let Some(fact) = facts.iter().find(|fact| fact.id == id) else { return self.inlines(text) };
        let plain = walk::plain(text);
        self.open(
            if status == Certainty::ToCheck { "fact to-check" } else { "fact" },
            &format!("#_source-{id}"),
        );
        match self.named.get(&plain) {
            Some(other) if *other != id => {
                self.attribute("aria-label", &format!("{plain} – {}", fact.label.text));
            }
            Some(_) => {}
            None => {
                self.named.insert(plain, id);
            }
        }
        self.push(">");
        self.words(text);
        self.push("</a>");
        if status == Certainty::ToCheck {
            self.push(" <span class=\"to-check\">(");
            self.text(self.frame.strings.get("facts.to_check"));
            self.push(")</span>");
        }
    }

    /// A link that dials. The number can always be read: on paper it is all that is left.
    fn phone(&mut self, class: &str, phone: &Phone, text: Text<'a>) {
        let plain = walk::plain(text);
        self.open(class, &phone.href);
        self.push(">");
        if !plain.chars().any(char::is_alphabetic) {
            self.number(phone);
        } else {
            self.words(text);
            if !digits::of(&plain).contains(&digits::of(&phone.text)) {
                self.push(" (");
                self.number(phone);
                self.push(")");
            }
        }
        self.push("</a>");
    }

    fn number(&mut self, phone: &Phone) {
        let tag = if turns_inside(&phone.text) { "bdo" } else { "bdi" };
        self.push("<");
        self.push(tag);
        self.push(" dir=\"ltr\">");
        self.text(&phone.text.replace(' ', "\u{a0}"));
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    fn contact(&mut self, contact: &'a ContactView, text: Text<'a>) {
        match (&contact.phone, &contact.url) {
            // A phone link whose words have no letters shows the number instead of them; for a contact the name must stay.
            (Some(phone), _) => self.phone("contact", phone, text),
            (None, Some(url)) if is_web(url) => {
                self.open("contact", url);
                self.push(" rel=\"noreferrer\">");
                self.words(text);
                // The same name may also be a link to the glossary: the address after it tells the two apart.
                self.push(" (<bdi dir=\"ltr\">");
                self.text(host(url));
                self.push("</bdi>)</a>");
            }
            _ => self.inlines(text),
        }
    }

    /// Words in another language; those of the other direction are isolated from the text around them.
    fn foreign(&mut self, lang: &str, dir: &str, text: Text<'a>) {
        let own = self.frame.language;
        if lang == own.html() {
            return self.inlines(text);
        }
        let tag = if dir == own.direction().name() { "span" } else { "bdi" };
        self.push("<");
        self.push(tag);
        self.attribute("lang", lang);
        if tag == "bdi" {
            self.attribute("dir", dir);
        }
        self.push(">");
        self.inlines(text);
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    fn out(&mut self, href: &str, text: Text<'a>) {
        self.open("out", href);
        self.push(" rel=\"noreferrer\">");
        self.words(text);
        self.push("</a>");
    }

    /// A file: its kind and its size are in the link, so that nobody downloads by surprise.
    fn file(&mut self, href: &str, bytes: usize, text: Text<'a>) {
        self.open("file", href);
        self.push(">");
        self.words(text);
        let strings = self.frame.strings;
        let name = href.rsplit('/').next().unwrap_or(href);
        let kind = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_uppercase();
        let size = strings.size(bytes as u64);
        let words = match strings.fill("links.file", &[("kind", &kind), ("size", &size)]) {
            words if words.is_empty() => format!("{kind}, {size}"),
            words => words,
        };
        self.push(" (");
        self.text(&words);
        self.push(")</a>");
    }
}

/// Whether an address leads to the web: nothing else may be a link that an editor wrote out in full.
fn is_web(href: &str) -> bool {
    let start = href.get(..8).unwrap_or(href).to_ascii_lowercase();
    start.starts_with("https://") || start.starts_with("http://")
}

/// The host of an address, as people say it: "caf.fr" of "https://www.caf.fr/x".
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

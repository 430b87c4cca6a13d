//! The body of a text as JSON for the leaflet template.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    explains::Explains,
    pieces::{Writer, typst_language, wrapped},
    runs::unbroken,
    words::{Room, boxes, extent, grouped, letters, short, spoken},
};
use trousseau_core::{
    document::{Alert, Block, Image, Inline, Item, Letter, Table, walk},
    toolkit::fact::Certainty,
};
use trousseau_site::view::{ContactView, Phone, Reference, TermView};
use trousseau_text::{Language, digits, mail};
use trousseau_theme::dates;

/// The most items of a list that is kept on one page.
const WHOLE: usize = 7;
/// The most characters of an alert that is kept on one page; a longer one may be split.
const KEPT_TOGETHER: usize = 700;

/// Turns one body into JSON.
pub struct Body<'a, 'w> {
    /// The writer of the document, which collects pictures, marks and diagnostics.
    pub writer: &'w mut Writer<'a>,
    /// The language of the body.
    pub language: Language,
    /// The public address of the folder of its page, for links to other pages; `None` without a `base_url`.
    pub base: Option<String>,
    /// The file of its own page: a link to it needs no title.
    pub page: String,
    /// The titles of the pages to which it links, by address.
    pub titles: &'w [(String, String)],
    /// The terms that the paper explains; others look like the words around them.
    pub terms: &'w [TermView],
    /// Where they are explained.
    pub explains: Explains,
    /// The places in `terms` of those that are explained where they are used.
    pub seen: BTreeSet<usize>,
    /// The places in `terms` of those that are still to be explained.
    pub to_explain: Vec<usize>,
    /// The room on a page.
    pub room: Room,
    /// The addresses that were printed: each is printed once in a leaflet.
    pub printed: BTreeSet<String>,
    /// The level that a heading of level 2 has on paper.
    pub level: u8,
    /// Whether one writes on it.
    pub is_form: bool,
    /// The level of the last heading, so that no level is skipped (PDF/UA).
    pub last: u8,
}

impl Body<'_, '_> {
    /// A block as JSON.
    pub(super) fn block(&mut self, block: &Block<Reference>) -> Value {
        match block {
            Block::Heading(heading) => {
                self.writer.at(heading.span);
                self.writer.here.section = walk::plain(&heading.text);
                let wanted = heading.level.saturating_sub(2) + self.level;
                self.last = wanted.clamp(self.level, self.last + 1);
                let pictogram = heading.pictogram.as_ref().map(|name| self.writer.pictogram(name));
                let mark = self.writer.mark();
                let text = self.heading(&heading.text);
                if self.last == self.level {
                    self.writer.sections.push((mark, heading.id.clone(), heading.pictogram.clone()));
                }
                json!({"t": "h", "level": self.last, "picto": pictogram, "c": text, "m": mark})
            }
            Block::Paragraph(text) => self.paragraph(text),
            Block::List { start, items } => self.list(*start, items),
            Block::Alert(kind, blocks) => self.alert(*kind, blocks),
            Block::Quote(blocks) => json!({"t": "quote", "m": self.writer.mark(), "c": self.blocks(blocks)}),
            Block::Table(table) if table.asks_for_dates() => self.dates(table),
            Block::Table(table) => self.table(table),
            Block::Figure(image) => self.figure(image),
            Block::Verbatim(text) => {
                let lines = text.trim_end_matches('\n').split('\n');
                let lines: Vec<_> = lines.map(|line| self.writer.verbatim(line, self.language)).collect();
                json!({"t": "lines", "m": self.writer.mark(), "lines": lines})
            }
            Block::Rule => json!({"t": "rule"}),
            Block::Lines(many) => {
                let say = self.writer.theme.strings(self.language).get("leaflet.lines");
                json!({"t": "write", "m": self.writer.mark(), "many": many, "say": say})
            }
            Block::Letter(letter) => self.letter(letter),
            Block::Changed => self.changed(),
        }
    }

    /// A letter: its words are in its own language, whatever the text's.
    fn letter(&mut self, letter: &Letter<Reference>) -> Value {
        let mark = self.writer.mark();
        let outer = std::mem::replace(&mut self.language, letter.language);
        let blocks = self.blocks(&letter.blocks);
        self.language = outer;
        let (lang, region) = typst_language(letter.language);
        let dir = letter.language.direction().name();
        json!({"t": "letter", "m": mark, "lang": lang, "region": region, "dir": dir, "c": blocks})
    }

    fn paragraph(&mut self, text: &[Inline<Reference>]) -> Value {
        let mark = self.writer.mark();
        let pieces = self.line(text);
        json!({"t": "p", "m": mark, "c": pieces})
    }

    fn list(&mut self, start: Option<u64>, items: &[Item<Reference>]) -> Value {
        let kind = match start {
            _ if items.iter().any(|item| item.task.is_some()) => "check",
            Some(_) => "number",
            None => "bullet",
        };
        let mark = self.writer.mark();
        let items: Vec<Value> = items
            .iter()
            .map(|item| json!({"done": item.task == Some(true), "c": self.blocks(&item.blocks)}))
            .collect();
        let boxes = (kind == "check").then(|| boxes(self.writer.theme.strings(self.language)));
        let few = items.len() <= WHOLE;
        let keep = few && extent(&items, self.room.line) < self.room.list();
        json!({
            "t": "list", "m": mark, "keep": keep, "few": few, "kind": kind, "start": start, "items": items, "boxes": boxes,
        })
    }

    fn alert(&mut self, kind: Alert, blocks: &[Block<Reference>]) -> Value {
        let (name, pictogram) = match kind {
            Alert::Note => ("note", "info"),
            Alert::Tip => ("tip", "tip"),
            Alert::Important => ("important", "important"),
            Alert::Warning => ("warning", "warning"),
            Alert::Caution => ("caution", "warning"),
        };
        let mark = self.writer.mark();
        let title = self.say(&format!("alert.{name}"), &[], |text| text.to_owned());
        let pictogram = self.writer.pictogram(pictogram);
        let inner = self.blocks(blocks);
        let keep = letters(&inner) < KEPT_TOGETHER;
        json!({"t": "alert", "kind": name, "m": mark, "title": title, "picto": pictogram, "c": inner, "keep": keep})
    }

    /// The notice that what follows has changed in the source.
    fn changed(&mut self) -> Value {
        let mark = self.writer.mark();
        let words = self.say("notice.changed", &[], |text| text.to_owned());
        json!({"t": "changed", "m": mark, "c": words})
    }

    fn table(&mut self, table: &Table<Reference>) -> Value {
        self.writer.at(table.span);
        let mark = self.writer.mark();
        // A caption that only repeats the heading above is not printed again.
        let own = walk::plain(&table.caption) != self.writer.here.section;
        let caption = if own { self.line(&table.caption) } else { Vec::new() };
        let head: Vec<_> = table.head.iter().map(|cell| self.line(cell)).collect();
        let rows: Vec<Vec<_>> =
            table.rows.iter().map(|row| row.iter().map(|cell| self.line(cell)).collect()).collect();
        let named = table.head.iter().any(|cell| !walk::plain(cell).trim().is_empty());
        let is_empty =
            |cell: &Vec<Inline<Reference>>| cell.iter().all(|piece| matches!(piece, Inline::Blank(_)));
        let write = self.is_form && table.rows.iter().flatten().any(is_empty);
        json!({
            "t": "table", "m": mark, "caption": caption, "head": head, "rows": rows, "named": named, "write": write,
        })
    }

    /// The dates of the delay that the caption names; months stand in two columns, since paper is short of room.
    fn dates(&mut self, table: &Table<Reference>) -> Value {
        let Some(delay) = Reference::delay(&table.caption) else { return self.paragraph(&table.caption) };
        let dates = dates::dates(delay, self.writer.theme.strings(self.language));
        let columns = if dates.rows.len() > 7 { 2 } else { 1 };
        let cell = |text: &String| vec![Inline::Text(text.clone())];
        let many = dates.rows.len() / columns;
        let row =
            |at: usize| (0..columns).flat_map(|column| &dates.rows[at + column * many]).map(cell).collect();
        let mut caption = table.caption.clone();
        caption.push(Inline::Text(format!(" {}", dates.note).trim_end().to_owned()));
        let head = (0..columns).flat_map(|_| &dates.head).map(cell).collect();
        self.table(&Table { caption, head, rows: (0..many).map(row).collect(), span: table.span })
    }

    fn figure(&mut self, image: &Image<Reference>) -> Value {
        let mark = self.writer.mark();
        let picture = self.picture(image);
        let caption = image.caption.as_ref().map(|text| self.writer.text(text, self.language));
        let words = self.writer.text(&image.alt, self.language);
        json!({"t": "figure", "m": mark, "image": picture, "alt": image.alt, "words": words, "caption": caption})
    }

    /// The number of a picture; `None` when it is missing or broken, which is reported.
    fn picture(&mut self, image: &Image<Reference>) -> Option<usize> {
        self.writer.at(image.span);
        let Reference::Picture(picture) = &image.source else { return None };
        let source = self.writer.images.get(&picture.src)?;
        self.writer.add_picture(&source.clone())
    }

    /// A text of the theme in the language of the body, with its blanks filled, and changed as asked.
    fn say(&mut self, key: &str, values: &[(&str, &str)], change: impl Fn(&str) -> String) -> Vec<Value> {
        let strings = self.writer.theme.strings(self.language);
        let spoken = strings.spoken_at(key);
        let pieces = self.writer.text(&change(&strings.fill(key, values)), spoken);
        if spoken.html() == self.language.html() {
            pieces
        } else {
            vec![wrapped(spoken, self.language, pieces)]
        }
    }

    /// The line of a heading, which has no sign for a note: the next line that uses its words has it.
    fn heading(&mut self, text: &[Inline<Reference>]) -> Vec<Value> {
        let explains = self.explains.in_heading();
        let outer = std::mem::replace(&mut self.explains, explains);
        let line = self.line(text);
        self.explains = outer;
        line
    }

    fn line(&mut self, text: &[Inline<Reference>]) -> Vec<Value> {
        let pieces = self.pieces(text);
        self.writer.settled(pieces, self.language)
    }

    /// The pieces of a part of a line, with raw texts.
    fn pieces(&mut self, text: &[Inline<Reference>]) -> Vec<Value> {
        let mut pieces = Vec::with_capacity(text.len());
        for (at, inline) in text.iter().enumerate() {
            self.inline(inline, walk::ends_line(text, at), &mut pieces);
        }
        pieces
    }

    fn inline(&mut self, inline: &Inline<Reference>, is_last: bool, out: &mut Vec<Value>) {
        match inline {
            Inline::Text(text) => out.push(self.writer.raw(text)),
            Inline::Strong(inner) => out.push(json!({"t": "strong", "c": self.pieces(inner)})),
            Inline::Emphasis(inner) => out.push(json!({"t": "em", "c": self.pieces(inner)})),
            Inline::Strike(inner) => out.push(json!({"t": "s", "c": self.pieces(inner)})),
            Inline::Code(text) => {
                out.push(json!({"t": "code", "c": self.writer.verbatim(text, self.language)}));
            }
            Inline::Link(link) => {
                self.writer.at(link.span);
                self.reference(&link.to, &link.text, out);
            }
            Inline::Image(image) => {
                let words = self.writer.text(&image.alt, self.language);
                let picture = self.picture(image);
                out.push(json!({"t": "image", "image": picture, "alt": image.alt, "c": words}));
            }
            Inline::Footnote(number) => out.push(json!({"t": "note", "s": number.to_string()})),
            Inline::Break => out.push(json!({"t": "br"})),
            Inline::Blank(many) => {
                let say = self.writer.theme.strings(self.language).get("leaflet.blank");
                out.push(json!({"t": "blank", "many": many, "end": is_last, "say": say}));
            }
        }
    }

    fn reference(&mut self, to: &Reference, text: &[Inline<Reference>], out: &mut Vec<Value>) {
        let plain = walk::plain(text);
        let words = self.pieces(text);
        match to {
            Reference::Page { href, .. } => self.page(href, &plain, words, out),
            Reference::Term { id, official } => {
                let words = match official.filter(|own| self.language.html() != own.html()) {
                    Some(own) => vec![wrapped(own, self.language, words)],
                    None => words,
                };
                out.extend(words);
                out.extend(self.use_term(id));
            }
            Reference::Fact { status, .. } => {
                out.extend(words);
                if *status == Certainty::ToCheck {
                    out.extend(self.say("facts.to_check", &[], |words| format!("\u{a0}({words})")));
                }
            }
            Reference::Phone(phone) => self.phone(phone, &plain, words, "", out),
            Reference::Contact(contact) => self.contact(contact, &plain, words, out),
            Reference::Foreign { lang, .. } => match Language::find(lang) {
                Some(own) if own.html() != self.language.html() => {
                    // Runs are found by the rules of the words' own language.
                    let words = match text {
                        [Inline::Text(text)] => self.writer.text(text, own),
                        _ => words,
                    };
                    out.push(wrapped(own, self.language, words));
                }
                _ => out.extend(words),
            },
            Reference::Web(href) => self.web(href, &plain, words, out),
            Reference::Mail(address) => {
                let address = mail::readers(address);
                out.extend(words);
                if !plain.contains(&address) {
                    self.in_brackets(&address, out);
                }
            }
            Reference::Anchor(_) | Reference::Picture(_) | Reference::File { .. } | Reference::Nowhere => {
                out.extend(words);
            }
        }
    }

    /// A link to another page of the site: its title is printed, if the words do not say it.
    fn page(&mut self, href: &str, plain: &str, words: Vec<Value>, out: &mut Vec<Value>) {
        let file = href.split('#').next().unwrap_or(href);
        let mut others = self.titles.iter().filter(|_| file != self.page);
        let title = others.find(|(address, _)| address == file).map(|(_, title)| title);
        match self.base.as_ref().filter(|_| !href.starts_with("../")) {
            Some(base) => out.push(json!({"t": "link", "href": format!("{base}{href}"), "c": words})),
            None => out.extend(words),
        }
        if let Some(title) = title.filter(|title| !plain.contains(title.as_str())) {
            out.extend(self.say("leaflet.guide", &[("title", title)], |words| format!(" ({words})")));
        }
    }

    /// A number to call, after the words if they are more than the number. `whose` is said before a number without words.
    fn phone(&mut self, phone: &Phone, plain: &str, words: Vec<Value>, whose: &str, out: &mut Vec<Value>) {
        let has_words = plain.chars().any(char::is_alphabetic);
        if has_words {
            out.extend(words);
            if digits::of(plain).contains(&digits::of(&phone.text)) {
                return;
            }
            out.push(json!(" "));
        }
        let said = spoken(if has_words { plain } else { whose }, phone);
        out.push(json!({"t": "tel", "s": unbroken(&grouped(phone)), "href": phone.href, "say": said}));
    }

    fn contact(&mut self, contact: &ContactView, plain: &str, words: Vec<Value>, out: &mut Vec<Value>) {
        match (&contact.phone, &contact.url) {
            (Some(phone), _) => self.phone(phone, plain, words, &contact.name.text, out),
            (None, Some(url)) => self.web(url, plain, words, out),
            (None, None) => out.extend(words),
        }
    }

    /// A link to a website: its address is printed after the words, once in a leaflet, unless the words are the address.
    fn web(&mut self, href: &str, plain: &str, words: Vec<Value>, out: &mut Vec<Value>) {
        let lower = href.get(..8).unwrap_or(href).to_ascii_lowercase();
        if !(lower.starts_with("https://") || lower.starts_with("http://")) {
            return out.extend(words);
        }
        out.push(json!({"t": "link", "href": href, "c": words}));
        let address = short(href);
        if self.printed.insert(address.to_owned()) && !plain.contains(address) {
            self.in_brackets(address, out);
        }
    }

    /// Adds an address in brackets after the words of the link.
    fn in_brackets(&mut self, address: &str, out: &mut Vec<Value>) {
        let official = self.writer.theme.official;
        let pieces = self.writer.text(address, official);
        out.push(json!(" ("));
        out.push(json!({"t": "address", "c": [wrapped(official, self.language, pieces)]}));
        out.push(json!(")"));
    }
}

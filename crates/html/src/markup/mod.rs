//! The body of a text as HTML, written by hand: block after block into one string.

mod dates;
mod inline;
mod recordings;
mod reference;
pub mod words;

use std::collections::BTreeMap;

use crate::escape;
use trousseau_core::document::{Alert, Block, Document, Heading, Image, Inline, Item, Letter, Table, walk};
use trousseau_site::view::{FactView, Picture, RecordingView, Reference, TermView};
use trousseau_text::Language;
use trousseau_theme::{assets::Assets, strings::Strings};

/// What the HTML of a body depends on beside the body itself.
pub struct Frame<'a> {
    /// The language of the body.
    pub language: Language,
    /// The language of words in Latin letters amid other letters.
    pub latin: Language,
    /// The words of the interface in that language.
    pub strings: &'a Strings,
    /// The pictograms of the theme.
    pub assets: &'a Assets,
    /// The terms explained on the page; a link to any other shows only its words.
    pub terms: &'a [TermView],
    /// The facts explained on the page; a link to any other shows only its words.
    pub facts: &'a [FactView],
    /// The address of the glossary, when there is one.
    pub glossary: Option<&'a str>,
    /// The recordings of the text: one of a section stands below its heading.
    pub recordings: &'a [RecordingView],
}

/// The `sizes` of pictures: how wide the column is at each width of the window.
const SIZES: &str = "(max-width: 42em) 100vw, 40rem";

/// The markup of a body with its footnotes at the end.
pub fn body(document: &Document<Reference>, frame: &Frame<'_>) -> String {
    let mut writer = Writer {
        frame,
        out: String::with_capacity(document.words * 12 + 512),
        depth: 0,
        tables: 0,
        marks: vec![false; document.footnotes.len()],
        named: BTreeMap::new(),
        link: false,
        in_letter: false,
        label: false,
        alone: false,
    };
    writer.blocks(&document.blocks);
    writer.footnotes(&document.footnotes);
    writer.out
}

struct Writer<'a> {
    frame: &'a Frame<'a>,
    out: String,
    /// How many lists, alerts and quotations are open around the current block.
    depth: usize,
    /// How many tables were written, for their ids.
    tables: usize,
    /// Whether each footnote has a reference in the text.
    marks: Vec<bool>,
    /// The words that link to a fact, with the fact's id: the same words may link to two.
    named: BTreeMap<String, &'a str>,
    /// Whether a link or a button is open: another one cannot be inside.
    link: bool,
    /// Whether a letter is open whose language is not the text's.
    in_letter: bool,
    /// Whether a label is open: a button cannot be inside.
    label: bool,
    /// Whether the next link is the only content of its block: then it gets a larger area to touch (WCAG 2.5.8).
    alone: bool,
}

impl<'a> Writer<'a> {
    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn text(&mut self, text: &str) {
        escape::text(text, &mut self.out);
    }

    fn attribute(&mut self, name: &str, value: &str) {
        escape::attribute(name, value, &mut self.out);
    }

    fn pictogram(&mut self, name: &str) {
        self.out.push_str(&self.frame.assets.pictogram(name, ""));
    }

    fn blocks(&mut self, blocks: &'a [Block<Reference>]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.push("\n");
            }
            self.block(block);
        }
    }

    /// Writes blocks inside another one; an ordered list there is not styled as steps.
    fn inside(&mut self, blocks: &'a [Block<Reference>]) {
        self.depth += 1;
        self.blocks(blocks);
        self.depth -= 1;
    }

    fn block(&mut self, block: &'a Block<Reference>) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.wrapped("p", text),
            Block::List { start, items } => self.list(*start, items),
            Block::Alert(kind, blocks) => self.alert(*kind, blocks),
            Block::Quote(blocks) => {
                self.push("<blockquote>");
                self.inside(blocks);
                self.push("</blockquote>");
            }
            Block::Table(table) if table.asks_for_dates() => self.dates(table),
            Block::Table(table) => self.table(table),
            Block::Figure(image) => self.figure(image),
            Block::Verbatim(text) => {
                self.push("<p class=\"lines\">");
                for (at, line) in text.trim_end_matches('\n').split('\n').enumerate() {
                    self.push(if at > 0 { "<br>" } else { "" });
                    self.verbatim("span", line);
                }
                self.push("</p>");
            }
            Block::Rule => self.push("<hr>"),
            Block::Lines(many) => self.lines(*many),
            Block::Letter(letter) => self.letter(letter),
            Block::Changed => self.changed(),
        }
    }

    /// Lines to write on: one picture, so that who listens hears of them once.
    fn lines(&mut self, many: usize) {
        self.push("<div class=\"write\"");
        self.said_as("leaflet.lines");
        self.push(">");
        (0..many).for_each(|_| self.push("<span></span>"));
        self.push("</div>");
    }

    /// A letter, in its own language whatever the page's.
    fn letter(&mut self, letter: &'a Letter<Reference>) {
        let own = letter.language;
        self.push("<div class=\"letter\"");
        let is_foreign = own.html() != self.frame.language.html();
        if is_foreign {
            self.attribute("lang", own.html());
            self.attribute("dir", own.direction().name());
        }
        self.push(">");
        let outer = std::mem::replace(&mut self.in_letter, is_foreign);
        self.inside(&letter.blocks);
        self.in_letter = outer;
        self.push("</div>");
    }

    /// The notice that what follows has changed in the source.
    fn changed(&mut self) {
        self.push("<p class=\"notice changed\">");
        self.pictogram("language");
        self.push("<span>");
        let strings = self.frame.strings;
        self.text(strings.get("notice.changed"));
        self.push("</span></p>");
    }

    fn wrapped(&mut self, tag: &str, text: &'a [Inline<Reference>]) {
        self.push("<");
        self.push(tag);
        self.push(">");
        self.line(text);
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    fn heading(&mut self, heading: &'a Heading<Reference>) {
        let level = char::from(b'0' + heading.level.clamp(2, 6));
        self.push("<h");
        self.out.push(level);
        self.attribute("id", &heading.id);
        self.push(">");
        if let Some(name) = &heading.pictogram {
            self.pictogram(name);
        }
        self.inlines(&heading.text);
        self.push("</h");
        self.out.push(level);
        self.push(">");
        self.recordings(&heading.id);
    }

    /// A list. An ordered one at the top level gets the style of steps. One that starts later goes on with
    /// another list and keeps its numbers.
    fn list(&mut self, start: Option<u64>, items: &'a [Item<Reference>]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        self.push("<");
        self.push(tag);
        if items.iter().any(|item| item.task.is_some()) {
            self.push(" class=\"checklist\"");
        } else if start == Some(1) && self.depth == 0 {
            self.push(" class=\"steps\"");
        }
        if let Some(start) = start.filter(|start| *start != 1) {
            self.attribute("start", &start.to_string());
        }
        self.push(">");
        for item in items {
            self.push("\n<li>");
            self.item(item);
            self.push("</li>");
        }
        self.push("\n</");
        self.push(tag);
        self.push(">");
    }

    fn item(&mut self, item: &'a Item<Reference>) {
        let (first, rest) = match item.blocks.split_first() {
            Some((Block::Paragraph(text), rest)) => (Some(text), rest),
            _ => (None, &item.blocks[..]),
        };
        // An item with a single paragraph needs no `<p>`.
        let loose = rest.iter().any(|block| matches!(block, Block::Paragraph(_)));
        match (first, item.task) {
            // A checkbox needs words as its accessible name; without any, none is written.
            (Some(text), Some(ticked)) if !walk::plain(text).trim().is_empty() => {
                self.push("<label><input type=\"checkbox\"");
                self.push(if ticked { " checked> <span>" } else { "> <span>" });
                self.label = true;
                self.line(text);
                self.label = false;
                self.push("</span></label>");
            }
            (Some(text), _) if loose => self.wrapped("p", text),
            (Some(text), _) => self.line(text),
            (None, _) => {}
        }
        if !rest.is_empty() {
            self.push("\n");
            self.inside(rest);
        }
    }

    fn alert(&mut self, kind: Alert, blocks: &'a [Block<Reference>]) {
        let (name, pictogram) = match kind {
            Alert::Note => ("note", "info"),
            Alert::Tip => ("tip", "tip"),
            Alert::Important => ("important", "important"),
            Alert::Warning => ("warning", "warning"),
            Alert::Caution => ("caution", "warning"),
        };
        self.push("<div class=\"alert alert-");
        self.push(name);
        self.push("\" role=\"note\"><p class=\"alert-title\">");
        self.pictogram(pictogram);
        let strings = self.frame.strings;
        self.text(strings.get(&format!("alert.{name}")));
        self.push("</p>\n");
        self.inside(blocks);
        self.push("</div>");
    }

    /// A table that scrolls by itself on narrow windows; for that it must take the focus and have a name.
    fn table(&mut self, table: &'a Table<Reference>) {
        self.tables += 1;
        let id = format!("_table-{}", self.tables);
        let captioned = !walk::plain(&table.caption).trim().is_empty();
        self.push("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        if captioned {
            self.attribute("aria-labelledby", &id);
        } else {
            let name = self.frame.strings.get("table.scroll");
            self.attribute("aria-label", if name.is_empty() { &id } else { name });
        }
        self.push("><table>");
        if captioned {
            self.push("<caption");
            self.attribute("id", &id);
            self.push(">");
            self.inlines(&table.caption);
            self.push("</caption>");
        }
        if table.head.iter().any(|cell| !walk::plain(cell).trim().is_empty()) {
            self.push("\n<thead><tr>");
            for cell in &table.head {
                self.cell(cell, Some("col"));
            }
            self.push("</tr></thead>");
        }
        self.push("\n<tbody>");
        for row in &table.rows {
            self.push("\n<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell(cell, (at == 0).then_some("row"));
            }
            self.push("</tr>");
        }
        self.push("\n</tbody></table></div>");
    }

    /// A cell; an empty heading cell is written as `<td>`.
    fn cell(&mut self, cell: &'a [Inline<Reference>], scope: Option<&str>) {
        match scope.filter(|_| !walk::plain(cell).trim().is_empty()) {
            Some(scope) => {
                self.push("<th");
                self.attribute("scope", scope);
                self.push(">");
                self.line(cell);
                self.push("</th>");
            }
            None => self.wrapped("td", cell),
        }
    }

    fn figure(&mut self, image: &'a Image<Reference>) {
        let Reference::Picture(picture) = &image.source else {
            if !image.alt.is_empty() {
                self.push("<p>");
                self.text(&image.alt);
                self.push("</p>");
            }
            return;
        };
        self.push("<figure>");
        self.picture(picture, &image.alt);
        if let Some(caption) = &image.caption {
            self.push("<figcaption>");
            self.text(caption);
            self.push("</figcaption>");
        }
        self.push("</figure>");
    }

    fn picture(&mut self, picture: &Picture, alt: &str) {
        self.push("<img");
        self.attribute("src", &picture.src);
        if picture.variants.len() > 1 {
            let set: Vec<String> =
                picture.variants.iter().map(|(address, width)| format!("{address} {width}w")).collect();
            self.attribute("srcset", &set.join(", "));
            self.attribute("sizes", SIZES);
        }
        self.attribute("alt", alt);
        self.attribute("width", &picture.width.to_string());
        self.attribute("height", &picture.height.to_string());
        self.push(" loading=\"lazy\" decoding=\"async\">");
    }

    fn footnotes(&mut self, notes: &'a [Vec<Block<Reference>>]) {
        if notes.is_empty() {
            return;
        }
        let strings = self.frame.strings;
        self.push("\n<section class=\"footnotes\" aria-labelledby=\"_footnotes\"><h2 id=\"_footnotes\">");
        self.text(strings.get("footnotes.title"));
        self.push("</h2>\n<ol>");
        for (at, blocks) in notes.iter().enumerate() {
            let number = (at + 1).to_string();
            self.push("\n<li id=\"_footnote-");
            self.push(&number);
            self.push("\">");
            self.inside(blocks);
            // A footnote that is referred to only from another footnote has no reference in the text to link back to.
            if self.marks[at] {
                self.push(" <a class=\"back\" href=\"#_footnote-");
                self.push(&number);
                self.push("-back\">");
                self.text(&strings.fill("footnotes.back", &[("number", &number)]));
                self.push("</a>");
            }
            self.push("</li>");
        }
        self.push("\n</ol></section>");
    }
}

#[cfg(test)]
mod tests;

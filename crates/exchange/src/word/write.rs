//! Blocks of letters → a document.

use std::collections::BTreeMap;

use trousseau_core::manuscript::{Letter, Sign, Style};

use super::{
    AUTHOR, PROPERTY, State,
    address::{raw_target, target},
    package::pack,
    parts,
};
use crate::catalog::escaped;

pub use super::parts::Bullet;

/// A document that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The tag of its language.
    pub language: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// Its title.
    pub title: String,
    /// Of which text it is made; comes back as [`super::Document::made_of`].
    pub made_of: String,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table: its rows, with their cells.
    Table(Vec<Vec<Paragraph>>),
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The name of the hidden bookmark around it.
    pub name: String,
    /// What it looks like.
    pub look: Look,
    /// Whether the paragraph as such is new, or struck out.
    pub state: State,
    /// What it says.
    pub runs: Vec<(State, Vec<Letter>)>,
}

/// What a paragraph looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Look {
    #[default]
    Text,
    Title,
    Summary,
    /// By its level in the text, from 2.
    Heading(u8),
    /// An item: its depth from 0, the number of its list from 1, and what stands before it.
    Item(u8, usize, Bullet),
    /// A further paragraph of an item, by its depth.
    Inner(u8),
    Box,
    Letter,
    Cell,
    HeadCell,
    Caption,
    Note,
    Verbatim,
    /// Words of the program.
    Label,
}

/// A document. The same page gives the same bytes.
pub fn write(page: &Page) -> Option<Vec<u8>> {
    let mut writer =
        Writer { page, out: String::new(), targets: Vec::new(), number: 0, lists: BTreeMap::new() };
    for part in &page.parts {
        match part {
            Part::Paragraph(paragraph) => writer.paragraph(paragraph),
            Part::Table(rows) => writer.table(rows),
        }
    }
    let body = parts::document(&writer.out, page.is_rtl);
    pack(&[
        ("[Content_Types].xml", parts::TYPES.to_owned()),
        ("_rels/.rels", parts::ROOT.to_owned()),
        ("docProps/core.xml", parts::core(&page.title, &page.language)),
        ("docProps/custom.xml", parts::custom(PROPERTY, &page.made_of)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", parts::relations(&writer.targets)),
        ("word/styles.xml", parts::styles(&page.language, page.is_rtl)),
        ("word/numbering.xml", parts::numbering(&writer.lists)),
        ("word/settings.xml", parts::settings(&page.language, page.is_rtl)),
    ])
}

struct Writer<'a> {
    page: &'a Page,
    out: String,
    /// The targets of links, by their numbers from 1.
    targets: Vec<String>,
    /// The last number that was given to a bookmark, a change or a field.
    number: usize,
    lists: BTreeMap<usize, Bullet>,
}

impl Writer<'_> {
    fn next(&mut self) -> usize {
        self.number += 1;
        self.number
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn table(&mut self, rows: &[Vec<Paragraph>]) {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let visual = if self.page.is_rtl { "<w:bidiVisual/>" } else { "" };
        self.put(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>{visual}<w:tblW w:w=\"5000\" w:type=\"pct\"/></w:tblPr><w:tblGrid>"
        ));
        let each = 9070 / width;
        (0..width).for_each(|_| self.put(&format!("<w:gridCol w:w=\"{each}\"/>")));
        self.put("</w:tblGrid>");
        for (number, row) in rows.iter().enumerate() {
            self.put("<w:tr>");
            self.put(if number == 0 {
                "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            } else {
                "<w:trPr><w:cantSplit/></w:trPr>"
            });
            for cell in row {
                self.put(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{each}\" w:type=\"dxa\"/></w:tcPr>"));
                self.paragraph(cell);
                self.put("</w:tc>");
            }
            self.put("</w:tr>");
        }
        // Two tables that follow each other would be one.
        self.put("</w:tbl>");
        let after = Paragraph { look: Look::Label, ..Paragraph::default() };
        self.paragraph(&after);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (style, number, indent) = self.look(paragraph.look);
        let bidi = if self.page.is_rtl { "<w:bidi/>" } else { "" };
        let state = match paragraph.state {
            State::Same => String::new(),
            State::New => format!("<w:rPr>{}</w:rPr>", self.change("w:ins", true)),
            State::Gone => format!("<w:rPr>{}</w:rPr>", self.change("w:del", true)),
        };
        // The order of these is the schema's: numbers, direction, indent, marks.
        self.put(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{number}{bidi}{indent}{state}</w:pPr>"));
        let number = self.next();
        if !paragraph.name.is_empty() {
            self.put(&format!(
                "<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>",
                escaped(&paragraph.name)
            ));
        }
        for (state, letters) in &paragraph.runs {
            for run in
                letters.chunk_by(|one, next| one.style.link == next.style.link && is_raw(one) == is_raw(next))
            {
                self.linked(*state, run);
            }
        }
        if !paragraph.name.is_empty() {
            self.put(&format!("<w:bookmarkEnd w:id=\"{number}\"/>"));
        }
        self.put("</w:p>");
    }

    /// The style of a paragraph, its place in a list, and its margin.
    fn look(&mut self, look: Look) -> (String, String, String) {
        let (style, more) = match look {
            Look::Text => ("Normal".to_owned(), String::new()),
            Look::Title => ("Title".to_owned(), String::new()),
            Look::Summary => ("Subtitle".to_owned(), String::new()),
            Look::Heading(level) => (format!("Heading{}", level.clamp(2, 6) - 1), String::new()),
            Look::Item(level, list, bullet) => {
                self.lists.entry(list).or_insert(bullet);
                let level = level.min(8);
                let number =
                    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
                ("ListParagraph".to_owned(), number)
            }
            Look::Inner(level) => {
                let margin = 567 * (u32::from(level.min(8)) + 1);
                ("ListParagraph".to_owned(), format!("<w:ind w:left=\"{margin}\"/>"))
            }
            Look::Box => ("TrousseauBox".to_owned(), String::new()),
            Look::Letter => ("TrousseauLetter".to_owned(), String::new()),
            Look::Cell => ("TrousseauCell".to_owned(), String::new()),
            Look::HeadCell => ("TrousseauHead".to_owned(), String::new()),
            Look::Caption => ("Caption".to_owned(), String::new()),
            Look::Note => ("TrousseauNote".to_owned(), String::new()),
            Look::Verbatim => ("TrousseauLines".to_owned(), String::new()),
            Look::Label => ("TrousseauLabel".to_owned(), String::new()),
        };
        match more.starts_with("<w:ind") {
            true => (style, String::new(), more),
            false => (style, more, String::new()),
        }
    }

    /// Letters that all lead to the same address, or to none.
    fn linked(&mut self, state: State, letters: &[Letter]) {
        let Some(first) = letters.first() else { return };
        let (target, is_fixed) = match (&first.sign, &first.style.link) {
            (Sign::Raw(raw), _) => (raw_target(raw), true),
            (_, Some(address)) => {
                let is_fixed = address.starts_with("tel:") || address.starts_with("fact:");
                (target(address), is_fixed)
            }
            (_, None) => return self.runs(state, letters),
        };
        let known = self.targets.iter().position(|known| *known == target);
        let link = known.unwrap_or_else(|| {
            self.targets.push(target);
            self.targets.len() - 1
        });
        let is_kept = state == State::Same;
        if is_kept {
            let number = self.next();
            let lock = if is_fixed { "sdtContentLocked" } else { "sdtLocked" };
            self.put(&format!(
                "<w:sdt><w:sdtPr><w:tag w:val=\"{PROPERTY}\"/><w:id w:val=\"{}\"/><w:lock w:val=\"{lock}\"/></w:sdtPr><w:sdtContent>",
                100_000 + number
            ));
        }
        self.put(&format!("<w:hyperlink r:id=\"rIdLink{}\">", link + 1));
        self.runs(state, letters);
        self.put("</w:hyperlink>");
        if is_kept {
            self.put("</w:sdtContent></w:sdt>");
        }
    }

    fn runs(&mut self, state: State, letters: &[Letter]) {
        let (open, close) = match state {
            State::Same => (String::new(), ""),
            State::New => (self.change("w:ins", false), "</w:ins>"),
            State::Gone => (self.change("w:del", false), "</w:del>"),
        };
        self.put(&open);
        for run in letters.chunk_by(|one, next| one.style == next.style) {
            let Some(style) = run.first().map(|letter| &letter.style) else { continue };
            let properties = self.properties(style, run);
            self.put(&format!("<w:r>{properties}"));
            self.words(run, if state == State::Gone { "w:delText" } else { "w:t" });
            self.put("</w:r>");
        }
        self.put(close);
    }

    fn words(&mut self, run: &[Letter], element: &str) {
        let mut text = String::new();
        for letter in run {
            match &letter.sign {
                Sign::Char(sign) => text.push(*sign),
                Sign::Raw(raw) => text.push_str(raw),
                Sign::Break => {
                    self.text(&text, element);
                    text.clear();
                    self.put("<w:br/>");
                }
            }
        }
        self.text(&text, element);
    }

    fn text(&mut self, text: &str, element: &str) {
        if !text.is_empty() {
            self.put(&format!("<{element} xml:space=\"preserve\">{}</{element}>", escaped(text)));
        }
    }

    /// The marks of a run, in the order of the schema. Words in another language have its direction.
    fn properties(&self, style: &Style, run: &[Letter]) -> String {
        let mut out = String::new();
        if style.link.is_some() || run.iter().any(is_raw) {
            out.push_str("<w:rStyle w:val=\"Hyperlink\"/>");
        } else if style.code {
            out.push_str("<w:rStyle w:val=\"TrousseauCode\"/>");
        }
        for (is, mark) in [
            (style.strong, "<w:b/><w:bCs/>"),
            (style.emphasis, "<w:i/><w:iCs/>"),
            (style.strike, "<w:strike/>"),
        ] {
            out.push_str(if is { mark } else { "" });
        }
        let foreign = style.link.as_deref().and_then(|link| link.strip_prefix("lang:"));
        let language = foreign.and_then(trousseau_text::Language::find);
        let is_rtl = language.map_or(self.page.is_rtl, |language| language.direction().name() == "rtl");
        if is_rtl {
            out.push_str("<w:rtl/>");
        }
        if let Some(language) = language {
            let attribute = if is_rtl { "w:bidi" } else { "w:val" };
            out.push_str(&format!("<w:lang {attribute}=\"{}\"/>", escaped(language.tag())));
        }
        if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
    }

    /// The beginning of a change, or a whole mark of one.
    fn change(&mut self, element: &str, is_empty: bool) -> String {
        let number = self.next();
        format!("<{element} w:id=\"{number}\" w:author=\"{AUTHOR}\"{}>", if is_empty { "/" } else { "" })
    }
}

fn is_raw(letter: &Letter) -> bool {
    matches!(letter.sign, Sign::Raw(_))
}

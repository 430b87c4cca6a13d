//! Spreadsheets of LibreOffice: `content.xml`, read as far as a table of answers goes.
//!
//! calamine reads this format, too, but expands every repeated cell before a limit can stop it, and never returns
//! for a table that is never closed.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};
use trousseau_core::diagnostic::rule;

use quick_xml::{
    NsReader, XmlVersion,
    escape::unescape,
    events::{BytesStart, Event},
    name::{LocalName, NamespaceResolver, ResolveResult},
};
use zip::ZipArchive;

use super::{
    damage::NO_VALUE,
    table::{MOST_COLUMNS, MOST_UNPACKED, Refusal, Sheet, Table, number},
};

const KIND: &[u8] = b"application/vnd.oasis.opendocument";

/// The deepest nesting that is read; a spreadsheet program stays below 20. Each open element takes memory.
const DEEPEST: usize = 256;

/// The namespaces that are read, with the prefix that spreadsheet programs give them. A file may give them another one.
const SPACES: [(&str, &str); 5] = [
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("calcext", "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"),
];

/// The name of an element or an attribute: its usual prefix, and what follows the colon.
type Name<'a> = (&'static str, &'a str);

/// Whether a ZIP file is an OpenDocument: its `mimetype` says so.
pub fn is_one(bytes: &[u8]) -> bool {
    part(bytes, "mimetype", 1 << 10).is_ok_and(|kind| kind.starts_with(KIND))
}

/// Reads the sheets.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let manifest = part(bytes, "META-INF/manifest.xml", 1 << 20).unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
        return Err(rule::import::LOCKED);
    }
    let content = part(bytes, "content.xml", MOST_UNPACKED)?;
    let content = String::from_utf8(content).map_err(|_| rule::import::BROKEN)?;
    sheets(&content)
}

/// Unpacks one part of a ZIP file, up to `most` bytes.
fn part(bytes: &[u8], name: &str, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| rule::import::BROKEN)?;
    let file = archive.by_name(name).map_err(|_| rule::import::BROKEN)?;
    let mut text = Vec::new();
    file.take(most + 1).read_to_end(&mut text).map_err(|_| rule::import::BROKEN)?;
    if text.len() as u64 > most { Err(rule::import::TOO_LARGE) } else { Ok(text) }
}

fn sheets(xml: &str) -> Result<Vec<Sheet>, Refusal> {
    let mut reader = NsReader::from_str(xml);
    // `<a/>` is read as `<a></a>`, since both mean the same: `Event::Empty` never comes.
    reader.config_mut().expand_empty_elements = true;
    let (mut book, mut depth) = (Book::default(), 0_usize);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(rule::import::BROKEN);
                }
                book.open(&Tag { tag: &tag, spaces: reader.resolver() })?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                book.close(name(reader.resolver().resolve_element(tag.name())));
            }
            Event::Text(text) => book.write(&text.xml10_content()),
            Event::CData(text) => book.write(&text.xml10_content()),
            // Of entities only those that XML knows without a declaration.
            Event::GeneralRef(name) => book.write(&unescape(&format!("&{};", &*name)).map_err(broken)?),
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) => {}
            // No spreadsheet program writes XML comments or declarations; a file with them is refused.
            Event::Comment(_) | Event::DocType(_) => return Err(rule::import::BROKEN),
            Event::Eof => return book.end(),
        }
    }
}

fn broken<E>(_: E) -> Refusal {
    rule::import::BROKEN
}

/// A name under the prefix that spreadsheet programs give to its namespace; "" for a namespace that is not read.
fn name<'a>((space, local): (ResolveResult, LocalName<'a>)) -> Name<'a> {
    let known = SPACES.into_iter().find(|(prefix, address)| match &space {
        ResolveResult::Bound(space) => space.into_inner() == *address,
        // A part that was cut out of its file has lost the declaration of its prefixes.
        ResolveResult::Unknown(own) => own == prefix,
        ResolveResult::Unbound => false,
    });
    (known.map_or("", |(prefix, _)| prefix), local.into_inner())
}

/// A start tag.
struct Tag<'a> {
    tag: &'a BytesStart<'a>,
    spaces: &'a NamespaceResolver,
}

impl Tag<'_> {
    fn name(&self) -> Name<'_> {
        name(self.spaces.resolve_element(self.tag.name()))
    }

    fn get(&self, wanted: Name) -> Result<Option<String>, Refusal> {
        for attribute in self.tag.attributes() {
            let attribute = attribute.map_err(broken)?;
            if name(self.spaces.resolve_attribute(attribute.key)) == wanted {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(broken)?;
                return Ok(Some(value.into_owned()));
            }
        }
        Ok(None)
    }

    /// How many times a row or a cell stands there.
    fn times(&self, attribute: &'static str) -> Result<usize, Refusal> {
        Ok(self.get(("table", attribute))?.and_then(|text| text.parse().ok()).unwrap_or(1))
    }

    /// The stored value of a number or a date, whose shown text depends on its format; `None` for texts.
    fn value(&self) -> Result<Option<String>, Refusal> {
        let kind = self.get(("office", "value-type"))?;
        if self.get(("calcext", "value-type"))?.as_deref() == Some("error") {
            // The number beside an error is none.
            return Ok(None);
        }
        match kind.as_deref() {
            Some("float" | "percentage" | "currency") => {
                Ok(self.get(("office", "value"))?.and_then(|text| text.parse().ok()).map(number))
            }
            Some("date") => self.get(("office", "date-value")),
            // A program that wrote the formula and did not reckon. A formula may well come to an empty text.
            None if self.get(("table", "formula"))?.is_some() => Ok(Some(NO_VALUE.to_owned())),
            _ => Ok(None),
        }
    }
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    times: usize,
    /// In how many rows it stands.
    rows: usize,
    value: Option<String>,
    text: String,
    paragraphs: usize,
    /// How many remarks of editors are open: they lie inside the cell and are none of its text.
    remarks: usize,
}

/// The workbook that is being read.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    /// The style that was opened last, and the styles of hidden sheets.
    style: String,
    hidden: BTreeSet<String>,
    /// Whether the reader is inside a sheet.
    inside: bool,
    table: Table,
    /// Why the sheet cannot be read: the others may still be.
    refusal: Option<Refusal>,
    /// The line of the row, from 0.
    line: usize,
    /// How many times the row stands there.
    times: usize,
    /// Whether the row is hidden, and the hidden lines of the sheet.
    is_row_hidden: bool,
    hidden_lines: BTreeSet<usize>,
    /// The column of the next cell.
    column: usize,
    /// The cells of the row that hold something.
    row: Vec<(usize, String)>,
    /// What stands in merged cells: by column, the text and the line behind the last that it reaches down to.
    merged: BTreeMap<usize, (String, usize)>,
    cell: Option<Cell>,
}

impl Book {
    fn open(&mut self, tag: &Tag) -> Result<(), Refusal> {
        match tag.name() {
            ("style", "style") => self.style = tag.get(("style", "name"))?.unwrap_or_default(),
            ("style", "table-properties") => {
                if tag.get(("table", "display"))?.as_deref() == Some("false") {
                    self.hidden.insert(self.style.clone());
                }
            }
            ("table", "table") => {
                let style = tag.get(("table", "style-name"))?.unwrap_or_default();
                let (name, is_hidden) = (tag.get(("table", "name"))?, self.hidden.contains(&style));
                self.sheets.push(Sheet { name, is_hidden, table: Ok(Table::default()) });
                self.table = self.table.beside();
                (self.inside, self.line, self.refusal) = (true, 0, None);
                self.merged.clear();
                self.hidden_lines.clear();
            }
            _ if !self.inside => {}
            ("table", "table-row") => {
                (self.times, self.column) = (tag.times("number-rows-repeated")?, 0);
                self.is_row_hidden = tag.get(("table", "visibility"))?.is_some_and(|seen| seen != "visible");
                self.row.clear();
            }
            ("table", "table-cell" | "covered-table-cell") => {
                let (times, rows) =
                    (tag.times("number-columns-repeated")?, tag.times("number-rows-spanned")?);
                self.cell = Some(Cell { times, rows, value: tag.value()?, ..Cell::default() });
            }
            name => {
                if let Some(cell) = &mut self.cell {
                    cell.open(name);
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, name: Name) {
        match name {
            ("table", "table") => {
                self.inside = false;
                if let Some(sheet) = self.sheets.last_mut() {
                    let next = self.table.beside();
                    let mut table = std::mem::replace(&mut self.table, next);
                    table.hide(|line| self.hidden_lines.contains(&line));
                    sheet.table = self.refusal.take().map_or(Ok(table), Err);
                }
            }
            _ if !self.inside => {}
            ("table", "table-row") if self.refusal.is_none() => self.refusal = self.end_row().err(),
            ("table", "table-cell" | "covered-table-cell") => self.end_cell(),
            ("office", "annotation") => {
                if let Some(cell) = &mut self.cell {
                    cell.remarks = cell.remarks.saturating_sub(1);
                }
            }
            _ => {}
        }
    }

    /// The sheets. What is never closed is none.
    fn end(mut self) -> Result<Vec<Sheet>, Refusal> {
        if let Some(sheet) = self.sheets.last_mut().filter(|_| self.inside) {
            sheet.table = Err(self.refusal.unwrap_or(rule::import::EMPTY));
        }
        if self.sheets.is_empty() { Err(rule::import::EMPTY) } else { Ok(self.sheets) }
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        // What stands in merged cells is said of each of their rows that says anything else.
        for (column, (text, end)) in &self.merged {
            if *end > self.line && !self.row.is_empty() && self.row.iter().all(|(own, _)| own != column) {
                self.row.push((*column, text.clone()));
            }
        }
        // A repeated row counts as that many answers; a repeated empty row as none.
        let times = if self.row.is_empty() { 0 } else { self.times };
        for again in 1..=times {
            if self.is_row_hidden {
                self.hidden_lines.insert(self.line.saturating_add(again));
            }
            for (column, text) in &self.row {
                self.table.put(self.line.saturating_add(again), *column, text)?;
            }
        }
        self.line = self.line.saturating_add(self.times);
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = cell.value.unwrap_or(cell.text);
        let end = self.column.saturating_add(cell.times);
        if !text.trim().is_empty() {
            self.row.extend((self.column..end.min(MOST_COLUMNS)).map(|column| (column, text.clone())));
            if cell.rows > 1 && self.column < MOST_COLUMNS {
                self.merged.insert(self.column, (text, self.line.saturating_add(cell.rows)));
            }
        }
        self.column = end;
    }

    fn write(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.remarks == 0 && cell.paragraphs > 0) {
            cell.text.push_str(text);
        }
    }
}

impl Cell {
    /// What a start tag inside a cell does to its text.
    fn open(&mut self, name: Name) {
        match name {
            ("office", "annotation") => self.remarks += 1,
            _ if self.remarks > 0 => {}
            ("text", "p") => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            ("text", "s") => self.text.push(' '),
            ("text", "tab") => self.text.push('\t'),
            ("text", "line-break") => self.text.push('\n'),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;

//! Spreadsheets of LibreOffice: `content.xml`, read as far as a table of answers goes.
//!
//! calamine reads this format, too, but expands every repeated cell before a limit can stop it, and never returns
//! for a table that is never closed.

use std::io::{Cursor, Read};
use trousseau_core::diagnostic::rule;

use quick_xml::{
    NsReader, XmlVersion,
    escape::unescape,
    events::{BytesStart, Event},
    name::{LocalName, NamespaceResolver, ResolveResult},
};
use zip::ZipArchive;

use super::table::{MOST_COLUMNS, MOST_UNPACKED, Refusal, Table, number};

const KIND: &[u8] = b"application/vnd.oasis.opendocument";

/// The deepest nesting that is read; a spreadsheet program stays below 20. Each open element takes memory.
const DEEPEST: usize = 256;

/// The namespaces that are read, with the prefix that spreadsheet programs give them. A file may give them another one.
const SPACES: [(&str, &str); 3] = [
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];

/// The name of an element or an attribute: its usual prefix, and what follows the colon.
type Name<'a> = (&'static str, &'a str);

/// Whether a ZIP file is an OpenDocument: its `mimetype` says so.
pub fn is_one(bytes: &[u8]) -> bool {
    part(bytes, "mimetype", 1 << 10).is_ok_and(|kind| kind.starts_with(KIND))
}

/// Reads a sheet.
pub fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Table, Refusal> {
    let manifest = part(bytes, "META-INF/manifest.xml", 1 << 20).unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
        return Err(rule::import::LOCKED);
    }
    let content = part(bytes, "content.xml", MOST_UNPACKED)?;
    let content = String::from_utf8(content).map_err(|_| rule::import::BROKEN)?;
    sheet(&content, wanted)
}

/// Unpacks one part of a ZIP file, up to `most` bytes.
fn part(bytes: &[u8], name: &str, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| rule::import::BROKEN)?;
    let file = archive.by_name(name).map_err(|_| rule::import::BROKEN)?;
    let mut text = Vec::new();
    file.take(most + 1).read_to_end(&mut text).map_err(|_| rule::import::BROKEN)?;
    if text.len() as u64 > most { Err(rule::import::TOO_LARGE) } else { Ok(text) }
}

fn sheet(xml: &str, wanted: Option<&str>) -> Result<Table, Refusal> {
    let mut reader = NsReader::from_str(xml);
    // `<a/>` is read as `<a></a>`, since both mean the same: `Event::Empty` never comes.
    reader.config_mut().expand_empty_elements = true;
    let (mut sheet, mut depth) = (Sheet { wanted, ..Sheet::default() }, 0_usize);
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(rule::import::BROKEN);
                }
                sheet.open(&Tag { tag: &tag, spaces: reader.resolver() })?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                if sheet.close(name(reader.resolver().resolve_element(tag.name())))? {
                    return Ok(sheet.table);
                }
            }
            Event::Text(text) => sheet.write(&text.xml10_content()),
            Event::CData(text) => sheet.write(&text.xml10_content()),
            // Of entities only those that XML knows without a declaration.
            Event::GeneralRef(name) => sheet.write(&unescape(&format!("&{};", &*name)).map_err(broken)?),
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) => {}
            // No spreadsheet program writes XML comments or declarations; a file with them is refused.
            Event::Comment(_) | Event::DocType(_) => return Err(rule::import::BROKEN),
            Event::Eof if wanted.is_some() && !sheet.found => return Err(rule::import::NO_SHEET),
            Event::Eof => return Err(rule::import::EMPTY),
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
        match self.get(("office", "value-type"))?.as_deref() {
            Some("float" | "percentage" | "currency") => {
                Ok(self.get(("office", "value"))?.and_then(|text| text.parse().ok()).map(number))
            }
            Some("date") => self.get(("office", "date-value")),
            _ => Ok(None),
        }
    }
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    times: usize,
    value: Option<String>,
    text: String,
    paragraphs: usize,
    /// How many remarks of editors are open: they lie inside the cell and are none of its text.
    remarks: usize,
}

/// The sheet that is being read.
#[derive(Default)]
struct Sheet<'a> {
    /// The name of the sheet that is asked for; without one the first that holds something is taken.
    wanted: Option<&'a str>,
    /// Whether a sheet of this name was met.
    found: bool,
    /// Whether the reader is inside a sheet that may be taken.
    inside: bool,
    table: Table,
    /// The line of the row, from 0.
    line: usize,
    /// How many times the row stands there.
    times: usize,
    /// The column of the next cell.
    column: usize,
    /// The cells of the row that hold something.
    row: Vec<(usize, String)>,
    cell: Option<Cell>,
}

impl Sheet<'_> {
    fn open(&mut self, tag: &Tag) -> Result<(), Refusal> {
        match tag.name() {
            ("table", "table") => {
                let own = tag.get(("table", "name"))?;
                self.inside = self.wanted.is_none_or(|wanted| own.as_deref() == Some(wanted));
                self.found |= self.inside;
                self.line = 0;
            }
            _ if !self.inside => {}
            ("table", "table-row") => {
                (self.times, self.column) = (tag.times("number-rows-repeated")?, 0);
                self.row.clear();
            }
            ("table", "table-cell" | "covered-table-cell") => {
                let times = tag.times("number-columns-repeated")?;
                self.cell = Some(Cell { times, value: tag.value()?, ..Cell::default() });
            }
            name => {
                if let Some(cell) = &mut self.cell {
                    cell.open(name);
                }
            }
        }
        Ok(())
    }

    /// Takes an end tag; says whether the sheet is read.
    fn close(&mut self, name: Name) -> Result<bool, Refusal> {
        match name {
            ("table", "table") => {
                let done = self.inside && !self.table.rows.is_empty();
                self.inside = false;
                return Ok(done);
            }
            _ if !self.inside => {}
            ("table", "table-row") => self.end_row()?,
            ("table", "table-cell" | "covered-table-cell") => self.end_cell(),
            ("office", "annotation") => {
                if let Some(cell) = &mut self.cell {
                    cell.remarks = cell.remarks.saturating_sub(1);
                }
            }
            _ => {}
        }
        Ok(false)
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        // A repeated row counts as that many answers; a repeated empty row as none.
        let times = if self.row.is_empty() { 0 } else { self.times };
        for again in 1..=times {
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
mod tests {
    use super::*;

    fn check(rows: &str, expected: &[(usize, &[&str])]) {
        let xml = format!(
            "<?xml version=\"1.0\"?><office:body><table:table table:name=\"Vide\"/><table:table \
             table:name=\"R&amp;D\">{rows}</table:table></office:body>"
        );
        let table = sheet(&xml, Some("R&D")).expect("a table");
        let seen: Vec<(usize, Vec<&str>)> =
            table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(usize, Vec<&str>)> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(seen, expected);
        assert_eq!(sheet(&xml, Some("Autre")), Err(rule::import::NO_SHEET));
    }

    #[test]
    fn cells_are_texts_numbers_and_days() {
        check(
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>l&apos;accès<text:s/>à \
             <text:span>tous</text:span></text:p><text:p>&#233;t&#xe9;</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"float\" office:value=\"3\" table:formula=\"of:=1+2\">\
             <text:p>3,00</text:p></table:table-cell><table:table-cell office:value-type=\"date\" \
             office:date-value=\"2026-05-12\"><text:p>12/05/26</text:p></table:table-cell></table:table-row>",
            &[(1, &["l'accès à tous\nété", "3", "2026-05-12"])],
        );
    }

    #[test]
    fn repeats_are_counted_and_notes_of_editors_left_out() {
        check(
            "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
             table:number-columns-repeated=\"9\"/></table:table-row><table:table-row \
             table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"/>\
             <table:table-cell><office:annotation><text:p>secret</text:p></office:annotation>\
             <text:p>a &gt; b</text:p></table:table-cell></table:table-row><table:table-row \
             table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row>",
            &[(4, &["", "", "a > b"]), (5, &["", "", "a > b"])],
        );
    }

    #[test]
    fn what_would_fill_the_memory_is_refused() {
        let row = |attribute: &str, text: &str| {
            format!(
                "<table:table><table:table-row table:number-rows-repeated=\"{attribute}\"><table:table-cell \
                     table:number-columns-repeated=\"16384\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        assert_eq!(
            sheet(&(row("999999999999", "x") + "</table:table-row>"), None),
            Err(rule::import::TOO_MANY)
        );
        let wide = row("19999", &"x".repeat(2_000)) + "</table:table-row>";
        assert_eq!(sheet(&wide, None), Err(rule::import::TOO_LARGE));
        // Never closed: the end of the file is the end.
        assert_eq!(sheet(&row("1", "x"), None), Err(rule::import::EMPTY));
        for bad in ["<table:table", "<!-- <table:table> -->", "<a b='>"] {
            assert_eq!(sheet(bad, None), Err(rule::import::BROKEN), "{bad}");
        }
    }

    #[test]
    fn what_xml_allows_is_understood() {
        let cell = |inner: &str| {
            format!("<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>")
        };
        for (inner, text) in [
            ("<text:p><![CDATA[a < b & <text:p>]]></text:p>", "a < b & <text:p>"),
            ("<text:p>a<?program say?>b</text:p>", "ab"),
            ("<text:p>&#x1F600;&lt;b&gt;</text:p>", "😀<b>"),
            ("<text:p text:style-name='>' >a</text:p >", "a"),
            ("<text:p>a<text:s></text:s>b</text:p>", "a b"),
        ] {
            check(&cell(inner), &[(1, &[text])]);
        }
        for inner in ["<text:p>&nbsp;</text:p>", "<text:p>&#0;</text:p>", "<text:p>a</text:span>"] {
            let found = sheet(&format!("<table:table>{}</table:table>", cell(inner)), None);
            assert_eq!(found, Err(rule::import::BROKEN), "{inner}");
        }
    }

    #[test]
    fn prefixes_are_only_names() {
        let [office, table, text] = SPACES.map(|(_, address)| address);
        let xml = format!(
            "<a xmlns='{table}' xmlns:o='{office}' xmlns:table='urn:other'><table:table><row/></table:table><table \
             xmlns:t='{table}' t:name='x>y'><t:table-row t:number-rows-repeated='2'><table-cell o:value-type='float' \
             o:value='2.50' value='9'/><table-cell><p xmlns='{text}'>z</p></table-cell></t:table-row></table></a>"
        );
        let read = sheet(&xml, Some("x>y")).expect("a table");
        let rows: Vec<(usize, &[String])> = read.rows.iter().map(|row| (row.line, &*row.cells)).collect();
        let cells = ["2.5".to_owned(), "z".to_owned()];
        assert_eq!(rows, [(1, &cells[..]), (2, &cells[..])]);
        assert_eq!(sheet(&xml, Some("y")), Err(rule::import::NO_SHEET));
    }

    #[test]
    fn what_expands_or_nests_is_refused() {
        let laughs = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><table:table/>";
        let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><table:table/>";
        let deep = "<a>".repeat(1_000_000);
        let prefixes: String = (0..1_000).map(|number| format!(" xmlns:p{number}='u'")).collect();
        for bad in [laughs, outside, &deep, &format!("<table:table{prefixes}></table:table>")] {
            assert_eq!(sheet(bad, None), Err(rule::import::BROKEN));
        }
    }
}

//! Spreadsheets of LibreOffice: `content.xml`, read as far as a table of answers goes.
//!
//! calamine reads this format, too, but lays out every repeated cell before anybody can stop it, and waits without end
//! for a table that is never closed.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::table::{MOST_COLUMNS, MOST_UNPACKED, Refusal, Table, number};

const KIND: &[u8] = b"application/vnd.oasis.opendocument";

/// Whether a packed file says that it is an OpenDocument.
pub fn is_one(bytes: &[u8]) -> bool {
    part(bytes, "mimetype", 1 << 10).is_ok_and(|kind| kind.starts_with(KIND))
}

/// Reads a sheet.
pub fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Table, Refusal> {
    let manifest = part(bytes, "META-INF/manifest.xml", 1 << 20).unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("manifest:encryption-data") {
        return Err("import/locked");
    }
    let content = part(bytes, "content.xml", MOST_UNPACKED)?;
    let content = String::from_utf8(content).map_err(|_| "import/broken")?;
    sheet(&content, wanted)
}

/// A part of a packed file, as long as it is not too large.
fn part(bytes: &[u8], name: &str, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "import/broken")?;
    let file = archive.by_name(name).map_err(|_| "import/broken")?;
    let mut text = Vec::new();
    file.take(most + 1).read_to_end(&mut text).map_err(|_| "import/broken")?;
    if text.len() as u64 > most { Err("import/too-large") } else { Ok(text) }
}

/// A cell that is being read.
#[derive(Default)]
struct Cell {
    repeated: usize,
    value: Option<String>,
    text: String,
    paragraphs: usize,
    /// Remarks of editors inside the cell, which are none of its text.
    aside: usize,
}

fn sheet(xml: &str, wanted: Option<&str>) -> Result<Table, Refusal> {
    let mut table = Table::default();
    let (mut inside, mut found) = (false, false);
    let (mut line, mut rows, mut column) = (1_usize, 1_usize, 0_usize);
    let mut cell: Option<Cell> = None;
    let mut row: Vec<(usize, String)> = Vec::new();
    for piece in Pieces(xml) {
        match piece? {
            Piece::Text(text) => {
                if let Some(cell) = cell.as_mut().filter(|cell| cell.aside == 0 && cell.paragraphs > 0) {
                    cell.text += &unescape(text);
                }
            }
            Piece::Tag(tag) if tag.name == "table:table" && !tag.closes => {
                inside = wanted.is_none_or(|wanted| tag.get("table:name").as_deref() == Some(wanted));
                found |= inside;
                line = 1;
            }
            Piece::Tag(tag) if tag.name == "table:table" => {
                if inside && !table.rows.is_empty() {
                    return Ok(table);
                }
                inside = false;
            }
            Piece::Tag(_) if !inside => {}
            Piece::Tag(tag) => match (tag.name, tag.closes) {
                ("table:table-row", false) => {
                    (rows, column) = (tag.count("table:number-rows-repeated"), 0);
                    row.clear();
                    if tag.empty {
                        line = line.saturating_add(rows);
                    }
                }
                ("table:table-row", true) => {
                    // A row that says the same many times is an answer that many times; an empty one is none.
                    let times = if row.is_empty() { 0 } else { rows };
                    for again in 0..times {
                        for (column, text) in &row {
                            table.put(line.saturating_add(again), *column, text)?;
                        }
                    }
                    line = line.saturating_add(rows);
                }
                ("table:table-cell" | "table:covered-table-cell", false) => {
                    let repeated = tag.count("table:number-columns-repeated");
                    if tag.empty && tag.get("office:value-type").is_none() {
                        column = column.saturating_add(repeated);
                        continue;
                    }
                    let new = Cell { repeated, value: tag.value(), ..Cell::default() };
                    if tag.empty { keep(new, &mut column, &mut row) } else { cell = Some(new) }
                }
                ("table:table-cell" | "table:covered-table-cell", true) => {
                    if let Some(done) = cell.take() {
                        keep(done, &mut column, &mut row);
                    }
                }
                (name, closes) => {
                    if let Some(cell) = &mut cell {
                        mark(cell, name, closes, &tag);
                    }
                }
            },
        }
    }
    Err(if wanted.is_some() && !found { "import/no-sheet" } else { "import/empty" })
}

/// What a tag inside a cell does to its text.
fn mark(cell: &mut Cell, name: &str, closes: bool, tag: &Tag) {
    match name {
        "office:annotation" if !tag.empty => {
            cell.aside = if closes { cell.aside.saturating_sub(1) } else { cell.aside + 1 };
        }
        _ if cell.aside > 0 => {}
        "text:p" if !closes => {
            if cell.paragraphs > 0 {
                cell.text.push('\n');
            }
            cell.paragraphs += 1;
        }
        "text:s" => cell.text.push(' '),
        "text:tab" => cell.text.push('\t'),
        "text:line-break" => cell.text.push('\n'),
        _ => {}
    }
}

fn keep(cell: Cell, column: &mut usize, row: &mut Vec<(usize, String)>) {
    let text = cell.value.unwrap_or(cell.text);
    for _ in 0..cell.repeated {
        if *column >= MOST_COLUMNS {
            break;
        }
        if !text.trim().is_empty() {
            row.push((*column, text.clone()));
        }
        *column += 1;
    }
}

/// A tag, without its brackets.
struct Tag<'a> {
    name: &'a str,
    rest: &'a str,
    closes: bool,
    empty: bool,
}

impl Tag<'_> {
    fn get(&self, name: &str) -> Option<String> {
        self.rest.match_indices(name).find_map(|(at, _)| {
            let before = self.rest[..at].chars().next_back();
            let value = self.rest[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let value = value[1..].split(quote).next()?;
            before.is_none_or(char::is_whitespace).then(|| unescape(value))
        })
    }

    fn count(&self, name: &str) -> usize {
        self.get(name).and_then(|text| text.parse().ok()).unwrap_or(1)
    }

    /// A number or a day, which are shown in many ways and stored in one; the text of all others is what they show.
    fn value(&self) -> Option<String> {
        match self.get("office:value-type")?.as_str() {
            "float" | "percentage" | "currency" => self.get("office:value")?.parse().ok().map(number),
            "date" => self.get("office:date-value"),
            _ => None,
        }
    }
}

enum Piece<'a> {
    Tag(Tag<'a>),
    Text(&'a str),
}

/// The tags of a text, and what stands between them.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(inner) = self.0.strip_prefix('<') else {
            let end = self.0.find('<').unwrap_or(self.0.len());
            let (text, rest) = self.0.split_at(end);
            self.0 = rest;
            return (!text.is_empty()).then_some(Ok(Piece::Text(text)));
        };
        // No spreadsheet program writes comments or declarations, and what they may hide is nothing to guess.
        if inner.starts_with('!') {
            self.0 = "";
            return Some(Err("import/broken"));
        }
        let mut quote = None;
        let end = inner.find(|letter| match (quote, letter) {
            (None, '>') => true,
            (None, '"' | '\'') => {
                quote = Some(letter);
                false
            }
            (Some(open), letter) if open == letter => {
                quote = None;
                false
            }
            _ => false,
        });
        let Some(end) = end else {
            self.0 = "";
            return Some(Err("import/broken"));
        };
        self.0 = &inner[end + 1..];
        let tag = &inner[..end];
        let (tag, closes) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, rest) = tag.split_at(tag.find(char::is_whitespace).unwrap_or(tag.len()));
        Some(Ok(Piece::Tag(Tag { name, rest, closes, empty })))
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.find(';').filter(|end| *end <= 10).map(|end| &after[..end]);
        let letter = name.and_then(|name| match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                char::from_u32(code.ok()?)
            }
        });
        out.push(letter.unwrap_or('&'));
        rest = if letter.is_some() { &after[name.map_or(0, str::len) + 1..] } else { after };
    }
    out + rest
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
        assert_eq!(sheet(&xml, Some("Autre")), Err("import/no-sheet"));
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
        assert_eq!(sheet(&(row("999999999999", "x") + "</table:table-row>"), None), Err("import/too-many"));
        let wide = row("19999", &"x".repeat(2_000)) + "</table:table-row>";
        assert_eq!(sheet(&wide, None), Err("import/too-large"));
        // Never closed: the end of the file is the end.
        assert_eq!(sheet(&row("1", "x"), None), Err("import/empty"));
        for bad in ["<table:table", "<!-- <table:table> -->", "<a b='>"] {
            assert_eq!(sheet(bad, None), Err("import/broken"), "{bad}");
        }
    }
}

//! Writes the files of the cases: texts in several encodings, workbooks of Excel and LibreOffice.

use std::fmt::Write as _;

use crate::import::workbooks::pack;

/// A sheet, its cells as the case has them.
pub struct Sheet {
    name: String,
    is_hidden: bool,
    rows: Vec<Vec<String>>,
    /// The places of the rows that a filter hides.
    hidden: Vec<usize>,
}

impl Sheet {
    /// Reads a section; none when it is none of a sheet.
    pub fn read(section: &str, text: &str) -> Option<Self> {
        let name = section.strip_prefix("sheet ")?;
        let (name, is_hidden) = name.strip_suffix(" hidden").map_or((name, false), |name| (name, true));
        let row = |line: &str| line.split('|').map(|cell| cell.trim().replace('⏎', "\n")).collect();
        let bare = |line: &str| row(line.strip_prefix('~').unwrap_or(line));
        let hidden =
            text.lines().enumerate().filter(|(_, line)| line.starts_with('~')).map(|(place, _)| place);
        Some(Self {
            name: name.to_owned(),
            is_hidden,
            rows: text.lines().map(bare).collect(),
            hidden: hidden.collect(),
        })
    }

    /// How many cells below belong to this one.
    fn merged(&self, row: usize, column: usize) -> usize {
        let below = self.rows.iter().skip(row + 1);
        below.take_while(|cells| cells.get(column).is_some_and(|cell| cell == "^")).count()
    }
}

/// A text in an encoding, with line ends.
pub fn encoded(text: &str, bytes: &str, ends: &str) -> Vec<u8> {
    let text = match ends {
        "cr" => text.replace('\n', "\r"),
        "crlf" => text.replace('\n', "\r\n"),
        _ => text.to_owned(),
    };
    let wide = |mark: &str| format!("{mark}{text}").encode_utf16().collect::<Vec<u16>>();
    match bytes {
        "utf-8-bom" => format!("\u{feff}{text}").into_bytes(),
        "utf-16le" => wide("\u{feff}").into_iter().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => wide("\u{feff}").into_iter().flat_map(u16::to_be_bytes).collect(),
        "utf-16le-bare" => wide("").into_iter().flat_map(u16::to_le_bytes).collect(),
        "latin1" => text.chars().map(|letter| u8::try_from(letter).expect("Latin-1")).collect(),
        "mac" => text.chars().map(mac).collect(),
        _ => text.into_bytes(),
    }
}

/// The byte of a letter on an old Macintosh.
fn mac(letter: char) -> u8 {
    match letter {
        'é' => 0x8e,
        'è' => 0x8f,
        'ê' => 0x90,
        'à' => 0x88,
        'É' => 0x83,
        '’' => 0xd5,
        _ => u8::try_from(letter).expect("plain"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A workbook of Excel.
pub fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |id: usize, kind: &str, to: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{KINDS}/{kind}\" Target=\"{to}\"/>")
    };
    let relations = |inner: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{inner}</Relationships>");
    let (mut list, mut links) = (String::new(), relation(99, "styles", "styles.xml"));
    let mut parts: Vec<(String, String)> = Vec::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let state = if sheet.is_hidden { " state=\"hidden\"" } else { "" };
        let name = escaped(&sheet.name);
        write!(list, "<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"rId{0}\"{state}/>", place + 1)
            .expect("memory");
        links += &relation(place + 1, "worksheet", &format!("worksheets/sheet{}.xml", place + 1));
        let text = format!("<worksheet xmlns=\"{MAIN}\">{}</worksheet>", excel_rows(sheet));
        parts.push((format!("xl/worksheets/sheet{}.xml", place + 1), text));
    }
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\"><sheets>{list}</sheets></workbook>");
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    parts.extend([
        ("[Content_Types].xml".to_owned(), types.to_owned()),
        ("_rels/.rels".to_owned(), relations(&relation(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&links)),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/styles.xml".to_owned(), styles),
    ]);
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    pack(&parts)
}

fn excel_rows(sheet: &Sheet) -> String {
    let (mut rows, mut merged) = (String::new(), String::new());
    for (line, cells) in sheet.rows.iter().enumerate() {
        let hidden = if sheet.hidden.contains(&line) { " hidden=\"1\"" } else { "" };
        write!(rows, "<row r=\"{}\"{hidden}>", line + 1).expect("memory");
        for (column, cell) in cells.iter().enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
            let name = format!("{letter}{}", line + 1);
            rows += &excel_cell(&name, cell);
            let below = sheet.merged(line, column);
            if below > 0 && cell != "^" {
                write!(merged, "<mergeCell ref=\"{name}:{letter}{}\"/>", line + 1 + below).expect("memory");
            }
        }
        rows += "</row>";
    }
    let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
    format!("<sheetData>{rows}</sheetData>{merged}")
}

fn excel_cell(name: &str, cell: &str) -> String {
    let text = |text: &str| escaped(text);
    match cell.split_at(cell.chars().next().map_or(0, char::len_utf8)) {
        ("" | "^", _) => String::new(),
        ("=", "") => format!("<c r=\"{name}\"><f>1+1</f></c>"),
        ("=", value) if value.starts_with('#') => {
            format!("<c r=\"{name}\"><f>1+1</f><v>{}</v></c>", &value[1..])
        }
        ("=", value) => {
            format!("<c r=\"{name}\" t=\"str\"><f>A1</f><v>{}</v></c>", text(value.trim_start_matches('>')))
        }
        ("!", error) => format!("<c r=\"{name}\" t=\"e\"><v>{}</v></c>", text(error)),
        ("@", day) => format!("<c r=\"{name}\" s=\"1\"><v>{day}</v></c>"),
        ("#", number) => format!("<c r=\"{name}\"><v>{number}</v></c>"),
        _ => format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{}</t></is></c>", text(cell)),
    }
}

/// A workbook of LibreOffice.
pub fn ods(sheets: &[Sheet]) -> Vec<u8> {
    let spaces: String = ["office", "table", "text", "style"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    let calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0";
    let styles = "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/></style:style>\
                  <style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let mut tables = String::new();
    for sheet in sheets {
        let style = if sheet.is_hidden { "ta2" } else { "ta1" };
        write!(tables, "<table:table table:name=\"{}\" table:style-name=\"{style}\">", escaped(&sheet.name))
            .expect("memory");
        for (line, cells) in sheet.rows.iter().enumerate() {
            let hidden = if sheet.hidden.contains(&line) { " table:visibility=\"filter\"" } else { "" };
            write!(tables, "<table:table-row{hidden}>").expect("memory");
            for (column, cell) in cells.iter().enumerate() {
                let below = sheet.merged(line, column);
                let spanned = if below > 0 && cell != "^" {
                    format!(" table:number-rows-spanned=\"{}\"", below + 1)
                } else {
                    String::new()
                };
                tables += &office_cell(cell, &spanned);
            }
            tables += "</table:table-row>";
        }
        tables += "</table:table>";
    }
    let content = format!(
        "<office:document-content{spaces} xmlns:calcext=\"{calc}\"><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn office_cell(cell: &str, spanned: &str) -> String {
    let text = |attributes: &str, text: &str| {
        let lines: String =
            text.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line))).collect();
        format!("<table:table-cell{attributes}{spanned}>{lines}</table:table-cell>")
    };
    let number = |formula: &str, value: &str| {
        text(&format!("{formula} office:value-type=\"float\" office:value=\"{value}\""), value)
    };
    const FORMULA: &str = " table:formula=\"of:=1+1\"";
    match cell.split_at(cell.chars().next().map_or(0, char::len_utf8)) {
        ("", _) => "<table:table-cell/>".to_owned(),
        ("^", _) => "<table:covered-table-cell/>".to_owned(),
        ("=", "") => format!("<table:table-cell{FORMULA}/>"),
        ("=", value) if value.starts_with('#') => number(FORMULA, &value[1..]),
        ("=", value) => {
            text(&format!("{FORMULA} office:value-type=\"string\""), value.trim_start_matches('>'))
        }
        ("!", error) => text(
            &format!("{FORMULA} office:value-type=\"float\" office:value=\"0\" calcext:value-type=\"error\""),
            error,
        ),
        // The twelfth of May 2026, the only day that the cases need.
        ("@", _) => text(" office:value-type=\"date\" office:date-value=\"2026-05-12\"", "12/05/26"),
        ("#", value) => number("", value),
        _ => text(" office:value-type=\"string\"", cell),
    }
}

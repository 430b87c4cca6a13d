//! Remarks from spreadsheets: workbooks of Excel and LibreOffice, and files that do harm.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{HEADINGS, feedback, import, toolkit};

/// A packed file of these parts.
pub fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        let squeezed = stored.compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(*name, if bytes.len() > 1 << 20 { squeezed } else { stored }).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("a file").into_inner()
}

/// A workbook of Excel: the first sheet is empty, the second holds these rows of XML.
fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let relation = |id: &str, kind: &str, to: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{to}\"/>"
        )
    };
    let relations = |inner: &str| {
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    let sheet = |rows: &str| {
        format!("<?xml version=\"1.0\"?><worksheet {main}><sheetData>{rows}</sheetData></worksheet>")
    };
    pack(&[
        ("[Content_Types].xml", b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", relations(&relation("rId1", "officeDocument", "xl/workbook.xml")).as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                &(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("rId2", "worksheet", "worksheets/sheet2.xml")
                    + &relation("rId3", "styles", "styles.xml")
                    + &relation("rId4", "sharedStrings", "sharedStrings.xml")),
            )
            .as_bytes(),
        ),
        (
            "xl/workbook.xml",
            format!("<?xml version=\"1.0\"?><workbook {main}><sheets><sheet name=\"Lisez-moi\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Réponses\" sheetId=\"2\" r:id=\"rId2\"/></sheets></workbook>").as_bytes(),
        ),
        ("xl/styles.xml", format!("<?xml version=\"1.0\"?><styleSheet {main}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>").as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet("").as_bytes()),
        ("xl/worksheets/sheet2.xml", sheet(rows).as_bytes()),
    ])
}

fn strings(count: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"{count}\"><si><t>demander</t></si></sst>"
    )
}

/// Cells of a row; a text that begins with `<` is XML already.
fn row(line: usize, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| match cell.starts_with('<') {
            true => (*cell).to_owned(),
            false => format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        })
        .collect();
    format!("<row r=\"{line}\">{cells}</row>")
}

const SHEET: [&str; 7] = ["Guide", "Mois", "Origine", "Canal", "Nombre", "Thème", "Gravité"];

#[test]
fn a_workbook_of_excel_is_read_with_its_days_formulas_and_merged_cells() {
    let toolkit = toolkit();
    // 46338 is the twelfth of November 2026: once as a day, once as a bare number; 2 is computed.
    let rows = row(3, &SHEET)
        + &row(
            4,
            &[
                "<c t=\"s\"><v>0</v></c>",
                "<c s=\"1\"><v>46338</v></c>",
                "Ménage",
                "réunion",
                "<c><f>1+1</f><v>2</v></c>",
                "Trop long",
                "<c><v>1</v></c>",
            ],
        )
        + &row(
            5,
            &[
                "<c/>",
                "<c><v>46338</v></c>",
                "Ménage",
                "réunion",
                "<c t=\"e\"><v>#N/A</v></c>",
                "Trop long",
                "<c><v>1</v></c>",
            ],
        );
    toolkit.write("r.xlsx", xlsx(&rows, &strings("1")));
    let done = import(&toolkit, "r.xlsx", &[]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(
        done.text.contains("1 remarque ajoutée, 0 ligne déjà connue, 1 ligne à corriger."),
        "{}",
        done.text
    );
    assert!(
        feedback(&toolkit).contains("period: 2026-11") && feedback(&toolkit).contains("count: 2"),
        "{}",
        feedback(&toolkit)
    );
    assert!(
        done.text.contains("Ligne 5 : la case « Guide » est vide")
            || done.text.contains("Ligne 5\u{a0}: la case"),
        "{}",
        done.text
    );
    assert!(done.text.contains("import/error-value") && done.text.contains("E5"), "{}", done.text);
    assert_eq!(import(&toolkit, "r.xlsx", &["--sheet", "Réponses"]).code, 1);
    assert!(import(&toolkit, "r.xlsx", &["--sheet", "Autre"]).text.contains("import/no-sheet"));
}

fn ods(content: &str, manifest: &str) -> Vec<u8> {
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods_row(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
            )
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn a_sheet_of_libreoffice_is_read() {
    let toolkit = toolkit();
    let rows =
        ods_row(&SHEET) + &ods_row(&["demander", "novembre 2026", "Ménage", "réunion", "2", "Image", "3"]);
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><table:table table:name=\"Feuille1\">{rows}</table:table></office:document-content>"
    );
    toolkit.write("r.ods", ods(&content, "<manifest:manifest/>"));
    let done = import(&toolkit, "r.ods", &[]);
    assert_eq!(done.code, 0, "{}", done.text);
    assert!(feedback(&toolkit).contains("theme: picture\n    severity: 3"), "{}", feedback(&toolkit));
}

/// Each of these is a diagnostic and exit 1, quickly, and nothing is written.
#[test]
fn harmful_files_are_notes() {
    let toolkit = toolkit();
    let good = xlsx(&row(1, &SHEET), &strings("1"));
    let locked: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
        .into_iter()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("import/too-large", b"Guide;x\n".repeat(13 << 20)),
        ("import/too-many", [HEADINGS.as_bytes(), &b"\ndemander;x".repeat(1_000_000)].concat()),
        ("import/too-large", xlsx(&" ".repeat(140 << 20), &strings("1"))),
        ("import/too-large", ods(&" ".repeat(140 << 20), "")),
        ("import/too-many", xlsx(&row(1, &SHEET), &strings("99999999999999999"))),
        ("import/broken", good[..good.len() / 2].to_vec()),
        ("import/broken", b"PK\x03\x04 nothing".to_vec()),
        ("import/locked", locked),
        ("import/old", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0].to_vec()),
        ("import/locked", ods("", "<manifest:encryption-data/>")),
        ("import/empty", ods("<table:table><table:table-row>", "")),
        ("import/empty", Vec::new()),
        ("import/no-table", b"\x7fELF\0\0".to_vec()),
        ("import/no-headings", b"# Notes\n\nOne, two, three.\nAnd more; really.\n".to_vec()),
        ("import/no-headings", b"Words\n".to_vec()),
    ];
    for (place, (code, bytes)) in cases.into_iter().enumerate() {
        toolkit.write("r.csv", bytes);
        let start = std::time::Instant::now();
        let done = import(&toolkit, "r.csv", &[]);
        assert_eq!(done.code, 1, "{place} {code}: {}{}", done.text, done.errors);
        assert!(done.text.contains(code), "{place} {code}: {}", done.text);
        assert!(!done.text.contains("import/columns"), "one note says it: {}", done.text);
        assert!(start.elapsed().as_secs() < 60, "{place} {code}");
    }
    assert_eq!(feedback(&toolkit), "");
}

/// Whatever bytes of a workbook are changed, the program ends with a verdict.
#[test]
fn broken_workbooks_never_stop_the_program() {
    let rows = row(1, &SHEET) + &row(2, &["demander", "2026-11", "Ménage", "réunion", "2", "Image", "3"]);
    let content = format!("<table:table table:name=\"a\">{}</table:table>", ods_row(&SHEET));
    for file in [xlsx(&rows, &strings("1")), ods(&content, "")] {
        for step in 0..400_usize {
            let mut bytes = file.clone();
            let place = step.wrapping_mul(2_654_435_761) % bytes.len();
            bytes[place] = (step % 251) as u8;
            let _ = trousseau_exchange::read(&bytes);
            let _ = trousseau_exchange::read(&file[..place]);
        }
    }
}

//! The rows that wait, as a table that a spreadsheet program opens and that can be brought in again once it is mended.

use super::{
    columns::{Columns, Field},
    remarks::Aside,
    values,
};
use trousseau_core::words;
use trousseau_text::Language;

/// A table with the headings of the file and a last column that says why; UTF-8 with the mark by which Excel knows it, and
/// semicolons, as French spreadsheets read them.
///
/// Only columns that are read are in it: what the program does not read, it does not pass on.
pub fn table(rows: &[Aside], columns: &Columns, language: Language) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    let why = words::say(language, "import/why", &[]);
    let headings = columns.fields.iter().map(|(_, column)| column.heading.as_str());
    let mut write = |cells: Vec<String>| {
        // Memory takes whatever is written.
        let _ = out.write_record(cells);
    };
    write(headings.map(guarded).chain([why]).collect());
    for row in rows {
        let reasons: Vec<String> = row.notes.iter().map(|note| words::title(language, note)).collect();
        let cells = columns.fields.iter().zip(&row.cells).map(|((field, _), cell)| match field {
            // Of a day only its month is kept, here too.
            Field::Period => guarded(&values::month(cell).unwrap_or_else(|| cell.clone())),
            _ => guarded(cell),
        });
        write(cells.chain([guarded(&reasons.join(" "))]).collect());
    }
    out.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet program takes for a formula.
fn guarded(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t']);
    format!("{}{cell}", if formula { "'" } else { "" })
}

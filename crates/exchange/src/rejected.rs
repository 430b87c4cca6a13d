//! Rejected rows as a CSV file, which an editor corrects and imports again.

use super::{columns::Columns, remarks::Rejected};
use trousseau_core::{diagnostic::rule, messages};
use trousseau_text::{Language, formula::guarded};

/// A table with the headings of the file and a last column with the reason; UTF-8 with the byte order mark that Excel needs,
/// and semicolons, as French spreadsheets read them.
///
/// It has only the columns that are imported: others may hold personal data.
pub fn table(rows: &[Rejected], columns: &Columns, language: Language) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    let why = messages::say(language, "import/why", &[]);
    let headings = columns.fields.iter().map(|(_, column)| column.heading.as_str());
    let cell = |text: &str| guarded(text).into_owned();
    let mut write = |cells: Vec<String>| {
        // Writing to memory cannot fail.
        let _ = out.write_record(cells);
    };
    // Where something is doubtful, a column takes the answer that no person is meant.
    let is_asked = |row: &Rejected| row.diagnostics.iter().any(|one| one.rule == rule::import::DOUBT);
    let answer = rows.iter().any(is_asked).then(|| messages::say(language, "import/no-person", &[]));
    let empty = answer.as_ref().map(|_| String::new());
    write(headings.map(cell).chain(answer).chain([why]).collect());
    for row in rows {
        let reasons: Vec<String> =
            row.diagnostics.iter().map(|diagnostic| messages::title(language, diagnostic)).collect();
        let cells = row.cells.iter().map(|text| cell(text));
        write(cells.chain(empty.clone()).chain([cell(&reasons.join(" "))]).collect());
    }
    out.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{columns::Column, read};
    use trousseau_core::guide::remark::Field;

    #[test]
    fn no_cell_is_a_formula_and_each_comes_back() {
        let heading = Column { place: 0, heading: "=Thème".to_owned(), shown: "A".to_owned() };
        let columns = Columns { fields: vec![(Field::Proposal, heading)], ..Columns::default() };
        let cells = ["＝1+1", "＠SUM(A1)", "\u{feff}=1", "=1+1", "a=1"];
        let row =
            |cell: &&str| Rejected { line: 2, cells: vec![(*cell).to_owned()], diagnostics: Vec::new() };
        let rows: Vec<Rejected> = cells.iter().map(row).collect();
        let text = String::from_utf8(table(&rows, &columns, Language::default())).expect("text");
        let written: Vec<&str> =
            text.lines().map(|line| line.split(';').next().unwrap_or_default()).collect();
        assert_eq!(written[0], "\u{feff}'=Thème");
        assert_eq!(written[1..5], ["'＝1+1", "'＠SUM(A1)", "'\u{feff}=1", "'=1+1"]);
        assert_eq!(written[5], "a=1");
        let sheet = read(text.as_bytes()).expect("a file").remove(0);
        let back = sheet.table.expect("a table");
        assert_eq!(
            (back.rows[1].cell(0), back.rows[4].cell(0), back.rows[5].cell(0)),
            ("＝1+1", "=1+1", "a=1")
        );
    }
}

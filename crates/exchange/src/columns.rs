//! Finds out which column is which field: by the mapping, else by the headings that forms use.

use std::collections::BTreeSet;

use super::{
    headings::{is_private, is_technical, sent},
    mapping::Mapping,
    plain,
    table::{Row, Table},
};
use trousseau_core::guide::remark::{Field, FindPersonal, clean};

pub use super::headings::known;

/// In how many rows the headings are searched: some forms put a title and a row of sections above them.
const DEEPEST: usize = 15;

/// How many known headings no row of answers has by chance.
const SURE: usize = 3;

/// Headings of the column that the file of rejected rows has for the answer that no person is meant.
const NO_PERSON: &[&str] = &["aucune-personne-designee", "no-person-is-meant", "no-person"];

/// The most letters of a heading that are shown.
const MOST_SHOWN: usize = 60;

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The index of the column, from 0.
    pub place: usize,
    /// The heading as the file has it.
    pub heading: String,
    /// The heading as it is shown, or the letter of the column where the heading may say who somebody is.
    pub shown: String,
}

/// The columns of a file, by what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The columns that are imported, in the order of the fields. A field may have several: the form asks in two places.
    pub fields: Vec<(Field, Column)>,
    /// The columns about who answered, which are not imported.
    pub private: Vec<Column>,
    /// The unknown columns, and those that the mapping leaves out.
    pub other: Vec<Column>,
    /// The place of the column in which somebody answers that no person is meant.
    pub no_person: Option<usize>,
    /// The number of rows above the first answer.
    pub skip: usize,
    /// How many cells the row of headings of a text with columns has; 0 in a workbook.
    pub width: usize,
}

impl Columns {
    /// The column of a field, the best one where there are several.
    pub fn get(&self, field: Field) -> Option<&Column> {
        self.all(field).next()
    }

    /// All columns of a field.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &Column> {
        self.fields.iter().filter(move |(known, _)| *known == field).map(|(_, column)| column)
    }

    /// The rows that repeat the headings: some programs write them again on every page, or the questions under their codes.
    pub(super) fn repeated(&self, rows: &[&Row]) -> BTreeSet<usize> {
        let names: Vec<String> = self.fields.iter().map(|(_, column)| plain::name(&column.heading)).collect();
        let mut lines = BTreeSet::new();
        for (place, row) in rows.iter().enumerate() {
            let repeats = |((field, column), name): &(&(Field, Column), &String)| {
                let cell = row.cell(column.place);
                // Longer and shorter texts need no closer look: there may be many rows.
                let is_as_long = cell.len().abs_diff(column.heading.len()) < 8;
                let is_same = is_as_long && plain::name(cell) == **name;
                // Other words for the same stand right below.
                !cell.is_empty() && (is_same || place == 0 && known(cell) == Some(*field))
            };
            let again = self.fields.iter().zip(&names).filter(repeats).count();
            let cells = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            if again > 1 && 2 * again >= cells.min(self.fields.len()) {
                lines.insert(row.line);
            }
        }
        lines
    }
}

/// How many headings of a row are known; some rows of answers have one or two by chance.
fn score(row: &Row, mapping: &Mapping) -> usize {
    let fields: BTreeSet<Field> = row.cells.iter().filter_map(|cell| asked(cell, mapping)).collect();
    fields.len()
}

/// The field that a heading asks for.
fn asked(heading: &str, mapping: &Mapping) -> Option<Field> {
    if is_private(heading) {
        return None;
    }
    mapping.field(heading).or_else(|| known(heading).filter(|_| !mapping.leaves_out(heading)))
}

/// The index of the row with the headings, and how many of them are known; `None` when there is no such row.
pub(super) fn heading_row(table: &Table, mapping: &Mapping) -> Option<(usize, usize)> {
    let rows = table.rows.iter().take(DEEPEST).map(|row| score(row, mapping)).enumerate();
    // Of rows with equally many, the first: an answer may repeat a heading.
    rows.filter(|(_, known)| *known > 0).max_by_key(|(place, known)| (*known, DEEPEST - place))
}

/// The columns of a table.
pub fn find(table: &Table, mapping: &Mapping, personal: FindPersonal) -> Option<Columns> {
    let (place, known) = heading_row(table, mapping)?;
    let above = &table.rows[..=place];
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    // Some forms have headings in two rows and leave the lower one empty where the upper one says all.
    let heading = |column| above.iter().rev().map(|row| row.cell(column)).find(|cell| !cell.is_empty());
    let headings: Vec<(usize, &str)> =
        (0..width).map(|place| (place, heading(place).unwrap_or_default())).collect();
    let is_named = headings.iter().any(|(_, heading)| mapping.field(heading).is_some());
    // A row of answers that was taken for headings is never shown.
    let is_sure =
        (known >= SURE || is_named) && headings.iter().all(|(_, heading)| personal(heading).is_empty());
    let mut columns = Columns { skip: place + 1, width: table.rows[place].width, ..Columns::default() };
    for (place, heading) in headings {
        let shown = shown(place, heading, is_sure);
        let column = Column { place, heading: heading.to_owned(), shown };
        if heading.is_empty() {
            // Somebody may have written beside the table.
            columns.other.push(column);
        } else if NO_PERSON.contains(&plain::name(heading).as_str()) {
            columns.no_person = Some(place);
        } else if is_private(heading) {
            columns.private.push(column);
        } else if let Some(field) = asked(heading, mapping) {
            columns.fields.push((field, column));
        } else if !is_technical(heading) || mapping.leaves_out(heading) {
            columns.other.push(column);
        }
    }
    keep_best(&mut columns, mapping);
    Some(columns)
}

/// A heading on one line, not too long; or the letter of the column.
fn shown(place: usize, heading: &str, is_sure: bool) -> String {
    let text = clean(heading);
    match text.char_indices().nth(MOST_SHOWN) {
        _ if !is_sure || text.is_empty() => plain::column(place),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// Of several columns for a field, those that the mapping names win, then questions. The date on which an answer was sent only
/// approximates the month: the best one serves where the month is not told.
fn keep_best(columns: &mut Columns, mapping: &Mapping) {
    let weight = |field: Field, column: &Column| match (
        mapping.field(&column.heading) == Some(field),
        sent(&column.heading),
    ) {
        (true, _) => 0,
        (false, Some(place)) if field == Field::Period => 2 + place,
        _ => 1,
    };
    columns.fields.sort_by_key(|(field, column)| (*field, weight(*field, column), column.place));
    let best: Vec<(Field, usize)> =
        columns.fields.iter().map(|(field, column)| (*field, weight(*field, column))).collect();
    let mut kept = Vec::new();
    for (field, column) in std::mem::take(&mut columns.fields) {
        let weights = || best.iter().filter(|(other, _)| *other == field).map(|(_, weight)| *weight);
        let (own, first) = (weight(field, &column), weights().min().unwrap_or_default());
        let first_sent = weights().filter(|weight| *weight > 1).min();
        match own {
            0 | 1 if own == first => kept.push((field, column)),
            // A moment that was sent goes to nobody but the month, and the best one will do.
            2.. if first > 0 && Some(own) == first_sent => kept.push((field, column)),
            2.. => {}
            _ => columns.other.push(column),
        }
    }
    columns.fields = kept;
}

//! A table of texts, as every kind of file becomes one; and how much of it is read at most.

use trousseau_core::diagnostic::{Rule, rule};

/// The largest file that is read: a pilot's answers are a thousandth of it.
pub const MOST_BYTES: usize = 32 << 20;

/// The most that a packed file may hold once unpacked: some are made to fill a disk.
pub(super) const MOST_UNPACKED: u64 = 128 << 20;

/// The most rows with something in them.
pub const MOST_ROWS: usize = 20_000;

/// The most columns; what stands further right is no answer of a form.
pub(super) const MOST_COLUMNS: usize = 512;

/// The most bytes of text of all cells.
const MOST_TEXT: usize = 48 << 20;

/// The most letters of a cell that are kept: what is longer is refused as a proposal anyway.
const MOST_LETTERS: usize = 2_000;

/// The rows of a table that hold something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows, in order.
    pub rows: Vec<Row>,
    weight: usize,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, from 1: what a text editor or a spreadsheet program shows.
    pub line: usize,
    /// Its cells; those at the end that are empty may be missing.
    pub cells: Vec<String>,
}

impl Row {
    /// The text of a column, without blanks around it.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// Why a table cannot be read.
pub(super) type Refusal = Rule;

impl Table {
    /// Puts a text in its place; lines must come in order. An empty text takes no place.
    pub(super) fn put(&mut self, line: usize, column: usize, text: &str) -> Result<(), Refusal> {
        if text.trim().is_empty() || column >= MOST_COLUMNS {
            return Ok(());
        }
        if self.rows.last().is_none_or(|row| row.line != line) {
            if self.rows.len() == MOST_ROWS {
                return Err(rule::import::TOO_MANY);
            }
            self.rows.push(Row { line, cells: Vec::new() });
        }
        let text: String = text.chars().take(MOST_LETTERS).collect();
        self.weight += text.len();
        if self.weight > MOST_TEXT {
            return Err(rule::import::TOO_LARGE);
        }
        let row = self.rows.last_mut().expect("it was just pushed");
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = text;
        Ok(())
    }
}

/// A number as people write it: without the zeros that a spreadsheet keeps behind it.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

//! A table of texts, as every kind of file becomes one; and how much of it is read at most.

use trousseau_core::diagnostic::{Rule, rule};

/// The largest file that is read, in bytes: a thousand times the answers of a pilot.
pub const MOST_BYTES: usize = 32 << 20;

/// The most bytes that a ZIP file may have once unpacked: some are made to fill the memory.
pub(super) const MOST_UNPACKED: u64 = 128 << 20;

/// The most rows that are not empty.
pub const MOST_ROWS: usize = 20_000;

/// The most columns; cells further to the right are ignored.
pub(super) const MOST_COLUMNS: usize = 512;

/// The most bytes of text of all cells.
const MOST_TEXT: usize = 48 << 20;

/// The most characters of a cell that are kept: a longer proposal is refused anyway.
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
    /// The line in the file, from 1: what a text editor or a spreadsheet program shows.
    pub line: usize,
    /// The cells; empty ones at the end may be missing.
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
    /// Sets a cell; lines must come in order. An empty text makes no row.
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

/// A number as people write it: `3` for `3.0`.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

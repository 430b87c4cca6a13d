//! A table of texts, as every kind of file becomes one; and how much of it is read at most.

use trousseau_core::diagnostic::{Rule, rule};
use trousseau_text::settled::is_invisible;

/// The largest file that is read, in bytes: a thousand times the answers of a pilot.
pub const MOST_BYTES: usize = 32 << 20;

/// The most bytes that a ZIP file may have once unpacked: some are made to fill the memory.
pub(super) const MOST_UNPACKED: u64 = 128 << 20;

/// The most sheets: a file may name one part under many names.
pub(super) const MOST_SHEETS: usize = 64;

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
    /// The name of its sheet, as it is shown.
    pub sheet: Option<String>,
    weight: usize,
}

/// A sheet of a workbook; a text with columns is one, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the sheet; a text with columns has none.
    pub name: Option<String>,
    /// Whether somebody who opens the file does not see it.
    pub is_hidden: bool,
    /// The rows, or the rule that says why they cannot be read.
    pub table: Result<Table, Rule>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The line in the file, from 1: what a text editor or a spreadsheet program shows.
    pub line: usize,
    /// Its row in a spreadsheet program, from 1: a text may have several lines in one row.
    pub number: usize,
    /// How many cells a text with columns has in this row, empty ones among them; 0 in a workbook.
    pub width: usize,
    /// Whether somebody who opens the file does not see it.
    pub is_hidden: bool,
    /// The cells; empty ones at the end may be missing.
    pub cells: Vec<String>,
}

impl Row {
    /// Whether it has more cells than there are headings, as when a sign of a sentence was taken for the end of a cell.
    pub(super) fn is_wider_than(&self, headings: usize) -> bool {
        headings > 0 && self.width > headings && self.cells.len() > headings
    }

    /// The text of a column, without blanks around it. Signs that nobody sees are no text.
    pub fn cell(&self, column: usize) -> &str {
        let is_seen = |letter: char| !letter.is_whitespace() && !is_invisible(letter);
        self.cells.get(column).map_or("", |cell| if cell.contains(is_seen) { cell.trim() } else { "" })
    }
}

/// Why a table cannot be read.
pub(super) type Refusal = Rule;

impl Table {
    /// A further sheet: the texts of all sheets together may not fill the memory.
    pub(super) fn beside(&self) -> Self {
        Self { weight: self.weight, ..Self::default() }
    }

    /// Sets a cell; lines must come in order. An empty text makes no row.
    pub(super) fn put(&mut self, line: usize, column: usize, text: &str) -> Result<(), Refusal> {
        if text.trim().is_empty() || column >= MOST_COLUMNS {
            return Ok(());
        }
        if self.rows.last().is_none_or(|row| row.line != line) {
            if self.rows.len() == MOST_ROWS {
                return Err(rule::import::TOO_MANY);
            }
            self.rows.push(Row { line, number: line, ..Row::default() });
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

impl Table {
    /// Notes which rows nobody sees who opens the file.
    pub(super) fn hide(&mut self, is_hidden: impl Fn(usize) -> bool) {
        self.rows.iter_mut().for_each(|row| row.is_hidden = is_hidden(row.line));
    }
}

/// A number as people write it: `3` for `3.0`.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

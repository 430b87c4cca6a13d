//! Tables for people: columns of equal width, and cells without orders to the terminal.

use trousseau_core::messages;
use trousseau_text::spreadsheet;

use super::Terminal;

impl Terminal {
    /// Prints a table for spreadsheets, in every format.
    pub fn csv(&mut self, rows: &[Vec<String>]) {
        let decimal = messages::say(self.language, "number/decimal", &[]);
        // A terminal ends its lines by itself, and shows other signs of an end as what they are.
        self.put(&String::from_utf8_lossy(&spreadsheet::csv(rows, &decimal)).replace('\r', ""));
    }
}

/// A text that somebody wrote, on one line and without signs that a terminal would obey.
pub fn printed(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A table with columns of equal width; the last one is as long as its words are.
pub fn table(rows: &[Vec<String>]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

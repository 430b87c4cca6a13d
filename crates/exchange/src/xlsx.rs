//! Excel workbooks: the values that were last computed, read cell by cell within the limits.

use std::{
    io::{Cursor, Read, copy, sink},
    panic::{AssertUnwindSafe, catch_unwind},
};
use trousseau_core::diagnostic::rule;

use calamine::{Data, DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::table::{MOST_ROWS, MOST_UNPACKED, Refusal, Table, number};

/// The most parts of a packed file.
const MOST_PARTS: usize = 2_000;

/// The most empty cells that are skipped before a sheet is refused.
const MOST_CELLS: usize = 5_000_000;

/// Reads a sheet.
pub fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table, Refusal> {
    weigh(bytes)?;
    // The library may panic on a broken file; that only means that the file cannot be read.
    catch_unwind(AssertUnwindSafe(|| workbook(bytes, sheet))).unwrap_or(Err(rule::import::BROKEN))
}

fn workbook(bytes: &[u8], wanted: Option<&str>) -> Result<Table, Refusal> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| rule::import::BROKEN)?;
    let names = book.sheet_names();
    let names: Vec<&String> = match wanted {
        Some(wanted) => vec![names.iter().find(|name| *name == wanted).ok_or(rule::import::NO_SHEET)?],
        None => names.iter().collect(),
    };
    for name in names {
        // A sheet may be a drawing; the next one may be a table.
        let Ok(mut cells) = book.worksheet_cells_reader(name) else { continue };
        let (mut table, mut seen) = (Table::default(), 0);
        while let Some(cell) = cells.next_cell().map_err(|_| rule::import::BROKEN)? {
            seen += 1;
            if seen > MOST_CELLS {
                return Err(rule::import::TOO_MANY);
            }
            let (line, column) = cell.get_position();
            table.put(line as usize + 1, column as usize, &text(cell.get_value()))?;
        }
        if !table.rows.is_empty() {
            return Ok(table);
        }
    }
    Err(rule::import::EMPTY)
}

/// A cell as a text: a day as `2026-05-12`, an error as the program shows it.
fn text(value: &DataRef) -> String {
    match Data::from(value.clone()) {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(value),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}

/// Refuses a file that would take too much memory, before it is parsed: unpacked sizes are counted, since a header may lie.
fn weigh(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| rule::import::BROKEN)?;
    if archive.len() > MOST_PARTS {
        return Err(rule::import::TOO_LARGE);
    }
    let mut left = MOST_UNPACKED;
    for part in 0..archive.len() {
        let mut file = archive.by_index(part).map_err(|_| rule::import::BROKEN)?.take(left + 1);
        let mut head = Vec::new();
        let read = (&mut file).take(4096).read_to_end(&mut head).map_err(|_| rule::import::BROKEN)? as u64;
        let rest = copy(&mut file, &mut sink()).map_err(|_| rule::import::BROKEN)?;
        left = left.checked_sub(read + rest).ok_or(rule::import::TOO_LARGE)?;
        // The library allocates as many strings as the workbook announces, so the announcement is checked.
        let head = String::from_utf8_lossy(&head);
        let announced = head.split("uniqueCount=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'']));
        let digits = announced.map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        let count = announced.and_then(|rest| rest[..digits].parse::<usize>().ok());
        if announced.is_some() && count.is_none_or(|count| count > 50 * MOST_ROWS) {
            return Err(rule::import::TOO_MANY);
        }
    }
    Ok(())
}

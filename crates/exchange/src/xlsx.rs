//! Excel workbooks: the values that were last computed, read cell by cell within the limits.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, copy, sink},
    panic::{AssertUnwindSafe, catch_unwind},
};
use trousseau_core::diagnostic::rule;

use calamine::{Data, DataRef, Dimensions, Reader, SheetVisible, Xlsx, XlsxCellReader};
use zip::ZipArchive;

use super::{
    damage::NO_VALUE,
    hidden,
    table::{MOST_ROWS, MOST_SHEETS, MOST_UNPACKED, Refusal, Sheet, Table, number},
};

/// The most parts of a packed file.
const MOST_PARTS: usize = 2_000;

/// The most cells of all sheets, empty ones among them.
const MOST_CELLS: usize = 5_000_000;

/// Reads the sheets.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    weigh(bytes)?;
    // The library may panic on a broken file; that only means that the file cannot be read.
    catch_unwind(AssertUnwindSafe(|| workbook(bytes))).unwrap_or(Err(rule::import::BROKEN))
}

fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| rule::import::BROKEN)?;
    let (mut sheets, mut left, mut last) = (Vec::new(), MOST_CELLS, Table::default());
    let hidden = hidden::rows(bytes);
    for known in book.sheets_metadata().to_vec().into_iter().take(MOST_SHEETS) {
        let merged = book.merge_cells_by_sheet_name(&known.name).unwrap_or_default();
        // A sheet may be a drawing; the next one may be a table.
        let Ok(mut cells) = book.worksheet_cells_reader(&known.name) else { continue };
        let mut table = last.beside();
        let filled = fill(&mut table, &mut cells, &merged, &mut left);
        table.hide(|line| hidden.get(&known.name).is_some_and(|lines| lines.contains(&line)));
        last = table.beside();
        let is_hidden = known.visible != SheetVisible::Visible;
        sheets.push(Sheet { name: Some(known.name), is_hidden, table: filled.map(|()| table) });
    }
    if sheets.is_empty() { Err(rule::import::EMPTY) } else { Ok(sheets) }
}

/// Reads the cells of a sheet. What stands in merged cells is said of each of their rows that says anything else.
fn fill(
    table: &mut Table,
    cells: &mut XlsxCellReader<Cursor<&[u8]>>,
    merged: &[Dimensions],
    left: &mut usize,
) -> Result<(), Refusal> {
    let ends: BTreeMap<(u32, u32), u32> = merged.iter().map(|merged| (merged.start, merged.end.0)).collect();
    let mut above: BTreeMap<u32, (String, u32)> = BTreeMap::new();
    let mut last = None;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| rule::import::BROKEN)? {
        *left = left.checked_sub(1).ok_or(rule::import::TOO_MANY)?;
        let (line, column) = cell.pos;
        let value = match text(&cell.value) {
            // A program that wrote the formula and did not reckon. A formula may well come to an empty text.
            None if cell.formula.is_some() => NO_VALUE.to_owned(),
            value => value.unwrap_or_default(),
        };
        if value.trim().is_empty() {
            continue;
        }
        if last.replace(line) != Some(line) {
            for (column, (value, end)) in &above {
                if *end >= line {
                    table.put(line as usize + 1, *column as usize, value)?;
                }
            }
        }
        if let Some(end) = ends.get(&cell.pos).filter(|end| **end > line) {
            above.insert(column, (value.clone(), *end));
        }
        table.put(line as usize + 1, column as usize, &value)?;
    }
    Ok(())
}

/// A cell as a text: a day as `2026-05-12`, an error as the program shows it; none for a cell without a value.
fn text(value: &DataRef) -> Option<String> {
    Some(match Data::from(value.clone()) {
        Data::Empty => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(value),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    })
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

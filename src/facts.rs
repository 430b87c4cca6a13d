//! `trousseau facts`: every figure with its source, where it stands, and when it falls due.

mod calendar;

use std::path::Path;

use clap::{ValueEnum, builder::Resettable};
use serde_json::json;

use crate::terminal::{Format, Terminal, Verdict, printed, table};
use trousseau_app::{
    Project,
    facts::{self, Row},
};
use trousseau_core::messages;

/// How the sheet is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// A table for the terminal
    #[default]
    #[value(help = Resettable::Reset)]
    Table,
    /// A page of Markdown
    #[value(help = Resettable::Reset)]
    Md,
    /// A table for spreadsheets
    #[value(help = Resettable::Reset)]
    Csv,
    /// A calendar of the days when they fall due
    #[value(help = Resettable::Reset)]
    Ics,
}

/// The columns, in their order.
const COLUMNS: [&str; 8] = [
    "facts/expires",
    "facts/checked",
    "facts/value",
    "facts/label",
    "facts/texts",
    "facts/source",
    "facts/status",
    "facts/id",
];

/// Shows all facts, those that fall due first; one JSON object a line for programs.
pub fn run(root: &Path, shape: Shape, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let rows = project.loaded.as_ref().map(|loaded| facts::sheet(&loaded.library)).unwrap_or_default();
    let say = |key: &str| messages::say(terminal.language, key, &[]);
    let head: Vec<String> = COLUMNS.iter().map(|key| say(key)).collect();
    let cells = |row: &Row| cells(row, shape, &say("facts/to-check"));
    let text = match (terminal.format, shape) {
        (Format::Json, _) => rows.iter().map(|row| format!("{}\n", object(row))).collect(),
        (_, Shape::Csv) => {
            let all: Vec<_> = std::iter::once(head).chain(rows.iter().map(cells)).collect();
            terminal.csv(&all);
            return Ok(Verdict::Clean);
        }
        (_, Shape::Ics) => {
            // Its lines end with a sign that a terminal obeys, and its words have none.
            terminal.put_as_it_is(&calendar::calendar(
                &rows,
                &say("facts/calendar-expires"),
                &say("facts/calendar-again"),
            ));
            return Ok(Verdict::Clean);
        }
        (_, Shape::Md) => page(&say("facts/page"), &head, rows.iter().map(cells)),
        (_, Shape::Table) => {
            let short =
                |cells: Vec<String>| cells.into_iter().map(|cell| shortened(&printed(&cell))).collect();
            let all: Vec<_> = std::iter::once(head).chain(rows.iter().map(cells).map(short)).collect();
            table(&all)
        }
    };
    terminal.put(&text);
    if shape == Shape::Table {
        terminal.line(&messages::count(terminal.language, "facts/all", rows.len()));
    }
    Ok(Verdict::Clean)
}

/// What stands in each column.
fn cells(row: &Row, shape: Shape, to_check: &str) -> Vec<String> {
    let value = match &row.territory {
        Some(territory) => format!("{} ({territory})", row.value),
        None => row.value.clone(),
    };
    let source = match (&row.url, shape) {
        (Some(url), Shape::Md) => format!("[{}]({url})", row.source),
        (Some(url), Shape::Csv) => format!("{} {url}", row.source),
        _ => row.source.clone(),
    };
    let expires = row.expires.map(|day| day.to_string()).unwrap_or_default();
    let status = if row.doubtful { to_check.to_owned() } else { String::new() };
    let (checked, texts) = (row.checked.to_string(), row.texts.join(", "));
    vec![expires, checked, value, row.label.clone(), texts, source, status, row.id.clone()]
}

/// A page of Markdown: what it is, and one table.
fn page(start: &str, head: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule: Vec<String> = head.iter().map(|_| "---".to_owned()).collect();
    let rows: String = rows.map(|cells| line(&cells)).collect();
    format!("{start}\n\n{}{}{rows}", line(head), line(&rule))
}

/// The most letters of a cell in the terminal.
const MOST: usize = 44;

fn shortened(cell: &str) -> String {
    if cell.chars().count() <= MOST {
        return cell.to_owned();
    }
    let start: String = cell.chars().take(MOST - 1).collect();
    format!("{}…", start.trim_end())
}

fn object(row: &Row) -> serde_json::Value {
    json!({
        "id": row.id, "value": row.value, "label": row.label, "texts": row.texts, "territory": row.territory,
        "source": row.source, "url": row.url, "checked": row.checked, "expires": row.expires,
        "to_check": row.doubtful,
    })
}

//! `trousseau translation status`: a table for people, JSON or CSV for programs.

use std::path::Path;

use crate::terminal::{Terminal, Verdict, printed, table};
use crate::written::Written;
use trousseau_app::{
    Project,
    translation::{
        self,
        status::{Row, State, status},
    },
};
use trousseau_core::messages;

/// Shows the rows, in the order of the languages and of the guides.
pub fn run(
    root: &Path,
    languages: &[String],
    fail_on: &[State],
    format: Written,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let languages: Vec<_> =
        languages.iter().map(|tag| translation::language(&project, tag)).collect::<anyhow::Result<_>>()?;
    let rows = status(&project, &languages);
    match format {
        Written::Json => {
            let lines = rows.iter().filter_map(|row| serde_json::to_string(row).ok());
            terminal.put(&lines.map(|line| line + "\n").collect::<String>());
        }
        Written::Csv => terminal.csv(&sheet(&rows)),
        Written::Human | Written::Table | Written::Github => people(&rows, terminal),
        _ => return Err(format.unknown()),
    }
    let fails = rows.iter().any(|row| row.is_one_of(fail_on));
    Ok(if fails { Verdict::Problems } else { Verdict::Clean })
}

const COLUMNS: [&str; 10] =
    ["guide", "language", "state", "made", "translates", "newest", "blocks", "changed", "new", "gone"];

/// The columns that people see, with their words.
const SHOWN: [(&str, &str); 9] = [
    ("guide", "translation/column-guide"),
    ("language", "translation/column-language"),
    ("state", "translation/column-state"),
    ("made", "translation/column-made"),
    ("translates", "translation/column-translates"),
    ("newest", "translation/column-newest"),
    ("changed", "translation/column-changed"),
    ("new", "translation/column-new"),
    ("gone", "translation/column-gone"),
];

/// The cells that all formats share.
fn cells(row: &Row) -> [String; 10] {
    let version =
        |version: Option<trousseau_core::guide::Version>| version.map(|version| version.to_string());
    let state = |state: State| <&str>::from(state).to_owned();
    [
        row.guide.clone(),
        row.language.clone(),
        state(row.state),
        row.made.map(state).unwrap_or_default(),
        version(row.translates).unwrap_or_default(),
        version(row.newest).unwrap_or_default(),
        row.blocks.to_string(),
        row.changed.to_string(),
        row.new.to_string(),
        row.gone.to_string(),
    ]
}

/// The rows with all that is known, for spreadsheets.
fn sheet(rows: &[Row]) -> Vec<Vec<String>> {
    let head = COLUMNS.iter().map(|name| (*name).to_owned()).chain(["contexts", "why"].map(str::to_owned));
    let line =
        |row: &Row| cells(row).into_iter().chain([row.contexts.join(" "), row.why.join(" ")]).collect();
    std::iter::once(head.collect()).chain(rows.iter().map(line)).collect()
}

fn people(rows: &[Row], terminal: &mut Terminal) {
    let language = terminal.language;
    let mut lines = vec![SHOWN.map(|(_, key)| messages::say(language, key, &[])).to_vec()];
    for row in rows {
        let all = cells(row);
        let cell = |name: &str| {
            let place = COLUMNS.iter().position(|column| *column == name).unwrap_or_default();
            let cell = all.get(place).cloned().unwrap_or_default();
            match name {
                "state" | "made" => messages::value(language, "translation", &cell).to_owned(),
                "changed" | "new" | "gone" if cell == "0" => String::new(),
                _ => cell,
            }
        };
        lines.push(SHOWN.map(|(name, _)| cell(name)).to_vec());
    }
    terminal.put(&table(&lines));
    for row in rows.iter().filter(|row| row.state == State::Stale || row.changed + row.new + row.gone > 0) {
        if row.state == State::Missing {
            continue;
        }
        let title = [("guide", row.guide.as_str()), ("language", row.language.as_str())];
        terminal.put(&format!("\n{}\n", messages::say(language, "translation/why", &title)));
        for line in row.why.iter().chain(&row.contexts) {
            terminal.put(&format!("  {}\n", printed(line)));
        }
    }
}

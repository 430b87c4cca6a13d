//! `trousseau feedback import`: writes remarks from a form or a spreadsheet into the front matter of their guides.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::terminal::{Terminal, Verdict};
use trousseau_app::{
    Project,
    feedback::import::{self, Named, Order, Rows, Written, by_guide},
    values,
};
use trousseau_core::{
    guide::remark::{Kind, Spec},
    messages,
    source::SourcePath,
};
use trousseau_exchange::{Import, Remark};

/// The options of the command.
#[derive(Args, Clone, Debug, Default)]
pub struct Wanted {
    /// A table: CSV, ODS or XLSX
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the form calls things, in YAML
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// The round of rows that name none
    #[arg(long, value_name = "ID")]
    pub round: Option<String>,
    /// The month of rows that name none, such as 2026-05
    #[arg(long, value_name = "MONTH", value_parser = values::month)]
    pub period: Option<String>,
    /// Say what would go where, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The sheet, when a spreadsheet has several [default: the first with the headings]
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

/// Imports a table: new remarks go into their guides, rejected rows into a table beside the file.
pub fn run(root: &Path, wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let reading = import::read(&project, &order(wanted, terminal))?;
    terminal.tell(&reading.diagnostics, &reading.sources);
    let Some(rows) = &reading.rows else { return terminal.close() };
    let import = &rows.import;
    for diagnostic in import.rejected.iter().flat_map(|row| &row.diagnostics) {
        // Shown one by one, because a list would be sorted by place and not by line of the table.
        terminal.tell(std::slice::from_ref(diagnostic), &reading.sources);
    }
    let number = if wanted.dry_run {
        plan(rows, terminal);
        import.fresh.len()
    } else {
        let written = written(&import::write(&content, &project, import), terminal);
        keep(wanted, rows, terminal)?;
        written
    };
    close(wanted, import, number, terminal)
}

/// The last line: how many rows went where.
fn close(
    wanted: &Wanted,
    import: &Import,
    number: usize,
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let parts = [
        (if wanted.dry_run { "import/would" } else { "import/added" }, number),
        ("import/known", import.known),
        ("import/rejected", import.rejected.len()),
    ];
    let parts = parts.map(|(key, number)| messages::count(terminal.language, key, number));
    terminal.line(&format!("{}.", parts.join(", ")));
    terminal.written()?;
    Ok(if wanted.dry_run || number == import.fresh.len() { terminal.verdict() } else { Verdict::Problems })
}

fn order(wanted: &Wanted, terminal: &Terminal) -> Order {
    let named = |path: &PathBuf| Named { path: path.clone(), shown: shown(path, terminal) };
    Order {
        table: named(&wanted.file),
        mapping: wanted.map.as_ref().map(named),
        round: wanted.round.clone(),
        period: wanted.period.clone(),
        sheet: wanted.sheet.clone(),
        language: terminal.language,
    }
}

/// Shows which column is which field, and which remark would go into which guide.
fn plan(rows: &Rows, terminal: &mut Terminal) {
    for (field, column) in &rows.columns.fields {
        let name = messages::value(terminal.language, "field", field.name()).to_owned();
        terminal.say("import/column", &[("column", &column.shown), ("field", &name)]);
    }
    for (guide, remarks) in by_guide(&rows.import.fresh) {
        terminal.line(&format!("\n{guide}"));
        for remark in remarks {
            let line = line(remark, terminal);
            terminal.line(&line);
        }
    }
    terminal.line("");
}

/// A remark in one line.
fn line(remark: &Remark, terminal: &Terminal) -> String {
    let lines: Vec<String> = remark.lines.iter().map(usize::to_string).collect();
    let lines = messages::say(terminal.language, "import/lines", &[("lines", &lines.join(", "))]);
    let said = |(spec, value): (&Spec, &str)| match spec.kind {
        Kind::People => format!("× {value}"),
        Kind::Section => format!("#{value}"),
        Kind::Word { .. } | Kind::Level(_) => {
            messages::value(terminal.language, spec.field.name(), value).to_owned()
        }
        _ => value.to_owned(),
    };
    // How many said what about which words: this is read last.
    let is_last =
        |(spec, _): &(&Spec, &str)| matches!(spec.kind, Kind::People | Kind::Section | Kind::Text(_));
    let (last, first): (Vec<_>, Vec<_>) = remark.feedback.written().partition(is_last);
    let parts = first.into_iter().chain(last).map(said);
    let parts: Vec<String> = [remark.feedback.id().to_owned()].into_iter().chain(parts).collect();
    format!("  {lines} → {}", parts.join(" · "))
}

/// Says of each guide whether its remarks are written. Returns how many are.
fn written(guides: &[Written], terminal: &mut Terminal) -> usize {
    let mut all = 0;
    for Written { guide, remarks, outcome } in guides {
        match outcome {
            Ok(Ok(change)) => {
                terminal.tell(&change.diagnostics, &change.after);
                all += remarks;
                let number = messages::count(terminal.language, "import/remarks", *remarks);
                terminal.say("import/guide", &[("guide", guide), ("remarks", &number)]);
                continue;
            }
            Ok(Err(refusal)) => {
                terminal.tell(&refusal.diagnostics, &refusal.sources);
                terminal.say("edit/refused", &[]);
            }
            Err(error) => terminal.fail(error),
        }
        terminal.say("import/not-written", &[("guide", guide), ("number", &remarks.to_string())]);
    }
    all
}

/// Keeps the rejected rows, and says where.
fn keep(wanted: &Wanted, rows: &Rows, terminal: &mut Terminal) -> anyhow::Result<()> {
    if let Some(path) = import::keep(&wanted.file, rows, terminal.language)? {
        terminal.say("import/kept", &[("path", &path.display().to_string())]);
        let masked = rows.import.masked();
        if masked > 0 {
            terminal.line(&messages::count(terminal.language, "import/masked", masked));
        }
    }
    Ok(())
}

/// A path as diagnostics show it, relative to the current folder.
fn shown(path: &Path, terminal: &Terminal) -> SourcePath {
    let whole = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = if terminal.prefix.is_empty() { path.to_owned() } else { whole() };
    path.display().to_string().into()
}

//! `trousseau feedback import`: writes remarks from a form or a spreadsheet into the front matter of their guides.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;

use crate::{
    change::change,
    terminal::{Terminal, Verdict},
};
use trousseau_app::{Content, Project, values::Expected, write_new};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    guide::{
        edit,
        remark::{Kind, Spec, rules},
    },
    messages::{self, Failure},
    source::{Source, SourcePath, Sources},
};
use trousseau_exchange as exchange;
use trousseau_exchange::{
    Columns, Import, ImportContext, Mapping, Remark, Table, columns, import, mapping, rejected, remarks,
    table::{MOST_BYTES, MOST_ROWS},
};
use trousseau_lint::privacy;

/// The largest mapping that is read.
const MOST_MAPPING: usize = 1 << 20;

/// The most files of rejected rows beside one table: `…-a-corriger.csv`, `…-a-corriger-2.csv` and so on.
const MOST_ASIDE: usize = 99;

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
    #[arg(long, value_name = "MONTH", value_parser = month)]
    pub period: Option<String>,
    /// Say what would go where, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The sheet, when a spreadsheet has several [default: the first that holds something]
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

/// Imports a table: new remarks go into their guides, rejected rows into a table beside the file.
pub fn run(root: &Path, wanted: &Wanted, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let (content, project) = Project::open_to_write(root)?;
    let path = shown(&wanted.file, terminal);
    let context = context(&project, wanted, terminal)?;
    let mut sources = (*project.sources).clone();
    let Some(mapping) = mapped(wanted, &mut sources, terminal)? else { return terminal.close() };
    let Some(table) = table(wanted, &mapping, &path, &sources, terminal)? else { return terminal.close() };
    let Some(columns) = find(&table, &mapping, &path, terminal) else { return terminal.close() };
    let personal = privacy::detector(project.toolkit());
    let import = import(&table, &columns, &mapping, &context, &path, &personal);
    for diagnostic in import.rejected.iter().flat_map(|row| &row.diagnostics) {
        // Shown one by one, because a list would be sorted by place and not by line of the table.
        terminal.tell(std::slice::from_ref(diagnostic), &sources);
    }
    let number = if wanted.dry_run {
        plan(&columns, &import, terminal);
        import.fresh.len()
    } else {
        let written = write((&content, &project), &import, terminal);
        keep(wanted, &import, &columns, terminal)?;
        written?
    };
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

/// What rows are read with: the guides, and the round and the month of rows that name none.
fn context<'a>(
    project: &'a Project,
    wanted: &Wanted,
    terminal: &Terminal,
) -> anyhow::Result<ImportContext<'a>> {
    let mut context =
        ImportContext::of(&project.sources, project.toolkit(), project.guides().collect(), project.today);
    context.unreadable = project.unreadable();
    context.language = terminal.language;
    context.period = wanted.period.clone();
    if let Some(round) = &wanted.round {
        let known =
            project.toolkit().rounds.iter().map(|round| round.id.as_str()).collect::<Vec<_>>().join(", ");
        let failure = || Failure::new("import/unknown-round").with("round", round).with("known", &known);
        context.round = Some(context.round(round).ok_or_else(failure)?.id.value.clone());
    }
    Ok(context)
}

/// The mapping, an empty one when none is named; `None` when it has faults, which are shown.
///
/// A mapping with faults is not used at all: with a part of it, answers could go to the wrong field.
fn mapped(
    wanted: &Wanted,
    sources: &mut Sources,
    terminal: &mut Terminal,
) -> anyhow::Result<Option<Mapping>> {
    let Some(file) = &wanted.map else { return Ok(Some(Mapping::default())) };
    let source = Source::new(shown(file, terminal), read(file, MOST_MAPPING)?);
    sources.put(source.clone());
    let read = mapping::read(&source);
    terminal.tell(&read.diagnostics, sources);
    Ok(read.value.filter(|_| read.diagnostics.is_empty()))
}

/// The table; `None` when it cannot be read, and the reason is shown.
fn table(
    wanted: &Wanted,
    mapping: &Mapping,
    path: &SourcePath,
    sources: &Sources,
    terminal: &mut Terminal,
) -> anyhow::Result<Option<Table>> {
    let sheet = wanted.sheet.as_deref().or(mapping.sheet.as_deref());
    match exchange::read(&read(&wanted.file, MOST_BYTES)?, sheet) {
        Ok(table) => Ok(Some(table)),
        Err(rule) => {
            let diagnostic = Diagnostic::new(rule, Place::file(path)).with("most", MOST_BYTES >> 20);
            let diagnostic = diagnostic.with("rows", MOST_ROWS).with("sheet", sheet.unwrap_or_default());
            terminal.tell(&[diagnostic], sources);
            Ok(None)
        }
    }
}

/// The columns of a table; `None`, with diagnostics, when a required field is missing.
fn find(table: &Table, mapping: &Mapping, path: &SourcePath, terminal: &mut Terminal) -> Option<Columns> {
    let found =
        columns::find(table, &|heading| mapping.field(heading), &|heading| mapping.leaves_out(heading));
    let error = |rule: Rule| Diagnostic::new(rule, Place::file(path));
    let mut diagnostics = Vec::new();
    if found.is_none() && mapping.columns.is_empty() {
        diagnostics.push(error(rule::import::NO_HEADINGS));
    }
    let columns = found.unwrap_or_default();
    for (field, heading) in &mapping.columns {
        let there = columns.get(*field).is_some_and(|column| mapping.field(&column.heading) == Some(*field));
        if !there {
            let known = columns.fields.iter().map(|(_, column)| &column.heading).chain(&columns.other);
            let diagnostic = error(rule::import::NO_SUCH_COLUMN).with("column", &heading.value);
            diagnostics.push(diagnostic.with_near(heading, known.map(String::as_str)));
        }
    }
    let missing = remarks::missing(&columns, mapping);
    if !missing.is_empty() && diagnostics.is_empty() {
        let names: Vec<&str> =
            missing.iter().map(|field| messages::value(terminal.language, "field", field.name())).collect();
        let seen: Vec<&str> = columns
            .fields
            .iter()
            .map(|(_, column)| &column.heading)
            .chain(&columns.other)
            .map(String::as_str)
            .collect();
        let diagnostic = error(rule::import::COLUMNS).with("fields", names.join(", "));
        diagnostics.push(diagnostic.with("first", missing[0]).with("seen", seen.join(", ")));
    }
    if !columns.private.is_empty() {
        let diagnostic = Diagnostic::new(rule::import::NOT_READ, Place::file(path));
        diagnostics.push(diagnostic.with("columns", columns.private.join(", ")));
    }
    let why = messages::say(terminal.language, "import/why", &[]);
    let unknown: Vec<&str> = columns
        .other
        .iter()
        .map(String::as_str)
        .filter(|name| *name != why && !mapping.leaves_out(name))
        .collect();
    if !unknown.is_empty() {
        let diagnostic = Diagnostic::new(rule::import::NOT_KNOWN, Place::file(path));
        diagnostics.push(diagnostic.with("columns", unknown.join(", ")));
    }
    terminal.tell(&diagnostics, &Sources::default());
    (terminal.verdict() == Verdict::Clean).then_some(columns)
}

/// Shows which column is which field, and which remark would go into which guide.
fn plan(columns: &Columns, import: &Import, terminal: &mut Terminal) {
    for (field, column) in &columns.fields {
        let name = messages::value(terminal.language, "field", field.name()).to_owned();
        terminal.say("import/column", &[("column", &column.heading), ("field", &name)]);
    }
    for (guide, remarks) in by_guide(&import.fresh) {
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

fn by_guide(remarks: &[Remark]) -> BTreeMap<&str, Vec<&Remark>> {
    let mut guides: BTreeMap<&str, Vec<&Remark>> = BTreeMap::new();
    for remark in remarks {
        guides.entry(&remark.guide).or_default().push(remark);
    }
    guides
}

/// Writes each guide once, with all its new remarks, and reports those that cannot be written. Returns how many remarks were
/// written.
fn write(
    (content, project): (&Content, &Project),
    import: &Import,
    terminal: &mut Terminal,
) -> anyhow::Result<usize> {
    let mut written = 0;
    for (slug, remarks) in by_guide(&import.fresh) {
        let guide = terminal.guide(project, slug)?;
        let edit = |text: &str| {
            let add = |text: String, remark: &&Remark| edit::add_feedback(&text, &remark.feedback);
            Ok((remarks.iter().try_fold(text.to_owned(), add)?, ()))
        };
        // A disk that fails for one guide does not take the others with it: whoever imports again brings in the rest.
        let done = match change((content, project), guide, edit, terminal) {
            Ok(done) => done,
            Err(error) => {
                terminal.fail(&error);
                None
            }
        };
        if done.is_some() {
            written += remarks.len();
            let number = messages::count(terminal.language, "import/remarks", remarks.len());
            terminal.say("import/guide", &[("guide", slug), ("remarks", &number)]);
        } else {
            let number = remarks.len().to_string();
            terminal.say("import/not-written", &[("guide", slug), ("number", &number)]);
        }
    }
    Ok(written)
}

/// Writes the rejected rows to a new file: an existing one is never overwritten, since somebody may be correcting it.
fn keep(wanted: &Wanted, import: &Import, columns: &Columns, terminal: &mut Terminal) -> anyhow::Result<()> {
    if import.rejected.is_empty() {
        return Ok(());
    }
    let bytes = rejected::table(&import.rejected, columns, terminal.language);
    let end = messages::say(terminal.language, "import/file", &[]);
    let name = wanted.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // Rows rejected from a file `…-a-corriger.csv` get the next number, not the suffix a second time.
    let numberless = name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('-');
    let own = [name.as_str(), numberless].into_iter().find_map(|name| name.strip_suffix(&format!("-{end}")));
    let stem = format!("{}-{end}", own.unwrap_or(&name));
    let names = (1..=MOST_ASIDE).map(|number| match number {
        1 => format!("{stem}.csv"),
        _ => format!("{stem}-{number}.csv"),
    });
    for name in names {
        let path = wanted.file.with_file_name(name);
        let shown = path.display().to_string();
        let failure = || Failure::new("import/write").with("path", &shown);
        match write_new(&path, &bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&path).ok().as_deref() != Some(&bytes) {
                    continue;
                }
            }
            Err(error) => return Err(error).with_context(failure),
        }
        terminal.say("import/kept", &[("path", &shown)]);
        if import.masked() > 0 {
            terminal.line(&messages::count(terminal.language, "import/masked", import.masked()));
        }
        return Ok(());
    }
    Err(Failure::new("import/write").with("path", format!("{stem}.csv")).into())
}

/// Reads a month from the command line.
fn month(text: &str) -> Result<String, Expected> {
    rules::month(text).map(|_| text.to_owned()).ok_or(Expected::Such("2026-05"))
}

/// The bytes of a file, at most one more than allowed, so that the caller can tell that it is too large.
fn read(path: &Path, most: usize) -> anyhow::Result<Vec<u8>> {
    let failure = || Failure::new("import/read").with("path", path.display());
    // Reading a pipe could block for ever.
    if !fs::metadata(path).with_context(failure)?.is_file() {
        return Err(failure().into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).with_context(failure)?;
    file.take(most as u64 + 1).read_to_end(&mut bytes).with_context(failure)?;
    Ok(bytes)
}

/// A path as diagnostics show it, relative to the current folder.
fn shown(path: &Path, terminal: &Terminal) -> SourcePath {
    let whole = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = if terminal.prefix.is_empty() { path.to_owned() } else { whole() };
    path.display().to_string().into()
}

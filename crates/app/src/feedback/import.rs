//! Remarks from a form or a spreadsheet: what a table comes to, then the guides with its remarks, and the rows that wait.

mod rejected_file;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Severity, rule},
    guide::{edit, remark::FindPersonal},
    messages::{self, Failure},
    source::{Source, SourcePath, Sources},
};
use trousseau_exchange as exchange;
use trousseau_exchange::{
    Columns, Import, ImportContext, Mapping, Remark, Table,
    columns::{self, Column},
    mapping, remarks,
    sheets::Judge,
    table::{MOST_BYTES, MOST_ROWS},
};
use trousseau_io::disk::Content;
use trousseau_lint::privacy;
use trousseau_text::Language;

pub use self::rejected_file::keep;
use crate::{
    Project,
    edit::{Change, Refusal},
};

/// The largest mapping that is read.
const MOST_MAPPING: usize = 1 << 20;

/// A file on the disk, and its path as diagnostics show it.
pub struct Named {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is called.
    pub shown: SourcePath,
}

/// What is imported, and how.
pub struct Order {
    /// A table: CSV, ODS or XLSX.
    pub table: Named,
    /// What the form calls things, in YAML.
    pub mapping: Option<Named>,
    /// The round of rows that name none.
    pub round: Option<String>,
    /// The month of rows that name none.
    pub period: Option<String>,
    /// The sheet, when a spreadsheet has several.
    pub sheet: Option<String>,
    /// The language of the messages.
    pub language: Language,
}

/// A table that was read, and nothing is written yet.
pub struct Reading {
    /// What is to be said of the mapping, the file and its columns.
    pub diagnostics: Vec<Diagnostic>,
    /// The files in which the diagnostics have their places.
    pub sources: Sources,
    /// The outcome of the rows; `None` when a diagnostic says why nothing of the table is taken.
    pub rows: Option<Rows>,
}

/// What the rows of a table come to.
pub struct Rows {
    /// Which column is which field.
    pub columns: Columns,
    /// The new remarks, and the rejected rows.
    pub import: Import,
}

/// Reads a table, and sorts its rows into new remarks, known ones and rejected rows.
pub fn read(project: &Project, order: &Order) -> anyhow::Result<Reading> {
    let context = context(project, order)?;
    let mut reading = Reading { diagnostics: Vec::new(), sources: (*project.sources).clone(), rows: None };
    let Some(mapping) = mapped(order, &mut reading)? else { return Ok(reading) };
    let personal = privacy::detector(project.toolkit());
    let Some(table) = table(order, &mapping, &personal, &mut reading)? else { return Ok(reading) };
    let Some(columns) = find(&table, &mapping, &personal, order, &mut reading) else { return Ok(reading) };
    let mut import = exchange::import(&table, &columns, &mapping, &context, &order.table.shown, &personal);
    reading.diagnostics.append(&mut import.notes);
    reading.rows = Some(Rows { columns, import });
    Ok(reading)
}

/// What rows are read with: the guides, and the round and the month of rows that name none.
fn context<'a>(project: &'a Project, order: &Order) -> anyhow::Result<ImportContext<'a>> {
    let mut context =
        ImportContext::of(&project.sources, project.toolkit(), project.guides().collect(), project.today);
    context.unreadable = project.unreadable();
    context.language = order.language;
    context.period = order.period.clone();
    if let Some(round) = &order.round {
        let known =
            project.toolkit().rounds.iter().map(|round| round.id.as_str()).collect::<Vec<_>>().join(", ");
        let failure = || Failure::new("import/unknown-round").with("round", round).with("known", &known);
        context.round = Some(context.round(round).ok_or_else(failure)?.id.value.clone());
    }
    Ok(context)
}

/// The mapping, an empty one when none is named; `None` when it has faults.
///
/// A mapping with faults is not used at all: with a part of it, answers could go to the wrong field.
fn mapped(order: &Order, reading: &mut Reading) -> anyhow::Result<Option<Mapping>> {
    let Some(named) = &order.mapping else { return Ok(Some(Mapping::default())) };
    let source = Source::new(named.shown.clone(), bytes(&named.path, MOST_MAPPING)?);
    reading.sources.put(source.clone());
    let read = mapping::read(&source);
    let is_right = read.diagnostics.is_empty();
    Ok(read.collect_into(&mut reading.diagnostics).filter(|_| is_right))
}

/// The table, of several sheets the one with the headings; `None` when there is none that can be read.
fn table(
    order: &Order,
    mapping: &Mapping,
    personal: FindPersonal,
    reading: &mut Reading,
) -> anyhow::Result<Option<Table>> {
    let wanted = order.sheet.as_deref().or(mapping.sheet.as_deref());
    let path = &order.table.shown;
    let judge = Judge { mapping, personal, path, language: order.language };
    let (table, diagnostics) = match exchange::read(&bytes(&order.table.path, MOST_BYTES)?) {
        Ok(sheets) => judge.choose(sheets, wanted),
        Err(rule) => (None, vec![Diagnostic::new(rule, Place::file(path))]),
    };
    let limits = |diagnostic: Diagnostic| diagnostic.with("most", MOST_BYTES >> 20).with("rows", MOST_ROWS);
    reading.diagnostics.extend(diagnostics.into_iter().map(limits));
    Ok(table)
}

/// The columns of a table; `None` when a required field is missing.
fn find(
    table: &Table,
    mapping: &Mapping,
    personal: FindPersonal,
    order: &Order,
    reading: &mut Reading,
) -> Option<Columns> {
    let found = columns::find(table, mapping, personal);
    let error = |rule: Rule| Diagnostic::new(rule, Place::file(&order.table.shown));
    let mut diagnostics = Vec::new();
    if found.is_none() && mapping.columns.is_empty() {
        diagnostics.push(error(rule::import::NO_HEADINGS));
    }
    let columns = found.unwrap_or_default();
    for (field, heading) in &mapping.columns {
        let there = columns.all(*field).any(|column| mapping.field(&column.heading) == Some(*field));
        if !there {
            let known = columns.fields.iter().map(|(_, column)| column).chain(&columns.other);
            let diagnostic = error(rule::import::NO_SUCH_COLUMN).with("column", &heading.value);
            diagnostics.push(diagnostic.with_near(heading, known.map(|column| column.shown.as_str())));
        }
    }
    let missing = remarks::missing(&columns, mapping);
    if !missing.is_empty() && diagnostics.is_empty() {
        let names: Vec<&str> =
            missing.iter().map(|field| messages::value(order.language, "field", field.name())).collect();
        let diagnostic = error(rule::import::COLUMNS).with("fields", names.join(", "));
        let known: Vec<&str> = columns.fields.iter().map(|(_, column)| column.shown.as_str()).collect();
        diagnostics.push(diagnostic.with("first", missing[0]).with("seen", known.join(", ")));
    }
    diagnostics.extend(unused(table, &columns, mapping, order));
    let is_whole = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    reading.diagnostics.append(&mut diagnostics);
    is_whole.then_some(columns)
}

/// What is to be said of the columns that go nowhere: a question of the form may be among those that hold something.
fn unused(table: &Table, columns: &Columns, mapping: &Mapping, order: &Order) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut tell = |rule: Rule, columns: &[&Column]| {
        let names: Vec<&str> = columns.iter().map(|column| column.shown.as_str()).collect();
        if !names.is_empty() {
            let diagnostic = Diagnostic::new(rule, Place::file(&order.table.shown));
            diagnostics.push(diagnostic.with("columns", names.join(", ")));
        }
    };
    tell(rule::import::NOT_READ, &columns.private.iter().collect::<Vec<_>>());
    let why = messages::languages().map(|language| messages::say(language, "import/why", &[]));
    let why: Vec<String> = why.collect();
    let has_answers = |column: &&Column| {
        let is_answer = |cell: &str| !cell.is_empty() && cell != column.heading;
        // A row with too many cells is rejected, with all of them.
        let is_told = columns.width > 0 && column.place >= columns.width;
        !is_told && table.rows.iter().skip(columns.skip).any(|row| is_answer(row.cell(column.place)))
    };
    let unknown = columns.other.iter().filter(has_answers);
    let unknown =
        unknown.filter(|column| !why.contains(&column.heading) && !mapping.leaves_out(&column.heading));
    tell(rule::import::NOT_KNOWN, &unknown.collect::<Vec<_>>());
    diagnostics
}

/// A guide that gets new remarks.
pub struct Written {
    /// The slug of the guide.
    pub guide: String,
    /// How many remarks it gets.
    pub remarks: usize,
    /// The change that is on the disk, or why the guide stays as it was.
    pub outcome: anyhow::Result<Result<Change<()>, Refusal>>,
}

/// Writes each guide once, with all its new remarks.
///
/// A disk that fails for one guide does not take the others with it: whoever imports again brings in the rest.
pub fn write(content: &Content, project: &Project, import: &Import) -> Vec<Written> {
    let write = |(slug, remarks): (&str, Vec<&Remark>)| {
        let edit = |text: &str| {
            let new: Vec<_> = remarks.iter().map(|remark| &remark.feedback).collect();
            Ok((edit::add_feedback(text, &new)?, ()))
        };
        let outcome = project.guide(slug).and_then(|guide| match project.prove(guide, edit) {
            Ok(change) => project.write(&change, content).map(|()| Ok(change)),
            Err(refusal) => Ok(Err(refusal)),
        });
        Written { guide: slug.to_owned(), remarks: remarks.len(), outcome }
    };
    by_guide(&import.fresh).into_iter().map(write).collect()
}

/// Remarks by the slugs of their guides.
pub fn by_guide(remarks: &[Remark]) -> BTreeMap<&str, Vec<&Remark>> {
    let mut guides: BTreeMap<&str, Vec<&Remark>> = BTreeMap::new();
    for remark in remarks {
        guides.entry(&remark.guide).or_default().push(remark);
    }
    guides
}

/// The bytes of a file, at most one more than allowed, so that the caller can tell that it is too large.
fn bytes(path: &Path, most: usize) -> anyhow::Result<Vec<u8>> {
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

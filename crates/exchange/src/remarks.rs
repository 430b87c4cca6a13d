//! Rows → remarks: which are new, which a guide has already, and which rows are rejected.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    columns::{Column, Columns},
    context::ImportContext,
    dates::{self, Order},
    mapping::Mapping,
    mask::{BLANK, blanked},
    plain,
    row::{self, Days, Meaning, Outcome, Reader, Remark, Said},
    table::{Row, Table},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    guide::remark::{
        Field, FindPersonal, Need,
        draft::{is_certain, without},
        fields::{TABLE, Values},
    },
    source::SourcePath,
};

/// A rejected row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// The cells, one for each imported column, with personal data masked.
    pub cells: Vec<String>,
    /// The reasons, at least one.
    pub diagnostics: Vec<Diagnostic>,
}

/// The outcome of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The new remarks, in the order of the file.
    pub fresh: Vec<Remark>,
    /// How many rows say what a guide has already.
    pub known: usize,
    /// The rejected rows.
    pub rejected: Vec<Rejected>,
    /// What is to be said of whole columns, and of rows that are no answers.
    pub notes: Vec<Diagnostic>,
}

impl Import {
    /// In how many cells of the rejected rows something is masked.
    pub fn masked(&self) -> usize {
        self.rejected.iter().flat_map(|row| &row.cells).filter(|cell| cell.contains(BLANK)).count()
    }
}

/// Sorts the rows of a table.
///
/// Rows that say the same are one remark, and the people behind them are added up. What a guide holds already comes in a
/// second time only as far as more people say it: so the same file twice adds nothing, and a longer export of the same
/// form adds what is new.
pub fn import(
    table: &Table,
    columns: &Columns,
    mapping: &Mapping,
    ground: &ImportContext,
    path: &SourcePath,
    personal: FindPersonal,
) -> Import {
    let mut import = Import::default();
    let rows = answers(table, columns, path, &mut import.notes);
    let days = days(&rows, columns, ground, path, &mut import.notes);
    let mut said: Vec<Said> = Vec::new();
    let mut places: BTreeMap<Meaning, usize> = BTreeMap::new();
    for row in rows {
        let (place, sheet) = (Place::file(path), table.sheet.as_deref());
        match row::read(&Reader { row, columns, mapping, ground, days: &days, sheet, place, personal }) {
            Outcome::Taken(one) => match places.get(&one.meaning()) {
                Some(at) => said[*at].add(&one),
                None => {
                    places.insert(one.meaning(), said.len());
                    said.push(one);
                }
            },
            Outcome::Rejected(diagnostics) => {
                // What is only doubtful stays readable: whoever is asked must see it.
                let certain = |text: &str| {
                    let found = personal(text).into_iter();
                    found.filter(|(_, rule)| is_certain(*rule)).collect::<Vec<_>>()
                };
                let cells = kept(row, columns, &days, ground, &certain);
                import.rejected.push(Rejected { line: row.line, cells, diagnostics });
            }
        }
    }
    twins(&said, ground, path, &mut import.notes);
    let (known, mut numbers) = (known(ground), ground.numbers.clone());
    for mut one in said {
        let before = known.get(&one.meaning()).copied().unwrap_or_default();
        let count = one.remark.count();
        if before >= count {
            import.known += one.lines.len();
            continue;
        }
        one.remark.set_count(count - before);
        import.fresh.push(one.numbered(&mut numbers));
    }
    import
}

/// The rows that are answers: without empty ones, headings that stand there again, and totals.
fn answers<'a>(
    table: &'a Table,
    columns: &Columns,
    path: &SourcePath,
    notes: &mut Vec<Diagnostic>,
) -> Vec<&'a Row> {
    let is_filled = |row: &&Row| columns.fields.iter().any(|(_, column)| !row.cell(column.place).is_empty());
    let rows: Vec<&Row> = table.rows.iter().skip(columns.skip).filter(is_filled).collect();
    let hidden: Vec<String> =
        rows.iter().filter(|row| row.is_hidden).map(|row| row.line.to_string()).collect();
    if !hidden.is_empty() {
        notes.push(Diagnostic::new(rule::import::HIDDEN, Place::file(path)).with("lines", hidden.join(", ")));
    }
    let mut skip = |rows: Vec<&'a Row>, rule: Rule, is: &dyn Fn(&Row) -> bool| {
        let (skipped, rest): (Vec<&Row>, Vec<&Row>) = rows.into_iter().partition(|row| is(row));
        if !skipped.is_empty() {
            let lines: Vec<String> = skipped.iter().map(|row| row.line.to_string()).collect();
            notes.push(Diagnostic::new(rule, Place::file(path)).with("lines", lines.join(", ")));
        }
        rest
    };
    let again = columns.repeated(&rows);
    let rows = skip(rows, rule::import::HEADINGS_AGAIN, &|row| again.contains(&row.line));
    skip(rows, rule::import::TOTAL, &|row| is_total(row, columns))
}

/// Whether a row adds up those above it: it begins with a word for that, and answers none of the questions with a closed list.
fn is_total(row: &Row, columns: &Columns) -> bool {
    const TOTALS: [&str; 15] = [
        "total",
        "totaux",
        "totals",
        "sous-total",
        "subtotal",
        "somme",
        "sum",
        "moyenne",
        "average",
        "mean",
        "nombre",
        "count",
        "المجموع",
        "الاجمالي",
        "всього",
    ];
    let filled = (0..row.cells.len()).find(|place| !row.cell(*place).is_empty());
    let Some(place) = filled else { return false };
    let first = plain::name(row.cell(place));
    let begins =
        |word: &&str| first.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let is_answered = |(field, column): &(Field, Column)| {
        let cell = row.cell(column.place);
        let is_closed = !field.spec().kind.names().is_empty() && column.place != place;
        is_closed && !cell.is_empty() && plain::whole(cell).is_none()
    };
    TOTALS.iter().any(begins) && !columns.fields.iter().any(is_answered)
}

/// How the days of each column with months are written; a guess is said.
fn days(
    rows: &[&Row],
    columns: &Columns,
    ground: &ImportContext,
    path: &SourcePath,
    notes: &mut Vec<Diagnostic>,
) -> Days {
    let mut days = Days::new();
    for column in columns.all(Field::Period) {
        let cells = rows.iter().map(|row| row.cell(column.place)).filter(|cell| !cell.is_empty());
        let readings: Vec<dates::Reading> =
            cells.filter_map(|cell| dates::read(cell, ground.today)).collect();
        let decision = dates::decide(&readings, ground.today);
        let rule = match decision.order {
            Order::MonthFirst => rule::import::MONTH_FIRST,
            _ => rule::import::DAY_FIRST,
        };
        if decision.is_guess {
            notes.push(Diagnostic::new(rule, Place::file(path)).with("column", &column.shown));
        }
        days.insert(column.place, decision);
    }
    days
}

/// The cells of a rejected row as they are kept: of a date only the month, or the months that it may be; of other words those
/// that do not say who somebody is.
fn kept(
    row: &Row,
    columns: &Columns,
    days: &Days,
    ground: &ImportContext,
    personal: FindPersonal,
) -> Vec<String> {
    let kept = |(field, column): &(Field, Column)| {
        // A sign between two cells was most likely one of the sentence: it is put back where the sentence was cut.
        if row.is_wider_than(columns.width) && column.place + 1 == columns.width {
            let cells: Vec<&str> = (column.place..row.cells.len()).map(|place| row.cell(place)).collect();
            return blanked(&cells.join("; "), personal);
        }
        let cell = row.cell(column.place);
        let reading =
            Some(cell).filter(|_| *field == Field::Period).and_then(|cell| dates::read(cell, ground.today));
        let Some(reading) = reading else { return blanked(cell, personal) };
        let order = days.get(&column.place).copied().unwrap_or_default().order;
        let months = reading.month(order).map_or_else(|| reading.months(), |month| vec![month]);
        months.into_iter().map(dates::written).collect::<Vec<_>>().join(" / ")
    };
    columns.fields.iter().map(kept).collect()
}

/// Rows that say what a remark of the guide says, and more: most likely the same answers, which came in before without that
/// column. Nobody can be sure, so both stay and the editor is told.
fn twins(said: &[Said], ground: &ImportContext, path: &SourcePath, notes: &mut Vec<Diagnostic>) {
    let undated = |values: &Values| {
        let mut values = values.clone();
        values.remove(&Field::Version);
        values
    };
    let all: BTreeSet<Meaning> =
        said.iter().map(|one| (one.guide.clone(), undated(&one.meaning().1))).collect();
    let (mut lines, mut remarks): (Vec<usize>, BTreeSet<String>) = Default::default();
    for guide in &ground.guides {
        for one in &guide.front_matter.feedback {
            let own = without(&one.values(), &[Field::Count, Field::Version]);
            // A row of this table says the same: the remark is that row, and a row that says more is another answer.
            if all.contains(&(guide.slug.clone(), own.clone())) {
                continue;
            }
            let says_more = |row: &&Said| {
                let values = undated(&row.meaning().1);
                row.guide == guide.slug
                    && values.len() > own.len()
                    && own.iter().all(|(field, value)| values.get(field) == Some(value))
            };
            for row in said.iter().filter(says_more) {
                lines.extend(&row.lines);
                remarks.insert(one.id.value.clone());
            }
        }
    }
    lines.sort_unstable();
    lines.dedup();
    if !lines.is_empty() {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let remarks: Vec<String> = remarks.into_iter().collect();
        let diagnostic = Diagnostic::new(rule::import::TWIN, Place::file(path));
        notes.push(diagnostic.with("lines", lines.join(", ")).with("remarks", remarks.join(", ")));
    }
}

/// How many people are behind what the guides hold already, both with the version and without.
fn known(ground: &ImportContext) -> BTreeMap<Meaning, u32> {
    let mut known: BTreeMap<Meaning, u32> = BTreeMap::new();
    for guide in &ground.guides {
        for one in &guide.front_matter.feedback {
            let mut values = without(&one.values(), &[Field::Count]);
            let mut add = |values: &Values| {
                let count = known.entry((guide.slug.clone(), values.clone())).or_default();
                *count = count.saturating_add(one.count.value);
            };
            add(&values);
            values.remove(&Field::Version);
            add(&values);
        }
    }
    known
}

/// The required fields that neither a column nor a default gives.
pub fn missing(columns: &Columns, mapping: &Mapping) -> Vec<Field> {
    let needed = TABLE.iter().filter(|spec| spec.need == Need::Always).map(|spec| spec.field);
    needed.filter(|field| mapping.defaults.get(*field).is_none() && columns.get(*field).is_none()).collect()
}

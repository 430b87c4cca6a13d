//! Rows → remarks: which are new, which a guide has already, and which rows are rejected.

use std::collections::BTreeMap;

use super::{
    columns::Columns,
    context::ImportContext,
    mapping::Mapping,
    mask::{BLANK, blanked},
    row::{self, Meaning, Reader, Remark, Said},
    table::Table,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::remark::{
        Field, FindPersonal, Need,
        draft::without,
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
    let mut said: Vec<Said> = Vec::new();
    let mut places: BTreeMap<Meaning, usize> = BTreeMap::new();
    for row in table.rows.iter().skip(columns.skip) {
        let cells: Vec<&str> = columns.fields.iter().map(|(_, column)| row.cell(column.place)).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        match row::read(&Reader { row, columns, mapping, ground, place: Place::file(path), personal }) {
            Ok(one) => match places.get(&one.meaning()) {
                Some(at) => said[*at].add(&one),
                None => {
                    places.insert(one.meaning(), said.len());
                    said.push(one);
                }
            },
            Err(diagnostics) => {
                let cells = cells.iter().map(|cell| blanked(cell, personal)).collect();
                import.rejected.push(Rejected { line: row.line, cells, diagnostics });
            }
        }
    }
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

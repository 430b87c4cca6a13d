//! Rows → remarks: what goes into which guide, what was there before, and what must be mended first.

use std::collections::BTreeMap;

use super::{
    columns::{Columns, Field},
    ground::Ground,
    mapping::Mapping,
    mask::{BLANK, Detector, blanked},
    row::{self, Reader, Remark},
    table::Table,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::{Feedback, edit::next_id},
    source::SourcePath,
};

/// A row that waits until somebody mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aside {
    /// Its line in the file.
    pub line: usize,
    /// Its cells, one for each column that is read. What names a person is blanked.
    pub cells: Vec<String>,
    /// What is wrong, one note or more.
    pub notes: Vec<Diagnostic>,
}

/// What a file brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// What is new, in the order of the file.
    pub fresh: Vec<Remark>,
    /// How many rows said what a guide knows already.
    pub known: usize,
    /// The rows that wait.
    pub aside: Vec<Aside>,
}

impl Import {
    /// In how many cells of the rows that wait something is blanked.
    pub fn masked(&self) -> usize {
        self.aside.iter().flat_map(|row| &row.cells).filter(|cell| cell.contains(BLANK)).count()
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
    ground: &Ground,
    path: &SourcePath,
    personal: Detector,
) -> Import {
    let mut import = Import::default();
    let mut said: Vec<Remark> = Vec::new();
    let mut places: BTreeMap<Meaning, usize> = BTreeMap::new();
    for row in table.rows.iter().skip(columns.skip) {
        let cells: Vec<&str> = columns.fields.iter().map(|(_, column)| row.cell(column.place)).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let place = || Place::file(path);
        let reader = Reader { row, columns, mapping, ground, place: &place, personal };
        match row::read(&reader) {
            Ok(remark) => match places.get(&Meaning::of(&remark)) {
                Some(at) => {
                    let same = &mut said[*at];
                    same.lines.extend(&remark.lines);
                    same.feedback.count = same.feedback.count.saturating_add(remark.feedback.count);
                }
                None => {
                    places.insert(Meaning::of(&remark), said.len());
                    said.push(remark);
                }
            },
            Err(notes) => {
                let cells = cells.iter().map(|cell| blanked(cell, personal)).collect();
                import.aside.push(Aside { line: row.line, cells, notes });
            }
        }
    }
    let mut id = ground.next_id.clone();
    for mut remark in said {
        let guide = ground.guides.iter().find(|guide| guide.slug == remark.guide);
        let same =
            guide.into_iter().flat_map(|guide| &guide.head.feedback).filter(|one| is_same(one, &remark));
        let before: u32 = same.map(|one| one.count.value).fold(0, u32::saturating_add);
        if before >= remark.feedback.count {
            import.known += remark.lines.len();
            continue;
        }
        remark.feedback.count -= before;
        remark.feedback.id = id.clone();
        id = next_id([id.as_str()], ground.today.year());
        import.fresh.push(remark);
    }
    import
}

/// All that a remark says, but for the number of people: two rows that mean the same have the same.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Meaning(
    String,
    Option<trousseau_core::guide::Version>,
    [String; 2],
    String,
    Words,
    Option<String>,
    u8,
    Option<String>,
);

type Words = (
    trousseau_core::guide::feedback::Origin,
    trousseau_core::guide::feedback::Channel,
    trousseau_core::guide::feedback::Theme,
);

impl Meaning {
    fn of(remark: &Remark) -> Self {
        let one = &remark.feedback;
        Self(
            remark.guide.clone(),
            remark.dated.then_some(one.version),
            [one.lang.tag().to_owned(), one.round.clone()],
            one.period.clone(),
            (one.source, one.channel, one.theme),
            one.section.clone(),
            one.severity,
            one.proposal.clone(),
        )
    }
}

/// Whether a guide holds this remark. The version counts only where the row names it: it was worked out from the days of
/// versions otherwise, and a new version may have come in the same month.
fn is_same(old: &Feedback, new: &Remark) -> bool {
    let one = &new.feedback;
    let text =
        |text: &Option<trousseau_core::yaml::Placed<String>>| text.as_ref().map(|text| text.value.clone());
    (!new.dated || old.version.value == one.version)
        && old.lang.value == one.lang
        && old.round.value == one.round
        && old.period.value == one.period
        && (old.source, old.channel, old.theme) == (one.source, one.channel, one.theme)
        && text(&old.section) == one.section
        && old.severity.value == one.severity
        && text(&old.proposal) == one.proposal
}

/// The fields that must be known for every row and are not: neither a column nor a default says them.
pub fn missing(columns: &Columns, mapping: &Mapping) -> Vec<Field> {
    let defaults = &mapping.defaults;
    let needed = [
        (Field::Guide, defaults.guide.is_some()),
        (Field::Source, defaults.source.is_some()),
        (Field::Channel, defaults.channel.is_some()),
        (Field::Theme, defaults.theme.is_some()),
        (Field::Severity, defaults.severity.is_some()),
    ];
    let lacks = |(field, default): &(Field, bool)| !default && columns.get(*field).is_none();
    needed.into_iter().filter(lacks).map(|(field, _)| field).collect()
}

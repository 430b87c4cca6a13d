//! Which sheet of a workbook has the answers, and what is said of the others.

use super::{
    columns::{self, Columns},
    mapping::Mapping,
    remarks,
    table::{Sheet, Table},
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::remark::FindPersonal,
    messages,
    source::SourcePath,
};
use trousseau_text::Language;

/// The measures by which the sheet of answers is chosen.
pub struct Judge<'a> {
    /// What the form calls things.
    pub mapping: &'a Mapping,
    /// What finds the names of persons, which a sheet may have for its name.
    pub personal: FindPersonal<'a>,
    /// The file.
    pub path: &'a SourcePath,
    /// The language of the messages.
    pub language: Language,
}

/// A sheet, as far as it matters for the choice.
struct Seen {
    shown: String,
    is_hidden: bool,
    is_empty: bool,
    /// Whether all that a remark needs has its column, and there are rows below.
    has_answers: bool,
    known: usize,
}

impl Judge<'_> {
    /// The sheet of this name, or the first visible one that has the headings; and what is to be said. No sheet comes with an
    /// error.
    pub fn choose(&self, sheets: Vec<Sheet>, wanted: Option<&str>) -> (Option<Table>, Vec<Diagnostic>) {
        let seen: Vec<Seen> =
            sheets.iter().enumerate().map(|(place, sheet)| self.look(place, sheet)).collect();
        let is_book = sheets.iter().any(|sheet| sheet.name.is_some());
        let place = match wanted.filter(|_| is_book) {
            Some(wanted) => sheets.iter().position(|sheet| sheet.name.as_deref() == Some(wanted)),
            None => first(&seen),
        };
        let filled = seen.iter().filter(|sheet| !sheet.is_empty).count();
        let Some(place) = place else {
            let list = self.list(seen.iter().filter(|sheet| wanted.is_some() || !sheet.is_empty));
            let diagnostic = match wanted.filter(|_| is_book) {
                Some(wanted) => {
                    self.diagnostic(rule::import::NO_SHEET).with("sheet", wanted).with("sheets", list)
                }
                None if filled == 0 => self.diagnostic(rule::import::EMPTY),
                None => self.diagnostic(rule::import::WHICH_SHEET).with("sheets", list),
            };
            return (None, vec![diagnostic]);
        };
        let diagnostics = if wanted.is_none() && filled > 1 { self.said(&seen, place) } else { Vec::new() };
        match sheets.into_iter().nth(place).map(|sheet| sheet.table) {
            Some(Ok(table)) if table.rows.is_empty() => (None, vec![self.diagnostic(rule::import::EMPTY)]),
            Some(Ok(mut table)) => {
                table.sheet = seen.get(place).map(|sheet| sheet.shown.clone()).filter(|_| is_book);
                (Some(table), diagnostics)
            }
            Some(Err(rule)) => (None, vec![self.diagnostic(rule)]),
            None => (None, vec![self.diagnostic(rule::import::EMPTY)]),
        }
    }

    fn look(&self, place: usize, sheet: &Sheet) -> Seen {
        let name = sheet.name.clone().unwrap_or_default();
        let is_shown = (self.personal)(&name).is_empty();
        let shown = if is_shown { name } else { format!("n° {}", place + 1) };
        let table = sheet.table.as_ref().ok();
        let columns: Option<Columns> =
            table.and_then(|table| columns::find(table, self.mapping, self.personal));
        let has_answers = columns.as_ref().zip(table).is_some_and(|(columns, table)| {
            remarks::missing(columns, self.mapping).is_empty() && table.rows.len() > columns.skip
        });
        Seen {
            shown,
            is_hidden: sheet.is_hidden,
            is_empty: table.is_some_and(|table| table.rows.is_empty()),
            has_answers,
            known: columns.map_or(0, |columns| columns.fields.len()),
        }
    }

    /// Which sheet is read, which others there are, and which of them have answers, too.
    fn said(&self, seen: &[Seen], place: usize) -> Vec<Diagnostic> {
        let others = || seen.iter().enumerate().filter(|(other, sheet)| *other != place && !sheet.is_empty);
        let name = seen.get(place).map(|sheet| sheet.shown.as_str()).unwrap_or_default();
        let list = self.list(others().map(|(_, sheet)| sheet));
        let mut diagnostics =
            vec![self.diagnostic(rule::import::SHEET).with("sheet", name).with("sheets", list)];
        let answers: Vec<&Seen> =
            others().map(|(_, sheet)| sheet).filter(|sheet| sheet.has_answers).collect();
        if !answers.is_empty() {
            let list = self.list(answers.into_iter());
            diagnostics
                .push(self.diagnostic(rule::import::MORE_ANSWERS).with("sheet", name).with("sheets", list));
        }
        diagnostics
    }

    /// The names of sheets, each with a word when it is hidden.
    fn list<'a>(&self, sheets: impl Iterator<Item = &'a Seen>) -> String {
        let name = |sheet: &Seen| {
            let key = if sheet.is_hidden { "import/sheet-hidden" } else { "import/sheet-name" };
            messages::say(self.language, key, &[("sheet", &sheet.shown)])
        };
        sheets.map(name).collect::<Vec<_>>().join(", ")
    }

    fn diagnostic(&self, rule: trousseau_core::diagnostic::Rule) -> Diagnostic {
        Diagnostic::new(rule, Place::file(self.path))
    }
}

/// The first visible sheet with all that a remark needs, else the visible one with most of it, else the only one that holds
/// anything. A hidden sheet is only read when it is asked for.
fn first(seen: &[Seen]) -> Option<usize> {
    let visible = || seen.iter().enumerate().filter(|(_, sheet)| !sheet.is_hidden && !sheet.is_empty);
    let complete = visible().find(|(_, sheet)| sheet.has_answers);
    let likely = || {
        let known = visible().filter(|(_, sheet)| sheet.known > 2);
        known.max_by_key(|(place, sheet)| (sheet.known, usize::MAX - place))
    };
    let is_only = seen.iter().filter(|sheet| !sheet.is_empty).count() == 1;
    let only = || visible().next().filter(|_| is_only);
    complete.or_else(likely).or_else(only).map(|(place, _)| place)
}

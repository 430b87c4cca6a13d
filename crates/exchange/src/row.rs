//! One row → one remark, or all that is wrong with it.

use super::{
    columns::{Columns, Field},
    ground::Ground,
    mapping::{Mapping, meaning},
    mask::{BLANK, Detector, blanked},
    table::Row,
    values,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::{
        GuideHead, Text, Version,
        edit::{NewFeedback, word},
        feedback::{Channel, Origin, Theme},
    },
    library::pilot::{self, MOST_LETTERS},
    toolkit::Round,
    words,
};
use trousseau_text::{Language, slug::slug};

/// The most people whom one row may speak for: a year or a telephone number in this column is a mistake.
const MOST_PEOPLE: u32 = 1_000;

/// A remark for a guide, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The slug of its guide.
    pub guide: String,
    /// The lines of the file that say it.
    pub lines: Vec<usize>,
    /// Whether its row names the tested version; if not, the version is worked out from the month.
    pub(super) dated: bool,
    /// The remark; its number is free in the whole toolkit.
    pub feedback: NewFeedback,
}

/// A row, and what it is read with.
pub(super) struct Reader<'a> {
    pub row: &'a Row,
    pub columns: &'a Columns,
    pub mapping: &'a Mapping,
    pub ground: &'a Ground<'a>,
    pub place: &'a dyn Fn() -> Place,
    pub personal: Detector<'a>,
}

/// Reads a row. The notes are all that is wrong with it, in the order of the form.
pub(super) fn read(reader: &Reader) -> Result<Remark, Vec<Diagnostic>> {
    let mut notes = Vec::new();
    let remark = remark(reader, &mut notes);
    match remark {
        Some(remark) if notes.is_empty() => Ok(remark),
        _ => Err(notes),
    }
}

fn remark(reader: &Reader, notes: &mut Vec<Diagnostic>) -> Option<Remark> {
    let (mapping, defaults) = (reader.mapping, &reader.mapping.defaults);
    let mut keep = |found: Found<()>| found.map_err(|note| notes.push(*note)).ok();
    // Every field is read, so that all that is wrong is said at once.
    let guide = reader.guide();
    let period = reader.period();
    let round = reader.round(period.as_ref().ok().and_then(Option::as_deref));
    let lang = reader.lang();
    let source = reader.word(Field::Source, &mapping.values.source, defaults.source, &Origin::ALL);
    let channel = reader.word(Field::Channel, &mapping.values.channel, defaults.channel, &Channel::ALL);
    let theme = reader.word(Field::Theme, &mapping.values.theme, defaults.theme, &Theme::ALL);
    let severity = reader.severity();
    let count = reader.count();
    let proposal = reader.proposal();
    let version = match &guide {
        Ok(guide) => reader.version(guide),
        Err(_) => Ok(None),
    };
    let section = match &guide {
        Ok(guide) => reader.section(guide),
        Err(_) => Ok(None),
    };
    let period = match (period, &round) {
        (Ok(Some(period)), Ok(round)) => reader.in_round(period, round),
        (Ok(None), Ok(round)) => reader.only_month(round),
        (Ok(_), Err(_)) => Ok(String::new()),
        (Err(note), _) => Err(note),
    };
    let guide = take(guide, &mut keep);
    let version = take(version, &mut keep);
    let lang = take(lang, &mut keep);
    let round = take(round, &mut keep);
    let period = take(period, &mut keep);
    let source = take(source, &mut keep);
    let channel = take(channel, &mut keep);
    let count = take(count, &mut keep);
    let theme = take(theme, &mut keep);
    let section = take(section, &mut keep);
    let severity = take(severity, &mut keep);
    let proposal = take(proposal, &mut keep);
    let (guide, named, period) = (guide?, version?, period?);
    let first = pilot::month(&period)?;
    let version = named.or_else(|| Ground::version_in(guide, first));
    let Some(version) = version else {
        notes.push(reader.note("import/no-version").with("guide", &guide.slug));
        return None;
    };
    let feedback = NewFeedback {
        id: String::new(),
        version,
        lang: lang?,
        round: round?.id.value.clone(),
        period,
        source: source?,
        channel: channel?,
        count: count?,
        theme: theme?,
        section: section?,
        severity: severity?,
        proposal: proposal?,
    };
    let (guide, dated) = (guide.slug.clone(), named.is_some());
    Some(Remark { guide, lines: vec![reader.row.line], dated, feedback })
}

/// A value, or the note that says why there is none.
type Found<T> = Result<T, Box<Diagnostic>>;

fn take<T>(found: Found<T>, keep: &mut impl FnMut(Found<()>) -> Option<()>) -> Option<T> {
    match found {
        Ok(value) => Some(value),
        Err(note) => {
            keep(Err(note));
            None
        }
    }
}

impl<'a> Reader<'a> {
    fn cell(&self, field: Field) -> &'a str {
        self.columns.get(field).map_or("", |column| self.row.cell(column.place))
    }

    fn note(&self, code: &'static str) -> Diagnostic {
        Diagnostic::error(code, (self.place)()).with("line", self.row.line)
    }

    /// A note about the cell of a field. It quotes what stands there, unless that names a person.
    fn wrong<T>(&self, code: &'static str, field: Field) -> Found<T> {
        let cell = self.cell(field);
        let heading = self.columns.get(field).map_or(field.name(), |column| &column.heading);
        if !(self.personal)(cell).is_empty() {
            return Err(Box::new(self.named(cell, heading)));
        }
        Err(Box::new(self.note(code).with("column", heading).with("value", cell)))
    }

    /// A note about a cell that names a person: what kind of words does, and the cell without them.
    fn named(&self, cell: &str, heading: &str) -> Diagnostic {
        let found = (self.personal)(cell);
        let in_line = || (self.personal)(&pilot::clean(cell)).first().map(|(_, code)| *code);
        let kind = found.first().map(|(_, code)| *code).or_else(in_line);
        let kind = kind.and_then(|code| code.strip_prefix("privacy/")).unwrap_or_default();
        let note = self.note("import/personal").with("column", heading);
        note.with("personal", kind).with("value", blanked(cell, self.personal))
    }

    fn missing<T>(&self, field: Field) -> Found<T> {
        Err(Box::new(match self.columns.get(field) {
            Some(column) => self.note("import/missing").with("column", &column.heading),
            // The same for every row, and so said once.
            None => Diagnostic::error("import/no-column", (self.place)()).with("field", field.name()),
        }))
    }

    fn guide(&self) -> Found<&'a Text<GuideHead>> {
        let cell = self.cell(Field::Guide);
        let wanted = meaning(&self.mapping.values.guide, cell).map_or(cell, String::as_str);
        let wanted = match (wanted, &self.mapping.defaults.guide) {
            ("", Some(default)) => default,
            ("", None) => return self.missing(Field::Guide),
            (wanted, _) => wanted,
        };
        if self.ground.guide(wanted).is_none() && self.ground.is_unreadable(wanted) {
            return self.wrong("import/guide-unreadable", Field::Guide);
        }
        self.ground.guide(wanted).map_or_else(
            || {
                let known = self.ground.guides.iter().map(|guide| guide.slug.as_str());
                let near = |note: Box<Diagnostic>| Box::new((*note).with_near(&slug(wanted), known));
                self.wrong("import/guide", Field::Guide).map_err(near)
            },
            Ok,
        )
    }

    /// The version that the row names.
    fn version(&self, guide: &Text<GuideHead>) -> Found<Option<Version>> {
        let cell = self.cell(Field::Version);
        let named = match cell.trim_start_matches(['v', 'V']).parse::<Version>() {
            Ok(version) => Some(version),
            Err(()) if cell.is_empty() => self.mapping.defaults.version,
            Err(()) => return self.wrong("import/version", Field::Version),
        };
        let there =
            |version: &Version| guide.head.versions.iter().any(|entry| entry.version.value == *version);
        if named.as_ref().is_some_and(|version| !there(version)) {
            return self.wrong("import/version", Field::Version);
        }
        Ok(named)
    }

    fn lang(&self) -> Found<Language> {
        let cell = self.cell(Field::Lang);
        let toolkit = self.ground.toolkit;
        let named = match meaning(&self.mapping.values.lang, cell) {
            Some(language) => Some(*language),
            None if cell.is_empty() => {
                Some(self.mapping.defaults.lang.unwrap_or_else(|| toolkit.source_language()))
            }
            None => values::language(cell, &toolkit.languages),
        };
        match named.filter(|language| toolkit.languages.contains(language)) {
            Some(language) => Ok(language),
            None => self.wrong("import/value", Field::Lang),
        }
    }

    /// The month that the row or the mapping names.
    fn period(&self) -> Found<Option<String>> {
        let default = self.ground.period.as_ref().or(self.mapping.defaults.period.as_ref());
        match (self.cell(Field::Period), default) {
            ("", default) => Ok(default.cloned()),
            (cell, _) => match values::month(cell) {
                Some(month) => Ok(Some(month)),
                None => self.wrong("import/period", Field::Period),
            },
        }
    }

    fn round(&self, period: Option<&str>) -> Found<&'a Round> {
        let cell = self.cell(Field::Round);
        let wanted = meaning(&self.mapping.values.round, cell).map_or(cell, String::as_str);
        if !wanted.is_empty() {
            return self.ground.round(wanted).map_or_else(|| self.wrong("import/round", Field::Round), Ok);
        }
        let given = self.ground.round.as_ref().or(self.mapping.defaults.round.as_ref());
        let found = match given {
            Some(id) => self.ground.round(id),
            None => period.and_then(pilot::month).and_then(|first| self.ground.round_of(first)),
        };
        found.map_or_else(|| Err(Box::new(self.note("import/no-round"))), Ok)
    }

    fn in_round(&self, period: String, round: &Round) -> Found<String> {
        match pilot::period(&period, Some(round), self.ground.today) {
            Ok(()) => Ok(period),
            Err("feedback/future") => {
                let named = |note: Box<Diagnostic>| Box::new((*note).with("value", &period));
                self.wrong("import/future", Field::Period).map_err(named)
            }
            // The month alone is quoted: the table of what waits keeps this sentence, and no day.
            Err(_) => {
                let named = |note: Box<Diagnostic>| {
                    Box::new((*note).with("value", &period).with("round", &round.id.value))
                };
                self.wrong("import/period-round", Field::Period).map_err(named)
            }
        }
    }

    /// The month of a round that takes place in one month only: nobody has to write it.
    fn only_month(&self, round: &Round) -> Found<String> {
        let month = |day: jiff::civil::Date| format!("{:04}-{:02}", day.year(), day.month());
        if month(round.from) == month(round.to) {
            self.in_round(month(round.from), round)
        } else {
            self.missing(Field::Period)
        }
    }

    fn word<T: Copy + serde::Serialize>(
        &self,
        field: Field,
        mapped: &std::collections::BTreeMap<String, T>,
        default: Option<T>,
        all: &[T],
    ) -> Found<T> {
        let cell = self.cell(field);
        match (cell, default) {
            ("", Some(default)) => Ok(default),
            ("", None) => self.missing(field),
            _ => {
                let found =
                    meaning(mapped, cell).copied().or_else(|| values::choose(all, field.name(), cell));
                let spoken = |one| words::value(self.ground.language, field.name(), &word(one)).to_owned();
                let known: Vec<String> = all.iter().map(spoken).collect();
                let say = |note: Box<Diagnostic>| Box::new((*note).with("known", known.join(", ")));
                found.map_or_else(|| self.wrong("import/word", field).map_err(say), Ok)
            }
        }
    }

    fn severity(&self) -> Found<u8> {
        let cell = self.cell(Field::Severity);
        match (cell, self.mapping.defaults.severity) {
            ("", Some(default)) if (1..=3).contains(&default) => Ok(default),
            ("", _) => self.missing(Field::Severity),
            _ => {
                let found =
                    meaning(&self.mapping.values.severity, cell).copied().or_else(|| values::severity(cell));
                let found = found.filter(|level| (1..=3).contains(level));
                found.map_or_else(|| self.wrong("import/severity", Field::Severity), Ok)
            }
        }
    }

    /// How many people said it; one when the row does not say.
    fn count(&self) -> Found<u32> {
        let cell = self.cell(Field::Count);
        if cell.is_empty() {
            return Ok(1);
        }
        let number = cell.parse().ok().filter(|count| (1..=MOST_PEOPLE).contains(count));
        number.map_or_else(|| self.wrong("import/count", Field::Count), Ok)
    }

    fn section(&self, guide: &Text<GuideHead>) -> Found<Option<String>> {
        let cell = self.cell(Field::Section);
        let wanted = meaning(&self.mapping.values.section, cell).map_or(cell, String::as_str);
        if wanted.is_empty() {
            return Ok(None);
        }
        let found = self.ground.section(guide, wanted);
        found.map_or_else(|| self.wrong("import/section", Field::Section), |anchor| Ok(Some(anchor)))
    }

    /// The one free text, on one line.
    fn proposal(&self) -> Found<Option<String>> {
        let cell = self.cell(Field::Proposal);
        let text = pilot::clean(cell);
        if !(self.personal)(cell).is_empty() || !(self.personal)(&text).is_empty() {
            let heading = self.columns.get(Field::Proposal).map_or("", |column| &column.heading);
            return Err(Box::new(self.named(cell, heading)));
        }
        // A row that waited and came back as it was: with a hole, it says nothing.
        if text.contains(BLANK) {
            return self.wrong("import/masked", Field::Proposal);
        }
        match text.chars().count() {
            0 => Ok(None),
            letters if letters > MOST_LETTERS => {
                let heading = self.columns.get(Field::Proposal).map_or("", |column| &column.heading);
                let note = self.note("import/long").with("column", heading);
                Err(Box::new(note.with("letters", letters).with("most", MOST_LETTERS)))
            }
            _ => Ok(Some(text)),
        }
    }
}

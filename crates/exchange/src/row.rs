//! One row → one remark, or all that is wrong with it.
//!
//! A cell is understood in the words of whoever filled it; what it comes to is a draft, checked like any other.

mod told;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    columns::{Column, Columns},
    context::ImportContext,
    dates::{self, Decision},
    mapping::Mapping,
    mask::BLANK,
    plain,
    table::Row,
    values,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::{
        GuideFrontMatter, Text, Version,
        remark::{
            About, Draft, Field, FindPersonal, Kind, NewFeedback, Numbers, Spec, Valid,
            draft::is_certain,
            fields::{self, Values},
            rules::month,
        },
    },
    toolkit::Round,
};
use trousseau_text::slug::slug;

/// The most people whom one row may speak for: a year or a telephone number in this column is a mistake.
const MOST_PEOPLE: u32 = 1_000;

/// A remark for a guide, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The slug of its guide.
    pub guide: String,
    /// The lines of the file that say it.
    pub lines: Vec<usize>,
    /// The remark; its number is free in the whole toolkit.
    pub feedback: NewFeedback,
}

/// What programs write for a box that is ticked or not.
const TRUTHS: [&str; 6] = ["true", "false", "vrai", "faux", "wahr", "falsch"];

/// What people write into a form who have nothing to say, as slugs.
const NOTHING: [&str; 16] = [
    "ras",
    "r-a-s",
    "neant",
    "aucun",
    "aucune",
    "rien",
    "rien-a-dire",
    "rien-a-signaler",
    "sans-objet",
    "nothing",
    "none",
    "no-comment",
    "لا-شيء",
    "нічого",
    "немає",
    "ничего",
];

/// Whether a cell of words has none, or words that say so.
fn says_nothing(cell: &str) -> bool {
    !cell.contains(char::is_alphanumeric) || NOTHING.contains(&plain::name(cell).as_str())
}

/// A row, with everything that is needed to read it.
pub(super) struct Reader<'a> {
    pub row: &'a Row,
    pub columns: &'a Columns,
    pub mapping: &'a Mapping,
    pub ground: &'a ImportContext<'a>,
    /// How the days of each column are written.
    pub days: &'a Days,
    /// The name of the sheet.
    pub sheet: Option<&'a str>,
    pub place: Place,
    pub personal: FindPersonal<'a>,
}

/// How the days of each column with months are written, by the index of the column.
pub(super) type Days = BTreeMap<usize, Decision>;

/// What becomes of a row.
pub(super) enum Outcome {
    /// It is a remark.
    Taken(Said),
    /// It must be corrected first, for these reasons.
    Rejected(Vec<Diagnostic>),
}

/// What a row says, or several that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The slug of its guide.
    pub guide: String,
    /// The lines of the file that say it.
    pub lines: Vec<usize>,
    /// Whether the row names the tested version; if not, the version was worked out from the month.
    pub dated: bool,
    /// The remark.
    pub remark: Valid,
}

/// All that a remark says, but for the number of people: two rows that mean the same have the same. The version counts only
/// where a row names it: it was worked out from the days of versions otherwise, and a new version may have come in the same
/// month.
pub(super) type Meaning = (String, Values);

impl Said {
    /// What it says.
    pub fn meaning(&self) -> Meaning {
        let left_out: &[Field] = if self.dated { &[Field::Count] } else { &[Field::Count, Field::Version] };
        (self.guide.clone(), self.remark.without(left_out))
    }

    /// The people behind a row that says the same are added.
    pub fn add(&mut self, same: &Self) {
        self.lines.extend(&same.lines);
        self.remark.set_count(self.remark.count().saturating_add(same.remark.count()));
    }

    /// The remark with the next number that is free.
    pub fn numbered(self, numbers: &mut Numbers) -> Remark {
        Remark { guide: self.guide, lines: self.lines, feedback: self.remark.numbered(numbers) }
    }
}

/// What a row has come to so far.
#[derive(Default)]
struct Reading {
    draft: Draft,
    /// What is wrong, in the order of the form.
    diagnostics: BTreeMap<Field, Diagnostic>,
    /// Fields that hang on another one with a diagnostic: nothing can be said of them.
    hanging: BTreeSet<Field>,
}

/// A value, or the diagnostic that says why there is none.
type Found<T> = Result<T, Box<Diagnostic>>;

/// Reads a row. A rejected one has all its faults, in the order of the fields.
pub(super) fn read(reader: &Reader) -> Outcome {
    let mut reading = Reading::default();
    if reader.row.is_wider_than(reader.columns.width) {
        return Outcome::Rejected(vec![reader.diagnostic(rule::import::TOO_WIDE)]);
    }
    for field in Field::ALL {
        reading.diagnostics.extend(reader.unread(*field).map(|diagnostic| (*field, diagnostic)));
    }
    let guide = reading.take(Field::Guide, reader.guide());
    for spec in fields::written().filter(|spec| !matches!(spec.kind, Kind::Round | Kind::Month)) {
        reading.keep(spec.field, reader.understood(spec, guide));
    }
    reader.when(&mut reading);
    let dated = reading.draft.get(Field::Version).is_some();
    reader.version_of(guide, &mut reading);
    let about = reader.about(guide);
    if reader.says_no_person() {
        reading.draft.mean_no_person();
    }
    match (reading.draft.validate(&about, reader.personal), guide) {
        (Ok(remark), Some(guide)) if reading.diagnostics.is_empty() => {
            Outcome::Taken(Said { guide: guide.slug.clone(), lines: vec![reader.row.line], dated, remark })
        }
        (Ok(_), _) => Outcome::Rejected(reading.diagnostics.into_values().collect()),
        (Err(faults), _) => {
            for fault in faults.iter().filter(|fault| !reading.hanging.contains(&fault.field)) {
                reading.diagnostics.entry(fault.field).or_insert_with(|| reader.told(fault));
            }
            Outcome::Rejected(reading.diagnostics.into_values().collect())
        }
    }
}

impl Reading {
    /// A value, or its diagnostic among the others. What follows from another fault of the cell is not said.
    fn take<T>(&mut self, field: Field, found: Found<T>) -> Option<T> {
        found.map_err(|diagnostic| self.diagnostics.entry(field).or_insert(*diagnostic).severity).ok()
    }

    /// Puts what was found into the draft.
    fn keep(&mut self, field: Field, found: Found<Option<String>>) {
        if let Some(Some(value)) = self.take(field, found) {
            self.draft.set(field, value);
        }
    }
}

impl<'a> Reader<'a> {
    fn about(&self, guide: Option<&'a Text<GuideFrontMatter>>) -> About<'a> {
        About { toolkit: self.ground.toolkit, today: self.ground.today, guide: guide.map(Text::tested) }
    }

    /// The column of a field: of several the first that is filled in.
    fn column(&self, field: Field) -> Option<&'a Column> {
        let filled = self.columns.all(field).find(|column| !self.row.cell(column.place).is_empty());
        filled.or_else(|| self.columns.get(field))
    }

    fn cell(&self, field: Field) -> &'a str {
        self.column(field).map_or("", |column| self.row.cell(column.place))
    }

    /// Whether somebody answered that no person is meant, in the column of the file of rejected rows.
    fn says_no_person(&self) -> bool {
        const YES: [&str; 8] = ["oui", "o", "yes", "y", "x", "1", "vrai", "true"];
        let cell = self.columns.no_person.map_or("", |place| self.row.cell(place));
        YES.contains(&slug(cell).as_str())
    }

    fn guide(&self) -> Found<&'a Text<GuideFrontMatter>> {
        let cell = self.cell(Field::Guide);
        let wanted = self.mapping.values.get(Field::Guide, cell).unwrap_or(cell);
        let wanted = match (wanted, self.mapping.defaults.get(Field::Guide)) {
            ("", Some(default)) => default,
            ("", None) => return Err(Box::new(self.missing(Field::Guide))),
            (wanted, _) => wanted,
        };
        self.ground.guide(wanted).ok_or_else(|| {
            if self.ground.is_unreadable(wanted) {
                let unreadable = self.wrong(rule::import::GUIDE_UNREADABLE, Field::Guide);
                return Box::new(unreadable.with("value", slug(wanted)));
            }
            let known = self.ground.guides.iter().map(|guide| guide.slug.as_str());
            Box::new(self.wrong(rule::import::GUIDE, Field::Guide).with_near(&slug(wanted), known))
        })
    }

    /// What a cell means, as a file has it; else what holds for rows that do not say it.
    fn understood(&self, spec: &Spec, guide: Option<&Text<GuideFrontMatter>>) -> Found<Option<String>> {
        let (field, cell) = (spec.field, self.cell(spec.field));
        let wrong = |code| Box::new(self.wrong(code, field));
        if cell.is_empty() {
            return Ok(self.silent(spec));
        }
        let own = |text: &str| Some(text.to_owned());
        if let Some(meaning) = self.mapping.values.get(field, cell)
            && !matches!(spec.kind, Kind::Section)
        {
            return Ok(own(meaning));
        }
        match spec.kind {
            Kind::Version => match plain::digits(cell).trim_start_matches(['v', 'V']).parse::<Version>() {
                Ok(version) => Ok(Some(version.to_string())),
                Err(()) => Err(wrong(rule::import::VERSION)),
            },
            Kind::Language => match values::language(cell, &self.ground.toolkit.languages) {
                Some(language) => Ok(own(language.tag())),
                None => Err(wrong(rule::import::VALUE)),
            },
            Kind::Word { .. } => match values::choose(field.name(), cell) {
                Some(word) => Ok(own(word)),
                None => Err(Box::new(self.wrong(rule::import::WORD, field).with("known", self.known(field)))),
            },
            Kind::Level(scale) => match values::level(scale, field.name(), cell) {
                Some(level) => Ok(own(level)),
                None => Err(wrong(rule::import::SEVERITY)),
            },
            Kind::People => match values::people(cell).filter(|count| *count <= MOST_PEOPLE) {
                Some(count) => Ok(Some(count.to_string())),
                None => Err(wrong(rule::import::COUNT)),
            },
            Kind::Section => {
                let Some(guide) = guide else { return Ok(None) };
                let wanted = self.mapping.values.get(field, cell).unwrap_or(cell);
                self.ground.section(guide, wanted).map(Some).ok_or_else(|| wrong(rule::import::SECTION))
            }
            // A rejected row was imported again without being corrected: a proposal with a masked part says nothing.
            Kind::Text(_)
                if cell.contains(BLANK)
                    && !(self.personal)(cell).iter().any(|(_, code)| is_certain(*code)) =>
            {
                Err(wrong(rule::import::MASKED))
            }
            Kind::Text(_) if says_nothing(cell) => Ok(self.silent(spec)),
            // A box that was ticked, in a column of words.
            Kind::Text(_) if TRUTHS.contains(&plain::name(cell).as_str()) => Err(wrong(rule::import::VALUE)),
            Kind::Guide | Kind::Round | Kind::Month | Kind::Text(_) => Ok(own(cell)),
        }
    }

    /// What an empty cell means.
    fn silent(&self, spec: &Spec) -> Option<String> {
        let default = self.mapping.defaults.get(spec.field);
        let usual = match spec.kind {
            Kind::Language => self.ground.toolkit.source_language().tag(),
            Kind::People => "1",
            // A default that is not on the scale is none.
            Kind::Level(scale) => return default.filter(|level| scale.contains(level)).map(str::to_owned),
            _ => return default.map(str::to_owned),
        };
        Some(default.unwrap_or(usual).to_owned())
    }

    /// The month and the round, of which each may tell the other.
    fn when(&self, reading: &mut Reading) {
        let period = reading.take(Field::Period, self.period()).flatten();
        let round = match self.round(period.as_deref()) {
            // The month would have told the round.
            Err(_)
                if self.cell(Field::Round).is_empty() && reading.diagnostics.contains_key(&Field::Period) =>
            {
                reading.hanging.insert(Field::Round);
                None
            }
            round => reading.take(Field::Round, round),
        };
        let of_round = round.filter(|round| month_of(round.from) == month_of(round.to));
        match period.or_else(|| of_round.map(|round| month_of(round.from))) {
            Some(period) => reading.draft.set(Field::Period, period),
            None => reading.hanging.extend(round.is_none().then_some(Field::Period)),
        }
        if let Some(round) = round {
            reading.draft.set(Field::Round, round.id.value.as_str());
        }
    }

    /// The month that the row or the mapping names.
    fn period(&self) -> Found<Option<String>> {
        let default = self.ground.period.as_deref().or(self.mapping.defaults.get(Field::Period));
        match self.cell(Field::Period) {
            "" => Ok(default.map(str::to_owned)),
            cell => {
                let days = self.column(Field::Period).and_then(|column| self.days.get(&column.place));
                let reading = dates::read(cell, self.ground.today);
                match reading.and_then(|reading| reading.month(days.copied().unwrap_or_default().order)) {
                    Some(month) => Ok(Some(dates::written(month))),
                    None if reading.is_some_and(|reading| reading.months().len() > 1) => {
                        Err(Box::new(self.wrong(rule::import::DAY_OR_MONTH, Field::Period)))
                    }
                    None => Err(Box::new(self.wrong(rule::import::PERIOD, Field::Period))),
                }
            }
        }
    }

    fn round(&self, period: Option<&str>) -> Found<&'a Round> {
        let cell = self.cell(Field::Round);
        let wanted = self.mapping.values.get(Field::Round, cell).unwrap_or(cell);
        if !wanted.is_empty() {
            let unknown = || Box::new(self.wrong(rule::import::ROUND, Field::Round));
            return self.ground.round(wanted).ok_or_else(unknown);
        }
        let given = self.ground.round.as_deref().or(self.mapping.defaults.get(Field::Round));
        let found = match given {
            Some(id) => self.ground.round(id),
            None => period.and_then(month).and_then(|first| self.ground.round_of(first)),
        };
        found.ok_or_else(|| Box::new(self.diagnostic(rule::import::NO_ROUND)))
    }

    /// Where the row names no version, the one that people had in hand in that month.
    fn version_of(&self, guide: Option<&Text<GuideFrontMatter>>, reading: &mut Reading) {
        if reading.draft.get(Field::Version).is_some() {
            return;
        }
        match (guide, reading.draft.get(Field::Period).and_then(month)) {
            (Some(guide), Some(first)) => match ImportContext::version_in(guide, first) {
                Some(version) => reading.draft.set(Field::Version, version.to_string()),
                None => {
                    let diagnostic = self.diagnostic(rule::import::NO_VERSION).with("guide", &guide.slug);
                    reading.diagnostics.entry(Field::Version).or_insert(diagnostic);
                }
            },
            _ => reading.hanging.extend([Field::Version]),
        }
    }
}

fn month_of(day: jiff::civil::Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

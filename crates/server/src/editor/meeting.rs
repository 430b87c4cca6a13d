//! A table to type many remarks of one meeting about a guide: what is the same for all is asked once, and all are written or none.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    form::Choice,
    form_handler::{Case, FormHandler, done},
};
use crate::{
    http::{Asked, Reply},
    notes::{Shown, live, view},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    replies::reply,
};
use trousseau_app::feedback::{self, NoneAdded};
use trousseau_core::{
    diagnostic::Place,
    guide::remark::{
        About, Draft, Fault, Field, Kind, Spec, Wrong,
        choices::{choices, suggestion},
        fields,
    },
    messages::{self, Failure},
};
use trousseau_text::{Fingerprint, Language};

/// How many rows there are at first, and how many come each time.
const ROWS: usize = 5;

/// The most rows that are read.
const MOST: usize = 200;

/// What is the same for all remarks of a meeting.
const SHARED: [Field; 4] = [Field::Version, Field::Round, Field::Period, Field::Channel];

/// The view of the page.
#[derive(Serialize)]
struct Meeting {
    guide: String,
    title: String,
    lang: &'static str,
    token: String,
    message: &'static str,
    shared: Vec<Cell>,
    rows: Vec<Row>,
    /// How many rows there are, for the button that gives more.
    count: usize,
    notes: Vec<NoteView>,
    faults: Vec<Problem>,
}

#[derive(Serialize)]
struct Row {
    number: usize,
    cells: Vec<Cell>,
    /// What stands for the words that may name a person; "" when none do.
    person: String,
    is_nobody: bool,
}

#[derive(Serialize)]
struct Cell {
    name: String,
    kind: &'static str,
    label: String,
    value: String,
    choices: Vec<Choice>,
    error: String,
}

#[derive(Serialize)]
struct Problem {
    name: String,
    label: String,
    text: String,
}

/// What is wrong with the answers, by their names.
type Errors = BTreeMap<String, String>;

/// What was typed, and what came of it.
struct Typed<'a> {
    asked: &'a Asked,
    about: &'a About<'a>,
    language: Language,
    errors: Errors,
    /// The rows in which somebody may be named.
    doubtful: Vec<usize>,
}

impl FormHandler {
    /// The table; writes all remarks of it when each can be one.
    pub(super) fn meeting(&self, case: &Case, asked: &Asked) -> anyhow::Result<Reply> {
        if case.guide.front_matter.versions.is_empty() {
            return Err(Failure::new("add/no-version").into());
        }
        feedback::has_round(case.project)?;
        let about = feedback::about(case.project, case.guide);
        let language = self.preview.language;
        let mut typed = Typed { asked, about: &about, language, errors: Errors::new(), doubtful: Vec::new() };
        let asks_more = asked.field("step") == Some("more");
        let count = typed.count() + if asks_more { ROWS } else { 0 };
        if asked.form.is_none() || asks_more {
            return Ok(self.table(200, case, &typed, count, ("", Vec::new())));
        }
        let filled: Vec<usize> = (0..count).filter(|row| typed.is_filled(*row)).collect();
        if filled.is_empty() {
            return Ok(self.table(422, case, &typed, count, ("empty", Vec::new())));
        }
        let drafts: Vec<Draft> = filled.iter().map(|row| typed.draft(*row)).collect();
        let change = match feedback::add_all(case.project, case.guide, &drafts) {
            Ok(change) => change,
            Err(NoneAdded::Faults(all)) => {
                for (place, faults) in all {
                    typed.complain(filled.get(place).copied().unwrap_or_default(), &faults);
                }
                return Ok(self.table(422, case, &typed, count, ("answers", Vec::new())));
            }
            Err(NoneAdded::Refused(refusal)) => {
                let notes = refusal.diagnostics.iter();
                let notes = notes.map(|note| view(&self.preview, &refusal.sources, note)).collect();
                return Ok(self.table(422, case, &typed, count, ("refused", notes)));
            }
        };
        match self.write(case, &change) {
            Ok(()) => {
                let ids = &change.value;
                let last = ids.last().filter(|_| ids.len() > 1).map(|last| format!(" – {last}"));
                let ids = format!("{}{}", ids.first().map_or("", String::as_str), last.unwrap_or_default());
                Ok(done(case.guide, "added", &ids))
            }
            Err(error) => {
                let (message, _, status) = self.failed(&error);
                Ok(self.table(status, case, &typed, count, (message, Vec::new())))
            }
        }
    }

    fn table(
        &self,
        status: u16,
        case: &Case,
        typed: &Typed,
        count: usize,
        (message, notes): (&'static str, Vec<NoteView>),
    ) -> Reply {
        let count = count.min(MOST);
        let rows: Vec<Row> = (0..count).map(|row| typed.row(row)).collect();
        let shared: Vec<Cell> = shared().map(|spec| typed.cell(spec, spec.field.name().to_owned())).collect();
        let own = rows.iter().flat_map(|row| row.cells.iter().map(move |cell| (Some(row.number), cell)));
        let all = shared.iter().map(|cell| (None, cell)).chain(own);
        let problem = |(row, cell): (Option<usize>, &Cell)| {
            (!cell.error.is_empty()).then(|| Problem {
                name: cell.name.clone(),
                label: row.map_or_else(|| cell.label.clone(), |row| format!("{row}, {}", cell.label)),
                text: cell.error.clone(),
            })
        };
        let view = Meeting {
            guide: case.guide.slug.clone(),
            title: case.guide.front_matter.title.clone(),
            lang: case.guide.language.html(),
            token: self.preview.token.clone(),
            message,
            faults: all.filter_map(problem).collect(),
            shared,
            rows,
            count,
            notes,
        };
        let live = live(&self.preview, case.snapshot, &Shown::default());
        reply(status, page(EditorPage::Meeting, &view, &live))
    }
}

fn shared() -> impl Iterator<Item = &'static Spec> {
    fields::written().filter(|spec| SHARED.contains(&spec.field))
}

/// What each remark has of its own.
fn own_fields() -> impl Iterator<Item = &'static Spec> {
    fields::written().filter(|spec| !SHARED.contains(&spec.field) && !matches!(spec.kind, Kind::Guide))
}

fn label(language: Language, spec: &Spec) -> String {
    match word(language, "field", spec.field.name()) {
        "" => messages::say(language, spec.question, &[]),
        label => label.to_owned(),
    }
}

impl Typed<'_> {
    /// How many rows were sent; some at first.
    fn count(&self) -> usize {
        let last =
            |pair: &(String, String)| pair.0.strip_prefix('r')?.split('.').next()?.parse::<usize>().ok();
        let sent = self.asked.form.iter().flatten().filter_map(last).filter(|row| *row < MOST).max();
        sent.map_or(ROWS, |last| last + 1)
    }

    fn text(&self, name: &str) -> &str {
        self.asked.field(name).unwrap_or_default().trim()
    }

    /// Whether something was typed into a row that is not there at first.
    fn is_filled(&self, row: usize) -> bool {
        own_fields().any(|spec| {
            let text = self.text(&format!("r{row}.{}", spec.field.name()));
            !text.is_empty() && text != suggestion(spec.field, self.about, None)
        })
    }

    fn draft(&self, row: usize) -> Draft {
        let mut draft = Draft::default();
        for spec in shared() {
            draft.set(spec.field, self.text(spec.field.name()));
        }
        for spec in own_fields() {
            draft.set(spec.field, self.text(&format!("r{row}.{}", spec.field.name())));
        }
        if self.means_nobody(row) {
            draft.mean_no_person();
        }
        draft
    }

    /// The hash of the words of a row: the answer about a person holds for these words alone.
    fn words(&self, row: usize) -> String {
        Fingerprint::of(self.text(&format!("r{row}.proposal")).as_bytes()).to_string()
    }

    fn means_nobody(&self, row: usize) -> bool {
        self.asked.field(&format!("r{row}.no_person")) == Some(&*self.words(row))
    }

    /// Puts what is wrong with a remark beside the questions that it is about.
    fn complain(&mut self, row: usize, faults: &[Fault]) {
        if faults.iter().any(Fault::is_doubtful) {
            self.doubtful.push(row);
        }
        for fault in faults {
            let said = match (&fault.wrong, fault.answer()) {
                (Wrong::Missing, _) => word(self.language, "form", "empty").to_owned(),
                (Wrong::Unknown, _) => word(self.language, "form", "unknown").to_owned(),
                (_, Some(key)) => messages::say(self.language, key, &[]),
                (_, None) => {
                    let notes = fault.diagnostics("", &Place::file(&"".into()), self.about);
                    let say = |note| {
                        let hint = messages::hint(self.language, note).unwrap_or_default();
                        format!("{} {hint}", messages::title(self.language, note)).trim().to_owned()
                    };
                    notes.iter().map(say).collect::<Vec<_>>().join(" ")
                }
            };
            let name = fault.field.name();
            let name = if SHARED.contains(&fault.field) { name.to_owned() } else { format!("r{row}.{name}") };
            self.errors.insert(name, said);
        }
    }

    fn row(&self, row: usize) -> Row {
        let is_doubtful = self.doubtful.contains(&row) || self.means_nobody(row);
        Row {
            number: row + 1,
            cells: own_fields()
                .map(|spec| self.cell(spec, format!("r{row}.{}", spec.field.name())))
                .collect(),
            person: if is_doubtful { self.words(row) } else { String::new() },
            is_nobody: self.means_nobody(row),
        }
    }

    fn cell(&self, spec: &Spec, name: String) -> Cell {
        let usual = suggestion(spec.field, self.about, None);
        let value = self.asked.field(&name).unwrap_or(&usual).to_owned();
        let kind = match spec.kind {
            Kind::Month => "month",
            Kind::People => "number",
            Kind::Guide | Kind::Text(_) => "area",
            _ => "select",
        };
        let known =
            if kind == "select" { choices(spec.field, self.about, self.language) } else { Vec::new() };
        let open = usual.is_empty() && known.iter().all(|choice| !choice.0.is_empty());
        let none = (open && kind == "select").then(|| (String::new(), "–".to_owned()));
        let choice = |(own, label): (String, String)| Choice {
            chosen: own == value,
            lang: Language::find(&own).filter(|_| spec.field == Field::Lang).map(|own| own.html()),
            value: own,
            label,
        };
        Cell {
            error: self.errors.get(&name).cloned().unwrap_or_default(),
            choices: none.into_iter().chain(known).map(choice).collect(),
            label: label(self.language, spec),
            name,
            kind,
            value,
        }
    }
}

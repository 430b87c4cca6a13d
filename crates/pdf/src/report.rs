//! The report of a round on paper: the same view, words and numbers as its page, in the same order.
//!
//! Drawings are left out: the table beside each says the same. How it looks is in the theme's `leaflet/report.typ`.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    agreement,
    leaflet::{About, Leaflets},
    proposal,
};
use trousseau_core::diagnostic::WithDiagnostics;
use trousseau_site::view::report::{
    Breakdown, RemarkView, ReportView, Tally,
    cells::Cell,
    standing::{FactDue, ReadinessView},
};
use trousseau_text::spreadsheet;
use trousseau_theme::{Theme, strings::Strings};

/// The template, below `leaflet/` in the theme.
const TEMPLATE: &str = "report.typ";

/// The report as a PDF; `None`, with diagnostics, when it cannot be printed.
pub fn pdf(view: &ReportView, theme: &Theme) -> WithDiagnostics<Option<Vec<u8>>> {
    let paper = Paper { view, strings: theme.strings(view.language) };
    let title = paper.marked(&paper.fill("title", &[("round", &view.round.name)]));
    let about = About { title, language: view.language, date: Some(view.today) };
    let made = Leaflets::new(theme).document(TEMPLATE, &paper.data(), &about);
    made.map(|print| print.map(|print| print.bytes))
}

/// The tables of the report for a spreadsheet, one below the other: the caption, the heads, the rows, and an empty line.
pub fn tables(view: &ReportView, theme: &Theme) -> Vec<u8> {
    let paper = Paper { view, strings: theme.strings(view.language) };
    let mut rows = Vec::new();
    for table in list(&paper.data()["blocks"]).iter().filter(|block| block["t"] == "table") {
        rows.push(vec![plain(&table["caption"])]);
        rows.push(list(&table["head"]).iter().map(plain).collect());
        let row = |row: &Value| list(row).iter().map(cell).collect();
        rows.extend(list(&table["rows"]).iter().map(row));
        rows.push(Vec::new());
    }
    spreadsheet::csv(&rows, paper.strings.get("number.decimal"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A cell as one line of plain text.
fn cell(lines: &Value) -> String {
    list(lines).iter().map(plain).collect::<Vec<_>>().join(" – ")
}

/// A text without its language.
fn plain(words: &Value) -> String {
    match words {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(plain).collect(),
        Value::Object(own) => own.get("text").or_else(|| own.get("quote")).map(plain).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Turns the report into JSON for the template. Each text is a list of words, or of words with their own language.
struct Paper<'a> {
    view: &'a ReportView,
    strings: &'a Strings,
}

impl Paper<'_> {
    fn data(&self) -> Value {
        let view = self.view;
        let parts = [self.agenda(), self.round(), self.tested(), self.themes(), self.remarks()];
        let rest = [self.open(), self.guides(), self.translations()];
        json!({
            "site": view.site,
            "demo": view.demo.then(|| self.strings.get("demo")),
            "made": format!("{} {}", self.word("made"), self.strings.date(view.today)),
            "example": view.round.example.then(|| self.word("example_note")),
            "page": self.strings.get("leaflet.page"),
            "blocks": parts.into_iter().chain(rest).flatten().collect::<Vec<_>>(),
        })
    }

    fn agenda(&self) -> Vec<Value> {
        let view = self.view;
        let severe = view.open.iter().filter(|remark| remark.severity == "misleads");
        let severe: Vec<Value> = severe
            .map(|remark| {
                let id = json!(format!(" – {}", self.sample(&remark.id, remark.example)));
                [self.about(remark), vec![id]].concat().into()
            })
            .collect();
        let others = view.open.len() - severe.len();
        let ready = view.guides.iter().filter(|guide| guide.lacks.is_empty());
        let ready = ready.map(|guide| json!(format!("{} ({})", guide.title, version(guide)))).collect();
        let facts = view.facts.iter().map(|fact| json!(self.due(fact))).collect();
        let mut items = vec![self.point("agenda.severe", severe), self.point("agenda.ready", ready)];
        if !view.agreements.is_empty() {
            let due = view.agreements.iter().map(|due| json!(agreement::due(due, self.strings))).collect();
            items.push(self.point("agenda.agreements", due));
        }
        if !view.proposals.is_empty() {
            let due = view.proposals.iter().map(|due| json!(proposal::due(due, self.strings))).collect();
            items.push(self.point("agenda.proposals", due));
        }
        items.push(self.point("agenda.facts", facts));
        if others > 0 {
            let number = self.number(others);
            items.push(json!({"c": self.fill("agenda.open", &[("number", &number)]), "points": []}));
        }
        let next = self.named("agenda.next", &self.day(view.round.next_meeting));
        items.push(json!({"c": next, "points": []}));
        vec![self.heading(1, "agenda_title"), json!({"t": "list", "items": items})]
    }

    /// A point of the agenda with its items, or with the word for "nothing this time".
    fn point(&self, path: &str, points: Vec<Value>) -> Value {
        let words = match points.is_empty() {
            true => self.named(path, self.word("agenda.none")),
            false => format!("{}{}", self.word(path), self.colon()),
        };
        json!({"c": words, "points": points})
    }

    fn round(&self) -> Vec<Value> {
        let round = &self.view.round;
        let days = [self.strings.date(round.from), self.strings.date(round.to)];
        let dates = self.fill("round.from_to", &[("from", &days[0]), ("to", &days[1])]);
        let facts = [
            ("round.dates", Some(dates)),
            ("round.theme", round.theme.clone()),
            ("round.territory", round.territory.clone()),
            ("round.meeting", Some(self.day(round.meeting))),
            ("round.next_meeting", Some(self.day(round.next_meeting))),
        ];
        let facts = facts.into_iter().filter_map(|(path, value)| {
            Some(json!({"name": format!("{}{}", self.word(path), self.colon()), "value": value?}))
        });
        let mut out =
            vec![self.heading(1, "round.title"), json!({"t": "facts", "rows": facts.collect::<Vec<_>>()})];
        out.push(self.heading(2, "testers.title"));
        out.extend(self.breakdown(&self.view.testers, "testers.caption", "testers.college", "colleges"));
        out
    }

    fn tested(&self) -> Vec<Value> {
        let mut out = vec![self.heading(1, "tested.title")];
        if self.view.tested.is_empty() {
            out.push(self.sentence("no_remarks"));
            return out;
        }
        let rows = self.view.tested.iter().map(|text| {
            let number = self.number(text.remarks as usize);
            vec![json!(text.title), json!(text.version.to_string()), json!(text.language), json!(number)]
        });
        let head = ["columns.guide", "columns.version", "columns.language", "tested.remarks"];
        out.push(self.table("tested", "tested.caption", &head, 3, lines(rows)));
        out.push(self.heading(2, "roles_title"));
        out.extend(self.breakdown(&self.view.roles, "roles_caption", "role", "roles"));
        out
    }

    fn themes(&self) -> Vec<Value> {
        if self.view.remarks.is_empty() {
            return Vec::new();
        }
        vec![
            self.heading(1, "themes_title"),
            self.sentence("counted"),
            self.tallies(&self.view.themes, "chart.themes", "columns.theme", "themes"),
            self.heading(2, "severities_title"),
            self.tallies(&self.view.severities, "chart.severities", "columns.severity", "severities"),
        ]
    }

    fn remarks(&self) -> Vec<Value> {
        let mut out = Vec::new();
        let mut last = "";
        for remark in &self.view.remarks {
            if last.is_empty() {
                out.push(self.heading(1, "remarks_title"));
            }
            if remark.theme != last {
                last = remark.theme;
                out.push(self.heading(2, &format!("themes.{last}")));
            }
            let people = match remark.count {
                Cell::Exact(number) => self.number(number as usize),
                Cell::Small | Cell::Hidden => self.word("small").to_owned(),
            };
            let severity =
                self.named("columns.severity", self.word(&format!("severities.{}", remark.severity)));
            let people = self.named("columns.count", &self.fill("people", &[("number", &people)]));
            let answer =
                remark.resolved_in.map(|version| format!(". {} {version}", self.word("columns.resolved_in")));
            out.push(json!({
                "t": "remark",
                "id": self.marked(&remark.id),
                "about": self.about(remark),
                "proposal": remark.proposal,
                "said": format!("{severity}. {people}."),
                "decision": self.named("columns.decision", self.word(&format!("decisions.{}", remark.decision))),
                "answer": format!("{}.", answer.unwrap_or_default()),
            }));
        }
        out
    }

    fn open(&self) -> Vec<Value> {
        let mut out = vec![self.heading(1, "open_title")];
        if self.view.open.is_empty() {
            out.push(self.sentence("no_open"));
            return out;
        }
        out.push(self.sentence("open_note"));
        let row = |remark: &RemarkView| {
            let month = remark.month.as_ref().map_or_else(String::new, |(month, year)| {
                format!("{} {year}", self.strings.get(&format!("date.months.{}", month - 1)))
            });
            let quote = remark.proposal.as_ref().map(|words| json!({"quote": words}));
            vec![
                vec![json!(month)],
                vec![json!(remark.id)],
                [json!(self.about(remark))].into_iter().chain(quote).collect(),
                vec![json!(self.word(&format!("themes.{}", remark.theme)))],
                vec![json!(self.word(&format!("severities.{}", remark.severity)))],
                vec![json!(self.sample(&remark.round, remark.example))],
            ]
        };
        let head =
            ["month", "id", "guide", "theme", "severity", "round"].map(|name| format!("columns.{name}"));
        let rows = self.view.open.iter().map(row).collect();
        out.push(self.table("open", "open_caption", &head, 6, rows));
        out
    }

    fn guides(&self) -> Vec<Value> {
        let mut out = vec![self.heading(1, "guides_title")];
        if self.view.guides.is_empty() {
            out.push(self.sentence("no_guides"));
            return out;
        }
        let comma = format!("{} ", self.strings.get("comma"));
        let row = |guide: &ReadinessView| {
            let status = json!(guide.status);
            let status = self.word(&format!("status.{}", status.as_str().unwrap_or_default()));
            let lacks = guide.lacks.iter().map(|lack| {
                let values = [("number", self.number(lack.number)), ("names", lack.names.join(&comma))];
                json!(self.fill(
                    &format!("lacks.{}", lack.what),
                    &values.each_ref().map(|(name, value)| (*name, value.as_str()))
                ))
            });
            let ready = guide.lacks.is_empty().then(|| json!(self.word("ready")));
            let version = match guide.version {
                Some(version) => version.to_string(),
                None => self.word("none").to_owned(),
            };
            vec![
                vec![json!(guide.title)],
                vec![json!(status)],
                vec![json!(version)],
                lacks.chain(ready).collect(),
            ]
        };
        let head = ["columns.guide", "columns.state", "columns.version", "lacking"];
        let rows = self.view.guides.iter().map(row).collect();
        out.push(self.table("guides", "guides_caption", &head, 4, rows));
        out
    }

    fn translations(&self) -> Vec<Value> {
        let languages = &self.view.translations;
        let states = languages.first().map(|language| json!(language.states));
        let states = states.as_ref().and_then(Value::as_array).into_iter().flatten();
        let states = states.map(|state| format!("states.{}", state[0].as_str().unwrap_or_default()));
        let head: Vec<String> = ["language".to_owned()].into_iter().chain(states).collect();
        let rows = languages.iter().map(|language| {
            let numbers = language.states.iter().map(|(_, number)| json!(self.number(*number)));
            [json!(language.language)].into_iter().chain(numbers).collect()
        });
        vec![
            self.heading(1, "translations_title"),
            self.table("translations", "translations_caption", &head, 1, lines(rows)),
        ]
    }

    // ---- parts ----

    fn heading(&self, level: u8, path: &str) -> Value {
        json!({"t": "heading", "level": level, "c": self.marked(self.word(path))})
    }

    fn sentence(&self, path: &str) -> Value {
        json!({"t": "sentence", "c": self.word(path)})
    }

    /// A table; its columns hold numbers from one of them on. A cell is a list of texts, one below the other.
    fn table(
        &self,
        name: &str,
        caption: &str,
        head: &[impl AsRef<str>],
        numbers: usize,
        rows: Vec<Vec<Vec<Value>>>,
    ) -> Value {
        let head: Vec<&str> = head.iter().map(|path| self.word(path.as_ref())).collect();
        let caption = self.marked(self.word(caption));
        json!({"t": "table", "name": name, "caption": caption, "head": head, "numbers": numbers, "rows": rows})
    }

    fn breakdown(&self, whole: &Breakdown, caption: &str, head: &str, names: &str) -> [Value; 2] {
        let parts = whole.parts.iter().flatten();
        let parts = parts.map(|part| (self.word(&format!("{names}.{}", part.name)), part.cell));
        let rows = parts.chain([(self.word("total"), whole.total)]).map(|(name, cell)| {
            let number = match cell {
                Cell::Exact(number) => self.number(number as usize),
                Cell::Small => self.word("small").to_owned(),
                Cell::Hidden => self.word("hidden").to_owned(),
            };
            vec![json!(name), json!(number)]
        });
        let diagnostic = if whole.parts.is_some() { "small_note" } else { "not_broken_down" };
        [self.table("counts", caption, &[head, "number"], 1, lines(rows)), self.sentence(diagnostic)]
    }

    fn tallies(&self, tallies: &[Tally], caption: &str, head: &str, names: &str) -> Value {
        let rows = tallies.iter().map(|tally| {
            vec![
                json!(self.word(&format!("{names}.{}", tally.name))),
                json!(self.number(tally.number as usize)),
            ]
        });
        self.table("counts", caption, &[head, "number"], 1, lines(rows))
    }

    /// A remark in one line: its text and where it stands.
    fn about(&self, remark: &RemarkView) -> Vec<Value> {
        let section = remark.section.as_ref().map(|section| format!(" – {section}")).unwrap_or_default();
        let place = format!("{}{section} ({}{} ", remark.title, remark.version, self.strings.get("comma"));
        vec![json!(place), json!(remark.language), json!(")")]
    }

    fn due(&self, fact: &FactDue) -> String {
        let date = self.strings.date(fact.expires);
        let lasts = self.fill(if fact.expired { "expired" } else { "expires" }, &[("date", &date)]);
        format!("{}{} {}{} {lasts}", fact.label, self.colon(), fact.value, self.strings.get("comma"))
    }

    // ---- words ----

    fn word(&self, path: &str) -> &str {
        self.strings.get(&format!("report.{path}"))
    }

    fn fill(&self, path: &str, values: &[(&str, &str)]) -> String {
        self.strings.fill(&format!("report.{path}"), values)
    }

    /// A label, a colon and a value.
    fn named(&self, path: &str, value: &str) -> String {
        format!("{}{} {value}", self.word(path), self.colon())
    }

    fn colon(&self) -> &str {
        self.strings.get("colon")
    }

    fn number(&self, number: usize) -> String {
        self.strings.number(&number.to_string())
    }

    fn day(&self, day: Option<Date>) -> String {
        day.map_or_else(|| self.word("round.open").to_owned(), |day| self.strings.date(day))
    }

    /// A text about this round, marked as an example if the round is one.
    fn marked(&self, words: &str) -> String {
        self.sample(words, self.view.round.example)
    }

    /// A text, marked as an example if `example`.
    fn sample(&self, words: &str, example: bool) -> String {
        if example { format!("{words} ({})", self.strings.get("example")) } else { words.to_owned() }
    }
}

/// Rows whose cells have one line each.
fn lines(rows: impl Iterator<Item = Vec<Value>>) -> Vec<Vec<Vec<Value>>> {
    rows.map(|row| row.into_iter().map(|cell| vec![cell]).collect()).collect()
}

fn version(guide: &ReadinessView) -> String {
    guide.version.map(|version| version.to_string()).unwrap_or_default()
}

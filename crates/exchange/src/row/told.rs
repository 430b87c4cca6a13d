//! What is said of a row that is rejected. A diagnostic says where a cell is, and never what it holds: nobody can tell for every
//! word whether it says who somebody is, and diagnostics go to logs. The file of rejected rows has the words.

use std::collections::BTreeSet;

use trousseau_core::{
    diagnostic::{Diagnostic, Rule, rule},
    guide::remark::{Fault, Field, Kind, Wrong, choices::choices, clean, draft::is_certain},
    messages,
};

use super::{
    super::{columns::Column, damage, headings, plain},
    Reader,
};

impl<'a> Reader<'a> {
    pub(super) fn diagnostic(&self, rule: Rule) -> Diagnostic {
        Diagnostic::new(rule, self.place.clone()).with("line", self.row.line)
    }

    /// A diagnostic for the cell of a field.
    pub(super) fn wrong(&self, rule: Rule, field: Field) -> Diagnostic {
        if (self.personal)(self.cell(field)).iter().any(|(_, rule)| is_certain(*rule)) {
            return self.named(field);
        }
        self.diagnostic(rule).with("column", self.heading(field))
    }

    /// A diagnostic for a cell with personal data: of which kind they are.
    fn named(&self, field: Field) -> Diagnostic {
        let cell = self.cell(field);
        let found = (self.personal)(cell).into_iter().chain((self.personal)(&clean(cell))).next();
        let kind = found.map_or("", |(_, rule)| rule.name());
        let diagnostic = self.diagnostic(rule::import::PERSONAL).with("column", self.heading(field));
        diagnostic.with("personal", kind)
    }

    pub(super) fn missing(&self, field: Field) -> Diagnostic {
        match self.columns.get(field) {
            Some(column) => self.diagnostic(rule::import::MISSING).with("column", &column.shown),
            // This fault is the same for every row, so it is reported once.
            None => Diagnostic::new(rule::import::NO_COLUMN, self.place.clone()).with("field", field.name()),
        }
    }

    /// The diagnostic about a fault of the draft, at its cell.
    pub(super) fn told(&self, fault: &Fault) -> Diagnostic {
        let field = fault.field;
        match &fault.wrong {
            Wrong::Missing => self.missing(field),
            Wrong::Unknown => self.wrong(rule::import::WORD, field).with("known", self.known(field)),
            Wrong::Version => self.wrong(rule::import::VERSION, field),
            Wrong::Language | Wrong::Signs => self.wrong(rule::import::VALUE, field),
            Wrong::Round => self.wrong(rule::import::ROUND, field),
            Wrong::Month => self.wrong(rule::import::PERIOD, field),
            // What was read, not what was written: that may hold a day.
            Wrong::Future => self.wrong(rule::import::FUTURE, field).with("value", &fault.value),
            Wrong::OutsideRound(round) => {
                self.wrong(rule::import::PERIOD_ROUND, field).with("value", &fault.value).with("round", round)
            }
            Wrong::Number | Wrong::Nobody => self.wrong(rule::import::COUNT, field),
            Wrong::Level => self.wrong(rule::import::SEVERITY, field),
            Wrong::Section => self.wrong(rule::import::SECTION, field),
            Wrong::Long { letters, most } => {
                let diagnostic = self.diagnostic(rule::import::LONG).with("column", self.heading(field));
                diagnostic.with("letters", letters).with("most", most)
            }
            Wrong::Personal(_) => self.named(field),
            Wrong::Doubtful(rules) => {
                let kind = rules.first().map_or("", |rule| rule.name());
                let diagnostic = self.diagnostic(rule::import::DOUBT).with("column", self.heading(field));
                let answer = messages::say(self.ground.language, "import/no-person", &[]);
                diagnostic.with("personal", kind).with("answer", answer)
            }
        }
    }

    /// The answers of a closed list, in words.
    pub(super) fn known(&self, field: Field) -> String {
        let known = choices(field, &self.about(None), self.ground.language);
        known.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join(", ")
    }

    /// The diagnostic about a cell that does not hold what somebody wrote, or about two cells that answer one question.
    pub(super) fn unread(&self, field: Field) -> Option<Diagnostic> {
        let filled: Vec<&Column> =
            self.columns.all(field).filter(|column| !self.row.cell(column.place).is_empty()).collect();
        let damaged = filled.iter().find_map(|column| {
            let rule = damage::of(self.row.cell(column.place))?;
            let diagnostic = self.diagnostic(rule).with("column", &column.shown);
            Some(diagnostic.with("cell", self.cell_name(column)).with("where", self.shown_cell(column)))
        });
        if damaged.is_some() || filled.len() < 2 {
            return damaged;
        }
        // The moment at which an answer was sent is no answer.
        let answers: Vec<_> =
            filled.iter().filter(|column| headings::sent(&column.heading).is_none()).collect();
        let said = |column: &&&Column| match field.spec().kind {
            Kind::Text(_) => clean(self.row.cell(column.place)),
            _ => plain::name(self.row.cell(column.place)),
        };
        let texts: BTreeSet<String> = answers.iter().map(said).collect();
        let names: Vec<String> = answers.iter().map(|column| self.cell_name(column)).collect();
        let diagnostic = || self.diagnostic(rule::import::TWICE).with("column", self.heading(field));
        (texts.len() > 1).then(|| diagnostic().with("cells", names.join(", ")))
    }

    /// The name of a cell as a spreadsheet program gives it: `D7`.
    fn cell_name(&self, column: &Column) -> String {
        format!("{}{}", plain::column(column.place), self.row.number)
    }

    /// The name of a cell with that of its sheet.
    fn shown_cell(&self, column: &Column) -> String {
        let cell = self.cell_name(column);
        match self.sheet {
            Some(sheet) => messages::say(
                self.ground.language,
                "import/cell-of-sheet",
                &[("cell", &cell), ("sheet", sheet)],
            ),
            None => cell,
        }
    }

    fn heading(&self, field: Field) -> &'a str {
        self.column(field).map_or(field.name(), |column| &column.shown)
    }
}

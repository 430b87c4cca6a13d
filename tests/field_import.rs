//! Imports of tables as people send them: each case is a text in `tests/field/import/`, and says what must come of it.
//!
//! The parts of a case (`cases.rs` cuts them):
//! - `table`: the text of a CSV file; `bytes:` in the head gives its encoding, `ends:` its line ends.
//! - `sheet NAME` or `sheet NAME hidden`: a sheet of a workbook, with `|` between cells. The workbook is written for Excel and for
//!   LibreOffice, unless `book:` says `xlsx` or `ods`. `=` is a formula without its value, `=#6` and `=>text` one with it,
//!   `!#N/A` an error, `@46154.5` a day, `#6.5` a number, `^` belongs to the cell above,
//!   `~` begins a row that is hidden.
//! - `map`: the mapping. `options:` in the head gives options of the command.
//! - `remarks`: what the guides hold afterwards, `guide month xCOUNT theme severity: proposal`, in the order of their numbers.
//! - `says`: all diagnostics in order, a code and some of its values each: `import/formula cell=H2; line=2`.
//! - `hides`: words that the terminal never shows, in any format.
//! - `aside`: words that the file of rejected rows has. `mend`: `from => to` in that file, which is then imported; `then`: the
//!   remarks of the guides after that.

mod books;

use std::fs;

use trousseau_core::{
    guide::{self, GuideFrontMatter},
    source::Source,
};
use trousseau_text::Language;

use crate::{
    cases::{Case, tried},
    cli::{Toolkit, run},
};

const ROUNDS: &str = "- {id: essai, name: {fr: Essai}, from: 2025-12-01, to: 2026-12-31}\n";

impl Case {
    /// A part without its line end.
    fn section(&self, name: &str) -> Option<&str> {
        self.part(name).map(|text| text.trim_end_matches('\n'))
    }

    /// The files of the case: a text, or a workbook of each program.
    fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        if let Some(text) = self.section("table") {
            return vec![("t.csv", books::encoded(text, self.option("bytes"), self.option("ends")))];
        }
        let sheets: Vec<books::Sheet> = self
            .parts
            .iter()
            .filter_map(|(name, text)| books::Sheet::read(name, text.trim_end_matches('\n')))
            .collect();
        let both = [("xlsx", "t.xlsx", books::xlsx(&sheets)), ("ods", "t.ods", books::ods(&sheets))];
        let wanted = both.into_iter().filter(|(kind, _, _)| ["", kind].contains(&self.option("book")));
        wanted.map(|(_, name, bytes)| (name, bytes)).collect()
    }
}

/// The remarks of the guides, one a line.
fn remarks(toolkit: &Toolkit) -> String {
    let mut remarks = Vec::new();
    for slug in ["demander", "suivre"] {
        let path = format!("content/guides/{slug}/fr.md");
        let source = Source::new(path.clone(), fs::read(toolkit.path().join(&path)).expect("a guide"));
        let guide =
            guide::read::<GuideFrontMatter>(&source, slug, Language::default()).value.expect("a guide");
        for one in &guide.front_matter.feedback {
            let values = one.values();
            let value = |name: &str| {
                let found = values.iter().find(|(field, _)| field.name() == name);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            let [month, count, theme, severity] = ["period", "count", "theme", "severity"].map(value);
            let said = format!("{slug} {month} x{count} {theme} {severity}: {}", value("proposal"));
            remarks.push((one.id.value.clone(), said.trim_end().to_owned()));
        }
    }
    remarks.sort();
    remarks.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join("\n")
}

/// What is wrong with a case, for one of its files.
fn faults(case: &Case, name: &str, bytes: &[u8]) -> Vec<String> {
    let toolkit = Toolkit::new();
    toolkit.write("content/rounds.yaml", ROUNDS);
    toolkit.write(name, bytes);
    let mut command = vec!["feedback", "import", name, "--lang", "fr"];
    if let Some(map) = case.section("map") {
        toolkit.write("map.yaml", map);
        command.extend(["--map", "map.yaml"]);
    }
    command.extend(case.option("options").split_whitespace());
    let mut faults = Vec::new();
    let shown = |format| run(&toolkit, &[&["--format", format], &command[..], &["--dry-run"]].concat());
    let json = shown("json");
    let github = if case.section("hides").is_some() { shown("github").text } else { String::new() };
    let shown = json.text.clone() + &github + &json.errors;
    let done = run(&toolkit, &command);
    let all = shown + &done.text + &done.errors;
    if let Some(wanted) = case.section("says") {
        faults.extend(said(wanted, &json.text));
    }
    for word in case.section("hides").unwrap_or_default().lines().filter(|word| all.contains(*word)) {
        faults.push(format!("shows {word}: {all}"));
    }
    let same = |section: &str| {
        let wanted = case.section(section).filter(|wanted| *wanted != remarks(&toolkit))?;
        Some(format!("{section}:\n{}\nwanted:\n{wanted}\n{}", remarks(&toolkit), done.text))
    };
    faults.extend(same("remarks"));
    let path = toolkit.path().join("t-a-corriger.csv");
    let mut aside = fs::read_to_string(&path).unwrap_or_default();
    for words in case.section("aside").unwrap_or_default().lines().filter(|words| !aside.contains(*words)) {
        faults.push(format!("the file of rejected rows has no {words}: {aside}"));
    }
    if let Some(mend) = case.section("mend") {
        for (from, to) in mend.lines().filter_map(|line| line.split_once(" => ")) {
            aside = aside.replace(from, to);
        }
        fs::write(&path, &aside).expect("written");
        run(&toolkit, &["feedback", "import", "t-a-corriger.csv"]);
        faults.extend(same("then"));
    }
    faults
}

/// What of the diagnostics is other than wanted.
fn said(wanted: &str, json: &str) -> Option<String> {
    let said: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let is = |(wanted, said): (&str, &serde_json::Value)| {
        let (code, values) = wanted.split_once(' ').unwrap_or((wanted, ""));
        let has = |pair: &str| {
            let (name, value) = pair.split_once('=').expect("a value");
            said["args"][name].as_str().is_some_and(|said| said.replace('\u{a0}', " ") == value)
        };
        said["code"] == code && values.split("; ").filter(|pair| !pair.is_empty()).all(has)
    };
    let lines: Vec<&str> = wanted.lines().collect();
    let right = lines.len() == said.len() && lines.into_iter().zip(&said).all(is);
    (!right).then(|| format!("says:\n{json}wanted:\n{wanted}"))
}

#[test]
fn tables_of_the_field_come_in_as_they_were_meant() {
    tried("import", 60, |case| {
        let files = case.files();
        let faults = files.iter().flat_map(|(name, bytes)| {
            faults(case, name, bytes).into_iter().map(move |fault| format!("({name})\n{fault}"))
        });
        (files.len(), faults.collect())
    });
}

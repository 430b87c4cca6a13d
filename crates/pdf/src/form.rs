//! The form that people fill with a pen: one side of paper, black on white; and the empty table into which it is copied.
//!
//! How the paper looks is in the theme's `leaflet/form.typ`.

use serde_json::{Value, json};

use crate::leaflet::{About, Leaflets, Print};
use trousseau_core::{
    diagnostic::WithDiagnostics,
    guide::remark::{Paper, fields::TABLE},
};
use trousseau_site::view::form::FormView;
use trousseau_text::Language;
use trousseau_text::spreadsheet;
use trousseau_theme::{Theme, strings::Strings};

/// The template, below `leaflet/` in the theme.
const TEMPLATE: &str = "form.typ";

/// The form as a PDF of one page; `None`, with diagnostics, when it cannot be printed.
pub fn form(view: &FormView, leaflets: &Leaflets, theme: &Theme) -> WithDiagnostics<Option<Print>> {
    let strings = theme.strings(view.language);
    let title = strings.get("form.title").to_owned();
    let about = About { title, language: view.language, date: None };
    leaflets.document(TEMPLATE, &data(view, strings), &about)
}

/// The empty table into which filled forms are copied, as CSV: a column for each question. `feedback import` knows each
/// heading.
pub fn table(language: Language, theme: &Theme) -> Vec<u8> {
    let strings = theme.strings(language);
    let printed = TABLE.iter().filter(|spec| spec.paper != Paper::Absent);
    let headings = printed.map(|spec| strings.get(&format!("form.fields.{}", spec.field)).to_owned());
    spreadsheet::csv(&[headings.collect()], strings.get("number.decimal"))
}

fn data(view: &FormView, strings: &Strings) -> Value {
    let word = |path: &str| strings.get(&format!("form.{path}"));
    let line =
        |field: &str, hint: Option<&str>| json!({"name": word(&format!("fields.{field}")), "hint": hint});
    let question = |field: &str, columns: usize, answers: Value| {
        json!({
            "title": word(&format!("fields.{field}")), "answers": answers, "columns": columns,
            "guides": field == "guide",
        })
    };
    let lines = [line("round", None), line("period", Some(word("month")))];
    let mut questions = Vec::new();
    let guide = view.guide.as_ref().map(|guide| {
        let version = view.version.iter().map(|number| {
            let words = strings.fill("version", &[("version", number)]);
            json!(format!(" – {words}"))
        });
        let title: Vec<Value> = [json!(guide)].into_iter().chain(version).collect();
        json!({"name": word("fields.guide"), "title": title})
    });
    if guide.is_none() {
        questions.push(question("guide", 2, json!(view.guides)));
    }
    questions.push(question("lang", 3, json!(view.languages)));
    for spec in &TABLE {
        let Paper::Boxes(columns) = spec.paper else { continue };
        let field = spec.field.name();
        let answers = spec.kind.names().iter().map(|answer| word(&format!("{field}.{answer}")));
        questions.push(question(field, columns, answers.collect()));
    }
    json!({
        "site": view.site, "no_name": word("no_name"), "why": word("why"), "how": word("how"),
        "lines": lines, "guide": guide, "questions": questions,
        "last": [line("count", None), line("section", None)],
        "proposal": word("fields.proposal"), "instead": word("instead"), "hand_in": word("hand_in"),
    })
}

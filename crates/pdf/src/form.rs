//! The form that people fill with a pen: one side of paper, black on white; and the empty table into which it is copied.
//!
//! How the paper looks is in the theme's `leaflet/form.typ`.

use serde_json::{Value, json};

use crate::leaflet::{About, Leaflets, Print};
use trousseau_core::diagnostic::Noted;
use trousseau_exchange::Field;
use trousseau_site::view::form::FormView;
use trousseau_text::Language;
use trousseau_text::spreadsheet;
use trousseau_theme::{Theme, strings::Strings};

/// The template.
const TEMPLATE: &str = "form.typ";

/// The words of the form that boxes stand before, in their order, and in how many columns they fit.
const QUESTIONS: [(&str, usize, &[&str]); 4] = [
    (
        "source",
        3,
        &["household", "social_worker", "landlord_staff", "association_staff", "interpreter", "peer"],
    ),
    ("channel", 2, &["meeting", "paper_form", "interview", "phone"]),
    (
        "theme",
        2,
        &[
            "unclear_word",
            "too_long",
            "missing_step",
            "wrong_fact",
            "picture",
            "translation",
            "print",
            "other",
        ],
    ),
    ("severity", 3, &["1", "2", "3"]),
];

/// The form as a PDF of one page; none, and notes, when it cannot be printed.
pub fn form(view: &FormView, leaflets: &Leaflets, theme: &Theme) -> Noted<Option<Print>> {
    let strings = theme.strings(view.language);
    let title = strings.get("form.title").to_owned();
    let about = About { title, language: view.language, date: None };
    leaflets.document(TEMPLATE, &data(view, strings), &about)
}

/// The table into which filled forms are copied: a column for each of their questions, and no row yet. An import knows each
/// heading.
pub fn table(language: Language, theme: &Theme) -> Vec<u8> {
    let strings = theme.strings(language);
    let headings = Field::ALL.map(|field| strings.get(&format!("form.fields.{field}")).to_owned());
    spreadsheet::csv(&[headings.to_vec()], strings.get("number.decimal"))
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
    for (field, columns, answers) in QUESTIONS {
        let answers = answers.iter().map(|answer| word(&format!("{field}.{answer}")));
        questions.push(question(field, columns, answers.collect()));
    }
    json!({
        "site": view.site, "no_name": word("no_name"), "why": word("why"), "how": word("how"),
        "lines": lines, "guide": guide, "questions": questions,
        "last": [line("count", None), line("section", None)],
        "proposal": word("fields.proposal"), "instead": word("instead"), "hand_in": word("hand_in"),
    })
}

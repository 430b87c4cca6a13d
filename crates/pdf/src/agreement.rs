//! The sheet on which partners agree to a text: one page with what has changed, a short code, and two lines to sign.
//!
//! How it looks is in the theme's `leaflet/agreement.typ`.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::leaflet::{About, Leaflets, Print};
use trousseau_core::{diagnostic::WithDiagnostics, guide::Version};
use trousseau_site::view::agreement::AgreementDue;
use trousseau_text::{
    Language,
    diff::{Line, Piece},
};
use trousseau_theme::{Theme, strings::Strings};

/// The template, below `leaflet/` in the theme.
const TEMPLATE: &str = "agreement.typ";

/// What stands on a sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The language of the text.
    pub language: Language,
    /// The name of the site.
    pub site: String,
    /// The title of the guide.
    pub title: String,
    /// Its newest version.
    pub version: Option<Version>,
    /// The day it was printed.
    pub today: Date,
    /// The code of the text of today.
    pub code: String,
    /// What has changed.
    pub content: Content,
}

/// What of a text stands on its sheet.
#[derive(Clone, Debug)]
pub enum Content {
    /// The lines that have changed since somebody last agreed; none when no word did.
    Changed(Vec<Line>),
    /// Nobody has agreed before, or the words of before are lost: the sections of the text.
    Whole(Vec<String>),
}

/// The sheet as a PDF of one page; `None`, with diagnostics, when it cannot be printed.
pub fn sheet(sheet: &Sheet, leaflets: &Leaflets, theme: &Theme) -> WithDiagnostics<Option<Print>> {
    let strings = theme.strings(sheet.language);
    let title = strings.fill("board.sheet.title", &[("guide", &sheet.title)]);
    let about = About { title, language: sheet.language, date: Some(sheet.today) };
    leaflets.document(TEMPLATE, &data(sheet, strings), &about)
}

fn data(sheet: &Sheet, strings: &Strings) -> Value {
    let word = |path: &str| strings.get(&format!("board.sheet.{path}"));
    let version = sheet.version.map(|version| version.to_string()).unwrap_or_default();
    let day = strings.date(sheet.today);
    let (heading, lines) = match &sheet.content {
        Content::Changed(lines) if lines.is_empty() => (word("form"), Vec::new()),
        Content::Changed(lines) => (word("changed"), lines.iter().filter_map(line).collect()),
        Content::Whole(sections) => {
            (word("whole"), sections.iter().map(|title| json!([same(title)])).collect())
        }
    };
    json!({
        "site": sheet.site,
        "made": strings.fill("board.sheet.made", &[("version", &version), ("date", &day)]),
        "why": word("why"), "code": sheet.code, "code_name": word("code"),
        "heading": heading, "lines": lines, "marks": matches!(sheet.content, Content::Changed(_)).then(|| word("marks")),
        "more": word("more"), "sign": word("sign"), "sides": [word("association"), word("landlord")],
        "fields": [word("organisation"), word("date"), word("signature")], "after": word("after"),
    })
}

fn same(text: &str) -> Value {
    json!({"kind": "same", "c": text})
}

/// A changed line as pieces; what has not changed is left out, since the page is one.
fn line(line: &Line) -> Option<Value> {
    // A space at the end of words stands behind the bracket that closes them.
    let marked = |kind: &str, text: &str| json!({"kind": kind, "c": text.trim_end()});
    let piece = |piece: &Piece| match piece {
        Piece::Same(text) => same(text),
        Piece::Gone(text) => marked("gone", text),
        Piece::New(text) => marked("new", text),
    };
    match line {
        Line::Same(_) | Line::Skipped => None,
        Line::Gone(text) => Some(json!([marked("gone", text)])),
        Line::New(text) => Some(json!([marked("new", text)])),
        Line::Changed(pieces) => Some(pieces.iter().map(piece).collect()),
    }
}

/// A guide to which somebody still has to agree, for the agenda of a report.
pub(crate) fn due(due: &AgreementDue, strings: &Strings) -> String {
    let board = |path: String| strings.get(&format!("board.{path}"));
    let names = due.agreement.waits.iter().map(|college| board(format!("colleges.{college}")));
    let names = names.collect::<Vec<_>>().join(&format!("{} ", strings.get("comma")));
    let version = due.version.map(|version| version.to_string()).unwrap_or_default();
    let state = board(format!("agreements.{}", due.agreement.state));
    let day = due.agreement.since.map(|day| strings.date(day)).unwrap_or_default();
    let args =
        [("guide", &*due.title), ("version", &version), ("state", state), ("names", &names), ("date", &day)];
    strings.fill("report.agreement_due", &args)
}

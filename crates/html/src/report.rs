//! The pages for the partners: the report of a round and the board of the toolkit, and the remarks for a spreadsheet.

use serde::Serialize;

use super::{
    chart::{self, Bar, Chart, Fill},
    isolate::isolate,
    page::policy,
};
use trousseau_core::diagnostic::WithDiagnostics;
use trousseau_site::view::{
    board::BoardView,
    report::{RemarkView, ReportView, Tally, cells::Cell},
};
use trousseau_text::Language;
use trousseau_text::spreadsheet;
use trousseau_theme::{Theme, css, functions::Setting, strings::Strings, styles::Styles};

/// The path from a report to the site, if both are in the output folder.
const ROOT: &str = "../site/";

/// The style sheet of reports, which comes after that of the site.
const SHEET: &str = "assets/report.css";

/// The values of a template, beside the strings.
#[derive(Serialize)]
struct Page<'a, V> {
    view: &'a V,
    css: &'a str,
    csp: &'a str,
    charts: Charts,
}

/// The charts, as SVG.
#[derive(Default, Serialize)]
struct Charts {
    themes: String,
    severities: String,
}

/// The report as a page; `None`, with diagnostics, when the theme has a mistake.
pub fn report(view: &ReportView, theme: &Theme) -> WithDiagnostics<Option<Vec<u8>>> {
    let strings = theme.strings(view.language);
    let charts = Charts {
        themes: tallies("themes", &view.themes, view, strings),
        severities: tallies("severities", &view.severities, view, strings),
    };
    page("report.html", view, view.language, charts, theme)
}

/// The board as a page; `None`, with diagnostics, when the theme has a mistake.
pub fn board(view: &BoardView, theme: &Theme) -> WithDiagnostics<Option<Vec<u8>>> {
    page("board.html", view, view.language, Charts::default(), theme)
}

fn page<V: Serialize>(
    template: &str,
    view: &V,
    language: Language,
    charts: Charts,
    theme: &Theme,
) -> WithDiagnostics<Option<Vec<u8>>> {
    let own = theme.assets.source(SHEET).and_then(|source| source.text().ok());
    let css = theme.css(language, ROOT, Styles::All, &[]) + &css::minify(own.unwrap_or_default());
    let page = Page { view, css: &css, csp: &policy([css.as_str()]), charts };
    let setting = Setting { root: ROOT.to_owned(), strings: theme.strings(language).clone() };
    let html = theme.templates().render(template, &page, setting);
    html.map(|html| html.map(|html| isolate(&html, language, theme.voices()).into_bytes()))
}

/// A chart of how many remarks there are of each kind; the words of the kinds are at `report.<id>.<name>`.
fn tallies(id: &str, tallies: &[Tally], view: &ReportView, strings: &Strings) -> String {
    let name = |tally: &Tally| strings.get(&format!("report.{id}.{}", tally.name));
    let label = |tally: &Tally| {
        let number = strings.number(&tally.number.to_string());
        strings.fill("report.chart.label", &[("name", name(tally)), ("number", &number)])
    };
    let fill = |tally: &Tally| match tally.name {
        "misleads" => Fill::Solid,
        "detail" => Fill::Dots("dots"),
        _ => Fill::Lines("lines"),
    };
    let bars: Vec<Bar> = tallies
        .iter()
        .map(|tally| Bar { label: label(tally), number: tally.number, fill: fill(tally) })
        .collect();
    let labels: Vec<&str> = bars.iter().map(|bar| bar.label.as_str()).collect();
    let description = labels.join(strings.get("report.chart.between"));
    let mut title = strings.get(&format!("report.chart.{id}")).to_owned();
    if view.round.example {
        title = format!("{title} ({})", strings.get("example"));
    }
    chart::bars(&Chart {
        id: &format!("chart-{id}"),
        title: &title,
        description: &description,
        bars,
        direction: view.language.direction(),
    })
}

/// The remarks of the round as a table for spreadsheets, by theme.
///
/// A row says what the remark is about and what became of it. It never says whose it was or when: guide, role and month
/// in one row would tell the ten testers apart. Counts from 1 to 4 are "fewer than 5".
pub fn csv(view: &ReportView, theme: &Theme) -> Vec<u8> {
    let strings = theme.strings(view.language);
    let word = |path: &str| strings.get(&format!("report.{path}")).to_owned();
    let columns = [
        "round",
        "theme",
        "id",
        "guide",
        "version",
        "language",
        "section",
        "severity",
        "count",
        "proposal",
        "decision",
        "resolved_in",
    ];
    let mut rows = vec![columns.map(|column| word(&format!("columns.{column}"))).to_vec()];
    let round = match view.round.example {
        true => format!("{} ({})", view.round.name, strings.get("example")),
        false => view.round.name.clone(),
    };
    let row = |remark: &RemarkView| {
        vec![
            round.clone(),
            word(&format!("themes.{}", remark.theme)),
            remark.id.clone(),
            remark.title.clone(),
            remark.version.to_string(),
            remark.language.text.clone(),
            remark.section.clone().unwrap_or_default(),
            word(&format!("severities.{}", remark.severity)),
            match remark.count {
                Cell::Exact(number) => number.to_string(),
                Cell::Small => word("small"),
                Cell::Hidden => word("hidden"),
            },
            remark.proposal.as_ref().map(|words| words.text.clone()).unwrap_or_default(),
            word(&format!("decisions.{}", remark.decision)),
            remark.resolved_in.map(|version| version.to_string()).unwrap_or_default(),
        ]
    };
    rows.extend(view.remarks.iter().map(row));
    spreadsheet::csv(&rows, strings.get("number.decimal"))
}

//! What reading results says of figures that do not fit together.

use crate::{source::Sources, toolkit};

/// The diagnostics for the figures of a series of homes, each as its code and the year or id that it names.
fn diagnostics(figures: &str) -> Vec<(&'static str, String)> {
    let story = format!(
        "--- content/toolkit.yaml ---\nname: {{fr: T}}\nlanguages: [fr]\nterritories: {{nord: {{fr: Nord}}}}\n\
         stages: [{{id: a, name: {{fr: A}}, summary: {{fr: a.}}}}]\n\
         --- content/results.yaml ---\n- {{id: s, title: {{fr: T}}, scope: {{fr: Tout.}}, unit: homes, figures: [{figures}]}}\n"
    );
    let diagnostics = toolkit::read(&Sources::from_story(&story).value).diagnostics;
    let name = |diagnostic: &crate::diagnostic::Diagnostic| {
        diagnostic.args.get("year").or(diagnostic.args.get("id")).cloned().unwrap_or_default()
    };
    diagnostics.iter().map(|diagnostic| (diagnostic.code(), name(diagnostic))).collect()
}

#[track_caller]
fn check(figures: &str, expected: &[(&'static str, &str)]) {
    let seen = diagnostics(figures);
    let seen: Vec<(&str, &str)> = seen.iter().map(|(code, name)| (*code, name.as_str())).collect();
    assert_eq!(seen, expected, "{figures}");
}

#[test]
fn good_figures_are_read_in_silence() {
    check("", &[]);
    check("{year: 2020, value: 100, target: 80, target_share: 125, territory: nord, source: x}", &[]);
    check("{year: 2020, value: 100, source: x}, {year: 2021, value: 133.3, change: 33, source: x}", &[]);
    // 1900 of 1776 is 106,98 %: a source that rounds to 107 is right.
    check("{year: 2019, value: 1900, target: 1776, target_share: 107, source: x}", &[]);
    // "More than 1900" may well be 110 % of the target.
    check("{year: 2019, value: 1900, at_least: true, target: 1776, target_share: 110, source: x}", &[]);
    // What is stated of the year before cannot be compared with a figure that is two years old.
    check("{year: 2018, value: 100, source: x}, {year: 2020, value: 300, change: 10, source: x}", &[]);
}

#[test]
fn what_a_source_states_must_agree_with_its_own_figures() {
    let contradiction = [("results/contradiction", "2021")];
    check(
        "{year: 2020, value: 100, source: x}, {year: 2021, value: 150, change: 33, source: x}",
        &contradiction,
    );
    check("{year: 2021, value: 90, target: 100, target_share: 107, source: x}", &contradiction);
    check(
        "{year: 2021, value: 120, at_least: true, target: 100, target_share: 107, source: x}",
        &contradiction,
    );
}

#[test]
fn a_series_counts_one_thing_once_a_year() {
    let first = "{year: 2020, value: 1, source: x}, ";
    check(
        &format!("{first}{{year: 2021, value: 2, scope: {{fr: Plus.}}, source: x}}"),
        &[("results/mixed", "2021")],
    );
    check(
        &format!("{first}{{year: 2021, value: 2, territory: nord, source: x}}"),
        &[("results/mixed", "2021")],
    );
    check(&format!("{first}{{year: 2020, value: 2, source: x}}"), &[("results/twice", "2020")]);
    check("{year: 2020, value: 1, territory: sud, source: x}", &[("toolkit/unknown-id", "sud")]);
}

#[test]
fn a_figure_is_a_number() {
    check("{year: 2020, value: NaN, source: x}", &[("results/number", "2020")]);
    check("{year: 2020, value: inf, source: x}", &[("results/number", "2020")]);
    check("{year: 2020, value: -3, source: x}", &[("results/number", "2020")]);
    check("{year: 2020, value: 3, target: 0, source: x}", &[("results/number", "2020")]);
}

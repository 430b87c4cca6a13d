//! The public results as a page shows them: figures of different scope are in different series.

use super::{
    local::Local,
    site_context,
    text::{ChangeView, FigureView, SeriesView},
};
use trousseau_core::{
    toolkit::{
        Series, Toolkit,
        results::{Figure, Unit},
    },
    yaml::Words,
};
use trousseau_text::{Language, typography::typography};

/// All series of the toolkit. A series that mixes scopes is split, so that no chart compares figures that count different
/// things.
pub fn results(toolkit: &Toolkit, language: Language) -> Vec<SeriesView> {
    let source = toolkit.source_language();
    let words = |words: &Words| site_context::local(words, language, source);
    let publisher = |words: &str| publisher(words, toolkit.official_language, language);
    let mut views = Vec::new();
    for series in &toolkit.results {
        for (place, group) in series.groups().iter().enumerate() {
            let (scope, territory) = series.frame(group[0]);
            let most = group.iter().map(|figure| figure.value).fold(0.0, f64::max);
            views.push(SeriesView {
                id: if place == 0 {
                    series.id.value.clone()
                } else {
                    format!("{}-{}", series.id.value, place + 1)
                },
                title: words(&series.title),
                scope: words(scope),
                unit: series.unit,
                territory: site_context::territory(toolkit, territory, language),
                figures: group.iter().map(|figure| view(figure, series, group, most, publisher)).collect(),
            });
        }
    }
    views
}

fn view(
    figure: &Figure,
    series: &Series,
    group: &[&Figure],
    most: f64,
    source: impl Fn(&str) -> Local,
) -> FigureView {
    let computed = figure.share();
    FigureView {
        year: *figure.year,
        value: figure.value,
        share: if most > 0.0 { figure.value / most * 100.0 } else { 0.0 },
        at_least: figure.at_least,
        target: figure.target,
        target_share: computed.or(figure.target_share),
        target_at_least: figure.at_least && computed.is_some(),
        change: change(figure, series, group),
        source: source(&figure.source),
    }
}

/// Who published a figure: it is the authorities' own, and so is its name.
fn publisher(words: &str, official: Language, language: Language) -> Local {
    site_context::foreign(typography(words, official), official, language)
}

/// The change as worked out from the figures, else as the source states it.
fn change(figure: &Figure, series: &Series, group: &[&Figure]) -> Option<ChangeView> {
    let computed = series.change(figure, group);
    let (amount, since) = match (computed, figure.change) {
        (Some(change), _) => (change.amount, Some(change.since)),
        (None, Some(stated)) => (stated, None),
        (None, None) => return None,
    };
    let less = amount < 0.0;
    let sentence = match (since, series.unit) {
        (None, _) if less => "change_down",
        (None, _) => "change",
        (Some(_), Unit::Percent) if less => "points_down",
        (Some(_), Unit::Percent) => "points",
        (Some(_), _) if less => "since_down",
        (Some(_), _) => "since",
    };
    (amount != 0.0).then(|| ChangeView { sentence, size: amount.abs(), since })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn views(figures: &str, unit: &str) -> Vec<SeriesView> {
        let story = format!(
            "--- content/toolkit.yaml ---\nname: {{fr: T}}\nlanguages: [fr]\nstages: [{{id: a, name: {{fr: A}}, summary: {{fr: a.}}}}]\n\
             --- content/results.yaml ---\n- {{id: s, title: {{fr: T}}, scope: {{fr: Tout.}}, unit: {unit}, figures: [{figures}]}}\n"
        );
        let sources = trousseau_core::source::Sources::from_story(&story).value;
        results(&trousseau_core::toolkit::read(&sources).value.expect("a toolkit"), Language::default())
    }

    fn change(figures: &str, unit: &str) -> Option<(&'static str, f64, Option<u16>)> {
        let views = views(figures, unit);
        let figure = views[0].figures.last().expect("a figure");
        figure.change.as_ref().map(|change| (change.sentence, change.size, change.since))
    }

    #[test]
    fn a_change_is_worked_out_and_says_which_way_it_goes() {
        let check = |figures: &str, unit, expected| assert_eq!(change(figures, unit), expected, "{figures}");
        let two = |before: &str, after: &str| {
            format!("{{year: 2020, {before}, source: x}}, {{year: 2022, {after}, source: x}}")
        };
        check(&two("value: 200", "value: 250"), "homes", Some(("since", 25.0, Some(2020))));
        check(&two("value: 200", "value: 150"), "homes", Some(("since_down", 25.0, Some(2020))));
        check(&two("value: 2.24", "value: 4.16"), "percent", Some(("points", 1.92, Some(2020))));
        check(&two("value: 4.16", "value: 2.24"), "percent", Some(("points_down", 1.92, Some(2020))));
        check(&two("value: 200", "value: 200"), "homes", None);
        check(&two("value: 0", "value: 200"), "homes", None);
        check(&two("value: 200, at_least: true", "value: 250"), "homes", None);
        check(
            &two("value: 200", "value: 250, at_least: true, change: -3.5"),
            "homes",
            Some(("change_down", 3.5, None)),
        );
        check("{year: 2020, value: 200, change: 33, source: x}", "homes", Some(("change", 33.0, None)));
    }

    #[test]
    fn the_share_of_a_target_is_worked_out_before_it_is_believed() {
        let share = |figure: &str| {
            let views = views(&format!("{{year: 2020, {figure}, source: x}}"), "homes");
            (views[0].figures[0].target_share, views[0].figures[0].target_at_least)
        };
        assert_eq!(share("value: 1900, target: 1776"), (Some(107.0), false));
        assert_eq!(share("value: 1900, target: 1776, at_least: true"), (Some(107.0), true));
        assert_eq!(share("value: 1900, target_share: 107, at_least: true"), (Some(107.0), false));
        assert_eq!(share("value: 1900"), (None, false));
    }

    #[test]
    fn figures_of_different_scope_are_never_on_one_line() {
        let views = views(
            "{year: 2021, value: 100, source: x}, {year: 2022, value: 300, scope: {fr: Plus large.}, source: x}, \
             {year: 2020, value: 50, source: x}",
            "homes",
        );
        let shown = |view: &SeriesView| -> Vec<(u16, f64)> {
            view.figures.iter().map(|figure| (figure.year, figure.share)).collect()
        };
        assert_eq!(views.iter().map(|view| view.id.as_str()).collect::<Vec<_>>(), ["s", "s-2"]);
        assert_eq!(shown(&views[0]), [(2020, 50.0), (2021, 100.0)]);
        assert_eq!((shown(&views[1]), views[1].scope.text.as_str()), (vec![(2022, 100.0)], "Plus large."));
        assert_eq!(views[1].figures[0].change, None);
    }
}

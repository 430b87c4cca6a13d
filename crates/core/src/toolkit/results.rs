//! Public results: series of figures, each with its scope. Figures of different scope are never on one line.
//!
//! What can be worked out is worked out here: the change since the figure before and the share of the target. What a
//! source states stands in where there is nothing to work it out from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids;
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
    yaml::{Placed, Words},
};

/// The file of the public results.
pub const PATH: &str = "content/results.yaml";

/// How far a stated figure may be from the one that is worked out: sources round to whole percents.
const ROUNDING: f64 = 0.5;

/// Figures that count one single thing, year by year; an entry of `results.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Series {
    /// The short name of the series, which makes its address in the page.
    pub id: Placed<String>,
    /// What it counts, in a few words.
    #[schemars(extend("x-is" = "sentence"))]
    pub title: Words,
    /// What exactly is counted and what is not.
    #[schemars(extend("x-is" = "sentence"))]
    pub scope: Words,
    /// Where it is counted: an id of the toolkit's territories.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// What the figures count: percent, households or homes.
    pub unit: Unit,
    /// The figures, by year.
    pub figures: Vec<Figure>,
}

/// What the figures of a series count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Unit {
    Percent,
    Households,
    Homes,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Figure {
    /// The year that it counts.
    pub year: Placed<u16>,
    /// The number itself, in the unit of the series.
    pub value: f64,
    /// Whether the source says "more than".
    #[serde(default)]
    pub at_least: bool,
    /// The target of the year, in the same unit.
    pub target: Option<f64>,
    /// The share of the year's target that was reached, in percent, as the source states it.
    pub target_share: Option<f64>,
    /// The change since the year before, in percent, as the source states it.
    pub change: Option<f64>,
    /// What exactly this one counts, when it is not what the series counts.
    #[schemars(extend("x-is" = "sentence"))]
    #[serde(default)]
    pub scope: Words,
    /// Where this one is counted, when it is not where the series is.
    #[schemars(extend("x-is" = "territory"))]
    pub territory: Option<Placed<String>>,
    /// Who published it.
    pub source: String,
}

/// How far a figure is from an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The difference: in percent of the earlier figure, or in points when both are percentages. Less is negative.
    pub amount: f64,
    /// The year of the earlier figure.
    pub since: u16,
}

impl Series {
    /// The figures that may stand on one line: those with the same scope and territory, by year; the first group is the
    /// one that the series begins with.
    pub fn groups(&self) -> Vec<Vec<&Figure>> {
        let mut groups: Vec<Vec<&Figure>> = Vec::new();
        for figure in &self.figures {
            match groups.iter_mut().find(|group| self.frame(group[0]) == self.frame(figure)) {
                Some(group) => group.push(figure),
                None => groups.push(vec![figure]),
            }
        }
        groups.iter_mut().for_each(|group| group.sort_by_key(|figure| figure.year.value));
        groups
    }

    /// What a figure counts, and where: only figures with equal frames may be compared.
    pub fn frame<'a>(&'a self, figure: &'a Figure) -> (&'a Words, Option<&'a str>) {
        let scope = if figure.scope.is_empty() { &self.scope } else { &figure.scope };
        (scope, figure.territory.as_ref().or(self.territory.as_ref()).map(|id| id.as_str()))
    }

    /// How far a figure is from the one before it in its group, rounded to a tenth (a hundredth for points).
    ///
    /// There is none when either is "more than" a number: the difference of two lower bounds says nothing.
    pub fn change(&self, figure: &Figure, group: &[&Figure]) -> Option<Change> {
        let before = group.iter().rev().find(|other| *other.year < *figure.year)?;
        if before.at_least || figure.at_least {
            return None;
        }
        let difference = figure.value - before.value;
        let amount = match self.unit {
            Unit::Percent => round(difference, 100.0),
            _ if before.value > 0.0 => round(difference / before.value * 100.0, 10.0),
            _ => return None,
        };
        Some(Change { amount, since: *before.year })
    }
}

impl Figure {
    /// The share of the target that was reached, in percent, rounded to a tenth; a lower bound when the figure is one.
    pub fn share(&self) -> Option<f64> {
        self.target.map(|target| round(self.value / target * 100.0, 10.0))
    }
}

fn round(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// Reports figures that contradict each other, and removes those that are no numbers.
pub(super) fn check(all: &mut [Series], territories: &super::Territories, diagnostics: &mut Vec<Diagnostic>) {
    let path: SourcePath = PATH.into();
    for series in all {
        series.figures.retain_mut(|figure| {
            let place = Place::span(&path, figure.year.span);
            let none = |number: f64| !number.is_finite() || number < 0.0;
            if figure.target.is_some_and(|target| none(target) || target == 0.0) {
                diagnostics
                    .push(Diagnostic::new(rule::results::NUMBER, place.clone()).with("year", *figure.year));
                figure.target = None;
            }
            let stated = [figure.target_share, figure.change].into_iter().flatten();
            let bad = none(figure.value) || stated.into_iter().any(|number| !number.is_finite());
            if bad {
                diagnostics.push(Diagnostic::new(rule::results::NUMBER, place).with("year", *figure.year));
            }
            !bad
        });
        let ids = series.figures.iter_mut().map(|figure| &mut figure.territory);
        for id in ids.chain([&mut series.territory]) {
            if let Some(id) = id.take_if(|id| !territories.contains_key(&id.value)) {
                let diagnostic = Diagnostic::new(rule::toolkit::UNKNOWN_ID, Place::span(&path, id.span));
                let diagnostic = diagnostic.with("kind", "territory").with("id", &id.value);
                let diagnostic = diagnostic.with("where", ids::PATH);
                diagnostics.push(diagnostic.with_near(&id.value, territories.keys().map(String::as_str)));
            }
        }
        compare(series, &path, diagnostics);
    }
}

/// Reports a series that mixes scopes, has a year twice, or states a share or change that its own figures do not give.
fn compare(series: &Series, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let groups = series.groups();
    for group in groups.iter().skip(1) {
        let diagnostic = Diagnostic::new(rule::results::MIXED, Place::span(path, group[0].year.span));
        diagnostics.push(diagnostic.with("series", &series.id.value).with("year", *group[0].year));
    }
    for group in &groups {
        for pair in group.windows(2).filter(|pair| *pair[0].year == *pair[1].year) {
            let diagnostic = Diagnostic::new(rule::results::TWICE, Place::span(path, pair[1].year.span));
            diagnostics.push(diagnostic.with("series", &series.id.value).with("year", *pair[1].year));
        }
        for figure in group {
            let mut differ = |field: &str, stated: f64, computed: f64| {
                let diagnostic =
                    Diagnostic::new(rule::results::CONTRADICTION, Place::span(path, figure.year.span));
                let diagnostic = diagnostic.with("year", *figure.year).with("field", field);
                diagnostics.push(diagnostic.with("stated", stated).with("computed", computed));
            };
            if let (Some(stated), Some(share)) = (figure.target_share, figure.share()) {
                let far = if figure.at_least { share - stated } else { (share - stated).abs() };
                if far > ROUNDING {
                    differ("target_share", stated, share);
                }
            }
            let change = series.change(figure, group).filter(|change| change.since + 1 == *figure.year);
            // A change in percent cannot be compared with one in points.
            let change = change.filter(|_| series.unit != Unit::Percent);
            if let (Some(stated), Some(change)) = (figure.change, change)
                && (change.amount - stated).abs() > ROUNDING
            {
                differ("change", stated, change.amount);
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! Bar charts as drawings inside a page: they read in black and white, at any width, and say in words what they show.
//!
//! Sizes are percentages of the width and lines of text, so that letters stay as large as those around them on a phone
//! and on paper. A table with the same numbers always stands beside: the drawing is for the eye.

use std::fmt::Write as _;

use super::escape;
use trousseau_text::Direction;

/// A chart of bars, from the first to the last downwards.
#[derive(Clone, Debug)]
pub struct Chart<'a> {
    /// The id in the page; the ids of the parts begin with it, so two charts on a page never share one.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// The same in a sentence, with every number.
    pub description: &'a str,
    /// The bars.
    pub bars: Vec<Bar<'a>>,
    /// The way the page reads.
    pub direction: Direction,
}

/// One bar.
#[derive(Clone, Debug)]
pub struct Bar<'a> {
    /// What it is, with its number.
    pub label: String,
    /// The number that its length stands for.
    pub number: u32,
    /// The pattern with which it is filled.
    pub fill: Fill<'a>,
}

/// How a bar is filled: by patterns, since reports are printed without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill<'a> {
    /// All of it.
    Solid,
    /// Slanting lines; the name goes into the id of the pattern, which must be unique in the page.
    Lines(&'a str),
    /// Dots.
    Dots(&'a str),
}

/// The height of one bar in lines of text, with its label above and the space below.
const ROW: f64 = 3.2;

/// The drawing; "" without bars.
pub fn bars(chart: &Chart) -> String {
    if chart.bars.is_empty() {
        return String::new();
    }
    let id = chart.id;
    let mut out = format!(
        "<svg class=\"chart\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"100%\" height=\"{}em\">",
        round(chart.bars.len() as f64 * ROW)
    );
    for (name, words) in [("title", chart.title), ("desc", chart.description)] {
        let _ = write!(out, "<{name} id=\"{id}-{name}\">");
        escape::xml(words, &mut out);
        let _ = write!(out, "</{name}>");
    }
    patterns(chart, &mut out);
    let most = chart.bars.iter().map(|bar| bar.number).max().unwrap_or(0).max(1);
    for (place, bar) in chart.bars.iter().enumerate() {
        let top = place as f64 * ROW;
        let width = round(f64::from(bar.number) / f64::from(most) * 100.0);
        let (start, edge) = match chart.direction {
            Direction::Ltr => (0.0, 0.0),
            Direction::Rtl => (100.0, round(100.0 - width)),
        };
        let _ = write!(out, "<text x=\"{start}%\" y=\"{}em\">", round(top + 1.1));
        escape::xml(&bar.label, &mut out);
        out.push_str("</text>");
        if bar.number > 0 {
            let fill = match bar.fill {
                Fill::Solid => "currentColor".to_owned(),
                Fill::Lines(name) | Fill::Dots(name) => format!("url(#{id}-{name})"),
            };
            let _ = write!(
                out,
                "<rect x=\"{edge}%\" y=\"{}em\" width=\"{width}%\" height=\"1.1em\" fill=\"{fill}\" stroke=\"currentColor\"/>",
                round(top + 1.5)
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// The patterns that the bars use, each once.
fn patterns(chart: &Chart, out: &mut String) {
    let mut drawn: Vec<&str> = Vec::new();
    for bar in &chart.bars {
        let (name, drawing) = match bar.fill {
            Fill::Solid => continue,
            Fill::Lines(name) => (
                name,
                "<path d=\"M0 12 12 0M-3 3 3-3M9 15 15 9\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            ),
            Fill::Dots(name) => (name, "<circle cx=\"6\" cy=\"6\" r=\"1.6\" fill=\"currentColor\"/>"),
        };
        if !drawn.contains(&name) {
            drawn.push(name);
            let id = chart.id;
            let _ = write!(
                out,
                "<pattern id=\"{id}-{name}\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">{drawing}</pattern>"
            );
        }
    }
}

fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(direction: Direction) -> String {
        let bar = |label: &str, number, fill| Bar { label: label.to_owned(), number, fill };
        bars(&Chart {
            id: "c",
            title: "Remarques < 5 & plus",
            description: "a : 4 ; b : 1",
            bars: vec![
                bar("a", 4, Fill::Solid),
                bar("b", 1, Fill::Lines("l")),
                bar("c", 0, Fill::Dots("d")),
                bar("d", 1, Fill::Lines("l")),
            ],
            direction,
        })
    }

    #[test]
    fn a_chart_says_in_words_what_it_shows() {
        let svg = chart(Direction::Ltr);
        assert!(svg.contains("role=\"img\" aria-labelledby=\"c-title c-desc\""), "{svg}");
        assert!(svg.contains("<title id=\"c-title\">Remarques &lt; 5 &amp; plus</title>"), "{svg}");
        assert!(svg.contains("<desc id=\"c-desc\">a : 4 ; b : 1</desc>"), "{svg}");
    }

    #[test]
    fn bars_are_as_long_as_their_numbers_and_begin_where_reading_does() {
        let svg = chart(Direction::Ltr);
        assert_eq!(svg.matches("<rect").count(), 3, "nothing is drawn for none: {svg}");
        assert!(svg.contains("<rect x=\"0%\" y=\"1.5em\" width=\"100%\""), "{svg}");
        assert!(svg.contains("<rect x=\"0%\" y=\"4.7em\" width=\"25%\""), "{svg}");
        let svg = chart(Direction::Rtl);
        assert!(svg.contains("<rect x=\"75%\" y=\"4.7em\" width=\"25%\""), "{svg}");
        assert!(svg.contains("<text x=\"100%\" y=\"1.1em\">a</text>"), "{svg}");
    }

    #[test]
    fn each_pattern_is_drawn_once() {
        let svg = chart(Direction::Ltr);
        assert_eq!((svg.matches("<pattern").count(), svg.matches("url(#c-l)").count()), (2, 2), "{svg}");
    }
}

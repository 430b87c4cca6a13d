//! Quick fixes: what `check --fix` would write for one fault, as a change of the text on the screen.

use std::ops::Range;

use trousseau_app::Project;
use trousseau_core::diagnostic::{Diagnostic, Span, rule};
use trousseau_lint::mend;

/// A change of a text.
#[derive(Debug, PartialEq)]
pub struct Fix {
    /// The words that go.
    pub span: Span,
    /// The words that come in their place.
    pub words: String,
}

/// The fixes of what was said of a text within a range; what is about the whole file is within any.
pub fn of<'a>(
    said: impl Iterator<Item = &'a Diagnostic>,
    range: Range<usize>,
    text: &str,
    project: &Project,
) -> Vec<(&'a Diagnostic, Fix)> {
    let is_here = |one: &&Diagnostic| {
        let touches = |span: Span| span.start <= range.end && range.start <= span.end;
        one.place.span.is_none_or(touches)
    };
    let fix = |one: &'a Diagnostic| {
        if let Some(fix) = meant(text, one) {
            return Some((one, fix));
        }
        if !one.rule.card().fix {
            return None;
        }
        let mended = mend::mend(&project.sources, std::slice::from_ref(one), project.today);
        Some((one, difference(text, mended.first()?.file.text().ok()?)))
    };
    said.filter(is_here).filter_map(fix).collect()
}

/// The name that was probably meant by a link that leads nowhere: an offer to whoever writes, which `check --fix` does not take.
pub fn meant(text: &str, one: &Diagnostic) -> Option<Fix> {
    let (to, near) = (one.args.get("to")?, one.args.get("near")?);
    let span = one.place.span.filter(|_| one.rule == rule::links::DEAD)?;
    let id = to.split_once(':')?.1.split('#').next()?;
    let at = text.get(span.start..span.end)?.rfind(&format!(":{id}"))? + 1;
    let start = span.start + at;
    Some(Fix { span: Span { start, end: start + id.len() }, words: near.clone() })
}

/// The one stretch in which two texts differ.
fn difference(old: &str, new: &str) -> Fix {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let start: usize = old.chars().zip(new.chars()).take_while(same).map(|(sign, _)| sign.len_utf8()).sum();
    let (rest, other) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let ends = rest.chars().rev().zip(other.chars().rev()).take_while(same);
    let end: usize = ends.map(|(sign, _)| sign.len_utf8()).sum();
    let words = other.get(..other.len() - end).unwrap_or_default();
    Fix { span: Span { start, end: old.len() - end }, words: words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_the_shortest_stretch() {
        let check = |old: &str, new: &str, start: usize, end: usize, words: &str| {
            assert_eq!(difference(old, new), Fix { span: Span { start, end }, words: words.to_owned() });
        };
        check("un été ici", "un hiver ici", 3, 8, "hiver");
        check("aa", "aaa", 2, 2, "a");
        check("aaa", "a", 1, 3, "");
        check("é", "è", 0, 2, "è");
    }
}

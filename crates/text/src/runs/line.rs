//! Runs of a line of several texts: a run goes on over emphasis and links.

use std::ops::Range;

use super::{Run, runs};
use crate::Language;

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A text.
    Text(&'a str),
    /// The beginning of an element inside the line, such as emphasis or a link.
    Open,
    /// The end of such an element.
    Close,
}

/// A line: its letters, and where each part begins in them.
pub struct Line<'p> {
    parts: &'p [Part<'p>],
    letters: String,
    starts: Vec<usize>,
}

/// A run of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span<'t> {
    /// What is in it.
    pub run: Run<'t>,
    /// The first and the last part that are one run with all between them; `None` when each text of it stands for itself.
    pub around: Option<(usize, usize)>,
    bytes: Range<usize>,
}

/// What one text of a line has of a run.
pub struct Piece<'s, 't> {
    /// The run.
    pub span: &'s Span<'t>,
    /// The same kind of run with the letters of this text.
    pub run: Run<'t>,
    /// Whether the run begins here.
    pub begins: bool,
    /// Whether it ends here.
    pub ends: bool,
}

impl<'p> Line<'p> {
    /// A line of these parts.
    pub fn new(parts: &'p [Part<'p>]) -> Self {
        let mut letters = String::new();
        let start = |part: &Part<'_>| {
            let start = letters.len();
            letters.push_str(text(*part));
            start
        };
        let starts = parts.iter().map(start).collect();
        Self { parts, letters, starts }
    }

    /// The runs of the line in this language.
    pub fn spans<'s>(&'s self, language: Language) -> Vec<Span<'s>> {
        let (mut end, mut first) = (0, 0);
        let span = |run: Run<'s>| {
            let bytes = end..end + run.text().len();
            end = bytes.end;
            first += self.places(first).take_while(|(_, place)| place.end <= bytes.start).count();
            let held = self.places(first).take_while(|(_, place)| place.start < bytes.end);
            let texts: Vec<usize> = held.filter(|(_, place)| !place.is_empty()).map(|(at, _)| at).collect();
            let around = match (run, &texts[..]) {
                (Run::Own(_), _) => None,
                (_, [first, .., last]) => self.around(*first, *last, &bytes),
                _ => None,
            };
            Span { run, around, bytes }
        };
        runs(&self.letters, language).into_iter().map(span).collect()
    }

    /// What this part has of the runs of the line.
    pub fn pieces<'s, 't>(&'t self, spans: &'s [Span<'t>], at: usize) -> impl Iterator<Item = Piece<'s, 't>> {
        let here = self.bytes(at);
        let begin = spans.partition_point(|span| span.bytes.end <= here.start);
        let end = if here.is_empty() { 0 } else { here.end };
        let held = spans[begin..].iter().take_while(move |span| span.bytes.start < end);
        held.map(move |span| {
            let bytes = span.bytes.start.max(here.start)..span.bytes.end.min(here.end);
            Piece {
                span,
                begins: bytes.start == span.bytes.start,
                ends: bytes.end == span.bytes.end,
                run: span.run.with(&self.letters[bytes]),
            }
        })
    }

    /// The bytes of a part.
    fn bytes(&self, at: usize) -> Range<usize> {
        let end = self.starts.get(at + 1).copied().unwrap_or(self.letters.len());
        self.starts.get(at).map_or(end..end, |start| *start..end)
    }

    fn places(&self, from: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
        (from..self.parts.len()).map(|at| (at, self.bytes(at)))
    }

    /// Widens a stretch of parts so that it holds no half of an element; none when that would take in other text.
    fn around(&self, mut first: usize, mut last: usize, bytes: &Range<usize>) -> Option<(usize, usize)> {
        let begins = self.bytes(first).start == bytes.start;
        let ends = self.bytes(last).end == bytes.end;
        let mut open = 0_usize;
        for part in self.parts.get(first..=last)? {
            match part {
                Part::Open => open += 1,
                Part::Close if open > 0 => open -= 1,
                Part::Close => {
                    first = first.checked_sub(1).filter(|_| begins)?;
                    (self.parts.get(first) == Some(&Part::Open)).then_some(())?;
                }
                Part::Text(_) => {}
            }
        }
        for _ in 0..open {
            last += 1;
            (ends && self.parts.get(last) == Some(&Part::Close)).then_some(())?;
        }
        Some((first, last))
    }
}

fn text<'a>(part: Part<'a>) -> &'a str {
    match part {
        Part::Text(text) => text,
        Part::Open | Part::Close => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[Part<'_>]) -> Vec<(String, Option<(usize, usize)>)> {
        let line = Line::new(parts);
        let spans = line.spans(Language::find("ar").expect("a tag"));
        spans.iter().map(|span| (span.run.text().to_owned(), span.around)).collect()
    }

    #[test]
    fn a_run_takes_in_whole_elements_or_none() {
        let own = |text: &str| (text.to_owned(), None);
        let run = |text: &str, first, last| (text.to_owned(), Some((first, last)));
        let bold = [Part::Text("في "), Part::Open, Part::Text("07"), Part::Close, Part::Text(" 12 34 ب")];
        assert_eq!(shown(&bold), [own("في "), run("07 12 34", 1, 4), own(" ب")]);
        let half = [Part::Open, Part::Text("سكن CAF"), Part::Close, Part::Text(" Lille")];
        assert_eq!(shown(&half), [own("سكن "), own("CAF Lille")]);
        let end = [Part::Text("12 "), Part::Open, Part::Open, Part::Text("34"), Part::Close, Part::Close];
        assert_eq!(shown(&end), [run("12 34", 0, 5)]);
    }

    #[test]
    fn each_text_has_its_piece_of_a_run() {
        let parts = [Part::Text("ب 07 "), Part::Open, Part::Text("12"), Part::Close, Part::Text(" 34")];
        let line = Line::new(&parts);
        let spans = line.spans(Language::find("ar").expect("a tag"));
        let seen = |at| -> Vec<(String, bool, bool)> {
            let piece = |piece: Piece<'_, '_>| (piece.run.text().to_owned(), piece.begins, piece.ends);
            line.pieces(&spans, at).map(piece).collect()
        };
        assert_eq!(seen(0), [("ب ".to_owned(), true, true), ("07 ".to_owned(), true, false)]);
        assert_eq!(seen(1), []);
        assert_eq!(seen(2), [("12".to_owned(), false, false)]);
        assert_eq!(seen(4), [(" 34".to_owned(), false, true)]);
    }
}

//! A line as readers see it, without marks, and the way back to the bytes of its file.

use std::{cell::OnceCell, ops::Range};

use trousseau_core::{
    diagnostic::Span,
    document::markdown::raw::{self, Part, Role},
};

/// Stands in for what is no word of the language, such as an address (U+FFFC).
const PIECE: char = '\u{fffc}';

/// A line of text: a paragraph, an item, a heading, a cell.
pub(super) struct Line {
    /// The kind of block it belongs to.
    pub role: Role,
    /// Whether it is the first of its item.
    pub begins_item: bool,
    /// The words that are read; a line break is `\n`.
    pub text: String,
    /// The words of links and where each leads.
    pub links: Vec<(Range<usize>, String)>,
    /// The alternative texts of pictures and the address of each.
    pub pictures: Vec<(Range<usize>, String)>,
    /// Where pieces of `text` begin in it and in the file.
    places: Vec<(usize, usize)>,
    /// Found once for all rules, when the first one asks.
    words: OnceCell<Vec<Range<usize>>>,
    lower: OnceCell<Vec<String>>,
}

impl Line {
    /// A title or a summary, whose place is its file.
    pub fn of_head(words: &str) -> Self {
        let (links, pictures, places) = (Vec::new(), Vec::new(), Vec::new());
        let (role, text, begins_item) = (Role::Paragraph, words.to_owned(), false);
        let (words, lower) = (OnceCell::new(), OnceCell::new());
        Self { role, begins_item, text, links, pictures, places, words, lower }
    }

    /// The words: runs of letters and digits.
    pub fn words(&self) -> &[Range<usize>] {
        self.words.get_or_init(|| words(&self.text))
    }

    /// The words in small letters, in their order.
    pub fn lower(&self) -> &[String] {
        let small = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default().to_lowercase();
        self.lower.get_or_init(|| self.words().iter().map(small).collect())
    }

    /// The bytes of the file that hold a part of the line; none for words of a head.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let at = |byte: usize| {
            let after = self.places.partition_point(|(start, _)| *start <= byte);
            let (start, file) = self.places.get(after.checked_sub(1)?)?;
            Some(file + byte - start)
        };
        // The end is found from the last byte: the piece after it may begin further on.
        let end = at(range.end.checked_sub(1)?.max(range.start))? + 1;
        Some(Span { start: at(range.start)?, end })
    }

    /// Whether bytes of the line belong to a link.
    pub fn is_linked(&self, range: &Range<usize>) -> bool {
        self.links.iter().any(|(link, _)| link.start < range.end && range.start < link.end)
    }
}

/// The words of a text: runs of letters and digits.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match (letter.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| from..text.len()));
    words
}

/// The lines of a body that begins at a byte of its file.
pub(super) fn lines(file: &str, body: &str, offset: usize) -> Vec<Line> {
    raw::lines(body, offset).into_iter().map(|line| read(file, line)).collect()
}

fn read(file: &str, raw: raw::Line) -> Line {
    // Before the first words of an item stands its bullet or number.
    let before = file.get(..raw.range.start).and_then(|before| before.rsplit('\n').next());
    let begins_item = raw.role == Role::Item && before.is_some_and(|before| !before.trim().is_empty());
    let mut line = Line { role: raw.role, begins_item, ..Line::of_head("") };
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut at = raw.range.start;
    for part in raw.parts {
        let (Part::Wrap(range) | Part::Sign(_, range) | Part::Open(_, range) | Part::Close(range)) = &part;
        line.push(file, at..range.start);
        at = range.end.max(at);
        match part {
            Part::Wrap(_) => line.text.push(' '),
            Part::Sign(name, _) if name == "break" => line.text.push('\n'),
            Part::Sign(name, _) if name.starts_with("code:") || name.starts_with("auto:") => {
                line.text.push(PIECE)
            }
            Part::Sign(..) => {}
            Part::Open(name, _) => open.push((name, line.text.len())),
            Part::Close(_) => {
                let Some((name, start)) = open.pop() else { continue };
                let words = start..line.text.len();
                match (name.strip_prefix("link:"), name.strip_prefix("picture:")) {
                    (Some(to), _) => line.links.push((words, to.to_owned())),
                    (None, Some(file)) => line.pictures.push((words, file.to_owned())),
                    _ => {}
                }
            }
        }
    }
    line.push(file, at..raw.range.end);
    if line.role == Role::Alternative {
        let rest = file.get(raw.range.end..).and_then(|rest| rest.split_once("](")).unwrap_or_default().1;
        let address = rest.split([')', ' ', '\n']).next().unwrap_or_default().trim_matches(['<', '>']);
        line.pictures.push((0..line.text.len(), address.to_owned()));
    }
    line
}

impl Line {
    fn push(&mut self, file: &str, range: Range<usize>) {
        if let Some(words) = file.get(range.clone()).filter(|words| !words.is_empty()) {
            self.places.push((self.text.len(), range.start));
            self.text.push_str(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_their_bytes() {
        let file = "x\n- Un **[bail](term:bail)** de\n  `x` *trois* ![plan](a.png) ans  \n  fin\n";
        let lines = lines(file, &file[2..], 2);
        let line = &lines[0];
        assert_eq!(line.text, format!("Un bail de {PIECE} trois plan ans\nfin"));
        let of = |words: &str| {
            let at = line.text.find(words).expect("there");
            let span = line.span(at..at + words.len()).expect("a place");
            &file[span.start..span.end]
        };
        assert_eq!((of("bail"), of("trois"), of("fin"), of("Un")), ("bail", "trois", "fin", "Un"));
        assert_eq!(of("Un bail"), "Un **[bail");
        assert_eq!((line.links.len(), line.pictures.len()), (1, 1));
        assert_eq!(Line::of_head("Titre").span(0..2), None);
    }
}

//! Paragraphs whose lines were meant as lines, as a list, as a table or as a heading.
//!
//! Markdown joins the lines of a paragraph. The lines of an address, of opening hours, of questions and answers stay lines.

use std::ops::Range;

use super::{
    Inline,
    diagnostics::{Notes, excerpt},
    enumeration,
    signs::STOPS,
    walk,
};
use crate::diagnostic::{Diagnostic, Rule, rule};

pub(super) use lazy::lazy;
pub(super) use wrapped::wrapped;

/// The longest line of an address, and the longest heading, in letters.
const LONGEST: usize = 60;

/// The longest line with a label, such as `Hours: Monday to Friday`; behind `Q:` an answer may be as long as it is.
const LONGEST_LABELLED: usize = 120;

/// The longest line with hours or a number.
const SHORT: usize = 40;

/// The most letters and words of a label.
const LABEL: (usize, usize) = (28, 4);

/// The most words of a line with the code of a place.
const MOST_WORDS: usize = 5;

/// Signs behind which an answer may stand in its own line.
const QUESTIONS: &[char] = &['?', '؟', '፧', '？'];

/// The most words of a name over its mail or its site.
const MOST_NAMES: usize = 4;

/// The lines of paragraphs that were kept: how many, and the bytes of the first.
#[derive(Default)]
pub(super) struct Kept {
    count: usize,
    first: Option<Range<usize>>,
}

/// A line of a paragraph.
#[derive(Default)]
struct Line {
    text: String,
    /// Whether it is nothing but bold words.
    is_bold: bool,
    /// Whether it begins with bold words.
    begins_bold: bool,
    /// Whether a picture is in it.
    has_picture: bool,
    /// Whether it is nothing but words in italics.
    is_italic: bool,
    /// Whether the line before it ends with a sign that keeps them apart.
    is_apart: bool,
}

/// Looks at the lines of a paragraph, which stands in no list and no box when `is_top`; those that were meant as lines are
/// parted.
pub(super) fn look(
    pieces: &mut [Inline],
    range: Range<usize>,
    is_top: bool,
    kept: &mut Kept,
    notes: &mut Notes,
) {
    let lines = lines(pieces);
    // Lines that a sign keeps apart are shown as they are written.
    let is_kept = lines.len() > 1 && lines.iter().skip(1).all(|line| line.is_apart);
    if let Some(near) = table(&lines).filter(|_| !is_kept) {
        return say(rule::tables::BROKEN, &range, Some(near), notes);
    }
    // A table with tabs is told at its first line.
    let is_tabbed = lines.iter().any(|line| line.text.contains('\t'));
    let parted = if is_tabbed { Vec::new() } else { parted(&lines, is_top) };
    let soft = lines.iter().skip(1).zip(&parted).filter(|(line, parted)| **parted && !line.is_apart).count();
    let is_list = soft > 0 && lines.len() > 1 && is_list(&lines);
    if is_list {
        part(pieces, &parted);
        return say(rule::markdown::RUN_ON, &range, None, notes);
    }
    if soft > 0 {
        part(pieces, &parted);
        kept.count += soft + 1;
        kept.first.get_or_insert(range.clone());
    }
    let is_signed = lines.get(1).is_some_and(|second| second.is_apart);
    if is_top
        && !is_signed
        && lines.first().is_some_and(|first| headings::is_heading(first, lines.len(), &range, notes))
    {
        let line = notes.body().get(range.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
        say(rule::markdown::BOLD_HEADING, &(range.start..range.start + line.len()), None, notes);
        return;
    }
    if is_kept && lines.iter().all(|line| enumeration::begins_point(&line.text)) {
        return;
    }
    let before = notes.body().get(..range.start).unwrap_or_default();
    let is_run_on = if soft > 0 && soft + 1 == lines.len() {
        lines.iter().any(|line| enumeration::is_run_on(&line.text, ""))
    } else {
        let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
        enumeration::is_run_on(&text, before)
    };
    if is_run_on {
        say(rule::markdown::RUN_ON, &range, None, notes);
    }
}

impl Kept {
    /// Tells of all lines that were kept.
    pub(super) fn tell(&self, notes: &mut Notes) {
        let Some(range) = &self.first else { return };
        let line = notes.body().get(range.clone()).and_then(|text| text.lines().next()).unwrap_or_default();
        let place = notes.place(notes.span(range.start..range.start + line.len()));
        let diagnostic = Diagnostic::new(rule::markdown::LINES, place);
        notes.say(diagnostic.with("count", self.count).with("words", excerpt(line)));
    }
}

fn say(rule: Rule, range: &Range<usize>, near: Option<String>, notes: &mut Notes) {
    let words = excerpt(notes.body().get(range.clone()).unwrap_or_default());
    let diagnostic = Diagnostic::new(rule, notes.place(notes.span(range.clone()))).with("words", words);
    let diagnostic = match near {
        Some(near) => diagnostic.with("near", near),
        None => diagnostic,
    };
    // A text with one such heading has many.
    match rule {
        rule::markdown::BOLD_HEADING => notes.say_once(diagnostic),
        _ => notes.say(diagnostic),
    }
}

/// The words of each line; a line ends where the editor began a new one.
fn lines(pieces: &[Inline]) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for piece in pieces {
        let text = match piece {
            Inline::Text(text) => text.clone(),
            Inline::Break => "\n".to_owned(),
            other => walk::plain(std::slice::from_ref(other)).replace('\n', " "),
        };
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                let is_apart = matches!(piece, Inline::Break);
                lines.push(Line { is_apart, ..Line::default() });
            }
            let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) else { continue };
            line.has_picture |= matches!(piece, Inline::Image(_));
            line.begins_bold |= line.text.is_empty() && is_strong(piece);
            line.is_bold = line.text.is_empty() && is_strong(piece);
            line.is_italic = line.text.is_empty() && matches!(piece, Inline::Emphasis(_));
            line.text.push_str(part);
        }
    }
    lines.iter_mut().for_each(|line| line.text = line.text.trim().to_owned());
    lines
}

fn is_strong(piece: &Inline) -> bool {
    match piece {
        Inline::Strong(_) => true,
        Inline::Emphasis(inner) => matches!(inner.as_slice(), [Inline::Strong(_)]),
        _ => false,
    }
}

/// Whether lines are the points of a list: with hyphens, or counting on.
fn is_list(lines: &[Line]) -> bool {
    let texts = || lines.iter().map(|line| line.text.as_str());
    texts().all(enumeration::begins_point)
        && (texts().all(|text| text.starts_with("- ")) || enumeration::count_on(texts()))
}

/// Whether each line but the last was meant to end where it does.
fn parted(lines: &[Line], is_top: bool) -> Vec<bool> {
    let Some(between) = lines.len().checked_sub(1).filter(|between| *between > 0) else { return Vec::new() };
    let last = |number: usize| number + 1 == lines.len();
    let is_each = |fits: &dyn Fn(usize, &str) -> bool| {
        lines.iter().enumerate().all(|(number, line)| fits(number, &line.text))
    };
    let is_short = |text: &str| text.chars().count() <= LONGEST;
    let goes_on = |number: usize, text: &str| !last(number) && text.ends_with(STOPS);
    // A sentence that ends with an address is no name of a place.
    let first = lines.first().map_or("", |line| line.text.as_str());
    let is_name = first.split_whitespace().count() <= MOST_NAMES
        && first.split_whitespace().next_back().is_some_and(|word| word.chars().count() > 3);
    let place = |text: &str| is_code_of_place(text) || is_reached(text) && (is_name || lines.len() > 2);
    let labelled = lines.iter().filter(|line| is_labelled(&line.text)).count();
    let is_address = lines.iter().skip(1).any(|line| place(&line.text))
        && is_each(&|number, text| {
            let is_street = lines.len() > 2 && text.contains(char::is_numeric);
            is_short(text) && (begins(text) || is_street) && !goes_on(number, text)
        });
    let is_labels = labelled == lines.len();
    let is_verse = lines.len() > 2
        && is_each(&|number, text| {
            is_short(text)
                && text.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
                && (last(number) || !text.ends_with([';', ':']))
                && (!goes_on(number, text) || text.ends_with(QUESTIONS))
        });
    // Hours and numbers, a name before each.
    let is_hours = is_each(&|number, text| {
        text.chars().count() <= SHORT
            && text.starts_with(char::is_uppercase)
            && text.contains(char::is_numeric)
            && !text.ends_with([',', ';', ':'])
            && !goes_on(number, text)
            && !text.ends_with(STOPS)
    });
    let is_counted = is_each(&|_, text| enumeration::begins_point(text))
        || enumeration::count_on(lines.iter().map(|line| line.text.as_str()));
    if is_address || is_labels || is_verse || is_hours || is_counted || rows::is_row(lines) {
        return vec![true; between];
    }
    // The notes of stars, each in its line; in a list, two stars are a point below a point.
    let is_note =
        |line: &Line| is_top && ["* ", "** ", "*** "].iter().any(|star| line.text.starts_with(star));
    let mut parted: Vec<bool> = lines.iter().skip(1).map(is_note).collect();
    // Bold words alone in the first line stand over the rest.
    if let (Some(first), Some(parted)) = (lines.first(), parted.first_mut()) {
        *parted |=
            first.is_bold && first.text.chars().count() <= LONGEST && !first.text.ends_with([',', '،']);
    }
    parted
}

/// Whether a line begins as one of an address: no small letter, unless it is an address of the web.
fn begins(text: &str) -> bool {
    text.starts_with(|first: char| !first.is_lowercase()) || is_reached(text)
}

/// `59000 Lille`: a code of a place and its name, or the other way round.
fn is_code_of_place(text: &str) -> bool {
    let digits = |word: &str| (4..=6).contains(&word.chars().count()) && word.chars().all(char::is_numeric);
    let name = |word: &str| word.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase());
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    let [first, second, ..] = words.as_slice() else { return false };
    let code = first.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == '-');
    let is_code =
        digits(code) && name(second) || name(first) && words.last().is_some_and(|word| digits(word));
    is_code && words.len() <= MOST_WORDS && !text.ends_with(STOPS)
}

/// A line that is nothing but a phone number, a mail or a website.
fn is_reached(text: &str) -> bool {
    let word = !text.contains(char::is_whitespace);
    let is_mail = word && text.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    let is_web = word && ["www.", "https://", "http://"].iter().any(|start| text.starts_with(start));
    let digits = text.chars().filter(|letter| letter.is_numeric()).count();
    let is_phone = digits >= 8
        && text.chars().all(|letter| letter.is_numeric() || " +()./-\u{a0}\u{202f}".contains(letter));
    is_mail || is_web || is_phone
}

/// A label, a colon or an arrow, and its value.
fn is_labelled(text: &str) -> bool {
    const SIGNS: &[char] = &[':', '：', '፦', '→'];
    let short = text.chars().nth(1).filter(|_| text.starts_with(char::is_uppercase));
    let is_lettered = matches!(short, Some('.' | '-' | ')'))
        || ["Q - ", "R - ", "A - ", "Q – ", "R – ", "A – "].iter().any(|start| text.starts_with(start));
    let dashed = || text.split_once("- ").filter(|(label, _)| label.ends_with(char::is_alphabetic));
    let Some((label, value)) = text.split_once(SIGNS).or_else(dashed) else {
        return is_lettered && text.starts_with(['Q', 'R', 'A']);
    };
    let label = label.trim_end();
    let (letters, words) = (label.chars().count(), label.split_whitespace().count());
    let begins = |first: char| first.is_alphabetic() && (words == 1 || !first.is_lowercase());
    (1..=LABEL.0).contains(&letters)
        && words <= LABEL.1
        && (letters < 3 || text.chars().count() <= LONGEST_LABELLED)
        && label.starts_with(begins)
        && !label.contains(['!', '?', ',', ';', '«', '"'])
        && !value.starts_with("//")
        && !value.trim().is_empty()
}

/// The columns of lines that were set with spaces or semicolons, as a row of our form.
fn table(lines: &[Line]) -> Option<String> {
    let spaced = |text: &str| -> Vec<String> {
        text.split("   ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
    };
    let parted = |text: &str| -> Vec<String> {
        let tight = text.contains(';')
            && !text.ends_with(';')
            && !text.contains("; ")
            && !text.contains(" ;")
            && !text.contains('&');
        text.split(';').map(str::to_owned).filter(|_| tight).collect()
    };
    let barred = |text: &str| -> Vec<String> {
        let is_barred = text.contains(" | ") && !text.contains("||") && !text.starts_with('|');
        text.split(" | ").map(|cell| cell.trim().to_owned()).filter(|_| is_barred).collect()
    };
    [&spaced as &dyn Fn(&str) -> Vec<String>, &parted, &barred].into_iter().find_map(|cells| {
        let first = cells(&lines.first()?.text);
        let same = lines.iter().all(|line| cells(&line.text).len() == first.len());
        (lines.len() > 1 && first.len() > 1 && same).then(|| format!("| {} |", first.join(" | ")))
    })
}

/// Parts the lines of a paragraph where they were meant to end.
fn part(pieces: &mut [Inline], parted: &[bool]) {
    let mut parted = parted.iter().copied();
    for piece in pieces {
        match piece {
            Inline::Text(text) if text.contains('\n') => {
                let lines: Vec<&str> = text.split('\n').collect();
                let mut out = String::new();
                for (number, line) in lines.iter().enumerate() {
                    if number > 0 {
                        out.push(if parted.next().unwrap_or(false) { PARTED } else { ' ' });
                    }
                    out.push_str(line);
                }
                *text = out;
            }
            Inline::Break => {
                parted.next();
            }
            _ => {}
        }
    }
}

/// Stands in a text for a line that ends (U+2028), until the texts are cut there.
pub(super) const PARTED: char = '\u{2028}';

/// The same line with its texts cut where lines end, and without the ends of other lines.
pub(super) fn cut(pieces: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        match &mut piece {
            Inline::Text(text) if text.contains(PARTED) => {
                for (number, line) in text.split(PARTED).enumerate() {
                    if number > 0 {
                        out.push(Inline::Break);
                    }
                    if !line.is_empty() {
                        out.push(Inline::Text(line.to_owned()));
                    }
                }
            }
            _ => out.push(piece),
        }
    }
    out
}

mod headings;
mod lazy;
mod rows;
#[cfg(test)]
mod tests;
mod wrapped;

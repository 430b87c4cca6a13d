//! Lines that were meant as lines because all of them are alike, as people write lists in a message: without a sign.

use super::{
    super::signs::{COLONS, waits},
    Line, STOPS,
};

/// The longest line below one that announces a list, in letters: a full line goes on in the next one.
const LONGEST_ANNOUNCED: usize = 48;

/// The longest of two lines, a name and what it is.
const LONGEST_OF_TWO: usize = 40;

/// The longest line that no page wrapped, in letters.
const LONGEST_BRIEF: usize = 30;

/// The most letters of a word in small letters that ends no name.
const LONGEST_WAITING: usize = 4;

/// Commas, as they end a greeting.
const COMMAS: &[char] = &[',', '،', '፣'];

/// The most words with which a letter greets.
const MOST_GREETING: usize = 3;

/// Whether two lines and more are a row of lines that are alike.
pub(super) fn is_row(lines: &[Line]) -> bool {
    // Pictures stand below each other by themselves.
    if lines.iter().any(|line| line.has_picture) {
        return false;
    }
    is_signed(lines)
        || is_announced(lines)
        || is_numbered(lines)
        || is_ended(lines)
        || is_bold(lines)
        || is_titled(lines)
        || is_pair(lines)
        || is_asked(lines)
        || is_brief(lines)
        || is_letter(lines)
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '−')
}

fn letters(line: &Line) -> usize {
    line.text.chars().count()
}

/// How wide a line is, in letters of Latin: those of Chinese, Japanese and Korean take the place of two.
fn wide(line: &Line) -> usize {
    let of = |letter: char| {
        if matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7af}' | '\u{ff00}'..='\u{ff60}') {
            2
        } else {
            1
        }
    };
    line.text.chars().map(of).sum()
}

/// Whether all lines begin with the same sign: `-25 ans : 5 €` and `-18 ans : 0 €`. A quotation or a bracket may begin again by chance.
fn is_signed(lines: &[Line]) -> bool {
    let sign = |line: &Line| {
        let mut letters = line.text.chars();
        let first =
            letters.next().filter(|sign| !sign.is_alphanumeric() && !"«»“”„‘’\"'([{¿¡*_|｜".contains(*sign));
        // A dash and a space are an aside, or the words of a speaker.
        let next = letters.next().filter(|next| *next != ' ' || !first.is_some_and(is_dash));
        let next = if next == Some(' ') { letters.next() } else { next };
        first.filter(|_| next.is_some_and(char::is_alphanumeric))
    };
    let first = lines.first().and_then(sign);
    first.is_some() && lines.iter().all(|line| sign(line) == first)
}

/// Whether short lines stand below one that ends with a colon: `Il faut :`, `une carte`, `un avis`.
fn is_announced(lines: &[Line]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    first.text.ends_with(COLONS) && rest.iter().all(|line| letters(line) <= LONGEST_ANNOUNCED)
}

/// Whether each line begins with a number, an hour or a date: `115 SIAO` and `17 Police`.
fn is_numbered(lines: &[Line]) -> bool {
    lines.iter().all(|line| letters(line) <= super::LONGEST && line.text.starts_with(char::is_numeric))
}

/// Whether each line but the last ends with a semicolon.
fn is_ended(lines: &[Line]) -> bool {
    let Some((_, rest)) = lines.split_last() else { return false };
    rest.iter().all(|line| line.text.ends_with([';', '؛', '；']))
}

/// Whether each line begins with bold words: `**Où ?** À la mairie`.
fn is_bold(lines: &[Line]) -> bool {
    lines.iter().all(|line| line.begins_bold)
}

/// Whether lines of bold words stand over lines of others: `**Step 1**`, `Go there.`, `**Step 2**`, `Wait.`
fn is_titled(lines: &[Line]) -> bool {
    lines.first().is_some_and(|first| first.is_bold) && lines.iter().filter(|line| line.is_bold).count() > 1
}

/// Whether two short lines begin as names or sentences do, and the first one is no part of a sentence: `Service logement` and
/// `Mairie de Lille`.
fn is_pair(lines: &[Line]) -> bool {
    let [first, second] = lines else { return false };
    let begins = |line: &Line| {
        let is_begin = |letter: char| letter.is_uppercase() || letter.is_numeric();
        letters(line) <= LONGEST_OF_TWO && line.text.starts_with(is_begin)
    };
    let is_last = |word: &str| word.chars().count() > 3 || word.chars().all(char::is_numeric);
    begins(first)
        && begins(second)
        && !first.text.ends_with(STOPS)
        && !first.text.ends_with([',', ';', '،', '(', '«', '“', '-', '–', '/'])
        && first.text.split_whitespace().next_back().is_some_and(is_last)
}

/// Whether three lines and more are so short that no page wrapped them: names without a sign, in a script without capitals, too.
fn is_brief(lines: &[Line]) -> bool {
    let Some((_, rest)) = lines.split_last() else { return false };
    let is_name = |line: &Line| wide(line) <= LONGEST_BRIEF && line.text.starts_with(char::is_alphabetic);
    // Whoever parts one line with a sign means the others to go on.
    lines.len() > 2
        && lines.iter().all(|line| is_name(line) && !line.is_apart)
        && rest.iter().all(|line| {
            // A line that ends with a short word was wrapped: "with", "et", "із".
            !waits(&line.text, LONGEST_WAITING)
                && !line.text.ends_with(STOPS)
                && !line.text.ends_with([',', '،', '፣', '-', '('])
        })
}

/// Whether these are the lines of a letter, which greets in the first one: `Hello,` and `Here are the papers.`
fn is_letter(lines: &[Line]) -> bool {
    let [first, middle @ .., _] = lines else { return false };
    let is_new = |line: &Line| line.text.starts_with(|first: char| !first.is_lowercase());
    let is_over = |line: &Line| line.text.ends_with(STOPS) || line.text.ends_with(COMMAS);
    first.text.ends_with(COMMAS)
        && letters(first) <= LONGEST_BRIEF
        && first.text.split_whitespace().count() <= MOST_GREETING
        && lines.iter().all(is_new)
        && middle.iter().all(is_over)
}

/// Whether questions and their answers stand in turn: `Q1 : May I visit?`, `Yes.`, `Q2 : Must I pay?`, `No.`
fn is_asked(lines: &[Line]) -> bool {
    let asks = |line: &Line| line.text.ends_with(super::QUESTIONS);
    let begins =
        |line: &Line| line.text.starts_with(|first: char| first.is_alphanumeric() && !first.is_lowercase());
    let is_short = lines.first().is_some_and(|first| letters(first) <= super::LONGEST);
    let answered = lines.windows(2).all(|two| two.iter().any(asks));
    let is_many = lines.iter().filter(|line| asks(line)).count() > 1;
    lines.first().is_some_and(asks)
        && answered
        && lines.iter().all(begins)
        && (is_many || lines.len() == 2 && is_short)
}

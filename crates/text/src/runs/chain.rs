//! How far a run goes: words, numbers and marks that belong together.

use unicode_script::Script as Letters;

use crate::digits;

use super::{
    Reader, has_rtl,
    joints::{self, joins},
    pairs::{is_bracket, is_opening},
    pieces::{Class, Piece},
};

/// The longest text in brackets that is looked through, in bytes.
const LONGEST_BRACKET: usize = 400;

/// The bytes of a run.
pub struct Chain {
    pub start: usize,
    pub end: usize,
    /// The first piece that may lie after it.
    pub next: usize,
    /// The script of its words; none when it holds numbers alone.
    pub letters: Option<Letters>,
    /// Where it is cut if it holds numbers alone: the bytes between the items of a list.
    pub cuts: Vec<(usize, usize)>,
}

impl Reader<'_> {
    /// Whether an address in Latin letters begins with this number: "12, rue de Lille", "59000 Lille".
    pub(super) fn begins_address(&self, at: usize) -> bool {
        let [number, gap, word, ..] = self.pieces[at..] else { return false };
        let between = &self.text[gap.start..gap.end];
        let is_latin = word.class == Class::Letters(Letters::Latin) && self.own != Letters::Latin;
        let is_lower = || self.text[word.start..].starts_with(char::is_lowercase);
        let is_code = number.end - number.start == 5;
        is_latin
            && between.starts_with([' ', '\u{a0}', '\u{202f}', ','])
            && joins("", number.class, between, word.class)
            && (is_code || is_lower())
    }

    /// The run from left to right that begins with this piece.
    pub(super) fn chain(&self, at: usize) -> Chain {
        let mut last = self.pieces[at];
        let start = self.prefix(at);
        let mut chain =
            Chain { start, end: last.end, next: at + 1, letters: letters(last), cuts: Vec::new() };
        // A run that begins with a bracket goes at least to the end of it: `prefix` has looked inside.
        if let Some(end) = self.pairs.end(start) {
            self.jump(&mut chain, end);
        }
        self.sign(&mut chain, last);
        while let Some((at, next)) = self.next(&chain) {
            let gap = &self.text[chain.end..next.start];
            if let Some(place) = gap.find(is_bracket) {
                let Some(end) = self.bracketed(&chain, chain.end + place) else { break };
                self.jump(&mut chain, end);
                continue;
            }
            let differs = matches!((letters(next), chain.letters), (Some(one), Some(other)) if one != other);
            let is_own = letters(next) == Some(self.own);
            let word = &self.text[last.start..last.end];
            if next.is_rtl()
                || differs
                || is_own
                || self.changes_digits(last, gap, next)
                || !joins(word, last.class, gap, next.class)
            {
                break;
            }
            if joints::is_list(last.class, gap, next.class) {
                chain.cuts.push((chain.end, next.start));
            }
            chain.letters = chain.letters.or(letters(next));
            (chain.end, chain.next, last) = (next.end, at + 1, next);
            self.sign(&mut chain, last);
        }
        self.finish(&mut chain);
        chain
    }

    /// Whether digits of the text around stand beside foreign words: they do not belong to these.
    fn changes_digits(&self, last: Piece, gap: &str, next: Piece) -> bool {
        let is_other = |piece: Piece| {
            piece.class == Class::Digits && !self.text[piece.start..].starts_with(is_latin_digit)
        };
        let with_words = letters(last).is_some() || letters(next).is_some();
        gap.contains(char::is_whitespace) && with_words && (is_other(last) || is_other(next))
    }

    /// The first piece after a chain that holds letters or digits.
    fn next(&self, chain: &Chain) -> Option<(usize, Piece)> {
        let rest = self.pieces.get(chain.next..)?.iter().enumerate();
        let found = rest.map(|(at, piece)| (chain.next + at, *piece));
        found.filter(|(_, piece)| piece.start >= chain.end).find(|(_, piece)| piece.class != Class::Gap)
    }

    /// Goes on after a bracket or quote, with all that is in it.
    fn jump(&self, chain: &mut Chain, end: usize) {
        while let Some(piece) = self.pieces.get(chain.next).filter(|piece| piece.end <= end) {
            chain.letters = chain.letters.or(letters(*piece));
            chain.next += 1;
        }
        chain.end = end;
    }

    /// Takes the sign of a unit into the run.
    fn sign(&self, chain: &mut Chain, last: Piece) {
        if last.class == Class::Digits && last.end <= chain.end {
            chain.end += joints::sign(&self.text[chain.end..]);
        }
    }

    /// The end of what stands in brackets or quotes, if it belongs to the run before: what explains Latin words
    /// in the same letters, and the digits in brackets inside a phone number.
    fn bracketed(&self, chain: &Chain, open: usize) -> Option<usize> {
        let end = self.pairs.end(open).filter(|end| end - open <= LONGEST_BRACKET)?;
        if !self.text[chain.end..open].trim().is_empty() {
            return None;
        }
        match chain.letters {
            Some(script) => self.holds_only(chain.next, end, script).then_some(end),
            None => self.is_prefix(open, end, false).then_some(end),
        }
    }

    /// Whether all words up to a byte are in this script, and there are some, or digits.
    fn holds_only(&self, from: usize, end: usize, script: Letters) -> bool {
        let mut inside = self.pieces[from..].iter().take_while(|piece| piece.start < end).peekable();
        let has_some = inside.clone().any(|piece| piece.class != Class::Gap);
        has_some
            && inside.all(|piece| {
                matches!(piece.class, Class::Digits | Class::Gap) || letters(*piece) == Some(script)
            })
    }

    /// Whether brackets hold a few digits of a phone number that goes on after them, as in "+33 (0)3" or "(+33) 3".
    fn is_prefix(&self, open: usize, end: usize, first: bool) -> bool {
        let Some(inside) = self.text[open..end].strip_prefix('(').and_then(|text| text.strip_suffix(')'))
        else {
            return false;
        };
        let digits = inside.strip_prefix('+').unwrap_or(inside);
        let is_short = (1..=4).contains(&digits.chars().count()) && digits.chars().all(char::is_numeric);
        let rest = &self.text[end..];
        let is_tight = rest.starts_with(char::is_numeric);
        let dials = inside.starts_with(|sign| sign == '+' || digits::ascii(sign) == Some('0')) || !first;
        let goes_on = is_tight || dials && rest.trim_start().starts_with(char::is_numeric);
        is_short && goes_on
    }

    /// Where a run begins: at the sign before its first piece, as in "+33", "*31#", "/demande", "€ 25".
    fn prefix(&self, at: usize) -> usize {
        let piece = self.pieces[at];
        let before = &self.text[self.written..piece.start];
        let is_sign = |mark: char| match piece.class {
            Class::Digits => {
                matches!(mark, '+' | '-' | '−' | '–' | '±' | '#' | '*' | '/' | '.' | '~' | '≤' | '≥' | '≈')
            }
            _ => matches!(mark, '#' | '@' | '/' | '~' | '.'),
        };
        let bare = before.trim_end_matches(is_sign);
        let mut signs = &before[bare.len()..];
        // `الهاتف -03 20` parts a word from its number: read from right to left, the dash stands before the number.
        let dashes = signs.trim_start_matches(['-', '–']);
        if dashes.starts_with('+') || dashes.is_empty() && !self.is_below_zero(at) {
            signs = dashes;
        }
        let mut start = piece.start;
        let last = bare.chars().next_back();
        let is_begin = last.is_none_or(|mark| !mark.is_alphanumeric() && !matches!(mark, ')' | '»'))
            // A prefix of one letter: `بـ+33`.
            || signs == "+" && last.is_some_and(|last| !last.is_ascii() && last.is_alphabetic());
        if !signs.is_empty() && signs.chars().count() <= 3 && is_begin {
            start -= signs.len();
        }
        if piece.class == Class::Digits {
            let money = self.text[self.written..start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
            if let Some(rest) = money.strip_suffix(['€', '$', '£', '§', '№', '₪'])
                && !rest.ends_with(|letter: char| {
                    letter.is_alphanumeric() && !has_rtl(letter.encode_utf8(&mut [0; 4]))
                })
            {
                start = self.written + rest.len();
            }
        }
        self.opening(at, start).unwrap_or(start)
    }

    /// Whether a dash before this number can be a minus: before an amount or a number of one or two digits, not before that of a
    /// telephone, a day, an hour, a form or a house.
    fn is_below_zero(&self, at: usize) -> bool {
        let text = |piece: Piece| &self.text[piece.start..piece.end];
        let mut last = at;
        // The groups of a large amount, and what stands behind its comma.
        while let [gap, next, ..] = self.pieces[last + 1..]
            && next.class == Class::Digits
            && (matches!(text(gap), " " | "\u{a0}" | "\u{202f}") && text(next).chars().count() == 3
                || matches!(text(gap), "," | "." | "٫" | "٬"))
        {
            last += 2;
        }
        let rest = &self.text[self.pieces[last].end..];
        if joints::sign(rest) > 0 {
            return true;
        }
        let goes_on = match self.pieces[last + 1..] {
            [gap, next, ..] => match next.class {
                Class::Digits => joins("", Class::Digits, text(gap), Class::Digits),
                // `-5 kg`, but `-12 rue de Lille`.
                Class::Letters(script) => script != self.own && text(next).chars().count() > 2,
                _ => false,
            },
            _ => false,
        };
        last == at && !goes_on && text(self.pieces[at]).chars().count() <= 2
    }

    /// The bracket or quote before a run, if the run goes on after the closing one: (+33) 3…, « Les Amis » de Lille.
    fn opening(&self, at: usize, start: usize) -> Option<usize> {
        let before = self.text[self.written..start].trim_end_matches(['\u{a0}', '\u{202f}', ' ']);
        let mark = before.chars().next_back().filter(|mark| is_opening(*mark))?;
        let open = self.written + before.len() - mark.len_utf8();
        let end = self.pairs.end(open).filter(|end| end - open <= LONGEST_BRACKET)?;
        if self.pieces[at].class == Class::Digits {
            return self.is_prefix(open, end, true).then_some(open);
        }
        let script = letters(self.pieces[at])?;
        let rest = &self.text[end..];
        let rest = if matches!(mark, '(' | '[' | '{') { rest } else { rest.trim_start() };
        let goes_on = self.pieces[at..].iter().find(|piece| piece.start >= end && piece.class != Class::Gap);
        let is_next = goes_on.is_some_and(|piece| piece.start == self.text.len() - rest.len());
        (is_next
            && goes_on.and_then(|piece| letters(*piece)) == Some(script)
            && self.holds_only(at, end, script))
        .then_some(open)
    }

    /// Takes the marks at the end into the run that cannot be the sentence's.
    fn finish(&self, chain: &mut Chain) {
        let run = &self.text[chain.start..chain.end];
        let rest = &self.text[chain.end..];
        let Some(mark) = rest.chars().next() else { return };
        let words = || chain.letters.is_some() && run.split_whitespace().count() > 1;
        let asks = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']).starts_with('?');
        let taken = match mark {
            '#' | '+' | '°' | '™' | '®' | '©' | '′' | '″' => true,
            '*' => run.starts_with(['*', '#']),
            '/' => run.contains('/'),
            _ => false,
        };
        if taken {
            chain.end += rest.len() - rest.trim_start_matches(mark).len();
        } else if self.rtl && self.own != Letters::Hebrew && asks && words() {
            chain.end += rest.find('?').unwrap_or(0) + 1;
        }
    }

    /// The run from right to left that begins with this piece, with the numbers between its words.
    pub(super) fn phrase(&self, at: usize, script: Letters) -> Chain {
        let first = self.pieces[at];
        let start = self.number_before(at).unwrap_or(first.start);
        let mut chain =
            Chain { start, end: first.end, next: at + 1, letters: Some(script), cuts: Vec::new() };
        // Numbers at the end are taken only when no text of the other direction goes on after them.
        let mut open = (chain.end, chain.next);
        while let Some(&next) = self.pieces.get(open.1) {
            let gap = match next.class {
                Class::Gap => &self.text[next.start..next.end],
                _ => "",
            };
            if gap.contains(is_bracket) {
                let Some((end, after)) = self.bracketed_in_phrase(open.1, script) else { break };
                open = (end, after);
                (chain.end, chain.next) = open;
                continue;
            }
            match next.class {
                Class::Letters(other) if other == script => (chain.end, chain.next) = (next.end, open.1 + 1),
                Class::Stop if open.0 == chain.end && !self.rtl => {
                    (chain.end, chain.next) = (next.end, open.1 + 1)
                }
                Class::Gap | Class::Digits | Class::Stop => {}
                Class::Letters(_) => break,
            }
            open = (next.end, open.1 + 1);
        }
        if !self.rtl {
            self.close(&mut chain);
        }
        chain
    }

    /// The number before a right-to-left phrase, where nothing stands before it: "3 أطفال".
    fn number_before(&self, at: usize) -> Option<usize> {
        let [number, gap] = self.pieces[at.checked_sub(2)?..at] else { return None };
        let is_number = number.class == Class::Digits && self.text[gap.start..gap.end].trim().is_empty();
        let before = self.text.get(self.written..number.start)?.trim_end().chars().next_back();
        let is_first = before.map_or(self.written == 0, is_opening);
        (is_number && is_first && !self.rtl).then_some(number.start)
    }

    /// What stands in brackets between right-to-left words: its end, and the piece after it.
    fn bracketed_in_phrase(&self, at: usize, script: Letters) -> Option<(usize, usize)> {
        let gap = self.pieces[at];
        let open = gap.start + self.text[gap.start..gap.end].find(is_bracket)?;
        let end = self.pairs.end(open).filter(|end| end - open <= LONGEST_BRACKET)?;
        let spaced = self.text[gap.start..open].trim().is_empty();
        let inside = self.pieces[at..].iter().take_while(|piece| piece.start < end);
        let ours = inside.clone().any(|piece| letters(*piece) == Some(script));
        let after = at + inside.clone().count();
        // What is left of the last gap is not looked at again, so it may hold no other bracket.
        let bare =
            inside.last().is_none_or(|last| !self.text[end.min(last.end)..last.end].contains(is_bracket));
        (spaced && ours && bare && self.holds_only(at, end, script)).then_some((end, after))
    }

    /// Takes into a right-to-left phrase the numbers at its end, when the sentence around does not go on with them, and the
    /// mark before a closing quote.
    fn close(&self, chain: &mut Chain) {
        let ends = |rest: &str| {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(['»', '”', '"', '›', '“'])
        };
        let rest = self.pieces.get(chain.next..).unwrap_or_default();
        let numbers = rest.iter().take_while(|piece| match piece.class {
            Class::Digits => true,
            Class::Gap => !self.text[piece.start..piece.end].contains(is_bracket),
            _ => false,
        });
        if let Some((count, last)) =
            numbers.enumerate().filter(|(_, piece)| piece.class == Class::Digits).last()
        {
            let end = last.end + joints::sign(&self.text[last.end..]);
            if ends(&self.text[end..]) {
                (chain.end, chain.next) = (end, chain.next + count + 1);
            }
        }
        let rest = &self.text[chain.end..];
        let marks = rest.trim_start_matches(['!', '?', '.', '…']);
        if marks.len() < rest.len() && ends(marks) && !marks.trim_start().is_empty() {
            chain.end += rest.len() - marks.len();
        }
    }
}

/// Whether a digit is one that stands with Latin letters: 5, ², ½.
fn is_latin_digit(digit: char) -> bool {
    digit < '\u{370}' || ('\u{2070}'..'\u{2190}').contains(&digit)
}

/// The script of a piece that holds letters.
fn letters(piece: Piece) -> Option<Letters> {
    match piece.class {
        Class::Letters(script) => Some(script),
        _ => None,
    }
}

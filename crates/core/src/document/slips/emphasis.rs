//! Signs of emphasis that the parser left as they are: one is missing, or a space is too many or too few.

use std::ops::Range;

use super::{
    super::{diagnostics::Notes, typeset::is_unspaced},
    Here, Slip, is_word,
};
use crate::diagnostic::rule;

/// The bytes of a slip: the sign and the words after it, to the same sign or the end of the sentence.
fn slip(here: Here, run: usize) -> Slip {
    let rest = here.rest();
    let sign = rest.get(..run).unwrap_or_default();
    let inner = rest.get(run..).unwrap_or_default();
    let end = match inner.find(sign) {
        Some(end) => end + run,
        None => inner.find(['.', '!', '?', '\n']).unwrap_or(inner.len()),
    };
    let long = rest.get(..run + end).map_or(run, |words| words.trim_end().len());
    Slip::new(rule::markdown::EMPHASIS, here.range(long.max(run)))
}

/// Whether the same sign comes again, right after a word or right before one.
fn comes_again(here: Here, run: usize) -> bool {
    let rest = here.rest();
    rest.get(..run).is_some_and(|sign| rest.get(run..).is_some_and(|inner| inner.contains(sign)))
}

/// `*` and `**`. A single star is also a multiplication, a call of a footnote, a part of a number or of a word.
pub(super) fn star(here: Here, plain: bool) -> Option<Slip> {
    let run = here.run();
    let (before, after) = (here.before(), here.after(run));
    let is_space = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    match run {
        1 => {
            let opens = !is_word(before) && is_word(after) && before != Some('*');
            let is_code = after.is_some_and(|letter| letter.is_ascii_digit());
            (opens && !is_code && (!plain || comes_again(here, 1)) || is_apart(here)).then(|| slip(here, 1))
        }
        // At the beginning they stand before a note.
        2 | 3 if is_space(before) && is_space(after) => {
            (here.at > 0 || comes_again(here, run)).then(|| slip(here, run))
        }
        2 | 3 => {
            // `Prix(**)` calls a footnote, and so does `TVA**` where there is one; in a plain text `**` right after a word ends an
            // emphasis only when one began before it.
            let is_call = before == Some('(') && after == Some(')');
            let ends = !is_space(before) && !is_word(after);
            let begun = here.behind().contains("**");
            let is_note = here.at == 0 && is_space(after);
            (!is_call
                && !is_note
                && (!plain || !ends || begun || before.is_some_and(|letter| !letter.is_alphanumeric())))
            .then(|| slip(here, run))
        }
        _ => None,
    }
}

/// Whether a star stands apart from words that another one ends: `Un * mot* ici`. Behind a number it multiplies.
fn is_apart(here: Here) -> bool {
    let before = here.behind().trim_end_matches(' ');
    let inner = here.rest().strip_prefix("* ").unwrap_or_default();
    let end = inner.find(['*', '.', '\n']).filter(|end| inner[*end..].starts_with('*'));
    before.len() < here.behind().len()
        && before.ends_with(char::is_alphabetic)
        && inner.starts_with(char::is_alphabetic)
        && end.is_some_and(|end| {
            inner[..end].ends_with(char::is_alphabetic)
                && !inner[end + 1..].starts_with(|next: char| next.is_alphanumeric() || next == '*')
        })
}

/// A sign that is left right beside words between others: `**mot***`, `__mot_`. One behind bold words may call a note.
pub(super) fn leftover(diagnostics: &Notes, range: &Range<usize>) -> Option<Slip> {
    let body = diagnostics.body();
    let text = body.get(range.clone())?;
    let (before, after) = (body.get(..range.start)?, body.get(range.end..)?);
    let fits = |sign: char| sign == '_' || sign == '*' && !diagnostics.has_star_notes(has_notes);
    for sign in ['*', '_'].into_iter().filter(|sign| text.contains(*sign)) {
        let first = text.len() - text.trim_start_matches(sign).len();
        if first > 0 && before.ends_with(sign) && fits(sign) {
            return Some(Slip::new(rule::markdown::EMPHASIS, 0..first));
        }
        let last = text.trim_end_matches(sign).len();
        if last < text.len() && after.starts_with(sign) && !text[..last].ends_with('\\') && fits(sign) {
            return Some(Slip::new(rule::markdown::EMPHASIS, last..text.len()));
        }
    }
    None
}

/// Whether a line of a text is a note that stars call, `** hors charges`, `\* hors charges`.
pub(super) fn has_notes(body: &str) -> bool {
    body.lines().any(|line| {
        let line = line.trim_start_matches([' ', '>']);
        let words = line.trim_start_matches('*');
        let stars = line.len() - words.len();
        line.starts_with("\\*") || stars > 0 && !words.contains('*') && (stars > 1 || !words.starts_with(' '))
    })
}

/// `_` and `__`. Longer lines are places to fill in.
pub(super) fn line(here: Here, plain: bool) -> Option<Slip> {
    let run = here.run();
    let (before, after) = (here.before(), here.after(run));
    let opens =
        before.is_none_or(|letter| letter.is_whitespace() || "(«“\"'’".contains(letter)) && is_word(after);
    match run {
        1 => {
            let apart = before.is_none_or(char::is_whitespace) && after == Some(' ') && comes_again(here, 1);
            (apart || opens && (comes_again(here, 1) || !plain)).then(|| slip(here, 1))
        }
        2 => {
            let ends = !is_word(after) && before.is_some_and(|letter| !letter.is_whitespace());
            (opens || comes_again(here, 2) && !is_word(before) || ends && here.behind().contains("__"))
                .then(|| slip(here, 2))
        }
        _ => None,
    }
}

/// A backquote, which is never a letter.
pub(super) fn quote(here: Here) -> Option<Slip> {
    let run = here.run();
    // A grave accent in place of an apostrophe.
    if run == 1 && is_word(here.before()) && is_word(here.after(1)) && !comes_again(here, 1) {
        return Some(Slip::new(rule::markdown::EMPHASIS, here.range(1)));
    }
    Some(slip(here, run))
}

/// `~~` for words that are crossed out.
pub(super) fn strike(here: Here) -> Option<Slip> {
    let run = here.run();
    let (before, after) = (here.before(), here.after(1));
    if run == 1 && before.is_some_and(|letter| letter == '.' || letter.is_lowercase()) && is_word(after) {
        return tie(here);
    }
    (run == 2 && (is_word(here.after(2)) || comes_again(here, 2))).then(|| slip(here, 2))
}

/// The space of LaTeX that does not break: `M.~Martin`.
fn tie(here: Here) -> Option<Slip> {
    let before = here.text.get(..here.at)?.rsplit(char::is_whitespace).next()?;
    let after = here.rest().get(1..)?.split(char::is_whitespace).next()?;
    let is_place = [before, after].iter().any(|word| word.contains(['/', '@', '\\', '~']));
    // Between two numbers it says from when to when.
    let has_number = |word: &str| word.contains(char::is_numeric);
    let between = if has_number(before) && has_number(after) { '–' } else { ' ' };
    (!is_place).then(|| {
        Slip::new(rule::markdown::FOREIGN, here.at - before.len()..here.at + 1 + after.len())
            .with_near(format!("{before}{between}{after}"))
    })
}

/// Whether the stars around these bytes are parts of words, numbers and calls of notes: `14069*05 ou 15036*01`, `Prix(*)`.
///
/// The parser takes two of them for an emphasis of all that stands between.
pub(in crate::document) fn literal_stars(body: &str, range: &Range<usize>) -> bool {
    let Some(all) = body.get(range.clone()) else { return false };
    let inner = all.trim_matches('*');
    let (Some(first), Some(last)) = (inner.chars().next(), inner.chars().next_back()) else { return false };
    if inner.len() == all.len() {
        return false;
    }
    let before = body.get(..range.start).and_then(|text| text.chars().next_back());
    let after = body.get(range.end..).and_then(|text| text.chars().next());
    // `un**mot**seul` is bold; over several words it is not.
    if all.starts_with("**") && !inner.contains(char::is_whitespace) {
        return false;
    }
    let within = |one: Option<char>, other: char| one.is_some_and(joins) && joins(other);
    let is_dialled =
        inner.bytes().all(|byte| byte.is_ascii_digit()) && after.is_some_and(|next| next.is_ascii_digit());
    // `2*15` multiplies, and what ends with a star further on calls a note.
    let multiplies = inner.len() + 2 == all.len()
        && first.is_numeric()
        && before.is_some_and(char::is_numeric)
        && !last.is_whitespace();
    within(before, first) && within(after, last)
        || multiplies
        || [')', ']'].contains(&first)
        || ['(', '['].contains(&last)
        || is_dialled
}

/// The fewest letters of a word that somebody wanted to stress.
const FEWEST: usize = 3;

/// Endings by which German names women and men: `Schüler*innen*vertretung`.
const ENDINGS: [&str; 2] = ["in", "innen"];

/// Whether stars stand around one word that touches the words beside it: `Le*bail*du`. Around an ending, as in `chargé*e*s`, they are
/// a way to write.
pub(super) fn is_glued(body: &str, range: &Range<usize>) -> bool {
    let (Some(all), Some(before), Some(after)) =
        (body.get(range.clone()), body.get(..range.start), body.get(range.end..))
    else {
        return false;
    };
    let inner = all.trim_matches('*');
    let letters = |words: usize| words >= FEWEST - 1;
    inner.len() + 2 == all.len()
        && inner.chars().all(char::is_alphabetic)
        && inner.chars().count() >= FEWEST
        && !ENDINGS.contains(&inner)
        && letters(before.chars().rev().take(FEWEST).take_while(|letter| letter.is_alphabetic()).count())
        && letters(after.chars().take(FEWEST).take_while(|letter| letter.is_alphabetic()).count())
}

/// Whether a letter or digit is of a script that puts spaces between words: elsewhere emphasis touches letters.
fn joins(letter: char) -> bool {
    // Korean joins its particles to a word.
    let is_korean = matches!(letter, '\u{ac00}'..='\u{d7af}');
    letter.is_alphanumeric() && !is_unspaced(letter) && !is_korean
}

/// Whether a text calls notes by a star behind a word, as in `Prix*`: then a star before words is such a note.
pub(super) fn calls_notes(body: &str) -> bool {
    let is_call = |(at, _): (usize, &str)| {
        let before = body.get(..at).and_then(|text| text.chars().next_back());
        let after = body.get(at + 1..).and_then(|text| text.chars().next());
        is_word(before) && !is_word(after) && after != Some('*')
    };
    body.match_indices('*').take(MOST_STARS).any(is_call)
}

/// How many stars are looked at.
const MOST_STARS: usize = 100;

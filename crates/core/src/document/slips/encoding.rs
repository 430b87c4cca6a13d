//! Letters that were read in another encoding: `Ã©`, `=C3=A9`, `\u00e9`, `ferm?e`, `Ïðèâåò`.

use super::{FARTHEST, Slip, behind};
use crate::diagnostic::rule;

/// Letters in another encoding.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Slip)) {
    other_pages(text, found);
    misread(text, found);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(next) = rest.find(|letter: char| "ÃÂâÐÑØÙÚÛáï=%\\?Å".contains(letter)) else {
            return;
        };
        let start = at + next;
        let here = text.get(start..).unwrap_or_default();
        let piece = match here.chars().next() {
            Some('=' | '%') => hex(text, start),
            Some('\\') => escape(here),
            Some('?') => lost(text, start),
            // `MAÇÃ»` is a word in capitals.
            _ if text.get(..start).is_some_and(|before| {
                before.ends_with(char::is_uppercase)
                    && before.chars().rev().nth(1).is_some_and(char::is_uppercase)
            }) =>
            {
                None
            }
            _ => twice(here, true),
        };
        match piece {
            Some((long, _)) => {
                let range = word(text, start, long);
                at = range.end.max(start + long);
                let near = text.get(range.clone()).and_then(mended).filter(|near| !near.contains('\u{fffd}'));
                let slip = Slip::new(rule::markdown::ENCODING, range);
                found(match near {
                    Some(near) => slip.with_near(near),
                    None => slip,
                });
            }
            None => at = start + here.chars().next().map_or(1, char::len_utf8),
        }
    }
}

/// Whether a text has a piece of that kind.
pub(in crate::document) fn is_damaged(text: &str) -> bool {
    let mut is_found = false;
    find(text, &mut |_| is_found = true);
    is_found
}

/// The bytes of the word around a piece.
fn word(text: &str, start: usize, long: usize) -> std::ops::Range<usize> {
    let before = text.get(..start).unwrap_or_default();
    let from = before.rfind(char::is_whitespace).map_or(0, |at| before.ceil_char_boundary(at + 1));
    let after = text.get(start + long..).unwrap_or_default();
    let to = after.find([' ', '\t', '\n']).unwrap_or(after.len());
    let end = text
        .get(from..start + long + to)
        .map_or(start + long, |word| from + word.trim_end_matches(['.', ',', ';', '!', ':']).len());
    from..end.max(start + long)
}

/// A word with all its pieces put right.
fn mended(word: &str) -> Option<String> {
    let (mut out, mut at) = (String::new(), 0);
    while let Some(letter) = word.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = word.get(at..).unwrap_or_default();
        let piece = match letter {
            '=' | '%' => hex(word, at),
            '\\' => escape(rest),
            '?' => return None,
            _ => twice(rest, false),
        };
        match piece {
            Some((long, letters)) => {
                out.push_str(&letters);
                at += long;
            }
            None => {
                out.push(letter);
                at += letter.len_utf8();
            }
        }
    }
    Some(out)
}

/// UTF-8 that was read as the code page of Western Europe and saved again: `Ã©` is `é`. How many bytes, and the letters.
fn twice(text: &str, is_first: bool) -> Option<(usize, String)> {
    let (mut bytes, mut long) = (Vec::new(), 0);
    for letter in text.chars().take(4) {
        let Some(byte) = western(letter).filter(|byte| *byte >= 0x80) else { break };
        bytes.push(byte);
        long += letter.len_utf8();
        let Ok(read) = std::str::from_utf8(&bytes) else { continue };
        let meant = read.chars().next()?;
        // What people write in capitals with a quote behind it is none: only letters and signs that copies have.
        let fits = match bytes.len() {
            2 => matches!(meant, '\u{a0}'..='\u{17f}' | 'а'..='ӿ' | 'А'..='Я' | '\u{600}'..='\u{6ff}'),
            _ => {
                matches!(meant, '\u{2010}'..='\u{2044}' | '€' | '\u{fffd}' | '\u{feff}' | '\u{1200}'..='\u{137f}')
            }
        };
        // Two bytes of a word in Cyrillic or Arabic alone may be anything; the next letter must be one as well.
        let alone = is_first
            && bytes.len() == 2
            && meant > '\u{17f}'
            && !text.get(long..)?.starts_with(|next: char| "ÐÑØÙÚÛ ".contains(next));
        return (fits && !alone).then(|| (long, read.to_owned()));
    }
    None
}

/// The fewest letters with marks in a row that no language has.
const MARKED: usize = 5;

/// Cyrillic or Arabic of an old code page that was read as Western Europe's: `Ïðèâåò`, `ÇáãÓÇÚÏÉ`.
fn other_pages(text: &str, found: &mut dyn FnMut(Slip)) {
    let is_marked = |letter: char| matches!(letter, '\u{c0}'..='\u{ff}');
    let mut end = 0;
    while let Some(start) = text.get(end..).and_then(|rest| rest.find(is_marked)).map(|next| end + next) {
        let word = text.get(start..).unwrap_or_default();
        let word = &word[..word.find(|letter| !is_marked(letter)).unwrap_or(word.len())];
        let before = text.get(end..start).unwrap_or_default();
        end = start + word.len();
        let letters = || word.chars();
        let once = |letter: &char| letters().filter(|other| other == letter).count() == 1;
        if letters().take(MARKED).count() == MARKED
            && !before.ends_with(char::is_alphabetic)
            && letters().filter(once).take(3).count() == 3
        {
            found(Slip::new(rule::markdown::ENCODING, start..end));
        }
    }
}

/// The byte of a letter in the code page of Western Europe (windows-1252), in which most texts were read wrongly.
fn western(letter: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match HIGH.chars().position(|high| high == letter) {
        Some(place) => u8::try_from(place + 0x80).ok(),
        None => u8::try_from(u32::from(letter)).ok(),
    }
}

/// `caf=C3=A9`, `caf%C3%A9`: bytes in hexadecimal digits after a letter.
fn hex(text: &str, start: usize) -> Option<(usize, String)> {
    if !text.get(..start)?.chars().next_back().is_none_or(char::is_alphabetic) {
        return None;
    }
    let rest = text.get(start..)?;
    let rest = &rest[..rest.floor_char_boundary(FARTHEST)];
    let sign = rest.chars().next()?;
    let words = behind(text.get(..start)?).rsplit(char::is_whitespace).next()?;
    let (mut bytes, mut long) = (Vec::new(), 0);
    while let Some(pair) =
        rest.get(long..).and_then(|rest| rest.strip_prefix(sign)).and_then(|rest| rest.get(..2))
    {
        let upper = pair.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        let Some(byte) = u8::from_str_radix(pair, 16).ok().filter(|_| upper) else { break };
        bytes.push(byte);
        long += 3;
    }
    // In an address these signs are at home.
    let word = rest.split(char::is_whitespace).next()?;
    let is_address = words.contains(['/', '@', '?', '&'])
        || word.contains(['/', '@', '&'])
        || word.trim_end_matches('.').contains('.');
    if long == 0 || is_address || bytes.iter().all(|byte| *byte < 0x80) {
        return None;
    }
    let read = String::from_utf8(bytes.clone()).ok();
    let letters =
        read.or_else(|| (sign == '=').then(|| bytes.iter().map(|byte| char::from(*byte)).collect()))?;
    Some((long, letters))
}

/// `\u00e9`.
fn escape(text: &str) -> Option<(usize, String)> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    Some((6, letter.to_string()))
}

/// A question mark within a word, where a program had no sign for a letter: `ferm?e`, `l?aide`.
fn lost(text: &str, start: usize) -> Option<(usize, String)> {
    let is_small = |letter: char| letter.is_lowercase();
    let before = behind(text.get(..start)?);
    let after = text.get(start + 1..)?;
    let after = &after[..after.floor_char_boundary(FARTHEST)];
    let word = |text: &str| !text.contains(['/', '@', '=', '&', '.', '%', '\\', '[', '(', '*']);
    let (first, last) =
        (before.rsplit(char::is_whitespace).next()?, after.split(char::is_whitespace).next()?);
    let fits = before.ends_with(char::is_alphabetic)
        && after.starts_with(is_small)
        && word(first)
        && word(last.trim_end_matches('.'))
        && !is_unspaced(first, last);
    fits.then(|| (1, String::new()))
}

/// Words with which the next sentence may begin in small letters.
const NEXT: &str = "je tu il elle on nous vous ils elles c ce ca ça pas ou où et mais si non oui le la les un une pourquoi comment qui que \
    quand i we you it they is no yes what why how and but the";

/// Whether a question ends in the word, and somebody forgot the space behind it: "c'est quoi?je ne sais pas". "l?un" is "l'un".
fn is_unspaced(first: &str, last: &str) -> bool {
    let next = last.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    first.chars().count() > 2 && !first.ends_with("qu") && NEXT.split(' ').any(|word| word == next)
}

/// `1O janvier 2O27`, `l15`: letters that a scanner read in the place of digits.
fn misread(text: &str, found: &mut dyn FnMut(Slip)) {
    let bytes = text.as_bytes();
    let is_letter = |byte: u8| matches!(byte, b'l' | b'O' | b'I');
    let mut end = 0;
    for (at, two) in bytes.windows(2).enumerate() {
        let is_beside =
            is_letter(two[0]) && two[1].is_ascii_digit() || two[0].is_ascii_digit() && is_letter(two[1]);
        if !is_beside || at < end {
            continue;
        }
        let is_part = |letter: char| letter.is_alphanumeric();
        let start = text[..at]
            .rfind(|letter| !is_part(letter))
            .map_or(0, |before| text.ceil_char_boundary(before + 1));
        let word = text[start..].split(|letter| !is_part(letter)).next().unwrap_or_default();
        end = start + word.len();
        let after = text[end..].trim_start_matches('.');
        let beside = [text[..start].chars().next_back(), after.chars().next()];
        // With a sign of codes or addresses beside it, it is one.
        if is_misread(word) && !beside.into_iter().flatten().any(|sign| "-_/.@#=&?%".contains(sign)) {
            let near = word.replace(['l', 'I'], "1").replace('O', "0");
            found(Slip::new(rule::markdown::ENCODING, start..end).with_near(near));
        }
    }
}

/// Whether a word is a number but for such letters: `10l` and `1l5` are litres, and `O2`, `O12` and `I4` are names.
fn is_misread(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let fits = |at: usize| match bytes[at] {
        b'l' => at == 0 && bytes.len() > 1,
        b'I' => is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1)),
        b'O' => at > 0,
        other => other.is_ascii_digit(),
    };
    (0..bytes.len()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_the_place_of_digits_are_found() {
        let all = |text: &str| {
            let mut seen = Vec::new();
            misread(text, &mut |slip| seen.push(slip.near.unwrap_or_default()));
            seen
        };
        assert_eq!(all("Le 1O janvier 2O27, le l15, l0 euros"), ["10", "2027", "115", "10"]);
        assert!(all("10l, 1l5, O12, O2, I4, CO2, A1O, 4l, G1, 1O-b, a.1O, 3F, 2e, ١O").is_empty());
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let mut slips = Vec::new();
        find(text, &mut |slip| slips.push(slip));
        let seen: Vec<_> =
            slips.iter().map(|slip| (&text[slip.range.clone()], slip.near.as_deref())).collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn letters_of_another_encoding_are_put_right() {
        check("L’Ã©cole est fermÃ©e.", &[("L’Ã©cole", Some("L’école")), ("fermÃ©e", Some("fermée"))]);
        check("Câ€™est gratuit", &[("Câ€™est", Some("C’est"))]);
        check("ÐŸÑ€Ð¸Ð²Ñ–Ñ‚", &[("ÐŸÑ€Ð¸Ð²Ñ–Ñ‚", Some("Привіт"))]);
        check("ferm=C3=A9e et caf%C3%A9", &[("ferm=C3=A9e", Some("fermée")), ("caf%C3%A9", Some("café"))]);
        check("l=E9cole", &[("l=E9cole", Some("lécole"))]);
        check("L\\u2019eau", &[("L\\u2019eau", Some("L’eau"))]);
        check("Ïðèâåò, ÇáãÓÇÚÏÉ", &[("Ïðèâåò", None), ("ÇáãÓÇÚÏÉ", None)]);
        check("Elle est ferm?e.", &[("ferm?e", None)]);
    }

    #[test]
    fn right_words_stay() {
        for text in [
            "« MARCHÉ » et « CRÉÉ »",
            "AMANHÃ À NOITE, «MAÇÃ»",
            "caf%C3%A9.html",
            "les lettres é è à ç, ÆØÅ, ÉÉÉÉÉÉ, Œuvre",
            "Ñandú, Øresund, Ångström, âgé, ïambe",
            "Vous venez ? Oui.",
            "https://exemple.org/a%C3%A9?q=E9",
            "2 + 2 =4",
            "20 %DE plus",
            "Nom : ........",
            "Page 3",
            "Attendez ... 3 jours",
            "Ça coûte 12 €… 13 €",
        ] {
            check(text, &[]);
        }
    }
}

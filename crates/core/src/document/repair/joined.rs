//! Letters of other times: `ﬁ` as a printed page joined it is put as `fi`, so that a search finds the word, and a quote of an
//! old code page, which is a control character today, as the quote. Letters that a copy of a page gave the shape of their place,
//! `ﺳﻜﻦ`, and those of formulas, `𝗔`, are put as the letters that they stand for. A blank for a day keeps its lines.

use trousseau_text::stored;

use super::Mends;
use crate::document::signs;

/// What each of U+FB00 and after stands for.
const JOINED: &[&str] = &["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// What each of U+0080 and after stands for in the code page of Western Europe (windows-1252).
const WESTERN: &[&str] = &[
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "", "‘", "’", "“", "”", "•",
    "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
];

/// Takes joined letters apart, and gives controls the shape that they had.
pub(super) fn mends(body: &str) -> Mends {
    let mut mends = Mends::default();
    dates(body, &mut mends);
    let old = |letter: char| matches!(letter, '\u{fb00}'..='\u{fb06}' | '\u{80}'..='\u{9f}');
    for (at, found) in body.match_indices(|letter| old(letter) || stored::is_shaped(letter)) {
        if found.contains(stored::is_shaped) {
            mends.keep(at..at + found.len(), stored::unshaped(found));
            continue;
        }
        let code = found.chars().next().map_or(0, u32::from) as usize;
        let letters = if code < 0x100 { WESTERN.get(code - 0x80) } else { JOINED.get(code - 0xfb00) };
        if let Some(letters) = letters.filter(|letters| !letters.is_empty()) {
            mends.keep(at..at + found.len(), *letters);
        }
    }
    mends
}

/// Keeps the lines of a blank for a day, `__/__/____`, which the parser would take for signs of bold words.
fn dates(body: &str, mends: &mut Mends) {
    let mut end = 0;
    while let Some(start) = body.get(end..).and_then(|rest| rest.find("__")).map(|next| end + next) {
        let before = body[..start].chars().next_back();
        let Some(long) = signs::day(&body[start..]).filter(|_| before != Some('\\')) else {
            end = start + body[start..].bytes().take_while(|byte| *byte == b'_').count();
            continue;
        };
        end = start + long;
        let is_free = !before.is_some_and(|letter| letter.is_alphanumeric() || "/(".contains(letter))
            && !body[end..].starts_with(char::is_alphanumeric);
        if is_free && !body[start..end].contains('\\') {
            body[start..end].match_indices('_').for_each(|(at, _)| mends.keep(start + at..start + at, "\\"));
        }
    }
}

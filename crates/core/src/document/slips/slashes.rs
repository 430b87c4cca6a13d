//! Strokes: addresses whose beginning is mistyped, and words between two strokes.

use super::{Here, Slip, is_word};
use crate::diagnostic::rule;

/// Whether somebody meant to type `http` or `https`: `htps`, `hhttps`, `hppt`.
fn is_scheme(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let begins = word.starts_with('h') || ["ttp", "ttps"].contains(&word.as_str());
    begins && (3..=MOST_LETTERS).contains(&word.len()) && word.bytes().all(|byte| b"htps".contains(&byte))
}

/// The most letters of a mistyped `https`.
const MOST_LETTERS: usize = 8;

/// `http//…`, `http:/…`, `htp://…`, `https: //…`, and `//words//`.
pub(super) fn slip(here: Here) -> Option<Slip> {
    address(here).or_else(|| triangle(here)).or_else(|| italic(here))
}

/// `/!\`: a sign of the road, drawn with letters.
fn triangle(here: Here) -> Option<Slip> {
    ["/!\\", "/!!\\", "/ ! \\"].iter().find(|sign| here.rest().starts_with(**sign)).map(|sign| {
        Slip::new(rule::markdown::FOREIGN, here.range(sign.len())).with_near(super::links::alert("warning"))
    })
}

fn address(here: Here) -> Option<Slip> {
    let before = here.text.get(..here.at)?;
    let bare = before.trim_end_matches([' ', '\u{a0}', '\u{202f}', ':', ';', '.', ',']);
    let long = bare.bytes().rev().take(MOST_LETTERS + 1).take_while(u8::is_ascii_alphabetic).count();
    let scheme = bare.get(bare.len() - long..)?;
    if !is_scheme(scheme) {
        return None;
    }
    let signs = before.get(bare.len()..)?;
    let run = here.run();
    let is_right =
        ["http", "https"].iter().any(|right| right.eq_ignore_ascii_case(scheme)) && signs == ":" && run == 2;
    let after = here.rest().get(run..)?;
    let end = after.find(|letter: char| letter.is_whitespace() || "()[]<>«»\"".contains(letter));
    let host = after.get(..end.unwrap_or(after.len()))?.trim_end_matches(['.', ',', ';', '!', '?', ':']);
    let is_host = host.starts_with(char::is_alphanumeric) && host.contains('.');
    // `http / https.` are two words.
    if is_right || !is_host || signs.trim().is_empty() && (run < 2 || !signs.is_empty()) {
        return None;
    }
    let start = bare.len() - long;
    Some(
        Slip::new(rule::links::MISTYPED, start..here.at + run + host.len())
            .with_near(format!("https://{host}")),
    )
}

/// `//words//`, the emphasis of some wikis.
fn italic(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix("//")?;
    if here.run() != 2 || here.before().is_some_and(|before| !before.is_whitespace() && before != '(') {
        return None;
    }
    let long = inner.find("//")?;
    let words = inner.get(..long)?;
    let tight = words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace);
    let is_pair = tight && !words.contains(['/', '\n', '|']) && !is_word(here.after(long + 4));
    is_pair.then(|| Slip::new(rule::markdown::FOREIGN, here.range(long + 4)).with_near(format!("*{words}*")))
}

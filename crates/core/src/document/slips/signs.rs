//! Single signs that no reader should see: codes of HTML, backslashes, characters without a shape.

use super::{Here, Slip, is_word};
use crate::diagnostic::rule;

/// The codes of HTML that people type, without `&` and `;`.
const ENTITIES: &[&str] = &[
    "nbsp", "amp", "lt", "gt", "quot", "apos", "eacute", "egrave", "ecirc", "agrave", "acirc", "ccedil",
    "ocirc", "icirc", "ugrave", "ucirc", "euml", "iuml", "ouml", "uuml", "auml", "szlig", "oelig", "Eacute",
    "Agrave", "Ccedil", "euro", "laquo", "raquo", "rsquo", "lsquo", "rdquo", "ldquo", "hellip", "ndash",
    "mdash", "deg", "thinsp", "ensp", "emsp", "shy", "zwnj", "rlm", "lrm", "bull", "middot", "copy", "times",
    "rarr",
];

/// A code of HTML that lacks its semicolon, or whose `&` is a code itself; in a plain text any.
pub(super) fn entity(here: Here, plain: bool) -> Option<Slip> {
    let rest = here.rest();
    if plain && rest.starts_with("&amp;") {
        return Some(Slip::new(rule::markdown::ENTITY, here.range(5)));
    }
    let inner = rest.strip_prefix("&amp;").or_else(|| rest.strip_prefix('&'))?;
    let double = rest.starts_with("&amp;");
    let bare = inner.strip_prefix('#').unwrap_or(inner);
    let long = bare.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let name = bare.get(..long)?;
    let after = bare.get(long..)?;
    let known = match inner.starts_with('#') {
        true => name.trim_start_matches(['x', 'X']).bytes().next().is_some_and(|byte| byte.is_ascii_digit()),
        false => ENTITIES.contains(&name),
    };
    let closed = after.starts_with(';');
    // `&euros;` is no code, and stays as it is.
    let unknown = !known && closed && name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    if unknown && !double && !is_word(here.before()) {
        return Some(Slip::new(rule::markdown::ENTITY, here.range(rest.len() - after.len() + 1)));
    }
    // An address has `&copy=` between its values.
    if !known || after.starts_with('=') || !double && !plain && closed || double && !closed {
        return None;
    }
    let end = rest.len() - after.len() + usize::from(closed);
    Some(Slip::new(rule::markdown::ENTITY, here.range(end)))
}

/// A backslash before a letter or at the end of a line, and how many bytes were looked at.
pub(super) fn backslash(here: Here, plain: bool) -> (Option<Slip>, usize) {
    let rest = here.rest();
    let run = here.run();
    let after = rest.get(run..).unwrap_or_default();
    let name = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let slip = |long| Some(Slip::new(rule::markdown::BACKSLASH, here.range(long)));
    let word = here.behind().rsplit(char::is_whitespace).next().unwrap_or_default();
    // The sign for a new line in a program: in a place on a computer there is a colon or another such sign.
    if run == 1
        && rest
            .get(1..)
            .is_some_and(|rest| rest.starts_with('n') && rest[1..].starts_with(char::is_uppercase))
        && !word.contains([':', '\\', '/'])
    {
        return (slip(2), 2);
    }
    // `C:\dossier` and `\\serveur` are places on a computer.
    if is_word(here.before())
        || here.before() == Some(':')
        || name > 0 && run > 1 && !after.starts_with(['n', 't'])
    {
        return (None, run + name);
    }
    let is_command = name > 1 && after.get(name..).is_some_and(|rest| rest.starts_with(['{', '[']));
    let is_known = matches!(
        after.get(..name),
        Some("n" | "t" | "r" | "newpage" | "pagebreak" | "newline" | "LaTeX" | "item" | "bigskip")
    );
    let found = if is_command || is_known {
        slip(run + name)
    } else if after.is_empty() || after.starts_with(char::is_whitespace) || plain && name == 0 {
        slip(run)
    } else {
        None
    };
    (found, run + name)
}

/// A character without a shape in any font, and how many bytes it has.
pub(super) fn unseen(here: Here) -> (Option<Slip>, usize) {
    let Some(letter) = here.after(0) else { return (None, 1) };
    let private =
        matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fffc}' | '\u{fffd}' | '\u{f0000}'..='\u{10ffff}');
    let long = letter.len_utf8();
    (private.then(|| Slip::new(rule::markdown::UNSEEN, here.range(long))), long)
}

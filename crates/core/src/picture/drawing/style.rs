//! Styles of a drawing: only what colours, places and shapes it; nothing that asks another host or makes endless work.

use super::{Fault, OUTSIDE};

/// The functions that a value may call: colours, places, and parts of the drawing itself.
const FUNCTIONS: [&str; 24] = [
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "url",
    "calc",
    "matrix",
    "matrix3d",
    "translate",
    "translatex",
    "translatey",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skewx",
    "skewy",
    "not",
    "is",
];

/// The rules that a style sheet may hold beside those of elements.
const AT: [&str; 3] = ["@media", "@supports", "@charset"];

/// Refuses a style, or the value of an attribute that is one, when it can do more than draw.
pub fn check(style: &str) -> Result<(), Fault> {
    let style = bare(style).to_ascii_lowercase();
    // An escape can spell any name: `\75 rl(…)` is an address too.
    if style.contains('\\') {
        return Err(Fault::Unsafe("\\"));
    }
    for at in style.match_indices('@').map(|(at, _)| style.get(at..).unwrap_or_default()) {
        let end = at.find(|letter: char| letter != '@' && !is_name(letter)).unwrap_or(at.len());
        if !AT.contains(&at.get(..end).unwrap_or_default()) {
            return Err(Fault::Unsafe("@…"));
        }
    }
    for (at, _) in style.match_indices('(') {
        let before = style.get(..at).unwrap_or_default();
        let name = before.rsplit(|letter: char| !is_name(letter)).next().unwrap_or_default();
        // `@media (…)` has none.
        if !name.is_empty() && name != "and" && !FUNCTIONS.contains(&name) {
            return Err(Fault::Unsafe("image-set()…"));
        }
    }
    // A name of letters in quotes is no address: `"Noto Sans"`.
    let quoted = |quote: char| style.split(quote).skip(1).step_by(2).any(|text| text.contains(['/', ':']));
    if quoted('"') || quoted('\'') { Err(OUTSIDE) } else { Ok(()) }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '-' || letter == '_'
}

/// A style without its comments, which may stand anywhere between two words.
fn bare(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once("*/").map_or("", |(_, rest)| rest))
}

//! The typography of a line across all its parts, and control characters taken out.

use std::borrow::Cow;

use super::{Inline, Target};
use trousseau_text::{
    Language,
    typography::{is_printed, typography},
};

/// Stands in for a part that is no text of this language (U+FFFC), so that the rules see that the spaces around it are not at
/// an end.
const PIECE: char = '\u{fffc}';

/// Adds a part to a line; two texts in a row become one.
pub(super) fn push(line: &mut Vec<Inline>, piece: Inline) {
    match (line.last_mut(), piece) {
        (_, Inline::Text(text)) if text.is_empty() => {}
        (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
        (_, piece) => line.push(piece),
    }
}

/// A finished line: without white space at its ends, in the typography of its language.
///
/// The rules see the line as a whole: in `« **oui** »` the quote and its space are in two parts.
pub(super) fn line(mut pieces: Vec<Inline>, language: Language) -> Vec<Inline> {
    join(&mut pieces);
    trim(&mut pieces);
    print(&mut pieces, language);
    // A vector begins with room for four; most lines hold one part, and a thousand texts stay in memory.
    pieces.shrink_to_fit();
    pieces
}

/// Applies the typography of a language to the parts of a line.
pub(super) fn print(pieces: &mut [Inline], language: Language) {
    let mut typed = String::with_capacity(64);
    gather(pieces, &mut typed);
    if is_printed(&typed, language) {
        return;
    }
    let printed = typography(&typed, language);
    if printed == typed {
        return;
    }
    if printed.chars().count() == typed.chars().count() {
        spread(pieces, &mut printed.chars());
    } else {
        // The number of characters changed, so they cannot be dealt back to the parts: each part is typeset by itself.
        super::walk::inlines_mut(pieces, &mut |piece| {
            if let Inline::Text(text) = piece {
                *text = typography(text, language);
            }
        });
    }
}

/// Makes a space of each end of a line that was not kept.
fn join(pieces: &mut [Inline]) {
    super::walk::inlines_mut(pieces, &mut |piece| {
        if let Inline::Text(text) = piece
            && text.contains('\n')
        {
            *text = text.replace('\n', " ");
        }
    });
}

fn trim(pieces: &mut Vec<Inline>) {
    while let Some(Inline::Text(text)) = pieces.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
        if !text.is_empty() {
            break;
        }
        pieces.remove(0);
    }
    while let Some(last) = pieces.last_mut() {
        match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Break => {}
            _ => break,
        }
        pieces.pop();
    }
}

fn is_foreign(to: &Target) -> bool {
    matches!(to, Target::Foreign(_))
}

fn gather(pieces: &[Inline], into: &mut String) {
    for piece in pieces {
        match piece {
            Inline::Text(text) => into.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => gather(inner, into),
            Inline::Link(link) if !is_foreign(&link.to) => gather(&link.text, into),
            Inline::Link(_) | Inline::Code(_) | Inline::Image(_) | Inline::Blank(_) => into.push(PIECE),
            Inline::Break => into.push('\n'),
            Inline::Footnote(_) => {}
        }
    }
}

/// Deals the characters back to the parts from which `gather` took them, in the same order.
fn spread(pieces: &mut [Inline], letters: &mut std::str::Chars<'_>) {
    for piece in pieces {
        match piece {
            Inline::Text(text) => *text = letters.by_ref().take(text.chars().count()).collect(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => spread(inner, letters),
            Inline::Link(link) if !is_foreign(&link.to) => spread(&mut link.text, letters),
            Inline::Link(_) | Inline::Code(_) | Inline::Image(_) | Inline::Break | Inline::Blank(_) => {
                letters.next();
            }
            Inline::Footnote(_) => {}
        }
    }
}

/// Whether a character is a control or bidi control, and so has no place in a text.
///
/// The direction comes from the language; a bidi control left open turns the rest of a page around.
pub(super) fn is_control(letter: char) -> bool {
    let bidi = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    bidi || letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

/// Whether a character is left out of a text, or may be: a control, or an invisible mark of a copied text.
pub(super) fn is_unseen(letter: char) -> bool {
    is_control(letter) || matches!(letter, '\u{200b}' | '\u{feff}')
}

/// Whether a letter is of a script that puts no spaces between words, such as Thai, Lao, Burmese, Khmer, Chinese, Japanese.
pub(super) fn is_unspaced(letter: char) -> bool {
    matches!(u32::from(letter), 0xe00..0x10a0 | 0x1780..0x1800 | 0x1900..0x1b00 | 0x3040..0xa000 | 0xa9e0..0xaae0
        | 0xf900..0xfb00 | 0x2_0000..0x3_2000)
}

/// The text without control characters and invisible marks, and the first of them. Line ends become `\n`.
pub(super) fn clean(text: &str) -> (Cow<'_, str>, Option<char>) {
    // A look at bytes first: most texts have none with which such a character could begin.
    let doubtful =
        |byte: u8| byte < 0x20 && byte != b'\n' && byte != b'\t' || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().fold(false, |any, byte| any | doubtful(byte)) {
        return (Cow::Borrowed(text), None);
    }
    let needed = text.contains('\u{200b}') && text.contains(is_unspaced);
    let is_out = |letter: char| is_unseen(letter) && !(needed && letter == '\u{200b}');
    let found = text.chars().find(|letter| is_out(*letter));
    if found.is_none() && !text.contains('\r') {
        return (Cow::Borrowed(text), None);
    }
    (Cow::Owned(text.chars().filter(|letter| !is_out(*letter) && *letter != '\r').collect()), found)
}

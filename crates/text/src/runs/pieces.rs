//! A text cut into pieces: words of one script, digits, and what stands between them.

use crate::address::length;
use unicode_script::{Script, UnicodeScript};

/// The kinds of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Letters of one script; an address of the web is one piece, whatever it holds.
    Letters(Script),
    /// Digits of any family, with powers and fractions.
    Digits,
    /// A mark that belongs to right-to-left sentences alone, such as the Arabic comma.
    Stop,
    /// Marks and spaces.
    Gap,
}

/// One piece: bytes from `start` to `end`.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub start: usize,
    pub end: usize,
    pub class: Class,
}

impl Piece {
    /// Whether it belongs to a text that runs from right to left.
    pub fn is_rtl(&self) -> bool {
        match self.class {
            Class::Letters(script) => is_rtl(script),
            Class::Stop => true,
            Class::Digits | Class::Gap => false,
        }
    }
}

/// Whether a script runs from right to left.
pub fn is_rtl(script: Script) -> bool {
    matches!(
        script,
        Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Nko
            | Script::Adlam
            | Script::Samaritan
            | Script::Mandaic
            | Script::Mende_Kikakui
            | Script::Hanifi_Rohingya
            | Script::Yezidi
    )
}

/// Cuts a text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let before = pieces.last().copied();
        let after_word = matches!(before, Some(Piece { class: Class::Letters(_) | Class::Digits, .. }));
        if !after_word && let Some(length) = address(&text[at..]) {
            pieces.push(Piece { start: at, end: at + length, class: Class::Letters(Script::Latin) });
            at += length;
            continue;
        }
        let end = at + letter.len_utf8();
        let class = class(letter).or(before.map(|piece| piece.class)).unwrap_or(Class::Gap);
        match pieces.last_mut() {
            Some(last) if last.class == class => last.end = end,
            _ => pieces.push(Piece { start: at, end, class }),
        }
        at = end;
    }
    pieces
}

/// The class of a character; `None` for what goes with the one before it, such as an accent.
fn class(letter: char) -> Option<Class> {
    if letter.is_ascii() {
        return Some(match letter {
            'a'..='z' | 'A'..='Z' => Class::Letters(Script::Latin),
            '0'..='9' => Class::Digits,
            _ => Class::Gap,
        });
    }
    // The letters of most texts, before tables are asked.
    match letter {
        '×' | '÷' => return Some(Class::Gap),
        '\u{c0}'..='\u{24f}' => return Some(Class::Letters(Script::Latin)),
        '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' => return Some(Class::Letters(Script::Arabic)),
        _ => {}
    }
    if letter.is_numeric() && !matches!(letter.script(), Script::Han | Script::Ethiopic) {
        return Some(Class::Digits);
    }
    match (letter, letter.script()) {
        ('\u{640}', _) => Some(Class::Letters(Script::Arabic)),
        // Separators inside a number, the sign of percent, and a star.
        ('٫' | '٬' | '٪' | '٭' | '؍' | '؉' | '؊', _) => Some(Class::Gap),
        // Marks that only steer the direction.
        ('\u{200e}' | '\u{200f}' | '\u{61c}', _) => Some(Class::Gap),
        // Marks of sentences that these languages share.
        ('،' | '؛' | '؟' | '۔' | '؞', _) => Some(Class::Stop),
        (_, Script::Inherited) => None,
        (_, Script::Common | Script::Unknown) => Some(Class::Gap),
        (_, Script::Hiragana | Script::Katakana | Script::Bopomofo | Script::Hangul) => {
            Some(Class::Letters(Script::Han))
        }
        (_, script) => Some(Class::Letters(script)),
    }
}

/// The length of the address of the web with which a text begins.
fn address(text: &str) -> Option<usize> {
    let scheme = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let head = match text.get(..4) {
        _ if scheme > 0 && text[scheme..].starts_with("://") => scheme + 3,
        Some(start) if start.eq_ignore_ascii_case("www.") => 4,
        _ => return None,
    };
    let length = length(&text[head..]);
    (length > 0).then_some(head + length)
}

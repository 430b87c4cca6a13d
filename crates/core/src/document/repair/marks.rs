//! The beginnings of lines that may be points of a list.

use std::ops::Range;

/// The beginning of a line that may be one of a list.
#[derive(Debug)]
pub(super) enum Mark {
    /// A dash, or a hyphen without space.
    Dash(char),
    /// A hyphen right before a number: a point beside points with words, and a minus else.
    Minus(char),
    /// A picture, which stays.
    Picture,
    /// Bold words and a colon, which stay.
    Label,
    /// A number with what stands before it; both stay.
    Counted {
        /// The word or the sign before the number.
        before: String,
        value: u32,
    },
    /// A number or letter: what bounds it, and its value in each alphabet that has it.
    Number {
        /// Whether a bracket opens before it.
        open: bool,
        /// The sign after it.
        end: &'static str,
        /// Pairs of an alphabet and a value in it.
        values: Vec<(usize, u32)>,
    },
}

/// A line of a list.
pub(super) struct Point {
    /// The bytes of its mark with the space after it.
    pub mark: Range<usize>,
    /// The byte after the line.
    pub end: usize,
    /// How many levels it stands below the list before.
    pub deep: usize,
    /// The sign of Markdown for its list.
    pub sign: char,
    /// Whether a list may begin here with any number: no words stand right above.
    pub begins: bool,
}

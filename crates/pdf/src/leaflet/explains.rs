//! Where a leaflet explains its words.

/// Where words are explained: a choice of the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explains {
    /// At the foot of the page, with a raised sign after the word.
    Foot,
    /// Below the line that uses them.
    Below,
    /// Not in this text.
    Nowhere,
}

impl Explains {
    /// Where the words of a heading are explained: below it all the same, but a heading has no sign.
    pub fn in_heading(self) -> Self {
        if self == Self::Foot { Self::Nowhere } else { self }
    }
}

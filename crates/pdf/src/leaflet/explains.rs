//! Where a leaflet explains its words.

use trousseau_core::toolkit::format::{Flow, Layout};

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
    /// Where this layout explains words as a rule: a narrow panel has no foot.
    pub fn of(layout: &Layout) -> Self {
        if layout.flow == Flow::Panels { Self::Below } else { Self::Foot }
    }

    /// Where the words of a heading are explained: below it all the same, but a heading has no sign.
    pub fn in_heading(self) -> Self {
        if self == Self::Foot { Self::Nowhere } else { self }
    }
}

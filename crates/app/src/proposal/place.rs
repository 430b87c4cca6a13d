//! Where a block stands in its text, as readers find it: below which heading, and which of those of its kind.

use trousseau_core::proposal::{Block, Change, Kind, blocks};
use trousseau_core::translation;

use super::read::Texts;

/// The place of a block.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct BlockPlace {
    /// The words of the heading above it; "" before the first one.
    pub heading: String,
    /// Its number among those of its kind below this heading; none when it is alone.
    pub number: Option<usize>,
}

/// Where the block of a change stands: as it was, or where it is proposed. What is in the head, and a heading, say it themselves.
pub fn place(text: &Texts, change: &Change) -> BlockPlace {
    let (source, own) = match (&change.before, &change.after) {
        (Some(block), _) => (&text.base, block),
        (None, Some(block)) => (&text.proposed, block),
        (None, None) => return BlockPlace::default(),
    };
    let is_heading = |block: &Block| block.kind == Kind::Body(translation::Kind::Heading);
    if !matches!(own.kind, Kind::Body(_)) || is_heading(own) {
        return BlockPlace::default();
    }
    let all = blocks(&source.trim_start_matches('\u{feff}').replace("\r\n", "\n"), &text.path, text.language);
    let at = all.iter().position(|block| block.section == own.section && block.content == own.content);
    let heading = all[..at.unwrap_or_default()].iter().rfind(|block| is_heading(block));
    let beside: Vec<&Block> =
        all.iter().filter(|block| block.kind == own.kind && block.section == own.section).collect();
    let number = beside.iter().position(|block| block.content == own.content).map(|at| at + 1);
    BlockPlace {
        heading: heading.map(|block| block.words.clone()).unwrap_or_default(),
        number: number.filter(|_| beside.len() > 1),
    }
}

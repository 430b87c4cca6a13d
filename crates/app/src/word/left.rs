//! What a text cannot hold or says another way: how often it was met, and by which words it is found again.

use trousseau_core::messages;
use trousseau_exchange::word::{Document, Dropped};

use crate::Language;

/// The most places that are named of one kind.
const MOST: usize = 5;

/// What a text cannot hold, or says another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The key of its words.
    pub what: &'static str,
    /// How often it was met.
    pub count: usize,
    /// The words by which it is found.
    pub places: Vec<String>,
}

impl Left {
    /// It in words.
    pub fn say(&self, language: Language) -> String {
        let count = messages::count(language, self.what, self.count);
        if self.places.is_empty() {
            return count;
        }
        let one = |words: &String| messages::say(language, "word/place", &[("words", words)]);
        let mut places: Vec<String> = self.places.iter().take(MOST).map(one).collect();
        places.extend((self.places.len() > MOST).then(|| "…".to_owned()));
        messages::say(language, "word/places", &[("count", &count), ("places", &places.join(", "))])
    }
}

/// What was met in a document. Changes are what one sends a document for.
pub(super) fn left(document: &Document) -> Vec<Left> {
    let all = document.dropped.iter();
    all.filter_map(|(what, count)| {
        Some(Left { what: words_of(*what)?, count: *count, places: document.places(*what) })
    })
    .collect()
}

fn words_of(dropped: Dropped) -> Option<&'static str> {
    Some(match dropped {
        Dropped::Pictures => "word/count-pictures",
        Dropped::TextBoxes => "word/count-text-boxes",
        Dropped::Headers => "word/count-headers",
        Dropped::Footers => "word/count-footers",
        Dropped::Notes => "word/count-notes",
        Dropped::Colours => "word/count-colours",
        Dropped::MergedCells => "word/count-merged-cells",
        Dropped::Formulas => "word/count-formulas",
        Dropped::Objects => "word/count-objects",
        Dropped::Symbols => "word/count-symbols",
        Dropped::Links => "word/count-links",
        Dropped::Comments => "word/count-comments",
        Dropped::Raised => "word/count-raised",
        Dropped::Letters => "word/count-letters",
        Dropped::Blanks => "word/count-blanks",
        Dropped::Placeholders => "word/count-placeholders",
        Dropped::Changes => return None,
    })
}

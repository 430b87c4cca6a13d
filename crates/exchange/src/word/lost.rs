//! Where something was met that a text cannot hold: its own words, or those around it.

use trousseau_core::manuscript::Sign;

use super::{Document, Dropped};

/// How many letters of the words on each side are told.
const AROUND: usize = 30;

/// The most letters of own words.
const MOST: usize = 80;

/// The most losses of a kind whose words are looked for: each is a look at its whole paragraph.
const MOST_LOOKED_AT: usize = 100;

/// A place where something was met.
#[derive(Clone, Debug)]
pub(crate) struct Lost {
    pub what: Dropped,
    /// Its paragraph and the letter before which it stood; none for what stands beside the text.
    pub place: Option<(usize, usize)>,
    /// Its own words.
    pub own: String,
}

impl Document {
    /// For each place where this was met the words by which it is found.
    pub fn places(&self, what: Dropped) -> Vec<String> {
        let all = self.lost.iter().filter(|lost| lost.what == what).take(MOST_LOOKED_AT);
        let mut out: Vec<String> =
            all.map(|lost| self.words(lost)).filter(|words| !words.is_empty()).collect();
        out.dedup();
        out
    }

    fn words(&self, lost: &Lost) -> String {
        let own = cut(&lost.own, MOST);
        let is_note = lost.what == Dropped::Notes;
        if !own.is_empty() && !is_note {
            return own;
        }
        let around = lost.place.map(|place| self.around(place)).unwrap_or_default();
        match (around.is_empty(), own.is_empty()) {
            (false, false) => format!("{around} → {own}"),
            (true, _) => own,
            (_, true) => around,
        }
    }

    fn around(&self, (paragraph, at): (usize, usize)) -> String {
        let Some(paragraph) = self.paragraphs.get(paragraph) else { return String::new() };
        let sign = |sign: &Sign| if let Sign::Char(sign) = sign { *sign } else { ' ' };
        let letters: Vec<char> =
            paragraph.letters.iter().filter(|one| one.now).map(|one| sign(&one.letter.sign)).collect();
        let at = at.min(letters.len());
        let (begin, end) = (at.saturating_sub(AROUND), (at + AROUND).min(letters.len()));
        // Words are not cut: the first and the last one go where there are more.
        let mut words: String = letters.get(begin..end).unwrap_or_default().iter().collect();
        if begin > 0 {
            words = words.split_once(' ').map_or(words.clone(), |(_, rest)| format!("…{rest}"));
        }
        if end < letters.len() {
            words = words.rsplit_once(' ').map_or(words.clone(), |(rest, _)| format!("{rest}…"));
        }
        words.trim().to_owned()
    }
}

fn cut(words: &str, most: usize) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= most {
        return words;
    }
    words.chars().take(most).chain(['…']).collect()
}

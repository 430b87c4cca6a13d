//! Words that two blocks share, and those that only one of them has.

use super::{Letter, Sign, folded, settled};
use trousseau_text::diff;

/// Letters that both blocks have, or one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// They stand in both, as the older one has them.
    Same(Vec<Letter>),
    /// They stand in the older one only.
    Gone(Vec<Letter>),
    /// They stand in the newer one only.
    New(Vec<Letter>),
}

impl Piece {
    /// The letters.
    pub fn letters(&self) -> &[Letter] {
        let (Self::Same(letters) | Self::Gone(letters) | Self::New(letters)) = self;
        letters
    }

    /// The same as words of one line, without marks.
    pub fn text(&self) -> String {
        text(self.letters())
    }
}

/// Letters as words of one line, without marks.
pub fn text(letters: &[Letter]) -> String {
    let sign = |letter: &Letter| match &letter.sign {
        Sign::Char(sign) => sign.to_string(),
        Sign::Break => " ".to_owned(),
        Sign::Raw(raw) => raw.to_string(),
    };
    letters.iter().map(sign).collect()
}

/// How one block became the other, word by word. Spaces and quotes that differ in their form are the same.
pub fn pieces(old: &[Letter], new: &[Letter]) -> Vec<Piece> {
    let (old, new) = (settled(old), settled(new));
    let (before, after) = (words(&old), words(&new));
    let keys = |words: &[&[Letter]]| words.iter().map(|word| counted(word)).collect::<Vec<_>>();
    let mut out: Vec<Piece> = Vec::new();
    for run in diff::runs(&keys(&before), &keys(&after)) {
        let take = |words: &[&[Letter]], range: std::ops::Range<usize>| {
            words.get(range).unwrap_or_default().concat()
        };
        if run.is_same {
            out.push(Piece::Same(take(&before, run.old)));
        } else {
            out.push(Piece::Gone(take(&before, run.old)));
            out.push(Piece::New(take(&after, run.new)));
        }
    }
    out.retain(|piece| !piece.letters().is_empty());
    whole(out)
}

/// Puts changes together between which only a space is the same: two words that became two others are one change.
fn whole(pieces: Vec<Piece>) -> Vec<Piece> {
    let is_space =
        |piece: &Piece| matches!(piece, Piece::Same(letters) if letters.iter().all(Letter::is_space));
    let (mut out, mut gone, mut new): (Vec<Piece>, Vec<Letter>, Vec<Letter>) =
        (Vec::new(), Vec::new(), Vec::new());
    let mut rest = pieces.into_iter().peekable();
    let close = |out: &mut Vec<Piece>, gone: &mut Vec<Letter>, new: &mut Vec<Letter>| {
        let both = [Piece::Gone(std::mem::take(gone)), Piece::New(std::mem::take(new))];
        out.extend(both.into_iter().filter(|piece| !piece.letters().is_empty()));
    };
    while let Some(piece) = rest.next() {
        let joins = is_space(&piece)
            && !gone.is_empty()
            && !new.is_empty()
            && rest.peek().is_some_and(|next| !matches!(next, Piece::Same(_)));
        match piece {
            Piece::Same(letters) if joins => {
                gone.extend_from_slice(&letters);
                new.extend(letters);
            }
            Piece::Same(letters) => {
                close(&mut out, &mut gone, &mut new);
                out.push(Piece::Same(letters));
            }
            Piece::Gone(letters) => gone.extend(letters),
            Piece::New(letters) => new.extend(letters),
        }
    }
    close(&mut out, &mut gone, &mut new);
    out
}

/// The newer letters; where the words are those of the older block, its letters, with its quotes and spaces.
pub fn carried(old: &[Letter], new: &[Letter]) -> Vec<Letter> {
    let kept = pieces(old, new).into_iter().filter(|piece| !matches!(piece, Piece::Gone(_)));
    settled(&kept.flat_map(|piece| piece.letters().to_vec()).collect::<Vec<_>>())
}

/// How many places differ: words taken out and those put in their stead are one.
pub fn places(pieces: &[Piece]) -> usize {
    let mut count = 0;
    let mut was_same = true;
    for piece in pieces {
        let is_same = matches!(piece, Piece::Same(_));
        count += usize::from(was_same && !is_same);
        was_same = is_same;
    }
    count
}

/// How much two blocks have in common, in hundredths of the longer one.
pub fn likeness(old: &[Letter], new: &[Letter]) -> usize {
    let longest = old.len().max(new.len());
    let same = |piece: &Piece| if let Piece::Same(letters) = piece { letters.len() } else { 0 };
    (pieces(old, new).iter().map(same).sum::<usize>() * 100).checked_div(longest).unwrap_or(100)
}

/// Words and the spaces between them, each on its own.
fn words(letters: &[Letter]) -> Vec<&[Letter]> {
    letters
        .chunk_by(|one, next| {
            one.is_space() == next.is_space() && one.sign != Sign::Break && next.sign != Sign::Break
        })
        .collect()
}

/// A word as it counts.
fn counted(word: &[Letter]) -> Vec<(Option<char>, Letter)> {
    let mut out: Vec<(Option<char>, Letter)> = Vec::new();
    for letter in word {
        let Sign::Char(sign) = letter.sign else {
            out.push((None, letter.clone()));
            continue;
        };
        let Some(sign) = folded(sign) else { continue };
        if sign == ' ' && !out.is_empty() {
            continue;
        }
        out.push((Some(sign), Letter::new(sign, &letter.style)));
    }
    out
}

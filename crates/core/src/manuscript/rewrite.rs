//! A text written anew from blocks that came back: what says the same keeps its bytes, and what is read otherwise than it was meant is
//! refused.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Block, HEAD, Letter, Sign, compare, key, structure,
    words::Care,
    work::{Id, Work, written},
    write::head_line,
};
use crate::guide::edit::{self, Translated};

pub use super::wish::{Done, New, Reading, Rewritten, Why, Wish};

/// The most blocks that are put in, taken out or moved at once: each of them is proved by reading the text anew.
const MOST_MOVED: usize = 300;

/// Writes a text anew. Blocks that no wish names stay where they are; `gone` are those to be taken out.
pub fn rewrite(text: &str, reading: Reading, wishes: &[Wish], gone: &[usize]) -> Option<Rewritten> {
    let manuscript = reading.read(text)?;
    let ids = (0..manuscript.blocks.len()).map(Id::Old).collect();
    let mut work = Work { text: text.to_owned(), manuscript, ids, reading };
    let mut done: Vec<Done> = wishes.iter().map(|_| Done::Same).collect();
    let mut changed: BTreeMap<usize, (usize, Vec<Letter>)> = BTreeMap::new();
    for (number, wish) in wishes.iter().enumerate() {
        let Some((place, block)) = wish.of.and_then(|of| Some((of, work.manuscript.blocks.get(of)?))) else {
            continue;
        };
        if key(&block.letters) == key(&wish.letters) {
            continue;
        }
        let letters = compare::carried(&block.letters, &wish.letters);
        match guard(block, &letters) {
            Ok(()) => drop(changed.insert(place, (number, letters))),
            Err(why) => done[number] = Done::Refused(why),
        }
    }
    work.replace(&changed, &mut done);
    let mut kept = Vec::new();
    let moved = moved(wishes, &work.ids);
    let fresh = wishes.iter().filter(|wish| wish.of.is_none()).count();
    let is_much = gone.len() + moved.len() + fresh > MOST_MOVED;
    for place in gone {
        let taken = if is_much { Err(Why::Place) } else { work.take_out(*place) };
        kept.extend(taken.err().map(|why| (*place, why)));
    }
    for (number, wish) in wishes.iter().enumerate() {
        let outcome = match wish.of {
            Some(place) if moved.contains(&place) => {
                Some((work.shift(number, place, wishes, is_much), Done::Moved))
            }
            None => Some((work.put_in(number, wishes, is_much), Done::Added)),
            Some(_) => None,
        };
        match outcome {
            Some((Ok(()), good)) => done[number] = good,
            Some((Err(why), _)) if !matches!(done[number], Done::Refused(_)) => {
                done[number] = Done::Refused(why)
            }
            _ => {}
        }
    }
    Some(Rewritten { text: work.text, done, kept })
}

/// Whether a block may say this: its links are there, and the words of numbers and figures are the same.
pub fn guard(block: &Block, letters: &[Letter]) -> Result<(), Why> {
    let of = |letters: &[Letter]| {
        let mut all: Vec<(Arc<str>, String)> = Vec::new();
        for run in letters.chunk_by(|one, next| one.style.link == next.style.link) {
            if let Some(link) = run.first().and_then(|letter| letter.style.link.clone()) {
                all.push((link, key(&bare(run))));
            }
        }
        all
    };
    let (old, mut new) = (of(&block.letters), of(letters));
    for (address, words) in &old {
        let is_free = address.starts_with("term:") || address.starts_with("lang:");
        let strict = address.starts_with("tel:") || address.starts_with("fact:");
        let same = new.iter().position(|(own, said)| own == address && said == words);
        let found = same.or_else(|| new.iter().position(|(own, _)| own == address));
        match found {
            Some(_) if strict && same.is_none() => return Err(Why::Altered(address.to_string())),
            Some(place) => drop(new.remove(place)),
            None if is_free => {}
            None => return Err(Why::Lost(address.to_string())),
        }
    }
    let raws = |letters: &[Letter]| {
        let raw = |letter: &Letter| if let Sign::Raw(raw) = &letter.sign { Some(raw.clone()) } else { None };
        letters.iter().filter_map(raw).collect::<Vec<_>>()
    };
    let (old_raws, new_raws) = (raws(&block.letters), raws(letters));
    if let Some(lost) = old_raws.iter().find(|raw| !new_raws.contains(raw)) {
        return Err(Why::Lost(lost.to_string()));
    }
    let known: BTreeSet<&Arc<str>> = old.iter().map(|(address, _)| address).collect();
    addresses(new.iter().map(|(address, _)| address).filter(|address| !known.contains(address)))
}

/// Whether these may be the addresses of new links.
fn addresses<'a>(all: impl Iterator<Item = &'a Arc<str>>) -> Result<(), Why> {
    let good =
        ["https://", "http://", "mailto:", "tel:", "guide:", "page:", "term:", "fact:", "contact:", "lang:"];
    let mut wrong = all.filter(|address| !good.iter().any(|good| address.starts_with(good)));
    wrong.next().map_or(Ok(()), |address| Err(Why::Address(address.to_string())))
}

/// Letters without marks that are no words.
fn bare(letters: &[Letter]) -> Vec<Letter> {
    letters.iter().map(|letter| Letter { style: super::Style::default(), ..letter.clone() }).collect()
}

/// The blocks that stand elsewhere: all but the longest row of those that kept their order.
fn moved(wishes: &[Wish], ids: &[Id]) -> BTreeSet<usize> {
    let places: Vec<usize> = wishes.iter().filter_map(|wish| wish.of).filter(|of| *of < ids.len()).collect();
    // The longest rising row: for each place the length of the best row that ends there, and what comes before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate().take(5000) {
        let before =
            (0..at).filter(|earlier| places[*earlier] < *place).max_by_key(|earlier| best[*earlier].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut last = (0..best.len()).max_by_key(|at| best[*at].0);
    let mut kept = BTreeSet::new();
    while let Some(at) = last {
        kept.insert(places[at]);
        last = best[at].1;
    }
    places.into_iter().filter(|place| !kept.contains(place)).collect()
}

impl Work<'_> {
    /// Exchanges words: all at once where that reads as it was meant, else one block after the other.
    fn replace(&mut self, changed: &BTreeMap<usize, (usize, Vec<Letter>)>, done: &mut [Done]) {
        let all: Vec<(usize, Vec<Letter>)> =
            changed.iter().map(|(place, (_, letters))| (*place, letters.clone())).collect();
        if self.exchange(&all, Care::Usual) {
            changed.values().for_each(|(number, _)| done[*number] = Done::Changed);
            return;
        }
        for (place, (number, letters)) in changed {
            let one = [(*place, letters.clone())];
            let is_good = self.exchange(&one, Care::Usual) || self.exchange(&one, Care::All);
            done[*number] = if is_good { Done::Changed } else { Done::Refused(Why::Form) };
        }
    }

    /// Exchanges the words of these blocks; whether they are read as they were meant.
    fn exchange(&mut self, all: &[(usize, Vec<Letter>)], care: Care) -> bool {
        let mut text = self.text.clone();
        let mut head = Translated::default();
        for (place, letters) in all.iter().rev() {
            let Some(block) = self.manuscript.blocks.get(*place) else { return false };
            match place {
                0 => head.title = Some(head_line(letters)),
                1 => head.summary = Some(head_line(letters)),
                _ => text.replace_range(block.span.clone(), &written(block, letters, care)),
            }
        }
        if head != Translated::default() {
            match edit::translated(&text, &head) {
                Ok(changed) => text = changed,
                Err(_) => return false,
            }
        }
        let mut expected = self.expected();
        for (place, letters) in all {
            if let Some(one) = expected.get_mut(*place) {
                one.key = if *place < HEAD { key(&super::plain(&head_line(letters))) } else { key(letters) };
            }
        }
        self.prove(text, &expected)
    }

    fn take_out(&mut self, place: usize) -> Result<(), Why> {
        let at = self.place(Id::Old(place)).filter(|_| place >= HEAD).ok_or(Why::Place)?;
        structure::take_out(self, at)
    }

    /// Where the block of a wish goes: behind what comes before it.
    fn behind(&self, number: usize, wishes: &[Wish]) -> usize {
        let before = wishes.get(..number).unwrap_or_default().iter().enumerate().rev();
        let known =
            before.filter_map(|(earlier, wish)| self.place(wish.of.map_or(Id::Wish(earlier), Id::Old)));
        known.map(|at| at + 1).next().unwrap_or(HEAD).max(HEAD)
    }

    fn put_in(&mut self, number: usize, wishes: &[Wish], is_much: bool) -> Result<(), Why> {
        let wish = wishes.get(number).filter(|_| !is_much).ok_or(Why::Place)?;
        let letters = super::settled(&wish.letters);
        let links: Vec<Arc<str>> = letters.iter().filter_map(|letter| letter.style.link.clone()).collect();
        addresses(links.iter())?;
        let at = self.behind(number, wishes);
        let line = structure::Line { new: wish.new, letters, close: String::new() };
        structure::put_in(self, at, Id::Wish(number), &line)
    }

    /// Moves a block behind what comes before it now.
    fn shift(&mut self, number: usize, place: usize, wishes: &[Wish], is_much: bool) -> Result<(), Why> {
        let from = self.place(Id::Old(place)).filter(|_| place >= HEAD && !is_much).ok_or(Why::Place)?;
        let line = structure::Line::of(self, from).ok_or(Why::Place)?;
        let (text, manuscript, ids) = (self.text.clone(), self.manuscript.clone(), self.ids.clone());
        let done = structure::take_out(self, from).and_then(|()| {
            let at = self.behind(number, wishes);
            structure::put_in(self, at, Id::Old(place), &line)
        });
        if done.is_err() {
            (self.text, self.manuscript, self.ids) = (text, manuscript, ids);
        }
        done
    }
}

//! Words of translators put into a file: the order is that of the source, and every byte that does not change stays.
//!
//! A text is its segments and what lies between them: signs of headings and items, empty lines. Where two segments of the translation
//! still follow each other, what lies between them is kept; where they do not, the source says what lies there. What comes out is
//! read again, and taken only when it holds exactly the segments that it must hold.

mod count;
mod gaps;

use std::collections::BTreeMap;

use self::gaps::{Between, Gap, Gaps, Place, without_letters};
use super::{
    Comparison, Kind, Lock, Segment, Standing,
    check::{self, Refusal},
    words,
};
use crate::{document::markdown::raw, guide::Version};

const FRONT_MATTER: usize = 2;

/// A file and its segments.
pub struct Side<'a> {
    /// The file.
    pub text: &'a str,
    /// Its segments.
    pub segments: &'a [Segment],
}

/// What is to become of a translation.
pub struct Wishes<'a> {
    /// The source.
    pub source: Side<'a>,
    /// The translation, if there is one.
    pub translation: Option<Side<'a>>,
    /// How they stand.
    pub comparison: &'a Comparison,
    /// The words for blocks of the source, by their places, with tags.
    pub words: &'a BTreeMap<usize, String>,
}

/// What has become of it.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The title, when it changes.
    pub title: Option<String>,
    /// The summary, when it changes.
    pub summary: Option<String>,
    /// The body.
    pub body: String,
    /// The places of the source's blocks whose translation has other words now.
    pub changed: Vec<usize>,
    /// The blocks that were left out since their source is gone.
    pub removed: Vec<String>,
    /// The words that were not taken, by the places of their blocks in the source.
    pub refused: Vec<(usize, Refusal)>,
    /// For each block of the new text the place of its source, if it has one, and whether it is translated as the source is now.
    of: Vec<(Option<usize>, Standing)>,
    omitted: Vec<usize>,
}

impl Merged {
    /// For each block of the new text the place of its source, if it has one.
    pub fn sources(&self) -> impl Iterator<Item = Option<usize>> {
        self.of.iter().map(|(place, _)| *place)
    }

    /// The lock of the new text.
    pub fn lock(&self, source: &[Segment], text: &[Segment], version: Option<Version>) -> Lock {
        let hash = |(place, standing): &(Option<usize>, Standing)| match standing {
            Standing::Current => place.and_then(|place| source.get(place)).map(Segment::hash),
            Standing::Changed(hash) => hash.clone(),
            Standing::New => None,
        };
        let hashes = self.omitted.iter().filter_map(|place| source.get(*place)).map(Segment::hash).collect();
        Lock::new(self.of.iter().map(hash).collect(), text, version).without(hashes)
    }
}

/// A block of the new text.
#[derive(Clone)]
struct Item {
    source: Option<usize>,
    translation: Option<usize>,
    kind: Kind,
    raw: String,
    standing: Standing,
}

/// Puts words into a translation. Words that cannot be taken are left out, and said.
pub fn merge(wishes: &Wishes) -> Merged {
    let mut refused: Vec<(usize, Refusal)> = Vec::new();
    let mut words: BTreeMap<usize, String> = BTreeMap::new();
    for (place, text) in wishes.words {
        match wishes.raw(*place, text) {
            Ok(raw) => drop(words.insert(*place, raw)),
            Err(refusal) => refused.push((*place, refusal)),
        }
    }
    loop {
        let items = wishes.items(&words);
        match wishes.body(&items, &words) {
            Err(place) => {
                words.remove(&place);
                refused.push((place, Refusal::Form));
            }
            Ok(body) => return wishes.merged(&items, body, &words, refused),
        }
    }
}

impl Wishes<'_> {
    fn old(&self, place: usize) -> Option<&Segment> {
        let target = self.comparison.pairs.get(place).copied().flatten()?;
        self.translation.as_ref()?.segments.get(target)
    }

    /// The words for a block as the file has them.
    fn raw(&self, place: usize, text: &str) -> Result<String, Refusal> {
        let Some(source) = self.source.segments.get(place) else { return Err(Refusal::Form) };
        let old = self.old(place);
        if let Some(old) = old.filter(|old| old.text_beside(source) == text) {
            return Ok(old.raw.clone());
        }
        // What the translation of an older source lacks says nothing about what this one may lack.
        let is_current = self.comparison.standings.get(place) == Some(&Standing::Current);
        let text = match source.kind {
            Kind::Verbatim => text.trim_end().to_owned(),
            _ => one_line(text),
        };
        check::check(&text, source, old.filter(|_| is_current))?;
        let written = words::written(&text, source, old, is_current).map_err(Refusal::Tag)?;
        Ok(match source.kind {
            Kind::Cell => escape_bars(&written),
            _ => written,
        })
    }

    /// The blocks of the body, in the order of the source; blocks that only the translation has follow the one that they followed.
    fn items(&self, words: &BTreeMap<usize, String>) -> Vec<Item> {
        let mut items = Vec::new();
        let taken: Vec<usize> = self.comparison.pairs.iter().flatten().copied().collect();
        let all = self.translation.as_ref().map_or(0, |side| side.segments.len());
        let own = |from: usize| (from..all).take_while(|place| !taken.contains(place));
        let kept = |from: usize, items: &mut Vec<Item>| {
            for place in own(from).filter(|place| !self.comparison.gone.contains(place)) {
                items.extend(self.kept(place));
            }
        };
        kept(FRONT_MATTER, &mut items);
        for (place, segment) in self.source.segments.iter().enumerate().skip(FRONT_MATTER) {
            let translation = self.comparison.pairs.get(place).copied().flatten();
            let standing = self.comparison.standings.get(place).cloned().unwrap_or(Standing::New);
            let raw = match (words.get(&place), self.old(place)) {
                (Some(raw), _) => Some((raw.clone(), Standing::Current)),
                (None, Some(old)) => Some((old.raw.clone(), standing)),
                // In a table or a box, what is missing leaves a hole; in a new file, the words of the source are there to be replaced.
                (None, None) if self.translation.is_none() || !may_lack(segment.kind) => {
                    Some((segment.raw.clone(), Standing::New))
                }
                (None, None) => None,
            };
            if let Some((raw, standing)) = raw {
                items.push(Item { source: Some(place), translation, kind: segment.kind, raw, standing });
            }
            if let Some(target) = translation {
                kept(target + 1, &mut items);
            }
        }
        items
    }

    /// A block that only the translation has.
    fn kept(&self, place: usize) -> Option<Item> {
        let segment = self.translation.as_ref()?.segments.get(place)?;
        let raw = segment.raw.clone();
        Some(Item {
            source: None,
            translation: Some(place),
            kind: segment.kind,
            raw,
            standing: Standing::New,
        })
    }

    /// What lies before each block of the body, and behind the last one.
    fn gaps(&self, items: &[Item], source: &Gaps) -> Vec<Gap> {
        let translation = self.translation.as_ref().map(|side| Gaps::new(side, str::to_owned));
        let ends = |at: usize, of: Option<usize>| Place { source: Some(at), translation: of };
        let first = ends(FRONT_MATTER - 1, translation.as_ref().map(|_| FRONT_MATTER - 1));
        let last =
            ends(self.source.segments.len(), self.translation.as_ref().map(|side| side.segments.len()));
        let places = items.iter().map(|item| Place { source: item.source, translation: item.translation });
        let places: Vec<Place> = std::iter::once(first).chain(places).chain([last]).collect();
        let between = Between { source, translation: translation.as_ref() };
        let mut gaps: Vec<Gap> = Vec::with_capacity(places.len());
        for pair in places.windows(2) {
            let last = gaps.last().map_or("", |gap| gap.text.as_str());
            gaps.push(between.between(pair[0], pair[1], last));
        }
        gaps
    }

    /// The body: the blocks, and what lies between them. A list whose blocks were moved counts in the order that they have now, where
    /// it is then still read as it was meant.
    fn body(&self, items: &[Item], words: &BTreeMap<usize, String>) -> Result<String, usize> {
        let source = Gaps::new(&self.source, without_letters);
        let gaps = self.gaps(items, &source);
        let joined = |gaps: &[Gap]| {
            let raws = items.iter().map(|item| item.raw.as_str()).chain([""]);
            gaps.iter().zip(raws).flat_map(|(gap, raw)| [gap.text.as_str(), raw]).collect::<String>()
        };
        let body = joined(&gaps);
        if let Some(place) = self.strange(&body, items, words) {
            return Err(place);
        }
        if self.translation.is_none() {
            return Ok(body);
        }
        let of: Vec<Option<usize>> = items.iter().map(|item| item.source).collect();
        let counted = count::counted(&body, &gaps, &of, &count::Source::of(&self.source, &source));
        let counted = counted.map(|gaps| joined(&gaps));
        Ok(counted.filter(|body| self.strange(body, items, words).is_none()).unwrap_or(body))
    }

    /// The place in the source of the words at fault when a block is not read as it was meant.
    fn strange(&self, body: &str, items: &[Item], words: &BTreeMap<usize, String>) -> Option<usize> {
        let read = raw::lines(body, 0);
        let wrong = items.iter().enumerate().find(|(place, item)| {
            read.get(*place).is_none_or(|line| {
                body.get(line.range.clone()) != Some(item.raw.as_str()) || Kind::from(line.role) != item.kind
            })
        });
        let at = match wrong {
            Some((at, _)) => at,
            None if read.len() > items.len() => items.len().checked_sub(1)?,
            None => return None,
        };
        let is_new = |place: &usize| words.get(place).is_some_and(|raw| self.differs(*place, raw));
        let new = |item: &Item| item.source.filter(is_new);
        // Words that read as two blocks shift all that follow: the last ones that are new are at fault. The title of a picture stands
        // behind its alternative text, and makes both of them words.
        let (before, after) = items.split_at_checked(at + 1)?;
        before.iter().rev().find_map(new).or_else(|| after.iter().find_map(new))
    }

    /// Whether a block of the translation has other bytes than these.
    fn differs(&self, place: usize, raw: &str) -> bool {
        self.old(place).is_none_or(|old| old.raw != raw)
    }

    fn merged(
        &self,
        items: &[Item],
        body: String,
        words: &BTreeMap<usize, String>,
        refused: Vec<(usize, Refusal)>,
    ) -> Merged {
        let head = |place: usize| words.get(&place).filter(|raw| self.differs(place, raw)).cloned();
        let standing = |place: usize| {
            let known = self.comparison.standings.get(place).cloned().unwrap_or(Standing::New);
            (Some(place), if words.contains_key(&place) { Standing::Current } else { known })
        };
        let gone =
            self.comparison.gone.iter().filter_map(|place| self.translation.as_ref()?.segments.get(*place));
        let standings = self.comparison.standings.iter().zip(&self.comparison.pairs).enumerate();
        let is_omitted = |(place, (standing, pair)): (usize, (&Standing, &Option<usize>))| {
            (pair.is_none() && *standing == Standing::Current && !words.contains_key(&place)).then_some(place)
        };
        Merged {
            omitted: standings.filter_map(is_omitted).collect(),
            title: head(0),
            summary: head(1),
            changed: words
                .iter()
                .filter(|(place, raw)| self.differs(**place, raw))
                .map(|(place, _)| *place)
                .collect(),
            removed: gone.map(Segment::text).collect(),
            of: (0..FRONT_MATTER)
                .map(standing)
                .chain(items.iter().map(|item| (item.source, item.standing.clone())))
                .collect(),
            body,
            refused,
        }
    }
}

/// Whether a text can do without a block of this kind.
fn may_lack(kind: Kind) -> bool {
    matches!(kind, Kind::Heading | Kind::Paragraph | Kind::Item)
}

/// A text on one line: white space of any length is one space, but for spaces that do not break.
fn one_line(text: &str) -> String {
    text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A cell in which every bar has its backslash.
fn escape_bars(text: &str) -> String {
    let (mut out, mut escaped) = (String::new(), false);
    for letter in text.chars() {
        if letter == '|' && !escaped {
            out.push('\\');
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}

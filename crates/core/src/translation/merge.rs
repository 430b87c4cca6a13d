//! Words of translators put into a file: the order is that of the source, and every byte that does not change stays.
//!
//! A text is its segments and what lies between them: signs of headings and items, empty lines. Where two segments of the translation
//! still follow each other, what lies between them is kept; where they do not, the source says what lies there. What comes out is
//! read again, and taken only when it holds exactly the segments that it must hold.

use std::{collections::BTreeMap, ops::Range};

use super::{
    Comparison, Kind, Lock, Segment, Standing,
    check::{self, Refusal},
    words,
};
use crate::{
    document::{form, markdown::raw},
    guide::{Version, split},
};

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
        let body = wishes.body(&items);
        match wishes.strange(&body, &items, &words) {
            Some(place) => {
                words.remove(&place);
                refused.push((place, Refusal::Form));
            }
            None => return wishes.merged(&items, body, &words, refused),
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

    /// The body: the blocks, and what lies between them.
    fn body(&self, items: &[Item]) -> String {
        let source = Gaps::new(&self.source, without_letters);
        let translation = self.translation.as_ref().map(|side| Gaps::new(side, str::to_owned));
        let ends = |at: usize, of: Option<usize>| Place { source: Some(at), translation: of };
        let first = ends(FRONT_MATTER - 1, translation.as_ref().map(|_| FRONT_MATTER - 1));
        let last =
            ends(self.source.segments.len(), self.translation.as_ref().map(|side| side.segments.len()));
        let places = items.iter().map(|item| Place { source: item.source, translation: item.translation });
        let places: Vec<Place> = std::iter::once(first).chain(places).chain([last]).collect();
        let (mut out, mut last) = (String::new(), String::new());
        let gaps = Between { source: &source, translation: translation.as_ref() };
        for (number, pair) in places.windows(2).enumerate() {
            let gap = gaps.between(pair[0], pair[1], &last);
            out.push_str(&gap);
            last = gap;
            out.push_str(items.get(number).map_or("", |item| &item.raw));
        }
        out
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

/// Where a block stands in the two texts.
#[derive(Clone, Copy)]
struct Place {
    source: Option<usize>,
    translation: Option<usize>,
}

/// What lies between the blocks of the two texts.
struct Between<'a> {
    source: &'a Gaps,
    translation: Option<&'a Gaps>,
}

impl<'a> Between<'a> {
    /// What is to lie between two blocks; `last` lies before the first one.
    fn between(&self, before: Place, after: Place, last: &str) -> String {
        let follow = |own: Option<usize>, next: Option<usize>| own.filter(|own| next == Some(own + 1));
        if let (Some(place), Some(gaps)) = (follow(before.translation, after.translation), self.translation) {
            return gaps.after(place).to_owned();
        }
        let (close, own) = (until_line_end(self.gap(before, 0)), self.gap(after, 1));
        let Some(place) = follow(before.source, after.source) else {
            return format!(
                "{close}{}",
                own.get(until_line_end(own).len()..).filter(|open| !open.is_empty()).unwrap_or(own)
            );
        };
        let model = self.source.after(place);
        let open = model.get(until_line_end(model).len()..).unwrap_or_default();
        let (lines, mark) = open.split_at(open.len() - open.trim_start_matches(['\r', '\n']).len());
        if lines.is_empty() || self.translation.is_none() {
            return model.to_owned();
        }
        let mark = match after.translation {
            // Its own sign of an item or a heading; whatever is more than a sign is as in the source.
            Some(_) => Some(sign(own))
                .filter(|sign| !sign.contains('\n') && !mark.contains('\n'))
                .unwrap_or(mark)
                .to_owned(),
            // Two kinds of bullets would make two lists.
            None => same_bullet(mark, sign(last)),
        };
        format!("{close}{lines}{mark}")
    }

    /// What lies after a block, or before it when `back` is 1, in the text that has it.
    fn gap(&self, place: Place, back: usize) -> &'a str {
        match (place.translation, self.translation, place.source) {
            (Some(place), Some(gaps), _) => gaps.after(place.saturating_sub(back)),
            (_, _, Some(place)) => self.source.after(place.saturating_sub(back)),
            _ => "\n\n",
        }
    }
}

/// What stands before the end of the first line.
fn until_line_end(gap: &str) -> &str {
    gap.find(['\r', '\n']).and_then(|end| gap.get(..end)).unwrap_or_default()
}

/// What stands before a block on its own line.
fn sign(gap: &str) -> &str {
    gap.get(until_line_end(gap).len()..).unwrap_or_default().trim_start_matches(['\r', '\n'])
}

/// The sign of an item with the bullet of the one before it.
fn same_bullet(mark: &str, before: &str) -> String {
    let bullet = |sign: &str| sign.trim_start().chars().next().filter(|bullet| "-*+".contains(*bullet));
    match (bullet(mark), bullet(before)) {
        (Some(new), Some(old)) => mark.replacen(new, &old.to_string(), 1),
        _ => mark.to_owned(),
    }
}

/// What lies between the segments of a body.
struct Gaps {
    gaps: Vec<String>,
}

impl Gaps {
    fn new(side: &Side, change: fn(&str) -> String) -> Self {
        let start = split::split(side.text, &"".into()).map_or(0, |parts| parts.body_offset);
        let body = side.segments.iter().skip(FRONT_MATTER).map(|segment| segment.span.clone());
        let spans: Vec<Range<usize>> = [0..0, start..start].into_iter().chain(body).collect();
        let gap = |place: usize| {
            let from = spans.get(place).map_or(side.text.len(), |span| span.end);
            let to = spans.get(place + 1).map_or(side.text.len(), |span| span.start);
            change(side.text.get(from..to).unwrap_or_default())
        };
        Self { gaps: (0..spans.len()).map(gap).collect() }
    }

    fn after(&self, place: usize) -> &str {
        self.gaps.get(place).map_or("", String::as_str)
    }
}

/// What a translation takes of what lies in its source: of a letter the place alone, since its words are those of the source.
fn without_letters(gap: &str) -> String {
    let (mut out, mut inside) = (String::with_capacity(gap.len()), false);
    for line in gap.split_inclusive('\n') {
        inside = inside && line.trim_start().starts_with('>');
        if !inside {
            out.push_str(line);
        }
        inside = inside || form::begins_letter(line);
    }
    out
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

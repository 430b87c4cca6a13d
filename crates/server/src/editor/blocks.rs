//! A translation beside its source, block by block, with what has changed since; and a block that is said to be up to date.

use serde::Serialize;

use super::text::{keep_draft, shown};
use crate::{
    http::{Asked, Reply},
    preview::Preview,
    replies::json,
    state::Snapshot,
};
use trousseau_app::{
    Project,
    translation::{self, Own, Pair},
};
use trousseau_core::{
    guide::TranslationState,
    messages::Failure,
    translation::{Segment, Standing},
};
use trousseau_io::disk;
use trousseau_text::diff::{self, Line, Piece};

/// All blocks of a translation.
#[derive(Default, Serialize)]
struct Blocks {
    blocks: Vec<Block>,
    /// Whether something is known of what has changed.
    known: bool,
    /// Whether every block is up to date, while the head names an older version.
    done: bool,
    /// What was written into the file, if the head was changed: its text and its hash.
    text: Option<String>,
    hash: String,
    /// Why nothing was done.
    why: String,
}

/// A block of the source, and its translation.
#[derive(Default, Serialize)]
struct Block {
    /// `current`, `changed`, `new`, or `gone` for one whose source is gone.
    state: &'static str,
    /// The source as it is; "" when it is gone.
    source: String,
    /// What has changed in it since, where that is known.
    was: Vec<(&'static str, String)>,
    /// The translation; "" when there is none.
    own: String,
    /// Where the translation begins in the text as the box holds it.
    start: Option<usize>,
    /// The hash of the source block, by which it is said to be up to date.
    hash: String,
}

/// The blocks of a translation as it was typed.
pub fn show(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let typed = keep_draft(preview, snapshot, asked);
    let blocks = typed.and_then(|typed| {
        let project = preview.typed(snapshot, &typed.path)?;
        let pair = translation::pair_of(&project, &typed.path)?;
        Some(blocks(&project, &pair))
    });
    json(200, &blocks)
}

/// Says that one block is up to date, or that all are; the blocks afterwards.
pub fn accept(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let Some(source) = super::find(snapshot, asked.field("file")) else {
        return Reply { status: 404, ..Reply::default() };
    };
    let whole = asked.field("whole").is_some();
    let accepted =
        Project::open_to_write(&preview.root).and_then(|(content, project)| match asked.field("block") {
            Some(hash) => translation::accept((&content, &project), &source.path, hash),
            None => {
                let pair = translation::pair_of(&project, &source.path);
                let Some(pair) = pair.filter(|pair| whole && is_done(pair)) else { return Ok(false) };
                let language = super::text::language_of(snapshot, &pair.path);
                translation::keep((&content, &project), &pair.slug, language).map(|_| true)
            }
        });
    let why = match &accepted {
        Ok(_) => String::new(),
        Err(error) => error
            .downcast_ref::<Failure>()
            .map_or_else(|| error.to_string(), |failure| failure.say(preview.language)),
    };
    let now = Project::open_whole(&preview.root).ok();
    let blocks =
        now.as_ref().and_then(|project| Some(blocks(project, &translation::pair_of(project, &source.path)?)));
    let file = disk::again(&preview.root, source).ok().filter(|_| whole);
    if let Some(file) = &file {
        preview.drop_draft(&file.path);
        preview.wait_for(&file.path, &file.bytes);
    }
    let hash = file.as_ref().map(|file| file.fingerprint.to_string()).unwrap_or_default();
    let text = file.as_ref().map(shown);
    json(if why.is_empty() { 200 } else { 409 }, &Blocks { why, hash, text, ..blocks.unwrap_or_default() })
}

/// Whether nothing is left to be looked at, while the head names an older version.
fn is_done(pair: &Pair) -> bool {
    pair.own.as_ref().is_some_and(|own| own.comparison.is_current() && pair.made_of() != pair.newest())
}

/// Whether a block still has the words of its source, in a translation that was only begun: such a file begins as a copy.
fn is_untouched(own: Option<&Own>, source: &Segment, target: Option<&Segment>) -> bool {
    own.is_some_and(|own| own.head.translation == TranslationState::Begun)
        && target.is_some_and(|target| target.raw == source.raw)
        && source.raw.chars().any(char::is_alphabetic)
}

fn blocks(project: &Project, pair: &Pair) -> Blocks {
    let comparison = pair.comparison();
    let previous = pair.previous(project);
    let own = pair.own.as_ref();
    let text = own.and_then(|own| own.file.text().ok()).unwrap_or_default();
    let words = |target: Option<usize>| own.zip(target).and_then(|(own, target)| own.segments.get(target));
    let mut all: Vec<(Option<usize>, Block)> = Vec::new();
    let sides = pair.segments.iter().zip(&comparison.pairs).zip(&comparison.standings);
    for ((segment, target), standing) in sides {
        let target = *target;
        let (state, old) = match standing {
            Standing::Current if is_untouched(own, segment, words(target)) => ("new", None),
            Standing::Current => ("current", None),
            Standing::Changed(hash) => ("changed", hash.as_ref().and_then(|hash| previous.get(hash))),
            Standing::New => ("new", None),
        };
        let was = old.map(|old| difference(&bare(old), &bare(&segment.text()))).unwrap_or_default();
        all.push((
            target,
            Block {
                state,
                source: segment.raw.clone(),
                was,
                own: words(target).map(|own| own.raw.clone()).unwrap_or_default(),
                start: words(target).map(|own| super::typed::unit(text, own.span.start)),
                hash: segment.hash(),
            },
        ));
    }
    for target in &comparison.gone {
        // It stands behind the block that comes before it in the translation.
        let place = all.iter().rposition(|(other, _)| other.is_some_and(|other| other < *target));
        let own = words(Some(*target));
        let block = Block {
            state: "gone",
            own: own.map(|own| own.raw.clone()).unwrap_or_default(),
            start: own.map(|own| super::typed::unit(text, own.span.start)),
            ..Block::default()
        };
        all.insert(place.map_or(0, |place| place + 1), (Some(*target), block));
    }
    Blocks {
        blocks: all.into_iter().map(|(_, block)| block).collect(),
        known: own.is_none_or(|own| own.is_known),
        done: is_done(pair),
        ..Blocks::default()
    }
}

/// The words of a block without the tags that stand for its marks.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let inner = tag.find('>').map(|end| tag[1..end].trim_matches('/'));
        let is_tag = inner.is_some_and(|inner| {
            let number = inner.strip_prefix(['g', 'x']).unwrap_or_default();
            !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
        });
        let length = if is_tag { tag.find('>').map_or(1, |end| end + 1) } else { 1 };
        if !is_tag {
            out.push('<');
        }
        rest = &tag[length..];
    }
    out + rest
}

/// The words that went and those that came.
fn difference(old: &str, new: &str) -> Vec<(&'static str, String)> {
    pieces(diff::lines(old, new))
}

/// Compared lines as pieces, one after the other: `same`, `gone` or `new`.
pub fn pieces(lines: Vec<Line>) -> Vec<(&'static str, String)> {
    let piece = |piece: Piece| match piece {
        Piece::Same(text) => ("same", text),
        Piece::Gone(text) => ("gone", text),
        Piece::New(text) => ("new", text),
    };
    let line = |line: Line| match line {
        Line::Same(text) => vec![("same", text)],
        Line::Skipped => vec![("same", "…".to_owned())],
        Line::Gone(text) => vec![("gone", text)],
        Line::New(text) => vec![("new", text)],
        Line::Changed(pieces) => pieces.into_iter().map(piece).collect(),
    };
    let between = || Some(("same", "\n".to_owned()));
    let lines = lines.into_iter().enumerate();
    lines.flat_map(|(number, one)| between().filter(|_| number > 0).into_iter().chain(line(one))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_taken_out_and_signs_stay() {
        assert_eq!(bare("l’<g1>attestation</g1> <x2/> 3 < 4 <b> a<"), "l’attestation  3 < 4 <b> a<");
    }

    #[test]
    fn what_changed_is_said_in_words() {
        let said = difference("Donnez les papiers ici.", "Donnez les bons papiers ici.");
        assert!(said.contains(&("same", "Donnez les ".to_owned())), "{said:?}");
        assert!(said.iter().any(|(kind, words)| *kind == "new" && words.contains("bons")), "{said:?}");
        assert!(difference("a", "a").is_empty());
    }
}

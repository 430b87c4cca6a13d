//! Two toolkits of which one rests on the other: their files put together, and where each word really stands.

use std::collections::BTreeMap;

use super::{Source, SourcePath, Sources};
use crate::diagnostic::{Place, Span};

/// Which of two toolkits something stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The toolkit below, whose texts are taken over.
    Base,
    /// The toolkit that takes them over.
    Own,
}

/// The two toolkits of which sources were put together.
#[derive(Clone, Debug)]
pub struct Layers {
    /// The files of the toolkit itself.
    pub own: BTreeMap<SourcePath, Source>,
    /// The toolkit below.
    pub base: Base,
    /// Where the bytes of the files stand that hold words of both.
    pub maps: BTreeMap<SourcePath, Map>,
    /// How they were put together, so that it can be done again with a change.
    pub lay: fn(Sources, Base) -> Sources,
}

/// The toolkit below another one, and where it lies.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// Its files, which may be put together themselves; none when it is not there.
    pub sources: Sources,
    /// Its folder, from that of the toolkit above.
    pub at: String,
    /// Whether it is there.
    pub is_there: bool,
}

/// Where something really stands.
#[derive(Clone, Debug)]
pub struct Real<'a> {
    /// The path of the file, from the toolkit's folder: that of a base may lead out of it.
    pub place: Place,
    /// The file.
    pub source: Option<&'a Source>,
    /// Whether it belongs to the toolkit itself, and not to its base.
    pub is_own: bool,
}

/// Some bytes of the new text, and where they stand in one of the two.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Where they are in the new text.
    pub here: Span,
    /// Which of the two has them.
    pub layer: Layer,
    /// Where they stand there.
    pub there: Span,
}

/// Where the bytes of a merged text stand, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub struct Map(pub Vec<Piece>);

impl Map {
    /// Where a span of the merged text stands. Of one that goes on into another file, the part in the first.
    pub fn there(&self, span: Span) -> (Layer, Span) {
        let at = self.0.partition_point(|piece| piece.here.start <= span.start).saturating_sub(1);
        let Some(piece) = self.0.get(at) else { return (Layer::Own, Span::default()) };
        let is_copy = piece.here.end - piece.here.start == piece.there.end - piece.there.start;
        let is_inside = piece.here.start <= span.start && span.start < piece.here.end;
        if !is_copy || !is_inside {
            return (piece.layer, piece.there);
        }
        let start = piece.there.start + (span.start - piece.here.start);
        let end = (start + span.end.saturating_sub(span.start)).min(piece.there.end);
        (piece.layer, Span { start, end })
    }

    /// Where a span of one of the files stands in the merged text; none when it was left out.
    pub fn here(&self, layer: Layer, span: Span) -> Option<Span> {
        let holds = |piece: &&Piece| {
            piece.layer == layer && piece.there.start <= span.start && span.start < piece.there.end
        };
        let piece = self.0.iter().find(holds)?;
        if piece.here.end - piece.here.start != piece.there.end - piece.there.start {
            return Some(piece.here);
        }
        let start = piece.here.start + (span.start - piece.there.start);
        Some(Span { start, end: (start + span.end.saturating_sub(span.start)).min(piece.here.end) })
    }
}

/// The path by which a place says that its bytes count in the toolkit's own file, not in what was put together.
pub fn own_path(path: &str) -> SourcePath {
    format!("{OWN}{path}").into()
}

/// How such a path begins.
const OWN: &str = "./";

impl Layers {
    fn real(&self, place: &Place) -> Real<'_> {
        let own = |path: &str, span| Real {
            place: Place { path: path.into(), span },
            source: self.own.get(path),
            is_own: true,
        };
        if let Some(path) = place.path.strip_prefix(OWN) {
            return own(path, place.span);
        }
        let there = self.maps.get(&place.path).zip(place.span).map(|(map, span)| map.there(span));
        match there {
            Some((Layer::Own, span)) => own(&place.path, Some(span)),
            Some((Layer::Base, span)) => self.below(&Place { path: place.path.clone(), span: Some(span) }),
            None if self.own.contains_key(&place.path)
                || !self.base.sources.files.contains_key(&place.path) =>
            {
                own(&place.path, place.span)
            }
            None => self.below(place),
        }
    }

    fn below(&self, place: &Place) -> Real<'_> {
        let real = self.base.sources.real(place);
        let path = format!("{}/{}", self.base.at.trim_end_matches('/'), real.place.path).into();
        Real { place: Place { path, span: real.place.span }, source: real.source, is_own: false }
    }

    /// Where bytes of the toolkit's own file stand in what was put together; as they are when they stand in no such file.
    pub fn place_of(&self, path: &SourcePath, span: Span) -> Place {
        match self.maps.get(path) {
            None => Place::span(path, span),
            Some(map) => match map.here(Layer::Own, span) {
                Some(span) => Place::span(path, span),
                None => Place::span(&own_path(path), span),
            },
        }
    }
}

impl Sources {
    /// Where the words of a place really stand: files that rest on a base are put together of two.
    pub fn real(&self, place: &Place) -> Real<'_> {
        match &self.layers {
            Some(layers) => layers.real(place),
            None => Real { place: place.clone(), source: self.get(&place.path), is_own: true },
        }
    }

    /// The file of this path as the toolkit itself has it: what is written is written there.
    pub fn own(&self, path: &str) -> Option<&Source> {
        match &self.layers {
            Some(layers) => layers.own.get(path),
            None => self.get(path),
        }
    }

    /// Whether only the base has this file, so that nothing can be changed in it from here.
    pub fn is_of_base(&self, path: &str) -> bool {
        self.layers.as_ref().is_some_and(|layers| {
            !layers.own.contains_key(path) && layers.base.sources.files.contains_key(path)
        })
    }

    /// Whether the toolkit itself has this file, word for word: it is not put together of two, and not of the base.
    pub fn is_written_here(&self, path: &str) -> bool {
        self.layers.as_ref().is_none_or(|layers| {
            !layers.maps.contains_key(path)
                && (layers.own.contains_key(path) || !layers.base.sources.files.contains_key(path))
        })
    }

    /// Takes a file of the toolkit itself away. What the base has of that path shows again.
    pub fn remove(&mut self, path: &str) {
        match self.layers.take() {
            Some(layers) => self.lay_again(&layers, |own| drop(own.remove(path))),
            None => drop(self.files.remove(path)),
        }
    }

    /// Puts both toolkits together again, with a change of the upper one.
    pub(super) fn lay_again(
        &mut self,
        layers: &Layers,
        change: impl FnOnce(&mut BTreeMap<SourcePath, Source>),
    ) {
        let mut own = Sources { files: layers.own.clone(), layers: None };
        change(&mut own.files);
        // What there is to say of it was said of the files on the disk; of these, the next reading says it.
        *self = (layers.lay)(own, layers.base.clone());
    }
}

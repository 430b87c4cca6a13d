//! One line of a page: texts with the elements inside it, such as emphasis and links. A run may go on over them.

use std::borrow::Cow;

use super::mark::{Marker, decoded};
use trousseau_text::{
    Language,
    runs::{
        Run, Voices,
        line::{Line, Part, Piece},
    },
};

/// A part of a line.
pub enum Item<'a> {
    /// A text, as the page has it.
    Text(&'a str),
    /// The tag of an element inside the line.
    Open(Cow<'a, str>),
    /// The end of such an element.
    Close(&'a str),
}

impl Item<'_> {
    /// The item as it stands in the page.
    pub fn html(&self) -> &str {
        match self {
            Item::Text(html) | Item::Close(html) => html,
            Item::Open(html) => html,
        }
    }
}

/// Writes a line with its runs marked.
pub fn write(items: &[Item<'_>], language: Language, voices: Voices<'_>, out: &mut String) {
    let Some(texts) = texts(items) else {
        // An entity that is not known here ends a run, so each text stands for itself.
        return items.iter().for_each(|item| match item {
            Item::Text(text) => super::mark::mark(text, language, voices, out),
            _ => out.push_str(item.html()),
        });
    };
    let mut parts = Vec::with_capacity(items.len());
    for (item, text) in items.iter().zip(&texts) {
        parts.push(match item {
            Item::Text(_) => Part::Text(text),
            Item::Open(_) => Part::Open,
            Item::Close(_) => Part::Close,
        });
    }
    let line = Line::new(&parts);
    let spans = line.spans(language);
    let decoded = items.iter().any(|item| matches!(item, Item::Text(text) if text.contains('&')));
    let marker = Marker::new(voices, decoded);
    for (at, item) in items.iter().enumerate() {
        let wrapped = |place: fn((usize, usize)) -> usize| {
            spans.iter().filter(move |span| span.around.is_some_and(|around| place(around) == at))
        };
        if !matches!(item, Item::Text(_)) {
            wrapped(|around| around.0).for_each(|span| marker.open(span.run, language, out));
            out.push_str(item.html());
            wrapped(|around| around.1).for_each(|span| marker.close(span.run, language, out));
            continue;
        }
        for Piece { span, run, .. } in line.pieces(&spans, at) {
            match span.around {
                None => alone(&marker, run, language, out),
                Some((first, last)) => {
                    if first == at {
                        marker.open(span.run, language, out);
                    }
                    marker.inside(run, language, out);
                    if last == at {
                        marker.close(span.run, language, out);
                    }
                }
            }
        }
    }
}

/// Writes a part of a run with a mark of its own. A space at its end stands between it and the next part.
fn alone(marker: &Marker<'_>, run: Run<'_>, language: Language, out: &mut String) {
    let [before, inner, after] = run.trimmed();
    marker.inside(before, language, out);
    marker.run(inner, language, out);
    marker.inside(after, language, out);
}

/// The texts of the items, decoded, an empty one for each tag; none when one holds an entity that is not known.
fn texts(items: &[Item<'_>]) -> Option<Vec<String>> {
    let one = |item: &Item<'_>| match item {
        Item::Text(text) => {
            decoded(text).into_iter().map(|part| part.ok().map(|part| part.into_owned())).collect()
        }
        _ => Some(String::new()),
    };
    items.iter().map(one).collect()
}

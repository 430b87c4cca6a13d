//! One line of a page: texts with the elements inside it, such as emphasis and links. A run may go on over them.

use std::{borrow::Cow, ops::Range};

use super::mark::{Marker, decoded};
use trousseau_text::{
    Language,
    runs::{Run, Voices, runs},
};

/// A part of a line.
pub enum Item<'a> {
    /// A text, as the page has it.
    Text(&'a str),
    /// The name of an element inside the line, and its tag.
    Open(&'a str, Cow<'a, str>),
    /// The end of such an element.
    Close(&'a str),
}

impl Item<'_> {
    /// The item as it stands in the page.
    pub fn html(&self) -> &str {
        match self {
            Item::Text(html) | Item::Close(html) => html,
            Item::Open(_, html) => html,
        }
    }
}

/// A run, with the bytes that it takes in the text of the line.
struct Span<'t> {
    run: Run<'t>,
    bytes: Range<usize>,
    /// The items around which its mark stands, when it goes on over tags; `None` when each text gets its own.
    around: Option<(usize, usize)>,
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
    let whole = texts.concat();
    let starts: Vec<usize> =
        texts.iter().scan(0, |at, text| Some(std::mem::replace(at, *at + text.len()))).collect();
    let decoded = items.iter().any(|item| matches!(item, Item::Text(text) if text.contains('&')));
    let marker = Marker::new(voices, decoded);
    let spans = spans(&whole, language, items, &texts, &starts);
    for (at, item) in items.iter().enumerate() {
        let here = starts[at]..starts[at] + texts[at].len();
        let is_text = matches!(item, Item::Text(_));
        let wrapped = |place: fn((usize, usize)) -> usize| {
            spans.iter().filter(move |span| span.around.is_some_and(|around| place(around) == at))
        };
        if !is_text {
            wrapped(|around| around.0).for_each(|span| marker.open(span.run, language, out));
            out.push_str(item.html());
            wrapped(|around| around.1).for_each(|span| marker.close(span.run, language, out));
            continue;
        }
        for span in spans.iter().filter(|span| span.bytes.start < here.end && span.bytes.end > here.start) {
            let part = &whole[span.bytes.start.max(here.start)..span.bytes.end.min(here.end)];
            match span.around {
                None => alone(&marker, span.run, part, language, out),
                Some((first, last)) => {
                    if first == at {
                        marker.open(span.run, language, out);
                    }
                    marker.inside(cut(span.run, part), language, out);
                    if last == at {
                        marker.close(span.run, language, out);
                    }
                }
            }
        }
    }
}

/// Writes a part of a run with a mark of its own. A space at its end stands between it and the next part.
fn alone(marker: &Marker<'_>, run: Run<'_>, part: &str, language: Language, out: &mut String) {
    let inner = part.trim();
    if matches!(run, Run::Own(_)) || inner.is_empty() {
        return marker.inside(Run::Own(part), language, out);
    }
    let (before, rest) = part.split_at(part.len() - part.trim_start().len());
    marker.inside(Run::Own(before), language, out);
    marker.run(cut(run, inner), language, out);
    marker.inside(Run::Own(&rest[inner.len()..]), language, out);
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

fn spans<'t>(
    whole: &'t str,
    language: Language,
    items: &[Item<'_>],
    texts: &[String],
    starts: &[usize],
) -> Vec<Span<'t>> {
    let mut end = 0;
    let one = |run: Run<'t>| {
        let text = text(run);
        let bytes = end..end + text.len();
        end = bytes.end;
        let holds = |at: &usize| {
            !texts[*at].is_empty() && starts[*at] < bytes.end && starts[*at] + texts[*at].len() > bytes.start
        };
        let first = (0..items.len()).find(holds);
        let last = (0..items.len()).rev().find(holds);
        let around = match (run, first, last) {
            (Run::Own(_), ..) => None,
            (_, Some(first), Some(last)) if first < last => {
                let whole_first = starts[first] == bytes.start;
                let whole_last = starts[last] + texts[last].len() == bytes.end;
                around(items, first, last, whole_first, whole_last)
            }
            _ => None,
        };
        Span { run, bytes, around }
    };
    runs(whole, language).into_iter().map(one).collect()
}

/// Widens a stretch of items so that it holds no half of an element; none when that would take in other text.
fn around(
    items: &[Item<'_>],
    mut first: usize,
    mut last: usize,
    begins: bool,
    ends: bool,
) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    for item in &items[first..=last] {
        match item {
            Item::Open(name, _) => open.push(*name),
            Item::Close(_) if open.pop().is_none() => {
                first = first.checked_sub(1).filter(|_| begins)?;
                matches!(items[first], Item::Open(..)).then_some(())?;
            }
            _ => {}
        }
    }
    for _ in open {
        last += 1;
        (ends && matches!(items.get(last)?, Item::Close(_))).then_some(())?;
    }
    Some((first, last))
}

fn text(run: Run<'_>) -> &str {
    match run {
        Run::Own(text) | Run::Number(text) | Run::Words(text, _) => text,
    }
}

/// The same kind of run with a part of its text.
fn cut<'t>(run: Run<'t>, part: &'t str) -> Run<'t> {
    match run {
        Run::Own(_) => Run::Own(part),
        Run::Number(_) => Run::Number(part),
        Run::Words(_, script) => Run::Words(part, script),
    }
}

//! What helps while a text is typed: what is wrong with it, how that is mended, and which names may come next.

use serde::Serialize;

use super::text::{keep_draft, language_of};
use crate::{
    assist::{
        self, fixes,
        names::{self, Item, Next},
    },
    http::{Asked, Reply},
    notes::{self, counts, is_in, view},
    overlay::NoteView,
    preview::Preview,
    replies::json,
    state::Snapshot,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Span},
    messages,
    source::{Source, Sources},
};
use trousseau_lint::mend;
use trousseau_text::folding::Folding;

/// The most names that are offered at once.
const MOST_OFFERED: usize = 40;

/// What is wrong with a text as it was typed.
#[derive(Serialize)]
struct Checked {
    /// The hash of the file on the disk, as it was last read.
    hash: String,
    /// How much there is, in words.
    counts: String,
    notes: Vec<Note>,
    /// What this text makes wrong in others, in words; "" for nothing.
    elsewhere: String,
}

/// A diagnostic, and its place in the text as the box holds it.
#[derive(Serialize)]
struct Note {
    #[serde(flatten)]
    view: NoteView,
    start: usize,
    end: usize,
    /// Whether it is about words, and not about the whole file.
    placed: bool,
    /// Whether it may have one right answer.
    fix: bool,
}

/// A change of a text as the box holds it.
#[derive(Serialize)]
struct Change {
    start: usize,
    end: usize,
    words: String,
}

/// Names that may come next.
#[derive(Default, Serialize)]
struct Offered {
    /// Where in the line they begin, in units of UTF-16.
    from: usize,
    /// Whether a choice ends a link.
    closes: bool,
    /// Whether more is to be chosen afterwards.
    goes_on: bool,
    items: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    name: String,
    detail: String,
    /// What the text calls it, for a link that has no words yet.
    words: String,
    /// What is written.
    insert: String,
    /// The drawing of a pictogram.
    picture: String,
}

/// Checks a text as it was typed, with all others as they are; nothing is written.
pub fn check(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let typed = keep_draft(preview, snapshot, asked);
    let project = typed.as_ref().and_then(|typed| preview.typed(snapshot, &typed.path));
    let Some((typed, project)) = typed.zip(project) else {
        return Reply { status: 404, ..Reply::default() };
    };
    let (own, others): (Vec<_>, Vec<_>) = assist::look_at(&project, &typed.path)
        .into_iter()
        .partition(|diagnostic| is_in(&project.sources, diagnostic, &typed.path));
    // What others say that they did not say before comes of this text.
    let is_new = |one: &Diagnostic| !snapshot.diagnostics.iter().any(|old| same(old, one));
    let others: Vec<_> = others.into_iter().filter(is_new).collect();
    let said = |counts: &str| messages::say(preview.language, "overlay/elsewhere", &[("counts", counts)]);
    let checked = Checked {
        hash: snapshot.sources.own(&typed.path).map(|file| file.fingerprint.to_string()).unwrap_or_default(),
        counts: counts(&own, preview.language),
        notes: placed(preview, &project.sources, &typed, own),
        elsewhere: if others.is_empty() { String::new() } else { said(&counts(&others, preview.language)) },
    };
    json(200, &checked)
}

fn same(a: &Diagnostic, b: &Diagnostic) -> bool {
    (a.rule, &a.place.path, &a.args) == (b.rule, &b.place.path, &b.args)
}

/// The diagnostics of a text in the order of their places.
fn placed(preview: &Preview, sources: &Sources, typed: &Source, mut own: Vec<Diagnostic>) -> Vec<Note> {
    own.sort_by(|a, b| a.place.cmp(&b.place));
    let text = typed.text().unwrap_or_default();
    let note = |diagnostic: &Diagnostic| {
        let span = sources.real(&diagnostic.place).place.span.unwrap_or_default();
        Note {
            view: view(preview, sources, diagnostic),
            start: unit(text, span.start),
            end: unit(text, span.end),
            placed: diagnostic.place.span.is_some(),
            fix: fixes::meant(text, diagnostic).is_some() || mend::is_offered(typed, diagnostic),
        }
    };
    own.iter().take(notes::MOST).map(note).collect()
}

/// How one fault of a text as it was typed is mended: the fault of this rule at this place.
pub fn fix(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let typed = keep_draft(preview, snapshot, asked);
    let found = typed.and_then(|typed| {
        let project = preview.typed(snapshot, &typed.path)?;
        let text = typed.text().ok()?;
        let at: usize = asked.field("start")?.parse().ok()?;
        let own = assist::look_at(&project, &typed.path).into_iter();
        let meant = own.filter(|one| one.place.path == typed.path && Some(one.code()) == asked.field("code"));
        let meant: Vec<_> =
            meant.filter(|one| unit(text, one.place.span.unwrap_or_default().start) == at).collect();
        let fixes = fixes::of(meant.iter(), 0..text.len(), text, &project);
        let Span { start, end } = fixes.first()?.1.span;
        let words = fixes.first()?.1.words.replace("\r\n", "\n");
        Some(Change { start: unit(text, start), end: unit(text, end), words })
    });
    json(200, &found)
}

/// The names that may come next behind `line`, the line up to the caret.
pub fn complete(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let path = asked.field("file").unwrap_or_default();
    let line = asked.field("line").unwrap_or_default();
    let language = language_of(snapshot, path);
    let Some(project) = preview.typed(snapshot, path) else { return json(200, &Offered::default()) };
    let Some(mut offer) = names::offered(line, path, &project, language) else {
        return json(200, &Offered::default());
    };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    for item in offer.items.iter_mut().filter(|item| offer.next == Next::Target && item.words.is_empty()) {
        item.words = preview.alt(&format!("{folder}/{}", item.name));
    }
    let pictogram = |name: &str| {
        let theme = project.loaded.as_ref().map(|loaded| &loaded.theme);
        theme.map(|theme| theme.assets.pictogram(name, "")).unwrap_or_default()
    };
    // No-break spaces are made again where a page is made; somebody who types has plain ones.
    let plain = |words: &str| words.replace(['\u{202f}', '\u{a0}'], " ");
    let choice = |item: Item| Choice {
        picture: if offer.next == Next::Pictogram { pictogram(&item.name) } else { String::new() },
        insert: match offer.next {
            Next::Word => format!("[{}]({})", plain(&item.words), item.name),
            _ => item.name.clone(),
        },
        name: item.name,
        detail: item.detail,
        words: plain(&item.words),
    };
    let begun = line.get(offer.from..).unwrap_or_default();
    let items = fitting(offer.items, begun, &Folding::of(language), offer.next == Next::Word);
    json(
        200,
        &Offered {
            from: line.get(..offer.from).unwrap_or_default().encode_utf16().count(),
            closes: offer.next == Next::Target,
            goes_on: offer.next == Next::Kind,
            items: items.into_iter().map(choice).collect(),
        },
    )
}

/// The names that what was begun may mean: those that begin so first, then those that hold it anywhere.
fn fitting(items: Vec<Item>, begun: &str, folding: &Folding, needs_some: bool) -> Vec<Item> {
    let begun = folding.fold(begun);
    if needs_some && begun.chars().count() < 2 {
        return Vec::new();
    }
    let rank = |item: &Item| {
        let parts = [&item.name, &item.words, &item.detail].map(|part| folding.fold(part));
        let starts =
            parts.iter().any(|part| part.split([' ', ':', '’']).any(|word| word.starts_with(&begun)));
        let first = parts.iter().any(|part| part.starts_with(&begun));
        let is_in = parts.iter().any(|part| part.contains(&begun));
        is_in.then_some(if first {
            0
        } else if starts {
            1
        } else {
            2
        })
    };
    let mut ranked: Vec<(i32, Item)> =
        items.into_iter().filter_map(|item| Some((rank(&item)?, item))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MOST_OFFERED).map(|(_, item)| item).collect()
}

/// The place of a byte of a file in its text as a box holds it: in units of UTF-16, without a byte order mark, with line feeds.
pub fn unit(text: &str, byte: usize) -> usize {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let units = before.trim_start_matches('\u{feff}').encode_utf16().count();
    units - before.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_as_a_browser_does() {
        let text = "\u{feff}a\r\n😀é fin";
        let at = text.find("fin").expect("there");
        assert_eq!(unit(text, at), "a\n😀é ".encode_utf16().count());
        assert_eq!((unit(text, 0), unit(text, 999)), (0, "a\n😀é fin".encode_utf16().count()));
    }

    #[test]
    fn what_begins_so_comes_first_and_accents_do_not_matter() {
        let item = |name: &str, words: &str| Item {
            name: name.to_owned(),
            words: words.to_owned(),
            ..Item::default()
        };
        let all =
            || vec![item("term:depot", "dépôt"), item("fact:plus", "Le dépôt"), item("term:bail", "bail")];
        let folding = Folding::of(trousseau_text::Language::default());
        let names = |begun: &str| -> Vec<String> {
            fitting(all(), begun, &folding, true).into_iter().map(|item| item.name).collect()
        };
        assert_eq!(names("depo"), ["term:depot", "fact:plus"]);
        assert_eq!(names("d"), Vec::<String>::new(), "one letter says too little");
        assert_eq!(names("xyz"), Vec::<String>::new());
    }
}

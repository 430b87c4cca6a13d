//! The marks of one text: elements around its runs, or isolates of Unicode where no element can be.

use std::borrow::Cow;

use crate::escape;
use trousseau_text::{
    Direction, Language, hyphens,
    runs::{Run, Voices, arrows, direction, embedded, is_one, runs, stand_in, turns_inside},
};

/// Writes a text of a page with its runs marked.
pub fn mark(text: &str, language: Language, voices: Voices<'_>, out: &mut String) {
    if !text.contains('&') {
        return Marker::new(voices, false).runs(text, language, out);
    }
    let marker = Marker::new(voices, true);
    // Entities are decoded, since a run may go on over one; an unknown entity ends the run.
    for part in decoded(text) {
        match part {
            Ok(letters) => marker.runs(&letters, language, out),
            Err(entity) => out.push_str(entity),
        }
    }
}

/// Writes the head of a page, with isolates around the runs of its title.
pub fn title(head: &str, language: Language, out: &mut String) {
    let begin = head.find("<title>").map(|at| at + "<title>".len());
    let Some((begin, end)) = begin.and_then(|begin| Some((begin, begin + head[begin..].find('<')?))) else {
        return out.push_str(head);
    };
    out.push_str(&head[..begin]);
    plain(&head[begin..end], language, out);
    out.push_str(&head[end..]);
}

/// Writes a tag, with isolates around the runs of what is only said: the names of pictures and buttons.
pub fn attributes(tag: &str, language: Option<Language>, out: &mut String) {
    out.push_str(&said(tag, language));
}

/// A tag with isolates around the runs of what is only said.
pub fn said<'t>(tag: &'t str, language: Option<Language>) -> Cow<'t, str> {
    let Some(language) = language.filter(|language| !is_one(tag, *language)) else { return tag.into() };
    let Some(first) = name(tag) else { return tag.into() };
    let (mut out, mut rest, mut next) = (String::with_capacity(tag.len() + 12), tag, Some(first));
    while let Some(begin) = next {
        let end = rest[begin..].find('"').map_or(rest.len(), |length| begin + length);
        out.push_str(&rest[..begin]);
        plain(&rest[begin..end], language, &mut out);
        rest = &rest[end..];
        next = name(rest);
    }
    out.push_str(rest);
    out.into()
}

/// Where the first name of a picture or a button begins.
fn name(tag: &str) -> Option<usize> {
    tag.match_indices(' ').find_map(|(at, _)| {
        let names = ["alt=\"", "aria-label=\"", "title=\""];
        names.into_iter().find(|name| tag[at + 1..].starts_with(name)).map(|name| at + 1 + name.len())
    })
}

fn plain(text: &str, language: Language, out: &mut String) {
    for part in decoded(text) {
        match part {
            Ok(letters) => escape::text(&embedded(&letters, language), out),
            Err(entity) => out.push_str(entity),
        }
    }
}

/// The parts of a text: letters, in which entities are decoded, and entities that are not known here.
pub fn decoded(text: &str) -> Vec<Result<Cow<'_, str>, &str>> {
    let mut parts = Vec::new();
    let mut letters = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        letters.push_str(&rest[..at]);
        let end = rest[at..].find(';').filter(|length| *length <= 32).map(|length| at + length + 1);
        let entity = &rest[at..end.unwrap_or(at + 1)];
        match letter(entity) {
            Some(letter) => letters.push(letter),
            None => {
                parts.push(Ok(Cow::Owned(std::mem::take(&mut letters))));
                parts.push(Err(entity));
            }
        }
        rest = &rest[at + entity.len()..];
    }
    letters.push_str(rest);
    parts.push(Ok(Cow::Owned(letters)));
    parts
}

/// Writes runs with their marks.
pub struct Marker<'a> {
    voices: Voices<'a>,
    /// Writes letters, escaped where they were decoded.
    push: fn(&str, &mut String),
}

impl<'a> Marker<'a> {
    /// A marker for texts that were decoded, or for those that never held an entity.
    pub fn new(voices: Voices<'a>, decoded: bool) -> Self {
        Self { voices, push: if decoded { escape::text } else { |text, out| out.push_str(text) } }
    }

    fn runs(&self, text: &str, language: Language, out: &mut String) {
        runs(text, language).into_iter().for_each(|run| self.run(run, language, out));
    }

    /// Writes a run of a text in this language.
    pub fn run(&self, run: Run<'_>, language: Language, out: &mut String) {
        self.open(run, language, out);
        self.inside(run, language, out);
        self.close(run, language, out);
    }

    /// The element around a run; none for what stands in the text as it is.
    fn element(&self, run: Run<'_>, language: Language) -> Option<&'static str> {
        let around = language.direction();
        let (text, own) = match run {
            Run::Own(_) => return None,
            Run::Number(_) if around == Direction::Ltr => return None,
            Run::Number(text) => (text, Direction::Ltr),
            Run::Words(text, script) => (text, direction(script)),
        };
        match run {
            Run::Words(_, script) if own == around => self.voices.of(script).map(|_| "span"),
            _ if own == Direction::Ltr && turns_inside(text) => Some("bdo"),
            _ => Some("bdi"),
        }
    }

    /// Writes what begins the mark of a run.
    pub fn open(&self, run: Run<'_>, language: Language, out: &mut String) {
        let Some(element) = self.element(run, language) else { return };
        let (own, voice) = match run {
            Run::Words(_, script) => (direction(script), self.voices.of(script)),
            _ => (Direction::Ltr, None),
        };
        out.extend(["<", element]);
        if own != language.direction() {
            escape::attribute("dir", own.name(), out);
        }
        if let Some(voice) = voice {
            escape::attribute("lang", voice.html(), out);
        }
        out.push('>');
    }

    /// Writes the text of a run; inside words that run from right to left numbers are marked again.
    pub fn inside(&self, run: Run<'_>, language: Language, out: &mut String) {
        match run {
            Run::Own(text) => self.own(&arrows(text, language.direction()), out),
            Run::Number(text) => (self.push)(text, out),
            Run::Words(text, script) if direction(script) == Direction::Ltr => self.own(text, out),
            Run::Words(text, script) => {
                self.runs(text, self.voices.of(script).unwrap_or_else(|| stand_in(script)), out);
            }
        }
    }

    /// Writes what ends the mark of a run.
    pub fn close(&self, run: Run<'_>, language: Language, out: &mut String) {
        if let Some(element) = self.element(run, language) {
            out.extend(["</", element, ">"]);
        }
    }

    /// A text in one direction, with its short words kept whole.
    fn own(&self, text: &str, out: &mut String) {
        if !hyphens::has_some(text) {
            return (self.push)(text, out);
        }
        for (part, whole) in hyphens::parts(text) {
            out.push_str(if whole { "<span class=\"whole\">" } else { "" });
            (self.push)(part, out);
            out.push_str(if whole { "</span>" } else { "" });
        }
    }
}

fn letter(entity: &str) -> Option<char> {
    Some(match entity {
        "&amp;" => '&',
        "&lt;" => '<',
        "&gt;" => '>',
        "&quot;" => '"',
        "&#39;" | "&#x27;" | "&apos;" => '\'',
        "&nbsp;" => '\u{a0}',
        _ => return None,
    })
}

//! The marks of one text: elements around its runs, or isolates of Unicode where no element can be.

use std::borrow::Cow;

use crate::escape;
use trousseau_text::{
    Direction, Language, Script, hyphens,
    runs::{Run, Voices, arrows, embedded, is_one, runs, stand_in, turns_inside},
};

/// Writes a text of a page with its runs marked.
pub fn mark(text: &str, language: Language, voices: Voices<'_>, out: &mut String) {
    let mut marker = Marker { voices, push: |text, out| out.push_str(text) };
    if !text.contains('&') {
        return marker.runs(text, language, out);
    }
    marker.push = escape::text;
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
    let Some(language) = language.filter(|language| !is_one(tag, *language)) else {
        return out.push_str(tag);
    };
    let mut rest = tag;
    while let Some((at, name)) = [" alt=\"", " aria-label=\"", " title=\""]
        .into_iter()
        .filter_map(|name| Some((rest.find(name)?, name)))
        .min()
    {
        let begin = at + name.len();
        let end = rest[begin..].find('"').map_or(rest.len(), |length| begin + length);
        out.push_str(&rest[..begin]);
        plain(&rest[begin..end], language, out);
        rest = &rest[end..];
    }
    out.push_str(rest);
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
fn decoded(text: &str) -> Vec<Result<Cow<'_, str>, &str>> {
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

struct Marker<'a> {
    voices: Voices<'a>,
    /// Writes letters, escaped where they were decoded.
    push: fn(&str, &mut String),
}

impl Marker<'_> {
    fn runs(&self, text: &str, language: Language, out: &mut String) {
        for run in runs(text, language) {
            match run {
                Run::Own(text) => self.own(&arrows(text, language.direction()), out),
                Run::Number(text) if language.direction() == Direction::Rtl => {
                    let tag = if turns_inside(text) { "bdo" } else { "bdi" };
                    out.extend(["<", tag, " dir=\"ltr\">"]);
                    (self.push)(text, out);
                    out.extend(["</", tag, ">"]);
                }
                Run::Number(text) => (self.push)(text, out),
                Run::Words(text, script) => self.words(text, script, language, out),
            }
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

    /// Words in other letters; inside those that run from right to left numbers are marked again.
    fn words(&self, text: &str, script: Script, around: Language, out: &mut String) {
        let voice = self.voices.of(script);
        let (own, there) = (script.direction(), around.direction());
        if own == there && voice.is_none() {
            return (self.push)(text, out);
        }
        let tag = match own == there {
            true => "span",
            false if own == Direction::Ltr && turns_inside(text) => "bdo",
            false => "bdi",
        };
        out.push('<');
        out.push_str(tag);
        if own != there {
            escape::attribute("dir", own.name(), out);
        }
        if let Some(voice) = voice {
            escape::attribute("lang", voice.html(), out);
        }
        out.push('>');
        match own {
            Direction::Ltr => self.own(text, out),
            Direction::Rtl => self.runs(text, voice.unwrap_or_else(|| stand_in(script)), out),
        }
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
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

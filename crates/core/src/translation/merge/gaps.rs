//! What lies between the blocks of a body: kept where two of them still follow each other, else as the source has it.

use std::ops::Range;

use super::{FRONT_MATTER, Side};
use crate::{document::form, guide::split};

/// What lies before a block.
#[derive(Clone)]
pub(super) struct Gap {
    pub text: String,
    /// Whether it is, byte for byte, what lay there before.
    pub is_kept: bool,
}

/// The number before a block on its own line, such as that of `> 2. `: the bytes of its digits.
pub(super) fn number(gap: &str) -> Option<Range<usize>> {
    let line = gap.rfind('\n').map_or(0, |end| end + 1);
    let own = gap.get(line..)?;
    let stop = own.rfind(['.', ')']).filter(|stop| {
        let after = own.get(stop + 1..).unwrap_or_default();
        after.starts_with([' ', '\t']) && !after.contains(|sign: char| sign.is_ascii_digit())
    })?;
    let before = own.get(..stop)?;
    let digits = before.len() - before.trim_end_matches(|sign: char| sign.is_ascii_digit()).len();
    let is_alone = before.get(..stop - digits)?.chars().next_back().is_none_or(|sign| " \t>".contains(sign));
    (digits > 0 && is_alone).then(|| line + stop - digits..line + stop)
}

/// A sign of an item with the number of another one of the same width, where both have one: a step counts where it stands.
fn with_number_of(sign: &str, other: &str) -> String {
    match (number(sign), number(other).and_then(|range| other.get(range))) {
        (Some(range), Some(number)) if range.len() == number.len() => {
            let mut sign = sign.to_owned();
            sign.replace_range(range, number);
            sign
        }
        _ => sign.to_owned(),
    }
}

/// Where a block stands in the two texts.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub source: Option<usize>,
    pub translation: Option<usize>,
}

/// What lies between the blocks of the two texts.
pub(super) struct Between<'a> {
    pub source: &'a Gaps,
    pub translation: Option<&'a Gaps>,
}

impl<'a> Between<'a> {
    /// What is to lie between two blocks; `last` lies before the first one.
    pub fn between(&self, before: Place, after: Place, last: &str) -> Gap {
        let follow = |own: Option<usize>, next: Option<usize>| own.filter(|own| next == Some(own + 1));
        if let (Some(place), Some(gaps)) = (follow(before.translation, after.translation), self.translation) {
            return Gap { text: gaps.after(place).to_owned(), is_kept: true };
        }
        Gap { text: self.made(before, after, last), is_kept: false }
    }

    /// What lies between two blocks that do not follow each other in the translation.
    fn made(&self, before: Place, after: Place, last: &str) -> String {
        let follow = |own: Option<usize>, next: Option<usize>| own.filter(|own| next == Some(own + 1));
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
            Some(_) => match Some(sign(own)).filter(|sign| !sign.contains('\n') && !mark.contains('\n')) {
                Some(sign) => with_number_of(sign, mark),
                None => mark.to_owned(),
            },
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
pub(super) struct Gaps {
    gaps: Vec<String>,
}

impl Gaps {
    pub fn new(side: &Side, change: fn(&str) -> String) -> Self {
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

    pub fn after(&self, place: usize) -> &str {
        self.gaps.get(place).map_or("", String::as_str)
    }
}

/// What a translation takes of what lies in its source: of a letter the place alone, since its words are those of the source.
pub(super) fn without_letters(gap: &str) -> String {
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

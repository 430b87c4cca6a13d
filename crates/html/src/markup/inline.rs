//! The parts of a line as HTML.

use super::Writer;
use trousseau_core::document::{Inline, walk};
use trousseau_site::view::Reference;
use trousseau_text::{
    Direction,
    runs::{first_direction, has_rtl, is_latin},
};

impl<'a> Writer<'a> {
    /// The whole text of a block.
    pub(super) fn line(&mut self, inlines: &'a [Inline<Reference>]) {
        let size = |inlines: &[Inline<Reference>]| {
            walk::plain(inlines).chars().filter(|letter| !letter.is_whitespace()).count()
        };
        self.alone = only(inlines).is_some_and(|link| size(inlines) <= size(link) + 2);
        self.inlines(inlines);
        self.alone = false;
    }

    pub(super) fn inlines(&mut self, inlines: &'a [Inline<Reference>]) {
        for (at, inline) in inlines.iter().enumerate() {
            self.inline(inline, walk::ends_line(inlines, at));
        }
    }

    /// A place to write on, which says so to who listens. Nothing can be typed there: what one writes is on paper alone.
    fn blank(&mut self, many: usize, is_last: bool) {
        self.push(match many {
            ..=6 if !is_last => "<span class=\"blank\"",
            ..=14 if !is_last => "<span class=\"blank blank-more\"",
            _ => "<span class=\"blank blank-most\"",
        });
        self.said_as("leaflet.blank");
        self.push("></span>");
    }

    /// What a picture of a place to write on says, in the language of the page even inside a letter.
    pub(super) fn said_as(&mut self, key: &str) {
        self.push(" role=\"img\"");
        if self.in_letter {
            self.attribute("lang", self.frame.language.html());
            self.attribute("dir", self.frame.language.direction().name());
        }
        self.attribute("aria-label", self.frame.strings.get(key));
    }

    fn inline(&mut self, inline: &'a Inline<Reference>, is_last: bool) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Strong(inner) => self.element("strong", inner),
            Inline::Emphasis(inner) => self.element("em", inner),
            Inline::Strike(inner) => self.element("s", inner),
            Inline::Code(text) => self.verbatim("code", text),
            // HTML forbids a link inside a link, so only the words of the inner one are written.
            Inline::Link(link) if self.link => self.inlines(&link.text),
            Inline::Link(link) => self.reference(&link.to, &link.text),
            Inline::Image(image) => match &image.source {
                Reference::Picture(picture) => self.picture(picture, &image.alt),
                _ => self.text(&image.alt),
            },
            Inline::Footnote(number) => self.mark(*number),
            Inline::Break => self.push("<br>"),
            Inline::Blank(many) => self.blank(*many, is_last),
        }
    }

    /// A text that is shown as it was typed, in an element of its own where it needs one: it runs as its first letter does,
    /// and from left to right when it has none that runs otherwise.
    pub(super) fn verbatim(&mut self, tag: &str, text: &str) {
        let own = self.frame.language;
        let direction = own_direction(text);
        // Right-to-left words alone get their mark with their language, as everywhere.
        let mixed = direction == Direction::Ltr || text.chars().any(is_latin);
        let turns = direction != own.direction() && mixed && !text.trim().is_empty();
        if tag == "span" && !turns {
            return self.text(text);
        }
        self.push("<");
        self.push(tag);
        if turns {
            self.attribute("dir", direction.name());
        }
        if turns && direction == Direction::Ltr && text.chars().any(is_latin) {
            self.attribute("lang", self.frame.latin.html());
        }
        self.push(">");
        self.text(text);
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    fn element(&mut self, tag: &str, inner: &'a [Inline<Reference>]) {
        self.push("<");
        self.push(tag);
        self.push(">");
        self.inlines(inner);
        self.push("</");
        self.push(tag);
        self.push(">");
    }

    /// The reference of a footnote. The first one gets an id, to which the footnote links back.
    fn mark(&mut self, number: usize) {
        let Some(seen) = number.checked_sub(1).and_then(|at| self.marks.get_mut(at)) else { return };
        let first = !std::mem::replace(seen, true);
        let number = number.to_string();
        self.push("<sup class=\"note-mark\">");
        if self.link {
            self.text(&number);
        } else {
            self.push("<a href=\"#_footnote-");
            self.push(&number);
            self.push("\"");
            if first {
                self.push(" id=\"_footnote-");
                self.push(&number);
                self.push("-back\"");
            }
            self.push(" aria-describedby=\"_footnotes\">");
            self.push(&number);
            self.push("</a>");
        }
        self.push("</sup>");
    }
}

/// The direction of a text that is shown as it was typed.
fn own_direction(text: &str) -> Direction {
    if has_rtl(text) { first_direction(text).unwrap_or(Direction::Ltr) } else { Direction::Ltr }
}

/// The words of the only link of a line.
fn only(inlines: &[Inline<Reference>]) -> Option<&[Inline<Reference>]> {
    let mut found = None;
    for inline in inlines {
        let link = match inline {
            Inline::Link(link) => Some(&link.text[..]),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => only(inner),
            _ => None,
        };
        if found.is_some() && link.is_some() {
            return None;
        }
        found = found.or(link);
    }
    found
}

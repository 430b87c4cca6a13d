//! The parts of a line: text, emphasis, links, pictures.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{DEEPEST_INLINE, Reader};
use crate::{
    diagnostic::{Diagnostic, Rule, rule},
    document::{
        Image, Inline, Link, Target, addresses, detours, diagnostics, form, html, links, shapes, slips,
        typeset, walk,
    },
};
use trousseau_text::typography::typography;

impl<'a> Reader<'a> {
    /// Reads inlines until the end tag of the element that is open.
    pub(super) fn inlines(&mut self, depth: usize) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut flattened = 0usize;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) if flattened == 0 => break,
                Event::End(_) => flattened -= 1,
                Event::Start(_) if depth >= DEEPEST_INLINE => {
                    self.too_deep(range);
                    flattened += 1;
                }
                event => self.inline(event, range, depth, &mut out),
            }
        }
        out
    }

    pub(super) fn inline(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        self.seen =
            Some(self.seen.as_ref().map_or(range.clone(), |seen| seen.start..seen.end.max(range.end)));
        match event {
            Event::Text(text) if self.is_form => self.blanks(&text, range, out),
            Event::Text(text) => {
                slips::look(range.clone(), &mut self.diagnostics);
                self.text(&text, range, out);
            }
            Event::Code(text) => out.push(Inline::Code(self.plain_text(&text, range))),
            Event::SoftBreak => typeset::push(out, Inline::Text("\n".into())),
            Event::HardBreak => out.push(Inline::Break),
            Event::InlineHtml(html) if html::is_break(&html) => out.push(Inline::Break),
            Event::Html(html) | Event::InlineHtml(html) => {
                self.html.diagnostic(&html, range, &mut self.diagnostics)
            }
            Event::FootnoteReference(label) => {
                let label = self.plain_text(&label, range);
                out.push(Inline::Footnote(self.footnotes.place(&label)));
            }
            Event::TaskListMarker(done) => {
                if let Some(task) = self.tasks.last_mut() {
                    task.get_or_insert(done);
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                shapes::link_title(&title, range.clone(), &mut self.diagnostics);
                self.definitions.use_one(&id);
                // The parser gives `<name@example.org>` without its scheme `mailto:`.
                let email = link_type == LinkType::Email;
                if link_type == LinkType::Autolink {
                    slips::chat(&dest_url, range.clone(), &mut self.diagnostics);
                }
                let address = if email { format!("mailto:{dest_url}").into() } else { dest_url };
                self.link(&address, range, depth, out);
            }
            Event::Start(Tag::Image { dest_url, title, id, .. }) => {
                self.definitions.use_one(&id);
                self.image(&dest_url, &title, range, depth, out)
            }
            Event::Start(tag) => self.marked(tag, range, depth, out),
            // These extensions are not enabled in the parser.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule | Event::End(_) => {}
        }
    }

    /// Words between signs of emphasis.
    fn marked(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
        let stars = slips::literal_stars(self.diagnostics.body(), &range);
        if stars {
            slips::glued_stars(range, &mut self.diagnostics);
        }
        let mut inner = self.inlines(depth + 1);
        inner.shrink_to_fit();
        match tag {
            _ if inner.is_empty() => {}
            Tag::Strong | Tag::Emphasis if stars => {
                let sign = if tag == Tag::Strong { "**" } else { "*" };
                let sign = || Inline::Text(sign.to_owned());
                let pieces = std::iter::once(sign()).chain(inner).chain(std::iter::once(sign()));
                pieces.for_each(|piece| typeset::push(out, piece));
            }
            Tag::Strong => out.push(Inline::Strong(inner)),
            Tag::Emphasis => out.push(Inline::Emphasis(inner)),
            Tag::Strikethrough => out.push(Inline::Strike(inner)),
            _ => inner.into_iter().for_each(|piece| typeset::push(out, piece)),
        }
    }

    /// A text with places to write on, or the sign of a letter.
    fn blanks(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        if let Some(rest) = form::letter(text) {
            self.in_letter = true;
            return self.blanks(rest, range.end - rest.len()..range.end, out);
        }
        slips::look(range.clone(), &mut self.diagnostics);
        let mut rest = text;
        while let Some((before, many, after)) = form::blank(rest) {
            self.text(before, range.clone(), out);
            out.push(Inline::Blank(many));
            rest = after;
        }
        self.text(rest, range, out);
    }

    /// A text, in which bare addresses become links.
    fn text(&mut self, text: &str, range: Range<usize>, out: &mut Vec<Inline>) {
        let text = self.plain_text(text, range.clone());
        let found = if self.in_link == 0 { addresses::find(&text) } else { Vec::new() };
        let mut from = 0;
        for bare in found {
            let (Some(before), Some(words)) =
                (text.get(from..bare.range.start), text.get(bare.range.clone()))
            else {
                continue;
            };
            from = bare.range.end;
            typeset::push(out, Inline::Text(before.to_owned()));
            let body = self.diagnostics.body().get(range.clone()).unwrap_or_default();
            let at =
                body.find(words).map_or(range.clone(), |at| range.start + at..range.start + at + words.len());
            self.link_to(&bare.to, vec![Inline::Text(words.to_owned())], at, out);
        }
        match text.get(from..) {
            Some(rest) if from > 0 => typeset::push(out, Inline::Text(rest.to_owned())),
            _ => typeset::push(out, Inline::Text(text)),
        }
    }

    fn link(&mut self, address: &CowStr<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Inline>) {
        self.in_link += 1;
        let text = self.inlines(depth + 1);
        self.in_link -= 1;
        let address = self.plain_text(address, range.clone());
        self.link_to(&address, text, range, out);
    }

    /// A link with these words, or the words alone when a guide may not hold its address.
    fn link_to(&mut self, address: &str, mut text: Vec<Inline>, range: Range<usize>, out: &mut Vec<Inline>) {
        let span = self.diagnostics.span(range);
        let place = self.diagnostics.place(span);
        let words = walk::plain(&text);
        let warn = |code| Diagnostic::new(code, place.clone()).with("address", diagnostics::excerpt(address));
        let to = match links::target(address, &place) {
            _ if words.trim().is_empty() => {
                let diagnostic = Diagnostic::new(rule::links::EMPTY, place.clone());
                Err(diagnostic.with("address", diagnostics::excerpt(address)))
            }
            _ if let Some(guide) = slips::commanded(address) => {
                let diagnostic = Diagnostic::new(rule::markdown::FOREIGN, place.clone());
                let near = format!("[{}]({guide})", words.trim());
                Err(diagnostic.with("words", diagnostics::excerpt(address)).with("near", near))
            }
            other => other,
        };
        match to {
            Err(diagnostic) => {
                self.diagnostics.say(diagnostic);
                text.into_iter().for_each(|piece| typeset::push(out, piece));
            }
            Ok(to) => {
                match &to {
                    Target::Web(web) if is_insecure(web) => self.diagnostics.say(warn(rule::links::INSECURE)),
                    Target::Foreign(language) => typeset::print(&mut text, *language),
                    _ => {}
                }
                self.address(&to, &words, &warn);
                if links::is_vague(&words, &to) {
                    self.diagnostics.say(warn(rule::links::VAGUE).with("words", words.trim()));
                }
                text.shrink_to_fit();
                out.push(Inline::Link(Box::new(Link { to, text, span })));
            }
        }
    }

    /// What is wrong with an address that leads somewhere; `warn` begins what is said of it.
    fn address(&mut self, to: &Target, words: &str, warn: &dyn Fn(Rule) -> Diagnostic) {
        if let Target::Web(web) = to
            && links::is_mistyped(web, words)
        {
            self.diagnostics.say(warn(rule::links::NOWHERE));
        }
        if let Target::Web(to) | Target::Mail(to) = to
            && let Some(near) = links::without_stop(to)
        {
            let scheme = if to.contains("://") { "" } else { "mailto:" };
            self.diagnostics.say(warn(rule::links::STOP).with("near", format!("{scheme}{near}")));
        }
        if links::differs(words, to) {
            self.diagnostics.say(warn(rule::links::DIFFERS).with("words", diagnostics::excerpt(words)));
        }
        if let Target::Web(web) = to
            && let Some(meant) = detours::meant(web)
        {
            let diagnostic = warn(rule::links::DETOUR);
            self.diagnostics.say(match meant {
                Some(near) => diagnostic.with("near", near),
                None => diagnostic,
            });
        }
    }

    fn image(
        &mut self,
        address: &CowStr<'a>,
        title: &CowStr<'a>,
        range: Range<usize>,
        depth: usize,
        out: &mut Vec<Inline>,
    ) {
        self.in_link += 1;
        let inner = self.inlines(depth + 1);
        self.in_link -= 1;
        let alt = typography(walk::plain(&inner).trim(), self.language);
        let title = self.plain_text(title, range.clone());
        let caption = Some(typography(title.trim(), self.language)).filter(|title| !title.is_empty());
        let address = self.plain_text(address, range.clone());
        let span = self.diagnostics.span(range);
        let place = self.diagnostics.place(span);
        if alt.is_empty() {
            let diagnostic = Diagnostic::new(rule::images::ALT, place.clone());
            self.diagnostics.say(diagnostic.with("address", diagnostics::excerpt(&address)));
        }
        if let Some(words) = slips::markdown_in(&title) {
            let diagnostic = Diagnostic::new(rule::yaml::MARKDOWN, place.clone());
            self.diagnostics.say(diagnostic.with("words", diagnostics::excerpt(words)));
        }
        match links::picture(&address, &place) {
            Ok(source) => out.push(Inline::Image(Box::new(Image { source, alt, caption, span }))),
            Err(diagnostic) => {
                self.diagnostics.say(diagnostic);
                typeset::push(out, Inline::Text(alt));
            }
        }
    }
}

/// Whether whoever stands between a reader and a site could read and change what it sends. This computer has nobody in between.
fn is_insecure(web: &str) -> bool {
    let is_own = ["http://localhost", "http://127.0.0.1"].iter().any(|own| web.starts_with(own));
    web.starts_with("http:") && !is_own
}

/// Whether an event stands in a line rather than around lines.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Superscript
                    | Tag::Subscript
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            )
        }
        Event::End(_) | Event::Rule => false,
        _ => true,
    }
}

//! Markdown → document. The only module that knows the Markdown parser.
//!
//! Reading cannot fail: what a guide may not hold becomes a diagnostic, and the rest is kept.

mod definitions;
mod inlines;
pub mod outline;
pub mod raw;

use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TextMergeWithOffset,
};

use super::{
    Alert, Block, Document, Heading, Inline, Item, Table, anchors,
    diagnostics::{Notes, excerpt},
    footnotes::Footnotes,
    form,
    html::Html,
    paragraphs::{self, Kept},
    repair, shapes, slips, tables, typeset, walk,
};
use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    source::SourcePath,
};
use definitions::Definitions;
use inlines::is_inline;
use trousseau_text::Language;

/// The largest body that is read, in bytes: 2 MiB. A guide has some kilobytes.
pub const MOST_BYTES: usize = 2 << 20;

/// How deep lists, quotes and footnotes may be nested; deeper blocks are lifted to this depth, so that recursion stays short.
pub const DEEPEST: usize = 12;

/// How deep emphasis and links may be nested within a line.
const DEEPEST_INLINE: usize = 12;

/// Reads a body that starts at byte `offset` of the file.
pub fn read(body: &str, offset: usize, path: &SourcePath, language: Language) -> WithDiagnostics<Document> {
    read_as(body, offset, path, language, false)
}

/// Reads a body; in a form, `____` is a place to write on and `> [!LETTER]` a letter.
pub fn read_as(
    body: &str,
    offset: usize,
    path: &SourcePath,
    language: Language,
    is_form: bool,
) -> WithDiagnostics<Document> {
    if body.len() > MOST_BYTES {
        let place = Place::span(path, offset..offset);
        let diagnostic = Diagnostic::new(rule::markdown::TOO_LARGE, place).with("size", body.len() >> 10);
        return WithDiagnostics { value: Document::default(), diagnostics: vec![diagnostic] };
    }
    let repaired = repair::repair(body);
    let mut diagnostics = Notes::new(&repaired, offset, path);
    if let Some((lines, first)) = &repaired.mended {
        let line = body.get(first.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let place = Place::span(path, offset + first.start..offset + first.start + line.trim_end().len());
        let diagnostic = Diagnostic::new(rule::markdown::MENDED, place);
        diagnostics.say(diagnostic.with("count", lines).with("words", excerpt(line)));
    }
    let hidden = is_form.then(|| form::hide(&repaired.text));
    let events = Parser::new_ext(hidden.as_deref().unwrap_or(&repaired.text), options()).into_offset_iter();
    let mut reader = Reader {
        definitions: Definitions::new(events.reference_definitions()),
        events: TextMergeWithOffset::new(events),
        language,
        diagnostics,
        footnotes: Footnotes::default(),
        in_footnote: 0,
        in_link: 0,
        tasks: Vec::new(),
        html: Html::default(),
        next_number: None,
        seen: None,
        kept: Kept::default(),
        is_form,
        in_letter: false,
    };
    let blocks = reader.blocks(0);
    let mut diagnostics = reader.diagnostics;
    reader.kept.tell(&mut diagnostics);
    slips::whole_lines::look(is_form, &mut diagnostics);
    reader.definitions.unused(&mut diagnostics);
    let mut document = reader.footnotes.settle(blocks, &mut diagnostics);
    // Counted before the words of a heading are lent to a table as its caption.
    document.words = document.count_words();
    tables::settle(&mut document, &mut diagnostics);
    anchors::settle(&mut document, &mut diagnostics);
    WithDiagnostics { value: document, diagnostics: diagnostics.into_list() }
}

/// What a text may hold beyond plain Markdown.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_STRIKETHROUGH
}

struct Reader<'a> {
    events: TextMergeWithOffset<'a, OffsetIter<'a>>,
    language: Language,
    diagnostics: Notes<'a>,
    footnotes: Footnotes,
    /// How many footnote definitions are open.
    in_footnote: usize,
    /// How many links and pictures are open: an address in their words is no link of its own.
    in_link: usize,
    /// For each open list item its task box: `Some(ticked)`, or `None` for an item without one.
    tasks: Vec<Option<bool>>,
    html: Html,
    definitions: Definitions,
    /// The number with which the last numbered list would go on.
    next_number: Option<u64>,
    /// The bytes of the line that is being read.
    seen: Option<Range<usize>>,
    kept: Kept,
    /// Whether the text is one to write on.
    is_form: bool,
    /// Whether the sign of a letter was met in the quotation that is open.
    in_letter: bool,
}

impl<'a> Reader<'a> {
    /// Reads blocks until the end tag of the element that is open.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        // In a tight list, the parser gives the words of an item without a paragraph around them.
        let mut line = Vec::new();
        let mut flattened = 0usize;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) | Event::Start(_) | Event::Rule if !is_inline(&event) => {
                    self.paragraph(std::mem::take(&mut line), depth, &mut out);
                    match event {
                        Event::End(_) if flattened == 0 => return out,
                        Event::End(_) => flattened -= 1,
                        Event::Start(tag) if depth >= DEEPEST && is_container(&tag) => {
                            self.too_deep(range);
                            flattened += 1;
                        }
                        Event::Start(tag) => self.block(tag, range, depth, &mut out),
                        _ => {
                            shapes::ruled(range, &mut self.diagnostics);
                            out.push(Block::Rule);
                        }
                    }
                }
                event => self.inline(event, range, 0, &mut line),
            }
        }
        self.paragraph(line, depth, &mut out);
        out
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>, depth: usize, out: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                self.seen = None;
                let line = self.inlines(0);
                self.paragraph(line, depth, out);
            }
            Tag::Heading { level, id, classes, attrs } => {
                if !attrs.is_empty() {
                    let words: Vec<&str> = attrs.iter().map(|(name, _)| name.as_ref()).collect();
                    shapes::braces(&words.join(" "), range.clone(), &mut self.diagnostics);
                }
                shapes::underlined(range.clone(), &mut self.diagnostics);
                if classes.len() > 1 {
                    shapes::braces(&classes[1..].join(" "), range.clone(), &mut self.diagnostics);
                }
                let class = classes.first().map(|class| self.plain_text(class, range.clone()));
                self.heading(level, id.as_deref().unwrap_or_default(), class, range, out);
            }
            Tag::List(start) => {
                let items = self.items(start, range, depth);
                out.push(Block::List { start, items });
            }
            Tag::BlockQuote(kind) => out.push(self.quote(kind.map(alert), range, depth)),
            Tag::Table(columns) => out.push(Block::Table(Box::new(self.table(columns.len(), range)))),
            Tag::CodeBlock(kind) => {
                out.push(Block::Verbatim(self.verbatim(kind, range)));
            }
            Tag::HtmlBlock => {
                let html = self.raw();
                self.html.block(&html, range, &mut self.diagnostics);
            }
            Tag::FootnoteDefinition(label) => {
                self.in_footnote += 1;
                let blocks = self.blocks(depth + 1);
                self.in_footnote -= 1;
                let (label, span) = (self.plain_text(&label, range.clone()), self.diagnostics.span(range));
                self.footnotes.define(&label, blocks, span, &mut self.diagnostics);
            }
            // No other element is enabled in the parser; if one comes nevertheless, its blocks are kept.
            _ => out.extend(self.blocks(depth + 1)),
        }
    }

    /// A quotation, a framed box or a letter.
    fn quote(&mut self, kind: Option<Alert>, range: Range<usize>, depth: usize) -> Block {
        let span = self.diagnostics.span(range.clone());
        if kind.is_none() {
            shapes::amount(range.clone(), &mut self.diagnostics);
        }
        if depth == 0 {
            paragraphs::lazy(range.clone(), true, &mut self.diagnostics);
        }
        let outer = std::mem::take(&mut self.in_letter);
        let blocks = self.blocks(depth + 1);
        let is_letter = std::mem::replace(&mut self.in_letter, outer);
        self.empty(&blocks, range);
        match kind {
            None if is_letter => form::write(blocks, self.language, span),
            None => Block::Quote(blocks),
            Some(kind) => Block::Alert(kind, blocks),
        }
    }

    fn empty(&mut self, blocks: &[Block], range: Range<usize>) {
        if !self.is_form {
            shapes::empty(blocks, range, &mut self.diagnostics);
        }
    }

    fn verbatim(&mut self, kind: CodeBlockKind<'a>, range: Range<usize>) -> String {
        let mut text = self.raw();
        text.truncate(text.trim_end_matches('\n').len());
        match kind {
            CodeBlockKind::Indented => shapes::indented(&text, range, &mut self.diagnostics),
            CodeBlockKind::Fenced(info) => shapes::fenced(&info, range, &mut self.diagnostics),
        }
        text
    }

    fn paragraph(&mut self, mut line: Vec<Inline>, depth: usize, out: &mut Vec<Block>) {
        let range = self.seen.take().filter(|_| !line.is_empty());
        if let Some(range) = range {
            paragraphs::look(&mut line, range, depth == 0, &mut self.kept, &mut self.diagnostics);
        }
        let mut line = typeset::line(paragraphs::cut(line), self.language);
        match (line.pop(), line.is_empty()) {
            (None, _) => {}
            (Some(Inline::Image(image)), true) => out.push(Block::Figure(image)),
            (Some(last), _) => {
                line.push(last);
                // In a list, the line belongs to its point.
                match form::lines(&line).filter(|_| self.is_form && self.tasks.is_empty()) {
                    Some(many) => out.push(Block::Lines(many)),
                    None => out.push(Block::Paragraph(line)),
                }
            }
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: &str,
        pictogram: Option<String>,
        range: Range<usize>,
        out: &mut Vec<Block>,
    ) {
        let text = self.inlines(0);
        self.seen = None;
        let text = typeset::line(text, self.language);
        let span = self.diagnostics.span(range);
        if walk::plain(&text).trim().is_empty() {
            self.diagnostics
                .say(Diagnostic::new(rule::markdown::EMPTY_HEADING, self.diagnostics.place(span)));
            return;
        }
        out.push(match self.in_footnote {
            0 => {
                let (level, id) = (level as u8, id.trim().to_owned());
                Block::Heading(Box::new(Heading { level, id, pictogram, text, span }))
            }
            // A heading in a footnote would disturb the outline of the page, so it becomes a bold paragraph.
            _ => Block::Paragraph(vec![Inline::Strong(text)]),
        });
    }

    fn items(&mut self, start: Option<u64>, list: Range<usize>, depth: usize) -> Vec<Item> {
        let (mut items, mut starts) = (Vec::new(), Vec::new());
        let before = self.next_number;
        let mut last = None;
        while let Some((Event::Start(_), range)) = self.events.next() {
            last = Some(range.clone()).filter(|_| depth == 0);
            match start {
                Some(_) => starts.push(range.start),
                None => shapes::amount(range.clone(), &mut self.diagnostics),
            }
            self.tasks.push(None);
            let mut blocks = self.blocks(depth + 1);
            self.empty(&blocks, range);
            blocks.shrink_to_fit();
            items.push(Item { task: self.tasks.pop().flatten(), blocks });
        }
        if let Some(last) = last {
            let is_wrapped = paragraphs::wrapped(list.clone(), items.len(), &mut self.diagnostics);
            if !is_wrapped {
                paragraphs::lazy(last, false, &mut self.diagnostics);
            }
        }
        if let Some(start) = start {
            let goes_on = before == Some(start);
            let list =
                shapes::Numbered { range: list, start, items: &starts, goes_on, is_first: before.is_none() };
            shapes::numbered(&list, &mut self.diagnostics);
            self.next_number = Some(start.saturating_add(items.len() as u64));
        }
        items
    }

    fn table(&mut self, columns: usize, range: Range<usize>) -> Table {
        let span = self.diagnostics.span(range);
        let mut rows = Vec::new();
        while let Some((Event::Start(_), range)) = self.events.next() {
            if !rows.is_empty() {
                tables::fit(range, columns, &mut self.diagnostics);
            }
            let mut row = Vec::new();
            while let Some((Event::Start(_), _)) = self.events.next() {
                let cell = self.inlines(0);
                self.seen = None;
                row.push(typeset::line(cell, self.language));
            }
            row.resize(columns, Vec::new());
            rows.push(row);
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Table { caption: Vec::new(), head, rows, span }
    }

    /// Reads the text of a block that holds nothing else, such as a code block.
    fn raw(&mut self) -> String {
        let mut out = String::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Text(text) | Event::Html(text) => out.push_str(&self.plain_text(&text, range)),
                Event::End(_) => break,
                _ => {}
            }
        }
        out
    }

    /// A text without control characters; the first in a body is reported.
    fn plain_text(&mut self, text: &str, range: Range<usize>) -> String {
        let shown = self.is_form.then(|| form::show(text));
        let (clean, found) = typeset::clean(shown.as_deref().unwrap_or(text));
        if let Some(letter) = found {
            let place = self.diagnostics.place(self.diagnostics.span_of(range, typeset::is_unseen));
            let diagnostic = Diagnostic::new(rule::markdown::CONTROL, place);
            self.diagnostics.say_once(diagnostic.with("character", format!("U+{:04X}", u32::from(letter))));
        }
        clean.into_owned()
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let place = self.diagnostics.place(self.diagnostics.span(range.start..range.start + 1));
        self.diagnostics.say_once(Diagnostic::new(rule::markdown::DEEP, place).with("most", DEEPEST));
    }
}

/// Our name for a kind of alert.
fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_))
}

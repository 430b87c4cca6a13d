//! What a link says to who listens: its words, in the language of the text. Typst would give its address.
//!
//! A template may store other words under the label `say` inside the link: for a number to call, whose it is.

use std::collections::HashMap;

use typst::{
    foundations::{Content, Value},
    introspection::{Location, MetadataElem, Tag},
    layout::{Frame, FrameItem, HideElem, RepeatElem},
    model::{Document, LinkMarker},
    pdf::ArtifactElem,
    text::TextItem,
};
use typst_layout::{Page, PagedDocument};

/// The same pages, whose words are in reading order, with the words of each link as its description.
pub fn described(document: PagedDocument) -> PagedDocument {
    let mut links = Links::default();
    document.pages().iter().for_each(|page| links.read(&page.frame));
    if links.words.is_empty() {
        return document;
    }
    let page = |page: &Page| Page { frame: links.write(&page.frame), ..page.clone() };
    PagedDocument::new(document.pages().iter().map(page).collect(), document.info().clone())
}

/// The letters of a piece, which may hold more than its own glyphs stand for.
fn letters(text: &TextItem) -> &str {
    let start = text.glyphs.iter().map(|glyph| glyph.range().start).min().unwrap_or_default();
    let end = text.glyphs.iter().map(|glyph| glyph.range().end).max().unwrap_or_default();
    text.text.get(start..end).unwrap_or_default()
}

/// The words of the links of a document.
#[derive(Default)]
struct Links {
    /// The link that is open.
    open: Option<Location>,
    /// Where what nobody hears began, such as the dots before the number of a page.
    silent: Option<Location>,
    /// What each link says, and whether the template has said it.
    words: HashMap<Location, (String, bool)>,
}

impl Links {
    fn read(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.read(&group.frame),
                FrameItem::Tag(Tag::Start(element, _)) => self.begin(element),
                FrameItem::Tag(Tag::End(place, ..)) => {
                    self.open.take_if(|open| open == place);
                    self.silent.take_if(|silent| silent == place);
                }
                FrameItem::Text(text) if self.silent.is_none() => {
                    if let Some((words, false)) = self.current() {
                        words.push_str(letters(text));
                    }
                }
                _ => {}
            }
        }
    }

    fn current(&mut self) -> Option<&mut (String, bool)> {
        self.words.get_mut(&self.open?)
    }

    fn begin(&mut self, element: &Content) {
        let place = element.location();
        if element.is::<LinkMarker>() {
            self.open = place;
            if let Some(place) = place {
                self.words.entry(place).or_default();
            }
        } else if element.is::<ArtifactElem>() || element.is::<HideElem>() || element.is::<RepeatElem>() {
            self.silent = self.silent.or(place);
        } else if let Some(metadata) = element.to_packed::<MetadataElem>()
            && element.label().is_some_and(|label| &*label.resolve() == "say")
            && let Value::Str(said) = &metadata.value
            && let Some(words) = self.current()
        {
            *words = (said.to_string(), true);
        }
    }

    fn write(&self, old: &Frame) -> Frame {
        let mut new = old.clone();
        new.clear();
        for (at, item) in old.items() {
            let item = match item {
                FrameItem::Group(group) => {
                    let mut group = group.clone();
                    group.frame = self.write(&group.frame);
                    FrameItem::Group(group)
                }
                FrameItem::Tag(Tag::Start(element, flags)) => {
                    FrameItem::Tag(Tag::Start(self.describe(element), *flags))
                }
                other => other.clone(),
            };
            new.push(*at, item);
        }
        new
    }

    fn describe(&self, element: &Content) -> Content {
        let mut element = element.clone();
        let said = element.location().and_then(|place| self.words.get(&place));
        let said = said.map(|(words, _)| words.split_whitespace().collect::<Vec<_>>().join(" "));
        if let (Some(link), Some(said)) = (element.to_packed_mut::<LinkMarker>(), said)
            && !said.is_empty()
        {
            link.alt = Some(said.into());
        }
        element
    }
}

//! The styles and lists of a document that was read: which paragraph is a heading, and which an item.

use std::collections::BTreeMap;

use super::{Seen, element::Element, lists::Lists, raised::Raised};

/// The most styles of which one is made.
const MOST_PARENTS: usize = 12;

/// What is known of the styles and the lists.
#[derive(Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    /// The lists.
    pub lists: Lists,
}

#[derive(Default)]
struct Style {
    /// The name that people see, in small letters.
    name: String,
    parent: Option<String>,
    outline: Option<u8>,
    list: Option<(String, u8)>,
    strong: bool,
    emphasis: bool,
    raised: Option<Raised>,
    /// The places of tab stops, and whether a line leads there.
    stops: Vec<(i64, bool)>,
}

impl Styles {
    /// Reads the parts for styles and lists.
    pub fn read(styles: Option<&Element>, numbering: Option<&Element>) -> Self {
        let mut read = Self { lists: Lists::read(numbering), ..Self::default() };
        for style in styles.into_iter().flat_map(Element::children).filter(|child| child.name == "w:style") {
            let Some(id) = style.get("w:styleId") else { continue };
            let (place, letters) = (style.child("w:pPr"), style.child("w:rPr"));
            let one = Style {
                name: style.value("w:name").unwrap_or_default().to_lowercase(),
                parent: style.value("w:basedOn").map(str::to_owned),
                outline: place.and_then(|place| place.value("w:outlineLvl")?.parse().ok()),
                list: place.and_then(list),
                strong: letters.and_then(|letters| letters.is_on("w:b")) == Some(true),
                emphasis: letters.and_then(|letters| letters.is_on("w:i")) == Some(true),
                raised: letters.and_then(Raised::of),
                stops: place.map(stops).unwrap_or_default(),
            };
            read.styles.insert(id.to_owned(), one);
        }
        read
    }

    /// What a paragraph with these properties looks like.
    pub fn seen(&self, properties: Option<&Element>) -> Seen {
        let chain = self.chain(properties.and_then(|one| one.value("w:pStyle")));
        let name = |wanted: &str| chain.iter().any(|style| style.name.starts_with(wanted));
        if name("trousseau label") {
            return Seen::Label;
        }
        if name("trousseau box") || name("trousseau letter") {
            return Seen::Box;
        }
        match chain.first().map(|style| style.name.as_str()) {
            Some("title") => return Seen::Title,
            Some("subtitle") => return Seen::Subtitle,
            _ => {}
        }
        let own = properties.and_then(|one| one.value("w:outlineLvl")?.parse().ok());
        let named =
            chain.iter().find_map(|style| style.name.strip_prefix("heading ")?.trim().parse::<u8>().ok());
        let outline = own
            .or_else(|| chain.iter().find_map(|style| style.outline))
            .map(|level: u8| level.saturating_add(1));
        if let Some(level) = named.or(outline).filter(|level| (1..=9).contains(level)) {
            return Seen::Heading(level);
        }
        match self.listed(properties) {
            Some((list, level)) => Seen::Item { level, ordered: self.lists.is_ordered(&list, level) },
            None if name("list bullet") => Seen::Item { level: 0, ordered: false },
            None if name("list number") => Seen::Item { level: 0, ordered: true },
            None => Seen::Text,
        }
    }

    /// The list and the depth of a paragraph with these properties.
    pub fn listed(&self, properties: Option<&Element>) -> Option<(String, u8)> {
        let chain = self.chain(properties.and_then(|one| one.value("w:pStyle")));
        let listed = properties.and_then(list).or_else(|| chain.iter().find_map(|style| style.list.clone()));
        listed.filter(|(list, _)| list != "0")
    }

    /// For each tab stop of a paragraph whether a line leads there. In a table of contents it leads to the page.
    pub fn stops(&self, properties: Option<&Element>) -> Vec<bool> {
        let chain = self.chain(properties.and_then(|one| one.value("w:pStyle")));
        if chain.iter().any(|style| style.name.starts_with("toc ")) {
            return Vec::new();
        }
        let mut all: Vec<(i64, bool)> = properties.map(stops).unwrap_or_default();
        all.extend(chain.iter().flat_map(|style| style.stops.iter().copied()));
        all.sort_unstable();
        all.into_iter().map(|(_, has_line)| has_line).collect()
    }

    /// Where a style of letters puts them.
    pub fn raised(&self, id: &str) -> Option<Raised> {
        self.chain(Some(id)).iter().find_map(|style| style.raised)
    }

    /// Whether a style of letters makes them important, and whether it emphasises them.
    pub fn marks(&self, id: &str) -> (bool, bool) {
        let chain = self.chain(Some(id));
        (chain.iter().any(|style| style.strong), chain.iter().any(|style| style.emphasis))
    }

    /// Whether a style of letters is that of code.
    pub fn is_code(&self, id: &str) -> bool {
        self.chain(Some(id)).iter().any(|style| style.name == "trousseau code")
    }

    /// A style and those of which it is made.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let (mut chain, mut next) = (Vec::new(), id);
        while let Some(style) = next.and_then(|id| self.styles.get(id)).filter(|_| chain.len() < MOST_PARENTS)
        {
            chain.push(style);
            next = style.parent.as_deref();
        }
        chain
    }
}

/// The list and the depth that properties of a paragraph name.
fn list(properties: &Element) -> Option<(String, u8)> {
    let numbers = properties.child("w:numPr")?;
    let level = numbers.value("w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
    Some((numbers.value("w:numId")?.to_owned(), level))
}

/// The places of the tab stops, and whether a line leads there.
fn stops(properties: &Element) -> Vec<(i64, bool)> {
    let all = properties.child("w:tabs").into_iter().flat_map(Element::children);
    all.filter(|stop| stop.get("w:val") != Some("clear"))
        .map(|stop| {
            let place = stop.get("w:pos").and_then(|place| place.parse().ok()).unwrap_or(0);
            (place, !matches!(stop.get("w:leader"), None | Some("none")))
        })
        .collect()
}

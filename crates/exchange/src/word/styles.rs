//! The styles and lists of a document that was read: which paragraph is a heading, and which an item.

use std::collections::BTreeMap;

use super::{Seen, element::Element};

/// The most styles of which one is made.
const MOST_PARENTS: usize = 12;

/// What is known of the styles and the lists.
#[derive(Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    /// For each list and depth whether it has numbers.
    lists: BTreeMap<(String, String), bool>,
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
}

impl Styles {
    /// Reads the parts for styles and lists.
    pub fn read(styles: Option<&Element>, numbering: Option<&Element>) -> Self {
        let mut read = Self::default();
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
            };
            read.styles.insert(id.to_owned(), one);
        }
        let all: Vec<&Element> = numbering.into_iter().flat_map(Element::children).collect();
        let kinds: BTreeMap<&str, &Element> = all
            .iter()
            .filter(|child| child.name == "w:abstractNum")
            .filter_map(|one| Some((one.get("w:abstractNumId")?, *one)))
            .collect();
        for number in all.iter().filter(|child| child.name == "w:num") {
            let kind = number.value("w:abstractNumId").and_then(|kind| kinds.get(kind));
            let (Some(id), Some(kind)) = (number.get("w:numId"), kind) else { continue };
            for level in kind.children().filter(|child| child.name == "w:lvl") {
                let is_ordered = !matches!(level.value("w:numFmt"), Some("bullet" | "none") | None);
                let depth = level.get("w:ilvl").unwrap_or("0").to_owned();
                read.lists.insert((id.to_owned(), depth), is_ordered);
            }
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
        let listed = properties.and_then(list).or_else(|| chain.iter().find_map(|style| style.list.clone()));
        match listed.filter(|(list, _)| list != "0") {
            Some((list, level)) => {
                let ordered = self.lists.get(&(list, level.to_string())).copied().unwrap_or(false);
                Seen::Item { level, ordered }
            }
            None if name("list bullet") => Seen::Item { level: 0, ordered: false },
            None if name("list number") => Seen::Item { level: 0, ordered: true },
            None => Seen::Text,
        }
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

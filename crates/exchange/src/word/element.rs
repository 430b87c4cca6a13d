//! The XML of a part as elements, within limits: names have the prefix that everybody gives them, whatever the file calls it.

use quick_xml::{
    NsReader, XmlVersion,
    escape::unescape,
    events::{BytesStart, Event},
    name::{LocalName, NamespaceResolver, ResolveResult},
};

use super::Broken;

/// The deepest nesting: documents stay below 60. Whoever walks through the elements calls itself for each.
const DEEPEST: usize = 200;

/// The most elements of a part.
const MOST_ELEMENTS: usize = 1_000_000;

/// Namespaces by their usual prefix; Word writes the first of each, "strict" documents the second.
const SPACES: [(&str, &str); 11] = [
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("w", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("r", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("m", "http://purl.oclc.org/ooxml/officeDocument/math"),
    ("rel", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ("p", "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"),
    ("vt", "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
];

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name, such as `w:p`; an unknown namespace has no prefix and a colon.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// What is in it.
    pub nodes: Vec<Node>,
}

/// What is in an element.
#[derive(Debug)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
}

impl Element {
    /// An attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The value of a property such as `<w:b w:val="…"/>`.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("w:val")
    }

    /// Whether a property that can be switched off is on: `<w:b/>`, but not `<w:b w:val="0"/>`.
    pub fn is_on(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.get("w:val"), Some("0" | "false" | "off" | "none")))
    }

    /// The first element in it with this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children().find(|child| child.name == name)
    }

    /// The elements in it.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes
            .iter()
            .filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// Its words and those of all elements in it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => out.push_str(&element.text()),
            }
        }
        out
    }

    /// Whether it, or an element in it, has this name.
    pub fn has(&self, name: &str) -> bool {
        self.name == name || self.children().any(|child| child.has(name))
    }
}

/// The outermost element of a part.
pub fn parse(xml: &str) -> Result<Element, Broken> {
    let mut reader = NsReader::from_str(xml.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Broken::Form)? {
            Event::Start(tag) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST_ELEMENTS {
                    return Err(Broken::Large);
                }
                open.push(element(&tag, reader.resolver())?);
            }
            Event::End(_) => {
                let (Some(closed), Some(around)) = (open.pop(), open.last_mut()) else {
                    return Err(Broken::Form);
                };
                around.nodes.push(Node::Element(closed));
            }
            Event::Text(text) => add_words(&mut open, &text.xml10_content()),
            Event::CData(text) => add_words(&mut open, &text.xml10_content()),
            Event::GeneralRef(name) => {
                let text = unescape(&format!("&{};", &*name))
                    .map(|text| text.into_owned())
                    .map_err(|_| Broken::Form)?;
                add_words(&mut open, &text);
            }
            Event::DocType(_) => return Err(Broken::Form),
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    // Whatever was left open is no whole document.
    let root = open.pop().filter(|_| open.is_empty()).ok_or(Broken::Form)?;
    let first =
        root.nodes.into_iter().find_map(|node| if let Node::Element(one) = node { Some(one) } else { None });
    first.ok_or(Broken::Form)
}

fn add_words(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => last.nodes.push(Node::Text(text.to_owned())),
    }
}

fn element(tag: &BytesStart, spaces: &NamespaceResolver) -> Result<Element, Broken> {
    let mut element = Element { name: name(spaces.resolve_element(tag.name())), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Broken::Form)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Broken::Form)?;
        element.attributes.push((name(spaces.resolve_attribute(attribute.key)), value.into_owned()));
    }
    Ok(element)
}

fn name((space, local): (ResolveResult, LocalName)) -> String {
    let local = local.into_inner();
    let prefix = match &space {
        ResolveResult::Bound(space) => {
            let address = space.into_inner();
            SPACES.iter().find(|(_, known)| *known == address).map(|(prefix, _)| *prefix).unwrap_or_default()
        }
        ResolveResult::Unknown(_) => "",
        ResolveResult::Unbound => return local.to_owned(),
    };
    format!("{prefix}:{local}")
}

/// The words below an element, a space between paragraphs.
pub fn words(element: &Element) -> String {
    let mut out = String::new();
    collect(element, &mut out);
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn collect(element: &Element, out: &mut String) {
    if element.name == "w:t" {
        return out.push_str(&element.text());
    }
    for child in element.children() {
        collect(child, out);
        if matches!(child.name.as_str(), "w:p" | "w:br" | "w:tab") {
            out.push(' ');
        }
    }
}

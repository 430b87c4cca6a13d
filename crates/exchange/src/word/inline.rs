//! The runs of a paragraph → letters: marks, links, changes, and what a text cannot hold.

use std::sync::Arc;

use trousseau_core::manuscript::{Letter, Sign, Style};

use super::{
    AUTHOR, Dropped, Paragraph, Typed, address,
    element::Element,
    reader::{Reader, has_fill},
};

/// The most letters of a paragraph.
const MOST_LETTERS: usize = 200_000;

/// Whether something stands there now, and whether it stood there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub now: bool,
    pub before: bool,
}

impl Default for Change {
    fn default() -> Self {
        Self { now: true, before: true }
    }
}

impl Change {
    /// Within a mark of something new, or of something struck out. Our own marks were there before.
    pub fn put(self, mark: &Element, is_new: bool) -> Self {
        let is_ours = mark.get("w:author") == Some(AUTHOR);
        match (is_new, is_ours) {
            (true, true) => self,
            (true, false) => Self { before: false, ..self },
            (false, true) => Self { now: false, before: false },
            (false, false) => Self { now: false, ..self },
        }
    }
}

/// What holds for the runs of a part of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Inline {
    change: Change,
    link: Option<Arc<str>>,
    /// The sign of Markdown that these runs stand for.
    raw: Option<Sign>,
}

impl Inline {
    fn to(&self, target: &str) -> Self {
        match address::back(target) {
            Ok(link) => Self { link: Some(link).filter(|link| !link.is_empty()), ..self.clone() },
            Err(sign) => Self { raw: Some(sign), ..self.clone() },
        }
    }
}

impl Reader {
    /// Reads what is in a paragraph, or in a part of one.
    pub(super) fn inline(&mut self, around: &Element, paragraph: &mut Paragraph, inline: &Inline) {
        for child in around.children() {
            match child.name.as_str() {
                "w:r" => self.run(child, paragraph, inline),
                "w:ins" | "w:moveTo" | "w:del" | "w:moveFrom" => {
                    let is_new = matches!(child.name.as_str(), "w:ins" | "w:moveTo");
                    let change = inline.change.put(child, is_new);
                    self.drop(Dropped::Changes, usize::from(change.now != change.before));
                    self.inline(child, paragraph, &Inline { change, ..inline.clone() });
                }
                "w:hyperlink" => {
                    let target = child.get("r:id").and_then(|id| self.targets.get(id)).cloned();
                    let anchor = child.get("w:anchor").map(|anchor| format!("#{anchor}"));
                    let target = match (target, anchor) {
                        (Some(target), Some(anchor)) if !target.contains('#') => Some(target + &anchor),
                        (target, anchor) => target.or(anchor),
                    };
                    let inner = target.map_or_else(|| inline.clone(), |target| inline.to(&target));
                    self.linked(child, paragraph, &inner);
                }
                "w:fldSimple" => {
                    let target = child.get("w:instr").and_then(hyperlink);
                    let inner = target.map_or_else(|| inline.clone(), |target| inline.to(&target));
                    self.linked(child, paragraph, &inner);
                }
                "w:sdt" => {
                    if let Some(inner) = child.child("w:sdtContent") {
                        self.inline(inner, paragraph, inline);
                    }
                }
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.inline(child, paragraph, inline),
                "mc:AlternateContent" => {
                    if let Some(inner) = child.child("mc:Choice") {
                        self.inline(inner, paragraph, inline);
                    }
                }
                "w:bookmarkStart" => paragraph.names.extend(child.get("w:name").map(str::to_owned)),
                "w:commentRangeStart" | "w:commentReference" => comment(child, paragraph),
                "m:oMath" | "m:oMathPara" => self.drop(Dropped::Formulas, 1),
                _ => {}
            }
        }
    }

    /// Reads the words of a link; of a sign of Markdown, whatever words it has are that one sign.
    fn linked(&mut self, element: &Element, paragraph: &mut Paragraph, inner: &Inline) {
        let Some(sign) = inner.raw.clone() else { return self.inline(element, paragraph, inner) };
        let mut words = Paragraph::default();
        self.inline(element, &mut words, &Inline { raw: None, ..inner.clone() });
        if let Some(first) = words.letters.first() {
            let letter = Letter { sign, style: Style::default() };
            let now = words.letters.iter().any(|letter| letter.now);
            paragraph.letters.push(Typed { letter, now, ..first.clone() });
        }
    }

    fn run(&mut self, run: &Element, paragraph: &mut Paragraph, inline: &Inline) {
        let properties = run.child("w:rPr");
        if properties.is_some_and(|one| one.is_on("w:vanish") == Some(true)) {
            return;
        }
        let link = inline.link.clone().or_else(|| self.field());
        let style = self.style(properties, link);
        for child in run.children() {
            match child.name.as_str() {
                "w:t" | "w:delText" => {
                    let hides = self.fields.last().is_some_and(|(_, has_result)| !has_result);
                    for letter in child.text().chars().filter(|_| !hides) {
                        let sign = if matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter };
                        put(paragraph, Sign::Char(sign), &style, inline.change);
                    }
                }
                "w:br" if matches!(child.get("w:type"), None | Some("textWrapping")) => {
                    put(paragraph, Sign::Break, &style, inline.change);
                }
                "w:cr" => put(paragraph, Sign::Break, &style, inline.change),
                "w:tab" | "w:ptab" => put(paragraph, Sign::Char(' '), &style, inline.change),
                "w:noBreakHyphen" => put(paragraph, Sign::Char('\u{2011}'), &style, inline.change),
                "w:fldChar" => self.field_sign(child),
                "w:instrText" => {
                    if let Some((instruction, false)) = self.fields.last_mut() {
                        instruction.push_str(&child.text());
                    }
                }
                "w:commentReference" => comment(child, paragraph),
                "w:sym" => self.drop(Dropped::Symbols, 1),
                "w:drawing" | "w:pict" | "w:object" => self.drawing(child),
                "mc:AlternateContent" => {
                    child.child("mc:Choice").into_iter().for_each(|inner| self.drawing(inner))
                }
                _ => {}
            }
        }
    }

    /// A picture, or a box with words that stands beside the text.
    fn drawing(&mut self, element: &Element) {
        let what = if element.has("w:txbxContent") {
            Dropped::TextBoxes
        } else if element.name == "w:object" {
            Dropped::Objects
        } else {
            Dropped::Pictures
        };
        self.drop(what, 1);
    }

    fn style(&mut self, properties: Option<&Element>, link: Option<Arc<str>>) -> Style {
        let Some(own) = properties else { return Style { link, ..Style::default() } };
        let named = own.value("w:rStyle");
        let (strong, emphasis) = named.map_or((false, false), |id| self.styles.marks(id));
        let colour = own.value("w:color").is_some_and(|colour| !matches!(colour, "auto" | "000000"));
        let is_coloured = link.is_none()
            && (colour || own.child("w:highlight").is_some() || own.child("w:shd").is_some_and(has_fill));
        self.drop(Dropped::Colours, usize::from(is_coloured));
        // Letters of right-to-left scripts have marks of their own; on others these mean nothing, and programs leave them there.
        let is_complex = own.is_on("w:rtl") == Some(true) || own.is_on("w:cs") == Some(true);
        let is_on = |name: &str, complex: &str| own.is_on(if is_complex { complex } else { name });
        Style {
            strong: is_on("w:b", "w:bCs").unwrap_or(strong),
            emphasis: is_on("w:i", "w:iCs").unwrap_or(emphasis),
            strike: own.is_on("w:strike").or_else(|| own.is_on("w:dstrike")).unwrap_or(false),
            code: named.is_some_and(|id| self.styles.is_code(id)),
            link,
        }
    }

    /// The link of the field whose result is being read.
    fn field(&self) -> Option<Arc<str>> {
        let shown = self.fields.iter().rev().filter(|(_, has_result)| *has_result);
        let target = shown.filter_map(|(instruction, _)| hyperlink(instruction)).next()?;
        address::back(&target).ok()
    }

    fn field_sign(&mut self, sign: &Element) {
        match sign.get("w:fldCharType") {
            Some("begin") if self.fields.len() < 20 => self.fields.push((String::new(), false)),
            Some("separate") => {
                if let Some((_, has_result)) = self.fields.last_mut() {
                    *has_result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }
}

fn put(paragraph: &mut Paragraph, sign: Sign, style: &Style, change: Change) {
    if paragraph.letters.len() < MOST_LETTERS && (change.now || change.before) {
        let letter = Letter { sign, style: style.clone() };
        paragraph.letters.push(Typed { letter, now: change.now, before: change.before });
    }
}

fn comment(mark: &Element, paragraph: &mut Paragraph) {
    if let Some(id) = mark.get("w:id").filter(|id| !paragraph.comments.iter().any(|known| known == id)) {
        paragraph.comments.push(id.to_owned());
    }
}

/// The target of a field that is a link: `HYPERLINK "https://…" \o "…"`.
fn hyperlink(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let (anchor, rest) = match rest.strip_prefix("\\l") {
        Some(rest) => ("#", rest.trim_start()),
        None => ("", rest),
    };
    let inner = rest.strip_prefix('"')?;
    Some(format!("{anchor}{}", inner.split('"').next()?))
}

//! The runs of a paragraph → letters: marks, links, changes, and what a text cannot hold.

use std::sync::Arc;

use trousseau_core::manuscript::{Letter, Sign, Style};

use super::{
    AUTHOR, Dropped, Paragraph, Seen, Typed, address, blanks,
    element::{self, Element},
    formula,
    raised::Raised,
    reader::{Reader, has_fill},
    symbol,
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
                "w:sdt" if is_placeholder(child) => {
                    self.at = paragraph.letters.len();
                    self.drop_words(Dropped::Placeholders, &child.text());
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
                "m:oMath" | "m:oMathPara" => self.formula(child, paragraph, inline.change),
                _ => {}
            }
        }
    }

    /// Reads the words of a link; of a sign of Markdown, whatever words it has are that one sign.
    fn linked(&mut self, element: &Element, paragraph: &mut Paragraph, inner: &Inline) {
        let Some(sign) = inner.raw.clone() else { return self.inline(element, paragraph, inner) };
        // Words of one sign are never parted.
        let mut words = Paragraph { seen: Seen::Label, ..Paragraph::default() };
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
        self.at = paragraph.letters.len();
        let style = self.style(properties, link);
        let look = self.look(properties, &style);
        for child in run.children() {
            match child.name.as_str() {
                "w:t" | "w:delText" if self.fields.last().is_none_or(|(_, has_result)| *has_result) => {
                    self.words(&child.text(), look, paragraph, (&style, inline.change));
                }
                "w:br" if matches!(child.get("w:type"), None | Some("textWrapping")) => {
                    put(paragraph, Sign::Break, &style, inline.change);
                }
                "w:br" => self.part(paragraph, &style, inline.change),
                "w:cr" => put(paragraph, Sign::Break, &style, inline.change),
                "w:tab" | "w:ptab" => {
                    let sign = self.tab(child, look);
                    put(paragraph, Sign::Char(sign), &style, inline.change);
                }
                "w:noBreakHyphen" => put(paragraph, Sign::Char('\u{2011}'), &style, inline.change),
                "w:fldChar" => self.field_sign(child),
                "w:instrText" => {
                    if let Some((instruction, false)) = self.fields.last_mut() {
                        instruction.push_str(&child.text());
                    }
                }
                "w:commentReference" => comment(child, paragraph),
                "w:footnoteReference" | "w:endnoteReference" => self.note(child, paragraph),
                "w:sym" => match symbol::sign(child) {
                    Some(sign) => put(paragraph, Sign::Char(sign), &style, inline.change),
                    None => self.symbol(child, paragraph),
                },
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
        let words = if what == Dropped::TextBoxes { element::words(element) } else { String::new() };
        self.drop_words(what, &words);
    }

    /// A formula: its words stand on the line.
    fn formula(&mut self, formula: &Element, paragraph: &mut Paragraph, change: Change) {
        let words = formula::words(formula);
        self.at = paragraph.letters.len();
        self.drop_words(Dropped::Formulas, &words);
        words.chars().for_each(|sign| put(paragraph, Sign::Char(sign), &Style::default(), change));
    }

    /// A symbol of an unknown font.
    fn symbol(&mut self, symbol: &Element, paragraph: &Paragraph) {
        self.at = paragraph.letters.len();
        self.drop(Dropped::Symbols, usize::from(symbol.get("w:char").is_some()));
    }

    /// A note: its words stand elsewhere in the document.
    fn note(&mut self, mark: &Element, paragraph: &Paragraph) {
        let is_end = mark.name == "w:endnoteReference";
        let words = mark.get("w:id").and_then(|id| self.notes.remove(&(is_end, id.to_owned())));
        self.at = paragraph.letters.len();
        if let Some(words) = words {
            self.drop_words(Dropped::Notes, &words);
        }
    }

    /// What a tab is: a space, or a line to write on.
    fn tab(&mut self, tab: &Element, look: Look) -> char {
        let has_line = match tab.name.as_str() {
            "w:ptab" => !matches!(tab.get("w:leader"), None | Some("none")),
            _ => self.stops.0.get(self.stops.1).copied().unwrap_or(false),
        };
        self.stops.1 += 1;
        match (look.is_lined, has_line) {
            (true, _) => blanks::LINE,
            (false, true) => blanks::LEADER,
            (false, false) => ' ',
        }
    }

    /// Puts words into a paragraph.
    fn words(
        &mut self,
        text: &str,
        look: Look,
        paragraph: &mut Paragraph,
        (style, change): (&Style, Change),
    ) {
        let is_space = |sign: char| matches!(sign, '\n' | '\r' | '\t' | blanks::LEADER | blanks::LINE);
        let mut text = text.replace(is_space, " ");
        if let Some(raised) = look.raised {
            let (written, is_told) = raised.written(&text);
            if is_told {
                self.drop_words(Dropped::Raised, &text);
            }
            text = written;
        } else if look.is_lined {
            text = blanks::lined(&text);
        }
        text.chars().for_each(|sign| put(paragraph, Sign::Char(sign), style, change));
    }

    /// A page or a column ends within a paragraph: what follows is another one, but a heading stays one.
    fn part(&mut self, paragraph: &mut Paragraph, style: &Style, change: Change) {
        let has_words = paragraph.letters.iter().any(|one| !one.letter.is_space());
        if !has_words || !(change.now || change.before) {
            return;
        }
        let seen = match paragraph.seen {
            Seen::Item { .. } => Seen::Text,
            Seen::Text | Seen::Box => paragraph.seen,
            _ => return put(paragraph, Sign::Char(' '), style, change),
        };
        let (cell, frame) = (paragraph.cell, paragraph.frame);
        let next = Paragraph { seen, cell, frame, ends: paragraph.ends, ..Paragraph::default() };
        let first = std::mem::replace(paragraph, next);
        self.keep(Paragraph { ends: (change.now, change.before), ..first });
    }

    /// Keeps a paragraph whose words are all there.
    pub(super) fn keep(&mut self, mut paragraph: Paragraph) {
        self.at = 0;
        let blanks = blanks::settle(&mut paragraph.letters);
        self.drop(Dropped::Blanks, blanks);
        self.document.paragraphs.push(paragraph);
    }

    /// Where letters stand, and whether a line is below them. The line of a link is no place to write on.
    fn look(&self, properties: Option<&Element>, style: &Style) -> Look {
        let Some(own) = properties else { return Look::default() };
        let named = own.value("w:rStyle").and_then(|id| self.styles.raised(id));
        let is_baseline = own.value("w:vertAlign") == Some("baseline");
        Look {
            raised: Raised::of(own).or(named.filter(|_| !is_baseline)),
            is_lined: style.link.is_none() && own.is_on("w:u") == Some(true),
        }
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

/// How letters look beside their marks.
#[derive(Clone, Copy, Default)]
struct Look {
    raised: Option<Raised>,
    is_lined: bool,
}

/// Whether a control still shows what is to be typed there.
pub(super) fn is_placeholder(control: &Element) -> bool {
    control.child("w:sdtPr").is_some_and(|own| own.is_on("w:showingPlcHdr") == Some(true))
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

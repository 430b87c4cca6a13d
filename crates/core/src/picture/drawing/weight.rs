//! How much work a drawing makes for whoever draws it: a few lines can ask for hours.

use std::collections::HashMap;

/// The most elements that are drawn, with the copies that are made of them: a detailed plan of a town has some thousands.
const MOST_ELEMENTS: usize = 20_000;
/// The most letters of one text, and of all: the time to set a text grows with the square of its length.
const MOST_LETTERS: (usize, usize) = (4_000, 20_000);
/// The most rules of styles, times elements: each is tried on each.
const MOST_TRIES: usize = 2_000_000;
/// The most bytes of lines, times those of the marks that stand on each of their points.
const MOST_MARKS: usize = 30_000_000;

/// The most copies within copies: whoever draws them goes as deep.
const DEEPEST: usize = 32;

/// The elements of which a drawing has one each time they are named: their parts are no copies.
const SHARED: [&str; 2] = ["linearGradient", "radialGradient"];

/// What was counted so far; an element that is open stands on a stack.
#[derive(Default)]
pub struct Weight {
    open: Vec<Part>,
    /// The parts that have an id.
    parts: HashMap<String, Part>,
    letters: usize,
    rules: usize,
    /// The bytes of lines: of all, and of those inside of marks.
    lines: (usize, usize),
}

/// An element with all that is in it.
#[derive(Clone, Default)]
struct Part {
    name: String,
    id: Option<String>,
    elements: usize,
    letters: usize,
    /// The ids of what is drawn here once more.
    copies: Vec<String>,
}

impl Weight {
    /// An element begins.
    pub fn begin(&mut self, name: &str) {
        self.open.push(Part { name: name.to_owned(), elements: 1, ..Part::default() });
    }

    /// An attribute of the element that began last.
    pub fn attribute(&mut self, name: &str, value: &str) {
        let is_marked = self.open.iter().any(|part| part.name == "marker");
        let Some(part) = self.open.last_mut() else { return };
        match name {
            "id" => part.id = Some(value.to_owned()),
            "d" | "points" => {
                self.lines.0 += value.len();
                self.lines.1 += if is_marked { value.len() } else { 0 };
            }
            "href" if part.name == "use" => {
                part.copies.extend(value.trim().strip_prefix('#').map(str::to_owned))
            }
            _ => part.copies.extend(named(value)),
        }
    }

    /// Letters in the element that is open.
    pub fn letters(&mut self, letters: &str) {
        if let Some(part) = self.open.last_mut().filter(|part| part.name != "style") {
            part.letters += letters.chars().count();
        }
    }

    /// A style of the drawing.
    pub fn style(&mut self, style: &str) {
        self.rules += style.matches(['{', ',']).count();
    }

    /// The element that began last ends; whether it can still be drawn.
    pub fn end(&mut self) -> bool {
        let Some(part) = self.open.pop() else { return true };
        if part.name == "text" {
            self.letters += part.letters;
        }
        let good = part.name != "text" || part.letters <= MOST_LETTERS.0;
        if let Some(id) = part.id.clone().filter(|_| !SHARED.contains(&part.name.as_str())) {
            self.parts.insert(id, part.clone());
        }
        match self.open.last_mut() {
            Some(above) => {
                above.elements += part.elements;
                above.letters += part.letters;
                above.copies.extend(part.copies);
                good
            }
            None => good && self.is_light(&part),
        }
    }

    /// Whether the whole drawing can be drawn in a moment.
    fn is_light(&self, whole: &Part) -> bool {
        let mut known = HashMap::new();
        let elements = self.drawn(whole, &mut known, 0);
        elements <= MOST_ELEMENTS
            && self.letters <= MOST_LETTERS.1
            && self.rules.saturating_mul(whole.elements) <= MOST_TRIES
            && self.lines.0.saturating_mul(self.lines.1) <= MOST_MARKS
    }

    /// How many elements are drawn for this one.
    fn drawn<'a>(&'a self, part: &'a Part, known: &mut HashMap<&'a str, usize>, depth: usize) -> usize {
        if depth > DEEPEST {
            return usize::MAX;
        }
        let mut drawn = part.elements;
        for id in &part.copies {
            let copies = match (known.get(id.as_str()), self.parts.get(id)) {
                (Some(copies), _) => *copies,
                (None, Some(copied)) => {
                    // Until it is known: what names itself is drawn by nobody.
                    known.insert(id, 0);
                    let copies = self.drawn(copied, known, depth + 1);
                    known.insert(id, copies);
                    copies
                }
                (None, None) => 0,
            };
            drawn = drawn.saturating_add(copies);
        }
        drawn
    }
}

/// The ids that a value names, such as `url(#pattern)`.
fn named(value: &str) -> impl Iterator<Item = String> {
    value.split("url(").skip(1).filter_map(|rest| {
        let id = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix('#')?;
        Some(id.split([')', '"', '\'']).next().unwrap_or_default().trim().to_owned())
    })
}

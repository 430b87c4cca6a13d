//! A reader of our own PDFs, as a screen reader is one: the text of each element, in the order of the structure.

use std::{collections::BTreeMap, io::Read};

// Named by its path, since tests of other crates name this file so.
#[path = "objects.rs"]
mod objects;

use objects::{Cursor, Object, find, get, name, number_of, text_of, utf16};

struct Pdf {
    objects: BTreeMap<usize, (Object, Vec<u8>)>,
    with_pictures: bool,
}

/// The pieces of text of a PDF: a list for each element that holds some.
pub fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    all(bytes, false)
}

/// What a screen reader says: the text of each element, and what pictures stand for, in the order of the structure.
pub fn heard(bytes: &[u8]) -> String {
    all(bytes, true).iter().map(|pieces| pieces.concat()).collect::<Vec<_>>().join(" ")
}

/// What links say, in the order of the file.
pub fn links(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::open(bytes);
    let links = pdf.objects.values().filter(|(object, _)| name(object, "Subtype") == Some("Link"));
    links.filter_map(|(link, _)| get(link, "Contents").and_then(text_of)).collect()
}

fn all(bytes: &[u8], with_pictures: bool) -> Vec<Vec<String>> {
    let pdf = Pdf { with_pictures, ..Pdf::open(bytes) };
    let root = pdf.objects.values().find(|(object, _)| name(object, "Type") == Some("StructTreeRoot"));
    let mut out = vec![Vec::new()];
    pdf.walk(
        get(&root.expect("a structure").0, "K").expect("children"),
        None,
        &mut BTreeMap::new(),
        &mut out,
    );
    out.retain(|piece| !piece.is_empty());
    out
}

impl Pdf {
    fn open(bytes: &[u8]) -> Self {
        let mut objects = BTreeMap::new();
        let mut at = 0;
        while let Some(found) = find(&bytes[at..], b" 0 obj\n") {
            let end = at + found;
            let start =
                bytes[..end].iter().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |place| place + 1);
            let number = String::from_utf8_lossy(&bytes[start..end]).parse().expect("a number");
            at = end + 7;
            let mut cursor = Cursor { bytes, at };
            let object = cursor.object().expect("an object");
            let mut data = Vec::new();
            cursor.white();
            if bytes[cursor.at..].starts_with(b"stream") {
                let start = cursor.at + b"stream\n".len();
                let Some(Object::Number(length)) = get(&object, "Length") else { panic!("a length") };
                let raw = &bytes[start..start + *length as usize];
                at = start + raw.len();
                if name(&object, "Filter") == Some("FlateDecode") {
                    flate2::read::ZlibDecoder::new(raw).read_to_end(&mut data).expect("deflated");
                } else {
                    data = raw.to_vec();
                }
            }
            objects.insert(number, (object, data));
        }
        Self { objects, with_pictures: false }
    }

    fn look<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object {
            Object::To(number) => &self.objects[number].0,
            other => other,
        }
    }

    /// Goes over the structure; `known` keeps the pages that were read.
    fn walk(
        &self,
        object: &Object,
        page: Option<usize>,
        known: &mut BTreeMap<usize, BTreeMap<usize, String>>,
        out: &mut Vec<Vec<String>>,
    ) {
        match self.look(object) {
            Object::List(objects) => objects.iter().for_each(|object| self.walk(object, page, known, out)),
            Object::Number(mark) => {
                let page = page.expect("a page");
                let texts = known.entry(page).or_insert_with(|| self.page(page));
                out.last_mut()
                    .expect("begun")
                    .push(texts.get(&(*mark as usize)).cloned().unwrap_or_default());
            }
            map @ Object::Map(_) => {
                let page = match get(map, "Pg") {
                    Some(Object::To(number)) => Some(*number),
                    _ => page,
                };
                if let Some(mark) = get(map, "MCID") {
                    return self.walk(mark, page, known, out);
                }
                if name(map, "Type") == Some("OBJR") {
                    return;
                }
                // What stands in the line goes on in it, all else begins anew.
                let inline = matches!(name(map, "S"), Some("Span" | "Link" | "Strong" | "Em" | "Lbl"));
                if !inline {
                    out.push(Vec::new());
                }
                if let Some(words) = get(map, "Alt").and_then(text_of).filter(|_| self.with_pictures) {
                    out.last_mut().expect("begun").push(words);
                }
                if let Some(inner) = get(map, "K") {
                    self.walk(inner, page, known, out);
                }
                if !inline {
                    out.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    /// The text of each marked piece of a page.
    fn page(&self, number: usize) -> BTreeMap<usize, String> {
        let page = &self.objects[&number].0;
        let fonts = get(self.look(get(page, "Resources").expect("resources")), "Font");
        let Some(Object::Map(fonts)) = fonts.map(|fonts| self.look(fonts)) else { return BTreeMap::new() };
        let maps: BTreeMap<&str, BTreeMap<u16, String>> =
            fonts.iter().map(|(name, font)| (name.as_str(), self.letters(self.look(font)))).collect();
        let Some(Object::To(content)) = get(page, "Contents") else { panic!("content") };
        let mut cursor = Cursor { bytes: &self.objects[content].1, at: 0 };
        let mut drawn =
            Drawn { maps: &maps, font: "", open: Vec::new(), turned: Vec::new(), texts: BTreeMap::new() };
        let mut stack: Vec<Object> = Vec::new();
        while let Some(object) = cursor.object() {
            if let Object::Word(word) = &object {
                drawn.run(word, &stack);
                stack.clear();
            } else {
                stack.push(object);
            }
        }
        drawn.texts
    }

    fn letters(&self, font: &Object) -> BTreeMap<u16, String> {
        let mut map = BTreeMap::new();
        let Some(Object::To(number)) = get(font, "ToUnicode") else { return map };
        let text = String::from_utf8_lossy(&self.objects[number].1).into_owned();
        let code = |hex: &str| u16::from_str_radix(hex.trim_matches(['<', '>']), 16).expect("a code");
        let letters = |hex: &str| {
            let hex = hex.trim_matches(['<', '>']);
            utf16(
                &(0..hex.len() / 2)
                    .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex"))
                    .collect::<Vec<u8>>(),
            )
        };
        for section in text.split("beginbfchar").skip(1) {
            for line in section.split("endbfchar").next().unwrap_or_default().lines() {
                if let Some((glyph, to)) = line.trim().split_once(' ') {
                    map.insert(code(glyph), letters(to));
                }
            }
        }
        assert!(!text.contains("beginbfrange"), "the writer uses no ranges");
        map
    }
}

/// What the commands of a page have drawn so far.
struct Drawn<'a> {
    /// The letters of the glyphs of each font.
    maps: &'a BTreeMap<&'a str, BTreeMap<u16, String>>,
    font: &'a str,
    /// Each open piece.
    open: Vec<Open>,
    /// The letters of each glyph of the open piece that is drawn from its end (`ReversedChars`).
    turned: Vec<String>,
    texts: BTreeMap<usize, String>,
}

/// An open piece: its number, whether a text stands for what it draws, and whether it is drawn from its end.
struct Open {
    mark: Option<usize>,
    actual: bool,
    turned: bool,
}

impl Drawn<'_> {
    /// Pieces are read in the order in which they are written, as the standard says (ISO 32000-1, 14.8.2.3.3): only
    /// the letters of one that says that it is turned are turned back.
    fn run(&mut self, word: &str, stack: &[Object]) {
        match word {
            "BDC" | "BMC" => self.begin(stack),
            "EMC" => {
                let ended = self.open.pop().is_some_and(|open| open.turned);
                let letters: String = std::mem::take(&mut self.turned).into_iter().rev().collect();
                if let Some(text) = self.text().filter(|_| ended) {
                    text.push_str(&letters);
                }
            }
            "Tf" => {
                if let Some(Object::Name(name)) = stack.first() {
                    self.font = self.maps.keys().find(|known| *known == name).copied().unwrap_or("");
                }
            }
            "Tj" | "TJ" if !self.open.iter().any(|open| open.actual) => self.show(&shown(stack.last())),
            _ => {}
        }
    }

    fn text(&mut self) -> Option<&mut String> {
        let current = self.open.iter().rev().find_map(|open| open.mark)?;
        Some(self.texts.entry(current).or_default())
    }

    fn begin(&mut self, stack: &[Object]) {
        let properties = stack.last();
        let mark = properties.and_then(|map| get(map, "MCID")).and_then(number_of);
        let actual = properties.and_then(|map| get(map, "ActualText"));
        if let (Some(words), Some(text)) = (actual.and_then(text_of), self.text()) {
            text.push_str(&words);
        }
        let turned = matches!(stack.first(), Some(Object::Name(name)) if name == "ReversedChars");
        self.open.push(Open { mark, actual: actual.is_some(), turned });
    }

    fn show(&mut self, glyphs: &[u8]) {
        let Some(map) = self.maps.get(self.font) else { return };
        for pair in glyphs.chunks(2) {
            let glyph = u16::from_be_bytes([pair[0], pair[1]]);
            let letters = map.get(&glyph).map_or("\u{fffd}", String::as_str);
            if self.open.iter().any(|open| open.turned) {
                self.turned.push(letters.to_owned());
            } else if let Some(text) = self.text() {
                text.push_str(letters);
            }
        }
    }
}

/// The bytes of a text, or of all texts of a list.
fn shown(object: Option<&Object>) -> Vec<u8> {
    match object {
        Some(Object::Text(bytes)) => bytes.clone(),
        Some(Object::List(list)) => list.iter().flat_map(|piece| shown(Some(piece))).collect(),
        _ => Vec::new(),
    }
}

//! A reader of our own PDFs, as a screen reader is one: the text of each element, in the order of the structure.

use std::{collections::BTreeMap, io::Read};

/// What a PDF is made of.
#[derive(Clone, Debug)]
enum Object {
    Map(BTreeMap<String, Object>),
    List(Vec<Object>),
    To(usize),
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Word(String),
}

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

/// The letters of a text that is no text of a page.
fn text_of(object: &Object) -> Option<String> {
    let Object::Text(bytes) = object else { return None };
    Some(match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => utf16(units),
        None => String::from_utf8_lossy(bytes).into_owned(),
    })
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn get<'a>(object: &'a Object, key: &str) -> Option<&'a Object> {
    match object {
        Object::Map(map) => map.get(key),
        _ => None,
    }
}

fn name<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    match get(object, key) {
        Some(Object::Name(name)) => Some(name),
        _ => None,
    }
}

fn number_of(object: &Object) -> Option<usize> {
    match object {
        Object::Number(number) => Some(*number as usize),
        _ => None,
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn white(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            self.at += 1;
        }
    }

    fn word(&mut self) -> String {
        let start = self.at;
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()".contains(byte);
        while self.bytes.get(self.at).is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
        String::from_utf8_lossy(&self.bytes[start..self.at]).into_owned()
    }

    fn until(&mut self, end: &[u8]) -> Vec<Object> {
        let mut objects = Vec::new();
        loop {
            self.white();
            if self.bytes[self.at..].starts_with(end) {
                self.at += end.len();
                return objects;
            }
            objects.push(self.object().expect("an object"));
        }
    }

    fn object(&mut self) -> Option<Object> {
        self.white();
        let rest = &self.bytes[self.at..];
        match rest.first()? {
            b'<' if rest.starts_with(b"<<") => {
                self.at += 2;
                let all = self.until(b">>");
                let pairs = all.chunks(2).filter_map(|pair| match pair {
                    [Object::Name(key), value] => Some((key.clone(), value.clone())),
                    _ => None,
                });
                Some(Object::Map(pairs.collect()))
            }
            b'<' => {
                let end = find(rest, b">").expect("an end");
                let hex = String::from_utf8_lossy(&rest[1..end]).into_owned();
                self.at += end + 1;
                let byte = |at: usize| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hex");
                Some(Object::Text((0..hex.len() / 2).map(byte).collect()))
            }
            b'[' => {
                self.at += 1;
                Some(Object::List(self.until(b"]")))
            }
            b'(' => Some(Object::Text(self.string())),
            b'/' => {
                self.at += 1;
                Some(Object::Name(self.word()))
            }
            b'>' | b']' | b')' => None,
            _ => Some(self.number_or_word()),
        }
    }

    /// A text in brackets.
    fn string(&mut self) -> Vec<u8> {
        let (mut text, mut depth) = (Vec::new(), 0);
        loop {
            match self.byte() {
                b'\\' => {
                    let byte = self.escaped();
                    text.push(byte);
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return text.split_off(1);
            }
            text.push(self.bytes[self.at - 1]);
        }
    }

    fn byte(&mut self) -> u8 {
        self.at += 1;
        self.bytes[self.at - 1]
    }

    fn escaped(&mut self) -> u8 {
        match self.byte() {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'0'..=b'7' => {
                let digits = String::from_utf8_lossy(&self.bytes[self.at - 1..self.at + 2]);
                self.at += 2;
                u16::from_str_radix(&digits, 8).expect("octal") as u8
            }
            other => other,
        }
    }

    fn number_or_word(&mut self) -> Object {
        let word = self.word();
        let Ok(number) = word.parse::<f64>() else { return Object::Word(word) };
        // `12 0 R` is a reference.
        if self.bytes[self.at..].starts_with(b" 0 R") && word.bytes().all(|byte| byte.is_ascii_digit()) {
            self.at += 4;
            return Object::To(number as usize);
        }
        Object::Number(number)
    }
}

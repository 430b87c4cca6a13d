//! What a PDF is made of: its objects, read from its bytes.

use std::collections::BTreeMap;

/// A value in a PDF.
#[derive(Clone, Debug)]
pub enum Object {
    Map(BTreeMap<String, Object>),
    List(Vec<Object>),
    To(usize),
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Word(String),
}

/// The letters of a text that is no text of a page.
pub fn text_of(object: &Object) -> Option<String> {
    let Object::Text(bytes) = object else { return None };
    Some(match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => utf16(units),
        None => String::from_utf8_lossy(bytes).into_owned(),
    })
}

pub fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

pub fn get<'a>(object: &'a Object, key: &str) -> Option<&'a Object> {
    match object {
        Object::Map(map) => map.get(key),
        _ => None,
    }
}

pub fn name<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    match get(object, key) {
        Some(Object::Name(name)) => Some(name),
        _ => None,
    }
}

pub fn number_of(object: &Object) -> Option<usize> {
    match object {
        Object::Number(number) => Some(*number as usize),
        _ => None,
    }
}

pub fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// A place in the bytes of a file.
pub struct Cursor<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
}

impl Cursor<'_> {
    pub fn white(&mut self) {
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

    pub fn object(&mut self) -> Option<Object> {
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

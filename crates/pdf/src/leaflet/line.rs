//! A line: texts, and the emphasis and links over which a run goes on, as on the screen.

use serde_json::{Value, json};

use super::pieces::Writer;
use trousseau_text::{
    Language,
    runs::line::{Line, Part},
};

/// The elements inside which a line goes on.
const INSIDE: [&str; 4] = ["em", "link", "s", "strong"];

/// Collects pieces line by line, and counts the elements that are open in the last line.
struct Lines<'v> {
    lines: Vec<Vec<Part<'v>>>,
    open: usize,
}

impl Writer<'_> {
    /// A text that is a part of a line: [`settled`](Self::settled) makes pieces of it.
    pub fn raw(&mut self, text: &str) -> Value {
        json!({"t": "raw", "s": self.drawn(text)})
    }

    /// The pieces of a line in this language, with its raw texts cut into runs.
    pub fn settled(&mut self, pieces: Vec<Value>, language: Language) -> Vec<Value> {
        let mut lines = Lines { lines: vec![Vec::new()], open: 0 };
        lines.read(&pieces);
        let mut texts = Vec::new();
        for parts in &lines.lines {
            let line = Line::new(parts);
            let spans = line.spans(language);
            for at in (0..parts.len()).filter(|at| matches!(parts.get(*at), Some(Part::Text(_)))) {
                let mut out = Vec::new();
                for piece in line.pieces(&spans, at) {
                    match piece.span.around {
                        Some(_) => self.part(&piece, language, &mut out),
                        None => {
                            let some = piece.run.trimmed().into_iter().filter(|run| !run.text().is_empty());
                            some.for_each(|run| self.run(run, language, &mut out));
                        }
                    }
                }
                texts.push(out);
            }
        }
        filled(pieces, &mut texts.into_iter())
    }
}

impl<'v> Lines<'v> {
    fn read(&mut self, pieces: &'v [Value]) {
        for piece in pieces {
            let kind = piece["t"].as_str().unwrap_or_default();
            // A raised sign is no part of the words around it.
            if kind == "explain" {
                continue;
            }
            let inner = piece["c"].as_array().map_or(&[][..], Vec::as_slice);
            match piece["s"].as_str().filter(|_| kind == "raw") {
                Some(text) => self.push(Part::Text(text)),
                None if INSIDE.contains(&kind) => {
                    self.push(Part::Open);
                    self.open += 1;
                    self.read(inner);
                    match self.open.checked_sub(1) {
                        Some(open) => {
                            self.push(Part::Close);
                            self.open = open;
                        }
                        None => self.end(),
                    }
                }
                None => {
                    self.end();
                    self.read(inner);
                    self.end();
                }
            }
        }
    }

    fn push(&mut self, part: Part<'v>) {
        if let Some(line) = self.lines.last_mut() {
            line.push(part);
        }
    }

    fn end(&mut self) {
        self.lines.push(Vec::new());
        self.open = 0;
    }
}

/// The same pieces, with each raw text replaced by its runs.
fn filled(pieces: Vec<Value>, texts: &mut std::vec::IntoIter<Vec<Value>>) -> Vec<Value> {
    let mut out = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        if piece["t"] == "raw" {
            out.extend(texts.next().unwrap_or_default());
            continue;
        }
        if let Some(inner) = piece.get_mut("c").filter(|inner| inner.is_array()) {
            let inside = inner.as_array_mut().map(std::mem::take).unwrap_or_default();
            *inner = Value::Array(filled(inside, texts));
        }
        out.push(piece);
    }
    out
}

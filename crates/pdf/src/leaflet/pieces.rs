//! Text as JSON: every line becomes a list of pieces, each with its own language and direction.
//!
//! A piece is a text, or a map whose `t` says what it is: `lang` (words in another language), `font` (a letter with marks), `ltr`
//! (a number), `tel`, `strong`, `em`, `s`, `code`, `link`, `term`, `note`, `image`, `br`. Nothing here is ever read as Typst.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value, json};
use typst::foundations::Bytes;

use unicode_normalization::char::is_combining_mark;

use super::{
    fonts::{Cluster, Fonts},
    signs,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Span, rule},
    source::{Source, SourcePath},
};
use trousseau_site::view::Local;
use trousseau_text::{Direction, Language, Script};
use trousseau_theme::{Theme, strings::Strings};

/// A place in a source file, with the heading above it, to which a position on paper can be traced back.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The file and the bytes.
    pub place: Place,
    /// The words of the heading, or the title of the text.
    pub section: String,
}

/// Turns a view into JSON, and collects pictures, marks and diagnostics.
pub struct Writer<'a> {
    /// The language of the reader.
    pub language: Language,
    /// The words of the interface.
    pub strings: &'a Strings,
    /// The marks, in the order of their numbers, by which the layout names them.
    pub marks: Vec<Mark>,
    /// The pictures, in the order of their numbers.
    pub pictures: Vec<Bytes>,
    /// The sections of the text: the mark of each heading, its anchor and its pictogram.
    pub sections: Vec<(usize, String, Option<String>)>,
    /// The diagnostics so far.
    pub diagnostics: Vec<Diagnostic>,
    pub(super) theme: &'a Theme,
    pub(super) fonts: &'a Fonts,
    pub(super) images: &'a BTreeMap<String, Source>,
    /// The place of what is being written, for diagnostics.
    pub(super) here: Mark,
    pub(super) pictograms: BTreeMap<String, String>,
    /// The numbers of the pictures that were added, by path.
    pub(super) drawn: BTreeMap<Arc<str>, usize>,
    /// The script of the document, whose fonts come first.
    script: Script,
    missing: Vec<(SourcePath, String)>,
}

impl<'a> Writer<'a> {
    /// A writer for readers of a language.
    pub fn new(
        theme: &'a Theme,
        fonts: &'a Fonts,
        language: Language,
        images: &'a BTreeMap<String, Source>,
        path: &SourcePath,
    ) -> Self {
        Self {
            language,
            strings: theme.strings(language),
            marks: Vec::new(),
            pictures: Vec::new(),
            sections: Vec::new(),
            diagnostics: Vec::new(),
            theme,
            fonts,
            images,
            here: Mark { place: Place::file(path), section: String::new() },
            pictograms: BTreeMap::new(),
            drawn: BTreeMap::new(),
            script: language.script(),
            missing: Vec::new(),
        }
    }

    /// What follows comes from another file.
    pub fn enter(&mut self, path: &SourcePath, section: &str) {
        self.here = Mark { place: Place::file(path), section: section.to_owned() };
    }

    /// What follows comes from these bytes of the same file.
    pub fn at(&mut self, span: Span) {
        if span != Span::default() {
            self.here.place.span = Some(span);
        }
    }

    /// Adds a mark at the current place and returns its number.
    pub fn mark(&mut self) -> usize {
        self.marks.push(self.here.clone());
        self.marks.len() - 1
    }

    /// The pieces of words in one language: one text, but for letters whose marks need another font.
    pub(super) fn letters(&mut self, text: &str, out: &mut Vec<Value>) {
        let mut from = 0;
        for (start, end) in clusters(text) {
            match self.fonts.cluster(&text[start..end], self.script) {
                Cluster::Own => continue,
                Cluster::Of(family) => {
                    if from < start {
                        out.push(json!(text[from..start]));
                    }
                    out.push(json!({"t": "font", "f": family, "c": [text[start..end]]}));
                    from = end;
                }
                Cluster::Nobody => self.lack(&text[start..end], rule::leaflet::GLYPH),
            }
        }
        if from < text.len() || text.is_empty() {
            out.push(json!(text[from..]));
        }
    }

    /// The pieces of words with their own language.
    pub fn local(&mut self, words: &Local) -> Vec<Value> {
        match words.lang.and_then(Language::find) {
            None => self.text(&words.text, self.language),
            Some(own) => self.foreign(&words.text, own),
        }
    }

    /// The pieces of words in another language than the text around them.
    pub fn foreign(&mut self, text: &str, own: Language) -> Vec<Value> {
        let pieces = self.text(text, own);
        if own.html() == self.language.html() { pieces } else { vec![wrapped(own, self.language, pieces)] }
    }

    /// The pieces of a text of the theme, in its own language when it is not the reader's.
    pub fn say(&mut self, key: &str) -> Vec<Value> {
        self.fill(key, &[])
    }

    /// The same, with its `{blanks}` filled.
    pub fn fill(&mut self, key: &str, values: &[(&str, &str)]) -> Vec<Value> {
        let text = self.strings.fill(key, values);
        self.foreign(&text, self.strings.spoken_at(key))
    }

    /// The name of a pictogram; null when the theme does not have it. Shaded areas are left out, so that it prints well in
    /// black.
    pub fn pictogram(&mut self, name: &str) -> Value {
        if !self.pictograms.contains_key(name) {
            let file = self.theme.file(&format!("assets/pictograms/{name}.svg"));
            let Some(text) = file.and_then(|source| source.text().ok()) else { return Value::Null };
            let line = text.replace(" fill=\"currentColor\" fill-opacity=\".14\"", "");
            self.pictograms.insert(name.to_owned(), line);
        }
        json!(name)
    }

    /// Whether some font has a character; if not, that is reported once per file. A missing letter or sign is an error, since
    /// its word would be another; a missing ornament is left out with a warning.
    pub(super) fn look(&mut self, letter: char) -> bool {
        if self.fonts.draws(letter) {
            return true;
        }
        let rule = if signs::is_ornament(letter) { rule::leaflet::SIGN } else { rule::leaflet::GLYPH };
        self.lack(letter.encode_utf8(&mut [0; 4]), rule);
        false
    }

    /// Reports letters that no font has, once per file.
    fn lack(&mut self, letters: &str, rule: Rule) {
        let seen = (self.here.place.path.clone(), letters.to_owned());
        if self.missing.contains(&seen) {
            return;
        }
        self.missing.push(seen);
        let codes: Vec<String> =
            letters.chars().map(|letter| format!("U+{:04X}", u32::from(letter))).collect();
        let note = Diagnostic::new(rule, self.here.place.clone())
            .with("letter", letters)
            .with("code", codes.join(" "))
            .with("section", &self.here.section);
        self.diagnostics.push(note);
    }
}

/// The places of letters with marks on them, in bytes.
fn clusters(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut letter = 0;
    for (at, sign) in text.char_indices() {
        if !is_combining_mark(sign) {
            letter = at;
            continue;
        }
        let end = at + sign.len_utf8();
        match found.last_mut().filter(|(start, _)| *start == letter) {
            Some(last) => last.1 = end,
            None => found.push((letter, end)),
        }
    }
    found
}

/// Pieces in another language than the text around them.
///
/// `apart` is the mark on both sides of words of the other direction: Typst embeds them in the line without isolating
/// them, so that a bracket between a number and a French word would turn over.
pub fn wrapped(own: Language, around: Language, pieces: Vec<Value>) -> Value {
    voiced(Some(own), own.direction(), around, pieces)
}

/// The same, also for words whose language nobody knows.
pub fn voiced(voice: Option<Language>, direction: Direction, around: Language, pieces: Vec<Value>) -> Value {
    let (lang, region) = typst_language(voice.unwrap_or(around));
    let apart = match (around.direction(), direction) {
        (Direction::Rtl, Direction::Ltr) => "\u{200f}",
        (Direction::Ltr, Direction::Rtl) => "\u{200e}",
        _ => "",
    };
    json!({"t": "lang", "lang": lang, "region": region, "dir": direction.name(), "apart": apart, "c": pieces})
}

/// A language as Typst names it: a code, and a region where it matters.
pub fn typst_language(language: Language) -> (&'static str, Option<&'static str>) {
    (language.primary(), language.region())
}

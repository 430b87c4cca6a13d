//! The fonts of leaflets, decoded once.

use typst::{
    foundations::Bytes,
    layout::Abs,
    text::{Coverage, Font, FontBook, FontVariant, FontVariations},
    utils::LazyHash,
};

use unicode_normalization::{
    UnicodeNormalization,
    char::{compose, is_combining_mark},
};

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
};
use trousseau_html::font::unpacked;
use trousseau_text::Script;
use trousseau_theme::Theme;

/// The fonts of a theme for print.
pub struct Fonts {
    /// The index of fonts that Typst searches.
    pub book: LazyHash<FontBook>,
    /// The diagnostics of fonts that cannot be read.
    pub diagnostics: Vec<Diagnostic>,
    fonts: Vec<Font>,
    families: Vec<(Script, String)>,
    coverage: Vec<Coverage>,
}

/// Which font draws a letter with its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cluster<'a> {
    /// The one that Typst takes by itself.
    Own,
    /// This family, which must be named.
    Of(&'a str),
    /// None has them all.
    Nobody,
}

impl Fonts {
    /// Decodes the fonts that `theme.yaml` lists under `print`.
    pub fn decode(theme: &Theme) -> Self {
        let mut book = FontBook::new();
        let mut read = Self {
            book: LazyHash::new(FontBook::new()),
            diagnostics: Vec::new(),
            fonts: Vec::new(),
            families: Vec::new(),
            coverage: Vec::new(),
        };
        for listed in &theme.card.print {
            // The theme has reported the missing file.
            let Some(source) = theme.file(&listed.file) else { continue };
            let Some(font) = decode(&source.bytes) else {
                let place = Place::file(&SourcePath::from(&*source.path));
                read.diagnostics.push(Diagnostic::new(rule::leaflet::FONT, place));
                continue;
            };
            // The slices of a web font share the name of their family, and Typst takes one font per family:
            // each slice is a family of its own here, named after its file.
            let mut info = font.info().clone();
            let name = listed.file.rsplit('/').next().unwrap_or(&listed.file);
            info.family = name.split('.').next().unwrap_or(name).to_owned();
            read.families.push((listed.script, info.family.clone()));
            read.coverage.push(info.coverage.clone());
            book.push(info);
            read.fonts.push(font);
        }
        read.book = LazyHash::new(book);
        read
    }

    /// The font at this index of the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether there is a font for a script.
    pub fn serves(&self, script: Script) -> bool {
        self.families.iter().any(|(own, _)| *own == script)
    }

    /// The families for a text in this script: its own first, then all others, for words in other languages.
    pub fn stack(&self, script: Script) -> Vec<&str> {
        let own = self.families.iter().filter(|(own, _)| *own == script);
        let others = self.families.iter().filter(|(own, _)| *own != script);
        own.chain(others).map(|(_, family)| family.as_str()).collect()
    }

    /// How much larger letters of a script must be set to look as large as those of another, beside which they stand: by the height
    /// of letters that neither rise nor hang. Never smaller, and at most a quarter larger.
    pub fn scale(&self, script: Script, beside: Script) -> f64 {
        let heights = self.height(script).zip(self.height(beside));
        heights.map_or(1.0, |(own, other)| (other / own).clamp(1.0, 1.25))
    }

    /// The height of most letters of a script, in parts of the size; `None` for scripts whose letters look large enough.
    fn height(&self, script: Script) -> Option<f64> {
        let sample = match script.code() {
            "Latn" => "acenosvxz",
            "Arab" => "ده",
            _ => return None,
        };
        let at = self.families.iter().position(|(own, _)| *own == script)?;
        let font = self.fonts.get(at)?.clone();
        let font = font.instantiate(FontVariant::default(), Abs::pt(12.0), &FontVariations::default());
        let face = font.ttf();
        let height = |letter| Some(face.glyph_bounding_box(face.glyph_index(letter)?)?.y_max);
        let mut heights: Vec<i16> = sample.chars().filter_map(height).collect();
        heights.sort_unstable();
        Some(f64::from(*heights.get(heights.len() / 2)?) / f64::from(face.units_per_em()))
    }

    /// Which font draws a letter with its marks, in a document in this script. Typst takes for each the first font that has
    /// it; where they come from two fonts, it loses the letter.
    pub fn cluster(&self, letters: &str, script: Script) -> Cluster<'_> {
        let order = |at: &usize| self.families.get(*at).is_some_and(|(own, _)| *own != script);
        let mut fonts: Vec<usize> = (0..self.coverage.len()).collect();
        fonts.sort_by_key(order);
        let has = |font: usize, letter: char| self.coverage[font].contains(letter.into());
        let first = fonts.iter().find(|font| letters.chars().any(|letter| has(**font, letter)));
        let whole = fonts.iter().find(|font| is_drawn(letters, |letter| has(**font, letter)));
        match (first, whole) {
            (_, None) => Cluster::Nobody,
            (Some(first), Some(whole)) if first == whole => Cluster::Own,
            (_, Some(whole)) => {
                self.families.get(*whole).map_or(Cluster::Nobody, |(_, name)| Cluster::Of(name))
            }
        }
    }

    /// Whether some font has a glyph for a character. Characters that are never drawn, such as joiners, need none.
    pub fn draws(&self, letter: char) -> bool {
        is_ignorable(letter) || self.coverage.iter().any(|covered| covered.contains(letter.into()))
    }
}

/// Whether a font with these glyphs draws a letter with its marks: each by itself, or a letter together with its marks as far
/// as there is a glyph for both.
fn is_drawn(letters: &str, has: impl Fn(char) -> bool) -> bool {
    let is_seen = |letter: char| is_ignorable(letter) || has(letter);
    if letters.chars().all(is_seen) || letters.nfc().all(is_seen) {
        return true;
    }
    let mut drawn: Option<char> = None;
    for letter in letters.nfd() {
        match drawn.and_then(|before| compose(before, letter)).filter(|both| has(*both)) {
            Some(both) => drawn = Some(both),
            None if drawn.is_none() || !is_combining_mark(letter) => {
                if drawn.is_some_and(|before| !is_seen(before)) {
                    return false;
                }
                drawn = Some(letter);
            }
            None if !is_seen(letter) => return false,
            None => {}
        }
    }
    drawn.is_none_or(is_seen)
}

fn decode(bytes: &[u8]) -> Option<Font> {
    Font::new(Bytes::new(unpacked(bytes)?), 0)
}

/// Whether a character only controls others, such as a joiner or a direction mark, and is never drawn.
fn is_ignorable(letter: char) -> bool {
    matches!(letter,
        '\n' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests;

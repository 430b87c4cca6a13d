//! Pictures on paper: each is decoded first, so that a broken one is left out instead of failing the leaflet.

use typst::{
    foundations::{Bytes, Smart},
    visualize::{ExchangeFormat, RasterFormat, RasterImage, SvgImage},
};

use super::pieces::Writer;
use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    picture,
    source::Source,
};

/// The widest picture that paper needs, in pixels: 17 cm at about 200 dots per inch.
const WIDEST: u32 = 1_400;

impl Writer<'_> {
    /// Adds a picture and returns its number; `None`, with a diagnostic at the writer's place, when it cannot be used.
    pub fn add_picture(&mut self, source: &Source) -> Option<usize> {
        if let Some(number) = self.drawn.get(&source.path) {
            return Some(*number);
        }
        let ready =
            picture::on_paper(&source.bytes, WIDEST).map(|bytes| self.printable(bytes)).and_then(readable);
        match ready {
            Ok(bytes) => {
                self.pictures.push(bytes);
                self.drawn.insert(source.path.clone(), self.pictures.len() - 1);
                Some(self.pictures.len() - 1)
            }
            Err(fault) => {
                let diagnostic = Diagnostic::new(rule::leaflet::PICTURE, self.here.place.clone())
                    .with("file", &source.path)
                    .with("problem", fault);
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }

    /// A picture without the letters that no font has, which are reported: one of them in a drawing would fail the leaflet, and
    /// nobody would know where it stands.
    fn printable(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        let is_drawing = picture::probe(&bytes).is_ok_and(|probe| probe.kind == picture::Kind::Svg);
        let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| is_drawing && !text.is_ascii())
        else {
            return bytes;
        };
        let mut out = String::with_capacity(text.len());
        for piece in text.split_inclusive('>') {
            let (letters, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
            // What names a drawing is not drawn.
            let is_name = ["</title", "</desc"].iter().any(|end| tag.starts_with(end));
            out.extend(letters.chars().filter(|letter| is_name || letter.is_ascii() || self.look(*letter)));
            out.push_str(tag);
        }
        out.into_bytes()
    }
}

/// The same bytes, if Typst can decode them, too.
fn readable(bytes: Vec<u8>) -> Result<Bytes, picture::Fault> {
    let is_drawing = picture::probe(&bytes)?.kind == picture::Kind::Svg;
    let bytes = Bytes::new(bytes);
    let form = picture::Fault::Broken(picture::Damage::Form);
    if is_drawing {
        SvgImage::new(bytes.clone()).map_err(|_| form)?;
    } else {
        let format = ExchangeFormat::detect(&bytes).ok_or(picture::Fault::Kind)?;
        RasterImage::new(bytes.clone(), RasterFormat::Exchange(format), Smart::Auto).map_err(|_| form)?;
    }
    Ok(bytes)
}

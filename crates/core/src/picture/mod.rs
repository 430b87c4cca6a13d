//! Pictures: their kind and size, and copies for several widths without metadata.
//!
//! A photograph carries the place and the day on which it was taken; a drawing can carry a script. Neither reaches the site.

mod drawing;

use crate::diagnostic::{Rule, rule};
use std::{fmt, io::Cursor};

use fast_image_resize::{
    PixelType, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader,
    Limits, RgbaImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    metadata::Orientation,
};
use strum::{EnumIter, IntoStaticStr};

/// The largest side of a picture that is decoded, in pixels.
const MOST_SIDE: u32 = 16_384;
/// The most pixels of a picture that is decoded: twice as many as a photograph of a good camera has. Decoded, they take 200 MB.
const MOST_PIXELS: u64 = 50_000_000;
/// The quality of JPEG copies, from 1 to 100.
const QUALITY: u8 = 80;

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Png,
    Jpeg,
    WebP,
    Svg,
}

impl Kind {
    /// Its name, as people say it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Png => "PNG",
            Kind::Jpeg => "JPEG",
            Kind::WebP => "WebP",
            Kind::Svg => "SVG",
        }
    }

    /// The usual extension of its files.
    pub fn end(self) -> &'static str {
        match self {
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::WebP => "webp",
            Kind::Svg => "svg",
        }
    }

    /// Whether a file name of this kind may have this extension.
    pub fn has_end(self, end: &str) -> bool {
        match self {
            Kind::Png => end == "png",
            Kind::Jpeg => matches!(end, "jpg" | "jpeg"),
            Kind::WebP => end == "webp",
            Kind::Svg => end == "svg",
        }
    }
}

/// What the first bytes of a picture tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The width in pixels, after rotation by the EXIF orientation.
    pub width: u32,
    /// The height in pixels, after rotation by the EXIF orientation.
    pub height: u32,
    /// The kind, by the bytes and not by the name of the file.
    pub kind: Kind,
}

/// Why a picture is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Neither PNG, JPEG, WebP nor SVG.
    Kind,
    /// It is damaged.
    Broken(Damage),
    /// It has too many pixels: its width and height.
    TooLarge(u32, u32),
    /// An SVG that holds more than a drawing: what it is, such as `script`.
    Unsafe(&'static str),
}

/// Why a picture cannot be decoded. Each has its words in the messages, as a value of `problem`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", prefix = "picture-")]
pub enum Damage {
    /// The bytes are not those of such a file, or the end is missing.
    Garbled,
    /// The kind is known, but not this variant of it.
    Form,
    /// An SVG that is too large.
    Heavy,
    /// An SVG that is not UTF-8.
    Letters,
    /// An SVG with elements nested too deeply.
    Deep,
    /// An SVG without width, height or view box.
    Size,
}

impl Damage {
    /// The name in the tables of words, such as `picture-garbled`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

impl Fault {
    /// The rule that it breaks.
    pub fn rule(&self) -> Rule {
        match self {
            Fault::Kind => rule::images::KIND,
            Fault::Broken(_) => rule::images::BROKEN,
            Fault::TooLarge(..) => rule::images::TOO_LARGE,
            Fault::Unsafe(_) => rule::images::UNSAFE,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Kind => f.write_str("PNG, JPEG, WebP, SVG"),
            Fault::Broken(damage) => f.write_str(damage.name()),
            Fault::TooLarge(width, height) => write!(f, "{width} × {height}"),
            Fault::Unsafe(what) => f.write_str(what),
        }
    }
}

/// Whether a file has the extension of a picture.
pub fn is_picture(path: &str) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    matches!(
        end.as_str(),
        "png" | "jpg" | "jpeg" | "webp" | "svg" | "gif" | "avif" | "heic" | "bmp" | "tif" | "tiff"
    )
}

/// Looks at a picture's first bytes: cheap, whatever its size.
pub fn probe(bytes: &[u8]) -> Result<Probe, Fault> {
    if drawing::is_drawing(bytes) {
        let (width, height) = drawing::size(&drawing::clean(bytes)?)?;
        return Ok(Probe { width, height, kind: Kind::Svg });
    }
    let (mut decoder, format) = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    let turned = matches!(
        decoder.orientation().unwrap_or(Orientation::NoTransforms),
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if turned { (height, width) } else { (width, height) };
    let kind = match format {
        ImageFormat::Png => Kind::Png,
        ImageFormat::Jpeg => Kind::Jpeg,
        _ => Kind::WebP,
    };
    Ok(Probe { width, height, kind })
}

/// A copy of a picture, at most `width` pixels wide, of the same kind, rotated upright and without metadata; of an SVG a
/// cleaned copy.
pub fn variant(bytes: &[u8], width: Option<u32>) -> Result<Vec<u8>, Fault> {
    if drawing::is_drawing(bytes) {
        return drawing::clean(bytes);
    }
    let (picture, format) = upright(bytes, width)?;
    let mut out = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, QUALITY);
            picture.to_rgb8().write_with_encoder(encoder)
        }
        format => picture.write_to(&mut out, format),
    }
    .map_err(broken)?;
    Ok(out.into_inner())
}

/// A copy for paper, in shades of grey, as an office printer would print it. An SVG stays an SVG.
pub fn on_paper(bytes: &[u8], width: u32) -> Result<Vec<u8>, Fault> {
    if drawing::is_drawing(bytes) {
        let clean = drawing::clean(bytes)?;
        return Ok(drawing::grey(&String::from_utf8_lossy(&clean)).into_bytes());
    }
    let (picture, format) = upright(bytes, Some(width))?;
    let mut out = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, QUALITY);
            picture.to_luma8().write_with_encoder(encoder)
        }
        _ => picture.grayscale().write_to(&mut out, ImageFormat::Png),
    }
    .map_err(broken)?;
    Ok(out.into_inner())
}

/// A decoded picture, rotated upright, at most this many pixels wide.
fn upright(bytes: &[u8], width: Option<u32>) -> Result<(DynamicImage, ImageFormat), Fault> {
    let (mut decoder, format) = decoder(bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    match width {
        Some(width) if width < picture.width() => Ok((narrow(&picture, width)?, format)),
        _ => Ok((picture, format)),
    }
}

/// A picture in grey from its pixels, row by row: a small PNG, in sixteen shades.
pub fn grey(width: u32, height: u32, mut pixels: Vec<u8>) -> Vec<u8> {
    // Sixteen shades compress much better than 256, and in a preview nobody sees the difference.
    pixels.iter_mut().for_each(|shade| *shade = (*shade / 17) * 17);
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::NoFilter);
    // Writing to memory fails only when the pixels are not width × height, and then there is no picture.
    match encoder.write_image(&pixels, width, height, ExtendedColorType::L8) {
        Ok(()) => out,
        Err(_) => Vec::new(),
    }
}

fn decoder(bytes: &[u8]) -> Result<(impl ImageDecoder, ImageFormat), Fault> {
    let reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| broken(error.into()))?;
    let format = reader.format().ok_or(Fault::Kind)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err(Fault::Kind);
    }
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > MOST_SIDE || pixels > MOST_PIXELS || pixels == 0 {
        return Err(Fault::TooLarge(width, height));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 16);
    decoder.set_limits(limits).map_err(broken)?;
    Ok((decoder, format))
}

/// A copy of this width, in eight bits for each colour. Every picture is resized as RGBA: the code for each other form of pixels,
/// with its variants for each processor, would take minutes to compile.
fn narrow(picture: &DynamicImage, width: u32) -> Result<DynamicImage, Fault> {
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
    let height = u32::try_from(height.max(1)).unwrap_or(u32::MAX);
    let color = picture.color();
    let pixels = picture.to_rgba8();
    let garbled = || Fault::Broken(Damage::Garbled);
    let whole = ImageRef::new(pixels.width(), pixels.height(), pixels.as_raw(), PixelType::U8x4)
        .map_err(|_| garbled())?;
    let mut narrow = Image::new(width, height, PixelType::U8x4);
    let options = ResizeOptions::new().use_alpha(color.has_alpha());
    Resizer::new().resize(&whole, &mut narrow, &options).map_err(|_| garbled())?;
    let narrow = RgbaImage::from_raw(width, height, narrow.into_vec()).ok_or_else(garbled)?;
    let narrow = DynamicImage::from(narrow);
    Ok(match (color.has_color(), color.has_alpha()) {
        (true, true) => narrow,
        (true, false) => narrow.into_rgb8().into(),
        (false, true) => narrow.into_luma_alpha8().into(),
        (false, false) => narrow.into_luma8().into(),
    })
}

fn broken(error: ImageError) -> Fault {
    Fault::Broken(match error {
        ImageError::Unsupported(_) | ImageError::Limits(_) => Damage::Form,
        _ => Damage::Garbled,
    })
}

#[cfg(test)]
mod tests;

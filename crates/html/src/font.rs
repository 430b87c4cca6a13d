//! Cuts a font to the letters that pages show, so that a reader with an old phone and little data loads no others.

use std::panic::{AssertUnwindSafe, catch_unwind};

use read_fonts::{
    FontRef,
    collections::IntSet,
    types::{NameId, Tag},
};
use skera::{Plan, SubsetFlags, subset_font};
use ttf2woff2::EncodeOptions;

use trousseau_core::diagnostic::{Diagnostic, Place, WithDiagnostics, rule};
use trousseau_text::letters::Letters;
use trousseau_theme::fonts::Published;

/// What stands beside letters in any text, and what browsers ask of a font when they join letters, break lines or show a lone mark.
const SIGNS: [std::ops::RangeInclusive<char>; 5] = [
    ' '..='~',
    '\u{a0}'..='\u{a0}',
    '\u{200c}'..='\u{200f}',
    '\u{2010}'..='\u{2011}',
    '\u{25cc}'..='\u{25cc}',
];

/// Up to this size, the outlines of a font are packed in the way that is smaller; browsers refuse it when what they unpack lies beyond
/// the reach of short addresses, 128 kB.
const MOST_TRANSFORMED: usize = 96 << 10;

/// A font of the site. One that cannot be cut is published whole; it is told when nobody could read it, because then readers see
/// none of its letters.
pub fn font(font: &Published) -> WithDiagnostics<Option<Vec<u8>>> {
    let whole = &font.source.bytes;
    let cut = catch_unwind(AssertUnwindSafe(|| {
        let font_file = unpacked(whole)?;
        let read = FontRef::new(&font_file).ok()?;
        Some(font.letters.as_ref().and_then(|letters| cut(&read, letters)))
    }));
    let diagnostics = match &cut {
        Ok(Some(_)) => Vec::new(),
        _ => vec![Diagnostic::new(rule::theme::FONT, Place::file(&font.source.path))],
    };
    let smaller = cut.ok().flatten().flatten().filter(|cut| cut.len() < whole.len());
    WithDiagnostics { value: Some(smaller.unwrap_or_else(|| whole.to_vec())), diagnostics }
}

/// A font as programs read it, be it packed for the web or not; `None` when it is packed wrongly.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    match bytes.get(..4)? {
        b"wOF2" => wuff::decompress_woff2(bytes).ok(),
        _ => Some(bytes.to_vec()),
    }
}

/// The font with these letters, all that it makes of them, all weights, and the names that its licence asks for, packed for the web.
fn cut(font: &FontRef<'_>, letters: &Letters) -> Option<Vec<u8>> {
    let letters: IntSet<u32> = SIGNS.into_iter().flatten().chain(letters.iter()).map(u32::from).collect();
    let (none, every) = (IntSet::empty(), IntSet::all());
    let names: IntSet<NameId> = (0..=14).map(NameId::new).collect();
    let english = IntSet::from([0x409]);
    let plan = Plan::new(
        &IntSet::empty(),
        &letters,
        font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &none,
        &every,
        &every,
        &names,
        &english,
    );
    let cut = subset_font(font, &plan).ok()?;
    let outlines =
        FontRef::new(&cut).ok()?.table_data(Tag::new(b"glyf")).map_or(0, |outlines| outlines.len());
    let transform_glyf_loca = outlines < MOST_TRANSFORMED;
    ttf2woff2::encode_with_options(&cut, EncodeOptions { transform_glyf_loca, ..Default::default() }).ok()
}

//! What is wrong in the files of a theme.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::SourcePath,
};
use trousseau_theme::{
    contrast,
    styles::{self, Styles},
};

use crate::Context;

/// Words that are missing or strange.
pub fn words(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(context.theme.into_iter().flat_map(|theme| theme.strings_notes().to_vec()));
}

/// Templates that cannot be read. A build meets them when it makes its first page.
pub fn templates(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(context.theme.into_iter().flat_map(|theme| theme.templates().diagnostics.clone()));
}

/// Colours that are hard to read on their ground.
pub fn contrast(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let Some(theme) = context.theme else { return };
    let read = |path: &str| theme.file(path).and_then(|sheet| Some((&sheet.path, sheet.text().ok()?)));
    let Some((path, base)) = read(styles::BASE) else { return };
    judge(path, 0, base, diagnostics);
    for part in Styles::All.files().iter().filter(|part| **part != styles::BASE) {
        // The first part has the names of the colours and the grounds of the page, so each other one is judged behind it.
        if let Some((path, own)) = read(part) {
            judge(path, base.len(), &format!("{base}{own}"), diagnostics);
        }
    }
}

/// Judges the colours of a sheet from a byte on, where the file with this path begins.
fn judge(path: &SourcePath, start: usize, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    for near in contrast::near(text).into_iter().filter(|near| near.range.start >= start) {
        let [color, ground] = near.colors;
        // Rounded down: 6.96 is not enough where 7 is needed.
        let contrast = format!("{:.1}:1", (near.contrast * 10.0).floor() / 10.0);
        let diagnostic = Diagnostic::new(
            rule::theme::CONTRAST,
            Place::span(path, near.range.start - start..near.range.end - start),
        );
        diagnostics.push(
            diagnostic
                .with("color", color)
                .with("ground", ground)
                .with("contrast", contrast)
                .with("needed", format!("{}:1", near.needed))
                .with("scheme", near.scheme),
        );
    }
}

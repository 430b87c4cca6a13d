//! What is wrong in the files of a theme.

use trousseau_core::diagnostic::{Diagnostic, Place, rule};
use trousseau_theme::contrast;

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
    let sheet = context.theme.and_then(|theme| theme.file("assets/style.css"));
    let Some((sheet, Ok(text))) = sheet.map(|sheet| (sheet, sheet.text())) else { return };
    for near in contrast::near(text) {
        let [color, ground] = near.colors;
        // Rounded down: 6.96 is not enough where 7 is needed.
        let contrast = format!("{:.1}:1", (near.contrast * 10.0).floor() / 10.0);
        let diagnostic = Diagnostic::new(rule::theme::CONTRAST, Place::span(&sheet.path, near.range));
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

//! What is wrong in the files of a theme.

use trousseau_core::diagnostic::Diagnostic;

use crate::Context;

/// Words that are missing or strange.
pub fn words(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(context.theme.into_iter().flat_map(|theme| theme.strings_notes().to_vec()));
}

/// Templates that cannot be read. A build meets them when it makes its first page.
pub fn templates(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(context.theme.into_iter().flat_map(|theme| theme.templates().diagnostics.clone()));
}

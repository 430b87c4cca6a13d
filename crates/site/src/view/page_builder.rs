//! What the pages and leaflets of one language are made from.

use std::sync::Arc;

use super::{body, downloads::Downloads, kept_view::Kept, site_context::SiteContext};
use trousseau_core::library::Library;
use trousseau_text::Language;

/// All that is needed to make the pages of one language.
pub struct PageBuilder<'a> {
    /// The library.
    pub library: &'a Library,
    /// The language.
    pub language: Language,
    /// What its pages share.
    pub context: Arc<SiteContext>,
    /// The public address of the site, with its final `/`.
    pub base_url: Option<&'a str>,
    /// How the pages get their bodies.
    pub bodies: body::Making,
    /// What can be printed.
    pub downloads: &'a Downloads,
    /// What can be kept.
    pub kept: &'a Kept,
}

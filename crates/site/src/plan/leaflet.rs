//! One leaflet to make.

use super::formats::collected;
use crate::view::{
    PageBuilder,
    leaflet::{HostView, LeafletView, host},
};
use trousseau_core::{
    diagnostic::WithDiagnostics,
    source::Sources,
    toolkit::format::{Format, FormatSpec, Layout, Sheet},
};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme::Theme;

/// One leaflet: what finds its view again when it is generated. Views of all leaflets at once would fill the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaflet {
    /// The slug of its guide; none for all guides of the language in one document, and for what is made of the toolkit itself.
    pub guide: Option<String>,
    /// The language of its reader.
    pub language: Language,
    /// How it is laid out.
    pub layout: &'static Layout,
    /// What becomes of its pages.
    pub sheet: Sheet,
    /// The id of the partner that hands it out; none for the leaflets of the site.
    pub partner: Option<String>,
    /// The format under which readers know it; none for a picture and for all guides in one.
    pub format: Option<Format>,
}

impl Leaflet {
    /// The leaflet of a guide, as the site hands it out.
    pub fn new(guide: &str, language: Language, format: Format) -> Self {
        let FormatSpec { layout, sheet } = *format.spec();
        Self { guide: Some(guide.to_owned()), language, layout, sheet, partner: None, format: Some(format) }
    }

    /// What is made of the toolkit itself, as the site hands it out.
    pub fn of_toolkit(language: Language, format: Format) -> Self {
        Self { guide: None, ..Self::new("", language, format) }
    }

    /// All that may be printed on it; none when the guide is not there in the leaflet's language.
    pub fn view(&self, builder: &PageBuilder, sources: &Sources) -> WithDiagnostics<Option<LeafletView>> {
        let toolkit = &builder.library.toolkit;
        let partner = self.partner.as_ref().and_then(|id| toolkit.partner(id));
        let mut diagnostics = Vec::new();
        let host = partner.map(|partner| {
            host::host(toolkit, partner, sources, self.language).collect_into(&mut diagnostics)
        });
        let with_images = |view: LeafletView| LeafletView { images: builder.images(&view, sources), ..view };
        WithDiagnostics { value: self.words(builder, host).map(with_images), diagnostics }
    }

    /// The hash of all it may know: its view, its sheet and the theme. `fingerprint` is that of the view.
    pub fn key(&self, theme: &Theme, fingerprint: Fingerprint) -> Fingerprint {
        Fingerprint::join([
            &theme.paper,
            &fingerprint,
            &Fingerprint::of_value(&(self.layout.name, self.sheet.name())),
        ])
    }

    /// The view without the bytes of the pictures, whose names say all that a key must know of them.
    pub(super) fn words(&self, builder: &PageBuilder, host: Option<HostView>) -> Option<LeafletView> {
        if self.layout.flow.is_of_toolkit() {
            return Some(LeafletView { partner: host, ..builder.wall(self.layout) });
        }
        let Some(slug) = &self.guide else {
            return Some(builder.collection(&collected(builder.library, self.language)));
        };
        builder.library.guide(slug).and_then(|guide| builder.leaflet(guide, self.layout, host))
    }
}

//! What the pages of a language offer for printing, by guide and by stage.

use crate::view::downloads::{Offer, Offered, Preview, PrintStage, PrintView, leaflet};
use crate::view::{page_builder::PageBuilder, site_context};
use trousseau_core::{guide::GuideFrontMatter, library::Entry, toolkit::Stage};
use trousseau_text::Language;

impl PageBuilder<'_> {
    /// The leaflets of a guide in the reader's language; where it is not translated, those of its source.
    pub fn offers(&self, guide: &Entry<GuideFrontMatter>) -> Vec<Offer> {
        let language = guide.localized(self.language).language;
        let source = guide.source.language;
        let name = |of: Language| site_context::foreign(of.name().to_owned(), of, self.language);
        let offered = self.downloads.guides.get(&(language, guide.slug.clone()));
        let offer = |offered: &Offered| Offer {
            href: format!("{}{}", self.way_to(language), leaflet(&guide.slug, offered.format)),
            format: offered.format,
            language: name(language),
            hreflang: language.html(),
            beside: offered.format.is_pair().then(|| name(source)),
            pages: offered.pages,
            bytes: offered.bytes,
        };
        offered.into_iter().flatten().map(offer).collect()
    }

    /// Everything that a reader of this language can print, by stage.
    pub fn prints(&self) -> Vec<PrintStage> {
        let stage = |(index, stage): (usize, &Stage)| {
            let guides =
                self.library.guides.iter().filter(|guide| *guide.source.front_matter.stage == *stage.id);
            let guides: Vec<PrintView> = guides.filter_map(|guide| self.print_of(guide)).collect();
            (!guides.is_empty()).then_some(PrintStage { index, guides })
        };
        self.library.toolkit.stages.iter().enumerate().filter_map(stage).collect()
    }

    fn print_of(&self, guide: &Entry<GuideFrontMatter>) -> Option<PrintView> {
        let offers = self.offers(guide);
        let record = site_context::record(guide, self.language);
        let language = guide.localized(self.language).language;
        let preview =
            self.downloads.previews.get(&(language, guide.slug.clone())).cloned().map(|preview| Preview {
                src: format!("{}{}", self.way_to(language), preview.src),
                ..preview
            });
        (!offers.is_empty()).then_some(PrintView {
            href: record.href,
            title: record.title,
            translated: record.translated,
            offers,
            preview,
        })
    }

    fn way_to(&self, language: Language) -> String {
        if language == self.language { String::new() } else { format!("../{}/", language.tag()) }
    }
}

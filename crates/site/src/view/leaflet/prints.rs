//! What the pages of a language offer for printing, by guide and by stage.

use crate::view::downloads::{Offer, Offered, Preview, PrintStage, PrintView, leaflet, of_toolkit};
use crate::view::{page_builder::PageBuilder, site_context};
use trousseau_core::{
    guide::GuideFrontMatter,
    library::{Entry, address},
    toolkit::Stage,
};
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

    /// What is made of the toolkit itself in the reader's language, and in the source language what is made once.
    pub fn walls(&self) -> Vec<Offer> {
        let source = self.library.toolkit.source_language();
        let name = |of: Language| site_context::foreign(of.name().to_owned(), of, self.language);
        let list =
            |of: Language| self.downloads.toolkit.get(&of).into_iter().flatten().map(move |one| (of, one));
        let own: Vec<_> = list(self.language).collect();
        let missing = |one: &Offered| own.iter().all(|(_, known)| known.format != one.format);
        let others = list(source).filter(|(_, one)| missing(one));
        let mut all: Vec<_> = own.iter().copied().chain(others).collect();
        all.sort_by_key(|(_, one)| one.format);
        let offer = |(of, one): (Language, &Offered)| Offer {
            href: format!("{}{}", self.way_to(of), of_toolkit(one.format, of)),
            format: one.format,
            language: name(of),
            hreflang: of.html(),
            beside: None,
            pages: one.pages,
            bytes: one.bytes,
        };
        all.into_iter().map(offer).collect()
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
            table: (self.language == guide.source.language).then(|| address::print(&guide.slug)),
            languages: if self.language == guide.source.language {
                self.print_languages(guide)
            } else {
                Vec::new()
            },
            href: record.href,
            title: record.title,
            translated: record.translated,
            offers,
            preview,
        })
    }

    pub(in crate::view) fn way_to(&self, language: Language) -> String {
        if language == self.language { String::new() } else { format!("../{}/", language.tag()) }
    }
}

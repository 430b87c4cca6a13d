//! Makes the pages from which a worker prints: one guide in all languages and formats, with what is out of date.

use super::{
    downloads::{Offered, PrintLanguage, leaflet},
    local::Local,
    page_builder::PageBuilder,
    page_view::{Content, PageView},
    print_table_view::{PrintCell, PrintRow, PrintTable, sheets},
    site_context,
    text::{NoticeKind, notice_of},
};
use trousseau_core::{
    guide::GuideFrontMatter,
    library::{Entry, State, address},
    toolkit::Format,
};
use trousseau_text::Language;

impl PageBuilder<'_> {
    /// The page of one guide, in the language of who prints.
    pub fn print_table(&self, guide: &Entry<GuideFrontMatter>) -> PageView {
        let offered = |language: Language| self.downloads.guides.get(&(language, guide.slug.clone()));
        let languages = || self.library.toolkit.languages.iter().copied();
        let mut formats: Vec<Format> =
            languages().filter_map(offered).flatten().map(|offered| offered.format).collect();
        formats.sort_unstable();
        formats.dedup();
        let row = |language: Language| Some(self.print_row(guide, language, offered(language)?, &formats));
        let missing = languages().filter(|language| !guide.is_in(*language));
        let record = site_context::record(guide, self.language);
        let table = PrintTable {
            href: record.href,
            rows: languages().filter_map(row).collect(),
            missing: missing.map(|language| self.name_of(language)).collect(),
            preview: self.downloads.previews.get(&(self.language, guide.slug.clone())).cloned(),
            formats,
        };
        let name = address::print(&guide.slug);
        let own = self.language;
        let content = Content::PrintTable(Box::new(table));
        let mut page = self.frame(&name, record.title, self.empty(), &|language| language == own, content);
        // The other languages have their list of leaflets, not this page.
        for link in page.languages.iter_mut().filter(|link| !link.current) {
            link.href = format!("../{}/{}", link.tag, address::PRINT);
        }
        page
    }

    /// The languages in which a guide can be printed.
    pub(super) fn print_languages(&self, guide: &Entry<GuideFrontMatter>) -> Vec<PrintLanguage> {
        let languages = self.library.toolkit.languages.iter().copied();
        let there =
            languages.filter(|language| self.downloads.guides.contains_key(&(*language, guide.slug.clone())));
        there
            .map(|language| PrintLanguage {
                name: self.name_of(language),
                late: guide.localized(language).state == State::Stale,
            })
            .collect()
    }

    fn print_row(
        &self,
        guide: &Entry<GuideFrontMatter>,
        language: Language,
        offered: &[Offered],
        formats: &[Format],
    ) -> PrintRow {
        let way = self.way_to(language);
        let cell = |format: &Format| {
            let one = offered.iter().find(|one| one.format == *format)?;
            Some(PrintCell {
                href: format!("{way}{}", leaflet(&guide.slug, *format)),
                pages: one.pages,
                sheets: one.pages.and_then(|pages| sheets(*format, pages)),
                bytes: one.bytes,
            })
        };
        let edition = guide.localized(language);
        let notice = notice_of(edition.state);
        let is_late = notice == Some(NoticeKind::Stale);
        PrintRow {
            tag: language.tag(),
            language: self.name_of(language),
            notice,
            behind: guide.version_of(&edition).filter(|_| is_late),
            cells: formats.iter().map(cell).collect(),
        }
    }

    fn name_of(&self, language: Language) -> Local {
        site_context::foreign(language.name().to_owned(), language, self.language)
    }
}

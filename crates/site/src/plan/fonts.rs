//! The fonts of a site, each with the letters that its pages show.

use super::{OutputKind, Plan};
use trousseau_core::{letters::by_language, library::Library, source::Sources};
use trousseau_text::{Language, letters::Letters};
use trousseau_theme::{
    Theme,
    fonts::{Font, Published},
};

/// The fonts that the languages of a toolkit need. Letters are counted for these languages alone, and of texts by whole files: of what a
/// file holds a page may show any, and what it leaves out costs little.
pub fn fonts<'t>(library: &Library, theme: &'t Theme, sources: &Sources) -> Vec<(&'t Font, Published)> {
    let needed: Vec<_> = theme.fonts().collect();
    let languages = library.toolkit.languages.iter();
    let served = languages.filter(|language| needed.iter().any(|(font, _)| font.serves(**language)));
    let letters: Vec<(Language, Letters)> =
        served.map(|language| (*language, letters(library, theme, sources, *language))).collect();
    let published = |(font, source): (&'t Font, _)| {
        let mut all = Letters::default();
        letters.iter().filter(|(language, _)| font.serves(*language)).for_each(|(_, own)| all.join(own));
        (font, font.published(source, &all))
    };
    needed.into_iter().map(published).collect()
}

/// The addresses of those that serve a language, in the order of the theme.
pub fn addresses(fonts: &[(&Font, Published)], language: Language) -> Vec<String> {
    let serving = fonts.iter().filter(|(font, _)| font.serves(language));
    serving.map(|(_, published)| published.address.clone()).collect()
}

impl Plan {
    pub(super) fn add_fonts(&mut self, fonts: Vec<(&Font, Published)>) {
        for (_, font) in fonts {
            let (path, print) = (format!("site/{}", font.address), font.source.fingerprint);
            self.file(path, print, OutputKind::Font(font));
        }
    }
}

/// The letters that the pages of a language may show: of the theme, of its texts and of what the head of the source says in it, of the
/// lists, of the names of languages.
fn letters(library: &Library, theme: &Theme, sources: &Sources, language: Language) -> Letters {
    let toolkit = &library.toolkit;
    let guides = library.guides.iter().map(|guide| [&guide.source.path, guide.localized(language).path]);
    let pages = library.pages.iter().map(|page| [&page.source.path, page.localized(language).path]);
    let texts = guides.chain(pages).flatten().filter_map(|path| sources.get(path));
    let lists = sources.under("content/").filter(|source| source.path.ends_with(".yaml"));
    let mut all = theme.letters(language).clone();
    for source in texts.chain(lists) {
        all.join(&by_language(source).seen_by(language, toolkit.source_language()));
    }
    all.extend(toolkit.languages.iter().flat_map(|language| language.name().chars()));
    all
}

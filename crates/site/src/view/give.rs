//! Makes the page from which one hands guides on: at a counter, the other phone reads the code from the screen.

use super::{
    downloads,
    give_view::{CardPicture, GiveView},
    page::{WHOLE_SITE, plain},
    page_builder::PageBuilder,
    page_view::{CodeView, Content, PageView},
    site_context,
};
use trousseau_core::{
    guide::GuideFrontMatter,
    library::{Entry, address},
};

impl PageBuilder<'_> {
    /// The page from which guides are handed on; only where the public address of the site is known.
    pub fn give(&self) -> PageView {
        let guides = self.library.guides.iter().filter_map(|guide| self.gift(guide));
        let guides = self.whole_site().into_iter().chain(guides).collect();
        self.frame(address::GIVE, self.empty(), self.empty(), &|_| true, Content::Give { guides })
    }

    /// The home page of the language, from which one comes to all else.
    fn whole_site(&self) -> Option<GiveView> {
        Some(GiveView {
            slug: WHOLE_SITE.to_owned(),
            title: self.context.name.clone(),
            href: address::HOME.to_owned(),
            address: self.public_home()?,
            code: address::code(WHOLE_SITE),
            picture: None,
        })
    }

    /// The address of the home page of the language to print and to say.
    pub fn public_home(&self) -> Option<String> {
        Some(format!("{}{}/", self.base_url?, self.language.tag()))
    }

    fn gift(&self, guide: &Entry<GuideFrontMatter>) -> Option<GiveView> {
        let record = site_context::record(guide, self.language);
        Some(GiveView {
            slug: guide.slug.clone(),
            title: record.title,
            href: record.href,
            address: self.public(guide)?,
            code: address::code(&guide.slug),
            picture: self.picture(guide),
        })
    }

    /// The card of a guide in this language as a picture.
    pub(super) fn picture(&self, guide: &Entry<GuideFrontMatter>) -> Option<CardPicture> {
        let bytes = *self.downloads.pictures.get(&(self.language, guide.slug.clone()))?;
        Some(CardPicture { href: downloads::picture(&guide.slug), bytes })
    }

    /// The code of a page by its name in the folder of its language; only where the public address of the site is known.
    pub fn code(&self, name: &str) -> Option<CodeView> {
        let stem = name.strip_suffix(".html")?;
        let address = match self.library.guide(stem) {
            Some(guide) => self.public(guide)?,
            None => format!("{}{}/{}", self.base_url?, self.language.tag(), plain(name)),
        };
        Some(CodeView { href: address::code(stem), address })
    }

    /// The address of a guide to print and to say: the short one where there is one, else that of its page.
    pub fn public(&self, guide: &Entry<GuideFrontMatter>) -> Option<String> {
        let name = match self.library.toolkit.number(&guide.slug) {
            Some(number) => number.to_string(),
            None => address::text(&guide.slug),
        };
        Some(format!("{}{}/{name}", self.base_url?, self.language.tag()))
    }

    /// The page behind a short address, which leads to the guide; to the home page when there is no such guide.
    pub fn short(&self, place: usize) -> PageView {
        let one = &self.library.toolkit.numbers[place];
        let own = self.library.guide(&one.guide);
        let moved = || {
            let moved = self.library.moved.iter().find(|moved| moved.alias == *one.guide)?;
            self.library.guide(&moved.slug)
        };
        let guide = own.or_else(moved);
        let to = guide.map(|guide| site_context::record(guide, self.language));
        let title = to.as_ref().map_or(self.context.name.clone(), |record| record.title.clone());
        let to = to.map_or(address::HOME.to_owned(), |record| record.href);
        let name = address::short(one.number.value);
        let page = self.frame(&name, title, self.empty(), &|_| true, Content::Short { to });
        PageView {
            root: "../../".to_owned(),
            home: "../".to_owned(),
            canonical: None,
            alternates: Vec::new(),
            languages: Vec::new(),
            ..page
        }
    }
}

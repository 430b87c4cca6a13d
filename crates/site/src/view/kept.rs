//! Makes the page that offers what readers keep, and the frame of the file with everything of a language.

use super::{
    kept_view::{KeptFile, KeptView},
    page_builder::PageBuilder,
    page_view::{Content, PageView},
    site_context::contact_view,
    text::ContactView,
};
use trousseau_core::{library::address, toolkit::Toolkit};
use trousseau_text::slug::{is_slug, slug};

/// What the names of kept files begin with: the site's own name, where it is one that any device takes.
pub fn stem(toolkit: &Toolkit) -> String {
    let name = toolkit.name.get(&toolkit.source_language()).map(|name| slug(name)).unwrap_or_default();
    if is_slug(&name) { name } else { "toolkit".to_owned() }
}

impl PageBuilder<'_> {
    /// The page from which one keeps the site.
    pub fn keep(&self) -> PageView {
        let file = self.kept_file();
        let site = self.kept.site.map(|bytes| {
            let path = address::kept_site(&stem(&self.library.toolkit));
            KeptFile { name: name_of(&path), href: format!("../{path}"), bytes: Some(bytes) }
        });
        let https = self.base_url.is_some_and(|base| base.starts_with("https://"));
        let content = Content::Keep { worker: https && file.bytes.is_some(), file, site };
        self.frame(address::KEEP, self.empty(), self.empty(), &|_| true, content)
    }

    /// The file of this language.
    pub(super) fn kept_file(&self) -> KeptFile {
        let href = address::kept(&stem(&self.library.toolkit), self.language.tag());
        KeptFile { name: name_of(&href), href, bytes: self.kept.languages.get(&self.language).copied() }
    }

    /// The frame of that file: what stands around its texts.
    pub fn kept(&self) -> PageView {
        let toolkit = &self.library.toolkit;
        let guides = self.library.guides.iter().map(|guide| &guide.source.front_matter.versions);
        let pages = self.library.pages.iter().map(|page| &page.source.front_matter.versions);
        let updated = guides.chain(pages).filter_map(|versions| Some(versions.first()?.date)).max();
        let address = self.base_url.map(|base| format!("{base}{}/", self.language.tag()));
        let content = KeptView { updated, address, contacts: self.contacts_of_all() };
        let path = address::kept(&stem(toolkit), self.language.tag());
        let (name, tagline) = (self.context.name.clone(), self.context.tagline.clone());
        let page = self.frame(address::HOME, name, tagline, &|_| true, Content::Kept(Box::new(content)));
        PageView { path: format!("{}/{path}", self.language.tag()), alternates: Vec::new(), ..page }
    }

    fn contacts_of_all(&self) -> Vec<ContactView> {
        let toolkit = &self.library.toolkit;
        let mut found = self.context.help.clone();
        let guides = self.library.guides.iter().flat_map(|guide| &guide.source.front_matter.help);
        let named = guides.filter_map(|id| toolkit.contact(id));
        let named = named.map(|contact| contact_view(contact, self.language, toolkit));
        let asked = toolkit.questions.iter().flat_map(|question| self.contacts(question));
        for contact in named.chain(asked) {
            if !found.iter().any(|known| known.id == contact.id) {
                found.push(contact);
            }
        }
        found
    }
}

/// The name of a file, without its folders.
fn name_of(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

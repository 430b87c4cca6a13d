//! Makes the views of pages.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    body,
    local::Local,
    page_builder::PageBuilder,
    page_view::{Alternate, CodeView, Content, Crumb, LanguageLink, PageView, StageLink},
    phrases, recording, results,
    site_context::{self, Record, SiteContext},
    text::{Fallback, Notice, NoticeKind, TermView, TextView, notice_of},
};
use trousseau_core::{
    guide::{GuideFrontMatter, PageFrontMatter, front_matter::Data},
    library::{Entry, Library, Moved, SourceFrontMatter, State, address},
    toolkit::Format,
};
use trousseau_text::{Language, words};

/// What stands for the site in place of a guide's name: no guide is called so, since home is.
pub(crate) const WHOLE_SITE: &str = "index";

/// Tells whether a page is translated into a language.
type Present<'a> = &'a dyn Fn(Language) -> bool;

impl PageBuilder<'_> {
    /// The home page.
    pub fn home(&self) -> PageView {
        let context = &self.context;
        let content = Content::Home { keep: context.keep.then(|| self.kept_file()) };
        self.frame(address::HOME, context.name.clone(), context.tagline.clone(), &|_| true, content)
    }

    /// The site map.
    pub fn site_map(&self) -> PageView {
        self.frame(address::SITE_MAP, self.empty(), self.empty(), &|_| true, Content::SiteMap)
    }

    /// Everything that can be printed.
    pub fn print(&self) -> PageView {
        let stages = self.prints();
        let offers = stages.iter().flat_map(|stage| &stage.guides).flat_map(|guide| &guide.offers);
        let walls = self.walls();
        let formats: BTreeSet<Format> = offers.chain(&walls).map(|offer| offer.format).collect();
        let bundles = self.downloads.bundles.get(&self.language).cloned().unwrap_or_default();
        let content = Content::Print { stages, walls, formats: formats.into_iter().collect(), bundles };
        self.frame(address::PRINT, self.empty(), self.empty(), &|_| true, content)
    }

    /// The glossary, in the alphabetical order of its words.
    pub fn glossary(&self, order: &dyn Fn(&str, &str) -> std::cmp::Ordering) -> PageView {
        let glossary = self.library.toolkit.glossary.iter();
        let mut terms: Vec<_> =
            glossary.map(|term| body::term_view(self.library, term, self.language)).collect();
        let name = |term: &TermView| term.abbr.clone().unwrap_or_else(|| term.word.text.clone());
        terms.sort_by(|a, b| order(&name(a), &name(b)).then_with(|| a.id.cmp(&b.id)));
        self.frame(address::GLOSSARY, self.empty(), self.empty(), &|_| true, Content::Glossary { terms })
    }

    /// The page of phrases to show.
    pub fn phrases(&self) -> PageView {
        let content = Content::Phrases(phrases::phrases(&self.library.toolkit, self.language));
        self.frame(address::PHRASES, self.empty(), self.empty(), &|_| true, content)
    }

    /// The page of a stage, by its index in the toolkit.
    pub fn stage(&self, index: usize) -> PageView {
        let stages = &self.context.stages;
        let stage = &stages[index];
        let link = |place: Option<usize>| {
            let stage = stages.get(place?)?;
            Some(Box::new(StageLink {
                number: stage.number,
                name: stage.name.clone(),
                href: stage.href.clone(),
            }))
        };
        let content =
            Content::Stage { index, previous: link(index.checked_sub(1)), next: link(index.checked_add(1)) };
        self.frame(&stage.href, stage.name.clone(), stage.summary.clone(), &|_| true, content)
    }

    /// The page of a guide; `before` and `after` are its neighbours on the way.
    pub fn guide(
        &self,
        guide: &Entry<GuideFrontMatter>,
        before: Option<&Entry<GuideFrontMatter>>,
        after: Option<&Entry<GuideFrontMatter>>,
    ) -> PageView {
        let language = self.language;
        let content = self.guide_view(guide, self.text(guide), before, after);
        let stage = content.stage;
        let record = site_context::record(guide, language);
        let content = Content::Guide(Box::new(content));
        let mut page = self.frame(
            &record.href,
            record.title,
            record.summary,
            &|language| guide.is_in(language),
            content,
        );
        if let Some(stage) = stage.map(|place| &self.context.stages[place]) {
            page.crumbs.push(Crumb { href: stage.href.clone(), label: stage.name.clone() });
            page.part = Some(stage.name.text.clone());
        }
        self.fall_back(&mut page, guide);
        page
    }

    /// A page of the foot.
    pub fn page(&self, work: &Entry<PageFrontMatter>) -> PageView {
        let (text, _) = self.text(work);
        let results = work
            .source
            .front_matter
            .data
            .map(|Data::Results| results::results(&self.library.toolkit, self.language));
        let record = site_context::record(work, self.language);
        let territory = work.source.front_matter.territory.as_deref();
        let territory = site_context::territory(&self.library.toolkit, territory, self.language);
        let content = Content::Page { text: Box::new(text), territory, results };
        let mut page =
            self.frame(&record.href, record.title, record.summary, &|language| work.is_in(language), content);
        self.fall_back(&mut page, work);
        page
    }

    /// The page of a former address, which leads to the text that took its place.
    pub fn moved(&self, moved: &Moved) -> PageView {
        let guide = self.library.guide(&moved.slug).map(|guide| site_context::record(guide, self.language));
        let page = || self.library.page(&moved.slug).map(|page| site_context::record(page, self.language));
        let to = guide.or_else(page).unwrap_or_else(|| Record::home(self.context.name.clone()));
        let (title, summary) = (to.title.clone(), to.summary.clone());
        let canonical =
            self.base_url.map(|base| format!("{base}{}/{}", self.language.tag(), plain(&to.href)));
        let content = Content::Moved { to: Box::new(to) };
        let frame = self.frame(&address::text(&moved.alias), title, summary, &|_| true, content);
        PageView { canonical, alternates: Vec::new(), ..frame }
    }

    fn text<H: SourceFrontMatter>(&self, work: &Entry<H>) -> (TextView, Vec<String>) {
        let (library, language) = (self.library, self.language);
        let edition = work.localized(language);
        let view = (self.bodies)(library, &edition, language);
        let foreign = edition.language.html() != language.html();
        let source = work.source.language;
        let versions = work.source.front_matter.versions();
        let history = versions.iter().map(|entry| site_context::version(entry, language, source));
        let mut history: Vec<_> = history.collect();
        history.iter_mut().take(1).for_each(|newest| newest.owed = library.owes(&work.slug));
        let is_near = edition.state == State::Missing && edition.language != source;
        let of_near = is_near.then(|| notice_of(work.localized(edition.language).state_of_all())).flatten();
        let notice = if is_near { Some(NoticeKind::Near) } else { notice_of(edition.state_of_all()) };
        let text = TextView {
            body_lang: foreign.then(|| edition.language.html()),
            body_dir: foreign.then(|| edition.language.direction().name()),
            language: edition.language,
            minutes: words::minutes(view.body.words),
            body: view.body,
            toc: view.toc,
            notice: notice.map(|kind| Notice {
                kind,
                near: is_near.then(|| Fallback::of(edition.language)),
                of_near,
                href: format!("../{}/{}", source.tag(), address::text(&work.slug)),
                lang: source.html(),
                dir: source.direction().name(),
                name: source.name(),
                date: work.date(),
            }),
            version: versions.first().map(|entry| entry.version.value),
            checked: work.source.front_matter.checked(),
            history,
            terms: view.terms,
            facts: view.facts,
            recordings: recording::recordings(library, &edition),
        };
        (text, view.steps)
    }

    /// Without a translation, the page shows another text: its canonical address is that of this text, and it names no
    /// alternates.
    fn fall_back<H: SourceFrontMatter>(&self, page: &mut PageView, work: &Entry<H>) {
        if work.is_in(self.language) {
            return;
        }
        let shown = work.localized(self.language).language;
        page.canonical =
            self.base_url.map(|base| format!("{base}{}/{}", shown.tag(), address::text(&work.slug)));
        page.alternates.clear();
    }

    pub(super) fn empty(&self) -> Local {
        Local { text: String::new(), lang: None, dir: None }
    }

    /// A page view with everything but its content.
    pub(super) fn frame(
        &self,
        name: &str,
        title: Local,
        summary: Local,
        present: Present,
        content: Content,
    ) -> PageView {
        let tag = self.language.tag();
        let languages = &self.library.toolkit.languages;
        PageView {
            site: self.context.clone(),
            path: format!("{tag}/{name}"),
            root: "../".to_owned(),
            home: String::new(),
            title,
            summary,
            part: None,
            canonical: self.base_url.map(|base| format!("{base}{tag}/{}", plain(name))),
            code: (!content.is_passed()).then(|| self.code(name)).flatten(),
            alternates: self
                .base_url
                .map_or_else(Vec::new, |base| alternates(base, name, languages, present)),
            languages: languages
                .iter()
                .map(|language| self.language_link(*language, name, present))
                .collect(),
            crumbs: Vec::new(),
            content,
        }
    }

    pub(super) fn language_link(&self, language: Language, name: &str, present: Present) -> LanguageLink {
        let current = language == self.language;
        let href = if current { name.to_owned() } else { format!("../{}/{name}", language.tag()) };
        let easier = !current && language.html() == self.language.html();
        LanguageLink { easier, ..link(language, href, current, present(language)) }
    }
}

/// The entry page: choose your language.
pub fn languages(library: &Library, context: &Arc<SiteContext>, base_url: Option<&str>) -> PageView {
    let languages = &library.toolkit.languages;
    let links = languages
        .iter()
        .map(|language| link(*language, format!("{}/{}", language.tag(), address::HOME), false, true));
    PageView {
        path: address::HOME.to_owned(),
        root: String::new(),
        home: format!("{}/", context.tag),
        title: context.name.clone(),
        summary: context.tagline.clone(),
        part: None,
        canonical: base_url.map(str::to_owned),
        code: base_url.map(|base| CodeView { href: address::code(WHOLE_SITE), address: base.to_owned() }),
        alternates: base_url
            .map_or_else(Vec::new, |base| alternates(base, address::HOME, languages, &|_| true)),
        languages: links.collect(),
        crumbs: Vec::new(),
        content: Content::Languages,
        site: context.clone(),
    }
}

/// The 404 page. A web server shows it for addresses of any depth, so its links are absolute.
pub fn not_found(library: &Library, contexts: &[Arc<SiteContext>], base_url: Option<&str>) -> PageView {
    let root = base_url.map_or_else(|| "/".to_owned(), base_path);
    let languages = library.toolkit.languages.iter();
    let links = languages
        .map(|language| link(*language, format!("{root}{}/{}", language.tag(), address::HOME), false, true));
    let context = &contexts[0];
    PageView {
        path: "404.html".to_owned(),
        home: format!("{root}{}/", context.tag),
        title: context.name.clone(),
        summary: context.tagline.clone(),
        part: None,
        canonical: None,
        code: None,
        alternates: Vec::new(),
        languages: links.collect(),
        crumbs: Vec::new(),
        content: Content::NotFound { contexts: contexts.to_vec() },
        root,
        site: context.clone(),
    }
}

/// The path of a public address: `/guides/` of `https://exemple.org/guides/`.
pub fn base_path(base_url: &str) -> String {
    let rest = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |start| rest[start..].to_owned())
}

/// The public form of a file's name: `index.html` becomes "", since the address of a folder shows it.
pub fn plain(name: &str) -> &str {
    if name == address::HOME { "" } else { name }
}

fn link(language: Language, href: String, current: bool, translated: bool) -> LanguageLink {
    LanguageLink {
        easier: false,
        tag: language.tag(),
        lang: language.html(),
        dir: language.direction().name(),
        name: language.name(),
        href,
        current,
        translated,
    }
}

/// The translations of a page for search engines; `x-default` leads to the entry page or to the source text.
pub fn alternates(base: &str, name: &str, languages: &[Language], present: Present) -> Vec<Alternate> {
    let address = |language: &Language| format!("{base}{}/{}", language.tag(), plain(name));
    let there: Vec<&Language> = languages.iter().filter(|language| present(**language)).collect();
    let mut alternates: Vec<Alternate> = Vec::with_capacity(there.len() + 1);
    for language in &there {
        alternates.push(Alternate { lang: language.tag(), href: address(language) });
    }
    let default = match name {
        address::HOME => Some(base.to_owned()),
        _ => there.first().map(|language| address(language)),
    };
    alternates.extend(default.map(|href| Alternate { lang: "x-default", href }));
    alternates
}

//! Renders pages: a view and a theme → the bytes of an HTML file.

mod ids;

use std::{
    collections::HashMap,
    io::{self, Write},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use tera::{Context, Value};

pub use super::policy::{hash, policy};
use super::{isolate, linked, markup, policy::*};
use trousseau_core::diagnostic::{Diagnostic, WithDiagnostics, rule};
use trousseau_site::view::{Content, PageView, SiteContext, TextView};
use trousseau_text::{Direction, Language};
use trousseau_theme::{
    Theme,
    assets::ICON,
    css::shortened,
    functions::{Setting, within},
    styles::Styles,
};

/// What pages in all languages say in each: the name in templates, and the path in the strings.
const SAID_BY_ALL: [(&str, &str); 4] =
    [("choose", "choose"), ("demo", "demo"), ("title", "not_found.title"), ("home", "not_found.home")];

/// Renders one page. To render many, keep a [`Renderer`].
pub fn page(view: &PageView, theme: &Theme, all: &[Arc<SiteContext>]) -> WithDiagnostics<Option<Vec<u8>>> {
    Renderer::new(theme, all).page(view)
}

/// The largest page, in bytes: a template that loops without end stops here.
const MOST_BYTES: usize = 32 << 20;

/// The bytes of a page, up to a limit.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::Error::other("more than 32 MiB"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Renders the pages of one build; may be used from several threads. What pages share is made once.
pub struct Renderer<'a> {
    theme: &'a Theme,
    contexts: Vec<(Arc<SiteContext>, OnceLock<Value>)>,
    all: OnceLock<Value>,
    card: Value,
    sheets: Mutex<HashMap<StylesheetKey, Arc<Stylesheet>>>,
}

/// What the template of the file that readers keep gets in place of what is made after it.
pub(crate) const MARKS: [(&str, &str); 4] = [
    ("symbols", "<!--symbols-->"),
    ("parts", "<!--parts-->"),
    ("explained", "<!--explained-->"),
    ("lists", "<!--lists-->"),
];

/// For what a page is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// A page of the site.
    Page,
    /// A part of the file that readers keep: of what stands around the text, the template may leave out what such a file has once.
    Part,
}

/// What the style sheet of a page depends on: its parts, its direction and, with fonts, the language and the path to the top of the site.
type StylesheetKey = (Styles, Direction, Option<(Language, String)>);

/// A style sheet, with the content security policy that allows it by its hash.
struct Stylesheet {
    css: Value,
    policy: String,
}

impl<'a> Renderer<'a> {
    /// A renderer for a site. Templates are compiled for the first page.
    pub fn new(theme: &'a Theme, all: &[Arc<SiteContext>]) -> Self {
        let card = serde_json::json!({
            "name": theme.card.name,
            "version": theme.card.version,
            "color": theme.card.color,
        });
        Self {
            theme,
            contexts: all.iter().map(|site| (site.clone(), OnceLock::new())).collect(),
            all: OnceLock::new(),
            card: Value::from_serializable(&card),
            sheets: Mutex::default(),
        }
    }

    /// The bytes of a page; `None`, with diagnostics, when the theme has a mistake.
    pub fn page(&self, view: &PageView) -> WithDiagnostics<Option<Vec<u8>>> {
        match self.render(view, Use::Page) {
            Ok(html) => self.finished(&html, view),
            Err(diagnostics) => WithDiagnostics { value: None, diagnostics },
        }
    }

    /// A page as its template wrote it, before its numbers and words in other letters are marked.
    pub(crate) fn render(&self, view: &PageView, of: Use) -> Result<String, Vec<Diagnostic>> {
        let templates = self.theme.templates();
        // A page made with some of the templates would look finished although it is not, so none is made.
        if !templates.diagnostics.is_empty() {
            return Err(templates.diagnostics.clone());
        }
        let language = language(&view.site);
        let context = self.context(view, language, of);
        let setting = Setting { root: view.root.clone(), strings: self.theme.strings(language).clone() };
        let template = template(&view.content);
        let mut html = Limited(Vec::with_capacity(64 << 10));
        let rendered = within(setting, || templates.tera.render_to(template, &context, &mut html));
        if let Err(error) = rendered {
            let mut diagnostics =
                templates.explain(rule::theme::RENDER, &error, &format!("@default/{template}"));
            for diagnostic in &mut diagnostics {
                diagnostic.args.insert("page", view.path.clone());
            }
            return Err(diagnostics);
        }
        // Tera writes the texts that it was given, and those are UTF-8.
        Ok(String::from_utf8(html.0)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// The bytes of a page that its template has written.
    pub(crate) fn finished(&self, html: &str, view: &PageView) -> WithDiagnostics<Option<Vec<u8>>> {
        let html = isolate::isolate(html, language(&view.site), self.theme.voices());
        let diagnostics = ids::repeated(&html, view);
        WithDiagnostics { value: Some(html.into_bytes()), diagnostics }
    }

    /// The theme.
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// The style sheet of a language for pages that are too small to hold theirs.
    pub fn style_sheet(&self, own: Language) -> String {
        let site = self.contexts.iter().find(|(site, _)| language(site) == own);
        let fonts = site.map(|(site, _)| site.fonts.as_slice()).unwrap_or_default();
        self.theme.css(own, "../", Styles::Lists, fonts)
    }

    /// The policy that allows the style sheet of every page of a site at this path, for servers that send one to all. Pages that are
    /// too small to hold theirs read it from a file.
    pub fn policy_for_all(&self, base: &str) -> String {
        let mut sheets: Vec<String> = Vec::new();
        for (site, _) in &self.contexts {
            for styles in Styles::EACH {
                let roots: &[&str] = if styles.is_of_language() { &["../"] } else { &["", "../", base] };
                sheets.extend(
                    roots
                        .iter()
                        .map(|root| shortened(&self.theme.css(language(site), root, styles, &site.fonts))),
                );
            }
        }
        sheets.sort_unstable();
        sheets.dedup();
        let hashes: Vec<String> = sheets.iter().map(|sheet| hash(sheet)).collect();
        let policy = policy_of(&format!("'self' {}", hashes.join(" ")));
        let theme = self.theme;
        let scripts = [
            theme.script(),
            theme.find_script(),
            theme.kept_script(),
            theme.share_script(),
            theme.phone_script(),
        ];
        with_worker(&with_sound(&with_scripts(&policy, "", scripts)))
    }

    fn context(&self, view: &PageView, language: Language, of: Use) -> Context {
        let strings = self.theme.strings(language);
        let (body, words) = match text(&view.content) {
            Some(text) => self.body(view, text, language),
            None => Default::default(),
        };
        let mut context = Context::new();
        context.insert("page", view);
        context.insert_value("site", self.site(&view.site));
        context.insert_value("t", strings.value.clone());
        context.insert_value("body", Value::safe_string(&body));
        context.insert_value("words", Value::safe_string(if of == Use::Part { "" } else { &words }));
        context.insert_value("in_file", Value::from(of == Use::Part));
        let icon = self.theme.assets.address(&format!("assets/{ICON}"));
        context.insert_value(
            "icon",
            Value::from(icon.map(|icon| format!("{}{icon}", view.root)).unwrap_or_default()),
        );
        for (name, file) in
            [("manifest", "manifest.webmanifest"), ("feed", "feed.xml"), ("sitemap", "plan.html")]
        {
            let there = name != "feed" || view.site.feed;
            let address = if there { format!("{}{file}", view.home) } else { String::new() };
            context.insert_value(name, Value::from(address));
        }
        context.insert_value("theme", self.card.clone());
        if matches!(view.content, Content::Languages | Content::NotFound { .. }) {
            context.insert_value("all", self.all.get_or_init(|| self.everything()).clone());
        }
        self.allow(view, (language, styles(&view.content, &body)), of, &mut context);
        context
    }

    /// Style sheet and scripts, with the policy that allows these and nothing else.
    fn allow(&self, view: &PageView, (language, styles): (Language, Styles), of: Use, context: &mut Context) {
        let sheet = self.sheet((language, &view.site.fonts), &view.root, styles);
        let data = linked::data(view);
        let is_heard = of == Use::Page && text(&view.content).is_some();
        let listen = if is_heard { self.theme.script() } else { "" };
        let find = if has_search(&view.content) { self.theme.find_script() } else { "" };
        let share = if matches!(view.content, Content::Give { .. }) { self.theme.share_script() } else { "" };
        let phone = if matches!(view.content, Content::Keep { worker: true, .. }) {
            self.theme.phone_script()
        } else {
            ""
        };
        let policy = match view.content {
            Content::Paper(_) => POLICY_OF_PAPER.to_owned(),
            Content::Kept(_) => {
                policy_of_kept(sheet.css.as_str().unwrap_or_default(), self.theme.kept_script())
            }
            _ => with_scripts(&sheet.policy, &data, [listen, find, share, phone]),
        };
        let has_sound = text(&view.content).is_some_and(|text| !text.recordings.is_empty());
        let policy = if has_sound { with_sound(&policy) } else { policy };
        let policy = if phone.is_empty() { policy } else { with_worker(&policy) };
        context.insert_value("css", sheet.css.clone());
        context.insert_value("listen", Value::safe_string(listen));
        context.insert_value("share", Value::safe_string(share));
        context.insert_value("find", Value::safe_string(find));
        context.insert_value("phone", Value::safe_string(phone));
        context.insert_value("csp", Value::from(policy));
        context.insert_value("jsonld", Value::safe_string(&data));
        if matches!(view.content, Content::Kept(_)) {
            context.insert_value("script", Value::safe_string(self.theme.kept_script()));
            for (name, mark) in MARKS {
                context.insert_value(name, Value::safe_string(mark));
            }
        }
    }

    /// The markup of the body and of the definitions of its words.
    fn body(&self, view: &PageView, text: &TextView, language: Language) -> (String, String) {
        let glossary = view.site.glossary.then(|| format!("{}glossaire.html", view.home));
        let frame = markup::Frame {
            language: text.language,
            latin: self.theme.latin,
            strings: self.theme.strings(text.language),
            assets: &self.theme.assets,
            terms: &text.terms,
            facts: &text.facts,
            glossary: glossary.as_deref(),
            recordings: &text.recordings,
        };
        let body = markup::body(&text.body, &frame);
        let strings = self.theme.strings(language);
        (body, markup::words::section(&text.terms, strings, glossary.as_deref()))
    }

    fn site(&self, site: &Arc<SiteContext>) -> Value {
        match self.contexts.iter().find(|(known, _)| Arc::ptr_eq(known, site)) {
            Some((known, value)) => value.get_or_init(|| Value::from_serializable(&**known)).clone(),
            None => Value::from_serializable(&**site),
        }
    }

    /// All languages with their words, for pages that say the same in each; `said` holds these few, each with the language that it
    /// is in, and whether an earlier language has said it: those of the source language may stand in for several.
    fn everything(&self) -> Value {
        let words = |site: &SiteContext| self.theme.strings(language(site));
        let one = |(at, (site, _)): (usize, &(Arc<SiteContext>, _))| {
            let strings = words(site);
            let said = |(name, path): (&'static str, &str)| {
                let text = strings.get(path);
                let again = self.contexts[..at].iter().any(|(earlier, _)| words(earlier).get(path) == text);
                let spoken = strings.spoken_at(path);
                let own = spoken.html() == site.lang;
                let (lang, dir) = (spoken.html(), spoken.direction().name());
                (
                    name,
                    serde_json::json!({"text": text, "again": again, "own": own, "lang": lang, "dir": dir}),
                )
            };
            let said: HashMap<_, _> = SAID_BY_ALL.into_iter().map(said).collect();
            Value::from_serializable(&HashMap::from([
                ("site", self.site(site)),
                ("t", strings.value.clone()),
                ("said", Value::from_serializable(&said)),
            ]))
        };
        Value::from(self.contexts.iter().enumerate().map(one).collect::<Vec<Value>>())
    }

    /// The style sheet of a language; only the addresses of its fonts depend on where the page lies.
    fn sheet(&self, (language, fonts): (Language, &[String]), root: &str, styles: Styles) -> Arc<Stylesheet> {
        let has_fonts = styles != Styles::Kept && !fonts.is_empty();
        let key = (styles, language.direction(), has_fonts.then(|| (language, root.to_owned())));
        let mut sheets = self.sheets.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let css = shortened(&self.theme.css(language, root, styles, fonts));
            Arc::new(Stylesheet { policy: policy([css.as_str()]), css: Value::safe_string(&css) })
        };
        sheets.entry(key).or_insert_with(make).clone()
    }
}

fn template(content: &Content) -> &'static str {
    match content {
        Content::Languages => "languages.html",
        Content::Home { .. } => "home.html",
        Content::Stage { .. } => "stage.html",
        Content::Guide(_) => "guide.html",
        Content::Page { .. } => "page.html",
        Content::Glossary { .. } => "glossary.html",
        Content::Territories { .. } => "territories.html",
        Content::Territory(_) => "territory.html",
        Content::Phrases(_) => "phrases.html",
        Content::Question(_) => "question.html",
        Content::Print { .. } => "print.html",
        Content::Give { .. } => "give.html",
        Content::Short { .. } => "short.html",
        Content::Keep { .. } => "keep.html",
        Content::Kept(_) => "kept.html",
        Content::SiteMap => "site_map.html",
        Content::Moved { .. } => "moved.html",
        Content::Paper(_) => "paper.html",
        Content::PrintTable(_) => "print_table.html",
        Content::NotFound { .. } => "not_found.html",
    }
}

/// What few texts have: a style sheet for it goes with these alone.
const RICH: [&str; 3] = ["<figure", "<blockquote", "class=\"lines"];

/// The parts of the style sheet that this kind of page needs, with a body of this markup.
fn styles(content: &Content, body: &str) -> Styles {
    let recorded = text(content).is_some_and(|text| !text.recordings.is_empty());
    let has_exit = matches!(content, Content::Guide(guide) if guide.quick_exit.is_some());
    match content {
        Content::Guide(guide) if guide.kind.is_form() => Styles::Forms,
        // Figures of the results are drawn as on the pages without a text.
        Content::Page { results: Some(_), .. } => Styles::All,
        Content::Guide(_) | Content::Page { .. } => {
            let is_rich = recorded || has_exit || RICH.iter().any(|mark| body.contains(mark));
            Styles::of_text(body.contains("<table"), is_rich)
        }
        Content::Territory(_) => Styles::All,
        Content::Kept(_) => Styles::Kept,
        _ => Styles::Lists,
    }
}

fn text(content: &Content) -> Option<&TextView> {
    match content {
        Content::Guide(guide) => Some(&guide.text),
        Content::Page { text, .. } => Some(text),
        _ => None,
    }
}

/// Whether one can search on a page; all others lead to one of these.
fn has_search(content: &Content) -> bool {
    matches!(content, Content::Home { .. } | Content::SiteMap)
}

fn language(site: &SiteContext) -> Language {
    Language::find(site.tag).unwrap_or_default()
}

#[cfg(test)]
mod tests;

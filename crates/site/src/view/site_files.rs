//! What the files beside the pages may know: the site map, the feeds, what robots, phones and servers read.

use jiff::civil::Date;
use serde::Serialize;

use super::page_view::Alternate;
use trousseau_core::library::{Library, address};
use trousseau_text::{Fingerprint, Language};

/// `sitemap.xml`: all pages for search engines.
#[derive(Clone, Debug, Serialize)]
pub struct SiteMapView {
    /// The pages.
    pub urls: Vec<SiteUrl>,
}

/// One page of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SiteUrl {
    /// The public address, with `https://`.
    pub loc: String,
    /// The day of its newest version.
    pub lastmod: Option<Date>,
    /// The same page in all its languages.
    pub alternates: Vec<Alternate>,
}

/// The Atom feed of a language: changes of its guides and pages, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// The language.
    pub lang: &'static str,
    /// The name of the site.
    pub title: String,
    /// The feed's id, an address that never changes.
    pub id: String,
    /// The public address, with `https://`.
    pub href: String,
    /// The home page's public address.
    pub home: String,
    /// The day of the newest entry.
    pub updated: Option<Date>,
    /// The entries.
    pub entries: Vec<FeedEntry>,
}

/// One version of a guide or page.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    /// The entry's id: the address with the version.
    pub id: String,
    /// The page's public address.
    pub href: String,
    /// The page's title.
    pub title: String,
    /// The day of the version.
    pub updated: Date,
    /// The page's summary.
    pub summary: String,
}

/// `robots.txt`: everything may be read.
#[derive(Clone, Debug, Serialize)]
pub struct RobotsView {
    /// The public address of the site map.
    pub sitemap: Option<String>,
}

/// The name of the site, for a phone's home screen.
#[derive(Clone, Debug, Serialize)]
pub struct WebManifestView {
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The source language.
    pub lang: &'static str,
    /// The direction of the source language.
    pub dir: &'static str,
}

/// The headers that a web server should send, for one kind of server.
#[derive(Clone, Debug, Serialize)]
pub struct HeadersView {
    /// The server.
    pub server: Server,
    /// The path of the site on its host, with its final `/`.
    pub root: String,
    /// The hash of the theme: the policy names the hashes of its style sheets, so this output changes with the theme.
    pub theme: Fingerprint,
    /// The addresses of the fonts, which style sheets name.
    pub fonts: Vec<String>,
    /// The languages of the site.
    pub languages: Vec<Language>,
    /// The paths of former addresses, and those that took their place.
    pub moved: Vec<(String, String)>,
}

/// A family of web servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Server {
    /// Hosts that read a file `_headers`.
    Headers,
    /// Apache, through `.htaccess`.
    Apache,
    /// nginx, as a piece of its configuration.
    Nginx,
}

impl HeadersView {
    /// One view for each kind of server, with the path of its file. nginx reads no file of the site, so its part is beside
    /// the site.
    pub fn all(
        root: &str,
        (theme, fonts): (Fingerprint, Vec<String>),
        library: &Library,
    ) -> [(String, Self); 3] {
        let languages = &library.toolkit.languages;
        let path =
            |language: &Language, slug: &str| format!("{root}{}/{}", language.tag(), address::text(slug));
        let moved: Vec<(String, String)> = languages
            .iter()
            .flat_map(|language| library.moved.iter().map(move |moved| (language, moved)))
            .map(|(language, moved)| (path(language, &moved.alias), path(language, &moved.slug)))
            .collect();
        let view = |server| Self {
            server,
            root: root.to_owned(),
            theme,
            fonts: fonts.clone(),
            languages: languages.clone(),
            moved: moved.clone(),
        };
        [
            ("site/_headers".to_owned(), view(Server::Headers)),
            ("site/.htaccess".to_owned(), view(Server::Apache)),
            ("hosting/nginx.conf".to_owned(), view(Server::Nginx)),
        ]
    }
}

//! What the files beside the pages may know: the site map, the feeds, what robots, phones and servers read.

use jiff::civil::Date;
use serde::Serialize;

use super::page_view::Alternate;
use trousseau_text::{Fingerprint, Language};

/// The list of all pages.
#[derive(Clone, Debug, Serialize)]
pub struct SiteMapView {
    /// The pages.
    pub urls: Vec<SiteUrl>,
}

/// One page of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SiteUrl {
    /// Its public address.
    pub loc: String,
    /// The day of its newest version.
    pub lastmod: Option<Date>,
    /// The same page in all languages in which it is.
    pub alternates: Vec<Alternate>,
}

/// The changes of a shelf, newest first.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// The language.
    pub lang: &'static str,
    /// The name of the site.
    pub title: String,
    /// The feed's own name, which never changes.
    pub id: String,
    /// Its public address.
    pub href: String,
    /// The home page's public address.
    pub home: String,
    /// The day of the newest entry.
    pub updated: Option<Date>,
    /// The entries.
    pub entries: Vec<FeedEntry>,
}

/// One change.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    /// Its own name: the address and the version.
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

/// What robots may read: everything.
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
    /// Its direction.
    pub dir: &'static str,
}

/// What a web server should send along, in the words of one server.
#[derive(Clone, Debug, Serialize)]
pub struct HeadersView {
    /// The server.
    pub server: Server,
    /// The path of the site on its host, with its final `/`.
    pub root: String,
    /// What the theme is, and in which languages: the style sheet of each page is named in the policy.
    pub theme: Fingerprint,
    /// The languages of the site.
    pub languages: Vec<Language>,
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
    /// One for each server, with the file that holds it. nginx reads nothing in the site itself: its piece lies beside.
    pub fn all(root: &str, theme: Fingerprint, languages: &[Language]) -> [(String, Self); 3] {
        let view = |server| Self { server, root: root.to_owned(), theme, languages: languages.to_vec() };
        [
            ("site/_headers".to_owned(), view(Server::Headers)),
            ("site/.htaccess".to_owned(), view(Server::Apache)),
            ("hosting/nginx.conf".to_owned(), view(Server::Nginx)),
        ]
    }
}

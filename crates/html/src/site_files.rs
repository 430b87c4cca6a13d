//! The files beside the pages: site map, feeds, robots, web manifest, headers for servers.

use std::fmt::Write as _;

use super::escape;
use trousseau_site::view::{
    kept_view::WorkerView,
    site_files::{FeedView, HeadersView, RobotsView, Server, SiteMapView, WebManifestView},
};
use trousseau_text::{Language, runs::embedded};
use trousseau_theme::{Theme, assets::ICON};

/// The site map (sitemaps.org 0.9), with the translations of each page.
pub fn site_map(view: &SiteMapView) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for url in &view.urls {
        let _ = write!(out, "<url><loc>{}</loc>", xml(&url.loc));
        if let Some(day) = url.lastmod {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        for alternate in &url.alternates {
            let _ = write!(
                out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                alternate.lang,
                xml(&alternate.href)
            );
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// The feed of a language (Atom, RFC 4287). Versions have a day but no time, so noon UTC is given.
pub fn feed(view: &FeedView) -> String {
    let language = Language::find(view.lang).unwrap_or_default();
    // Titles are plain text there, so isolates of Unicode keep their runs whole.
    let said = |text: &str| xml(&embedded(text, language));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        view.lang,
        said(&view.title),
        xml(&view.id),
        xml(&view.href),
        xml(&view.home)
    );
    let updated = view.updated.unwrap_or(jiff::civil::date(2026, 1, 1));
    let _ = writeln!(
        out,
        "<updated>{updated}T12:00:00Z</updated>\n<author><name>{}</name></author>",
        said(&view.title)
    );
    for entry in &view.entries {
        let _ = writeln!(
            out,
            "<entry><title>{}</title><id>{}</id><link href=\"{}\"/><updated>{}T12:00:00Z</updated><summary>{}</summary></entry>",
            said(&entry.title),
            xml(&entry.id),
            xml(&entry.href),
            entry.updated,
            said(&entry.summary)
        );
    }
    out.push_str("</feed>\n");
    out
}

/// The worker of a language: what it keeps, and what it does. One that keeps nothing forgets what an earlier one kept.
pub fn worker(view: Option<&WorkerView>, script: &str) -> String {
    format!("const kept = {};\n{script}\n", serde_json::json!(view))
}

/// What robots may read.
pub fn robots(view: &RobotsView) -> String {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if let Some(map) = &view.sitemap {
        let _ = writeln!(out, "Sitemap: {map}");
    }
    out
}

/// The web manifest (W3C): the name and the icon for a phone's home screen.
pub fn web_manifest(view: &WebManifestView, theme: &Theme) -> String {
    let icon = theme.assets.address(&format!("assets/{ICON}"));
    let color = &theme.card.color.light;
    let manifest = serde_json::json!({
        "name": view.name,
        "short_name": view.name,
        "description": view.description,
        "lang": view.lang,
        "dir": view.dir,
        "start_url": "index.html",
        "display": "browser",
        "background_color": color,
        "theme_color": color,
        "icons": icon.map(|icon| vec![serde_json::json!({ "src": format!("../{icon}"), "sizes": "any", "type": "image/svg+xml" })]),
    });
    format!("{manifest:#}\n")
}

/// The headers that a server should send. The policy is the one that each page carries, with what only a header can say.
pub fn headers(view: &HeadersView, policy: &str) -> String {
    let policy = format!("{policy}; frame-ancestors 'none'");
    let fixed = [
        ("Content-Security-Policy", policy.as_str()),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ];
    match view.server {
        Server::Headers => headers_file(&view.root, &fixed),
        Server::Apache => apache(&view.root, &fixed) + &apache_moved(&view.moved),
        Server::Nginx => nginx(&view.root, &fixed) + &nginx_moved(&view.moved),
    }
}

/// For files whose names change with their bytes.
const FOREVER: &str = "public, max-age=31536000, immutable";

fn headers_file(root: &str, fixed: &[(&str, &str)]) -> String {
    let mut out = format!("{root}*\n");
    for (name, value) in fixed {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let _ = writeln!(
        out,
        "  Cache-Control: no-cache\n\n{root}assets/*\n  ! Cache-Control\n  Cache-Control: {FOREVER}"
    );
    out
}

fn apache(root: &str, fixed: &[(&str, &str)]) -> String {
    let mut out = format!("ErrorDocument 404 {root}404.html\nOptions -Indexes\nAddDefaultCharset utf-8\n");
    let _ = writeln!(
        out,
        "AddType application/manifest+json .webmanifest\nAddType text/calendar .ics\n<IfModule mod_headers.c>"
    );
    for (name, value) in fixed {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    let _ = writeln!(out, "  Header set Cache-Control \"no-cache\"");
    let _ = writeln!(
        out,
        "  <FilesMatch \"\\.[0-9a-f]{{10}}\\.[a-z0-9]+$\">\n    Header set Cache-Control \"{FOREVER}\"\n  </FilesMatch>\n</IfModule>"
    );
    out
}

/// Former addresses, of which a server without these lines shows the page that leads on.
fn apache_moved(moved: &[(String, String)]) -> String {
    if moved.is_empty() {
        return String::new();
    }
    let lines: String = moved.iter().map(|(from, to)| format!("  Redirect 301 {from} {to}\n")).collect();
    format!("<IfModule mod_alias.c>\n{lines}</IfModule>\n")
}

fn nginx_moved(moved: &[(String, String)]) -> String {
    moved.iter().map(|(from, to)| format!("location = {from} {{ return 301 {to}; }}\n")).collect()
}

fn nginx(root: &str, fixed: &[(&str, &str)]) -> String {
    let whole = match root {
        "/" => "the folder `site` itself",
        _ => "the folder that holds the site under this path",
    };
    let mut out = format!("# To include in a `server` block. Its `root` is {whole}.\n");
    // nginx forgets the headers of the outer place where an inner one has its own.
    let all = |out: &mut String, cache: &str| {
        for (name, value) in fixed {
            let _ = writeln!(out, "  add_header {name} \"{value}\" always;");
        }
        let _ = writeln!(out, "  add_header Cache-Control \"{cache}\" always;");
    };
    let _ = writeln!(out, "error_page 404 {root}404.html;\ncharset utf-8;\nlocation {root} {{");
    let _ = writeln!(out, "  index index.html;\n  # gzip_static on; brotli_static on;");
    all(&mut out, "no-cache");
    let _ = writeln!(out, "}}\nlocation {root}assets/ {{");
    all(&mut out, FOREVER);
    // nginx does not know what a phone opens with its calendar.
    let _ = writeln!(
        out,
        "}}\nlocation ~ ^{root}.*\\.ics$ {{\n  types {{ text/calendar ics; }}\n  charset_types text/calendar;"
    );
    all(&mut out, "no-cache");
    out + "}\n"
}

/// A text escaped for XML.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape::xml(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_site::view::{
        Alternate,
        site_files::{FeedEntry, SiteUrl},
    };

    #[test]
    fn marks_of_xml_are_text() {
        let day = jiff::civil::date(2026, 11, 21);
        let entry = FeedEntry {
            id: "https://a.b/?x=1&y=2".into(),
            href: "https://a.b/".into(),
            title: "Loyer < 500 & \"charges\"\u{1}".into(),
            updated: day,
            summary: "x".into(),
        };
        let view = FeedView {
            lang: "fr",
            title: "T".into(),
            id: "i".into(),
            href: "h".into(),
            home: "m".into(),
            updated: Some(day),
            entries: vec![entry],
        };
        let feed = feed(&view);
        assert!(feed.contains("<title>Loyer &lt; 500 &amp; &quot;charges&quot;</title>"), "{feed}");
        assert!(feed.contains("?x=1&amp;y=2") && feed.contains("<updated>2026-11-21T12:00:00Z</updated>"));
    }

    #[test]
    fn a_site_map_names_every_translation() {
        let alternates = vec![Alternate { lang: "ar", href: "https://a.b/ar/".into() }];
        let urls = vec![SiteUrl { loc: "https://a.b/fr/".into(), lastmod: None, alternates }];
        let map = site_map(&SiteMapView { urls });
        assert!(map.contains("<loc>https://a.b/fr/</loc><xhtml:link rel=\"alternate\" hreflang=\"ar\" href=\"https://a.b/ar/\"/>"));
    }

    #[test]
    fn servers_send_former_addresses_on() {
        let moved = [("/t/fr/deposer.html".to_owned(), "/t/fr/demander.html".to_owned())];
        let apache =
            "<IfModule mod_alias.c>\n  Redirect 301 /t/fr/deposer.html /t/fr/demander.html\n</IfModule>\n";
        assert_eq!(apache_moved(&moved), apache);
        let nginx = "location = /t/fr/deposer.html { return 301 /t/fr/demander.html; }\n";
        assert_eq!(nginx_moved(&moved), nginx);
        assert_eq!(apache_moved(&[]) + &nginx_moved(&[]), "");
    }

    #[test]
    fn robots_may_read_everything() {
        let robots = robots(&RobotsView { sitemap: Some("https://a.b/sitemap.xml".into()) });
        assert_eq!(robots, "User-agent: *\nAllow: /\nSitemap: https://a.b/sitemap.xml\n");
    }
}

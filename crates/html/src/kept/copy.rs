//! The site as it lies on a USB key: what a page leads to that is not on the key is looked for on the web.

use trousseau_core::library::address;
use trousseau_site::{
    plan::Plan,
    view::{Content, kept_view::KeptView},
};
use trousseau_theme::Theme;

use super::language_of;

/// A page for the key, by its path from the top of the site; `has` tells what is on the key, by such a path.
pub fn page(html: &str, path: &str, has: &dyn Fn(&str) -> bool, site: &str) -> String {
    const HREF: &str = " href=\"";
    let mut out = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some(at) = rest.find(HREF) {
        let (before, after) = rest.split_at(at + HREF.len());
        out.push_str(before);
        let end = after.find('"').unwrap_or(after.len());
        let (href, left) = after.split_at(end);
        out.extend(elsewhere(href, path, has).map(|path| format!("{site}{path}")).or(Some(href.to_owned())));
        rest = left;
    }
    out + rest
}

/// Where a link leads that finds nothing on the key, from the top of the site; none for one that does, or that leads elsewhere.
fn elsewhere(href: &str, from: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
    let is_relative = !href.is_empty()
        && !href.starts_with(['#', '/'])
        && !href.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    if !is_relative {
        return None;
    }
    let end = href.find(['?', '#']).unwrap_or(href.len());
    let path = address::resolve(from, &href[..end])?;
    (!has(&path)).then(|| format!("{path}{}", &href[end..]))
}

/// What a key says of itself in each language: that it is a copy, of which day, and where the site is.
pub fn note(plan: &Plan, theme: &Theme) -> String {
    let mut out = String::new();
    for site in &plan.contexts {
        let language = language_of(site);
        let strings = theme.strings(language);
        let Content::Kept(content) = plan.kept(language).content else { continue };
        let KeptView { updated, address, .. } = *content;
        out.push_str(&format!(
            "{} – {}\r\n{}",
            site.name.text,
            site.language_name,
            strings.get("offline.copy")
        ));
        if let Some(day) = updated {
            out.push_str(&format!(" {} {}.", strings.get("offline.made"), strings.date(day)));
        }
        if let Some(address) = address {
            out.push_str(&format!("\r\n{} {address}", strings.get("offline.newest")));
        }
        out.push_str("\r\n\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_key_is_looked_for_on_the_web() {
        let has = |path: &str| ["fr/demander.html", "ar/demander.html", "assets/a.svg"].contains(&path);
        let check = |from: &str, to: &str| {
            let html = format!("<a href=\"{from}\">x</a> href=");
            let made = page(&html, "fr/suivre.html", &has, "https://a.org/t/");
            assert_eq!(made, format!("<a href=\"{to}\">x</a> href="));
        };
        for same in [
            "demander.html",
            "demander.html#x",
            "../ar/demander.html",
            "../assets/a.svg",
            "#x",
            "tel:115",
            "",
        ] {
            check(same, same);
        }
        check("print/suivre-a4.pdf", "https://a.org/t/fr/print/suivre-a4.pdf");
        check("garder.html#x", "https://a.org/t/fr/garder.html#x");
        check("../keep/t.zip", "https://a.org/t/keep/t.zip");
        check("https://b.org/", "https://b.org/");
    }
}

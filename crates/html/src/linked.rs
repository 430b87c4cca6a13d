//! Linked data for search engines (schema.org as JSON-LD): only words that readers see on the page, too.

use jiff::civil::Date;
use serde::Serialize;

use trousseau_core::guide::Version;
use trousseau_site::view::{Content, PageView, TextView};

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Node<'a> {
    #[serde(rename_all = "camelCase")]
    WebPage {
        url: &'a str,
        name: &'a str,
        description: &'a str,
        in_language: &'a str,
        is_part_of: Box<Node<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<Version>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_modified: Option<Date>,
        #[serde(skip_serializing_if = "Option::is_none")]
        last_reviewed: Option<Date>,
    },
    WebSite {
        name: &'a str,
        url: &'a str,
    },
    #[serde(rename_all = "camelCase")]
    BreadcrumbList {
        item_list_element: Vec<Node<'a>>,
    },
    ListItem {
        name: &'a str,
        item: String,
        position: usize,
    },
}

/// The JSON for `<script type="application/ld+json">`; "" for pages without a public address of their own.
pub fn data(view: &PageView) -> String {
    let Some(canonical) = &view.canonical else { return String::new() };
    // A page that shows the source text for a missing translation has the source's address: it gets no data of its own.
    let Some(base) = canonical.strip_suffix(&view.path) else { return String::new() };
    let text: &TextView = match &view.content {
        Content::Guide(guide) => &guide.text,
        Content::Page { text, .. } => text,
        _ => return String::new(),
    };
    let mut graph = vec![Node::WebPage {
        url: canonical,
        name: &view.title.text,
        description: &view.summary.text,
        // With what the tag says of a simple text: no voice goes by it here.
        in_language: view.site.tag,
        is_part_of: Box::new(Node::WebSite { name: &view.site.name.text, url: base }),
        version: text.version,
        date_modified: text.history.first().map(|entry| entry.date),
        last_reviewed: text.checked,
    }];
    if !view.crumbs.is_empty() {
        graph.push(crumbs(view, base, canonical));
    }
    let data = serde_json::to_string(&Graph { context: "https://schema.org", graph });
    // `</script>` in a text would end the element, so `<` is written as a JSON escape.
    data.expect("linked data is plain data").replace('<', "\\u003c")
}

fn crumbs<'a>(view: &'a PageView, base: &str, canonical: &str) -> Node<'a> {
    let folder = view.path.rfind('/').map_or("", |at| &view.path[..=at]);
    let items = view
        .crumbs
        .iter()
        .map(|crumb| (crumb.label.text.as_str(), address(base, folder, &crumb.href)))
        .chain([(view.title.text.as_str(), canonical.to_owned())])
        .enumerate()
        .map(|(at, (name, item))| Node::ListItem { name, item, position: at + 1 });
    Node::BreadcrumbList { item_list_element: items.collect() }
}

/// The public address of a page that another one in `folder` calls `href`.
fn address(base: &str, folder: &str, href: &str) -> String {
    match href.strip_prefix("../") {
        Some(top) => format!("{base}{top}"),
        None => format!("{base}{folder}{href}"),
    }
}

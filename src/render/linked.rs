//! What search engines read: the page as linked data (schema.org), without a word that readers do not see.

use serde_json::{Value, json};

use crate::view::{Content, PageView, TextView};

/// The JSON for `<script type="application/ld+json">`; "" for pages without a public address of their own.
pub fn data(view: &PageView) -> String {
    let Some(canonical) = &view.canonical else { return String::new() };
    // A fallback's address is that of its source: it has nothing of its own to say.
    let Some(base) = canonical.strip_suffix(&view.path) else { return String::new() };
    let (text, steps): (&TextView, &[String]) = match &view.content {
        Content::Guide(guide) => (&guide.text, &guide.steps),
        Content::Page { text, .. } => (text, &[]),
        _ => return String::new(),
    };
    let mut page = json!({
        "@type": "WebPage",
        "url": canonical,
        "name": view.title.text,
        "description": view.summary.text,
        "inLanguage": view.shelf.lang,
        "isPartOf": { "@type": "WebSite", "name": view.shelf.name.text, "url": base },
    });
    if let Some(version) = &text.version {
        page["version"] = json!(version);
    }
    if let Some(date) = text.history.first().map(|entry| entry.date) {
        page["dateModified"] = json!(date);
    }
    if let Some(date) = text.checked {
        page["lastReviewed"] = json!(date);
    }
    let mut graph = vec![page];
    if !view.crumbs.is_empty() {
        graph.push(crumbs(view, base, canonical));
    }
    if !steps.is_empty() {
        let steps: Vec<Value> =
            steps.iter().map(|text| json!({ "@type": "HowToStep", "text": text })).collect();
        graph.push(json!({ "@type": "HowTo", "name": view.title.text, "step": steps }));
    }
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    // `<` could end the element; JSON has another way to write it.
    data.to_string().replace('<', "\\u003c")
}

fn crumbs(view: &PageView, base: &str, canonical: &str) -> Value {
    let folder = view.path.rfind('/').map_or("", |at| &view.path[..=at]);
    let mut items: Vec<Value> = view
        .crumbs
        .iter()
        .map(|crumb| (crumb.label.text.as_str(), address(base, folder, &crumb.href)))
        .chain([(view.title.text.as_str(), canonical.to_owned())])
        .map(|(name, item)| json!({ "@type": "ListItem", "name": name, "item": item }))
        .collect();
    for (at, item) in items.iter_mut().enumerate() {
        item["position"] = json!(at + 1);
    }
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// The public address of a page that another one in `folder` calls `href`.
fn address(base: &str, folder: &str, href: &str) -> String {
    match href.strip_prefix("../") {
        Some(top) => format!("{base}{top}"),
        None => format!("{base}{folder}{href}"),
    }
}

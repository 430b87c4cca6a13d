//! The file with everything of a language, which readers keep: its pages one after the other, with links that stay inside.
//!
//! Each page is made by its own template, its `<main>` is taken, and what names a place or a file in it is written anew: see
//! `rewrite`.

pub mod copy;
mod rewrite;

use std::collections::BTreeMap;

use base64::Engine;
use serde_json::Value;

use crate::{
    Renderer, markup,
    page::{MARKS, Use, hash},
    search::{first_list, texts_list},
};
use rewrite::{Rewriter, Surroundings};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    picture,
};
use trousseau_site::{
    plan::{OutputKind, Plan},
    view::{Content, PageView, SiteContext, TermView, search::SearchView},
};
use trousseau_text::Language;

/// The bytes of the file; `None`, with diagnostics, when it cannot be made.
type Made = WithDiagnostics<Option<Vec<u8>>>;

/// The most bytes of a picture in the file: what is heavier stays on the site.
const MOST_OF_A_PICTURE: usize = 60_000;

/// The bytes of the file of a language.
pub fn file(plan: &Plan, language: Language, renderer: &Renderer) -> Made {
    make(plan, language, renderer).unwrap_or_else(|diagnostics| WithDiagnostics { value: None, diagnostics })
}

fn make(plan: &Plan, language: Language, renderer: &Renderer) -> Result<Made, Vec<Diagnostic>> {
    let anchors = plan.kept_anchors(language);
    let picture = |path: &str| picture(plan, path);
    let around = Surroundings {
        anchors: &anchors,
        folder: format!("{language}/"),
        address: plan.address(),
        picture: &picture,
    };
    let mut rewriter = Rewriter::new(around);
    let (mut parts, mut terms, mut diagnostics) = (String::with_capacity(1 << 20), Vec::new(), Vec::new());
    for (name, subject) in plan.kept_pages(language) {
        let view = plan.kept_page(subject);
        let html = renderer.render(&view, Use::Part)?;
        collect(&view, &mut terms);
        let anchor = anchors.get(&name).map_or("", String::as_str);
        rewriter.begin(anchor, &view.title.text);
        part(&html, anchor, &mut rewriter, &mut parts);
        diagnostics.extend(rewriter.left_out().into_iter().map(|found| too_heavy(&found)));
    }
    let view = plan.kept(language);
    let theme = renderer.theme();
    let mut frame = String::new();
    rewriter.write(&renderer.render(&view, Use::Page)?, "", &mut frame);
    let mut explained = String::new();
    rewriter.write(&markup::words::section(&terms, theme.strings(language), None), "", &mut explained);
    let lists = match theme.kept_script() {
        "" => String::new(),
        _ => lists(plan, language, renderer, &anchors),
    };
    for list in data_in(&lists) {
        // Browsers do not run data; checkers of markup want it named in the policy all the same.
        frame = frame.replacen("script-src ", &format!("script-src {} ", hash(list)), 1);
    }
    for ((_, mark), text) in MARKS.into_iter().zip([rewriter.symbols(), parts, explained, lists]) {
        frame = frame.replacen(mark, &text, 1);
    }
    let html = rewriter.with_live_anchors(frame);
    let mut made = renderer.finished(&html, &view);
    diagnostics.dedup();
    made.diagnostics.extend(diagnostics);
    Ok(made)
}

/// What stands in the `<main>` of a page, as a part of the file.
fn part(html: &str, anchor: &str, rewriter: &mut Rewriter<'_>, out: &mut String) {
    let Some((tag, inner)) = main_of(html) else { return };
    let class = tag.split_once("class=\"").and_then(|(_, rest)| rest.split_once('"'));
    let classes = class.map_or("", |(class, _)| class).split_whitespace().filter(|name| *name != "wide");
    let classes: String = classes.map(|name| format!(" {name}")).collect();
    out.push_str(&format!("\n<div class=\"part{classes}\" id=\"{anchor}\" headingoffset=\"1\">\n"));
    rewriter.write(inner, anchor, out);
    out.push_str("</div>");
}

/// The tag of the main element of a page, and what is inside.
fn main_of(html: &str) -> Option<(&str, &str)> {
    let (_, rest) = html.split_once("<main")?;
    let (tag, rest) = rest.split_once('>')?;
    Some((tag, rest.rsplit_once("</main>")?.0))
}

/// Adds the terms that a page uses, each once.
fn collect(view: &PageView, terms: &mut Vec<TermView>) {
    let used = match &view.content {
        Content::Guide(guide) => &guide.text.terms,
        Content::Page { text, .. } => &text.terms,
        _ => return,
    };
    for term in used {
        if !terms.iter().any(|known| known.id == term.id) {
            terms.push(term.clone());
        }
    }
}

/// The lists of the search, as data that no browser runs: the script of the file reads them when somebody goes to its field.
fn lists(plan: &Plan, language: Language, renderer: &Renderer, anchors: &BTreeMap<String, String>) -> String {
    let view = inside(plan.search(language), anchors);
    let first = first_list(&view, renderer.theme().strings(language));
    let texts = texts_list(&plan.search_texts(language));
    // `</script>` in a text would end the element.
    let data = |list: Value| {
        let list = list.to_string().replace('<', "\\u003c");
        format!("<script type=\"application/json\">{list}</script>\n")
    };
    data(first) + &data(texts)
}

/// What stands in these scripts.
fn data_in(lists: &str) -> impl Iterator<Item = &str> {
    lists.split("</script>").filter_map(|script| Some(script.split_once('>')?.1))
}

/// What the search finds, at its places in the file; the list of the source is not beside it.
fn inside(mut view: SearchView, anchors: &BTreeMap<String, String>) -> SearchView {
    view.source = None;
    for entry in &mut view.entries {
        let (name, place) = entry.href.split_once('#').unwrap_or((&entry.href, ""));
        let anchor = anchors.get(name).map_or("_top", String::as_str);
        let dot = if place.is_empty() { "" } else { "." };
        for heading in &mut entry.headings {
            heading.id = format!("{anchor}.{}", heading.id);
        }
        entry.href = format!("#{anchor}{dot}{place}");
    }
    view
}

/// The language of which a site context is.
fn language_of(site: &SiteContext) -> Language {
    Language::find(site.tag).unwrap_or_default()
}

/// What becomes of a picture in the file.
enum Picture {
    /// Its bytes, as an address.
    Data(String),
    /// It is too heavy: the file in `content/`, and its bytes.
    Heavy(String, usize),
    /// There is none.
    None,
}

fn picture(plan: &Plan, path: &str) -> Picture {
    let task = plan.tasks.get(&format!("site/{path}"));
    let Some(OutputKind::Picture(source, width)) = task.map(|task| &task.kind) else { return Picture::None };
    // What is wrong with a picture is said where it is made for the site.
    let Ok(bytes) = picture::variant(&source.bytes, *width) else { return Picture::None };
    if bytes.len() > MOST_OF_A_PICTURE {
        return Picture::Heavy(source.path.to_string(), bytes.len());
    }
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "svg" => "svg+xml",
        "jpg" => "jpeg",
        other => other,
    };
    Picture::Data(format!(
        "data:image/{kind};base64,{}",
        base64::engine::general_purpose::STANDARD.encode(bytes)
    ))
}

fn too_heavy((path, bytes): &(String, usize)) -> Diagnostic {
    Diagnostic::new(rule::images::NOT_KEPT, Place::file(&path.as_str().into()))
        .with("kilobytes", bytes.div_ceil(1000))
        .with("most", MOST_OF_A_PICTURE / 1000)
}

#[cfg(test)]
mod tests;

//! Finds what a page calls by one name twice: a link could lead to either.

use std::collections::HashSet;

use super::template;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    document::Document,
};
use trousseau_site::view::{Content, PageView, Reference, TextView};

/// What is to be said of the ids that a page has more than once.
pub fn repeated(html: &str, view: &PageView) -> Vec<Diagnostic> {
    twice(html).into_iter().map(|id| id_note(id, view)).collect()
}

/// The ids that a page has more than once, in order.
fn twice(html: &str) -> Vec<&str> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    // A page has some fifty ids in forty thousand bytes, so stretches without `id` are skipped as a whole.
    const STRETCH: usize = 64;
    let bytes = html.as_bytes();
    for start in (0..bytes.len()).step_by(STRETCH) {
        let stretch = &bytes[start..(start + STRETCH + 1).min(bytes.len())];
        let pairs = || stretch.iter().zip(&stretch[1..]);
        if !pairs().fold(false, |any, (one, next)| any | ((*one == b'd') & (*next == b'='))) {
            continue;
        }
        for (at, _) in pairs().enumerate().filter(|(_, pair)| *pair == (&b'd', &b'=')) {
            let (before, after) = html.split_at(start + at + 2);
            if before.ends_with(" id=")
                && let Some((id, _)) = after.strip_prefix('"').and_then(|rest| rest.split_once('"'))
                && !seen.insert(id)
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
    }
    found
}

/// The diagnostic for a repeated id: at the heading that has it, else at the text, else at the template.
fn id_note(id: &str, view: &PageView) -> Diagnostic {
    let place = match &view.content {
        Content::Guide(guide) => heading(&format!("content/guides/{}", guide.slug), id, &guide.text),
        Content::Page { text, .. } => {
            let name = view.path.rsplit('/').next().unwrap_or(&view.path);
            heading(&format!("content/pages/{}", name.trim_end_matches(".html")), id, text)
        }
        other => Place::file(&format!("themes/default/templates/{}", template(other)).into()),
    };
    Diagnostic::new(rule::page::ID_TWICE, place).with("id", id).with("page", &view.path)
}

fn heading(folder: &str, id: &str, text: &TextView) -> Place {
    let body: &Document<Reference> = &text.body;
    let path = format!("{folder}/{}.md", text.language).into();
    match body.headings().into_iter().find(|heading| heading.id == id) {
        Some(heading) => Place::span(&path, heading.span),
        None => Place::file(&path),
    }
}

//! Words that only help readers who see the page and its colours: links of the same words, colours and places, signs alone.

use std::collections::BTreeMap;

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    document::markdown::raw::Role,
};

use super::{
    Prose,
    line::{Line, words},
    pictures,
    seen::seen,
};

pub(super) fn check(prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
    let mut links: BTreeMap<String, &str> = BTreeMap::new();
    for line in prose.sentences() {
        pictures::check(prose, line, diagnostics);
        for range in seen(line, prose.language) {
            let words = line.text.get(range.clone()).unwrap_or_default().to_owned();
            diagnostics.push(prose.says(rule::reading::PLACE, line, range).with("words", words));
        }
        if line.role != Role::Alternative && is_sign(&line.text) {
            let diagnostic = prose.says(rule::reading::SIGN_ALONE, line, 0..line.text.len());
            diagnostics.push(diagnostic.with("sign", line.text.trim()));
        }
        same_words(prose, line, &mut links, diagnostics);
    }
}

/// Whether there are signs such as ✅ and no word.
fn is_sign(text: &str) -> bool {
    let is_drawn = |sign: char| matches!(u32::from(sign), 0x2190..0x2200 | 0x2600..0x27c0 | 0x1f300..0x1fb00 | 0x2b00..0x2c00);
    text.contains(is_drawn) && !text.contains(|sign: char| sign.is_alphanumeric() || sign == '\u{fffc}')
}

/// Links of the same words that lead elsewhere: who hears the list of links cannot tell them apart.
fn same_words<'a>(
    prose: &Prose,
    line: &'a Line,
    links: &mut BTreeMap<String, &'a str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (range, to) in &line.links {
        let is_thing = ["fact:", "term:", "lang:", "tel:", "contact:", "mailto:"]
            .iter()
            .any(|kind| to.starts_with(kind));
        let Some(text) = line.text.get(range.clone()).filter(|_| !is_thing) else { continue };
        let parts = words(text).into_iter().filter_map(|range| text.get(range)).map(str::to_lowercase);
        let key = parts.collect::<Vec<_>>().join(" ");
        if key.is_empty() {
            continue;
        }
        let first = *links.entry(key).or_insert(to);
        let same = |to: &'a str| to.trim_start_matches("./").trim_end_matches('/');
        if same(first) != same(to) {
            let diagnostic = prose.says(rule::links::SAME_WORDS, line, range.clone());
            diagnostics.push(diagnostic.with("words", text).with("first", first).with("to", to));
        }
    }
}

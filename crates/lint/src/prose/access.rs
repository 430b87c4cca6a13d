//! Words that only help readers who see the page and its colours: alternative texts, links, colours and places, signs alone.

use std::collections::BTreeMap;

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    document::markdown::raw::Role,
};

use super::{
    Prose,
    line::Line,
    reading::{phrases, words},
};

/// Words with which an alternative text says that it stands for a picture, as a screen reader has just said.
const PICTURE: &[&str] = &[
    "image de",
    "image d",
    "photo de",
    "photo d",
    "photographie de",
    "illustration de",
    "illustration d",
    "image of",
    "picture of",
    "photo of",
    "graphic of",
    "illustration of",
    "صورة ل",
    "صورة لـ",
];

/// Ends of names of files.
const FILES: &[&str] =
    &[".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif", ".heic", ".bmp", ".tif", ".tiff"];

/// Words that only lead somewhere for who sees the page, by language.
const SEEN: &[(&str, &[&str])] = &[
    (
        "fr",
        &[
            "ci-contre",
            "bouton vert",
            "bouton rouge",
            "bouton bleu",
            "bouton orange",
            "bouton gris",
            "bouton jaune",
            "bouton de droite",
            "bouton de gauche",
            "colonne de droite",
            "colonne de gauche",
            "écrit en rouge",
            "écrit en vert",
            "écrit en bleu",
            "en haut à droite",
            "en haut à gauche",
            "en bas à droite",
            "en bas à gauche",
            "à droite de l écran",
            "à gauche de l écran",
        ],
    ),
    (
        "en",
        &[
            "green button",
            "red button",
            "blue button",
            "orange button",
            "grey button",
            "yellow button",
            "button on the right",
            "button on the left",
            "right-hand column",
            "left-hand column",
            "written in red",
            "written in green",
            "top right corner",
            "top left corner",
            "at the top right",
            "at the top left",
        ],
    ),
];

pub(super) fn check(prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
    let seen = prose.of_language(SEEN);
    let mut links: BTreeMap<String, &str> = BTreeMap::new();
    for line in prose.sentences() {
        pictures(prose, line, diagnostics);
        for (range, _) in phrases(&line.text, seen) {
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

fn pictures(prose: &Prose, line: &Line, diagnostics: &mut Vec<Diagnostic>) {
    for range in &line.pictures {
        let Some(alt) = line.text.get(range.clone()).map(str::trim) else { continue };
        let lower = alt.to_lowercase();
        let is_name = FILES.iter().any(|end| lower.ends_with(end))
            || !alt.contains(' ') && alt.contains('_') && alt.contains(|sign: char| sign.is_ascii_digit());
        if is_name {
            diagnostics.push(prose.says(rule::images::ALT_NAME, line, range.clone()).with("words", alt));
        } else if let Some((_, start)) = phrases(alt, PICTURE).find(|(found, _)| found.start == 0) {
            diagnostics.push(prose.says(rule::images::ALT_PICTURE, line, range.clone()).with("words", start));
        }
    }
}

/// Whether there are signs such as ✅ and no word.
fn is_sign(text: &str) -> bool {
    let is_drawn = |sign: char| matches!(u32::from(sign), 0x2600..0x27c0 | 0x1f300..0x1fb00 | 0x2b00..0x2c00);
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

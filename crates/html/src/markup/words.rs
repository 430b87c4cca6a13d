//! The explained words of a page: each definition opens as a popover without script, and all of them are printed.

use crate::escape;
use trousseau_site::view::{Local, TermView};
use trousseau_theme::strings::Strings;

/// The section of definitions; "" when the page has no terms.
pub fn section(terms: &[TermView], strings: &Strings, glossary: Option<&str>) -> String {
    if terms.is_empty() {
        return String::new();
    }
    let mut out = String::with_capacity(320 * (terms.len() + 1));
    out.push_str("<section class=\"words\" aria-labelledby=\"_words\"><h2 id=\"_words\">");
    escape::text(strings.get("words.title"), &mut out);
    out.push_str("</h2>");
    for term in terms {
        word(term, strings, glossary, &mut out);
    }
    out.push_str("\n</section>");
    out
}

fn word(term: &TermView, strings: &Strings, glossary: Option<&str>, out: &mut String) {
    let id = format!("_word-{}", term.id);
    out.push_str("\n<div popover");
    escape::attribute("id", &id, out);
    out.push_str(" class=\"word\"><h3 class=\"word-name\">");
    // The word itself leads to the glossary: a line of its own would weigh as much as the word again.
    if let Some(glossary) = glossary {
        out.push_str("<a");
        escape::attribute("href", &format!("{glossary}#{}", term.id), out);
        out.push('>');
    }
    let abbr = term.abbr.as_ref().map(|abbr| Local { text: abbr.clone(), lang: term.lang, dir: term.dir });
    if let Some(abbr) = abbr.as_ref().filter(|abbr| abbr.text != term.word.text) {
        local(abbr, out);
        out.push_str(" – ");
    }
    local(&term.word, out);
    out.push_str(if glossary.is_some() { "</a>" } else { "" });
    out.push_str("</h3><p>");
    local(&term.definition, out);
    out.push_str("</p>");
    if let Some(original) = &term.original {
        out.push_str("<p class=\"word-original\">");
        sentence(strings.get("words.original"), original, out);
        out.push_str("</p>");
    }
    out.push_str("<button type=\"button\"");
    escape::attribute("popovertarget", &id, out);
    out.push_str(" class=\"close\">");
    escape::text(strings.get("words.close"), out);
    out.push_str("</button></div>");
}

/// Words with their language, where it is not the page's.
pub fn local(words: &Local, out: &mut String) {
    match words.lang {
        None => escape::text(&words.text, out),
        Some(lang) => {
            out.push_str("<span");
            escape::attribute("lang", lang, out);
            if let Some(dir) = words.dir {
                escape::attribute("dir", dir, out);
            }
            out.push('>');
            escape::text(&words.text, out);
            out.push_str("</span>");
        }
    }
}

/// A sentence of the theme about a word, which keeps its language in it; without a blank for it the word comes after.
fn sentence(words: &str, word: &Local, out: &mut String) {
    let (before, after) = words.split_once("{word}").unwrap_or((words, ""));
    escape::text(before, out);
    if !before.is_empty() && !words.contains("{word}") {
        out.push(' ');
    }
    local(word, out);
    escape::text(after, out);
}

//! What a program escaped that was Markdown or HTML: `\*\*words\*\*`, `&lt;b&gt;words&lt;/b&gt;`, `\## Title`.

use super::{Here, Slip, is_word};
use crate::diagnostic::rule;

/// The tags of HTML that a copy of a page brings with it.
const TAGS: &[&str] = &[
    "b",
    "i",
    "u",
    "s",
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "div",
    "span",
    "a",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "table",
    "tr",
    "td",
    "th",
    "img",
    "font",
    "sup",
    "sub",
    "small",
    "blockquote",
    "section",
    "center",
    "iframe",
];

/// Signs of emphasis behind backslashes; a single star behind one is shown on purpose.
const SIGNS: &[(&str, &str)] = &[("\\*\\*", "**"), ("\\_\\_", "**"), ("\\~\\~", "~~")];

/// A tag whose angle brackets are written as codes: the bytes up to the end of its words.
pub(super) fn tag(here: Here) -> Option<Slip> {
    let rest = here.rest();
    let inner = rest.strip_prefix("&lt;")?;
    let name = inner.trim_start_matches('/');
    let letters = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let known = name.get(..letters)?.to_ascii_lowercase();
    let close = inner.find("&gt;")?;
    let after = name.get(letters..)?;
    if !TAGS.contains(&known.as_str())
        || !after.starts_with(['&', ' ', '/'])
        || inner.get(..close)?.contains("&lt;")
    {
        return None;
    }
    let long = "&lt;".len() + close + "&gt;".len();
    let words = rest.get(long..)?;
    let end = format!("&lt;/{known}&gt;");
    let is_open = name.len() == inner.len();
    let Some(until) = words.find(&end).filter(|_| is_open) else {
        return Some(Slip::new(rule::markdown::FOREIGN, here.range(long)));
    };
    let slip = Slip::new(rule::markdown::FOREIGN, here.range(long + until + end.len()));
    let words = words.get(..until)?.trim();
    Some(match known.as_str() {
        "b" | "strong" | "u" => slip.with_near(format!("**{words}**")),
        "i" | "em" => slip.with_near(format!("*{words}*")),
        "h1" | "h2" => slip.with_near(format!("## {words}")),
        "h3" => slip.with_near(format!("### {words}")),
        "li" => slip.with_near(format!("- {words}")),
        "a" => slip.with_near(format!("[{words}](https://…)")),
        _ if !words.contains('&') => slip.with_near(words),
        _ => slip,
    })
}

/// A pair of escaped signs around words.
pub(super) fn pair(here: Here) -> Option<Slip> {
    let rest = here.rest();
    let (sign, own) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    let inner = rest.get(sign.len()..)?;
    let long = inner.find(sign)?;
    let words = inner.get(..long)?;
    let end = sign.len() * 2 + long;
    let tight = words.starts_with(|first: char| first.is_alphanumeric() || "«“\"(".contains(first))
        && !words.ends_with(char::is_whitespace);
    if !tight || words.contains(['\n', '\\']) || is_word(here.before()) || is_word(here.after(end)) {
        return None;
    }
    Some(Slip::new(rule::markdown::FOREIGN, here.range(end)).with_near(format!("{own}{words}{own}")))
}

/// `\[words\]\(address\)`.
pub(super) fn link(here: Here) -> Option<Slip> {
    let rest = here.rest();
    let (words, after) = rest.strip_prefix("\\[")?.split_once("\\]")?;
    let inner = after.strip_prefix("\\(").or_else(|| after.strip_prefix('('))?;
    let (to, end) = inner.split_once(')')?;
    let is_address = to.contains([':', '.', '#']) && !to.contains(char::is_whitespace);
    let long = rest.len() - end.len();
    let near = || format!("[{words}]({})", to.replace('\\', ""));
    (is_address && !words.contains('['))
        .then(|| Slip::new(rule::links::UNDEFINED, here.range(long)).with_near(near()))
}

/// `\## Title` at the beginning of a line.
pub(super) fn heading(here: Here, is_start: bool) -> Option<Slip> {
    let line = here.rest().lines().next()?;
    let hashes = line.strip_prefix('\\')?;
    let words = hashes.trim_start_matches(['#', '\\']);
    let level = hashes.len() - words.len();
    let fits = is_start && hashes.starts_with('#') && level > 1 && words.starts_with(' ');
    let title = words.trim().trim_end_matches(['#', '\\']).trim();
    (fits && title.contains(char::is_alphabetic)).then(|| {
        let signs = "#".repeat(hashes.get(..level).map_or(2, |signs| signs.matches('#').count()));
        Slip::new(rule::markdown::FOREIGN, here.range(line.len())).with_near(format!("{signs} {title}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, words: Option<&str>, near: Option<&str>) {
        let here = Here { text, at: 0 };
        let found = pair(here).or_else(|| tag(here)).or_else(|| link(here)).or_else(|| heading(here, true));
        assert_eq!(found.as_ref().and_then(|slip| text.get(slip.range.clone())), words, "{text}");
        assert_eq!(found.and_then(|slip| slip.near).as_deref(), near, "{text}");
    }

    #[test]
    fn what_a_program_escaped_is_found_with_its_words() {
        check(r"\*\*Attention\*\* : non", Some(r"\*\*Attention\*\*"), Some("**Attention**"));
        check("&lt;b&gt;mot&lt;/b&gt; x", Some("&lt;b&gt;mot&lt;/b&gt;"), Some("**mot**"));
        check("&lt;br /&gt; x", Some("&lt;br /&gt;"), None);
        check(r"\[le bail\]\(guide:a\).", Some(r"\[le bail\]\(guide:a\)"), Some("[le bail](guide:a)"));
        check(r"\## Vos droits", Some(r"\## Vos droits"), Some("## Vos droits"));
    }

    #[test]
    fn single_signs_and_comparisons_stay() {
        for text in [
            r"\* hors charges",
            r"\*mot seul",
            r"\*mot\*",
            "&lt;3 ans",
            "&lt; 5 et &gt; 3",
            r"\#1",
            "&lt;bail&gt;",
        ] {
            check(text, None, None);
        }
    }
}

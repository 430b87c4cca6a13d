//! Links that are none: halves that do not fit, names that lead nowhere, signs of wikis, calls of footnotes that are missing.

use super::{
    super::links::without_spaces,
    FARTHEST, Here, Slip,
    brackets::{self, OWN, PICTURE_FILES},
    is_word,
};
use crate::diagnostic::{Rule, rule};
use trousseau_text::settled::is_invisible;

/// Schemes by which brackets after brackets are surely a link: `[word] (guide:…`.
pub(super) const SCHEMES: &[&str] =
    &["guide:", "page:", "term:", "fact:", "contact:", "tel:", "lang:", "mailto:", "http:", "https:", "www."];

/// The most signs that slip between the two halves of a link.
const MOST_BETWEEN: usize = 2;

/// An opening bracket: `[[page]]`, `[^1]`, `[TOC]`, `(words)[address]`.
pub(super) fn open(here: Here, plain: bool) -> Option<Slip> {
    let rest = here.rest();
    if let Some(inner) = rest.strip_prefix("[[") {
        return double(here, inner);
    }
    if let Some(slip) = from_the_right(here) {
        return Some(slip);
    }
    let Some(long) = rest.find(']') else { return brackets::unclosed(here) };
    let inner = rest.get(1..long)?;
    let slip = |rule| Slip::new(rule, here.range(long + 1));
    if inner.starts_with('^') && inner.len() > 1 && !inner.starts_with("^ ") {
        return Some(slip(rule::footnotes::MISSING));
    }
    if matches!(inner, "TOC" | "toc" | "_TOC_" | "NOTE" | "TIP" | "WARNING" | "IMPORTANT" | "CAUTION") {
        let slip = slip(rule::markdown::FOREIGN);
        return Some(if inner.eq_ignore_ascii_case("toc") || inner == "_TOC_" {
            slip
        } else {
            slip.with_near(alert(inner))
        });
    }
    if let Some(slip) = turned(here, inner) {
        return Some(slip);
    }
    if let Some(slip) = address_first(here, inner) {
        return Some(slip);
    }
    if here.before() == Some('!')
        && !plain
        && !rest.get(long + 1..)?.starts_with('(')
        && !inner.trim().is_empty()
    {
        let near = format!("![{inner}](image.png)");
        return Some(
            Slip { range: here.at - 1..here.at + long + 1, ..slip(rule::links::UNDEFINED) }.with_near(near),
        );
    }
    if is_box(here, inner) {
        return Some(slip(rule::markdown::BOX));
    }
    brackets::open(here, inner).or_else(|| undefined(here, inner, plain))
}

/// `(words)[address]` and `!(words)[picture.png]`: the brackets turned round.
fn turned(here: Here, inner: &str) -> Option<Slip> {
    if here.before() != Some(')') {
        return None;
    }
    let lower = inner.to_ascii_lowercase();
    let is_picture = PICTURE_FILES.iter().any(|end| lower.ends_with(end));
    if !is_picture && !SCHEMES.iter().any(|scheme| inner.starts_with(scheme)) {
        return None;
    }
    let behind = here.behind();
    let open = here.at - behind.len() + behind.rfind('(')?;
    let words = here.text.get(open + 1..here.at - 1)?;
    let sign = if here.text.get(..open)?.ends_with('!') { "!" } else { "" };
    let range = open - sign.len()..here.at + inner.len() + 2;
    Some(Slip::new(rule::links::BRACKET, range).with_near(format!("{sign}[{words}]({inner})")))
}

/// Whether a box to tick stands where none can be: `[ ]` in a cell, a heading or within a line.
fn is_box(here: Here, inner: &str) -> bool {
    let after = here.rest().get(inner.len() + 2..).unwrap_or_default();
    matches!(inner, " " | "x" | "X")
        && here.before().is_none_or(|sign| sign.is_whitespace() || sign == '|')
        && after.chars().next().is_none_or(char::is_whitespace)
        && !after.trim_start().starts_with('(')
}

/// `]words[(address)`, typed from right to left.
fn from_the_right(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix("[(")?;
    let start = here.at - here.behind().len() + here.behind().rfind(']')?;
    let is_address = SCHEMES.iter().any(|scheme| inner.starts_with(scheme));
    let end = inner.find(')').filter(|_| is_address)?;
    Some(Slip::new(rule::links::BRACKET, start..here.at + 2 + end + 1))
}

/// `(address)[words]`: the other way round.
fn address_first(here: Here, inner: &str) -> Option<Slip> {
    let behind = here.behind();
    let bare = behind.trim_end_matches(' ').strip_suffix(')')?;
    let open = bare.rfind('(')?;
    let to = bare.get(open + 1..)?;
    // A space between them parts two remarks, unless words in brackets follow an address.
    let is_link = SCHEMES.iter().any(|scheme| to.starts_with(scheme)) && inner.contains(char::is_alphabetic);
    let range = here.at - behind.len() + open..here.at + inner.len() + 2;
    is_link.then(|| Slip::new(rule::links::BRACKET, range).with_near(format!("[{inner}]({to})")))
}

/// The second half of `[words][name]`, when no such name was defined.
fn undefined(here: Here, inner: &str, plain: bool) -> Option<Slip> {
    let long = inner.len() + 1;
    let second = here.rest().get(long + 1..)?.strip_prefix('[')?;
    let end = second.find(']')?;
    let name = second.get(..end)?;
    let is_name = inner.contains(char::is_alphabetic) && !name.starts_with('^') && name.trim() != "…";
    (is_name && (!plain || name.contains(char::is_alphabetic))).then(|| {
        let is_address = SCHEMES.iter().any(|scheme| name.starts_with(scheme));
        let to = if is_address { name } else { "guide:…" };
        Slip::new(rule::links::UNDEFINED, here.range(long + end + 3)).with_near(format!("[{inner}]({to})"))
    })
}

/// Whether a program wrote a backslash before the middle of a link, whose text this is.
pub(super) fn is_taken_apart(text: &str) -> bool {
    text.strip_prefix("](").is_some_and(|inner| SCHEMES.iter().any(|scheme| inner.starts_with(scheme)))
}

/// `{words}(address)`, seen from the brace in the middle.
pub(super) fn braced(here: Here) -> Option<Slip> {
    let (to, _) = here.rest().strip_prefix("}(")?.split_once(')')?;
    let start = here.text.get(..here.at)?.rfind('{').filter(|start| here.at - start < FARTHEST)?;
    let words = here.text.get(start + 1..here.at)?;
    SCHEMES.iter().any(|scheme| to.starts_with(scheme)).then(|| {
        Slip::new(rule::links::BRACKET, start..here.at + to.len() + 3).with_near(format!("[{words}]({to})"))
    })
}

/// `guide:suivre` and `(guide:suivre)` without words, seen from the colon.
///
/// A plain text that is nothing else is an address, as data files name one.
pub(super) fn bare(here: Here, plain: bool) -> Option<Slip> {
    let scheme = OWN.iter().find(|scheme| {
        let before = here.text.get(..here.at + 1).and_then(|text| text.strip_suffix(*scheme));
        before.is_some_and(|before| {
            !is_word(before.chars().next_back()) && !before.ends_with(['/', '-', '_', ':'])
        })
    })?;
    let rest = here.rest().get(1..)?;
    let fits =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-#_".contains(letter);
    let long = rest.find(|letter| !fits(letter)).unwrap_or(rest.len());
    let name = rest.get(..long)?;
    // `contact:name@example.org` is a label before an address.
    let after = rest.get(long..)?;
    let is_more = after.starts_with(|next: char| next.is_alphanumeric() || "@/%".contains(next))
        || after.strip_prefix('.').is_some_and(|next| next.starts_with(char::is_alphanumeric));
    let start = here.at + 1 - scheme.len();
    let in_round = here.text.get(..start)?.ends_with('(') && after.starts_with(')');
    let range = start - usize::from(in_round)..here.at + 1 + long + usize::from(in_round);
    // `Pour tout contact:appelez` lacks a space.
    let is_word = matches!(*scheme, "contact:" | "page:") && !in_round && !name.contains('-');
    let is_address = is_word || plain && range == (0..here.text.len());
    (!is_more && !is_address && name.starts_with(char::is_alphabetic))
        .then(|| Slip::new(rule::links::UNDEFINED, range).with_near(format!("[…]({scheme}{name})")))
}

/// Two brackets, the sign of wikis.
fn double(here: Here, inner: &str) -> Option<Slip> {
    // `[[_TOC_]]`: the parser took the lines for an emphasis.
    if inner.is_empty() {
        return Some(Slip::new(rule::markdown::FOREIGN, here.range(2)));
    }
    let long =
        inner.find("]]").filter(|long| !inner.get(..*long).is_some_and(|words| words.contains('[')))?;
    let words = inner.get(..long)?;
    let slip = |rule| Slip::new(rule, here.range(long + 4));
    if here.before() == Some('!') {
        let (file, name) = words.split_once('|').unwrap_or((words, "…"));
        let range = here.at - 1..here.at + long + 4;
        return Some(Slip::new(rule::markdown::FOREIGN, range).with_near(format!(
            "![{}]({})",
            name.trim(),
            file.trim()
        )));
    }
    Some(match words.trim_matches('_') {
        "TOC" | "toc" => slip(rule::markdown::FOREIGN),
        _ => slip(rule::links::UNDEFINED).with_near(wiki(words)),
    })
}

/// Our form of an alert with this name.
pub(in crate::document) fn alert(name: &str) -> String {
    let kind = match name.to_lowercase().as_str() {
        "tip" | "hint" | "success" | "astuce" | "conseil" => "TIP",
        "warning" | "warn" | "alert" | "alerte" | "attention" => "WARNING",
        "danger" | "caution" | "error" | "bug" | "failure" => "CAUTION",
        "important" => "IMPORTANT",
        _ => "NOTE",
    };
    format!("> [!{kind}]")
}

/// Our form of a wiki's link: `[[page|words]]`.
fn wiki(inner: &str) -> String {
    let (page, words) = inner.split_once('|').unwrap_or((inner, inner));
    if page.contains("://") {
        return format!("[{}]({})", words.trim(), page.trim());
    }
    let page = page.split('#').next().unwrap_or_default();
    format!("[{}](guide:{})", words.trim(), trousseau_text::slug::slug(page))
}

/// A closing bracket before what should be an address.
pub(super) fn close(here: Here) -> Option<Slip> {
    let (code, end) = address(here.text.get(here.at + 1..)?)?;
    let near = here.text.floor_char_boundary(here.at.saturating_sub(FARTHEST));
    let start = here.text.get(near..here.at)?.rfind('[').map_or(near, |open| near + open);
    let slip = Slip::new(code, start..here.at + 1 + end);
    // The address is a command of another program, and its spaces and brackets are those of the command.
    if let Some((words, to)) = here.text.get(slip.range.clone()).and_then(|link| link.split_once("]("))
        && let Some(guide) = commanded(to)
    {
        let near = match here.text.get(..start)?.ends_with('!') {
            true => "![…](image.png)".to_owned(),
            false => format!("{words}]({guide})"),
        };
        return Some(Slip::new(rule::markdown::FOREIGN, slip.range).with_near(near));
    }
    let near = if code == rule::links::SPACE { unspaced(here.text.get(slip.range.clone())?) } else { None };
    Some(Slip { near, ..slip })
}

/// Words of commands that name no page.
const COMMANDS: &[&str] = &[
    "ref", "relref", "link", "url", "site", "baseurl", "page", "pageref", "path", "filename", "attach",
    "relURL", "absURL",
];

/// Our address of the page to which a command of another program leads: `{{< ref "y.md#z" >}}`, `{% link _docs/y.md %}`.
pub(in crate::document) fn commanded(to: &str) -> Option<String> {
    ["{{", "{%", "{", "<%"].iter().find(|open| to.starts_with(**open))?;
    let names = to.split(|letter: char| letter.is_whitespace() || "{}<>%\"'()|".contains(letter));
    let name = |piece: &str| {
        let path = piece.split('#').next().unwrap_or_default();
        let file = path.trim_end_matches("/index.md").rsplit('/').next().unwrap_or_default();
        let is_word =
            file.contains(char::is_alphanumeric) && !file.split('.').any(|word| COMMANDS.contains(&word));
        is_word.then(|| trousseau_text::slug::slug(file.split('.').next().unwrap_or_default()))
    };
    Some(names.rev().find_map(name).map_or_else(|| "guide:…".to_owned(), |name| format!("guide:{name}")))
}

/// A link that spaces cut, as it must be written; none when its address has several meanings.
fn unspaced(written: &str) -> Option<String> {
    let (words, address) = written.trim_end_matches(')').split_once(']')?;
    let address = address.trim_start().strip_prefix('(')?;
    // A program that sets the width of a picture behind its address.
    let width = |size: &str| size.starts_with('=') && size.contains('x');
    if let Some((to, _)) = address.rsplit_once(' ').filter(|(to, size)| width(size) && !to.contains(' ')) {
        return Some(format!("{words}]({to})"));
    }
    Some(format!("{words}]({})", without_spaces(address)?))
}

/// Why the text after a closing bracket is no address of a link (the code), and where the address ends; `None` when it
/// does not look like one.
fn address(after: &str) -> Option<(Rule, usize)> {
    let is_gap = |letter: char| letter.is_whitespace() || is_invisible(letter);
    let signs = after.find(|letter: char| {
        !is_gap(letter) && (letter.is_alphanumeric() || "()[]{}<（［【《«".contains(letter))
    })?;
    let inner = after.get(signs..)?.strip_prefix(['(', '（'])?;
    let between = after.get(..signs)?.trim_matches(is_gap);
    let before = after.len() - inner.len();
    let apart = before > 1;
    let address = &inner[..inner.floor_char_boundary(FARTHEST)];
    // In running text, `[…] (…)` may well be two remarks: only an address that begins like one is reported.
    if apart && !SCHEMES.iter().any(|scheme| address.starts_with(scheme))
        || between.chars().count() > MOST_BETWEEN
    {
        return None;
    }
    if !between.is_empty() || after[signs..].starts_with('（') {
        let end = address
            .find([')', '）'])
            .map_or(0, |end| end + address[end..].chars().next().map_or(1, char::len_utf8));
        return Some((rule::links::BRACKET, before + end));
    }
    let mut depth = 0;
    let close = address.find(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth < 0
    });
    let word = address.find(char::is_whitespace).unwrap_or(address.len());
    Some(match close {
        None => (rule::links::OPEN, before + word),
        Some(close) if apart || address[..close].contains(char::is_whitespace) => {
            (rule::links::SPACE, before + close + 1)
        }
        Some(close) => (rule::links::BRACKET, before + close + 1),
    })
}

/// Whether a pair of colons stands around a word, as in `:warning:`; then its length.
pub(super) fn shortcode(here: Here) -> Option<usize> {
    if is_word(here.before()) || here.before() == Some(':') {
        return None;
    }
    let inner = here.rest().strip_prefix(':')?;
    let long = inner
        .bytes()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
        .count();
    let name = inner.get(..long)?;
    let ends = inner.get(long..)?.strip_prefix(':')?;
    let is_name = (2..=40).contains(&long) && name.starts_with(|first: char| first.is_ascii_lowercase());
    (is_name && !is_word(ends.chars().next())).then_some(long + 2)
}

//! Words in square brackets as other programs write them: `[words->address]`, `[address words]`, `[b]words[/b]`,
//! `address[words]`.

use super::{FARTHEST, Here, Slip, is_word};
use crate::diagnostic::rule;

/// Ends of the names of pictures.
pub(super) const PICTURE_FILES: &[&str] = &[".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif"];

/// Schemes that only this program knows.
pub(super) const OWN: &[&str] = &["guide:", "page:", "term:", "fact:", "contact:"];

/// How an address begins.
const ADDRESSES: &[&str] = &["https://", "http://", "www.", "mailto:"];

/// A bracket that another program understands: the bytes are those of all that it takes.
pub(super) fn open(here: Here, inner: &str) -> Option<Slip> {
    bare(here, inner)
        .or_else(|| picture(here, inner))
        .or_else(|| arrow(here, inner))
        .or_else(|| address_first(here, inner))
        .or_else(|| tag(here, inner))
        .or_else(|| address_before(here, inner))
}

fn is_address(to: &str) -> bool {
    ADDRESSES.iter().any(|start| to.starts_with(start))
}

/// `[words(address)`: the bracket in the middle is missing.
pub(super) fn unclosed(here: Here) -> Option<Slip> {
    let inner = here.rest().get(1..)?;
    let (words, after) = inner.split_once('(')?;
    let (to, _) = after.split_once(')')?;
    let fits = is_address(to)
        && !to.contains(char::is_whitespace)
        && !words.contains(['[', '\n'])
        && !words.is_empty();
    let long = words.len() + to.len() + 3;
    fits.then(|| Slip::new(rule::links::OPEN, here.range(long)).with_near(format!("[{words}]({to})")))
}

/// `[contact:siao]`: a link without words.
fn bare(here: Here, inner: &str) -> Option<Slip> {
    let is_own = OWN
        .iter()
        .any(|scheme| inner.strip_prefix(scheme).is_some_and(|name| name.starts_with(char::is_alphanumeric)));
    let is_alone = !here.after(inner.len() + 2).is_some_and(|next| matches!(next, '(' | '[' | ':'));
    let fits = is_own && is_alone && !inner.contains(char::is_whitespace) && here.before() != Some(']');
    fits.then(|| {
        Slip::new(rule::links::UNDEFINED, here.range(inner.len() + 2)).with_near(format!("[…]({inner})"))
    })
}

/// What a letter without pictures writes in place of one.
const PICTURES: &[&str] = &[
    "image",
    "photo",
    "logo",
    "picture",
    "video",
    "vidéo",
    "відео",
    "видео",
    "فيديو",
    "صورة",
    "تصویر",
    "фото",
    "图片",
    "resim",
    "תמונה",
    "ስእሊ",
];

/// `[cid:image001.png@01D]`, `[image: logo]`, `[Photo]`.
fn picture(here: Here, inner: &str) -> Option<Slip> {
    let name = inner.split(':').next()?.trim().to_lowercase();
    let is_file = PICTURE_FILES.iter().any(|end| name.ends_with(end)) && !name.contains(' ');
    let fits = inner.starts_with("cid:") || PICTURES.contains(&name.as_str()) || is_file;
    let is_free = !here.after(inner.len() + 2).is_some_and(|next| matches!(next, '(' | '[' | ':'));
    (fits && is_free)
        .then(|| Slip::new(rule::markdown::FOREIGN, here.range(inner.len() + 2)).with_near("![…](image.png)"))
}

fn link(here: Here, long: usize, words: &str, to: &str) -> Slip {
    let to = if to.contains([':', '.']) { to } else { "guide:…" };
    Slip::new(rule::links::UNDEFINED, here.range(long)).with_near(format!("[{}]({to})", words.trim()))
}

/// `[words->address]`.
fn arrow(here: Here, inner: &str) -> Option<Slip> {
    let (words, to) =
        inner.split_once("->").or_else(|| inner.split_once('|').filter(|(_, to)| is_address(to)))?;
    let is_link = !words.ends_with(char::is_whitespace)
        && !to.contains(char::is_whitespace)
        && to.starts_with(char::is_alphanumeric);
    is_link.then(|| link(here, inner.len() + 2, words, to))
}

/// `[address words]`.
fn address_first(here: Here, inner: &str) -> Option<Slip> {
    let (to, words) = inner.split_once(' ')?;
    let is_link = is_address(to) && !words.trim().is_empty();
    is_link.then(|| link(here, inner.len() + 2, words, to))
}

/// `[b]words[/b]`, `[button link="…"]`, and an end that is alone.
fn tag(here: Here, inner: &str) -> Option<Slip> {
    let bare = inner.strip_prefix('/').unwrap_or(inner);
    let name = bare.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '-'));
    let (name, rest) = bare.split_at(name.unwrap_or(bare.len()));
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let slip = |long| Slip::new(rule::markdown::FOREIGN, here.range(long));
    if bare.len() < inner.len() {
        return rest.is_empty().then(|| slip(inner.len() + 2));
    }
    let value = rest.strip_prefix('=').map(|value| value.trim_matches(['"', '\'']));
    let has_values = rest.starts_with(' ') && rest.contains("=\"");
    if !rest.is_empty() && value.is_none() && !has_values {
        return None;
    }
    let after = here.rest().get(inner.len() + 2..)?;
    let end = format!("[/{name}]");
    let Some(long) = after.find(&end) else {
        return has_values.then(|| slip(inner.len() + 2));
    };
    let words = after.get(..long)?.trim();
    let slip = slip(inner.len() + 2 + long + end.len());
    Some(match (name.to_ascii_lowercase().as_str(), value) {
        ("b" | "strong" | "u", None) => slip.with_near(format!("**{words}**")),
        ("i" | "em", None) => slip.with_near(format!("*{words}*")),
        ("url" | "email", Some(to)) => slip.with_near(format!("[{words}]({to})")),
        ("img", _) => slip.with_near("![…](image.png)"),
        ("quote", _) => slip.with_near(format!("> {words}")),
        _ => slip.with_near(words),
    })
}

/// `address[words]`.
fn address_before(here: Here, inner: &str) -> Option<Slip> {
    if !is_word(here.before()) && here.before() != Some('/') {
        return None;
    }
    let text = here.text.get(here.text.floor_char_boundary(here.at.saturating_sub(FARTHEST))..here.at)?;
    let word = text.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next()?;
    let to = ["link:", "image::", "image:"].iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    let fits = to.len() < word.len() || is_address(to);
    // `?a[]=1` is a part of an address.
    if !fits || !inner.contains(char::is_alphabetic) || here.after(inner.len() + 2) == Some('=') {
        return None;
    }
    let slip = link(here, inner.len() + 2, inner, to);
    Some(Slip { range: here.at - word.len()..slip.range.end, ..slip })
}

/// Signs of Markdown in the width of Chinese letters: `［words］（address）`, `＊＊words＊＊`.
pub(super) fn wide(here: Here) -> Option<Slip> {
    let rest = here.rest();
    if let Some(inner) = rest.strip_prefix('［') {
        let (words, after) = inner.split_once('］')?;
        let (to, _) = after.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
        let fits = is_address(to) || ["guide:", "page:", "tel:"].iter().any(|start| to.starts_with(start));
        let long = '［'.len_utf8() * 4 + words.len() + to.len();
        return fits.then(|| {
            let long = rest.floor_char_boundary(long);
            Slip::new(rule::links::UNDEFINED, here.range(long)).with_near(format!("[{words}]({to})"))
        });
    }
    let inner = rest.strip_prefix("＊＊")?;
    let long = inner.find("＊＊").filter(|long| *long > 0)?;
    let words = inner.get(..long)?;
    let all = "＊＊".len() * 2 + long;
    Some(Slip::new(rule::markdown::FOREIGN, here.range(all)).with_near(format!("**{words}**")))
}

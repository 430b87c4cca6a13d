//! Parses paths, queries and forms as browsers encode them.

use std::borrow::Cow;

use trousseau_text::percent;

pub use trousseau_text::percent::encode_path as encode;

/// The longest request target that is read, in bytes.
pub const MOST: usize = 4096;

/// The path of an address, decoded, without its first `/`. None for whatever could lead out of a folder on any system, or
/// that no browser writes: `..`, encoded slashes, backslashes, drive letters, control characters, broken encoding.
pub fn path(raw: &str) -> Option<String> {
    let parts: Option<Vec<String>> = raw.strip_prefix('/')?.split('/').map(part).collect();
    let parts = parts?;
    let (last, folders) = parts.split_last()?;
    let whole =
        folders.iter().all(|part| !part.is_empty()) && !(last.is_empty() && folders.is_empty() && raw != "/");
    whole.then(|| parts.join("/"))
}

fn part(raw: &str) -> Option<String> {
    let part = decode(raw)?;
    let odd = |letter: char| letter.is_control() || matches!(letter, '/' | '\\' | ':');
    let dots = part.starts_with('.') || part.ends_with('.');
    (!dots && !part.contains(odd)).then_some(part)
}

/// The pairs of a query or of a form, in order. Pairs that cannot be decoded are left out.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let plain = |text: &str| decode(&text.replace('+', " "));
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((plain(name)?, plain(value)?))
    };
    text.split('&').filter(|text| !text.is_empty()).filter_map(pair).collect()
}

/// A text without its percent signs; none when it is no text then, or when one of them stands for nothing.
fn decode(text: &str) -> Option<String> {
    percent::decode(text).filter(|_| percent::is_whole(text)).map(Cow::into_owned)
}

/// Whether a path is this one, or lies below it.
pub fn is_below(path: &str, name: &str) -> bool {
    path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside() {
        for (raw, expected) in [
            ("/", Some("")),
            ("/fr/", Some("fr/")),
            ("/fr/demander.html", Some("fr/demander.html")),
            ("/assets/%C3%A9t%C3%A9.png", Some("assets/été.png")),
            ("/%252e%252e/x", Some("%2e%2e/x")),
            ("", None),
            ("fr", None),
            ("//fr", None),
            ("/fr//x", None),
            ("/../x", None),
            ("/fr/../../etc/passwd", None),
            ("/%2e%2e/x", None),
            ("/.%2e/x", None),
            ("/..%2fx", None),
            ("/..%5cx", None),
            ("/a\\b", None),
            ("/C:/x", None),
            ("/x::$DATA", None),
            ("/.git/config", None),
            ("/fr/x.", None),
            ("/a%00b", None),
            ("/a%0d%0ab", None),
            ("/a%", None),
            ("/a%zz", None),
            ("/a%ff", None),
        ] {
            assert_eq!(path(raw).as_deref(), expected, "{raw}");
        }
    }

    #[test]
    fn a_form_is_pairs() {
        let pairs = pairs("a=1+2&b=%C3%A9%0D%0A&c&=&d=%zz");
        let pairs: Vec<(&str, &str)> =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("a", "1 2"), ("b", "é\r\n"), ("c", ""), ("", "")]);
    }
}

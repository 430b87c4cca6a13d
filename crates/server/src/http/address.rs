//! Addresses and forms as browsers write them.

/// The longest address that is read, in bytes.
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

/// A text with `%xx` as the bytes they stand for; none when it is no text then.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (high, low) = (rest.first().copied().and_then(hex)?, rest.get(1).copied().and_then(hex)?);
        bytes.push(high << 4 | low);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A text as it can stand in an address: what is not a plain letter, a digit or one of `-._~/` is encoded.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
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

    #[test]
    fn what_is_encoded_comes_back() {
        let text = "content/guides/été à deux/fr.md?#%";
        assert!(!encode(text).contains([' ', '?', '#', 'é']));
        assert_eq!(decode(&encode(text)).as_deref(), Some(text));
    }
}

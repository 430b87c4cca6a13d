//! Addresses of links as a document holds them: those that only a toolkit knows are put behind a scheme of our own, since word
//! processors make a path on the disk of what they do not know.

use std::sync::Arc;

use trousseau_core::manuscript::Sign;

const OWN: &str = "trousseau:";
const RAW: &str = "trousseau-raw:";

/// The target of a link.
pub fn target(address: &str) -> String {
    let is_known =
        ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
    let is_plain = address.chars().all(|sign| sign.is_ascii_graphic() && !"<>\"{}|\\^`".contains(sign));
    if is_known && is_plain { address.to_owned() } else { format!("{OWN}{}", encoded(address)) }
}

/// The target of a sign that only Markdown knows.
pub fn raw_target(raw: &str) -> String {
    format!("{RAW}{}", encoded(raw))
}

/// The address behind a target, or the sign of Markdown that it stands for.
pub fn back(target: &str) -> Result<Arc<str>, Sign> {
    if let Some(raw) = target.strip_prefix(RAW) {
        return Err(Sign::Raw(decoded(raw).into()));
    }
    Ok(match target.strip_prefix(OWN) {
        Some(own) => decoded(own).into(),
        None => target.trim().into(),
    })
}

/// Whether two addresses lead to the same place: word processors add a final `/` to the name of a site.
pub fn is_same(one: &str, other: &str) -> bool {
    let bare = |address: &str| {
        let address = address.trim_end_matches('/');
        // Letters of other scripts may be written by their bytes.
        if address.contains('%') { decoded(address) } else { address.to_owned() }
    };
    one == other || bare(one) == bare(other)
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back() {
        for address in
            ["guide:demander#les-papiers", "fact:x", "#a", "../b/fr.md", "https://a.fr/é?b=1", "tel:115"]
        {
            assert_eq!(back(&target(address)), Ok(address.into()), "{}", target(address));
        }
        assert_eq!(back(&raw_target("[^1]")), Err(Sign::Raw("[^1]".into())));
        assert_eq!(target("tel:115"), "tel:115");
        assert!(is_same("https://a.fr", "https://a.fr/") && is_same("https://a.fr/é", "https://a.fr/%C3%A9"));
        assert!(!is_same("https://a.fr", "https://b.fr"));
    }
}

//! Places as text editors name them: lines from 0, columns in units of UTF-16, files by their address.

use std::path::Path;

use serde_json::{Value, json};

use trousseau_core::diagnostic::Span;

/// The range of a span.
pub(super) fn range(text: &str, span: Span) -> Value {
    let at = |byte: usize| {
        let before = text.get(..byte.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or(before).encode_utf16().count();
        json!({"line": line, "character": column})
    };
    json!({"start": at(span.start), "end": at(span.end)})
}

/// The byte of a position; the end of its line when the line is shorter.
pub(super) fn byte(text: &str, position: &Value) -> Option<usize> {
    let number = |name| usize::try_from(position[name].as_u64()?).ok();
    let (line, column) = (number("line")?, number("character")?);
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines.by_ref().take(line).map(str::len).sum();
    let line = lines.next().unwrap_or_default().trim_end_matches(['\n', '\r']);
    let mut units = 0;
    let within = line.char_indices().find(|(_, letter)| {
        let is_there = units >= column;
        units += letter.len_utf16();
        is_there
    });
    Some(start + within.map_or(line.len(), |(at, _)| at))
}

/// The address of a file of the toolkit.
pub(super) fn uri(root: &Path, path: &str) -> String {
    let full = root.join(path).display().to_string().replace('\\', "/");
    let start = if full.starts_with('/') { "file://" } else { "file:///" };
    full.bytes().fold(start.to_owned(), |mut uri, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
        uri
    })
}

/// The path in the toolkit of an address; none for a file elsewhere.
pub(super) fn path(root: &Path, address: &str) -> Option<String> {
    let inner = address.strip_prefix("file://")?;
    let mut bytes = Vec::new();
    let mut rest = inner.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let decoded = (*first == b'%').then(|| after.get(..2)).flatten();
        let decoded = decoded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    let full = String::from_utf8(bytes).ok()?;
    // `file:///C:/…` on Windows.
    let full = full.strip_prefix('/').filter(|rest| rest.get(1..2) == Some(":")).unwrap_or(&full);
    let inner = Path::new(full).strip_prefix(root).ok()?;
    Some(inner.display().to_string().replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_utf_16() {
        let text = "a\n😀é fin\r\nz";
        let at = text.find("fin").expect("there");
        let range = range(text, Span { start: at, end: at + 3 });
        assert_eq!(range, json!({"start": {"line": 1, "character": 4}, "end": {"line": 1, "character": 7}}));
        assert_eq!(byte(text, &range["start"]), Some(at));
        assert_eq!(byte(text, &json!({"line": 1, "character": 99})), Some(at + 3));
        assert_eq!(byte(text, &json!({"line": 9, "character": 0})), Some(text.len()));
        assert_eq!(byte(text, &json!({})), None);
    }

    #[test]
    fn an_address_leads_back_to_its_file() {
        let root = Path::new("/srv/boîte à outils");
        let address = uri(root, "content/guides/a/fr.md");
        assert!(address.starts_with("file:///srv/bo%C3%AEte%20%C3%A0%20outils/content/"), "{address}");
        assert_eq!(path(root, &address).as_deref(), Some("content/guides/a/fr.md"));
        assert_eq!(path(root, "file:///etc/passwd"), None);
        assert_eq!(path(root, "untitled:1"), None);
    }
}

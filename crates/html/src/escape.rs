//! Escaping: nothing that an editor wrote can become markup.

/// Adds a text with `& < > "` escaped: safe between tags and inside an attribute with double quotes.
pub fn text(text: &str, out: &mut String) {
    let mut last = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[last..at]);
        out.push_str(entity);
        last = at + 1;
    }
    out.push_str(&text[last..]);
}

/// Adds ` name="value"`.
pub fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    text(value, out);
    out.push('"');
}

/// Adds a text to an XML file: escaped, and without the control characters that XML forbids.
pub fn xml(value: &str, out: &mut String) {
    let allowed = |letter: char| {
        matches!(letter, '\t' | '\n' | '\r') || letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}')
    };
    if value.chars().all(allowed) {
        text(value, out);
    } else {
        text(&value.chars().filter(|letter| allowed(*letter)).collect::<String>(), out);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_becomes_text() {
        let mut out = String::new();
        super::attribute("title", "<script>\"&'é", &mut out);
        assert_eq!(out, " title=\"&lt;script&gt;&quot;&amp;'é\"");
        let mut out = String::new();
        super::xml("a\u{0}\u{b}<b", &mut out);
        assert_eq!(out, "a&lt;b");
    }
}

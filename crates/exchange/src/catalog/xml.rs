//! XML for programs of translators: text escaped, and tags of marks as its elements.

/// Text between two tags, or in the quotes of an attribute.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A parser takes a carriage return for a line end, and other control characters are no XML.
            '\r' => out.push_str("&#13;"),
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Words in which each tag of a mark is written by `tag`, from its letter, its number and whether it closes.
pub fn with_tags(text: &str, tag: impl Fn(char, &str, bool) -> String) -> String {
    let (mut out, mut from, mut at) = (String::new(), 0, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        at = open + 1;
        let Some(end) = text.get(open..).and_then(|rest| rest.find('>')).map(|end| open + end) else { break };
        let Some((letter, number, closes)) = text.get(open + 1..end).and_then(mark) else { continue };
        out += &escaped(text.get(from..open).unwrap_or_default());
        out += &tag(letter, number, closes);
        (from, at) = (end + 1, end + 1);
    }
    out + &escaped(text.get(from..).unwrap_or_default())
}

fn mark(inner: &str) -> Option<(char, &str, bool)> {
    let (letter, digits, closes) = if let Some(rest) = inner.strip_prefix("/g") {
        ('g', rest, true)
    } else if let Some(rest) = inner.strip_prefix('g') {
        ('g', rest, false)
    } else {
        ('x', inner.strip_prefix('x')?.strip_suffix('/')?, false)
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((letter, digits, closes))
}

//! A quick look over the bytes of a page in Latin letters: it finds where the next mark may be needed, and most pages need few.

/// The result of a look from the beginning of a line.
pub struct Look {
    /// The bytes that can be copied: whole lines without a mark.
    pub plain: usize,
    /// The place of the first byte that may need a mark.
    pub looked: usize,
}

/// Looks from the beginning of a line to the first letter, hyphen or tag that may need a mark.
pub fn look(html: &str) -> Look {
    let bytes = html.as_bytes();
    let (mut at, mut plain) = (0, 0);
    // The open element in which no line of the page begins or ends, and how many of its name are open.
    let mut closed: Option<(&[u8], usize)> = None;
    loop {
        at += text(&bytes[at..]);
        let Some(Tag { length, name, is_end }) = tag(&html[at..]) else {
            return Look { plain, looked: at };
        };
        closed = match closed {
            Some((open, count)) if open == name => {
                let count = if is_end { count - 1 } else { count + 1 };
                (count > 0).then_some((open, count))
            }
            // A drawing is raw text, in which the end of what is around it does not count.
            Some(_) if name == b"svg" => return Look { plain, looked: at },
            None if !is_end && is_closed(name) && !html[at..at + length].ends_with("/>") => Some((name, 1)),
            other => other,
        };
        at += length;
        if closed.is_none() && !super::is_inside(name) {
            plain = at;
        }
    }
}

/// A tag after which language, direction and letters are the same.
struct Tag<'a> {
    length: usize,
    name: &'a [u8],
    is_end: bool,
}

/// The length of a text up to a tag, or to what may need a mark.
fn text(bytes: &[u8]) -> usize {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80);
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'<' => true,
        b'-' => at > 0 && is_letter(bytes.get(at - 1)) && is_letter(bytes.get(at + 1)),
        0xcd.. => is_foreign(&bytes[at..]),
        _ => false,
    };
    bytes.iter().enumerate().position(ends).unwrap_or(bytes.len())
}

/// The tag with which a text begins; none when it may change the direction or the letters of the language, begin raw text, or
/// need a mark itself.
fn tag(html: &str) -> Option<Tag<'_>> {
    let inner = html.strip_prefix('<')?;
    let (inner, is_end) = inner.strip_prefix('/').map_or((inner, false), |inner| (inner, true));
    let name = super::name(inner);
    if !is_end && !name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        || super::is_raw(name.as_bytes())
    {
        return None;
    }
    let mut quote = None;
    let mut speaks = false;
    let mut before = b' ';
    let bytes = inner.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (b'>', None) if speaks && !super::keeps_latin(&inner[name.len()..=at]) => return None,
            (b'>', None) => {
                return Some(Tag { length: at + 2 + usize::from(is_end), name: name.as_bytes(), is_end });
            }
            (b'"' | b'\'', None) if !is_end => quote = Some(byte),
            // The end of `lang=` or `dir=`.
            (b'=', None) if !is_end => speaks |= matches!(before | 0x20, b'g' | b'r' | b' '),
            (_, Some(open)) if open == byte => quote = None,
            (0xcd.., _) if is_foreign(&bytes[at..]) => return None,
            _ => {}
        }
        before = *byte;
    }
    None
}

/// Whether an element is left as it is.
fn is_closed(name: &[u8]) -> bool {
    name.eq_ignore_ascii_case(b"svg") || super::is_left(name)
}

/// Whether a letter begins here that [`is_one`](trousseau_text::runs::is_one) does not take for Latin, by its first bytes (UTF-8). May
/// say yes wrongly.
fn is_foreign(bytes: &[u8]) -> bool {
    match bytes {
        // Accents up to U+036F; U+1E00 to U+1EFF; U+2000 to U+217F, and the arrow.
        [0xcd, next, ..] => *next >= 0xb0,
        [0xe1, next, ..] => !matches!(next, 0xb8..=0xbb),
        [0xe2, 0x86, 0x92, ..] => false,
        [0xe2, next, ..] => *next >= 0x86,
        _ => true,
    }
}

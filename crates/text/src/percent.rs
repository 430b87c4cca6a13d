//! Percent signs in addresses (RFC 3986, section 2).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is written with percent signs: all but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same, with the folders of a path apart.
const RESERVED_IN_PATHS: &AsciiSet = &RESERVED.remove(b'/');

/// A text as one part of an address, such as a value behind the `?`.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// A path as it stands in an address: its `/` stay.
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, RESERVED_IN_PATHS).to_string()
}

/// A text without its percent signs; none when their bytes are no UTF-8. A sign that stands for no byte stays.
pub fn decode(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

/// Whether each percent sign stands for a byte.
pub fn is_whole(text: &str) -> bool {
    let is_byte = |digits: &[u8]| digits.iter().all(u8::is_ascii_hexdigit);
    text.split('%').skip(1).all(|rest| rest.as_bytes().get(..2).is_some_and(is_byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        assert_eq!(encode("à /?&~"), "%C3%A0%20%2F%3F%26~");
        let path = "content/guides/été à deux/fr.md?#%";
        assert_eq!(encode_path(path), "content/guides/%C3%A9t%C3%A9%20%C3%A0%20deux/fr.md%3F%23%25");
        assert_eq!(decode(&encode_path(path)).as_deref(), Some(path));
    }

    #[test]
    fn signs_that_stand_for_nothing_are_seen() {
        assert_eq!(decode("50%").as_deref(), Some("50%"));
        assert_eq!(decode("%ff"), None);
        for (text, whole) in
            [("", true), ("%41", true), ("%4", false), ("%", false), ("%zz", false), ("%é", false)]
        {
            assert_eq!(is_whole(text), whole, "{text}");
        }
    }
}

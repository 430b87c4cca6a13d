//! Digits of every family, read as those that are dialled.

/// The zeros of the families of digits, in order: nine more follow each (Unicode, general category Nd).
const ZEROS: [u32; 38] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40,
    0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x1e950,
];

/// The digit 0 to 9 that a character means; `None` for what is no digit.
pub fn ascii(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return letter.is_ascii_digit().then_some(letter);
    }
    let code = u32::from(letter);
    if code < ZEROS[1] {
        return None;
    }
    let zero = ZEROS[..ZEROS.partition_point(|zero| *zero <= code)].last()?;
    char::from_digit(code - zero, 10)
}

/// The digits of a text, one after the other, as they are dialled.
pub fn of(text: &str) -> String {
    text.chars().filter_map(ascii).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits_of_every_family_are_read() {
        for written in ["0806 12", "٠٨٠٦ ١٢", "۰۸۰۶-۱۲", "०८०६.१२", "০৮০৬ ১২", "0806\u{a0}12", "𞥐𞥘𞥐𞥖 𞥑𞥒"]
        {
            assert_eq!(super::of(written), "080612", "{written}");
        }
        for zero in super::ZEROS {
            let family: String = (zero..zero + 10).filter_map(char::from_u32).collect();
            assert_eq!(super::of(&family), "0123456789", "{family}");
        }
        assert!(super::ZEROS.is_sorted());
        for other in ['½', '/', ':', 'a', '\u{65f}', '\u{66a}', '𞥿', '①'] {
            assert_eq!(super::ascii(other), None, "{other}");
        }
    }
}

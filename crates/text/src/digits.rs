//! Digits of every family, read as those that are dialled, and numerals of Ethiopia, which have no zero.

use std::borrow::Cow;

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

/// The text with Ethiopic numerals as digits: ፴ is 30, ፳፻፳፮ is 2026.
pub fn counted(text: &str) -> Cow<'_, str> {
    if !text.contains(is_numeral) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_numeral) {
        let (before, from) = rest.split_at(at);
        let (numerals, after) = from.split_at(from.find(|letter| !is_numeral(letter)).unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(&sum(numerals).to_string());
        rest = after;
    }
    Cow::Owned(out + rest)
}

fn is_numeral(letter: char) -> bool {
    matches!(letter, '፩'..='፼')
}

/// What numerals say together: each ፻ multiplies by a hundred what stands before it, each ፼ by ten thousand.
fn sum(numerals: &str) -> u64 {
    let (mut whole, mut hundreds, mut ones) = (0_u64, 0_u64, 0_u64);
    for numeral in numerals.chars() {
        match u64::from(u32::from(numeral) - u32::from('፩')) {
            one @ 0..9 => ones += one + 1,
            ten @ 9..18 => ones += (ten - 8) * 10,
            18 => (hundreds, ones) = (hundreds + ones.max(1) * 100, 0),
            _ => {
                whole = whole.saturating_add((hundreds + ones).max(1)).saturating_mul(10_000);
                (hundreds, ones) = (0, 0);
            }
        }
    }
    whole.saturating_add(hundreds + ones)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numerals_of_ethiopia_are_counted() {
        for (written, wanted) in [
            ("፴ መዓልቲ", "30 መዓልቲ"),
            ("፲፭", "15"),
            ("፩ ወርሒ", "1 ወርሒ"),
            ("፻", "100"),
            ("ብ፳፻፳፮ ዓ.ም.", "ብ2026 ዓ.ም."),
            ("፪፼፫፼", "200030000"),
            ("፪፼፫ሺ", "20003ሺ"),
            ("30 ቀን", "30 ቀን"),
        ] {
            assert_eq!(super::counted(written), wanted);
        }
        super::counted(&"፼".repeat(100_000));
    }

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

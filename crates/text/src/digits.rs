//! Digits of every family, read as those that are dialled.

/// The zeros of the families of digits: nine more follow each.
const ZEROS: [u32; 26] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
    0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0xa9d0, 0xabf0, 0xff10, 0x1e950,
];

/// The digit 0 to 9 that a character means; `None` for what is no digit.
pub fn ascii(letter: char) -> Option<char> {
    let code = u32::from(letter);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
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
        assert_eq!(super::ascii('½'), None);
    }
}

//! Words as they are compared: without accents, signs that nobody sees, and the ways in which a script writes one letter.

use trousseau_text::{digits, settled::is_invisible, slug::slug};

/// A text with the digits 0 to 9 in place of those of another script, and without marks of direction.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(|letter| !is_invisible(*letter)).map(western).collect()
}

fn western(letter: char) -> char {
    // The Arabic decimal sign.
    digits::ascii(letter).unwrap_or(if letter == '٫' { '.' } else { letter })
}

/// A name as a slug. Arabic is written with and without vowels, with and without the hamza on an alif.
pub(super) fn name(text: &str) -> String {
    if text.is_ascii() {
        return slug(text);
    }
    let letters = text.chars().filter(|letter| !matches!(letter, '\u{64b}'..='\u{652}' | '\u{670}' | 'ـ'));
    let letters: String = letters
        .map(|letter| match letter {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ۀ' | 'ة' => 'ه',
            'ک' => 'ك',
            'ی' => 'ي',
            _ => letter,
        })
        .collect();
    slug(&digits(&letters))
}

/// A cell as the number that it is: `6`, `6.0`, `6,0`, `٦`; none for any other text.
pub(super) fn whole(cell: &str) -> Option<u32> {
    let text = digits(cell);
    let (number, rest) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), "0"));
    let is_whole = !rest.is_empty() && rest.bytes().all(|digit| digit == b'0');
    number.parse().ok().filter(|_| is_whole)
}

/// The letters by which a spreadsheet program names a column: `A` for the first, `AA` for the 27th.
pub fn column(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => last.to_string(),
        rest => column(rest - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_what_nobody_types_twice_alike() {
        for (one, other) in
            [("الدّليل", "الدليل"), ("الإقتراح", "الاقتراح"), ("النسخـة", "النسخه"), ("Thème", "THEME")]
        {
            assert_eq!(name(one), name(other), "{one}");
        }
        assert_ne!(name("كتاب"), name("كتب"));
    }

    #[test]
    fn whole_numbers_are_read_as_people_and_programs_write_them() {
        for (cell, number) in [
            ("6", Some(6)),
            ("6.0", Some(6)),
            ("6,00", Some(6)),
            ("٦", Some(6)),
            ("۱۲", Some(12)),
            ("\u{200f}6", Some(6)),
            ("6.5", None),
            ("6.", None),
            ("six", None),
            ("", None),
        ] {
            assert_eq!(whole(cell), number, "{cell}");
        }
    }

    #[test]
    fn columns_have_the_names_of_spreadsheets() {
        let names = [0, 3, 25, 26, 51, 52, 701, 702].map(column);
        assert_eq!(names, ["A", "D", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}

//! Telephone numbers as people write them, and as they are dialled.

use crate::{digits, settled::is_invisible};

/// The most digits of a number (ITU-T E.164), and the fewest of one that anybody dials.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=15;

/// A number as it is dialled: `0320000000` of "03.20.00.00.00", `+33320000000` of "+33 (0)3 20 …", ASCII digits of Arabic ones.
/// None when it holds anything but digits and what people put between them.
pub fn dialled(written: &str) -> Option<String> {
    let written: String = written.chars().filter(|letter| !is_invisible(*letter)).map(plain).collect();
    let written = written.trim();
    let (plus, rest) = match written.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", written),
    };
    // The zero that is dialled inside the country only.
    let rest = if plus.is_empty() { rest.to_owned() } else { rest.replacen("(0)", "", 1) };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let between = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_whitespace()
            || "-.()/\u{2010}\u{2011}\u{2012}\u{2013}\u{b7}".contains(letter)
    };
    (LENGTH.contains(&digits.len()) && rest.chars().all(between)).then(|| format!("{plus}{digits}"))
}

/// A digit of any script as ASCII; any other letter as it is.
fn plain(letter: char) -> char {
    digits::ascii(letter).unwrap_or(if letter == '＋' { '+' } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_however_it_is_written() {
        for (written, number) in [
            ("115", "115"),
            ("03.20.00.00.00", "0320000000"),
            ("03 20 00 00 00", "0320000000"),
            ("03\u{a0}20\u{202f}00-00-00", "0320000000"),
            ("03/20/00/00/00", "0320000000"),
            ("+33 3 20 00 00 00", "+33320000000"),
            ("+33 (0)3 20 00 00 00", "+33320000000"),
            ("(03) 20 00 00 00", "0320000000"),
            ("٠٨٠٦ ٠٠٠ ١١٣", "0806000113"),
            ("۰۸۰۶-۰۰۰-۱۱۳", "0806000113"),
            ("+٣٣ ٣ ٢٠ ٠٠ ٠٠ ٠٠", "+33320000000"),
            ("\u{200e}0 800 306 306\u{200e}", "0800306306"),
            ("०८०६", "0806"),
            ("០៦ ៣៩", "0639"),
            ("06\u{180e}39\u{2063}98\u{fe0f}", "063998"),
        ] {
            assert_eq!(dialled(written).as_deref(), Some(number), "{written}");
        }
        for written in [
            "",
            "+",
            "1",
            "0800-a",
            "1+1",
            "12 rue",
            "0 800 306 306 ou 115 ou 112 ou 119",
            "*31#",
            "3,5 ou 4",
        ] {
            assert_eq!(dialled(written), None, "{written}");
        }
    }
}

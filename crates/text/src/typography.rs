//! Typography: the spaces, quotes and apostrophes that each language asks for.

use std::borrow::Cow;

use super::{Language, digits, language::Style, spaces};

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// The text with the spaces, quotes and apostrophes of its language.
///
/// French: narrow no-break space before `; ! ?` and `%` `€`, no-break space before `:` and inside « », narrow
/// no-break space between groups of digits, ’ for '. English: ’ and “ ” for the typewriter's. Every language: a number
/// is never cut between its groups of digits, before its unit, in "24 h / 24" or "7 jours sur 7"; a space is a plain one. The rest stays as
/// written: editors know better than a table.
pub fn typography(text: &str, language: Language) -> String {
    let text = spaces::plain(text);
    let text = units(&text, language);
    match language.style() {
        Style::French => french(&text),
        Style::English => english(&text),
        Style::Plain => numbers(&text),
    }
}

/// Whether [`typography`] would surely change nothing: a look at bytes that spares most texts the full pass. May say no
/// wrongly.
pub fn is_printed(text: &str, language: Language) -> bool {
    let bytes = text.as_bytes();
    let (french, english) = (language.style() == Style::French, language.style() == Style::English);
    // A digit after a blank may belong to a grouped number. All other characters that the rules change begin with one of these
    // bytes in UTF-8: « » €, curly quotes and no-break spaces.
    let after = |at: usize, byte: u8| match byte {
        b'0'..=b'9' => {
            let is_of_number = at > 0 && (bytes[at - 1].is_ascii_digit() || bytes[at - 1] >= 0x80);
            is_of_number || french && bytes[..at].ends_with(b"sur")
        }
        b';' | b'!' | b'?' | b':' | 0xc2 => french,
        b'%' | 0xe2 => true,
        // A letter after a number and a blank may begin a unit, and a slash may stand between two numbers.
        b'a'..=b'z' | b'A'..=b'Z' | b'/' | 0xc3.. => at > 0 && ends_number(bytes, at),
        _ => false,
    };
    let mut previous = 0;
    !bytes.iter().enumerate().any(|(at, byte)| {
        let moves = match byte {
            b'\'' => french || english,
            b'"' => english,
            b' ' => french && previous == 0xab || bytes.get(at + 1).is_some_and(|next| after(at, *next)),
            // A no-break space may have the wrong width for its place.
            0xa0 => french && previous == 0xc2,
            0xaf => french && previous == 0x80,
            b'\t' | 0xb | 0xc | 0xe1 | 0xe3 => true,
            0xe2 => odd_space(&bytes[at..]),
            0x85 => previous == 0xc2,
            _ => false,
        };
        previous = *byte;
        moves
    })
}

/// Whether what ends before these bytes may be a number: digits of other families end with any byte beyond ASCII, and an
/// hour (`h` of "24 h / 24") with a letter.
fn ends_number(bytes: &[u8], at: usize) -> bool {
    bytes[at - 1].is_ascii_digit() || bytes[at - 1] >= 0x80 || bytes[at] == b'/'
}

fn odd_space(bytes: &[u8]) -> bool {
    matches!(bytes, [_, 0x80, 0x80..=0x8a | 0xa8 | 0xa9, ..] | [_, 0x81, 0x9f, ..])
}

/// Signs that stand for a unit in every language.
const SIGNS: [&str; 36] = [
    "h", "min", "s", "j", "km", "m", "cm", "mm", "kg", "g", "mg", "l", "L", "cl", "ml", "ha", "m²", "m³",
    "km²", "kW", "kWh", "W", "V", "°", "°C", "‰", "$", "£", "EUR", "Go", "Mo", "ko", "GB", "MB", "kB", "bis",
];

/// No-break spaces between a number and its unit, around the slash of "24 h / 24" and the `sur` of "24 h sur 24".
fn units<'a>(text: &'a str, language: Language) -> Cow<'a, str> {
    if !text.contains(|letter| digits::ascii(letter).is_some()) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split(' ').collect();
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let counts = |at: usize| at > 0 && ends_with_digit(word(at - 1)) && is_unit(word(at), language);
    let french = language.style() == Style::French;
    // "24h", "7 jours" and "2" may be so much of a whole; what follows then is `sur` and a number.
    let is_part = |at: usize| begins_with_digit(word(at)) || counts(at);
    let is_of = |at: usize| {
        french && at > 0 && word(at) == "sur" && is_part(at - 1) && begins_with_digit(word(at + 1))
    };
    let mut out = String::with_capacity(text.len() + 8);
    let mut slash = false;
    for at in 0..words.len() {
        out.push_str(word(at));
        let begins = begins_with_digit(word(at + 1));
        let joins = match word(at) {
            "/" => slash && begins,
            _ if is_of(at) || is_of(at + 1) => true,
            "h" | "n°" | "N°" | "№" | "§" => begins && (word(at) != "h" || counts(at)),
            // An article of a French code, such as "L. 441-1", in whatever language.
            "L." | "R." | "D." | "art." => begins,
            _ => counts(at + 1),
        };
        // "24 / 24" may be a date with blanks; "24 h / 24" and "7 j / 7" have a unit, and the slash stays with both.
        slash = word(at + 1) == "/" && counts(at) && begins_with_digit(word(at + 2));
        if at + 1 < words.len() {
            out.push(if joins || slash { NO_BREAK } else { ' ' });
        }
    }
    Cow::Owned(out)
}

fn ends_with_digit(word: &str) -> bool {
    word.ends_with(|letter| digits::ascii(letter).is_some())
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|letter| digits::ascii(letter).is_some())
}

/// Whether a word begins with a unit, such as `mois` of "mois,".
fn is_unit(word: &str, language: Language) -> bool {
    let is_of_unit = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '°' | '‰' | '$' | '£' | '\u{64b}'..='\u{65f}')
    };
    let end = word.find(|letter| !is_of_unit(letter)).unwrap_or(word.len());
    let unit = &word[..end];
    (SIGNS.contains(&unit) || language.units().contains(&unit)) && !word[end..].starts_with(['’', '\''])
}

/// No-break spaces between groups of digits, and before `€` and `%`.
fn numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let joined = last.is_ascii_digit() && (next.is_ascii_digit() || matches!(next, '€' | '%'));
        last = if letter == ' ' && joined { NO_BREAK } else { letter };
        out.push(last);
    }
    out
}

fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut letters = text.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | NO_BREAK | NARROW => match letters.peek() {
                Some(';' | '!' | '?' | '%' | '€') if !last.is_whitespace() => out.push(NARROW),
                Some(':' | '»') if !last.is_whitespace() => out.push(NO_BREAK),
                Some('0'..='9') if last.is_ascii_digit() => out.push(NARROW),
                _ if last == '«' => out.push(NO_BREAK),
                _ => out.push(letter),
            },
            '\'' => out.push('’'),
            _ => out.push(letter),
        }
        last = out.chars().next_back().unwrap_or(' ');
    }
    out
}

fn english(text: &str) -> String {
    let text = numbers(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut last = ' ';
    for letter in text.chars() {
        let opens = last.is_whitespace() || matches!(last, '(' | '[' | '“' | '‘' | '—' | '–');
        out.push(match letter {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            other => other,
        });
        last = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, typed: &str, printed: &str) {
        let language = Language::find(language).expect("in the table");
        let seen = typography(typed, language).replace(NARROW, "~").replace(NO_BREAK, "_");
        assert_eq!(seen, printed, "{typed}");
        let twice = typography(&typography(typed, language), language);
        assert_eq!(twice.replace(NARROW, "~").replace(NO_BREAK, "_"), printed, "twice: {typed}");
    }

    #[test]
    fn french_spaces_do_not_break() {
        check("fr", "Vous avez 23 403 € ? Oui : c'est bon !", "Vous avez 23~403~€~? Oui_: c’est bon~!");
        check("fr", "« un avis » ; 5 %", "«_un avis_»~; 5~%");
        check("fr", "https://exemple.org à 10:30", "https://exemple.org à 10:30");
        check("fr", "L’article L. 345-2-3. Au bout", "L’article L._345-2-3. Au bout");
        check("ru", "article R. 441-9", "article R._441-9");
    }

    #[test]
    fn english_quotes_curl() {
        check("en", "Say \"hello\" - it's ('fine')", "Say “hello” - it’s (‘fine’)");
    }

    #[test]
    fn what_is_called_printed_stays_as_it_is() {
        let letters = [
            "h", "1", " ", "\u{a0}", "\u{202f}", ";", ":", "«", "»", "€", "%", "'", "\"", "à", "/", "’",
            " sur ",
        ];
        let mut printed = 0;
        for number in 0..letters.len().pow(4) {
            let text: String =
                (0..4).map(|at| letters[number / letters.len().pow(at) % letters.len()]).collect();
            for language in ["fr", "en", "ar"].map(|tag| Language::find(tag).expect("in the table")) {
                if is_printed(&text, language) {
                    assert_eq!(typography(&text, language), text, "{language}");
                    printed += 1;
                }
            }
        }
        assert!(printed > 60_000, "{printed} of 250563");
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        check("fr", "24 h / 24, 7 j / 7 : 36 mois.", "24_h_/_24, 7_j_/_7_: 36_mois.");
        check("fr", "12 m² à 9 h 30, n° 5, 3 l’autre", "12_m² à 9_h_30, n°_5, 3 l’autre");
        check("fr", "10 jours, 10 jolis ; le 115 et le 112", "10_jours, 10 jolis~; le 115 et le 112");
        check(
            "fr",
            "24 h sur 24, 7 jours sur 7 ; étape 2 sur 6",
            "24_h_sur_24, 7_jours_sur_7~; étape 2_sur_6",
        );
        check("fr", "24h sur 24, comptez sur 3 amis", "24h_sur_24, comptez sur 3 amis");
        check("fr-simple", "3 ans sur 5 pages", "3_ans_sur_5 pages");
        check("en", "36 months and 24 h / 24", "36_months and 24_h_/_24");
        check("ar", "بعد 36 شهرًا أو ٦ أشهر، ثم 10 طلبات", "بعد 36_شهرًا أو ٦_أشهر، ثم 10 طلبات");
        check("uk", "36 місяців і 5 осіб", "36_місяців і 5 осіб");
        check("de", "3 Monate", "3_Monate");
        check("ti", "10 መዓልቲ", "10_መዓልቲ");
    }

    #[test]
    fn every_space_is_a_plain_one() {
        check("fr", "Lundi\t9h-12h\u{2003}et\u{2028}mardi", "Lundi 9h-12h et mardi");
        check("ar", "الاثنين\t9\u{3000}ب", "الاثنين 9 ب");
    }

    #[test]
    fn a_number_is_never_cut() {
        check("ar", "هل لديك 5 % أو 23 403 € ؟", "هل لديك 5_% أو 23_403_€ ؟");
        check("en", "call 0 805 16 00 75 or pay 5 euros", "call 0_805_16_00_75 or pay 5_euros");
    }
}

//! Typography: the spaces, quotes and apostrophes that each language asks for.

use super::{Language, language::Style};

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// The text with the spaces, quotes and apostrophes of its language.
///
/// French: narrow no-break space before `; ! ?` and `%` `€`, no-break space before `:` and inside « », narrow
/// no-break space between groups of digits, ’ for '. English: ’ and “ ” for the typewriter's. Every language: a number
/// is never cut between its groups of digits or before its unit. The rest stays as written: editors know better than a table.
pub fn typography(text: &str, language: Language) -> String {
    match language.style() {
        Style::French => french(text),
        Style::English => english(text),
        Style::Plain => numbers(text),
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
        b'0'..=b'9' => at > 0 && bytes[at - 1].is_ascii_digit(),
        b';' | b'!' | b'?' | b':' | 0xc2 => french,
        b'%' | 0xe2 => true,
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
            _ => false,
        };
        previous = *byte;
        moves
    })
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
    }

    #[test]
    fn english_quotes_curl() {
        check("en", "Say \"hello\" - it's ('fine')", "Say “hello” - it’s (‘fine’)");
    }

    #[test]
    fn what_is_called_printed_stays_as_it_is() {
        let letters =
            ["a", "1", " ", "\u{a0}", "\u{202f}", ";", ":", "«", "»", "€", "%", "'", "\"", "à", "ë", "’"];
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
        assert!(printed > 60_000, "{printed} of 196608");
    }

    #[test]
    fn a_number_is_never_cut() {
        check("ar", "هل لديك 5 % أو 23 403 € ؟", "هل لديك 5_% أو 23_403_€ ؟");
        check("en", "call 0 805 16 00 75 or pay 5 euros", "call 0_805_16_00_75 or pay 5 euros");
    }
}

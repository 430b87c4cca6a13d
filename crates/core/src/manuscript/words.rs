//! Words of Markdown as readers see them, and back.

/// The signs that Markdown reads as more than letters.
const SIGNS: &str = "\\`*_[]<>~&";

/// Words without the backslashes and entities of Markdown. An entity that is not one of the usual ones stays as it is written.
pub(super) fn shown(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(sign) = rest.chars().next() {
        let after = rest.get(sign.len_utf8()..).unwrap_or_default();
        let next = after.chars().next();
        if sign == '\\' && next.is_some_and(|next| next.is_ascii_punctuation()) {
            out.extend(next);
            rest = after.get(1..).unwrap_or_default();
        } else if let Some((letter, length)) = entity(rest) {
            out.push(letter);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            out.push(sign);
            rest = after;
        }
    }
    out
}

/// The letter that an entity at the beginning means, and how many bytes it takes.
fn entity(text: &str) -> Option<(char, usize)> {
    let inner = text.strip_prefix('&')?;
    let end = inner.find(';').filter(|end| *end <= 8)?;
    let name = inner.get(..end)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| !letter.is_control())?
        }
    };
    Some((letter, end + 2))
}

/// How much is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// What usually means something.
    Usual,
    /// Whatever may mean something.
    All,
}

/// One letter as Markdown writes it; `next` is the one behind it, `first` says that it begins a line.
pub(super) fn escaped(letter: char, next: Option<char>, first: bool, in_cell: bool, care: Care) -> String {
    let is_sign = match care {
        Care::All => {
            letter.is_ascii_punctuation() && !matches!(letter, '.' | ',' | '\'' | ':' | ';' | '?' | '/' | '"')
        }
        // An underscore alone is a letter; a place to write on is a row of them.
        Care::Usual => {
            SIGNS.contains(letter)
                && letter != '_'
                && letter != '~'
                && !(letter == '&' && next.is_none_or(|next| next == ' '))
                && !(matches!(letter, '<' | '>') && next == Some(' '))
        }
    };
    let begins = first && matches!(letter, '#' | '>' | '-' | '+' | ':' | '•');
    if is_sign || begins || in_cell && letter == '|' { format!("\\{letter}") } else { letter.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_without_the_signs_of_markdown() {
        assert_eq!(shown("\\*a\\* b &amp; c&nbsp;&#8364; &truc; d\\e"), "*a* b & c\u{a0}€ &truc; d\\e");
        assert_eq!(escaped('*', None, false, false, Care::Usual), "\\*");
        assert_eq!(escaped('-', None, true, false, Care::Usual), "\\-");
        assert_eq!(escaped('-', None, false, false, Care::Usual), "-");
        assert_eq!(escaped('_', None, false, false, Care::Usual), "_");
        assert_eq!(escaped('|', None, false, true, Care::Usual), "\\|");
    }
}

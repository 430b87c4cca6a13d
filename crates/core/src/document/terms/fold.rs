//! Letters as they are compared: capital or small, with any kind of space, apostrophe or hyphen.

use trousseau_text::{Language, settled::is_unseen};

/// A text as it is compared, and where each of its bytes comes from.
pub struct Folded {
    /// The text as it is compared.
    pub text: String,
    /// For each byte of it, the byte of the letter that was written; one more for its end.
    pub at: Vec<u32>,
}

/// A text as it is compared in a language.
///
/// In Arabic, the article at the beginning of a word is left out, in words that are looked for as in the text: "مؤجر اجتماعي" and
/// "المؤجر الاجتماعي" are the same. So are the marks above letters, which most people do not write.
pub fn fold(text: &str, language: Language) -> Folded {
    let (arabic, turkish) = (language.primary() == "ar", matches!(language.primary(), "tr" | "az"));
    let mut folded =
        Folded { text: String::with_capacity(text.len()), at: Vec::with_capacity(text.len() + 1) };
    let mut in_word = false;
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let at = text.len() - rest.len();
        if arabic && !in_word && has_article(rest) {
            rest = &rest["ال".len()..];
            in_word = true;
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        in_word = letter.is_alphanumeric() || is_mark(letter);
        if is_mark(letter) || is_unseen(letter) {
            continue;
        }
        match letter {
            _ if letter.is_ascii() && !(turkish && letter == 'I') => {
                folded.push(same(letter.to_ascii_lowercase()), at)
            }
            'I' => folded.push('ı', at),
            'İ' if turkish => folded.push('i', at),
            _ => letter.to_lowercase().for_each(|small| folded.push(same(small), at)),
        }
    }
    folded.at.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    folded
}

impl Folded {
    fn push(&mut self, letter: char, at: usize) {
        if letter == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(letter);
        self.at.resize(self.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
    }
}

/// Letters and signs that are written in several ways and read as one.
fn same(letter: char) -> char {
    match letter {
        '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '\'' | '\u{2bc}' => '’',
        '\u{2010}' | '\u{2011}' => '-',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ς' => 'σ',
        _ => letter,
    }
}

/// Whether a word begins with the Arabic article and goes on.
fn has_article(text: &str) -> bool {
    text.strip_prefix("ال")
        .is_some_and(|word| word.chars().take(2).filter(|letter| letter.is_alphabetic()).count() == 2)
}

/// Whether a sign only says how an Arabic letter is spoken, or draws it longer.
pub fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

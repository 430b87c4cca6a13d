//! Letters as they are compared: capital or small, with any kind of space, apostrophe or hyphen.

use trousseau_text::{Language, settled::is_unseen};

/// A text as it is compared, and where each of its bytes comes from.
#[derive(Default)]
pub struct Folded {
    /// The text as it is compared.
    pub text: String,
    /// For each byte of it, the byte of the letter that was written, and one more for its end; empty when nobody asked.
    pub at: Vec<u32>,
    mapped: bool,
}

/// A text as it is compared in a language.
///
/// In Arabic, the article at the beginning of a word is left out, in words that are looked for as in the text: "مؤجر اجتماعي" and
/// "المؤجر الاجتماعي" are the same. So are the marks above letters, which most people do not write.
pub fn fold(text: &str, language: Language) -> String {
    Folded::default().with(text, language).text
}

/// The same, with the places of its bytes: this takes longer, and most lines hold nothing that was looked for.
pub fn fold_with_places(text: &str, language: Language) -> Folded {
    Folded { mapped: true, ..Folded::default() }.with(text, language)
}

impl Folded {
    fn with(mut self, text: &str, language: Language) -> Self {
        let (arabic, turkish) = (language.primary() == "ar", matches!(language.primary(), "tr" | "az"));
        self.text.reserve(text.len());
        let mut in_word = false;
        let mut skipped = 0;
        for (at, letter) in text.char_indices() {
            if at < skipped {
                continue;
            }
            if letter.is_ascii() && !(turkish && letter == 'I') {
                in_word = letter.is_ascii_alphanumeric();
                self.push(same_ascii(letter), at);
                continue;
            }
            if arabic && !in_word && has_article(&text[at..]) {
                skipped = at + "ال".len();
                in_word = true;
                continue;
            }
            in_word = arabic && (letter.is_alphanumeric() || is_mark(letter));
            match letter {
                _ if is_mark(letter) || is_unseen(letter) => {}
                'I' => self.push('ı', at),
                'İ' if turkish => self.push('i', at),
                // Arabic has no capital letters.
                '\u{600}'..='\u{6ff}' => self.push(same(letter), at),
                _ => letter.to_lowercase().for_each(|small| self.push(same(small), at)),
            }
        }
        if self.mapped {
            self.at.push(place(text.len()));
        }
        self
    }

    fn push(&mut self, letter: char, at: usize) {
        if letter == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(letter);
        if self.mapped {
            self.at.resize(self.text.len(), place(at));
        }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn same_ascii(letter: char) -> char {
    match letter {
        '\t' => ' ',
        '\'' => '’',
        _ => letter.to_ascii_lowercase(),
    }
}

/// Letters and signs that are written in several ways and read as one.
fn same(letter: char) -> char {
    match letter {
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '\u{2bc}' => '’',
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

//! Numbers as words, where a language has no other good way to say them: Arabic has a form of the noun for two of a thing.

use trousseau_text::Language;

/// Arabic numbers as words, and nouns in the form that means two of them.
const ARABIC: &[(&str, &[&str])] = &[
    ("1", &["واحد", "واحدة", "واحدا", "أول", "أولى"]),
    ("2", &["اثنان", "اثنين", "اثنتان", "اثنتين", "ثانية", "ثاني"]),
    ("2", &["شهران", "شهرين", "سنتان", "سنتين", "عامان", "عامين", "يومان", "يومين", "أسبوعان", "أسبوعين"]),
    ("2", &["مرتان", "مرتين", "إيجاران", "إيجارين", "ساعتان", "ساعتين", "دقيقتان", "دقيقتين"]),
    ("2", &["طلبان", "طلبين", "شخصان", "شخصين", "ورقتان", "ورقتين", "نسختان", "نسختين", "غرفتان", "غرفتين"]),
    ("3", &["ثلاث", "ثلاثة"]),
    ("4", &["أربع", "أربعة"]),
    ("5", &["خمس", "خمسة"]),
    ("6", &["ست", "ستة"]),
    ("7", &["سبع", "سبعة"]),
    ("8", &["ثماني", "ثمانية", "ثمان"]),
    ("9", &["تسع", "تسعة"]),
    ("10", &["عشر", "عشرة"]),
];

/// The numbers that a text says in words, as bare digits; none in other languages, where figures are always written.
pub fn numbers(text: &str, language: Language) -> Vec<String> {
    if language.primary() != "ar" {
        return Vec::new();
    }
    let is_mark = |letter: char| matches!(letter, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}');
    let plain: String = text.chars().filter(|letter| !is_mark(*letter)).collect();
    plain.split(|letter: char| !letter.is_alphabetic()).filter_map(number).map(str::to_owned).collect()
}

/// The number that a word says, also behind "and", "by", "for" and the article.
fn number(word: &str) -> Option<&'static str> {
    let find = |word: &str| ARABIC.iter().find(|(_, words)| words.contains(&word)).map(|(number, _)| *number);
    let joined = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let bare = joined.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(joined);
    let named = bare.strip_prefix("ال").or_else(|| bare.strip_prefix('ل')).unwrap_or(bare);
    [word, joined, bare, named].into_iter().find_map(find)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_says_one_and_two_without_figures() {
        let arabic = Language::find("ar").expect("in the table");
        for (words, expected) in [
            ("شهر واحد", vec!["1"]),
            ("شهرًا واحدًا", vec!["1"]),
            ("للشهرين", vec!["2"]),
            ("بشهرين", vec!["2"]),
            ("أول شهر", vec!["1"]),
            ("إيجار واحد أو إيجارين", vec!["1", "2"]),
            ("ستة أشهر", vec!["6"]),
            ("شهر", vec![]),
        ] {
            assert_eq!(numbers(words, arabic), expected, "{words}");
        }
        assert!(numbers("deux mois", Language::default()).is_empty());
    }
}

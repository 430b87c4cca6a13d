//! Whether words are of another language than their text: what somebody forgot to translate.
//!
//! Libraries that guess languages know neither Pashto nor Tigrinya. Letters tell most, and the small words of a language the rest.

use unicode_script::UnicodeScript;

use super::Language;

/// The fewest words of a sentence that can be told: fewer may be a name or a title.
const FEWEST: usize = 5;

/// The fewest different small words that make a language sure.
const SURE: usize = 3;

/// Small words that their language cannot do without and its kin do not share.
const SMALL: &[(&str, &[&str])] = &[
    (
        "fr",
        &[
            "le", "les", "des", "du", "et", "est", "vous", "votre", "vos", "pour", "dans", "une", "avec",
            "ne", "pas", "aux", "ou", "sont", "cette", "être", "avez", "ces", "sur", "qui", "il", "elle",
            "nous", "chez", "au",
        ],
    ),
    (
        "en",
        &[
            "the", "of", "and", "to", "you", "your", "is", "are", "for", "with", "this", "that", "it", "be",
            "not", "have", "from", "or", "if", "by", "can", "will",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "y", "su", "sus", "para", "por", "con", "usted", "una", "del", "es", "al",
            "como",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "as", "e", "seu", "sua", "para", "por", "com", "você", "uma", "do", "da", "não", "é",
            "em",
        ],
    ),
    (
        "it",
        &["il", "lo", "gli", "e", "suo", "sua", "per", "con", "una", "del", "della", "non", "è", "che", "di"],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ist", "sie", "ihr", "ihre", "für", "mit", "ein", "eine", "nicht",
            "zu", "den",
        ],
    ),
];

/// Whether a text in one language stands in the words of the other, its source.
pub fn is_left(text: &str, language: Language, source: Language) -> bool {
    // Letters are soon looked at, and they say of most sentences that they are translated.
    if language.primary() == source.primary()
        || language.script() != source.script() && !is_written_in(text, source)
    {
        return false;
    }
    let words: Vec<String> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| word.contains(char::is_alphabetic))
        .map(str::to_lowercase)
        .collect();
    if words.len() < FEWEST {
        return false;
    }
    let of = |language: Language| {
        SMALL.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, small)| *small)
    };
    let count = |small: &[&str]| words.iter().filter(|word| small.contains(&word.as_str())).count();
    // Without its small words, what is in the letters of the source may be a name.
    let Some(small) = of(source) else { return false };
    let different = small.iter().filter(|word| words.iter().any(|own| own == *word)).count();
    different >= SURE && count(small) * 5 >= words.len() && count(small) > 2 * of(language).map_or(0, count)
}

/// Whether nearly all letters are those of a language.
fn is_written_in(text: &str, language: Language) -> bool {
    let script = language.script();
    let letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect();
    let own = letters.iter().filter(|letter| letter.script().short_name() == script.code()).count();
    own * 10 >= letters.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_small_words_tell() {
        let check = |tag: &str, text: &str, expected: bool| {
            let language = Language::find(tag).expect("known");
            assert_eq!(is_left(text, language, Language::default()), expected, "{tag}: {text}");
        };
        let french = "Vous gardez le numéro avec les papiers dans une pochette.";
        ["ar", "ti", "uk", "en", "tr", "ro", "es", "so", "pl", "zh-Hans"]
            .iter()
            .for_each(|tag| check(tag, french, true));
        check("fr-simple", french, false);
        check("en", "Keep the number with your papers in a folder.", false);
        check("tr", "Numaranızı belgelerinizle birlikte bir dosyada saklayın.", false);
        check("ro", "Păstrați numărul cu actele în același loc, pe care îl știți.", false);
        check("es", "Guarde el número con los papeles en una carpeta.", false);
        check("ar", "احتفظوا بالرقم مع أوراقكم في ملف.", false);
        // Names, titles and addresses stay as they are.
        check("ar", "Métropole européenne de Lille (MEL)", false);
        check("uk", "Напишіть: Direction départementale de l’emploi, du travail et des solidarités", false);
        check("en", "The SIAO is for people who have no home for the night.", false);
    }
}

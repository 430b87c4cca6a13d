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
    let words: Vec<String> = words_of(text).collect();
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

/// The language that stands for its letters, where letters are all that is known.
const OF_SCRIPTS: &[&str] = &["ar", "uk", "ti", "hi", "el", "he", "zh-Hans", "ja", "ko", "th", "ka", "hy"];

/// The language in which somebody most likely wrote a text; `named` is what its name tells, which decides among kin in the same letters.
pub fn guess(text: &str, named: Option<Language>) -> Option<Language> {
    if let Some(named) = named.filter(|named| named.script().code() != "Latn" && is_written_in(text, *named))
    {
        return Some(named);
    }
    let of_script = OF_SCRIPTS.iter().filter_map(|tag| Language::find(tag));
    if let Some(other) = of_script.into_iter().find(|language| is_mostly_in(text, *language)) {
        return Some(other);
    }
    let words: Vec<String> = words_of(text).collect();
    let count = |small: &[&str]| words.iter().filter(|word| small.contains(&word.as_str())).count();
    let mut counts: Vec<(usize, &str)> = SMALL.iter().map(|(tag, small)| (count(small), *tag)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let [(most, tag), (next, _), ..] = counts.as_slice() else { return None };
    let is_sure = *most >= SURE && most * 12 >= words.len() && *most > 2 * next;
    // `fr-simple` and `pt-BR` are French and Portuguese by their words.
    let kin = named.filter(|named| named.primary() == *tag);
    if is_sure { kin.or_else(|| Language::find(tag)) } else { None }
}

/// The words of a text in small letters, numbers apart.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| word.contains(char::is_alphabetic)).map(str::to_lowercase)
}

/// Whether a good part of the letters is that of a language: names and addresses are in others.
fn is_mostly_in(text: &str, language: Language) -> bool {
    let script = language.script();
    let letters = || text.chars().filter(|letter| letter.is_alphabetic());
    let own = letters().filter(|letter| letter.script().short_name() == script.code()).count();
    own > 0 && own * 3 >= letters().count()
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

    #[test]
    fn a_text_is_in_the_language_of_its_words_or_letters() {
        let check = |text: &str, named: &str, expected: &str| {
            let found = guess(text, Language::find(named)).map_or("", Language::tag);
            assert_eq!(found, expected, "{text}");
        };
        check(
            "Gardez le numéro avec vos papiers dans une pochette : vous en avez besoin pour la suite.",
            "",
            "fr",
        );
        check("Gardez le numéro. Les papiers sont dans une pochette avec vous.", "fr-simple", "fr-simple");
        check("You can keep the number with your papers, and this is all that you have to do.", "fr", "en");
        check("احتفظوا بالرقم مع أوراقكم في ملف واحد.", "fa", "fa");
        check("احتفظوا بالرقم مع أوراقكم في ملف واحد.", "en", "ar");
        check("Запишіть номер: https://exemple.org/demande", "", "uk");
        check("Numaranızı belgelerinizle birlikte bir dosyada saklayın.", "", "");
        check("API REST JSON", "", "");
    }
}

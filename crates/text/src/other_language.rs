//! Whether words are of another language than their text: what somebody forgot to translate.
//!
//! Libraries that guess languages know neither Pashto nor Tigrinya. Letters tell most, and the small words of a language the rest.

use std::cell::OnceCell;

use unicode_script::{Script, UnicodeScript};

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

/// More small words of French, which its kin share: they tell where the text itself is in other letters, or in a language without them.
const FRENCH_TOO: &[&str] = &[
    "de", "la", "à", "un", "en", "que", "par", "tous", "toutes", "l", "d", "ce", "se", "si", "son", "sa",
    "vers", "faut", "peut",
];

/// Languages in Latin letters that have none of these words.
const WITHOUT: &[&str] = &["en", "de", "so", "vi", "pl"];

/// Letters that a language has and its kin in the same script has not.
const LETTERS: &[(&str, &str)] =
    &[("uk", "іїєґІЇЄҐ"), ("ru", "ыэъёЫЭЪЁ"), ("ps", "ټډړښځڅېۍڼ"), ("fa", "پچژگ"), ("ur", "ٹڈڑےں")];

/// The language that the letters of a text tell from its kin; none where nothing does.
fn of_letters(text: &str, wanted: impl Fn(&str) -> bool) -> Option<Language> {
    let words = words_of(text).count();
    let counts = LETTERS
        .iter()
        .filter(|(tag, _)| wanted(tag))
        .map(|(tag, letters)| (text.chars().filter(|letter| letters.contains(*letter)).count(), *tag));
    // Pashto has the letters of Persian, too, so that the first of those with as many stands.
    let (count, tag) = counts.rev().max_by_key(|(count, _)| *count)?;
    (count >= 2 && count * 6 >= words).then(|| Language::find(tag)).flatten()
}

/// A sentence that is compared with several languages: its words and letters are looked at once.
pub struct Sentence<'t> {
    text: &'t str,
    /// In small letters, numbers apart.
    words: OnceCell<Vec<String>>,
    letters: OnceCell<Letters>,
}

impl<'t> Sentence<'t> {
    /// A sentence, of which nothing is known yet.
    pub fn new(text: &'t str) -> Self {
        Self { text, words: OnceCell::new(), letters: OnceCell::new() }
    }

    fn words(&self) -> &[String] {
        self.words.get_or_init(|| words_of(self.text).collect())
    }

    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(self.text))
    }

    /// Whether it is in the letters of a kin of its language: Ukrainian in a Russian text.
    pub fn is_of_kin(&self, language: Language) -> bool {
        let kin: &[&str] = match language.primary() {
            "ru" => &["uk"],
            "uk" => &["ru"],
            "ar" => &["ps", "fa", "ur"],
            "fa" => &["ps", "ur"],
            _ => return false,
        };
        if self.words().len() < FEWEST {
            return false;
        }
        let own =
            LETTERS.iter().find(|(tag, _)| *tag == language.primary()).map_or("", |(_, letters)| letters);
        !self.text.contains(|letter| own.contains(letter) && language.primary() != "fa")
            && of_letters(self.text, |tag| kin.contains(&tag)).is_some()
    }

    /// Whether, in a text in one language, it stands in the words of the other, the source of the text.
    pub fn is_left(&self, language: Language, source: Language) -> bool {
        if language.primary() == source.primary() {
            return false;
        }
        let of = |language: Language| {
            SMALL.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, small)| *small)
        };
        // Without its small words, what is in the letters of the source may be a name.
        let Some(small) = of(source) else { return false };
        // Letters are soon looked at, and they say of most sentences that they are translated.
        if language.script() != source.script() && !self.letters().are_of(source) {
            return false;
        }
        let words = self.words();
        if words.len() < FEWEST {
            return false;
        }
        let count = |small: &[&str]| words.iter().filter(|word| small.contains(&word.as_str())).count();
        // A name of several words has articles, and no word that only sentences have.
        if count(small) == 0 {
            return false;
        }
        let is_plain = language.script() != source.script() || WITHOUT.contains(&language.primary());
        let more = if source.primary() == "fr" && is_plain { FRENCH_TOO } else { &[] };
        let all: Vec<&str> = small.iter().chain(more).copied().collect();
        let different = all.iter().filter(|word| words.iter().any(|own| own == *word)).count();
        different >= SURE && count(&all) * 5 >= words.len() && count(&all) > 2 * of(language).map_or(0, count)
    }
}

/// The language that stands for its letters, where letters are all that is known.
const OF_SCRIPTS: &[&str] = &["ar", "uk", "ti", "hi", "el", "he", "zh-Hans", "ja", "ko", "th", "ka", "hy"];

/// The language in which somebody most likely wrote a text; `named` is what its name tells, which decides among kin in the same letters.
pub fn guess(text: &str, named: Option<Language>) -> Option<Language> {
    let letters = Letters::of(text);
    if let Some(named) = named.filter(|named| named.script().code() != "Latn" && letters.are_of(*named)) {
        return Some(named);
    }
    let of_script = OF_SCRIPTS.iter().filter_map(|tag| Language::find(tag));
    if let Some(other) = of_script.into_iter().find(|language| letters.are_mostly_of(*language)) {
        let kin = |tag: &str| Language::find(tag).is_some_and(|kin| kin.script() == other.script());
        return of_letters(text, kin).or_else(|| russian(text, other)).or(Some(other));
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

/// Russian, where a text in Cyrillic letters has one that Ukrainian lacks and none that Russian lacks: a short text has few of them.
fn russian(text: &str, other: Language) -> Option<Language> {
    let has = |letters: &str| text.to_lowercase().contains(|letter| letters.contains(letter));
    (other.primary() == "uk" && has("ыэъё") && !has("іїєґ")).then(|| Language::find("ru")).flatten()
}

/// The words of a text in small letters, numbers apart.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| word.contains(char::is_alphabetic)).map(str::to_lowercase)
}

/// How many letters a text has, in all and of each script.
struct Letters {
    all: usize,
    of: Vec<(Script, usize)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { all: 0, of: Vec::new() };
        for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
            letters.all += 1;
            let script = letter.script();
            match letters.of.iter_mut().find(|(own, _)| *own == script) {
                Some((_, count)) => *count += 1,
                None => letters.of.push((script, 1)),
            }
        }
        letters
    }

    fn count(&self, language: Language) -> usize {
        let wanted = language.script();
        self.of
            .iter()
            .filter(|(script, _)| script.short_name() == wanted.code())
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether nearly all are those of a language.
    fn are_of(&self, language: Language) -> bool {
        self.count(language) * 10 >= self.all * 9
    }

    /// Whether a good part are those of a language: names and addresses are in others.
    fn are_mostly_of(&self, language: Language) -> bool {
        let own = self.count(language);
        own > 0 && own * 3 >= self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_kin() {
        let find = |tag: &str| Language::find(tag).expect("known");
        let ukrainian = "Ви повинні принести всі папери родини до мерії міста.";
        let russian = "Вы приносите все бумаги семьи в мэрию города.";
        let pashto = "تاسو د خپلې کورنۍ ټول اسناد ښاروالۍ ته راوړئ.";
        let persian = "لطفا پنج برگ از پرونده و چک خود را بیاورید و گواهی بگیرید.";
        for (text, tag, expected) in [
            (ukrainian, "ru", true),
            (russian, "uk", true),
            (ukrainian, "uk", false),
            (russian, "ru", false),
            (pashto, "ar", true),
            (pashto, "ps", false),
            (persian, "ar", true),
            (persian, "fa", false),
            ("احتفظوا بالرقم مع أوراقكم في ملف واحد.", "ar", false),
        ] {
            assert_eq!(Sentence::new(text).is_of_kin(find(tag)), expected, "{tag}: {text}");
        }
        assert_eq!(guess(russian, None), Some(find("ru")));
        assert_eq!(guess("Поддержка: пишите нам по электронной почте.", None), Some(find("ru")));
        assert_eq!(guess(ukrainian, None), Some(find("uk")));
        assert_eq!(guess(pashto, None), Some(find("ps")));
        assert_eq!(guess(persian, None), Some(find("fa")));
    }

    #[test]
    fn letters_and_small_words_tell() {
        let check = |tag: &str, text: &str, expected: bool| {
            let language = Language::find(tag).expect("known");
            assert_eq!(Sentence::new(text).is_left(language, Language::default()), expected, "{tag}: {text}");
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
        check("ru", "Vous devez apporter tous les papiers de la famille.", true);
        check("en", "Vous devez apporter tous les papiers de la famille.", true);
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

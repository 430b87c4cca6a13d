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

/// The numbers from 1 on as words of other languages, in small letters and in the forms that stand before what is counted.
const OTHERS: &[(&str, &str)] = &[
    ("fr", "un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze"),
    ("en", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"),
    ("es", "un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce"),
    ("pt", "um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze"),
    ("it", "un/una/uno due tre quattro cinque sei sette otto nove dieci undici dodici"),
    ("de", "ein/eine/einen/einem zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    (
        "uk",
        "один/одна/одного/одну два/дві/двох три/трьох чотири/чотирьох пять/пяти/п шість/шести сім/семи вісім/восьми девять/девяти десять/десяти",
    ),
    (
        "ru",
        "один/одна/одного/одну два/две/двух три/трёх/трех четыре/четырёх пять/пяти шесть/шести семь/семи восемь/восьми девять/девяти десять/десяти",
    ),
    ("tr", "bir iki üç dört beş altı yedi sekiz dokuz on"),
    ("fa", "یک دو سه چهار پنج شش هفت هشت نه ده"),
    ("ps", "یو/یوه دوه درې څلور پنځه شپږ اووه اته نهه لس"),
    ("ti", "ሓደ/ሓንቲ ክልተ ሰለስተ ኣርባዕተ ሓሙሽተ ሽዱሽተ ሸውዓተ ሸሞንተ ትሽዓተ ዓሰርተ"),
];

/// The tens from 20 to 90 and 100 as words of some of these languages; a hyphen where another word joins two.
const TENS: &[(&str, &str)] = &[
    ("fr", "vingt trente quarante cinquante soixante - - - cent"),
    ("en", "twenty thirty forty fifty sixty seventy eighty ninety hundred"),
    ("es", "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien"),
    ("pt", "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem"),
    ("it", "venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento"),
    ("de", "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert"),
    ("uk", "двадцять/двадцяти тридцять/тридцяти сорок/сорока - - - - - сто/ста"),
    ("ru", "двадцать/двадцати тридцать/тридцати сорок/сорока - - - - - сто/ста"),
    ("tr", "yirmi otuz kırk elli altmış yetmiş seksen doksan yüz"),
    ("fa", "بیست سی چهل پنجاه شصت هفتاد هشتاد نود صد"),
    ("ps", "شل دېرش څلوېښت پنځوس شپېته اویا اتیا نوي سل"),
    ("ti", "ዕስራ ሰላሳ ኣርብዓ ሓምሳ ስሳ ሰብዓ ሰማንያ ትስዓ ሚእቲ"),
];

/// The numbers that a text says in words, as bare digits; none in languages whose words are not here.
pub fn numbers(text: &str, language: Language) -> Vec<String> {
    if let Some((_, all)) = OTHERS.iter().find(|(tag, _)| *tag == language.primary()) {
        let small = text.to_lowercase();
        let is_same = |forms: &str, word: &str| forms.split('/').any(|form| form == word);
        let tens = TENS.iter().find(|(tag, _)| *tag == language.primary()).map_or("", |(_, tens)| tens);
        let place = |list: &str, word: &str| list.split(' ').position(|forms| is_same(forms, word));
        let number = |word: &str| {
            let ten = || place(tens, word).map(|at| (at + 2) * 10);
            place(all, word).map(|at| at + 1).or_else(ten)
        };
        let words = small.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
        return words.filter_map(number).map(|number| number.to_string()).collect();
    }
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
        for (tag, words, expected) in [
            ("fr", "deux mois", "2"),
            ("fr", "Un mois", "1"),
            ("en", "three months", "3"),
            ("ru", "в течение двух месяцев", "2"),
            ("ps", "درې میاشتې", "3"),
            ("ti", "ሰለስተ ወርሒ", "3"),
            ("en", "thirty days", "30"),
            ("fr", "trente jours", "30"),
            ("ru", "в течение тридцати дней", "30"),
            ("ti", "ሰላሳ መዓልቲ", "30"),
        ] {
            assert_eq!(numbers(words, Language::find(tag).expect("in the table")), [expected], "{words}");
        }
        assert!(numbers("muaj", Language::find("sq").expect("in the table")).is_empty());
    }
}

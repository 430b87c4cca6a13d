//! Words of other scripts in Latin letters, for names of files and addresses: read by programs and not aloud, so near is near enough.

use std::iter::once;

use unicode_normalization::UnicodeNormalization;

/// Cyrillic letters, those of Ukrainian, Belarusian and Serbian among them.
const CYRILLIC: &str = "а a б b в v г g ґ g д d ђ dj е e ё yo є ye ж zh з z и i і i ї yi й y ј j к k л l љ lj м m н n њ nj о o п p р r с s \
    т t ћ c у u ў u ф f х kh ц ts ч ch џ dz ш sh щ shch ъ  ы y ь  э e ю yu я ya";

/// Arabic letters, those of Persian, Pashto, Kurdish and Urdu among them; marks of vowels fall away.
const ARABIC: &str = "ا a أ a إ i آ a ٱ a ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l \
    م m ن n ه h ة a و w ؤ w ي y ى a ئ y ء  پ p چ ch ژ zh گ g ک k ی y ے e ہ h ھ h ٹ t ڈ d ڑ r ں n ټ t ډ d ړ r ږ g ښ kh ځ dz څ ts ې e ۍ y \
    ڕ r ڵ l ۆ o ێ e ە e ڤ v";

/// Greek letters.
const GREEK: &str =
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o";

/// The consonants of Ethiopic, in the order of Unicode: each has eight signs in a row, one for each vowel.
const ETHIOPIC: &str =
    "h l h m s r s sh q q q q b v t ch h h n ny  k k kh kh w  z zh y d d j g g g t ch p ts ts f p";

/// The vowels of a row of Ethiopic.
const VOWELS: [&str; 8] = ["e", "u", "i", "a", "e", "", "o", "wa"];

/// A letter of another script in Latin letters; none for a letter that has none here, "" for one that is not spoken.
fn letter(letter: char) -> Option<String> {
    let code = u32::from(letter);
    if (0x1200..0x1358).contains(&code) {
        let row = usize::try_from((code - 0x1200) / 8).ok()?;
        let vowel = VOWELS[usize::try_from(code % 8).ok()?];
        return ETHIOPIC.split(' ').nth(row).map(|consonant| format!("{consonant}{vowel}"));
    }
    // The short vowels of Arabic and the bar that stretches a word.
    if matches!(code, 0x0640 | 0x064B..=0x0652) {
        return Some(String::new());
    }
    [CYRILLIC, ARABIC, GREEK].iter().find_map(|table| {
        let mut pairs = table.split(' ');
        while let (Some(own), Some(latin)) = (pairs.next(), pairs.next()) {
            if own.starts_with(letter) {
                return Some(latin.to_owned());
            }
        }
        None
    })
}

/// A text in Latin letters, as far as these scripts go: all else stays as it is.
pub fn latin(text: &str) -> String {
    let small = text.nfc().flat_map(char::to_lowercase);
    let spelled = |one| {
        letter(one).or_else(|| once(one).nfd().next().and_then(letter)).unwrap_or_else(|| one.to_string())
    };
    small.map(spelled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_scripts_can_be_names_of_files() {
        for (text, expected) in [
            ("دفع الإيجار", "dfa aliyjar"),
            ("طلب سكن اجتماعي", "tlb skn ajtmaay"),
            ("Оплата житла", "oplata zhitla"),
            ("Платить за жильё", "platit za zhilyo"),
            ("ቤት ንምርካብ", "bet nmrkab"),
            ("Το σπίτι", "to spiti"),
            ("Payer à l’heure", "payer à l’heure"),
            ("住房", "住房"),
        ] {
            assert_eq!(latin(text), expected, "{text}");
        }
    }
}

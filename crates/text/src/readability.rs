//! How hard a text is to read, as far as counting can tell. A sign for editors, never a judgement about a text.

use serde::Serialize;

use super::{Language, Script, sentence, syllables};

/// Letters that make a word long: more than six.
const LONG: usize = 6;

/// The fewest words and sentences of a text for which the formulas say something.
const ENOUGH: (u32, u32) = (100, 5);

/// By how many points a text must read harder before it is told.
const HARDER: i32 = 3;

/// Two measures of a text, and in French a third one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The words that were counted.
    pub words: u32,
    /// The sentences that were counted.
    pub sentences: u32,
    /// Words in a sentence, on average, to a tenth. The European rules for easy-to-read text ask for short sentences; 15 is
    /// a common limit.
    pub sentence: f64,
    /// LIX: words in a sentence plus the percentage of words with more than six letters. Below 30 is very easy, 40 is the
    /// level of a newspaper (C. H. Björnsson, *Läsbarhet*, 1968; for eleven languages, French and English among them:
    /// "Readability of newspapers in 11 languages", Reading Research Quarterly 18, 1983).
    pub lix: u32,
    /// The formula of Kandel and Moles (*Cahiers d'études de radio-télévision*, 1958): 207 − 1.015 words in a sentence − 73.6
    /// syllables in a word. 100 is very easy, 0 very hard. French only.
    pub kandel_moles: Option<i32>,
}

impl Reading {
    /// Whether the text is long enough for its measures to say something.
    pub fn is_enough(&self) -> bool {
        self.words >= ENOUGH.0 && self.sentences >= ENOUGH.1
    }

    /// The name of the measure by which the text reads harder than before, with its values before and now.
    pub fn harder_than(&self, before: &Self) -> Option<(&'static str, i32, i32)> {
        if !self.is_enough() || !before.is_enough() {
            return None;
        }
        if let (Some(now), Some(before)) = (self.kandel_moles, before.kandel_moles) {
            return (before - now > HARDER).then_some(("Kandel-Moles", before, now));
        }
        let [before, now] = [before.lix, self.lix].map(u32::cast_signed);
        (now - before > HARDER).then_some(("LIX", before, now))
    }
}

/// The measures of a text, one paragraph each; none without a word, and none where words are not written as in the
/// languages for which LIX was tried: with Latin or Cyrillic letters.
pub fn read<T: AsRef<str>>(paragraphs: &[T], language: Language) -> Option<Reading> {
    if ![Script::LATIN, Script::CYRILLIC].contains(&language.script()) {
        return None;
    }
    let is_french = language.primary() == "fr";
    let (mut words, mut long, mut sentences, mut said) = (0_u32, 0_u32, 0_u32, 0_u32);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    for paragraph in paragraphs.iter().map(AsRef::as_ref) {
        for sentence in sentence::sentences(paragraph) {
            let text = paragraph.get(sentence.range).unwrap_or_default();
            sentences += 1;
            words += count(sentence.words);
            long += count(text.split_whitespace().filter(|part| is_long(part)).count());
            said += if is_french { count(spoken(text, sentence.words)) } else { 0 };
        }
    }
    (words > 0).then(|| {
        let (all, mean) = (f64::from(words), f64::from(words) / f64::from(sentences));
        let lix = mean + 100.0 * f64::from(long) / all;
        let kandel_moles = 207.0 - 1.015 * mean - 73.6 * f64::from(said) / all;
        Reading {
            words,
            sentences,
            sentence: (mean * 10.0).round() / 10.0,
            // The casts cannot overflow: a text of 2 MiB has at most a million words, and the percentage is at most 100.
            lix: lix.round() as u32,
            kandel_moles: is_french.then_some(kandel_moles.round() as i32),
        }
    })
}

/// Whether a word is long. The longer part of « l’accès » counts: the elided article does not make it longer.
fn is_long(word: &str) -> bool {
    let letters = |part: &str| part.chars().filter(|sign| sign.is_alphanumeric()).count();
    word.split(['’', '\'']).map(letters).max().unwrap_or(0) > LONG
}

/// The syllables of a French sentence of so many words. A number counts as one: nobody reads its digits as letters.
fn spoken(text: &str, words: usize) -> usize {
    let has_letters = |part: &&str| part.contains(char::is_alphabetic);
    let (mut lettered, mut said) = (0, 0);
    for part in text.split_whitespace().filter(has_letters) {
        let parts = part.split(['-', '‑', '/', '.']).map(|word| word.replace(['’', '\''], ""));
        said += parts
            .filter(|word| has_letters(&word.as_str()))
            .map(|word| syllables::french(&word))
            .sum::<usize>();
        lettered += 1;
    }
    said + words.saturating_sub(lettered)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraphs: &[&str], expected: Option<(f64, u32)>) {
        let seen = read(paragraphs, Language::default()).map(|reading| (reading.sentence, reading.lix));
        assert_eq!(seen, expected, "{paragraphs:?}");
    }

    #[test]
    fn words_and_sentences_are_counted() {
        // Eight words in two sentences, two of them long (« demandez », « attestation »): 4 + 25.
        check(&["Vous demandez un papier. C’est une attestation simple."], Some((4.0, 29)));
        // Marks alone are no words, and a number does not end a sentence at its point.
        check(&["Qui ? Vous !", "Le 2.5 est ici"], Some((2.0, 2)));
        check(&["une carte", "un bail"], Some((2.0, 2)));
        // A phone number is one word, and an abbreviation ends no sentence.
        check(&["Appelez M. Ba au 03 20 00 00 00."], Some((5.0, 25)));
        check(&[], None);
        check(&["… !"], None);
    }

    #[test]
    fn other_scripts_are_not_measured() {
        let read = |tag, text| read(&[text], Language::find(tag).expect("in the table"));
        assert_eq!(read("ar", "نطلب."), None);
        assert_eq!(
            read("uk", "Збережіть номер.").map(|reading| (reading.lix, reading.kandel_moles)),
            Some((52, None))
        );
    }

    #[test]
    fn french_has_the_formula_of_kandel_and_moles() {
        // Two sentences of four words; vous 1, de-man-dez 3, un 1, pa-pier 2, c’est 1, une 1, a-ttes-ta-tion 4, simple 1: 14.
        let text = ["Vous demandez un papier. C’est une attestation simple."];
        let of =
            |tag| read(&text, Language::find(tag).expect("in the table")).and_then(|one| one.kandel_moles);
        assert_eq!(of("fr"), Some((207.0 - 1.015 * 4.0 - 73.6 * 14.0 / 8.0_f64).round() as i32));
        assert_eq!(of("en"), None);
        let phone = read(&["Le 03 20 00 00 00"], Language::default()).and_then(|one| one.kandel_moles);
        assert_eq!(phone, Some((207.0 - 1.015 * 2.0 - 73.6_f64).round() as i32));
    }

    #[test]
    fn short_texts_are_not_compared() {
        let text = |sentence: &str| read(&[sentence.repeat(30)], Language::default()).expect("words");
        let (easy, hard) =
            (text("Vous gardez le papier. "), text("Vous conserverez précieusement l’attestation. "));
        assert!(
            hard.harder_than(&easy).is_some_and(|(name, before, now)| name == "Kandel-Moles" && now < before)
        );
        assert_eq!(easy.harder_than(&hard), None);
        assert_eq!(easy.harder_than(&easy), None);
        let short = read(&["Vous conserverez l’attestation."], Language::default()).expect("words");
        assert_eq!(short.harder_than(&easy), None);
    }
}

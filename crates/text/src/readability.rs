//! How hard a text is to read, as far as counting can tell. A sign for editors, never a judgement about a text.

use serde::Serialize;

use super::{Language, Script};

/// Letters that make a word long: more than six.
const LONG: usize = 6;

/// Two measures of a text.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// Words in a sentence, on average, to a tenth. The European rules for easy-to-read text ask for short sentences; 15 is
    /// a common limit.
    pub sentence: f64,
    /// LIX: words in a sentence plus the percentage of words with more than six letters. Below 30 is very easy, 40 is the
    /// level of a newspaper (C. H. Björnsson, *Läsbarhet*, 1968; for eleven languages, French and English among them:
    /// "Readability of newspapers in 11 languages", Reading Research Quarterly 18, 1983).
    pub lix: u32,
}

/// The measures of a text, one paragraph each; none without a word, and none where words are not written as in the
/// languages for which LIX was tried: only those with Latin letters.
///
/// A sentence ends with `.`, `!`, `?`, `…` or its paragraph.
pub fn read(paragraphs: &[String], language: Language) -> Option<Reading> {
    if language.script() != Script::LATIN {
        return None;
    }
    let (mut words, mut long, mut sentences) = (0_u32, 0_u32, 0_u32);
    for paragraph in paragraphs {
        let mut open = false;
        for part in paragraph.split_whitespace() {
            // The longer part of « l’accès » counts: the elided article does not make a word long.
            let letters =
                part.split(['’', '\'']).map(|word| word.chars().filter(|c| c.is_alphanumeric()).count());
            let longest = letters.max().unwrap_or(0);
            if longest > 0 {
                words += 1;
                long += u32::from(longest > LONG);
                open = true;
            }
            let end = part.trim_end_matches(['»', '”', '"', ')', '’']).ends_with(['.', '!', '?', '…']);
            if end && open {
                sentences += 1;
                open = false;
            }
        }
        sentences += u32::from(open);
    }
    (words > 0).then(|| {
        let sentence = f64::from(words) / f64::from(sentences);
        let lix = sentence + 100.0 * f64::from(long) / f64::from(words);
        // The cast cannot overflow: a text of 2 MiB has at most a million words, and the percentage is at most 100.
        Reading { sentence: (sentence * 10.0).round() / 10.0, lix: lix.round() as u32 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraphs: &[&str], expected: Option<(f64, u32)>) {
        let paragraphs: Vec<String> = paragraphs.iter().map(|text| (*text).to_owned()).collect();
        let seen = read(&paragraphs, Language::default()).map(|reading| (reading.sentence, reading.lix));
        assert_eq!(seen, expected, "{paragraphs:?}");
    }

    #[test]
    fn words_and_sentences_are_counted() {
        // Eight words in two sentences, two of them long (« demandez », « attestation »): 4 + 25.
        check(&["Vous demandez un papier. C’est une attestation simple."], Some((4.0, 29)));
        // Marks alone are no words, and a number does not end a sentence at its point.
        check(&["Qui ? Vous !", "Le 2.5 est ici"], Some((2.0, 2)));
        check(&["une carte", "un bail"], Some((2.0, 2)));
        check(&[], None);
        check(&["… !"], None);
    }

    #[test]
    fn other_scripts_are_not_measured() {
        let arabic = Language::find("ar").expect("in the table");
        assert_eq!(read(&["نطلب.".to_owned()], arabic), None);
    }
}

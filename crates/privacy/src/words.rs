//! A normalized text as words and sentences, so that rules about persons can look at what stands beside what.

use std::ops::Range;

use super::{
    first_names::{self, Sort},
    normalized::folded,
    phrases::{ELIDED, Marks, PHRASES, Says},
};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It begins with a capital, and small letters follow: `Amina`.
    Title,
    /// Only capitals, at least two: `AMINA`.
    Capitals,
    /// One capital, as in `M. K.`.
    Initial,
    /// Small letters only, or letters that know no capitals.
    Small,
    /// It has a digit.
    Digits,
}

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// The bytes that it takes, counted in the normalized text.
    pub span: Range<usize>,
    /// The bytes that it takes, counted in the keys.
    key: Range<usize>,
    pub shape: Shape,
    /// Whether only white space, or the dot of an initial, stands between the word before and this one.
    pub joined: bool,
    /// What sort of first name it is, without an English `'s`.
    pub sort: Option<Sort>,
    /// Which phrases begin here.
    marks: Marks,
}

impl Word {
    /// Which phrases begin here.
    pub(super) fn marks(&self) -> &Marks {
        &self.marks
    }
}

/// The words of a text, sentence by sentence.
pub(super) struct Words {
    all: Vec<Word>,
    keys: String,
    /// The words of each sentence.
    sentences: Vec<Range<usize>>,
    /// The signs around each sentence, and which meanings its phrases have.
    signs: Vec<Signs>,
}

/// The most words that are looked at together: what is longer is no sentence, and would take for ever.
const LONGEST: usize = 60;

/// The most words of a quote that is looked at as words about words.
const MOST_CITED: usize = 6;

/// Abbreviations whose dot ends no sentence.
const SHORT: [&str; 17] = [
    "п", "г", "нар", "род", "m", "mm", "mme", "mlle", "mr", "mrs", "ms", "dr", "st", "ste", "me", "jr", "sr",
];

impl Words {
    /// Takes a normalized text apart.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self {
            all: Vec::new(),
            keys: String::with_capacity(text.len()),
            sentences: Vec::new(),
            signs: Vec::new(),
        };
        let (mut first, mut end, mut rest) = (0, 0, text);
        let odd = |between: &str| between.matches('"').count() % 2 == 1;
        let mut opened = false;
        while let Some(gap) = rest.find(char::is_alphanumeric) {
            let start = end + gap;
            let between = &text[end..start];
            let size = length(&text[start..]);
            if words.ends_sentence(between) || words.all.len() - first == LONGEST {
                words.sentences.push(first..words.all.len());
                words.sign(opened, between);
                first = words.all.len();
            }
            // A quote that nobody closes holds for its line alone.
            opened = match between.rsplit_once('\n') {
                Some((_, begun)) => odd(begun),
                None => opened ^ odd(between),
            };
            let joined = between.chars().all(|letter| matches!(letter, ' ' | '.' | '-'));
            words.push(text, start..start + size, joined);
            end = start + size;
            rest = &text[end..];
        }
        words.sentences.push(first..words.all.len());
        words.sign(opened, rest);
        words.cite();
        words.mark();
        words
    }

    /// Notes which quotes are words that somebody writes about: short ones in a line that says more than them.
    fn cite(&mut self) {
        let lines = self.lines();
        for line in lines {
            let says = |at: usize| !self.signs[at].quoted && self.sentences[at].len() > 1;
            if line.clone().any(says) {
                for at in line {
                    let short = self.sentences[at].len() <= MOST_CITED;
                    self.signs[at].cited = self.signs[at].quoted && short;
                }
            }
        }
    }

    /// The sentences of each line.
    pub(super) fn lines(&self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, signs) in self.signs.iter().enumerate() {
            if signs.ends_line {
                lines.push(start..at + 1);
                start = at + 1;
            }
        }
        lines.push(start..self.signs.len());
        lines
    }

    /// Notes what stands around a sentence; `opened` when a quote stands before it.
    fn sign(&mut self, opened: bool, after: &str) {
        let asks = after.contains(['?', '؟', '፧']);
        let quoted = opened && after.trim_start().starts_with('"');
        let opens = after.trim_end().ends_with('"');
        self.signs.push(Signs {
            asks,
            quoted,
            opens,
            cited: false,
            ends_line: after.contains('\n'),
            said: 0,
        });
    }

    /// Looks for phrases at each word, once for all who ask.
    fn mark(&mut self) {
        for (sentence, signs) in self.sentences.iter().zip(&mut self.signs) {
            for at in sentence.clone() {
                let key = |more: usize| {
                    let word = self.all.get(at + more).filter(|_| at + more < sentence.end)?;
                    Some(&self.keys[word.key.clone()])
                };
                let marks = PHRASES.marks(&key);
                signs.said |= said(&marks);
                self.all[at].marks = marks;
            }
        }
    }

    /// The sentences, each as its words.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        self.some(0..self.sentences.len())
    }

    /// Some of the sentences.
    pub(super) fn some(&self, which: Range<usize>) -> impl Iterator<Item = Sentence<'_>> {
        let all = self.sentences[which.clone()].iter().zip(&self.signs[which]);
        let all = all.filter(|(sentence, _)| !sentence.is_empty());
        all.map(|(sentence, signs)| Sentence {
            words: &self.all[sentence.clone()],
            keys: &self.keys,
            signs: *signs,
        })
    }

    fn push(&mut self, text: &str, span: Range<usize>, joined: bool) {
        let written = &text[span.clone()];
        let start = self.keys.len();
        self.keys.extend(written.chars().flat_map(char::to_lowercase).filter_map(folded));
        let (key, shape) = (start..self.keys.len(), shape(written));
        let name = self.keys[key.clone()].trim_end_matches("'s");
        let sort = if shape == Shape::Digits { None } else { first_names::sort(name) };
        self.all.push(Word { span, key, shape, joined, sort, marks: Marks::default() });
    }

    /// Whether what stands after the last word ends its sentence.
    fn ends_sentence(&self, between: &str) -> bool {
        let Some(last) = self.all.last() else { return false };
        let stops = |letter: char| "!?;:\n\"|{}[]؟؛۔።፣፤፥፦፧".contains(letter);
        let short = last.shape == Shape::Initial || SHORT.contains(&&self.keys[last.key.clone()]);
        between != ":" && between.contains(stops) || between.contains("- ") || between.contains('.') && !short
    }
}

/// The signs around a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// Whether it is a question.
    pub asks: bool,
    /// Whether all of it stands between quotes: words about words.
    pub quoted: bool,
    /// Whether it is a short quote in a line that says more: a word of a guide, or what an example says.
    pub cited: bool,
    /// Whether a line ends after it.
    pub ends_line: bool,
    /// Whether a quote opens right after it.
    pub opens: bool,
    /// The meanings of its phrases, a bit each, so that most sentences are not looked at word by word.
    said: u32,
}

/// One sentence.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub words: &'a [Word],
    keys: &'a str,
    pub signs: Signs,
}

impl<'a> Sentence<'a> {
    /// A word in small letters, with one form of each Arabic letter; "" after the end.
    pub(super) fn key(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| &self.keys[word.key.clone()])
    }

    /// Where the longest phrase that says this ends, if one begins at a word.
    pub(super) fn phrase(&self, says: Says, at: usize) -> Option<usize> {
        let length = self.words.get(at)?.marks[says as usize];
        (length > 0).then(|| at + usize::from(length))
    }

    /// Whether any phrase in it says this.
    pub(super) fn has(&self, says: Says) -> bool {
        self.signs.said & (1 << says as u32) != 0
    }

    /// The first word at which a phrase that says this begins.
    pub(super) fn first(&self, says: Says) -> Option<usize> {
        if self.has(says) { (0..self.len()).find(|at| self.says(says, *at)) } else { None }
    }

    /// Whether a phrase that says this begins at a word.
    pub(super) fn says(&self, says: Says, at: usize) -> bool {
        self.phrase(says, at).is_some()
    }

    /// Whether a small word of English stands in it.
    pub(super) fn says_english(&self) -> bool {
        const SMALL: [&str; 18] = [
            "the", "a", "an", "is", "was", "are", "to", "of", "in", "on", "for", "and", "she", "he", "with",
            "not", "has", "since",
        ];
        (0..self.len()).any(|at| SMALL.contains(&self.key(at)))
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The bytes from one word to another.
    pub(super) fn span(&self, words: Range<usize>) -> Range<usize> {
        self.words[words.start].span.start..self.words[words.end - 1].span.end
    }
}

/// The meanings of some marks, a bit each.
fn said(marks: &Marks) -> u32 {
    marks.iter().enumerate().filter(|(_, words)| **words > 0).map(|(says, _)| 1 << says).sum()
}

/// The bytes of the word with which a text begins.
fn length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inside = match letter {
            '\'' if next.is_some_and(char::is_alphanumeric) => {
                if ELIDED.iter().any(|bare| text[..at].eq_ignore_ascii_case(bare)) {
                    return at + 1;
                }
                true
            }
            '-' => next.is_some_and(char::is_alphanumeric),
            _ => letter.is_alphanumeric(),
        };
        if !inside {
            return at;
        }
    }
    text.len()
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|letter| letter.is_alphanumeric());
    let (mut any, mut capitals, mut small, mut first) = (0, 0, 0, None);
    for letter in &mut letters {
        if letter.is_numeric() {
            return Shape::Digits;
        }
        first.get_or_insert(letter);
        any += 1;
        capitals += usize::from(letter.is_uppercase());
        small += usize::from(letter.is_lowercase());
    }
    match first {
        Some(first) if first.is_uppercase() && any == 1 => Shape::Initial,
        Some(first) if first.is_uppercase() && small > 0 => Shape::Title,
        Some(_) if capitals == any => Shape::Capitals,
        _ => Shape::Small,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<(String, Shape)>> {
        let words = Words::of(text);
        let one = |sentence: Sentence| {
            (0..sentence.len()).map(|at| (sentence.key(at).to_owned(), sentence.words[at].shape)).collect()
        };
        words.sentences().map(one).collect()
    }

    #[test]
    fn a_text_falls_into_sentences_and_words() {
        let keys: Vec<Vec<String>> = read("L'avis de M. O'Neil. Page 3 : jean-luc n'a pas lu")
            .into_iter()
            .map(|sentence| sentence.into_iter().map(|word| word.0).collect())
            .collect();
        assert_eq!(
            keys,
            [
                vec!["l'", "avis", "de", "m", "o'neil"],
                vec!["page", "3"],
                vec!["jean-luc", "n'", "a", "pas", "lu"]
            ]
        );
    }

    #[test]
    fn a_word_has_a_shape() {
        let shapes: Vec<Shape> =
            read("Ana BOB c D é3 محمد Тарас").remove(0).into_iter().map(|word| word.1).collect();
        use Shape::{Capitals, Digits, Initial, Small, Title};
        assert_eq!(shapes, [Title, Capitals, Small, Initial, Digits, Small, Title]);
    }

    #[test]
    fn letters_of_arabic_script_have_one_form() {
        assert_eq!(
            read("أحمد یک فاطمة")[0].iter().map(|word| &*word.0).collect::<Vec<_>>(),
            ["احمد", "يك", "فاطمه"]
        );
    }
}

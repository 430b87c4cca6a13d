//! Runs: stretches of a text in one script and direction.
//!
//! A phone number inside Arabic must keep its groups in order and a French word keeps its own language;
//! ten well-known site generators show "89 67 45 23 01" for "01 23 45 67 89".

mod chain;
mod joints;
pub mod line;
mod pairs;
mod pieces;

use std::borrow::Cow;

use unicode_script::{Script as Letters, UnicodeScript};

use super::{Direction, Language, Script};
use chain::Chain;
use pairs::Pairs;
use pieces::{Class, Piece, pieces};

/// One stretch of text in one script and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    /// Text in the language around it.
    Own(&'a str),
    /// A number, an amount, a date, a code or a phone number: always from left to right.
    Number(&'a str),
    /// Words in other letters than those of the language, with the numbers and marks that belong to them.
    Words(&'a str, Script),
}

impl<'a> Run<'a> {
    /// Its letters.
    pub fn text(self) -> &'a str {
        match self {
            Self::Own(text) | Self::Number(text) | Self::Words(text, _) => text,
        }
    }

    /// Its letters without the spaces at both ends, which are those of the text around, between these.
    pub fn trimmed(self) -> [Self; 3] {
        let (text, own) = (self.text(), Run::Own);
        let inner = text.trim();
        if matches!(self, Run::Own(_)) || inner.is_empty() {
            return [own(""), own(text), own("")];
        }
        let (before, rest) = text.split_at(text.len() - text.trim_start().len());
        let (inner, after) = rest.split_at(inner.len());
        [own(before), self.with(inner), own(after)]
    }

    /// The same kind of run with other letters.
    pub fn with(self, text: &'a str) -> Self {
        match self {
            Self::Own(_) => Run::Own(text),
            Self::Number(_) => Run::Number(text),
            Self::Words(_, script) => Run::Words(text, script),
        }
    }
}

/// Who speaks in which letters, among the languages of a toolkit.
#[derive(Clone, Copy, Debug)]
pub struct Voices<'a> {
    /// The language of words in Latin letters.
    pub latin: Language,
    /// The languages of the toolkit.
    pub languages: &'a [Language],
}

impl Voices<'_> {
    /// The language of words in these letters: that of the toolkit which is written so, when there is only one.
    pub fn of(&self, script: Script) -> Option<Language> {
        if script == Script::LATIN {
            return Some(self.latin);
        }
        let mut found =
            self.languages.iter().filter(|language| letters(language.script()) == letters(script));
        let first = found.next()?;
        found.all(|other| other.html() == first.html()).then_some(*first)
    }
}

/// A language by whose letters words of a script are cut when nobody knows which it is.
pub fn stand_in(script: Script) -> Language {
    Language::find(&format!("und-{}", script.code())).unwrap_or_default()
}

/// Whether a text is surely one run: a quick look that spares most texts the rest. May say no wrongly.
pub fn is_one(text: &str, language: Language) -> bool {
    let own = language.script();
    if own == Script::LATIN && text.is_ascii() {
        return true;
    }
    text.chars().all(|letter| match letter {
        '\0'..='\u{7f}' => own == Script::LATIN || !letter.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' => own == Script::LATIN || !letter.is_alphanumeric(),
        '\u{c0}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{2070}'..='\u{218f}' => own == Script::LATIN,
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => false,
        '\u{600}'..='\u{6ff}' => own == Script::ARABIC,
        '\u{1200}'..='\u{137f}' => own == Script::ETHIOPIC,
        '→' => language.direction() == Direction::Ltr,
        _ => false,
    })
}

/// Whether a run from left to right must be overridden to stay whole: between Arabic digits (U+0660 to U+0669) Unicode
/// turns spaces and hyphens around even where the text runs from left to right (UAX #9, N1).
pub fn turns_inside(run: &str) -> bool {
    let arabic = |letter: char| matches!(letter, '\u{660}'..='\u{669}' | '٫' | '٬');
    run.contains(arabic) && run.contains(|letter: char| !arabic(letter)) && !has_rtl(run)
}

/// The text with invisible isolates (U+2066 to U+2069) around its runs, for places that take no markup: the title of a
/// window, a label. Only what would be painted in another order gets some.
pub fn embedded(text: &str, language: Language) -> Cow<'_, str> {
    if is_one(text, language) {
        return Cow::Borrowed(text);
    }
    let around = language.direction();
    let mut out = String::with_capacity(text.len() + 12);
    for run in runs(text, language) {
        let (run, mark) = match run {
            Run::Own(text) => {
                out.push_str(&arrows(text, around));
                continue;
            }
            Run::Number(text) => (text, '\u{2066}'),
            Run::Words(text, script) if direction(script) == Direction::Ltr => (text, '\u{2066}'),
            Run::Words(text, _) => (text, '\u{2067}'),
        };
        let turns = around == Direction::Rtl || mark == '\u{2067}';
        let (open, close) = if turns_inside(run) { ("\u{202d}", "\u{202c}") } else { ("", "") };
        if turns && run.chars().any(|letter| !letter.is_alphanumeric()) {
            out.push(mark);
            out.extend([open, run, close]);
            out.push('\u{2069}');
        } else {
            out.push_str(run);
        }
    }
    Cow::Owned(out)
}

/// Cuts a text of this language into its runs.
pub fn runs(text: &str, language: Language) -> Vec<Run<'_>> {
    if language.script() == Script::LATIN && !text.chars().any(is_foreign_to_latin) {
        return vec![Run::Own(text)];
    }
    let mut reader = Reader {
        text,
        pieces: pieces(text),
        pairs: Pairs::of(text),
        rtl: language.direction() == Direction::Rtl,
        own: letters(language.script()),
        runs: Vec::new(),
        written: 0,
    };
    let mut at = 0;
    while at < reader.pieces.len() {
        at = reader.piece(at);
    }
    reader.own_until(text.len());
    reader.runs
}

/// Whether a letter is Latin, with or without accents.
pub fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || !letter.is_ascii() && letter.is_alphabetic() && letter.script() == Letters::Latin
}

/// The direction of the first letter that has one.
pub fn first_direction(text: &str) -> Option<Direction> {
    let first =
        pieces(text).into_iter().find(|piece| piece.is_rtl() || matches!(piece.class, Class::Letters(_)))?;
    Some(if first.is_rtl() { Direction::Rtl } else { Direction::Ltr })
}

/// Whether a text has letters that run from right to left.
pub fn has_rtl(text: &str) -> bool {
    text.chars().any(|letter| is_foreign_to_latin(letter) && pieces::is_rtl(letter.script()))
}

/// The way the letters of a script run.
pub fn direction(script: Script) -> Direction {
    if pieces::is_rtl(letters(script)) { Direction::Rtl } else { Direction::Ltr }
}

/// The text around runs as it is read: an arrow to what follows points to the left where lines run so.
pub fn arrows(text: &str, direction: Direction) -> Cow<'_, str> {
    const RIGHT: [char; 8] = ['→', '⇒', '⟶', '⟹', '➔', '➜', '➡', '➝'];
    if direction == Direction::Ltr || !text.contains(RIGHT) {
        return Cow::Borrowed(text);
    }
    let turned = |letter: char| match letter {
        '→' | '➔' | '➜' | '➝' => '←',
        '⇒' => '⇐',
        '⟶' => '⟵',
        '⟹' => '⟸',
        '➡' => '⬅',
        other => other,
    };
    Cow::Owned(text.chars().map(turned).collect())
}

/// Whether a character can be a letter of no Latin text. A look that spares most texts the rest.
fn is_foreign_to_latin(letter: char) -> bool {
    letter >= '\u{370}' && !('\u{1e00}'..='\u{1eff}').contains(&letter) && letter.is_alphabetic()
}

/// The letters in which a language is written; Chinese, Japanese and Korean ones are one family here.
fn letters(script: Script) -> Letters {
    match script.code() {
        "Hani" | "Hans" | "Hant" | "Jpan" | "Kore" | "Hira" | "Kana" | "Hang" => Letters::Han,
        code => Letters::from_short_name(code).unwrap_or(Letters::Latin),
    }
}

struct Reader<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    pairs: Pairs,
    /// Whether the text around runs from right to left.
    rtl: bool,
    own: Letters,
    runs: Vec<Run<'a>>,
    /// The end of the last run.
    written: usize,
}

impl<'a> Reader<'a> {
    /// Looks at a piece and writes the run that begins with it, if one does; returns the next piece to look at.
    fn piece(&mut self, at: usize) -> usize {
        let piece = self.pieces[at];
        let chain = match piece.class {
            Class::Gap | Class::Stop => None,
            Class::Letters(script) if script == self.own => None,
            Class::Letters(script) if pieces::is_rtl(script) => Some(self.phrase(at, script)),
            Class::Letters(_) => Some(self.chain(at)),
            Class::Digits if self.rtl => Some(self.chain(at)),
            // Where lines run from left to right, a number needs no care unless an address begins with it.
            Class::Digits => self.begins_address(at).then(|| self.chain(at)),
        };
        let Some(chain) = chain else { return at + 1 };
        self.own_until(chain.start);
        match chain.letters {
            Some(letters) => self.words(chain.start, chain.end, letters),
            None => self.numbers(&chain),
        }
        chain.next
    }

    fn own_until(&mut self, end: usize) {
        if self.written < end {
            self.runs.push(Run::Own(&self.text[self.written..end]));
            self.written = end;
        }
    }

    fn words(&mut self, start: usize, end: usize, letters: Letters) {
        self.runs.push(Run::Words(&self.text[start..end], Script::of(letters.short_name())));
        self.written = end;
    }

    /// Numbers alone: each item of a list is a run of its own.
    fn numbers(&mut self, chain: &Chain) {
        let mut start = chain.start;
        for (end, next) in chain.cuts.iter().copied().chain([(chain.end, chain.end)]) {
            self.own_until(start);
            self.runs.push(Run::Number(&self.text[start..end]));
            (self.written, start) = (end, next);
        }
    }
}

#[cfg(test)]
mod tests;

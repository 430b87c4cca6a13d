//! Runs of a text as pieces: numbers, words in other letters, and what is shown as it was typed.

use serde_json::{Value, json};

use unicode_normalization::UnicodeNormalization;

use super::pieces::{Writer, voiced};
use trousseau_text::{
    Direction, Language, Script, amounts, hyphens,
    runs::{self, Run, arrows, first_direction, has_rtl, line::Piece, runs, stand_in, turns_inside},
    spaces,
};

impl Writer<'_> {
    /// The pieces of a text in this language.
    pub fn text(&mut self, text: &str, language: Language) -> Vec<Value> {
        let text = self.drawn(text);
        let mut out = Vec::new();
        for run in runs(&text, language) {
            self.run(run, language, &mut out);
        }
        out
    }

    /// The letters of a text that can be drawn, each with its accents in one (NFC): who searches a word finds it. What no font has is
    /// reported.
    pub(super) fn drawn(&mut self, text: &str) -> String {
        let text = spaces::plain(text);
        let drawn: String = amounts::whole(&text).nfc().filter(|letter| self.look(*letter)).collect();
        drawn.replace('\n', " ")
    }

    /// The pieces of a run.
    pub(super) fn run(&mut self, run: Run<'_>, around: Language, out: &mut Vec<Value>) {
        let direction = around.direction();
        match run {
            Run::Own(text) => self.whole(&arrows(text, direction), out),
            Run::Number(text) if direction == Direction::Ltr => self.letters(text, out),
            Run::Number(text) => out.push(number(text)),
            Run::Words(text, script) => self.words(text, script, around, out),
        }
    }

    /// The pieces of a part of a run that goes on over emphasis or a link. The marks around words of the other direction stand at the
    /// two ends of the run, so that nothing parts it.
    pub(super) fn part(&mut self, piece: &Piece<'_, '_>, around: Language, out: &mut Vec<Value>) {
        let (way, voice) = match piece.run {
            Run::Words(_, script) => (runs::direction(script), self.theme.voices().of(script)),
            _ => (Direction::Ltr, None),
        };
        if way == around.direction() {
            return self.run(piece.run, around, out);
        }
        let mut inner = Vec::new();
        match piece.run {
            Run::Words(text, script) => self.inside(text, script, &mut inner),
            run => inner.push(json!(held(run.text(), turns_inside(piece.span.run.text())))),
        }
        let mut value = voiced(voice, way, around, inner);
        let mark = std::mem::replace(&mut value["apart"], json!(""));
        out.extend(piece.begins.then(|| mark.clone()));
        out.push(value);
        out.extend(piece.ends.then_some(mark));
    }

    /// A text in one direction, with its short words kept whole: the mark after a hyphen (U+2060) is taken out of the finished pages.
    fn whole(&mut self, text: &str, out: &mut Vec<Value>) {
        if !hyphens::has_some(text) {
            return self.letters(text, out);
        }
        let one = |(part, whole): (&str, bool)| {
            if whole { part.replace('-', "-\u{2060}") } else { part.to_owned() }
        };
        let text: String = hyphens::parts(text).into_iter().map(one).collect();
        self.letters(&text, out);
    }

    /// The pieces of a text that is shown as it was typed: it runs as its first letter does, and from left to right when it
    /// has none that runs otherwise.
    pub fn verbatim(&mut self, text: &str, language: Language) -> Vec<Value> {
        let direction = match has_rtl(text) {
            true => first_direction(text).unwrap_or(Direction::Ltr),
            false => Direction::Ltr,
        };
        if direction == language.direction() || text.trim().is_empty() {
            return self.text(text, language);
        }
        let drawn = self.drawn(text);
        if direction == Direction::Ltr && !drawn.contains(char::is_alphabetic) {
            return vec![number(&drawn)];
        }
        let voice = Some(self.theme.latin).filter(|_| direction == Direction::Ltr);
        let mut inner = Vec::new();
        self.letters(&drawn, &mut inner);
        vec![voiced(voice, direction, language, inner)]
    }

    /// Words in other letters than those of the language around them.
    fn words(&mut self, text: &str, script: Script, around: Language, out: &mut Vec<Value>) {
        let voice = self.theme.voices().of(script);
        let direction = runs::direction(script);
        if voice.is_none() && direction == around.direction() {
            return self.letters(text, out);
        }
        let mut inner = Vec::new();
        self.inside(text, script, &mut inner);
        out.push(voiced(voice, direction, around, inner));
    }

    /// The pieces inside words in these letters.
    fn inside(&mut self, text: &str, script: Script, out: &mut Vec<Value>) {
        if runs::direction(script) == Direction::Ltr {
            return self.whole(text, out);
        }
        // Typst embeds words of the other direction, but nothing inside these.
        let whole = |run: Run<'_>| match run {
            Run::Own(text) | Run::Words(text, _) => text.to_owned(),
            Run::Number(text) => within(&unbroken(text)),
        };
        let own = self.theme.voices().of(script).unwrap_or_else(|| stand_in(script));
        let text: String = runs(text, own).into_iter().map(whole).collect();
        self.letters(&text, out);
    }
}

/// A number, which is never cut at the end of a line.
fn number(text: &str) -> Value {
    json!({"t": "ltr", "s": unbroken(text)})
}

/// A number inside words from right to left: its groups stay in order by themselves between the marks that all numbers share
/// (UAX #9, W4), and else in an isolate.
fn within(number: &str) -> String {
    let joins = |mark: char| {
        mark.is_numeric() || matches!(mark, '\u{a0}' | '\u{202f}' | '.' | ',' | ':' | '/' | '٫' | '٬')
    };
    if number.chars().all(joins) { number.to_owned() } else { format!("\u{2066}{number}\u{2069}") }
}

/// A number with no-break spaces, and in marks that hold it together where its digits would turn.
pub fn unbroken(text: &str) -> String {
    held(text, turns_inside(text))
}

fn held(text: &str, turns: bool) -> String {
    let text = text.replace(' ', "\u{a0}");
    if turns { format!("\u{202d}{text}\u{202c}") } else { text }
}

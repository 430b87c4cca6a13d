//! Runs of a text as pieces: numbers, words in other letters, and what is shown as it was typed.

use serde_json::{Value, json};

use super::pieces::{Writer, voiced};
use trousseau_text::{
    Direction, Language, Script, hyphens,
    runs::{self, Run, arrows, first_direction, has_rtl, runs, stand_in, turns_inside},
    spaces,
};

impl Writer<'_> {
    /// The pieces of a text in this language.
    pub fn text(&mut self, text: &str, language: Language) -> Vec<Value> {
        let text = spaces::plain(text);
        let drawn: String = text.chars().filter(|letter| self.look(*letter)).collect();
        let text = drawn.replace('\n', " ");
        let direction = language.direction();
        let mut out = Vec::new();
        for run in runs(&text, language) {
            match run {
                Run::Own(text) => self.whole(&arrows(text, direction), &mut out),
                Run::Number(text) if direction == Direction::Ltr => self.letters(text, &mut out),
                Run::Number(text) => out.push(number(text)),
                Run::Words(text, script) => self.words(text, script, language, &mut out),
            }
        }
        out
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
        let text = spaces::plain(text);
        let drawn: String = text.chars().filter(|letter| self.look(*letter)).collect();
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
        match direction {
            Direction::Ltr => self.whole(text, &mut inner),
            Direction::Rtl => {
                // Typst embeds words of the other direction, but nothing inside these.
                let whole = |run: Run<'_>| match run {
                    Run::Own(text) | Run::Words(text, _) => text.to_owned(),
                    Run::Number(text) => within(&unbroken(text)),
                };
                let own = voice.unwrap_or_else(|| stand_in(script));
                let text: String = runs(text, own).into_iter().map(whole).collect();
                self.letters(&text, &mut inner);
            }
        }
        out.push(voiced(voice, direction, around, inner));
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
    let text = text.replace(' ', "\u{a0}");
    if turns_inside(&text) { format!("\u{202d}{text}\u{202c}") } else { text }
}

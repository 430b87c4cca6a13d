//! Questions on a terminal: numbered choices and defaults. Nothing is written before the last answer.

use std::io::{self, BufRead, IsTerminal};

use crate::terminal::Terminal;
use trousseau_core::messages::{self, Failure};

/// Where answers are read from.
pub type Answers<'a> = Box<dyn BufRead + 'a>;

/// Standard input, if it is a terminal.
pub fn keyboard() -> Option<Answers<'static>> {
    let input = io::stdin();
    input.is_terminal().then(|| Box::new(input.lock()) as Answers)
}

/// Asks questions and reads answers.
pub struct Ask<'a, 'b> {
    /// Where questions are shown.
    pub terminal: &'a mut Terminal,
    /// Where answers come from.
    pub answers: &'a mut Answers<'b>,
}

impl Ask<'_, '_> {
    /// Asks for a text. Asked again until `read` accepts it; the error of `read` is the key of the message to show.
    pub fn text<T>(
        &mut self,
        question: &'static str,
        default: Option<&str>,
        read: impl Fn(&str) -> Result<T, &'static str>,
    ) -> anyhow::Result<T> {
        loop {
            let mut prompt = messages::say(self.terminal.language, question, &[]);
            if let Some(default) = default.filter(|default| !default.is_empty()) {
                prompt += &format!(" [{default}]");
            }
            self.terminal.put(&format!("{prompt} "));
            let answer = self.line()?;
            let answer = if answer.is_empty() { default.unwrap_or_default() } else { &answer };
            match read(answer) {
                Ok(value) => return Ok(value),
                Err(why) => {
                    let why = messages::say(self.terminal.language, why, &[]);
                    self.terminal.put(&format!("  {why}\n"));
                }
            }
        }
    }

    /// Asks for one of several choices, by number.
    pub fn choice<T: Clone>(
        &mut self,
        question: &'static str,
        choices: &[(T, String)],
        default: Option<usize>,
    ) -> anyhow::Result<T> {
        let mut list = format!("\n{}\n", messages::say(self.terminal.language, question, &[]));
        for (number, (_, words)) in choices.iter().enumerate() {
            list += &format!("  {}. {words}\n", number + 1);
        }
        self.terminal.put(&list);
        let default = default.map(|place| (place + 1).to_string());
        self.text("ask/choose", default.as_deref(), |answer| {
            let place = answer.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            place.and_then(|place| choices.get(place)).map(|(value, _)| value.clone()).ok_or("ask/number")
        })
    }

    /// Asks whether what looks like a person means nobody.
    pub fn means_no_person(&mut self) -> anyhow::Result<bool> {
        let language = self.terminal.language;
        let choice = |means, key| (means, messages::say(language, key, &[]));
        self.choice("ask/person", &[choice(false, "ask/person-yes"), choice(true, "ask/person-no")], None)
    }

    /// Reads one line; an error at the end of input.
    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        match self.answers.read_line(&mut line) {
            Ok(1..) => Ok(line.trim().to_owned()),
            _ => Err(Failure::new("ask/end").into()),
        }
    }
}

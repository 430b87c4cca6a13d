//! Letters with their marks, and what counts as the same: programs for documents put marks on spaces, and set quotes their own way.

use std::sync::Arc;

use trousseau_text::settled::is_unseen;

/// A sign with its marks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter {
    /// The sign.
    pub sign: Sign,
    /// Its marks.
    pub style: Style,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// A letter.
    Char(char),
    /// A line break.
    Break,
    /// What only Markdown knows, as it is written: the number of a footnote, a picture in a line.
    Raw(Arc<str>),
}

/// The marks of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Style {
    /// Important.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Crossed out.
    pub strike: bool,
    /// To type, or to read on a screen.
    pub code: bool,
    /// Where it leads, as it is written in the file.
    pub link: Option<Arc<str>>,
}

impl Letter {
    /// A letter.
    pub fn new(sign: char, style: &Style) -> Self {
        Self { sign: Sign::Char(sign), style: style.clone() }
    }

    /// Whether it is white space.
    pub fn is_space(&self) -> bool {
        matches!(self.sign, Sign::Char(letter) if letter.is_whitespace()) || self.sign == Sign::Break
    }
}

/// The letters of words without marks.
pub fn plain(text: &str) -> Vec<Letter> {
    text.chars().map(|letter| Letter::new(letter, &Style::default())).collect()
}

/// A letter as it counts: quotes of one kind are the same, and so are spaces. None for a sign that nobody sees.
pub fn folded(letter: char) -> Option<char> {
    Some(match letter {
        '’' | '‘' | 'ʼ' | '‛' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        '‑' => '-',
        letter if letter.is_whitespace() => ' ',
        letter if is_unseen(letter) => return None,
        letter => letter,
    })
}

/// The same letters as they are meant: no space at either end, and a space has a mark only when both its neighbours have it.
pub fn settled(letters: &[Letter]) -> Vec<Letter> {
    let begin = letters.iter().position(|letter| !letter.is_space()).unwrap_or(letters.len());
    let end = letters.iter().rposition(|letter| !letter.is_space()).map_or(begin, |last| last + 1);
    let mut out: Vec<Letter> = letters.get(begin..end).unwrap_or_default().to_vec();
    let mut at = 0;
    while at < out.len() {
        let run = out[at..].iter().take_while(|letter| letter.is_space()).count();
        if run > 0 && at > 0 && at + run < out.len() {
            let style = shared(&out[at - 1].style, &out[at + run].style);
            out[at..at + run].iter_mut().for_each(|letter| letter.style = style.clone());
        }
        at += run.max(1);
    }
    out
}

/// The marks that both have.
fn shared(one: &Style, other: &Style) -> Style {
    Style {
        strong: one.strong && other.strong,
        emphasis: one.emphasis && other.emphasis,
        strike: one.strike && other.strike,
        code: one.code && other.code,
        link: one.link.clone().filter(|link| other.link.as_ref() == Some(link)),
    }
}

/// A text that two blocks have in common when they say the same.
pub fn key(letters: &[Letter]) -> String {
    let (mut out, mut style, mut spaced) = (String::new(), Style::default(), false);
    for letter in settled(letters) {
        if letter.style != style {
            out.push_str(&marks(&letter.style));
            style = letter.style.clone();
        }
        match &letter.sign {
            Sign::Break => out.push('\n'),
            Sign::Raw(raw) => out.push_str(&format!("\u{1}{raw}\u{1}")),
            Sign::Char(sign) => match folded(*sign) {
                Some(' ') if spaced => {}
                Some(sign) => out.push(sign),
                None => continue,
            },
        }
        spaced = letter.is_space();
    }
    out
}

fn marks(style: &Style) -> String {
    let sign = |is: bool, sign: &'static str| if is { sign } else { "" };
    format!(
        "\u{2}{}{}{}{}{}\u{3}",
        sign(style.strong, "b"),
        sign(style.emphasis, "i"),
        sign(style.strike, "s"),
        sign(style.code, "c"),
        style.link.as_deref().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Vec<Letter> {
        let style = Style { strong: true, ..Style::default() };
        text.chars().map(|letter| Letter::new(letter, &style)).collect()
    }

    #[test]
    fn what_a_program_sets_its_own_way_is_the_same() {
        assert_eq!(key(&plain("l’avis")), key(&plain(" l'avis ")));
        assert_eq!(key(&plain("3\u{a0}mois")), key(&plain("3  mois")));
        assert_eq!(
            key(&[strong("un "), plain("mot")].concat()),
            key(&[strong("un"), plain(" mot")].concat())
        );
        assert_ne!(key(&strong("un")), key(&plain("un")));
        assert_ne!(key(&plain("3 mois")), key(&plain("4 mois")));
    }
}

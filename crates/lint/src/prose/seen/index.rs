//! The lists of a language, asked once for each word of a line.

use std::{collections::HashMap, sync::LazyLock};

use trousseau_text::Language;

use super::lists::{LANGUAGES, Seen};

/// What one does with a part: only a side of the page stands behind it, no colour.
const VERBS: &[&str] = &["click", "press", "cliquez", "cliquer", "appuyez", "нажмите", "натисніть"];

/// What a word may be.
#[derive(Clone, Copy, Default)]
pub(super) struct In {
    pub is_part: bool,
    pub is_colour: bool,
    pub is_drawn: bool,
    pub is_between: bool,
    pub is_side: bool,
    is_verb: bool,
    begins_phrase: bool,
}

impl In {
    /// Whether it names a part itself.
    pub fn is_thing(&self) -> bool {
        self.is_part && !self.is_verb
    }

    /// Whether something that can only be seen may begin with it.
    pub fn begins(&self) -> bool {
        self.is_part || self.is_colour || self.is_drawn || self.begins_phrase
    }

    fn and(self, other: Self) -> Self {
        Self {
            is_part: self.is_part || other.is_part,
            is_colour: self.is_colour || other.is_colour,
            is_drawn: self.is_drawn || other.is_drawn,
            is_between: self.is_between || other.is_between,
            is_side: self.is_side || other.is_side,
            is_verb: self.is_verb || other.is_verb,
            begins_phrase: self.begins_phrase || other.begins_phrase,
        }
    }
}

/// The lists of a language by their words.
pub(super) struct Index {
    whole: HashMap<&'static str, In>,
    /// Words that begin like this.
    begin: Vec<(&'static str, In)>,
    phrases: &'static [&'static str],
    /// Whether words join a part and its side: languages without any put them side by side.
    pub joins: bool,
}

static ALL: LazyLock<HashMap<&str, Index>> =
    LazyLock::new(|| LANGUAGES.iter().map(|(tag, seen)| (*tag, Index::new(seen))).collect());

impl Index {
    /// The lists of a language; none where there are none.
    pub fn of(language: Language) -> Option<&'static Self> {
        ALL.get(language.primary())
    }

    fn new(seen: &Seen) -> Self {
        let begins: Vec<&str> = seen.phrases.iter().filter_map(|phrase| phrase.split(' ').next()).collect();
        let lists: [(&[&'static str], In); 7] = [
            (seen.parts, In { is_part: true, ..In::default() }),
            (seen.colours, In { is_colour: true, ..In::default() }),
            (seen.drawn, In { is_drawn: true, ..In::default() }),
            (seen.between, In { is_between: true, ..In::default() }),
            (seen.sides, In { is_side: true, ..In::default() }),
            (VERBS, In { is_verb: true, ..In::default() }),
            (&begins, In { begins_phrase: true, ..In::default() }),
        ];
        let mut index = Self {
            whole: HashMap::new(),
            begin: Vec::new(),
            phrases: seen.phrases,
            joins: !seen.between.is_empty(),
        };
        for (words, kind) in lists {
            for word in words {
                match word.strip_suffix('*') {
                    Some(begin) => index.begin.push((begin, kind)),
                    None => {
                        let known = index.whole.entry(*word).or_default();
                        *known = known.and(kind);
                    }
                }
            }
        }
        index
    }

    /// What a word in small letters may be.
    pub fn kinds(&self, word: &str) -> In {
        let whole = self.whole.get(word).copied().unwrap_or_default();
        let begin = self.begin.iter().filter(|(begin, _)| word.starts_with(begin));
        begin.fold(whole, |all, (_, kind)| all.and(*kind))
    }

    /// The phrases that may begin with a word of this kind.
    pub fn phrases(&self, kind: &In) -> &'static [&'static str] {
        if kind.begins_phrase { self.phrases } else { &[] }
    }
}

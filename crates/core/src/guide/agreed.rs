//! What stands in a head about agreements: who agreed, and to which words.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{document::spoken::first_letters, yaml::Placed};
use trousseau_text::Fingerprint;

/// The letters of the hash of a text.
const LETTERS: usize = 16;

/// The signs of a code: none that looks like another, such as O and 0, I and 1.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// The agreement of an organisation.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Agreement {
    /// The organisation, an id of `partners.yaml`.
    #[schemars(extend("x-is" = "partner"))]
    pub partner: Placed<String>,
    /// The words that it agreed to, as the program writes them. Missing where an older version of the program did not keep it.
    pub text: Option<Placed<TextHash>>,
    /// The day on which it agreed.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    #[serde(default, deserialize_with = "crate::yaml::day_or_none")]
    pub date: Option<Date>,
}

impl Agreement {
    /// Whether it is to these words.
    pub fn is_to(&self, text: &TextHash) -> bool {
        self.text.as_ref().is_some_and(|own| own.value == *text)
    }
}

/// All that readers get of a text, as sixteen letters (64 bits): with one other word they are others.
///
/// Letters alone, since digits could look like a number to call where heads are searched for such.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct TextHash(String);

impl TextHash {
    /// The letters of a hash.
    pub fn new(of: Fingerprint) -> Self {
        Self(first_letters(of, LETTERS))
    }

    /// As it stands in files.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can be a hash at all: somebody may have typed it.
    pub fn is_whole(&self) -> bool {
        self.0.len() == LETTERS && self.0.bytes().all(|letter| letter.is_ascii_lowercase() && letter <= b'p')
    }

    /// The code for people, such as `7K3M-9QXT`: the first 40 bits.
    pub fn code(&self) -> String {
        let nibbles = self.0.bytes().map(|letter| u64::from(letter.wrapping_sub(b'a') & 15));
        let bits = nibbles.chain(std::iter::repeat(0)).take(10).fold(0, |bits, nibble| bits << 4 | nibble);
        let sign = |place: u32| {
            let value = usize::try_from(bits >> (35 - 5 * place) & 31).unwrap_or_default();
            SIGNS.get(value).map_or('-', |sign| char::from(*sign))
        };
        let signs: String = (0..8).map(sign).collect();
        let (first, last) = signs.split_at(4);
        format!("{first}-{last}")
    }
}

/// A code as somebody typed it, in its own form: `7k3m 9qxt` is `7K3M-9QXT`. `None` when it is no code.
pub fn typed_code(typed: &str) -> Option<String> {
    let signs: String =
        typed.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>().to_uppercase();
    let is_code = signs.len() == 8 && signs.bytes().all(|sign| SIGNS.contains(&sign));
    is_code.then(|| signs.split_at(4)).map(|(first, last)| format!("{first}-{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_first_forty_bits() {
        // a is 0 and p is 15: five bits of zeros are A, five of ones 9.
        let code = |letters: &str| TextHash(letters.to_owned()).code();
        assert_eq!(code("aaaaaaaaaaaaaaaa"), "AAAA-AAAA");
        assert_eq!(code("ppppppppppaaaaaa"), "9999-9999");
        // 0001 0001 0001 … as 00010 00100 01000 10001 00010 00100 01000 10001.
        assert_eq!(code("bbbbbbbbbbpppppp"), "CEJT-CEJT");
        assert_eq!(code("ab"), code("abaaaaaaaa"), "what somebody typed does no harm");
    }

    #[test]
    fn a_code_may_be_typed_in_any_way() {
        for typed in ["7K3M-9QXT", "7k3m 9qxt", " 7k3m9qxt.", "7K3M–9QXT"] {
            assert_eq!(typed_code(typed).as_deref(), Some("7K3M-9QXT"), "{typed}");
        }
        for typed in ["", "7K3M-9QX", "7K3M-9QXTA", "7K3M-9QXO", "7K3M-9QX1", "۷K3M-9QXT"] {
            assert_eq!(typed_code(typed), None, "{typed}");
        }
    }

    #[test]
    fn only_sixteen_letters_are_a_hash() {
        let hash = TextHash::new(Fingerprint::of(b"x"));
        assert!(hash.is_whole());
        for text in ["", "abc", "aaaaaaaaaaaaaaaq", "AAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaaa"] {
            assert!(!TextHash(text.to_owned()).is_whole(), "{text}");
        }
    }
}

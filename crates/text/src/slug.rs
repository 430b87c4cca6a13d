//! Slugs: names that are safe in an address, a file name and an anchor.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{accents::bare, latin::latin, settled::settled};

/// The most letters of a name.
const MOST: usize = 80;

/// The slug of a heading or a name: lower case, without accents, words joined by `-`.
///
/// Letters of scripts without a Latin form stay as they are, so that an anchor is never empty. A letter gives the same
/// slug whether its accent was typed with it or behind it (NFC, NFD).
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in settled(text).nfc().flat_map(char::to_lowercase) {
        match spelled(letter) {
            Some(plain) => out.push_str(plain),
            // An accent that stands by itself: Latin letters lose it, others would become other letters.
            None if is_combining_mark(letter)
                && out.chars().next_back().is_none_or(|last| last.is_ascii()) => {}
            None if is_combining_mark(letter) || letter.is_alphanumeric() => {
                out.push(bare(letter).unwrap_or(letter));
            }
            None if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            None => {}
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether a name may be a folder, an address and an identifier: `a-z`, digits and single `-`.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MOST
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A name for a folder or an identifier, made of words in any script; none when there is not one letter that can be written so.
pub fn name(words: &str) -> Option<String> {
    let mut name = slug(&latin(words));
    name.retain(|letter| letter.is_ascii());
    let parts = name.split('-').filter(|part| !part.is_empty());
    let short = parts.fold(String::new(), |name, part| match (name.is_empty(), name.len() + part.len()) {
        (true, _) => part.chars().take(MOST).collect(),
        (_, length) if length < MOST => format!("{name}-{part}"),
        _ => name,
    });
    Some(short).filter(|name| is_slug(name))
}

/// Letters that Unicode does not take apart, as they are spelled without them.
fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_headings_become_plain_anchors() {
        assert_eq!(slug("Les papiers à préparer"), "les-papiers-a-preparer");
        assert_eq!(slug("L’état des lieux : « œil ouvert » !"), "l-etat-des-lieux-oeil-ouvert");
        assert_eq!(slug("  ?  "), "");
    }

    /// macOS and some keyboards give a letter and its accent apart (NFD).
    #[test]
    fn accents_behind_their_letter_are_accents() {
        for text in ["Préparer", "Ça marche à Noël", "Tiếng Việt", "İstanbul", "Çağrı", "Йод", "آخر"]
        {
            let apart: String = text.nfd().collect();
            assert_ne!(apart, text);
            assert_eq!(slug(&apart), slug(text), "{text}");
        }
        assert_eq!(slug("Pre\u{301}parer"), "preparer");
        assert_eq!(slug("Tiếng Việt"), "tieng-viet");
        assert_eq!(slug("İstanbul"), "istanbul");
        assert_eq!(slug("\u{301}a"), "a");
    }

    #[test]
    fn words_of_any_script_make_a_name() {
        assert_eq!(name("دفع الإيجار").as_deref(), Some("dfa-aliyjar"));
        assert_eq!(name("Оплата житла").as_deref(), Some("oplata-zhitla"));
        assert_eq!(name("ቤት ንምርካብ").as_deref(), Some("bet-nmrkab"));
        assert_eq!(name("Tiếng Việt 住房 2").as_deref(), Some("tieng-viet-2"));
        assert_eq!(name("住房 ?"), None);
        let long = name(&"payer son loyer ".repeat(9)).expect("a name");
        assert!(is_slug(&long) && long.len() > 70, "{long}");
        assert_eq!(name(&"a".repeat(99)).map(|name| name.len()), Some(80));
    }

    #[test]
    fn signs_that_nobody_sees_part_no_word() {
        for text in [
            "piè\u{ad}ces",
            "\u{feff}pièces",
            "pi\u{200b}èces",
            "pie\u{300}\u{ad}ces",
            "\u{200e}pièces\u{200e}",
            "pièces \u{fe0f}",
        ] {
            assert_eq!(slug(text), "pieces", "{text:?}");
        }
        // Persian parts a word so, and one sees it.
        assert_eq!(slug("می\u{200c}خواهم"), "می-خواهم");
    }

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(slug("الأوراق المطلوبة"), "الأوراق-المطلوبة");
        assert_eq!(slug("Йод и ёж"), "йод-и-ёж");
        // The marks of a syllable are parts of it.
        assert_eq!(slug("தமிழ் हिन्दी"), "தமிழ்-हिन्दी");
    }

    #[test]
    fn a_slug_is_a_plain_name() {
        assert!(is_slug("autres-solutions") && is_slug("115"));
        for bad in ["", "É", "a--b", "-a", "a-", "a b", "a/b", "..", "A"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}

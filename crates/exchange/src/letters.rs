//! Letters that a program read in another encoding than they were written in: `dÃ©pÃ´t` for `dépôt`.

use std::ops::Range;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// How often letters may have been read wrongly, one time over the other.
const MOST_TIMES: usize = 3;

/// Whether a text has letters that were read in another encoding, or that were lost.
pub(super) fn are_mangled(text: &str) -> bool {
    let is_lost =
        |letter: char| letter == '\u{fffd}' || matches!(letter, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}');
    !text.is_ascii() && (text.contains(is_lost) || !found(text).is_empty())
}

/// The text that was meant, where it can be told.
pub(super) fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    if text.is_ascii() {
        return text;
    }
    for _ in 0..MOST_TIMES {
        let found = found(&text);
        if found.is_empty() {
            break;
        }
        for (range, meant) in found.into_iter().rev() {
            text.replace_range(range, &meant.to_string());
        }
    }
    text
}

/// A group of letters that stands for one.
#[derive(Clone)]
struct Group {
    range: Range<usize>,
    meant: char,
    is_sure: bool,
}

/// The groups of letters that each stand for one other letter.
fn found(text: &str) -> Vec<(Range<usize>, char)> {
    let windows = groups(text, WINDOWS_1252, true);
    let groups = if windows.is_empty() { groups(text, MACINTOSH, false) } else { windows };
    groups.into_iter().map(|group| (group.range, group.meant)).collect()
}

/// The groups by one encoding. None, unless one of them can be nothing else: then all are meant so.
fn groups(text: &str, encoding: &'static Encoding, is_windows: bool) -> Vec<Group> {
    let bytes: Vec<(usize, char, Option<u8>)> =
        text.char_indices().map(|(at, letter)| (at, letter, byte(letter, encoding))).collect();
    let mut groups: Vec<Group> = Vec::new();
    let (mut place, mut run) = (0, 0);
    while place < bytes.len() {
        let Some((length, meant)) = sequence(&bytes[place..]) else {
            (place, run) = (place + 1, 0);
            continue;
        };
        run += 1;
        let end = bytes.get(place + length).map_or(text.len(), |next| next.0);
        let before = place.checked_sub(1).and_then(|before| bytes.get(before)).map(|before| before.1);
        let after = bytes.get(place + length).map(|after| after.1);
        let letters: Vec<char> = bytes[place..place + length].iter().map(|one| one.1).collect();
        let alone = if is_windows { is_sure(&letters, before, after) } else { is_sure_on_a_mac(&letters) };
        // Two in a row for letters of other scripts: in no text do signs and letters take turns like this.
        let is_sure = alone || run >= if is_windows { 2 } else { 3 };
        groups.push(Group { range: bytes[place].0..end, meant, is_sure });
        place += length;
    }
    if groups.iter().any(|group| group.is_sure) { groups } else { Vec::new() }
}

/// The byte of a letter in an encoding.
fn byte(letter: char, encoding: &'static Encoding) -> Option<u8> {
    // What Windows-1252 leaves open is read as control signs.
    if matches!(letter, '\0'..='\u{9f}') {
        return u8::try_from(letter).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, is_unknown) = encoding.encode(letter.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !is_unknown)
}

/// The letter that the first bytes are in UTF-8, and how many they are; none when they are none, or one that nobody writes.
fn sequence(letters: &[(usize, char, Option<u8>)]) -> Option<(usize, char)> {
    let length = match letters.first()?.2? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = letters.get(..length)?.iter().map(|one| one.2).collect();
    let meant = std::str::from_utf8(&bytes?).ok()?.chars().next()?;
    let is_written = matches!(meant,
        // Latin with its accents, Greek, Cyrillic, Armenian, Hebrew, Arabic; and what was read wrongly twice.
        '\u{80}'..='\u{24f}' | 'ˆ' | '˜' | '\u{300}'..='\u{6ff}'
        // India's scripts, Thai, Georgian, Ethiopic, more Latin.
        | '\u{900}'..='\u{109f}' | '\u{10a0}'..='\u{10ff}' | '\u{1200}'..='\u{139f}' | '\u{1e00}'..='\u{1eff}'
        // Punctuation, currencies, arrows, signs.
        | '\u{2000}'..='\u{27bf}'
        | '\u{fb50}'..='\u{feff}' | '\u{1f300}'..='\u{1faff}');
    is_written.then_some((length, meant))
}

/// Whether a group can be nothing else. `PRIVÉ »` and `OÙ ?` hold letters and signs that would be one in UTF-8.
fn is_sure(letters: &[char], before: Option<char>, after: Option<char>) -> bool {
    let is_lower = |letter: Option<char>| letter.is_some_and(char::is_lowercase);
    // What may follow any word.
    let ends_a_word =
        |letter: &char| matches!(letter, '\u{a0}' | '»' | '…' | '’' | '”' | '–' | '—' | '\u{200b}');
    match letters {
        // "à" as a word, and what stands behind a small letter, a digit or a sign.
        ['Ã', '\u{a0}'] if !before.is_some_and(char::is_uppercase) => true,
        ['Ã' | 'Â', sign] => {
            !ends_a_word(sign)
                || before.is_some_and(|before| !before.is_uppercase() && !before.is_whitespace())
        }
        // A letter with an accent between small letters, and a sign inside the word.
        [first, sign] => first.is_uppercase() && !ends_a_word(sign) && (is_lower(before) || is_lower(after)),
        ['â', second, _] => !matches!(second, '\u{a0}' | '»'),
        ['ð', ..] => letters.len() == 4,
        _ => false,
    }
}

fn is_sure_on_a_mac(letters: &[char]) -> bool {
    matches!(letters, ['√' | '¬' | '≈' | 'ƒ', _] | ['‚', 'Ä' | 'Ç' | 'Å' | 'Ñ', _] | [_, _, _, _])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str, encoding: &'static Encoding) -> String {
        encoding.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn letters_of_another_encoding_are_seen_and_can_be_mended() {
        for text in [
            "Expliquer « avis d’imposition ».",
            "déposer à la mairie",
            "à",
            "Où ?",
            "l’été",
            "20 €",
            "… et après",
            "пояснити слово",
            "اشرحوا الكلمة",
            "ግለጹ",
            "Türkçe açıkla",
            "łatwiej",
            "وضّح",
            "naïve",
            "cœur",
            "😀",
        ] {
            for encoding in [WINDOWS_1252, MACINTOSH] {
                let once = wrong(text, encoding);
                assert!(are_mangled(&once), "{text}: {once}");
                assert_eq!(mended(&once), text, "{once}");
            }
            let twice = wrong(&wrong(text, WINDOWS_1252), WINDOWS_1252);
            assert!(are_mangled(&twice), "{text}: {twice}");
            assert_eq!(mended(&twice), text, "{twice}");
            let latin: String = text.bytes().map(char::from).collect();
            assert!(are_mangled(&latin), "{text}: {latin}");
        }
        assert!(are_mangled("d\u{fffd}poser"));
    }

    #[test]
    fn right_letters_are_left_alone() {
        for text in [
            "PRIVÉ\u{a0}»",
            "OÙ\u{a0}?",
            "OÙ\u{a0}»",
            "« appelé\u{a0}» par l’agent",
            "ÇA\u{a0}: À L’ÉTRANGER",
            "SÃO PAULO, IRMÃ\u{a0}»",
            "Ä»",
            "„Ä“",
            "«\u{a0}à\u{a0}»",
            "L’ÎLE… – Â…",
            "“É” ’é",
            "Expliquer «\u{a0}attestation\u{a0}» – 20\u{a0}€ l’été, œuvre, Noël",
            "№ 5 – ні",
            "اشرحوا «الكلمة»",
            "Đã … là",
            "naïveté…",
            "10 °C ± 2 ½",
        ] {
            assert!(!are_mangled(text), "{text}: {}", mended(text));
        }
    }
}

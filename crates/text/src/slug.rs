//! Slugs: names that are safe in an address, a file name and an anchor.

/// The slug of a heading or a name: lower case, without accents, words joined by `-`.
///
/// Letters of scripts without a Latin form stay as they are, so that an anchor is never empty.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(plain) => out.push_str(plain),
            None if letter.is_alphanumeric() => out.push(letter),
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
        && text.len() <= 80
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ě' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ğ' => "g",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ő' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ș' | 'ş' | 'š' => "s",
        'ț' | 'ţ' => "t",
        'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        // The dot that lower-casing a Turkish İ leaves behind.
        '\u{307}' => "",
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

    #[test]
    fn other_scripts_keep_their_letters() {
        assert_eq!(slug("الأوراق المطلوبة"), "الأوراق-المطلوبة");
    }

    #[test]
    fn a_slug_is_a_plain_name() {
        assert!(is_slug("autres-solutions") && is_slug("115"));
        for bad in ["", "É", "a--b", "-a", "a-", "a b", "a/b", "..", "A"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}

//! The signs that end a sentence, stand before a list or leave room for a day, in all scripts.

pub(super) use trousseau_text::sentence::ENDS as STOPS;

/// The signs that announce a list.
pub(super) const COLONS: &[char] = &[':', '：', '፦'];

/// Whether a line ends with a word in small letters that is no longer than this many: it waits for the next one, as "the" does.
pub(super) fn waits(line: &str, longest: usize) -> bool {
    let last = line.split_whitespace().next_back();
    last.is_some_and(|last| last.chars().count() <= longest && last.chars().all(char::is_lowercase))
}

/// How many bytes a blank for a day has at the beginning of a text, `__/__/____`, with a backslash before its signs or not.
pub(super) fn day(text: &str) -> Option<usize> {
    let (mut end, mut groups) = (0, 0);
    loop {
        let rest = text.get(end..)?;
        let words = rest.trim_start_matches(['_', '\\']);
        let group = &rest[..rest.len() - words.len()];
        if group.matches('_').count() < 2 || group.ends_with('\\') {
            break;
        }
        groups += 1;
        end += group.len();
        if !words.starts_with(['/', '.', '-']) || !words[1..].starts_with(['_', '\\']) {
            break;
        }
        end += 1;
    }
    (groups > 1 && !text[..end].ends_with(['/', '.', '-'])).then_some(end)
}

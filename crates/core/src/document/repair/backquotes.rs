//! A backquote typed for an apostrophe, which two of them would make code: `Сім`я і п`ять`. Between two letters it stands for one, unless
//! opens or closes a code: a word without spaces up to the next one.

use super::{
    Mends,
    lines::{Fence, lines},
};

/// Makes each of them an apostrophe.
pub(super) fn mends(body: &str) -> Mends {
    let mut mends = Mends::default();
    if !body.contains('`') {
        return mends;
    }
    let mut fence = Fence::default();
    for line in lines(body) {
        let words = body.get(line.clone()).unwrap_or_default();
        let bare = words.trim_start_matches(['>', ' ', '\t']);
        let quotes = words[..words.len() - bare.len()].matches('>').count();
        // An open block takes the whole line; one that begins stands behind its quotations.
        let is_fenced = fence.holds(0, words.trim_start()) || quotes > 0 && fence.holds(quotes, bare);
        if is_fenced || words.contains("``") {
            continue;
        }
        let mut is_open = false;
        for (at, _) in words.match_indices('`') {
            // Scripts without capitals have no such apostrophe, and some set no space beside a code.
            let is_letter = |letter: Option<char>| {
                letter.is_some_and(|letter| letter.is_lowercase() || letter.is_uppercase())
            };
            let rest = &words[at + 1..];
            let (before, after) = (words[..at].chars().next_back(), rest.chars().next());
            let is_word =
                || rest.split_once('`').is_some_and(|(code, _)| !code.contains(char::is_whitespace));
            if is_open || before == Some('\\') {
                is_open = false;
            } else if is_letter(before) && is_letter(after) && !is_word() {
                mends.keep(line.start + at..line.start + at + 1, "’");
            } else {
                is_open = rest.contains('`');
            }
        }
    }
    mends
}

#[cfg(test)]
mod tests {
    use super::super::repair;

    #[test]
    fn code_stays_code() {
        for body in ["> ```\n> l`appui et l`eau\n> ```\n", "Tapez`Entrée`puis 请输入`abc`然后."] {
            assert_eq!(repair(body).text, body);
        }
        assert_eq!(repair("> l`appui et l`eau").text, "> l’appui et l’eau");
    }
}

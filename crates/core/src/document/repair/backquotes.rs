//! A backquote typed for an apostrophe, which two of them would make code: `Сім`я і п`ять`. Between two letters it stands for one, unless
//! it closes a code.

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
        if fence.holds(0, words.trim_start()) || words.contains("``") {
            continue;
        }
        // Only one that stands at the begin of a word opens a code.
        let mut is_open = false;
        for (at, _) in words.match_indices('`') {
            let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
            let (before, after) = (words[..at].chars().next_back(), words[at + 1..].chars().next());
            if is_open || before == Some('\\') {
                is_open = false;
            } else if is_letter(before) && is_letter(after) {
                mends.keep(line.start + at..line.start + at + 1, "’");
            } else {
                is_open = words[at + 1..].contains('`');
            }
        }
    }
    mends
}

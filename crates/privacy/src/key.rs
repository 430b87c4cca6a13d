//! Keys: words in the form in which lists and rules compare them, in small letters and with one form of each letter.

use std::{collections::HashSet, sync::LazyLock};

/// A list of keys, read when it is first needed.
pub(super) type List = LazyLock<HashSet<&'static str>>;

/// The keys of a list that is written with white space between them.
pub(super) fn list(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Whether a key begins with a letter of a script that has capitals: Arabic and Ethiopic have none.
pub(super) fn is_cased(key: &str) -> bool {
    key.starts_with(char::is_lowercase)
}

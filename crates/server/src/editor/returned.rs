//! What somebody typed, given back when it could not be taken: nothing that was typed is ever lost by an answer.

use serde::Serialize;

use crate::{
    http::{Asked, OWN, Reply},
    notes::{Shown, live},
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_core::messages::Failure;

/// The forms of the desk in which people type.
const FORMS: [&str; 11] = [
    "propose", "proposal", "edit", "feedback", "meeting", "settle", "decide", "release", "new", "files",
    "manage",
];

/// Where the forms of data are: their questions have the names of their fields, so all that was typed there is shown.
const DATA: &str = "data/";

/// The fields of those forms in which nobody types.
const UNTYPED: [&str; 7] = ["hash", "seen", "step", "key", "at", "no_person", "file"];

/// The fields in which people type whole sentences: they are shown, to be copied.
const WORDS: [&str; 9] = ["reason", "text", "proposal", "summary", "name", "title", "alt", "version", "to"];

/// The view of the page.
#[derive(Serialize)]
struct Returned<'a> {
    /// Why it was not taken.
    why: String,
    /// The form to send it again; "" when it cannot be taken either.
    action: String,
    token: &'a str,
    /// The answers that were chosen and not typed.
    hidden: Vec<(&'a str, &'a str)>,
    /// The answers that were typed.
    words: Vec<(&'a str, &'a str)>,
}

/// The page with everything that a form held; none for a form in which nobody types.
///
/// With another status than 403 it cannot be sent again: the same would come of it.
pub fn page_of(
    preview: &Preview,
    snapshot: &Snapshot,
    asked: &Asked,
    status: u16,
    why: &str,
) -> Option<Reply> {
    let form = asked.form.as_ref()?;
    let action = asked
        .path
        .strip_prefix(OWN)?
        .strip_prefix('/')
        .filter(|name| FORMS.contains(name) || name.starts_with(DATA))?;
    let is_word = |name: &str| {
        if action.starts_with(DATA) {
            !UNTYPED.contains(&name)
        } else {
            WORDS.contains(&name) || name.ends_with(".proposal") || name.starts_with("p-")
        }
    };
    let typed = form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let typed = typed.filter(|(name, value)| *name != "token" && !value.is_empty());
    let (words, hidden) = typed.partition(|(name, _)| is_word(name));
    let key = match status {
        401 => "stranger",
        403 => "restarted",
        413 => "large",
        _ => "other",
    };
    let again = status == 403;
    let view = Returned {
        why: format!("{} {why}", word(preview.language, "returned", key)).trim().to_owned(),
        action: if again { format!("/{OWN}/{action}") } else { String::new() },
        token: if again { &preview.token } else { "" },
        hidden,
        words,
    };
    // A stranger gets nothing but their own words.
    let shown =
        if status == 401 { live_of_nobody(preview) } else { live(preview, snapshot, &Shown::default()) };
    Some(reply(status, page(EditorPage::Returned, &view, &shown)))
}

/// The same for a failure.
pub fn failed(
    preview: &Preview,
    snapshot: &Snapshot,
    asked: &Asked,
    status: u16,
    error: &anyhow::Error,
) -> Option<Reply> {
    let failure = error.downcast_ref::<Failure>();
    let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language));
    page_of(preview, snapshot, asked, status, &why)
}

/// What a page says of the toolkit to those who may not know: nothing.
pub fn live_of_nobody(preview: &Preview) -> crate::overlay::Live {
    crate::overlay::Live { lang: preview.language.html(), ..crate::overlay::Live::default() }
}

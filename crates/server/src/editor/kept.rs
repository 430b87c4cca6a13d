//! What is written at the desk, kept in the history of a folder in which organisations work together.

use std::{collections::BTreeSet, sync::Arc};

use super::proposals::who;
use crate::{http::Asked, preview::Preview};
use trousseau_app::{
    proposal::{self, Author, Deed},
    witnessed,
};

/// Answers a form, and keeps what that writes.
pub fn kept<T>(preview: &Arc<Preview>, path: &str, asked: &Asked, answer: impl FnOnce() -> T) -> T {
    if asked.form.is_none() {
        return answer();
    }
    let deed = Deed { what: deed(path), author: author(asked) };
    let own = preview.clone();
    let told = move |files: &BTreeSet<String>| {
        let snapshot = own.snapshot();
        let Some(made) = &snapshot.made else { return };
        let aside = match proposal::keep(&own.root, &made.library.toolkit, &deed, files) {
            Ok(aside) => aside.map_or("", Into::into),
            // It is written already, and stays so.
            Err(_) => "failed",
        };
        own.set_aside(aside);
    };
    witnessed(told, answer)
}

/// Who wrote: as the form says, else the organisation whose token it is, else the one that agrees.
fn author(asked: &Asked) -> Option<Author> {
    let named = |id: &str| Author { partner: id.to_owned(), function: None };
    let member = asked.guest.as_ref().and_then(|guest| guest.member());
    who::author(asked).or_else(|| member.or(asked.field("partner")).map(named))
}

/// What is said of a form, by its address.
fn deed(path: &str) -> &'static str {
    match path {
        "edit" | "block" | "data/head" => "kept/text",
        "proposal" => "kept/proposal",
        "data/agreement" => "kept/agreement",
        "release" => "kept/version",
        "feedback" | "meeting" | "settle" | "decide" => "kept/remark",
        _ => "kept/other",
    }
}

//! What is written at the desk, kept in the history around the toolkit, so that the words of each agreement can be found again.

use std::{collections::BTreeSet, path::Path};

use trousseau_core::{messages, toolkit::Toolkit};
use trousseau_io::{
    clock,
    git::{Aside, HISTORY, NOBODY, Note, Store},
};
use trousseau_text::Language;

use super::{Author, BRANCHES, mail};

/// What somebody did at the desk.
#[derive(Clone, Debug)]
pub struct Deed {
    /// The message that names it, without a word of the text.
    pub what: &'static str,
    /// Who did it, as far as the form says.
    pub author: Option<Author>,
}

/// Keeps files as they are now; why they were not, when somebody works there in a way that this would disturb.
///
/// Nothing is kept outside of a repository, or in one that nobody uses for joint work: one that was begun here, in which an
/// organisation said that it works, or whose desk is shared. The setting `trousseau.history` says `kept` or `left` for all cases.
pub fn keep(
    root: &Path,
    toolkit: &Toolkit,
    deed: &Deed,
    files: &BTreeSet<String>,
) -> anyhow::Result<Option<Aside>> {
    let Ok(store) = Store::open(root, BRANCHES) else { return Ok(None) };
    if !is_joint(&store, toolkit) {
        return Ok(None);
    }
    let aside = store.aside()?;
    if aside.is_none() {
        store.record_here(files, &note(&store, toolkit, deed, files)?)?;
    }
    Ok(aside)
}

fn is_joint(store: &Store, toolkit: &Toolkit) -> bool {
    match store.setting(HISTORY).as_deref() {
        Some("left") => false,
        Some(_) => true,
        None => store.setting("partner").is_some() || !toolkit.desk.is_empty(),
    }
}

/// The words of a commit: signed by an organisation of the toolkit and one of its functions, or by nobody; never by a person.
fn note(store: &Store, toolkit: &Toolkit, deed: &Deed, files: &BTreeSet<String>) -> anyhow::Result<Note> {
    let home = toolkit.source_language();
    let usual = || Some(Author { partner: store.setting("partner")?, function: store.setting("function") });
    let signed = deed.author.clone().or_else(usual).and_then(|author| signed(toolkit, &author, home));
    let (author, mail, mut lines) = signed.unwrap_or_else(|| {
        let [author, mail] = NOBODY.map(str::to_owned);
        (author, mail, String::new())
    });
    lines.extend(files.iter().map(|file| format!("Text: {file}\n")));
    let message = format!("{}\n\n{lines}", messages::say(home, deed.what, &[]));
    Ok(Note { author, mail, day: clock::today()?.to_string(), message })
}

/// The name and the address of an organisation, and the lines that name it; a function that it does not have is left out.
fn signed(toolkit: &Toolkit, author: &Author, home: Language) -> Option<(String, String, String)> {
    let partner = toolkit.partner(&author.partner)?;
    let id = partner.id.as_str();
    let name = partner.name.get(&home).map_or(id, |name| name.as_str());
    let is_own = |function: &&str| {
        partner.functions.iter().any(|own| own.name.get(&home).is_some_and(|name| name.as_str() == *function))
    };
    let (author, line) = match author.function.as_deref().filter(is_own) {
        Some(function) => (format!("{name} ({function})"), format!("Function: {function}\n")),
        None => (name.to_owned(), String::new()),
    };
    Some((author.replace(['<', '>', '\n'], " "), mail(id), format!("Partner: {id}\n{line}")))
}

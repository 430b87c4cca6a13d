//! Who proposes or decides, as a form asks it: an organisation, or one of its functions, never a person.

use serde::Serialize;

use crate::http::Asked;
use trousseau_app::{
    Project,
    proposal::{self, Author},
};

/// What parts an organisation from its function in the value of a choice.
const BETWEEN: char = '|';

/// An organisation that can be chosen.
#[derive(Serialize)]
pub struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// All organisations with their functions; the one of the last time is chosen.
pub fn choices(project: &Project, asked: &Asked) -> Vec<Choice> {
    let usual = proposal::usual_author(project).filter(|_| asked.guest.is_none());
    listed(project, asked, usual.map(|author| value(&author.partner, author.function.as_deref())))
}

/// The same where somebody else is meant than whoever works here: none is chosen before somebody says who it is.
pub fn senders(project: &Project, asked: &Asked) -> Vec<Choice> {
    listed(project, asked, None)
}

fn listed(project: &Project, asked: &Asked, usual: Option<String>) -> Vec<Choice> {
    let chosen = asked.field("as").map(str::to_owned).or(usual).unwrap_or_default();
    let mut all = Vec::new();
    // Who comes with a token of a partner works in its name.
    let own = asked.guest.as_ref().and_then(|guest| guest.member());
    let chosen = if chosen.is_empty() { own.unwrap_or_default().to_owned() } else { chosen };
    let partners = project.toolkit().partners.iter();
    for partner in partners.filter(|partner| own.is_none_or(|own| *partner.id == *own)) {
        let name = proposal::name_of(project, &partner.id).unwrap_or_default();
        let functions = proposal::functions(project, partner);
        for function in std::iter::once(None).chain(functions.iter().map(Some)) {
            let value = value(&partner.id, function.map(String::as_str));
            let label = function.map_or_else(|| name.clone(), |function| format!("{name} – {function}"));
            all.push(Choice { chosen: value == chosen, value, label });
        }
    }
    all
}

fn value(partner: &str, function: Option<&str>) -> String {
    let function = function.filter(|function| !function.is_empty());
    function.map_or_else(|| partner.to_owned(), |function| format!("{partner}{BETWEEN}{function}"))
}

/// The organisation that was chosen; none when nothing was.
pub fn author(asked: &Asked) -> Option<Author> {
    let chosen = asked.field("as").filter(|chosen| !chosen.is_empty())?;
    let (partner, function) = chosen.split_once(BETWEEN).unwrap_or((chosen, ""));
    let function = Some(function.to_owned()).filter(|function| !function.is_empty());
    Some(Author { partner: partner.to_owned(), function })
}

/// Remembers who works in this copy; a partner who comes from elsewhere does not.
pub fn remember(project: &Project, asked: &Asked, author: &Author) {
    if asked.guest.is_none() {
        proposal::remember_author(project, author);
    }
}

//! A document that comes back → its words as a proposal, which others read, and its comments as remarks.

use trousseau_core::guide::{edit, remark::NewFeedback};

use super::Look;
use crate::{
    Content, Project,
    proposal::{self, Author, NotProposed, Wanted},
};

/// Who proposes the words of a document, and why.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// Why, in one sentence.
    pub reason: String,
    /// The organisation that made the document.
    pub author: Author,
    /// Whether somebody was asked and said that no person is meant.
    pub no_person: bool,
}

/// Proposes what a look showed, and writes its remarks into the head of the guide; the id of the proposal, none when the document has
/// remarks only. The words of the text stay. Nothing at all is kept when one of the two is refused.
pub fn propose(
    (content, project): (&Content, &Project),
    look: &Look,
    offer: &Offer,
) -> anyhow::Result<Result<Option<String>, NotProposed>> {
    let remarks: Vec<&NewFeedback> = look.remarks.iter().collect();
    let noted = match look.guide.as_deref().map(|slug| project.guide(slug)).transpose()? {
        Some(guide) => match project.prove(guide, |text| Ok((edit::add_feedback(text, &remarks)?, ()))) {
            Ok(noted) => Some(noted),
            Err(refusal) => return Ok(Err(NotProposed::Refused(refusal))),
        },
        None => None,
    };
    let wanted = Wanted {
        texts: vec![(look.path.clone(), look.text.clone())],
        reason: offer.reason.clone(),
        author: offer.author.clone(),
        no_person: offer.no_person,
    };
    let id = match proposal::propose(project, &wanted)? {
        Ok(id) => Some(id),
        Err(NotProposed::Same) if noted.is_some() => None,
        Err(refused) => return Ok(Err(refused)),
    };
    if let Some(noted) = noted {
        project.write(&noted, content)?;
    }
    Ok(Ok(id))
}

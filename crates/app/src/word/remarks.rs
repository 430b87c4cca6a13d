//! Comments of a document → remarks of the closed form. Who made them is not known here, and each passes the same gate as a remark
//! that somebody types.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::{
        FOLDER,
        remark::{About, Draft, Field, NewFeedback, Numbers, choices::suggestion},
    },
    manuscript::Manuscript,
    translation::Kind,
};
use trousseau_lint::privacy;

use super::{Order, Text};
use crate::{Project, feedback};

/// The most comments that are read of a document.
const MOST_COMMENTS: usize = 500;

/// What came of the comments.
pub(super) struct Noted {
    pub remarks: Vec<NewFeedback>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The anchor of the section in which a block stands: that of the source, whose anchors hold for all languages.
pub(super) fn section(project: &Project, text: &Text, manuscript: &Manuscript, place: usize) -> String {
    let upto = manuscript.blocks.get(..=place).unwrap_or_default();
    let number = upto.iter().filter(|block| block.kind == Kind::Heading).count();
    let own = || manuscript.blocks.get(place).map(|block| block.section.clone()).unwrap_or_default();
    let Ok(guide) = project.guide(text.slug) else { return own() };
    let headings = guide.body.headings();
    number
        .checked_sub(1)
        .map_or_else(String::new, |place| headings.get(place).map_or_else(own, |one| one.id.clone()))
}

/// The remarks of comments, each with its section. What cannot be taken is said, and never quoted where it names a person.
pub(super) fn read(
    project: &Project,
    text: &Text,
    order: &Order,
    comments: &[(String, String)],
) -> anyhow::Result<Noted> {
    let mut noted = Noted { remarks: Vec::new(), diagnostics: Vec::new() };
    if comments.is_empty() {
        return Ok(noted);
    }
    let place = Place::file(&order.path);
    let refuse = |rule| Diagnostic::new(rule, place.clone()).with("count", comments.len());
    if !text.source.path.starts_with(FOLDER) {
        noted.diagnostics.push(refuse(rule::word::COMMENTS_OF_PAGE));
        return Ok(noted);
    }
    if feedback::has_round(project).is_err() {
        noted.diagnostics.push(refuse(rule::word::NO_ROUND));
        return Ok(noted);
    }
    let guide = project.guide(text.slug)?;
    let about = feedback::about(project, guide);
    let personal = privacy::detector(project.toolkit());
    let mut numbers = Numbers::of(&project.sources, project.today.year());
    for (number, (section, words)) in comments.iter().enumerate().take(MOST_COMMENTS) {
        let draft = draft(text, order, &about, (section, words))?;
        match draft.validate(&about, &personal) {
            Ok(valid) => {
                let is_known = guide.front_matter.feedback.iter().any(|known| {
                    known.proposal.as_ref().map(|words| words.as_str()) == valid.get(Field::Proposal)
                        && known.lang.tag() == text.language.tag()
                });
                if !is_known {
                    noted.remarks.push(valid.numbered(&mut numbers));
                }
            }
            Err(faults) => {
                let section = if section.is_empty() { "–" } else { section };
                let refused = Diagnostic::new(rule::word::COMMENT, place.clone());
                noted.diagnostics.push(refused.with("number", number + 1).with("section", section));
                noted.diagnostics.extend(feedback::diagnostics(project, guide, &faults));
            }
        }
    }
    Ok(noted)
}

/// A comment as a remark that somebody typed. What a document does not tell is what is usual, and can be corrected at the desk.
fn draft(text: &Text, order: &Order, about: &About, (section, words): (&str, &str)) -> anyhow::Result<Draft> {
    let mut draft = Draft::default();
    for (field, value) in [
        (Field::Lang, text.language.tag()),
        (Field::Source, order.origin.as_str()),
        (Field::Channel, "paper_form"),
        (Field::Count, "1"),
        (Field::Theme, "other"),
        (Field::Severity, "1"),
        (Field::Section, section),
        (Field::Proposal, words),
    ] {
        draft.set(field, value);
    }
    for field in [Field::Round, Field::Period] {
        draft.set(field, suggestion(field, about, None));
    }
    if order.no_person {
        draft.mean_no_person();
    }
    feedback::complete(&mut draft, about)?;
    Ok(draft)
}

//! What the board and the report may know of agreements: who agreed to which text, and who is waited for.

use jiff::civil::Date;
use serde::Serialize;

use super::site_context;
use trousseau_core::{
    agreement::{Line, Words},
    guide::{GuideFrontMatter, Status},
    library::{Entry, Library},
};

/// How a guide stands by its agreements. All words are in the source language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementView {
    /// The key of its word below `board.agreements`.
    pub state: &'static str,
    /// Who agreed.
    pub agreed: Vec<AgreedView>,
    /// Of which colleges nobody has agreed to the text of now; none where nobody is waited for.
    pub waits: Vec<&'static str>,
    /// Since when.
    pub since: Option<Date>,
}

/// An organisation that agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreedView {
    /// Its name.
    pub name: String,
    /// The code of the text, where it is known.
    pub code: Option<String>,
    /// The day, where it is known.
    pub date: Option<Date>,
    /// Whether it is to another text than that of now.
    pub before: bool,
}

/// How a guide stands; `None` for a draft and a retired guide, of which nobody asks for agreement.
pub fn view(library: &Library, guide: &Entry<GuideFrontMatter>) -> Option<AgreementView> {
    if !guide.source.front_matter.status.is_public() {
        return None;
    }
    let standing = library.standing(guide);
    let waits = standing.missing.iter().filter(|_| standing.state.waits()).map(|college| college.name());
    Some(AgreementView {
        state: standing.state.name(),
        waits: waits.collect(),
        since: standing.since,
        agreed: standing.lines.iter().map(|line| agreed(library, line)).collect(),
    })
}

fn agreed(library: &Library, line: &Line) -> AgreedView {
    let source = library.toolkit.source_language();
    let name = library.toolkit.partner(&line.partner).map(|partner| &partner.name);
    AgreedView {
        name: name
            .map_or_else(|| line.partner.clone(), |name| site_context::local(name, source, source).text),
        code: line.text.as_ref().map(|text| text.code()),
        date: line.date,
        before: line.words == Words::Other,
    }
}

/// A guide for the agenda of the next meeting: it is published, or somebody has agreed already, and others are waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementDue {
    /// Its title.
    pub title: String,
    /// Its newest version.
    pub version: Option<trousseau_core::guide::Version>,
    /// How it stands.
    pub agreement: AgreementView,
}

/// These guides, in their order: what was published urgently first.
pub fn due<'a>(
    library: &Library,
    guides: impl IntoIterator<Item = &'a Entry<GuideFrontMatter>>,
) -> Vec<AgreementDue> {
    let due = |guide: &'a Entry<GuideFrontMatter>| {
        let head = &guide.source.front_matter;
        let agreement = view(library, guide).filter(|view| !view.waits.is_empty())?;
        let is_asked = head.status == Status::Published || !agreement.agreed.is_empty();
        let version = head.versions.first().map(|entry| entry.version.value);
        is_asked.then(|| AgreementDue { title: head.title.clone(), version, agreement })
    };
    let mut all: Vec<AgreementDue> = guides.into_iter().filter_map(due).collect();
    all.sort_by_key(|one| one.agreement.state != "owed");
    all
}

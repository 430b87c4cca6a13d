//! The desk's list of remarks about a guide, each with its decision.

use serde::Serialize;

use crate::{
    http::{Asked, Reply},
    notes::{Shown, live},
    pages::{EditorPage, page},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::Project;
use trousseau_core::{
    document::walk::plain,
    guide::{Feedback, GuideFrontMatter, Text, edit, feedback::Decision},
    messages,
    toolkit::Toolkit,
};
use trousseau_text::Language;

#[derive(Default, Serialize)]
struct Remarks {
    /// All guides, when none is chosen.
    guides: Vec<Guide>,
    guide: String,
    title: String,
    lang: &'static str,
    file: String,
    version: Option<String>,
    /// The outcome of the last form, as the name of a message.
    done: &'static str,
    id: String,
    /// The number by which the last change can be undone.
    undo: String,
    token: String,
    /// How many remarks wait for a decision.
    open: usize,
    /// How many accepted remarks wait for a version.
    waiting: usize,
    remarks: Vec<Remark>,
}

#[derive(Serialize)]
struct Guide {
    slug: String,
    title: String,
    status: String,
    open: usize,
    all: usize,
}

/// A remark as the desk shows it.
#[derive(Serialize)]
pub struct Remark {
    id: String,
    version: String,
    language: &'static str,
    tag: &'static str,
    dir: &'static str,
    round: String,
    period: String,
    source: String,
    channel: String,
    count: u32,
    theme: String,
    section: String,
    severity: String,
    proposal: String,
    decision: String,
    open: bool,
    resolved_in: Option<String>,
    /// Whether a version has answered it.
    answered: bool,
}

/// All guides, drafts and retired ones among them.
pub fn choose(preview: &Preview, snapshot: &Snapshot, project: &Project) -> Reply {
    let guide = |guide: &Text<GuideFrontMatter>| Guide {
        slug: guide.slug.clone(),
        title: guide.front_matter.title.clone(),
        status: messages::value(preview.language, "status", &edit::word(guide.front_matter.status))
            .to_owned(),
        open: guide.front_matter.feedback.iter().filter(|one| one.decision == Decision::Open).count(),
        all: guide.front_matter.feedback.len(),
    };
    let lang = project.toolkit().source_language().html();
    let page_view = Remarks { guides: project.guides().map(guide).collect(), lang, ..Remarks::default() };
    reply(200, page(EditorPage::Remarks, &page_view, &live(preview, snapshot, &Shown::default())))
}

/// The remarks about one guide.
pub fn list(
    preview: &Preview,
    snapshot: &Snapshot,
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    asked: &Asked,
) -> Reply {
    let head = &guide.front_matter;
    let page_view = Remarks {
        guide: guide.slug.clone(),
        title: head.title.clone(),
        lang: project.toolkit().source_language().html(),
        file: guide.path.to_string(),
        version: head.versions.first().map(|entry| entry.version.value.to_string()),
        done: match asked.query("done") {
            Some("added") => "added",
            Some("settled") => "settled",
            Some("released") => "released",
            Some("corrected") => "corrected",
            Some("deleted") => "deleted",
            Some("undone") => "undone",
            _ => "",
        },
        id: asked.query("id").unwrap_or_default().to_owned(),
        undo: asked
            .query("undo")
            .filter(|number| number.parse::<u64>().is_ok())
            .unwrap_or_default()
            .to_owned(),
        token: preview.token.clone(),
        open: head.feedback.iter().filter(|one| one.decision == Decision::Open).count(),
        waiting: head.feedback.iter().filter(|one| edit::waits(one)).count(),
        remarks: head
            .feedback
            .iter()
            .map(|one| remark(one, guide, project.toolkit(), preview.language))
            .collect(),
        ..Remarks::default()
    };
    reply(200, page(EditorPage::Remarks, &page_view, &live(preview, snapshot, &Shown::default())))
}

/// Makes the view of a remark.
pub fn remark(
    one: &Feedback,
    guide: &Text<GuideFrontMatter>,
    toolkit: &Toolkit,
    language: Language,
) -> Remark {
    let read = toolkit.named(one.lang.value);
    let say = |name, value: &str| messages::value(language, name, value).to_owned();
    let anchor = one.section.as_ref().map(|section| section.value.as_str()).unwrap_or_default();
    let headings = guide.body.headings();
    let heading = headings.iter().find(|heading| heading.id == anchor);
    Remark {
        id: one.id.value.clone(),
        version: one.version.value.to_string(),
        language: read.name(),
        tag: read.html(),
        dir: read.direction().name(),
        round: one.round.value.clone(),
        period: one.period.value.clone(),
        source: say("source", &edit::word(one.source)),
        channel: say("channel", &edit::word(one.channel)),
        count: one.count.value,
        theme: say("theme", &edit::word(one.theme)),
        section: heading.map_or_else(|| anchor.to_owned(), |heading| plain(&heading.text)),
        severity: say("severity", &one.severity.value.to_string()),
        proposal: one.proposal.as_ref().map(|words| words.value.clone()).unwrap_or_default(),
        decision: say("decision", &edit::word(one.decision)),
        open: one.decision == Decision::Open,
        resolved_in: one.resolved_in.as_ref().map(|version| version.value.to_string()),
        answered: edit::answered(&guide.front_matter, one).is_some(),
    }
}

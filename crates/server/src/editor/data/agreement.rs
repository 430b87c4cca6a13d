//! Agreements at the desk: who agreed to which text, who is waited for, and the code of a signed sheet, typed in.

use serde::Serialize;

use super::DataHandler;
use crate::{
    editor::form::{Line, shown},
    http::{Asked, OWN, Reply},
    notes::{Shown, live},
    pages::{EditorPage, page},
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Content, FileChange, Project,
    agreement::{self, Changed, NotNoted, Wanted},
};
use trousseau_core::{
    agreement::{Line as Agreed, Standing, State, Words},
    guide::{GuideFrontMatter, Text},
    messages::{self, Failure},
    toolkit::Toolkit,
};
use trousseau_text::Language;

/// The view of all guides, or of one.
#[derive(Default, Serialize)]
struct Agreements {
    guides: Vec<Row>,
    guide: String,
    title: String,
    lang: &'static str,
    page: String,
    token: String,
    hash: String,
    /// The outcome of the last form, as the name of a message.
    done: &'static str,
    undo: String,
    message: &'static str,
    why: String,
    /// What has changed since the code that was typed.
    other: Vec<Line>,
    code: String,
    version: Option<String>,
    state: &'static str,
    agreed: Vec<String>,
    waits: Vec<String>,
    changed: Vec<Line>,
    changed_note: String,
    partners: Vec<(String, String)>,
    partner: String,
    typed: String,
    /// The hash of the file as it would be written.
    seen: String,
    sure: String,
}

#[derive(Serialize)]
struct Row {
    slug: String,
    title: String,
    status: &'static str,
    state: &'static str,
}

impl DataHandler {
    /// The agreements of a guide; without one, all guides.
    pub(super) fn agreement(&self, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
        let content = asked.form.as_ref().map(|_| Content::lock(&self.preview.root)).transpose()?;
        let project = Project::open_whole(&self.preview.root)?;
        let name = asked.field("guide").or(asked.query("guide")).unwrap_or_default();
        let lang = project.toolkit().source_language().html();
        if name.is_empty() {
            let guides = project.guides().map(|guide| row(&project, guide)).collect();
            return Ok(self.told(200, snapshot, &Agreements { guides, lang, ..Agreements::default() }));
        }
        let guide = project.guide(name)?;
        let view = self.view(&project, guide, asked);
        let Some(content) = content else { return Ok(self.told(200, snapshot, &view)) };
        if view.partner.is_empty() || view.typed.is_empty() {
            return Ok(self.told(422, snapshot, &Agreements { message: "empty", ..view }));
        }
        let wanted = Wanted { partner: &view.partner, code: Some(&view.typed), date: project.today };
        let change = match agreement::add(&project, guide, &wanted) {
            Ok(change) => change,
            Err(why) => return Ok(self.told(422, snapshot, &self.refused(view, why))),
        };
        let seen = change.file().fingerprint.to_string();
        if asked.field("step") == Some("write") && asked.field("seen") == Some(&*seen) {
            project.write(&change, &content)?;
            let (before, after) = (Some(project.source(guide).clone()), Some(change.file().clone()));
            let number = self.undo.keep(vec![FileChange { path: guide.path.clone(), before, after }]);
            self.preview.wait_for(&guide.path, &change.file().bytes);
            let to = format!("/{OWN}/data/agreement?guide={}&done=added&undo={number}", guide.slug);
            return Ok(Reply { status: 303, to: Some(to), ..Reply::default() });
        }
        let writes = asked.field("step") == Some("write");
        let (status, message) = if writes { (409, "conflict") } else { (200, "") };
        let name = partner(project.toolkit(), &view.partner, self.preview.language);
        let (code, day) = (change.value.code(), project.today.to_string());
        let args = [("partner", &*name), ("guide", &*view.title), ("code", &code), ("date", &day)];
        let sure = messages::say(self.preview.language, "agreement/added", &args);
        Ok(self.told(status, snapshot, &Agreements { seen, sure, message, ..view }))
    }

    /// The sheet to sign, as a PDF.
    pub(super) fn sheet(&self, asked: &Asked) -> anyhow::Result<Reply> {
        let project = Project::open_whole(&self.preview.root)?;
        let guide = project.guide(asked.query("guide").unwrap_or_default())?;
        match agreement::sheet(&project, guide)?.value {
            Some(body) => Ok(Reply { status: 200, kind: "application/pdf", body, ..Reply::default() }),
            None => Err(Failure::new("agreement/no-sheet").with("guide", &guide.slug).into()),
        }
    }

    fn told(&self, status: u16, snapshot: &Snapshot, view: &Agreements) -> Reply {
        reply(status, page(EditorPage::Agreement, view, &live(&self.preview, snapshot, &Shown::default())))
    }

    /// Why an agreement was not noted.
    fn refused(&self, view: Agreements, why: NotNoted) -> Agreements {
        let language = self.preview.language;
        let (why, other) = match why {
            NotNoted::Failure(error) => {
                let failure = error.downcast_ref::<Failure>().map(|failure| failure.say(language));
                (failure.unwrap_or_else(|| error.to_string()), Vec::new())
            }
            NotNoted::Refused(refusal) => {
                let first = refusal.diagnostics.first().map(|note| messages::title(language, note));
                (first.unwrap_or_default(), Vec::new())
            }
            NotNoted::Other { now, changed } => {
                let args = [("code", view.typed.as_str()), ("now", &now)];
                let (other, note) = changed_lines(changed, language);
                (format!("{} {note}", messages::say(language, "agreement/other-code", &args)), other)
            }
        };
        Agreements { message: "refused", why, other, ..view }
    }

    fn view(&self, project: &Project, guide: &Text<GuideFrontMatter>, asked: &Asked) -> Agreements {
        let (language, toolkit) = (self.preview.language, project.toolkit());
        let standing = agreement::standing(project, guide);
        let changed = standing.text.as_ref().filter(|_| standing.state != State::Agreed);
        let changed = changed.and_then(|now| agreement::since_last(project, guide, now));
        let (changed, changed_note) =
            changed.map(|changed| changed_lines(changed, language)).unwrap_or_default();
        let typed = |name: &str| asked.field(name).unwrap_or_default().trim().to_owned();
        let number = |number: &&str| number.parse::<u64>().is_ok();
        let done = ["added", "undone"].into_iter().find(|name| asked.query("done") == Some(name));
        // Who comes with a token of a partner agrees for it.
        let own = asked.guest.as_ref().and_then(|guest| guest.member());
        let partners = toolkit.partners.iter().map(|one| one.id.value.clone());
        let partners = partners.filter(|id| own.is_none_or(|own| id == own));
        Agreements {
            guide: guide.slug.clone(),
            title: guide.front_matter.title.clone(),
            lang: guide.language.html(),
            page: format!("/{}/{}.html", guide.language, guide.slug),
            token: self.preview.token.clone(),
            hash: project.source(guide).fingerprint.to_string(),
            done: done.unwrap_or_default(),
            undo: asked.query("undo").filter(number).unwrap_or_default().to_owned(),
            code: standing.text.as_ref().map(|text| text.code()).unwrap_or_default(),
            version: standing.version.map(|version| version.to_string()),
            state: standing.state.name(),
            agreed: standing.lines.iter().map(|line| agreed(line, toolkit, language)).collect(),
            waits: waits(&standing, language),
            changed,
            changed_note,
            partners: partners.map(|id| (id.clone(), partner(toolkit, &id, language))).collect(),
            partner: Some(typed("partner"))
                .filter(|partner| !partner.is_empty() || own.is_none())
                .unwrap_or_else(|| own.unwrap_or_default().to_owned()),
            typed: typed("code"),
            ..Agreements::default()
        }
    }
}

fn row(project: &Project, guide: &Text<GuideFrontMatter>) -> Row {
    Row {
        slug: guide.slug.clone(),
        title: guide.front_matter.title.clone(),
        status: guide.front_matter.status.name(),
        state: agreement::standing(project, guide).state.name(),
    }
}

/// Changed lines, or a sentence where there is none to show.
fn changed_lines(changed: Changed, language: Language) -> (Vec<Line>, String) {
    match changed {
        Changed::Lines(lines) if !lines.is_empty() => (shown(lines), String::new()),
        other => (Vec::new(), agreement::said(&other, language).join(" ")),
    }
}

/// The name of a partner.
fn partner(toolkit: &Toolkit, id: &str, language: Language) -> String {
    let names = toolkit.partner(id).map(|partner| &partner.name);
    let name = names.and_then(|names| names.get(&language).or(names.get(&toolkit.source_language())));
    name.cloned().unwrap_or_else(|| id.to_owned())
}

fn agreed(line: &Agreed, toolkit: &Toolkit, language: Language) -> String {
    let key = match line.words {
        Words::Now => "agreement/now",
        Words::Other => "agreement/other",
        Words::Unknown => "agreement/unknown",
    };
    let name = partner(toolkit, &line.partner, language);
    let code = line.text.as_ref().map(|text| text.code()).unwrap_or_default();
    let date = line.date.map(|day| day.to_string());
    let date = date.unwrap_or_else(|| messages::say(language, "agreement/no-day", &[]));
    messages::say(language, key, &[("partner", &name), ("code", &code), ("date", &date)])
}

fn waits(standing: &Standing, language: Language) -> Vec<String> {
    let since = standing.since.map(|day| day.to_string()).unwrap_or_default();
    let missing = standing.missing.iter().filter(|_| standing.state.waits());
    missing
        .map(|college| {
            let side = messages::value(language, "college", college.name());
            messages::say(language, "agreement/waits", &[("college", side), ("date", &since)])
        })
        .collect()
}

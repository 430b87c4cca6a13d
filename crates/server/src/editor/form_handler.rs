//! The pilot phase at the project: a remark is written down, decided and answered by a version, through the commands' own gate.

use std::sync::Arc;

use super::{
    form::{Form, Group, Proposed, Typed, lines},
    questions, remarks, returned,
};
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live, view},
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{Content, Project, edit::Change, values};
use trousseau_app::{
    agreement,
    feedback::{self, NotAdded, overturned},
    release, translation,
};
use trousseau_core::{
    diagnostic::{Diagnostic, Place},
    guide::{
        GuideFrontMatter, Status, Text, Version,
        edit::{self, Bump, Release},
        feedback::Decision,
        split,
    },
    messages::{self, Failure},
    source::Sources,
};
use trousseau_lint::privacy as privacy_rules;
use trousseau_privacy as privacy;

/// Answers requests that change the front matter of a guide, and those for new texts.
pub struct FormHandler {
    pub(super) preview: Arc<Preview>,
}

/// A request about one guide, with the toolkit as it is on the disk.
pub(super) struct Case<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) project: &'a Project,
    pub(super) guide: &'a Text<GuideFrontMatter>,
    /// The right to write, when a form was sent.
    content: Option<Content>,
}

impl FormHandler {
    /// The forms of a preview.
    pub fn new(preview: Arc<Preview>) -> Self {
        Self { preview }
    }

    /// The answer to a request for a path of the pilot phase.
    pub fn answer(&self, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
        if path == "check" {
            return self.check(snapshot, asked);
        }
        self.with_project(path, snapshot, asked).unwrap_or_else(|error| {
            let failure = error.downcast_ref::<Failure>();
            let status = match failure.map_or("", |failure| failure.key).split('/').next() {
                Some("find") => 404,
                Some("add" | "guide") => 409,
                _ => 500,
            };
            returned::failed(&self.preview, snapshot, asked, status, &error).unwrap_or_else(|| {
                let guide = asked.field("guide").or(asked.query("guide")).unwrap_or_default();
                let sheet = Form { name: "unavailable", ..self.instead(failure, guide) };
                let why = failure.map_or_else(|| error.to_string(), |known| known.say(self.preview.language));
                let sheet =
                    if sheet.first.is_empty() { Form { message: "failed", why, ..sheet } } else { sheet };
                self.show(status, snapshot, &sheet)
            })
        })
    }

    /// What somebody does first who cannot do this yet, for what the desk has a page for.
    fn instead(&self, failure: Option<&Failure>, guide: &str) -> Form {
        let (first, href) = match failure.map_or("", |failure| failure.key) {
            "add/no-round" => ("round", format!("/{OWN}/data/rounds/new")),
            "add/no-version" => ("version", format!("/{OWN}/release?guide={}", address::encode(guide))),
            _ => ("", String::new()),
        };
        Form { first, href, ..Form::default() }
    }

    fn with_project(&self, path: &str, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
        if path == "new" {
            return self.new_text(snapshot, asked);
        }
        // Held while a number is chosen and written: two remarks cannot get the same one, whoever writes the other.
        let content = asked.form.as_ref().map(|_| Content::lock(&self.preview.root)).transpose()?;
        // Read from the disk again, so that what is checked is what will be written.
        let project = Project::open_whole(&self.preview.root)?;
        let name = asked.field("guide").or(asked.query("guide")).unwrap_or_default();
        if name.is_empty() {
            return Ok(remarks::choose(&self.preview, snapshot, &project));
        }
        let case = Case { snapshot, project: &project, guide: project.guide(name)?, content };
        match path {
            "feedback" => self.feedback(&case, asked),
            "settle" => self.settle(&case, asked),
            "release" => self.release(&case, asked),
            "decide" => self.decide(&case, asked),
            "meeting" => self.meeting(&case, asked),
            _ => Ok(remarks::list(&self.preview, snapshot, &project, case.guide, asked)),
        }
    }

    /// The personal data in a text that is being typed, for a warning while typing.
    fn check(&self, snapshot: &Snapshot, asked: &Asked) -> Reply {
        let text = asked.field("proposal").unwrap_or_default();
        let public = snapshot.made.as_ref().map(|made| privacy_rules::public(&made.library.toolkit));
        let found: Vec<_> = privacy::find(text, &public.unwrap_or_default())
            .into_iter()
            .map(|finding| {
                let note = Diagnostic::new(privacy_rules::rule_of(finding.kind), Place::file(&"".into()));
                (text[finding.span].to_owned(), messages::title(self.preview.language, &note))
            })
            .collect();
        let body = serde_json::to_vec(&found).unwrap_or_default();
        Reply { status: 200, kind: "application/json", body, ..Reply::default() }
    }

    fn feedback(&self, case: &Case, asked: &Asked) -> anyhow::Result<Reply> {
        if case.guide.front_matter.versions.is_empty() {
            return Err(Failure::new("add/no-version").into());
        }
        feedback::has_round(case.project)?;
        let about = feedback::about(case.project, case.guide);
        let mut typed = Typed::new(asked, self.preview.language);
        let sheet =
            |typed: &Typed| Form { groups: questions::remark(typed, &about), ..self.sheet("feedback", case) };
        if asked.form.is_none() {
            return Ok(self.show(200, case.snapshot, &sheet(&typed)));
        }
        match feedback::add(case.project, case.guide, &questions::read(&typed)) {
            Err(NotAdded::Faults(faults)) => {
                questions::complain(&mut typed, &faults, &about);
                Ok(self.show(422, case.snapshot, &refused(sheet(&typed), &typed)))
            }
            Err(NotAdded::Refused(refusal)) => {
                let notes = typed.blame(&refusal.diagnostics, &refusal.sources).into_iter();
                let notes = notes.map(|note| view(&self.preview, &refusal.sources, note));
                let sheet = Form { notes: notes.collect(), message: "refused", ..sheet(&typed) };
                Ok(self.show(422, case.snapshot, &sheet))
            }
            Ok(change) => match self.write(case, &change) {
                Ok(()) => Ok(done(case.guide, "added", &change.value)),
                Err(error) => {
                    let (message, why, status) = self.failed(&error);
                    Ok(self.show(status, case.snapshot, &Form { message, why, ..sheet(&typed) }))
                }
            },
        }
    }

    fn settle(&self, case: &Case, asked: &Asked) -> anyhow::Result<Reply> {
        let language = self.preview.language;
        let id = asked.field("id").or(asked.query("id")).unwrap_or_default();
        let mut typed = Typed::new(asked, language);
        let versions = questions::versions(case.guide, word(language, "form", "next-version"));
        let known = case.guide.front_matter.feedback.iter().find(|one| one.id.value == id);
        let Some(remark) = known else {
            return Err(Failure::new("find/no-remark").with("id", id).into());
        };
        let shown = remarks::remark(remark, case.guide, case.project.toolkit(), language);
        let sheet = Form { id: id.to_owned(), remark: Some(shown), ..self.sheet("settle", case) };
        if let Some(version) = edit::answered(&case.guide.front_matter, remark) {
            let why =
                messages::say(language, "settle/answered", &[("id", id), ("version", &version.to_string())]);
            let status = if asked.form.is_some() { 409 } else { 200 };
            return Ok(self.show(status, case.snapshot, &Form { message: "closed", why, ..sheet }));
        }
        let answer = asked.form.as_ref().and_then(|_| {
            let decision = typed.choose("decision", values::word::<Decision>);
            let version = match typed.text("version") {
                "" => None,
                _ => typed.choose("version", values::version),
            };
            Some((decision?, version))
        });
        let all = [Decision::Accepted, Decision::Rejected, Decision::Later, Decision::Open];
        let decisions = questions::spoken(&all, "decision", language);
        let now = if remark.decision == Decision::Open { String::new() } else { edit::word(remark.decision) };
        let resolved = remark.resolved_in.as_ref().map(|one| one.value.to_string()).unwrap_or_default();
        let groups = |typed: &Typed| {
            vec![typed.group(
                "decision",
                vec![
                    typed.select("decision", &decisions, &now),
                    typed.select("version", &versions, &resolved),
                ],
            )]
        };
        let edit = answer.map(|(decision, version)| {
            let decided = (decision != Decision::Open).then_some(case.project.today);
            move |text: &str| Ok((edit::settle(text, id, decision, version, decided)?, decision))
        });
        let says = |decision: &Decision| overturned(remark, *decision, language).into_iter().collect();
        self.carefully(case, typed, sheet, groups, edit, says, "settled")
    }

    fn release(&self, case: &Case, asked: &Asked) -> anyhow::Result<Reply> {
        let language = self.preview.language;
        let mut typed = Typed::new(asked, language);
        let release = asked.form.as_ref().and_then(|_| {
            let bump = typed.choose("bump", str::parse::<Bump>);
            let summary = typed.choose("summary", |text| Ok::<_, ()>(text.to_owned()));
            let status = match typed.text("status") {
                "" => None,
                _ => Some(typed.choose("status", values::word::<Status>)?),
            };
            Some(Release {
                bump: bump?,
                summary: summary?,
                date: case.project.today,
                round: Some(typed.text("round").to_owned()).filter(|round| !round.is_empty()),
                agreed: typed.all("validated_by"),
                urgent: Some(typed.text("urgent").to_owned()).filter(|reason| !reason.is_empty()),
                status,
            })
        });
        let groups = |typed: &Typed| questions::version(typed, case.project);
        let told = release
            .as_ref()
            .filter(|release| release.status.unwrap_or(case.guide.front_matter.status) == Status::Published);
        let told = told.map(|release| agreement::notice(case.project, case.guide, release.bump, language));
        let told = told.unwrap_or_default();
        let edit = release.map(|release| {
            move |text: &str| {
                let released = agreement::release(text, &release)?;
                Ok((released.text, (released.version, released.resolved)))
            }
        });
        let says = |(version, resolved): &(Version, Vec<String>)| {
            let answers = release::answers(case.project, case.guide, resolved, language);
            let stale = release::stale(case.project, &case.guide.slug, *version).join(", ");
            let number = version.to_string();
            let translations = match stale.as_str() {
                "" => messages::say(language, "release/valid", &[]),
                all => messages::say(language, "release/stale", &[("languages", all), ("version", &number)]),
            };
            answers.into_iter().chain(told).chain([translations]).collect()
        };
        self.carefully(case, typed, self.sheet("release", case), groups, edit, says, "released")
    }

    /// Shows a change first, and writes it when the form is sent again and the change is still the one that was shown.
    #[expect(clippy::too_many_arguments)]
    pub(super) fn carefully<T>(
        &self,
        case: &Case,
        mut typed: Typed,
        sheet: Form,
        groups: impl Fn(&Typed) -> Vec<Group>,
        edit: Option<impl FnOnce(&str) -> Result<(String, T), Diagnostic>>,
        says: impl FnOnce(&T) -> Vec<String>,
        becomes: &str,
    ) -> anyhow::Result<Reply> {
        let asked = typed.asked;
        let sheet = Form { careful: true, ..sheet };
        let Some(edit) = edit.filter(|_| typed.errors.is_empty()) else {
            let status = if asked.form.is_some() { 422 } else { 200 };
            let sheet = Form { groups: groups(&typed), ..sheet };
            return Ok(self.show(status, case.snapshot, &refused(sheet, &typed)));
        };
        let change = match case.project.prove(case.guide, edit) {
            Ok(change) => change,
            Err(refusal) => {
                let notes = typed.blame(&refusal.diagnostics, &refusal.sources).into_iter();
                let notes = notes.map(|note| view(&self.preview, &refusal.sources, note));
                let sheet =
                    Form { notes: notes.collect(), message: "refused", groups: groups(&typed), ..sheet };
                return Ok(self.show(422, case.snapshot, &sheet));
            }
        };
        let unanswered = asks(&mut typed, &change.diagnostics, &change.after);
        let sheet = Form { groups: groups(&typed), ..sheet };
        let hash = change.file().fingerprint.to_string();
        let same_file = asked.field("hash") == Some(&*sheet.hash);
        let writes = asked.field("step") == Some("write");
        if writes && unanswered {
            return Ok(self.show(422, case.snapshot, &refused(sheet, &typed)));
        }
        if writes && same_file && asked.field("seen") == Some(&*hash) {
            return Ok(match self.write_as(case, &change, becomes) {
                Ok(()) => done(case.guide, becomes, &sheet.id),
                Err(error) => {
                    let (message, why, status) = self.failed(&error);
                    self.show(status, case.snapshot, &Form { message, why, ..sheet })
                }
            });
        }
        let (message, status) = match (same_file, writes) {
            (false, _) => ("conflict", 409),
            (true, true) => ("other", 409),
            (true, false) => ("", 200),
        };
        let preview = proposed(case, &change, says(&change.value));
        let notes = change.diagnostics.iter().map(|note| view(&self.preview, &change.after, note)).collect();
        Ok(self.show(status, case.snapshot, &Form { message, preview: Some(preview), notes, ..sheet }))
    }

    /// Writes a change; before a version, of which blocks the translations were made.
    fn write_as<T>(&self, case: &Case, change: &Change<T>, becomes: &str) -> anyhow::Result<()> {
        if let (Some(content), "released") = (&case.content, becomes) {
            translation::keep_before_release((content, case.project), &case.guide.slug)?;
        }
        self.write(case, change)
    }

    pub(super) fn write<T>(&self, case: &Case, change: &Change<T>) -> anyhow::Result<()> {
        let Some(content) = &case.content else { return Err(Failure::new("edit/changed").into()) };
        case.project.write(change, content)?;
        // The browser's next request must get the changed guide, so its snapshot is waited for.
        self.preview.wait_for(&case.guide.path, &change.file().bytes);
        Ok(())
    }

    /// The message and the status for a file that could not be written.
    pub(super) fn failed(&self, error: &anyhow::Error) -> (&'static str, String, u16) {
        match error.downcast_ref::<Failure>() {
            // The file was changed between the check and the write: the form is shown again with the new file.
            Some(failure) if failure.key == "edit/changed" => ("conflict", String::new(), 409),
            Some(failure) => ("failed", failure.say(self.preview.language), 500),
            None => ("failed", error.to_string(), 500),
        }
    }

    pub(super) fn sheet(&self, name: &'static str, case: &Case) -> Form {
        Form {
            name,
            guide: case.guide.slug.clone(),
            title: case.guide.front_matter.title.clone(),
            lang: case.guide.language.html(),
            token: self.preview.token.clone(),
            hash: case.project.source(case.guide).fingerprint.to_string(),
            ..Form::default()
        }
    }

    /// A page with a form.
    pub(super) fn show(&self, status: u16, snapshot: &Snapshot, sheet: &Form) -> Reply {
        reply(status, page(EditorPage::Form, sheet, &live(&self.preview, snapshot, &Shown::default())))
    }
}

/// Whether somebody must say first that no person is meant by what looks like one, as in a remark: it is asked beside the summary.
fn asks(typed: &mut Typed, notes: &[Diagnostic], sources: &Sources) -> bool {
    let doubts: Vec<_> = notes.iter().filter(|note| note.rule.area() == "privacy").cloned().collect();
    typed.doubtful = !doubts.is_empty();
    let unanswered = typed.doubtful && !typed.means_no_person("summary");
    if unanswered {
        typed.blame(&doubts, sources);
    }
    unanswered
}

/// A change as it is shown before it is written.
fn proposed<T>(case: &Case, change: &Change<T>, says: Vec<String>) -> Proposed {
    let old = case.project.source(case.guide);
    Proposed {
        hash: change.file().fingerprint.to_string(),
        lines: lines(
            front_matter(old.text().unwrap_or_default()),
            front_matter(change.file().text().unwrap_or_default()),
        ),
        says,
    }
}

/// The form with errors beside its questions.
fn refused(sheet: Form, typed: &Typed) -> Form {
    let message = if typed.errors.is_empty() { "" } else { "answers" };
    Form { message, ..sheet }
}

/// The redirect after something was written.
pub(super) fn done(guide: &Text<GuideFrontMatter>, word: &str, id: &str) -> Reply {
    let id = address::encode(id);
    let to = Some(format!("/{OWN}/remarks?guide={}&done={word}&id={id}", guide.slug));
    Reply { status: 303, to, ..Reply::default() }
}

/// The front matter of a file.
fn front_matter(text: &str) -> &str {
    split::split(text, &"".into()).map_or(text, |parts| parts.front_matter)
}

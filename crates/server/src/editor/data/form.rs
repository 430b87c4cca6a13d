//! A form for one entry or one head: shown, proved, shown again with what would be written, and written.

mod answers;
mod sheet;
mod toolkit;

use self::{
    answers::{edits, typed, with_id},
    sheet::{Frame, Outcome, Proposed, said},
};
use super::{DataHandler, entries_of, hash, head, pieces::Pairs, tree_of};
use crate::{
    editor::{edit, form::lines, returned},
    http::{Asked, OWN, Reply},
    notes::view,
    pages::word,
    state::Snapshot,
};
use trousseau_app::{
    Content, FileChange, Project,
    edit::Change,
    entries::{self, Answers, Head, List, Target, shape::Field},
    translation,
};
use trousseau_core::{
    guide::{
        edit::{answered, entries::parse},
        split,
    },
    messages::Failure,
    source::Source,
    yaml::Tree,
};
use trousseau_text::Fingerprint;

/// A form, and the file as it is.
struct Case<'a> {
    snapshot: &'a Snapshot,
    asked: &'a Asked,
    project: &'a Project,
    content: Option<&'a Content>,
    target: Target,
    fields: Vec<Field>,
    tree: Option<Tree>,
    languages: Vec<String>,
    frame: Frame,
}

impl DataHandler {
    /// A new entry of a list.
    pub(super) fn new_entry(&self, snapshot: &Snapshot, list: List, asked: &Asked) -> anyhow::Result<Reply> {
        self.entry(snapshot, list, asked, "new")
    }

    /// An entry that is there.
    pub(super) fn change(&self, snapshot: &Snapshot, list: List, asked: &Asked) -> anyhow::Result<Reply> {
        self.entry(snapshot, list, asked, "change")
    }

    /// An entry that is to be removed.
    pub(super) fn remove(&self, snapshot: &Snapshot, list: List, asked: &Asked) -> anyhow::Result<Reply> {
        self.entry(snapshot, list, asked, "remove")
    }

    fn entry(
        &self,
        snapshot: &Snapshot,
        list: List,
        asked: &Asked,
        what: &'static str,
    ) -> anyhow::Result<Reply> {
        let (content, project) = self.open(asked)?;
        let Ok(tree) = tree_of(&project, list) else {
            let list = self.list(snapshot, list, asked)?;
            return Ok(self.returned_or(snapshot, asked, list));
        };
        let said = |name: &str| asked.field(name).or(asked.query(if name == "key" { "id" } else { name }));
        let all = tree.as_ref().map_or(&[][..], |tree| entries_of(tree, list));
        let key = said("key").unwrap_or_default();
        let place = match (what, key) {
            ("new", _) => None,
            (_, "") => said("at").and_then(|at| at.parse::<usize>().ok()).filter(|at| *at < all.len()),
            (_, key) => all.iter().position(|entry| entries::id(entry) == Some(key)),
        };
        if what != "new" && place.is_none() {
            return Ok(self.gone(snapshot, asked, list));
        }
        let frame = Frame {
            list: list.name(),
            what,
            of: if key.is_empty() {
                place.map_or_else(String::new, |at| (at + 1).to_string())
            } else {
                key.to_owned()
            },
            action: format!("/{OWN}/data/{}/{what}", list.name()),
            back: format!("/{OWN}/data/{}", list.name()),
            key: key.to_owned(),
            at: place.map_or_else(String::new, |at| at.to_string()),
            ..Frame::default()
        };
        let own = place.and_then(|place| all.get(place)).cloned();
        let target = Target::Entry(list, place);
        self.form(Case { frame, tree: own, ..self.case(snapshot, asked, &project, content.as_ref(), target) })
    }

    /// The head of a text.
    pub(super) fn head(&self, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
        let (content, project) = self.open(asked)?;
        let file = asked.field("file").or(asked.query("file")).unwrap_or_default();
        let source = project.toolkit().source_language();
        let text = project.sources.own(file);
        let Some((text, kind)) = text.and_then(|text| Some((text, Head::of(file, source)?))) else {
            return Ok(self.returned_or(snapshot, asked, Reply { status: 404, ..Reply::default() }));
        };
        let words = text.text().map_err(|_| Failure::new("find/unreadable").with("name", file))?;
        let parts = split::split(words, &text.path).ok();
        let Some(tree) = parts.and_then(|parts| parse(parts.front_matter).ok()) else {
            // A head that nobody can read is mended in its text.
            let text = Reply { status: 303, to: Some(edit(file)), ..Reply::default() };
            return Ok(self.returned_or(snapshot, asked, text));
        };
        let name: &str = kind.into();
        let slug = file.split('/').nth(2).unwrap_or_default();
        let tag = file.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
        let done = ["changed", "undone", "begun"].into_iter().find(|name| asked.query("done") == Some(name));
        let frame = Frame {
            list: name,
            what: "head",
            of: entries::title(&tree),
            action: format!("/{OWN}/data/head"),
            back: format!("/{OWN}/data"),
            page: format!("/{tag}/{slug}.html"),
            file: file.to_owned(),
            message: done.unwrap_or_default(),
            undo: asked
                .query("undo")
                .filter(|number| number.parse::<u64>().is_ok())
                .unwrap_or_default()
                .to_owned(),
            ..Frame::default()
        };
        let target = Target::Head(kind, text.path.clone());
        self.form(Case {
            frame,
            tree: Some(tree),
            ..self.case(snapshot, asked, &project, content.as_ref(), target)
        })
    }

    /// A remark that is corrected, or taken away with a reason. One that a version has answered stays as readers have it.
    pub(super) fn remark(
        &self,
        snapshot: &Snapshot,
        asked: &Asked,
        what: &'static str,
    ) -> anyhow::Result<Reply> {
        let (content, project) = self.open(asked)?;
        let said = |name: &str| asked.field(name).or(asked.query(name)).unwrap_or_default().to_owned();
        let guide = project.guide(&said("guide"))?;
        let id = asked.field("key").or(asked.query("id")).unwrap_or_default();
        let head = &guide.front_matter;
        let text = project.source(guide).text().ok();
        let tree = text.and_then(|text| parse(split::split(text, &guide.path).ok()?.front_matter).ok());
        let list = tree.as_ref().and_then(|tree| tree.get("feedback")).map(|(_, list)| list.items());
        let place = list.unwrap_or_default().iter().position(|one| entries::id(one) == Some(id));
        let own = place.and_then(|place| list?.get(place)).cloned();
        let known = head.feedback.iter().find(|one| one.id.value == id);
        let (Some(place), Some(known)) = (place, known) else {
            return Err(Failure::new("find/no-remark").with("id", id).into());
        };
        let back = format!("/{OWN}/remarks?guide={}", guide.slug);
        if answered(head, known).is_some() {
            let list = Reply { status: 303, to: Some(back), ..Reply::default() };
            return Ok(self.returned_or(snapshot, asked, list));
        }
        let frame = Frame {
            list: "remark",
            what,
            of: id.to_owned(),
            action: format!("/{OWN}/data/remark/{what}"),
            back,
            key: id.to_owned(),
            guide: guide.slug.clone(),
            reason: entries::clean(&said("reason")),
            ..Frame::default()
        };
        let target = Target::Remark(guide.path.clone(), place);
        self.form(Case { frame, tree: own, ..self.case(snapshot, asked, &project, content.as_ref(), target) })
    }

    fn open(&self, asked: &Asked) -> anyhow::Result<(Option<Content>, Project)> {
        let content = asked.form.as_ref().map(|_| Content::lock(&self.preview.root)).transpose()?;
        Ok((content, Project::open_whole(&self.preview.root)?))
    }

    fn case<'a>(
        &self,
        snapshot: &'a Snapshot,
        asked: &'a Asked,
        project: &'a Project,
        content: Option<&'a Content>,
        target: Target,
    ) -> Case<'a> {
        let fields = target.fields();
        let languages =
            project.toolkit().languages.iter().map(|language| language.tag().to_owned()).collect();
        Case {
            snapshot,
            asked,
            project,
            content,
            target,
            fields,
            tree: None,
            languages,
            frame: Frame::default(),
        }
    }

    /// What was typed, given back, when the file is not what the form was about any more; else another answer.
    fn returned_or(&self, snapshot: &Snapshot, asked: &Asked, other: Reply) -> Reply {
        let why = word(self.preview.language, "data", "gone");
        returned::page_of(&self.preview, snapshot, asked, 409, why).unwrap_or(other)
    }

    /// The page for an entry that is not there any more, with all that was typed.
    fn gone(&self, snapshot: &Snapshot, asked: &Asked, list: List) -> Reply {
        let why = word(self.preview.language, "data", "gone");
        let returned = returned::page_of(&self.preview, snapshot, asked, 409, why);
        let to = Some(format!("/{OWN}/data/{}", list.name()));
        returned.unwrap_or(Reply { status: 302, to, ..Reply::default() })
    }

    fn form(&self, case: Case) -> anyhow::Result<Reply> {
        let language = self.preview.language;
        let shown = entries::shown(&case.fields, case.tree.as_ref(), "");
        if case.asked.form.is_none() && case.frame.what != "remove" {
            return Ok(self.page(200, &case, Outcome { values: shown, ..Outcome::default() }));
        }
        let typed = typed(case.asked, &case.fields);
        let answers = with_id(Answers::new(typed.clone()), &case);
        let values = if case.frame.what == "remove" { shown.clone() } else { typed };
        let mut outcome = Outcome { values, ..Outcome::default() };
        if case.frame.what != "remove" {
            let source = case.project.toolkit().source_language();
            for fault in entries::faults(&case.fields, &answers, source, "") {
                outcome.errors.insert(fault.name, said(language, fault.wrong).to_owned());
            }
        }
        let same_file =
            case.asked.field("hash").is_none_or(|own| own == hash(case.project, &case.target.path()));
        if let Some(reply) = self.unreasoned(&case, &outcome.values) {
            return Ok(reply);
        }
        if !same_file {
            outcome.theirs = Some(shown.clone());
            outcome.message = "conflict";
        }
        if !outcome.errors.is_empty() {
            let message = if same_file { "answers" } else { "conflict" };
            return Ok(self.page(422, &case, Outcome { message, ..outcome }));
        }
        match entries::prove(case.project, &case.target, &edits(&case, &answers)) {
            Ok(change) => self.proved(&case, outcome, &change, same_file, &shown),
            Err(refusal) => {
                self.blame(&case, &mut outcome, &refusal);
                Ok(self.page(422, &case, Outcome { message: "refused", ..outcome }))
            }
        }
    }

    /// The page of a remark that is to be taken away and nobody said why.
    fn unreasoned(&self, case: &Case, values: &Pairs) -> Option<Reply> {
        let asks = case.target.is_remark() && case.frame.what == "remove" && case.frame.reason.is_empty();
        let is_sent = case.asked.form.is_some();
        asks.then(|| {
            let empty = word(self.preview.language, "form", "empty").to_owned();
            let errors = is_sent.then(|| ("reason".to_owned(), empty)).into_iter().collect();
            let message = if is_sent { "answers" } else { "" };
            let outcome = Outcome { values: values.clone(), errors, message, ..Outcome::default() };
            self.page(if is_sent { 422 } else { 200 }, case, outcome)
        })
    }

    /// Shows a change that can be made; writes it when it was seen.
    fn proved(
        &self,
        case: &Case,
        mut outcome: Outcome,
        change: &Change<()>,
        same_file: bool,
        shown: &Pairs,
    ) -> anyhow::Result<Reply> {
        let new = change.file().fingerprint.to_string();
        let writes = case.asked.field("step") == Some("write");
        // A name in the reason would stand in place of the one that goes, and be no news: it is looked at by itself.
        let named = !trousseau_lint::privacy::detector(case.project.toolkit())(&case.frame.reason).is_empty();
        let doubtful = named || change.diagnostics.iter().any(|note| note.rule.area() == "privacy");
        let mut words: String = outcome.values.iter().map(|pair| format!("{}={};", pair.0, pair.1)).collect();
        words += &case.frame.reason;
        let person = Fingerprint::of(words.as_bytes()).to_string();
        let unanswered = doubtful && case.asked.field("no_person") != Some(&*person);
        // The answer stays ticked while what it means for the file is shown.
        outcome.is_nobody = case.asked.field("no_person") == Some(&*person);
        outcome.person = if doubtful || outcome.is_nobody { person } else { String::new() };
        outcome.notes =
            change.diagnostics.iter().map(|note| view(&self.preview, &change.after, note)).collect();
        let is_change = case.project.sources.own(&case.target.path()).map(|source| source.fingerprint)
            != Some(change.file().fingerprint);
        if writes && same_file && !unanswered && is_change && case.asked.field("seen") == Some(&*new) {
            return match self.write(case, change) {
                Ok(reply) => Ok(reply),
                Err(error) => match error.downcast_ref::<Failure>() {
                    Some(failure) if failure.key == "edit/changed" => {
                        Ok(self.page(409, case, Outcome { message: "conflict", ..outcome }))
                    }
                    _ => Err(error),
                },
            };
        }
        let old = case.project.sources.own(&case.target.path()).and_then(|source| source.text().ok());
        outcome.preview = Some(Proposed {
            hash: new,
            fields: self.changed(case, &outcome.values, shown),
            lines: lines(old.unwrap_or_default(), change.file().text().unwrap_or_default()),
        });
        let status = match (same_file, writes) {
            (false, _) => 409,
            (true, true) if unanswered => 422,
            (true, true) => {
                outcome.message = "other";
                409
            }
            (true, false) => 200,
        };
        Ok(self.page(status, case, outcome))
    }

    fn write(&self, case: &Case, change: &Change<()>) -> anyhow::Result<Reply> {
        let content = case.content.ok_or_else(|| Failure::new("edit/changed"))?;
        let before = case.project.sources.own(&case.target.path());
        case.project.write(change, content)?;
        let file = change.file();
        let own = FileChange {
            path: file.path.clone(),
            // What is undone is a file without anything in it: its name stays.
            before: Some(before.cloned().unwrap_or_else(|| Source::new(file.path.clone(), Vec::new()))),
            after: Some(file.clone()),
        };
        let mut written = vec![own];
        if let (Target::Head(Head::Translation, _), Some(before)) = (&case.target, before)
            && let Ok(project) = Project::open_whole(&self.preview.root)
        {
            // Without a lock it counts as made of the version that it names.
            let _ = translation::lock_saved(content, &project, before);
            written.extend(self.lock_changed(case, &before.path));
        }
        let undo = self.undo.keep(written);
        self.preview.drop_draft(&file.path);
        // The browser's next request must get the changed file, so its snapshot is waited for.
        self.preview.wait_for(&file.path, &file.bytes);
        let done = match case.frame.what {
            "new" => "added",
            "remove" => "removed",
            _ => "changed",
        };
        let to = match &case.target {
            Target::Remark(..) => {
                let done = if done == "removed" { "deleted" } else { "corrected" };
                format!("{}&done={done}&id={}&undo={undo}", case.frame.back, case.frame.of)
            }
            Target::Entry(list, _) => format!("/{OWN}/data/{}?done={done}&undo={undo}", list.name()),
            Target::Head(_, path) => format!("{}&done={done}&undo={undo}", head(path)),
            Target::Toolkit(_) => format!("/{OWN}/data/toolkit?done={done}&undo={undo}"),
        };
        Ok(Reply { status: 303, to: Some(to), ..Reply::default() })
    }
}

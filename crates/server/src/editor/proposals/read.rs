//! A proposal read at the desk: the words that go and come, block by block, and what is decided about each.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Kind, Row,
    block::{Block, block},
    kinds, row,
    who::{self, Choice},
};
use crate::{
    editor::{agreed_to, edit},
    http::{Asked, OWN, Reply, address},
    notes::{self, Shown, live},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Content, Project,
    edit::Refusal,
    proposal::{self, Answer, Decision, Reading, Stopped, Texts},
};
use trousseau_core::{
    diagnostic::Diagnostic,
    guide::{
        self,
        remark::{
            Fault, Wrong,
            fields::{self, Field},
        },
    },
    messages::{self, Failure},
    proposal::Change,
};
use trousseau_text::Fingerprint;

/// The view of the page.
#[derive(Default, Serialize)]
struct Page {
    token: String,
    row: Row,
    /// The hash of the texts of today, which somebody must have seen who decides.
    hash: String,
    message: &'static str,
    why: String,
    links: Vec<String>,
    notes: Vec<NoteView>,
    as_error: &'static str,
    doubt: String,
    choices: Vec<Choice>,
    themes: Vec<(String, String)>,
    texts: Vec<Text>,
    /// Who agreed to the published words that would change.
    agreed: String,
    /// Whether whoever works here may take the proposal back.
    own: bool,
    /// The day on which it was taken back.
    withdrawn: Option<String>,
    severities: Vec<(String, String)>,
    /// Whether something can be decided.
    open: bool,
    closed: bool,
    place: String,
    kinds: Vec<Kind>,
}

#[derive(Serialize)]
struct Text {
    path: String,
    edit: String,
    lang: &'static str,
    dir: &'static str,
    blocks: Vec<Block>,
}

/// Shows a proposal; decides when a form was sent.
pub fn answer(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let id = asked.field("id").or(asked.query("id")).unwrap_or_default();
    let show = |status, page_view: &Page| {
        let live = live(preview, snapshot, &Shown::default());
        Ok(reply(status, page(EditorPage::Proposal, page_view, &live)))
    };
    if asked.form.is_none() {
        let project = Project::open_whole(&preview.root)?;
        let reading = proposal::read(&project, id)?;
        let done = asked.query("done").unwrap_or_default();
        let message = ["proposed", "decided", "sent", "withdrawn"].into_iter().find(|known| *known == done);
        let links = asked.query.iter().filter(|pair| pair.0 == "link" && pair.1.starts_with("https://"));
        let links = links.map(|pair| pair.1.clone()).collect();
        let message = message.unwrap_or_default();
        return show(200, &Page { message, links, ..view_of(preview, snapshot, &project, &reading, asked) });
    }
    let (content, project) = Project::open_to_write(&preview.root)?;
    let reading = proposal::read(&project, id)?;
    let view = view_of(preview, snapshot, &project, &reading, asked);
    if asked.field("step") == Some("withdraw") {
        let Some(author) = who::author(asked) else { return show(422, &unsigned(preview, view)) };
        if let Err(error) = proposal::withdraw((&content, &project), id, &author) {
            let (status, view) = stopped(preview, view, error)?;
            return show(status, &view);
        }
        let to = Some(format!("/{OWN}/proposal?id={}&done=withdrawn", address::encode(id)));
        return Ok(Reply { status: 303, to, ..Reply::default() });
    }
    match decided(preview, (&content, &project), &reading, asked, view)? {
        Ok(()) => {
            let to = Some(format!("/{OWN}/proposal?id={}&done=decided", address::encode(id)));
            Ok(Reply { status: 303, to, ..Reply::default() })
        }
        Err((status, view)) => show(status, &view),
    }
}

/// Decides what the form says; the page again, with its status, when that cannot be.
fn decided(
    preview: &Preview,
    (content, project): (&Content, &Project),
    reading: &Reading,
    asked: &Asked,
    view: Page,
) -> anyhow::Result<Result<(), (u16, Page)>> {
    if asked.field("hash") != Some(&*view.hash) {
        return Ok(Err((409, Page { message: "conflict", ..view })));
    }
    let Some(author) = who::author(asked) else { return Ok(Err((422, unsigned(preview, view)))) };
    let said = said(asked);
    let no_person = asked.field("no_person") == Some(&*said);
    let (decisions, answers) = chosen(reading, asked, no_person);
    if decisions.is_empty() && answers.is_empty() {
        return Ok(Err((422, Page { message: "nothing", ..view })));
    }
    let id = &reading.proposal.id;
    let notes = |refusal: &Refusal| {
        refusal.diagnostics.iter().map(|one| notes::view(preview, &refusal.sources, one)).collect()
    };
    let done = match proposal::decide((content, project), id, &author, &decisions, &answers, no_person) {
        Ok(done) => done,
        Err(error) => return stopped(preview, view, error).map(Err),
    };
    Ok(match done {
        Ok(done) => {
            who::remember(project, asked, &author);
            for file in &done.written {
                preview.drop_draft(&file.path);
                preview.wait_for(&file.path, &file.bytes);
            }
            Ok(())
        }
        Err(Stopped::Refused(refusal)) => {
            Err((422, Page { message: "refused", notes: notes(&refusal), ..view }))
        }
        Err(Stopped::Doubtful(refusal)) => {
            Err((422, Page { message: "refused", notes: notes(&refusal), doubt: said, ..view }))
        }
        Err(Stopped::Answer(block, faults)) => {
            let doubt = if faults.iter().all(Fault::is_doubtful) { said } else { String::new() };
            let error = complaint(preview, project, id, &block, &faults)?;
            Err((422, Page { message: "answers", doubt, ..blamed(view, &block, &error) }))
        }
    })
}

/// The page when nobody said in whose name it is.
fn unsigned(preview: &Preview, view: Page) -> Page {
    let as_error = word(preview.language, "form", "empty");
    Page { as_error, message: "answers", ..view }
}

/// The page with why nothing was written, where the proposal itself keeps from it.
fn stopped(preview: &Preview, view: Page, error: anyhow::Error) -> anyhow::Result<(u16, Page)> {
    match error.downcast_ref::<Failure>().filter(|failure| failure.key.starts_with("proposal/")) {
        Some(failure) => Ok((409, Page { why: failure.say(preview.language), message: "stopped", ..view })),
        None => Err(error),
    }
}

/// What stands for all that was chosen and typed: who says that no person is meant says so of these words.
fn said(asked: &Asked) -> String {
    let own = asked
        .form
        .iter()
        .flatten()
        .filter(|pair| ["b-", "t-", "p-", "s-"].iter().any(|start| pair.0.starts_with(start)));
    Fingerprint::of(format!("{:?}", own.collect::<Vec<_>>()).as_bytes()).to_string()
}

/// What was chosen for each block, and the answers that were typed.
fn chosen(
    reading: &Reading,
    asked: &Asked,
    no_person: bool,
) -> (BTreeMap<String, Decision>, BTreeMap<String, Answer>) {
    let (mut decisions, mut answers) = (BTreeMap::new(), BTreeMap::new());
    for (change, _) in reading.texts.iter().flat_map(|text| text.changes()) {
        let field = |start: &str| asked.field(&format!("{start}-{}", change.id)).unwrap_or_default().trim();
        match field("b") {
            "accept" => drop(decisions.insert(change.id.clone(), Decision::Accepted)),
            "refuse" => drop(decisions.insert(change.id.clone(), Decision::Refused)),
            _ => {}
        }
        if !field("t").is_empty() || !field("p").is_empty() {
            let (theme, proposal) = (field("t").to_owned(), field("p").to_owned());
            let severity = field("s").to_owned();
            answers.insert(change.id.clone(), Answer { theme, proposal, severity, no_person });
        }
    }
    (decisions, answers)
}

/// What is wrong with an answer, in words.
fn complaint(
    preview: &Preview,
    project: &Project,
    id: &str,
    block: &str,
    faults: &[Fault],
) -> anyhow::Result<String> {
    let language = preview.language;
    if faults.iter().any(|fault| fault.wrong == Wrong::Missing) {
        let field = word(language, "field", "theme");
        return Ok(format!("{field} – {}", word(language, "form", "empty")));
    }
    let notes = proposal::answer_diagnostics(project, id, block, faults)?;
    let line = |note: &Diagnostic| {
        format!("{} {}", messages::title(language, note), messages::hint(language, note).unwrap_or_default())
    };
    Ok(notes.iter().map(line).collect::<Vec<_>>().join(" "))
}

/// The page with an error beside a block.
fn blamed(mut view: Page, block: &str, error: &str) -> Page {
    let blocks = view.texts.iter_mut().flat_map(|text| &mut text.blocks);
    for own in blocks.filter(|own| own.id == block) {
        error.clone_into(&mut own.error);
    }
    view
}

fn view_of(
    preview: &Preview,
    snapshot: &Snapshot,
    project: &Project,
    reading: &Reading,
    asked: &Asked,
) -> Page {
    let texts: Vec<Text> = reading.texts.iter().map(|one| text(preview, project, one, asked)).collect();
    let own = reading.texts.iter().filter_map(|text| project.sources.own(&text.path));
    let hashes: Vec<Fingerprint> = own.map(|source| source.fingerprint).collect();
    let (place, forge) = proposal::origin(project).unwrap_or_default();
    let names = match Field::Theme.spec().kind {
        fields::Kind::Word { names, .. } => names,
        _ => &[],
    };
    let theme =
        |name: &&str| ((*name).to_owned(), messages::value(preview.language, "theme", name).to_owned());
    let levels = match Field::Severity.spec().kind {
        fields::Kind::Level(names) => names,
        _ => &[],
    };
    let level =
        |name: &&str| ((*name).to_owned(), messages::value(preview.language, "severity", name).to_owned());
    let member = asked.guest.as_ref().and_then(|guest| guest.member());
    let own = member.is_none_or(|member| member == reading.proposal.partner) && reading.open() > 0;
    let agreed = reading.texts.iter().map(|text| agreed_to(snapshot, &text.path));
    Page {
        agreed: agreed.filter(|names| !names.is_empty()).collect::<Vec<_>>().join(", "),
        own,
        withdrawn: reading.proposal.withdrawn.clone(),
        severities: levels.iter().map(level).collect(),
        token: preview.token.clone(),
        row: row(preview, project, &reading.proposal),
        hash: Fingerprint::join(&hashes).to_string(),
        choices: who::choices(project, asked),
        themes: names.iter().map(theme).collect(),
        open: texts.iter().flat_map(|text| &text.blocks).any(|block| block.open),
        closed: reading.is_closed(),
        texts,
        place,
        kinds: kinds(preview, forge),
        ..Page::default()
    }
}

fn text(preview: &Preview, project: &Project, text: &Texts, asked: &Asked) -> Text {
    let answerable = text.path.starts_with(guide::FOLDER) && !project.toolkit().rounds.is_empty();
    let block = |(change, one): (&Change, &proposal::Block)| Block {
        answerable,
        ..block(preview, project, (text, change), one, asked)
    };
    Text {
        path: text.path.to_string(),
        edit: edit(&text.path),
        lang: text.language.html(),
        dir: text.language.direction().name(),
        blocks: text.changes().map(block).collect(),
    }
}

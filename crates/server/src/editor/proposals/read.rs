//! A proposal read at the desk: the words that go and come, block by block, and what is decided about each.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Kind, Row, kinds, row,
    who::{self, Choice},
};
use crate::{
    editor::{blocks::pieces, edit},
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
    messages,
    proposal::{self as core, Change, State},
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

#[derive(Default, Serialize)]
struct Block {
    id: String,
    /// What the block is, as the name of a word.
    kind: &'static str,
    section: String,
    /// `open`, `conflict`, `done`, `move`, `accepted`, `refused` or `take`.
    state: &'static str,
    by: String,
    pieces: Vec<(&'static str, String)>,
    now: Option<String>,
    proposed: Option<String>,
    answers: Vec<String>,
    /// What was chosen in the form, and typed.
    choice: String,
    theme: String,
    answer: String,
    error: String,
    /// Whether a remark can answer it: only those of guides.
    answerable: bool,
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
        let message = ["proposed", "decided", "sent"].into_iter().find(|known| *known == done);
        let links = asked.query.iter().filter(|pair| pair.0 == "link" && pair.1.starts_with("https://"));
        let links = links.map(|pair| pair.1.clone()).collect();
        let message = message.unwrap_or_default();
        return show(200, &Page { message, links, ..view_of(preview, &project, &reading, asked) });
    }
    let (content, project) = Project::open_to_write(&preview.root)?;
    let reading = proposal::read(&project, id)?;
    let view = view_of(preview, &project, &reading, asked);
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
    let Some(author) = who::author(asked) else {
        let as_error = word(preview.language, "form", "empty");
        return Ok(Err((422, Page { as_error, message: "answers", ..view })));
    };
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
    Ok(match proposal::decide((content, project), id, &author, &decisions, &answers, no_person)? {
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

/// What stands for all that was chosen and typed: who says that no person is meant says so of these words.
fn said(asked: &Asked) -> String {
    let own = asked
        .form
        .iter()
        .flatten()
        .filter(|pair| ["b-", "t-", "p-"].iter().any(|start| pair.0.starts_with(start)));
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
            answers.insert(change.id.clone(), Answer { theme, proposal, no_person });
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
        return Ok(word(language, "form", "empty").to_owned());
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

fn view_of(preview: &Preview, project: &Project, reading: &Reading, asked: &Asked) -> Page {
    let texts: Vec<Text> = reading.texts.iter().map(|one| text(preview, project, one, asked)).collect();
    let own = reading.texts.iter().filter_map(|text| project.sources.own(&text.path));
    let hashes: Vec<Fingerprint> = own.map(|source| source.fingerprint).collect();
    let (place, forge) = proposal::origin(project).unwrap_or_default();
    let decides = |block: &Block| ["open", "conflict", "move", "take"].contains(&block.state);
    let names = match Field::Theme.spec().kind {
        fields::Kind::Word { names, .. } => names,
        _ => &[],
    };
    let theme =
        |name: &&str| ((*name).to_owned(), messages::value(preview.language, "theme", name).to_owned());
    Page {
        token: preview.token.clone(),
        row: row(preview, project, &reading.proposal),
        hash: Fingerprint::join(&hashes).to_string(),
        choices: who::choices(project, asked),
        themes: names.iter().map(theme).collect(),
        open: texts.iter().flat_map(|text| &text.blocks).any(decides),
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
        ..block(preview, project, change, one, asked)
    };
    Text {
        path: text.path.to_string(),
        edit: edit(&text.path),
        lang: text.language.html(),
        dir: text.language.direction().name(),
        blocks: text.changes().map(block).collect(),
    }
}

fn block(
    preview: &Preview,
    project: &Project,
    change: &Change,
    one: &proposal::Block,
    asked: &Asked,
) -> Block {
    let state = match (&one.decided, change.state) {
        (Some((Decision::Accepted, _)), _) if one.is_to_take(change) => "take",
        (Some((Decision::Accepted, _)), _) => "accepted",
        (Some((Decision::Refused, _)), _) => "refused",
        (None, State::Done) => "done",
        (None, State::Conflict) => "conflict",
        (None, State::Open) if change.is_move => "move",
        (None, State::Open) => "open",
    };
    let unknown = || messages::say(preview.language, "proposal/unknown", &[]);
    let by =
        one.decided.as_ref().map(|(_, partner)| proposal::name_of(project, partner).unwrap_or_else(unknown));
    let field = |start: &str| asked.field(&format!("{start}-{}", change.id)).unwrap_or_default().to_owned();
    let is_disputed = change.state == State::Conflict && ["conflict", "take"].contains(&state);
    let own = change.block();
    Block {
        id: change.id.clone(),
        kind: own.map_or("", kind),
        section: own.map(|block| block.section.clone()).unwrap_or_default(),
        state,
        by: by.unwrap_or_default(),
        pieces: pieces(proposal::words(change.before.as_ref(), change.after.as_ref())),
        now: is_disputed.then(|| change.now.as_ref().map_or(String::new(), |now| now.words.clone())),
        proposed: is_disputed.then(|| change.after.as_ref().map_or(String::new(), |one| one.words.clone())),
        answers: one.answers.clone(),
        choice: field("b"),
        theme: field("t"),
        answer: field("p"),
        ..Block::default()
    }
}

/// The word for what a block is.
fn kind(block: &core::Block) -> &'static str {
    match block.kind {
        core::Kind::Entry if block.key == "title" => "title",
        core::Kind::Entry if block.key == "summary" => "summary",
        core::Kind::Body(kind) => kind.into(),
        core::Kind::Entry | core::Kind::Mark => "entry",
        core::Kind::Whole => "whole",
    }
}

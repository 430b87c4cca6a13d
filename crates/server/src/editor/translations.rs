//! Translations at the desk: how far each language is, a file for a translator, and one that comes back. What it would write and what
//! is refused is shown first; it is written when it is sent again.

use serde::Serialize;

use super::{
    edit,
    word::{MOST, bytes_of, hex},
};
use crate::{
    http::{Asked, OWN, Reply, address},
    notes::{Shown, live, view},
    overlay::NoteView,
    pages::{EditorPage, page, word},
    preview::Preview,
    replies::reply,
    state::Snapshot,
};
use trousseau_app::{
    Project,
    translation::{
        self, Export, Format, Import, Only, export,
        status::{self, Row, State},
    },
    values,
};
use trousseau_core::{
    guide::TranslationState,
    messages::{self, Failure},
    source::{Source, SourcePath},
};
use trousseau_text::{Language, diff};

/// The states in which a text can be, in the order in which they are shown.
const STATES: [State; 8] = [
    State::Reviewed,
    State::Draft,
    State::Machine,
    State::Stale,
    State::Begun,
    State::Missing,
    State::Ahead,
    State::Current,
];

/// The view of the page.
#[derive(Default, Serialize)]
struct View {
    token: String,
    message: &'static str,
    why: String,
    file_error: &'static str,
    languages: Vec<Column>,
    texts: Vec<String>,
    /// Who made a translation, as an import may say.
    states: [&'static str; 3],
    state: String,
    /// Whether a look is shown.
    looked: bool,
    changes: Vec<Shows>,
    open: String,
    notes: Vec<NoteView>,
    /// The file, to be sent again, and what was shown of it.
    document: String,
    name: String,
    seen: String,
}

/// How far a language is.
#[derive(Serialize)]
struct Column {
    tag: String,
    lang: &'static str,
    name: &'static str,
    /// How many texts are in each state; only states in which there are some.
    counts: Vec<(&'static str, usize)>,
    /// What is still to be done.
    open: Vec<Open>,
}

/// A text that is not done.
#[derive(Serialize)]
struct Open {
    name: String,
    state: &'static str,
    /// How many blocks have changed or are new; none where all of them are.
    blocks: usize,
    href: String,
}

/// A file that would be written.
#[derive(Serialize)]
struct Shows {
    path: String,
    parts: String,
    is_new: bool,
    removed: Vec<String>,
    lines: Vec<String>,
}

/// The answer to a request for a path of translations.
pub fn answer(preview: &Preview, path: &str, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let done = match (path, asked.form.is_some()) {
        ("translations/file", false) => download(preview, asked),
        ("translations", false) => begun(preview, asked).map(|view| show(preview, 200, snapshot, &view)),
        ("translations", true) => taken(preview, snapshot, asked),
        _ => return Reply { status: 404, ..Reply::default() },
    };
    done.unwrap_or_else(|error| {
        let failure = error.downcast_ref::<Failure>();
        let why = failure.map_or_else(|| error.to_string(), |failure| failure.say(preview.language));
        let status = if failure.is_some() { 422 } else { 500 };
        let view = begun(preview, asked).unwrap_or_default();
        show(preview, status, snapshot, &View { message: "failed", why, ..view })
    })
}

fn show(preview: &Preview, status: u16, snapshot: &Snapshot, view: &View) -> Reply {
    reply(status, page(EditorPage::Translations, view, &live(preview, snapshot, &Shown::default())))
}

/// The page before anything was sent.
fn begun(preview: &Preview, asked: &Asked) -> anyhow::Result<View> {
    Ok(beside(preview, asked, &Project::open_whole(&preview.root)?))
}

fn beside(preview: &Preview, asked: &Asked, project: &Project) -> View {
    let rows = status::status(project, &[]);
    let languages = &project.toolkit().languages;
    let column = |language: &Language| {
        let own: Vec<&Row> = rows.iter().filter(|row| row.language == language.tag()).collect();
        column(project, *language, &own)
    };
    let first = languages.get(1).map(|language| language.tag());
    let texts = rows.iter().filter(|row| Some(&*row.language) == first).map(|row| row.guide.clone());
    View {
        token: preview.token.clone(),
        message: if asked.query("done").is_some() { "written" } else { "" },
        languages: languages.iter().skip(1).map(column).collect(),
        texts: texts.collect(),
        states: ["draft", "machine", "reviewed"],
        ..View::default()
    }
}

/// What a text is in one word: how it stands by its source, and where it is current, who made it.
fn word_of(row: &Row) -> State {
    row.made.filter(|_| row.state == State::Current).unwrap_or(row.state)
}

fn column(project: &Project, language: Language, rows: &[&Row]) -> Column {
    let count = |state: State| (state.into(), rows.iter().filter(|row| word_of(row) == state).count());
    let open = rows.iter().filter(|row| row.state != State::Current);
    let open = open.map(|row| Open {
        name: row.guide.clone(),
        state: row.state.into(),
        blocks: if row.state == State::Missing && !row.guide.starts_with('_') {
            0
        } else {
            row.changed + row.new
        },
        href: place(project, row),
    });
    Column {
        tag: language.tag().to_owned(),
        lang: language.html(),
        name: language.name(),
        counts: STATES.map(count).into_iter().filter(|(_, number)| *number > 0).collect(),
        open: open.collect(),
    }
}

/// Where somebody goes on with a text: its file, or where it is begun. A list is worked on in the file for its language.
fn place(project: &Project, row: &Row) -> String {
    let file = |folder: &str| format!("content/{folder}/{}/{}.md", row.guide, row.language);
    let there = ["guides", "pages"].map(file).into_iter().find(|path| project.sources.own(path).is_some());
    match there {
        Some(path) => edit(&path),
        None if row.guide.starts_with('_') => {
            format!("/{OWN}/translations/file?lang={}&format=po&text={}", row.language, row.guide)
        }
        None => format!("/{OWN}/new?of={}&lang={}#translation", address::encode(&row.guide), row.language),
    }
}

fn download(preview: &Preview, asked: &Asked) -> anyhow::Result<Reply> {
    let asks = |name: &str| asked.query(name).map(str::trim).filter(|value| !value.is_empty());
    let format = match asks("format") {
        Some("xliff") => Format::Xliff,
        Some("tbx") => Format::Tbx,
        Some("tmx") => Format::Tmx,
        _ => Format::Po,
    };
    let only = asks("only").and_then(|word| values::word::<Only>(word).ok()).into_iter().collect();
    let guides = asks("text").map(str::to_owned).into_iter().collect();
    let language = asks("lang").unwrap_or_default().to_owned();
    let wanted = Export { language, guides, only, format, out: None };
    let (text, _) = export::file(&Project::open_whole(&preview.root)?, &wanted)?;
    let name = [Some(&*wanted.language), asks("text")].into_iter().flatten().collect::<Vec<_>>().join("-");
    let kind = if format == Format::Po { "text/x-gettext-translation" } else { "application/xml" };
    Ok(Reply {
        status: 200,
        kind,
        body: text.into_bytes(),
        policy: "default-src 'none'; sandbox".to_owned(),
        keep: Some(format!("{name}.{}", format.end())),
        ..Reply::default()
    })
}

/// Looks at a file that came back, and writes what was shown of it when it is sent again.
fn taken(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
    let (content, project) = Project::open_to_write(&preview.root)?;
    let sent = asked.file.as_ref().map(|file| file.bytes.clone()).filter(|bytes| !bytes.is_empty());
    let bytes = sent.or_else(|| bytes_of(asked.field("document")?)).filter(|bytes| !bytes.is_empty());
    let state = asked.field("state").unwrap_or_default().to_owned();
    let view = View { state, ..beside(preview, asked, &project) };
    let Some(bytes) = bytes.filter(|bytes| bytes.len() <= MOST) else {
        let file_error = word(preview.language, "translations", "no_file");
        return Ok(show(preview, 422, snapshot, &View { message: "answers", file_error, ..view }));
    };
    let path = name(asked);
    let state = values::word::<TranslationState>(&view.state).ok().filter(|_| !view.state.is_empty());
    let import = translation::look(&project, &path, &bytes, state)?;
    let seen = import.seen();
    if asked.field("write").is_some() && asked.field("seen") == Some(&*seen) && !import.texts.is_empty() {
        translation::write((&content, &project), &import)?;
        for (_, file) in import.files(&project).filter(|(_, file)| file.path.starts_with("content/")) {
            preview.drop_draft(&file.path);
            preview.wait_for(&file.path, &file.bytes);
        }
        let to = Some(format!("/{OWN}/translations?done=written#message"));
        return Ok(Reply { status: 303, to, ..Reply::default() });
    }
    let message = if asked.field("write").is_some() { "other" } else { "" };
    let document = hex(&bytes);
    let view = View { looked: true, message, document, name: path.to_string(), seen, ..view };
    Ok(show(preview, 200, snapshot, &shown(preview, &project, &import, view)))
}

/// The name of the file as it was sent, without folders: its places are told by it.
fn name(asked: &Asked) -> SourcePath {
    let sent = asked.file.as_ref().map(|file| file.name.as_str()).filter(|name| !name.is_empty());
    let sent = sent.or(asked.field("name")).unwrap_or_default();
    let own = sent.rsplit(['/', '\\']).next().filter(|name| !name.is_empty());
    own.unwrap_or("translation").into()
}

fn shown(preview: &Preview, project: &Project, import: &Import, view: View) -> View {
    let language = preview.language;
    let skipped = messages::say(language, "diff/skipped", &[]);
    let lines = |path: &str| {
        let file = import.files(project).find(|(_, new)| *new.path == *path);
        let text = |(old, new): (Option<&Source>, _)| {
            let old = old.and_then(|old| old.text().ok()).unwrap_or_default();
            let lines = diff::lines(old, Source::text(new).unwrap_or_default());
            lines.iter().map(|line| line.written(&skipped)).collect()
        };
        file.map(text).unwrap_or_default()
    };
    let shows = |text: &translation::Text| {
        let parts = text.parts();
        let parts = parts.iter().map(|(key, number)| messages::count(language, key, *number));
        Shows {
            parts: parts.collect::<Vec<_>>().join(", "),
            is_new: text.is_new,
            removed: text.removed.clone(),
            lines: lines(&text.path),
            path: text.path.clone(),
        }
    };
    View {
        changes: import.texts.iter().map(shows).collect(),
        open: if import.open > 0 {
            messages::count(language, "translation/open", import.open)
        } else {
            String::new()
        },
        notes: import.diagnostics.iter().map(|note| self::view(preview, &import.sources, note)).collect(),
        ..view
    }
}

//! The page of the desk without a toolkit: one of those in the folder is opened, or a new one is begun.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::form::{Group, Typed};
use crate::{
    http::{Asked, Reply},
    overlay::Live,
    pages::{EditorPage, page as render, word},
    replies::reply,
};
use trousseau_app::{
    entries,
    starter::{self, Start, Wishes},
};
use trousseau_core::messages::{self, Failure};
use trousseau_text::Language;

/// The view of the page.
#[derive(Serialize)]
struct Begin {
    token: String,
    /// The folder in which toolkits are looked for.
    folder: String,
    /// The toolkits that are there, by their paths below it.
    there: Vec<String>,
    /// Whether the last try was refused, and why.
    refused: bool,
    why: String,
    groups: Vec<Group>,
}

/// What came of the form.
pub enum Choice {
    /// The folder of a toolkit.
    Toolkit(PathBuf),
    /// The page again, with what is missing.
    Again(Reply),
}

/// The page, with nothing typed.
pub fn page(folder: &Path, language: Language, token: &str) -> Reply {
    let asked = Asked::default();
    show(folder, token, &Typed::new(&asked, language), String::new())
}

/// What somebody chose or wants; a new toolkit is there when this returns its folder.
pub fn read(folder: &Path, language: Language, token: &str, asked: &Asked) -> Choice {
    if let Some(name) = asked.field("folder") {
        // Only what was found is opened; a name from elsewhere leads back to the page.
        let found = starter::near(folder).into_iter().find(|root| below(folder, root) == name);
        return found.map_or_else(|| Choice::Again(page(folder, language, token)), Choice::Toolkit);
    }
    let mut typed = Typed::new(asked, language);
    let wishes = wishes(&typed);
    if let Some((name, key)) = wishes.fault() {
        typed.errors.insert(name, messages::say(language, key, &[]));
        return Choice::Again(show(folder, token, &typed, String::new()));
    }
    let root = starter::place(folder, &wishes.name);
    match starter::create(&root, &wishes) {
        Ok(()) => Choice::Toolkit(root),
        Err(error) => {
            let why = error.downcast_ref::<Failure>().map(|failure| failure.say(language));
            Choice::Again(show(folder, token, &typed, why.unwrap_or_else(|| error.to_string())))
        }
    }
}

/// The answers as wishes.
fn wishes(typed: &Typed) -> Wishes {
    let line = |name| entries::clean(typed.text(name)).replace('\n', " ");
    let first = Language::find(typed.text("first"));
    let others = typed.all("languages").into_iter().filter_map(|tag| Language::find(&tag));
    let mut languages: Vec<Language> = first.into_iter().collect();
    languages.extend(others.filter(|one| Some(*one) != first));
    let stages = typed.text("stages").lines().map(|stage| entries::clean(stage).trim().to_owned());
    Wishes {
        name: line("site"),
        about: line("about"),
        start: if typed.text("start") == "empty" { Start::Empty } else { Start::Example },
        languages,
        stages: stages.filter(|stage| !stage.is_empty()).collect(),
    }
}

fn show(folder: &Path, token: &str, typed: &Typed, why: String) -> Reply {
    let language = typed.language;
    let spoken: Vec<_> = Language::all().map(|one| (one.tag().to_owned(), one.name().to_owned())).collect();
    // Those in which the buttons of the site speak already: a list of all languages would be too long to read.
    let readers: Vec<_> = trousseau_theme::files::languages()
        .map(|one| (one.tag().to_owned(), one.name().to_owned()))
        .collect();
    let starts = ["example", "empty"].map(|name| (name.to_owned(), word(language, "begin", name).to_owned()));
    let refused = !typed.errors.is_empty() || !why.is_empty();
    let view = Begin {
        token: token.to_owned(),
        folder: folder.display().to_string(),
        there: starter::near(folder).iter().map(|root| below(folder, root)).collect(),
        refused,
        why,
        groups: vec![
            typed.group("toolkit", vec![typed.field("site", "text", ""), typed.field("about", "text", "")]),
            typed.group(
                "readers",
                vec![typed.select("first", &spoken, language.tag()), typed.boxes("languages", &readers)],
            ),
            typed.group(
                "begin",
                vec![typed.select("start", &starts, "example"), typed.field("stages", "lines", "")],
            ),
        ],
    };
    let live = Live { lang: language.html(), ..Live::default() };
    reply(if refused { 422 } else { 200 }, render(EditorPage::Begin, &view, &live))
}

/// The path of a toolkit as the page shows it.
fn below(folder: &Path, root: &Path) -> String {
    root.strip_prefix(folder).unwrap_or(root).display().to_string()
}

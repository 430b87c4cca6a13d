//! New texts at the project: a guide from the template, and a translation from its source.

use super::{
    data,
    form::{Form, Typed},
    form_handler::FormHandler,
};
use crate::{
    http::{Asked, Reply},
    may::may,
    pages::word,
    state::Snapshot,
};
use trousseau_app::{Content, Project, entries, guide};
use trousseau_core::{
    guide::{
        FOLDER, GuideFrontMatter, Text,
        edit::entries::{Edit, Node, in_front_matter},
        split,
    },
    library::address,
    messages::Failure,
};
use trousseau_text::{Language, slug};

impl FormHandler {
    /// The page with both forms; writes the file that one of them asks for and leads to its editor.
    pub(super) fn new_text(&self, snapshot: &Snapshot, asked: &Asked) -> anyhow::Result<Reply> {
        let project = &Project::open_whole(&self.preview.root)?;
        let language = self.preview.language;
        let mut typed = Typed::new(asked, language);
        let done = asked.form.as_ref().and_then(|_| match asked.field("what") {
            Some("translation") => {
                self.translation(&mut typed, project).map(|path| path.map(|path| (super::edit(&path), path)))
            }
            _ => self.guide(&mut typed),
        });
        let (message, why) = match done {
            Some(Ok((to, path))) => {
                self.preview.wait_for_file(&path);
                return Ok(Reply { status: 303, to: Some(to), ..Reply::default() });
            }
            Some(Err(error)) => match error.downcast::<Failure>() {
                Ok(failure) => ("failed", failure.say(language)),
                Err(error) => return Err(error),
            },
            None if typed.errors.is_empty() => ("", String::new()),
            None => ("answers", String::new()),
        };
        let guides: Vec<_> =
            project.guides().map(|one| (one.slug.clone(), one.front_matter.title.clone())).collect();
        let home = project.toolkit().source_language();
        let others = project.toolkit().languages.iter().filter(|language| **language != home);
        let languages: Vec<_> =
            others.map(|language| (language.tag().to_owned(), language.name().to_owned())).collect();
        // What an empty cell of the board leads here with.
        let wished = |name| asked.query(name).unwrap_or_default();
        let sheet = Form {
            name: "new",
            token: self.preview.token.clone(),
            message,
            why,
            groups: vec![
                typed.group("guide", vec![typed.field("title", "text", ""), typed.field("name", "text", "")]),
                typed.group(
                    "translation",
                    vec![
                        typed.select("of", &guides, wished("of")),
                        typed.select("lang", &languages, wished("lang")),
                    ],
                ),
            ],
            ..Form::default()
        };
        Ok(self.show(if message.is_empty() { 200 } else { 422 }, snapshot, &sheet))
    }

    /// Makes a guide; where it leads, and its file. Whoever gave it a title goes on with the form of its head, whoever gave it a
    /// name alone with its text.
    fn guide(&self, typed: &mut Typed) -> Option<anyhow::Result<(String, String)>> {
        let language = typed.language;
        let title = entries::clean(typed.text("title")).replace('\n', " ");
        if typed.text("name").is_empty() && !title.is_empty() {
            let titled = || {
                let path = self.titled(&title, language)?;
                self.entitle(&path, &title)?;
                let to = if may().all { data::head(&path) } else { super::edit(&path) };
                Ok((format!("{to}&done=begun"), path))
            };
            return Some(titled());
        }
        let good = |name: &str| match slug::is_slug(name) {
            true if address::is_reserved(name) => {
                Err(Failure::new("guide/reserved").with("name", name).say(language))
            }
            true => Ok(name.to_owned()),
            false => {
                let near = slug::name(name).map(|near| format!(" {} {near}", word(language, "form", "near")));
                Err(format!("{}{}", word(language, "form", "name"), near.unwrap_or_default()))
            }
        };
        let name = typed.read("name", good, |error| error)?;
        let named = || {
            let path = guide::create(&self.preview.root, &name, guide::NewText::Guide, language)?;
            if !title.is_empty() {
                self.entitle(&path, &title)?;
            }
            Ok((super::edit(&path), path))
        };
        Some(named())
    }

    /// Makes the file of a guide with this title, under a name that is made of it. The form says what each line of the head is for, so
    /// the file has no comments.
    fn titled(&self, title: &str, language: Language) -> anyhow::Result<String> {
        let named = slug::name(title).filter(|name| !address::is_reserved(name));
        let is_made_up = named.is_none();
        let name = named.unwrap_or_else(|| "guide".to_owned());
        for number in 1.. {
            let name = if number == 1 { name.clone() } else { format!("{name}-{number}") };
            let path = guide::create_bare(&self.preview.root, &name, language);
            // A title that gives a name is taken once; one that gives none is no reason to refuse the second text.
            let is_taken = path.as_ref().is_err_and(|error| {
                error.downcast_ref::<Failure>().is_some_and(|failure| failure.key == "guide/exists")
            });
            if !(is_taken && is_made_up) {
                return path;
            }
        }
        Err(Failure::new("guide/exists").with("path", &name).into())
    }

    /// Gives a new guide its title.
    fn entitle(&self, path: &str, title: &str) -> anyhow::Result<()> {
        let (content, project) = Project::open_to_write(&self.preview.root)?;
        let edit = Edit::Set {
            home: Vec::new(),
            key: "title".to_owned(),
            value: Node::Words(title.to_owned()),
            before: Vec::new(),
        };
        let Some(source) = project.sources.own(path) else { return Ok(()) };
        let text = source.text().ok().and_then(|text| in_front_matter(text, &[edit]).ok());
        if let Some(text) = text {
            content.replace(source, text.as_bytes())?;
            self.preview.wait_for(path, text.as_bytes());
        }
        Ok(())
    }

    fn translation(&self, typed: &mut Typed, project: &Project) -> Option<anyhow::Result<String>> {
        let of = typed.choose("of", |name| project.guides().find(|guide| guide.slug == name).ok_or(()));
        let home = project.toolkit().source_language();
        let others =
            |language: &Language| *language != home && project.toolkit().languages.contains(language);
        let language = typed.choose("lang", |tag| Language::find(tag).filter(others).ok_or(()));
        let (of, language) = (of?, language?);
        let path = format!("{FOLDER}{}/{language}.md", of.slug);
        let text = begun(project.source(of).text().unwrap_or_default(), of, typed.language);
        let written =
            Content::lock(&self.preview.root).and_then(|content| content.create(&path, text.as_bytes()));
        Some(written.map(|()| path))
    }
}

/// The file of a new translation: its own front matter, with a comment that says what to do, and the body of its source.
/// The state is `begun`, so that readers do not get the source's words as a translation.
fn begun(text: &str, source: &Text<GuideFrontMatter>, language: Language) -> String {
    let body = split::split(text, &source.path).map_or("", |parts| parts.body);
    // Title and summary of the source are typeset; the no-break spaces are replaced before they are written into a file.
    let quoted =
        |words: &str| serde_json::Value::from(words.replace(['\u{a0}', '\u{202f}'], " ")).to_string();
    let (title, summary) = (quoted(&source.front_matter.title), quoted(&source.front_matter.summary));
    let translates =
        source.front_matter.versions.first().map(|entry| format!("translates: {}\n", entry.version.value));
    format!(
        "---\n{}\ntitle: {title}\nsummary: {summary}\n{}translation: begun\n---\n{body}",
        word(language, "new", "todo"),
        translates.unwrap_or_default()
    )
}

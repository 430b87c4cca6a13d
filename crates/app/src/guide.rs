//! A new text in the source language, with a head to fill in: a guide, a sheet, a letter or a page.

use std::path::Path;

use serde::Deserialize;
use trousseau_core::{
    guide,
    library::address,
    messages::Failure,
    toolkit::{self, Toolkit},
    yaml::Words,
};
use trousseau_io::{
    clock,
    disk::{self, Content},
};
use trousseau_text::{Language, slug};

/// What somebody begins: three are guides with a `kind:` of their own, a page has another head and another folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewText {
    /// To read, in a stage of the way.
    #[default]
    Guide,
    /// To read, beside the way: about, privacy…
    Page,
    /// To write on, with a pen.
    Sheet,
    /// To copy.
    Letter,
}

impl NewText {
    /// The folder in which its folder lies, and the one in which none of the same name may lie.
    fn folders(self) -> (&'static str, &'static str) {
        match self {
            Self::Page => (PAGES, guide::FOLDER),
            _ => (guide::FOLDER, PAGES),
        }
    }
}

/// The folder of all pages.
const PAGES: &str = "content/pages/";

/// Makes the file of a text, and gives its path; one that exists is left as it is. It is written with comments in the language of
/// whoever fills it in.
pub fn create(root: &Path, name: &str, what: NewText, language: Language) -> anyhow::Result<String> {
    let begun = begin(root, name, what, language)?;
    begun.content.create(&begun.path, begun.text.as_bytes())?;
    Ok(begun.path)
}

/// The same for a guide whose head is filled in by a form, which says what each line is for: it has no comments.
pub fn create_bare(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    let begun = begin(root, name, NewText::Guide, language)?;
    let (head, body) = parts(&begun.text);
    let lines: Vec<&str> = head.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    begun.content.create(&begun.path, format!("{}\n---\n\n{body}", lines.join("\n")).as_bytes())?;
    Ok(begun.path)
}

/// A text that may be made: its name is free.
pub(crate) struct Begun {
    /// What keeps its name free.
    pub content: Content,
    /// Its path.
    pub path: String,
    /// The template, filled.
    pub text: String,
}

/// Looks whether a text may have this name, and fills its template.
pub(crate) fn begin(root: &Path, name: &str, what: NewText, language: Language) -> anyhow::Result<Begun> {
    if !slug::is_slug(name) {
        let near = slug::name(name);
        let key = if near.is_some() { "guide/name-near" } else { "guide/name" };
        return Err(Failure::new(key).with("name", name).with("near", near.unwrap_or_default()).into());
    }
    if address::is_reserved(name) {
        return Err(Failure::new("guide/reserved").with("name", name).into());
    }
    let content = Content::lock(root)?;
    let sources = disk::read(root)?.value;
    let toolkit = toolkit::read(&sources).value.ok_or_else(|| Failure::new("guide/no-toolkit"))?;
    let (folder, other) = what.folders();
    // Guides and pages have their addresses in one folder of the site.
    if let Some(taken) = sources.under(&format!("{other}{name}/")).next() {
        return Err(Failure::new("guide/exists").with("path", &taken.path).into());
    }
    let path = format!("{folder}{name}/{}.md", toolkit.source_language());
    if let Some(taken) = sources.get(&path) {
        return Err(Failure::new("guide/exists").with("path", &taken.path).into());
    }
    let template = template(what, language, toolkit.source_language());
    let text = fill(&template, &toolkit, &clock::today()?.to_string());
    Ok(Begun { content, path, text })
}

/// What readers see of the first version, by language as [`guide::TO_WRITE`].
const FIRST: [&str; 3] = ["Première version.", "First version.", "…"];

/// The place of a language in these lists: French, English, and all of which the program knows no words.
fn place(language: Language) -> usize {
    ["fr", "en"].iter().position(|tag| *tag == language.primary()).unwrap_or(2)
}

/// The empty text: its comments in the language of whoever fills it in, its words in the one in which it is written.
fn template(what: NewText, language: Language, home: Language) -> String {
    // Whoever speaks neither gets English comments.
    let (own, home) = (place(language).min(1), place(home));
    let mut head = head(what, own).to_owned();
    for words in [guide::TO_WRITE, FIRST] {
        head = head.replace(&format!(": {}\n", words[own]), &format!(": {}\n", words[home]));
    }
    let head = match what {
        NewText::Sheet => head.replace("\n# kind: sheet\n", "\nkind: sheet\n"),
        NewText::Letter => head.replace("\n# kind: sheet\n", "\nkind: letter\n"),
        NewText::Guide | NewText::Page => head,
    };
    format!("{head}\n---\n\n{}", body(what, home))
}

const GUIDES: [&str; 2] = [include_str!("guide/fr.md"), include_str!("guide/en.md")];
const PAGE_TEXTS: [&str; 2] = [include_str!("guide/fr-page.md"), include_str!("guide/en-page.md")];

/// A template as its head and its body.
fn parts(text: &str) -> (&str, &str) {
    text.split_once("\n---\n\n").unwrap_or((text, ""))
}

/// The head of a template, without the line that ends it.
fn head(what: NewText, own: usize) -> &'static str {
    parts(if what == NewText::Page { PAGE_TEXTS[own] } else { GUIDES[own] }).0
}

/// The words of a template; of a language of which the program knows none, the signs that may stand there.
fn body(what: NewText, home: usize) -> &'static str {
    match (what, home) {
        (NewText::Guide, 0 | 1) => parts(GUIDES[home]).1,
        (NewText::Page, 0 | 1) => parts(PAGE_TEXTS[home]).1,
        (NewText::Sheet, 0) => include_str!("guide/fr-sheet.md"),
        (NewText::Sheet, 1) => include_str!("guide/en-sheet.md"),
        (NewText::Letter, 0) => include_str!("guide/fr-letter.md"),
        (NewText::Letter, 1) => include_str!("guide/en-letter.md"),
        (NewText::Guide | NewText::Page, _) => "1. …\n\n- [ ] …\n",
        (NewText::Sheet, _) => "… : ____\n",
        (NewText::Letter, _) => "> [!LETTER]\n> …\n>\n> ____\n",
    }
}

/// The template, with the stages, partners and contacts of this toolkit in its comments.
fn fill(template: &str, toolkit: &Toolkit, today: &str) -> String {
    let list = |items: &mut dyn Iterator<Item = (&str, &Words)>| {
        let lines = items.map(|(id, name)| {
            let name = name.get(&toolkit.source_language()).map(String::as_str).unwrap_or_default();
            // A line break in a name would end the YAML comment.
            let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
            format!("#   {id} ({name})\n")
        });
        lines.collect::<String>()
    };
    let stage = toolkit.stages.first().map_or("", |stage| &stage.id);
    let version = format!("  - version: 1.0.0\n    date: {today}\n");
    template
        .replace(
            "#   @STAGES@\n",
            &list(&mut toolkit.stages.iter().map(|stage| (stage.id.as_str(), &stage.name))),
        )
        .replace(
            "#   @CONTACTS@\n",
            &list(&mut toolkit.contacts.iter().map(|one| (one.id.as_str(), &one.name))),
        )
        .replace(
            "#   @PARTNERS@\n",
            &list(&mut toolkit.partners.iter().map(|one| (one.id.as_str(), &one.name))),
        )
        .replace("@STAGE@", stage)
        .replace("@VERSION@\n", &version)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use trousseau_core::{
        document::{Block, Document},
        guide::{GuideFrontMatter, GuideKind, PageFrontMatter},
        source::Source,
    };

    const TOOLKIT: &str = "\
name: {fr: Clés}
languages: [fr]
stages:
  - {id: demander, name: {fr: \"Demander\\n# un logement\"}, summary: {fr: x}}
";

    fn speaks(tag: &str) -> Language {
        Language::find(tag).expect("in the table")
    }

    fn key(result: anyhow::Result<String>) -> &'static str {
        result.expect_err("refused").downcast_ref::<Failure>().expect("a failure").key
    }

    /// A folder with a toolkit.
    fn home() -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("content")).expect("made");
        fs::write(home.path().join(toolkit::PATH), TOOLKIT).expect("written");
        home
    }

    /// A text that was begun.
    fn begun(what: NewText, tag: &str) -> Source {
        let home = home();
        let path = create(home.path(), "payer-son-loyer", what, speaks(tag)).expect("made");
        assert_eq!(path.starts_with("content/pages/"), what == NewText::Page, "{path}");
        let again = create(home.path(), "payer-son-loyer", what, speaks(tag));
        assert_eq!(key(again), "guide/exists");
        let other = if what == NewText::Page { NewText::Guide } else { NewText::Page };
        // A page and a guide of one name would have one address.
        assert_eq!(key(create(home.path(), "payer-son-loyer", other, speaks(tag))), "guide/exists");
        Source::new("x", fs::read(home.path().join(path)).expect("there"))
    }

    /// Whether a text has a place to write on.
    fn has_lines(body: &Document) -> bool {
        format!("{:?}", body.blocks).contains("Blank")
    }

    #[test]
    fn each_kind_begins_as_what_it_is_and_can_be_read_in_silence() {
        let kinds = [
            (NewText::Guide, GuideKind::Guide),
            (NewText::Sheet, GuideKind::Sheet),
            (NewText::Letter, GuideKind::Letter),
        ];
        for (tag, (what, kind)) in ["fr", "en"].into_iter().flat_map(|tag| kinds.map(|kind| (tag, kind))) {
            let source = begun(what, tag);
            let text = source.text().expect("text");
            assert!(
                text.contains("#   demander (Demander # un logement)\n") && !text.contains('@'),
                "{text}"
            );
            let read = guide::read::<GuideFrontMatter>(&source, "payer-son-loyer", Language::default());
            assert_eq!(read.diagnostics, [], "{text}");
            let read = read.value.expect("a guide");
            let head = &read.front_matter;
            assert_eq!((head.stage.as_str(), head.kind), ("demander", kind));
            // The placeholders are the ones that the check for unwritten guides looks for.
            assert!(guide::TO_WRITE.contains(&&*head.title) && head.summary == head.title);
            let letter = read.body.blocks.iter().any(|block| matches!(block, Block::Letter(_)));
            assert_eq!(
                (letter, has_lines(&read.body)),
                (kind == GuideKind::Letter, kind.is_form()),
                "{text}"
            );
        }
    }

    #[test]
    fn a_new_text_speaks_the_language_in_which_it_is_written() {
        for (tag, words) in [("fr", "Dites d’abord"), ("en", "Say first"), ("ar", "1. …")] {
            let home = home();
            let path = home.path().join(toolkit::PATH);
            fs::write(&path, TOOLKIT.replace("fr", tag)).expect("written");
            for speaker in ["fr", "en"] {
                let name = format!("payer-{speaker}");
                let made = create(home.path(), &name, NewText::Guide, speaks(speaker)).expect("made");
                let text = fs::read_to_string(home.path().join(made)).expect("there");
                let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
                let own = lines.join("\n");
                assert!(own.contains(words), "{tag}, {speaker}: {own}");
                let title = guide::TO_WRITE[place(speaks(tag))];
                assert_eq!(
                    own.matches(&format!(": {title}\n")).count(),
                    if tag == "ar" { 3 } else { 2 },
                    "{own}"
                );
                assert!(text.contains(if speaker == "fr" { "# L’étape." } else { "# The stage." }), "{text}");
            }
        }
    }

    #[test]
    fn the_comments_of_a_new_text_say_nothing_of_a_person_and_a_form_needs_none() {
        let home = home();
        for speaker in ["fr", "en"] {
            let made =
                create(home.path(), &format!("a-{speaker}"), NewText::Guide, speaks(speaker)).expect("made");
            let sources = disk::read(home.path()).expect("read").value;
            let toolkit = toolkit::read(&sources).value.expect("a toolkit");
            assert_eq!(trousseau_lint::privacy::check(&sources, &toolkit), [], "{made}");
        }
        let bare = create_bare(home.path(), "payer", speaks("fr")).expect("made");
        let text = fs::read_to_string(home.path().join(bare)).expect("there");
        let (head, body) = parts(&text);
        assert!(!head.contains('#') && head.contains("\ntitle: À écrire\n"), "{head}");
        assert!(body.starts_with("## À faire en premier\n"), "{body}");
    }

    #[test]
    fn a_page_begins_with_the_head_of_a_page() {
        for tag in ["fr", "en"] {
            let source = begun(NewText::Page, tag);
            let read = guide::read::<PageFrontMatter>(&source, "payer-son-loyer", Language::default());
            assert_eq!(read.diagnostics, []);
            let head = read.value.expect("a page").front_matter;
            assert!(guide::TO_WRITE.contains(&&*head.title) && head.summary == head.title);
            assert_eq!(head.versions.len(), 1);
        }
    }

    #[test]
    fn a_name_is_a_slug_in_a_toolkit() {
        let home = tempfile::tempdir().expect("a folder");
        assert_eq!(
            key(create(home.path(), "Payer son loyer", NewText::Guide, speaks("fr"))),
            "guide/name-near"
        );
        assert_eq!(key(create(home.path(), "../x", NewText::Guide, speaks("fr"))), "guide/name-near");
        assert_eq!(key(create(home.path(), "???", NewText::Guide, speaks("fr"))), "guide/name");
        assert_eq!(key(create(home.path(), "payer", NewText::Guide, speaks("fr"))), "guide/no-toolkit");
        assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 0);
    }
}

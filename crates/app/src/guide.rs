//! A new guide in the source language, with a head to fill in.

use std::path::Path;

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

/// Makes the file of a guide, and gives its path; one that exists is left as it is. It is written with comments in the language of whoever fills it in.
pub fn create(root: &Path, name: &str, language: Language) -> anyhow::Result<String> {
    if !slug::is_slug(name) {
        let near = slug::slug(name);
        let key = if slug::is_slug(&near) { "guide/name-near" } else { "guide/name" };
        return Err(Failure::new(key).with("name", name).with("near", near).into());
    }
    if address::is_reserved(name) {
        return Err(Failure::new("guide/reserved").with("name", name).into());
    }
    let content = Content::lock(root)?;
    let sources = disk::read(root)?.value;
    let toolkit = toolkit::read(&sources).value.ok_or_else(|| Failure::new("guide/no-toolkit"))?;
    let path = format!("{}{name}/{}.md", guide::FOLDER, toolkit.source_language());
    let text = fill(template(language), &toolkit, &clock::today()?.to_string());
    content.create(&path, text.as_bytes())?;
    Ok(path)
}

/// The empty guide, with its comments in the user's language.
fn template(language: Language) -> &'static str {
    match language.primary() {
        "fr" => include_str!("guide/fr.md"),
        _ => include_str!("guide/en.md"),
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
    use trousseau_core::{guide::GuideFrontMatter, source::Source};

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

    #[test]
    fn a_new_guide_can_be_read_in_silence() {
        for tag in ["fr", "en"] {
            let home = tempfile::tempdir().expect("a folder");
            fs::create_dir(home.path().join("content")).expect("made");
            fs::write(home.path().join(toolkit::PATH), TOOLKIT).expect("written");
            create(home.path(), "payer-son-loyer", speaks(tag)).expect("made");
            let path = home.path().join("content/guides/payer-son-loyer/fr.md");
            let source = Source::new("x", fs::read(&path).expect("there"));
            let text = source.text().expect("text");
            assert!(
                text.contains("#   demander (Demander # un logement)\n") && !text.contains('@'),
                "{text}"
            );
            let read = guide::read::<GuideFrontMatter>(&source, "payer-son-loyer", Language::default());
            assert_eq!(read.diagnostics, []);
            let head = read.value.expect("a guide").front_matter;
            assert_eq!(&*head.stage, "demander");
            // The placeholders are the ones that the check for unwritten guides looks for.
            assert!(guide::TO_WRITE.contains(&&*head.title) && head.summary == head.title);
            assert_eq!(key(create(home.path(), "payer-son-loyer", speaks(tag))), "guide/exists");
        }
    }

    #[test]
    fn a_name_is_a_slug_in_a_toolkit() {
        let home = tempfile::tempdir().expect("a folder");
        assert_eq!(key(create(home.path(), "Payer son loyer", speaks("fr"))), "guide/name-near");
        assert_eq!(key(create(home.path(), "../x", speaks("fr"))), "guide/name-near");
        assert_eq!(key(create(home.path(), "???", speaks("fr"))), "guide/name");
        assert_eq!(key(create(home.path(), "payer", speaks("fr"))), "guide/no-toolkit");
        assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 0);
    }
}

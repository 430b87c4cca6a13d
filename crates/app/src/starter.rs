//! A new toolkit: a small one that works, with comments that say what to change.

mod wishes;

use std::{
    collections::VecDeque,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;

use trousseau_core::{messages::Failure, toolkit};
use trousseau_io::{clock, disk};
use trousseau_text::{Language, slug};

pub use self::wishes::{Start, Wishes};
use crate::{schema, theme};

/// The files of a new toolkit, inside the program. `dot-` at the start of a name stands for `.`.
#[derive(rust_embed::RustEmbed)]
#[folder = "starter/"]
struct Starter;

/// How many entries of folders are looked at in the search for toolkits.
const MOST_LOOKED_AT: usize = 5000;

/// Fills a new or empty folder, and writes the words of the interface out, to be translated, for each language that has none. A file
/// that exists is never overwritten.
pub fn create(dir: &Path, wishes: &Wishes) -> anyhow::Result<()> {
    wishes.proved()?;
    let has_words = |language: &Language| trousseau_theme::files::languages().any(|one| one == *language);
    let new: Vec<Language> = wishes.each_language().filter(|language| !has_words(language)).collect();
    // A tag that means none is told before anything is written.
    new.iter().try_for_each(|language| theme::language(language.tag()).map(drop))?;
    make(dir, wishes)?;
    new.iter().try_for_each(|language| theme::strings(dir, language.tag()).map(drop))
}

/// A new folder is made under a hidden name and then renamed: it is there whole or not at all. In one that exists, files are
/// made one by one, and what is there of a start that was killed is completed.
fn make(dir: &Path, wishes: &Wishes) -> anyhow::Result<()> {
    let shown = dir.display().to_string();
    let failure = |key| Failure::new(key).with("path", &shown);
    let files = files(&clock::today()?.to_string(), wishes);
    let trouble = || failure("new/write");
    match fs::symlink_metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // With its whole path, since a name alone has no folder above it.
            let dir = std::path::absolute(dir).with_context(trouble)?;
            let partial = disk::hidden(&dir);
            if let Some(above) = dir.parent() {
                fs::create_dir_all(above).with_context(trouble)?;
                sweep(above);
            }
            let made = fill(&partial, &files).and_then(|()| fs::rename(&partial, &dir));
            if made.is_err() {
                let _ = fs::remove_dir_all(&partial);
            }
            return made.with_context(trouble);
        }
        Err(error) => return Err(error).with_context(trouble),
        Ok(_) => {}
    }
    if !is_begun(dir, &files).with_context(trouble)? {
        return Err(failure("new/exists").into());
    }
    fill(dir, &files).with_context(trouble)
}

/// The toolkits in a folder, and in the folders up to two below it, in their order; hidden folders are not entered, and a folder that holds
/// very much is not read to its end.
pub fn near(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut left) = (Vec::new(), MOST_LOOKED_AT);
    // The nearest first, so that what lies deep keeps nobody from finding what lies near.
    let mut folders = VecDeque::from([(folder.to_owned(), 0)]);
    while let Some((at, depth)) = folders.pop_front() {
        if at.join(toolkit::PATH).is_file() {
            found.push(at);
            continue;
        }
        if depth == 2 {
            continue;
        }
        for entry in fs::read_dir(&at).into_iter().flatten().flatten().take(left) {
            left -= 1;
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !is_hidden && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push_back((entry.path(), depth + 1));
            }
        }
    }
    found.sort();
    found
}

/// The folder for a new toolkit: this one while it is empty, else a new one in it, named after the site.
pub fn place(folder: &Path, name: &str) -> PathBuf {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()) {
        return folder.to_owned();
    }
    let name = slug::name(name).unwrap_or_else(|| "trousseau".to_owned());
    let named = |number: usize| match number {
        1 => folder.join(&name),
        _ => folder.join(format!("{name}-{number}")),
    };
    let mut number = 1;
    while fs::symlink_metadata(named(number)).is_ok() {
        number += 1;
    }
    named(number)
}

/// Removes the folders that killed starts left in this one.
fn sweep(above: &Path) {
    for entry in fs::read_dir(above).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && disk::writer(&name.to_string_lossy()).is_some_and(disk::is_dead) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a folder holds nothing but a part of a new toolkit, or nothing.
fn is_begun(dir: &Path, files: &[(String, String)]) -> io::Result<bool> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let inside = |path: &str| Path::new(path).components().next().map(|part| part.as_os_str().to_owned());
        let name = Some(entry.file_name());
        let known = files.iter().any(|(path, _)| inside(path) == name);
        if !known && disk::writer(&entry.file_name().to_string_lossy()).is_none() {
            return Ok(false);
        }
    }
    Ok(files.iter().all(|(path, text)| match fs::read(dir.join(path)) {
        Ok(bytes) => bytes == text.as_bytes(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }))
}

/// All files by their path below the new folder.
fn files(today: &str, wishes: &Wishes) -> Vec<(String, String)> {
    let starter = Starter::iter().filter(|path| wishes.has(path)).filter_map(|path| {
        let text = String::from_utf8(Starter::get(&path)?.data.into_owned()).ok()?;
        let text = if path == toolkit::PATH { wishes.toolkit(&text) } else { text };
        let hidden = path.split('/').map(|part| match part.strip_prefix("dot-") {
            Some(name) => format!(".{name}"),
            None => part.to_owned(),
        });
        Some((hidden.collect::<Vec<_>>().join("/"), text.replace("@TODAY@", today)))
    });
    let schemas = schema::all().into_iter();
    starter
        .chain(schemas.map(|(name, schema)| (format!("{}/{name}", schema::FOLDER), schema::text(&schema))))
        .collect()
}

/// Writes the files that are not there yet.
fn fill(dir: &Path, files: &[(String, String)]) -> io::Result<()> {
    for (path, text) in files {
        let path = dir.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
            disk::sweep(folder);
        }
        match disk::write_new(&path, text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => other?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::diagnostic::Severity;
    use trousseau_lint::When;

    use crate::Project;

    fn all(project: &Project) -> Vec<&'static str> {
        let all = [project.diagnostics.clone(), project.lint(When::Build)].concat();
        all.iter().map(trousseau_core::diagnostic::Diagnostic::code).collect()
    }

    #[test]
    fn a_tag_that_means_no_language_is_told_before_anything_is_written() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("boite");
        let languages = ["fr", "ua"].iter().filter_map(|tag| Language::find(tag)).collect();
        assert!(create(&dir, &Wishes { languages, ..Wishes::default() }).is_err());
        assert!(!dir.exists());
    }

    #[test]
    fn a_language_that_is_said_twice_is_there_once() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("boite");
        let languages = ["fr", "fr", "en"].iter().filter_map(|tag| Language::find(tag)).collect();
        create(&dir, &Wishes { languages, ..Wishes::default() }).expect("made");
        let text = fs::read_to_string(dir.join(toolkit::PATH)).expect("the toolkit");
        assert!(text.contains("\nlanguages: [fr, en]\n"), "{text}");
    }

    /// Where the site will be, only its editor knows: this is told, and nothing else.
    const TOLD: [&str; 1] = ["leaflets/no-address"];

    #[test]
    fn a_new_toolkit_has_nothing_to_mend() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("boite");
        create(&dir, &Wishes::default()).expect("made");
        let project = Project::open(&dir).expect("read");
        assert!(project.sources.files.len() > 12);
        assert_eq!(all(&project), TOLD);
        // The example round in the comments must be valid, too.
        let path = dir.join("content/rounds.yaml");
        let text = fs::read_to_string(&path).expect("rounds").replace("\n# - id", "\n- id");
        fs::write(&path, text.replace("\n#   ", "\n  ")).expect("written");
        let project = Project::open(&dir).expect("read");
        assert_eq!((all(&project), project.toolkit().rounds.len()), (TOLD.to_vec(), 1));
        for path in [".vscode/settings.json", ".gitignore", "README.md", "schemas/guide.json"] {
            assert!(dir.join(path).is_file(), "{path}");
        }
    }

    #[test]
    fn the_editor_is_told_of_schemas_that_exist() {
        let files = files("2026-01-01", &Wishes::default());
        let (_, settings) = files.iter().find(|(path, _)| path == ".vscode/settings.json").expect("settings");
        let settings: serde_json::Value = serde_json::from_str(settings).expect("JSON");
        for (schema, path) in settings["yaml.schemas"].as_object().expect("an object") {
            let known = |wanted: &str| files.iter().any(|(path, _)| path == wanted);
            assert!(
                known(schema.trim_start_matches("./")) && known(path.as_str().expect("a path")),
                "{schema}"
            );
        }
        assert_eq!(
            (&settings["glspc.server.command"], &settings["glspc.server.commandArguments"][0]),
            (&"trousseau".into(), &"lsp".into())
        );
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".yaml")) {
            let name = path.trim_start_matches("content/").trim_end_matches(".yaml");
            assert!(
                text.starts_with(&format!("# yaml-language-server: $schema=../schemas/{name}.json\n")),
                "{path}"
            );
        }
    }

    #[test]
    fn a_folder_with_files_is_left_alone() {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join("x"), "x").expect("written");
        let error = create(home.path(), &Wishes::default()).expect_err("refused");
        assert_eq!(error.downcast_ref::<Failure>().expect("a failure").key, "new/exists");
        assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 1);
        assert!(create(&home.path().join("x"), &Wishes::default()).is_err());
    }

    #[test]
    fn the_example_takes_another_name_and_other_languages() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("boite");
        let languages = ["fr", "ar"].map(|tag| Language::find(tag).expect("known")).to_vec();
        let wishes = Wishes {
            name: "Clés \"du\" Nord: 1".to_owned(),
            about: "Un toit.".to_owned(),
            languages,
            ..Wishes::default()
        };
        create(&dir, &wishes).expect("made");
        let project = Project::open(&dir).expect("read");
        let toolkit = project.toolkit();
        let french = toolkit.source_language();
        assert!(
            toolkit.name[&french].starts_with("Clés") && toolkit.name[&french].ends_with("1"),
            "{:?}",
            toolkit.name
        );
        assert_eq!(
            (toolkit.tagline[&french].as_str(), toolkit.tagline.len(), toolkit.stages.len()),
            ("Un toit.", 1, 3)
        );
        assert!(
            dir.join("content/guides/demander/fr.md").is_file()
                && !dir.join("content/guides/demander/en.md").exists()
        );
        assert!(
            project.diagnostics.iter().all(|one| one.severity != Severity::Error),
            "{:?}",
            project.diagnostics
        );
    }

    #[test]
    fn a_toolkit_of_another_field_begins_with_its_own_words() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("sante");
        let languages = ["ar", "ceb", "fr"].map(|tag| Language::find(tag).expect("known")).to_vec();
        let mut wishes =
            Wishes { name: "صحتي".to_owned(), start: Start::Empty, languages, ..Wishes::default() };
        let refused = create(&dir, &wishes).expect_err("no stage");
        assert_eq!(refused.downcast_ref::<Failure>().expect("a failure").key, "new/no-stage");
        assert!(!dir.exists());
        wishes.stages = ["住房", "Soins", "الطبيب", "soins"].map(str::to_owned).to_vec();
        create(&dir, &wishes).expect("made");
        let project = Project::open(&dir).expect("read");
        let ids: Vec<&str> = project.toolkit().stages.iter().map(|stage| stage.id.as_str()).collect();
        assert_eq!(ids, ["stage-1", "soins", "altbyb", "stage-4"]);
        assert!(!project.toolkit().demo, "nothing in it is made up");
        assert_eq!(project.toolkit().source_language().tag(), "ar");
        // Nobody has the words of the interface in Cebuano: they lie there to be translated.
        assert!(dir.join("themes/default/strings/ceb.yaml").is_file());
        assert!(!dir.join("themes/default/strings/ar.yaml").exists() && !dir.join("README.md").exists());
        assert!(
            project.diagnostics.iter().all(|one| one.severity != Severity::Error),
            "{:?}",
            project.diagnostics
        );
        wishes.start = Start::Example;
        assert_eq!(wishes.fault(), Some(("start", "new/example-french")));
    }

    #[test]
    fn toolkits_are_found_near_and_a_new_one_gets_a_place_of_its_own() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |path: &str| home.path().join(path);
        assert_eq!(place(home.path(), "Clés du Nord"), home.path(), "an empty folder is filled itself");
        for path in ["b/content", "a/x/content", "a/x/y/z/content", ".hidden/content"] {
            fs::create_dir_all(at(path)).expect("made");
            fs::write(at(path).join("toolkit.yaml"), "").expect("written");
        }
        assert_eq!(near(home.path()), [at("a/x"), at("b")]);
        assert_eq!(place(home.path(), "Clés du Nord"), at("cles-du-nord"));
        fs::create_dir(at("cles-du-nord")).expect("made");
        assert_eq!(place(home.path(), "Clés du Nord"), at("cles-du-nord-2"));
        assert_eq!(place(home.path(), "مفاتيح"), at("mfatyh"));
        assert_eq!(place(home.path(), "住房"), at("trousseau"));
    }
}

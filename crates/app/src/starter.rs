//! A new toolkit: a small one that works, with comments that say what to change.

use std::{fs, io, path::Path};

use anyhow::Context;

use trousseau_core::messages::Failure;
use trousseau_io::{clock, disk};

use crate::schema;

/// The files of a new toolkit, inside the program. `dot-` at the start of a name stands for `.`.
#[derive(rust_embed::RustEmbed)]
#[folder = "starter/"]
struct Starter;

/// Fills a new or empty folder. A file that exists is never overwritten.
///
/// A new folder is made under a hidden name and then renamed: it is there whole or not at all. In one that exists, files are
/// made one by one, and what is there of a start that was killed is completed.
pub fn create(dir: &Path) -> anyhow::Result<()> {
    let shown = dir.display().to_string();
    let failure = |key| Failure::new(key).with("path", &shown);
    let files = files(&clock::today()?.to_string());
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
fn files(today: &str) -> Vec<(String, String)> {
    let starter = Starter::iter().filter_map(|path| {
        let text = String::from_utf8(Starter::get(&path)?.data.into_owned()).ok()?;
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
    use trousseau_lint::When;

    use crate::Project;

    fn all(project: &Project) -> Vec<&'static str> {
        let all = [project.diagnostics.clone(), project.lint(When::Build)].concat();
        all.iter().map(trousseau_core::diagnostic::Diagnostic::code).collect()
    }

    /// Where the site will be, only its editor knows: this is told, and nothing else.
    const TOLD: [&str; 1] = ["leaflets/no-address"];

    #[test]
    fn a_new_toolkit_has_nothing_to_mend() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("boite");
        create(&dir).expect("made");
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
        let files = files("2026-01-01");
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
        let error = create(home.path()).expect_err("refused");
        assert_eq!(error.downcast_ref::<Failure>().expect("a failure").key, "new/exists");
        assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 1);
        assert!(create(&home.path().join("x")).is_err());
    }
}

//! The hook of git: has git look at what is about to be recorded, each time.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::Path,
};

use anyhow::Context;

use trousseau_core::messages::Failure;
use trousseau_io::git::{self, Repository};
use trousseau_text::Language;

/// The name of git's hook.
const NAME: &str = "pre-commit";

/// The line by which our own hook is recognised.
const MARK: &str =
    "# Trousseau looks at what is about to be recorded. `trousseau hook remove` takes this file away.";

/// Puts the hook in its place, and gives its path. One that somebody else wrote is left as it is, and the failure says what to
/// add to it.
pub fn install(root: &Path, language: Language) -> anyhow::Result<String> {
    let repository = git::repository(root)?;
    let folder = repository.hooks()?;
    let path = folder.join(NAME);
    let shown = path.display().to_string();
    let failure = |key| Failure::new(key).with("path", &shown);
    let program = std::env::current_exe().with_context(|| failure("hook/write"))?;
    let wanted = script(&repository, &program, language);
    match read(&path).with_context(|| failure("hook/write"))? {
        Some(text) if is_ours(&text, &repository) => {
            // Written under another name and renamed, so that git never runs a part of it.
            let beside = folder.join(format!("{NAME}.trousseau"));
            let _ = fs::remove_file(&beside);
            write(&beside, &wanted)
                .and_then(|()| fs::rename(&beside, &path))
                .with_context(|| failure("hook/write"))?;
        }
        Some(_) => return Err(failure("hook/foreign").with("line", command(&repository)).into()),
        None => {
            fs::create_dir_all(&folder)
                .and_then(|()| write(&path, &wanted))
                .with_context(|| failure("hook/write"))?;
        }
    }
    Ok(shown)
}

/// Takes the hook away, and gives its path; none when there was no hook. One that somebody else wrote is left as it is.
pub fn remove(root: &Path) -> anyhow::Result<Option<String>> {
    let repository = git::repository(root)?;
    let path = repository.hooks()?.join(NAME);
    let shown = path.display().to_string();
    let failure = |key| Failure::new(key).with("path", &shown);
    match read(&path).with_context(|| failure("hook/write"))? {
        Some(text) if is_ours(&text, &repository) => {
            fs::remove_file(&path).with_context(|| failure("hook/write"))?;
            Ok(Some(shown))
        }
        Some(_) => Err(failure("hook/not-ours").into()),
        None => Ok(None),
    }
}

/// The script; git runs it in the top folder of the work tree. Messages are in the language of whoever installed it, whatever
/// that of the program that commits.
fn script(repository: &Repository, program: &Path, language: Language) -> String {
    let program = quoted(&program.display().to_string().replace('\\', "/"));
    let rest = command(repository);
    let rest = rest.trim_start_matches("trousseau").trim_end_matches(" || exit 1");
    format!(
        "#!/bin/sh\n{MARK}\nprogram={program}\n[ -x \"$program\" ] || program=trousseau\nexec \"$program\" --lang {language}{rest}\n"
    )
}

/// The command that the hook runs for this toolkit.
fn command(repository: &Repository) -> String {
    let root = match repository.inner.trim_end_matches('/') {
        "" => ".".to_owned(),
        inner => quoted(inner),
    };
    format!("trousseau check --staged --root {root} || exit 1")
}

/// Whether a hook is ours and for this toolkit: another toolkit of the repository may have its own.
fn is_ours(text: &str, repository: &Repository) -> bool {
    let command = command(repository);
    let rest = command.trim_start_matches("trousseau").trim_end_matches(" || exit 1");
    text.lines().nth(1) == Some(MARK) && text.trim_end().ends_with(rest)
}

/// A text quoted for a POSIX shell.
fn quoted(words: &str) -> String {
    format!("'{}'", words.replace('\'', r"'\''"))
}

fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a new executable file.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o755);
    options.open(path)?.write_all(text.as_bytes())
}

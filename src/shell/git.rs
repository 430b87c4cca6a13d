//! What is about to be recorded, and where hooks lie, as the program `git` says.

mod history;

use std::{
    collections::BTreeSet,
    env,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, anyhow};

pub use history::{at, commits};

use super::disk::{self, FOLDERS, MOST_BYTES};
use crate::{
    diagnostic::{Diagnostic, Noted, Place},
    source::{Source, SourcePath, Sources},
    words::Failure,
};

/// The repository around a toolkit.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Its top folder.
    pub top: PathBuf,
    /// What leads from there to the toolkit: empty, or with a final `/`.
    pub inner: String,
    /// Where git runs.
    folder: PathBuf,
}

/// Finds the repository of a toolkit's folder; a failure when there is none, or no git.
pub fn repository(root: &Path) -> anyhow::Result<Repository> {
    let no_folder = || Failure::new("root/none").with("path", root.display());
    let root = root.canonicalize().with_context(no_folder)?;
    // A hook runs in the top folder, and git tells it by these two which repository and which index are meant.
    let in_hook = ["GIT_DIR", "GIT_INDEX_FILE"].iter().any(|name| env::var_os(name).is_some());
    let folder = if in_hook { env::current_dir().with_context(no_folder)? } else { root.clone() };
    let none = || Failure::new("git/no-repository").with("path", root.display());
    let top = PathBuf::from(line(git(&folder, &["rev-parse", "--show-toplevel"])?).map_err(|_| none())?);
    let top = top.canonicalize().with_context(none)?;
    let inner = root.strip_prefix(&top).map_err(|_| none())?;
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let inner = parts.iter().map(|part| format!("{part}/")).collect();
    Ok(Repository { top, inner, folder })
}

impl Repository {
    /// The files of the toolkit as the index holds them: what a commit would record. Links are left out.
    pub fn staged(&self) -> anyhow::Result<Noted<Sources>> {
        self.indexed(&FOLDERS, &|_| true)
    }

    /// The files below the toolkit that a commit would add or change, in whatever folder, as far as they are wanted.
    pub fn changed(&self, wanted: &dyn Fn(&str) -> bool) -> anyhow::Result<Noted<Sources>> {
        let what =
            ["diff", "--cached", "--name-only", "--no-renames", "--no-relative", "--diff-filter=d", "-z"];
        let listed = git(&self.folder, &what)?.with_context(|| Failure::new("git/read"))?;
        let listed = String::from_utf8_lossy(&listed);
        let changed: BTreeSet<&str> =
            listed.split('\0').filter_map(|path| path.strip_prefix(&self.inner)).collect();
        self.indexed(&[""], &|path| changed.contains(path) && wanted(path))
    }

    /// What the index holds below some folders of the toolkit.
    fn indexed(&self, folders: &[&str], wanted: &dyn Fn(&str) -> bool) -> anyhow::Result<Noted<Sources>> {
        let folders: Vec<String> =
            folders.iter().map(|folder| format!(":(top,literal){}{folder}", self.inner)).collect();
        let mut arguments = vec!["ls-files", "--stage", "--full-name", "-z", "--"];
        arguments.extend(folders.iter().map(String::as_str));
        let listed = git(&self.folder, &arguments)?.with_context(|| Failure::new("git/read"))?;
        let (mut entries, mut notes) = (Vec::new(), Vec::new());
        for entry in listed.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            let Some((facts, path)) = entry.split_once('\t') else { continue };
            let Some(path) = path.strip_prefix(&self.inner) else { continue };
            let mut facts = facts.split(' ');
            let (mode, object, stage) = (facts.next(), facts.next(), facts.next());
            // 100644 and 100755 are files; 120000 is a link, 160000 another repository; another stage than 0 is a conflict.
            let is_file = mode.is_some_and(|mode| mode.starts_with("100")) && stage == Some("0");
            if !is_file || path.split('/').any(disk::is_hidden) || !wanted(path) {
                continue;
            }
            let path: SourcePath = path.into();
            if path.contains(|letter: char| letter.is_control() || matches!(letter, '\\' | '\u{fffd}')) {
                notes.push(Diagnostic::error("source/name", Place::file(&path)));
                continue;
            }
            entries.extend(object.map(|object| (path, object.to_owned())));
        }
        let value = self.read(&entries, &mut notes).with_context(|| Failure::new("git/read"))?;
        Ok(Noted { value, notes })
    }

    /// The folder of the hooks, by `core.hooksPath` or in the common folder of all work trees.
    ///
    /// A failure when it is one that several repositories share: what is put there would run in all of them.
    pub fn hooks(&self) -> anyhow::Result<PathBuf> {
        let ask = |what: &[&str]| -> anyhow::Result<PathBuf> {
            let said = line(git(&self.folder, what)?).with_context(|| Failure::new("git/read"))?;
            Ok(self.folder.join(said))
        };
        let hooks = ask(&["rev-parse", "--git-path", "hooks"])?;
        let common = ask(&["rev-parse", "--git-common-dir"])?;
        let full = |path: &Path| {
            let there = path.ancestors().find_map(|folder| Some((folder, folder.canonicalize().ok()?)));
            there.map_or_else(
                || path.to_owned(),
                |(folder, full)| full.join(path.strip_prefix(folder).unwrap_or(path)),
            )
        };
        let own = full(&hooks);
        if own.starts_with(full(&common)) || own.starts_with(&self.top) {
            return Ok(own);
        }
        Err(Failure::new("hook/shared").with("path", own.display()).into())
    }

    /// Reads all objects through one process.
    fn read(&self, entries: &[(SourcePath, String)], notes: &mut Vec<Diagnostic>) -> anyhow::Result<Sources> {
        let mut command = Command::new("git");
        command.args(["cat-file", "--batch"]).current_dir(&self.folder);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut asks = child.stdin.take().expect("it was asked for");
        let mut answers = BufReader::new(child.stdout.take().expect("it was asked for"));
        let mut sources = Sources::default();
        // Asking and reading go on at once: git would wait for a reader while we wait for git.
        let done = thread::scope(|scope| -> anyhow::Result<()> {
            scope.spawn(move || entries.iter().try_for_each(|(_, object)| writeln!(asks, "{object}")));
            for (path, _) in entries {
                let mut head = String::new();
                answers.read_line(&mut head)?;
                let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
                let size = size.ok_or_else(|| anyhow!("git cat-file: {}", head.trim_end()))?;
                let mut content = answers.by_ref().take(size);
                if size > MOST_BYTES {
                    let note =
                        Diagnostic::error("source/too-large", Place::file(path)).with("size", size >> 20);
                    notes.push(note.with("most", MOST_BYTES >> 20));
                    io::copy(&mut content, &mut io::sink())?;
                } else {
                    let mut bytes = Vec::new();
                    content.read_to_end(&mut bytes)?;
                    sources.put(Source::new(path.clone(), bytes));
                }
                answers.read_exact(&mut [0])?;
            }
            Ok(())
        });
        drop(answers);
        child.wait()?;
        done.map(|()| sources)
    }
}

/// Runs git: what it wrote, or an error with what it said. A failure when there is no git.
fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<anyhow::Result<Vec<u8>>> {
    let run = Command::new("git").args(arguments).current_dir(folder).stdin(Stdio::null()).output();
    let output = run.with_context(|| Failure::new("git/none"))?;
    let said = || anyhow!("{}", String::from_utf8_lossy(&output.stderr).trim().to_owned());
    Ok(if output.status.success() { Ok(output.stdout) } else { Err(said()) })
}

/// The one line that git wrote.
fn line(output: anyhow::Result<Vec<u8>>) -> anyhow::Result<String> {
    Ok(String::from_utf8(output?)?.trim_end_matches(['\r', '\n']).to_owned())
}

//! Asks the program `git` for what is staged, and for the folder of hooks; records and sends texts without touching what is checked out.

pub mod base;
mod branch;
mod here;
mod history;
mod index;
mod large;
pub(crate) mod run;
mod travel;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, anyhow};

use index::{Entry, Kind, Tree};

pub use branch::{HISTORY, NOBODY, Note, Store, Told, begin};
pub use here::Aside;
pub use history::{Kept, at, commits, ever, kept};
pub use travel::{Address, Forge, Sent};

use super::disk::{FOLDERS, MOST_BYTES};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    messages::Failure,
    source::{Source, SourcePath, Sources},
};

/// The repository around a toolkit.
#[derive(Clone, Debug)]
pub struct Repository {
    /// The top folder of the work tree.
    pub top: PathBuf,
    /// The path from there to the toolkit: empty, or with a final `/`.
    pub inner: String,
    /// The folder in which git is run.
    folder: PathBuf,
}

/// Finds the repository of a toolkit's folder; a failure when there is none, or no git.
pub fn repository(root: &Path) -> anyhow::Result<Repository> {
    let no_folder = || Failure::new("root/none").with("path", root.display());
    let root = root.canonicalize().with_context(no_folder)?;
    // Inside a hook, git sets these variables to the repository and the index of the commit; they must be kept.
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
    /// The files of the toolkit in the index: what a commit would record.
    ///
    /// Symbolic links are followed as on the disk, and submodules are read at the commit that would be
    /// recorded.
    pub fn staged(&self) -> anyhow::Result<WithDiagnostics<Sources>> {
        let root = self.top.join(&self.inner);
        let mut diagnostics = Vec::new();
        let mut tree = self.tree(&FOLDERS)?;
        index::open_modules(&mut tree, &root, &mut diagnostics);
        let links = tree.iter().filter(|(_, entry)| entry.kind == Kind::Link);
        let links: Vec<(SourcePath, &Entry)> =
            links.map(|(path, entry)| (path.as_str().into(), entry)).collect();
        let links = self.read(&links, &mut diagnostics)?;
        let target =
            |link: &Source| (link.path.to_string(), String::from_utf8_lossy(&link.bytes).into_owned());
        let targets = links.files.values().map(target).collect();
        let files = index::files(&tree, &targets, &root, &mut diagnostics);
        self.sources(files, diagnostics)
    }

    /// The files below the toolkit that a commit would add or change, in whatever folder, as far as they are wanted. A link is
    /// not followed, and submodules are left out.
    pub fn changed(&self, wanted: &dyn Fn(&str) -> bool) -> anyhow::Result<WithDiagnostics<Sources>> {
        let what =
            ["diff", "--cached", "--name-only", "--no-renames", "--no-relative", "--diff-filter=d", "-z"];
        let listed = git(&self.folder, &what)?.with_context(|| Failure::new("git/read"))?;
        let listed = String::from_utf8_lossy(&listed);
        let changed: BTreeSet<&str> =
            listed.split('\0').filter_map(|path| path.strip_prefix(&self.inner)).collect();
        let tree = self.tree(&[""])?;
        let is_meant = |(path, entry): &(&String, &Entry)| {
            entry.kind == Kind::File && changed.contains(path.as_str()) && wanted(path)
        };
        let files = tree.iter().filter(is_meant).map(|(path, entry)| (path.clone(), entry)).collect();
        self.sources(files, Vec::new())
    }

    /// The files of the toolkit that differ from a revision, and those that git does not know and does not ignore.
    pub fn changed_since(&self, revision: &str) -> anyhow::Result<BTreeSet<String>> {
        let commit = format!("{revision}^{{commit}}");
        let known = git(&self.folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let none = || Failure::new("git/revision").with("revision", revision);
        let commit = line(known).map_err(|_| none())?;
        let root = self.top.join(&self.inner);
        let asks = [
            &["diff", "--name-only", "--no-renames", "--relative", "-z", commit.as_str()][..],
            &["ls-files", "--others", "--exclude-standard", "-z"],
        ];
        let mut files = BTreeSet::new();
        for ask in asks {
            let listed = git(&root, ask)?.with_context(|| Failure::new("git/read"))?;
            let listed = String::from_utf8_lossy(&listed);
            files.extend(listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned));
        }
        Ok(files)
    }

    fn tree(&self, folders: &[&str]) -> anyhow::Result<Tree> {
        index::tree(&self.folder, &self.inner, folders)?.with_context(|| Failure::new("git/read"))
    }

    /// Reads staged files; impossible names are reported.
    fn sources(
        &self,
        files: Vec<(String, &Entry)>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> anyhow::Result<WithDiagnostics<Sources>> {
        let mut entries: Vec<(SourcePath, &Entry)> = Vec::new();
        for (path, entry) in files {
            let path: SourcePath = path.into();
            if path.contains(|letter: char| letter.is_control() || matches!(letter, '\\' | '\u{fffd}')) {
                diagnostics.push(Diagnostic::new(rule::source::NAME, Place::file(&path)));
            } else {
                entries.push((path, entry));
            }
        }
        let value = self.read(&entries, &mut diagnostics)?;
        Ok(WithDiagnostics { value, diagnostics })
    }

    /// The folder of the hooks, by `core.hooksPath` or in the common folder of all work trees.
    ///
    /// An error when several repositories share the folder: a hook there would run for all of them.
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

    /// Reads all objects, through one process for each repository.
    fn read(
        &self,
        entries: &[(SourcePath, &Entry)],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> anyhow::Result<Sources> {
        let mut homes: BTreeMap<Option<&Path>, Vec<(&SourcePath, &str)>> = BTreeMap::new();
        for (path, entry) in entries {
            homes.entry(entry.module.as_deref()).or_default().push((path, &entry.object));
        }
        let mut sources = Sources::default();
        for (module, objects) in homes {
            let new = || module.map_or_else(|| program(&self.folder), elsewhere);
            read(&objects, new, &mut sources, diagnostics).with_context(|| Failure::new("git/read"))?;
        }
        Ok(sources)
    }
}

/// Reads objects of one repository, in which `new` runs git.
fn read(
    objects: &[(&SourcePath, &str)],
    new: impl Fn() -> Command,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<()> {
    let mut command = new();
    command.args(["cat-file", "--batch"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut asks = child.stdin.take().expect("it was asked for");
    let mut answers = BufReader::new(child.stdout.take().expect("it was asked for"));
    let mut home: Option<PathBuf> = None;
    // Requests are written in one thread and answers read in another: with full pipes, git and this program would wait for
    // each other.
    let done = thread::scope(|scope| -> anyhow::Result<()> {
        scope.spawn(move || objects.iter().try_for_each(|(_, object)| writeln!(asks, "{object}")));
        for (path, _) in objects {
            let mut head = String::new();
            answers.read_line(&mut head)?;
            let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
            let mut size = size.ok_or_else(|| anyhow!("git cat-file: {}", head.trim_end()))?;
            let mut content = answers.by_ref().take(size);
            let mut bytes = Vec::new();
            if size > MOST_BYTES {
                io::copy(&mut content, &mut io::sink())?;
            } else {
                content.read_to_end(&mut bytes)?;
            }
            answers.read_exact(&mut [0])?;
            if let Some(object) = large::pointer(&bytes) {
                if home.is_none() {
                    let mut git = new();
                    git.args(["rev-parse", "--path-format=absolute", "--git-common-dir"]);
                    home = Some(line(output(git)?)?.into());
                }
                match home.as_ref().and_then(|home| large::content(object, home)) {
                    Some(content) => (size, bytes) = (content.len() as u64, content),
                    None => diagnostics.push(Diagnostic::new(rule::source::LARGE_MISSING, Place::file(path))),
                }
            }
            if size > MOST_BYTES {
                let diagnostic =
                    Diagnostic::new(rule::source::TOO_LARGE, Place::file(path)).with("size", size >> 20);
                diagnostics.push(diagnostic.with("most", MOST_BYTES >> 20));
            } else {
                sources.put(Source::new((*path).clone(), bytes));
            }
        }
        Ok(())
    });
    drop(answers);
    child.wait()?;
    done
}

/// The command `git` in a folder.
fn program(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).stdin(Stdio::null());
    git
}

/// The command `git` in another repository: without the variables that a hook has from its own.
fn elsewhere(folder: &Path) -> Command {
    let mut git = program(folder);
    for name in
        ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"]
    {
        git.env_remove(name);
    }
    git
}

/// Runs git. The outer error means that git is not installed, the inner one that git failed, with its message.
fn git(folder: &Path, arguments: &[&str]) -> anyhow::Result<anyhow::Result<Vec<u8>>> {
    let mut git = program(folder);
    git.args(arguments);
    output(git)
}

/// The same for a command that is ready.
fn output(mut git: Command) -> anyhow::Result<anyhow::Result<Vec<u8>>> {
    let output = git.output().with_context(|| Failure::new("git/none"))?;
    let said = || anyhow!("{}", String::from_utf8_lossy(&output.stderr).trim().to_owned());
    Ok(if output.status.success() { Ok(output.stdout) } else { Err(said()) })
}

/// The one line that git wrote.
fn line(output: anyhow::Result<Vec<u8>>) -> anyhow::Result<String> {
    Ok(String::from_utf8(output?)?.trim_end_matches(['\r', '\n']).to_owned())
}

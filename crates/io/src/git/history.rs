//! The history of a file: its commits, and its bytes in each of them.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::Context;

use trousseau_core::{
    messages::Failure,
    source::{Source, SourcePath, Sources},
};

/// The commits that changed a file, oldest first.
pub fn commits(root: &Path, path: &str) -> anyhow::Result<Vec<String>> {
    let inside = run(root, ["rev-parse", "--is-inside-work-tree"])?;
    if inside.is_none_or(|answer| !answer.starts_with(b"true")) {
        return Err(Failure::new("git/no-repository").with("path", root.display()).into());
    }
    // In a repository without commits `rev-list` fails; that means an empty history.
    let list = run(root, ["rev-list", "--reverse", "HEAD", "--", path])?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&list).lines().map(str::to_owned).collect())
}

/// The bytes of a file in a commit; none when it is not in it.
pub fn at(root: &Path, commit: &str, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
    run(root, ["cat-file", "blob", &format!("{commit}:./{path}")])
}

/// One state of a file that git kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The commit.
    pub commit: String,
    /// Its day.
    pub day: String,
    /// The first line of what was said about it.
    pub subject: String,
    /// The path that the file had, below the toolkit's folder.
    pub path: String,
}

/// The last states of a file, newest first, also under the names that it had before. Fails where there is no repository.
pub fn kept(root: &Path, path: &str, most: usize) -> anyhow::Result<Vec<Kept>> {
    let inside = run(root, ["rev-parse", "--is-inside-work-tree"])?;
    if inside.is_none_or(|answer| !answer.starts_with(b"true")) {
        return Err(Failure::new("git/no-repository").with("path", root.display()).into());
    }
    let most = format!("--max-count={most}");
    let format = "--format=%x01%H%x02%cs%x02%s";
    let ask = [
        "-c",
        "core.quotePath=false",
        "log",
        "--follow",
        "--relative",
        "--name-only",
        &most,
        format,
        "--",
        path,
    ];
    let told = run(root, ask)?.unwrap_or_default();
    let one = |text: &str| {
        let (head, files) = text.split_once('\n')?;
        let mut parts = head.splitn(3, '\u{2}').map(str::to_owned);
        let path = files.lines().find(|line| !line.is_empty())?.to_owned();
        Some(Kept { commit: parts.next()?, day: parts.next()?, subject: parts.next()?, path })
    };
    Ok(String::from_utf8_lossy(&told).split('\u{1}').filter_map(one).collect())
}

/// Every content that the files below a folder have had in a commit before this one, each once, with the path of its file. Nothing
/// where there is no repository, or no git.
pub fn ever(root: &Path, folder: &str) -> anyhow::Result<Vec<(String, Source)>> {
    let ask = [
        "log",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--format=",
        "HEAD",
        "--",
        folder,
    ];
    let Ok(Some(listed)) = run(root, ask) else { return Ok(Vec::new()) };
    let listed = String::from_utf8_lossy(&listed);
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    let mut fields = listed.split('\0').map(str::trim_start);
    while let Some(change) = fields.next() {
        let Some(path) = fields.next().filter(|_| change.starts_with(':')) else { continue };
        // Both sides of a change: what a merge made is only seen as what came before the next one.
        let mut words = change.trim_start_matches(':').split(' ');
        let [Some(old), Some(new)] = [words.next(), words.next()] else { continue };
        let sides = [old, new].into_iter().zip(words);
        // Only files: a side may have none, and the commit of another repository lies in that one.
        found.extend(sides.filter(|(mode, _)| mode.starts_with("100")).map(|(_, object)| (object, path)));
    }
    let named: Vec<(SourcePath, &str)> = found.keys().map(|object| ((*object).into(), *object)).collect();
    let objects: Vec<(&SourcePath, &str)> = named.iter().map(|(name, object)| (name, *object)).collect();
    let mut contents = Sources::default();
    super::read(&objects, || super::program(root), &mut contents, &mut Vec::new())?;
    let with_path = |source: Source| Some(((*found.get(&*source.path)?).to_owned(), source));
    Ok(contents.files.into_values().filter_map(with_path).collect())
}

/// The output of git; `None` when it fails.
fn run(
    root: &Path,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> anyhow::Result<Option<Vec<u8>>> {
    let mut git = Command::new("git");
    git.arg("--literal-pathspecs").arg("-C").arg(root).args(arguments).stdin(Stdio::null());
    let output = git.output().with_context(|| Failure::new("git/none"))?;
    Ok(output.status.success().then_some(output.stdout))
}

//! The history of a file: its commits, and its bytes in each of them.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::Context;

use trousseau_core::messages::Failure;

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

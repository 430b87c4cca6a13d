//! A branch of a git repository as a target, as Pages of GitLab, Forgejo and GitHub read it.
//!
//! Everything is collected and becomes public with one push, which git takes only if nobody pushed meanwhile. The checkout, the
//! index and the branches of whoever works in the repository are never touched.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, anyhow};

use super::{Sizes, Target};
use crate::git::run::{Scratch, line, output, program};
use trousseau_core::messages::Failure;

/// Tells Pages of GitHub to serve the files as they are, those whose names begin with `_` too.
const AS_THEY_ARE: &str = ".nojekyll";

/// Who records a publication: nobody's name goes there.
const AUTHOR: [(&str, &str); 2] = [("NAME", "trousseau"), ("EMAIL", "trousseau@localhost.invalid")];

/// A branch that holds a published site.
#[derive(Debug)]
pub struct Branch {
    /// The git directory that holds the objects.
    repository: PathBuf,
    /// The address of the repository, or the name of a remote.
    address: String,
    branch: String,
    /// Whether a publication stands on the one before.
    keeps_history: bool,
    /// A folder for this run, with an index of our own.
    scratch: Scratch,
    /// The commit of the branch when it was opened.
    tip: Option<String>,
    /// Files that are to be in the branch.
    files: BTreeMap<String, Blob>,
    /// Whether something has changed since.
    is_changed: bool,
}

#[derive(Clone, Debug)]
struct Blob {
    /// What kind of file it is: a link of somebody else stays one.
    mode: String,
    id: String,
    bytes: u64,
}

impl Branch {
    /// Fetches what the branch holds. An address is that of a repository, or the name of a remote of the toolkit's own.
    pub fn open(
        root: &Path,
        name: &str,
        address: &str,
        branch: &str,
        keeps_history: bool,
    ) -> anyhow::Result<Self> {
        let is_remote = !address.contains(['/', ':', '\\', '.']);
        let scratch = Scratch::new().with_context(|| Failure::new("git/read"))?;
        let repository = if is_remote {
            let own = program(root, &["rev-parse", "--path-format=absolute", "--git-common-dir"]);
            let own = line(own)?.map_err(|error| error.context(no_repository(root)))?;
            PathBuf::from(own)
        } else {
            // Not in the output folder: settings that somebody put there would be orders for git.
            line(program(&scratch.0, &["init", "--quiet", "--bare", "copy.git"]))?
                .with_context(|| Failure::new("git/read"))?;
            scratch.0.join("copy.git")
        };
        let address = match root.join(address) {
            path if !is_remote && !address.contains("://") && path.is_dir() => {
                path.canonicalize()?.display().to_string()
            }
            _ => address.to_owned(),
        };
        let mut opened = Self {
            repository,
            address,
            branch: branch.to_owned(),
            keeps_history,
            scratch,
            tip: None,
            files: BTreeMap::new(),
            is_changed: false,
        };
        opened.fetch(name)?;
        Ok(opened)
    }

    fn git(&self, arguments: &[&str]) -> Command {
        let mut git = program(&self.repository, arguments);
        git.env("GIT_DIR", &self.repository).env("GIT_INDEX_FILE", self.scratch.0.join("index"));
        git
    }

    /// The branch as the other side has it.
    fn remote_tip(&self) -> anyhow::Result<Option<String>> {
        let name = self.full_name();
        let ask = self.git(&["ls-remote", "--", &self.address, &name]);
        let found = line(ask)?.with_context(|| Failure::new("publish/connect"))?;
        Ok(found.split_whitespace().next().map(str::to_owned))
    }

    fn fetch(&mut self, name: &str) -> anyhow::Result<()> {
        self.tip = self.remote_tip()?;
        let Some(tip) = self.tip.clone() else { return Ok(()) };
        // A name of our own keeps git from throwing the objects away.
        let into = format!("+{}:refs/trousseau/publish/{name}", self.full_name());
        let mut fetch = self.git(&["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"]);
        // Of a copy for this run the last publication is enough; in a repository of somebody, depth would cut its history.
        fetch.args(self.repository.starts_with(&self.scratch.0).then_some("--depth=1"));
        fetch.args(["--", &self.address, &into]);
        line(fetch)?.with_context(|| Failure::new("publish/connect"))?;
        let listed = output(self.git(&["ls-tree", "-r", "-l", "-z", "--full-tree", &tip]), &[])?;
        let listed = listed.with_context(|| Failure::new("git/read"))?;
        for entry in String::from_utf8_lossy(&listed).split('\0') {
            let Some((head, path)) = entry.split_once('\t') else { continue };
            let head: Vec<&str> = head.split_whitespace().collect();
            // What is no blob, such as another repository, has no size.
            if let [mode, _, id, bytes] = head[..] {
                let bytes = bytes.parse().unwrap_or_default();
                self.files.insert(path.to_owned(), Blob { mode: mode.to_owned(), id: id.to_owned(), bytes });
            }
        }
        Ok(())
    }

    fn full_name(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// A commit of all files, on the one before if the history is kept.
    fn commit(&self) -> anyhow::Result<Option<String>> {
        let trouble = || Failure::new("git/read");
        let _ = fs::remove_file(self.scratch.0.join("index"));
        let lines = self.files.iter().map(|(path, blob)| format!("{} {}\t{path}\0", blob.mode, blob.id));
        let lines: String = lines.collect();
        output(self.git(&["update-index", "-z", "--index-info"]), lines.as_bytes())?.with_context(trouble)?;
        let tree = line(self.git(&["write-tree"]))?.with_context(trouble)?;
        let _ = fs::remove_file(self.scratch.0.join("index"));
        if let Some(tip) = &self.tip {
            let before = line(self.git(&["rev-parse", &format!("{tip}^{{tree}}")]))?.with_context(trouble)?;
            if before == tree {
                return Ok(None);
            }
        }
        let mut commit = self.git(&["commit-tree", &tree, "-m", "Publication"]);
        if let Some(tip) = self.tip.as_ref().filter(|_| self.keeps_history) {
            commit.args(["-p", tip]);
        }
        for role in ["AUTHOR", "COMMITTER"] {
            commit.envs(AUTHOR.map(|(part, value)| (format!("GIT_{role}_{part}"), value)));
        }
        Ok(Some(line(commit)?.with_context(trouble)?))
    }
}

impl Target for Branch {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        let start = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let inside = self.files.iter().filter(|(path, _)| path.starts_with(&start));
        Ok(inside.map(|(path, blob)| (path.clone(), blob.bytes)).collect())
    }

    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        Ok(self.files.get(path).map(|blob| blob.bytes))
    }

    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let Some(blob) = self.files.get(path) else { return Ok(None) };
        let read = output(self.git(&["cat-file", "blob", &blob.id]), &[])?;
        read.map(Some).with_context(|| Failure::new("publish/read").with("path", path))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let written = output(self.git(&["hash-object", "-w", "--stdin"]), bytes)?;
        let id = written.with_context(|| Failure::new("publish/write").with("path", path))?;
        let id = String::from_utf8_lossy(&id).trim().to_owned();
        self.files.insert(path.to_owned(), Blob { mode: "100644".to_owned(), id, bytes: bytes.len() as u64 });
        self.is_changed = true;
        Ok(())
    }

    fn remove(&mut self, path: &str) -> anyhow::Result<()> {
        self.is_changed |= self.files.remove(path).is_some();
        Ok(())
    }

    /// Two may collect at once: the push of the second is refused.
    fn claim(&mut self, _: &str) -> anyhow::Result<bool> {
        Ok(true)
    }

    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()> {
        self.remove(&format!("{folder}/{file}"))
    }

    fn flush(&mut self) -> anyhow::Result<bool> {
        if !self.is_changed {
            return Ok(false);
        }
        if !self.files.contains_key(AS_THEY_ARE) {
            self.put(AS_THEY_ARE, b"")?;
        }
        let Some(commit) = self.commit()? else { return Ok(false) };
        let name = self.full_name();
        // Taken only if the branch is where it was: the lock of git itself.
        let lease = format!("--force-with-lease={name}:{}", self.tip.as_deref().unwrap_or_default());
        let push = self.git(&["push", "--quiet", &lease, "--", &self.address, &format!("{commit}:{name}")]);
        let pushed = line(push)?;
        let now = self.remote_tip()?;
        if now.as_deref() == Some(&commit) {
            self.tip = now;
            self.is_changed = false;
            return Ok(true);
        }
        let refused = pushed.err().unwrap_or_else(|| anyhow!("git push"));
        let key = if now == self.tip { "publish/push" } else { "publish/overtaken" };
        Err(refused.context(Failure::new(key).with("branch", &self.branch)))
    }
}

fn no_repository(root: &Path) -> Failure {
    Failure::new("git/no-repository").with("path", root.display())
}

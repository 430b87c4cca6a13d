//! Files recorded on the branch that is checked out, without a name of whoever works there, and without what others prepared.

use std::{collections::BTreeSet, fs, process::Command};

use anyhow::Context;

use super::{
    branch::{Note, Store},
    run::{line, output, program},
};
use trousseau_core::messages::Failure;

/// Why nothing is recorded: somebody works in the repository in a way that a commit from outside would disturb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Aside {
    /// Two histories are being joined, or one is being written anew.
    Joining,
    /// Files are prepared that somebody wants to record.
    Prepared,
    /// No branch is checked out: what is recorded now would be found by nobody.
    Nowhere,
}

/// What git leaves in its folder while something is under way.
const UNDER_WAY: [&str; 5] =
    ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"];

impl Store {
    /// What keeps others from recording on the branch of whoever works here; none when nothing does.
    pub fn aside(&self) -> anyhow::Result<Option<Aside>> {
        let asks: Vec<&str> = UNDER_WAY.iter().flat_map(|name| ["--git-path", name]).collect();
        let paths = self.ask(&[&["rev-parse"], &asks[..]].concat())?;
        if paths.lines().any(|path| self.root.join(path).exists()) {
            return Ok(Some(Aside::Joining));
        }
        if line(self.git(&["symbolic-ref", "--quiet", "HEAD"]))?.is_err() {
            return Ok(Some(Aside::Nowhere));
        }
        let is_same = line(self.own(&["diff", "--cached", "--quiet"]))?.is_ok();
        Ok((!is_same).then_some(Aside::Prepared))
    }

    /// Records these files of the toolkit, as they are on the disk, on the branch that is checked out. Others stay as they are there;
    /// false when the history holds these as they are already. Ask first what [keeps](Self::aside) from it.
    pub fn record_here(&self, files: &BTreeSet<String>, note: &Note) -> anyhow::Result<bool> {
        let head = self.head()?;
        let lines = self.lines(head.as_deref(), files)?;
        let _ = fs::remove_file(self.scratch.0.join("index"));
        if let Some(head) = &head {
            self.ask(&["read-tree", head])?;
        }
        let failure = || Failure::new("proposal/history");
        let update = ["update-index", "-z", "--index-info"];
        output(self.git(&update), lines.as_bytes())?.with_context(failure)?;
        let tree = self.ask(&["write-tree"])?;
        if let Some(head) = &head
            && self.ask(&["rev-parse", &format!("{head}^{{tree}}")])? == tree
        {
            return Ok(false);
        }
        let commit = self.record(&tree, head.as_deref().as_slice(), note)?;
        let moved = line(self.git(&["update-ref", "HEAD", &commit, head.as_deref().unwrap_or_default()]))?;
        moved.with_context(|| Failure::new("proposal/moved"))?;
        // The index of whoever works here has these files as they are recorded now, else it would take them back.
        output(self.own(&update), lines.as_bytes())?.with_context(failure)?;
        Ok(true)
    }

    /// The files as lines for an index. A link, and what is of another repository, is left alone.
    fn lines(&self, head: Option<&str>, files: &BTreeSet<String>) -> anyhow::Result<String> {
        let mut lines = String::new();
        for file in files {
            let path = format!("{}{file}", self.inner);
            let mode = self.mode(head, &path)?;
            if mode.as_deref().is_some_and(|mode| !mode.starts_with("100")) {
                continue;
            }
            match fs::read(self.root.join(file)) {
                Ok(bytes) => {
                    let id = output(self.git(&["hash-object", "-w", "--stdin", "--path", &path]), &bytes)?;
                    let id = id.with_context(|| Failure::new("proposal/history"))?;
                    let (id, mode) = (String::from_utf8_lossy(&id), mode.as_deref().unwrap_or("100644"));
                    lines += &format!("{mode} {}\t{path}\0", id.trim());
                }
                Err(_) if mode.is_some() => lines += &format!("0 {}\t{path}\0", "0".repeat(40)),
                Err(_) => {}
            }
        }
        Ok(lines)
    }

    /// What kind of file a commit has at a path; none when it has none.
    fn mode(&self, head: Option<&str>, path: &str) -> anyhow::Result<Option<String>> {
        let Some(head) = head else { return Ok(None) };
        let listed = self.ask(&["ls-tree", "-z", "--full-tree", head, "--", path])?;
        Ok(listed.split_once(' ').map(|(mode, _)| mode.to_owned()))
    }

    /// Git with the index of whoever works here.
    fn own(&self, arguments: &[&str]) -> Command {
        program(&self.root, arguments)
    }
}

//! Branches that hold texts nobody has checked out: written as objects, so that the folder, the index and the branch of whoever works
//! there are never touched.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use super::run::{Scratch, line, output, program};
use crate::disk::MOST_BYTES;
use trousseau_core::messages::Failure;

/// Who records what nobody signs: the program, and nobody's name.
pub const NOBODY: [&str; 2] = ["trousseau", "trousseau@localhost.invalid"];

/// The setting that says whether what is written at the desk is kept in the history: `kept`, or `left`.
pub const HISTORY: &str = "history";

/// Where this copy keeps what it alone knows.
const KEPT: &str = "refs/trousseau/kept/";

/// The most commits of a branch that are read.
const MOST_TOLD: &str = "-n200";

/// The branches below one name, in the repository around a toolkit.
#[derive(Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    /// The path from the top of the repository to the toolkit: empty, or with a final `/`.
    pub(super) inner: String,
    /// The folder of all branches: `refs/heads/proposal/`.
    pub(super) folder: String,
    pub(super) scratch: Scratch,
}

/// What a commit says beside its files.
#[derive(Clone, Debug)]
pub struct Note {
    /// Whose it is: an organisation, never a person.
    pub author: String,
    /// An address at which nobody reads.
    pub mail: String,
    /// The day; the hour is nobody's business.
    pub day: String,
    /// The words.
    pub message: String,
}

/// A commit of a branch.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its hash.
    pub commit: String,
    /// The commits before it; the first one is that on which it was made.
    pub parents: Vec<String>,
    /// Whose it is.
    pub author: String,
    /// The address of whoever it is.
    pub mail: String,
    /// Its day.
    pub day: String,
    /// Its words.
    pub message: String,
}

impl Store {
    /// The branches `name/…` of the repository around a toolkit; a failure where there is none.
    pub fn open(root: &Path, name: &str) -> anyhow::Result<Self> {
        let failure = || Failure::new("proposal/no-history").with("path", root.display());
        let inner = line(program(root, &["rev-parse", "--show-prefix"]))?.map_err(|_| failure())?;
        let scratch = Scratch::new().with_context(|| Failure::new("proposal/history"))?;
        Ok(Self { root: root.to_owned(), inner, folder: format!("refs/heads/{name}/"), scratch })
    }

    pub(super) fn git(&self, arguments: &[&str]) -> Command {
        let mut git = program(&self.root, arguments);
        git.env("GIT_INDEX_FILE", self.scratch.0.join("index"));
        // Names in the journal of a branch are those of whoever works here, if nothing else is said.
        for role in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{role}_NAME"), NOBODY[0]).env(format!("GIT_{role}_EMAIL"), NOBODY[1]);
        }
        git
    }

    pub(super) fn ask(&self, arguments: &[&str]) -> anyhow::Result<String> {
        line(self.git(arguments))?.with_context(|| Failure::new("proposal/history"))
    }

    /// The commit that is checked out; none before the first one.
    pub fn head(&self) -> anyhow::Result<Option<String>> {
        Ok(line(self.git(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?.ok())
    }

    /// A commit of the files of `parents`, the first one's, with these in their places.
    pub fn commit(
        &self,
        parents: &[&str],
        files: &BTreeMap<String, Vec<u8>>,
        note: &Note,
    ) -> anyhow::Result<String> {
        let tree = self.tree(parents.first().copied(), files)?;
        self.record(&tree, parents, note)
    }

    /// The same, or the commit itself when the files are in it as they are.
    pub fn commit_changes(
        &self,
        parent: Option<&str>,
        files: &BTreeMap<String, Vec<u8>>,
        note: &Note,
    ) -> anyhow::Result<String> {
        let tree = self.tree(parent, files)?;
        match parent {
            Some(parent) if self.ask(&["rev-parse", &format!("{parent}^{{tree}}")])? == tree => {
                Ok(parent.to_owned())
            }
            parent => self.record(&tree, parent.as_slice(), note),
        }
    }

    fn tree(&self, parent: Option<&str>, files: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<String> {
        let _ = fs::remove_file(self.scratch.0.join("index"));
        if let Some(parent) = parent {
            self.ask(&["read-tree", parent])?;
        }
        let mut lines = String::new();
        for (path, bytes) in files {
            let id = output(self.git(&["hash-object", "-w", "--stdin"]), bytes)?;
            let id = id.with_context(|| Failure::new("proposal/history"))?;
            lines += &format!("100644 {}\t{}{path}\0", String::from_utf8_lossy(&id).trim(), self.inner);
        }
        output(self.git(&["update-index", "-z", "--index-info"]), lines.as_bytes())?
            .with_context(|| Failure::new("proposal/history"))?;
        self.ask(&["write-tree"])
    }

    pub(super) fn record(&self, tree: &str, parents: &[&str], note: &Note) -> anyhow::Result<String> {
        let mut git = self.git(&["-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, "-F", "-"]);
        for parent in parents {
            git.args(["-p", parent]);
        }
        for role in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{role}_NAME"), &note.author).env(format!("GIT_{role}_EMAIL"), &note.mail);
            git.env(format!("GIT_{role}_DATE"), format!("{}T12:00:00+0000", note.day));
        }
        let written =
            output(git, note.message.as_bytes())?.with_context(|| Failure::new("proposal/history"))?;
        Ok(String::from_utf8_lossy(&written).trim().to_owned())
    }

    /// Lets a branch lead to a commit, if it still leads where it led: nowhere, or to `old`.
    pub fn set(&self, name: &str, commit: &str, old: Option<&str>) -> anyhow::Result<()> {
        let name = format!("{}{name}", self.folder);
        let set = line(self.git(&["update-ref", &name, commit, old.unwrap_or_default()]))?;
        set.map(drop).with_context(|| Failure::new("proposal/moved"))
    }

    /// Keeps a commit under a name of this copy alone, which is never sent.
    pub fn keep(&self, name: &str, commit: &str) -> anyhow::Result<()> {
        self.ask(&["update-ref", &format!("{KEPT}{name}"), commit]).map(drop)
    }

    /// What is kept under a name.
    pub fn kept(&self, name: &str) -> anyhow::Result<Option<String>> {
        Ok(line(self.git(&["rev-parse", "--verify", "--quiet", &format!("{KEPT}{name}")]))?.ok())
    }

    /// All branches by their names, with the commits to which they lead.
    pub fn branches(&self) -> anyhow::Result<BTreeMap<String, String>> {
        self.below(&self.folder)
    }

    pub(super) fn below(&self, folder: &str) -> anyhow::Result<BTreeMap<String, String>> {
        let listed = self.ask(&["for-each-ref", "--format=%(objectname) %(refname)", folder])?;
        let lines = listed.lines().filter_map(|line| line.split_once(' '));
        let named = lines.filter_map(|(id, name)| Some((name.strip_prefix(folder)?, id)));
        Ok(named.map(|(name, id)| (name.to_owned(), id.to_owned())).collect())
    }

    /// The last commits that lead to this one, the newest first.
    pub fn told(&self, commit: &str) -> anyhow::Result<Vec<Told>> {
        let format = "--format=%H%x1f%P%x1f%an%x1f%ae%x1f%ad%x1f%B%x1e";
        let ask =
            ["log", MOST_TOLD, "--topo-order", "--date=short", "--encoding=UTF-8", format, commit, "--"];
        let told = self.ask(&ask)?;
        let one = |text: &str| {
            let mut fields = text.trim_start_matches('\n').splitn(6, '\u{1f}');
            let mut next = || fields.next().map(str::to_owned);
            Some(Told {
                commit: next()?,
                parents: next()?.split_whitespace().map(str::to_owned).collect(),
                author: next()?,
                mail: next()?,
                day: next()?,
                message: next()?,
            })
        };
        Ok(told.split('\u{1e}').filter_map(one).collect())
    }

    /// The bytes of a plain file of the toolkit in a commit; none when it is not in it, or too large.
    pub fn read(&self, commit: &str, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let path = format!("{}{path}", self.inner);
        let listed = self.ask(&["ls-tree", "-l", "-z", "--full-tree", commit, "--", &path])?;
        let entry = listed.split('\0').next().and_then(|entry| entry.split_once('\t'));
        let fields: Vec<&str> = entry.map_or(Vec::new(), |(head, _)| head.split_whitespace().collect());
        let [mode, "blob", id, bytes] = fields[..] else { return Ok(None) };
        if !mode.starts_with("100") || bytes.parse::<u64>().is_ok_and(|bytes| bytes > MOST_BYTES) {
            return Ok(None);
        }
        let read = output(self.git(&["cat-file", "blob", id]), &[])?;
        read.map(Some).with_context(|| Failure::new("proposal/history"))
    }

    /// Whether one commit leads to another.
    pub fn leads_to(&self, old: &str, new: &str) -> anyhow::Result<bool> {
        Ok(line(self.git(&["merge-base", "--is-ancestor", old, new]))?.is_ok())
    }

    /// Lays bytes down in a file that is gone with this value.
    pub fn lay_down(&self, bytes: &[u8]) -> anyhow::Result<PathBuf> {
        let file = self.scratch.0.join("given");
        fs::write(&file, bytes).with_context(|| Failure::new("proposal/history"))?;
        Ok(file)
    }

    /// A setting of this copy alone.
    pub fn setting(&self, name: &str) -> Option<String> {
        let read = line(self.git(&["config", "--local", "--get", &format!("trousseau.{name}")]));
        read.ok()?.ok().filter(|value| !value.is_empty())
    }

    /// Remembers a setting in this copy alone.
    pub fn remember(&self, name: &str, value: &str) -> anyhow::Result<()> {
        self.ask(&["config", "--local", &format!("trousseau.{name}"), value]).map(drop)
    }
}

/// Begins a repository in the folder of a toolkit, with all that is written there and nothing that is made. Nobody's name goes there.
pub fn begin(root: &Path, day: &str) -> anyhow::Result<()> {
    let trouble = || Failure::new("proposal/begin").with("path", root.display());
    line(program(root, &["init", "--quiet"]))?.with_context(trouble)?;
    let ignored = OpenOptions::new().write(true).create_new(true).open(root.join(".gitignore"));
    if let Ok(mut file) = ignored {
        file.write_all(b"/output/\n").with_context(trouble)?;
    }
    let here: Vec<&str> =
        ["content", "themes", ".gitignore"].into_iter().filter(|name| root.join(name).exists()).collect();
    line(program(root, &[&["add", "--all", "--"], &here[..]].concat()))?.with_context(trouble)?;
    let tree = line(program(root, &["write-tree"]))?.with_context(trouble)?;
    let store = Store::open(root, "proposal")?;
    let [author, mail] = NOBODY.map(str::to_owned);
    let note = Note { author, mail, day: day.to_owned(), message: "Trousseau\n".to_owned() };
    let commit = store.record(&tree, &[], &note)?;
    store.ask(&["update-ref", "HEAD", &commit]).map(drop).with_context(trouble)?;
    // What is begun here is kept here, from now on.
    store.remember(HISTORY, "kept").with_context(trouble)
}

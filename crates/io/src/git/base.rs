//! Fetches the toolkit on which another one rests: one commit of a repository, laid out in a folder.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

use anyhow::Context;

use trousseau_core::{messages::Failure, overlay};

/// Fetches a revision and lays it out below `.trousseau` of a toolkit; the full name of its commit.
///
/// Git runs with the rights and the keys of whoever calls it. A commit that lies there already is left as it is. Fails, with
/// nothing changed, where the repository or the revision cannot be had.
pub fn fetch(root: &Path, address: &str, revision: &str) -> anyhow::Result<String> {
    let root = root.canonicalize().with_context(|| Failure::new("root/none").with("path", root.display()))?;
    let failure = || Failure::new("base/fetch").with("git", address).with("revision", revision);
    // What begins with a dash would be an option of git.
    if [address, revision].iter().any(|word| word.is_empty() || word.starts_with('-')) {
        return Err(failure().into());
    }
    let folder = root.join(".trousseau");
    let place = folder.join("base");
    let made = || {
        fs::create_dir_all(&place)?;
        // What can be fetched again does not go into a history.
        crate::disk::keep_out(&folder)
    };
    made().with_context(|| Failure::new("output/write").with("path", place.display()))?;
    let under_way = UnderWay(place.join(format!(".fetch-{}", process::id())));
    let work = &under_way.0;
    let _ = fs::remove_dir_all(work);
    let run = |arguments: &[&str]| {
        let mut git = git(&root, work);
        git.args(arguments);
        super::output(git)
    };
    let said = |result: anyhow::Result<anyhow::Result<Vec<u8>>>| -> anyhow::Result<Vec<u8>> {
        result?.map_err(|error| error.context(failure()))
    };
    let commit = asked(&root, work, [address, revision], &run, &said)?;
    if !overlay::is_commit(&commit) {
        return Err(failure().into());
    }
    let target = root.join(overlay::cache(&commit));
    if !target.is_dir() {
        said(run(&["checkout", "--quiet", "--force", "--detach", &commit]))?;
        let moved = || {
            fs::remove_dir_all(work.join(".git"))?;
            fs::rename(work, &target)
        };
        moved().with_context(|| Failure::new("output/write").with("path", target.display()))?;
    }
    Ok(commit)
}

/// Runs git with these words: the outer error means that there is none, the inner one is what it said.
type Run<'a> = &'a dyn Fn(&[&str]) -> anyhow::Result<anyhow::Result<Vec<u8>>>;

/// Makes a failure of what git said.
type Said<'a> = &'a dyn Fn(anyhow::Result<anyhow::Result<Vec<u8>>>) -> anyhow::Result<Vec<u8>>;

/// Asks a repository for a revision; the full name of its commit.
fn asked(root: &Path, work: &Path, wanted: [&str; 2], run: Run, said: Said) -> anyhow::Result<String> {
    let [address, revision] = wanted;
    let mut init = super::elsewhere(root);
    init.args(["init", "--quiet", "--template="]).arg(work);
    said(super::output(init))?;
    // One commit is enough; where a server does not give a commit by its name, everything is asked for.
    let shallow =
        run(&["fetch", "--quiet", "--depth=1", "--no-tags", "--end-of-options", address, revision])?;
    let name = match shallow {
        Ok(_) => "FETCH_HEAD",
        Err(_) => {
            let all = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
            said(run(&["fetch", "--quiet", "--no-tags", "--end-of-options", address, all[0], all[1]]))?;
            revision
        }
    };
    let commit = format!("{name}^{{commit}}");
    super::line(Ok(said(run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]))?))
}

/// Git in the repository that is being fetched, run from the toolkit's folder, from which an address may lead.
fn git(root: &Path, work: &Path) -> Command {
    let mut git = super::elsewhere(root);
    git.arg("--git-dir").arg(work.join(".git")).arg("--work-tree").arg(work);
    // Bytes are those of the repository on every system; and no address may start another program.
    git.args([
        "-c",
        "core.autocrlf=false",
        "-c",
        "protocol.ext.allow=never",
        "-c",
        "advice.detachedHead=false",
    ]);
    git
}

/// A folder that is taken away when it was not moved to its place.
struct UnderWay(PathBuf);

impl Drop for UnderWay {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

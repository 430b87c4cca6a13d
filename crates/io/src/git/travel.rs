//! How branches travel: to a forge, to a shared folder, as a file, and back.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};

use super::{
    branch::Store,
    run::{line, output, program, without_secrets},
};
use trousseau_core::messages::Failure;

/// Where branches of others are kept until they were looked at.
const INCOMING: &str = "refs/trousseau/incoming/";

/// The repository that is made in a shared folder.
const SHARED: &str = "propositions.git";

/// What kind of place a repository is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "lowercase")]
pub enum Forge {
    /// A server or folder that takes a branch and asks for nothing.
    Folder,
    /// GitLab: options of a push open a merge request.
    GitLab,
    /// Forgejo and Gitea: a push to `refs/for/` opens a pull request.
    Forgejo,
    /// GitHub: a branch, and a page on which somebody opens a pull request.
    GitHub,
}

impl Forge {
    /// The names of all kinds.
    pub const NAMES: &[&str] = <Self as strum::VariantNames>::VARIANTS;
}

/// A place to which proposals go and from which they come.
#[derive(Clone, Debug)]
pub struct Address {
    /// What git is told: an address, a path or the name of a remote.
    place: String,
    /// The address behind it.
    url: String,
    /// What kind of place it is.
    pub forge: Forge,
}

/// What came of sending.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Addresses to open: what the forge said, or the page on which the rest is done.
    pub links: Vec<String>,
}

impl Address {
    /// Reads what somebody gave: an address, the name of a remote, or a folder. A token in it is refused: it would be kept.
    pub fn read(store: &Store, given: &str, forge: Option<Forge>) -> anyhow::Result<Self> {
        let given = given.trim();
        let path = Path::new(given);
        let is_name = !given.is_empty() && !given.contains(['/', '\\', ':', '.']);
        let remote = is_name.then(|| store.ask(&["remote", "get-url", given]).ok()).flatten();
        if given.starts_with('-') || given.is_empty() || is_name && remote.is_none() && !path.is_dir() {
            return Err(Failure::new("proposal/address").with("address", given).into());
        }
        if remote.is_none() && holds_secret(given) {
            return Err(Failure::new("proposal/token").into());
        }
        let url = remote.clone().unwrap_or_else(|| given.to_owned());
        let is_path = remote.is_none() && !given.contains("://") && (path.is_dir() || path.is_absolute());
        let place = match (&remote, is_path) {
            (Some(_), _) => given.to_owned(),
            (None, false) => given.to_owned(),
            (None, true) => shared(path)?.display().to_string(),
        };
        let forge = forge.or_else(|| known(&url)).unwrap_or(Forge::Folder);
        Ok(Self { place, url, forge })
    }
}

/// The repository of a shared folder: itself, or one that is made in it.
fn shared(folder: &Path) -> anyhow::Result<PathBuf> {
    let trouble = || Failure::new("proposal/folder").with("path", folder.display());
    let folder = folder.canonicalize().with_context(trouble)?;
    let is_repository = |path: &Path| path.join("objects").is_dir() && path.join("HEAD").is_file();
    if is_repository(&folder) || folder.join(".git").exists() {
        return Ok(folder);
    }
    let inner = folder.join(SHARED);
    if !is_repository(&inner) {
        let place = inner.display().to_string();
        line(program(&folder, &["init", "--quiet", "--bare", "--shared", &place]))?.with_context(trouble)?;
    }
    Ok(inner)
}

/// Whether an address holds an account with its password, or a token.
fn holds_secret(address: &str) -> bool {
    let inner = address.split_once("://").filter(|(scheme, _)| *scheme != "ssh").map(|(_, rest)| rest);
    inner.and_then(|rest| rest.split('/').next()).is_some_and(|host| host.contains('@'))
}

/// The kind of a forge, by the name of its host.
fn known(url: &str) -> Option<Forge> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| host.contains(word));
    match () {
        () if !url.contains(':') => None,
        () if host == "github.com" => Some(Forge::GitHub),
        () if has(&["gitlab"]) => Some(Forge::GitLab),
        () if has(&["codeberg.org", "forgejo", "gitea"]) => Some(Forge::Forgejo),
        () => None,
    }
}

/// The page of GitHub that compares a branch with another one, as a pull request begins.
pub fn compare_page(url: &str, target: &str, branch: &str) -> Option<String> {
    let (_, inner) = url.split_once("github.com")?;
    let name = inner.trim_start_matches(['/', ':']).trim_end_matches('/').trim_end_matches(".git");
    (name.split('/').count() == 2)
        .then(|| format!("https://github.com/{name}/compare/{target}...{branch}?expand=1"))
}

impl Store {
    /// Sends a branch; `title` is what a forge calls it.
    pub fn send(&self, name: &str, title: &str, to: &Address) -> anyhow::Result<Sent> {
        let branch = format!("{}{name}", self.folder);
        let target = match to.forge {
            Forge::Folder => String::new(),
            _ => self.default_branch(to)?,
        };
        let (spec, options) = match to.forge {
            Forge::Folder | Forge::GitHub => (format!("{branch}:{branch}"), Vec::new()),
            Forge::GitLab => {
                let options = ["create".to_owned(), format!("title={title}"), format!("target={target}")];
                (format!("{branch}:{branch}"), options.map(|one| format!("merge_request.{one}")).to_vec())
            }
            Forge::Forgejo => {
                let options = [format!("topic={name}"), format!("title={title}")];
                (format!("{branch}:refs/for/{target}"), options.to_vec())
            }
        };
        let mut git = self.git(&["push"]);
        for option in &options {
            git.args(["-o", option]);
        }
        let done = git.args(["--", &to.place, &spec]).output().with_context(|| Failure::new("git/none"))?;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        if !done.status.success() {
            let key = match () {
                () if said.contains("non-fast-forward") || said.contains("fetch first") => {
                    "proposal/overtaken"
                }
                () if said.contains("push options") => "proposal/options",
                () => "proposal/push",
            };
            return Err(anyhow!("{}", without_secrets(&said)).context(Failure::new(key)));
        }
        let told = said.lines().filter_map(|line| line.strip_prefix("remote:"));
        let mut links: Vec<String> = told.filter_map(link).collect();
        if to.forge == Forge::GitHub {
            let short = branch.trim_start_matches("refs/heads/");
            links = compare_page(&to.url, &target, short).into_iter().collect();
        }
        Ok(Sent { links })
    }

    /// The branch of a repository into which everybody works.
    fn default_branch(&self, at: &Address) -> anyhow::Result<String> {
        let asked = line(self.git(&["ls-remote", "--symref", "--", &at.place, "HEAD"]))?;
        let asked = asked.with_context(|| Failure::new("proposal/connect"))?;
        let name = asked.lines().find_map(|line| line.strip_prefix("ref: refs/heads/")?.split('\t').next());
        Ok(name.unwrap_or("main").to_owned())
    }

    /// Fetches the branches of a place, by names under which nobody works; see [`Store::incoming`].
    pub fn fetch(&self, from: &Address) -> anyhow::Result<()> {
        self.fetch_from(&from.place, from.forge == Forge::Forgejo)
            .with_context(|| Failure::new("proposal/connect"))
    }

    /// The same from a file.
    pub fn open_file(&self, file: &Path) -> anyhow::Result<()> {
        let trouble = || Failure::new("proposal/file").with("path", file.display());
        let whole = file.canonicalize().with_context(trouble)?;
        self.fetch_from(&whole.display().to_string(), false).with_context(trouble)
    }

    fn fetch_from(&self, place: &str, asks_pulls: bool) -> anyhow::Result<()> {
        let mut git = self.git(&["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"]);
        git.args(["--no-recurse-submodules", "--", place]);
        git.arg(format!("+{}*:{INCOMING}branch/*", self.folder));
        git.args(asks_pulls.then(|| format!("+refs/pull/*/head:{INCOMING}pull/*")));
        line(git)?.map(drop)
    }

    /// What was fetched and not yet looked at: names of refs with their commits.
    pub fn incoming(&self) -> anyhow::Result<BTreeMap<String, String>> {
        self.below(INCOMING)
    }

    /// Forgets a name of what was fetched.
    pub fn drop_incoming(&self, name: &str) -> anyhow::Result<()> {
        self.ask(&["update-ref", "-d", &format!("{INCOMING}{name}")]).map(drop)
    }

    /// A branch with all that it stands on, as one file.
    pub fn bundle(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let made =
            output(self.git(&["bundle", "create", "--quiet", "-", &format!("{}{name}", self.folder)]), &[])?;
        made.with_context(|| Failure::new("proposal/history"))
    }
}

/// The address in a line that a forge said.
fn link(line: &str) -> Option<String> {
    line.split_whitespace().find(|word| word.starts_with("https://")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forge_is_known_by_its_host() {
        assert_eq!(known("https://gitlab.example.org/a/b.git"), Some(Forge::GitLab));
        assert_eq!(known("git@codeberg.org:a/b.git"), Some(Forge::Forgejo));
        assert_eq!(known("ssh://git@github.com/a/b"), Some(Forge::GitHub));
        assert_eq!(known("/mnt/gitlab/b.git"), None);
        assert_eq!(known("https://git.example.org/github.com"), None);
    }

    #[test]
    fn the_page_of_a_comparison_names_both_branches() {
        let expected = "https://github.com/a/b/compare/main...proposal/x?expand=1";
        for url in ["https://github.com/a/b.git", "git@github.com:a/b.git", "ssh://git@github.com/a/b/"] {
            assert_eq!(compare_page(url, "main", "proposal/x").as_deref(), Some(expected), "{url}");
        }
        assert_eq!(compare_page("https://github.com/a", "main", "x"), None);
    }

    #[test]
    fn a_token_in_an_address_is_seen() {
        assert!(holds_secret("https://x:glpat-abc@git.exemple.org/a.git"));
        assert!(holds_secret("https://glpat-abc@git.exemple.org/a.git"));
        assert!(
            !holds_secret("ssh://git@git.exemple.org/a.git") && !holds_secret("git@git.exemple.org:a.git")
        );
        assert!(!holds_secret("https://git.exemple.org/@a/b.git"));
    }
}

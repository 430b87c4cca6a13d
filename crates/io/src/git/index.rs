//! Reads the index: the files of some folders that a commit would record, with links and submodules followed.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{elsewhere, output, program};
use crate::disk::{FOLDERS, MOST_LINKED};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    source::is_hidden,
};

/// The most links that one path goes through: as many as Linux follows.
const MOST_LINKS: usize = 40;

/// What the index holds, by path.
pub type Tree = BTreeMap<String, Entry>;

/// One entry of the index.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The id of the object; of a submodule its commit.
    pub object: String,
    /// The folder of the submodule that has the object; `None` for the repository itself.
    pub module: Option<PathBuf>,
}

/// The kinds of entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The bytes of a file.
    File,
    /// A symbolic link, whose object holds its target.
    Link,
    /// A submodule.
    Repository,
}

impl Kind {
    /// From the mode that git prints; `None` for a folder.
    fn of(mode: &str) -> Option<Self> {
        match mode {
            "120000" => Some(Self::Link),
            "160000" => Some(Self::Repository),
            _ => mode.starts_with("100").then_some(Self::File),
        }
    }
}

/// What the index holds below some folders of `inner`, paths counted from there. What is in conflict is left out.
pub fn tree(folder: &Path, inner: &str, folders: &[&str]) -> anyhow::Result<anyhow::Result<Tree>> {
    let folders: Vec<String> =
        folders.iter().map(|folder| format!(":(top,literal){inner}{folder}")).collect();
    let mut git = program(folder);
    git.args(["ls-files", "--stage", "--full-name", "-z", "--"]).args(folders);
    let listed = output(git)?;
    Ok(listed.map(|listed| {
        let listed = lines(&listed);
        let entry = |(facts, path): (Vec<String>, String)| {
            let [mode, object, stage] = facts.try_into().ok()?;
            let entry = Entry { kind: Kind::of(&mode)?, object, module: None };
            (stage == "0").then_some((path.strip_prefix(inner)?.to_owned(), entry))
        };
        listed.filter_map(entry).collect()
    }))
}

/// Replaces submodules by their files. One that is not checked out is reported.
pub fn open_modules(tree: &mut Tree, root: &Path, diagnostics: &mut Vec<Diagnostic>) {
    let is_module = |(_, entry): &(&String, &Entry)| entry.kind == Kind::Repository;
    while let Some((path, module)) = tree.iter().find(is_module) {
        let (path, object, folder) = (path.clone(), module.object.clone(), root.join(path));
        tree.remove(&path);
        let mut git = elsewhere(&folder);
        git.args(["ls-tree", "-r", "-z", "--full-tree", &object]);
        // Without its own `.git`, git would answer for the repository around the folder.
        let listed = folder.join(".git").exists().then(|| output(git).ok()?.ok()).flatten();
        let Some(listed) = listed else {
            diagnostics.push(Diagnostic::new(rule::source::REPOSITORY, Place::file(&path.as_str().into())));
            continue;
        };
        let entry = |(facts, inner): (Vec<String>, String)| {
            let [mode, _, object] = facts.try_into().ok()?;
            let entry = Entry { kind: Kind::of(&mode)?, object, module: Some(folder.clone()) };
            Some((format!("{path}/{inner}"), entry))
        };
        tree.extend(lines(&listed).filter_map(entry));
    }
}

/// Lines such as `100644 5f3a… 0<tab>path`: the words before the tab, and the path.
fn lines(listed: &[u8]) -> impl Iterator<Item = (Vec<String>, String)> {
    listed.split(|byte| *byte == 0).filter_map(|line| {
        let line = String::from_utf8_lossy(line);
        let (facts, path) = line.split_once('\t')?;
        Some((facts.split(' ').map(str::to_owned).collect(), path.to_owned()))
    })
}

/// Every file, under each path by which it can be reached, with links followed as on the disk, but only within the folders of
/// the toolkit. `targets` has the target of each link.
pub fn files<'a>(
    tree: &'a Tree,
    targets: &'a BTreeMap<String, String>,
    root: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(String, &'a Entry)> {
    let root = format!("{}/", root.display());
    let mut walk =
        Walk { tree, targets, root, way: Vec::new(), left: MOST_LINKED, found: Vec::new(), diagnostics };
    for path in tree.keys() {
        walk.expand(path.clone(), path);
    }
    if walk.left == 0 {
        let diagnostic = Diagnostic::new(rule::source::TOO_MANY, Place::file(&FOLDERS[0].into()));
        walk.diagnostics.push(diagnostic.with("most", MOST_LINKED));
    }
    walk.found
}

struct Walk<'a, 'n> {
    tree: &'a Tree,
    targets: &'a BTreeMap<String, String>,
    root: String,
    /// The links that were followed to get here.
    way: Vec<String>,
    /// How many steps behind links are left: folders that link to each other have exponentially many paths.
    left: usize,
    found: Vec<(String, &'a Entry)>,
    diagnostics: &'n mut Vec<Diagnostic>,
}

impl Walk<'_, '_> {
    /// Adds the entries below `real`, under the path `shown`.
    fn expand(&mut self, shown: String, real: &str) {
        // What has no link before it is read all the same.
        self.left = self.left.saturating_sub(usize::from(shown != real));
        if self.left == 0 && shown != real || shown.split('/').any(is_hidden) {
            return;
        }
        match self.tree.get(real) {
            Some(entry) if entry.kind == Kind::Link && self.left == 0 => {}
            Some(entry) if entry.kind == Kind::Link => self.follow(shown, real),
            Some(entry) => self.found.push((shown, entry)),
            None => {
                let folder = format!("{real}/");
                let inside =
                    self.tree.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
                let inside: Vec<&str> = inside.map(|(path, _)| path.as_str()).collect();
                if inside.is_empty() {
                    self.tell(rule::source::SYMLINK_OUTSIDE, &shown);
                }
                for path in inside {
                    self.expand(format!("{shown}/{}", &path[folder.len()..]), path);
                }
            }
        }
    }

    /// Follows a link, unless that leads back to a link that is being followed: a loop.
    fn follow(&mut self, shown: String, link: &str) {
        let mut links = MOST_LINKS;
        let Some(target) = self.target(link, &mut links) else {
            return self.tell(rule::source::SYMLINK_OUTSIDE, &shown);
        };
        self.way.push(format!("{link}/"));
        if self.way.iter().any(|passed| passed.starts_with(&format!("{target}/"))) {
            self.tell(rule::source::LOOP, &shown);
        } else {
            self.expand(shown, &target);
        }
        self.way.pop();
    }

    /// The target of a link, resolved to a path within the toolkit's folders that does not begin with another link.
    fn target(&self, link: &str, left: &mut usize) -> Option<String> {
        *left = left.checked_sub(1)?;
        let text = self.targets.get(link)?;
        let (mut place, rest) = match text.strip_prefix(&self.root) {
            Some(rest) => (String::new(), rest),
            None if text.starts_with('/') => return None,
            None => (link.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(), text.as_str()),
        };
        for part in rest.split('/').filter(|part| !matches!(*part, "" | ".")) {
            if self.tree.get(&place).is_some_and(|entry| entry.kind == Kind::Link) {
                place = self.target(&place, left)?;
            }
            match part {
                ".." if place.is_empty() => return None,
                ".." => place.truncate(place.rfind('/').unwrap_or(0)),
                part if place.is_empty() => part.clone_into(&mut place),
                part => place = format!("{place}/{part}"),
            }
        }
        let open = FOLDERS.iter().any(|folder| Path::new(&place).starts_with(folder));
        (open && !place.split('/').any(|part| part.starts_with('.'))).then_some(place)
    }

    fn tell(&mut self, rule: Rule, path: &str) {
        self.diagnostics.push(Diagnostic::new(rule, Place::file(&path.into())));
    }
}

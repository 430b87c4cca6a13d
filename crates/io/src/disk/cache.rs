//! A cache of the files of a toolkit: only changed files are read again.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, Metadata},
    path::{Path, PathBuf},
    sync::atomic::AtomicUsize,
    time::SystemTime,
};

use super::{
    FOLDERS, Found,
    base::{self, Chain},
    in_parallel, open, relative, walk,
};
use trousseau_core::{
    diagnostic::Diagnostic,
    overlay,
    source::{SourcePath, Sources, layers::Base},
};

/// The files of a toolkit as they were at the last refresh.
pub struct FileCache {
    /// The folder of the toolkit; it need not exist.
    root: PathBuf,
    /// The files, laid over those of the base.
    pub sources: Sources,
    /// The files of the toolkit itself.
    own: Sources,
    /// The toolkit on which it rests.
    base: Option<Below>,
    /// What there is to say of the base, and of laying one over the other.
    laid: Vec<Diagnostic>,
    chain: Chain,
    seen: BTreeMap<SourcePath, Seen>,
    /// The diagnostics of the last directory walk.
    walked: Vec<Diagnostic>,
}

/// The cache of a base, and where it lies.
struct Below {
    found: base::Found,
    files: Box<FileCache>,
}

/// A file as it was when it was last read.
struct Seen {
    stamp: Option<Stamp>,
    /// Where it lies, when a link leads to it: then it changes although nobody names it.
    linked: Option<PathBuf>,
    /// Why it could not be read.
    diagnostic: Option<Diagnostic>,
}

/// Metadata that changes when a file is written: with an equal stamp, a file is not read again.
#[derive(PartialEq)]
struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    id: u64,
}

impl FileCache {
    /// An empty cache: nothing is read yet.
    pub fn new(root: &Path) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self::on(Chain::new(&root), root)
    }

    fn on(chain: Chain, root: PathBuf) -> Self {
        Self {
            root,
            sources: Sources::default(),
            own: Sources::default(),
            base: None,
            laid: Vec::new(),
            chain,
            seen: BTreeMap::new(),
            walked: Vec::new(),
        }
    }

    /// The folders of which a change is one of this toolkit: its own, then that of its base, and so on.
    pub fn roots(&self) -> Vec<PathBuf> {
        let below = self.base.as_ref().map(|below| below.files.roots()).unwrap_or_default();
        [vec![self.root.clone()], below].concat()
    }

    /// The real path of the toolkit's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Refreshes these files, or all when it is not known which have changed or when folders have. Files are read when
    /// they are named, or when their date, size or identity has changed. Returns whether anything is new.
    pub fn refresh(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> bool {
        let own = touched.map(|paths| within(&self.root, paths));
        let is_new = match &own {
            Some(paths) if paths.is_empty() && touched.is_some_and(|all| !all.is_empty()) => false,
            _ => self.refresh_own(own.as_ref()),
        };
        self.lay(touched, is_new)
    }

    fn refresh_own(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> bool {
        let named = touched.and_then(|paths| self.known(paths));
        match named {
            Some(found) => self.read(&found),
            None => self.look(touched),
        }
    }

    /// Refreshes the base, and lays the toolkit over it when one of them is new.
    fn lay(&mut self, touched: Option<&BTreeSet<PathBuf>>, mut is_new: bool) -> bool {
        let mut laid = Vec::new();
        let known = self.base.take();
        match self.chain.find(&self.own) {
            None => {
                if is_new || known.is_some() {
                    self.sources = self.own.clone();
                    self.laid.clear();
                }
                return is_new || known.is_some();
            }
            Some(Err(diagnostic)) => {
                is_new |= known.is_some();
                laid.push(diagnostic);
            }
            Some(Ok(found)) => {
                let known = known.filter(|below| below.found == found);
                let (mut below, touched) = match known {
                    Some(below) => (below, touched),
                    None => {
                        is_new = true;
                        let files = Self::on(self.chain.with(&found.root), found.root.clone());
                        (Below { found, files: Box::new(files) }, None)
                    }
                };
                is_new |= below.files.refresh(touched);
                let (files, at) = (&below.files, &below.found.at);
                let told = files.diagnostics();
                laid.extend(told.iter().map(|one| base::seen_from_above(one, &files.sources, at)));
                self.base = Some(below);
            }
        }
        // What was said of the base alone may have changed although no file has.
        if !is_new && self.laid.get(..laid.len()) == Some(&laid[..]) {
            return false;
        }
        let base = self.base.as_ref().map_or_else(Base::default, |below| Base {
            sources: below.files.sources.clone(),
            at: below.found.at.clone(),
            is_there: true,
        });
        self.sources = overlay::merge(self.own.clone(), base).collect_into(&mut laid);
        self.laid = laid;
        true
    }

    /// The diagnostics of all files.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let unread = self.seen.values().filter_map(|seen| seen.diagnostic.clone());
        self.walked.iter().cloned().chain(unread).chain(self.laid.iter().cloned()).collect()
    }

    /// The files behind these paths; `None` when one is new or no plain file any more, so that everything must be walked.
    fn known(&self, paths: &BTreeSet<PathBuf>) -> Option<Vec<Found>> {
        let one = |on_disk: &PathBuf| {
            let path = relative(&self.root, on_disk);
            let plain = fs::symlink_metadata(on_disk).is_ok_and(|file| file.is_file());
            let known = plain && self.seen.contains_key(&path);
            known.then(|| Found { path, on_disk: on_disk.clone(), linked: false })
        };
        let named: Option<Vec<Found>> = paths.iter().map(one).collect();
        // What is read through links has another name than the file that was written.
        let behind = self.seen.iter().filter_map(|(path, seen)| Some((path, seen, seen.linked.as_ref()?)));
        let changed = behind.filter(|(_, seen, on_disk)| {
            !paths.contains(*on_disk) && fs::metadata(on_disk).ok().as_ref().map(Stamp::of) != seen.stamp
        });
        let changed = changed.map(|(path, _, on_disk)| Found {
            path: path.clone(),
            on_disk: on_disk.clone(),
            linked: true,
        });
        Some(named?.into_iter().chain(changed).collect())
    }

    fn look(&mut self, touched: Option<&BTreeSet<PathBuf>>) -> bool {
        let (mut found, mut walked) = (Vec::new(), Vec::new());
        for folder in FOLDERS {
            walk(&self.root, folder, &mut found, &mut walked);
        }
        let there: BTreeSet<&SourcePath> = found.iter().map(|file| &file.path).collect();
        let before = self.seen.len();
        self.seen.retain(|path, _| there.contains(path));
        self.own.files.retain(|path, _| there.contains(path));
        let mut new = self.seen.len() != before || walked != self.walked;
        self.walked = walked;
        found.retain(|file| {
            let stamp = fs::metadata(&file.on_disk).ok().as_ref().map(Stamp::of);
            let same = self.seen.get(&file.path).is_some_and(|seen| seen.stamp == stamp && stamp.is_some());
            !same || touched.is_some_and(|paths| paths.contains(&file.on_disk))
        });
        new |= self.read(&found);
        new
    }

    fn read(&mut self, found: &[Found]) -> bool {
        let weight = AtomicUsize::new(self.own.files.values().map(|source| source.bytes.len()).sum());
        let mut new = false;
        // The stamp is taken before the bytes: if the file is written in between, the next refresh reads it again.
        let read = |file: &Found| {
            let stamp = fs::metadata(&file.on_disk).ok().as_ref().map(Stamp::of);
            (stamp, open(file, &weight))
        };
        for (file, (stamp, result)) in found.iter().zip(in_parallel(found, read)) {
            let diagnostic = match result {
                Ok(source) => {
                    let old = self.own.get(&file.path);
                    if old.is_none_or(|old| old.fingerprint != source.fingerprint) {
                        new = true;
                        self.own.put(source);
                    }
                    None
                }
                Err(diagnostic) => {
                    self.own.files.remove(&file.path);
                    Some(diagnostic)
                }
            };
            let seen = Seen { stamp, linked: file.linked.then(|| file.on_disk.clone()), diagnostic };
            let told = seen.diagnostic.clone();
            let old = self.seen.insert(file.path.clone(), seen).and_then(|old| old.diagnostic);
            new |= old != told;
        }
        new
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let id = std::os::unix::fs::MetadataExt::ino(metadata);
        #[cfg(not(unix))]
        let id = 0;
        Self { size: metadata.len(), modified: metadata.modified().ok(), id }
    }
}

/// The paths that lie in a folder.
fn within(root: &Path, paths: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    paths.iter().filter(|path| path.starts_with(root)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Home {
        _folder: tempfile::TempDir,
        held: FileCache,
    }

    impl Home {
        fn new() -> Self {
            let home = tempfile::tempdir().expect("a folder");
            let held = FileCache::new(home.path());
            Self { _folder: home, held }
        }
        fn at(&self, path: &str) -> PathBuf {
            self.held.root().join(path)
        }
        fn write(&self, path: &str, text: &str) {
            let path = self.at(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        fn touch(&mut self, paths: &[&str]) -> bool {
            let paths = paths.iter().map(|path| self.at(path)).collect();
            self.held.refresh(Some(&paths))
        }
        fn text(&self, path: &str) -> Option<&str> {
            self.held.sources.get(path)?.text().ok()
        }
    }

    #[test]
    fn what_is_held_is_what_lies_on_the_disk() {
        let mut home = Home::new();
        assert!(!home.held.refresh(None), "an empty folder has nothing new");
        home.write("content/a.md", "one");
        home.write("content/b/c.md", "two");
        assert!(home.held.refresh(None));
        assert!(!home.held.refresh(None));
        home.write("content/a.md", "ONE");
        assert!(home.touch(&["content/a.md"]));
        assert_eq!(home.text("content/a.md"), Some("ONE"));
        fs::rename(home.at("content/b"), home.at("content/d")).expect("moved");
        assert!(home.touch(&["content/b", "content/d"]));
        assert_eq!((home.text("content/b/c.md"), home.text("content/d/c.md")), (None, Some("two")));
        fs::remove_dir_all(home.at("content")).expect("removed");
        assert!(home.touch(&["content"]));
        assert!(home.held.sources.files.is_empty());
    }

    #[test]
    fn a_file_that_is_put_over_another_is_read() {
        let mut home = Home::new();
        home.write("content/a.md", "one");
        home.held.refresh(None);
        home.write("content/.a.md.swp", "two");
        fs::rename(home.at("content/.a.md.swp"), home.at("content/a.md")).expect("moved");
        assert!(home.held.refresh(None), "its identity moved, though its size did not");
        assert_eq!(home.text("content/a.md"), Some("two"));
        assert!(!home.touch(&["content/a.md"]), "read again, and nothing is new");
    }

    #[cfg(unix)]
    #[test]
    fn what_lies_behind_a_link_is_read_when_it_changes() {
        use std::os::unix::fs::symlink;
        let mut home = Home::new();
        home.write("content/common/fr.md", "one");
        home.write("content/common/folder/b.md", "one");
        home.write("content/guides/x/own.md", "own");
        symlink("../../common/fr.md", home.at("content/guides/x/fr.md")).expect("a link");
        symlink("../common/folder", home.at("content/guides/y")).expect("a link");
        home.held.refresh(None);
        for (file, shown) in [
            ("content/common/fr.md", "content/guides/x/fr.md"),
            ("content/common/folder/b.md", "content/guides/y/b.md"),
        ] {
            home.write(file, "another");
            // The watcher names the file that was written, and knows of no link.
            assert!(home.touch(&[file]));
            assert_eq!((home.text(file), home.text(shown)), (Some("another"), Some("another")), "{shown}");
        }
        assert!(!home.touch(&["content/guides/x/own.md"]), "nothing is read for nothing");
    }

    #[cfg(unix)]
    #[test]
    fn what_leads_out_is_said_and_not_read() {
        let mut home = Home::new();
        home.write("content/a.md", "one");
        home.held.refresh(None);
        fs::remove_file(home.at("content/a.md")).expect("removed");
        std::os::unix::fs::symlink("/etc/hostname", home.at("content/a.md")).expect("a link");
        assert!(home.touch(&["content/a.md"]));
        assert_eq!(home.text("content/a.md"), None);
        assert_eq!(home.held.diagnostics()[0].code(), "source/symlink-outside");
    }
}

//! What the watcher reports, and what happens when the system reports nothing.

use std::fs;

use super::*;

/// A watched folder with `content/a.md` in it.
fn watched() -> (tempfile::TempDir, PathBuf, Receiver<Touched>) {
    let home = tempfile::tempdir().expect("a folder");
    let root = home.path().canonicalize().expect("a path");
    fs::create_dir_all(root.join("content")).expect("made");
    fs::write(root.join("content/a.md"), "one").expect("written");
    let (tell, told) = mpsc::channel();
    watch(&root, tell);
    assert_eq!(next(&told), Some(Touched::Anything), "the system listens");
    (home, root, told)
}

fn next(told: &Receiver<Touched>) -> Option<Touched> {
    told.recv_timeout(Duration::from_secs(3)).ok()
}

fn silent(told: &Receiver<Touched>) -> bool {
    told.recv_timeout(Duration::from_millis(200)).is_err()
}

#[test]
fn a_save_is_told_once_and_what_editors_leave_never() {
    let (_home, root, told) = watched();
    fs::write(root.join("content/.a.md.swp"), "x").expect("written");
    fs::create_dir(root.join("output")).expect("made");
    fs::write(root.join("output/x"), "x").expect("written");
    assert!(silent(&told));
    fs::write(root.join("content/.tmp"), "two").expect("written");
    fs::rename(root.join("content/.tmp"), root.join("content/a.md")).expect("moved");
    assert_eq!(next(&told), Some(Touched::Files(BTreeSet::from([root.join("content/a.md")]))));
    assert!(silent(&told));
}

#[test]
fn a_hundred_files_are_few_tellings() {
    let (_home, root, told) = watched();
    for number in 0..100 {
        fs::write(root.join(format!("content/{number}.md")), "x").expect("written");
    }
    let mut all = BTreeSet::new();
    let mut times = 0;
    while let Ok(Touched::Files(files)) = told.recv_timeout(Duration::from_millis(300)) {
        all.extend(files);
        times += 1;
    }
    assert_eq!(all.len(), 100);
    // A busy machine may take its time between two of them.
    assert!(times < 50, "{times}");
}

#[test]
fn a_source_folder_that_comes_back_is_watched_again() {
    let (_home, root, told) = watched();
    fs::remove_dir_all(root.join("content")).expect("removed");
    assert!(next(&told).is_some());
    while !silent(&told) {}
    fs::create_dir(root.join("content")).expect("made");
    assert_eq!(next(&told), Some(Touched::Anything));
    while !silent(&told) {}
    fs::write(root.join("content/b.md"), "x").expect("written");
    assert_eq!(next(&told), Some(Touched::Files(BTreeSet::from([root.join("content/b.md")]))));
}

/// A watcher that fails after this many folders; with 0 it fails at once.
struct Full<const LIMIT: usize> {
    watched: usize,
}

impl<const LIMIT: usize> Watcher for Full<LIMIT> {
    fn new<F: notify::EventHandler>(_: F, _: Config) -> notify::Result<Self> {
        if LIMIT == 0 { Err(notify::Error::generic("no more watchers")) } else { Ok(Self { watched: 0 }) }
    }

    fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
        self.watched += 1;
        if self.watched > LIMIT { Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)) } else { Ok(()) }
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> notify::WatcherKind {
        notify::WatcherKind::NullWatcher
    }
}

/// A watcher that reports an error as soon as it watches a source folder.
struct Failing(Box<dyn notify::EventHandler>);

impl Watcher for Failing {
    fn new<F: notify::EventHandler>(handler: F, _: Config) -> notify::Result<Self> {
        Ok(Self(Box::new(handler)))
    }

    fn watch(&mut self, path: &Path, _: RecursiveMode) -> notify::Result<()> {
        if path.ends_with("content") {
            self.0.handle_event(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        }
        Ok(())
    }

    fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
        Ok(())
    }

    fn kind() -> notify::WatcherKind {
        notify::WatcherKind::NullWatcher
    }
}

#[test]
fn where_the_system_watches_no_more_the_folder_is_looked_at() {
    fn check<W: Watcher>(before: &[Touched], cause: &str) {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("content")).expect("made");
        let (tell, told) = mpsc::channel();
        watch_with::<W>(home.path(), tell);
        for touched in before {
            assert_eq!(next(&told).as_ref(), Some(touched));
        }
        let Some(Touched::Polling(said)) = next(&told) else { panic!("silence") };
        assert!(said.contains(cause), "{said}");
        for _ in 0..2 {
            assert_eq!(next(&told), Some(Touched::Anything), "again and again");
        }
    }
    check::<Full<0>>(&[], "no more watchers");
    check::<Full<1>>(&[], "limit");
    check::<Failing>(&[Touched::Anything], "limit");
}

#[test]
fn a_watcher_that_ends_is_no_silence() {
    let home = tempfile::tempdir().expect("a folder");
    let (tell, told) = mpsc::channel();
    // This watcher drops its event handler.
    watch_with::<Full<9>>(home.path(), tell);
    assert_eq!(next(&told), Some(Touched::Anything));
    assert!(matches!(next(&told), Some(Touched::Polling(_))));
}

//! Changes of several files: whole, undone, and cut at every step.

use super::{super::Content, *};

const OLD: &str = "content/guides/a/fr.md";
const NEW: &str = "content/guides/b/fr.md";
const OTHER: &str = "content/guides/c/fr.md";

/// A folder with two texts.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for (path, words) in [(OLD, "a"), (OTHER, "c")] {
        let file = home.path().join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, words).expect("written");
    }
    home
}

/// The first text moves, and the other one is changed.
fn changes() -> Vec<FileChange> {
    let file = |path: &str, words: &str| Some(Source::new(path, words.as_bytes()));
    let one = |path: &str, before, after| FileChange { path: path.into(), before, after };
    vec![
        one(OLD, file(OLD, "a"), None),
        one(NEW, None, file(NEW, "a, moved")),
        one(OTHER, file(OTHER, "c"), file(OTHER, "c, changed")),
    ]
}

/// What stands in the files now.
fn state(home: &Path) -> [Option<String>; 3] {
    [OLD, NEW, OTHER].map(|path| fs::read_to_string(home.join(path)).ok())
}

fn before() -> [Option<String>; 3] {
    [Some("a".into()), None, Some("c".into())]
}

fn after() -> [Option<String>; 3] {
    [None, Some("a, moved".into()), Some("c, changed".into())]
}

#[track_caller]
fn key<T>(result: anyhow::Result<T>) -> &'static str {
    result.err().and_then(|error| error.downcast_ref::<Failure>().map(|failure| failure.key)).unwrap_or("")
}

#[test]
fn all_files_change_and_come_back() {
    let home = home();
    let content = Content::lock(home.path()).expect("free");
    let name = content.change(&changes(), "2026-11-29").expect("written");
    assert_eq!((name.as_str(), state(home.path())), ("2026-11-29-1", after()));
    assert!(!home.path().join("content/guides/a").exists(), "the empty folder goes, too");
    assert_eq!(content.last().as_deref(), Some("2026-11-29-1"));
    let back = content.reverse(&name).expect("as it was left");
    let name = content.change(&back, "2026-11-29").expect("undone");
    assert_eq!(state(home.path()), before());
    // What was undone can be done again.
    let again = content.reverse(&name).expect("as it was left");
    content.change(&again, "2026-11-29").expect("done again");
    assert_eq!(state(home.path()), after());
}

#[test]
fn what_was_changed_since_is_not_undone() {
    let home = home();
    let content = Content::lock(home.path()).expect("free");
    let name = content.change(&changes(), "2026-11-29").expect("written");
    fs::write(home.path().join(OTHER), "mine").expect("written");
    assert_eq!(key(content.reverse(&name)), "files/too-late");
    for name in ["", "..", "2026-11-29-9", "../content", "2026-11-29-1/content"] {
        assert_eq!(key(content.reverse(name)), "files/too-late", "{name}");
    }
}

#[test]
fn a_change_that_cannot_be_made_changes_nothing() {
    for path in [OLD, OTHER] {
        let home = home();
        let content = Content::lock(home.path()).expect("free");
        fs::write(home.path().join(path), "somebody else's").expect("written");
        let there = state(home.path());
        assert_eq!(key(content.change(&changes(), "2026-11-29")), "edit/changed", "{path}");
        assert_eq!(state(home.path()), there, "{path}");
        assert!(content.last().is_none() && !is_cut(home.path()), "{path}");
    }
    let home = home();
    fs::create_dir_all(home.path().join("content/guides/b")).expect("made");
    fs::write(home.path().join(NEW), "there already").expect("written");
    let content = Content::lock(home.path()).expect("free");
    assert_eq!(key(content.change(&changes(), "2026-11-29")), "guide/exists");
    assert_eq!(fs::read_to_string(home.path().join(NEW)).expect("there"), "there already");
}

#[test]
fn a_cut_at_any_step_is_put_back() {
    // The steps of `change`, in its order; the power goes after so many of them.
    for steps in 0..=3 {
        let home = home();
        let folder = home.path().join(BIN).join("2026-11-29-1");
        for (path, words) in [(OLD, "a"), (OTHER, "c")] {
            fs::create_dir_all(folder.join(path).parent().expect("a folder")).expect("made");
            fs::write(folder.join(path), words).expect("kept");
        }
        fs::write(folder.join(LIST), list(&changes())).expect("listed");
        fs::write(home.path().join(BIN).join(MARK), "2026-11-29-1").expect("marked");
        if steps > 0 {
            create(home.path(), NEW, b"a, moved").expect("written");
        }
        if steps > 1 {
            fs::write(home.path().join(OTHER), "c, changed").expect("written");
        }
        if steps > 2 {
            fs::remove_file(home.path().join(OLD)).expect("removed");
        }
        let _content = Content::lock(home.path()).expect("free");
        assert_eq!(state(home.path()), before(), "after {steps}");
        assert!(!is_cut(home.path()) && !home.path().join("content/guides/b").exists(), "after {steps}");
    }
}

#[test]
fn a_file_that_somebody_wrote_after_a_cut_stays() {
    let home = home();
    let folder = home.path().join(BIN).join("2026-11-29-1");
    fs::create_dir_all(&folder).expect("made");
    fs::write(folder.join(LIST), format!("{}x y ../secret\nx - /etc/passwd\n", list(&changes())))
        .expect("listed");
    fs::write(home.path().join(BIN).join(MARK), "2026-11-29-1").expect("marked");
    fs::write(home.path().join(OTHER), "mine").expect("written");
    let content = Content::lock(home.path()).expect("free");
    assert_eq!(state(home.path()), [Some("a".into()), None, Some("mine".into())]);
    // A mark that says nothing stops nobody.
    fs::write(home.path().join(BIN).join(MARK), "../../x").expect("marked");
    drop(content);
    Content::lock(home.path()).expect("free");
    assert!(!is_cut(home.path()));
}

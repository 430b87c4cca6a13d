//! What is written to the output folder, and what is left alone.

use tempfile::TempDir;

use super::*;
use trousseau_core::manifest::changes;
use trousseau_text::Fingerprint;

struct House {
    home: TempDir,
}

impl House {
    fn new() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(home.path().join("content/guides")).expect("content");
        Self { home }
    }

    fn out(&self) -> PathBuf {
        self.home.path().join("output")
    }

    fn open(&self) -> Output {
        Output::open(self.home.path(), &self.out()).expect("an output folder")
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.out().join(path)).unwrap_or_else(|error| error.kind().to_string())
    }

    /// One build that makes these files, and what was said of them.
    fn build(&self, files: &[(&str, &str)]) -> Vec<String> {
        let output = self.open();
        let before = output.manifest().expect("a manifest").value;
        let key = |text: &str| Fingerprint::of(text.as_bytes());
        let to = files.iter().map(|(path, text)| ((*path).into(), key(text))).collect();
        let changes = changes(&before, &to, &|path| output.is_whole(path));
        output.claim(&before, &changes.make).expect("claimed");
        let mut said = Vec::new();
        for path in &changes.make {
            let text = files.iter().find(|file| file.0 == &**path).expect("planned").1;
            said.push(match output.write(path, text.as_bytes()).expect("written") {
                Written::Changed => format!("{path} changed"),
                Written::Same => format!("{path} same"),
                Written::Refused(diagnostic) => format!("{} {}", diagnostic.place.path, diagnostic.code()),
            });
        }
        for path in &changes.drop {
            output.remove(path).expect("removed");
        }
        let made = to.into_iter().map(|(path, key)| (path, Some(key))).collect();
        output.finish(&Manifest { made, ..Manifest::default() }).expect("finished");
        said
    }
}

#[test]
fn files_are_made_kept_and_dropped() {
    let house = House::new();
    assert_eq!(
        house.build(&[("site/fr/a.html", "1"), ("site/b", "2")]),
        ["site/b changed", "site/fr/a.html changed"]
    );
    let date =
        |path: &str| fs::metadata(house.out().join(path)).and_then(|file| file.modified()).expect("a date");
    let before = (date("site/b"), date("manifest.json"));
    assert_eq!(house.build(&[("site/fr/a.html", "1"), ("site/b", "2")]), Vec::<String>::new());
    assert_eq!(before, (date("site/b"), date("manifest.json")));
    assert_eq!(house.build(&[("site/b", "3")]), ["site/b changed"]);
    assert_eq!(house.read("site/b"), "3");
    assert!(!house.out().join("site/fr").exists(), "an empty folder goes with its last file");
    house.build(&[]);
    assert!(house.out().exists() && !house.out().join("site").exists());
}

#[test]
fn files_of_others_are_never_touched() {
    let house = House::new();
    fs::create_dir_all(house.out().join("site/dir")).expect("folders");
    fs::write(house.out().join("site/theirs"), "theirs").expect("theirs");
    fs::write(house.out().join("site/equal"), "equal").expect("equal");
    let files = [("site/dir", "x"), ("site/equal", "equal"), ("site/theirs", "ours"), ("site/theirs/x", "y")];
    let expected = [
        "output/site/dir output/is-folder",
        "site/equal same",
        "output/site/theirs output/not-ours",
        "output/site/theirs/x output/is-file",
    ];
    assert_eq!(house.build(&files), expected);
    // Reported at each build until somebody decides, and never deleted.
    assert_eq!(house.build(&files), [expected[0], expected[2], expected[3]]);
    house.build(&[]);
    assert_eq!(house.read("site/theirs"), "theirs");
    assert_eq!(house.read("site/equal"), "entity not found", "adopted, so dropped");
}

#[test]
fn an_interrupted_build_knows_its_files_and_finishes_them() {
    let house = House::new();
    house.build(&[("site/a", "1")]);
    let output = house.open();
    let before = output.manifest().expect("a manifest").value;
    let paths: [OutputPath; 2] = ["site/a".into(), "site/b".into()];
    output.claim(&before, &paths).expect("claimed");
    output.write(&paths[0], b"2").expect("written");
    let half = "site/.b.4194999-0.partial";
    fs::write(house.out().join(half), "half").expect("half");
    drop(output);
    // A file written under another key is made again when its old key comes back.
    assert_eq!(house.build(&[("site/a", "1"), ("site/b", "1")]), ["site/a changed", "site/b changed"]);
    assert_eq!(house.out().join(half).exists(), !Path::new("/proc/self").exists());
}

#[test]
fn a_file_written_with_an_error_stays_ours_and_unfinished() {
    let house = House::new();
    let output = house.open();
    let paths: [OutputPath; 2] = ["site/a".into(), "site/b".into()];
    output.claim(&Manifest::default(), &paths).expect("claimed");
    output.write(&paths[0], b"1").expect("written");
    output.finish(&Manifest::default()).expect("finished");
    let made = output.manifest().expect("a manifest").value.made;
    assert_eq!(made.into_iter().collect::<Vec<_>>(), [("site/a".into(), None)]);
    drop(output);
    assert_eq!(house.build(&[("site/a", "2")]), ["site/a changed"]);
}

#[test]
fn one_build_at_a_time() {
    let house = House::new();
    let first = house.open();
    let second = Output::open(house.home.path(), &house.out()).expect_err("locked");
    assert_eq!(second.downcast_ref::<Failure>().expect("a failure").key, "output/locked");
    drop(first);
    house.open();
}

#[test]
fn a_folder_that_people_write_in_is_refused() {
    let house = House::new();
    let key = |folder: &str| {
        let folder = house.home.path().join(folder);
        let failure = Output::open(house.home.path(), &folder).expect_err("refused");
        failure.downcast_ref::<Failure>().expect("a failure").key
    };
    assert_eq!(key(""), "output/is-root");
    assert_eq!(key(".."), "output/is-root");
    assert_eq!(key("new/.."), "output/is-root");
    assert_eq!(key("content"), "output/in-sources");
    assert_eq!(key("content/new/deep"), "output/in-sources");
    assert_eq!(key("new/../content"), "output/is-root");
    assert_eq!(key("themes/x"), "output/in-sources");
    assert_eq!(fs::read_dir(house.home.path()).expect("listed").count(), 1, "nothing was made");
}

#[test]
fn a_manifest_of_others_is_not_written_over() {
    let house = House::new();
    house.build(&[("a", "1"), ("b", "1")]);
    for theirs in ["{\"name\": \"app\"}", "{\"name\": \"app\"", "words"] {
        fs::write(house.out().join(MANIFEST), theirs).expect("theirs");
        let error = house.open().manifest().expect_err("it is not ours");
        assert_eq!(error.downcast_ref::<Failure>().expect("ours to tell").key, "output/foreign");
        assert_eq!(fs::read_to_string(house.out().join(MANIFEST)).expect("still there"), theirs);
    }
}

#[test]
fn a_file_of_another_length_is_made_again() {
    let house = House::new();
    let files = [("site/a", "one two"), ("site/b", "three")];
    house.build(&files);
    for damage in ["", "one", "one two three"] {
        fs::write(house.out().join("site/a"), damage).expect("damaged");
        assert_eq!(house.build(&files), ["site/a changed"], "{damage:?}");
        assert_eq!(house.read("site/a"), "one two");
    }
    assert_eq!(house.build(&files), Vec::<String>::new());
}

#[test]
fn a_cut_manifest_beside_our_lock_makes_all_again() {
    let house = House::new();
    let files = [("site/a", "1"), ("site/b", "2")];
    house.build(&files);
    house.build(&[("site/a", "0"), ("site/b", "0"), ("site/old", "3")]);
    let whole = fs::read(house.out().join(MANIFEST)).expect("a manifest");
    for left in [&[][..], &whole[..40], &whole[..whole.len() - 3], &[0; 99]] {
        fs::write(house.out().join(MANIFEST), left).expect("cut");
        let said = house.open().manifest().expect("ours").diagnostics;
        assert_eq!(said.iter().map(Diagnostic::code).collect::<Vec<_>>(), ["output/manifest"]);
        fs::write(house.out().join("site/a"), "half").expect("damaged");
        let made = house.build(&files);
        assert!(made.contains(&"site/a changed".to_owned()) && made.len() == 2, "{made:?}");
        assert_eq!(house.build(&files), Vec::<String>::new(), "known again");
    }
    assert!(!house.out().join("site/old").exists(), "what could still be read was ours, and is in no plan");
    // Without our lock the folder is somebody else's.
    fs::remove_file(house.out().join(LOCK)).expect("removed");
    fs::write(house.out().join(MANIFEST), "").expect("cut");
    assert!(house.open().manifest().is_err());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    use std::os::unix::fs::symlink;
    let house = House::new();
    house.build(&[("a", "1")]);
    let outside = house.home.path().join("victim");
    for name in [LOCK, MANIFEST] {
        let path = house.out().join(name);
        fs::remove_file(&path).expect("removed");
        symlink(&outside, &path).expect("a link");
        let failed = Output::open(house.home.path(), &house.out()).and_then(|output| output.manifest());
        let key = failed.expect_err("refused").downcast_ref::<Failure>().expect("a failure").key;
        assert_eq!((key, outside.exists()), ("output/no-file", false), "{name}");
        fs::remove_file(&path).expect("removed");
        house.build(&[("a", "1")]);
    }
    // A folder below `output` that leads away.
    fs::create_dir(&outside).expect("made");
    symlink(&outside, house.out().join("leaflets")).expect("a link");
    let folder = house.out().join("leaflets");
    assert!(put(house.home.path(), &folder, "a.pdf", b"x", &|_| true).is_err());
    assert!(Output::open(house.home.path(), &folder).is_err());
    assert_eq!(fs::read_dir(&outside).expect("listed").count(), 0);
    // The whole output may lie on another disk.
    fs::remove_dir_all(house.out()).expect("removed");
    symlink(&outside, house.out()).expect("a link");
    house.build(&[("a", "1")]);
    put(house.home.path(), &house.out().join("leaflets"), "a.pdf", b"x", &|_| true)
        .expect("put")
        .expect("ours");
}

#[cfg(unix)]
#[test]
fn no_planted_link_is_written_through() {
    let house = House::new();
    let (victim, folder) = (house.home.path().join("victim"), house.out().join("leaflets"));
    fs::write(&victim, "theirs").expect("theirs");
    fs::create_dir_all(&folder).expect("made");
    let own = std::process::id();
    let names = (0..400).map(|number| format!(".a.pdf.{own}-{number}.partial"));
    for name in names.chain([".a.pdf.partial".to_owned(), "a.pdf".to_owned()]) {
        std::os::unix::fs::symlink(&victim, folder.join(name)).expect("a link");
    }
    let _ = put(house.home.path(), &folder, "a.pdf", b"x", &|_| true);
    assert_eq!(fs::read_to_string(&victim).expect("still there"), "theirs");
}

#[test]
fn only_files_of_the_manifest_are_removed() {
    let house = House::new();
    let output = house.open();
    fs::write(house.out().join("theirs"), "x").expect("theirs");
    output.claim(&Manifest::default(), &[]).expect("claimed");
    output.remove(&"theirs".into()).expect("nothing");
    output.remove(&"../content".into()).expect("nothing");
    assert_eq!(house.read("theirs"), "x");
    let diagnostic = output.write(&"../content/x".into(), b"x").expect("refused");
    assert!(matches!(diagnostic, Written::Refused(diagnostic) if diagnostic.code() == "output/name"));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let house = House::new();
    house.build(&[("site/a", "1"), ("site/x/b", "1")]);
    let outside = tempfile::tempdir().expect("outside");
    fs::write(outside.path().join("b"), "theirs").expect("theirs");
    fs::remove_dir_all(house.out().join("site/x")).expect("gone");
    symlink(outside.path(), house.out().join("site/x")).expect("a link");
    fs::remove_file(house.out().join("site/a")).expect("gone");
    symlink(outside.path().join("b"), house.out().join("site/a")).expect("a link");
    let said = house.build(&[("site/a", "2"), ("site/x/b", "2"), ("site/x/y/c", "2")]);
    let refused = ["output/site/x/b output/symlink-outside", "output/site/x/y/c output/symlink-outside"];
    assert_eq!(said, ["site/a changed", refused[0], refused[1]]);
    house.build(&[]);
    assert_eq!(fs::read_to_string(outside.path().join("b")).expect("still there"), "theirs");
    assert_eq!(fs::read_dir(outside.path()).expect("listed").count(), 1);
    house.build(&[("site/new", "1")]);
    let mode = fs::metadata(house.out().join("site/new")).expect("made").permissions().mode();
    assert_eq!(mode & 0o400, 0o400);
}

#[test]
fn many_threads_may_write() {
    let house = House::new();
    let output = house.open();
    let paths: Vec<OutputPath> =
        (0..200).map(|number| format!("site/{}/{number}", number % 7).into()).collect();
    output.claim(&Manifest::default(), &paths).expect("claimed");
    std::thread::scope(|scope| {
        for part in paths.chunks(50) {
            let output = &output;
            scope.spawn(move || {
                part.iter().for_each(|path| drop(output.write(path, path.as_bytes()).expect("written")))
            });
        }
    });
    assert!(paths.iter().all(|path| house.read(path) == **path));
}

#[test]
fn git_passes_by_a_folder_that_is_new_and_by_no_other() {
    let house = House::new();
    Output::open(house.home.path(), &house.out().join("reports")).expect("an output folder");
    assert_eq!(house.read(".gitignore"), "*\n");
    assert!(!house.out().join("reports/.gitignore").exists(), "the folder above says it");
    fs::write(house.out().join(".gitignore"), "own").expect("written");
    house.open();
    assert_eq!(house.read(".gitignore"), "own");
    let there = house.home.path().join("there");
    fs::create_dir(&there).expect("made");
    put(house.home.path(), &there, "a.pdf", b"", &|_| true).expect("put").expect("ours");
    assert!(!there.join(".gitignore").exists(), "a folder of somebody stays as it is");
    put(house.home.path(), &there.join("new"), "a.pdf", b"", &|_| true).expect("put").expect("ours");
    assert!(there.join("new/.gitignore").exists());
}

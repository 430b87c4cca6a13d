//! What every target must do, from a first publication to taking one back.

use trousseau_app::publish::{Kept, Options, Outcome, Why};
use trousseau_io::target::{Sizes, Target};

use super::{
    Site, Tree, assert_whole, first, key, owner, second,
    servers::{self, World},
    undo,
};

#[test]
fn a_folder_does_what_every_target_must() {
    all(&servers::folder());
}

#[test]
fn sftp_does_what_every_target_must() {
    all(&servers::sftp());
}

#[test]
fn ftps_does_what_every_target_must() {
    all(&servers::ftps());
}

#[test]
fn a_branch_does_what_every_target_must() {
    all(&servers::repository(true));
}

#[test]
fn a_branch_without_history_has_one_commit() {
    let world = servers::repository(false);
    let (one, two) = (Site::of(&first()), Site::of(&second()));
    sent(&world, &one);
    sent(&world, &two);
    assert_eq!((world.files(), world.commits()), (second(), 1));
    undo(&mut *world.open()).expect("taken back");
    assert_eq!((world.files(), world.commits()), (first(), 1));
}

fn all(world: &dyn World) {
    from_nothing_and_back(world);
    files_of_others_stay(world);
    what_is_damaged_is_not_called_done(world);
    one_of_two_wins(world);
}

#[track_caller]
fn sent(world: &dyn World, site: &Site) -> Outcome {
    site.to(&mut *world.open(), &Options::default()).expect("published")
}

fn overwrite() -> Options {
    Options { overwrite: true, ..Options::default() }
}

fn from_nothing_and_back(world: &dyn World) {
    let (one, two) = (Site::of(&first()), Site::of(&second()));
    let dry = one.to(&mut *world.open(), &Options { dry_run: true, ..Options::default() }).expect("listed");
    assert_eq!((dry.sent.len(), world.files()), (first().len(), Tree::new()), "a list writes nothing");
    let outcome = sent(world, &one);
    assert_eq!(outcome.sent, dry.sent);
    assert_eq!(outcome.sent.last().map(String::as_str), Some(".htaccess"));
    assert_eq!(world.files(), first());
    let again = sent(world, &one);
    assert_eq!((again.sent.len(), again.removed.len(), again.same, again.bytes), (0, 0, first().len(), 0));
    let outcome = sent(world, &two);
    assert_eq!(world.files(), second());
    assert_eq!(outcome.sent.len(), 6, "{:?}", outcome.sent);
    assert_eq!(outcome.removed, ["assets/style.0123456789.css", "fr/à lire.html", "fr/à lire.html.gz"]);
    let back = undo(&mut *world.open()).expect("taken back");
    assert_eq!(world.files(), first(), "byte for byte");
    assert_eq!(back.removed, ["assets/style.abcdef0123.css", "fr/new page.html", "fr/new.pdf"]);
    undo(&mut *world.open()).expect("what was taken back can be put there again");
    assert_eq!(world.files(), second());
    assert_whole(&world.files(), "after all of it");
}

/// Goes on from the second site.
fn files_of_others_stay(world: &dyn World) {
    world.put("fr/demander.html", "<p>by hand</p>");
    world.put("fr/index.html", "<p>by hand too</p>");
    world.put("fr/à lire.html", "<p>of somebody</p>");
    world.put("forum.html", "<p>of somebody</p>");
    let mut tree = first();
    tree.insert("fr/demander.html".into(), b"<p>new</p>".to_vec());
    tree.remove("fr/index.html");
    let site = Site::of(&tree);
    let kept = |path: &str, why| Kept { path: path.into(), why };
    let expected = [
        kept("fr/demander.html", Why::Changed),
        kept("fr/index.html", Why::Changed),
        kept("fr/à lire.html", Why::Foreign),
    ];
    for when in ["first", "again"] {
        assert_eq!(sent(world, &site).kept, expected, "{when}: what is kept is told each time");
        let files = world.files();
        assert_eq!(files["fr/demander.html"], b"<p>by hand</p>");
        assert_eq!(files["fr/index.html"], b"<p>by hand too</p>");
        assert_eq!(files["fr/à lire.html"], b"<p>of somebody</p>");
    }
    let before = world.files();
    assert_eq!(site.to(&mut *world.open(), &overwrite()).expect("published").kept, []);
    let mut expected = tree;
    expected.insert("forum.html".into(), b"<p>of somebody</p>".to_vec());
    assert_eq!(world.files(), expected, "what was never ours stays, whatever is asked");
    undo(&mut *world.open()).expect("taken back");
    assert_eq!(world.files(), before, "what somebody wrote is restored, too");
    site.to(&mut *world.open(), &overwrite()).expect("published");
}

/// A server that says "done", and keeps other bytes.
struct Lossy(Box<dyn Target>);

impl Target for Lossy {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        self.0.list(folder)
    }
    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        self.0.size(path)
    }
    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        self.0.read(path)
    }
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let zeros = vec![0; bytes.len()];
        self.0.put(path, if path == "fr/demander.html" { &zeros } else { bytes })
    }
    fn remove(&mut self, path: &str) -> anyhow::Result<()> {
        self.0.remove(path)
    }
    fn claim(&mut self, folder: &str) -> anyhow::Result<bool> {
        self.0.claim(folder)
    }
    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()> {
        self.0.release(folder, file)
    }
}

fn what_is_damaged_is_not_called_done(world: &dyn World) {
    let site = Site::of(&first());
    let result = site.to(&mut Lossy(world.open()), &overwrite());
    assert_eq!(key(result), "publish/damaged");
    // What a branch collected and did not push is nothing yet.
    let expected = usize::from(world.has_lock());
    let outcome = sent(world, &site);
    assert_eq!(outcome.kept.len(), expected, "what is wrong is found again: {:?}", outcome.kept);
    site.to(&mut *world.open(), &overwrite()).expect("published");
    let mut files = world.files();
    files.remove("forum.html");
    assert_eq!(files, first());
}

fn one_of_two_wins(world: &dyn World) {
    use trousseau_app::publish::{Job, publish};
    let (one, two) = (Site::of(&first()), Site::of(&second()));
    let (here, there) = (owner("one"), owner("two"));
    let options = Options::default();
    if !world.has_lock() {
        // Both look at the branch, then both publish.
        let (mut first, mut second) = (world.open(), world.open());
        two.to(&mut *first, &options).expect("published");
        let mut tree = super::first();
        tree.insert("other.html".into(), b"x".to_vec());
        assert_eq!(key(Site::of(&tree).to(&mut *second, &options)), "publish/overtaken");
        let mut files = world.files();
        files.remove("forum.html");
        assert_eq!(files, super::second());
        return;
    }
    world.open().claim(".trousseau/lock").expect("taken");
    let owned = serde_json::json!({ "by": there.by, "token": there.token, "since": there.since - 600 });
    world.open().put(".trousseau/lock/owner.json", owned.to_string().as_bytes()).expect("written");
    let error = two.to(&mut *world.open(), &options).expect_err("another is at it");
    let said = format!("{error}");
    for words in ["publisher two", "since 2026-11-21", "(10 min)"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let breaks = Options { break_lock: true, ..Options::default() };
    two.to(&mut *world.open(), &breaks).expect("published");
    one.to(&mut *world.open(), &options).expect("the lock was given back");
    // A lock of our own is left from a publication that was cut.
    world.open().claim(".trousseau/lock").expect("taken");
    let owned = serde_json::to_vec(&here).expect("JSON");
    world.open().put(".trousseau/lock/owner.json", &owned).expect("written");
    let mut target = world.open();
    let mut job = Job { target: &mut *target, owner: &here, options: &options, watch: &() };
    publish(&mut job, two.folder.path(), &two.files).expect("published");
}

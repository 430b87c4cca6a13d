//! What stands at a target and is not ours: files, links, modes and servers of others.

use std::{fs, process::Command};

use trousseau_app::publish::{Kept, Options, Why};
use trousseau_io::target::{Sizes, Target};

use super::{
    Site, Tree, first, second,
    servers::{self, World},
    undo,
};

fn sent(world: &dyn World, tree: &Tree) {
    Site::of(tree).to(&mut *world.open(), &Options::default()).expect("published");
}

#[test]
fn taking_the_first_publication_back_leaves_what_stood_there() {
    let worlds: [Box<dyn World>; 3] =
        [Box::new(servers::folder()), Box::new(servers::sftp()), Box::new(servers::repository(true))];
    for world in worlds {
        let page = "<a href=\"fr/index.html\">fr</a>";
        assert_eq!(first()["index.html"], page.as_bytes(), "the same bytes as ours");
        world.put("index.html", page);
        world.put("forum.html", "<p>of somebody</p>");
        let before = world.files();
        sent(&*world, &first());
        assert_eq!(world.files().len(), first().len() + 1);
        undo(&mut *world.open()).expect("taken back");
        assert_eq!(world.files(), before);
    }
}

/// A server whose lists leave hidden files out, as many do.
struct Blind(Box<dyn Target>);

impl Target for Blind {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        let mut sizes = self.0.list(folder)?;
        sizes.retain(|path, _| path.rsplit('/').next().is_some_and(|name| !name.starts_with('.')));
        Ok(sizes)
    }
    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        self.0.size(path)
    }
    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        self.0.read(path)
    }
    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        self.0.put(path, bytes)
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

#[test]
fn a_file_that_a_list_leaves_out_is_not_written_over() {
    let world = servers::folder();
    world.put(".htaccess", "Require ip 192.0.2.0/24");
    let outcome = Site::of(&first()).to(&mut Blind(world.open()), &Options::default()).expect("published");
    assert_eq!(outcome.kept, [Kept { path: ".htaccess".into(), why: Why::Foreign }]);
    assert_eq!(world.files()[".htaccess"], b"Require ip 192.0.2.0/24");
}

#[test]
fn a_server_that_cannot_rename_over_a_file_gets_all_the_same() {
    let world = servers::sftp_without("posix-rename");
    sent(&world, &first());
    sent(&world, &second());
    assert_eq!(world.files(), second());
    undo(&mut *world.open()).expect("taken back");
    assert_eq!(world.files(), first());
}

#[test]
fn what_is_no_page_of_ours_stays_what_it_is_in_a_branch() {
    let world = servers::repository(true);
    let git = |arguments: &[&str]| {
        let done = Command::new("git").args(arguments).current_dir(world.home()).output().expect("git runs");
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).expect("text")
    };
    git(&["init", "-q", "clone"]);
    let clone = world.home().join("clone");
    fs::write(clone.join("deploy.sh"), "#!/bin/sh\n").expect("written");
    let of_clone = |arguments: &[&str]| git(&[&["-C", "clone"], arguments].concat());
    of_clone(&["add", "--chmod=+x", "deploy.sh"]);
    let link = of_clone(&["hash-object", "-w", "deploy.sh"]);
    of_clone(&["update-index", "--add", "--cacheinfo", &format!("120000,{},current", link.trim())]);
    of_clone(&["-c", "user.name=x", "-c", "user.email=x@localhost.invalid", "commit", "-q", "-m", "x"]);
    of_clone(&["push", "-q", "../remote.git", "HEAD:refs/heads/pages"]);
    sent(&world, &first());
    let listed = git(&["-C", "remote.git", "ls-tree", "pages", "deploy.sh", "current", "index.html"]);
    let modes: Vec<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(modes, ["120000", "100755", "100644"], "a link, a program, and a page: {listed}");
}

#[test]
fn only_what_we_put_aside_is_taken_away_with_it() {
    let world = servers::folder();
    sent(&world, &first());
    sent(&world, &second());
    let aside = world.folder.path().join("www/.trousseau/before");
    let count = || fs::read_dir(&aside).expect("a folder").count();
    let blobs = count();
    fs::write(aside.join("notes.txt"), "of somebody").expect("written");
    undo(&mut *world.open()).expect("taken back");
    sent(&world, &second());
    assert_eq!(fs::read_to_string(aside.join("notes.txt")).expect("still there"), "of somebody");
    assert_eq!(count(), blobs + 1, "and nothing else that is not needed");
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_or_nowhere_are_passed_by() {
    let world = servers::folder();
    let www = world.folder.path().join("www");
    std::os::unix::fs::symlink(&www, www.join("round")).expect("linked");
    std::os::unix::fs::symlink(www.join("nowhere"), www.join("dead")).expect("linked");
    sent(&world, &first());
    sent(&world, &second());
    let mut own = world.files();
    own.retain(|path, _| second().contains_key(path));
    assert_eq!(own, second());
    assert!(www.join("round").is_symlink() && www.join("dead").is_symlink());
}

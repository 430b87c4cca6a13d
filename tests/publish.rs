//! Publishing: one suite for all kinds of targets, against servers that the tests start, and the command as somebody types it.

mod command;
mod cuts;
mod others;
mod servers;
mod story;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use trousseau_app::publish::{self, Job, Options, Outcome, Owner};
use trousseau_core::{
    messages::Failure,
    publication::{Content, Files},
};
use trousseau_io::target::Target;

/// Files by their paths.
type Tree = BTreeMap<String, Vec<u8>>;

/// A site to publish: files in a folder.
struct Site {
    folder: tempfile::TempDir,
    files: Files,
}

impl Site {
    fn of(tree: &Tree) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in tree {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, bytes).expect("written");
        }
        let files = tree.iter().map(|(path, bytes)| (path.clone(), Content::of(bytes))).collect();
        Self { folder, files }
    }

    /// Publishes it.
    fn to(&self, target: &mut dyn Target, options: &Options) -> anyhow::Result<Outcome> {
        let owner = Owner { was_cut: true, ..owner("one") };
        publish::publish(
            &mut Job { target, owner: &owner, options, watch: &() },
            self.folder.path(),
            &self.files,
        )
    }
}

/// Takes the last publication back.
fn undo(target: &mut dyn Target) -> anyhow::Result<Outcome> {
    undo_by(target, &owner("one"))
}

fn undo_by(target: &mut dyn Target, owner: &Owner) -> anyhow::Result<Outcome> {
    publish::undo(&mut Job { target, owner, options: &Options::default(), watch: &() })
}

fn owner(name: &str) -> Owner {
    Owner { by: format!("publisher {name}"), token: name.into(), since: 1_795_305_600, was_cut: false }
}

/// The key of a failure.
fn key<T: std::fmt::Debug>(result: anyhow::Result<T>) -> &'static str {
    let error = result.expect_err("it must fail");
    let failure = error.downcast_ref::<Failure>();
    failure.unwrap_or_else(|| panic!("no failure of ours: {error:#}")).key
}

/// A small site whose names and links are of the kinds that a real one has.
fn first() -> Tree {
    tree(&[
        ("index.html", "<a href=\"fr/index.html\">fr</a>"),
        (
            "fr/index.html",
            "<link href=\"../assets/style.0123456789.css\"> <a href=\"demander.html\"> <a href=\"à lire.html\">",
        ),
        ("fr/demander.html", "<a href=\"index.html\"> <a href=\"demander.pdf\"> <a href=\"السكن.html\">"),
        ("fr/à lire.html", "<a href=\"index.html\">"),
        ("fr/à lire.html.gz", "not really"),
        ("fr/السكن.html", "<a href=\"index.html\">"),
        ("fr/demander.pdf", "%PDF one"),
        ("assets/style.0123456789.css", "a {}"),
        (".htaccess", "Options -Indexes"),
        ("sitemap.xml", "<urlset/>"),
    ])
}

/// The same a month later: a page changed, one new, one gone, another style sheet.
fn second() -> Tree {
    let mut tree = first();
    tree.remove("fr/à lire.html");
    tree.remove("fr/à lire.html.gz");
    tree.remove("assets/style.0123456789.css");
    tree.extend(self::tree(&[
        ("fr/index.html", "<link href=\"../assets/style.abcdef0123.css\"> <a href=\"demander.html\"> <a href=\"new page.html\">"),
        ("fr/new page.html", "<a href=\"index.html\"> <a href=\"new.pdf\">"),
        ("fr/new.pdf", "%PDF new"),
        ("fr/demander.pdf", "%PDF two"),
        ("assets/style.abcdef0123.css", "b {}"),
        ("sitemap.xml", "<urlset></urlset>"),
    ]));
    tree
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// Fails when a page that a reader can reach names a file that is missing.
#[track_caller]
fn assert_whole(tree: &Tree, when: &str) {
    let mut seen = BTreeSet::new();
    let mut open: Vec<String> =
        tree.contains_key("index.html").then(|| "index.html".to_owned()).into_iter().collect();
    while let Some(page) = open.pop() {
        if !seen.insert(page.clone()) || !page.ends_with(".html") {
            continue;
        }
        let text = String::from_utf8_lossy(&tree[&page]).into_owned();
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let folder = Path::new(&page).parent().expect("a folder");
            let target = match link.strip_prefix("../") {
                Some(rest) => folder.parent().expect("a folder above").join(rest),
                None => folder.join(link),
            };
            let target = target.to_str().expect("text").to_owned();
            assert!(tree.contains_key(&target), "{when}: {page} names {target}, which is missing");
            open.push(target);
        }
    }
}

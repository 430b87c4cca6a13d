//! A publication: which files stand at a target and what is in each, and in which order one becomes another.
//!
//! Nothing here sends anything: `app` compares and sends, `io` knows the protocols.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::manifest::Manifest;
use trousseau_text::Fingerprint;

/// The folder of the output that is published; nothing else ever is.
pub const SITE: &str = "site/";

/// The folder at the target that holds what we know of it. No file of a site lies there.
pub const ROOM: &str = ".trousseau";

/// The version of the form of a written publication.
const FORM: u32 = 1;

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The hash of its bytes.
    pub hash: Fingerprint,
    /// How many bytes it has.
    pub bytes: u64,
}

impl Content {
    /// What these bytes are.
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: Fingerprint::of(bytes), bytes: bytes.len() as u64 }
    }
}

/// Files by their paths below the site, with `/` between the parts.
pub type Files = BTreeMap<String, Content>;

/// The files that stand at a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// Each file.
    pub files: Files,
}

/// What is under way at a target, or was cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What is to stand there in the end.
    pub goal: Files,
    /// The files that are sent for it, in this order.
    pub send: Vec<String>,
    /// The files that are taken away afterwards.
    pub drop: Vec<String>,
    /// What stood there before it began.
    pub before: Files,
    /// Whether it takes a publication back.
    pub undo: bool,
}

#[derive(Serialize, Deserialize)]
struct File<T> {
    version: u32,
    #[serde(flatten)]
    content: T,
}

#[derive(Serialize, Deserialize)]
struct Standing {
    files: Files,
}

impl Publication {
    /// Parses what was written; `None` when it is broken, of another version, or names a file outside the site.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let file: File<Standing> = serde_json::from_slice(bytes).ok()?;
        let files = file.content.files;
        (file.version == FORM && files.keys().all(|path| is_safe(path))).then_some(Self { files })
    }

    /// The bytes to write: one order, so that two can be compared.
    pub fn bytes(&self) -> Vec<u8> {
        let content = Standing { files: self.files.clone() };
        written(&File { version: FORM, content })
    }
}

impl Pending {
    /// Parses what was written, as [`Publication::read`] does.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let file: File<Self> = serde_json::from_slice(bytes).ok()?;
        let pending = file.content;
        let files = pending.goal.keys().chain(pending.before.keys());
        let mut paths = files.chain(&pending.send).chain(&pending.drop);
        (file.version == FORM && paths.all(|path| is_safe(path))).then_some(pending)
    }

    /// The bytes to write.
    pub fn bytes(&self) -> Vec<u8> {
        written(&File { version: FORM, content: self })
    }
}

fn written(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("a publication is plain data");
    bytes.push(b'\n');
    bytes
}

/// Whether this is the path of a file of a site: below it on every system, and not in our own folder.
pub fn is_safe(path: &str) -> bool {
    !path.contains(['\\', '\0'])
        && !path.contains(char::is_control)
        && path.as_bytes().get(1) != Some(&b':')
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
        && path.split('/').next() != Some(ROOM)
}

/// The files of the site in the manifest of a build, without `site/`. Reports, boards and leaflets of partners lie beside it.
/// An error names a file that was announced and not finished.
pub fn of_site(manifest: &Manifest) -> Result<Vec<&str>, &str> {
    let mut files = Vec::new();
    for (path, key) in &manifest.made {
        let Some(inner) = path.strip_prefix(SITE) else { continue };
        if key.is_none() {
            return Err(path);
        }
        files.push(inner);
    }
    Ok(files)
}

/// Puts files in the order in which they are sent, so that no page that can be reached names a file that is not there yet: what
/// pages are made of, then new pages, then pages that change, the home pages last of all, then what lists pages.
///
/// A compressed file follows the one that it stands for.
pub fn in_order(files: &mut [String], is_new: &dyn Fn(&str) -> bool) {
    files.sort_by_cached_key(|path| {
        let plain = path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).unwrap_or(path);
        (rank(plain, is_new(plain)), home(plain), plain.to_owned(), path.clone())
    });
}

/// How near to the beginning of the site a home page is; 0 for a page that is none.
fn home(path: &str) -> usize {
    let is_home = path == "index.html" || path.ends_with("/index.html");
    if is_home { 100_usize.saturating_sub(path.split('/').count()) } else { 0 }
}

fn rank(path: &str, is_new: bool) -> u8 {
    let is_page = path.ends_with(".html");
    let is_for_machines = path.starts_with('.') || path.starts_with('_');
    let lists_pages = [".js", ".xml", ".txt", ".webmanifest"].iter().any(|end| path.ends_with(end));
    // A worker fetches the file that it names as soon as it is there.
    let names_a_file = path.ends_with("/worker.js");
    match () {
        () if path.starts_with("assets/") => 0,
        () if is_for_machines => 5,
        () if is_page => 2 + u8::from(!is_new),
        () if names_a_file || lists_pages && !is_new => 4,
        () => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_after_what_they_name_and_homes_last() {
        let mut files: Vec<String> = [
            ".htaccess",
            "fr/a.html",
            "fr/index.html",
            "index.html",
            "index.html.gz",
            "fr/new.html",
            "assets/a.0123456789.css",
            "fr/a.pdf",
            "fr/search.js",
            "fr/worker.js",
            "fr/keep/a.html",
            "sitemap.xml",
        ]
        .map(str::to_owned)
        .into();
        in_order(&mut files, &|path| ["fr/new.html", "fr/worker.js", "fr/keep/a.html"].contains(&path));
        let expected = [
            "assets/a.0123456789.css",
            "fr/a.pdf",
            "fr/keep/a.html",
            "fr/new.html",
            "fr/a.html",
            "fr/index.html",
            "index.html",
            "index.html.gz",
            "fr/search.js",
            "fr/worker.js",
            "sitemap.xml",
            ".htaccess",
        ];
        assert_eq!(files, expected);
    }

    #[test]
    fn a_written_publication_that_leads_out_is_not_read() {
        let files = [("fr/é a.html".to_owned(), Content::of(b"x"))].into();
        let publication = Publication { files };
        let text = String::from_utf8(publication.bytes()).expect("text");
        assert_eq!(Publication::read(text.as_bytes()), Some(publication));
        for bad in ["../a.html", "/etc/passwd", ".trousseau/lock", "a//b", "C:/x"] {
            assert_eq!(Publication::read(text.replace("fr/é a.html", bad).as_bytes()), None, "{bad}");
        }
        assert_eq!(Publication::read(text.replace("\"version\":1", "\"version\":2").as_bytes()), None);
    }

    #[test]
    fn only_the_site_is_published() {
        let key = || Some(Fingerprint::of(b"x"));
        let made = [("site/fr/a.html", key()), ("reports/board.html", key()), ("site/.htaccess", key())];
        let made = made.map(|(path, key)| (path.into(), key)).into();
        let mut manifest = Manifest { made, ..Default::default() };
        assert_eq!(of_site(&manifest), Ok(vec![".htaccess", "fr/a.html"]));
        manifest.made.insert("site/b.html".into(), None);
        assert_eq!(of_site(&manifest), Err("site/b.html"));
    }
}

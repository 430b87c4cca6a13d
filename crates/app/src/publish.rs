//! `trousseau publish`: from the folder `output/site` to where the site stands, and back.
//!
//! The plan is here and the same for every target: what differs is sent, what pages are made of before the pages that name it,
//! the manifest after them, and what is not needed any more goes last. `records` says what is kept at the target so that a cut
//! publication goes on, and so that one can be taken back.

mod compare;
mod lock;
mod records;
mod run;
mod send;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use trousseau_core::{
    diagnostic,
    manifest::Manifest,
    messages::Failure,
    publication::{self, Content, Files, SITE},
    toolkit::{self, Targets},
};
use trousseau_io::{
    disk, output,
    target::{Place, Target, open},
};

pub use compare::{Kept, Why};
pub use lock::{Held, Owner};
pub use run::{Job, forget, publish, undo};

/// What somebody asks of a publication.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The name of the target; the only one when it is missing.
    pub target: Option<String>,
    /// An output folder instead of `output`.
    pub out: Option<PathBuf>,
    /// Only tells what would be done.
    pub dry_run: bool,
    /// Also replaces and deletes files that somebody else put or changed there.
    pub overwrite: bool,
    /// Takes the place of a publication that seems to be under way.
    pub break_lock: bool,
}

/// How far a publication is, for whoever waits. All numbers are of this run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files sent, and to be sent.
    pub files: [usize; 2],
    /// Bytes sent, and to be sent.
    pub bytes: [u64; 2],
}

/// Where a publication tells how far it is.
pub trait Watch {
    /// A file was sent.
    fn sent(&self, progress: Progress);
}

/// For callers that show no progress.
impl Watch for () {
    fn sent(&self, _: Progress) {}
}

/// What came of a publication, or what would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The files that were sent, in order.
    pub sent: Vec<String>,
    /// The files that were taken away.
    pub removed: Vec<String>,
    /// How many files were right as they were.
    pub same: usize,
    /// How many bytes were sent.
    pub bytes: u64,
    /// Files that stay as somebody else made them.
    pub kept: Vec<Kept>,
    /// How many files were sent by a publication that was cut, and need not be sent again.
    pub resumed: usize,
    /// Whether the list of what stands there was lost, so that files were compared one by one.
    pub was_lost: bool,
    /// Whether there was nothing to take back, since what was cut had changed nothing or was complete.
    pub was_idle: bool,
}

/// The target that is meant.
pub fn choose<'a>(
    targets: &'a Targets,
    name: Option<&str>,
) -> anyhow::Result<(&'a str, &'a toolkit::Target)> {
    let known: Vec<&str> = targets.keys().map(String::as_str).collect();
    let found = match name {
        Some(name) => targets.get_key_value(name),
        None if targets.len() == 1 => targets.iter().next(),
        None => None,
    };
    if let Some((name, target)) = found {
        return Ok((name, target));
    }
    let failure = match name {
        _ if known.is_empty() => Failure::new("publish/none").with("path", toolkit::PATH),
        Some(name) => Failure::new("publish/unknown").with("target", name).with("known", known.join(", ")),
        None => Failure::new("publish/which").with("known", known.join(", ")),
    };
    Err(failure.into())
}

/// Opens a target of a toolkit.
pub fn connect(
    root: &Path,
    options: &Options,
    name: &str,
    target: &toolkit::Target,
) -> anyhow::Result<Box<dyn Target>> {
    open(Place { root, out: &folder(root, options), name }, target)
}

/// The output folder.
pub fn folder(root: &Path, options: &Options) -> PathBuf {
    options.out.clone().unwrap_or_else(|| root.join("output"))
}

/// The site as the last build left it: its folder, and what is in each file. Only files in the manifest of the build are taken.
pub fn site(root: &Path, options: &Options) -> anyhow::Result<(PathBuf, Files)> {
    let out = folder(root, options);
    let manifest = output::last(&out);
    let missing = || Failure::new("publish/no-site").with("path", out.join(SITE).display());
    let paths = publication::of_site(&manifest)
        .map_err(|path| Failure::new("publish/unfinished").with("path", out.join(path).display()))?;
    if paths.is_empty() {
        return Err(missing().into());
    }
    let folder = out.join(SITE);
    let mut files = Files::new();
    for path in paths {
        let bytes = read(&folder, path)?;
        let content = Content::of(&bytes);
        if !is_as_built(&manifest, path, content) {
            return Err(Failure::new("publish/unfinished").with("path", folder.join(path).display()).into());
        }
        files.insert(path.to_owned(), content);
    }
    Ok((folder, files))
}

fn is_as_built(manifest: &Manifest, path: &str, content: Content) -> bool {
    manifest.lengths.get(&*format!("{SITE}{path}")).is_none_or(|length| *length == content.bytes)
}

/// Whether a text or the theme was saved after the site was built.
pub fn is_older_than_content(root: &Path, options: &Options) -> bool {
    let saved = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let built = saved(&folder(root, options).join("manifest.json"));
    let Ok(sources) = disk::read(root) else { return false };
    let files =
        sources.value.files.keys().map(|path| sources.value.real(&diagnostic::Place::file(path)).place.path);
    let newest = files.filter_map(|path| saved(&root.join(&*path))).max();
    matches!((built, newest), (Some(built), Some(newest)) if newest > built)
}

/// The bytes of a file of the site. A link that leads out of it is not followed: somebody may have put it there.
fn read(folder: &Path, path: &str) -> anyhow::Result<Vec<u8>> {
    let file = folder.join(path);
    let failure = || Failure::new("publish/unfinished").with("path", file.display());
    let real = file.canonicalize().with_context(failure)?;
    if !real.starts_with(folder.canonicalize().with_context(failure)?) {
        return Err(failure().into());
    }
    fs::read(&real).with_context(failure)
}

//! Sends the files of a plan, one after the other, and writes down how far it is.

use std::path::Path;

use super::{Progress, Watch, read, records};
use trousseau_core::{
    messages::Failure,
    publication::{Content, Files},
};
use trousseau_io::target::Target;

/// After how many files it is written down how far the sending is. What was sent after that is read when it goes on, and not sent
/// again.
const FILES_A_NOTE: usize = 16;

/// The same in bytes, for large files.
const BYTES_A_NOTE: u64 = 4 << 20;

/// How many files are read back.
const SAMPLE: usize = 12;

/// Where the bytes of the files are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'a> {
    /// In the folder of the site.
    Site(&'a Path),
    /// At the target, where they were put aside.
    Before,
}

impl Source<'_> {
    /// Fails when bytes of a file are not there any more, before anything is sent.
    pub fn check(self, target: &mut dyn Target, files: &Files, paths: &[String]) -> anyhow::Result<()> {
        if matches!(self, Self::Site(_)) {
            return Ok(());
        }
        let blobs = target.list(records::BLOBS)?;
        let lost = paths.iter().find(|path| {
            files.get(*path).is_none_or(|content| blobs.get(&records::blob(*content)) != Some(&content.bytes))
        });
        lost.map_or(Ok(()), |path| Err(Failure::new("publish/undo-lost").with("path", path).into()))
    }

    fn bytes(self, target: &mut dyn Target, path: &str, content: Content) -> anyhow::Result<Vec<u8>> {
        let (bytes, key) = match self {
            Self::Site(folder) => (Some(read(folder, path)?), "publish/unfinished"),
            Self::Before => (target.read(&records::blob(content))?, "publish/undo-lost"),
        };
        let whole = bytes.filter(|bytes| Content::of(bytes) == content);
        whole.ok_or_else(|| Failure::new(key).with("path", path).into())
    }
}

/// Sends files in this order; how many bytes that were.
pub(super) fn send(
    target: &mut dyn Target,
    source: Source,
    files: &Files,
    paths: &[String],
    watch: &dyn Watch,
) -> anyhow::Result<u64> {
    let wanted = || paths.iter().filter_map(|path| Some((path, *files.get(path)?)));
    let all = wanted().map(|(_, content)| content.bytes).sum();
    let mut progress = Progress { files: [0, paths.len()], bytes: [0, all] };
    let mut noted = progress;
    for (path, content) in wanted() {
        let bytes = source.bytes(target, path, content)?;
        target.put(path, &bytes)?;
        progress.files[0] += 1;
        progress.bytes[0] += content.bytes;
        watch.sent(progress);
        let [files, bytes] =
            [(progress.files[0] - noted.files[0]) as u64, progress.bytes[0] - noted.bytes[0]];
        if files >= FILES_A_NOTE as u64 || bytes >= BYTES_A_NOTE {
            records::note(target, progress.files[0])?;
            noted = progress;
        }
    }
    Ok(all)
}

/// Reads some of the files back, the last one among them: a server that says "done" may have lost what it got.
pub(super) fn sample(target: &mut dyn Target, files: &Files, sent: &[String]) -> anyhow::Result<()> {
    let step = sent.len().div_ceil(SAMPLE).max(1);
    for path in sent.iter().rev().step_by(step) {
        let found = target.read(path)?.map(|bytes| Content::of(&bytes));
        if found.as_ref() != files.get(path) {
            records::doubt(target)?;
            return Err(Failure::new("publish/damaged").with("path", path).into());
        }
    }
    Ok(())
}

//! Large files that git keeps elsewhere: a repository with Git LFS records a few lines that point to the bytes.

use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};

use crate::disk::MOST_BYTES;

/// How a pointer begins (`docs/spec.md` of Git LFS).
const FIRST: &str = "version https://git-lfs.github.com/spec/v1\n";

/// The most bytes of a pointer.
const MOST_POINTER: usize = 1024;

/// What a pointer says: the name of the object; none when these bytes are no pointer.
pub fn pointer(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes.get(..bytes.len().min(MOST_POINTER))?).ok()?;
    let facts = text.strip_prefix(FIRST).filter(|_| bytes.len() < MOST_POINTER)?;
    let object = facts.lines().find_map(|line| line.strip_prefix("oid sha256:"))?;
    (object.len() == 64 && object.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(object)
}

/// The bytes of an object, as they lie in the repository since they were added or fetched; none when they are not there.
pub fn content(object: &str, repository: &Path) -> Option<Vec<u8>> {
    let path = repository.join("lfs/objects").join(&object[..2]).join(&object[2..4]).join(object);
    let mut bytes = Vec::new();
    fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
    File::open(path).ok()?.take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

//! The manifest: which files of the output folder are ours, and what each was made from.
//!
//! Two plans compared say what to make, keep and drop. Reading and writing the file is for `shell`.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use trousseau_text::Fingerprint;

/// The path of a file below the output folder, with `/` between its parts, such as `site/fr/demander.html`.
pub type OutputPath = Arc<str>;

/// The form of the file. A file of another form is not read.
const FORM: u32 = 1;

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the program that made it.
    pub program: String,
    /// The hash of that program's code: keys that other code worked out say nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Fingerprint>,
    /// Everything that the build knew.
    pub inputs: Option<Fingerprint>,
    /// Each file with the fingerprint of all it may know; none while it is claimed but not finished.
    pub made: BTreeMap<OutputPath, Option<Fingerprint>>,
    /// What the finished leaflets are like: the links to them say it, also when they were made by an earlier build.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub printed: BTreeMap<OutputPath, Printed>,
}

/// What a finished leaflet is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// Its size in bytes.
    pub bytes: u64,
    /// Its pages; 0 for what has none, such as a picture.
    pub pages: u32,
}

/// What a build has to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files to make or to make again, in order.
    pub make: Vec<OutputPath>,
    /// Files that are right as they are, in order.
    pub keep: Vec<OutputPath>,
    /// Files that nothing makes any more, in order.
    pub drop: Vec<OutputPath>,
}

/// Compares what was made with what is to be made; `exists` tells whether a file is still in its place.
pub fn changes(
    from: &Manifest,
    to: &BTreeMap<OutputPath, Fingerprint>,
    exists: &dyn Fn(&str) -> bool,
) -> Changes {
    let mut changes = Changes::default();
    for (path, key) in to {
        let same = from.made.get(path) == Some(&Some(*key)) && exists(path);
        let list = if same { &mut changes.keep } else { &mut changes.make };
        list.push(path.clone());
    }
    changes.drop = from.made.keys().filter(|path| !to.contains_key(*path)).cloned().collect();
    changes
}

/// Whether a path is one that a build may write: below the output folder, and not one of its own hidden files.
pub fn is_safe(path: &str) -> bool {
    path != "manifest.json"
        && !path.starts_with('.')
        && !path.contains(['\\', '\0'])
        // `C:/…` leaves the folder on Windows.
        && path.as_bytes().get(1) != Some(&b':')
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[derive(Serialize, Deserialize)]
struct File<M> {
    version: u32,
    #[serde(flatten)]
    manifest: M,
}

impl Manifest {
    /// The same files without their keys, so that all of them are made again.
    pub fn forget(&self) -> Self {
        let made = self.made.keys().map(|path| (path.clone(), None)).collect();
        Self { made, ..self.clone() }
    }

    /// What of it holds for a program with this code: all of it, or the names of the files alone.
    pub fn for_code(&self, code: Fingerprint) -> Self {
        if self.code == Some(code) { self.clone() } else { self.forget() }
    }

    /// The manifest in a file's bytes. None when they are broken, of a newer form, or name a file outside the output folder.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let file: File<Self> = serde_json::from_slice(bytes).ok()?;
        let good = file.version == FORM && file.manifest.made.keys().all(|path| is_safe(path));
        good.then_some(file.manifest)
    }

    /// The bytes of its file: one line a file, so that two of them can be compared by eye.
    pub fn bytes(&self) -> Vec<u8> {
        let file = File { version: FORM, manifest: self };
        let mut bytes = serde_json::to_vec_pretty(&file).expect("a manifest is plain data");
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Fingerprint {
        Fingerprint::of(text.as_bytes())
    }

    fn manifest(made: &[(&str, Option<&str>)]) -> Manifest {
        let made = made.iter().map(|(path, text)| ((*path).into(), text.map(key))).collect();
        Manifest { program: "1".into(), inputs: Some(key("all")), made, ..Manifest::default() }
    }

    /// Each case: made before, wanted now, gone from the disk → make, keep, drop.
    #[test]
    fn two_manifests_say_what_to_do() {
        let check = |from: &[(&str, Option<&str>)], to: &[(&str, &str)], gone: &str, expected: [&str; 3]| {
            let to = to.iter().map(|(path, text)| ((*path).into(), key(text))).collect();
            let changes = changes(&manifest(from), &to, &|path| path != gone);
            let lists = [changes.make, changes.keep, changes.drop].map(|list| list.join(" "));
            assert_eq!(lists, expected, "{from:?}");
        };
        check(&[], &[], "", ["", "", ""]);
        check(&[], &[("b", "1"), ("a", "1")], "", ["a b", "", ""]);
        check(&[("a", Some("1"))], &[("a", "1")], "", ["", "a", ""]);
        check(&[("a", Some("1"))], &[("a", "2")], "", ["a", "", ""]);
        check(&[("a", Some("1"))], &[("a", "1")], "a", ["a", "", ""]);
        check(&[("a", None)], &[("a", "1")], "", ["a", "", ""]);
        check(&[("a", Some("1")), ("b", None)], &[("c", "1")], "", ["c", "", "a b"]);
    }

    #[test]
    fn a_manifest_survives_its_file() {
        let manifest = manifest(&[("site/fr/a.html", Some("1")), ("site/b", None)]);
        assert_eq!(Manifest::read(&manifest.bytes()), Some(manifest));
    }

    #[test]
    fn a_manifest_that_cannot_be_trusted_is_not_read() {
        let good = String::from_utf8(manifest(&[("site/a", None)]).bytes()).expect("text");
        for (from, to) in [
            ("site/a", "../a"),
            ("site/a", "/etc/passwd"),
            ("site/a", "site/../../a"),
            ("site/a", "C:/a"),
            ("site/a", ".lock"),
            ("\"version\": 1", "\"version\": 2"),
            ("null", "\"short\""),
            ("{", ""),
        ] {
            assert_eq!(Manifest::read(good.replace(from, to).as_bytes()), None, "{to}");
        }
        assert_eq!(Manifest::read(b""), None);
    }
}

//! Gives the program a name for its own code and for the theme and words that it carries, so that what another program made is made again.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

fn main() {
    let mut hasher = DefaultHasher::new();
    for root in ["../../crates", "../../themes/default", "../../locales", "../../Cargo.lock"] {
        println!("cargo:rerun-if-changed={root}");
        read(Path::new(root), &mut hasher);
    }
    println!("cargo:rustc-env=TROUSSEAU_CODE={:016x}", hasher.finish());
}

fn read(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let mut inner: Vec<_> = entries.map(|entry| entry.path()).collect();
        inner.sort();
        inner.iter().for_each(|path| read(path, hasher));
    } else {
        path.to_string_lossy().replace('\\', "/").hash(hasher);
        // Line ends may differ between two checkouts of the same code; a font has none.
        let bytes = fs::read(path).unwrap_or_default();
        match String::from_utf8(bytes) {
            Ok(text) => text.replace('\r', "").hash(hasher),
            Err(other) => other.as_bytes().hash(hasher),
        }
    }
}

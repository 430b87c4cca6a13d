//! Gives the program a name for its own code, so that pages made by other code are made again.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

fn main() {
    let mut hasher = DefaultHasher::new();
    for root in ["../../crates", "../../Cargo.lock"] {
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
        // Line ends may differ between two checkouts of the same code.
        fs::read_to_string(path).unwrap_or_default().replace('\r', "").hash(hasher);
    }
}

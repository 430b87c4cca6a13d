//! The program, its tests and its benches are made of the same dependencies, so that these are compiled once.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use crate::source;

/// Cargo compiles a crate again when a test asks for one more of its features; what is meant for tests alone may differ.
#[test]
fn tests_switch_on_no_feature_that_the_program_lacks() {
    let program = features(&["--edges", "normal,build"]);
    let tests = features(&["--workspace", "--edges", "normal,build,dev"]);
    let differs = |(name, own): &(&String, &BTreeSet<String>)| !own.is_subset(&tests[*name]);
    let differing: Vec<_> =
        program.iter().filter(differs).map(|(name, own)| (name, own, &tests[name])).collect();
    assert!(
        differing.is_empty(),
        "declare what is missing beside `unicode-properties` in Cargo.toml: {differing:#?}"
    );
}

/// Each dependency from outside, with the lists of features that it is compiled with.
fn features(options: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--quiet", "--locked", "--prefix", "none", "--format", "{p}\t{f}"])
        .args(options)
        .current_dir(source::root())
        .output()
        .expect("cargo tree runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let mut features: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&tree.stdout).lines() {
        let (name, list) = line.split_once('\t').unwrap_or((line, ""));
        if !name.starts_with("trousseau") && !name.is_empty() {
            features
                .entry(name.to_owned())
                .or_default()
                .insert(list.trim_end_matches("(*)").trim().to_owned());
        }
    }
    assert!(features.len() > 100, "the tree was not understood");
    features
}

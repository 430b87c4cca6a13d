//! Each large dependency enters by one door, and no crate names another that it must not know.

use std::fs;

use crate::source;

/// Who may name a dependency. Tests may name any.
const DOORS: &[(&str, &[&str])] = &[
    ("clap", &["trousseau"]),
    ("clap_complete", &["trousseau"]),
    ("annotate-snippets", &["trousseau"]),
    ("anyhow", &["io", "app", "server", "trousseau"]),
    ("tera", &["theme", "html", "server"]),
    ("pulldown-cmark", &["core"]),
    ("serde_yaml", &["text", "core"]),
    ("image", &["core"]),
    ("fast_image_resize", &["core"]),
    ("svg-hush", &["core"]),
    ("svgtypes", &["core"]),
    ("aho-corasick", &["core"]),
    ("icu_collator", &["text"]),
    ("icu_locale_core", &["text"]),
    ("blake3", &["text"]),
    ("regex", &["privacy"]),
    ("brotli", &["html"]),
    ("flate2", &["html"]),
    ("sha2", &["html"]),
    ("typst", &["pdf"]),
    ("typst-layout", &["pdf"]),
    ("typst-pdf", &["pdf"]),
    ("typst-render", &["pdf"]),
    ("fast_qr", &["html"]),
    ("wuff", &["html"]),
    ("read-fonts", &["html"]),
    ("skera", &["html"]),
    ("ttf2woff2", &["html"]),
    ("zip", &["pdf", "exchange"]),
    ("calamine", &["exchange"]),
    ("csv", &["exchange", "server"]),
    ("walkdir", &["io"]),
    ("ureq", &["io"]),
    ("url", &["io"]),
    ("suppaftp", &["io"]),
    ("rustls", &["io"]),
    ("webpki-roots", &["io"]),
    ("lsp-server", &["server"]),
    ("notify", &["io"]),
    ("axum", &["server"]),
    ("tokio", &["server"]),
    ("trousseau-io", &["app", "server", "trousseau"]),
    ("trousseau-app", &["server", "trousseau"]),
    ("trousseau-server", &["trousseau"]),
    ("trousseau-pdf", &["app", "server", "trousseau"]),
    ("trousseau-lint", &["app", "server", "trousseau"]),
    ("proptest", &[]),
    ("tempfile", &[]),
    ("page_validation", &[]),
    ("rqrr", &[]),
];

/// The lowest crates, each with those of ours that it may stand on.
const GROUND: &[(&str, &[&str])] = &[("text", &[]), ("privacy", &["trousseau-text"]), ("xtask", &[])];

#[test]
fn dependencies_enter_by_their_door() {
    let mut faults = Vec::new();
    for (krate, folder) in source::crates() {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
        for name in dependencies(&manifest) {
            let door = DOORS.iter().find(|(dependency, _)| *dependency == name);
            if door.is_some_and(|(_, crates)| !crates.contains(&&*krate)) {
                faults.push(format!("{krate} opens another door for {name}"));
            }
            let ground = GROUND.iter().find(|(lowest, _)| *lowest == krate);
            if name.starts_with("trousseau") && ground.is_some_and(|(_, below)| !below.contains(&name)) {
                faults.push(format!("{krate} stands on {name}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The names under `[dependencies]` and those of one system.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside =
                line == "[dependencies]" || line.starts_with("[target.") && line.ends_with(".dependencies]");
        } else if let Some(name) =
            line.split(['.', ' ', '=']).next().filter(|name| inside && !name.is_empty())
        {
            names.push(name);
        }
    }
    names.retain(|name| !name.starts_with('#'));
    names
}

#[test]
fn dependencies_for_tests_have_no_door() {
    let manifest = "[dependencies]\na.workspace = true\n# why\nb = \"1\"\n\n[dev-dependencies]\nc = \"1\"\n";
    assert_eq!(dependencies(manifest), ["a", "b"]);
}

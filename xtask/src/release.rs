//! What a program can check of `RELEASING.md`: it looks, and changes nothing.

use std::{fs, path::Path};

use crate::{Outcome, chores, coverage, docs};

/// Says of each point whether it holds; fails when one does not.
pub fn check(root: &Path) -> Outcome {
    let version = version(root)?;
    println!("Trousseau {version}");
    let points = [
        ("nothing is uncommitted", committed(root)),
        (
            "Cargo.lock has this version",
            chores::output(root, "cargo", &["metadata", "--locked", "--format-version", "1"]).map(drop),
        ),
        ("CHANGELOG.md has this version and its day", changelog(root, &version)),
        ("the tag is new", tag_is_new(root, &version)),
        ("docs/rules.md is up to date", docs::check(root)),
        ("docs/tests.md is up to date", coverage::check(root)),
        ("dependencies: licences, sources, known faults", chores::deny(root)),
    ];
    let mut missing = 0;
    for (point, outcome) in points {
        match outcome {
            Ok(()) => println!("  yes  {point}"),
            Err(cause) => {
                missing += 1;
                println!("  no   {point}: {}", cause.trim());
            }
        }
    }
    println!("Then: tests/run from a fresh clone, and what RELEASING.md asks of eyes.");
    (missing == 0).then_some(()).ok_or_else(|| format!("{missing} points are missing"))
}

/// The `version` of `[workspace.package]`.
pub fn version(root: &Path) -> Result<String, String> {
    let text = read(root, "Cargo.toml")?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \""));
    line.map(|rest| rest.trim_end_matches('"').to_owned()).ok_or_else(|| "Cargo.toml has no version".into())
}

fn committed(root: &Path) -> Outcome {
    let changed = chores::output(root, "git", &["status", "--porcelain"])?;
    changed.is_empty().then_some(()).ok_or(changed)
}

fn changelog(root: &Path, version: &str) -> Outcome {
    let text = read(root, "CHANGELOG.md")?;
    let heading = text.lines().find_map(|line| line.strip_prefix("## ")).unwrap_or_default();
    let day = heading.strip_prefix(version).map(|rest| rest.trim_start_matches([' ', '—', '-']));
    let is_day =
        |day: &str| day.len() == 10 && day.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    day.is_some_and(is_day).then_some(()).ok_or_else(|| format!("its first heading is “{heading}”"))
}

fn tag_is_new(root: &Path, version: &str) -> Outcome {
    let tag = format!("v{version}");
    let tags = chores::output(root, "git", &["tag", "--list", &tag])?;
    tags.is_empty().then_some(()).ok_or_else(|| format!("{tag} exists"))
}

fn read(root: &Path, file: &str) -> Result<String, String> {
    fs::read_to_string(root.join(file)).map_err(|cause| format!("{file}: {cause}"))
}

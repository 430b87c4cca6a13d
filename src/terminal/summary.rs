//! How many diagnostics each guide has, the worst first: where an editor begins.

use std::collections::BTreeMap;

use trousseau_core::{diagnostic::Severity, messages};
use trousseau_text::Language;

/// The most guides that are named.
const MOST: usize = 10;

/// The lines of the summary; none where one glance shows it all.
pub(super) fn lines<'a>(all: impl Iterator<Item = (&'a str, Severity)>, language: Language) -> Vec<String> {
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (path, severity) in all {
        if let Some(count) = counts.entry(group(path)).or_default().get_mut(severity as usize) {
            *count += 1;
        }
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let mut rows: Vec<(&str, [usize; 3])> = counts.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let kinds = ["count/errors", "count/warnings", "count/infos"];
    let row = |(path, counts): &(&str, [usize; 3])| {
        let told = kinds.iter().zip(counts).filter(|(_, count)| **count > 0);
        let told: Vec<String> = told.map(|(key, count)| messages::count(language, key, *count)).collect();
        format!("  {path}: {}", told.join(", "))
    };
    let more = rows.len().saturating_sub(MOST);
    let more = (more > 0).then(|| format!("  {}", messages::count(language, "count/other-guides", more)));
    let head = messages::say(language, "count/summary", &[]);
    std::iter::once(head).chain(rows.iter().take(MOST).map(row)).chain(more).collect()
}

/// The folder of a guide or page, in all its languages; any other file by itself.
fn group(path: &str) -> &str {
    let inner = ["content/guides/", "content/pages/"].iter().find_map(|folder| path.strip_prefix(folder));
    match inner.and_then(|inner| inner.split_once('/')) {
        Some((_, file)) => path.strip_suffix(file).unwrap_or(path).trim_end_matches('/'),
        None => path,
    }
}

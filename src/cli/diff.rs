//! `trousseau diff`: what two versions of a guide say differently, from the history that git keeps.

use std::path::Path;

use super::{
    pilot::{Desk, printed},
    terminal::{Terminal, Verdict},
};
use crate::{
    guide::{self, GuideHead, Text, Version, split},
    shell::git,
    source::Source,
    text::{Language, diff},
    words::{self, Failure},
};

/// Shows the words that changed between two versions of a guide's body.
pub fn run(
    root: &Path,
    name: &str,
    versions: [Version; 2],
    terminal: &mut Terminal,
) -> anyhow::Result<Verdict> {
    let desk = Desk::open(root)?;
    let guide = desk.guide(name, terminal)?;
    let language = desk.toolkit.source_language();
    let mut bodies = versions.map(|version| (version, None));
    for commit in git::commits(root, &guide.path)? {
        let Some(bytes) = git::at(root, &commit, &guide.path)? else { continue };
        take(&Source::new(guide.path.clone(), bytes), language, &mut bodies);
    }
    // What is written and not yet committed comes last.
    take(desk.source(guide), language, &mut bodies);
    let mut texts = Vec::new();
    for (version, body) in bodies {
        let known = || guide.head.versions.iter().any(|entry| entry.version.value == version);
        texts.push(body.ok_or_else(|| {
            let key = if known() { "diff/not-committed" } else { "diff/unknown" };
            Failure::new(key).with("version", version).with("guide", &guide.slug)
        })?);
    }
    let shown = diff::lines(&texts[0], &texts[1]);
    if shown.is_empty() {
        terminal.say("diff/same", &[]);
    }
    let skipped = words::say(terminal.language, "diff/skipped", &[]);
    for line in shown {
        terminal.put(&format!("{}\n", printed(&line.written(&skipped))));
    }
    Ok(Verdict::Clean)
}

/// Whether the words of a guide are those that its newest version had when it was recorded; none where nobody knows: without
/// git, or before that version was recorded.
pub fn is_unchanged(desk: &Desk, guide: &Text<GuideHead>) -> Option<bool> {
    let language = desk.toolkit.source_language();
    let version = guide.head.versions.first()?.version.value;
    let mut bodies = [(version, None)];
    for commit in git::commits(desk.root, &guide.path).ok()? {
        let Some(bytes) = git::at(desk.root, &commit, &guide.path).ok()? else { continue };
        take(&Source::new(guide.path.clone(), bytes), language, &mut bodies);
    }
    let [(_, body)] = bodies;
    let text = desk.source(guide).text().ok()?;
    Some(split::split(text, &guide.path).ok()?.body == body?)
}

/// Keeps the body of a text for the version that is the newest in it, if it is asked for and nobody was before: the
/// commit in which a version appears is that version.
fn take(source: &Source, language: Language, bodies: &mut [(Version, Option<String>)]) {
    let newest = || {
        let text = guide::read::<GuideHead>(source, "", language).value?;
        text.head.versions.first().map(|entry| entry.version.value)
    };
    let Some(version) = newest() else { return };
    let Ok(text) = source.text() else { return };
    let Ok(parts) = split::split(text, &source.path) else { return };
    for (wanted, body) in bodies.iter_mut().filter(|(wanted, _)| *wanted == version) {
        debug_assert_eq!(*wanted, version);
        body.get_or_insert_with(|| parts.body.to_owned());
    }
}

//! `trousseau check`: all that a build would say of the texts, what says who somebody is, and nothing is written.

use std::{path::Path, sync::Mutex};

use super::{
    build::{self, Survey},
    terminal::{Terminal, Verdict},
};
use crate::{
    diagnostic::{Diagnostic, Noted, Severity},
    library::privacy,
    manifest,
    plan::{Wishes, leaflets},
    press,
    shell::{disk, git, output},
    source::{SourcePath, Sources},
};

/// Reads a toolkit, says what must be mended, and counts it.
pub fn run(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let mut survey = look(disk::read(root)?)?;
    survey.notes.extend(printed(root, &survey));
    terminal.tell(&survey.notes, &survey.sources);
    terminal.close()
}

/// The same for what git is about to record, whatever lies on the disk; what fits its paper is not looked at, since who records
/// waits.
pub fn staged(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let repository = git::repository(root)?;
    let mut survey = look(repository.staged()?)?;
    // A form's export is never one of the texts, and it is what says most of people.
    let beside = repository.changed(&privacy::is_beside)?.tell(&mut survey.notes);
    let public = survey.made.as_ref().map(|(library, _)| privacy::public(&library.toolkit));
    survey.notes.extend(privacy::check_beside(&beside, &public.unwrap_or_default()));
    beside.files.into_values().for_each(|file| survey.sources.put(file));
    pardon(&mut survey.notes);
    terminal.tell(&survey.notes, &survey.sources);
    let personal = |note: &Diagnostic| note.severity == Severity::Error && note.code.starts_with("privacy/");
    if survey.notes.iter().any(personal) {
        terminal.say("check/staged-privacy", &[]);
    }
    terminal.close()
}

/// A file that git keeps elsewhere and that is not here is not wrong, and neither is what leads to it.
fn pardon(notes: &mut Vec<Diagnostic>) {
    let missing = notes.iter().filter(|note| note.code == "source/large-missing");
    let missing: Vec<SourcePath> = missing.map(|note| note.place.path.clone()).collect();
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    notes.retain(|note| {
        let is_file = note.code.starts_with("images/") && missing.contains(&note.place.path);
        let leads = |to: &String| missing.iter().any(|path| name(path) == name(to));
        !(is_file
            || matches!(note.code, "links/dead" | "links/no-file") && note.args.get("to").is_some_and(leads))
    });
}

/// What a build would say of the texts, and what says who somebody is: that is looked for before anybody builds.
fn look(read: Noted<Sources>) -> anyhow::Result<Survey> {
    let mut survey = build::survey(read.value, read.notes, super::today()?);
    if let Some((library, theme)) = &survey.made {
        survey.notes.extend(privacy::check(&survey.sources, &library.toolkit));
        survey.notes.extend(theme.notes());
    }
    Ok(survey)
}

/// What does not fit its paper. Only the layout knows: leaflets that no build has made as they are now are pressed here.
fn printed(root: &Path, survey: &Survey) -> Vec<Diagnostic> {
    let Some((library, theme)) = &survey.made else { return Vec::new() };
    let wishes = Wishes::default();
    let shop = leaflets::Shop::new(library, theme, &survey.sources, &wishes);
    let mut notes = Vec::new();
    let rack = leaflets::leaflets(&shop).tell(&mut notes);
    let last = output::last(&root.join("output"));
    let changes = manifest::changes(&last, &rack.keys(), &|_| true);
    let said = Mutex::new(Vec::new());
    press::leaflets::all(&rack, &changes.make, &shop, &|_, pressed| {
        said.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).extend(pressed.notes);
    });
    notes.extend(said.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner()));
    notes
}

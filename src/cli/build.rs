//! `trousseau build`: the way of a guide, from the files of the toolkit to the files of the site.

pub mod leaflets;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

use jiff::civil::Date;

use super::terminal::{Terminal, Verdict};
use crate::{
    diagnostic::{Diagnostic, Severity},
    library::{self, Library},
    manifest::{self, Changes, Manifest, OutputPath},
    plan::{self, Plan, Wishes, leaflets::Shop},
    press,
    shell::{
        disk,
        output::{Output, Written},
    },
    source::Sources,
    text::Fingerprint,
    theme::{self, Theme},
    toolkit,
};

/// What the command line asks of a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Press everything again, whatever was made before.
    pub fresh: bool,
    /// Another output folder.
    pub out: Option<PathBuf>,
    /// Another public address.
    pub base_url: Option<String>,
    /// Compressed files beside the others.
    pub compress: bool,
}

/// A toolkit as one look at its folder gives it.
pub struct Survey {
    /// Its files.
    pub sources: Sources,
    /// Its guides and its theme; none when the toolkit itself cannot be read.
    pub made: Option<(Arc<Library>, Theme)>,
    /// All that must be said.
    pub notes: Vec<Diagnostic>,
}

/// Reads a toolkit and fits it together; nothing is written.
pub fn survey(sources: Sources, mut notes: Vec<Diagnostic>, today: Date) -> Survey {
    let library = library::assemble(&sources, today).tell(&mut notes);
    let made = library.map(|library| {
        let wanted = &library.toolkit;
        let theme = theme::load(&sources, &wanted.theme, &wanted.languages).tell(&mut notes);
        notes.extend_from_slice(theme.strings_notes());
        notes.extend(plan::pictograms::check(&library, &theme, &sources));
        (library, theme)
    });
    Survey { sources, made, notes }
}

/// Builds the site.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let start = Instant::now();
    let today = super::today()?;
    let out = options.out.clone().unwrap_or_else(|| root.join("output"));
    let read = disk::read(root)?;
    if read.value.get(toolkit::PATH).is_none() {
        // Nothing can be made of a folder that is no toolkit, and nothing is left behind in it.
        let survey = survey(read.value, read.notes, today);
        return terminal.built(0, 0, 0, start.elapsed(), &survey.sources, &survey.notes);
    }
    let output = Output::open(root, &out)?;
    let mut notes = Vec::new();
    let mut before = output.manifest()?;
    notes.extend(read.notes);
    let inputs = inputs(&read.value, options, today);
    if !options.fresh && before.inputs == Some(inputs) && all_there(&before, &output) {
        let kept = before.made.len();
        return terminal.built(0, kept, 0, start.elapsed(), &read.value, &[]);
    }
    let base_url = super::base_url(options.base_url.as_deref())?;
    let mut wishes = Wishes { base_url, compress: options.compress, rack: None };
    let survey = survey(read.value, notes, today);
    let Survey { sources, made, mut notes } = survey;
    let Some((library, theme)) = made else {
        return terminal.built(0, 0, 0, start.elapsed(), &sources, &notes);
    };
    let mut old = if options.fresh { forget(&before) } else { before.clone() };
    let shop = Shop::new(&library, &theme, &sources, &wishes);
    let progress = |done, all| terminal.progress(done, all);
    let prints = leaflets::make(&shop, &mut before, &mut old, &output, &progress)?;
    notes.extend(prints.notes);
    wishes.rack = Some(Arc::new(prints.rack));
    let plan = plan::plan(&library, &theme, &sources, &wishes);
    let keys = plan.keys();
    let changes = manifest::changes(&old, &keys, &|path| output.exists(path));
    if !changes.make.is_empty() || !changes.drop.is_empty() {
        output.claim(&before, &changes.make)?;
    }
    let (made, said) = press_all(&plan, &changes, &theme, &output, terminal)?;
    notes.extend(said);
    for path in &changes.drop {
        output.remove(path)?;
    }
    let mut manifest = Manifest { program: super::PROGRAM.to_owned(), ..Manifest::default() };
    manifest.printed = prints.printed;
    let done = changes.keep.iter().chain(&made);
    manifest.made = done.map(|path| (path.clone(), keys.get(path).copied())).collect();
    // What could not be pressed this time stays ours, and is not finished.
    for path in changes.make.iter().filter(|path| before.made.contains_key(*path)) {
        manifest.made.entry(path.clone()).or_insert(None);
    }
    // A note must come back until it is mended: only a build without any may be skipped as a whole.
    manifest.inputs = notes.is_empty().then_some(inputs);
    output.finish(&manifest)?;
    // The process ends after this: giving back a library and a plan piece by piece would take as long as pressing many pages.
    std::mem::forget((library, theme, plan));
    // The plan knows new leaflets as kept; one with a note is to be made again, and so is not among them.
    let kept = changes.keep.iter().filter(|path| prints.paths.binary_search(path).is_err()).count();
    terminal.built(
        made.len() + prints.paths.len(),
        kept,
        changes.drop.len(),
        start.elapsed(),
        &sources,
        &notes,
    )
}

/// One hash of everything that a build may know.
fn inputs(sources: &Sources, options: &Options, today: Date) -> Fingerprint {
    let wishes = format!("{}|{today}|{:?}|{}", env!("TROUSSEAU_CODE"), options.base_url, options.compress);
    Fingerprint::join([&sources.fingerprint(), &Fingerprint::of(wishes.as_bytes())])
}

fn all_there(manifest: &Manifest, output: &Output) -> bool {
    manifest.made.iter().all(|(path, key)| key.is_some() && output.exists(path))
}

fn forget(manifest: &Manifest) -> Manifest {
    let made = manifest.made.keys().map(|path| (path.clone(), None)).collect();
    Manifest { made, ..manifest.clone() }
}

/// Presses and writes; the paths that are finished, and what must be said.
fn press_all(
    plan: &Plan,
    changes: &Changes,
    theme: &Theme,
    output: &Output,
    terminal: &Terminal,
) -> anyhow::Result<(Vec<OutputPath>, Vec<Diagnostic>)> {
    let all = changes.make.len();
    let count = AtomicUsize::new(0);
    let done = Mutex::new((Vec::with_capacity(all), Vec::new(), None));
    press::all(plan, &changes.make, theme, &|path, pressed| {
        let written = match &pressed.value {
            Some(bytes) => output.write(path, bytes).map(Some),
            None => Ok(None),
        };
        let clean = pressed.notes.iter().all(|note| note.severity > Severity::Error);
        let mut done = done.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        done.1.extend(pressed.notes);
        match written {
            Ok(Some(Written::Refused(note))) => done.1.push(note),
            Ok(Some(_)) if clean => done.0.push(path.clone()),
            Ok(_) => {}
            Err(error) => drop(done.2.get_or_insert(error)),
        }
        drop(done);
        terminal.progress(1 + count.fetch_add(1, Ordering::Relaxed), all);
    });
    terminal.progress_end();
    let (mut made, mut notes, error) = done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(error) = error {
        return Err(error);
    }
    made.sort();
    notes.sort_by(|a: &Diagnostic, b| a.place.cmp(&b.place));
    Ok((made, notes))
}

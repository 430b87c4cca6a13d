//! `trousseau build`: from the files of a toolkit to the files of its site.

mod kept;
pub mod leaflets;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, Severity, WithDiagnostics},
    manifest::{self, Changes, Manifest, OutputPath, Printed},
    messages::Failure,
    source::Sources,
    toolkit,
};
use trousseau_html::generate;
use trousseau_io::{
    clock, disk,
    output::{Output, Written},
};
use trousseau_lint::When;
use trousseau_site::plan::{self, BuildOptions, Plan, leaflets::RenderInput};
use trousseau_text::Fingerprint;
use trousseau_theme::Theme;

use crate::{Loaded, Loader, PROGRAM, Progress};

/// What somebody asks of a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Generate everything again, whatever the manifest says.
    pub fresh: bool,
    /// An output folder instead of `output`.
    pub out: Option<PathBuf>,
    /// A public address instead of the toolkit's.
    pub base_url: Option<String>,
    /// Whether to make `.gz` and `.br` files beside the texts.
    pub compress: bool,
}

/// What a build came to.
pub struct Outcome {
    /// How many files were made.
    pub made: usize,
    /// How many were right as they were.
    pub kept: usize,
    /// How many were taken away.
    pub dropped: usize,
    /// The files that the diagnostics are about.
    pub sources: Arc<Sources>,
    /// All diagnostics of the texts and the theme.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the site.
pub fn run(root: &Path, options: &Options, progress: &dyn Progress) -> anyhow::Result<Outcome> {
    let today = clock::today()?;
    let out = options.out.clone().unwrap_or_else(|| root.join("output"));
    let WithDiagnostics { value: sources, diagnostics } = disk::read(root)?;
    let sources = Arc::new(sources);
    let nothing =
        |diagnostics, kept| Outcome { made: 0, kept, dropped: 0, sources: sources.clone(), diagnostics };
    if sources.get(toolkit::PATH).is_none() {
        // A folder that is no toolkit gets no output folder.
        let project = Loader::default().load(root, sources.clone(), diagnostics, today);
        return Ok(nothing(project.diagnostics, 0));
    }
    let output = Output::open(root, &out)?;
    let mut said = Vec::new();
    let before = output.manifest()?.collect_into(&mut said);
    let inputs = inputs(&sources, options, today);
    if !options.fresh && before.inputs == Some(inputs) && all_whole(&before, &output) {
        return Ok(nothing(Vec::new(), before.made.len()));
    }
    let base_url = base_url(options.base_url.as_deref())?;
    let build_options = BuildOptions { base_url, compress: options.compress, leaflets: None };
    let project = Loader::default().load(root, sources.clone(), diagnostics, today);
    let Some(loaded) = project.loaded.clone() else {
        let mut diagnostics = project.diagnostics.clone();
        project.settle(&mut diagnostics, false);
        project.withhold(&mut diagnostics, false);
        return Ok(nothing(diagnostics, 0));
    };
    let mut diagnostics = project.lint(When::Build);
    diagnostics.splice(0..0, project.diagnostics.iter().cloned().chain(said));
    let site = Site { loaded: &loaded, sources: &sources, output: &output, progress };
    let fresh = options.fresh;
    let (made, kept, dropped) = site.make(build_options, before, fresh, inputs, &mut diagnostics)?;
    project.settle(&mut diagnostics, false);
    project.withhold(&mut diagnostics, false);
    // The process ends after this: giving back a library and a plan piece by piece would take as long as making many pages.
    std::mem::forget((loaded, project));
    Ok(Outcome { made, kept, dropped, sources, diagnostics })
}

/// What a site is made of, and where it goes.
struct Site<'a> {
    loaded: &'a Loaded,
    sources: &'a Sources,
    output: &'a Output,
    progress: &'a dyn Progress,
}

impl Site<'_> {
    /// Makes what has changed since `before`; how many files were made, kept and dropped.
    fn make(
        &self,
        mut build_options: BuildOptions,
        before: Manifest,
        fresh: bool,
        inputs: Fingerprint,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> anyhow::Result<(usize, usize, usize)> {
        let (Self { sources, output, progress, .. }, Loaded { library, theme }) = (self, self.loaded);
        // From here on every key that is recorded is one of this code.
        let mut before = Manifest { code: Some(code()), ..before.for_code(code()) };
        let mut old = if fresh { before.forget() } else { before.clone() };
        let input = RenderInput::new(library, theme, sources, &build_options);
        let prints = leaflets::make(&input, &mut before, &mut old, output, *progress)?;
        diagnostics.extend(prints.diagnostics);
        build_options.leaflets = Some(Arc::new(prints.leaflets));
        let mut plan = plan::plan(library, theme, sources, &build_options);
        let mut keys = plan.keys();
        keys.extend(prints.again);
        let mut round = Round { before: &before, old: &old, printed: prints.printed, made: Vec::new() };
        let (changes, mut tried) = self.make_pages(&mut plan, &mut keys, &mut round, diagnostics)?;
        for path in &changes.drop {
            output.remove(path)?;
        }
        let mut manifest =
            Manifest { program: PROGRAM.to_owned(), code: Some(code()), ..Manifest::default() };
        let Round { printed, made, .. } = round;
        manifest.printed = printed;
        let done = changes.keep.iter().filter(|path| !tried.contains(*path)).chain(&made);
        manifest.made = done.map(|path| (path.clone(), keys.get(path).copied())).collect();
        // What could not be made this time stays ours, and is not finished.
        tried.extend(changes.make.iter().cloned());
        for path in tried.iter().filter(|path| before.made.contains_key(*path)) {
            manifest.made.entry(path.clone()).or_insert(None);
        }
        // A diagnostic must come back until it is mended: only a build without any may be skipped as a whole.
        manifest.inputs = diagnostics.is_empty().then_some(inputs);
        output.finish(&manifest)?;
        std::mem::forget(plan);
        // The plan knows new leaflets as kept; one with a diagnostic is to be made again, and so is not among them.
        let kept = changes.keep.iter().filter(|path| prints.paths.binary_search(path).is_err()).count();
        Ok((made.len() + prints.paths.len(), kept, changes.drop.len()))
    }

    /// Makes all but leaflets, in three rounds: the files that readers keep; the pages, which tell how large these are; and the site
    /// in one file with the page that tells its size. What was tried in the first one and in the last is returned.
    fn make_pages(
        &self,
        plan: &mut Plan,
        keys: &mut BTreeMap<OutputPath, Fingerprint>,
        round: &mut Round<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> anyhow::Result<(Changes, BTreeSet<OutputPath>)> {
        self.claim(plan, keys, round)?;
        let mut files = self.make_kept(plan, keys, round.old, &mut round.printed)?;
        let packed = Self::packed_site(plan, keys);
        keys.extend(packed.clone());
        let whole = |path: &str| self.output.is_whole(path);
        let changes = manifest::changes(round.old, keys, &whole);
        let is_packed = |path: &str| packed.as_ref().is_some_and(|(own, _)| **own == *path);
        let is_next = |path: &&OutputPath| {
            !is_packed(path) && !files.tried.contains(*path) && !Self::waits_for_packing(plan, path)
        };
        let next: Vec<OutputPath> = changes.make.iter().filter(is_next).cloned().collect();
        self.make_round(plan, &next, round, diagnostics)?;
        if let Some((path, _)) = &packed {
            let known = round.old.printed.get(path).filter(|_| changes.keep.contains(path)).copied();
            let size = match known {
                Some(known) => Some(known.bytes),
                None => self.pack(plan, path, &mut files)?,
            };
            round.printed.extend(size.map(|bytes| (path.clone(), Printed { bytes, pages: 0 })));
            plan.measure(&round.printed, self.hashes(plan, &round.printed), keys);
        }
        let changes = manifest::changes(round.old, keys, &whole);
        let waits = |path: &&OutputPath| Self::waits_for_packing(plan, path);
        let last: Vec<OutputPath> = changes.make.iter().filter(waits).cloned().collect();
        self.make_round(plan, &last, round, diagnostics)?;
        round.made.extend(files.finished);
        diagnostics.extend(files.diagnostics);
        Ok((changes, files.tried))
    }

    /// Announces all that may be written, once for all rounds: by the sizes of the last build, nothing is to be done when nothing has
    /// changed.
    fn claim(
        &self,
        plan: &mut Plan,
        keys: &mut BTreeMap<OutputPath, Fingerprint>,
        round: &Round<'_>,
    ) -> anyhow::Result<()> {
        plan.measure(&round.old.printed, self.hashes(plan, &round.old.printed), keys);
        let mut wanted = keys.clone();
        wanted.extend(Self::packed_site(plan, keys));
        let mut changes = manifest::changes(round.old, &wanted, &|path| self.output.is_whole(path));
        if changes.make.is_empty() && changes.drop.is_empty() {
            return Ok(());
        }
        // Whatever changes, the sizes may, and so the pages that tell them.
        let sized = changes.keep.into_iter().filter(|path| Self::tells_a_size(plan, path));
        changes.make.extend(sized);
        self.output.claim(round.before, &changes.make)
    }

    fn make_round(
        &self,
        plan: &Plan,
        make: &[OutputPath],
        round: &mut Round<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> anyhow::Result<()> {
        let (made, said) = self.generate_all(plan, make)?;
        round.made.extend(made);
        diagnostics.extend(said);
        Ok(())
    }

    /// Generates and writes outputs; returns the paths that are finished, and the diagnostics.
    fn generate_all(
        &self,
        plan: &Plan,
        make: &[OutputPath],
    ) -> anyhow::Result<(Vec<OutputPath>, Vec<Diagnostic>)> {
        generate_all(plan, make, &self.loaded.theme, self.output, self.progress)
    }
}

/// What the rounds of a build have in common.
struct Round<'a> {
    /// The manifest of the last build.
    before: &'a Manifest,
    /// The part of it that need not be made again.
    old: &'a Manifest,
    /// The sizes of what pages offer.
    printed: BTreeMap<OutputPath, Printed>,
    /// What was made and finished.
    made: Vec<OutputPath>,
}

/// A public address that somebody typed, with its final `/`.
pub fn base_url(given: Option<&str>) -> anyhow::Result<Option<String>> {
    let clean = |url: &str| {
        toolkit::clean_base_url(url).ok_or_else(|| Failure::new("build/base-url").with("value", url).into())
    };
    given.map(clean).transpose()
}

/// The hash of the code of this program.
pub fn code() -> Fingerprint {
    Fingerprint::of(env!("TROUSSEAU_CODE").as_bytes())
}

/// One hash of everything on which a build depends.
fn inputs(sources: &Sources, options: &Options, today: Date) -> Fingerprint {
    let build_options =
        format!("{}|{today}|{:?}|{}", env!("TROUSSEAU_CODE"), options.base_url, options.compress);
    Fingerprint::join([&sources.fingerprint(), &Fingerprint::of(build_options.as_bytes())])
}

fn all_whole(manifest: &Manifest, output: &Output) -> bool {
    manifest.made.iter().all(|(path, key)| key.is_some() && output.is_whole(path))
}

/// Generates and writes outputs; returns the paths that are finished, and the diagnostics.
fn generate_all(
    plan: &Plan,
    make: &[OutputPath],
    theme: &Theme,
    output: &Output,
    progress: &dyn Progress,
) -> anyhow::Result<(Vec<OutputPath>, Vec<Diagnostic>)> {
    let all = make.len();
    let count = AtomicUsize::new(0);
    let done = Mutex::new((Vec::with_capacity(all), Vec::new(), None));
    generate::all(plan, make, theme, &|path, generated| {
        let written = match &generated.value {
            Some(bytes) => output.write(path, bytes).map(Some),
            None => Ok(None),
        };
        let clean = generated.diagnostics.iter().all(|diagnostic| diagnostic.severity > Severity::Error);
        let mut done = done.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        done.1.extend(generated.diagnostics);
        match written {
            Ok(Some(Written::Refused(diagnostic))) => done.1.push(diagnostic),
            Ok(Some(_)) if clean => done.0.push(path.clone()),
            Ok(_) => {}
            Err(error) => drop(done.2.get_or_insert(error)),
        }
        drop(done);
        progress.show(1 + count.fetch_add(1, Ordering::Relaxed), all);
    });
    progress.end();
    let (mut made, mut diagnostics, error) =
        done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(error) = error {
        return Err(error);
    }
    made.sort();
    diagnostics.sort_by(|a: &Diagnostic, b| a.place.cmp(&b.place));
    Ok((made, diagnostics))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_ends_with_a_slash() {
        assert_eq!(
            base_url(Some("https://exemple.org/a")).expect("good").as_deref(),
            Some("https://exemple.org/a/")
        );
        assert!(base_url(Some("exemple.org")).is_err());
        assert_eq!(base_url(None).expect("none"), None);
    }
}

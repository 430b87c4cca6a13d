//! Loads the toolkit again after each change of its files.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{notes::counts, preview::Preview, state::Planned};
use trousseau_app::{Console, Loaded, Loader};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    source::Sources,
    toolkit,
};
use trousseau_io::disk::FileCache;
use trousseau_lint::{Pace, When, privacy};
use trousseau_site::plan;
use trousseau_theme::Theme;

/// Loads one snapshot after the other.
pub struct Reloader {
    held: FileCache,
    loader: Loader,
    /// The texts that were searched for personal data.
    seen: privacy::Memory,
    preview: Arc<Preview>,
    /// The last theme whose templates compiled.
    good: Option<Arc<Theme>>,
    made: Option<Arc<Planned>>,
    /// The number of the last snapshot.
    number: u64,
    /// Whether all checks of the last snapshot are done.
    whole: bool,
    /// The diagnostics of the checks that run after the page is shown.
    later: Vec<Diagnostic>,
    told: Vec<Diagnostic>,
    day: Option<jiff::civil::Date>,
    /// How the next project is loaded; tests replace it to let it panic.
    step: Step,
}

/// Loads a project from files and a day, and adds diagnostics.
type Step = fn(&mut Reloader, &Arc<Sources>, jiff::civil::Date, &mut Vec<Diagnostic>) -> Option<Planned>;

impl Reloader {
    /// A reloader that has not read anything yet.
    pub fn new(root: &Path, preview: Arc<Preview>) -> Self {
        Self {
            held: FileCache::new(root),
            loader: Loader::default(),
            seen: privacy::Memory::default(),
            preview,
            good: None,
            made: None,
            number: 0,
            whole: false,
            later: Vec::new(),
            told: Vec::new(),
            day: None,
            step: Self::next,
        }
    }

    /// The folder of the toolkit, and those of the toolkits on which it rests.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.held.roots()
    }

    /// Reads what changed, publishes the next snapshot, notifies browsers, and prints new diagnostics. When nothing
    /// changed, only new diagnostics of leaflets are printed. Checks that change no page stop when something newer waits.
    pub fn make(
        &mut self,
        touched: Option<&BTreeSet<PathBuf>>,
        waits: &dyn Fn() -> bool,
        terminal: &mut dyn Console,
    ) -> anyhow::Result<()> {
        let today = trousseau_io::clock::today()?;
        if !self.held.refresh(touched) && self.day == Some(today) && self.whole {
            self.tell(terminal);
            return Ok(());
        }
        self.number += 1;
        self.day = Some(today);
        let sources = Arc::new(self.held.sources.clone());
        let mut diagnostics = self.held.diagnostics();
        let step = self.step;
        let next = catch_unwind(AssertUnwindSafe(|| step(self, &sources, today, &mut diagnostics)));
        match next {
            Ok(Some(made)) => self.made = Some(Arc::new(made)),
            // The last project that could be loaded is still shown.
            Ok(None) => {}
            Err(_) => {
                // A panic is a bug of ours. The caches may be inconsistent after it, so they are dropped.
                self.loader = Loader::default();
                diagnostics.push(panicked());
            }
        }
        self.put(&sources, &diagnostics);
        // The snapshot is published; slower checks that change no page come after it.
        let (made, seen) = (&self.made, &mut self.seen);
        let later = || match made {
            Some(made) => look(&sources, made, seen, &|| !waits()),
            None => Some(Vec::new()),
        };
        let later = catch_unwind(AssertUnwindSafe(later)).unwrap_or_else(|_| Some(vec![panicked()]));
        self.whole = later.is_some();
        if let Some(later) = later.filter(|later| *later != self.later) {
            self.later = later;
            self.put(&sources, &diagnostics);
        }
        self.tell(terminal);
        Ok(())
    }

    fn put(&mut self, sources: &Arc<Sources>, diagnostics: &[Diagnostic]) {
        let mut all = [diagnostics, &self.later].concat();
        if let Some(made) = &self.made {
            made.project.settle(&mut all, false);
        }
        self.preview.put(sources, self.made.clone(), all);
    }

    fn next(
        &mut self,
        sources: &Arc<Sources>,
        today: jiff::civil::Date,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Planned> {
        let project = self.loader.load(self.held.root(), sources.clone(), Vec::new(), today);
        diagnostics.extend_from_slice(&project.diagnostics);
        // Templates are compiled here: the first page needs them anyway.
        diagnostics.extend(project.lint_at(When::Check, Pace::Quick));
        let Loaded { library, theme } = project.loaded.clone()?;
        if let Some(before) = self.made.as_ref().map(|made| &made.theme)
            && !Arc::ptr_eq(before, &theme)
            && before.templates().diagnostics.is_empty()
        {
            self.good = Some(before.clone());
        }
        let plan = plan::plan(&library, &theme, sources, &self.preview.printer.offered(&library));
        let (number, instead) = (self.number, self.good.clone());
        Some(Planned { number, sources: sources.clone(), library, instead, theme, plan, project })
    }

    /// Prints the diagnostics that are new, and their number when it has changed.
    fn tell(&mut self, terminal: &mut dyn Console) {
        let snapshot = self.preview.snapshot();
        let all = self.preview.diagnostics(&snapshot);
        // With polling this runs twice a second, mostly without anything new.
        if all == self.told {
            return;
        }
        // Lines move when something is written above them: a diagnostic that only moved is not new.
        let same = |a: &Diagnostic, b: &Diagnostic| {
            (a.rule, &a.place.path, &a.args) == (b.rule, &b.place.path, &b.args)
        };
        let is_in =
            |diagnostic: &Diagnostic, list: &[Diagnostic]| list.iter().any(|other| same(diagnostic, other));
        let fresh: Vec<Diagnostic> =
            all.iter().filter(|diagnostic| !is_in(diagnostic, &self.told)).cloned().collect();
        let mended = self.told.iter().any(|diagnostic| !is_in(diagnostic, &all));
        if !fresh.is_empty() || mended {
            terminal.renew();
            terminal.tell(&fresh, &snapshot.sources);
            terminal.line(&counts(&all, terminal.language()));
        }
        self.told = all;
    }
}

/// The diagnostic for a panic.
fn panicked() -> Diagnostic {
    Diagnostic::new(rule::serve::PANIC, Place::file(&toolkit::PATH.into()))
}

/// What no page waits for: the slow rules, and words that say who somebody is. None when `goes_on` says no before the end.
fn look(
    sources: &Sources,
    made: &Planned,
    seen: &mut privacy::Memory,
    goes_on: &dyn Fn() -> bool,
) -> Option<Vec<Diagnostic>> {
    let mut diagnostics = made.project.lint_at(When::Check, Pace::Slow);
    diagnostics.extend(privacy::check_again(sources, &made.library.toolkit, seen, goes_on)?);
    Some(diagnostics)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::http::ChangeNotifier;

    use trousseau_text::Language;

    /// A console that nobody reads.
    struct Quiet;

    impl Console for Quiet {
        fn language(&self) -> Language {
            Language::find("en").expect("known")
        }
        fn tell(&mut self, _: &[Diagnostic], _: &Sources) {}
        fn renew(&mut self) {}
        fn line(&mut self, _: &str) {}
    }

    const TOOLKIT: &str =
        "name: {fr: Clés}\nlanguages: [fr]\nstages: [{id: a, name: {fr: A}, summary: {fr: A}}]\n";

    #[test]
    fn a_fault_of_ours_is_said_and_the_last_good_state_stays() {
        let home = tempfile::tempdir().expect("a folder");
        fs::create_dir(home.path().join("content")).expect("made");
        let write = |more: &str| {
            fs::write(home.path().join(toolkit::PATH), format!("{TOOLKIT}{more}")).expect("written");
        };
        write("");
        let english = Language::find("en").expect("known");
        let mut terminal = Quiet;
        let preview = Arc::new(Preview::new(english, None, home.path(), "", ChangeNotifier::default()));
        let mut reloader = Reloader::new(home.path(), preview.clone());
        let state = |reloader: &mut Reloader, terminal: &mut dyn Console| {
            reloader.make(None, &|| false, terminal).expect("it lives");
            let snapshot = preview.snapshot();
            let made = snapshot.made.as_ref().expect("something is there").number;
            (made, snapshot.diagnostics.iter().any(|diagnostic| diagnostic.code() == "serve/panic"))
        };
        assert_eq!(state(&mut reloader, &mut terminal), (1, false));
        write("# one\n");
        reloader.step = |_, _, _, _| panic!("our own fault");
        assert_eq!(state(&mut reloader, &mut terminal), (1, true));
        write("# two\n");
        reloader.step = Reloader::next;
        assert_eq!(state(&mut reloader, &mut terminal), (3, false));
    }
}

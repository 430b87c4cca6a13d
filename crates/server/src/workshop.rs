//! The preview: the current snapshot of the toolkit, and its outputs, generated on demand and cached.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{Editor, leaflets::Printer};
use crate::http::Bell;
use trousseau_app::{Loader, Project};
use trousseau_core::{
    diagnostic::Diagnostic,
    library::Library,
    manifest::OutputPath,
    source::{Source, SourcePath, Sources},
};
use trousseau_html::generate as press;
use trousseau_site::plan::{self, Leaflet, Plan, Recipe};
use trousseau_text::{Fingerprint, Language};
use trousseau_theme::Theme;

/// The most bytes of cached outputs; beyond, all but the newest are dropped.
const MOST_KEPT: usize = 96 << 20;

/// The most unsaved texts that are kept.
const MOST_DRAFTS: usize = 16;

/// The toolkit after one save.
#[derive(Clone)]
pub struct Stand {
    /// The number; each snapshot has a higher one.
    pub number: u64,
    /// The files.
    pub sources: Arc<Sources>,
    /// The project loaded from these files or, when they cannot be loaded, the last good one.
    pub made: Option<Arc<Made>>,
    /// The diagnostics of the files.
    pub notes: Arc<Vec<Diagnostic>>,
}

/// A loaded project, from which outputs are generated.
pub struct Made {
    /// The number; each project has a higher one.
    pub number: u64,
    /// The files it was loaded from.
    pub sources: Arc<Sources>,
    /// The guides.
    pub library: Arc<Library>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The last theme whose templates compiled, if those of this one do not.
    pub instead: Option<Arc<Theme>>,
    /// The plan of all outputs.
    pub plan: Plan,
    /// The toolkit as it was loaded.
    pub project: Project,
}

/// An output, ready to be sent.
#[derive(Clone)]
pub struct Output {
    /// The bytes; older ones when it cannot be generated now, `None` when it never could.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether the bytes are from an older snapshot, or made with an older theme.
    pub old: bool,
    /// The diagnostics that came up while this output was generated.
    pub notes: Arc<Vec<Diagnostic>>,
    /// The hash of the bytes, for the etag.
    pub mark: Fingerprint,
}

/// Unsaved texts of the desk, with the cache of their parsed forms.
struct Drafts {
    texts: BTreeMap<SourcePath, Source>,
    loader: Loader,
}

struct Kept {
    /// The key of the output, for kinds that have one before they are generated.
    key: Option<Fingerprint>,
    number: u64,
    output: Output,
}

/// Holds the current snapshot and generates outputs for the server.
pub struct Workshop {
    /// The language of the program's words.
    pub language: Language,
    /// The editor that opens files on this computer; `None` when other computers can reach the server.
    pub editor: Option<Editor>,
    /// The folder of the toolkit.
    pub root: PathBuf,
    /// The secret token that every form must send.
    pub token: String,
    /// Generates and caches leaflets.
    pub printer: Printer,
    /// Notifies browsers of a new snapshot.
    bell: Bell,
    drafts: Mutex<Drafts>,
    stand: Mutex<Option<Arc<Stand>>>,
    first: Condvar,
    kept: Mutex<HashMap<OutputPath, Kept>>,
}

impl Workshop {
    /// A preview without a snapshot: requests wait for the first.
    pub fn new(language: Language, editor: Option<Editor>, root: &Path, token: &str, bell: Bell) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self {
            language,
            editor,
            root,
            token: token.to_owned(),
            printer: Printer::default(),
            bell,
            drafts: Mutex::new(Drafts { texts: BTreeMap::new(), loader: Loader::default() }),
            stand: Mutex::default(),
            first: Condvar::new(),
            kept: Mutex::default(),
        }
    }

    /// Publishes a new snapshot and notifies browsers.
    pub fn put(&self, sources: &Arc<Sources>, made: Option<Arc<Made>>, notes: Vec<Diagnostic>) {
        self.next(|_| Some(Stand { number: 0, sources: sources.clone(), made, notes: Arc::new(notes) }));
    }

    /// Publishes the same snapshot under a new number, because its diagnostics have changed.
    fn again(&self) {
        self.next(|stand| stand.cloned());
    }

    fn next(&self, make: impl FnOnce(Option<&Stand>) -> Option<Stand>) {
        let mut held = lock(&self.stand);
        let number = held.as_ref().map_or(0, |stand| stand.number) + 1;
        let Some(stand) = make(held.as_deref()) else { return };
        *held = Some(Arc::new(Stand { number, ..stand }));
        // Notified while the lock is held, so that browsers get the numbers in order.
        self.bell.ring(number);
        self.first.notify_all();
    }

    /// All diagnostics of a snapshot and of the leaflets that were generated, each once.
    pub fn notes(&self, stand: &Stand) -> Vec<Diagnostic> {
        let mut notes = (*stand.notes).clone();
        for note in self.printer.notes() {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }

    /// The current snapshot; waits for the first.
    pub fn stand(&self) -> Arc<Stand> {
        let mut stand = lock(&self.stand);
        loop {
            if let Some(stand) = &*stand {
                return stand.clone();
            }
            stand = self.first.wait(stand).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for a snapshot newer than this number.
    pub fn stand_after(&self, number: u64) -> Arc<Stand> {
        let mut stand = lock(&self.stand);
        loop {
            if let Some(stand) = stand.as_ref().filter(|stand| stand.number > number) {
                return stand.clone();
            }
            stand = self.first.wait(stand).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits up to two seconds until the snapshot has these bytes for a file that was just written.
    pub fn wait_for(&self, path: &str, bytes: &[u8]) {
        let wanted = Fingerprint::of(bytes);
        self.wait_until(path, |source| source.fingerprint == wanted);
    }

    /// Waits up to two seconds until the snapshot has a new file.
    pub fn wait_for_file(&self, path: &str) {
        self.wait_until(path, |_| true);
    }

    fn wait_until(&self, path: &str, read: impl Fn(&Source) -> bool) {
        let until = Instant::now() + Duration::from_secs(2);
        let mut stand = lock(&self.stand);
        let read = |stand: &Option<Arc<Stand>>| {
            stand.as_ref().and_then(|stand| stand.sources.get(path)).is_some_and(&read)
        };
        while !read(&stand) && Instant::now() < until {
            let waited = self.first.wait_timeout(stand, Duration::from_millis(100));
            stand = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Stores an unsaved text.
    pub fn keep_draft(&self, source: Source) {
        let mut drafts = lock(&self.drafts);
        if drafts.texts.len() >= MOST_DRAFTS {
            drafts.texts.clear();
        }
        drafts.texts.insert(source.path.clone(), source);
    }

    /// Drops an unsaved text after it was saved.
    pub fn drop_draft(&self, path: &str) {
        lock(&self.drafts).texts.remove(path);
    }

    /// An output with all unsaved texts; `None` when it cannot be generated.
    pub fn draft(&self, stand: &Stand, path: &str) -> Option<Output> {
        let today = trousseau_io::clock::today().ok()?;
        let mut drafts = lock(&self.drafts);
        let mut sources = (*stand.sources).clone();
        for source in drafts.texts.values() {
            sources.put(source.clone());
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        drafts.loader.preview(name.trim_end_matches(".html"));
        let sources = Arc::new(sources);
        let project = drafts.loader.load(&self.root, sources.clone(), Vec::new(), today);
        let library = project.loaded?.library;
        let theme = &stand.made.as_ref()?.theme;
        // Previews of unsaved texts offer no leaflets.
        let plan = plan::plan(&library, theme, &sources, &plan::Wishes::default());
        let pressed = press::one(&plan, path, theme)?;
        let bytes: Arc<[u8]> = pressed.value?.into();
        let mark = Fingerprint::of(&bytes);
        Some(Output { bytes: Some(bytes), old: false, notes: Arc::new(pressed.notes), mark })
    }

    /// The last good bytes of an output whose text cannot be parsed now.
    pub fn last(&self, path: &str) -> Option<Output> {
        let output = lock(&self.kept).get(path)?.output.clone();
        Some(Output { old: true, ..output })
    }

    /// A leaflet; `None` when its guide is not translated into its language. Browsers are notified when its diagnostics change.
    pub fn leaflet(&self, stand: &Stand, leaflet: &Leaflet) -> Option<Output> {
        self.listening(|printer| printer.leaflet(stand, leaflet))
    }

    fn listening<T>(&self, print: impl FnOnce(&Printer) -> T) -> T {
        let before = self.printer.said();
        let printed = print(&self.printer);
        if self.printer.said() != before {
            self.again();
        }
        printed
    }

    /// An output of a snapshot; `None` when there is no such output.
    pub fn output(&self, stand: &Stand, path: &str) -> Option<Output> {
        let made = stand.made.as_ref()?;
        let (path, task) = made.plan.tasks.get_key_value(path)?;
        match &task.recipe {
            Recipe::Leaflet(leaflet) => return self.leaflet(stand, leaflet),
            Recipe::Bundle(of) => return self.listening(|printer| printer.bundle(stand, of)),
            _ => {}
        }
        let before = {
            let kept = lock(&self.kept);
            let before = kept.get(path);
            let same =
                |kept: &&Kept| kept.number == stand.number || task.key.is_some() && kept.key == task.key;
            if let Some(kept) = before.filter(same) {
                return Some(kept.output.clone());
            }
            before.and_then(|kept| kept.output.bytes.clone())
        };
        let broken = !made.theme.templates().notes.is_empty();
        let theme = made.instead.as_ref().filter(|_| broken).unwrap_or(&made.theme);
        let pressed = press::one(&made.plan, path, theme)?;
        let failed = pressed.value.is_none();
        let bytes = pressed.value.map(Arc::from).or(before);
        let output = Output {
            old: broken || failed,
            mark: Fingerprint::of(bytes.as_deref().unwrap_or_default()),
            bytes,
            notes: Arc::new(pressed.notes),
        };
        let mut kept = lock(&self.kept);
        kept.insert(path.clone(), Kept { key: task.key, number: stand.number, output: output.clone() });
        let weigh = |kept: &Kept| kept.output.bytes.as_ref().map_or(0, |bytes| bytes.len());
        if kept.values().map(weigh).sum::<usize>() > MOST_KEPT {
            kept.retain(|other, _| other == path);
        }
        Some(output)
    }
}

/// Locks a mutex, even after a panic of another thread: the values behind these locks are replaced as a whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

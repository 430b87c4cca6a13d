//! What is served: the toolkit as it stands now, and each output as soon as somebody asks for it.

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

/// The most bytes that are kept of what was pressed. What is thrown away is pressed again when somebody asks.
const MOST_KEPT: usize = 96 << 20;

/// The most texts that are being typed at once.
const MOST_DRAFTS: usize = 16;

/// A toolkit as it stood at one moment.
#[derive(Clone)]
pub struct Stand {
    /// Its number: each state has another.
    pub number: u64,
    /// Its files.
    pub sources: Arc<Sources>,
    /// What can be made of it: of these files or, where they cannot be read now, of the last that could.
    pub made: Option<Arc<Made>>,
    /// All that must be said of the files.
    pub notes: Arc<Vec<Diagnostic>>,
}

/// What can be made.
pub struct Made {
    /// Its number: each has another.
    pub number: u64,
    /// The files that it was made of.
    pub sources: Arc<Sources>,
    /// The guides.
    pub library: Arc<Library>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The last theme whose templates could be read, when those of this one cannot.
    pub instead: Option<Arc<Theme>>,
    /// The list of everything.
    pub plan: Plan,
    /// The toolkit as it was loaded.
    pub project: Project,
}

/// An output, ready to be sent.
#[derive(Clone)]
pub struct Output {
    /// Its bytes; those of an older state when it cannot be made now. None when it never could.
    pub bytes: Option<Arc<[u8]>>,
    /// Whether they are of an older state, or made with an older theme.
    pub old: bool,
    /// What must be said of this output alone.
    pub notes: Arc<Vec<Diagnostic>>,
    /// The hash of the bytes.
    pub mark: Fingerprint,
}

/// What is being typed at the desk, and what was read of it.
struct Drafts {
    texts: BTreeMap<SourcePath, Source>,
    loader: Loader,
}

struct Kept {
    /// What the output was made from, where that is known before it is made.
    key: Option<Fingerprint>,
    number: u64,
    output: Output,
}

/// Hands out what is asked for.
pub struct Workshop {
    /// The language of the program's words.
    pub language: Language,
    /// What opens files on this computer.
    pub editor: Option<Editor>,
    /// The folder of the toolkit.
    pub root: PathBuf,
    /// What every form carries.
    pub token: String,
    /// What makes leaflets.
    pub printer: Printer,
    /// Wakes the browsers when there is another state.
    bell: Bell,
    drafts: Mutex<Drafts>,
    stand: Mutex<Option<Arc<Stand>>>,
    first: Condvar,
    kept: Mutex<HashMap<OutputPath, Kept>>,
}

impl Workshop {
    /// A workshop that has nothing to show yet.
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

    /// Puts another state in the place of the last, and tells the browsers.
    pub fn put(&self, sources: &Arc<Sources>, made: Option<Arc<Made>>, notes: Vec<Diagnostic>) {
        self.next(|_| Some(Stand { number: 0, sources: sources.clone(), made, notes: Arc::new(notes) }));
    }

    /// The same state under another number: something else is to be said of it.
    fn again(&self) {
        self.next(|stand| stand.cloned());
    }

    fn next(&self, make: impl FnOnce(Option<&Stand>) -> Option<Stand>) {
        let mut held = lock(&self.stand);
        let number = held.as_ref().map_or(0, |stand| stand.number) + 1;
        let Some(stand) = make(held.as_deref()) else { return };
        *held = Some(Arc::new(Stand { number, ..stand }));
        // Rung while the state is held: browsers never hear an older number after a newer one.
        self.bell.ring(number);
        self.first.notify_all();
    }

    /// All that must be said of a state, of the leaflets that were made too; each thing once.
    pub fn notes(&self, stand: &Stand) -> Vec<Diagnostic> {
        let mut notes = (*stand.notes).clone();
        for note in self.printer.notes() {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes
    }

    /// The state of now; waits for the first.
    pub fn stand(&self) -> Arc<Stand> {
        let mut stand = lock(&self.stand);
        loop {
            if let Some(stand) = &*stand {
                return stand.clone();
            }
            stand = self.first.wait(stand).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The state that comes after the one of this number; waits for it.
    pub fn stand_after(&self, number: u64) -> Arc<Stand> {
        let mut stand = lock(&self.stand);
        loop {
            if let Some(stand) = stand.as_ref().filter(|stand| stand.number > number) {
                return stand.clone();
            }
            stand = self.first.wait(stand).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits a moment until a file that was just written has been read.
    pub fn wait_for(&self, path: &str, bytes: &[u8]) {
        let wanted = Fingerprint::of(bytes);
        self.wait_until(path, |source| source.fingerprint == wanted);
    }

    /// Waits a moment until a new file has been read.
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

    /// Keeps a text that is being typed.
    pub fn keep_draft(&self, source: Source) {
        let mut drafts = lock(&self.drafts);
        if drafts.texts.len() >= MOST_DRAFTS {
            drafts.texts.clear();
        }
        drafts.texts.insert(source.path.clone(), source);
    }

    /// Forgets a text that is written now.
    pub fn drop_draft(&self, path: &str) {
        lock(&self.drafts).texts.remove(path);
    }

    /// An output as it would be with all that is being typed; none when it cannot be made.
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
        // What is being typed is not printed yet.
        let plan = plan::plan(&library, theme, &sources, &plan::Wishes::default());
        let pressed = press::one(&plan, path, theme)?;
        let bytes: Arc<[u8]> = pressed.value?.into();
        let mark = Fingerprint::of(&bytes);
        Some(Output { bytes: Some(bytes), old: false, notes: Arc::new(pressed.notes), mark })
    }

    /// An output as it was when it could still be made: for a text that cannot be read now.
    pub fn last(&self, path: &str) -> Option<Output> {
        let output = lock(&self.kept).get(path)?.output.clone();
        Some(Output { old: true, ..output })
    }

    /// A leaflet; none when its guide is not there in its language. Browsers hear when something else is to be said of it.
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

    /// An output of a state; none when there is no such output.
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

/// Nothing that is held here is left half-done by a panic.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

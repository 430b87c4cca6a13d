//! The preview: the current snapshot of the toolkit, and its outputs, generated on demand and cached.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    http::ChangeNotifier,
    leaflets::Printer,
    opener::FileOpener,
    state::{Output, Planned, Snapshot, lock},
};
use trousseau_app::{Loader, Project};
use trousseau_core::{
    diagnostic::Diagnostic,
    manifest::OutputPath,
    source::{Source, SourcePath, Sources},
};
use trousseau_html::generate;
use trousseau_site::plan::{self, Leaflet, OutputKind};
use trousseau_text::{Fingerprint, Language};

/// The most bytes of cached outputs; beyond, all but the newest are dropped.
const MOST_KEPT: usize = 96 << 20;

/// The most unsaved texts that are kept.
const MOST_DRAFTS: usize = 16;

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
pub struct Preview {
    /// The language of the program's words.
    pub language: Language,
    /// The editor that opens files on this computer; `None` when other computers can reach the server.
    pub editor: Option<FileOpener>,
    /// The folder of the toolkit.
    pub root: PathBuf,
    /// The secret token that every form must send.
    pub token: String,
    /// Generates and caches leaflets.
    pub printer: Printer,
    /// The number of the last snapshot of the preview in whose place it came.
    before: u64,
    /// Notifies browsers of a new snapshot.
    bell: ChangeNotifier,
    drafts: Mutex<Drafts>,
    /// What the pictures show that were taken in since the start, by their paths: the text that shows one begins with these words.
    shows: Mutex<BTreeMap<String, String>>,
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    first: Condvar,
    kept: Mutex<HashMap<OutputPath, Kept>>,
    /// Why what was written last is not in the history, as the name of a word; "" when it is, or need not be.
    aside: Mutex<&'static str>,
}

impl Preview {
    /// The hash of the toolkit's folder: what a browser keeps of one toolkit is not offered in another.
    pub fn home(&self) -> String {
        Fingerprint::of(self.root.as_os_str().as_encoded_bytes()).to_string()
    }

    /// A preview without a snapshot: requests wait for the first.
    pub fn new(
        language: Language,
        editor: Option<FileOpener>,
        root: &Path,
        token: &str,
        bell: ChangeNotifier,
    ) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        Self {
            language,
            editor,
            root,
            token: token.to_owned(),
            printer: Printer::default(),
            before: 0,
            bell,
            shows: Mutex::default(),
            drafts: Mutex::new(Drafts { texts: BTreeMap::new(), loader: Loader::default() }),
            snapshot: Mutex::default(),
            first: Condvar::new(),
            kept: Mutex::default(),
            aside: Mutex::default(),
        }
    }

    /// One of the same toolkit in another language, without a snapshot; its numbers go on.
    pub fn speaking(&self, language: Language) -> Self {
        let before = self.current().map_or(self.before, |snapshot| snapshot.number);
        let fresh = Self::new(language, self.editor.clone(), &self.root, &self.token, self.bell.clone());
        Self { before, ..fresh }
    }

    /// The current snapshot; none before the first.
    pub fn current(&self) -> Option<Arc<Snapshot>> {
        lock(&self.snapshot).clone()
    }

    /// Publishes a new snapshot and notifies browsers.
    pub fn put(&self, sources: &Arc<Sources>, made: Option<Arc<Planned>>, diagnostics: Vec<Diagnostic>) {
        self.next(|_| {
            Some(Snapshot { number: 0, sources: sources.clone(), made, diagnostics: Arc::new(diagnostics) })
        });
    }

    /// Publishes the same snapshot under a new number, because its diagnostics have changed.
    fn again(&self) {
        self.next(|snapshot| snapshot.cloned());
    }

    fn next(&self, make: impl FnOnce(Option<&Snapshot>) -> Option<Snapshot>) {
        let mut held = lock(&self.snapshot);
        let number = held.as_ref().map_or(self.before, |snapshot| snapshot.number) + 1;
        let Some(snapshot) = make(held.as_deref()) else { return };
        *held = Some(Arc::new(Snapshot { number, ..snapshot }));
        // Notified while the lock is held, so that browsers get the numbers in order.
        self.bell.ring(number);
        self.first.notify_all();
    }

    /// All diagnostics of a snapshot and of the leaflets that were generated, each once.
    pub fn diagnostics(&self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        let mut diagnostics = (*snapshot.diagnostics).clone();
        for diagnostic in self.printer.diagnostics() {
            if !diagnostics.contains(&diagnostic) {
                diagnostics.push(diagnostic);
            }
        }
        diagnostics
    }

    /// The current snapshot; waits for the first.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let mut snapshot = lock(&self.snapshot);
        loop {
            if let Some(snapshot) = &*snapshot {
                return snapshot.clone();
            }
            snapshot = self.first.wait(snapshot).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for a snapshot newer than this number.
    pub fn stand_after(&self, number: u64) -> Arc<Snapshot> {
        let mut snapshot = lock(&self.snapshot);
        loop {
            if let Some(snapshot) = snapshot.as_ref().filter(|snapshot| snapshot.number > number) {
                return snapshot.clone();
            }
            snapshot = self.first.wait(snapshot).unwrap_or_else(PoisonError::into_inner);
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
        let mut snapshot = lock(&self.snapshot);
        let read = |snapshot: &Option<Arc<Snapshot>>| {
            snapshot.as_ref().and_then(|snapshot| snapshot.sources.get(path)).is_some_and(&read)
        };
        while !read(&snapshot) && Instant::now() < until {
            let waited = self.first.wait_timeout(snapshot, Duration::from_millis(100));
            snapshot = waited.unwrap_or_else(PoisonError::into_inner).0;
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

    /// Notes whether what was written last is in the history.
    pub fn set_aside(&self, why: &'static str) {
        *lock(&self.aside) = why;
    }

    /// Why what was written last is not in the history, as the name of a word; "" when it is, or need not be.
    pub fn aside(&self) -> &'static str {
        *lock(&self.aside)
    }

    /// Keeps the words that say what a picture shows.
    pub fn keep_alt(&self, path: &str, words: &str) {
        lock(&self.shows).insert(path.to_owned(), words.to_owned());
    }

    /// The words that say what a picture shows, if they were typed since the start; else "".
    pub fn alt(&self, path: &str) -> String {
        lock(&self.shows).get(path).cloned().unwrap_or_default()
    }

    /// Drops an unsaved text after it was saved.
    pub fn drop_draft(&self, path: &str) {
        lock(&self.drafts).texts.remove(path);
    }

    /// The toolkit as it would be if one unsaved text were saved. Those of others may be abandoned, so they do not count.
    pub fn typed(&self, snapshot: &Snapshot, path: &str) -> Option<Project> {
        let today = trousseau_io::clock::today().ok()?;
        let mut drafts = lock(&self.drafts);
        let mut sources = (*snapshot.sources).clone();
        drafts.texts.get(path).into_iter().for_each(|source| sources.put(source.clone()));
        let sources = Arc::new(sources);
        // What is a draft stays one: texts that link to it are told.
        drafts.loader.preview("");
        Some(drafts.loader.load(&self.root, sources, Vec::new(), today))
    }

    /// An output with all unsaved texts; `None` when it cannot be generated.
    pub fn draft(&self, snapshot: &Snapshot, path: &str) -> Option<Output> {
        let today = trousseau_io::clock::today().ok()?;
        let mut drafts = lock(&self.drafts);
        let mut sources = (*snapshot.sources).clone();
        drafts.texts.values().for_each(|source| sources.put(source.clone()));
        let sources = Arc::new(sources);
        let name = path.rsplit('/').next().unwrap_or(path);
        drafts.loader.preview(name.trim_end_matches(".html"));
        let project = drafts.loader.load(&self.root, sources.clone(), Vec::new(), today);
        let library = project.loaded?.library;
        let theme = &snapshot.made.as_ref()?.theme;
        // Previews of unsaved texts offer no leaflets.
        let mut plan = plan::plan(&library, theme, &sources, &plan::BuildOptions::default());
        // A browser finds the fonts of the snapshot; a letter that nobody has saved comes from the device.
        for own in &mut plan.contexts {
            let saved = snapshot.made.as_ref().map(|made| &made.plan.contexts);
            if let Some(saved) = saved.and_then(|saved| saved.iter().find(|saved| saved.tag == own.tag)) {
                Arc::make_mut(own).fonts.clone_from(&saved.fonts);
            }
        }
        let generated = generate::one(&plan, path, theme)?;
        let bytes: Arc<[u8]> = generated.value?.into();
        let etag = Fingerprint::of(&bytes);
        Some(Output { bytes: Some(bytes), old: false, diagnostics: Arc::new(generated.diagnostics), etag })
    }

    /// The last good bytes of an output whose text cannot be parsed now.
    pub fn last(&self, path: &str) -> Option<Output> {
        let output = lock(&self.kept).get(path)?.output.clone();
        Some(Output { old: true, ..output })
    }

    /// A leaflet; `None` when its guide is not translated into its language. Browsers are notified when its diagnostics change.
    pub fn leaflet(&self, snapshot: &Snapshot, leaflet: &Leaflet) -> Option<Output> {
        self.listening(|printer| printer.leaflet(snapshot, leaflet))
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
    pub fn output(&self, snapshot: &Snapshot, path: &str) -> Option<Output> {
        let made = snapshot.made.as_ref()?;
        let (path, task) = made.plan.tasks.get_key_value(path)?;
        match &task.kind {
            OutputKind::Leaflet(leaflet) => return self.leaflet(snapshot, leaflet),
            OutputKind::Bundle(of) => return self.listening(|printer| printer.bundle(snapshot, of)),
            _ => {}
        }
        let before = {
            let kept = lock(&self.kept);
            let before = kept.get(path);
            let same =
                |kept: &&Kept| kept.number == snapshot.number || task.key.is_some() && kept.key == task.key;
            if let Some(kept) = before.filter(same) {
                return Some(kept.output.clone());
            }
            before.and_then(|kept| kept.output.bytes.clone())
        };
        let broken = !made.theme.templates().diagnostics.is_empty();
        let theme = made.instead.as_ref().filter(|_| broken).unwrap_or(&made.theme);
        let generated = generate::one(&made.plan, path, theme)?;
        let failed = generated.value.is_none();
        let bytes = generated.value.map(Arc::from).or(before);
        let output = Output {
            old: broken || failed,
            etag: Fingerprint::of(bytes.as_deref().unwrap_or_default()),
            bytes,
            diagnostics: Arc::new(generated.diagnostics),
        };
        let mut kept = lock(&self.kept);
        kept.insert(path.clone(), Kept { key: task.key, number: snapshot.number, output: output.clone() });
        let weigh = |kept: &Kept| kept.output.bytes.as_ref().map_or(0, |bytes| bytes.len());
        if kept.values().map(weigh).sum::<usize>() > MOST_KEPT {
            kept.retain(|other, _| other == path);
        }
        Some(output)
    }
}

//! What is served: the toolkit after one save, the project loaded from it, and one output.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use trousseau_app::Project;
use trousseau_core::{diagnostic::Diagnostic, library::Library, source::Sources};
use trousseau_site::plan::Plan;
use trousseau_text::Fingerprint;
use trousseau_theme::Theme;

/// The toolkit after one save.
#[derive(Clone)]
pub struct Snapshot {
    /// The number; each snapshot has a higher one.
    pub number: u64,
    /// The files.
    pub sources: Arc<Sources>,
    /// The project loaded from these files or, when they cannot be loaded, the last good one.
    pub made: Option<Arc<Planned>>,
    /// The diagnostics of the files.
    pub diagnostics: Arc<Vec<Diagnostic>>,
}

/// A loaded project, from which outputs are generated.
pub struct Planned {
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
    pub diagnostics: Arc<Vec<Diagnostic>>,
    /// The hash of the bytes, for the etag.
    pub etag: Fingerprint,
}

/// Locks a mutex, even after a panic of another thread: the values behind these locks are replaced as a whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

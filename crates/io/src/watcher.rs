//! Watches the source folders, and reports changes as soon as a save is over.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use notify::{
    Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};

use super::disk::FOLDERS;
use trousseau_core::source::is_hidden;

/// A save is over when nothing has been written for this long.
const QUIET: Duration = Duration::from_millis(6);

/// The longest time without a report, even while changes go on, such as a checkout of many files.
const PATIENCE: Duration = Duration::from_millis(400);

/// The interval of polling, where the system reports no changes.
const PAUSE: Duration = Duration::from_millis(500);

/// A report of the watcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files or folders were created, written, moved or deleted.
    Files(BTreeSet<PathBuf>),
    /// Something may have changed, but it is not known what.
    Anything,
    /// The system reports no changes any more, for this reason: from now on the folder is polled twice a second.
    Polling(String),
    /// The program is to end.
    End,
}

/// Watches the source folders of a toolkit in a thread of its own, as long as somebody listens.
pub fn watch(root: &Path, tell: Sender<Touched>) {
    watch_with::<RecommendedWatcher>(root, tell);
}

/// The same with any watcher; when it fails, the folder is polled from then on.
fn watch_with<W: Watcher>(root: &Path, tell: Sender<Touched>) {
    let root = root.to_owned();
    thread::spawn(move || {
        let (raw, events) = mpsc::channel();
        let watcher = W::new(move |event| drop(raw.send(event)), Config::default());
        let blind = match watcher {
            Ok(watcher) => Eyes { root, watcher }.look(&events, &tell),
            Err(error) => Some(error),
        };
        let Some(error) = blind else { return };
        if tell.send(Touched::Polling(error.to_string())).is_ok() {
            while tell.send(Touched::Anything).is_ok() {
                thread::sleep(PAUSE);
            }
        }
    });
}

struct Eyes<W> {
    root: PathBuf,
    watcher: W,
}

impl<W: Watcher> Eyes<W> {
    /// Reports changes until nobody listens; returns the error after which the system reports no more.
    fn look(
        mut self,
        events: &Receiver<notify::Result<Event>>,
        tell: &Sender<Touched>,
    ) -> Option<notify::Error> {
        // The toolkit's folder itself is watched without its children, which include the output folder and `.git`.
        if let Err(error) = self.watcher.watch(&self.root, RecursiveMode::NonRecursive) {
            return Some(error);
        }
        if let Err(error) = self.follow() {
            return Some(error);
        }
        // Files may have changed before the watcher was ready, so everything is checked once.
        tell.send(Touched::Anything).ok()?;
        loop {
            let Ok(first) = events.recv() else { return Some(gone()) };
            let mut batch = Batch::default();
            batch.add(first, &self.root);
            let began = Instant::now();
            while !batch.is_idle() && began.elapsed() < PATIENCE {
                match events.recv_timeout(QUIET) {
                    Ok(event) => batch.add(event, &self.root),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return Some(gone()),
                }
            }
            if let Some(error) = batch.error {
                return Some(error);
            }
            // A source folder that was replaced must be watched anew: the old watch is on the old folder.
            if batch.tops
                && let Err(error) = self.follow()
            {
                return Some(error);
            }
            let touched = match (batch.lost || batch.tops, batch.files.is_empty()) {
                (true, _) => Touched::Anything,
                (false, false) => Touched::Files(batch.files),
                (false, true) => continue,
            };
            if tell.send(touched).is_err() {
                return None;
            }
        }
    }

    /// Watches the source folders that exist.
    fn follow(&mut self) -> notify::Result<()> {
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            // Fails for a folder that was not watched, which does not matter.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                match self.watcher.watch(&folder, RecursiveMode::Recursive) {
                    // The folder has just been deleted, which will be reported.
                    Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                    other => other?,
                }
            }
        }
        Ok(())
    }
}

/// The error when the watcher's own thread has ended.
fn gone() -> notify::Error {
    notify::Error::generic("the watcher has ended")
}

/// The changes of one save, collected until it is quiet.
#[derive(Default)]
struct Batch {
    files: BTreeSet<PathBuf>,
    /// A source folder itself was created, moved or deleted.
    tops: bool,
    /// The system's queue overflowed, so changes are unknown.
    lost: bool,
    error: Option<notify::Error>,
}

impl Batch {
    fn add(&mut self, event: notify::Result<Event>, root: &Path) {
        let event = match event {
            Ok(event) => event,
            Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => {
                self.error = Some(error);
                return;
            }
            Err(_) => {
                self.lost = true;
                return;
            }
        };
        self.lost |= event.need_rescan();
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        if event.kind.is_access() && event.kind != closed {
            return;
        }
        for path in event.paths {
            let Ok(inner) = path.strip_prefix(root) else { continue };
            let mut parts = inner.components().map(|part| part.as_os_str().to_string_lossy());
            let source = parts.next().is_some_and(|first| FOLDERS.contains(&&*first));
            let depth = inner.components().count();
            if source && depth == 1 {
                self.tops |= !matches!(event.kind, EventKind::Modify(notify::event::ModifyKind::Metadata(_)));
            } else if source && !parts.any(|part| is_hidden(&part)) {
                self.files.insert(path);
            }
        }
    }

    fn is_idle(&self) -> bool {
        self.files.is_empty() && !self.tops && !self.lost && self.error.is_none()
    }
}

#[cfg(test)]
mod tests;

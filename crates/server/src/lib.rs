//! The preview and the editor over HTTP: the site as it will be, while it is written.

mod assist;
mod editor;
mod follow;
mod http;
mod leaflets;
pub mod lsp;
mod notes;
mod opener;
mod overlay;
mod pages;
mod preview;
mod reloader;
mod replies;
mod site_handler;
mod state;

use std::{
    cell::RefCell,
    collections::VecDeque,
    path::Path,
    sync::{Arc, mpsc},
    thread,
};

pub use self::{
    opener::FileOpener, preview::Preview, reloader::Reloader, site_handler::SiteHandler, state::Snapshot,
};
use crate::http::{ChangeNotifier, OWN, Server};
use trousseau_app::Console;
use trousseau_core::messages::Failure;
use trousseau_io::{
    browser,
    watcher::{self, Touched},
};

/// The port that is tried first.
pub const PORT: u16 = 4321;

/// The options of the command.
#[derive(Clone, Debug)]
pub struct Options {
    /// The first port to try.
    pub port: u16,
    /// The name or number of this computer on which to listen.
    pub host: String,
    /// Whether to show the site in the browser at once.
    pub open: bool,
    /// The program that opens files: a known name, or an address with `{path}`.
    pub editor: String,
}

/// Serves the toolkit until somebody ends it.
pub fn run(root: &Path, options: &Options, terminal: &mut dyn Console) -> anyhow::Result<()> {
    let failure = |key| Failure::new(key).with("path", root.display());
    if !std::fs::metadata(root).map_err(|_| failure("root/none"))?.is_dir() {
        return Err(failure("root/no-folder").into());
    }
    let editor = FileOpener::find(&options.editor)?;
    let server = Server::open(&options.host, options.port)?;
    let bell = ChangeNotifier::default();
    // On another computer, links that open a file in an editor would not work.
    let editor = (!server.is_open()).then_some(editor);
    let preview = Arc::new(Preview::new(terminal.language(), editor, root, server.token(), bell.clone()));
    // Port 0 asks the system for any free port, so another number is expected.
    if options.port != 0 && server.port != options.port {
        let (port, other) = (options.port.to_string(), server.port.to_string());
        terminal.say("serve/port", &[("port", &port), ("other", &other)]);
    }
    if server.is_open() {
        terminal.say("serve/open", &[]);
    }
    let address = server.address("");
    terminal.say("serve/ready", &[("address", &address)]);
    terminal.say("serve/desk", &[("address", &server.address(&format!("{OWN}/")))]);
    let (sender, receiver) = mpsc::channel();
    let end = sender.clone();
    // Requests are accepted from now on; the first waits until the texts are read.
    let running = server.answer(Arc::new(SiteHandler::new(preview.clone())), bell, move || {
        // Fails only when the program is ending already.
        let _ = end.send(Touched::End);
    });
    let mut reloader = Reloader::new(root, preview.clone());
    // Watching starts before the first reading, so that files saved during it are read again.
    watcher::watch(reloader.root(), sender.clone());
    let events = Events { from: receiver, ahead: RefCell::default() };
    reloader.make(None, &|| events.waits(), terminal)?;
    thread::spawn(move || follow::follow(&preview, &sender));
    if options.open && browser::open(&address).is_err() {
        terminal.say("serve/no-browser", &[]);
    }
    while let Some(touched) = events.next() {
        match touched {
            Touched::Files(files) => reloader.make(Some(&files), &|| events.waits(), terminal)?,
            Touched::Anything => reloader.make(None, &|| events.waits(), terminal)?,
            Touched::Polling(cause) => terminal.say("serve/blind", &[("cause", &cause)]),
            Touched::End => break,
        }
    }
    drop(running);
    Ok(())
}

/// The events that were received and not handled yet.
struct Events {
    from: mpsc::Receiver<Touched>,
    ahead: RefCell<VecDeque<Touched>>,
}

impl Events {
    /// Whether a save or the end of the program waits. A request to check the whole folder is not urgent: with
    /// polling there is always one.
    fn waits(&self) -> bool {
        let mut ahead = self.ahead.borrow_mut();
        for next in self.from.try_iter() {
            if next != Touched::Anything || ahead.back() != Some(&next) {
                ahead.push_back(next);
            }
        }
        ahead.iter().any(|next| *next != Touched::Anything)
    }

    /// Waits for the next event.
    fn next(&self) -> Option<Touched> {
        self.waits();
        let ahead = self.ahead.borrow_mut().pop_front();
        ahead.or_else(|| self.from.recv().ok())
    }
}

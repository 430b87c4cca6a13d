//! The preview and the editor over HTTP: the site as it will be, while it is written.

mod assist;
mod chooser;
mod editor;
mod follow;
mod http;
mod leaflets;
pub mod lsp;
mod may;
mod notes;
mod opener;
mod overlay;
mod pages;
pub mod passes;
mod preview;
mod reloader;
mod replies;
mod site_handler;
mod speaking;
mod state;

use std::{
    cell::RefCell,
    collections::{BTreeSet, VecDeque},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

pub use self::{
    opener::FileOpener, preview::Preview, reloader::Reloader, site_handler::SiteHandler, state::Snapshot,
};
use crate::{
    chooser::{Blank, Chooser},
    http::{ChangeNotifier, OWN, Server},
    speaking::Speaking,
};
use trousseau_app::Console;
use trousseau_core::{messages::Failure, toolkit};
use trousseau_io::{
    browser,
    watcher::{self, Touched},
};
use trousseau_text::Language;

/// The port that is tried first.
pub const PORT: u16 = 4321;

/// The options of the command.
#[derive(Clone, Debug)]
pub struct Options {
    /// The first port to try.
    pub port: u16,
    /// The name or number of this computer on which to listen.
    pub host: String,
    /// The page to show in the browser at once, "" for the first of the site; none for no browser.
    pub open: Option<&'static str>,
    /// The program that opens files: a known name, or an address with `{path}`.
    pub editor: String,
    /// The language that was asked for on the command line; none leaves it to the toolkit.
    pub speaks: Option<Language>,
}

impl Options {
    /// What `trousseau open` wants: the desk in the browser, for this computer alone.
    pub fn of_desk(port: u16) -> Self {
        Self {
            port,
            host: "127.0.0.1".to_owned(),
            open: Some("_desk/"),
            editor: "vscode".to_owned(),
            speaks: None,
        }
    }
}

/// Serves the toolkit until somebody ends it.
pub fn run(root: &Path, options: &Options, terminal: &mut dyn Console) -> anyhow::Result<()> {
    let (server, editor) = listen(root, options, terminal)?;
    if server.is_open() {
        terminal.say("serve/open", &[]);
    }
    terminal.say("serve/ready", &[("address", &server.address(""))]);
    terminal.say("serve/desk", &[("address", &server.address(&format!("{OWN}/")))]);
    let shown = options.open.map(|page| server.address(page));
    let bell = ChangeNotifier::default();
    let preview =
        Arc::new(Preview::new(terminal.language(), editor, root, server.form_token(), bell.clone()));
    let (sender, receiver) = mpsc::channel();
    let end = sender.clone();
    // Requests are accepted from now on; the first waits until the texts are read.
    let speaking = Arc::new(Speaking::new(preview, options.speaks.is_some()));
    let running = server.answer(speaking.clone(), bell, move || {
        // Fails only when the program is ending already.
        let _ = end.send(Touched::End);
    });
    reload(root, &speaking, (sender, receiver), shown, terminal)?;
    drop(running);
    Ok(())
}

/// Shows the desk of the toolkit in a folder; where there is none, a page on which one is chosen or begun, and then its desk.
pub fn open(folder: &Path, options: &Options, terminal: &mut dyn Console) -> anyhow::Result<()> {
    if folder.join(toolkit::PATH).is_file() {
        return run(folder, options, terminal);
    }
    let (server, editor) = listen(folder, options, terminal)?;
    let address = server.address(&format!("{OWN}/"));
    terminal.say("serve/choose", &[("address", &address)]);
    let bell = ChangeNotifier::default();
    let (chosen, choice) = mpsc::channel();
    let blank = Blank {
        language: terminal.language(),
        editor,
        token: server.form_token().to_owned(),
        bell: bell.clone(),
        is_fixed: options.speaks.is_some(),
    };
    let chooser = Arc::new(Chooser::new(folder, blank, chosen.clone()));
    let (sender, receiver) = mpsc::channel();
    let end = sender.clone();
    let running = server.answer(chooser, bell, move || {
        // One of them is waited for; they fail only when the program is ending already.
        let _ = (chosen.send(None), end.send(Touched::End));
    });
    if options.open.is_some() {
        show(&address, terminal);
    }
    if let Ok(Some(speaking)) = choice.recv() {
        let root = speaking.preview().root.clone();
        terminal.say("serve/chosen", &[("path", &root.display().to_string())]);
        reload(&root, &speaking, (sender, receiver), None, terminal)?;
    }
    drop(running);
    Ok(())
}

/// A server that listens, and the program that opens files.
fn listen(
    root: &Path,
    options: &Options,
    terminal: &mut dyn Console,
) -> anyhow::Result<(Server, Option<FileOpener>)> {
    let failure = |key| Failure::new(key).with("path", root.display());
    if !std::fs::metadata(root).map_err(|_| failure("root/none"))?.is_dir() {
        return Err(failure("root/no-folder").into());
    }
    let editor = FileOpener::find(&options.editor)?;
    let server = Server::open(&options.host, options.port, passes::guests(root))?;
    // Port 0 asks the system for any free port, so another number is expected.
    if options.port != 0 && server.port != options.port {
        let (port, other) = (options.port.to_string(), server.port.to_string());
        terminal.say("serve/port", &[("port", &port), ("other", &other)]);
    }
    // On another computer, links that open a file in an editor would not work.
    let editor = (!server.is_open()).then_some(editor);
    Ok((server, editor))
}

/// Shows an address in the browser, or says that one must open it oneself.
fn show(address: &str, terminal: &mut dyn Console) {
    if browser::open(address).is_err() {
        terminal.say("serve/no-browser", &[]);
    }
}

/// Reads the toolkit, and reads it again at each change, until somebody ends the program.
fn reload(
    root: &Path,
    speaking: &Speaking,
    (sender, receiver): (mpsc::Sender<Touched>, mpsc::Receiver<Touched>),
    shown: Option<String>,
    terminal: &mut dyn Console,
) -> anyhow::Result<()> {
    let mut reloader = Reloader::new(root, speaking.preview());
    // Watching starts before the first reading, so that files saved during it are read again.
    let mut watched = BTreeSet::new();
    watch(&reloader, &mut watched, &sender);
    let events = Events { from: receiver, ahead: RefCell::default() };
    reloader.make(None, &|| events.waits(), terminal)?;
    let follow = || {
        let (preview, told) = (speaking.preview(), sender.clone());
        thread::spawn(move || follow::follow(&preview, &told))
    };
    follow();
    shown.into_iter().for_each(|address| show(&address, terminal));
    while let Some(touched) = events.next() {
        match touched {
            Touched::Files(files) => reloader.make(Some(&files), &|| events.waits(), terminal)?,
            Touched::Anything => reloader.make(None, &|| events.waits(), terminal)?,
            Touched::Polling(cause) => terminal.say("serve/blind", &[("cause", &cause)]),
            Touched::End => break,
        }
        if let Some(language) = speaking.wanted() {
            reloader = Reloader::new(root, speaking.speak(language));
            reloader.make(None, &|| events.waits(), terminal)?;
            follow();
        }
        watch(&reloader, &mut watched, &sender);
    }
    Ok(())
}

/// Watches the toolkit and those on which it rests, each once. Which these are is known when they have been read.
fn watch(reloader: &Reloader, watched: &mut BTreeSet<PathBuf>, sender: &mpsc::Sender<Touched>) {
    for root in reloader.roots() {
        if watched.insert(root.clone()) {
            watcher::watch(&root, sender.clone());
        }
    }
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

//! Answers while no toolkit is chosen: the page on which one is chosen or begun. Then the site and the desk of that toolkit answer.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, mpsc},
};

use crate::{
    editor::begin::{self, Choice},
    http::{Answer, Asked, ChangeNotifier, OWN, Reply},
    opener::FileOpener,
    preview::Preview,
    speaking::Speaking,
    state::lock,
};
use trousseau_text::Language;

/// What a preview needs beside the folder of its toolkit.
pub struct Blank {
    /// The language of the program's words.
    pub language: Language,
    /// The program that opens files.
    pub editor: Option<FileOpener>,
    /// The token of all forms.
    pub token: String,
    /// Notifies browsers.
    pub bell: ChangeNotifier,
    /// Whether the language was asked for on the command line.
    pub is_fixed: bool,
}

/// Lets somebody choose or begin a toolkit.
pub struct Chooser {
    folder: PathBuf,
    blank: Blank,
    /// Told once which toolkit it is; `None` from elsewhere ends the program.
    chosen: Mutex<mpsc::Sender<Option<Arc<Speaking>>>>,
    site: OnceLock<Arc<Speaking>>,
}

impl Chooser {
    /// Nothing is chosen yet; `folder` is where toolkits are looked for and begun.
    pub fn new(folder: &Path, blank: Blank, chosen: mpsc::Sender<Option<Arc<Speaking>>>) -> Self {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        Self { folder, blank, chosen: Mutex::new(chosen), site: OnceLock::new() }
    }

    /// Chooses or begins what a form says; from then on, this toolkit answers. The first choice holds: the form may be sent twice, and
    /// the second time waits for the first.
    fn choose(&self, asked: &Asked) -> Reply {
        let Blank { language, editor, token, bell, .. } = &self.blank;
        let sender = lock(&self.chosen);
        if self.site.get().is_none() {
            let root = match begin::read(&self.folder, *language, token, asked) {
                Choice::Toolkit(root) => root,
                Choice::Again(reply) => return reply,
            };
            let preview = Arc::new(Preview::new(*language, editor.clone(), &root, token, bell.clone()));
            let speaking = Arc::new(Speaking::new(preview, self.blank.is_fixed));
            // Set before it is told, so that whoever reads the first texts is answered.
            let _ = self.site.set(speaking.clone());
            // Fails only when the program is ending already.
            let _ = sender.send(Some(speaking));
        }
        Reply { status: 303, to: Some(format!("/{OWN}/")), ..Reply::default() }
    }
}

impl Answer for Chooser {
    fn answer(&self, asked: &Asked) -> Reply {
        let path = asked.path.strip_prefix(OWN).map(|rest| rest.trim_start_matches('/'));
        if path == Some("begin") && asked.form.is_some() {
            return self.choose(asked);
        }
        if let Some(site) = self.site.get() {
            return site.answer(asked);
        }
        match (path, &asked.form) {
            (Some("" | "begin"), None) => begin::page(&self.folder, self.blank.language, &self.blank.token),
            (_, None) => Reply { status: 302, to: Some(format!("/{OWN}/")), ..Reply::default() },
            (_, Some(_)) => Reply { status: 405, ..Reply::default() },
        }
    }

    fn returned(&self, asked: &Asked, status: u16) -> Option<Reply> {
        self.site.get().and_then(|site| site.returned(asked, status))
    }
}

//! The site and the desk in the language for which the toolkit asks: when it asks for another one, others take their place.

use std::{
    sync::{Arc, PoisonError, RwLock},
    thread,
    time::{Duration, Instant},
};

use crate::{
    http::{Answer, Asked, Reply},
    preview::Preview,
    site_handler::SiteHandler,
};
use trousseau_text::Language;

/// How long a page waits for the other language after a save that asks for it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Answers in one language, until another one is asked for.
pub struct Speaking {
    now: RwLock<Arc<SiteHandler>>,
    /// The language where the toolkit asks for none.
    usual: Language,
    /// Whether somebody asked for it on the command line: the toolkit then changes nothing.
    is_fixed: bool,
}

impl Speaking {
    /// Answers in the language of a preview.
    pub fn new(preview: Arc<Preview>, is_fixed: bool) -> Self {
        let usual = preview.language;
        Self { now: RwLock::new(Arc::new(SiteHandler::new(preview))), usual, is_fixed }
    }

    fn now(&self) -> Arc<SiteHandler> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is shown now.
    pub fn preview(&self) -> Arc<Preview> {
        self.now().preview().clone()
    }

    /// The language for which the toolkit asks while another one is spoken.
    pub fn wanted(&self) -> Option<Language> {
        let preview = self.preview();
        let asked = preview.current()?.made.as_ref()?.library.toolkit.messages;
        let language = asked.unwrap_or(self.usual);
        (!self.is_fixed && language != preview.language).then_some(language)
    }

    /// Speaks this language from now on; the new preview waits for its first snapshot, and so do pages.
    pub fn speak(&self, language: Language) -> Arc<Preview> {
        let before = self.now();
        let preview = Arc::new(before.preview().speaking(language));
        let next = Arc::new(before.again(preview.clone()));
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = next;
        preview
    }
}

impl Answer for Speaking {
    fn answer(&self, asked: &Asked) -> Reply {
        // The page behind a save that asks for another language is already in it.
        let until = Instant::now() + PATIENCE;
        while self.wanted().is_some() && Instant::now() < until {
            thread::sleep(Duration::from_millis(10));
        }
        self.now().answer(asked)
    }

    fn returned(&self, asked: &Asked, status: u16) -> Option<Reply> {
        self.now().returned(asked, status)
    }
}

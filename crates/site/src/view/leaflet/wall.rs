//! What is made of the toolkit itself, for walls and counters: the way, the codes of all languages, phrases to point at.

use serde::Serialize;

use super::{LeafletView, StageMark};
use crate::view::{
    local::Local,
    page_builder::PageBuilder,
    phrases::{PhrasesView, phrases},
    site_context,
    text::Phone,
};
use trousseau_core::toolkit::format::{Flow, Layout};
use trousseau_text::Language;

/// Something that is made of the toolkit itself.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wall {
    /// The way in its stages.
    Poster(PosterView),
    /// A code for each language.
    Codes {
        /// The languages, in the order of the toolkit.
        codes: Vec<CodeView>,
    },
    /// Phrases to point at.
    Signs(PhrasesView),
}

/// A poster of the way.
#[derive(Clone, Debug, Serialize)]
pub struct PosterView {
    /// What the toolkit is for.
    pub tagline: Local,
    /// The stages with a number, in order.
    pub stages: Vec<StageSign>,
    /// The number for whoever has no roof tonight.
    pub tonight: Option<Phone>,
    /// The public address of the home page in this language.
    pub url: Option<String>,
}

/// A stage on a poster.
#[derive(Clone, Debug, Serialize)]
pub struct StageSign {
    /// Its number, name and pictogram.
    pub mark: StageMark,
    /// What happens in it.
    pub summary: Local,
}

/// The code of a language.
#[derive(Clone, Debug, Serialize)]
pub struct CodeView {
    /// The language.
    pub language: Language,
    /// The public address of its home page.
    pub url: String,
}

impl PageBuilder<'_> {
    /// What a layout makes of the toolkit itself.
    pub fn wall(&self, layout: &'static Layout) -> LeafletView {
        let wall = match layout.flow {
            Flow::Codes => Wall::Codes { codes: self.codes() },
            Flow::Signs => Wall::Signs(phrases(&self.library.toolkit, self.language)),
            _ => Wall::Poster(self.poster()),
        };
        LeafletView { wall: Some(wall), ..self.paper(layout, Vec::new()) }
    }

    fn poster(&self) -> PosterView {
        let sign = |stage: &site_context::StageRecord| StageSign {
            mark: StageMark {
                number: stage.number,
                name: stage.name.clone(),
                pictogram: stage.pictogram.clone(),
            },
            summary: stage.summary.clone(),
        };
        let numbered = self.context.stages.iter().filter(|stage| stage.number.is_some());
        PosterView {
            tagline: self.context.tagline.clone(),
            stages: numbered.map(sign).collect(),
            tonight: self.context.tonight.clone(),
            url: self.home_of(self.language),
        }
    }

    fn codes(&self) -> Vec<CodeView> {
        let languages = self.library.toolkit.languages.iter();
        languages
            .filter_map(|language| Some(CodeView { language: *language, url: self.home_of(*language)? }))
            .collect()
    }

    /// The public address of the home page of a language.
    fn home_of(&self, language: Language) -> Option<String> {
        self.base_url.map(|base| format!("{base}{}/", language.tag()))
    }
}

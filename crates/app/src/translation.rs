//! Translations: how far each is, by block, and texts on their way to translators and back.

pub mod export;
pub mod import;
mod keep;
mod lists;
mod pair;
mod review;
pub mod status;
mod units;
mod write;

pub use export::{Export, Format, Only, export};
pub use import::look;
pub use keep::{accept, keep, keep_before_release, lock_saved};
pub use pair::{Own, Pair, pair_of, pairs};
pub use review::{review, sealed};
pub use write::{Import, Text, write};

use trousseau_core::messages::Failure;
use trousseau_text::Language;

use crate::Project;

/// Whether the words of the source stand in for those that a language lacks, on purpose: an easier French is French.
pub fn stands_in(project: &Project, language: Language) -> bool {
    let home = project.toolkit().source_language();
    language.primary() == home.primary() && language.nearest([home]) == Some(home)
}

/// A language into which a toolkit is translated, by its tag.
pub fn language(project: &Project, tag: &str) -> anyhow::Result<Language> {
    let listed = project.toolkit().languages.iter().skip(1).copied();
    let tag = tag.trim();
    listed.clone().find(|language| language.tag().eq_ignore_ascii_case(tag)).ok_or_else(|| {
        let known = listed.map(|language| language.tag().to_owned()).collect::<Vec<_>>().join(", ");
        Failure::new("translation/language").with("tag", tag).with("known", known).into()
    })
}

//! Remarks that answer a proposal, with their words: whoever proposed reads them, also where the guide does not have them yet.

use trousseau_core::{
    guide::{self, GuideFrontMatter, edit},
    source::{Source, SourcePath},
};
use trousseau_io::git::Store;

use crate::Project;

/// A remark that answers a block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its number.
    pub id: String,
    /// What it is about, as the word of a file; "" when that is in no history.
    pub theme: String,
    /// What the text should say; none when nothing was proposed, or the words name a person.
    pub words: Option<String>,
}

impl Said {
    /// The remark of this number, as it stood when the decision was recorded.
    pub(super) fn read(
        project: &Project,
        store: &Store,
        commit: &str,
        texts: &[SourcePath],
        id: &str,
        names_person: impl Fn(&str) -> bool,
    ) -> Self {
        let language = project.toolkit().source_language();
        let found = texts.iter().find_map(|path| {
            let slug = path.strip_prefix(guide::FOLDER)?.split('/').next()?;
            let path: SourcePath = format!("{}{slug}/{language}.md", guide::FOLDER).into();
            let source = Source::new(path.clone(), store.read(commit, &path).ok()??);
            let text = guide::read::<GuideFrontMatter>(&source, slug, language).value?;
            text.front_matter.feedback.into_iter().find(|remark| remark.id.value == id)
        });
        let words = found.as_ref().and_then(|remark| remark.proposal.as_ref());
        Self {
            id: id.to_owned(),
            theme: found.as_ref().map(|remark| edit::word(remark.theme)).unwrap_or_default(),
            words: words.map(|words| words.value.clone()).filter(|words| !names_person(words)),
        }
    }
}

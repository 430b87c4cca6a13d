//! The words of the interface in one more language: the file that somebody fills in.

use std::{fs, io::Write as _, path::Path};

use anyhow::Context;

use trousseau_core::messages::Failure;
use trousseau_text::Language;

use crate::Project;

/// Makes the file of words of a language, and gives its path; one that exists is left as it is.
pub fn strings(root: &Path, tag: &str) -> anyhow::Result<String> {
    let language = language(tag)?;
    let project = Project::open(root)?;
    let loaded = project.loaded.ok_or_else(|| Failure::new("guide/no-toolkit"))?;
    let language = loaded.library.toolkit.named(language);
    let path = format!("themes/{}/strings/{language}.yaml", loaded.theme.name);
    let failure = |key| Failure::new(key).with("path", &path).with("language", language.name());
    if loaded.theme.file(&format!("strings/{language}.yaml")).is_some() {
        return Err(failure("theme/there").into());
    }
    let target = root.join(&path);
    let folder = target.parent().unwrap_or(root);
    fs::create_dir_all(folder).with_context(|| failure("guide/write"))?;
    // A link in the place of the folder could lead anywhere.
    let inside = folder.canonicalize().and_then(|folder| Ok(folder.starts_with(root.canonicalize()?)));
    if !inside.with_context(|| failure("guide/write"))? {
        return Err(failure("edit/outside").into());
    }
    let text = loaded.theme.words_to_translate(language);
    let mut file = fs::File::create_new(&target).with_context(|| failure("guide/write"))?;
    file.write_all(text.as_bytes()).with_context(|| failure("guide/write"))?;
    Ok(path)
}

/// The language of a tag; what was meant by another word is told, never guessed.
pub(super) fn language(tag: &str) -> anyhow::Result<Language> {
    let meant = Language::meant(tag);
    match Language::find(tag).filter(|language| language.has_name() || meant.is_none()) {
        Some(language) => Ok(language),
        None => Err(match meant {
            Some(near) => Failure::new("theme/language-near").with("tag", tag).with("near", near),
            None => Failure::new("theme/language").with("tag", tag),
        }
        .into()),
    }
}

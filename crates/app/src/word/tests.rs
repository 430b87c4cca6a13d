//! A text goes out and comes back: unchanged, it has no other byte.

use std::path::{Path, PathBuf};

use super::{FOLDERS, Order, Text, export, look};
use crate::Project;

/// The toolkit of this repository, without its history.
fn project() -> Project {
    let project =
        Project::open_whole(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).expect("a toolkit");
    Project { root: PathBuf::from("/nowhere"), ..project }
}

#[test]
fn every_text_in_every_language_goes_out_and_comes_back_with_the_same_bytes() {
    let project = project();
    let texts = FOLDERS.iter().flat_map(|folder| project.sources.under(folder));
    let texts: Vec<Text> = texts.filter_map(|source| Text::at(&project, &source.path)).collect();
    assert!(texts.len() > 100, "{}", texts.len());
    for text in texts {
        let made = export(&project, text.slug, Some(text.language.tag())).expect("a document");
        let order =
            Order { path: "x.docx".into(), bytes: &made.bytes, origin: "peer".to_owned(), no_person: false };
        let look = look(&project, &order).expect("a look");
        let path = &text.source.path;
        assert_eq!(look.path, *path);
        let shown: Vec<_> = look.blocks.iter().map(|block| (&block.done, &block.pieces)).collect();
        assert!(look.is_empty() && look.diagnostics.is_empty(), "{path}: {shown:?} {:?}", look.diagnostics);
        assert!(look.text.as_bytes() == &*text.source.bytes, "{path}");
    }
}

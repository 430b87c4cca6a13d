//! What holds of every mending, for texts put together of faults and of what must stay.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;

use super::plan;
use trousseau_core::source::Sources;

const BASE: &str = include_str!("../../../../core/rules/base.txt");
const GUIDE: &str = "content/guides/suivre/fr.md";

/// Blocks in which something has one right answer.
const FAULTS: [&str; 8] = [
    "• Une photo\n• Une lettre\n",
    "– Une photo\n– Une lettre\n",
    "Lisez [la suite](../demander/fr.md) et [l'aide](demander.md).\n",
    "Lisez [le site](https://www.google.com/url?q=https://exemple.org/aide&sa=D).\n",
    "Voir http//www.exemple.org/aide.\n",
    "Un e\u{301}te\u{301} au soleil.\n",
    "Un mot suivi de rien.\u{200b}\n",
    "Un autre mot.\u{feff}\u{200b}\r\n",
];

/// Blocks that nobody may touch.
const KEPT: [&str; 8] = [
    "Gardez votre numéro avec vos papiers.\n",
    "| Le papier | Où |\n| --- | --- |\n| La carte | La mairie |\n",
    "```\n• du code\n```\n",
    "<!-- • une note  -->\n",
    "> [!NOTE]\n> Une note   avec des espaces.\n",
    "- un *point*\n- un _autre_\n",
    "Un mot \\* et un autre\\\nsur deux lignes.\n",
    "احتفظوا بالرقم.\n",
];

/// Heads whose keys stand in some order.
const HEADS: [&str; 3] = [
    "title: Suivre\nsummary: Comment suivre.\nstage: demander\nstatus: pilot\n",
    "status: pilot # un mot\nstage: demander\nsummary: Comment suivre.\ntitle: Suivre\n",
    "stage: demander\ntitle: Suivre\n\n# un mot\nsummary: 'Comment suivre.'\nstatus: pilot\n",
];

/// A toolkit whose guide has this text.
fn toolkit(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Sources::from_story(BASE).value.files;
    files.insert(GUIDE.into(), trousseau_core::source::Source::new(GUIDE, text.as_bytes()));
    for (path, source) in files {
        let path = folder.path().join(&*path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, &source.bytes).expect("written");
    }
    folder
}

/// All files below a folder.
fn all(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                true => folders.push(path),
                false => drop(found.insert(
                    path.strip_prefix(root).expect("below").to_owned(),
                    fs::read(&path).expect("read"),
                )),
            }
        }
    }
    found
}

#[test]
fn each_fault_is_mended() {
    for fault in FAULTS {
        let folder = toolkit(&format!("---\n{}---\n\n{fault}", HEADS[0]));
        let mending = plan(folder.path()).expect("a plan");
        assert_eq!(mending.files.len(), 1, "{fault}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mending_is_whole_keeps_the_rest_and_can_be_undone(
        head in 0..HEADS.len(),
        mark in any::<bool>(),
        windows in any::<bool>(),
        blocks in prop::collection::vec((any::<bool>(), 0..8_usize), 1..8),
    ) {
        let block = |(is_fault, at): &(bool, usize)| if *is_fault { FAULTS[*at] } else { KEPT[*at] };
        let body: Vec<&str> = blocks.iter().map(block).collect();
        let mut text = format!("---\n{}---\n\n{}", HEADS[head], body.join("\n"));
        if windows {
            text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        if mark {
            text.insert(0, '\u{feff}');
        }
        let folder = toolkit(&text);
        let before = all(&folder.path().join("content"));
        let mending = plan(folder.path()).expect("a plan");
        prop_assert_eq!(&all(&folder.path().join("content")), &before, "a plan writes nothing");
        if mending.files.is_empty() {
            return Ok(());
        }
        let kept = mending.write().expect("written");
        drop(mending);
        let after = fs::read_to_string(folder.path().join(GUIDE)).expect("text");
        // The blocks without a fault stand as they were, in their order.
        let mut rest = after.replace("\r\n", "\n");
        for (_, at) in blocks.iter().filter(|(is_fault, _)| !is_fault) {
            let place = rest.find(KEPT[*at]);
            prop_assert!(place.is_some(), "{:?} is gone from {:?}", KEPT[*at], after);
            rest = rest.split_off(place.unwrap_or_default() + KEPT[*at].len());
        }
        let others = |files: BTreeMap<PathBuf, Vec<u8>>| {
            files.into_iter().filter(|(path, _)| !Path::new(GUIDE).ends_with(path)).collect::<Vec<_>>()
        };
        prop_assert_eq!(others(all(&folder.path().join("content"))), others(before.clone()));
        // Twice is once.
        let again = plan(folder.path()).expect("a plan");
        prop_assert!(again.files.is_empty(), "{:?} from {:?}", again.files, text);
        drop(again);
        // What was kept, put back, is what was there.
        for (path, bytes) in all(&folder.path().join(&kept)) {
            fs::write(folder.path().join(path), bytes).expect("written");
        }
        prop_assert_eq!(all(&folder.path().join("content")), before);
    }
}

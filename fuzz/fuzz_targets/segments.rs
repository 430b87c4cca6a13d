//! A source and, after `%%`, its translation: cut into segments, compared, and merged with the words that are there. No byte changes.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use trousseau_core::translation::{
    Comparison, Lock,
    merge::{Side, Wishes, merge},
    segments,
};
use trousseau_fuzz::halves;
use trousseau_text::Language;

fuzz_target!(|text: &str| {
    let (source_text, text) = halves(text);
    let fr = Language::find("fr").expect("a language");
    let ar = Language::find("ar").expect("a language");
    let Some(source) = segments(source_text, &"guides/essai/fr.md".into(), fr) else { return };
    let Some(translation) = segments(text, &"guides/essai/ar.md".into(), ar) else { return };
    let lock = Lock::made(&source, &translation, None);
    assert_eq!(Lock::read(&lock.written()).map(|read| read.written()), Some(lock.written()));
    let comparison = Comparison::new(&source, &translation, &lock);
    let merged = merge(&Wishes {
        source: Side { text: source_text, segments: &source },
        translation: Some(Side { text, segments: &translation }),
        comparison: &comparison,
        words: &BTreeMap::new(),
    });
    assert!(merged.refused.is_empty());
});

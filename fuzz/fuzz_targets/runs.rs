//! Runs of a text and its folding for the search: all letters are there, in order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trousseau_text::{Language, folding::Folding, runs, sentence};

fuzz_target!(|text: &str| {
    for tag in ["fr", "ar", "ti", "tr"] {
        let language = Language::find(tag).expect("a language");
        let together: String = runs::runs(text, language).into_iter().map(|run| run.text()).collect();
        assert_eq!(together, text);
        let folding = Folding::of(language);
        let folded = folding.fold(text);
        assert_eq!(folding.fold(&folded), folded);
    }
    let _ = (sentence::sentences(text), sentence::breaths(text));
});

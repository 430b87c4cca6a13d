//! What says who somebody is: each finding is a piece of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trousseau_privacy::{Public, find};

fuzz_target!(|text: &str| {
    for finding in find(text, &Public::default()) {
        assert!(text.get(finding.span.clone()).is_some_and(|words| !words.is_empty()));
    }
});

//! Pictures: the size is found and the picture made smaller and grey, or the file is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trousseau_core::picture;

fuzz_target!(|bytes: &[u8]| {
    let Ok(_) = picture::probe(bytes) else { return };
    let _ = (picture::variant(bytes, Some(320)), picture::on_paper(bytes, 320));
});

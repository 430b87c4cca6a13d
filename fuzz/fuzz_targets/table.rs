//! Tables of remarks: CSV, ODS and XLSX are read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = trousseau_exchange::read(bytes);
});

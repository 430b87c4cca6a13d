//! Files for translators: any bytes are read or refused, and what was read comes back from PO and from XLIFF.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trousseau_exchange::catalog::{po, read, xliff};

fuzz_target!(|bytes: &[u8]| {
    let Ok(catalog) = read(bytes) else { return };
    for written in [po::write(&catalog), xliff::write(&catalog)] {
        let again = read(written.as_bytes()).expect("what is written can be read");
        assert_eq!(again.units.len(), catalog.units.len());
    }
});

//! Reads a file as a table, by the kind that its first bytes tell.

use super::{
    ods, separated,
    table::{MOST_BYTES, Sheet},
    xlsx,
};
use trousseau_core::diagnostic::{Rule, rule};

/// Reads the sheets of a file, at least one. What the file is, its bytes say: its name may lie. The error is the rule that it
/// breaks.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Rule> {
    if bytes.len() > MOST_BYTES {
        return Err(rule::import::TOO_LARGE);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return if ods::is_one(bytes) { ods::read(bytes) } else { xlsx::read(bytes) };
    }
    // The container of Excel before 2007, in which a workbook with a password is wrapped, too.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(mark.len()).any(|window| window == mark);
        return Err(if locked { rule::import::LOCKED } else { rule::import::OLD });
    }
    let table = separated::read(bytes)?;
    Ok(vec![Sheet { name: None, is_hidden: false, table: Ok(table) }])
}

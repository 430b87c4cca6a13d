//! The parts of a document: a ZIP, read within limits, and written so that the same parts give the same bytes.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{Broken, MOST_BYTES};

/// The most bytes of one part once unpacked: the text of a book has two million.
const MOST_PART: u64 = 48 << 20;

/// The most parts.
const MOST_PARTS: usize = 2_000;

/// How a document with a password begins: it is no ZIP, but a file of the older format around one.
const OLDER: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// A document, packed.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens a document.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Broken> {
        if bytes.len() > MOST_BYTES {
            return Err(Broken::Large);
        }
        if bytes.starts_with(OLDER) {
            return Err(Broken::Locked);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Broken::Form)?;
        if archive.len() > MOST_PARTS {
            return Err(Broken::Large);
        }
        Ok(Self { archive, left: 2 * MOST_PART })
    }

    /// The text of a part; `None` when there is none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Broken> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        let most = MOST_PART.min(self.left);
        let mut bytes = Vec::new();
        // The size that the header tells may be a lie.
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| Broken::Form)?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(Broken::Large);
        }
        self.left -= size;
        String::from_utf8(bytes).map(Some).map_err(|_| Broken::Form)
    }

    /// The names of the parts.
    pub fn names(&self) -> Vec<String> {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }
}

/// A document of these parts.
pub fn pack(parts: &[(&str, String)]) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, options).ok()?;
        writer.write_all(text.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

//! Many files in one: a ZIP whose bytes depend on nothing but theirs.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// A ZIP file with these files, by name, in this order. PDFs are packed already: they are stored as they are.
///
/// Every file has the same day, the first that the format knows, so that the same files give the same bytes.
/// None when they are too large for the format.
pub fn zip(files: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options).ok()?;
        writer.write_all(bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_same_files_give_the_same_bytes_and_come_out_again() {
        let files = [("a.pdf".to_owned(), b"one".to_vec()), ("b.pdf".to_owned(), b"two".to_vec())];
        let bytes = zip(&files).expect("small");
        assert_eq!(bytes, zip(&files).expect("small"));
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
        assert_eq!(archive.len(), 2);
        let mut text = String::new();
        archive.by_name("b.pdf").expect("there").read_to_string(&mut text).expect("text");
        assert_eq!(text, "two");
    }
}

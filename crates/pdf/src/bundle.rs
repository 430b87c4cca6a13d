//! Many files in one: a ZIP whose bytes depend on nothing but theirs.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// What becomes smaller in a ZIP; all else is compressed already, and stored as it is.
const TEXTS: [&str; 6] = [".html", ".js", ".css", ".svg", ".txt", ".webmanifest"];

/// A ZIP with these files, by name, in this order; each is read when its turn comes. Texts are compressed, PDFs, pictures and
/// fonts are stored as they are.
///
/// Every file is dated 1 January 1980, the first day of the format, so that the same files give the same bytes.
/// None when a file is missing, or when they are too large for the format.
pub fn zip(files: impl Iterator<Item = Option<(String, Vec<u8>)>>) -> Option<Vec<u8>> {
    let stored = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let (name, bytes) = file?;
        let is_text = TEXTS.iter().any(|end| name.ends_with(end));
        let options = if is_text { stored.compression_method(CompressionMethod::Deflated) } else { stored };
        writer.start_file(name, options).ok()?;
        writer.write_all(&bytes).ok()?;
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
        let packed = || zip(files.iter().cloned().map(Some));
        let bytes = packed().expect("small");
        assert_eq!(bytes, packed().expect("small"));
        assert_eq!(zip(files.iter().cloned().map(Some).chain([None])), None, "a file that is missing");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
        assert_eq!(archive.len(), 2);
        let mut text = String::new();
        archive.by_name("b.pdf").expect("there").read_to_string(&mut text).expect("text");
        assert_eq!(text, "two");
        let page = "Appelez le 115. ".repeat(200);
        let packed =
            zip([Some(("p/a.html".to_owned(), page.clone().into_bytes()))].into_iter()).expect("small");
        assert!(packed.len() < page.len() / 5, "a text is compressed: {}", packed.len());
    }
}

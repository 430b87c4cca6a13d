//! A text and, after `%%`, the body of a document: both are read or refused, and the text with the words of the document is read as it
//! was meant, or stays.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use trousseau_core::manuscript::{
    align::align,
    key,
    rewrite::{Done, New, Reading, Wish, rewrite},
};
use trousseau_exchange::word::read;
use trousseau_fuzz::halves;
use trousseau_text::Language;
use zip::{ZipWriter, write::SimpleFileOptions};

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"d.xml\"/></Relationships>";

/// A document with this body.
fn document(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let main = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [("_rels/.rels", RELATIONS), ("d.xml", &main)] {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("a file").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (text, body) = halves(text);
    let Ok(document) = read(&document(body)) else { return };
    let path = "content/guides/essai/fr.md".into();
    let reading = Reading { path: &path, language: Language::default(), letters: true };
    let Some(manuscript) = reading.read(text) else { return };
    let new: Vec<Vec<_>> = document
        .paragraphs
        .iter()
        .map(|one| one.letters.iter().filter(|typed| typed.now).map(|typed| typed.letter.clone()).collect())
        .collect();
    let old: Vec<&[_]> = manuscript.blocks.iter().map(|block| block.letters.as_slice()).collect();
    let slices: Vec<&[_]> = new.iter().map(Vec::as_slice).collect();
    let pairs = align(&old, &slices, &[]);
    let wishes: Vec<Wish> = pairs
        .iter()
        .zip(&new)
        .map(|(pair, letters)| Wish { of: *pair, new: New::Paragraph, letters: letters.clone() })
        .collect();
    let Some(outcome) = rewrite(text, reading, &wishes, &[]) else { return };
    let after = reading.read(&outcome.text).expect("what is written can be read");
    for (wish, done) in wishes.iter().zip(&outcome.done) {
        if *done == Done::Changed && wish.of.is_some_and(|place| place > 1) {
            let is_there = after.blocks.iter().any(|block| key(&block.letters) == key(&wish.letters));
            assert!(is_there, "{:?}", wish.letters);
        }
    }
});

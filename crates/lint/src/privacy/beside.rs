//! Personal data in what is recorded beside the texts of a toolkit: each file is searched, or named as not read.

use std::borrow::Cow;

use super::{MOST_BYTES, ends_with, found, is_content};
use trousseau_core::{
    diagnostic::{Diagnostic, Place, Severity, rule},
    source::{Source, Sources, is_hidden},
};
use trousseau_privacy::Public;

/// Folders of the program itself: their names and numbers are made up.
const PROGRAM: [&str; 5] = ["src/", "crates/", "locales/", "tests/", "benches/"];

/// Ends of the names of what a theme is made of.
const THEME: [&str; 6] = ["html", "css", "js", "typ", "yaml", "yml"];

/// Ends of the names of what the texts and themes show beside words: pictures, sounds, letters.
const MEDIA: [&str; 16] = [
    "png", "jpg", "jpeg", "webp", "svg", "gif", "avif", "ico", "mp3", "ogg", "opus", "wav", "m4a", "woff2",
    "ttf", "otf",
];

/// Ends of the names of what may hold remarks: there doubt is a warning. Elsewhere, words about lives and places are no remarks.
const REMARKS: [&str; 4] = ["csv", "tsv", "txt", "eml"];

/// How files begin that are packed or drawn: their words cannot be found in their bytes.
const PACKED: [&[u8]; 9] =
    [b"PK", b"%PDF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\xff\xd8\xff", b"GIF8"];

/// Whether a file may say who somebody is, and is not searched with the texts: a form's export, a letter, the notes of a
/// meeting, what a text editor left. `is_program` says that the folder is the one of the program's own code.
pub fn is_beside(path: &str, is_program: bool) -> bool {
    let starts = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
    // Files with such names are not read with the texts, so nobody has looked at them.
    let is_hidden = path.split('/').any(is_hidden);
    let is_known = is_content(path)
        || path.starts_with("themes/") && ends_with(path, &THEME)
        || starts(&["content/", "themes/"]) && ends_with(path, &MEDIA);
    let is_code = || starts(&PROGRAM) || ends_with(path, &["lock", "toml"]);
    is_hidden || !(is_known || is_program && is_code())
}

/// Searches files beside the toolkit's texts; every certain finding is an error. A file of which not every word can be found is named,
/// which is a warning.
pub fn check_beside(sources: &Sources, public: &Public) -> Vec<Diagnostic> {
    sources.files.values().flat_map(|file| beside(file, public)).collect()
}

fn beside(file: &Source, public: &Public) -> Vec<Diagnostic> {
    let place = || Place::file(&file.path);
    let not_read = || Diagnostic::new(rule::privacy::NOT_READ, place());
    let is_drawn = ends_with(&file.path, &MEDIA);
    if is_drawn || file.bytes.len() > MOST_BYTES || PACKED.iter().any(|start| file.bytes.starts_with(start)) {
        return vec![not_read()];
    }
    match words(file) {
        Words::Text(text) => {
            let mut diagnostics = found(text, |span| Place::span(&file.path, span), public);
            let has_remarks = ends_with(&file.path, &REMARKS);
            diagnostics.retain(|one| has_remarks || one.severity == Severity::Error);
            diagnostics
        }
        Words::Other { text, whole } => {
            let mut diagnostics = found(&text, |_| place(), public);
            diagnostics.dedup();
            diagnostics.extend((!whole).then(not_read));
            diagnostics
        }
    }
}

/// The words of a file.
enum Words<'a> {
    /// A text in UTF-8.
    Text(&'a str),
    /// Words in another encoding, and whether these are all.
    Other { text: Cow<'a, str>, whole: bool },
}

fn words(file: &Source) -> Words<'_> {
    let bytes = &*file.bytes;
    if let Some(text) = file.text().ok().filter(|text| !text.contains('\0')) {
        return Words::Text(text);
    }
    // As a spreadsheet program and the notepad of Windows write it: two bytes a letter.
    let pairs = |number: fn([u8; 2]) -> u16| -> Vec<u16> {
        bytes.chunks_exact(2).filter_map(|pair| Some(number(pair.try_into().ok()?))).collect()
    };
    let two = match bytes.get(..2) {
        Some(b"\xff\xfe") => Some(pairs(u16::from_le_bytes)),
        Some(b"\xfe\xff") => Some(pairs(u16::from_be_bytes)),
        _ => None,
    };
    if let Some(two) = two {
        return Words::Other { text: String::from_utf16_lossy(&two).into(), whole: true };
    }
    // Read byte by byte. Accented letters come out wrong, but digits, punctuation and plain letters do not.
    let text: String = bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let is_odd = |letter: char| letter < ' ' && !matches!(letter, '\t' | '\n' | '\r' | '\x0c' | '\x1b');
    let whole = !text.contains(is_odd);
    Words::Other { text: text.into(), whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_looked_at_but_texts_themes_and_code() {
        for path in [
            "reponses.csv",
            "content/guides/x/.fr.md.123-0.partial",
            "content/guides/x/fr.md~",
            "content/guides/x/.fr.md.swp",
            "content/guides/x/#fr.md#",
            "content/guides/x/.notes/fr.md",
            "content/.vieux.yaml",
            "content/liste.yml",
            "content/notes",
            "content/notes.docx",
            "notes.log",
            "contact.vcf",
            "photos/formulaire.jpg",
            ".notes.txt",
            ".dossier/notes.md",
            "themes/default/notes.txt",
            "tests/reponses.csv",
            "src/notes.rs",
            "Makefile",
        ] {
            assert!(is_beside(path, false), "{path}");
        }
        for path in [
            "content/guides/x/fr.md",
            "content/contacts.yaml",
            "content/guides/x/carte.svg",
            "content/guides/x/photo.JPG",
            "themes/default/templates/page.html",
            "themes/default/fonts/a.woff2",
        ] {
            assert!(!is_beside(path, false), "{path}");
        }
        assert!(!is_beside("tests/reponses.csv", true) && !is_beside("crates/x/y.rs", true));
        assert!(!is_beside("Cargo.lock", true) && is_beside("Cargo.lock", false));
    }

    #[test]
    fn a_file_is_searched_or_named() {
        let codes = |path: &str, bytes: &[u8]| -> Vec<&str> {
            let found = beside(&Source::new(path, bytes), &Public::default());
            found.iter().map(Diagnostic::code).collect()
        };
        let nir = "NIR 2 91 03 99 350 998 39";
        let two = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
        };
        for path in ["a.log", "a.vcf", "content/x/fr.md~", "content/x/.fr.md.1-0.partial", "noend", "a.rtf"] {
            assert_eq!(codes(path, nir.as_bytes()), ["privacy/nir"], "{path}");
            assert_eq!(codes(path, b"rien"), [""; 0], "{path}");
        }
        assert_eq!(codes("a.txt", &two(nir, u16::to_le_bytes)), ["privacy/nir"]);
        assert_eq!(codes("a.txt", &two(nir, u16::to_be_bytes)), ["privacy/nir"]);
        let swap = [b"b0VIM 9.0\0\0\0\x10\0\x01", nir.as_bytes(), b"\0\0"].concat();
        assert_eq!(codes(".fr.md.swp", &swap), ["privacy/nir", "privacy/not-read"]);
        for (path, bytes) in [
            ("a.docx", &b"PK\x03\x04"[..]),
            ("a.odt", b"PK"),
            ("a.pdf", b"%PDF-1.7 words"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\x03"),
            ("scan.jpg", b"\xff\xd8\xff\xe0"),
            ("scan", b"\xff\xd8\xff\xe0"),
            ("a.csv.gz", b"\x1f\x8b\x08"),
        ] {
            assert_eq!(codes(path, bytes), ["privacy/not-read"], "{path}");
        }
    }
}

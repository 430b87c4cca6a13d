//! A document that is written is read again; what is hostile is refused.

mod draft;

use std::io::Write;

use trousseau_core::manuscript::{Letter, Style, compare::text, plain};

use super::{
    Broken, Seen, State, package, read,
    write::{self, Look, Page, Part},
};

fn page() -> Page {
    let link = Style { link: Some("tel:115".into()), ..Style::default() };
    let number = "115".chars().map(|letter| Letter::new(letter, &link)).collect();
    let runs = vec![
        (State::Same, plain("Appelez le ")),
        (State::Same, number),
        (State::Gone, plain(" tout de suite")),
        (State::New, plain(" aujourd’hui")),
    ];
    let one = write::Paragraph { name: "_t2abc".to_owned(), runs, ..write::Paragraph::default() };
    let cell = |words: &str| write::Paragraph {
        look: Look::Cell,
        runs: vec![(State::Same, plain(words))],
        ..write::Paragraph::default()
    };
    Page {
        language: "ar".to_owned(),
        is_rtl: true,
        title: "A & B".to_owned(),
        made_of: "guide|ar".to_owned(),
        parts: vec![Part::Paragraph(one), Part::Table(vec![vec![cell("a"), cell("b")]])],
    }
}

#[test]
fn what_is_written_is_read_and_has_the_same_bytes_each_time() {
    let bytes = write::write(&page()).expect("a document");
    assert_eq!(Some(&bytes), write::write(&page()).as_ref());
    let read = read(&bytes).expect("a document");
    assert_eq!(read.made_of.as_deref(), Some("guide|ar"));
    let first = &read.paragraphs[0];
    assert_eq!(first.names, ["_t2abc"]);
    let now: Vec<Letter> = first.letters.iter().filter(|one| one.now).map(|one| one.letter.clone()).collect();
    assert_eq!(text(&now), "Appelez le 115 aujourd’hui");
    assert_eq!(now[11].style.link.as_deref(), Some("tel:115"));
    // Changes that we marked were there before.
    assert!(first.letters.iter().all(|one| one.now == one.before));
    let cells: Vec<_> =
        read.paragraphs.iter().filter_map(|one| one.cell).map(|cell| (cell.row, cell.column)).collect();
    assert_eq!(cells, [(0, 0), (0, 1)]);
    assert_eq!(read.paragraphs[3].seen, Seen::Label);
    assert!(read.dropped.is_empty(), "{:?}", read.dropped);
}

/// A document with this body.
fn document(body: &str) -> Vec<u8> {
    let rels = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" \
                Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let main = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    package::pack(&[("_rels/.rels", rels.to_owned()), ("word/document.xml", main)]).expect("a package")
}

#[test]
fn what_is_hostile_is_refused() {
    let refused = |bytes: &[u8]| read(bytes).expect_err("refused");
    assert_eq!(refused(b"PK\x03\x04"), Broken::Form);
    assert_eq!(refused(b""), Broken::Form);
    assert_eq!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 1, 2]), Broken::Locked);
    assert_eq!(refused(&document(&"<w:p>".repeat(5000))), Broken::Large);
    assert_eq!(refused(&document("<w:p><w:r></w:p>")), Broken::Form);
    assert_eq!(refused(&document(&"<w:p/>".repeat(20_001))), Broken::Large);
    // A hundred million spaces are some kilobytes.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("_rels/.rels", options).expect("begun");
    (0..100).for_each(|_| writer.write_all(&vec![b' '; 1 << 20]).expect("written"));
    let bomb = writer.finish().expect("a package").into_inner();
    assert!(bomb.len() < 1 << 20, "{}", bomb.len());
    assert_eq!(refused(&bomb), Broken::Large);
    // An entity of its own would be worth a billion laughs.
    let whole = document("<w:p/>");
    for end in (0..whole.len()).step_by(7) {
        assert!(read(&whole[..end]).is_err());
    }
}

#[test]
fn changes_and_links_of_others_are_read_in_whatever_form() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://a.fr\" \\o \"x\"</w:instrText></w:r>\
                <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>site</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
                <w:ins w:author=\"X\"><w:r><w:t xml:space=\"preserve\"> neuf</w:t></w:r></w:ins><w:del w:author=\"X\"><w:r><w:delText>vieux</w:delText></w:r></w:del>\
                <w:r><w:rPr><w:b w:val=\"false\"/><w:color w:val=\"FF0000\"/></w:rPr><w:t>rouge</w:t></w:r></w:p>";
    let read = read(&document(body)).expect("a document");
    let letters = &read.paragraphs[0].letters;
    let of = |keep: fn(&super::Typed) -> bool| {
        text(&letters.iter().filter(|one| keep(one)).map(|one| one.letter.clone()).collect::<Vec<_>>())
    };
    assert_eq!(
        (of(|one| one.now), of(|one| one.before)),
        ("site neufrouge".to_owned(), "sitevieuxrouge".to_owned())
    );
    assert_eq!(letters[0].letter.style.link.as_deref(), Some("https://a.fr"));
    assert!(!letters.last().expect("letters").letter.style.strong);
    let dropped: Vec<_> = read.dropped.into_iter().collect();
    assert_eq!(dropped, [(super::Dropped::Colours, 1), (super::Dropped::Changes, 2)]);
}

#[test]
fn marks_of_other_scripts_mean_nothing_on_these_letters() {
    let run = |marks: &str| format!("<w:p><w:r><w:rPr>{marks}</w:rPr><w:t>a</w:t></w:r></w:p>");
    let is_strong = |marks: &str| {
        let read = read(&document(&run(marks))).expect("a document");
        read.paragraphs[0].letters[0].letter.style.strong
    };
    assert_eq!(["<w:bCs/>", "<w:b/>"].map(is_strong), [false, true]);
    let right_to_left = ["<w:rtl/><w:bCs/>", "<w:rtl/><w:b/>", "<w:rtl/><w:b w:val=\"0\"/><w:bCs/>"];
    assert_eq!(right_to_left.map(is_strong), [true, false, true]);
}

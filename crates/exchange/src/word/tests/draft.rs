//! What people make in a word processor says the same once it is read.

use super::{
    super::{Cell, Document, Dropped, Form, Number, Seen, package, read},
    text,
};

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A document with this body and these other parts.
fn of(body: &str, parts: &[(&str, &str)]) -> Document {
    let spaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                  xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";
    let main = format!("<w:document {spaces}><w:body>{body}</w:body></w:document>");
    let mut all = vec![("_rels/.rels", RELATIONS.to_owned()), ("word/document.xml", main)];
    for (name, inner) in parts {
        let (begin, end) = inner.split_once('>').expect("an element");
        all.push((name, format!("{begin} {spaces}>{end}")));
    }
    read(&package::pack(&all).expect("a package")).expect("a document")
}

/// The words of its paragraphs.
fn words(document: &Document) -> Vec<String> {
    let of = |one: &super::super::Paragraph| {
        text(&one.letters.iter().map(|one| one.letter.clone()).collect::<Vec<_>>())
    };
    document.paragraphs.iter().map(of).collect()
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn styled(marks: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{marks}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn a_page_that_ends_within_a_paragraph_parts_words() {
    let page = "<w:r><w:br w:type=\"page\"/></w:r>";
    let column = "<w:r><w:br w:type=\"column\"/></w:r>";
    let one = |inner: &str| words(&of(&format!("<w:p>{inner}</w:p>"), &[]));
    assert_eq!(one(&format!("{}{page}{}", run("Avant"), run("Après"))), ["Avant", "Après"]);
    assert_eq!(one(&format!("{}{column}{}", run("Avant"), run("Après"))), ["Avant", "Après"]);
    assert_eq!(one(&format!("{page}{}", run("Après"))), ["Après"]);
    let heading = "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>";
    assert_eq!(one(&format!("{heading}{}{page}{}", run("Un"), run("titre"))), ["Un titre"]);
    let other = "<w:r><w:br w:type=\"other\"/></w:r>";
    assert_eq!(one(&format!("{}{other}{}", run("Avant"), run("Après"))), ["Avant", "Après"]);
}

#[test]
fn raised_letters_change_no_number() {
    let above = "<w:vertAlign w:val=\"superscript\"/>";
    let below = "<w:vertAlign w:val=\"subscript\"/>";
    for (before, marks, raised, written, is_told) in [
        ("10", above, "2", "10²", false),
        ("m", above, "3", "m³", false),
        ("500 €", above, "1", "500 €¹", false),
        ("10", above, "-12", "10⁻¹²", false),
        ("CO", below, "2", "CO₂", false),
        ("1", above, "er", "1er", false),
        ("10", above, "1,5", "10 (1,5)", true),
        ("10", below, "a2", "10 (a2)", true),
        ("x", below, "max", "xmax", true),
    ] {
        let read = of(&format!("<w:p>{}{}</w:p>", run(before), styled(marks, raised)), &[]);
        assert_eq!(words(&read), [written]);
        assert_eq!(read.dropped.contains_key(&Dropped::Raised), is_told, "{written}");
    }
}

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"1\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num>\
    <w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
    </w:numbering>";

fn item(list: u8, level: u8) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run("x")
    )
}

#[test]
fn items_have_the_number_that_they_show() {
    let between = format!("<w:p>{}</w:p>", run("entre"));
    let body = [
        item(1, 0),
        item(1, 1),
        item(1, 1),
        item(1, 0),
        between,
        item(1, 0),
        item(1, 1),
        item(2, 0),
        item(2, 0),
    ]
    .concat();
    let read = of(&(body + &item(3, 0) + &item(4, 0) + &item(4, 0)), &[("word/numbering.xml", NUMBERING)]);
    let digits = |value: u64| Some((value, Form::Digits, format!("{value}.")));
    let small = |value: u64, letter| Some((value, Form::Small, format!("{letter}.")));
    let of = |one: &Number| (one.value, one.form, one.shown.clone());
    let numbers: Vec<_> = read.paragraphs.iter().map(|one| one.number.as_ref().map(of)).collect();
    let expected = [
        digits(1),
        small(1, 'a'),
        small(2, 'b'),
        digits(2),
        None,
        digits(3),
        small(1, 'a'),
        digits(3),
        digits(4),
        None,
        digits(1),
        digits(2),
    ];
    assert_eq!(numbers, expected);
    assert_eq!(read.dropped.get(&Dropped::Letters), Some(&3));
}

#[test]
fn numbers_of_several_parts_are_written_whole() {
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\">\
        <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"Article %1 –\"/></w:lvl>\
        <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let heading = item(1, 0).replace("<w:numPr>", "<w:outlineLvl w:val=\"0\"/><w:numPr>");
    let body = [heading.clone(), heading.clone(), heading.clone(), heading, item(1, 1), item(1, 1)].concat();
    let read = of(&body, &[("word/numbering.xml", numbering)]);
    let shown: Vec<_> =
        read.paragraphs.iter().filter_map(|one| one.number.clone()).map(|one| one.shown).collect();
    assert_eq!(shown, ["Article I –", "Article II –", "Article III –", "Article IV –", "IV.1", "IV.2"]);
    // A list of Markdown has no such numbers; headings have them as words.
    assert_eq!(read.dropped.get(&Dropped::Letters), Some(&2));
}

#[test]
fn a_line_to_write_on_is_a_blank() {
    let leader = "<w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9000\"/></w:tabs></w:pPr>";
    let tab = "<w:r><w:tab/></w:r>";
    let lined = "<w:u w:val=\"single\"/>";
    for (inner, written, count) in [
        (format!("{leader}{}{tab}", run("Nom :")), "Nom : ____", 1),
        (format!("{leader}{}{tab}{}", run("Nom :"), run("Prénom :")), "Nom : ____ Prénom :", 1),
        (format!("{leader}{}{tab}{}", run("Loyer"), run("300 €")), "Loyer 300 €", 0),
        (format!("{}{tab}{}", run("Nom :"), run("a")), "Nom : a", 0),
        (format!("{}{}", styled(lined, "          "), run("signature")), "____ signature", 1),
        (format!("{}<w:r><w:rPr>{lined}</w:rPr><w:tab/><w:tab/></w:r>", run("Fait à ")), "Fait à ____", 1),
        (styled(lined, "des mots  soulignés"), "des mots  soulignés", 0),
    ] {
        let read = of(&format!("<w:p>{inner}</w:p>"), &[]);
        assert_eq!(words(&read), [written]);
        assert_eq!(read.dropped.get(&Dropped::Blanks).copied().unwrap_or(0), count, "{written}");
    }
}

#[test]
fn a_table_of_one_cell_is_a_frame() {
    let cell = |words: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(words));
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let one = table(&format!("<w:tr>{}</w:tr>", cell("Important")));
    let two = table(&format!("<w:tr>{}{}</w:tr>", cell("a"), cell("b")));
    let read = of(&[one.clone(), one, two].concat(), &[]);
    let frames: Vec<_> = read.paragraphs.iter().map(|one| (one.frame, one.seen, one.cell)).collect();
    let place = |column| Some(Cell { table: 0, row: 0, column });
    assert_eq!(
        frames,
        [
            (Some(0), Seen::Box, None),
            (Some(1), Seen::Box, None),
            (None, Seen::Text, place(0)),
            (None, Seen::Text, place(1))
        ]
    );
}

#[test]
fn what_a_control_asks_for_is_no_text() {
    let control = |inner: &str| {
        format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
    };
    let asks = run("Cliquez ici pour entrer du texte.");
    let body =
        format!("<w:p>{}{}</w:p>{}", run("Nom : "), control(&asks), control(&format!("<w:p>{asks}</w:p>")));
    let cell = |words: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(words));
    let table =
        format!("<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>", cell("a"), control(&cell("Choisissez")), cell("c"));
    let columns: Vec<_> =
        of(&table, &[]).paragraphs.iter().filter_map(|one| one.cell).map(|one| one.column).collect();
    assert_eq!(columns, [0, 2], "a cell that asks to be filled is empty, and the next one stays where it is");
    let read = of(&body, &[]);
    assert_eq!(words(&read), ["Nom : "]);
    assert_eq!(read.dropped.get(&Dropped::Placeholders), Some(&2));
    assert_eq!(read.places(Dropped::Placeholders), ["Cliquez ici pour entrer du texte."]);
}

#[test]
fn formulas_and_symbols_keep_their_words_and_what_is_left_out_has_a_place() {
    let m = |words: &str| format!("<m:r><m:t>{words}</m:t></m:r>");
    let half = format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", m("1"), m("2"));
    let square = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", m("10"), m("2"));
    let formula = |inner: &str| format!("<m:oMath>{inner}</m:oMath>");
    let read = of(
        &format!(
            "<w:p>{}{}</w:p><w:p>{}</w:p>",
            formula(&m("12×4=48")),
            run(" euros."),
            formula(&(half + &square))
        ),
        &[],
    );
    assert_eq!(words(&read), ["12×4=48 euros.", "1/2 10²"]);
    assert_eq!(read.places(Dropped::Formulas), ["12×4=48", "1/2 10²"]);
    let symbol = |font: &str, code: &str| format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/></w:r>");
    let read = of(
        &format!(
            "<w:p>{}{}</w:p><w:p>{}{}{}</w:p>",
            symbol("Wingdings", "F0FC"),
            run(" reçu"),
            run("Avec le signe "),
            symbol("Rare", "F041"),
            run(" derrière")
        ),
        &[],
    );
    assert_eq!(words(&read), ["✓ reçu", "Avec le signe  derrière"]);
    assert_eq!(read.places(Dropped::Symbols), ["Avec le signe  derrière"]);
    let notes = format!(
        "<w:footnotes><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>",
        run("Hors charges")
    );
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", run("Le loyer"));
    let read = of(&body, &[("word/footnotes.xml", &notes)]);
    assert_eq!(read.dropped.get(&Dropped::Notes), Some(&1));
    assert_eq!(read.places(Dropped::Notes), ["Le loyer → Hors charges"]);
}

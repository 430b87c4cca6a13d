//! What is written is read as it was, and no bytes make the readers panic.

mod fuzz;

use proptest::prelude::*;

use super::{Catalog, State, Unit, Why, po, read, xliff};
use trousseau_text::plural::Category;

fn catalog() -> Catalog {
    let unit = |context: &str, source: &str, target: &str, state| Unit {
        file: "content/guides/demander/fr.md".into(),
        context: context.into(),
        id: format!("{context}|{}", source.len()),
        source: source.into(),
        target: target.into(),
        state,
        ..Unit::default()
    };
    let mut changed =
        unit("demander|a|item", "un <g1>bail</g1> « A & B »", "a <g1>lease</g1> \"A\"", State::Fuzzy);
    changed.previous = Some("un <g1>bail</g1>".into());
    changed.notes = vec!["bail = lease".into(), "1.1.0: Un délai.".into()];
    Catalog {
        source: "fr".into(),
        target: "fa-AF".into(),
        segmentation: 1,
        has_sure_marks: true,
        day: "2026-11-22".into(),
        units: vec![
            unit("demander||title", "Déposer", "", State::Missing),
            changed,
            unit(
                "demander|a|paragraph",
                "Appelez le <g1><g2>115</g2></g1>.<x3/>Ici < là \\ ici",
                "x <g1><g2>115</g2></g1><x3/>\u{a0}<b>",
                State::Done,
            ),
            unit("demander|a|verbatim", "Nom\n  Adresse", "اسم\n  عنوان", State::Done),
        ],
    }
}

/// What of each unit is the same in both formats.
fn shown(catalog: &Catalog) -> Vec<Unit> {
    let bare = Unit { line: 0, ..Unit::default() };
    let one = |unit: &Unit| {
        let Unit { context, source, target, state, previous, notes, .. } = unit.clone();
        Unit { context, source, target, state, previous, notes, ..bare.clone() }
    };
    catalog.units.iter().map(one).collect()
}

#[test]
fn both_formats_keep_everything() {
    let written = catalog();
    for text in [po::write(&written), xliff::write(&written)] {
        let again = read(text.as_bytes()).unwrap_or_else(|broken| panic!("{broken}\n{text}"));
        assert_eq!(shown(&again), shown(&written), "{text}");
        assert_eq!((&*again.source, &*again.target, again.segmentation), ("fr", "fa-AF", 1));
        assert!(again.units.iter().all(|unit| unit.file == "content/guides/demander/fr.md"));
        for unit in &again.units {
            let (line, words) = (text.lines().nth(unit.line - 1).unwrap_or_default(), &unit.context);
            let near: Vec<&str> = text.lines().skip(unit.line - 1).take(10).collect();
            assert!(near.join("\n").contains(words.as_str()), "{words}: line {} is {line}", unit.line);
        }
    }
}

#[test]
fn what_other_programs_write_is_read() {
    let poedit = "# A note\nmsgid \"\"\nmsgstr \"\"\n\"Language: pt_BR\\n\"\n\"X-Trousseau-Segmentation: 1\\n\"\n\n#, fuzzy, no-wrap\r\n\
                  #| msgctxt \"a||title\"\n#| msgid \"\"\n#| \"old \"\n#| \"words\"\nmsgctxt \"a||title\"\nmsgid \"\"\n\"one \"\n\"two\"\nmsgstr \"um\"\n\
                  #~ msgid \"gone\"\n#~ msgstr \"foi\"\n";
    let catalog = read(poedit.as_bytes()).expect("a catalog");
    assert_eq!((&*catalog.target, catalog.units.len()), ("pt-BR", 1));
    let unit = &catalog.units[0];
    assert_eq!((&*unit.source, &*unit.target, unit.state), ("one two", "um", State::Fuzzy));
    assert_eq!(unit.previous.as_deref(), Some("old words"));
    let omegat = "<?xml version='1.0'?><xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file original='a' source-language='fr' \
                  target-language='en' datatype='x'><body><trans-unit id='1' resname='a||title'><source>un <g id='1'>bail</g><x id='2'/></source>\
                  <target>a <mrk mtype='x'><g id='1'>lease</g></mrk><x id='2'></x> &amp; <![CDATA[<b>]]></target></trans-unit></body></file></xliff>";
    let unit = read(omegat.as_bytes()).expect("a catalog").units.remove(0);
    assert_eq!((&*unit.source, &*unit.target), ("un <g1>bail</g1><x2/>", "a <g1>lease</g1><x2/> & <b>"));
    assert_eq!((unit.state, &*unit.context), (State::Done, "a||title"));
}

#[test]
fn words_for_all_kinds_of_numbers_are_one_entry_of_gettext() {
    let form = |form: Category, target: &str| Unit {
        context: format!("_program|says.a.{}", form.name()),
        source: if form == Category::One { "{number} page" } else { "{number} pages" }.into(),
        target: target.into(),
        state: if target.is_empty() { State::Missing } else { State::Done },
        form: Some(form),
        ..Unit::default()
    };
    let forms = [
        form(Category::One, "{number} сторінка"),
        form(Category::Few, "{number} сторінки"),
        form(Category::Many, ""),
        form(Category::Other, "{number} сторінки"),
    ];
    let written = Catalog { target: "uk".into(), units: forms.to_vec(), ..catalog() };
    let text = po::write(&written);
    let entry = "msgctxt \"_program|says.a\"\nmsgid \"{number} page\"\nmsgid_plural \"{number} pages\"\nmsgstr[0] \"{number} сторінка\"\n\
                 msgstr[1] \"{number} сторінки\"\nmsgstr[2] \"\"\n";
    // Only fractions have the fourth kind, and no formula gives it.
    let other = "msgctxt \"_program|says.a.other\"\nmsgid \"{number} pages\"\nmsgstr \"{number} сторінки\"\n";
    assert!(text.contains(entry) && text.contains(other) && text.contains("nplurals=3;"), "{text}");
    for text in [text, xliff::write(&written)] {
        assert_eq!(shown(&read(text.as_bytes()).expect("a catalog")), shown(&written), "{text}");
    }
    // One kind of numbers alone is asked for, or is all that the language has: an entry as any other.
    let some = Catalog { units: forms[2..].to_vec(), ..written.clone() };
    assert!(!po::write(&some).contains("msgid_plural"));
    let one = Catalog { target: "zh-Hans".into(), units: vec![forms[3].clone()], ..written };
    let text = po::write(&one);
    assert!(text.contains("nplurals=1;") && !text.contains("msgid_plural"), "{text}");
}

#[test]
fn what_is_broken_is_told_with_its_line() {
    let broken = |text: &str| read(text.as_bytes()).expect_err("broken");
    let head = "msgid \"\"\nmsgstr \"Language: en\\n\"\n\n";
    for (bad, line) in [
        ("msgid \"a\nmsgstr \"b\"\n", 4),
        ("msgid \"a\"\nmsgstr b\n", 5),
        ("\"a\"\n", 4),
        ("msgstr \"b\"\n", 4),
    ] {
        let found = broken(&format!("{head}{bad}"));
        assert_eq!((found.line, found.why), (line, Why::Form), "{bad}");
    }
    assert_eq!(broken("msgid \"a\"\nmsgstr \"b\"\n").why, Why::Foreign);
    assert_eq!(broken("<xliff>\n<file>\n</xliff>").why, Why::Form);
    assert_eq!(broken("<html></html>").why, Why::Foreign);
    assert_eq!(
        read(b"msgid \"\"\nmsgstr \"\xff\"\n").expect_err("no text"),
        super::Broken { line: 2, why: Why::Letters }
    );
}

proptest! {
    #[test]
    fn no_bytes_make_the_readers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn nor_do_pieces_of_files(pieces in proptest::collection::vec(prop::sample::select(vec![
        "msgid ", "msgstr ", "msgid_plural ", "msgstr[0] ", "msgctxt ", "\"", "\\", "\n", "#| ", "#, fuzzy", "#~ ", "a", "é", "\"\"", "<xliff>", "<file target-language='en'>",
        "<trans-unit id='1'>", "<source>", "</source>", "<target>", "</target>", "</trans-unit>", "<g id='1'>", "</g>", "<x id='2'/>", "&amp;",
        "&#x110000;", "<![CDATA[", "]]>", "<!--", "-->", "<alt-trans>", "<note>", "</note>", "<g>", "<",
    ]), 0..60)) {
        let _ = read(pieces.concat().as_bytes());
    }

    #[test]
    fn any_words_come_back(source in "\\PC{1,40}", target in "\\PC{1,40}") {
        let unit = Unit { context: "a|b|item".into(), id: "1".into(), source, target, state: State::Done, ..Unit::default() };
        let written = Catalog { target: "en".into(), units: vec![unit], ..catalog() };
        prop_assert_eq!(shown(&read(po::write(&written).as_bytes()).expect("a catalog")), shown(&written));
        prop_assert_eq!(shown(&read(xliff::write(&written).as_bytes()).expect("a catalog")), shown(&written));
    }
}
#[test]
fn words_whose_tags_do_not_nest_come_back() {
    for words in
        ["a <g1>b", "a</g1> b", "<g1>a <g2>b</g1> c</g2>", "<g1>a</g1></g1>", "<g1>a <x2/></g1> <g3>b</g3>"]
    {
        let unit = Unit { context: "a|b|item".into(), id: "1".into(), state: State::Done, ..Unit::default() };
        let unit = Unit { source: words.into(), target: words.into(), ..unit };
        let written = Catalog { target: "en".into(), units: vec![unit], ..catalog() };
        for text in [po::write(&written), xliff::write(&written)] {
            assert_eq!(shown(&read(text.as_bytes()).expect("a catalog")), shown(&written), "{text}");
        }
    }
}

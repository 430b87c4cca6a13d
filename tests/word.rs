//! Texts as documents: what a partner's Word or LibreOffice makes of them comes back, block by block.

use std::fs;

use crate::{
    cli::{Done, Toolkit, run},
    proposal::{PARTNERS, said},
};

const FR: &str = include_str!("word/fr.md");
const AR: &str = include_str!("word/ar.md");
const GUIDE: &str = "content/guides/prevenir/fr.md";

/// The toolkit of which the documents in `tests/word/` were made.
fn toolkit() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write(GUIDE, FR);
    toolkit.write("content/guides/prevenir/ar.md", AR);
    let rounds =
        "- {id: essai-2026, name: {fr: Essai, ar: تجربة, ti: ፈተነ}, from: 2026-11-01, to: 2026-12-31}\n";
    toolkit.write("content/rounds.yaml", rounds);
    toolkit
}

/// Runs `trousseau word import` with a document of this folder.
fn import(toolkit: &Toolkit, name: &str, more: &[&str]) -> Done {
    let path = format!("{}/tests/word/{name}", env!("CARGO_MANIFEST_DIR"));
    run(toolkit, &[&["word", "import", &path], more].concat())
}

fn text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).expect("a file")
}

/// What becomes of the text by the twenty changes in `tests/word/make.py`.
fn changed() -> String {
    let body = [
        ("Comment écrire à", "Quand écrire à"),
        ("pour vous", "pour tous"),
        ("carte d’identité", "pièce d’identité"),
        ("votre bail\n", "votre contrat\n"),
        ("trois dernières", "deux dernières"),
        ("une copie", "une photo"),
        ("Écrire la lettre", "Rédiger la lettre"),
        ("feuille blanche", "feuille"),
        ("date du jour", "date"),
        ("demande\n   en une phrase", "demande en deux phrases"),
        ("sans colère", "sans crier"),
        ("Ne donnez jamais", "Ne laissez jamais"),
        ("photocopie", "copie"),
        ("Les travaux", "Les réparations"),
        ("15 jours", "20 jours"),
        ("un mois", "deux mois"),
        ("gratuit", "sans frais"),
        ("chaque appel", "votre appel"),
        ("Rangez", "Gardez"),
        ("*accepter*", "*refuser*"),
    ];
    body.iter().fold(FR.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

#[test]
fn what_another_program_saved_again_changes_no_byte() {
    for (name, path, before) in [
        ("resaved-fr.docx", GUIDE, FR),
        ("python-fr.docx", GUIDE, FR),
        ("resaved-ar.docx", "content/guides/prevenir/ar.md", AR),
    ] {
        let toolkit = toolkit();
        let done = import(&toolkit, name, &["--write"]);
        assert_eq!((done.code, done.errors.as_str()), (0, ""), "{name}: {}", done.text);
        assert!(done.text.contains("says the same as the text"), "{name}: {}", done.text);
        assert_eq!(text(&toolkit, path), before, "{name}");
    }
}

#[test]
fn twenty_changes_and_five_comments_are_twenty_places_and_five_remarks() {
    for name in ["changed-fr.docx", "changed-resaved-fr.docx"] {
        let toolkit = toolkit();
        let shown = import(&toolkit, name, &[]);
        assert_eq!((shown.code, shown.errors.as_str()), (0, ""), "{name}: {}", shown.text);
        assert!(shown.text.contains("20 blocks change, 20 places, 5 remarks"), "{name}: {}", shown.text);
        assert!(shown.text.contains("Ce guide est pour [-vous.-]{+tous.+}"), "{name}: {}", shown.text);
        assert!(
            !shown.text.contains("Dupont") && !shown.text.contains("not marked"),
            "{name}: {}",
            shown.text
        );
        assert_eq!(text(&toolkit, GUIDE), FR, "nothing is written before it was asked for");
        let done = import(&toolkit, name, &["--write"]);
        assert_eq!((done.code, done.errors.as_str()), (0, ""), "{name}: {}", done.text);
        let now = text(&toolkit, GUIDE);
        let (head, body) = now.split_once("\n---\n").expect("a head");
        let expected = changed();
        let (expected_head, expected_body) = expected.split_once("\n---\n").expect("a head");
        assert_eq!(body, expected_body, "{name}");
        assert!(head.starts_with(expected_head), "{name}: {head}");
        let remarks = head.strip_prefix(expected_head).expect("remarks at the end");
        assert_eq!(remarks.matches("  - id: F-2026-").count(), 5, "{remarks}");
        assert_eq!(remarks.matches("source: landlord_staff").count(), 5, "{remarks}");
        assert!(remarks.contains("section: ecrire") && remarks.contains("section: apres"), "{remarks}");
        assert!(!now.contains("Dupont"), "{remarks}");
        // The same document once more brings nothing.
        let again = import(&toolkit, name, &["--write"]);
        assert_eq!(text(&toolkit, GUIDE), now, "{name}: {}", again.text);
    }
}

#[test]
fn a_number_or_a_link_that_is_lost_is_refused_with_its_place() {
    let toolkit = toolkit();
    let done = import(&toolkit, "broken-fr.docx", &["--write"]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("content/guides/prevenir/fr.md:51"), "{}", done.text);
    assert!(done.text.contains("word/altered") && done.text.contains("tel:115"), "{}", done.text);
    assert_eq!(text(&toolkit, GUIDE), FR);
}

#[test]
fn a_comment_that_names_a_person_is_refused_and_not_shown() {
    let toolkit = toolkit();
    let done = import(&toolkit, "person-fr.docx", &["--write"]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("word/comment") && done.text.contains("section ecrire"), "{}", done.text);
    assert!(!done.text.contains("Dupont") && !done.text.contains("06 12"), "{}", done.text);
    assert_eq!(text(&toolkit, GUIDE), FR);
}

#[test]
fn a_first_draft_becomes_a_guide_and_what_is_dropped_is_listed() {
    let toolkit = toolkit();
    let done = import(&toolkit, "draft.docx", &["--new", "rendre-les-cles", "--write"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    for dropped in ["1 picture", "1 header", "1 footer", "1 run in colour"] {
        assert!(done.text.contains(dropped), "{dropped}: {}", done.text);
    }
    let made = text(&toolkit, "content/guides/rendre-les-cles/fr.md");
    let (head, body) = made.split_once("\n---\n").expect("a head");
    assert!(head.contains("\ntitle: Rendre les clés\n") && head.contains("\nstatus: draft\n"), "{head}");
    let expected = "\nQuand vous partez, vous rendez les clés.\n\n## Avant le départ\n\n1. Prévenez le bailleur\n2. Nettoyez le \
                    logement\n\nGardez **toujours** une copie. En rouge.\n\n### Le jour même\n\n- les clés\n- le badge\n\n| Quoi | Qui \
                    |\n| --- | --- |\n| État des lieux | le bailleur |\n";
    assert_eq!(body, expected);
    let again = import(&toolkit, "draft.docx", &["--new", "rendre-les-cles"]);
    assert_eq!(again.code, 2, "{}", again.text);
    let stranger = import(&toolkit, "draft.docx", &[]);
    assert!(stranger.code == 2 && stranger.errors.contains("--new"), "{}", stranger.errors);
}

#[test]
fn a_block_that_changed_on_both_sides_is_left_and_others_are_taken() {
    let toolkit = toolkit();
    toolkit.edit(GUIDE, "Ce guide est pour vous.", "Ce guide est pour chacun.");
    toolkit.edit(
        GUIDE,
        "- [ ] vos trois dernières quittances\n",
        "- [ ] vos trois dernières quittances\n- [ ] une photo\n",
    );
    let done = import(&toolkit, "changed-fr.docx", &["--write"]);
    assert_eq!(done.code, 1, "{}", done.text);
    assert!(done.text.contains("word/conflict") && done.text.contains("19 blocks change"), "{}", done.text);
    let now = text(&toolkit, GUIDE);
    assert!(now.contains("Ce guide est pour chacun.") && now.contains("sans frais"), "{now}");
    // What was added meanwhile stays, though the document does not have it.
    assert!(now.contains("- [ ] vos deux dernières quittances\n- [ ] une photo\n"), "{now}");
}

#[test]
fn a_document_goes_out_with_the_changes_since_the_last_version() {
    let toolkit = toolkit();
    let export = |toolkit: &Toolkit| run(toolkit, &["word", "export", "prevenir"]);
    toolkit.git(&["init", "-q"]);
    toolkit.git(&["add", "-A"]);
    toolkit.git(&["commit", "-qm", "x"]);
    assert!(!export(&toolkit).text.contains("1.0.0"));
    toolkit.edit(GUIDE, "Notez la date", "Écrivez la date");
    let done = export(&toolkit);
    assert!(done.code == 0 && done.text.contains("since version 1.0.0"), "{}", done.text);
    let path = toolkit.path().join("output/word/prevenir-fr.docx");
    let bytes = fs::read(&path).expect("a document");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a ZIP");
    let main = std::io::read_to_string(archive.by_name("word/document.xml").expect("a part")).expect("text");
    assert!(main.contains("<w:delText xml:space=\"preserve\">Notez</w:delText>"), "{main}");
    // Of the changes that we marked, nothing comes back.
    let back = run(&toolkit, &["word", "import", "output/word/prevenir-fr.docx"]);
    assert!(back.text.contains("says the same as the text"), "{}", back.text);
    fs::remove_file(&path).expect("removed");
    export(&toolkit);
    assert!(fs::read(&path).expect("a document") == bytes, "the same text gives the same bytes");
    // A document with a partner's words is not written over.
    fs::copy(format!("{}/tests/word/changed-fr.docx", env!("CARGO_MANIFEST_DIR")), &path).expect("copied");
    let refused = export(&toolkit);
    assert!(refused.code == 2 && refused.errors.contains("Import it first"), "{}", refused.errors);
}

/// The same toolkit with two partners, whose history is begun.
fn written_together() -> Toolkit {
    let toolkit = toolkit();
    toolkit.write("content/partners.yaml", PARTNERS);
    said(&run(&toolkit, &["proposal", "begin"]));
    toolkit
}

#[test]
fn a_document_that_comes_back_is_proposed_and_its_comments_are_remarks() {
    let toolkit = written_together();
    let propose = |reason: &str, more: &[&str]| {
        import(&toolkit, "changed-fr.docx", &[&["--propose", reason], more].concat())
    };
    let sender = ["--as", "bailleur-exemple"];
    assert_eq!(propose("Plus clair", &[]).code, 2, "whose words they are is said each time");
    assert_eq!(propose("Plus clair", &["--as", "bailleur-exemple", "--write"]).code, 2);
    for (reason, more) in [
        ("", &sender[..]),
        ("Pour Mme Inventée, 06 39 98 00 01", &sender),
        ("Plus clair", &["--as", "nobody"]),
        ("Plus clair", &["--as", "bailleur-exemple", "--function", "Accueil"]),
    ] {
        let refused = propose(reason, more);
        assert_ne!(refused.code, 0, "{reason}: {}", refused.text);
        assert_eq!(text(&toolkit, GUIDE), FR, "{reason}: nothing is written, not even the remarks");
    }
    let done = propose("Plus clair", &sender);
    let shown = said(&done);
    assert!(shown.contains("5 remarks are noted in the guide."), "{shown}");
    let now = text(&toolkit, GUIDE);
    let (head, body) = now.split_once("\n---\n").expect("a head");
    assert_eq!(body, FR.split_once("\n---\n").expect("a head").1, "the words stay");
    assert_eq!(head.matches("source: landlord_staff").count(), 5, "{head}");
    assert!(!now.contains("Dupont"));
    let list = said(&run(&toolkit, &["proposal", "list"]));
    assert!(list.contains("From Bailleur, 2026-11-22: Plus clair"), "{list}");
    assert!(list.contains("Waits for Association since 2026-11-22"), "{list}");
    let id = list.lines().find(|line| line.starts_with("prevenir-fr-")).expect("an id").to_owned();
    // The one who reads decides: every change of the document is a block, and becomes the text.
    let accepted = said(&run(&toolkit, &["proposal", "accept", &id, "--as", "association-exemple"]));
    assert!(accepted.contains("20 blocks"), "{accepted}");
    let now = text(&toolkit, GUIDE);
    let (expected_head, expected_body) = {
        let changed = changed();
        let (head, body) = changed.split_once("\n---\n").expect("a head");
        (head.to_owned(), body.to_owned())
    };
    let (head, body) = now.split_once("\n---\n").expect("a head");
    assert_eq!(body, expected_body);
    assert!(head.starts_with(&expected_head), "{head}");
}

/// The main part of the document of the guide.
fn exported(toolkit: &Toolkit) -> (String, String) {
    let path = toolkit.path().join("output/word/prevenir-fr.docx");
    let _ = fs::remove_file(&path);
    let shown = said(&run(toolkit, &["word", "export", "prevenir"]));
    let bytes = fs::read(&path).expect("a document");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a ZIP");
    let part = archive.by_name("word/document.xml").expect("a part");
    (shown, std::io::read_to_string(part).expect("text"))
}

#[test]
fn a_document_marks_what_changed_since_partners_agreed() {
    let toolkit = written_together();
    let agree = |partner: &str| said(&run(&toolkit, &["agreement", "add", "prevenir", partner]));
    let record = || {
        toolkit.git(&["add", "-A"]);
        toolkit.git(&["commit", "-qm", "x"]);
    };
    toolkit.edit(GUIDE, "Notez la date", "Écrivez la date");
    agree("association-exemple");
    record();
    // One of the two agreed to these words: the other sees what changed since the version.
    let (shown, main) = exported(&toolkit);
    assert!(shown.contains("since version 1.0.0") && main.contains(">Notez</w:delText>"), "{shown}");
    agree("bailleur-exemple");
    record();
    let (shown, main) = exported(&toolkit);
    assert!(!shown.contains("since version") && !main.contains("w:delText"), "all agreed to this: {shown}");
    toolkit.edit(GUIDE, "carte d’identité", "pièce d’identité");
    let (shown, main) = exported(&toolkit);
    assert!(shown.contains("since version 1.0.0"), "{shown}");
    assert!(main.contains(">carte</w:delText>") && !main.contains(">Notez</w:delText>"), "{main}");
}

/// A document with this body, as a file of the toolkit.
fn document(toolkit: &Toolkit, body: &str) {
    let spaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let level = |level: u8, form: &str, start: u8| {
        format!("<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{form}\"/></w:lvl>")
    };
    let kinds = [level(0, "decimal", 3) + &level(1, "lowerLetter", 1), level(0, "bullet", 1)];
    let kind = |(id, levels): (usize, &String)| {
        format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
    };
    let lists =
        |id: usize| format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>", id + 1);
    let numbering: String = kinds.iter().enumerate().map(kind).chain((0..2).map(lists)).collect();
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let parts = [
        ("_rels/.rels", relations.to_owned()),
        ("word/document.xml", format!("<w:document {spaces}><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", format!("<w:numbering {spaces}>{numbering}</w:numbering>")),
    ];
    let file = fs::File::create(toolkit.path().join("made.docx")).expect("a file");
    let mut writer = zip::ZipWriter::new(file);
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut writer, text.as_bytes()).expect("written");
    }
    writer.finish().expect("a document");
}

/// Letters with these marks.
fn typed(marks: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{marks}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// What is told of it.
const TOLD: [&str; 4] = [
    "written on the line: “1,5”",
    "no plain number (a, II, 1.2): the page may show a number: “lettre”",
    "1 place to write on, written as ____: “____ signature”",
    "without its prompt: “Cliquez ici.”",
];

/// The guide that it becomes.
const SHOWN: &str = "\n**Avant**\n\n**Après**\n\n10² m (1,5)\n\n3. trois\n    a) lettre\n\nEntre.\n\n4. quatre\n\n____ signature\n\n\
                    > Important\n>\n> - un\n\n| Quoi | Qui |\n| --- | --- |\n| – bail | vous |\n";

#[test]
fn what_a_document_shows_is_what_the_guide_says() {
    let toolkit = toolkit();
    let words = |words: &str| format!("<w:p>{}</w:p>", typed("", words));
    let item = |list: u8, level: u8, words: &str| {
        let list = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        format!("<w:p><w:pPr>{list}</w:pPr>{}</w:p>", typed("", words))
    };
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let table = |rows: &[&str]| {
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect::<String>())
    };
    let body = [
        words("Un essai"),
        format!(
            "<w:p>{}<w:r><w:br w:type=\"page\"/></w:r>{}</w:p>",
            typed("<w:b/>", "Avant"),
            typed("<w:b/>", "Après")
        ),
        format!(
            "<w:p>{}{}{}{}</w:p>",
            typed("", "10"),
            typed(raised, "2"),
            typed("", " m"),
            typed(raised, "1,5")
        ),
        item(1, 0, "trois"),
        item(1, 1, "lettre"),
        words("Entre."),
        item(1, 0, "quatre"),
        format!("<w:p>{}{}</w:p>", typed("<w:u w:val=\"single\"/>", "        "), typed("", "signature")),
        table(&[&cell(&(words("Important") + &item(2, 0, "un")))]),
        table(&[
            &(cell(&words("Quoi")) + &cell(&words("Qui"))),
            &(cell(&item(2, 0, "bail")) + &cell(&words("vous"))),
        ]),
        format!(
            "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
            typed("", "Cliquez ici.")
        ),
    ];
    document(&toolkit, &body.concat());
    let done = run(&toolkit, &["word", "import", "made.docx", "--new", "essai", "--write"]);
    assert_eq!((done.code, done.errors.as_str()), (0, ""), "{}", done.text);
    for told in TOLD {
        assert!(done.text.contains(told), "{told}: {}", done.text);
    }
    let made = text(&toolkit, "content/guides/essai/fr.md");
    assert_eq!(made.split_once("\n---\n").expect("a head").1, SHOWN);
}

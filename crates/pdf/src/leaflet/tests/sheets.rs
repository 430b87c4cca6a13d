//! Pages on sheets of paper.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::*;
use trousseau_site::view::leaflet::{Beside, Row};

/// A text with every kind of block, long enough for several pages.
pub fn every_block(times: usize) -> String {
    let part = "## Les papiers {.documents}\n\nUn **mot** et *un autre*, `tel quel`, [un mot](term:dalo), [115](tel:115), \
        [le site](https://www.caf.fr/aides), [dix](fact:dix), une note[^1]. Un paragraphe assez long pour passer d’une page \
        à la suivante, quand il se trouve au bas de la première, ce qui arrive à coup sûr dans un texte de plusieurs pages.\n\n\
        - [ ] une carte\n- [x] un acte, avec une ligne assez longue pour en faire deux sur un papier étroit\n\n\
        1. Demandez.\n2. Attendez.\n   - un point\n   - un autre point\n\n\
        > [!IMPORTANT]\n> Ne payez **personne**.\n\n> Une citation.\n\n\
        | Quoi | Combien | Quand |\n|---|---|---|\n| Loyer | 300 € | mai |\n| Aide | 100 € | juin |\n\n\
        ```\n12 rue de l’Exemple\n59000 Lille\n```\n\n---\n\n### Plus\n\n- un\n- deux\n- trois\n\n";
    part.repeat(times) + "[^1]: Une note en bas.\n"
}

/// What a validator says against a file.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let profiles = [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a];
    let reports = profiles.map(|profile| {
        let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile));
        report.expect("a PDF").failures
    });
    reports.concat().iter().map(|failure| format!("{failure:?}")).collect()
}

#[track_caller]
fn valid(view: &LeafletView, sheet: Sheet) {
    let faults = faults(&generated(view, sheet).bytes);
    assert_eq!(faults, [""; 0], "{:?} {sheet:?} {}", view.layout, view.language);
}

#[test]
fn every_sheet_is_right_for_readers_and_archives() {
    for tag in ["fr", "ar"] {
        let title = if tag == "ar" { "تقديم الطلب" } else { "Déposer sa demande" };
        valid(&full(tag, A4, title, &every_block(2)), Sheet::Pages);
        valid(&full(tag, LARGE, title, &every_block(1)), Sheet::Pages);
        valid(&full(tag, A5, title, &every_block(4)), Sheet::Pages);
        valid(&full(tag, A5, title, &every_block(4)), STAPLED);
        valid(&full(tag, PANEL, title, &every_block(2)), Sheet::Pages);
        valid(&full(tag, PANEL, title, &every_block(2)), FOLDED);
    }
}

#[test]
fn two_languages_stand_side_by_side() {
    for (tag, title, own) in
        [("ar", "الطلب", "## الأوراق\n\nاتصلوا بالرقم 115.\n"), ("uk", "Заява", "## Папери\n\nДзвоніть.\n")]
    {
        let mut view = full(tag, BILINGUAL, title, own);
        let blocks = |text: &str, tag: &str| body(text, tag).blocks;
        let source = blocks("## Les papiers\n\nAppelez le 115.\n\n> [!NOTE]\n> À lire.\n", "fr");
        let own = blocks(own, tag);
        view.parts[0].beside = Some(Box::new(Beside {
            language: Language::default(),
            title: "Demander".into(),
            summary: "Une phrase.".into(),
            stage: "Faire sa demande".into(),
            rows: vec![
                Row { source: source[..1].to_vec(), translation: own[..1].to_vec() },
                Row { source: source[1..].to_vec(), translation: own[1..].to_vec() },
            ],
            footnotes: Vec::new(),
            path: "content/guides/essai/fr.md".into(),
        }));
        valid(&view, Sheet::Pages);
        let text = reader::read(&generated(&view, Sheet::Pages).bytes).concat().concat();
        let places = ["Demander", "Une phrase", "Les papiers", "Appelez"]
            .map(|words| text.find(words).unwrap_or_else(|| panic!("{words} in {text}")));
        assert!(places.is_sorted(), "{places:?} {text}");
        // One line says how the translation was made, in both languages; the rest of the notices stands at the end.
        let machine = |words: &str| text.find(words).expect("a notice");
        assert!(machine("par une machine.") < places[2], "{text}");
        assert!(machine("à l’essai") > places[3] && machine("montrez le texte") > places[3], "{text}");
        // An alert of the French column speaks French.
        assert!(text.contains("À savoir"), "{text}");
        assert_eq!(codes(&view), [""; 0]);
    }
}

#[test]
fn a_number_for_both_columns_stands_between_them_and_their_letters_are_of_one_height() {
    let own = "## الأوراق\n\nاتصلوا بالرقم 115.\n\n- بطاقة\n- عقد\n\nنص.\n";
    let mut view = full("ar", BILINGUAL, "الطلب", own);
    let source = body("## Les papiers\n\nAppelez le 115.\n\n- une carte\n- un acte\n\nUn texte.\n", "fr");
    view.parts[0].beside = Some(Box::new(Beside {
        language: Language::default(),
        title: "Demander".into(),
        summary: "Une phrase.".into(),
        stage: "Faire sa demande".into(),
        rows: trousseau_site::view::leaflet::rows::rows(&source, &view.parts[0].body).0,
        footnotes: Vec::new(),
        path: "content/guides/essai/fr.md".into(),
    }));
    let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
    let width = BILINGUAL.paper.width;
    let mut numbers: Vec<String> = Vec::new();
    let mut sizes = [0.0_f64; 2];
    ink::walk(&laid.document.pages()[0].frame, typst::layout::Transform::identity(), &mut |at, item| {
        let typst::layout::FrameItem::Text(text) = item else { return };
        let left = at.x.to_mm();
        let is_between = (left - width / 2.0).abs() < 2.0 && (text.size.to_pt() - 9.5).abs() < 0.01;
        if is_between && text.text.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers.push(text.text.to_string());
        } else if text.text.contains("115") {
            sizes[usize::from(left > width / 2.0)] = text.size.to_pt();
        }
    });
    assert_eq!(numbers, ["1", "2", "3", "4"]);
    // The letters of Noto Sans are 0.546 high, dal and heh of Vazirmatn about 0.46.
    assert!(sizes[0] == 12.0 && (13.5..14.5).contains(&sizes[1]), "{sizes:?}");
    let said = super::pages::said(&view).replace('\u{a0}', " ");
    assert!(
        said.contains("Faire sa demande")
            && said.contains("Étape 2 sur 7")
            && said.contains("المرحلة 2 من 7"),
        "{said}"
    );
}

#[test]
fn many_guides_are_one_file() {
    let mut view = full("fr", A4, "Tous les guides", &every_block(1));
    let mut second = full("fr", A4, "Suivre", "Texte.").parts.remove(0);
    second.url = None;
    view.parts.push(second);
    valid(&view, Sheet::Pages);
    let print = generated(&view, Sheet::Pages);
    let text = reader::read(&print.bytes).iter().map(|pieces| pieces.concat()).collect::<Vec<_>>().join("\n");
    // A list and its white back, two pages of the first guide, and the second one on a right-hand page of its own.
    assert_eq!(print.pages, 5, "{text}");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("2 · Tous les guides 3") && text.contains("2 · Suivre 5"), "{text}");
}

#[test]
fn a_picture_is_printed_or_told_in_words() {
    let text = "![Un plan du quartier](plan.png \"Le quartier\")\n\nEt ![un bouton](plan.png) ici.\n";
    let mut view = bare("fr", A4, "Essai", text);
    let said = |view: &LeafletView| reader::read(&generated(view, Sheet::Pages).bytes).concat().concat();
    assert!(said(&view).contains("Un plan du quartier"));
    let bytes = trousseau_core::picture::grey(40, 30, vec![120; 1200]);
    view.images.insert(
        "plan.png".into(),
        trousseau_core::source::Source::new("content/guides/essai/plan.png", bytes),
    );
    valid(&view, Sheet::Pages);
    let drawn = said(&view);
    assert!(drawn.contains("Le quartier") && !drawn.contains("Un plan du quartier"), "{drawn}");
}

#[test]
fn a_line_that_names_a_delay_is_a_table_of_last_days() {
    let view = bare(
        "fr",
        A4,
        "Essai",
        "## Les délais\n\n: Répondez, [2 mois](fact:delai)\n\n: Rien, [x](fact:autre)",
    );
    let text = reader::read(&generated(&view, Sheet::Pages).bytes).concat().concat();
    // Two columns of six months.
    for words in ["Reçu en", "janvier", "mars", "décembre", "février", "Cette date n’existe pas"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("Rien, x"), "{text}");
}

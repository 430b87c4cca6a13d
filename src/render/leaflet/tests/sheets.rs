//! Pages on sheets of paper.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::*;
use crate::render::leaflet::sheet;

/// The pages of a side from the left, from 1; 0 for a white one.
fn order(sides: Vec<Vec<sheet::Cell>>) -> Vec<Vec<usize>> {
    let side = |mut cells: Vec<sheet::Cell>| {
        cells.sort_by(|a, b| a.1.total_cmp(&b.1));
        cells.into_iter().map(|(page, _)| page.map_or(0, |page| page + 1)).collect()
    };
    sides.into_iter().map(side).collect()
}

#[test]
fn a_sheet_is_folded_in_three() {
    assert_eq!(order(sheet::folded(6, false)), [[5, 6, 1], [2, 3, 4]]);
    assert_eq!(order(sheet::folded(6, true)), [[1, 6, 5], [4, 3, 2]]);
    // A short text: the back is the last page, and the panels that are not needed stay white.
    assert_eq!(order(sheet::folded(4, false)), [[0, 4, 1], [2, 3, 0]]);
    assert_eq!(order(sheet::folded(1, false)), [[0, 0, 1], [0, 0, 0]]);
}

#[test]
fn the_narrow_flap_is_the_one_that_is_folded_in() {
    let left = |side: usize, place: usize| sheet::folded(6, false)[side][place].1;
    // Pages of 100 mm: that of the flap reaches 3 mm over its fold at 97 mm, and 200 mm on the other side.
    assert_eq!([left(0, 0), left(0, 1), left(0, 2)], [0.0, 97.0, 197.0]);
    assert_eq!([left(1, 0), left(1, 1), left(1, 2)], [0.0, 100.0, 197.0]);
    assert_eq!(sheet::folds(true, false), [vec![97.0, 197.0], vec![100.0, 200.0]]);
    assert_eq!(sheet::folds(true, true), [vec![200.0, 100.0], vec![197.0, 97.0]]);
}

#[test]
fn a_booklet_is_stapled() {
    assert_eq!(order(sheet::stapled(4, false)), [[4, 1], [2, 3]]);
    assert_eq!(order(sheet::stapled(4, true)), [[1, 4], [3, 2]]);
    assert_eq!(order(sheet::stapled(6, false)), [[0, 1], [2, 0], [6, 3], [4, 5]]);
    assert_eq!(order(sheet::stapled(8, false)), [[8, 1], [2, 7], [6, 3], [4, 5]]);
    assert_eq!(order(sheet::stapled(8, true)), [[1, 8], [7, 2], [3, 6], [5, 4]]);
}

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

#[track_caller]
fn valid(view: &LeafletView, sheet: Sheet) {
    let print = pressed(view, sheet);
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(&print.bytes, &ValidationOptions::default().profile(profile));
        let failures = report.expect("a PDF").failures;
        assert!(
            failures.is_empty(),
            "{:?} {sheet:?} {} {profile:?}: {failures:#?}",
            view.layout,
            view.language
        );
    }
}

#[test]
fn every_sheet_is_right_for_readers_and_archives() {
    for tag in ["fr", "ar"] {
        let title = if tag == "ar" { "تقديم الطلب" } else { "Déposer sa demande" };
        valid(&full(tag, Layout::A4, title, &every_block(2)), Sheet::Pages);
        valid(&full(tag, Layout::Large, title, &every_block(1)), Sheet::Pages);
        valid(&full(tag, Layout::A5, title, &every_block(4)), Sheet::Pages);
        valid(&full(tag, Layout::A5, title, &every_block(4)), Sheet::Stapled);
        valid(&full(tag, Layout::Panel, title, &every_block(2)), Sheet::Pages);
        valid(&full(tag, Layout::Panel, title, &every_block(2)), Sheet::Folded);
    }
}

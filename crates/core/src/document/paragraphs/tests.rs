//! Paragraphs as they are written, and the lines that readers see.

use super::super::{Block, Inline, markdown::read};
use trousseau_text::Language;

/// The lines of the first paragraph, and the codes of what is told.
fn lines(body: &str) -> (Vec<String>, Vec<&'static str>) {
    let read = read(body, 0, &"x.md".into(), Language::default());
    let mut lines = vec![String::new()];
    if let Some(Block::Paragraph(pieces)) = read.value.blocks.first() {
        for piece in pieces {
            match (piece, lines.last_mut()) {
                (Inline::Break, _) => lines.push(String::new()),
                (piece, Some(line)) => line.push_str(
                    &super::walk::plain(std::slice::from_ref(piece)).replace(['\u{a0}', '\u{202f}'], " "),
                ),
                _ => {}
            }
        }
    }
    (lines, read.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect())
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let (lines, codes) = lines(body);
    assert_eq!(lines, expected, "{body}");
    assert_eq!(codes.contains(&"markdown/lines"), expected.len() > 1, "{body}: {codes:?}");
}

#[test]
fn lines_that_were_meant_are_kept() {
    check("Association Exemple\n12 rue X\n59000 Lille", &["Association Exemple", "12 rue X", "59000 Lille"]);
    check("Mairie,\n59000 Lille", &["Mairie,", "59000 Lille"]);
    check("Lundi : 9 h\nMardi : 10 h", &["Lundi : 9 h", "Mardi : 10 h"]);
    check("Q : Qui paie ?\nR : Vous.", &["Q : Qui paie ?", "R : Vous."]);
    check("الاثنين: من ٩ إلى ١٢\nالثلاثاء: مغلق", &["الاثنين: من ٩ إلى ١٢", "الثلاثاء: مغلق"]);
    check("**Vos droits**\nUne aide.", &["Vos droits", "Une aide."]);
    check("Service social\ncontact@exemple.org", &["Service social", "contact@exemple.org"]);
}

#[test]
fn a_sentence_goes_on_over_its_lines() {
    check("Une phrase assez\nlongue pour deux.", &["Une phrase assez longue pour deux."]);
    check(
        "Vous payez.\nVous gardez le reçu.\nVous attendez.",
        &["Vous payez. Vous gardez le reçu. Vous attendez."],
    );
    check("Il est né en\n1959 à Lille.", &["Il est né en 1959 à Lille."]);
    check(
        "Voir le site : la page\nd’accueil de la mairie.",
        &["Voir le site : la page d’accueil de la mairie."],
    );
    check("Appelez **le 115**\net attendez.", &["Appelez le 115 et attendez."]);
    check("Ответ: да,\nно позже.", &["Ответ: да, но позже."]);
}

#[test]
fn columns_and_headings_are_told() {
    let told = |body| lines(body).1;
    assert_eq!(told("Jour      Heure\nLundi     9 h"), ["tables/broken"]);
    assert_eq!(told("Jour;Heure;Lieu\nLundi;9 h;Mairie"), ["tables/broken"]);
    assert_eq!(told("**Vos droits**\n\nUne aide."), ["markdown/bold-heading"]);
    assert_eq!(told("VOS DROITS\n\nUne aide."), ["markdown/bold-heading"]);
    assert_eq!(told("**Ne payez rien.**\n\nUne aide."), [""; 0]);
    assert_eq!(told("SIAO 59\n\nUne aide."), [""; 0]);
    assert_eq!(told("> Ne payez rien.\nAppelez."), ["markdown/lazy"]);
    assert_eq!(told("- un\n- deux\nPuis appelez."), ["markdown/lazy"]);
    assert_eq!(told("- un point qui va assez loin pour être coupé\nà la fin."), [""; 0]);
}

//! Headings: their levels and anchors, in one text and between two.

use super::{check, draw, draw_note, read_in};
use crate::{document::anchors, source::SourcePath};

#[test]
fn headings_have_anchors_and_pictograms() {
    check(
        "## Les papiers à préparer {.documents}",
        "h2#les-papiers-a-preparer.documents Les papiers à préparer",
    );
    // A heading has one pictogram: who wrote a second word meant something by it.
    check(
        "## Papiers {.documents .x}",
        "h2#papiers.documents Papiers\n? markdown/braces «## Papiers {.documents .x}» words=x",
    );
    check("## L'état : *oui* {#etat}", "h2#etat L’état·: _oui_");
    check("## A\n\n## A\n\n## A\n\n### A-2", "h2#a A\nh2#a-2 A\nh2#a-3 A\nh3#a-2-2 A-2");
    check("## A\n\n## B {#a}", "h2#a-2 A\nh2#a B");
    check("## A\n\n## ? !", "h2#a A\nh2#section-2 ?‧!");
    check("> ## A\n\n- ## A", "quote[h2#a A]\nlist[h2#a-2 A]");
    check(&format!("## {}", "é ".repeat(70)), &format!("h2#{}e {}é", "e-".repeat(59), "é ".repeat(69)));
}

#[test]
fn anchors_that_editors_give_are_plain_and_single() {
    check(
        "## Les prix {#Les_Prix}",
        "h2#les-prix Les prix\n! markdown/anchor «## Les prix {#Les_Prix}» anchor=Les_Prix, near=les-prix",
    );
    check("## A {#ب}", "h2#a A\n! markdown/anchor «## A {#ب}» anchor=ب");
    check("## A {#x}\n\n## B {#x}", "h2#x A\nh2#x-2 B\n! markdown/anchor-twice «## B {#x}» anchor=x");
}

#[test]
fn levels_go_down_one_by_one() {
    check("# A", "h2#a A\n? markdown/title-in-body «# A» heading=A");
    check(
        "## A\n\n#### B\n\n## C",
        "h2#a A\nh4#b B\nh2#c C\n? markdown/heading-level «#### B» expected=3, heading=B, level=4",
    );
    check("### A", "h3#a A\n? markdown/heading-level «### A» expected=2, heading=A, level=3");
    check(
        "##\n\na\n\n## <b>",
        "a\n? markdown/empty-heading «##» \n? markdown/empty-heading «## <b>» \n! markdown/html «<b>» html=<b>",
    );
}

#[track_caller]
fn check_align(translation: &str, source: &str, expected: &str) {
    let mut document = read_in("en", translation).value;
    let source = read_in("fr", source).value;
    let diagnostics = anchors::align(&mut document, &source, &SourcePath::from("x.md"));
    let mut seen = draw(&document);
    for diagnostic in diagnostics {
        match diagnostic.place.span {
            Some(_) => seen += &draw_note(&diagnostic, translation),
            None => seen += &format!("{} {:?}", diagnostic.code(), diagnostic.args),
        }
    }
    assert_eq!(seen.trim_end(), expected);
    assert_eq!(anchors::anchors(&document).len(), document.headings().len());
}

#[test]
fn a_translation_takes_the_anchors_of_its_source() {
    check_align("## One\n\n### Two", "## Un\n\n### Deux {#d}", "h2#un One\nh3#d Two");
    check_align("", "", "");
}

#[test]
fn links_follow_a_heading_that_was_renamed() {
    let source = "## Un\n\n## Deux";
    check_align(
        "## One\n\n## Un\n\n[a](#one) [b](#un) [c](#deux) [d](#x)",
        source,
        "h2#un One\nh2#deux Un\n[a](#un) [b](#un) [c](#deux) [d](#x)",
    );
}

#[test]
fn headings_that_differ_are_aligned_as_far_as_they_agree() {
    check_align(
        "## One\n\n### Deux\n\n## Un",
        "## Un\n\n## Deux",
        "h2#un One\nh3#deux Deux\nh2#un-2 Un\n? translation/headings «### Deux» here=3, source=2",
    );
    check_align(
        "## One",
        "## Un\n\n## Deux",
        "h2#un One\ntranslation/headings {\"here\": \"1\", \"source\": \"2\"}",
    );
}

//! The abbreviations of the glossary in a text.

use super::{draw, read_in};
use crate::document::terms::Abbreviations;

#[track_caller]
fn check(body: &str, expected: &str) {
    check_with(body, &[], expected);
}

#[track_caller]
fn check_with(body: &str, already: &[&str], expected: &str) {
    let pairs =
        [("DALO", "dalo"), ("APL", "apl"), ("CAF", "caf"), ("CAF 59", "caf-59"), ("ÉLAN", "elan"), ("", "x")];
    let mut document = read_in("fr", body).value;
    let words = document.words;
    Abbreviations::new(pairs).mark(&mut document, already.iter().copied());
    assert_eq!(draw(&document).trim_end(), expected);
    assert_eq!(document.count_words(), words);
}

#[test]
fn the_first_use_is_marked() {
    check("Le DALO, le DALO.", "Le [DALO](term dalo), le DALO.");
    check("**DALO** et l'APL", "*[DALO](term dalo)* et l’[APL](term apl)");
    check("- x-APL-y\n- DALO", "list[x-[APL](term apl)-y | [DALO](term dalo)]");
    check(": APL\n\n| x |\n|---|\n| APL |", "table(APL)[x // [APL](term apl)]");
    check("a[^1]\n\nAPL\n\n[^1]: APL DALO", "a^1\n[APL](term apl)\n1: APL [DALO](term dalo)");
    check_with("DALO APL", &["dalo"], "DALO [APL](term apl)");
}

#[test]
fn only_whole_words_are_marked() {
    check("DALOS xAPL APL2 x_APL APL\\_ dalo", "DALOS xAPL APL2 x_APL APL_ dalo");
    check("ÉAPL É DALÓ", "ÉAPL É [DALO](term dalo)́");
    check("**DA**LO **x**APL `a`DALO", "*DA*LO *x*APL `a`DALO");
    check("الـDALO ÉLAN", "الـ[DALO](term dalo) [ÉLAN](term elan)");
}

#[test]
fn the_longest_word_wins() {
    check("CAF 59, CAF", "[CAF 59](term caf-59), [CAF](term caf)");
    check("CAF 590", "[CAF](term caf) 590");
    check("CAF 59 CAF 59", "[CAF 59](term caf-59) CAF 59");
}

#[test]
fn some_places_are_not_marked() {
    check(
        "## DALO\n\n`DALO` [DALO](guide:x) [le DALO](lang:fr)",
        "h2#dalo DALO\n`DALO` [DALO](guide x) [le DALO](lang fr)",
    );
    check("[droit](term:dalo) DALO", "[droit](term dalo) DALO");
    check("## [D](term:dalo)\n\nDALO", "h2#d [D](term dalo)\nDALO");
    check("DALO [droit](term:dalo) DALO", "[DALO](term dalo) [droit](term dalo) DALO");
    check("a [droit](term:dalo) *b* APL", "a [droit](term dalo) _b_ [APL](term apl)");
}

#[test]
fn an_empty_glossary_marks_nothing() {
    let mut document = read_in("fr", "DALO").value;
    Abbreviations::new([]).mark(&mut document, []);
    assert_eq!(draw(&document), "DALO\n");
}

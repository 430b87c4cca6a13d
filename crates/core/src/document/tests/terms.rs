//! The terms of the glossary in a text.

use super::{draw, language, read_in};
use crate::document::terms::Terms;

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
    Terms::new(language("fr"), pairs, []).mark(&mut document, already.iter().copied());
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
    Terms::new(language("fr"), [], []).mark(&mut document, []);
    assert_eq!(draw(&document), "DALO\n");
}

/// The words of a small glossary, marked in a text of this language.
#[track_caller]
fn check_words(tag: &str, words: &[(&str, &str)], body: &str, expected: &str) {
    let mut document = read_in(tag, body).value;
    Terms::new(language(tag), [("PLUS", "plus")], words.iter().copied()).mark(&mut document, []);
    assert_eq!(draw(&document).trim_end(), expected, "{body}");
}

#[test]
fn words_are_marked_in_all_letters_and_forms() {
    let french = [
        ("bail", "bail"),
        ("baux", "bail"),
        ("avis d'imposition", "avis"),
        ("état des lieux", "etat"),
        ("trêve hivernale", "treve"),
    ];
    check_words("fr", &french, "Bail, bail. PLUS plus", "[Bail](term bail), bail. [PLUS](term plus) plus");
    check_words("fr", &french, "Les baux, un bail.", "Les [baux](term bail), un bail.");
    check_words(
        "fr",
        &french,
        "L'état des  lieux ÉTAT DES LIEUX",
        "L’[état des  lieux](term etat) ÉTAT DES LIEUX",
    );
    check_words("fr", &french, "son avis d’imposition", "son [avis d’imposition](term avis)");
    check_words(
        "fr",
        &french,
        "baille sous-bail bail-type trêve **hivernale**",
        "baille sous-bail bail-type trêve *hivernale*",
    );
    check_words(
        "tr",
        &[("KİRA", "kira"), ("ısı", "isi")],
        "Kira, ISI, isi",
        "[Kira](term kira), [ISI](term isi), isi",
    );
    check_words(
        "uk",
        &[("договір", "d"), ("договору", "d")],
        "За договором. Договору",
        "За договором. [Договору](term d)",
    );
    check_words("zh", &[("租约", "bail")], "您的租约很重要。", "您的[租约](term bail)很重要。");
}

#[test]
fn what_is_joined_to_an_arabic_word_belongs_to_it() {
    let arabic = [
        ("مؤجر اجتماعي", "bailleur"),
        ("الكفيل", "caution"),
        ("عقد الإيجار", "bail"),
        ("وصل الإيجار", "quittance"),
    ];
    let check = |body, expected| check_words("ar", &arabic, body, expected);
    check("قال المؤجر الاجتماعي", "قال [المؤجر الاجتماعي](term bailleur)");
    check("وللمؤجر الاجتماعي مؤجر اجتماعي", "[وللمؤجر الاجتماعي](term bailleur) مؤجر اجتماعي");
    check("بالكفيل، وكفيل", "[بالكفيل](term caution)، وكفيل");
    check("بعقد الايجار", "[بعقد الايجار](term bail)");
    check("عَقْدُ الإيجارِ ووصل الإيجار", "[عَقْدُ الإيجارِ](term bail) [ووصل الإيجار](term quittance)");
    check("الكفيلة تعقد الإيجار الكفيلان", "الكفيلة تعقد الإيجار الكفيلان");
    check_words(
        "fa",
        &[("قرارداد", "bail")],
        "قرارداد\u{200c}ها و قرارداد",
        "قرارداد\u{200c}ها و [قرارداد](term bail)",
    );
}

#[test]
fn an_editor_keeps_words_from_being_a_term() {
    let words = [("structure", "s")];
    check_words("fr", &words, "la [structure](term:-) du texte", "la structure du texte");
    check_words(
        "fr",
        &words,
        "une [structure](term:-), la structure",
        "une structure, la [structure](term s)",
    );
    check_words("fr", &[], "une [**structure**](term:-)", "une *structure*");
    check_words("fr", &words, "## La [structure](term:-)", "h2#la-structure La structure");
}

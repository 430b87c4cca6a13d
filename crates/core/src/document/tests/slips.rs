//! Mistyped Markdown that is reported, and ordinary sentences that are not.

use super::read_in;

/// Compares the diagnostics of a French body: each code, with the words that it underlines.
#[track_caller]
fn check(body: &str, expected: &[(&str, &str)]) {
    let diagnostics = read_in("fr", body).diagnostics;
    let seen: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.place.span.expect("a place");
            (diagnostic.code(), &body[span.start..span.end])
        })
        .collect();
    assert_eq!(seen, expected, "{body}");
}

#[test]
fn a_link_that_is_none_is_said() {
    check("Lisez [le bail](guide:signer", &[("links/open", "[le bail](guide:signer")]);
    check("Lisez [le bail](guide:signer et\nsignez.", &[("links/open", "[le bail](guide:signer")]);
    check("Voir [CAF](https://caf.fr . Puis (ici).", &[("links/open", "[CAF](https://caf.fr")]);
    check("Voir [x](guide: signer).", &[("links/space", "[x](guide: signer)")]);
    check("Voir [x] (guide:signer).", &[("links/space", "[x] (guide:signer)")]);
    check("Voir ![un plan](mon plan.png).", &[("links/space", "[un plan](mon plan.png)")]);
    check("Voir le bail](guide:signer).", &[("links/bracket", "Voir le bail](guide:signer)")]);
    check("- a\n- **voir** [x](guide:a\n", &[("links/open", "[x](guide:a")]);
    check("| a |\n|---|\n| [x](guide: a) |\n\n: c\n", &[("links/space", "[x](guide: a)")]);
}

#[test]
fn a_box_that_is_none_is_said() {
    check("- [ ] avis\n-[ ] livret", &[("markdown/box", "-[ ]")]);
    check("-[x] livret", &[("markdown/box", "-[x]")]);
    check("- [] dernier", &[("markdown/box", "[]")]);
    check("> - [ ]livret", &[("markdown/box", "[ ]")]);
    check("1. [x]livret", &[("markdown/box", "[x]")]);
    check("[ ] livret", &[("markdown/box", "[ ]")]);
}

#[test]
fn an_alert_that_is_none_is_said() {
    check("> [!ATTENTION]\n> Signez.", &[("markdown/alert", "[!ATTENTION]")]);
    check("> [!NOTE] Signez.", &[("markdown/alert", "[!NOTE]")]);
    check("[!À SAVOIR]\nSignez.", &[("markdown/alert", "[!À SAVOIR]")]);
}

#[test]
fn a_heading_that_is_none_is_said() {
    check("Avant.\n\n##Après\n\nFin.", &[("markdown/hashes", "##")]);
    check("Avant.\n###Écrire\nFin.", &[("markdown/hashes", "###")]);
}

#[test]
fn places_count_from_the_start_of_the_file() {
    let language = trousseau_text::Language::default();
    for body in ["##Après", "-[ ] livret", "> [!ATTENTION]", "[a](guide:b", "[a](guide: b)"] {
        let path = "content/guides/a/fr.md".into();
        let starts = |offset| {
            let diagnostics = crate::document::markdown::read(body, offset, &path, language).diagnostics;
            diagnostics
                .iter()
                .map(|diagnostic| diagnostic.place.span.expect("a place").start)
                .collect::<Vec<_>>()
        };
        let [start] = starts(0)[..] else { panic!("{body}") };
        assert_eq!(starts(100), [start + 100], "{body}");
    }
}

#[test]
fn ordinary_words_and_right_signs_are_passed_over() {
    for body in [
        "Lisez (voir [1]) et […] la suite (page 3).",
        "[1] (voir plus bas), puis [sic] (https).",
        "Le n° #1, #logement et ##.",
        "#logement est un mot.",
        "#1 au début, puis ## au milieu.",
        "- [ ] avis\n- [x] livret\n* [X] carte",
        "> [!NOTE]\n> Signez.",
        "[la demande](guide:demander) [CAF](https://caf.fr/a_(b)).",
        "Écrivez \\[x\\](a b) ou `[x](a b)` ou \\- [x].",
        "Un [mot](term:mot), un prix - 5 €.\n-5 degrés.",
        "```\n##Après\n-[ ] a\n[x](a\n```",
        "[x][y]\n\n[y]: guide:demander",
        "Fin[^1].\n\n[^1]: (note).",
    ] {
        check(body, &[]);
    }
}

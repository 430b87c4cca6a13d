//! Listening: the text that somebody reads aloud, and the button that has the device read.

use std::fs;

use crate::cli::{Toolkit, run};

#[test]
fn a_text_is_shown_as_it_is_to_be_spoken() {
    let toolkit = Toolkit::new();
    let body = "\n| Papier | Où |\n| --- | --- |\n| bail | à la mairie |\n\n> [!WARNING]\n> Ne payez *personne*.\n\n\
                ---\n\nDemandez à [votre conseiller](contact:siao).[^1]\n\n[^1]: Une note.\n";
    let path = "content/guides/demander/fr.md";
    toolkit.edit(path, "\nLisez [la suite", &format!("{body}\nLisez [la suite"));
    let script = run(&toolkit, &["audio", "script", "demander", "fr"]);
    assert_eq!(script.errors, "");
    let expected = "Déposer sa demande\nComment demander.\n\n[a-faire]\nÀ faire\n1. Demandez.\n2. Attendez.\n\n[les-papiers]\nLes papiers\n\
                    une carte\nune attestation\nLe DALO est un droit. Le DALO aide. L’APL aussi : 23 403 €. Appelez le 0 8 0 5 1 6 0 0 7 5.\n";
    assert!(script.text.starts_with(expected), "{}", script.text);
    for line in [
        "bail. Où : à la mairie\n",
        "Attention\nNe payez personne.\n",
        "votre conseiller (1 1 5).\n",
        "\nUne note.\n",
    ] {
        assert!(script.text.contains(line), "{line}: {}", script.text);
    }
    let arabic = run(&toolkit, &["audio", "script", "demander", "AR"]).text;
    assert!(arabic.starts_with("تقديم الطلب\n") && arabic.contains("\n[a-faire]\nما يجب فعله\n"), "{arabic}");
    assert!(run(&toolkit, &["audio", "script", "a-propos", "fr"]).text.starts_with("À propos\n"));
}

#[test]
fn what_cannot_be_spoken_is_told() {
    let toolkit = Toolkit::new();
    for (arguments, told) in [
        (["demander", "en"], "fr, ar, ti"),
        (["suivre", "ar"], "content/guides/suivre/ar.md"),
        (["a-propos", "ar"], "content/pages/a-propos/ar.md"),
        (["demandr", "fr"], "demander"),
    ] {
        let done = run(&toolkit, &[&["audio", "script"][..], &arguments].concat());
        assert!(done.code == 2 && done.errors.contains(told), "{arguments:?}: {}", done.errors);
    }
}

#[test]
fn the_button_is_hidden_until_its_script_finds_a_voice() {
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let read =
        |path: &str| fs::read_to_string(toolkit.path().join("output/site").join(path)).expect("a page");
    for (path, word) in
        [("fr/demander.html", "Écouter"), ("ar/demander.html", "استمعوا"), ("ti/a-propos.html", "ስምዑ")]
    {
        let page = read(path);
        let button = page.split("<p class=\"listen\" hidden>").nth(1).unwrap_or_default();
        assert!(button.split("</p>").next().is_some_and(|button| button.contains(word)), "{path}");
        assert_eq!(page.matches("<script>").count(), 1, "{path}");
    }
    assert!(!read("fr/index.html").contains("<script>"), "there is nothing to read");
}

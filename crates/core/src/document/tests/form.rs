//! What one writes on: blanks and lines in a form, and the letter of a translation.

use super::*;
use crate::document::{form::take_letters, markdown::read_as};

#[track_caller]
fn check(body: &str, expected: &str) {
    let WithDiagnostics { value, diagnostics } =
        read_as(body, 0, &SourcePath::from("x.md"), language("fr"), true);
    let mut seen = draw(&value);
    diagnostics.iter().for_each(|diagnostic| seen.push_str(&draw_note(diagnostic, body)));
    assert_eq!(seen.trim_end(), expected, "\n--- read from ---\n{body}");
}

#[test]
fn underscores_are_places_to_write_on() {
    check("____", "lines1");
    check("____\n____\n\n___", "lines2\nlines1");
    check("Nom : ______", "Nom·: ______");
    check("Le ____, à ____.", "Le ____, à ____.");
    check("(____) ou (____)", "(____) ou (____)");
    check("**Nom :**____", "*Nom·:*____");
    check("- ____\n- [ ] ____\n- [ ] Autre : ____", "list[____ | ☐ ____ | ☐ Autre·: ____]");
    check("1. ____\n2. ____", "list1[____ | ____]");
    check("> [!NOTE]\n> Date : ____", "note[Date·: ____]");
    check(
        ": Mois\n\n| Quoi | € |\n| --- | --- |\n| Loyer | |\n| ____ | |",
        "table(Mois)[Quoi | € // Loyer |  // ____ | ]",
    );
    check("## Mon nom ____", "h2#mon-nom Mon nom ____");
    check("الاسم: ____", "الاسم: ____");
}

#[test]
fn other_signs_of_a_form_stay_what_they_are() {
    check("un_deux et __trois__ et _quatre_", "un_deux et *trois* et _quatre_");
    check("`____`", "`____`");
    check("---", "rule");
    check("Nom, prénom", "Nom, prénom");
}

#[test]
fn a_guide_has_no_places_to_write_on() {
    super::check("____", "rule");
    let read = read_in("fr", "> [!LETTER]\n> Bonjour.");
    assert_eq!(draw(&read.value), "quote[[!LETTER] Bonjour.]\n");
    assert_eq!(read.diagnostics.len(), 1);
}

#[test]
fn a_letter_begins_a_quotation() {
    check("> [!LETTER]\n>\n> Madame,\n>\n> Signature : ____", "letter.fr[Madame, / Signature·: ____]");
    check("> [!lettre]\n> Madame,\\\n> Monsieur", "letter.fr[Madame,⏎Monsieur]");
    check("> [!LETTER]\n>\n> ## Objet\n>\n> > a", "letter.fr[*Objet* / quote[a]]");
    check("> [!LETTER]", "letter.fr[]");
    check(
        "- a\n\n  > [!LETTER]\n  > b",
        "list[a / quote[[!LETTER] b]]\n? markdown/alert «[!LETTER]» words=[!LETTER]",
    );
    check("> Madame, [!LETTER]", "quote[Madame, [!LETTER]]");
}

#[test]
fn a_translation_takes_the_letters_of_its_source() {
    let read = |tag: &str, body: &str| read_as(body, 0, &SourcePath::from("x.md"), language(tag), true).value;
    let source = read("fr", "Un.\n\n> [!LETTER]\n>\n> Bonjour.\n\nDeux.\n\n> [!LETTER]\n>\n> Merci.");
    let take = |body: &str| {
        let mut translation = read("en", body);
        let told = take_letters(&mut translation, &source, &SourcePath::from("en.md"));
        let told = told.iter().map(|one| format!("{}\n", one.code())).collect::<String>();
        draw(&translation) + &told
    };
    let whole = "One.\nletter.fr[Bonjour.]\nTwo.\nletter.fr[Merci.]\n";
    assert_eq!(take("One.\n\n> [!LETTER]\n\nTwo.\n\n> [!LETTER]"), whole);
    assert_eq!(
        take("One.\n\n> [!LETTER]\n> Hello.\n\nTwo.\n\n> [!LETTER]"),
        format!("{whole}letter/own-words\n")
    );
    assert_eq!(
        take("One.\n\n> [!LETTER]\n\nTwo."),
        "One.\nletter.fr[Bonjour.]\nTwo.\nletter.fr[Merci.]\nletter/place\n"
    );
    assert_eq!(take("One."), "One.\nletter.fr[Bonjour.]\nletter.fr[Merci.]\nletter/place\n");
}

#[test]
fn any_words_of_a_letter_in_a_translation_are_told() {
    let read = |tag: &str, body: &str| read_as(body, 0, &SourcePath::from("x.md"), language(tag), true).value;
    let source = read("fr", "> [!LETTER]\n>\n> Bonjour.");
    for own in [
        "> | a | b |\n> | - | - |\n> | c | d |",
        "> | a |\n> | - |",
        "> > ## Subject",
        "> - ## Subject",
        "> ```\n> a\n> ```",
    ] {
        let mut translation = read("en", &format!("> [!LETTER]\n>\n{own}"));
        let told = take_letters(&mut translation, &source, &SourcePath::from("en.md"));
        assert_eq!(told.iter().map(|one| one.code()).collect::<Vec<_>>(), ["letter/own-words"], "{own}");
    }
}

#[test]
fn a_letter_calls_no_note_of_another_text() {
    let read = |tag: &str, body: &str| read_as(body, 0, &SourcePath::from("x.md"), language(tag), true).value;
    let source = read("fr", "Un[^1].\n\n> [!LETTER]\n>\n> **Bonjour[^2]**.\n\n[^1]: a\n[^2]: b");
    let mut translation = read("en", "One.\n\n> [!LETTER]");
    take_letters(&mut translation, &source, &SourcePath::from("en.md"));
    assert_eq!(draw(&translation), "One.\nletter.fr[*Bonjour*.]\n");
}

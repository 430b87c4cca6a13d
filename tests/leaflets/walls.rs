//! Every format in every language that is there: pages, letters, and the words that a screen reader gets. And what is made of
//! the toolkit itself: posters, codes, signs.

use std::collections::BTreeSet;

use trousseau_core::toolkit::Format;

use super::{Built, built, story};
use crate::report::reader;

const PHRASES: &str = "\
--- content/phrases.yaml ---
- {id: ecrire, text: {fr: \"Pouvez-vous l’écrire ?\", ar: \"هل يمكنكم كتابة ذلك؟\", ti: \"ክትጽሕፉለይ ትኽእሉ ዶ?\"}, pictogram: pen}
- {id: merci, text: {fr: Merci de votre aide., ar: \"شكرًا على مساعدتكم.\"}}
- {id: papiers, text: {fr: \"Quels papiers faut-il ?\"}}
--- content/numbers.yaml ---
- {guide: demander, number: 3}
--- content/paths.yaml ---
- id: debut
  question: {fr: \"Où en êtes-vous ?\", ar: أين وصلتم؟, ti: ኣበይ ኣለኹም?}
  machine: [ar, ti]
  answers:
    - {text: {fr: \"J'ai un papier.\", ar: عندي ورقة., ti: ወረቐት ኣለኒ።}, to: papier}
    - {text: {fr: Je suis dehors., ar: أنا في الشارع., ti: ኣብ ደገ ኣለኹ።}, to: \"contact:siao\"}
- id: papier
  question: {fr: \"Quel papier avez-vous ?\", ar: أي ورقة عندكم؟, ti: ኣየናይ ወረቐት ኣለኩም?}
  machine: [ar, ti]
  answers:
    - {text: {fr: Une carte., ar: بطاقة., ti: ካርድ።}, to: demander}
";

/// The small toolkit with phrases, in every format.
fn all() -> Built {
    let formats: Vec<&str> = Format::all().map(Format::name).collect();
    built(&(story(&formats.join(", ")) + PHRASES))
}

/// How many pages a PDF has.
fn pages(bytes: &[u8]) -> usize {
    let signs: [&[u8]; 3] = [b"/Type/Page/", b"/Type /Page\n", b"/Type /Page "];
    let count = |sign: &[u8]| bytes.windows(sign.len()).filter(|part| *part == sign).count();
    signs.into_iter().map(count).sum()
}

/// The words of a guide in each language that no format leaves out.
const TITLES: [(&str, &str); 3] = [("fr", "Déposer sa demande"), ("ar", "تقديم الطلب"), ("ti", "ምልክታ")];

#[test]
fn every_format_in_every_language_that_is_there_is_printed() {
    let built = all();
    let codes: BTreeSet<&str> = built.diagnostics.iter().map(|one| one.code()).collect();
    assert_eq!(codes, BTreeSet::from(["leaflets/rows", "numbers/missing"]), "{:?}", built.diagnostics);
    let (walls, of_guides): (Vec<Format>, Vec<Format>) =
        Format::all().filter(|format| *format != Format::Sheet).partition(|format| format.is_of_toolkit());
    for (language, title) in TITLES {
        for format in of_guides.iter().filter(|format| !format.is_pair() || language != "fr") {
            let path = format!("site/{language}/print/demander-{format}.pdf");
            let bytes = built.files.get(&path).unwrap_or_else(|| panic!("no {path}"));
            let heard = reader::heard(bytes);
            assert!(heard.contains(title) || language == "ti", "{path}: {heard}");
            assert!(heard.contains("115"), "{path}: whom to call is on every paper");
        }
        for format in &walls {
            let path = format!("site/{language}/print/{format}-{language}.pdf");
            let is_once = matches!(format, Format::Codes | Format::CodesA3);
            assert_eq!(built.files.contains_key(&path), !is_once || language == "fr", "{path}");
        }
    }
}

#[test]
fn a_card_says_once_what_it_prints_four_times() {
    let built = all();
    let bytes = &built.files["site/fr/print/demander-card.pdf"];
    assert_eq!(pages(bytes), 1);
    let heard = reader::heard(bytes);
    for words in ["Déposer sa demande", "Demandez.", "Attendez.", "115", "exemple.org/t/fr/3"] {
        assert_eq!(heard.matches(words).count(), 1, "{words}: {heard}");
    }
    assert!(!heard.contains("une carte"), "only the first steps: {heard}");
    assert!(heard.contains("Démonstration"), "{heard}");
    let arabic = reader::heard(&built.files["site/ar/print/demander-card.pdf"]);
    assert!(arabic.contains("لم تُراجع هذه الترجمة بعد"), "{arabic}");
}

#[test]
fn a_poster_shows_the_way_in_the_language_of_its_readers() {
    let built = all();
    for (language, names) in
        [("fr", ["Demander", "Habiter"]), ("ar", ["الطلب", "السكن"]), ("ti", ["ምሕታት", "ምንባር"])]
    {
        let bytes = &built.files[&format!("site/{language}/print/poster-{language}.pdf")];
        assert_eq!(pages(bytes), 1, "{language}");
        let heard = reader::heard(bytes);
        let [first, second] = names.map(|name| heard.find(name).unwrap_or_else(|| panic!("{name}: {heard}")));
        assert!(first < second && heard.contains("115"), "{heard}");
        assert!(heard.contains(&format!("exemple.org/t/{language}/")), "{heard}");
        let large = &built.files[&format!("site/{language}/print/poster_a3-{language}.pdf")];
        assert_eq!(reader::heard(large), heard, "the same on A3");
    }
}

#[test]
fn codes_lead_to_each_language_under_its_own_name() {
    let built = all();
    let heard = reader::heard(&built.files["site/fr/print/codes-fr.pdf"]);
    for (name, tag) in [("Français", "fr"), ("العربية", "ar"), ("ትግርኛ", "ti")] {
        assert!(heard.contains(name), "{name}: {heard}");
        assert!(heard.contains(&format!("https://exemple.org/t/{tag}/")), "{tag}: {heard}");
    }
}

#[test]
fn signs_show_both_languages_the_readers_first() {
    let built = all();
    let arabic = reader::heard(&built.files["site/ar/print/signs-ar.pdf"]);
    let place = |words: &str| arabic.find(words).unwrap_or_else(|| panic!("{words}: {arabic}"));
    assert!(place("هل يمكنكم كتابة ذلك؟") < place("Pouvez-vous l’écrire"), "{arabic}");
    assert!(!arabic.contains("Quels papiers"), "what is not translated shows a reader nothing: {arabic}");
    assert!(arabic.contains("Cette traduction n’est pas encore relue"), "both sides know it: {arabic}");
    let french = reader::heard(&built.files["site/fr/print/signs-fr.pdf"]);
    assert!(french.contains("Quels papiers") && !french.contains("relue"), "{french}");
    assert_eq!(pages(&built.files["site/fr/print/signs-fr.pdf"]), 2, "two phrases on a sheet");
}

#[test]
fn the_print_page_offers_what_is_for_walls() {
    let built = all();
    let arabic = built.page("ar/imprimer.html");
    for link in
        ["print/poster-ar.pdf", "print/signs-ar.pdf", "../fr/print/codes-fr.pdf", "print/demander-card.pdf"]
    {
        assert!(arabic.contains(&format!("href=\"{link}\"")), "{link}");
    }
    assert!(arabic.contains("poster_a3-ar.pdf") && !arabic.contains("../fr/print/poster-fr.pdf"));
}

#[test]
fn the_questions_stand_on_one_sheet_with_what_their_answers_lead_to() {
    let built = all();
    for (language, words) in [
        (
            "fr",
            ["Quel papier avez-vous", "Une carte", "Déposer sa demande", "/fr/3", "Je suis dehors", "115"],
        ),
        ("ar", ["أي ورقة عندكم؟", "بطاقة", "تقديم الطلب", "/ar/3", "أنا في الشارع", "115"]),
    ] {
        let bytes = &built.files[&format!("site/{language}/print/questions-{language}.pdf")];
        assert_eq!(pages(bytes), 1, "{language}");
        let heard = reader::heard(bytes);
        for word in words {
            assert!(heard.contains(word), "{word}: {heard}");
        }
        assert_eq!(heard.contains("لم تُراجع هذه الترجمة بعد"), language == "ar", "{heard}");
    }
    assert!(built.page("ar/imprimer.html").contains("href=\"print/questions-ar.pdf\""));
}

#[test]
fn a_leaflet_prints_the_short_address_beside_its_code() {
    let heard = reader::heard(&all().files["site/fr/print/demander-a4.pdf"]);
    assert!(heard.contains("exemple.org/t/fr/3"), "{heard}");
}

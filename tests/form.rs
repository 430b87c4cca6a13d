//! The form that people fill with a pen, and the table into which it is copied.

use std::fs;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use trousseau_core::source::Sources;
use trousseau_pdf::leaflet::Leaflets;
use trousseau_site::view;
use trousseau_text::Language;

use crate::{
    cli::{Toolkit, run},
    report::reader,
    way::{STORY, TODAY, survey},
};

/// The form of a story in a language: how many pages, and their words. It is for everybody, and for archives.
fn form(story: &str, tag: &str, guide: Option<&str>) -> (u32, String) {
    let sources = Sources::from_story(story).value;
    let (library, theme) = survey(sources, TODAY).made.expect("a toolkit");
    let language = Language::find(tag).expect("in the table");
    let guide = guide.map(|slug| library.guide(slug).expect("a guide"));
    let view = view::form::form(&library, language, guide);
    let made = trousseau_pdf::form::form(&view, &Leaflets::new(&theme), &theme);
    assert_eq!(made.diagnostics, [], "{tag}");
    let print = made.value.expect("a form");
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let report = validate_pdf_bytes(&print.bytes, &ValidationOptions::default().profile(profile));
        let failures: Vec<String> =
            report.expect("a PDF").failures.iter().map(|failure| format!("{failure:?}")).collect();
        assert_eq!(failures, [""; 0], "{tag}");
    }
    (print.pages, reader::read(&print.bytes).concat().concat())
}

/// The toolkit of the tests in French, English and Arabic.
fn story() -> String {
    let story = STORY.replace("languages: [fr, ar, ti]", "languages: [fr, en, ar]");
    // Texts in a language that is not listed are in nobody's way here.
    assert_ne!(story, STORY);
    story
}

/// The same with so many guides, each with a title of 120 letters in both scripts, and a name of four lines.
fn long(guides: usize) -> String {
    let french = "Demander ensemble un logement social plus grand quand la famille change et que le bail est au nom de deux personnes là";
    let arabic = "طلب مسكن اجتماعي أكبر معًا عندما تتغير الأسرة ويكون عقد الإيجار باسم شخصين يعيشان في المسكن نفسه منذ سنوات طويلة جدا";
    let name =
        "Le trousseau des partenaires du logement social et de l’hébergement de toute la région ".repeat(4);
    let slugs: Vec<String> = (0..guides).map(|number| format!("long-{number}")).collect();
    let mut story = story()
        .replace("name: {fr: Exemple, ar: مثال,", &format!("name: {{fr: \"{name}\", ar: \"{arabic}\","))
        .replace("guides: [demander, suivre]", &format!("guides: [demander, suivre, {}]", slugs.join(", ")));
    for slug in &slugs {
        story += &format!(
            "--- content/guides/{slug}/fr.md ---\n---\ntitle: {french} {slug}\nsummary: S\nstage: demander\nstatus: pilot\n\
             versions:\n  - {{version: 1.0.0, date: 2026-11-01, summary: S}}\n---\n\n## À faire\n\nDemandez.\n\
             --- content/guides/{slug}/ar.md ---\n---\ntitle: {arabic} {slug}\nsummary: س\ntranslates: 1.0.0\n\
             translation: draft\n---\n\n## ما يجب فعله\n\nاطلبوا.\n"
        );
    }
    story
}

#[test]
fn a_form_is_one_page_in_every_language_whatever_is_long() {
    for tag in ["fr", "en", "ar"] {
        for (story, guide) in [
            (story(), None),
            (story(), Some("demander")),
            (long(10), None),
            (long(60), None),
            (long(1), Some("long-0")),
        ] {
            let (pages, words) = form(&story, tag, guide);
            assert_eq!(pages, 1, "{tag} {guide:?}: {words}");
        }
    }
}

#[test]
fn many_guides_give_way_to_a_line_and_nothing_else_does() {
    for (tag, title, last) in
        [("fr", "Déposer sa demande", "Donnez cette feuille"), ("ar", "تقديم الطلب", "سل")]
    {
        let few = form(&long(1), tag, None).1;
        let many = form(&long(60), tag, None).1;
        assert!(few.contains(title) && few.contains("long-0"), "{few}");
        assert!(!many.contains(title) && !many.contains("long-0"), "{many}");
        for page in [few, many] {
            assert!(page.contains(last), "{page}");
        }
    }
}

#[test]
fn a_form_is_made_in_each_language_that_the_theme_speaks() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "languages: [fr, ar, ti]", "languages: [fr, ar, ti, bci]");
    let done = run(&toolkit, &["feedback", "form", "--lang", "fr"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    let read = |name: &str| {
        let bytes = fs::read(toolkit.path().join("output/reports").join(name)).expect("a form");
        reader::read(&bytes).concat().concat()
    };
    let page = read("form-fr.pdf");
    assert!(page.contains("N’écrivez pas votre nom") && page.contains("Déposer sa demande"), "{page}");
    assert!(read("form-ar.pdf").contains("تقديم الطلب"));
    assert!(read("form-ti.pdf").contains("ምሕታት"));
    assert!(!toolkit.path().join("output/reports/form-bci.pdf").exists(), "the theme has no words in Baoulé");
    let one = run(&toolkit, &["feedback", "form", "--guide", "demander"]);
    assert_eq!(one.code, 0, "{}", one.errors);
    let page = read("form-fr.pdf");
    assert!(page.contains("Déposer sa demande") && !page.contains("Suivre sa demande"), "{page}");
    assert!(page.contains("1.0.0"), "a form about one guide names the version that is tested: {page}");
    assert_eq!(run(&toolkit, &["feedback", "form", "--guide", "jamais"]).code, 2);
}

#[test]
fn the_empty_table_is_filled_imported_and_never_written_over() {
    let toolkit = Toolkit::new();
    toolkit
        .write("content/rounds.yaml", "- {id: essai, name: {fr: Essai}, from: 2026-11-01, to: 2026-11-20}\n");
    assert_eq!(run(&toolkit, &["feedback", "form"]).code, 0);
    let path = "output/reports/form.csv";
    let read = || fs::read_to_string(toolkit.path().join(path)).expect("a table");
    let empty = read();
    assert_eq!(
        empty.replace('\u{202f}', " "),
        "\u{feff}Guide;Version testée;Langue lue;Tour d’essai;Mois;Qui le dit ?;Comment ?;Combien de personnes ?;\
         De quoi s’agit-il ?;Partie du guide;Est-ce grave ?;Votre proposition\r\n"
    );
    assert_eq!(run(&toolkit, &["feedback", "form"]).code, 0);
    assert_eq!(read(), empty);
    let row = "Déposer sa demande;1.0.0;Français;Essai;novembre 2026;Ménage;Formulaire papier;2;Mot pas clair;Les papiers;2 – cela gêne;Dire « bail ».\r\n";
    toolkit.write(path, format!("{empty}{row}"));
    let again = run(&toolkit, &["feedback", "form"]);
    assert!(again.code == 0 && again.text.contains("form.csv is not empty"), "{}", again.text);
    assert_eq!(read(), format!("{empty}{row}"));
    let done = run(&toolkit, &["feedback", "import", path]);
    assert_eq!((done.code, done.text.contains("1 remark added")), (0, true), "{}", done.text);
    let guide = fs::read_to_string(toolkit.path().join("content/guides/demander/fr.md")).expect("a guide");
    assert!(
        guide.contains("section: les-papiers\n    severity: 2\n    proposal: Dire « bail ».\n"),
        "{guide}"
    );
}

#[test]
fn what_the_printed_form_says_is_what_an_import_understands() {
    use trousseau_core::guide::remark::{Kind, Paper, fields::TABLE};
    use trousseau_exchange::{columns, values};
    use trousseau_text::Language;
    use trousseau_theme as theme;
    for tag in ["fr", "en", "ar"] {
        let language = Language::find(tag).expect("in the table");
        let theme = theme::load(
            &trousseau_core::source::Sources::default(),
            "default",
            &[language],
            Language::default(),
        )
        .value;
        let strings = theme.strings(language);
        for spec in TABLE.iter().filter(|spec| spec.paper != Paper::Absent) {
            let field = spec.field.name();
            let heading = strings.get(&format!("form.fields.{field}"));
            assert_eq!(columns::known(heading), Some(spec.field), "{tag}: {heading}");
            for name in spec.kind.names() {
                let words = strings.get(&format!("form.{field}.{name}"));
                let understood = match spec.kind {
                    Kind::Level(scale) => values::level(scale, field, words),
                    _ => values::choose(field, words),
                };
                assert_eq!(understood, Some(*name), "{tag}: {words}");
            }
        }
    }
}

#[test]
fn a_form_about_a_guide_of_a_toolkit_that_cannot_be_read_is_refused() {
    let toolkit = Toolkit::new();
    toolkit.write("content/toolkit.yaml", "name: [");
    for guide in ["demander", "nowhere"] {
        let done = run(&toolkit, &["feedback", "form", "--guide", guide]);
        assert_eq!(done.code, 2, "{guide}: {}{}", done.text, done.errors);
        assert!(done.errors.contains("toolkit"), "{}", done.errors);
    }
}

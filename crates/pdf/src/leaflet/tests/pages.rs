//! What a leaflet contains, and what happens to content that does not fit on paper.

use super::*;
use trousseau_core::{guide::FalcStatus, source::Source};
use trousseau_site::view::{
    FalcView,
    leaflet::{HostFunction, HostView, Logo},
};

pub const PAPERS: &str = "## Les papiers {.documents}\n\n- [ ] une carte\n- [ ] un acte\n";

/// All words of a leaflet, in the order of its structure.
pub fn said(view: &LeafletView) -> String {
    let text = reader::read(&generated(view, Sheet::Pages).bytes)
        .iter()
        .map(|pieces| pieces.concat())
        .collect::<Vec<_>>();
    text.join("\n")
}

pub const LOGO: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

pub fn host(file: &str, logo: &str) -> HostView {
    let file = Source::new(file, logo.as_bytes());
    HostView {
        name: local("Association exemple"),
        role: local("Aide."),
        example: true,
        functions: vec![HostFunction { name: local("Accueil"), phone: phone("03 20 00 00 00"), hours: None }],
        logo: Some(Logo { alt: "Association exemple".into(), fingerprint: file.fingerprint, file }),
    }
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let view = full("fr", A4, "Demander", PAPERS);
    let first = generated(&view, Sheet::Pages);
    let again = Leaflets::new(theme()).generate(&view, &[Sheet::Pages]).remove(0).value.expect("made");
    assert!(first.bytes.starts_with(b"%PDF-"));
    assert_eq!(first.bytes, again.bytes);
    assert_eq!((first.pages, first.size_pt), (1, 14.0));
    let threads: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let made = || scope.spawn(|| generated(&view, Sheet::Pages).bytes);
        [made(), made(), made()].map(|thread| thread.join().expect("no panic")).into()
    });
    assert!(threads.iter().all(|bytes| *bytes == first.bytes));
}

#[test]
fn one_layout_gives_many_sheets() {
    let view = full("fr", PANEL, "Demander", PAPERS);
    let made = leaflets().generate(&view, &[Sheet::Pages, FOLDED, Sheet::Preview]);
    let made: Vec<Print> = made.into_iter().map(|made| made.value.expect("made")).collect();
    // A cover, one panel of text and the back, on the two sides of a sheet.
    assert_eq!(
        made.iter().map(|print| (print.pages, print.read)).collect::<Vec<_>>(),
        [(3, 3), (2, 3), (3, 3)]
    );
    assert!(made[2].bytes.starts_with(b"\x89PNG"));
    let size = trousseau_core::picture::probe(&made[2].bytes).expect("a picture");
    // 100 mm as 240 pixels are 210 mm.
    assert_eq!((size.width, size.height), (114, 240));
}

#[test]
fn text_is_never_read_as_a_template() {
    let text =
        "## #panic() $x$\n\n#panic() \\$x\\$ @ref `#eval(\"1\")` /* no */ // no <label> = no #\\[no\\]\n";
    let said = said(&bare("fr", A4, "#panic(\"titre\")", text));
    for verbatim in ["#panic(\"titre\")", "#panic() $x$", "@ref #eval(\"1\") /* no */ // no", "= no #[no]"] {
        assert!(said.contains(verbatim), "{verbatim} in {said}");
    }
}

#[test]
fn a_leaflet_says_all_that_it_must() {
    let mut view = full(
        "fr",
        A4,
        "Demander",
        "Voir [le site](https://www.caf.fr/aides/), [encore](https://caf.fr/aides) et [caf.fr](https://caf.fr).",
    );
    view.partner = Some(host("content/logo.svg", LOGO));
    let said = said(&view);
    for words in [
        "Étape 2 sur 7",
        "Demander",
        "à l’essai",
        "Démonstration",
        "DALO",
        "un droit",
        "Qui peut vous aider",
        "0\u{a0}805\u{a0}16\u{a0}00\u{a0}75",
        "Appel gratuit",
        "Remis par",
        "Association exemple",
        "03\u{a0}20\u{a0}00\u{a0}00\u{a0}00",
        "Mon rendez-vous",
        "Avec",
        "Mon plan",
        "exemple.org/fr/essai.html",
        "personne ne l’a relue",
    ] {
        let plain = |text: &str| text.to_lowercase().replace('\u{a0}', " ");
        assert!(plain(&said).contains(&plain(words)), "{words} in {said}");
    }
    // An address stands once, and not after words that are it.
    assert_eq!(said.matches("caf.fr").count(), 2, "{said}");
    assert!(said.contains("le site (caf.fr/aides), encore et caf.fr."), "{said}");
}

#[test]
fn a_number_is_told_with_what_it_is_for() {
    let said = said(&full("fr", PANEL, "Essai", PAPERS));
    assert!(said.contains("SIAO — Essai"), "{said}");
}

#[test]
fn how_easy_a_text_is_stands_only_where_it_is_declared() {
    for layout in [A4, PANEL, LARGE] {
        let mut view = full("fr", layout, "Demander", "Un texte.\n");
        let silent = said(&view);
        assert!(!silent.contains("FALC"), "{silent}");
        view.parts[0].falc =
            Some(FalcView { status: FalcStatus::Tested, testers: 3, date: date(2026, 11, 21) });
        let said = said(&view).replace(['\u{a0}', '\u{202f}'], " ");
        assert!(said.contains("(FALC) : relu avec des lecteurs (3), le 21 novembre 2026"), "{said}");
    }
}

#[test]
fn a_sign_without_a_glyph_is_told_with_its_place() {
    // A letter that no font has is an error; an ornament is left out with a warning.
    for (sign, code, number, is_made) in
        [("猫", "leaflet/glyph", "U+732B", false), ("🏠", "leaflet/sign", "U+1F3E0", true)]
    {
        let text = format!("## Un\n\nTout va bien.\n\n## Deux {sign}\n\nEncore {sign}.\n");
        let made = leaflets().generate(&bare("fr", A4, "Essai", &text), &[Sheet::Pages]).remove(0);
        assert_eq!(made.value.is_some(), is_made, "{sign}");
        let [diagnostic] = &made.diagnostics[..] else { panic!("{:?}", made.diagnostics) };
        let section = format!("Deux {sign}");
        assert_eq!(
            (diagnostic.code(), &*diagnostic.args["code"], &*diagnostic.args["section"]),
            (code, number, &*section)
        );
        let span = diagnostic.place.span.expect("a place");
        assert!(text[span.start..span.end].starts_with("## Deux"));
    }
}

#[test]
fn what_is_wrong_beside_the_text_is_told_in_its_own_file() {
    type Spoil = fn(&mut LeafletView);
    let spoils: [(Spoil, &str); 4] = [
        (|view| view.parts[0].terms[0].definition = local("un 猫"), "content/glossary.yaml"),
        (|view| view.parts[0].help[0].role = local("un 猫"), "content/contacts.yaml"),
        (|view| view.parts[0].summary = local("un 猫"), "content/guides/essai/fr.md"),
        (
            |view| {
                let mut host = host("logo.svg", LOGO);
                host.role = local("un 猫");
                view.partner = Some(host);
            },
            "content/partners.yaml",
        ),
    ];
    for (spoil, file) in spoils {
        let mut view = full("fr", A4, "Demander", "Un texte.\n");
        spoil(&mut view);
        let made = leaflets().generate(&view, &[Sheet::Pages]).remove(0);
        let told: Vec<_> =
            made.diagnostics.iter().map(|diagnostic| (diagnostic.code(), &*diagnostic.place.path)).collect();
        assert_eq!(told, [("leaflet/glyph", file)]);
    }
}

#[test]
fn ordinary_signs_are_printed() {
    let said = said(&bare("ar", A4, "دليل", "→ ← ↔ ≥ ≤ ≠ ✓ ✗ ☎ ½\n"));
    for sign in "←↔≥≤≠✓✗☎½".chars() {
        assert!(said.contains(sign), "{sign} in {said}");
    }
}

#[test]
fn a_cover_or_a_back_that_is_too_full_is_told_as_such() {
    let mut view = full("fr", PANEL, "Demander", "Un texte.\n");
    view.parts[0].summary = local(&"Une phrase qui prend de la place. ".repeat(40));
    let contact = view.parts[0].help[0].clone();
    view.parts[0].help = vec![contact; 20];
    let fit = leaflets().fit(&view);
    let told: Vec<_> = fit.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    assert_eq!(told, ["leaflet/cover", "leaflet/back"]);
    let over = |at: usize| fit.diagnostics[at].args["millimetres"].parse::<f64>().expect("a number");
    // A summary of 1,360 letters takes 36 lines of at least 5 mm, pictogram and code 58 mm more; twenty contacts of
    // two lines 20 × 2 × 6 mm, without lines to write on: each is more than one panel of 182 mm, and less than three.
    assert!((50.0..364.0).contains(&over(0)) && (50.0..364.0).contains(&over(1)), "{:?}", fit.diagnostics);
}

#[test]
fn too_much_text_for_six_panels_is_told_with_its_section() {
    let section = |name: &str| {
        format!("## {name}\n\n{}\n\n", "Une phrase qui prend de la place sur le papier. ".repeat(22))
    };
    let text: String = ["Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit"].map(section).concat();
    let mut view = bare("fr", PANEL, "Essai", &text);
    view.parts[0].is_chosen = true;
    let fit = leaflets().fit(&view);
    let [diagnostic] = &fit.diagnostics[..] else { panic!("{:?}", fit.diagnostics) };
    assert_eq!((diagnostic.code(), &*diagnostic.args["size"]), ("leaflet/overflow", "12"));
    let too_much = -fit.value.expect("a fit").space_left_mm;
    assert_eq!(diagnostic.args["millimetres"], too_much.ceil().to_string());
    // Eight sections of the same length, of which four panels hold a part: what is too much is the rest.
    let half = leaflets().fit(&bare("fr", PANEL, "Essai", &text[..text.len() / 2])).value.expect("a fit");
    assert!(half.space_left_mm >= 0.0 && too_much > 150.0, "{half:?} {too_much}");
    let span = diagnostic.place.span.expect("a place");
    assert!(text[span.start..span.end].starts_with(&format!("## {}", diagnostic.args["section"])));
    assert_eq!(diagnostic.args["panel"], "5");
}

#[test]
fn where_nothing_is_chosen_sections_that_fit_are_proposed() {
    let section = |(name, times): (&str, usize)| {
        format!("## {name}\n\n{}\n\n", "Une phrase qui prend de la place sur le papier. ".repeat(times))
    };
    let sections = [
        ("Le cadre {#le-cadre}", 60),
        ("Agir {#agir .steps}", 20),
        ("L’histoire {#l-histoire}", 50),
        ("Attention {#attention .warning}", 12),
        ("Qui peut aider ? {#aide .chat}", 4),
    ];
    let text: String = sections.map(section).concat();
    let fit = leaflets().fit(&bare("fr", PANEL, "Essai", &text));
    let [diagnostic] = &fit.diagnostics[..] else { panic!("{:?}", fit.diagnostics) };
    // What one does and what one must not do come first, whatever its place, and the back says who helps.
    assert_eq!((diagnostic.code(), &*diagnostic.args["sections"]), ("leaflet/choose", "agir, attention"));
}

#[test]
fn lines_to_write_on_take_no_page_of_their_own_while_the_rest_can_make_room() {
    let laid = |lines: usize| {
        let view = full("fr", A4, "Demander", &"Une phrase pour remplir la page.\n\n".repeat(lines));
        leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out")
    };
    let is_tight = |laid: &Laid| String::from_utf8_lossy(&laid.data).contains("\"tight\":true");
    let all: Vec<Laid> = (8..40).map(laid).collect();
    let tight = all.iter().filter(|laid| is_tight(laid)).count();
    assert!((1..all.len() / 2).contains(&tight), "{tight} of {}", all.len());
    for laid in all.iter().filter(|laid| is_tight(laid)) {
        assert!(!fit::notebook_is_alone(&laid.document, A4.paper), "{} pages", laid.fit.pages);
    }
    let pages: Vec<u32> = all.iter().map(|laid| laid.fit.pages).collect();
    assert!(pages.is_sorted() && pages[0] < pages[pages.len() - 1], "{pages:?}");
}

#[test]
fn a_table_too_wide_for_its_paper_is_told_row_by_row() {
    let head = |columns: usize| (0..columns).map(|at| format!("| Colonne{at:02} ")).collect::<String>();
    let table = |columns: usize| {
        let row = (0..columns).map(|at| format!("| cellule{at:02} ")).collect::<String>();
        format!("{}|\n{}|\n{row}|\n", head(columns), "|---".repeat(columns))
    };
    // On a page the head is said once; on cards each cell is said with the name of its column.
    for (layout, columns, times) in [(A4, 3, 1), (A4, 12, 2), (PANEL, 3, 2)] {
        let rows =
            format!("{}{}", table(columns), (0..columns).map(|_| "| encore ").collect::<String>() + "|\n");
        let said = said(&bare("fr", layout, "Essai", &rows));
        assert_eq!(said.matches("Colonne01").count(), times, "{layout:?}, {columns}: {said}");
        assert_eq!(said.matches("cellule01").count(), 1, "{said}");
    }
}

#[test]
fn the_largest_size_that_fits_is_taken() {
    let text = |times: usize| {
        format!("## Un\n\n{}", "Une phrase qui prend de la place sur le papier. ".repeat(times))
    };
    let size = |times: usize| {
        leaflets().fit(&bare("fr", PANEL, "Essai", &text(times))).value.expect("a fit").size_pt
    };
    assert_eq!(size(10), 16.0);
    let sizes: Vec<f64> = (50..=90).step_by(5).map(size).collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
    assert!(sizes.iter().any(|size| (12.5..14.0).contains(size)), "{sizes:?}");
}

#[test]
fn odd_content_costs_no_leaflet() {
    let title = "Un titre bien trop long ".repeat(60);
    assert_eq!(codes(&bare("fr", A4, "Essai", &format!("## {title}\n\nTexte.\n"))), [""; 0]);
    for layout in [A4, A5, LARGE, PANEL, BILINGUAL] {
        assert_eq!(codes(&bare("fr", layout, "Rien qu’un titre", "")), [""; 0], "{layout:?}");
        assert_eq!(codes(&bare("ar", layout, "عنوان فقط", "")), [""; 0], "{layout:?}");
    }
    let mut nothing = bare("fr", A4, "Rien", "");
    nothing.parts.clear();
    assert_eq!(codes(&nothing), [""; 0]);
    let deep = format!(
        "{}fin",
        (0..40).map(|depth| format!("{}- > un\n", "    ".repeat(depth))).collect::<String>()
    );
    assert_eq!(codes(&bare("fr", LARGE, "Essai", &deep)), [""; 0]);
    let word = "Anticonstitutionnellement".repeat(8);
    let outside = codes(&bare("fr", A4, "Essai", &word));
    assert_eq!(outside, ["leaflet/outside"]);
}

#[test]
fn a_broken_logo_is_left_out_with_a_note() {
    for (file, logo) in [
        (
            "content/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>x</script></svg>",
        ),
        (
            "content/logo.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"http://x.org/a.png\"/></svg>",
        ),
        ("content/logo.svg", "<svg viewBox=\"0 0 9 9\"><path d=\"M0 0"),
        ("content/logo.png", "not a picture"),
    ] {
        let mut view = bare("fr", A4, "Essai", PAPERS);
        view.partner = Some(host(file, logo));
        let made = leaflets().generate(&view, &[Sheet::Pages]).remove(0);
        assert_eq!(
            made.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect::<Vec<_>>(),
            ["leaflet/picture"],
            "{logo}"
        );
        assert!(made.value.is_some(), "{logo}");
    }
}

#[test]
fn a_broken_template_is_told_with_its_line() {
    let mut sources = Sources::default();
    sources.put(Source::new(
        "themes/default/leaflet/leaflet.typ",
        *b"#import \"house.typ\": *\n\n#let x = 1 +\n",
    ));
    let theme =
        Theme::new(Files::read(&sources, "default"), "default", &[Language::default()], Language::default())
            .value;
    let made = Leaflets::new(&theme).generate(&bare("fr", A4, "Essai", PAPERS), &[Sheet::Pages]).remove(0);
    assert_eq!(made.value, None);
    let diagnostic = &made.diagnostics[0];
    assert_eq!((diagnostic.code(), &*diagnostic.args["line"]), ("leaflet/template", "3"));
    assert_eq!(&*diagnostic.place.path, "themes/default/leaflet/leaflet.typ");
}

#[test]
fn any_document_of_the_house_is_pressed() {
    let mut sources = Sources::default();
    let form = "#import \"house.typ\": *\n#show: house\n#title(inl(d.title))\n#par(inl(pieces.question))\n#if data.lines > 1 [two]\n";
    sources.put(Source::new("themes/default/leaflet/form.typ", form.as_bytes()));
    let theme =
        Theme::new(Files::read(&sources, "default"), "default", &[Language::default()], Language::default())
            .value;
    let about = About { title: "Un formulaire".into(), language: Language::default(), date: None };
    let data = json!({"question": "Quoi #panic() ?", "lines": 2});
    let made = Leaflets::new(&theme).document("form.typ", &data, &about);
    assert_eq!(made.diagnostics, []);
    let text = reader::read(&made.value.expect("a file").bytes).concat().concat();
    assert!(
        text.contains("Un formulaire") && text.contains("Quoi #panic() ?") && text.contains("two"),
        "{text}"
    );
    let missing = Leaflets::new(&theme).document("nothing.typ", &data, &about);
    assert_eq!((missing.value, missing.diagnostics[0].code()), (None, "leaflet/pdf"));
}

#[test]
fn a_number_keeps_its_groups_in_every_direction() {
    for layout in [A4, PANEL] {
        let view =
            full("ar", layout, "الطلب", "اتصلوا بالرقم 0 805 16 00 75 مجانًا، أو [هنا](tel:0320000000).");
        let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
        let mut found = 0;
        for page in laid.document.pages() {
            let mut lines = BTreeMap::<i64, Vec<(f64, String)>>::new();
            ink::walk(&page.frame, typst::layout::Transform::identity(), &mut |at, item| {
                let typst::layout::FrameItem::Text(text) = item else { return };
                let line = lines.entry((at.y.to_pt() * 10.0).round() as i64).or_default();
                line.push((at.x.to_pt(), text.text.chars().filter(char::is_ascii_digit).collect()));
            });
            for mut pieces in lines.into_values() {
                pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
                let digits: String = pieces.into_iter().map(|(_, digits)| digits).collect();
                found += digits.matches("0805160075").count();
            }
        }
        // From left to right on paper: in the text, and big beside who can help.
        assert_eq!(found, 2, "{layout:?}");
    }
}

//! Words explained at the foot of the page that uses them.

use typst::layout::{FrameItem, Transform};

use super::*;

/// The words on each page, as they are drawn.
fn pages(view: &LeafletView) -> Vec<String> {
    let laid = leaflets().lay(view, Explains::of(view.layout)).value.expect("laid out");
    let words = |page: &Page| {
        let mut words = String::new();
        ink::walk(&page.frame, Transform::identity(), &mut |_, item| {
            if let FrameItem::Text(text) = item {
                words.push_str(&text.text);
            }
        });
        words
    };
    laid.document.pages().iter().map(words).collect()
}

fn terms(names: &[&str]) -> Vec<TermView> {
    let one = |name: &&str| TermView {
        id: (*name).into(),
        abbr: None,
        lang: None,
        dir: None,
        word: local(name),
        original: None,
        definition: local(&format!("Ce que {name} veut dire.")),
        guide: None,
    };
    names.iter().map(one).collect()
}

fn sentences(many: usize) -> String {
    "Une phrase pour remplir la page.\n\n".repeat(many)
}

#[test]
fn a_word_is_explained_on_the_page_that_uses_it_first() {
    for layout in [A4, LARGE, A5] {
        let text = format!(
            "## Un\n\nLe [bail](term:bail).\n\n{}La [caution](term:caution) et le [bail](term:bail).\n",
            sentences(40)
        );
        let mut view = bare("fr", layout, "Essai", &text);
        view.parts[0].terms = terms(&["bail", "caution"]);
        let pages = pages(&view);
        for name in ["bail", "caution"] {
            let meaning = format!("Ce que {name} veut dire.");
            let at: Vec<usize> = (0..pages.len()).filter(|page| pages[*page].contains(&meaning)).collect();
            let used = pages.iter().position(|page| {
                page.contains(&format!("{} {name}", if name == "bail" { "Le" } else { "La" }))
            });
            assert_eq!(at, [used.expect("used")], "{layout:?} {name}: {pages:#?}");
        }
        // The sign stands after the word that is used first, and not after the others.
        let all = pages.concat();
        assert!(all.contains("bail1") && all.contains("caution2") && !all.contains("le bail1"), "{all}");
    }
}

#[test]
fn what_only_a_heading_or_nothing_uses_is_explained_in_a_list() {
    let mut view = bare("fr", A4, "Essai", "## Le [bail](term:bail)\n\nUn texte.\n");
    view.parts[0].terms = terms(&["bail"]);
    let said = super::pages::said(&view);
    assert!(said.contains("Les mots expliqués") && said.contains("Ce que bail veut dire."), "{said}");
    assert!(!said.contains("bail1"), "{said}");
    let mut view = bare("fr", A4, "Essai", "## Le [bail](term:bail)\n\nLe [bail](term:bail).\n");
    view.parts[0].terms = terms(&["bail"]);
    let said = super::pages::said(&view);
    assert!(!said.contains("Les mots expliqués") && said.contains("Ce que bail veut dire."), "{said}");
}

#[test]
fn a_heading_goes_over_with_a_text_whose_words_are_explained() {
    let mut tried = 0;
    for many in 12..34 {
        for next in [
            "Le texte a un [bail](term:bail).",
            "- Le texte a un [bail](term:bail).\n- deux\n",
            "Cherchez :\n\n- Le texte a un [bail](term:bail).\n",
        ] {
            let text = format!("## Un\n\n{}## Chapitre\n\n{next}\n\n{}", sentences(many), sentences(9));
            let mut view = bare("fr", A4, "Essai", &text);
            view.parts[0].terms = terms(&["bail"]);
            let pages = pages(&view);
            let on = |words: &str| pages.iter().position(|page| page.contains(words)).expect("printed");
            assert_eq!(on("Chapitre"), on("Le texte a un"), "{many} {next}");
            assert_eq!(on("Le texte a un"), on("Ce que bail"), "{many} {next}");
            tried += on("Chapitre");
        }
    }
    assert!((10..60).contains(&tried), "headings near the end of a page: {tried}");
}

#[test]
fn no_line_under_a_word_is_dotted() {
    for layout in [A4, LARGE, A5, PANEL] {
        let mut view = full("fr", layout, "Essai", "Le [bail](term:dalo) et [le site](https://caf.fr).\n");
        view.parts[0].notice = None;
        let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
        for page in laid.document.pages() {
            ink::walk(&page.frame, Transform::identity(), &mut |_, item| {
                if let FrameItem::Shape(shape, _) = item {
                    assert!(shape.stroke.as_ref().is_none_or(|stroke| stroke.dash.is_none()), "{layout:?}");
                }
            });
        }
    }
}

#[test]
fn notes_that_span_pages_leave_no_leaflet_unmade() {
    let names = ["un", "deux", "trois", "quatre", "cinq", "six"];
    let items: String = names.iter().map(|name| format!("- Le [{name}](term:{name}).\n")).collect();
    for (layout, sheet) in [(LARGE, Sheet::Enlarged), (A5, STAPLED)] {
        for many in [12, 18, 29] {
            let text = format!("{}## Un\n\n{items}\n## Deux\n\nUne fin.\n", sentences(many));
            let mut view = bare("fr", layout, "Essai", &text);
            view.parts[0].terms = terms(&names);
            for term in &mut view.parts[0].terms {
                term.definition = local(&"Ce mot veut dire beaucoup de choses à la fois. ".repeat(14));
            }
            let made = leaflets().generate(&view, &[sheet]).remove(0);
            assert!(made.value.is_some(), "{many}: {:?}", made.diagnostics);
        }
    }
}

//! Room for letters with marks above and below them, and for what one writes by hand.

use typst::layout::{FrameItem, Transform};

use super::*;
use trousseau_core::document::{Block, Inline};

#[test]
fn letters_with_marks_above_and_below_have_more_between_their_lines() {
    let fonts = fonts::Fonts::decode(theme());
    let leading = |tag: &str| data::about(language(tag), "", &fonts)["leading"].as_f64();
    for tag in ["hi", "pa", "gu", "si", "th", "ta"] {
        assert_eq!(leading(tag), leading("bn"), "{tag}");
    }
    assert!(leading("bn") > leading("fr") && leading("ar") > leading("bn"));
}

#[test]
fn a_long_line_to_write_on_stays_on_the_paper() {
    for layout in [A4, LARGE] {
        let mut view = full("fr", layout, "Demander", "");
        let line = vec![Inline::Text("Le ".into()), Inline::Blank(80), Inline::Text(" au matin".into())];
        view.parts[0].body.blocks.push(Block::Paragraph(line));
        let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
        for page in laid.document.pages() {
            let end = page.frame.width().to_mm() - ink::MARGIN;
            ink::walk(&page.frame, Transform::identity(), &mut |at, item| {
                let FrameItem::Image(_, size, _) = item else { return };
                let right = (at.x + size.x).to_mm();
                assert!(right <= end, "{layout:?}: {right} mm of {end}");
            });
        }
    }
}

#[test]
fn a_short_table_of_long_rows_goes_over_to_the_next_page() {
    let row = |n: usize| {
        format!(
            "| Une solution {n} | {} | Le service |\n",
            "Des personnes sans toit pour la nuit. ".repeat(5)
        )
    };
    let table =
        format!("| Solution | Pour qui | Où |\n| --- | --- | --- |\n{}", (0..6).map(row).collect::<String>());
    for layout in [A4, LARGE, A5] {
        let made = leaflets().generate(&bare("fr", layout, "Essai", &table), &[Sheet::Pages]).remove(0);
        assert!(made.value.is_some() && made.diagnostics.is_empty(), "{layout:?}: {:?}", made.diagnostics);
    }
}

#[test]
fn a_notice_that_a_section_changed_takes_one_line() {
    let room = |is_changed: bool| {
        let mut view = bare("fr", A4, "Demander", "## À faire\n\nDemandez.\n");
        if is_changed {
            view.parts[0].body.blocks.insert(1, Block::Changed);
        }
        leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out").fit.space_left_mm
    };
    let taken = room(false) - room(true);
    assert!((2.0..8.0).contains(&taken), "{taken} mm");
}

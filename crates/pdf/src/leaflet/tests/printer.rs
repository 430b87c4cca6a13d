//! What a bad printer leaves: nothing near the edge of the paper, and black that is hardly more than half black.

use typst::{
    layout::{FrameItem, Transform},
    visualize::{ImageKind, Paint},
};

use super::{pages::host, sheets::every_block, *};

/// The edge that printers leave white, in millimetres.
const EDGE: f64 = 5.0;
/// How much of its black a line has left.
const TONER: f64 = 0.6;
/// The least contrast with the paper that one reads (WCAG 2.2, 1.4.3).
const LEAST: f64 = 4.5;

/// The contrast of a grey with white paper once the toner is low. `grey` is from 0, black, to 1.
fn contrast(grey: f64) -> f64 {
    let thin = 1.0 - TONER * (1.0 - grey);
    let linear = if thin <= 0.040_45 { thin / 12.92 } else { ((thin + 0.055) / 1.055).powf(2.4) };
    1.05 / (linear + 0.05)
}

fn grey(paint: &Paint) -> f64 {
    let Paint::Solid(color) = paint else { panic!("{paint:?}: a photocopier keeps no pattern") };
    let rgb = color.to_rgb();
    0.2126 * f64::from(rgb.red) + 0.7152 * f64::from(rgb.green) + 0.0722 * f64::from(rgb.blue)
}

/// What stands on the pages of a leaflet, as sheets are printed, and would be lost.
fn lost(document: &PagedDocument) -> Vec<String> {
    let mut lost = Vec::new();
    for page in document.pages() {
        let (width, height) = (page.frame.width().to_mm(), page.frame.height().to_mm());
        ink::walk(&page.frame, Transform::identity(), &mut |at, item| {
            let (left, top, right, bottom, paints) = match item {
                FrameItem::Text(text) if text.text.trim().is_empty() => return,
                FrameItem::Text(text) => {
                    let bottom = at.y.to_mm();
                    (
                        at.x.to_mm(),
                        bottom - text.size.to_mm() * 0.7,
                        at.x.to_mm() + text.width().to_mm(),
                        bottom,
                        vec![&text.fill],
                    )
                }
                FrameItem::Shape(shape, _) => {
                    let area = shape.bbox(true);
                    let stroke = shape.stroke.iter().map(|stroke| &stroke.paint);
                    let paints = shape.fill.iter().chain(stroke).collect();
                    (
                        (at.x + area.min.x).to_mm(),
                        (at.y + area.min.y).to_mm(),
                        (at.x + area.max.x).to_mm(),
                        (at.y + area.max.y).to_mm(),
                        paints,
                    )
                }
                // Drawings are looked at below; the white around a code may hang over.
                FrameItem::Image(image, size, _) if !matches!(image.kind(), ImageKind::Svg(_)) => {
                    (at.x.to_mm(), at.y.to_mm(), (at.x + size.x).to_mm(), (at.y + size.y).to_mm(), Vec::new())
                }
                _ => return,
            };
            if left < EDGE || top < EDGE || right > width - EDGE || bottom > height - EDGE {
                lost.push(format!(
                    "{left:.1} {top:.1} {right:.1} {bottom:.1} of {width} × {height}: {item:?}"
                ));
            }
            lost.extend(
                paints
                    .into_iter()
                    .filter(|paint| contrast(grey(paint)) < LEAST)
                    .map(|paint| format!("{paint:?}")),
            );
        });
    }
    lost
}

#[test]
fn a_bad_printer_loses_nothing() {
    // Black is read at 60 %, a dark grey is not.
    assert!(contrast(0.0) > LEAST && contrast(0.3) < LEAST);
    for (tag, title) in [("fr", "Déposer sa demande"), ("ar", "تقديم الطلب"), ("ti", "ምልክታ ምቕራብ")]
    {
        for (layout, sheet) in
            [(A4, None), (LARGE, None), (A5, Some(STAPLED)), (PANEL, Some(FOLDED)), (BILINGUAL, None)]
        {
            let mut view = full(tag, layout, title, &every_block(1));
            view.partner = Some(host("content/logo.svg", super::pages::LOGO));
            let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
            let rtl = language(tag).direction() == Direction::Rtl;
            let placed = match sheet {
                Some(Sheet::Imposed(imposition)) => sheet::impose(&laid.document, imposition, rtl),
                _ => laid.document,
            };
            assert_eq!(lost(&placed), [""; 0], "{layout:?} {tag}");
        }
    }
}

#[test]
fn pictograms_are_drawn_in_black_lines() {
    let text: String =
        theme().assets.pictogram_names().map(|name| format!("## Un {{.{name}}}\n\nUn mot.\n\n")).collect();
    let laid = leaflets().lay(&bare("fr", A4, "Essai", &text), Explains::Foot).value.expect("laid out");
    let data: Value = serde_json::from_slice(&laid.data).expect("JSON");
    let drawn = data["pictograms"].as_object().expect("pictograms");
    assert!(drawn.len() > 20, "{}", drawn.len());
    for (name, drawing) in drawn {
        let drawing = drawing.as_str().expect("a drawing");
        assert!(drawing.contains("stroke=\"currentColor\""), "{name}: {drawing}");
        assert!(!drawing.contains("opacity") && !drawing.contains('#'), "{name}: {drawing}");
    }
}

#[test]
fn alerts_are_told_apart_without_colour() {
    let frames = |kind: &str| {
        let view = bare("fr", A4, "Essai", &format!("> [!{kind}]\n> Un mot.\n"));
        let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
        let mut shapes = Vec::new();
        for page in laid.document.pages() {
            ink::walk(&page.frame, Transform::identity(), &mut |_, item| {
                if let FrameItem::Shape(shape, _) = item {
                    shapes.push(format!(
                        "{:?} {:?}",
                        shape.geometry,
                        shape.stroke.as_ref().map(|stroke| stroke.thickness)
                    ));
                }
            });
        }
        shapes
    };
    let all: Vec<_> = ["TIP", "IMPORTANT", "WARNING", "CAUTION"].map(frames).into();
    for (at, own) in all.iter().enumerate() {
        assert!(all[at + 1..].iter().all(|other| other != own), "{own:?}");
    }
    let words =
        |kind: &str| super::pages::said(&bare("fr", A4, "Essai", &format!("> [!{kind}]\n> Un mot.\n")));
    for (kind, word) in
        [("TIP", "Conseil"), ("IMPORTANT", "Important"), ("WARNING", "Attention"), ("CAUTION", "Danger")]
    {
        assert!(words(kind).contains(word), "{kind}");
    }
}

#[test]
fn the_first_page_says_who_hands_it_out() {
    for layout in [A4, LARGE, A5, PANEL, BILINGUAL] {
        let mut view = full("fr", layout, "Demander", &every_block(2));
        view.partner = Some(host("content/logo.svg", super::pages::LOGO));
        let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
        let (mut words, mut side) = (String::new(), 0.0_f64);
        ink::walk(&laid.document.pages()[0].frame, Transform::identity(), &mut |_, item| match item {
            FrameItem::Text(text) => words.push_str(&text.text),
            FrameItem::Image(image, size, _) if image.alt() == Some("Association exemple") => {
                side = size.y.to_mm()
            }
            _ => {}
        });
        assert!(words.contains("Association exemple") && side >= 8.0, "{layout:?}: {side} {words}");
    }
}

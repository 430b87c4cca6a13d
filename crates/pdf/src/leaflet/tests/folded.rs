//! The panels of a folded leaflet: room around the code of its cover, letters that it does not make smaller, lists that stay whole.

use typst::layout::{FrameItem, Transform};

use super::*;
use trousseau_core::source::Source;
use trousseau_site::view::NoticeKind;

/// A folded leaflet whose summary is longer and longer, from one that leaves the cover white to one that leaves no line.
fn covers() -> impl Iterator<Item = LeafletView> {
    (1..24).map(|times| {
        let mut view = full("fr", PANEL, "Sortir de son hébergement", "Un texte.\n");
        view.parts[0].summary = local(&"Ce que vous devez faire avant. ".repeat(times));
        view.parts[0].notice = Some(NoticeKind::Machine);
        view.demo = true;
        view
    })
}

/// The upper and the lower edge of the symbol on the first page, in millimetres: the picture of the code without its quiet zone.
fn symbol(document: &PagedDocument) -> (f64, f64) {
    let mut found = None;
    ink::walk(&document.pages()[0].frame, Transform::identity(), &mut |at, item| {
        let FrameItem::Image(_, size, _) = item else { return };
        // The code is 32 mm wide whatever it says, and no pictogram is.
        if (size.y.to_mm() - 32.0).abs() < 0.1 {
            found = Some((at.y.to_mm(), (at.y + size.y).to_mm()));
        }
    });
    let (top, bottom) = found.expect("a code");
    // A short address has 25 modules and twice 4 white ones.
    let quiet = 32.0 * 4.0 / 33.0;
    (top + quiet, bottom - quiet)
}

#[test]
fn no_line_of_a_cover_comes_near_its_code() {
    let mut checked = 0;
    for view in covers() {
        let laid = leaflets().lay(&view, Explains::of(view.layout));
        if laid.diagnostics.iter().any(|diagnostic| diagnostic.code() == "leaflet/cover") {
            break;
        }
        let document = laid.value.expect("laid out").document;
        let (top, _) = symbol(&document);
        let mut lowest: f64 = 0.0;
        ink::walk(&document.pages()[0].frame, Transform::identity(), &mut |at, item| {
            if let FrameItem::Text(_) = item
                && at.y.to_mm() < top + 2.0
            {
                lowest = lowest.max(at.y.to_mm());
            }
        });
        assert!(lowest > 0.0 && top - lowest > 2.5, "{lowest} mm, and the code begins at {top}");
        checked += 1;
    }
    assert!((6..24).contains(&checked), "{checked} covers of growing length");
}

#[test]
fn a_full_cover_does_not_make_the_letters_of_the_text_smaller() {
    for view in covers() {
        let laid = leaflets().lay(&view, Explains::of(view.layout));
        if laid.diagnostics.iter().any(|diagnostic| diagnostic.code() == "leaflet/cover") {
            break;
        }
        assert_eq!(laid.value.expect("laid out").fit.size_pt, PANEL.grows_to);
    }
}

#[test]
fn words_on_a_picture_are_told() {
    let over = "#import \"house.typ\": *\n#show: house\n#set page(width: 210mm, height: 297mm)\n\
                #at(0)\n#box(height: 32mm, image(bytes(parts.first().url.code), format: \"svg\", width: 32mm, alt: \"code\"))\n\
                #place(top, dy: PLACEmm)[Des mots qui comptent]\n#[#metadata(\"end\")<end>]\n";
    let told = |place: &str| {
        let mut sources = Sources::default();
        let template = over.replace("PLACE", place);
        sources.put(Source::new("themes/default/leaflet/leaflet.typ", template.into_bytes()));
        let files = Files::read(&sources, "default");
        let theme = Theme::new(files, "default", &[Language::default()], Language::default()).value;
        let view = full("fr", A4, "Essai", "Un texte.\n");
        let made = Leaflets::new(&theme).generate(&view, &[Sheet::Pages]).remove(0);
        made.diagnostics.iter().map(|diagnostic| diagnostic.code().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(told("12"), ["leaflet/overlap"], "in the middle of the code");
    assert_eq!(told("34"), Vec::<String>::new(), "below it");
}

#[test]
fn a_long_list_of_few_items_stays_on_one_panel() {
    let before = "Une phrase de plus sur le papier. ".repeat(12);
    let item = |number: usize| format!("- {number}e papier : {}\n", "un mot et un autre ".repeat(4));
    let list: String = (1..6).map(item).collect();
    let mut view = full("fr", PANEL, "Essai", &format!("{before}\n\n{list}"));
    view.parts[0].terms.clear();
    let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
    assert!(laid.fit.size_pt >= 13.0, "{:?}", laid.fit);
    let mut panels = Vec::new();
    for (number, page) in laid.document.pages().iter().enumerate() {
        ink::walk(&page.frame, Transform::identity(), &mut |_, item| {
            if let FrameItem::Text(text) = item {
                panels
                    .extend((1..6).filter(|at| text.text.contains(&format!("{at}e papier"))).map(|_| number));
            }
        });
    }
    assert_eq!((panels.len(), panels.iter().min()), (5, panels.iter().max()), "{panels:?}");
}

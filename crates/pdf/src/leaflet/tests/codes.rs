//! The codes that lead from paper to the page can be read, and are large enough.

use super::{pages::PAPERS, *};

#[test]
fn a_code_on_paper_leads_to_the_page() {
    for (layout, tag) in [(A4, "fr"), (PANEL, "ar"), (A5, "fr")] {
        let view = full(tag, layout, "Essai", PAPERS);
        let laid = leaflets().lay(&view, Explains::of(view.layout)).value.expect("laid out");
        let options = typst_render::RenderOptions { pixel_per_pt: 2.0.into(), render_bleed: false };
        let pixels = typst_render::render(&laid.document.pages()[0], &options);
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let grey = |x: usize, y: usize| pixels.pixels()[y * width + x].red();
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let grids = image.detect_grids();
        let [grid] = &grids[..] else { panic!("{} codes", grids.len()) };
        let (meta, address) = grid.decode().expect("a code");
        assert_eq!(address, format!("https://exemple.org/{tag}/essai.html"));
        // At 2 pixels per point, without the quiet zone that is printed around it; an edge may be a pixel off.
        let side = (grid.bounds[1].x - grid.bounds[0].x) as f64 / 2.0 * 25.4 / 72.0;
        assert!(side >= 25.0 - 25.4 / 144.0, "{side} mm for {} modules", meta.version.to_size());
    }
}

#[test]
fn the_symbol_of_a_short_address_is_not_smaller() {
    // The width of the drawing is that of the symbol and twice its quiet zone of four modules.
    let side = |address: &str| -> usize {
        let drawn = code::code(address).expect("a code");
        let (_, rest) = drawn.split_once("viewBox=\"0 0 ").expect("a view box");
        rest.split(' ').next().expect("a width").parse().expect("a number")
    };
    for address in ["a.fr/1", "https://a.fr/1", "https://exemple.org/fr/demander.html"] {
        let side = side(address) as f64;
        assert!(32.0 * (side - 8.0) / side >= 25.0, "{address}: {side} modules");
    }
    assert!(side(&format!("https://exemple.org/{}", "a".repeat(120))) > side("https://a.fr/1"));
}

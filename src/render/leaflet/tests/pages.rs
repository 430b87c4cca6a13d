//! What a leaflet is, and what becomes of content that no paper can take.

use super::*;

#[test]
fn the_same_view_gives_the_same_bytes() {
    let view = full("fr", Layout::A4, "Demander", "## Les papiers {.documents}\n\n- [ ] une carte\n");
    let first = pressed(&view, Sheet::Pages);
    let again = Leaflets::new(theme()).press(&view, &[Sheet::Pages]).remove(0).value.expect("made");
    assert!(first.bytes.starts_with(b"%PDF-"));
    assert_eq!(first.bytes, again.bytes);
}

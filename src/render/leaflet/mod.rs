//! Stub, replaced by the engine.

use crate::{
    diagnostic::Noted,
    theme::Theme,
    view::leaflet::{LeafletView, Sheet},
};

#[allow(missing_docs)]
pub struct Leaflets<'a> {
    theme: &'a Theme,
}

#[allow(missing_docs)]
#[derive(Clone, Debug)]
pub struct Print {
    pub bytes: Vec<u8>,
    pub pages: u32,
    pub size_pt: f64,
    pub space_left_mm: f64,
}

#[allow(missing_docs)]
impl<'a> Leaflets<'a> {
    pub fn new(theme: &'a Theme) -> Self {
        Self { theme }
    }
    pub fn press(&self, view: &LeafletView, sheets: &[Sheet]) -> Vec<Noted<Option<Print>>> {
        let _ = self.theme;
        let print = |sheet: &Sheet| {
            let bytes =
                format!("%PDF stub {:?} {:?} {}", view.layout, sheet, view.fingerprint()).into_bytes();
            Noted::silent(Some(Print { bytes, pages: 2, size_pt: 14.0, space_left_mm: 10.0 }))
        };
        sheets.iter().map(print).collect()
    }
}

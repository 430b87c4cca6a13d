//! An address in letters and as a QR code.

use serde_json::{Value, json};

use super::pieces::Writer;

pub use trousseau_html::code::code;

/// The address of the page, in letters and as a code to scan. The letters may be those of a shorter address that leads there, too.
pub fn address(w: &mut Writer<'_>, [url, shown]: [&String; 2], scanned: &str) -> Value {
    json!({
        "href": url,
        "words": w.foreign(shown.split_once("://").map_or(shown, |(_, rest)| rest), w.theme.official),
        "code": code(scanned),
        "alt": format!("{} {scanned}", w.strings.get("leaflet.scan")),
    })
}

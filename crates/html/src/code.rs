//! The QR code of an address as a drawing.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode, Version};

/// The quiet zone around the code, in modules: what its standard (ISO/IEC 18004) asks for.
const QUIET: usize = 4;

/// The QR code for an address as an SVG, with its quiet zone; `None` when the address is too long.
///
/// Up to a quarter of it may be dirty or torn (error correction level Q).
pub fn code(address: &str) -> Option<String> {
    let code = built(address)?;
    let mut path = String::new();
    for y in 0..code.size {
        // The pen goes on from the last piece of the row: that is half as long, and packs better, than naming each place.
        let (mut x, mut last) = (0, None);
        while x < code.size {
            let start = x;
            while x < code.size && code[y][x].value() {
                x += 1;
            }
            if start < x {
                let width = x - start;
                let _ = match last {
                    Some(last) => write!(path, "m{} 0h{width}v1h-{width}z", start - last),
                    None => write!(path, "M{} {}h{width}v1h-{width}z", start + QUIET, y + QUIET),
                };
                last = Some(start);
            }
            x += 1;
        }
    }
    let side = code.size + 2 * QUIET;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    ))
}

/// Short addresses get a larger version than they need: all codes are printed with the same width, quiet zone included, and
/// fewer modules would leave the symbol less than 25 mm wide.
fn built(address: &str) -> Option<QRCode> {
    let code = |builder: &mut QRBuilder| builder.ecl(ECL::Q).build().ok();
    let free = code(&mut QRBuilder::new(address))?;
    if free.size >= LEAST { Some(free) } else { code(QRBuilder::new(address).version(Version::V03)) }
}

/// The modules of a side of version 3: 25.1 mm of the 32 mm in which a code is printed.
const LEAST: usize = 29;

//! An address as a code that a telephone reads.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode, Version};

/// The quiet zone around the code, in modules: what its standard (ISO/IEC 18004) asks for.
const QUIET: usize = 4;

/// The code for an address as an SVG, sharp at any size, with its quiet zone; none when the address is too long for one.
///
/// A quarter of it may be soiled or torn (error correction level Q).
pub fn code(address: &str) -> Option<String> {
    let code = built(address)?;
    let mut path = String::new();
    for y in 0..code.size {
        let mut x = 0;
        while x < code.size {
            let start = x;
            while x < code.size && code[y][x].value() {
                x += 1;
            }
            if start < x {
                let (left, top, width) = (start + QUIET, y + QUIET, x - start);
                let _ = write!(path, "M{left} {top}h{width}v1h-{width}z");
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

/// A short address has as many modules as a longer one: all codes are printed as wide, and fewer would leave the symbol
/// less than 25 mm beside its quiet zone.
fn built(address: &str) -> Option<QRCode> {
    let code = |builder: &mut QRBuilder| builder.ecl(ECL::Q).build().ok();
    let free = code(&mut QRBuilder::new(address))?;
    if free.size >= LEAST { Some(free) } else { code(QRBuilder::new(address).version(Version::V03)) }
}

/// The modules of a side of version 3: 25.1 of the 32 mm in which a code is printed.
const LEAST: usize = 29;

//! A sign of a font of signs → the sign that everybody has.

use super::element::Element;

const WINGDINGS: [(u32, char); 40] = [
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2A, '✉'),
    (0x36, '⌛'),
    (0x3F, '✍'),
    (0x41, '✌'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x4A, '☺'),
    (0x4B, '😐'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '☐'),
    (0x70, '☐'),
    (0x71, '☐'),
    (0x72, '☐'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xF1, '⇧'),
    (0xF2, '⇩'),
    (0xF3, '⬄'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

const WINGDINGS_2: [(u32, char); 8] =
    [(0x4F, '✗'), (0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0x97, '●'), (0xA3, '☐')];

const SYMBOL: [(u32, char); 23] = [
    (0x2A, '*'),
    (0x2B, '+'),
    (0x2D, '−'),
    (0x3C, '<'),
    (0x3D, '='),
    (0x3E, '>'),
    (0x6D, 'µ'),
    (0x70, 'π'),
    (0xA0, '€'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAC, '←'),
    (0xAE, '→'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBB, '≈'),
    (0xD2, '®'),
    (0xD3, '©'),
];

/// The sign that a symbol shows; none where its font is not known.
pub fn sign(symbol: &Element) -> Option<char> {
    let code = u32::from_str_radix(symbol.get("w:char")?, 16).ok()?;
    let font = symbol.get("w:font").unwrap_or_default().to_lowercase();
    let table: &[(u32, char)] = match font.as_str() {
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &WINGDINGS_2,
        "symbol" => &SYMBOL,
        // Letters of these fonts are pictures.
        name if name.contains("dings") || name.contains("dingbats") => return None,
        // Outside the private area the code is that of the sign itself.
        _ => {
            return char::from_u32(code)
                .filter(|sign| code >= 0x20 && !matches!(sign, '\u{e000}'..='\u{f8ff}'));
        }
    };
    let own = if code >= 0xF000 { code - 0xF000 } else { code };
    table.iter().find(|(known, _)| *known == own).map(|(_, sign)| *sign)
}

//! Colours as style sheets write them, and how far apart two of them are for eyes.

/// A colour without transparency, as shares of red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Color([f64; 3]);

/// The names that themes use, beside numbers.
const NAMES: &[(&str, u32)] = &[
    ("black", 0x000000),
    ("white", 0xffffff),
    ("gray", 0x808080),
    ("grey", 0x808080),
    ("silver", 0xc0c0c0),
    ("darkgray", 0xa9a9a9),
    ("darkgrey", 0xa9a9a9),
    ("dimgray", 0x696969),
    ("lightgray", 0xd3d3d3),
    ("lightgrey", 0xd3d3d3),
    ("whitesmoke", 0xf5f5f5),
    ("red", 0xff0000),
    ("maroon", 0x800000),
    ("orange", 0xffa500),
    ("yellow", 0xffff00),
    ("olive", 0x808000),
    ("lime", 0x00ff00),
    ("green", 0x008000),
    ("teal", 0x008080),
    ("aqua", 0x00ffff),
    ("cyan", 0x00ffff),
    ("blue", 0x0000ff),
    ("navy", 0x000080),
    ("purple", 0x800080),
    ("fuchsia", 0xff00ff),
    ("magenta", 0xff00ff),
];

impl Color {
    /// The ground of a page that names none.
    pub const WHITE: Self = Self([1.0, 1.0, 1.0]);
    /// The same in the dark scheme, about as browsers have it.
    pub const DARK: Self = Self([0.07, 0.07, 0.07]);

    /// The colour that a value of a style sheet is; none for what only a browser knows, and for what lets through what is
    /// behind it.
    pub fn read(value: &str) -> Option<Self> {
        let value = value.trim().to_ascii_lowercase();
        if let Some(digits) = value.strip_prefix('#') {
            return Self::hexadecimal(digits);
        }
        if let Some(inner) =
            value.strip_prefix("rgb").and_then(|rest| rest.trim_start_matches('a').strip_prefix('('))
        {
            return Self::functional(inner.strip_suffix(')')?);
        }
        let named = NAMES.iter().find(|(name, _)| *name == value)?;
        let [_, bytes @ ..] = named.1.to_be_bytes();
        Some(Self(bytes.map(|byte| f64::from(byte) / 255.0)))
    }

    fn hexadecimal(digits: &str) -> Option<Self> {
        let signs: Vec<f64> =
            digits.chars().map(|sign| sign.to_digit(16).map(f64::from)).collect::<Option<_>>()?;
        let pair = |at: usize| Some((signs.get(at)? * 16.0 + signs.get(at + 1)?) / 255.0);
        let single = |at: usize| Some(signs.get(at)? / 15.0);
        match signs.len() {
            3 => Some(Self([single(0)?, single(1)?, single(2)?])),
            4 if single(3)? == 1.0 => Some(Self([single(0)?, single(1)?, single(2)?])),
            6 => Some(Self([pair(0)?, pair(2)?, pair(4)?])),
            8 if pair(6)? == 1.0 => Some(Self([pair(0)?, pair(2)?, pair(4)?])),
            _ => None,
        }
    }

    /// `255 0 0`, `255, 0, 0`, `100% 0% 0% / 1`.
    fn functional(inner: &str) -> Option<Self> {
        let share = |part: &str, whole: f64| match part.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0),
            None => part.parse::<f64>().ok().map(|number| number / whole),
        };
        let parts: Vec<&str> = inner.split([',', ' ', '/']).filter(|part| !part.is_empty()).collect();
        let [red, green, blue, alpha @ ..] = parts.as_slice() else { return None };
        let is_solid = alpha.first().is_none_or(|alpha| share(alpha, 1.0) == Some(1.0));
        let color = [share(red, 255.0)?, share(green, 255.0)?, share(blue, 255.0)?];
        is_solid.then_some(Self(color.map(|part| part.clamp(0.0, 1.0))))
    }

    /// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance of WCAG 2.2.
    fn luminance(self) -> f64 {
        let linear =
            |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_every_form() {
        let red = Color([1.0, 0.0, 0.0]);
        for text in
            ["#f00", "#ff0000", "#F00F", "rgb(255, 0, 0)", "rgb(100% 0 0 / 1)", "RGBA(255,0,0,1)", " red "]
        {
            assert_eq!(Color::read(text), Some(red), "{text}");
        }
        for text in [
            "#f000",
            "rgb(255 0 0 / .5)",
            "Canvas",
            "inherit",
            "transparent",
            "#ff",
            "rgb(1)",
            "var(--x)",
            "",
        ] {
            assert_eq!(Color::read(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast =
            |a, b| Color::read(a).zip(Color::read(b)).map(|(a, b)| (a.contrast(b) * 100.0).round() / 100.0);
        // Known pairs: the greys of 4.5 and 7 on white.
        assert_eq!(contrast("#000", "#fff"), Some(21.0));
        assert_eq!(contrast("#767676", "#fff"), Some(4.54));
        assert_eq!(contrast("#fff", "#595959"), Some(7.0));
        assert_eq!(contrast("#abc", "#abc"), Some(1.0));
    }
}

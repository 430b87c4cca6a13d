//! The fonts of a theme: a page loads a font only when its language needs one, and of that the letters that the pages show.

use std::{ops::RangeInclusive, sync::Arc};

use schemars::JsonSchema;
use serde::Deserialize;

use super::assets;
use trousseau_core::source::Source;
use trousseau_text::{Fingerprint, Language, Script, letters::Letters};

/// A font of `theme.yaml`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Font {
    /// The script that it draws.
    #[schemars(with = "String")]
    pub script: Script,
    /// The name of the font family in the style sheet.
    pub family: String,
    /// The WOFF2 file in the theme's folder: what browsers load.
    pub file: String,
    /// The range of its weights, as CSS writes it: "400 700".
    #[serde(default = "regular")]
    pub weight: String,
    /// The letters for which a browser fetches it, as CSS writes them.
    pub unicode_range: Option<String>,
    /// Names under which a device may have the font already, so that it need not be loaded.
    #[serde(default)]
    pub local: Vec<String>,
    /// What readers see until it is there.
    #[serde(default)]
    pub display: Display,
    /// The languages whose pages may ask for it; when empty, those with its script.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Whether all of it is published, with letters that no page shows: for fonts whose licence forbids to change them.
    #[serde(default)]
    pub whole: bool,
}

/// A font as a site publishes it.
#[derive(Clone, Debug)]
pub struct Published {
    /// The address from the top of the site: another one when it has other letters.
    pub address: String,
    /// The file of the theme.
    pub source: Source,
    /// The letters that it keeps; `None` for all.
    pub letters: Option<Arc<Letters>>,
}

/// Raised when fonts are cut in another way: browsers that have the file of before fetch the new one.
const FORM: &str = "1";

/// What readers see until a font is there.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Display {
    /// The letters of the device, then the font: for scripts that a device may not have at all.
    #[default]
    Swap,
    /// The letters of the device, for as long as the page is open, unless the font is there at once: nothing moves. The next page has it.
    Optional,
}

/// A font for leaflets; it is embedded in PDF files and not published.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PrintFont {
    /// The script that it draws: leaflets in this script use it first.
    #[schemars(with = "String")]
    pub script: Script,
    /// A WOFF2, TrueType or OpenType file in the theme's folder; weights from 400 to 700 in one file, or one file each.
    pub file: String,
}

fn regular() -> String {
    "400".into()
}

impl Font {
    /// Whether pages of a language may ask for the font.
    pub fn serves(&self, language: Language) -> bool {
        if self.languages.is_empty() {
            language.script() == self.script
        } else {
            self.languages.contains(&language)
        }
    }

    /// The font with those of these letters that browsers look for in it. The address is known before the file is made.
    pub fn published(&self, source: &Source, letters: &Letters) -> Published {
        let source = source.clone();
        if self.whole {
            let address = assets::address(&self.file, &source.fingerprint);
            return Published { address, source, letters: None };
        }
        let ranges = self.unicode_range.as_deref().and_then(ranges);
        let is_asked = |letter: &char| {
            ranges.as_ref().is_none_or(|all| all.iter().any(|range| range.contains(&u32::from(*letter))))
        };
        let kept: Letters = letters.iter().filter(is_asked).collect();
        let named: String = kept.iter().collect();
        let of = [source.fingerprint, Fingerprint::of(named.as_bytes()), Fingerprint::of(FORM.as_bytes())];
        let address = assets::address(&self.file, &Fingerprint::join(&of));
        Published { address, source, letters: Some(Arc::new(kept)) }
    }
}

/// The codes that a range of CSS names; `None` when it is written otherwise.
fn ranges(range: &str) -> Option<Vec<RangeInclusive<u32>>> {
    let one = |part: &str| {
        let codes = part.trim().strip_prefix(['U', 'u'])?.strip_prefix('+')?;
        let (first, last) = match codes.split_once('-') {
            Some((first, last)) => (first.to_owned(), last.to_owned()),
            None => (codes.replace('?', "0"), codes.replace('?', "F")),
        };
        let code = |digits: &str| u32::from_str_radix(digits, 16).ok();
        Some(code(&first)?..=code(&last)?)
    };
    range.split(',').map(one).collect()
}

/// Who asked the browser to save data reads with the letters of the device.
const SAVING: &str = "@media (prefers-reduced-data:reduce){html{font-family:sans-serif!important}}";

/// The `@font-face` rules for pages that lie `root` below the top of the site, of fonts with their addresses.
pub fn faces<'a>(fonts: impl Iterator<Item = (&'a Font, &'a String)>, root: &str) -> String {
    let mut out = String::new();
    for (font, address) in fonts {
        out.push_str("@font-face{font-family:");
        quote(&font.family, &mut out);
        out.push_str(";font-style:normal;font-display:");
        out.push_str(match font.display {
            Display::Swap => "swap",
            Display::Optional => "optional",
        });
        out.push_str(";font-weight:");
        out.push_str(&plain(&font.weight));
        out.push_str(";src:");
        for name in &font.local {
            out.push_str("local(");
            quote(name, &mut out);
            out.push_str("),");
        }
        out.push_str("url(");
        quote(&format!("{root}{address}"), &mut out);
        out.push_str(") format(\"woff2\")");
        if let Some(range) = &font.unicode_range {
            out.push_str(";unicode-range:");
            out.push_str(&plain(range));
        }
        out.push('}');
    }
    if !out.is_empty() {
        out.push_str(SAVING);
    }
    out
}

/// A CSS string; what could end it or the element around it is left out.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    out.extend(text.chars().filter(|letter| !matches!(letter, '"' | '\\' | '<' | '\n' | '\r')));
    out.push('"');
}

/// A weight or a range of letters, without characters that could end the CSS declaration.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_ascii_alphanumeric() || " +-,?".contains(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font(yaml: &str) -> Font {
        trousseau_core::yaml::read(yaml, &"themes/default/theme.yaml".into(), 0).value.expect("a font")
    }

    #[test]
    fn a_face_says_where_a_font_is_and_for_which_letters() {
        let font = font(
            "{script: ethiopic, family: \"A <\\\" B\", file: fonts/e.woff2, weight: 400 700, \
             unicode_range: U+1200-137F, local: [A], languages: [ti]}",
        );
        let language = |tag| Language::find(tag).expect("in the table");
        assert_eq!(["ti", "am"].map(|tag| font.serves(language(tag))), [true, false]);
        let address = "assets/e.1.woff2".to_owned();
        let css = faces([(&font, &address)].into_iter(), "../");
        let css = css.strip_suffix(SAVING).expect("no font for who saves data");
        assert_eq!(
            css,
            "@font-face{font-family:\"A  B\";font-style:normal;font-display:swap;font-weight:400 700;\
             src:local(\"A\"),url(\"../assets/e.1.woff2\") format(\"woff2\");unicode-range:U+1200-137F}"
        );
        assert_eq!(faces(std::iter::empty(), ""), "");
    }

    #[test]
    fn a_font_is_another_file_with_other_letters_and_only_with_those_for_which_it_is_asked() {
        let card = "{script: ethiopic, family: F, file: fonts/e.woff2, unicode_range: 'U+1200-137F, U+2D8?'}";
        let source = Source::new("x", *b"font");
        let cut = |card: &str, letters: &str| font(card).published(&source, &Letters::of(letters));
        let [one, same, other] = ["ሀ\u{2d80}", "aሀé\u{2d80}", "ሀለ\u{2d80}"].map(|letters| cut(card, letters));
        assert_eq!(one.letters, same.letters);
        assert_eq!(one.address, same.address, "letters of other fonts change nothing");
        assert_ne!(one.address, other.address);
        assert!(one.address.starts_with("assets/e.") && one.address.ends_with(".woff2"), "{}", one.address);
        assert_eq!(one.letters.as_deref(), Some(&Letters::of("ሀ\u{2d80}")));
        let unread = cut("{script: ethiopic, family: F, file: fonts/e.woff2, unicode_range: all}", "ሀé");
        assert_eq!(unread.letters.as_deref(), Some(&Letters::of("ሀé")));
        let whole = cut("{script: ethiopic, family: F, file: fonts/e.woff2, whole: true}", "ሀ");
        assert_eq!(
            (whole.letters, whole.address.as_str()),
            (None, assets::address("e.woff2", &source.fingerprint).as_str())
        );
    }
}

//! The fonts of a theme: a page loads a font only when its language needs one.

use schemars::JsonSchema;
use serde::Deserialize;

use super::assets::Assets;
use trousseau_text::{Language, Script};

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
}

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
}

/// Who asked the browser to save data reads with the letters of the device.
const SAVING: &str = "@media (prefers-reduced-data:reduce){html{font-family:sans-serif!important}}";

/// The `@font-face` rules for the pages of a language that lie `root` below the top of the site.
pub fn faces(fonts: &[Font], assets: &Assets, language: Language, root: &str) -> String {
    let mut out = String::new();
    for font in fonts.iter().filter(|font| font.serves(language)) {
        let Some(address) = assets.address(&font.file) else { continue };
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
    use crate::files::Files;
    use trousseau_core::source::Source;

    #[test]
    fn only_the_languages_of_a_font_ask_for_it() {
        let yaml = "{script: ethiopic, family: \"A <\\\" B\", file: fonts/e.woff2, weight: 400 700, \
                    unicode_range: U+1200-137F, local: [A], languages: [ti]}";
        let path = "themes/default/theme.yaml".into();
        let font: Font = trousseau_core::yaml::read(yaml, &path, 0).value.expect("a font");
        let mut files = Files::default();
        files.default.insert("fonts/e.woff2".into(), Source::new("x", *b"font"));
        let assets = Assets::read(&files, std::iter::once(font.file.as_str()));
        let language = |tag| Language::find(tag).expect("in the table");
        let css = faces(std::slice::from_ref(&font), &assets, language("ti"), "../");
        assert!(css.starts_with("@font-face{font-family:\"A  B\";font-style:normal;font-display:swap;font-weight:400 700;src:local(\"A\"),url(\"../assets/e."), "{css}");
        let css = css.strip_suffix(SAVING).expect("no font for who saves data");
        assert!(css.ends_with(".woff2\") format(\"woff2\");unicode-range:U+1200-137F}"), "{css}");
        assert_eq!(faces(&[font], &assets, language("am"), ""), "");
    }
}

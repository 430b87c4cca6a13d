//! Whether the colours of a theme can be read: text on its ground, and what shows where one is.
//!
//! A style sheet does not say which element stands in which. So only pairs that are sure are judged: two colours in one rule, a colour on the
//! ground that its selector names, and a colour without any ground, which stands on the page.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    color::Color,
    sheet::{self, Declaration, StyleRule},
};

/// The contrast that text needs (WCAG 2.2, 1.4.6), and what is no text (1.4.11).
const TEXT: f64 = 7.0;
const OTHER: f64 = 3.0;

/// A colour that is nearly its ground was meant for another one: nobody writes white on white.
const MEANT: f64 = 1.6;

/// Two colours that are too near to each other.
#[derive(Debug, PartialEq)]
pub struct Near {
    /// The bytes of the declaration in the sheet.
    pub range: Range<usize>,
    /// The colours as the scheme has them.
    pub colors: [String; 2],
    /// Their contrast, and what is needed.
    pub contrast: f64,
    /// The contrast that is needed.
    pub needed: f64,
    /// `light` or `dark`, as browsers name it.
    pub scheme: &'static str,
}

/// The pairs of a style sheet that are too near, each once, in the light scheme and in the dark one.
pub fn near(css: &str) -> Vec<Near> {
    let rules = sheet::rules(css);
    let mut found: Vec<Near> = Vec::new();
    for scheme in ["light", "dark"] {
        let scheme = Scheme::of(&rules, scheme);
        for rule in &scheme.rules {
            let near = scheme.text(rule).into_iter().chain(scheme.outline(rule));
            for one in near {
                let is_known =
                    found.iter().any(|other| other.range == one.range && other.colors == one.colors);
                if !is_known {
                    found.push(one);
                }
            }
        }
    }
    found
}

/// What holds in one scheme of a screen.
struct Scheme<'a> {
    name: &'static str,
    rules: Vec<&'a StyleRule>,
    values: BTreeMap<&'a str, &'a str>,
}

impl<'a> Scheme<'a> {
    fn of(rules: &'a [StyleRule], name: &'static str) -> Self {
        let rules: Vec<_> = rules.iter().filter(|rule| holds(rule, name)).collect();
        let roots =
            rules.iter().filter(|rule| rule.selectors.iter().any(|one| matches!(&**one, ":root" | "html")));
        let values = roots
            .flat_map(|rule| &rule.declarations)
            .filter(|one| one.name.starts_with("--"))
            .map(|one| (one.name.as_str(), one.value.as_str()))
            .collect();
        Self { name, rules, values }
    }

    /// A value with the words of `:root` in place of `var(…)`.
    fn resolve(&self, value: &str) -> String {
        let mut value = value.to_owned();
        // A value may name a value that names a value; more than a few is a circle.
        for _ in 0..8 {
            let Some(start) = value.find("var(") else { break };
            let Some(end) = value.get(start..).and_then(|rest| rest.find(')')).map(|end| start + end) else {
                break;
            };
            let inner = value.get(start + 4..end).unwrap_or_default();
            let (name, other) = inner.split_once(',').unwrap_or((inner, ""));
            let known = self.values.get(name.trim()).copied().unwrap_or(other.trim()).to_owned();
            value.replace_range(start..=end, &known);
        }
        value
    }

    /// The colour that a property has in a rule, as it is written and as it is.
    fn color(&self, rule: &'a StyleRule, names: &[&str]) -> Option<(&'a Declaration, String, Color)> {
        let one = rule.declarations.iter().rev().find(|one| names.contains(&one.name.as_str()))?;
        let value = self.resolve(&one.value);
        // `3px solid #000`: the part that is a colour; a colour with spaces in it is the whole value.
        let color = Color::read(&value).map(|color| (value.clone(), color));
        let function = value.find("rgb").and_then(|at| value.get(at..)?.split_inclusive(')').next());
        let parts = function.into_iter().chain(value.split_whitespace());
        let (text, color) = color
            .or_else(|| parts.into_iter().find_map(|part| Some((part.to_owned(), Color::read(part)?))))?;
        Some((one, text, color))
    }

    fn ground(&self, rule: &'a StyleRule) -> Option<(&'a Declaration, String, Color)> {
        self.color(rule, &["background", "background-color"])
    }

    /// The ground that the rules give to exactly this selector; the last one wins.
    fn ground_of(&self, selector: &str) -> Option<(String, Color)> {
        let rules = self.rules.iter().rev().filter(|rule| rule.selectors.iter().any(|one| one == selector));
        rules.into_iter().find_map(|rule| self.ground(rule)).map(|(_, text, color)| (text, color))
    }

    /// The ground of the page.
    fn page(&self) -> (String, Color) {
        let given = ["body", "html", ":root"].into_iter().find_map(|selector| self.ground_of(selector));
        let is_dark = self.name == "dark" && self.is_made_for_dark();
        given.unwrap_or_else(|| match is_dark {
            true => ("#121212".to_owned(), Color::DARK),
            false => ("#ffffff".to_owned(), Color::WHITE),
        })
    }

    fn is_made_for_dark(&self) -> bool {
        let schemes =
            self.rules.iter().flat_map(|rule| &rule.declarations).filter(|one| one.name == "color-scheme");
        schemes.into_iter().any(|one| one.value.contains("dark"))
    }

    /// Text that is too near to its ground.
    fn text(&self, rule: &'a StyleRule) -> Option<Near> {
        let (declared, text, color) = self.color(rule, &["color"])?;
        let (ground, behind) = match self.ground(rule) {
            Some((_, ground, behind)) => (ground, behind),
            None => {
                let named = rule.selectors.iter().find_map(|selector| self.named_ground(selector));
                named.unwrap_or_else(|| self.page())
            }
        };
        let contrast = color.contrast(behind);
        let is_elsewhere = self.ground(rule).is_none() && contrast < MEANT;
        let needed = if rule.selectors.iter().all(|selector| is_picture(selector)) { OTHER } else { TEXT };
        (contrast < needed && !is_elsewhere).then(|| self.near(declared, [text, ground], contrast, needed))
    }

    /// The ground of the element itself, or of the nearest one around it that the selector names.
    fn named_ground(&self, selector: &str) -> Option<(String, Color)> {
        let mut rest = selector.trim();
        loop {
            let bare = rest.split("::").next().unwrap_or(rest);
            let plain = bare.split(":hover").next().unwrap_or(bare);
            if let Some(ground) = self.ground_of(rest).or_else(|| self.ground_of(plain)) {
                return Some(ground);
            }
            rest = rest.rsplit_once([' ', '>', '+', '~'])?.0.trim_end_matches([' ', '>', '+', '~']);
        }
    }

    /// The line around what has the focus, or around a field, that is too near to the page.
    fn outline(&self, rule: &'a StyleRule) -> Option<Near> {
        let is_focus = rule.selectors.iter().any(|one| one.contains(":focus"));
        let is_field = rule
            .selectors
            .iter()
            .all(|one| ["input", "select", "textarea"].iter().any(|name| one.contains(name)));
        let (declared, text, color) = match (is_focus, is_field) {
            (true, _) => self.color(rule, &["outline", "outline-color"])?,
            (_, true) => self.color(rule, &["border", "border-color"])?,
            _ => return None,
        };
        let (ground, behind) = self.page();
        let contrast = color.contrast(behind);
        (contrast < OTHER).then(|| self.near(declared, [text, ground], contrast, OTHER))
    }

    fn near(&self, declared: &Declaration, colors: [String; 2], contrast: f64, needed: f64) -> Near {
        Near { range: declared.range.clone(), colors, contrast, needed, scheme: self.name }
    }
}

/// Whether a rule holds on a screen in a scheme, for whoever has set nothing else.
fn holds(rule: &StyleRule, scheme: &str) -> bool {
    rule.around.iter().filter(|condition| condition.starts_with("@media")).all(|condition| {
        let other = ["print", "forced-colors", "prefers-contrast", "monochrome"];
        let is_other = other.iter().any(|word| condition.contains(word));
        let wanted = condition.split_once("prefers-color-scheme:").map(|(_, rest)| rest.trim_start());
        !is_other && wanted.is_none_or(|wanted| wanted.starts_with(scheme))
    })
}

/// Whether a selector means a drawing, which is no text.
fn is_picture(selector: &str) -> bool {
    let last = selector.rsplit([' ', '>']).next().unwrap_or_default();
    last.contains("picto")
        || last.contains("icon")
        || last.contains("svg")
        || last.contains("::before")
        || last.contains("::after")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(css: &str, expected: &[(&str, f64, &str)]) {
        let found = near(css);
        let shown: Vec<_> = found
            .iter()
            .map(|one| (&css[one.range.clone()], (one.contrast * 10.0).round() / 10.0, one.scheme))
            .collect();
        assert_eq!(shown, expected, "{css}");
    }

    #[test]
    fn text_is_read_on_its_ground() {
        check(
            "body { background: #fff; color: #000 } .soft { color: #777 }",
            &[("color: #777", 4.5, "light")],
        );
        check("p { color: #595959 }", &[]);
        check(".a { background: #000; color: #666 }", &[("color: #666", 3.7, "light")]);
        check(
            "body{background:#fff} .head { background: #036 } .head a { color: #9ab }",
            &[("color: #9ab", 5.3, "light")],
        );
        check("body{background:#fff} .head { background: #036 } .head a { color: #fff }", &[]);
        check(".title { color: #fff }", &[]);
        check("@media print { p { color: #999 } }", &[]);
        check(".picto { color: #777 } .x::before { color: #777 }", &[]);
    }

    #[test]
    fn each_scheme_has_its_colours() {
        let css = ":root { color-scheme: light dark; --paper: #fff; --ink: #000; --soft: var(--ink) }\n\
                   @media (prefers-color-scheme: dark) { :root { --paper: #222; --ink: #aaa; } }\n\
                   body { background: var(--paper); color: var(--ink) } .s { color: var(--soft, red) }";
        check(css, &[("color: var(--ink)", 6.8, "dark"), ("color: var(--soft, red)", 6.8, "dark")]);
        check(":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }", &[]);
    }

    #[test]
    fn the_focus_is_seen() {
        check(":focus-visible { outline: 3px solid #ccc }", &[("outline: 3px solid #ccc", 1.6, "light")]);
        check(
            ":focus-visible { outline: 3px solid #777 } :focus { outline: none } .card { border: 1px solid #eee }",
            &[],
        );
        let border = "border: 1px solid rgb(200, 200, 200)";
        check(&format!("input[type=text] {{ {border} }}"), &[(border, 1.7, "light")]);
        check("input { border-color: #ddd }", &[("border-color: #ddd", 1.4, "light")]);
    }
}

//! Drawings (SVG): refused when they hold more than a drawing, and cleaned all the same.

use std::str::FromStr;

use svgtypes::Color;

use super::{Damage, Fault};

/// The largest drawing that is read, in bytes.
const MOST_BYTES: usize = 2 << 20;
/// The deepest nesting that is read: a drawing of people stays far below.
const DEEPEST: usize = 64;

/// Whether these bytes are an SVG text.
pub fn is_drawing(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(2048)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg")
}

/// A copy without anything that is no drawing; a fault when there was something that somebody must look at.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::Broken(Damage::Heavy));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Broken(Damage::Letters))?;
    if let Some(what) = stranger(text) {
        return Err(Fault::Unsafe(what));
    }
    if too_deep(text) {
        return Err(Fault::Broken(Damage::Deep));
    }
    let mut out = Vec::with_capacity(bytes.len());
    svg_hush::Filter::new().filter(bytes, &mut out).map_err(|_| Fault::Broken(Damage::Garbled))?;
    Ok(out)
}

/// What paints, as an attribute or in a style.
const PAINTS: [&str; 6] = ["fill", "stroke", "color", "stop-color", "flood-color", "lighting-color"];

/// A drawing with every colour as the grey that is as light; words that are drawn stay as they are.
pub fn grey(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // What stands before the first tag is none; each other part is a tag and the text after it.
    for (at, part) in text.split('<').enumerate() {
        let (tag, words) = match part.find('>').filter(|_| at > 0) {
            Some(end) => part.split_at(end + 1),
            None if at > 0 => (part, ""),
            None => ("", part),
        };
        if at > 0 {
            out.push('<');
        }
        let is_style = tag.starts_with("style");
        paints(tag, &mut out);
        if is_style { paints(words, &mut out) } else { out.push_str(words) }
    }
    out
}

/// Copies a tag or a style, each colour as its grey.
fn paints(text: &str, out: &mut String) {
    let mut rest = text;
    // A paint follows `fill="` or `fill:`; what is no colour (none, an address, another property) stays as it is.
    while let Some(at) = rest.find(['=', ':']) {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        let name = before[..at].trim_end();
        let name = name.rsplit(|letter: char| !(letter.is_ascii_alphabetic() || letter == '-')).next();
        let lead = after.len() - after.trim_start_matches([' ', '\n', '\t', '"', '\'']).len();
        let length = after[lead..].find(['"', '\'', ';', '}', '<', '!']).unwrap_or(after.len() - lead);
        let value = &after[lead..lead + length];
        match Color::from_str(value.trim()) {
            Ok(color) if name.is_some_and(|name| PAINTS.contains(&name)) => {
                out.push_str(&after[..lead]);
                out.push_str(&shade(color));
                rest = &after[lead + length..];
            }
            _ => rest = after,
        }
    }
    out.push_str(rest);
}

/// The grey of a colour, by how light the eye finds its parts (ITU-R BT.709).
fn shade(color: Color) -> String {
    let light =
        0.2126 * f64::from(color.red) + 0.7152 * f64::from(color.green) + 0.0722 * f64::from(color.blue);
    let light = light.round() as u8;
    match color.alpha {
        255 => format!("#{light:02x}{light:02x}{light:02x}"),
        alpha => format!("rgba({light},{light},{light},{:.3})", f64::from(alpha) / 255.0),
    }
}

/// Whether elements stand too deep in one another.
fn too_deep(text: &str) -> bool {
    let mut depth = 0_usize;
    text.split('<').skip(1).any(|tag| {
        let inner = tag.split('>').next().unwrap_or_default();
        match inner.chars().next() {
            Some('/') => depth = depth.saturating_sub(1),
            Some('!' | '?') | None => {}
            Some(_) if inner.ends_with('/') => {}
            Some(_) => depth += 1,
        }
        depth > DEEPEST
    })
}

/// The first thing in a drawing that does more than draw.
fn stranger(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    for (mark, what) in [
        ("<!doctype", "DOCTYPE"),
        ("<!entity", "ENTITY"),
        ("<script", "script"),
        ("<foreignobject", "foreignObject"),
        ("<iframe", "iframe"),
        ("<?xml-stylesheet", "xml-stylesheet"),
        ("javascript:", "javascript:"),
        ("@import", "@import"),
        ("data:", "data:"),
    ] {
        if lower.contains(mark) {
            return Some(what);
        }
    }
    if outside(&lower) {
        return Some("http://, https://");
    }
    handler(&lower).then_some("on…=")
}

/// An address outside the drawing, in a reference or a style; names of namespaces are none.
fn outside(lower: &str) -> bool {
    ["href", "src", "url("].iter().any(|name| {
        lower.match_indices(name).any(|(at, _)| {
            let rest = lower[at + name.len()..].trim_start().trim_start_matches('=').trim_start();
            let target = rest.trim_start_matches(['"', '\'', '(']).trim_start();
            let is_value = *name == "url(" || lower[at + name.len()..].trim_start().starts_with('=');
            is_value && !target.starts_with('#')
        })
    })
}

/// An attribute such as `onload=`.
fn handler(lower: &str) -> bool {
    lower.match_indices("on").any(|(at, _)| {
        let before = lower[..at].chars().next_back();
        let name: &str =
            lower[at..].split(|letter: char| !letter.is_ascii_lowercase()).next().unwrap_or_default();
        let after = lower[at + name.len()..].trim_start();
        name.len() > 3
            && before.is_some_and(|letter| letter.is_whitespace() || matches!(letter, '"' | '\'' | '/'))
            && after.starts_with('=')
    })
}

/// Width and height, from the attributes or the view box.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg").ok_or(Fault::Broken(Damage::Garbled))?;
    let end = text[start..].find('>').map_or(text.len(), |end| start + end);
    let tag = &text[start..end];
    let number = |name: &str| {
        let value = attribute(tag, name)?;
        value.trim_end_matches("px").trim().parse::<f64>().ok()
    };
    let view = attribute(tag, "viewBox").or_else(|| attribute(tag, "viewbox"));
    let view: Vec<f64> =
        view.unwrap_or_default().split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
    let width = number("width").or_else(|| view.get(2).copied());
    let height = number("height").or_else(|| view.get(3).copied());
    match (width, height) {
        (Some(width), Some(height)) if width >= 1.0 && height >= 1.0 && width < 1e5 && height < 1e5 => {
            Ok((width.round() as u32, height.round() as u32))
        }
        _ => Err(Fault::Broken(Damage::Size)),
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.match_indices(name).find_map(|(at, _)| {
        if !tag[..at].ends_with(char::is_whitespace) {
            return None;
        }
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        rest[1..].split(quote).next()
    })
}

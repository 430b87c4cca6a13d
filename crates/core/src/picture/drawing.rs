//! SVG drawings: refused when they hold scripts, references or anything but a drawing, and cleaned in any case.

mod style;
mod weight;

use std::{borrow::Cow, str::FromStr};

use quick_xml::{
    Reader, XmlVersion,
    escape::unescape,
    events::{BytesStart, Event, attributes::Attribute},
};
use svgtypes::Color;

use self::weight::Weight;
use super::{Damage, Fault};

/// The largest drawing that is read, in bytes.
const MOST_BYTES: usize = 2 << 20;
/// The deepest nesting that is read: parsers recurse, and real drawings stay far below.
const DEEPEST: usize = 64;

/// Whether these bytes are an SVG text.
pub fn is_drawing(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(2048)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<svg") || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg")
}

/// A cleaned copy; an error when the drawing held something that an editor must take out.
pub fn clean(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::Broken(Damage::Heavy));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Broken(Damage::Letters))?;
    check(text)?;
    let mut out = Vec::with_capacity(bytes.len());
    svg_hush::Filter::new().filter(bytes, &mut out).map_err(garbled)?;
    Ok(out)
}

fn garbled<E>(_: E) -> Fault {
    Fault::Broken(Damage::Garbled)
}

/// The attributes and style properties that hold a colour.
const PAINTS: [&str; 6] = ["fill", "stroke", "color", "stop-color", "flood-color", "lighting-color"];

/// A drawing with every colour as the grey that is as light; all other bytes stay as they are.
pub fn grey(text: &str) -> String {
    let mut reader = Reader::from_str(text);
    let mut out = String::with_capacity(text.len());
    let (mut start, mut in_style) = (0, false);
    loop {
        let event = reader.read_event();
        let end = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        let written = text.get(start..end).unwrap_or_default();
        match &event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                in_style = tag.local_name().into_inner() == "style";
                grey_tag(tag, written, &mut out);
            }
            Ok(Event::Text(_) | Event::CData(_)) if in_style => out.push_str(&grey_style(written)),
            // A drawing is cleaned before, so that it can be read to its end.
            Ok(Event::Eof) | Err(_) => return out + text.get(start..).unwrap_or_default(),
            Ok(Event::End(_)) => {
                in_style = false;
                out.push_str(written);
            }
            Ok(_) => out.push_str(written),
        }
        start = end;
    }
}

/// Copies a tag, each colour as its grey.
fn grey_tag(tag: &BytesStart, written: &str, out: &mut String) {
    let (element, mut rest) =
        written.split_at(written.len() - behind(written, tag.name().into_inner()).len());
    out.push_str(element);
    for attribute in tag.attributes().flatten() {
        // Between its name and its value stand the sign `=` and a quote.
        let value = behind(rest, attribute.key.into_inner())
            .trim_start_matches(|letter: char| letter == '=' || letter.is_ascii_whitespace());
        let value = value.get(1..).unwrap_or_default();
        out.push_str(&rest[..rest.len() - value.len()]);
        out.push_str(&match attribute.key.local_name().into_inner() {
            "style" => grey_style(&attribute.value).into(),
            name if PAINTS.contains(&name) => grey_paint(&attribute.value),
            _ => Cow::Borrowed(&*attribute.value),
        });
        rest = value.get(attribute.value.len()..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// What stands behind the first place of a name.
fn behind<'a>(text: &'a str, name: &str) -> &'a str {
    text.split_once(name).map_or("", |(_, rest)| rest)
}

/// A paint as its grey; what is no colour (none, an address) stays as it is.
fn grey_paint(value: &str) -> Cow<'_, str> {
    let color = value.trim();
    Color::from_str(color).map_or(value.into(), |grey| value.replace(color, &shade(grey)).into())
}

/// A style with each colour as its grey.
fn grey_style(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(':') {
        out.push_str(before);
        out.push(':');
        let name =
            before.trim_end().rsplit(|letter: char| !(letter.is_ascii_alphabetic() || letter == '-')).next();
        let end = after.find([';', '}', '<', '!', ':']).unwrap_or(after.len());
        let (value, after) = after.split_at(end);
        let is_paint = name.is_some_and(|name| PAINTS.contains(&name));
        out.push_str(&if is_paint { grey_paint(value) } else { value.into() });
        rest = after;
    }
    out + rest
}

/// The grey of a colour, by the weights of ITU-R BT.709.
fn shade(color: Color) -> String {
    let light =
        0.2126 * f64::from(color.red) + 0.7152 * f64::from(color.green) + 0.0722 * f64::from(color.blue);
    let light = light.round() as u8;
    match color.alpha {
        255 => format!("#{light:02x}{light:02x}{light:02x}"),
        alpha => format!("rgba({light},{light},{light},{:.3})", f64::from(alpha) / 255.0),
    }
}

/// Refuses the first thing in a drawing that does more than draw, and elements too deep in one another.
fn check(text: &str) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    // `<a/>` is read as `<a></a>`, since both mean the same: `Event::Empty` never comes.
    reader.config_mut().expand_empty_elements = true;
    let (mut depth, mut style, mut weight) = (0_usize, None, Weight::default());
    loop {
        match reader.read_event().map_err(garbled)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Fault::Broken(Damage::Deep));
                }
                check_tag(&tag, &mut weight)?;
                if is_named(&tag, "style") {
                    style = Some(String::new());
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(sheet) = style.take() {
                    check_value(&sheet)?;
                    style::check(&sheet)?;
                    weight.style(&sheet);
                }
                if !weight.end() {
                    return Err(Fault::Broken(Damage::Heavy));
                }
            }
            Event::Text(words) => add(&mut style, &mut weight, &words),
            Event::CData(words) => add(&mut style, &mut weight, &words),
            // Of entities only those that XML knows without a declaration.
            Event::GeneralRef(name) => {
                add(&mut style, &mut weight, &unescape(&format!("&{};", &*name)).map_err(garbled)?);
            }
            Event::DocType(_) => return Err(Fault::Unsafe("DOCTYPE")),
            Event::PI(order) if order.target().eq_ignore_ascii_case("xml-stylesheet") => {
                return Err(Fault::Unsafe("xml-stylesheet"));
            }
            Event::Empty(_) | Event::PI(_) | Event::Decl(_) | Event::Comment(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

/// Words count where they are a style; elsewhere they are only shown.
fn add(style: &mut Option<String>, weight: &mut Weight, words: &str) {
    weight.letters(words);
    if let Some(style) = style {
        style.push_str(words);
    }
}

fn is_named(tag: &BytesStart, name: &str) -> bool {
    tag.local_name().into_inner().eq_ignore_ascii_case(name)
}

fn check_tag(tag: &BytesStart, weight: &mut Weight) -> Result<(), Fault> {
    check_name(tag.name().into_inner())?;
    let stranger =
        ["script", "foreignObject", "iframe", "filter"].into_iter().find(|name| is_named(tag, name));
    if let Some(name) = stranger {
        return Err(Fault::Unsafe(name));
    }
    weight.begin(tag.local_name().into_inner());
    for attribute in tag.attributes() {
        check_attribute(&attribute.map_err(garbled)?, weight)?;
    }
    Ok(())
}

/// XML has no such names; a browser that reads the drawing as HTML would find another element or attribute in them.
fn check_name(name: &str) -> Result<(), Fault> {
    if name.contains(['/', '"', '\'', '<', '=']) { Err(Fault::Unsafe("<…/…>")) } else { Ok(()) }
}

fn check_attribute(attribute: &Attribute, weight: &mut Weight) -> Result<(), Fault> {
    check_name(attribute.key.into_inner())?;
    let name = attribute.key.local_name().into_inner().to_ascii_lowercase();
    if name.starts_with("on") {
        return Err(Fault::Unsafe("on…="));
    }
    let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(garbled)?;
    check_value(&value)?;
    weight.attribute(&name, &value);
    if is_style(attribute.key.into_inner()) {
        style::check(&value)?;
    }
    // What moves could change an address after it was looked at.
    if name == "attributename" && value.trim().to_ascii_lowercase().ends_with("href") {
        return Err(OUTSIDE);
    }
    // A reference leads to another part of the drawing.
    let is_reference = matches!(name.as_str(), "href" | "src");
    if is_reference && !value.trim_start().starts_with('#') { Err(OUTSIDE) } else { Ok(()) }
}

/// Whether the value of an attribute is read as a style, or may be: those that hold words, numbers or a shape are not.
fn is_style(name: &str) -> bool {
    let words = ["id", "class", "d", "points", "title", "alt", "role", "name", "xmlns"];
    let is_word = words.contains(&name) || name.starts_with("aria-") || name.starts_with("data-");
    // Those of other programs have a prefix: `inkscape:label`.
    !is_word && !name.contains(':')
}

/// An address outside the drawing.
const OUTSIDE: Fault = Fault::Unsafe("http://, https://");

/// Refuses code and addresses in the value of an attribute or in a style.
fn check_value(value: &str) -> Result<(), Fault> {
    let plain: String =
        value.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    let plain = plain.to_ascii_lowercase();
    let marks = ["javascript:", "@import", "data:"];
    if let Some(mark) = marks.into_iter().find(|mark| plain.contains(mark)) {
        return Err(Fault::Unsafe(mark));
    }
    let leads_out = |rest: &str| !rest.trim_start_matches(['"', '\'']).starts_with('#');
    if plain.split("url(").skip(1).any(leads_out) { Err(OUTSIDE) } else { Ok(()) }
}

/// Width and height, from the attributes or the view box.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let tag = loop {
        match reader.read_event().map_err(garbled)? {
            Event::Start(tag) | Event::Empty(tag) if is_named(&tag, "svg") => break tag,
            Event::Eof => return Err(Fault::Broken(Damage::Garbled)),
            _ => {}
        }
    };
    let get = |name: &str| Some(tag.try_get_attribute(name).ok()??.value);
    let number = |name: &str| get(name)?.trim_end_matches("px").trim().parse::<f64>().ok();
    let view = get("viewBox").or_else(|| get("viewbox")).unwrap_or_default();
    let view: Vec<f64> = view.split([' ', ',']).filter_map(|part| part.parse().ok()).collect();
    let width = number("width").or_else(|| view.get(2).copied());
    let height = number("height").or_else(|| view.get(3).copied());
    match (width, height) {
        (Some(width), Some(height)) if width >= 1.0 && height >= 1.0 && width < 1e5 && height < 1e5 => {
            Ok((width.round() as u32, height.round() as u32))
        }
        _ => Err(Fault::Broken(Damage::Size)),
    }
}

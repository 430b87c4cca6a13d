//! A formula → its words on one line. Fractions and powers keep their signs, since 1 over 2 is not 12.

use super::{element::Element, raised::Raised};

/// The words of a formula.
pub fn words(element: &Element) -> String {
    let part = |name: &str| element.child(name).map(words).unwrap_or_default();
    let value = |name: &str| {
        let properties = element.children().find(|child| child.name.ends_with("Pr"))?;
        properties.child(name)?.get("m:val").map(str::to_owned)
    };
    match element.name.as_str() {
        "m:t" => element.text(),
        "m:f" => format!("{}/{}", held(&part("m:num")), held(&part("m:den"))),
        "m:sSup" => part("m:e") + &raised(Raised::Above, &part("m:sup")),
        "m:sSub" => part("m:e") + &raised(Raised::Below, &part("m:sub")),
        "m:sSubSup" => {
            part("m:e") + &raised(Raised::Below, &part("m:sub")) + &raised(Raised::Above, &part("m:sup"))
        }
        "m:rad" => format!("{}√{}", raised(Raised::Above, &part("m:deg")), held(&part("m:e"))),
        "m:d" => {
            let sign = |name: &str, usual: &str| value(name).unwrap_or_else(|| usual.to_owned());
            let all: Vec<String> =
                element.children().filter(|child| child.name == "m:e").map(words).collect();
            format!("{}{}{}", sign("m:begChr", "("), all.join(&sign("m:sepChr", "|")), sign("m:endChr", ")"))
        }
        "m:nary" => {
            let (sub, sup) = (raised(Raised::Below, &part("m:sub")), raised(Raised::Above, &part("m:sup")));
            format!("{}{sub}{sup} {}", value("m:chr").unwrap_or_else(|| "∫".to_owned()), part("m:e"))
        }
        "m:mr" | "m:eqArr" => element.children().map(words).collect::<Vec<_>>().join(" "),
        _ => joined(element),
    }
}

/// The words of all parts. Digits of two parts stay apart: one half times ten is not 1 over 210.
fn joined(element: &Element) -> String {
    let (mut out, mut was_run) = (String::new(), false);
    for child in element.children() {
        let (own, is_run) = (words(child), matches!(child.name.as_str(), "m:r" | "m:t"));
        let meets = out.ends_with(char::is_numeric) && own.starts_with(char::is_numeric);
        if meets && !(was_run && is_run) {
            out.push(' ');
        }
        out.push_str(&own);
        was_run = is_run;
    }
    out
}

/// What is more than one number or name, between parentheses.
fn held(text: &str) -> String {
    let is_one = text.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ',' | '.' | '\u{a0}'));
    if is_one { text.to_owned() } else { format!("({text})") }
}

fn raised(place: Raised, text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    match place.written(text) {
        // Ends of ordinals stay on the line; an exponent must not.
        (signs, false) if signs != text => signs,
        _ if place == Raised::Above => format!("^({text})"),
        _ => format!("_({text})"),
    }
}

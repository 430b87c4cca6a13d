//! Links: what an address in a text means, and which addresses a guide may hold.

mod differs;

use std::borrow::Cow;

use super::{Target, diagnostics::excerpt, typeset::is_control, vague};
use crate::diagnostic::{Diagnostic, Place, Rule, rule};
use trousseau_text::{
    Language, mail, percent, phone,
    settled::{is_invisible, settled},
    words,
};

pub(super) use differs::differs;
pub use differs::names_another;

/// What an address leads to; a diagnostic when a guide may not hold such an address.
pub(super) fn target(address: &str, place: &Place) -> Result<Target, Diagnostic> {
    // Browsers drop line ends inside an address, so `java⏎script:` would run as `javascript:`: they are dropped before the
    // check.
    let address = address.trim();
    let plain: String;
    let unseen = |letter: char| letter.is_control() || is_invisible(letter);
    let address = if address.contains(unseen) {
        plain = address.chars().filter(|letter| !unseen(*letter)).collect();
        &plain
    } else {
        address
    };
    let error = |rule| Diagnostic::new(rule, place.clone()).with("address", excerpt(address));
    let Some((scheme, rest)) = split_scheme(address) else {
        return relative(address).map_err(error);
    };
    let named =
        |name: &str| if name.is_empty() { Err(error(rule::links::NOWHERE)) } else { Ok(decode(name)) };
    let (head, anchor) = split_anchor(rest);
    Ok(match scheme.as_str() {
        "guide" => Target::Guide { slug: named(head)?, anchor },
        "page" => Target::Page { slug: named(head)?, anchor },
        "term" => Target::Term(named(rest)?),
        "fact" => Target::Fact(named(rest)?),
        "contact" => Target::Contact(named(rest)?),
        "mailto" => Target::Mail(mail::target(rest).ok_or_else(|| error(rule::links::MAIL))?),
        "tel" => Target::Phone(phone::dialled(&decode(rest)).ok_or_else(|| error(rule::links::PHONE))?),
        "lang" => match Language::find(rest) {
            Some(language) => Target::Foreign(language),
            None => {
                let diagnostic = error(rule::links::LANGUAGE).with("language", excerpt(rest));
                let near = rest.len() <= 20;
                return Err(if near {
                    diagnostic.with_near_language(rest, Language::all())
                } else {
                    diagnostic
                });
            }
        },
        "http" | "https" => match rest.strip_prefix("//") {
            Some(host) if is_host(host) => {
                Target::Web(format!("{scheme}://{}", host.replace(char::is_whitespace, "%20")))
            }
            _ => return Err(error(rule::links::NOWHERE)),
        },
        _ => return Err(error(rule::links::SCHEME).with("scheme", excerpt(&scheme))),
    })
}

/// Whether what follows `https://` begins with a name of a computer, and not with another `https:`.
fn is_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[')
        && !matches!(host, "http:" | "https:" | "http" | "https")
}

/// Whether a comma stands in the name of a site behind other words. In bare addresses it is told as a slip of the fingers.
pub(super) fn is_mistyped(web: &str, words: &str) -> bool {
    let host =
        web.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    host.contains([',', ';']) && !web.contains(words.trim())
}

/// The file of a picture beside the text; a diagnostic for every other address, since pages load nothing from elsewhere.
pub(super) fn picture(address: &str, place: &Place) -> Result<Target, Diagnostic> {
    let error = |rule| Diagnostic::new(rule, place.clone()).with("address", excerpt(address));
    match target(address, place) {
        Ok(file @ Target::File { .. }) => Ok(file),
        Ok(Target::Web(_)) => Err(error(rule::images::REMOTE)),
        Err(diagnostic)
            if matches!(
                diagnostic.rule,
                rule::links::ABSOLUTE | rule::links::NOWHERE | rule::links::SCHEME
            ) =>
        {
            Err(diagnostic)
        }
        _ => {
            let scheme = split_scheme(address.trim()).map_or("#".into(), |(scheme, _)| scheme);
            Err(error(rule::links::SCHEME).with("scheme", scheme))
        }
    }
}

/// Whether the words say nothing by themselves, such as "here": a screen reader lists links without the text around them.
pub(super) fn is_vague(words: &str, to: &Target) -> bool {
    // The words of a term, a fact, a number or a foreign name are the thing itself, so they cannot be vague.
    let leads = !matches!(to, Target::Foreign(_) | Target::Term(_) | Target::Fact(_) | Target::Phone(_));
    if !leads || words::count(words) > 6 {
        return false;
    }
    vague::says_nothing(words)
}

/// The scheme in small letters and what follows its colon (RFC 3986, section 3.1).
fn split_scheme(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let is_scheme =
        scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.bytes().all(plain);
    is_scheme.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn split_anchor(address: &str) -> (&str, Option<String>) {
    match address.split_once('#') {
        Some((head, anchor)) => {
            (head, Some(settled(&decode(anchor)).into_owned()).filter(|anchor| !anchor.is_empty()))
        }
        None => (address, None),
    }
}

/// An address without a scheme: a heading of this text, or a file beside it.
fn relative(address: &str) -> Result<Target, Rule> {
    let (path, anchor) = split_anchor(address);
    let path = decode(path);
    match (path.is_empty(), anchor) {
        _ if path.starts_with(['/', '\\']) => Err(rule::links::ABSOLUTE),
        (true, None) => Err(rule::links::NOWHERE),
        (true, Some(anchor)) => Ok(Target::Anchor(anchor)),
        _ if without_scheme(address).is_some() => without_scheme(address).ok_or(rule::links::NOWHERE),
        (false, anchor) => Ok(Target::File { path, anchor }),
    }
}

/// What an address without a scheme can only mean: an address to write to, a website, a telephone number.
fn without_scheme(path: &str) -> Option<Target> {
    let host = path.strip_prefix("www.").filter(|host| host.contains('.'));
    match host {
        Some(_) => Some(Target::Web(format!("https://{}", path.replace(char::is_whitespace, "%20")))),
        None if mail::is_address(path) => mail::target(path).map(Target::Mail),
        None => phone::dialled(path).map(Target::Phone),
    }
}

/// The address that somebody meant who left spaces in it, when there is one meaning: a number, or an address to write to.
pub(super) fn without_spaces(address: &str) -> Option<String> {
    let (scheme, rest) = split_scheme(address).unwrap_or_default();
    match scheme.as_str() {
        "tel" => Some(format!("tel:{}", phone::dialled(rest)?)),
        "mailto" => Some(format!("mailto:{}", mail::target(rest)?)),
        _ => Some(format!("tel:{}", phone::dialled(address)?)),
    }
}

/// An address without the sign of the sentence that ends it; none when it ends with a sign of its own.
pub(super) fn without_stop(address: &str) -> Option<&str> {
    let bare = address.trim_end_matches(['.', ',', ';', ':', '…', '>', '*', '»', '”', '"', '。', '，', '،']);
    // Behind `#`, words of the page may be quoted with their stop; in a letter, a sentence ends with one.
    let is_quoted = address.contains('#') || address.contains('@') && address.contains('?');
    (bare.len() < address.len() && bare.len() > "https://".len() && !is_quoted).then_some(bare)
}

/// A text without its percent signs; as it is when that gives no plain text.
fn decode(text: &str) -> String {
    let plain = percent::decode(text)
        .filter(|plain| !plain.chars().any(|letter| letter.is_control() || is_control(letter)));
    plain.map_or_else(|| text.to_owned(), Cow::into_owned)
}

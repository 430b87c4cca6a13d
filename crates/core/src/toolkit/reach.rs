//! Websites and telephone numbers: only those that a reader can follow or call are kept.

use core::net::Ipv6Addr;

use super::{contact::Contact, fact::Fact, partner::Partner};
use crate::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    source::SourcePath,
    yaml::Placed,
};
use trousseau_text::{phone, settled::is_unseen};

/// Removes websites and telephone numbers that nobody could follow or call, with a diagnostic for each.
pub(super) fn reachable(
    contacts: &mut [Contact],
    facts: &mut [Fact],
    partners: &mut [Partner],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut check = |value: &mut Option<Placed<String>>, file: &str, code, good: fn(&str) -> bool| {
        if let Some(bad) = value.take_if(|value| !good(value.value.trim())) {
            let place = Place::span(&file.into(), bad.span);
            diagnostics.push(Diagnostic::new(code, place).with("value", &bad.value));
        }
    };
    for contact in contacts {
        check(&mut contact.url, "content/contacts.yaml", rule::value::URL, is_web);
        check(&mut contact.phone, "content/contacts.yaml", rule::value::PHONE, |number| {
            phone::dialled(number).is_some()
        });
    }
    for fact in facts {
        check(&mut fact.url, "content/facts.yaml", rule::value::URL, is_web);
    }
    for partner in partners {
        check(&mut partner.url, "content/partners.yaml", rule::value::URL, is_web);
        partner.functions.retain_mut(|function| {
            let mut phone = Some(function.phone.clone());
            check(&mut phone, "content/partners.yaml", rule::value::PHONE, |number| {
                phone::dialled(number).is_some()
            });
            phone.is_some()
        });
    }
}

/// Whether an address is one of a website: `http(s)://`, a host, and no white space, sign that nobody sees, quote or angle bracket.
pub fn is_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
        && !url.contains(|letter: char| {
            letter.is_whitespace() || letter.is_control() || is_unseen(letter) || "<>\"".contains(letter)
        })
}

/// A public address: http or https, no query, and a final `/` that is added when it is missing.
pub(super) fn base_url(url: &Placed<String>, path: &SourcePath) -> WithDiagnostics<Option<String>> {
    match clean_base_url(&url.value) {
        Some(url) => WithDiagnostics::silent(Some(url)),
        None => {
            let diagnostic = Diagnostic::new(rule::toolkit::BASE_URL, Place::span(path, url.span))
                .with("value", &url.value);
            WithDiagnostics { value: None, diagnostics: vec![diagnostic] }
        }
    }
}

/// The address with a final `/`; `None` when it is no address of a website, has a query or names somebody (`user@`), or holds
/// signs that the settings of a web server would read as orders.
pub fn clean_base_url(url: &str) -> Option<String> {
    let url = url.trim_end_matches('/');
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let mut parts = rest.split('/');
    let is_in_path = |letter: char| letter.is_ascii_alphanumeric() || "-._~%+,=:@!".contains(letter);
    // `//` in a path would begin an address of another host.
    let is_folder = |part: &str| !matches!(part, "" | "." | "..") && part.chars().all(is_in_path);
    let good = parts.next().is_some_and(is_host) && parts.all(is_folder);
    good.then(|| format!("{url}/"))
}

/// Whether this is a name or a number of a computer, perhaps with a port.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_name = match name.strip_prefix('[') {
        Some(number) => number.strip_suffix(']').is_some_and(|number| number.parse::<Ipv6Addr>().is_ok()),
        None => {
            name.starts_with(|letter: char| letter.is_ascii_alphanumeric())
                && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'))
        }
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_name && port.is_none_or(is_port)
}

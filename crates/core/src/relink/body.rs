//! Links in the body of a text: where an address stands, and what it becomes.

use std::ops::Range;

use super::Exchange;
use crate::{guide::split, library::address};

/// The text with all links to a name led to the other one; none when it has none.
pub fn exchanged(text: &str, path: &str, exchange: &Exchange) -> Option<String> {
    let start = split::split(text, &path.into()).map_or(0, |parts| parts.body_offset);
    let mut out = text.to_owned();
    for range in addresses(text, start).into_iter().rev() {
        let new = text.get(range.clone()).and_then(|address| other(address, path, exchange));
        if let Some(new) = new {
            out.replace_range(range, &new);
        }
    }
    (out != text).then_some(out)
}

/// What an address becomes; none when it does not lead to the name.
fn other(address: &str, path: &str, exchange: &Exchange) -> Option<String> {
    if let Some((scheme, rest)) = address.split_once(':') {
        // A guide may be linked as a page and the other way round where a former name leads there.
        let is_text = scheme.eq_ignore_ascii_case(exchange.scheme());
        return is_text.then(|| exchange.anchored(rest)).flatten().map(|rest| format!("{scheme}:{rest}"));
    }
    let (file, anchor) =
        address.split_once('#').map_or((address, None), |(file, anchor)| (file, Some(anchor)));
    let folder = exchange.folder();
    let leads = address::resolve(path, file)?.starts_with(&folder);
    // A file beside the text moves with it, so its address says the folder only from elsewhere.
    let at = file.rfind(&format!("{}/", exchange.from)).filter(|_| leads)?;
    let is_whole = at == 0 || file[..at].ends_with('/');
    if !is_whole {
        return None;
    }
    let anchor = anchor.filter(|anchor| exchange.sections.as_ref().is_none_or(|all| all.contains(*anchor)));
    let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    Some(format!("{}{}{}{anchor}", &file[..at], exchange.to, &file[at + exchange.from.len()..]))
}

/// The bytes of all addresses from `start` on: behind `](`, and of definitions, `[words]: address`.
fn addresses(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find("](")) {
        at += next + 2;
        found.extend(address(text, at));
    }
    let mut line = start;
    for words in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let bare = words.trim_start_matches([' ', '>', '\t']);
        if let Some(colon) = bare.strip_prefix('[').and_then(|_| bare.find("]:")) {
            found.extend(address(text, line + (words.len() - bare.len()) + colon + 2));
        }
        line += words.len();
    }
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
}

/// The bytes of the address that begins here, without white space and angle brackets.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let bare = rest.trim_start_matches([' ', '\t', '<']);
    let start = at + (rest.len() - bare.len());
    let end =
        bare.find(|letter: char| letter.is_whitespace() || ")<>".contains(letter)).unwrap_or(bare.len());
    (end > 0).then_some(start..start + end)
}

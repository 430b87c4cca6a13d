//! Bare addresses in a text: `https://…`, `www.…` and `name@example.org` become links by themselves.

use std::ops::Range;

use trousseau_text::address::length;

/// Ends of names by which an address is known without `www.` before it.
pub(super) const TOPS: [&str; 5] = [".fr", ".org", ".com", ".eu", ".gov.uk"];

/// How the address of a file or a page begins. What no page may lead to is told where it becomes a link.
const SCHEMES: [&str; 5] = ["https", "http", "sftp", "ftps", "ftp"];

/// The most bytes of the name of a computer.
const LONGEST_NAME: usize = 253;

/// An address in a text, and the destination that it names.
pub(crate) struct Bare {
    /// The bytes that it takes, counted in the text that was searched.
    pub range: Range<usize>,
    /// The address as a link would write it.
    pub to: String,
}

/// The addresses of a text, from left to right.
pub(crate) fn find(text: &str) -> Vec<Bare> {
    let bytes = text.as_bytes();
    let mut found: Vec<Bare> = Vec::new();
    // A look at bytes first: an address has one of these.
    let signs = bytes.iter().fold(false, |any, byte| any | matches!(byte, b'@' | b'/' | b'w' | b'W'));
    if !signs && !TOPS.iter().any(|top| text.contains(top)) {
        return found;
    }
    let mut at = 0;
    while let Some(next) =
        bytes.get(at..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b':' | b'.' | b'@')))
    {
        let sign = at + next;
        let free = found.last().map_or(0, |last| last.range.end);
        let bare = match bytes.get(sign) {
            Some(b'@') => mail(text, sign, free),
            Some(b':') => web(text, sign, free),
            _ => www(text, sign, free).or_else(|| host(text, sign, free)),
        };
        at = bare.as_ref().map_or(sign + 1, |bare| bare.range.end);
        found.extend(bare);
    }
    found
}

/// `https://…` around the colon at this byte.
fn web(text: &str, colon: usize, free: usize) -> Option<Bare> {
    let rest = text.get(colon..)?;
    let host = rest.strip_prefix("://")?;
    let start = SCHEMES.into_iter().find_map(|scheme| {
        let start = colon.checked_sub(scheme.len()).filter(|start| *start >= free)?;
        text.get(start..colon)?.eq_ignore_ascii_case(scheme).then_some(start)
    })?;
    if !host.starts_with(|first: char| first.is_alphanumeric()) || !stands_free(text, start) {
        return None;
    }
    let range = start..colon + 3 + length(host);
    text.get(range.clone()).map(|to| Bare { range, to: to.to_owned() })
}

/// `www.…` before the point at this byte.
fn www(text: &str, point: usize, free: usize) -> Option<Bare> {
    let start = point.checked_sub(3).filter(|start| *start >= free)?;
    let host = text.get(point + 1..)?;
    let is_www = text.get(start..point)?.eq_ignore_ascii_case("www") && stands_free(text, start);
    if !is_www || !host.starts_with(|first: char| first.is_alphanumeric()) {
        return None;
    }
    let range = start..point + 1 + length(host);
    let address = text.get(range.clone())?;
    address.get(4..)?.contains('.').then(|| Bare { range, to: format!("https://{address}") })
}

/// `caf.fr` around its first point, with what follows its name.
fn host(text: &str, point: usize, free: usize) -> Option<Bare> {
    let bytes = text.as_bytes();
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let before = bytes.get(free..point)?.iter().rev().take(LONGEST_NAME).take_while(is_name).count();
    let start = point - before;
    let name = bytes
        .get(start..)?
        .iter()
        .take(LONGEST_NAME)
        .take_while(|byte| is_name(byte) || **byte == b'.')
        .count();
    let name = text.get(start..start + name)?.trim_end_matches(['.', '-']);
    let end = start + name.len();
    let known = TOPS.iter().any(|top| name.ends_with(top)) && !name.contains("..");
    // `www. caf.fr` is told as mistyped.
    let is_split = text
        .get(text.ceil_char_boundary(start.saturating_sub(8))..start)?
        .trim_end()
        .trim_end_matches(['.', ',', ':', ';'])
        .ends_with(['w', 'W', '/']);
    let after = text.get(end..)?.chars().next();
    let alone =
        stands_free(text, start) && !after.is_some_and(|next| next == '@' || next == '_' || next == '-');
    if before < 2
        || !known
        || is_split
        || !alone
        || !name.starts_with(|first: char| first.is_ascii_alphabetic())
    {
        return None;
    }
    let end = if after == Some('/') { start + length(text.get(start..)?) } else { end };
    let address = text.get(start..end)?;
    Some(Bare { range: start..end, to: format!("https://{address}") })
}

/// `name@example.org` around the sign at this byte.
fn mail(text: &str, sign: usize, free: usize) -> Option<Bare> {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b".-_+'".contains(byte);
    let bytes = text.as_bytes();
    let start = sign - bytes.get(free..sign)?.iter().rev().take_while(|byte| fits(byte)).count();
    let name = text.get(start..sign)?.trim_start_matches(['.', '-', '_', '+', '\'']);
    let start = sign - name.len();
    let host = bytes
        .get(sign + 1..)?
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-".contains(byte))
        .count();
    let host = text.get(sign + 1..sign + 1 + host)?.trim_end_matches(['.', '-']);
    let end = sign + 1 + host.len();
    let is_host = host.rsplit_once('.').is_some_and(|(name, top)| {
        !name.is_empty()
            && !name.contains("..")
            && top.len() > 1
            && top.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let open = text.get(end..)?.chars().next();
    // No address has an accent: `prénom@…` is none, and neither is its end.
    let is_cut = text.get(..start)?.ends_with(|letter| matches!(letter, '\u{c0}'..='\u{24f}'));
    let free = !is_cut
        && stands_free(text, start)
        && !open.is_some_and(|next| next == '@' || next == '_' || next == '/');
    (is_host && !name.is_empty() && free).then(|| {
        let asked = &text[end..end + question(&text[end..])];
        Bare { range: start..end + asked.len(), to: format!("mailto:{name}@{host}{asked}") }
    })
}

/// How many bytes of a subject or a text for the letter follow an address to write to.
fn question(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('?') else { return 0 };
    let is_asked = ["subject=", "body=", "cc="].into_iter().any(|name| rest.starts_with(name));
    if is_asked { 1 + length(rest) } else { 0 }
}

/// Whether no letter touches an address from the left.
fn stands_free(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    // In scripts without spaces between words, an address stands right beside letters. `ב-www` has a hyphen behind its first word.
    let is_hyphen = before == Some('-')
        && !text[..start - 1]
            .ends_with(|letter: char| letter.is_ascii_alphanumeric() || "/@.-_%".contains(letter));
    is_hyphen || before.is_none_or(|letter| !(letter.is_ascii_alphanumeric() || "/@.-_%".contains(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = find(text);
        let seen: Vec<_> = found.iter().map(|bare| (&text[bare.range.clone()], bare.to.as_str())).collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        check("Voir https://x.fr/a_(b), puis.", &[("https://x.fr/a_(b)", "https://x.fr/a_(b)")]);
        check("(www.caf.fr)", &[("www.caf.fr", "https://www.caf.fr")]);
        check("« HTTP://x.fr/é?q=1#y » !", &[("HTTP://x.fr/é?q=1#y", "HTTP://x.fr/é?q=1#y")]);
        check("a.b+c@ex-emple.org. Fin", &[("a.b+c@ex-emple.org", "mailto:a.b+c@ex-emple.org")]);
        check("https://a.fr;https://b.fr", &[("https://a.fr;https://b.fr", "https://a.fr;https://b.fr")]);
        check(
            "Voir caf.fr, puis service-public.fr/a.",
            &[("caf.fr", "https://caf.fr"), ("service-public.fr/a", "https://service-public.fr/a")],
        );
        check("زوروا caf.fr اليوم", &[("caf.fr", "https://caf.fr")]);
        check("موقع https://x.fr، ثم", &[("https://x.fr", "https://x.fr")]);
        check("https://user:x@b.fr/c", &[("https://user:x@b.fr/c", "https://user:x@b.fr/c")]);
    }

    #[test]
    fn other_words_are_no_addresses() {
        for text in [
            "a@b",
            "www.",
            "www.x",
            "https://",
            "x:// y",
            "@nom",
            "9h.30",
            "a@b.c1",
            "xhttps://a.fr",
            "Twitter @a.b",
            "prénom@exemple.org",
            "Fin.Puis a.fr",
            "www. caf.fr",
            "caf.frais",
            "Node.js et demande.pdf",
        ] {
            check(text, &[]);
        }
    }
}

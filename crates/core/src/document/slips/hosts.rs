//! Addresses that are almost right: `www. caf.fr`, `www.caf,fr`, `http:\\caf.fr`, `contact(at)exemple.org`.

use super::Slip;
use crate::diagnostic::rule;

/// Ends of names, where a comma or a space stands in place of the point.
const TOPS: &[&str] = &[
    "fr", "org", "com", "net", "eu", "be", "ch", "de", "uk", "it", "es", "pt", "ua", "ru", "pl", "ro", "nl",
    "lu", "ca", "info", "gov", "int", "at", "gouv.fr", "asso.fr", "gov.uk", "org.uk", "co.uk", "gov.ua",
    "com.ua",
];

/// What people write for `@` so that no robot finds it.
const AT: &[&str] = &[
    "(at)",
    "[at]",
    "{at}",
    "(AT)",
    "[AT]",
    "<at>",
    "(arobase)",
    "[arobase]",
    "(à)",
    "(chez)",
    "[@]",
    "(@)",
    "_at_",
    "-at-",
    " at ",
    " AT ",
    " arobase ",
    " arobas ",
    " @ ",
    " @",
    "@ ",
    "@@",
    "＠",
    "@",
];

/// The most bytes of a name in an address.
const MOST_NAME: usize = 253;

/// Names of letter boxes: with a space behind one, `@` is a slip.
const BOXES: &[&str] = &[
    "contact",
    "accueil",
    "info",
    "infos",
    "mairie",
    "secretariat",
    "bonjour",
    "aide",
    "support",
    "hello",
    "office",
];

/// What people write for the point, in words.
const POINT: &[&str] =
    &["(dot)", "[dot]", "(point)", "[point]", "(.)", "[.]", " dot ", " DOT ", " point ", " POINT "];

/// Every such address in a text.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Slip)) {
    let bytes = text.as_bytes();
    let any = bytes.iter().fold(false, |any, byte| {
        any | matches!(byte, b'w' | b'W' | b'\\' | b'@' | b'(' | b'[' | b':' | 0xef)
    });
    let worded = || text.contains(" arobas") || text.contains(" at ") || text.contains(" AT ");
    if !any && !worded() {
        return;
    }
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { return };
        let slip = match first {
            'w' | 'W' => www(text, at),
            '\\' => backslashes(text, at),
            ':' => spaced(text, at),
            ' ' | '_' | '-' if !matches!(rest.as_bytes().get(1), Some(b'a' | b'A' | b'@')) => None,
            '@' | '(' | '[' | '{' | '<' | ' ' | '_' | '-' | '＠' => mail(text, at),
            _ => None,
        };
        at += first.len_utf8();
        if let Some(slip) = slip {
            at = at.max(slip.range.end);
            found(slip);
        }
    }
}

fn slip(from: usize, to: usize, near: String) -> Slip {
    Slip::new(rule::links::MISTYPED, from..to).with_near(near)
}

/// Where a scheme begins that ends at this byte; the byte itself when there is none.
fn scheme(text: &str, end: usize) -> usize {
    let before = text.get(..end).unwrap_or_default();
    let lower = before
        .get(before.floor_char_boundary(end.saturating_sub(8))..)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let long = ["https://", "http://"]
        .iter()
        .find(|scheme| lower.ends_with(*scheme))
        .map_or(0, |scheme| scheme.len());
    end - long
}

fn is_free(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    !before.is_some_and(|letter| letter.is_ascii_alphanumeric() || "/@.-_%".contains(letter))
}

/// `www. caf.fr`, `www.caf,fr`, `www:caf.fr`, `ww.caf.fr`, `www.caf. fr`.
fn www(text: &str, at: usize) -> Option<Slip> {
    let start = scheme(text, at);
    if !is_free(text, start) {
        return None;
    }
    let rest = text.get(at..)?;
    let run = rest.bytes().take_while(|byte| byte.eq_ignore_ascii_case(&b'w')).count();
    let after = rest.get(run..)?;
    let host = after.trim_start_matches(['.', ',', ';', ':', '/', ' ', '\u{a0}']);
    let signs = after.get(..after.len() - host.len())?;
    let has_sign = signs.contains(['.', ',', ';', ':', '/']);
    if !(2..=4).contains(&run) || signs.chars().count() > 3 || !has_sign && (run != 3 || signs.is_empty()) {
        return None;
    }
    let (name, long) = name(host)?;
    let written = host.get(..long)?;
    if run == 3 && signs == "." && name.eq_ignore_ascii_case(written) {
        return None;
    }
    let path = path(host.get(long..)?);
    Some(slip(start, at + run + signs.len() + long + path.len(), format!("https://www.{name}{path}")))
}

/// The name of a computer at the beginning of a text, as it must be written, and how many bytes it has.
fn name(text: &str) -> Option<(String, usize)> {
    let letters =
        |text: &str| text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let mut long = letters(text);
    let mut name = text.get(..long).filter(|name| !name.is_empty())?.to_ascii_lowercase();
    let mut has_top = false;
    loop {
        let rest = text.get(long..)?;
        let bare = rest.trim_start_matches(['.', ',', ' ']);
        let signs = rest.get(..rest.len() - bare.len())?;
        let part = letters(bare);
        let word = bare.get(..part)?;
        // A point alone goes on; with a space or a comma, only the end of a name does.
        let is_top =
            TOPS.iter().any(|top| *top == word || top.eq_ignore_ascii_case(word) && signs.len() == 1)
                && !bare.get(part..)?.starts_with(char::is_alphanumeric);
        let goes_on =
            signs == "." || !has_top && is_top && matches!(signs, "," | ". " | " ." | ", " | " ," | "..");
        if part == 0 || !goes_on || long > MOST_NAME {
            break;
        }
        has_top = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        name = format!("{name}.{}", word.to_ascii_lowercase());
        long += signs.len() + part;
    }
    has_top.then_some((name, long))
}

/// The path after a name, without the stop of the sentence.
fn path(text: &str) -> &str {
    if !text.starts_with('/') {
        return "";
    }
    text.get(..trousseau_text::address::length(text)).unwrap_or_default()
}

/// `https:// caf.fr`, `https://caf. fr`, `https:caf.fr`.
fn spaced(text: &str, at: usize) -> Option<Slip> {
    let start = begun(text, at)?;
    let rest = text.get(at + 1..)?;
    let host = rest.trim_start_matches(['/', ' ']);
    let signs = rest.get(..rest.len() - host.len())?;
    let (name, long) = name(host)?;
    let path = path(host.get(long..)?);
    let is_right = signs == "//" && name.eq_ignore_ascii_case(host.get(..long)?);
    let known = signs.is_empty() || signs.starts_with("//");
    (known && !is_right)
        .then(|| slip(start, at + 1 + signs.len() + long + path.len(), format!("https://{name}{path}")))
}

/// Where `http` or `https` begins that ends at this byte.
fn begun(text: &str, end: usize) -> Option<usize> {
    let before = text.get(..end)?;
    let long = before.bytes().rev().take(6).take_while(u8::is_ascii_alphabetic).count();
    let start = before.len() - long;
    ["http", "https"].iter().any(|scheme| before[start..].eq_ignore_ascii_case(scheme)).then_some(start)
}

/// `http:\\caf.fr\aide`.
fn backslashes(text: &str, at: usize) -> Option<Slip> {
    let start = begun(text, text.get(..at)?.strip_suffix(':')?.len())?;
    let rest = text.get(at..)?;
    let host = rest.trim_start_matches('\\');
    let end = host
        .find(|letter: char| letter.is_whitespace() || "()<>[]«»\"".contains(letter))
        .unwrap_or(host.len());
    let address = host.get(..end)?.trim_end_matches(['.', ',', ';', '!', '?', ':', '\\']);
    let fits = address.contains('.') && address.starts_with(char::is_alphanumeric);
    fits.then(|| {
        slip(
            start,
            at + rest.len() - host.len() + address.len(),
            format!("https://{}", address.replace('\\', "/")),
        )
    })
}

/// `contact(at)exemple.org`, `contact @ exemple.org`, `contact@exemple,org`, `contact arobase exemple point org`.
fn mail(text: &str, at: usize) -> Option<Slip> {
    let rest = text.get(at..)?;
    let sign = AT.iter().find(|sign| rest.starts_with(**sign))?;
    let before = text.get(..at)?;
    let own = before.trim_end_matches(' ');
    let fits = |letter: char| letter.is_ascii_alphanumeric() || ".-_+".contains(letter);
    let start = own.char_indices().rev().take(MOST_NAME).take_while(|(_, letter)| fits(*letter)).last()?.0;
    let user = own.get(start..)?.trim_start_matches(['.', '-', '_', '+']);
    if user.is_empty() || own.get(..start)?.ends_with(['@', '/', ':']) {
        return None;
    }
    let after = rest.get(sign.len()..)?;
    let host = after.trim_start_matches(' ');
    // No address has an accent; where scripts have no spaces, an address may touch a letter.
    let touched =
        own.get(..start)?.chars().next_back().filter(|letter| matches!(letter, '\u{c0}'..='\u{24f}'));
    if touched.is_some() && *sign == "@" && own.len() == before.len() {
        let (_, long) = self::name(host)?;
        let start = own
            .rfind(|letter: char| !letter.is_alphanumeric() && !fits(letter))
            .map_or(0, |at| own.ceil_char_boundary(at + 1));
        return Some(Slip::new(rule::links::MISTYPED, start..at + 1 + long));
    }
    let (name, long, worded) = mail_host(host)?;
    // `@` needs nothing when all else is right; `at` is a word of English, which a point in words makes an address.
    let is_right = *sign == "@"
        && own.len() == before.len()
        && host.len() == after.len()
        && host.get(..long)?.eq_ignore_ascii_case(&name);
    // `@town` is the name of somebody on a network, and `Anna @ Example.com` says where she works.
    let is_apart = own.len() < before.len();
    let is_mention = *sign == " @" && !BOXES.contains(&user);
    if is_mention
        || sign.starts_with('@') && is_apart
        || *sign == " @ " && user.starts_with(char::is_uppercase)
    {
        return None;
    }
    let is_word = matches!(*sign, " at " | " AT " | "_at_" | "-at-");
    let has_top = || TOPS.iter().any(|top| name.to_ascii_lowercase().ends_with(&format!(".{top}")));
    if is_right || is_word && !(worded && has_top()) && *sign != "_at_" && *sign != "-at-" {
        return None;
    }
    let end = at + sign.len() + (after.len() - host.len()) + long;
    let name = name.strip_prefix("www.").unwrap_or(&name);
    Some(slip(start + own.len() - start - user.len(), end, format!("{user}@{name}")))
}

/// The name behind the sign of a mail, how many bytes it has, and whether a point in it is written as a word.
fn mail_host(text: &str) -> Option<(String, usize, bool)> {
    let letters =
        |text: &str| text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let mut long = letters(text);
    let mut name = text.get(..long).filter(|name| !name.is_empty())?.to_owned();
    let mut worded = false;
    while let Some(rest) = text.get(long..) {
        let bare = rest.trim_start_matches(' ');
        let Some(sign) = POINT.iter().map(|sign| sign.trim()).find(|sign| bare.starts_with(*sign)) else {
            break;
        };
        let after = bare.get(sign.len()..)?.trim_start_matches(' ');
        let part = letters(after);
        if part < 2 || long > MOST_NAME || sign.chars().all(char::is_alphabetic) && !rest.starts_with(' ') {
            break;
        }
        name = format!("{name}.{}", after.get(..part)?);
        worded = true;
        long += rest.len() - after.len() + part;
    }
    if worded {
        return Some((name, long, true));
    }
    let (name, long) = self::name(text)?;
    Some((name, long, false))
}

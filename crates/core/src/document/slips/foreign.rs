//! Signs that mean something to other programs: site generators, wikis, note books.

use super::{FARTHEST, Here, Slip, is_word, links};
use crate::diagnostic::rule;

/// A pair of signs around words.
struct Pair {
    open: &'static str,
    close: &'static str,
    /// What the pair makes of the words in our form: `{}` stands for them; none when we have no such thing.
    near: Option<&'static str>,
}

/// The pairs, those that begin alike with the longest first.
const PAIRS: &[Pair] = &[
    Pair { open: "{{{", close: "}}}", near: Some("## {}") },
    Pair { open: "{{<", close: ">}}", near: None },
    Pair { open: "{{%", close: "%}}", near: None },
    Pair { open: "{{", close: "}}", near: None },
    Pair { open: "{%", close: "%}", near: None },
    Pair { open: "{++", close: "++}", near: None },
    Pair { open: "{--", close: "--}", near: None },
    Pair { open: "{==", close: "==}", near: Some("**{}**") },
    Pair { open: "{>>", close: "<<}", near: None },
    Pair { open: "{info}", close: "{info}", near: Some("> [!NOTE]") },
    Pair { open: "{note}", close: "{note}", near: Some("> [!NOTE]") },
    Pair { open: "{tip}", close: "{tip}", near: Some("> [!TIP]") },
    Pair { open: "{warning}", close: "{warning}", near: Some("> [!WARNING]") },
    Pair { open: "{color", close: "}", near: None },
    Pair { open: "{panel", close: "}", near: None },
    Pair { open: "{quote", close: "}", near: None },
    Pair { open: "{noformat", close: "}", near: None },
    Pair { open: "{:", close: "}", near: None },
    Pair { open: "{#", close: "}", near: None },
    Pair { open: "{.", close: "}", near: None },
    Pair { open: "{=", close: "}", near: None },
    Pair { open: "%%", close: "%%", near: None },
    Pair { open: "^[", close: "]", near: Some("[^1]") },
    Pair { open: "'''", close: "'''", near: Some("**{}**") },
    Pair { open: "''", close: "''", near: Some("*{}*") },
    Pair { open: "++", close: "++", near: Some("**{}**") },
    Pair { open: "==", close: "==", near: Some("**{}**") },
];

/// A sign that begins a pair, or `:name:`.
pub(super) fn sign(here: Here) -> Option<Slip> {
    if here.text.as_bytes().get(here.at) == Some(&b':') {
        let long = links::shortcode(here)?;
        let name = here.text.get(here.at + 1..here.at + long - 1)?;
        let slip = Slip::new(rule::markdown::FOREIGN, here.range(long));
        return Some(match name {
            "warning" | "exclamation" | "heavy_exclamation_mark" | "danger" => {
                slip.with_near(links::alert("warning"))
            }
            "bulb" | "tip" => slip.with_near(links::alert("tip")),
            "information_source" | "memo" | "note" => slip.with_near(links::alert("note")),
            "white_check_mark" | "heavy_check_mark" | "ballot_box_with_check" => slip.with_near("- [x]"),
            _ => slip,
        });
    }
    if here.text.as_bytes().get(here.at) == Some(&b'^') && !here.rest().starts_with("^[") {
        return raised(here);
    }
    let rest = here.rest();
    let pair = PAIRS.iter().find(|pair| rest.starts_with(pair.open))?;
    let inner = rest.get(pair.open.len()..)?;
    // In a heading, the parser sees the last brace apart.
    let torn = || {
        let end = ["}&#125;", "}"].into_iter().find(|end| inner.ends_with(end) && pair.close == "}}")?;
        (rest.len() < FARTHEST).then(|| (inner.len() - end.len(), end.len()))
    };
    let (long, end) = inner.find(pair.close).map(|long| (long, pair.close.len())).or_else(torn)?;
    let words = inner.get(..long)?;
    let is_quote = matches!(pair.open, "++" | "==" | "''" | "'''");
    let tight = words.trim() == words && words.contains(char::is_alphanumeric);
    if words.is_empty() || is_quote && (!tight || is_word(here.before())) {
        return None;
    }
    let slip = Slip::new(rule::markdown::FOREIGN, here.range(pair.open.len() + long + end));
    if pair.open == "{." && here.before() == Some(']') {
        return styled(here, slip, words);
    }
    let name = words.trim_start_matches(['-', ' ', '\t']);
    // A wiki's bold words; one word may be the name of a value.
    let is_bold = pair.open == "{{"
        && tight
        && words.starts_with(char::is_alphabetic)
        && words.contains(' ')
        && !words.contains(['|', '(', '=', '"']);
    Some(match pair.near.or(is_bold.then_some("**{}**")) {
        Some(near) => slip.with_near(near.replace("{}", words)),
        None if BOXES.iter().any(|own| name.starts_with(own)) => slip.with_near(links::alert(kind(name))),
        None => slip,
    })
}

/// `[words]{.underline}`: words with a style of their own.
fn styled(here: Here, slip: Slip, style: &str) -> Option<Slip> {
    let behind = here.behind();
    let open = behind.rfind('[')?;
    let words = behind.get(open + 1..behind.len() - 1)?;
    let is_bold = ["underline", "ul", "mark", "bold", "strong"].contains(&style.trim());
    let near = if is_bold { format!("**{words}**") } else { words.to_owned() };
    let start = here.at - behind.len() + open;
    Some(Slip { range: start..slip.range.end, ..slip }.with_near(near))
}

/// Commands that open a box.
const BOXES: &[&str] = &[
    "hint",
    "alert",
    "callout",
    "note",
    "warning",
    "tip",
    "info",
    "danger",
    "admonition",
    "notice",
    "caution",
    "important",
];

/// Whether this is what other programs call a box.
pub(in crate::document) fn is_box(name: &str) -> bool {
    BOXES.contains(&name)
}

/// The kind of box that a command names: by its own name, or by a value such as `style="warning"`.
fn kind(command: &str) -> &str {
    let words = || command.split(|letter: char| !letter.is_alphanumeric());
    let known = |word: &&str| {
        matches!(*word, "warning" | "danger" | "tip" | "success" | "caution" | "important" | "info" | "note")
    };
    words().find(known).unwrap_or("note")
}

/// Whether a text is nothing but the end of what another sign has opened.
pub(super) fn is_end(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_start_matches(['{', '%', '<', '-', ' ']);
    [":::", "///"].iter().any(|sign| text.starts_with(sign))
        && text.trim_matches([':', '/']).trim().is_empty()
        || text.starts_with('{') && (inner.starts_with("end") || inner.starts_with('/'))
}

/// The longest sign of a unit, in letters: `km`.
const LONGEST_UNIT: usize = 2;

/// Raised letters, as in `1^er^`.
fn raised(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix('^')?;
    let long = inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let closed = long > 0 && inner.get(long..)?.starts_with('^');
    let words = inner.get(..long)?;
    // Behind a unit, a digit is a power; behind a word, it calls a note.
    let unit = here.behind().chars().rev().take_while(|letter| letter.is_alphabetic()).count();
    let near = match words {
        "2" if unit <= LONGEST_UNIT => "²".to_owned(),
        "3" if unit <= LONGEST_UNIT => "³".to_owned(),
        _ if words.bytes().all(|byte| byte.is_ascii_digit()) => format!("[^{words}]"),
        _ => words.to_owned(),
    };
    closed.then(|| Slip::new(rule::markdown::FOREIGN, here.range(long + 2)).with_near(near))
}

/// `<<words>>`, and in a plain text a tag of HTML.
pub(super) fn angle(here: Here, plain: bool) -> Option<Slip> {
    let rest = here.rest();
    if let Some(inner) = rest.strip_prefix("<<") {
        let long = inner.find(">>").filter(|long| *long > 0)?;
        let words = inner.get(..long)?.trim();
        return Some(
            Slip::new(rule::markdown::FOREIGN, here.range(long + 4)).with_near(format!("« {words} »")),
        );
    }
    let inner = rest.strip_prefix('<')?;
    // A mark of a word processor: `<o:p></o:p>`.
    let mark = inner.trim_start_matches('/');
    if let Some((area, name)) = mark.split_once('>').and_then(|(mark, _)| mark.split_once(':'))
        && [area, name].iter().all(|word| word.starts_with(|first: char| first.is_ascii_alphabetic()))
        && area.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return Some(Slip::new(rule::markdown::FOREIGN, here.range(rest.find('>')? + 1)));
    }
    // Somebody or a channel of a chat: `<@U024BE7LH>`, `<#C1|general>`, `<!here>`.
    let is_chat = inner.starts_with(['@', '#', '!'])
        && inner[1..].starts_with(|first: char| first.is_ascii_alphanumeric());
    if let Some(long) = inner.find(['>', ' ']).filter(|long| is_chat && inner[*long..].starts_with('>')) {
        return Some(Slip::new(rule::markdown::FOREIGN, here.range(long + 2)));
    }
    if inner.starts_with("!--") {
        return Some(Slip::new(rule::markdown::FOREIGN, here.range(rest.len().min(4))));
    }
    // An address in angle brackets that lacks its scheme or its end.
    if ["www.", "http:", "https:"].iter().any(|start| inner.starts_with(start)) {
        let long = inner.find(|letter: char| letter == '>' || letter.is_whitespace()).unwrap_or(inner.len());
        let closed = usize::from(inner.get(long..).is_some_and(|rest| rest.starts_with('>')));
        let near = inner.get(..long).unwrap_or_default();
        return Some(Slip::new(rule::markdown::FOREIGN, here.range(long + 1 + closed)).with_near(near));
    }
    if !plain {
        return None;
    }
    let long = inner.find('>')?;
    let begins = inner.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic());
    begins.then(|| Slip::new(rule::markdown::FOREIGN, here.range(long + 2)))
}

//! Boxes: those to tick and those around words, almost in our form or in that of another program.

use std::ops::Range;

use super::{Slip, links};
use crate::diagnostic::rule;

/// A box or an alert in brackets.
pub(super) fn boxes(line: &str) -> Option<Slip> {
    let round = ["( )", "()", "(x)", "(X)"].iter().find(|sign| line.starts_with(**sign));
    if let Some(sign) = round.filter(|sign| line.get(sign.len()..).is_some_and(|rest| rest.starts_with(' ')))
    {
        return Some(Slip::new(rule::markdown::BOX, 0..sign.len()));
    }
    let bare = line.strip_prefix(['-', '*', '+', '•', '–']).unwrap_or(line);
    let (inner, rest) = bare.strip_prefix('[')?.split_once(']')?;
    let range = 0..line.len() - rest.len();
    match inner.strip_prefix('!') {
        Some(kind)
            if !kind.is_empty() && kind.chars().all(|letter| letter.is_alphabetic() || letter == ' ') =>
        {
            Some(Slip::new(rule::markdown::ALERT, range))
        }
        // A point of a list is a task for some programs; alone, it warns.
        Some("") if rest.starts_with(' ') && bare.len() < line.len() => {
            Some(Slip::new(rule::markdown::BOX, range))
        }
        Some("") if rest.starts_with(' ') => {
            Some(Slip::new(rule::markdown::FOREIGN, range).with_near(links::alert("warning")))
        }
        None if matches!(
            inner.trim(),
            "" | "x" | "X" | "v" | "V" | "✓" | "✔" | "-" | "*" | "/" | ">" | "?" | "~" | "☐" | "☑" | "■"
        ) && !rest.starts_with(['(', '[', ':']) =>
        {
            Some(Slip::new(rule::markdown::BOX, range))
        }
        _ => None,
    }
}

/// The names of our boxes.
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// Almost the first line of a box: `[ !TIP]`, `[!TIP`, `!TIP`, `［！NOTE］`, `[TIP!]`, and the same behind a backslash.
pub(super) fn alert(line: &str) -> Option<Slip> {
    let name = line.trim_start_matches(['[', '［', '(', '!', '！', '¡', ' ', '*']);
    let long = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (open, after) = (&line[..line.len() - name.len()], &name[long..]);
    let bare = after.trim_start_matches(['!', '！', '\\', ']', '］', ')', ':', '*', ' ']);
    let signs = &after[..after.len() - bare.len()];
    let is_name = ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(&name[..long]));
    let calls = |text: &str| text.contains(['!', '！', '¡']);
    // `(Important !)` is a remark.
    let is_bracket =
        open.contains(['[', '［']) && (calls(open) || calls(signs)) || open.contains('(') && calls(open);
    let is_word =
        open == "!" && bare.is_empty() && name[..long].bytes().all(|byte| byte.is_ascii_uppercase());
    let ends = bare.is_empty() || !signs.is_empty();
    (is_name && ends && (is_bracket || is_word))
        .then(|| Slip::new(rule::markdown::ALERT, 0..line.len() - bare.len()))
}

/// Names that stand in bold over the words of a box, in small letters: the way in which boxes were written before they had signs.
const NAMES: &str = "note tip important warning caution attention info information danger remarque astuce conseil rappel \
    avertissement hint achtung hinweis wichtig nota aviso atención importante внимание важно примечание увага важливо \
    примітка ملاحظة تنبيه مهم توجه نکته هشدار پاملرنه مهمه ኣገዳሲ ኣስተውዕል dikkat önemli not 注意 提示 重要 警告 חשוב הערה";

/// `> **Note**` over the words of a quotation.
pub(super) fn named(body: &str, range: &Range<usize>) -> Option<Slip> {
    let (before, name, after) = (body.get(..range.start)?, body.get(range.clone())?, body.get(range.end..)?);
    let sign = ["**", "__", "*", "_"].into_iter().find(|sign| before.ends_with(sign))?;
    let line = before.rsplit('\n').next()?.strip_suffix(sign)?.trim();
    // A picture may stand before the name.
    let is_quote = line.strip_prefix('>').is_some_and(|line| !line.contains(char::is_alphanumeric));
    let bare = name.trim_end_matches([' ', '\u{a0}', ':', '：', '!', '！']).to_lowercase();
    let rest = after.strip_prefix(sign)?.trim_start_matches([' ', ':', '：', '\u{a0}', '\\']);
    let goes_on = rest.strip_prefix('\n').is_some_and(|next| next.trim_start().starts_with('>'));
    (is_quote && goes_on && NAMES.split_whitespace().any(|own| own == bare))
        .then(|| Slip::new(rule::markdown::ALERT, 0..name.len()))
}

/// Our form of a box that other programs open so: `::: warning`, `!!! note`, `/// tip`, `.. tip::`, `{.note}`, `!> words`.
pub(super) fn container(line: &str) -> Option<String> {
    if let Some(kind) =
        line.starts_with("!> ").then_some("important").or(line.starts_with("?> ").then_some("tip"))
    {
        return Some(links::alert(kind));
    }
    let name = if line.starts_with(":::") {
        line.trim_start_matches(':')
    } else if let Some(rest) = line
        .strip_prefix("!!! ")
        .or_else(|| line.strip_prefix("/// "))
        .or_else(|| line.strip_prefix("??? "))
        .or_else(|| line.strip_prefix("???+ "))
    {
        rest
    } else {
        let rest = line.strip_prefix(".. ").or_else(|| line.strip_prefix("bc. "))?;
        if line.starts_with("..") { rest.split_once("::")?.0 } else { rest }
    };
    let bare = name.trim_matches(|letter: char| letter.is_whitespace() || "{}.[]".contains(letter));
    let first = bare.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    match first {
        "" if line.starts_with(":::") => None,
        "image" | "figure" => Some("![…](image.png)".to_owned()),
        _ => Some(links::alert(first)),
    }
}

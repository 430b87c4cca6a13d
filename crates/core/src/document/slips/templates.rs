//! Blanks and commands of templates, and formulas: `{name}`, `{gras}words{/gras}`, `%NAME%`, `<%= name %>`, `$x^2$`, `H~2~O`.

use super::{FARTHEST, Here, Slip, is_word};
use crate::diagnostic::rule;

/// Names of bold words.
const BOLD: &[&str] = &["b", "gras", "bold", "strong", "fett", "negrita", "жирний", "غامق"];

/// Names of words in italics.
const ITALIC: &[&str] = &["i", "italique", "italic", "em", "kursiv", "курсив", "cursiva", "مائل"];

/// The most bytes between two braces.
const LONGEST: usize = 60;

/// `{name}`, and `{name}words{/name}`.
pub(super) fn brace(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix('{')?;
    let long = inner.find(['{', '}', '\n']).filter(|long| *long <= LONGEST)?;
    let name = inner.get(..long)?;
    if !inner.get(long..)?.starts_with('}') || name.matches(char::is_alphabetic).count() < 2 {
        return None;
    }
    // `{words}(address)` is told as a link, `\\textbf{words}` as a command.
    let after = inner.get(long + 1..)?;
    let command = here
        .text
        .get(..here.at)?
        .trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '}');
    if after.starts_with('(') || command.ends_with('\\') {
        return None;
    }
    let start = here.at - usize::from(here.before() == Some('$'));
    let bare = name.trim().trim_start_matches('/').to_lowercase();
    let end = format!("{{/{}}}", name.trim());
    let slip = |to| Slip::new(rule::markdown::FOREIGN, start..here.at + to);
    let Some(words) = after.find(&end).and_then(|until| after.get(..until)) else {
        return Some(slip(long + 2));
    };
    let slip = slip(long + 2 + words.len() + end.len());
    let words = words.trim();
    Some(match bare.as_str() {
        bold if BOLD.contains(&bold) => slip.with_near(format!("**{words}**")),
        italic if ITALIC.contains(&italic) => slip.with_near(format!("*{words}*")),
        _ => slip.with_near(words),
    })
}

/// `%NAME%`, `%name%`.
pub(super) fn percent(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix('%')?;
    let long = inner.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'_').count();
    let fits = long > 2 && inner.get(long..)?.starts_with('%') && !is_word(here.before());
    fits.then(|| Slip::new(rule::markdown::FOREIGN, here.range(long + 2)))
}

/// `<%= name %>`.
pub(super) fn angle(here: Here) -> Option<Slip> {
    let long = here.rest().strip_prefix("<%")?.find("%>")?;
    Some(Slip::new(rule::markdown::FOREIGN, here.range(long + 4)))
}

/// `H~2~O`: lowered digits.
pub(super) fn lowered(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix('~')?;
    let long = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let digits = inner.get(..long).filter(|digits| !digits.is_empty())?;
    let fits = here.before().is_some_and(|letter| letter.is_ascii_alphabetic())
        && inner.get(long..)?.starts_with('~');
    let low = |digit: char| digit.to_digit(10).and_then(|value| char::from_u32(0x2080 + value));
    fits.then(|| {
        let near: String = digits.chars().filter_map(low).collect();
        Slip::new(rule::markdown::FOREIGN, here.range(long + 2)).with_near(near)
    })
}

/// Every formula between dollars, and every note between two round brackets.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Slip)) {
    if text.contains('$') {
        formulas(text, found);
    }
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("((")).map(|next| at + next) {
        at = start + 2;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let inner = text.get(at..).unwrap_or_default();
        let inner = &inner[..inner.floor_char_boundary(FARTHEST)];
        if let Some(long) = inner
            .find("))")
            .filter(|long| inner[..*long].contains(' ') && !inner[..*long].contains(['(', ')']))
            && is_word(before)
        {
            at += long + 2;
            found(Slip::new(rule::markdown::FOREIGN, start..at).with_near("[^1]"));
        }
    }
}

fn formulas(text: &str, found: &mut dyn FnMut(Slip)) {
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('$')).map(|next| at + next) {
        let rest = text.get(start..).unwrap_or_default();
        let sign = if rest.starts_with("$$") { "$$" } else { "$" };
        let inner = rest.get(sign.len()..).unwrap_or_default();
        let inner = &inner[..inner.floor_char_boundary(FARTHEST)];
        at = start + sign.len();
        let Some(long) = inner.find(sign) else { continue };
        let words = inner.get(..long).unwrap_or_default();
        let tight = words.trim() == words || sign == "$$" || is_equation(words) && words.ends_with(' ');
        let free = !is_word(text[..start].chars().next_back())
            && !is_word(inner.get(long + sign.len()..).and_then(|rest| rest.chars().next()));
        if (is_formula(words) || sign == "$$" || free && is_equation(words))
            && tight
            && !words.is_empty()
            && !words.contains('\n')
        {
            at += long + sign.len();
            found(Slip::new(rule::markdown::FOREIGN, start..at));
        }
    }
}

/// Whether words have signs that no sentence between two prices has.
fn is_formula(words: &str) -> bool {
    words.contains(['^', '\\']) || words.contains('_') && !words.contains(' ')
}

/// `x=2`, `a + b`, `n`: letters for numbers, with signs between them.
fn is_equation(words: &str) -> bool {
    let mut names = words.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|name| !name.is_empty());
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || " =<>+-*/().,×÷≤≥".contains(letter);
    let has_sign = words.contains(['=', '<', '>', '+', '*', '/', '-', '×', '÷', '≤', '≥']);
    words.chars().all(allowed)
        && (has_sign || words.len() == 1)
        && names.clone().next().is_some()
        && names.all(|name| name.len() < 3)
}

/// `\\(x = 2\\)`: a formula between brackets with backslashes.
pub(super) fn escaped(here: Here) -> Option<Slip> {
    let rest = here.rest();
    let end = match rest.get(..2)? {
        "\\(" => "\\)",
        "\\[" => "\\]",
        _ => return None,
    };
    let long = rest.get(2..)?.find(end)?;
    let words = rest.get(2..2 + long)?;
    (is_formula(words) || words.len() > 1 && is_equation(words.trim()))
        .then(|| Slip::new(rule::markdown::FOREIGN, here.range(long + 4)))
}

/// `=SUM(B2:B7)`, `=B2*12`: a formula of a spreadsheet.
pub(super) fn calculated(here: Here) -> Option<Slip> {
    let inner = here.rest().strip_prefix('=')?;
    let name = inner.chars().take_while(|letter| letter.is_uppercase()).map(char::len_utf8).sum::<usize>();
    let rest = inner.get(name..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_call = name > 1 && rest.starts_with('(');
    let is_cell =
        (1..=2).contains(&name) && digits > 0 && rest.get(digits..)?.starts_with(['*', '+', '/', '-', ':']);
    let long = inner.find([' ', '\n']).unwrap_or(inner.len());
    ((is_call || is_cell) && !is_word(here.before()))
        .then(|| Slip::new(rule::markdown::FOREIGN, here.range(long + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_commands_are_found() {
        let near = |text| brace(Here { text, at: 0 }).map(|slip| (slip.range.end, slip.near));
        assert_eq!(near("{gras}mot{/gras} x"), Some((16, Some("**mot**".to_owned()))));
        assert_eq!(near("{prenom} x"), Some((8, None)));
        assert_eq!(near("{1, 2}"), None);
        assert_eq!(near("{ouvert"), None);
    }

    #[test]
    fn formulas_are_no_prices() {
        let all = |text| {
            let mut slips = Vec::new();
            find(text, &mut |slip| slips.push(slip.range));
            slips
        };
        assert_eq!(all("Soit $x^2$ et $$a+b$$."), [5..10, 14..21]);
        assert_eq!(all("Si $x=2$, $R < 10$, $n$ ou $ a + b $."), [3..8, 10..18, 20..23, 27..36]);
        assert!(all("It costs $5=£4 and $x. Pay $5-C$7, US$20-A$30 or $ 5 + $ 6.").is_empty());
        assert!(all("De 5$ à 10$, $5 or $10, US$ 3, 3$/mois=36$.").is_empty());
        assert_eq!(all("Mot((une note)) et ((ceci)) ou f((a))").as_slice(), std::slice::from_ref(&(3..15)));
    }
}

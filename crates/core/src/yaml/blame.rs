//! Where a text that is no YAML went wrong: the parser says where it stopped, which is often a line after the sign that was mistyped.

use super::habits::{head, is_wide};
use crate::diagnostic::{Rule, rule};
use trousseau_text::settled::is_invisible;

/// A rule, the byte at which its sign stands, the word to quote and the sign that was meant.
pub(super) struct Blame {
    pub rule: Rule,
    pub at: usize,
    pub word: Option<String>,
    pub wanted: Option<&'static str>,
}

impl Blame {
    fn new(rule: Rule, at: usize) -> Self {
        Self { rule, at, word: None, wanted: None }
    }

    fn alike(at: usize, word: &str, wanted: &'static str) -> Self {
        Self { rule: rule::yaml::ALIKE, at, word: Some(word.to_owned()), wanted: Some(wanted) }
    }
}

/// A line of the text, and the byte at which it begins.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    at: usize,
}

/// What was mistyped, where the line of a fault or the one before shows it.
pub(super) fn find(fault: Rule, at: usize, yaml: &str) -> Option<Blame> {
    let end = yaml.get(at..)?.find('\n').map_or(yaml.len(), |end| at + end);
    let mut lines = yaml.get(..end)?.rsplit('\n').scan(end, |end, text| {
        let at = *end - text.len();
        *end = at.saturating_sub(1);
        Some(Line { text, at })
    });
    let here = lines.next()?;
    let is_said = |line: &Line| !line.text.trim().is_empty() && !line.text.trim_start().starts_with('#');
    let before = lines.clone().find(is_said);
    match fault {
        rule::yaml::QUOTE_OPEN => std::iter::once(here).chain(lines).take(MOST_LINES).find_map(open_quote),
        // The quote that was to close a text opened the next one.
        rule::yaml::QUOTE_AFTER => {
            lines.take(MOST_LINES).find(|line| line.text.contains('"')).and_then(open_quote)
        }
        rule::yaml::BRACKET => {
            let mut closed = 0;
            let mut lines = std::iter::once(here).chain(lines).take(MOST_LINES);
            colon_within(here).or_else(|| lines.find_map(|line| open_bracket(line, &mut closed)))
        }
        rule::yaml::REFERENCE => alike(here),
        rule::yaml::COLON
        | rule::yaml::NO_COLON
        | rule::yaml::INDENT
        | rule::yaml::SYNTAX
        | rule::yaml::SIGN => {
            let quote = || curly(here).filter(|_| fault != rule::yaml::SIGN);
            let value = || (fault == rule::yaml::INDENT).then(|| value_sign(here)).flatten();
            let colon = || {
                let line = before.filter(|line| fault == rule::yaml::COLON && lacks_colon(*line, here))?;
                Some(Blame::new(rule::yaml::NO_COLON, line.at + indent(line.text)))
            };
            alike(here).or_else(quote).or_else(|| before.and_then(alike)).or_else(value).or_else(colon)
        }
        _ => None,
    }
}

/// How many lines before the fault a quote or a bracket may stand open.
const MOST_LINES: usize = 50;

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A sign in the place of another one, which looks like it: a bullet for a dash, `=` for a colon, “ for a straight quote.
fn alike(line: Line) -> Option<Blame> {
    let indent = line.text.find(|letter: char| !letter.is_whitespace() && !is_invisible(letter))?;
    let (blanks, bare) = line.text.split_at(indent);
    let is_odd = |letter: char| is_wide(letter) || is_invisible(letter);
    if let Some((at, sign)) = blanks.char_indices().find(|(_, letter)| is_odd(*letter)) {
        let word = format!("U+{:04X}", u32::from(sign));
        return Some(Blame { word: Some(word), ..Blame::new(rule::yaml::UNSEEN, line.at + at) });
    }
    let at = line.at + indent;
    let sign = bare.chars().next()?;
    let behind = bare.get(sign.len_utf8()..)?;
    let first = bare.get(..sign.len_utf8())?;
    if let Some(space) = behind.chars().next().filter(|space| sign == '-' && is_odd(*space)) {
        let word = format!("U+{:04X}", u32::from(space));
        return Some(Blame { word: Some(word), ..Blame::new(rule::yaml::UNSEEN, at + 1) });
    }
    if "–—−•·‣●◦▪*".contains(sign) && behind.starts_with(char::is_whitespace) {
        return Some(Blame::alike(at, first, "-"));
    }
    if let Some(word) = ["//", ";"].into_iter().find(|word| bare.starts_with(word)) {
        return Some(Blame::alike(at, word, "#"));
    }
    if sign == '-' && behind.starts_with(|letter: char| letter.is_ascii_lowercase()) && behind.contains(": ")
    {
        return Some(Blame::alike(at, "-", "- "));
    }
    let key = bare.trim_start_matches("- ");
    let rest = key.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    let sign = rest.trim_start();
    if rest.len() < key.len()
        && let Some(word) = ["：", "﹕", "︓", "=", ";"].into_iter().find(|word| sign.starts_with(word))
    {
        return Some(Blame::alike(line.at + line.text.len() - sign.len(), word, ":"));
    }
    None
}

/// A quote of typography where one of YAML was meant.
fn curly(line: Line) -> Option<Blame> {
    let value = line.text.get(head(line.text)..)?;
    let bare = value.trim_start();
    let sign = bare.chars().next().filter(|sign| "“”„‟«‘‚‛″".contains(*sign))?;
    let word = bare.get(..sign.len_utf8())?;
    Some(Blame::alike(line.at + line.text.len() - bare.len(), word, "\""))
}

/// A sign of YAML at the beginning of a value that was meant as a part of it: `value: > 10`, `value: - 10`.
fn value_sign(line: Line) -> Option<Blame> {
    let value = line.text.get(head(line.text)..)?.trim_start();
    let sign = value.get(..1).filter(|sign| matches!(*sign, ">" | "|" | "-"))?;
    let words = value.get(1..)?.strip_prefix(' ')?.trim();
    let at = line.at + line.text.len() - value.len();
    let is_value = head(line.text) > indent(line.text) && !words.is_empty() && !words.starts_with('#');
    is_value.then(|| Blame { word: Some(sign.to_owned()), ..Blame::new(rule::yaml::SIGN, at) })
}

/// Whether a line has no colon that makes a field of it, and the one below it is a field that stands beside it.
fn lacks_colon(line: Line, next: Line) -> bool {
    let bare = line.text.trim();
    let is_field = bare.contains(": ") || bare.ends_with(':') || bare.starts_with("- ");
    !is_field && indent(line.text) <= indent(next.text)
}

/// A quote that opens a text of a line and is not closed in it; one of typography may stand in its place at the end.
fn open_quote(line: Line) -> Option<Blame> {
    let value = line.text.get(head(line.text)..)?.trim_start();
    // In a text without quotes an apostrophe is a letter.
    if !value.starts_with(['"', '\'', '{', '[']) {
        return None;
    }
    let at = Open::of(value).quote?;
    let place = line.at + line.text.len() - value.len() + at;
    let inside = value.get(at + 1..)?.trim_end();
    let last = inside.chars().next_back().filter(|sign| "“”»’″".contains(*sign));
    Some(match last {
        Some(sign) => Blame::alike(place + 1 + inside.len() - sign.len_utf8(), &sign.to_string(), "\""),
        None => Blame::new(rule::yaml::QUOTE_OPEN, place),
    })
}

/// The second colon of an entry between braces, `{fr: The rent : all of it}`: a text with a colon lacks its quotes.
fn colon_within(line: Line) -> Option<Blame> {
    // Whether the entry of each brace has its colon.
    let (mut colons, mut quote, mut last) = (Vec::new(), None, ' ');
    for (at, letter) in line.text.char_indices() {
        if quote == Some(letter) {
            quote = None;
        } else if quote.is_none() {
            let is_before_space = || line.text[at + 1..].starts_with([' ', '\u{a0}', '\u{202f}']);
            match letter {
                '"' | '\'' if "{[,:".contains(last) => quote = Some(letter),
                '{' => colons.push(false),
                '}' => drop(colons.pop()),
                ',' => colons.last_mut().into_iter().for_each(|has| *has = false),
                ':' if is_before_space() => match colons.last_mut() {
                    Some(true) => return Some(Blame::new(rule::yaml::COLON, line.at + at)),
                    Some(has) => *has = true,
                    None => {}
                },
                _ => {}
            }
        }
        if letter != ' ' {
            last = letter;
        }
    }
    None
}

/// A bracket that is opened in a line and not closed, in it or by one of those that the lines below close; a remark may have taken
/// what closes it.
fn open_bracket(line: Line, closed: &mut usize) -> Option<Blame> {
    let open = Open::of(line.text);
    if let Some(at) = open.remark {
        return Some(Blame::new(rule::yaml::COMMENT, line.at + at));
    }
    let here = open.brackets.len().checked_sub(*closed + 1).and_then(|place| open.brackets.get(place));
    *closed = closed.saturating_sub(open.brackets.len()) + open.closing;
    here.map(|at| Blame::new(rule::yaml::BRACKET, line.at + at))
}

/// What is open at the end of a line, each by its byte.
#[derive(Default)]
struct Open {
    quote: Option<usize>,
    brackets: Vec<usize>,
    /// How many brackets of lines above are closed.
    closing: usize,
    /// A remark within brackets, which ends the line.
    remark: Option<usize>,
}

impl Open {
    fn of(line: &str) -> Self {
        let (mut open, mut quote) = (Self::default(), None::<(char, usize)>);
        let mut before = ' ';
        for (at, letter) in line.char_indices() {
            match (quote, letter) {
                (Some((sign, _)), _) if letter == sign && before != '\\' => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if " {[,".contains(before) || at == 0 => quote = Some((letter, at)),
                // Two of them within quotes are one.
                (None, '\'') if before == '\'' => quote = Some((letter, at)),
                (None, '#') if before == ' ' && !open.brackets.is_empty() => {
                    return Self { remark: Some(at), ..Self::default() };
                }
                (None, '{' | '[') => open.brackets.push(at),
                (None, '}' | ']') => open.closing += usize::from(open.brackets.pop().is_none()),
                _ => {}
            }
            before = letter;
        }
        Self { quote: quote.map(|(_, at)| at), ..open }
    }
}

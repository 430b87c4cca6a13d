//! The rules of a style sheet with their places: enough to know which colours stand together.

use std::ops::Range;

/// A rule: for which media, which elements, and what it declares.
#[derive(Debug, PartialEq, Eq)]
pub struct StyleRule {
    /// The conditions around it, such as `@media print`, the outer one first.
    pub around: Vec<String>,
    /// Its selectors.
    pub selectors: Vec<String>,
    /// Its declarations, in order.
    pub declarations: Vec<Declaration>,
}

/// A property and its value.
#[derive(Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The property, such as `color`.
    pub name: String,
    /// The value, without `!important`.
    pub value: String,
    /// The bytes of both in the sheet.
    pub range: Range<usize>,
}

/// The conditions whose rules are read; what is in other blocks, such as `@font-face`, sets no colour of an element.
const AROUND: [&str; 4] = ["@media", "@supports", "@layer", "@container"];

/// The rules of a style sheet, in order. What cannot be read is left out.
pub fn rules(css: &str) -> Vec<StyleRule> {
    let css = without_comments(css);
    let (mut rules, mut around) = (Vec::new(), Vec::<String>::new());
    let mut at = 0;
    while let Some((end, sign)) = next(&css, at) {
        let prelude = css.get(at..end).unwrap_or_default().trim();
        at = end + 1;
        match sign {
            '{' if AROUND.iter().any(|name| prelude.starts_with(name)) => around.push(prelude.to_lowercase()),
            '{' => {
                let close = closing(&css, at);
                if !prelude.starts_with('@') {
                    let selectors = prelude.split(',').map(|one| one.trim().to_owned()).collect();
                    rules.push(StyleRule {
                        around: around.clone(),
                        selectors,
                        declarations: declared(&css, at..close),
                    });
                }
                at = close + 1;
            }
            '}' => drop(around.pop()),
            _ => {}
        }
    }
    rules
}

/// The place of the next `{`, `}` or `;` that is not part of a string or of brackets.
fn next(css: &str, from: usize) -> Option<(usize, char)> {
    let (mut quote, mut depth, mut escaped) = (None, 0_usize, false);
    for (at, sign) in css.get(from..)?.char_indices() {
        match (quote, sign) {
            _ if escaped => escaped = false,
            (_, '\\') => escaped = true,
            (Some(open), _) => quote = (sign != open).then_some(open),
            (None, '"' | '\'') => quote = Some(sign),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, '{' | '}' | ';') if depth == 0 => return Some((from + at, sign)),
            _ => {}
        }
    }
    None
}

/// The place of the `}` that ends a block which begins here; the end of the sheet where there is none.
fn closing(css: &str, from: usize) -> usize {
    let (mut at, mut depth) = (from, 0_usize);
    while let Some((end, sign)) = next(css, at) {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => return end,
            '}' => depth -= 1,
            _ => {}
        }
        at = end + 1;
    }
    css.len()
}

/// The declarations between two bytes. Rules within a rule are passed over.
fn declared(css: &str, block: Range<usize>) -> Vec<Declaration> {
    let mut declarations = Vec::new();
    let mut at = block.start;
    while at < block.end {
        let (end, sign) = next(css, at).filter(|(end, _)| *end < block.end).unwrap_or((block.end, ';'));
        if sign == '{' {
            at = closing(css, end + 1) + 1;
            continue;
        }
        let text = css.get(at..end).unwrap_or_default();
        if let Some((name, value)) = text.split_once(':') {
            let start = at + text.len() - text.trim_start().len();
            declarations.push(Declaration {
                name: name.trim().to_lowercase(),
                value: value.trim().trim_end_matches("!important").trim().to_owned(),
                range: start..start + text.trim().len(),
            });
        }
        at = end + 1;
    }
    declarations
}

/// The sheet with spaces in place of comments, so that every byte keeps its place.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let (before, comment) = rest.split_at(start);
        let end = comment.get(2..).and_then(|inner| inner.find("*/")).map_or(comment.len(), |end| end + 4);
        out.push_str(before);
        out.extend(std::iter::repeat_n(' ', end));
        rest = comment.get(end..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_keep_their_places() {
        let css = "/* é { */ a, .b:not([x=\"{\"]) { color: red; --x:#FFF }\n@font-face { src: url(a;b) }\n\
                   @media print { @page { margin: 0; @x { a: b } } c { background : url(;) #fff !important } }\nd{color:blue";
        let rules = rules(css);
        let shown: Vec<_> = rules
            .iter()
            .map(|rule| {
                let list = rule.declarations.iter().map(|one| format!("{}={}", one.name, one.value));
                (rule.around.join(" "), rule.selectors.join("|"), list.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let row = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            shown,
            [
                row("", "a|.b:not([x=\"{\"])", "color=red --x=#FFF"),
                row("@media print", "c", "background=url(;) #fff"),
                row("", "d", "color=blue"),
            ]
        );
        assert_eq!(&css[rules[0].declarations[0].range.clone()], "color: red");
        assert_eq!(&css[rules[1].declarations[0].range.clone()], "background : url(;) #fff !important");
    }
}

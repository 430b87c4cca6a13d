//! A style sheet without its comments and needless white space; strings and `url()` stay as they are.

/// Minifies a style sheet. Only comments and white space go; nothing is parsed or reordered, so that nothing can break.
///
/// `</style` can only stand in a string; it is written `<\/style`, which means the same there, so that a sheet
/// never closes the element that holds it.
pub fn minify(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_whitespace() {
            space = true;
            rest = &rest[1..];
        } else if rest.starts_with("/*") {
            let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
            rest = &rest[end..];
            // A comment separates two words like a space: `a/**/b` must not become `ab`.
            if !space && joins(out.chars().next_back()) && joins(rest.chars().next()) {
                out.push_str("/**/");
            }
        } else {
            let length = match letter {
                '"' | '\'' => string(rest, letter),
                '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                _ if is_url(rest, &out) => rest.find(')').map_or(rest.len(), |end| end + 1),
                _ => letter.len_utf8(),
            };
            if space && needs_space(&out, letter) {
                out.push(' ');
            }
            if letter == '}' && out.ends_with(';') {
                out.pop();
            }
            space = false;
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    harmless(&out)
}

/// A minified style sheet whose custom properties have names of one or two letters, in the order in which they come: nothing but the
/// sheet itself asks for them, and each page holds it.
pub fn shortened(css: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("--") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let end = after.find(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '-' | '_'));
        let (name, left) = after.split_at(end.unwrap_or(after.len()));
        // Others have the sign inside a word, such as a class, or in a string.
        if before.ends_with(['{', ';', '(']) && name.len() > 2 {
            let place = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            out.push_str("--");
            out.push_str(&letters(place));
        } else {
            out.push_str(name);
        }
        rest = left;
    }
    out + rest
}

/// A name for a number: a, b … z, ba, bb …
fn letters(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { letters(number / 26) + &last.to_string() }
}

fn joins(letter: Option<char>) -> bool {
    letter
        .is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '%' | '#' | '.' | '+'))
}

/// The length in bytes of a string with its quotes; an unclosed string ends with its line, as in browsers.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return at,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether an address without quotes starts here: one with quotes is a string like any other.
fn is_url(text: &str, before: &str) -> bool {
    let Some(inside) = text.get(..4).filter(|start| start.eq_ignore_ascii_case("url(")).map(|_| &text[4..])
    else {
        return false;
    };
    !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-')
        && !inside.trim_start().starts_with(['"', '\''])
}

fn needs_space(before: &str, next: char) -> bool {
    let after = match before.chars().next_back() {
        None | Some('{' | '}' | ';' | '(') => false,
        Some(',') => before.ends_with("\\,"),
        Some(':') => custom(before),
        Some(_) => true,
    };
    after && !matches!(next, '{' | '}' | ';' | ',' | ')')
}

/// Whether the declaration is a custom property `--name:`, for which a space is a valid value.
fn custom(before: &str) -> bool {
    let start = before.rfind(['{', ';', '}']).map_or(0, |at| at + 1);
    before[start..].trim_start().starts_with("--")
}

fn harmless(css: &str) -> String {
    let lower = css.to_ascii_lowercase();
    if !lower.contains("</style") {
        return css.to_owned();
    }
    let mut out = String::with_capacity(css.len() + 8);
    let mut last = 0;
    for (at, _) in lower.match_indices("</style") {
        out.push_str(&css[last..=at]);
        out.push('\\');
        last = at + 1;
    }
    out.push_str(&css[last..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{letters, minify, shortened};

    fn check(css: &str, expected: &str) {
        assert_eq!(minify(css), expected);
        assert_eq!(minify(expected), expected, "twice");
    }

    #[test]
    fn custom_properties_get_short_names_everywhere_alike() {
        let css = ":root{--paper: #fff;--paper-2: #eee}.a--b{color:var(--paper);x:\"--paper\"}@media print{:root{--paper-2: #000}}";
        let short =
            ":root{--a: #fff;--b: #eee}.a--b{color:var(--a);x:\"--paper\"}@media print{:root{--b: #000}}";
        assert_eq!(shortened(css), short);
        assert_eq!([0, 25, 26, 27].map(letters), ["a", "z", "ba", "bb"]);
    }

    #[test]
    fn spaces_and_comments_go() {
        check(
            "/* a */\nbody {\n  margin: 0 auto;\n  color : red;\n}\n\n\n.a , .b > .c { }\n",
            "body{margin:0 auto;color :red}.a,.b > .c{}",
        );
        check(
            "@media (min-width: 40em) and (prefers-contrast: more) {\n a { b: c }\n}",
            "@media (min-width:40em) and (prefers-contrast:more){a{b:c}}",
        );
        check("a{width:calc( 1px + 2px )}", "a{width:calc(1px + 2px)}");
    }

    #[test]
    fn what_tells_selectors_apart_stays() {
        check(".a .b :hover{}", ".a .b :hover{}");
        check(".a/* x */.b{}", ".a/**/.b{}");
        check("a{margin:1px/**/2px}", "a{margin:1px/**/2px}");
        check(".a /* x */ .b{}", ".a .b{}");
        check("a{--empty: ;--b: 1}", "a{--empty:;--b: 1}");
    }

    #[test]
    fn strings_and_addresses_are_untouched() {
        check("a{content:\"  /* no */ ; }\"}", "a{content:\"  /* no */ ; }\"}");
        check("a{content:'it\\'s  ;'}", "a{content:'it\\'s  ;'}");
        check("a{background:url( data:x,/*y*/  z )}", "a{background:url( data:x,/*y*/  z )}");
        check("a{background:url(\"a  b\")}", "a{background:url(\"a  b\")}");
        check("a{content:\"\\201C  é\"}", "a{content:\"\\201C  é\"}");
    }

    #[test]
    fn a_sheet_never_closes_its_element() {
        assert_eq!(minify("a{content:\"</STYLE><script>\"}"), "a{content:\"<\\/STYLE><script>\"}");
    }

    #[test]
    fn broken_sheets_are_read_to_their_end() {
        for css in ["a{content:\"", "/*", "a{b:url(", "\\", "}}}", "url(", "'\\", "é/*é*/é"] {
            minify(css);
        }
    }
}

//! Lines of a calendar file, as programs of appointments read them (RFC 5545).

/// The longest line, in bytes: longer ones are folded.
const LONGEST: usize = 75;

/// A calendar of these lines, such as `BEGIN:VEVENT`, each with its value escaped.
pub fn file(product: &str, lines: &[String]) -> String {
    let product = format!("PRODID:-//Trousseau//{product}//EN");
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", &product];
    let lines = head.into_iter().chain(lines.iter().map(String::as_str)).chain(["END:VCALENDAR"]);
    lines.map(folded).collect()
}

/// A text as a value: signs that part values are escaped, and controls are left out.
pub fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
        out
    })
}

/// A line with its end, folded between letters where it is too long.
fn folded(line: &str) -> String {
    let (mut out, mut width) = (String::new(), 0);
    for letter in line.chars() {
        if width + letter.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(letter);
        width += letter.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters() {
        let text = folded(&"é".repeat(100));
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST));
        assert_eq!(text.replace("\r\n ", ""), format!("{}\r\n", "é".repeat(100)));
        assert_eq!(escaped("a,b;c\\\nd\u{7}"), "a\\,b\\;c\\\\\\nd");
    }
}

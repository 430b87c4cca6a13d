//! The days on which facts fall due, as a calendar that any program of appointments reads (RFC 5545).

use jiff::civil::Date;

use trousseau_app::facts::Row;

/// The longest line, in bytes: longer ones are folded.
const LONGEST: usize = 75;

/// A calendar with a whole day for each fact: its last day, or the day after which its check is too old.
pub fn calendar(rows: &[Row], expires: &str, again: &str) -> String {
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned()];
    lines.push("PRODID:-//Trousseau//facts//EN".to_owned());
    for row in rows {
        lines.extend(event(row, expires, again));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn event(row: &Row, expires: &str, again: &str) -> Vec<String> {
    let (day, what) = match row.expires {
        Some(day) => (day, expires),
        None => (row.again, again),
    };
    let date = |day: Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    let about = [&row.label, &row.source, row.url.as_ref().unwrap_or(&row.id), &row.texts.join(", ")];
    let about: Vec<&str> = about.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@facts.trousseau", escaped(&row.id)),
        // The day of the check, so that the same facts give the same bytes.
        format!("DTSTAMP:{}T000000Z", date(row.checked)),
        format!("DTSTART;VALUE=DATE:{}", date(day)),
        format!("SUMMARY:{}", escaped(&format!("{what} {} — {}", row.value, row.label))),
        format!("DESCRIPTION:{}", escaped(&about.join("\n"))),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", escaped(&row.id)),
        "TRIGGER:-P30D".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ]
}

/// A text as a value: signs that part values are escaped, and controls are left out.
fn escaped(text: &str) -> String {
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

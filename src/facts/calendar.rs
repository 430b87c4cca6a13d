//! The days on which facts fall due, as a calendar that any program of appointments reads (RFC 5545).

use jiff::civil::Date;

use trousseau_app::facts::Row;
use trousseau_text::calendar::{escaped, file};

/// A calendar with a whole day for each fact: its last day, or the day after which its check is too old.
pub fn calendar(rows: &[Row], expires: &str, again: &str) -> String {
    let lines: Vec<String> = rows.iter().flat_map(|row| event(row, expires, again)).collect();
    file("facts", &lines)
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

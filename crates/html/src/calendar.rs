//! The fixed day of a fact as a file that puts it into the calendar of a phone (RFC 5545).

use jiff::civil::Date;
use trousseau_site::view::calendar::CalendarView;
use trousseau_text::{
    Language,
    calendar::{escaped, file},
    runs::embedded,
};
use trousseau_theme::Theme;

/// A calendar with one whole day. A shared calendar shows others that something is on, and not what.
pub fn day(view: &CalendarView, theme: &Theme) -> String {
    let language = Language::find(view.tag).unwrap_or_default();
    let said = |text: &str| escaped(&embedded(text, language));
    let date = |day: Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    let mut about: Vec<String> = Vec::new();
    if view.to_check {
        about.push(said(theme.strings(language).get("facts.to_check")));
    }
    about.extend(view.guide.as_ref().map(|guide| said(&guide.text)));
    about.extend(view.address.as_deref().map(escaped));
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&view.uid)),
        // The day of the check, so that the same facts give the same bytes.
        format!("DTSTAMP:{}T000000Z", date(view.checked)),
        format!("DTSTART;VALUE=DATE:{}", date(view.day)),
        format!("SUMMARY;LANGUAGE={}:{}", view.label.lang.unwrap_or(language.html()), said(&view.label.text)),
    ];
    if !about.is_empty() {
        lines.push(format!("DESCRIPTION:{}", about.join("\\n")));
    }
    lines.extend(
        view.address.as_deref().filter(|address| address.is_ascii()).map(|address| format!("URL:{address}")),
    );
    lines.extend(["TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT"].map(str::to_owned));
    file("day", &lines)
}

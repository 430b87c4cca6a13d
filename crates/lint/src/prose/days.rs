//! Days and hours that no calendar and no clock has, and days of another name: somebody would come in vain.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use trousseau_core::diagnostic::{Diagnostic, rule};

use super::{Prose, line::Line};

/// The months and the days of a language, in small letters and in their order; forms of one name are parted by `/`.
struct Names {
    months: &'static str,
    days: &'static str,
}

const LANGUAGES: &[(&str, Names)] = &[
    (
        "fr",
        Names {
            months: "janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre",
            days: "lundi mardi mercredi jeudi vendredi samedi dimanche",
        },
    ),
    (
        "en",
        Names {
            months: "january february march april may june july august september october november december",
            days: "monday tuesday wednesday thursday friday saturday sunday",
        },
    ),
    (
        "ru",
        Names {
            months: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
            days: "понедельник вторник среда/среду четверг пятница/пятницу суббота/субботу воскресенье",
        },
    ),
    (
        "uk",
        Names {
            months: "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
            days: "понеділок вівторок середа/середу четвер пятниця/пятницю субота/суботу неділя/неділю",
        },
    ),
    (
        "ar",
        Names {
            months: "يناير/جانفي فبراير/فيفري مارس أبريل/أفريل مايو/ماي يونيو/جوان يوليو/جويلية أغسطس/أوت سبتمبر أكتوبر نوفمبر ديسمبر",
            days: "الاثنين/الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        },
    ),
    (
        "tr",
        Names {
            months: "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
            days: "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
        },
    ),
];

/// Diagnostics about the days and hours of a text.
pub(super) fn check(prose: &Prose, diagnostics: &mut Vec<Diagnostic>) {
    let names = LANGUAGES.iter().find(|(tag, _)| *tag == prose.language.primary()).map(|(_, names)| names);
    for line in prose.sentences() {
        if !line.text.contains(|sign: char| sign.is_ascii_digit()) {
            continue;
        }
        let mut say = |line: &Line, range: Range<usize>| {
            let words = line.text.get(range.clone()).unwrap_or_default().to_owned();
            diagnostics.push(prose.says(rule::reading::NO_SUCH_DAY, line, range).with("words", words));
        };
        wrong(line, names).into_iter().for_each(|range| say(line, range));
    }
}

/// A number of one or two digits, or a year.
fn number(word: &str) -> Option<i16> {
    let plain = word
        .strip_suffix("er")
        .or_else(|| word.strip_suffix("st"))
        .or_else(|| word.strip_suffix("th"))
        .unwrap_or(word);
    let fits = (1..=4).contains(&plain.len()) && plain.bytes().all(|sign| sign.is_ascii_digit());
    fits.then(|| plain.parse().ok()).flatten()
}

/// The place of a name in a list.
fn place(list: &str, word: &str) -> Option<usize> {
    list.split(' ').position(|forms| forms.split('/').any(|form| form == word))
}

/// The days and hours of a text that do not exist, or have another name than it says.
fn wrong(line: &Line, names: Option<&Names>) -> Vec<Range<usize>> {
    let (found, lower) = (line.words(), line.lower());
    let between = |at: usize| line.text.get(found.get(at)?.end..found.get(at + 1)?.start);
    let mut ranges = Vec::new();
    for at in 0..lower.len() {
        if let Some(end) = names
            .and_then(|names| in_words(lower, at, names, &between))
            .or_else(|| in_digits(lower, at, &between))
        {
            ranges.push(found[at].start..found[end].end);
        } else if no_hour(&lower[at]) {
            ranges.push(found[at].clone());
        }
    }
    ranges
}

/// The last word of a wrong day in words that begins there: "31 février", "lundi 3 mars 2027".
fn in_words<'t>(
    lower: &[String],
    at: usize,
    names: &Names,
    between: &impl Fn(usize) -> Option<&'t str>,
) -> Option<usize> {
    let weekday = place(names.days, lower.get(at)?);
    let from = if weekday.is_some() { at + 1 } else { at };
    // "En février, 30 familles": what a comma parts is no date.
    let is_near = |at: usize| between(at).is_some_and(|sign| sign.trim().is_empty());
    if !is_near(from) {
        return None;
    }
    // "March 3", in English only, and "3 March"; "Article 42 may be used" is none.
    let is_english = names.months.starts_with("january");
    let (day, month) = match place(names.months, lower.get(from)?) {
        Some(month) if is_english => (number(lower.get(from + 1)?)?, month),
        Some(_) => return None,
        None if is_english && lower.get(from + 1).is_some_and(|word| word == "may") => return None,
        None => (number(lower.get(from)?)?, place(names.months, lower.get(from + 1)?)?),
    };
    let year = lower
        .get(from + 2)
        .filter(|_| is_near(from + 1))
        .and_then(|word| number(word))
        .filter(|year| (1900..=2200).contains(year));
    let month = i8::try_from(month + 1).ok()?;
    let end = from + 1 + usize::from(year.is_some());
    // "March 2027" is a month of a year; without a year, February may have 29 days.
    if day > 99 {
        return None;
    }
    match Date::new(year.unwrap_or(2024), month, i8::try_from(day).ok()?) {
        Err(_) => Some(end),
        Ok(date) => {
            let told = weekday
                .and_then(|weekday| Weekday::from_monday_zero_offset(i8::try_from(weekday).ok()?).ok());
            (year.is_some() && told.is_some_and(|told| told != date.weekday())).then_some(end)
        }
    }
}

/// The last word of a wrong day in digits: `31/02/2027`, `2027-02-31`.
fn in_digits<'t>(lower: &[String], at: usize, between: &impl Fn(usize) -> Option<&'t str>) -> Option<usize> {
    let sign = between(at).filter(|sign| matches!(*sign, "/" | "." | "-"))?;
    if between(at + 1)? != sign || between(at + 2) == Some(sign) || at > 0 && between(at - 1) == Some(sign) {
        return None;
    }
    // "718.783.2000" is a number to call.
    let lengths: Vec<usize> = lower.get(at..at + 3)?.iter().map(String::len).collect();
    if !matches!(lengths[..], [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]) {
        return None;
    }
    let parts: Vec<i16> = lower.get(at..at + 3)?.iter().map(|word| number(word)).collect::<Option<_>>()?;
    let is_year = |year: i16| (1900..=2200).contains(&year);
    // Elsewhere the month comes first, so what is a day either way is one.
    let [(day, month, year), other] = match parts[..] {
        [year, month, day] if is_year(year) && lengths[0] == 4 => [(day, month, year); 2],
        [day, month, year] if is_year(year) => [(day, month, year), (month, day, year)],
        _ => return None,
    };
    let is_day = |(day, month, year): (i16, i16, i16)| {
        Date::new(year, i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0)).is_ok()
    };
    (!is_day((day, month, year)) && !is_day(other)).then_some(at + 2)
}

/// Whether a word is an hour that no clock has: `25h30`, `9h75`.
fn no_hour(word: &str) -> bool {
    let Some((hour, minute)) = word.split_once('h') else { return false };
    let is_number = |part: &str| part.len() <= 2 && part.bytes().all(|sign| sign.is_ascii_digit());
    if hour.is_empty() || minute.len() != 2 || !is_number(hour) || !is_number(minute) {
        return false;
    }
    hour.parse::<u8>().is_ok_and(|hour| hour > 24) || minute.parse::<u8>().is_ok_and(|minute| minute > 59)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, text: &str, expected: &[&str]) {
        let names = LANGUAGES.iter().find(|(own, _)| *own == tag).map(|(_, names)| names);
        let found: Vec<&str> =
            wrong(&Line::of_head(text), names).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_that_do_not_exist_are_told() {
        check("fr", "Venez le 31 février ou le 32 mars 2027.", &["31 février", "32 mars 2027"]);
        // 3 March 2027 is a Wednesday.
        check("fr", "Le lundi 3 mars 2027, puis le mercredi 3 mars 2027.", &["lundi 3 mars 2027"]);
        check(
            "fr",
            "Avant le 31/02/2027, le 31/04/2027 et 2027-02-30.",
            &["31/02/2027", "31/04/2027", "2027-02-30"],
        );
        check("fr", "Ouvert de 9h à 25h30, de 9h75 à 12h.", &["25h30", "9h75"]);
        check("en", "On Monday March 3 2027 and 31 April.", &["Monday March 3 2027", "31 April"]);
        check("ru", "31 апреля, понедельник 3 марта 2027", &["31 апреля", "понедельник 3 марта 2027"]);
        check("ar", "يوم الاثنين 3 مارس 2027", &["الاثنين 3 مارس 2027"]);
        check("ps", "31/02/2027", &["31/02/2027"]);
    }

    #[test]
    fn days_that_do_are_not() {
        check("fr", "Le 29 février, le 1er mai 2027, mardi 29 février 2028, mars 2027, le 12/13/2027.", &[]);
        check("fr", "Version 1.2.2027, le 03.20.00.00.00, 8h30, 24h, 9 h 75 km, lundi 3 mars.", &[]);
        check("en", "On 31 March 2027, 03/31/2027, May 2027, 2027/28, (+1) 718.783.2000.", &[]);
        check("fr", "Le numéro 31-02-2027-4, 10/20/30 euros.", &[]);
    }
}

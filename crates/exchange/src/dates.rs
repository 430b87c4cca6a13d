//! The month of a cell, and how the days of a whole column are written: with the day first or the month first.

use jiff::{Span, civil::Date};

use super::{months, plain};

/// A year and a month.
pub(super) type Month = (i16, u8);

/// What a cell says, read with the day first and with the month first; both are the same where the form leaves no doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    day_first: Option<Month>,
    month_first: Option<Month>,
    /// Whether the hour has AM or PM behind it.
    is_american: bool,
}

/// How the days of a column are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// As nearly everywhere.
    #[default]
    DayFirst,
    /// As in the United States.
    MonthFirst,
    /// Some cells can only be read in one way, some only in the other.
    Mixed,
}

/// The order of a column, and whether it was only guessed: then it must be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Decision {
    pub order: Order,
    pub is_guess: bool,
}

/// The years that a date of four digits may have.
const YEARS: std::ops::Range<i16> = 2000..2100;

/// How many years ago a date with a year of two digits may lie.
const AGO: i16 = 10;

impl Reading {
    fn sure(month: Month) -> Self {
        Self { day_first: Some(month), month_first: Some(month), is_american: false }
    }

    /// The month in this order; none when the cell has two, and the column does not tell which.
    pub fn month(self, order: Order) -> Option<Month> {
        match order {
            Order::DayFirst => self.day_first,
            Order::MonthFirst => self.month_first,
            Order::Mixed if self.is_open() => None,
            Order::Mixed => self.day_first.or(self.month_first),
        }
    }

    /// Whether it means two months.
    fn is_open(self) -> bool {
        self.day_first.is_some() && self.month_first.is_some() && self.day_first != self.month_first
    }

    /// Both months, as a cell that waits for a decision has them.
    pub fn months(self) -> Vec<Month> {
        let second = self.month_first.filter(|_| self.is_open());
        self.day_first.into_iter().chain(second).collect()
    }
}

/// A month as a file has it.
pub(super) fn written((year, month): Month) -> String {
    format!("{year:04}-{month:02}")
}

/// Decides how the days of a column are written, never cell by cell.
///
/// A day above 12 tells. If none is, a month that is still to come tells which reading cannot be; and whoever writes AM and PM
/// most likely writes the month first.
pub(super) fn decide(readings: &[Reading], today: Date) -> Decision {
    let is_past = |month: Option<Month>| month.filter(|month| *month <= (today.year(), today.month() as u8));
    let only = |day: Option<Month>, month: Option<Month>| {
        (day.is_some() && month.is_none(), day.is_none() && month.is_some())
    };
    let votes = |vote: &dyn Fn(&Reading) -> (bool, bool)| {
        let votes = readings.iter().map(vote);
        votes.fold((false, false), |(day, month), (also_day, also_month)| {
            (day || also_day, month || also_month)
        })
    };
    let is_open = readings.iter().any(|reading| reading.is_open());
    match votes(&|reading| only(reading.day_first, reading.month_first)) {
        (true, true) => Decision { order: Order::Mixed, is_guess: false },
        (true, false) => Decision { order: Order::DayFirst, is_guess: false },
        (false, true) => Decision { order: Order::MonthFirst, is_guess: false },
        (false, false) => {
            match votes(&|reading| only(is_past(reading.day_first), is_past(reading.month_first))) {
                (true, false) => Decision { order: Order::DayFirst, is_guess: false },
                (false, true) => Decision { order: Order::MonthFirst, is_guess: is_open },
                _ if readings.iter().any(|reading| reading.is_american) => {
                    Decision { order: Order::MonthFirst, is_guess: is_open }
                }
                _ => Decision { order: Order::DayFirst, is_guess: is_open },
            }
        }
    }
}

/// Reads a day or a month, written as people and programs do: `2026-05-12`, `12/05/2026 14:30`, `mai 2026`, `sept.-26`,
/// `١٢ مايو ٢٠٢٦`, and 46154.6, which is an hour of the twelfth of May 2026 in days since the end of 1899, where a
/// spreadsheet forgot that it is a day.
pub(super) fn read(cell: &str, today: Date) -> Option<Reading> {
    let text = months::single(&plain::digits(cell).to_lowercase());
    if let Some(month) = serial(&text) {
        return Some(Reading::sure(month));
    }
    let words = words(&text);
    let is_american = words.iter().any(|word| matches!(word, Word::American));
    let numbers: Vec<&str> = words.iter().filter_map(Word::number).collect();
    let reading = match named(&words) {
        Named::One(month, place) => Reading::sure((year_of(&words, place, today)?, month)),
        Named::Several => return None,
        Named::None if words.iter().any(|word| matches!(word, Word::Other)) => return None,
        Named::None => in_numbers(&numbers, text.contains('.') && !text.contains('/'), today)?,
    };
    Some(Reading { is_american, ..reading })
}

/// A part of a date.
enum Word<'a> {
    Number(&'a str),
    /// A month, and whether its name was written out or is one of the usual short ones.
    Month(u8, bool),
    /// AM or PM.
    American,
    Other,
}

impl<'a> Word<'a> {
    fn number(&self) -> Option<&'a str> {
        match self {
            Self::Number(digits) => Some(digits),
            _ => None,
        }
    }
}

/// The parts of a date, without the hour, the zone and the day of the week.
fn words(text: &str) -> Vec<Word<'_>> {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let mut chunks = Vec::new();
    for chunk in text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '،')) {
        match chunk.split_once('t') {
            // `2026-05-12t14:30`
            Some((day, hour)) if is_digit(day.chars().next_back()) && is_digit(hour.chars().next()) => {
                chunks.extend([day, hour]);
            }
            _ => chunks.push(chunk),
        }
    }
    let mut words = Vec::new();
    for chunk in chunks {
        if matches!(chunk, "am" | "pm" | "a.m." | "p.m.") || chunk.ends_with("am") || chunk.ends_with("pm") {
            words.push(Word::American);
        } else if !is_hour(chunk) {
            let parts = chunk.split(|letter: char| !letter.is_alphanumeric() && !is_accent(letter));
            words.extend(parts.filter(|part| !part.is_empty()).filter_map(word));
        }
    }
    words
}

fn is_accent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\'' | '’' | 'ʼ')
}

/// An hour or a zone.
fn is_hour(chunk: &str) -> bool {
    let hour = chunk.split_once('h').is_some_and(|(hour, minutes)| {
        !hour.is_empty()
            && [hour, minutes].iter().all(|part| part.bytes().all(|digit| digit.is_ascii_digit()))
    });
    let zone = chunk.trim_start_matches(['(', '[']);
    hour || chunk.contains(':')
        || chunk.starts_with('+')
        || ["gmt", "utc"].iter().any(|name| zone.starts_with(name))
        || chunk.starts_with('-') && chunk.len() == 5
}

fn word(part: &str) -> Option<Word<'_>> {
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = part.split_at(digits);
    match (number, rest) {
        ("", _) if months::is_left_out(part) => None,
        ("", _) => {
            Some(months::find(part).map_or(Word::Other, |(month, is_whole)| Word::Month(month, is_whole)))
        }
        (_, "" | "st" | "nd" | "rd" | "th" | "er" | "re") => Some(Word::Number(number)),
        _ => Some(Word::Other),
    }
}

/// The month that is named.
enum Named {
    None,
    /// The month, and which word it is.
    One(u8, usize),
    Several,
}

fn named(words: &[Word]) -> Named {
    let months = |only_whole: bool| {
        let months = words.iter().enumerate().filter_map(move |(place, word)| match word {
            Word::Month(month, is_whole) if *is_whole || !only_whole => Some((*month, place)),
            _ => None,
        });
        months.collect::<Vec<_>>()
    };
    // "mar. 12 mai" is a Tuesday, since a month stands there in full.
    let (all, whole) = (months(false), months(true));
    match (all.as_slice(), whole.as_slice()) {
        ([], _) => Named::None,
        ([(month, place)], _) | (_, [(month, place)]) => Named::One(*month, *place),
        _ => Named::Several,
    }
}

/// The year of a date with the name of a month: four digits anywhere, or two at the end.
fn year_of(words: &[Word], place: usize, today: Date) -> Option<i16> {
    if let Some(year) = words.iter().filter_map(Word::number).find_map(long) {
        return Some(year);
    }
    // In "26 mai" and "12-mai" the number is a day, and the year is missing.
    words
        .get(place + 1..)?
        .iter()
        .filter_map(Word::number)
        .next_back()
        .and_then(|number| short(number, today))
}

fn long(number: &str) -> Option<i16> {
    number.parse().ok().filter(|year| number.len() == 4 && YEARS.contains(year))
}

fn short(number: &str, today: Date) -> Option<i16> {
    let year = 2000 + number.parse::<i16>().ok().filter(|_| number.len() == 2)?;
    (today.year() - AGO..=today.year() + 1).contains(&year).then_some(year)
}

fn in_numbers(numbers: &[&str], has_dots: bool, today: Date) -> Option<Reading> {
    let value = |number: &str| number.parse::<u8>().ok().filter(|_| number.len() <= 2);
    let month = |number: &str| value(number).filter(|month| (1..=12).contains(month));
    let day = |number: &str| value(number).filter(|day| (1..=31).contains(day)).is_some();
    let sure = |year: i16, number: &str| month(number).map(|month| Reading::sure((year, month)));
    let either = |year: i16, first: &str, second: &str| {
        let month_of =
            |number: &str, other: &str| month(number).filter(|_| day(other)).map(|month| (year, month));
        let (day_first, month_first) = (month_of(second, first), month_of(first, second));
        // Nobody writes the month first with dots.
        let month_first = if has_dots { day_first } else { month_first };
        (day_first.is_some() || month_first.is_some()).then_some(Reading {
            day_first,
            month_first,
            is_american: false,
        })
    };
    if numbers.iter().filter(|number| long(number).is_some()).count() > 1 {
        return None;
    }
    match numbers {
        [all] if all.len() == 6 || all.len() == 8 => sure(long(&all[..4])?, &all[4..6]),
        [first, month, ..] if long(first).is_some() => sure(long(first)?, month),
        [month, last] => sure(long(last)?, month),
        [first, second, last, ..] if long(last).is_some() => either(long(last)?, first, second),
        [first, second, last] => match (short(last, today), short(first, today)) {
            (Some(year), _) => either(year, first, second),
            (None, Some(year)) => sure(year, second),
            _ => None,
        },
        _ => None,
    }
}

/// A number of days since the end of 1899, with the hour as a fraction.
fn serial(text: &str) -> Option<Month> {
    let text = text.trim();
    let (days, hour) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if days.len() != 5 || hour.is_empty() || !hour.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let days = Span::new().try_days(days.parse::<i64>().ok()?).ok()?;
    let day = jiff::civil::date(1899, 12, 30).checked_add(days).ok()?;
    YEARS.contains(&day.year()).then_some((day.year(), day.month().unsigned_abs()))
}

#[cfg(test)]
mod tests;

//! How long a delay lasts, read from the value of a fact such as `10 jours` or `2 mois`; and its last day, for any first one.

use serde::Serialize;
use trousseau_text::digits;

/// How long something lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Delay {
    /// So many days: the last one is another day of the week.
    Days(u32),
    /// So many months: the last day has the same date in another month.
    Months(u32),
}

/// What one is called, in the languages in which a toolkit may write its facts; one of these means so many of the unit.
const DAYS: &[(u32, &[&str])] = &[
    (
        1,
        &[
            "jour", "jours", "day", "days", "día", "días", "dia", "dias", "giorno", "giorni", "tag", "tage",
            "tagen", "dag", "dagen",
        ],
    ),
    (
        7,
        &[
            "semaine",
            "semaines",
            "week",
            "weeks",
            "semana",
            "semanas",
            "settimana",
            "settimane",
            "woche",
            "wochen",
            "weken",
        ],
    ),
];
const MONTHS: &[&str] = &[
    "mois", "month", "months", "mes", "meses", "mês", "mese", "mesi", "monat", "monate", "monaten", "maand",
    "maanden",
];
/// The words for one.
const ONE: &[&str] = &["un", "une", "one", "a", "uno", "una", "um", "uma", "ein", "eine", "einen", "een"];

/// The longest delays of which a table says the last day without doubt: the days of the week come back, and so do months.
const MOST_DAYS: u32 = 62;
const MOST_MONTHS: u32 = 11;

impl Delay {
    /// The delay that a value says, if it says a number of days, weeks or months and nothing else.
    pub fn of(value: &str) -> Option<Self> {
        let value = value.to_lowercase();
        let mut words = value.split_whitespace();
        let (number, unit) = (words.next()?, words.next()?);
        if words.next().is_some() {
            return None;
        }
        let is_number = number.chars().all(|letter| digits::ascii(letter).is_some());
        let number: u32 = match number {
            one if ONE.contains(&one) => 1,
            _ if is_number => digits::of(number).parse().ok()?,
            _ => return None,
        };
        let delay = if MONTHS.contains(&unit) {
            Self::Months(number)
        } else {
            let (days, _) = DAYS.iter().find(|(_, words)| words.contains(&unit))?;
            Self::Days(number.checked_mul(*days)?)
        };
        let fits = match delay {
            Self::Days(days) => (1..=MOST_DAYS).contains(&days),
            Self::Months(months) => (1..=MOST_MONTHS).contains(&months),
        };
        fits.then_some(delay)
    }

    /// For each day of the week or month in which it begins, the one in which it ends; both count from 0, the week from Monday.
    pub fn ends(self) -> Vec<(usize, usize)> {
        let (many, further) = match self {
            Self::Days(days) => (7, days),
            Self::Months(months) => (12, months),
        };
        let end = |start: usize| (start + further as usize) % many;
        (0..many).map(|start| (start, end(start))).collect()
    }

    /// The how manieth day of that name ends it, from the day after it began; the same for all days of the week.
    pub fn times(self) -> u32 {
        match self {
            Self::Days(days) => days.div_ceil(7),
            Self::Months(_) => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_one_delay_is_read_and_no_other() {
        for (value, delay) in [
            ("10 jours", Some(Delay::Days(10))),
            ("10\u{a0}jours", Some(Delay::Days(10))),
            ("6 semaines", Some(Delay::Days(42))),
            ("Un mois", Some(Delay::Months(1))),
            ("2 months", Some(Delay::Months(2))),
            ("3 ou 6 mois", None),
            ("3 mois de plus", None),
            ("23 403 €", None),
            ("18 mois", None),
            ("0 jours", None),
            ("4294967295 semaines", None),
            ("99999999999 jours", None),
            ("mois", None),
            ("", None),
        ] {
            assert_eq!(Delay::of(value), delay, "{value}");
        }
    }

    #[test]
    fn ten_days_after_a_monday_is_the_second_thursday() {
        let delay = Delay::Days(10);
        // Monday the 2nd → Thursday the 12th; Sunday the 8th → Wednesday the 18th.
        assert_eq!((delay.ends()[0], delay.ends()[6], delay.times()), ((0, 3), (6, 2), 2));
        // 14 days after a Tuesday is the second Tuesday.
        assert_eq!((Delay::Days(14).ends()[1], Delay::Days(14).times()), ((1, 1), 2));
        assert_eq!((Delay::Days(15).ends()[0], Delay::Days(15).times()), ((0, 1), 3));
        assert_eq!(Delay::Days(3).times(), 1);
    }

    #[test]
    fn two_months_after_november_is_january() {
        assert_eq!(Delay::Months(2).ends()[10], (10, 0));
        assert_eq!(Delay::Months(2).ends().len(), 12);
    }
}

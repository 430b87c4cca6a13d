//! The words of a table of dates: when a delay begins, and its last day.

use super::strings::Strings;
use trousseau_core::toolkit::delay::Delay;

/// What a table of dates says, in one language.
pub struct Dates {
    /// The headings: when it begins, and its last day.
    pub head: [String; 2],
    /// A row for each day of the week, or each month.
    pub rows: Vec<[String; 2]>,
    /// What is to be known beside; "" for nothing.
    pub note: String,
}

/// The table of a delay.
pub fn dates(delay: Delay, strings: &Strings) -> Dates {
    let (list, begins, ends, note) = match delay {
        Delay::Days(_) => ("dates.days", "dates.from_day", "dates.to_day", ""),
        Delay::Months(_) => ("dates.months", "dates.from_month", "dates.to_month", "dates.no_day"),
    };
    let times = delay.times().to_string();
    let name = |at: usize| strings.get(&format!("{list}.{at}")).to_owned();
    Dates {
        head: [strings.get(begins).to_owned(), strings.fill(ends, &[("number", &times)])],
        rows: delay.ends().into_iter().map(|(from, to)| [name(from), name(to)]).collect(),
        note: strings.get(note).to_owned(),
    }
}

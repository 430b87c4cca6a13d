//! What the rules of the pilot phase and the forms of a remark share: months, lengths, colleges.

use jiff::civil::Date;

use crate::toolkit::{Round, Toolkit, partner::College};

/// Where the rounds are.
pub const ROUNDS: &str = "content/rounds.yaml";

/// The most letters of a proposal: it is about some words of the guide, and no place for a story.
pub const MOST_LETTERS: usize = 240;

/// A proposal as it is kept: on one line, without signs that nobody sees.
pub fn clean(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.replace(is_hidden_sign, ""));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sign that a terminal would obey, or that turns the order of the letters behind it. Marks of direction are none: they turn
/// nothing but themselves.
pub fn is_hidden_sign(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The colleges that are not among these partners and must be for a guide to be published, as words of the form.
pub fn missing_colleges<'a>(
    partners: impl Iterator<Item = &'a str> + Clone,
    toolkit: &Toolkit,
) -> Vec<&'static str> {
    let colleges = [(College::Association, "association"), (College::Landlord, "landlord")];
    let missing = colleges.into_iter().filter(|(college, _)| {
        !partners.clone().filter_map(|id| toolkit.partner(id)).any(|partner| partner.college == *college)
    });
    missing.map(|(_, name)| name).collect()
}

/// Whether a month can be the period of a remark; if not, the code of what is wrong: its form, that it is not of the
/// round, or that it is still to come.
pub fn period(period: &str, round: Option<&Round>, today: Date) -> Result<(), &'static str> {
    let first = month(period).ok_or("feedback/period")?;
    if first > today {
        return Err("feedback/future");
    }
    let last = first.last_of_month();
    let outside = round.is_some_and(|round| last < round.from || first > round.to);
    if outside { Err("feedback/period-round") } else { Ok(()) }
}

/// The first day of a month written `2026-05`.
pub fn month(period: &str) -> Option<Date> {
    let plain = period.len() == 7 && period.is_ascii();
    plain.then(|| format!("{period}-01").parse().ok())?
}

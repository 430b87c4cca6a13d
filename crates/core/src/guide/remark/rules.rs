//! What each kind of field may hold: the one check of remarks, of those that come in and of those in a file.

use jiff::civil::Date;

use super::{
    about::About,
    clean::is_hidden_sign,
    fault::Wrong,
    fields::{Field, Kind, Values},
};
use crate::{document::anchors::anchors, guide::version::Version, toolkit::Round};
use trousseau_text::Language;

/// Checks one field. The month is judged by the round that stands beside it.
pub fn check(field: Field, values: &Values, about: &About) -> Result<(), Wrong> {
    let Some(value) = values.get(&field) else { return Ok(()) };
    let holds = |good: bool, wrong: Wrong| if good { Ok(()) } else { Err(wrong) };
    match field.spec().kind {
        Kind::Guide => Ok(()),
        Kind::Version => {
            let version = value.parse::<Version>().map_err(|()| Wrong::Unknown)?;
            let there = || about.versions().iter().any(|entry| entry.version.value == version);
            holds(about.guide.is_none() || there(), Wrong::Version)
        }
        Kind::Language => {
            let language = Language::find(value).ok_or(Wrong::Unknown)?;
            holds(about.toolkit.languages.contains(&language), Wrong::Language)
        }
        Kind::Round => holds(about.round(value).is_some(), Wrong::Round),
        Kind::Month => period(value, values.get(&Field::Round).and_then(|id| about.round(id)), about.today),
        Kind::Word { names, .. } => holds(names.contains(&value.as_str()), Wrong::Unknown),
        Kind::Level(names) => holds(names.contains(&value.as_str()), Wrong::Level),
        Kind::People => {
            let count = value.parse::<u32>().map_err(|_| Wrong::Number)?;
            holds(count > 0, Wrong::Nobody)
        }
        Kind::Section => {
            let known = || about.guide.is_none_or(|guide| anchors(guide.body).contains(value.as_str()));
            holds(known(), Wrong::Section)
        }
        Kind::Text(most) => {
            let letters = value.chars().count();
            holds(letters <= most, Wrong::Long { letters, most })?;
            holds(!value.chars().any(is_hidden_sign), Wrong::Signs)
        }
    }
}

/// Whether a month can be that of a remark.
pub fn period(period: &str, round: Option<&Round>, today: Date) -> Result<(), Wrong> {
    let first = month(period).ok_or(Wrong::Month)?;
    if first > today {
        return Err(Wrong::Future);
    }
    let last = first.last_of_month();
    match round {
        Some(round) if last < round.from || first > round.to => {
            Err(Wrong::OutsideRound(round.id.value.clone()))
        }
        _ => Ok(()),
    }
}

/// The first day of a month written `2026-05`.
pub fn month(period: &str) -> Option<Date> {
    let plain = period.len() == 7 && period.is_ascii();
    plain.then(|| format!("{period}-01").parse().ok())?
}

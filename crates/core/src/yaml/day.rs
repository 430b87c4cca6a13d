//! Days in YAML: `2026-11-21`, with a message of their own when a value is no day.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use trousseau_text::Mismatch;

/// For `#[serde(deserialize_with)]`: a day such as `2026-11-21`.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    let plain = text.len() == 10 && text.is_ascii();
    let day = plain.then(|| text.parse().ok()).flatten();
    day.ok_or_else(|| Mismatch::Date(text).error())
}

/// For `#[serde(default, deserialize_with)]`: a day, or `None` when the field is empty.
pub fn day_or_none<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    struct Day(Date);
    impl<'de> Deserialize<'de> for Day {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            day(deserializer).map(Self)
        }
    }
    Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
}

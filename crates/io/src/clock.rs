//! The clock: the day that everything else is told and never asks for.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use trousseau_core::messages::Failure;

/// Today in UTC. `SOURCE_DATE_EPOCH`, in seconds, stands in for it where builds must be repeatable.
pub fn today() -> anyhow::Result<Date> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let time = text.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            time.ok_or_else(|| Failure::new("today/epoch").with("value", text))?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(now.to_zoned(TimeZone::UTC).date())
}

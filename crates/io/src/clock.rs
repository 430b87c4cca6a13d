//! The clock: the day that everything else is told and never asks for.

use std::time::SystemTime;

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use trousseau_core::messages::Failure;

/// Today in UTC. `SOURCE_DATE_EPOCH`, in seconds, stands in for it where builds must be repeatable.
pub fn today() -> anyhow::Result<Date> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let time = text.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
            time.ok_or_else(|| Failure::new("today/epoch").with("value", text))?
        }
        // A clock that is set to a year far away is no reason to panic.
        Err(_) => Timestamp::try_from(SystemTime::now()).map_err(|_| Failure::new("today/clock"))?,
    };
    Ok(now.to_zoned(TimeZone::UTC).date())
}

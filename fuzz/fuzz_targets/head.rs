//! Changes of a front matter: whatever the file holds, a change is made whole and keeps what it does not change, or is refused.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use trousseau_core::{
    agreement,
    guide::{
        Status,
        edit::{self, Release},
        version::Bump,
    },
};

fuzz_target!(|text: &str| {
    if let Ok(changed) = edit::set_status(text, Status::Published) {
        let again = edit::set_status(&changed, Status::Published).expect("a change can be made twice");
        assert_eq!(changed, again);
    }
    let release = Release {
        bump: Bump::Minor,
        summary: "Une : « phrase » # de plus.".into(),
        date: date(2026, 11, 1),
        round: None,
        agreed: vec!["association".into()],
        urgent: None,
        status: None,
    };
    if let Some(now) = agreement::hash(text) {
        let _ = edit::release(text, &release, &now);
        let _ = edit::agree(text, "bailleur", &now, Some(date(2026, 11, 2)));
    }
    let _ = edit::moved(text);
});

//! The core touches nothing outside, and the public site knows nothing of feedback.

use crate::source::{File, check};

/// The crates that take the world as arguments: the day, the files, the languages of whoever asks.
const PURE: &[&str] = &["text", "privacy", "core", "theme", "site", "html", "pdf", "exchange", "lint"];

const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io::stdout",
    "::now()",
    "println!",
    "print!",
    "dbg!",
];

#[test]
fn the_core_has_no_clock_no_disk_and_no_network() {
    check(|file| {
        let word = WORLD.iter().find(|word| file.bare.contains(*word))?;
        PURE.contains(&&*file.krate).then(|| format!("names `{word}`"))
    });
}

/// What is made for partners, beside the site.
const FOR_PARTNERS: &[&str] = &[
    "crates/site/src/view/report",
    "crates/site/src/view/board.rs",
    "crates/html/src/report.rs",
    "crates/html/src/chart.rs",
    "crates/pdf/src/report.rs",
];

fn is_for_partners(file: &File) -> bool {
    FOR_PARTNERS.iter().any(|start| file.path.starts_with(start))
}

#[test]
fn no_view_of_the_site_knows_of_feedback() {
    check(|file| {
        let public = matches!(&*file.krate, "site" | "html" | "theme");
        let words = file.code.to_lowercase();
        (public && !is_for_partners(file) && words.contains("feedback")).then(|| "knows of feedback".into())
    });
}

#[test]
fn reports_are_never_planned_for_the_site() {
    check(|file| {
        let site = file.krate == "site" && !is_for_partners(file);
        let word = ["ReportView", "BoardView", "report::", "board::"]
            .iter()
            .find(|word| file.bare.contains(*word))?;
        site.then(|| format!("names `{word}`"))
    });
}

//! Decisions and versions at the desk: each is seen before it is written.

use super::{
    DEMANDER, Server,
    desk::{remark, with_round},
    field, status, toolkit_text,
};
use crate::cli::Toolkit;

/// A guide with a remark, at the desk.
struct Desk {
    toolkit: Toolkit,
    server: Server,
    token: String,
}

impl Desk {
    fn with_remark() -> Self {
        let toolkit = with_round();
        let server = Server::of(toolkit.path(), &[]);
        let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
        assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, "Dire « contrat »."))), 303);
        Self { toolkit, server, token }
    }

    /// The text of the guide, as it is on the disk.
    fn text(&self) -> String {
        toolkit_text(&self.toolkit, DEMANDER)
    }

    fn page(&self, path: &str) -> String {
        self.server.get(&format!("/_desk/{path}"))
    }

    fn decide(&self, hash: &str, decision: &str, more: &[(&str, &str)]) -> String {
        let form = [
            ("token", self.token.as_str()),
            ("guide", "demander"),
            ("id", "F-2026-001"),
            ("hash", hash),
            ("decision", decision),
            ("version", ""),
        ];
        self.server.post("/_desk/settle", &[&form, more].concat())
    }

    /// Accepts the remark: seen, then written.
    #[track_caller]
    fn accept(&self) {
        let hash = field(&self.page(SETTLE), "hash");
        let old = self.text();
        let seen = self.decide(&hash, "accepted", &[("step", "show")]);
        assert_eq!(status(&seen), 200, "{seen}");
        assert!(seen.contains("decision: <del>open</del><ins>accepted</ins>"), "{seen}");
        assert_eq!(self.text(), old, "a look writes nothing");
        let done = self.decide(&hash, "accepted", &[("step", "write"), ("seen", &field(&seen, "seen"))]);
        assert!(status(&done) == 303 && done.contains("done=settled"), "{done}");
        assert!(self.text().contains("decision: accepted\n    decided: 2026-11-22\n"));
    }

    fn release(&self, hash: &str, summary: &str, more: &[(&str, &str)]) -> String {
        let form = [
            ("token", self.token.as_str()),
            ("guide", "demander"),
            ("hash", hash),
            ("bump", "minor"),
            ("summary", summary),
            ("round", "test-2026"),
            ("validated_by", "association-exemple"),
            ("status", ""),
        ];
        self.server.post("/_desk/release", &[&form, more].concat())
    }
}

const SETTLE: &str = "settle?guide=demander&id=F-2026-001";

const SUMMARY: &str = "Des mots plus clairs.";

#[test]
fn a_decision_is_seen_before_it_is_written() {
    let desk = Desk::with_remark();
    let page = desk.page(SETTLE);
    // What is decided about stands there, as in the list, and no more.
    for words in [
        "unclear word, <span",
        ">Les papiers</span>",
        "dir=\"auto\">Dire « contrat ».</p>",
        "People: 6",
        "it hinders",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("href=\"/_desk/settle"), "{page}");
    desk.accept();
    // Another decision is said together with the one that it overturns.
    let hash = field(&desk.page(SETTLE), "hash");
    let seen = desk.decide(&hash, "rejected", &[("step", "show")]);
    assert!(status(&seen) == 200 && seen.contains("<p>It was: accepted.</p>"), "{seen}");
}

#[test]
fn a_version_is_seen_before_it_is_written() {
    let desk = Desk::with_remark();
    desk.accept();
    let (hash, old) = (field(&desk.page("release?guide=demander"), "hash"), desk.text());
    let empty = desk.release(&hash, " ", &[("step", "show")]);
    assert!(status(&empty) == 422 && empty.contains("href=\"#f-summary\""), "{empty}");
    // Without a look at it, nothing is written.
    assert_eq!(status(&desk.release(&hash, SUMMARY, &[("step", "write")])), 409);
    let seen = desk.release(&hash, SUMMARY, &[("step", "show")]);
    assert!(seen.contains("<ins>  - version: 1.1.0</ins>"), "{seen}");
    assert!(seen.contains("It answers: F-2026-001.") && seen.contains("read again: ar, ti"), "{seen}");
    assert!(seen.contains("value=\"association-exemple\" checked"), "{seen}");
    let write = [("step", "write"), ("seen", &*field(&seen, "seen"))];
    // Other answers than those that were seen.
    let other = desk.release(&hash, "Autre chose.", &write);
    assert!(status(&other) == 409 && other.contains("no longer those of the change that you saw"), "{other}");
    assert_eq!(desk.text(), old);
    // Somebody changes the file meanwhile.
    desk.toolkit.edit(DEMANDER, "Attendez.", "Attendez un peu.");
    let stale = desk.release(&hash, SUMMARY, &write);
    assert!(status(&stale) == 409 && stale.contains("has changed on the disk"), "{stale}");
    assert!(!desk.text().contains("1.1.0"));
    let more = [("step", "write"), ("seen", &*field(&stale, "seen"))];
    let done = desk.release(&field(&stale, "hash"), SUMMARY, &more);
    assert!(status(&done) == 303 && done.contains("done=released"), "{done}");
    let new = desk.text();
    let entry = "# nos versions\nversions:   # la plus récente d'abord\n  - version: 1.1.0\n    date: 2026-11-22\n    \
                 round: test-2026\n    summary: Des mots plus clairs.\n    agreed:\n      - partner: association-exemple\n        text: ";
    assert!(new.contains(entry) && new.contains("resolved_in: 1.1.0"), "{new}");
    assert!(new.contains("Attendez un peu."), "{new}");
}

#[test]
fn what_a_version_answers_is_no_longer_to_be_decided() {
    let desk = Desk::with_remark();
    desk.accept();
    let form = field(&desk.page(SETTLE), "hash");
    let hash = field(&desk.page("release?guide=demander"), "hash");
    let seen = desk.release(&hash, SUMMARY, &[("step", "show")]);
    let done = desk.release(&hash, SUMMARY, &[("step", "write"), ("seen", &field(&seen, "seen"))]);
    assert_eq!(status(&done), 303, "{done}");
    let new = desk.text();
    let page = desk.page(SETTLE);
    assert!(status(&page) == 200 && page.contains("is answered by version 1.1.0"), "{page}");
    assert!(page.contains("Dire « contrat ».") && !page.contains("name=\"decision\""), "{page}");
    // Who has the form of before still open cannot send it.
    let refused = desk.decide(&form, "rejected", &[("step", "show")]);
    assert!(status(&refused) == 409 && refused.contains("is answered by version 1.1.0"), "{refused}");
    assert_eq!(desk.text(), new);
    assert!(!desk.page("remarks?guide=demander").contains("href=\"/_desk/settle"));
}

#[test]
fn what_a_check_forbids_is_not_written_as_a_version() {
    let toolkit = with_round();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/release?guide=demander");
    let (token, hash, old) = (field(&page, "token"), field(&page, "hash"), toolkit_text(&toolkit, DEMANDER));
    for (summary, status_word, at) in
        [("Appelez le 06 12 34 56 78.", "", "summary"), ("Relu.", "published", "validated_by")]
    {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("hash", hash.as_str()),
            ("bump", "patch"),
            ("summary", summary),
            ("status", status_word),
            ("step", "show"),
        ];
        let answer = server.post("/_desk/release", &form);
        assert!(status(&answer) == 422 && answer.contains(&format!("href=\"#f-{at}\"")), "{at}: {answer}");
        assert!(!answer.contains("value=\"write\""), "there is nothing to write: {answer}");
    }
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
}

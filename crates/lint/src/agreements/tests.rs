//! Agreements in many states, and what is said of each.

use jiff::civil::date;

use trousseau_core::{agreement, source::Sources};

/// A toolkit with one guide; `VERSION` is the rest of its newest version, and `@` the hash of its words.
const TOOLKIT: &str = "\
--- content/toolkit.yaml ---
languages: [fr]
name: {fr: Outils}
stages: [{id: demander, name: {fr: Demander}, summary: {fr: On demande.}, guides: [suivre]}]
--- content/partners.yaml ---
- {id: asso, name: {fr: A}, college: association, role: {fr: Aide.}}
- {id: bailleur, name: {fr: B}, college: landlord, role: {fr: Loue.}}
--- content/guides/suivre/fr.md ---
---
title: Suivre
summary: Comment suivre.
stage: demander
status: published
authors: [asso, bailleur]
versions:
  - version: 1.0.1
    date: 2026-07-10
    summary: Deux.
VERSION
  - version: 1.0.0
    date: 2026-05-01
    summary: Un.
BEFORE
---

Gardez votre numéro.
";

/// The codes of what is said when the versions hold these lines.
fn said(version: &str, before: &str) -> Vec<String> {
    let bare = TOOLKIT.replace("VERSION\n", "").replace("BEFORE\n", "");
    let sources = Sources::from_story(&bare).value;
    let file = sources.get("content/guides/suivre/fr.md").and_then(|file| file.text().ok());
    let hash = file.and_then(agreement::hash).expect("the words have a hash");
    let story = TOOLKIT.replace("VERSION", version).replace("BEFORE", before).replace('@', hash.as_str());
    let found = crate::texts(&Sources::from_story(&story).value, date(2026, 11, 22)).diagnostics;
    found
        .iter()
        .filter(|one| one.rule.area() == "agreements" || one.code().starts_with("versions/"))
        .map(|one| {
            let side = one.args.get("college").or(one.args.get("partner"));
            format!("{} {}", one.code(), side.map_or("", String::as_str)).trim().to_owned()
        })
        .collect()
}

const BOTH: &str = "    agreed: [{partner: asso, text: @, date: 2026-07-01}, {partner: bailleur, text: @}]";
const OTHER: &str =
    "    agreed: [{partner: asso, text: aaaabbbbccccdddd}, {partner: bailleur, text: aaaabbbbccccdddd}]";

#[test]
fn both_sides_agree_to_the_words_of_now() {
    assert!(said(BOTH, "").is_empty());
    assert_eq!(said("    agreed: [{partner: asso, text: @}]", ""), ["versions/colleges landlord"]);
    assert_eq!(said("", BOTH), ["versions/colleges association", "versions/colleges landlord"]);
}

#[test]
fn an_agreement_to_other_words_is_void() {
    // In a published guide it is an error: readers would be told of an agreement that is none.
    assert_eq!(said(OTHER, ""), ["agreements/lapsed asso", "agreements/lapsed bailleur"]);
    let half = "    agreed: [{partner: asso, text: @}, {partner: bailleur, text: aaaabbbbccccdddd}]";
    assert_eq!(said(half, ""), ["agreements/lapsed bailleur"]);
    // Whoever published in a hurry said so.
    let urgent = format!("    urgent: Le numéro a changé.\n{half}");
    assert_eq!(said(&urgent, ""), ["agreements/void bailleur", "agreements/owed landlord"]);
}

#[test]
fn a_mended_slip_asks_for_notice_alone() {
    assert!(said("    notice: @", OTHER).is_empty());
    // Of words that nobody told, or of a version that nobody agreed to, it is none.
    let missing = ["versions/colleges association", "versions/colleges landlord"];
    assert_eq!(said("    notice: aaaabbbbccccdddd", OTHER), missing);
    assert_eq!(said("    notice: @", "    agreed: [{partner: asso, text: aaaabbbbccccdddd}]"), missing);
}

#[test]
fn what_is_published_in_a_hurry_is_owed() {
    let urgent = "    urgent: Le numéro a changé.\n";
    assert_eq!(said(urgent, ""), ["agreements/owed association", "agreements/owed landlord"]);
    let half = format!("{urgent}    agreed: [{{partner: asso, text: @}}]");
    assert_eq!(said(&half, ""), ["agreements/owed landlord"]);
    assert!(said(&format!("{urgent}{BOTH}"), "").is_empty());
}

#[test]
fn what_was_validated_before_stays_published() {
    assert_eq!(said("    validated_by: [asso, bailleur]", ""), ["agreements/old-line"]);
    assert_eq!(said("    agreed: [{partner: asso}, {partner: bailleur}]", ""), ["agreements/unknown"]);
    assert_eq!(said("    validated_by: [asso]", ""), ["agreements/old-line", "versions/colleges landlord"]);
}

#[test]
fn lines_that_cannot_be_are_said() {
    let twice = BOTH.replace("}]", "}, {partner: asso, text: aaaabbbbccccdddd}]");
    assert_eq!(said(&twice, ""), ["agreements/twice asso"]);
    assert_eq!(said(&BOTH.replace("2026-07-01", "2027-07-01"), ""), ["agreements/future asso"]);
    assert_eq!(said(BOTH, "    agreed: [{partner: asso, text: 7K3M-9QXT}]"), ["agreements/text"]);
}

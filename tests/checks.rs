//! What a toolkit and a text say of the rules, and how what was found is written for people and programs.

mod folder;
mod online;
mod shapes;

use crate::cli::{Done, Toolkit, run};

const GUIDE: &str = "content/guides/suivre/fr.md";

/// The codes of what is said, with their severity.
fn codes(done: &Done) -> Vec<(String, String)> {
    let lines = done.text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    // The small toolkit has a language without words of the interface.
    let all = lines.map(|object| (text(&object["code"]), text(&object["severity"])));
    all.filter(|(code, _)| code != "theme/strings-missing").collect()
}

fn check(toolkit: &Toolkit) -> Vec<(String, String)> {
    codes(&run(toolkit, &["--format", "json", "check"]))
}

fn pair(code: &str, severity: &str) -> (String, String) {
    (code.to_owned(), severity.to_owned())
}

/// Whoever writes a draft is told of its links and figures, not when it is out; nothing of it keeps the site from being built.
#[test]
fn the_words_of_a_draft_are_checked_and_keep_nothing_back() {
    let toolkit = Toolkit::new();
    let words =
        "Voir [la suite](guide:nulle-part), [où](guide:demander#nulle) et [24 000 €](fact:plus). Gardez";
    toolkit.edit(GUIDE, "Gardez", words);
    let found = |severity: &str| {
        let codes = ["facts/differs", "links/dead", "links/dead-anchor"];
        codes.map(|code| pair(code, severity)).to_vec()
    };
    let sorted = |toolkit: &Toolkit| {
        let mut all = check(toolkit);
        all.retain(|(code, _)| code.starts_with("links/dead") || code.starts_with("facts/"));
        all.sort();
        all
    };
    assert_eq!(sorted(&toolkit), found("error"));
    toolkit.edit(GUIDE, "status: pilot", "status: draft");
    toolkit.edit("content/guides/demander/fr.md", " ou [le même guide](../suivre/fr.md)", "");
    toolkit.edit(
        "content/guides/demander/fr.md",
        "[la suite du chemin](guide:suivre#les-delais)",
        "la suite",
    );
    toolkit.edit("content/guides/demander/ar.md", "(guide:suivre#les-delais)", "(page:a-propos)");
    assert_eq!(sorted(&toolkit), found("warning"));
    let built = run(&toolkit, &["build"]);
    assert_eq!(built.code, 0, "{}", built.text);
}

#[test]
fn a_toolkit_says_how_much_a_rule_matters() {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "Gardez", "[Cliquez ici](guide:demander). Gardez");
    assert_eq!(check(&toolkit), [pair("links/vague", "warning")]);
    let path = "content/toolkit.yaml";
    toolkit.edit(path, "rules: {", "rules: {links/vague: error, ");
    assert_eq!(check(&toolkit), [pair("links/vague", "error")]);
    assert_eq!(run(&toolkit, &["build"]).code, 1, "a build says the same");
    toolkit.edit(path, "links/vague: error", "links/vague: off");
    assert_eq!(check(&toolkit), []);
    toolkit.edit(path, "links/vague: off", "privacy/name: info");
    assert_eq!(check(&toolkit), [pair("links/vague", "warning"), pair("checks/fixed", "warning")]);
}

#[test]
fn a_text_breaks_a_rule_with_a_reason_and_only_there() {
    let toolkit = Toolkit::new();
    let allow = "<!-- trousseau: allow links/vague because le bouton se nomme ainsi -->";
    toolkit.edit(GUIDE, "Gardez", &format!("{allow}\n[Ici](guide:demander).\n\nGardez"));
    assert_eq!(check(&toolkit), []);
    toolkit.edit(GUIDE, "Gardez", "[Ici](guide:demander).\n\nGardez");
    assert_eq!(check(&toolkit), [pair("links/vague", "warning")]);
    assert_eq!(codes(&run(&toolkit, &["--format", "json", "build"])), [pair("links/vague", "warning")]);
    toolkit.edit(GUIDE, "[Ici](guide:demander)", "[La demande](guide:demander)");
    assert_eq!(check(&toolkit), [pair("allow/unused", "warning"), pair("links/vague", "warning")]);
}

/// A toolkit with a mistake and a weakness in two guides, one of which has a name that no address can hold.
fn faulty() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "Gardez", "[Ici](guide:demander) & [« où »](guide:suivra). Gardez");
    toolkit.edit("content/guides/demander/fr.md", "summary:", "sumary:");
    toolkit
}

#[test]
fn code_scanning_gets_rules_results_and_places() {
    let toolkit = faulty();
    let done = run(&toolkit, &["--format", "sarif", "check"]);
    assert_eq!(done.code, 1);
    let log: serde_json::Value = serde_json::from_str(&done.text).expect("one document");
    assert_eq!(log["version"], "2.1.0");
    let (rules, results) = (&log["runs"][0]["tool"]["driver"]["rules"], &log["runs"][0]["results"]);
    for result in results.as_array().expect("a list") {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
    }
    let vague = results.as_array().into_iter().flatten().find(|result| result["ruleId"] == "links/vague");
    let place = &vague.expect("it is there")["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], GUIDE);
    assert_eq!((&place["region"]["startLine"], &place["region"]["endColumn"]), (&14.into(), &22.into()));
    let clean = run(&Toolkit::new(), &["--format", "sarif", "check"]);
    assert!(clean.text.contains("\"results\":["), "an empty document is one, too: {}", clean.text);
}

#[test]
fn gitlab_and_test_reports_get_one_document_each() {
    let toolkit = faulty();
    let quality = |toolkit: &Toolkit| -> Vec<serde_json::Value> {
        let done = run(toolkit, &["--format", "gitlab", "check"]);
        serde_json::from_str(&done.text).expect("a list")
    };
    let prints = |list: &[serde_json::Value]| -> std::collections::BTreeSet<String> {
        list.iter().map(|one| one["fingerprint"].to_string()).collect()
    };
    let before = quality(&toolkit);
    assert_eq!(prints(&before).len(), before.len(), "each has a fingerprint of its own");
    assert!(before.iter().any(|one| one["location"]["path"] == GUIDE && one["severity"] == "minor"));
    toolkit.edit(GUIDE, "## Les délais", "Un mot.\n\n## Les délais");
    assert_eq!(prints(&before), prints(&quality(&toolkit)), "it stays when lines move");
    let junit = run(&toolkit, &["--format", "junit", "check"]).text;
    assert!(junit.contains(
        "<testcase name=\"links/vague:16\" classname=\"content/guides/suivre/fr.md\"><system-out>"
    ));
    assert!(junit.contains("<failure type=\"yaml/unknown-key\" message=\""), "{junit}");
    assert!(junit.ends_with("</testsuites>\n") && !junit.contains("& "), "{junit}");
}

#[test]
fn people_read_where_to_begin() {
    let toolkit = faulty();
    toolkit.edit("content/pages/a-propos/fr.md", "## Le site", "[Ici](guide:suivre).\n\n## Le site");
    let text = run(&toolkit, &["--lang", "fr", "check"]).text;
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(at("Par où commencer") < at("  content/guides/demander: "));
    assert!(at("  content/guides/demander: ") < at("  content/pages/a-propos: "), "{text}");
    assert!(!run(&Toolkit::new(), &["--lang", "fr", "check"]).text.contains("Par où commencer"));
}

#[test]
fn only_what_has_changed_is_said_when_it_is_asked_for() {
    let toolkit = faulty();
    let git = |arguments: &[&str]| assert!(crate::cli::git(toolkit.path(), arguments), "{arguments:?}");
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "one"]);
    let said =
        |arguments: &[&str]| codes(&run(&toolkit, &[&["--format", "json", "check"], arguments].concat()));
    assert_eq!(said(&["--changed"]), []);
    toolkit.edit(GUIDE, "Gardez", "Oui. Gardez");
    let both = [pair("links/dead", "error"), pair("links/vague", "warning")];
    let sorted = |mut list: Vec<_>| {
        list.sort();
        list
    };
    assert_eq!(sorted(said(&["--changed"])), both);
    git(&["commit", "-qam", "two"]);
    assert_eq!(said(&["--changed"]), []);
    assert_eq!(sorted(said(&["--since", "HEAD~1"])), both);
    toolkit.write("content/guides/neu/fr.md", "no head");
    assert_eq!(said(&["--changed"]), [pair("front-matter/missing", "error")], "git does not know it yet");
    let unknown = run(&toolkit, &["check", "--since", "--output=x"]);
    assert_eq!(unknown.code, 2);
    assert!(run(&toolkit, &["check", "--since", "nowhere"]).errors.contains("nowhere"));
}

#[test]
fn a_calendar_has_a_day_for_each_fact() {
    let done = run(&Toolkit::new(), &["--lang", "fr", "facts", "--as", "ics"]);
    assert_eq!(done.code, 0, "{}", done.errors);
    assert!(
        done.text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
            && done.text.ends_with("END:VCALENDAR\r\n")
    );
    assert!(done.text.contains("\r\nDTSTART;VALUE=DATE:20261231\r\n"), "{}", done.text);
    assert!(done.text.contains("€ — Plafond"), "{}", done.text);
    assert_eq!(done.text.matches("BEGIN:VEVENT").count(), done.text.matches("END:VEVENT").count());
}

#[test]
fn a_check_is_good_as_long_as_the_toolkit_says() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/facts.yaml", "  expires: 2026-12-31\n", "");
    toolkit.edit("content/toolkit.yaml", "{expiring: 30}", "{checked: 10}");
    let done = run(&toolkit, &["facts", "--as", "ics"]);
    assert!(done.text.contains("\r\nDTSTART;VALUE=DATE:20261201\r\n"), "{}", done.text);
}

#[test]
fn a_second_check_says_the_same_and_lays_out_nothing() {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "status:", "leaflets: [a4]\nstatus:");
    toolkit.edit(GUIDE, "Gardez", "Le signe \u{13000} manque. Gardez");
    let glyph = || {
        let done = run(&toolkit, &["--format", "json", "check"]);
        let lines = done.text.lines().filter(|line| line.contains("leaflet/"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let first = glyph();
    assert!(!first.is_empty(), "the paper has no such letter");
    assert_eq!(glyph(), first);
    // A line more above moves the place, and nothing of the leaflet.
    toolkit.edit(GUIDE, "status:", "# une remarque\nstatus:");
    let moved = glyph();
    assert_eq!(moved.len(), first.len());
    assert_ne!(moved, first, "the place is told as it is now");
    toolkit.edit(GUIDE, "Le signe \u{13000} manque. ", "");
    assert_eq!(glyph(), Vec::<String>::new());
    let looks = toolkit.path().join("output/.looks.json");
    std::fs::write(&looks, "{").expect("written");
    assert_eq!(glyph(), Vec::<String>::new(), "a damaged file is thrown away");
    let before = std::fs::metadata(&looks).and_then(|found| found.modified()).expect("there");
    assert_eq!(glyph(), Vec::<String>::new());
    let after = std::fs::metadata(&looks).and_then(|found| found.modified()).expect("there");
    assert_eq!(after, before, "nothing was new");
}

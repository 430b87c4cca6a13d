//! What a toolkit and a text say of the rules, and how what was found is written for people and programs.

use crate::cli::{Done, Toolkit, run};

const GUIDE: &str = "content/guides/suivre/fr.md";

/// The codes of what is said, with their severity.
fn codes(done: &Done) -> Vec<(String, String)> {
    let lines = done.text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    lines.map(|object| (text(&object["code"]), text(&object["severity"]))).collect()
}

fn check(toolkit: &Toolkit) -> Vec<(String, String)> {
    codes(&run(toolkit, &["--format", "json", "check"]))
}

fn pair(code: &str, severity: &str) -> (String, String) {
    (code.to_owned(), severity.to_owned())
}

#[test]
fn a_toolkit_says_how_much_a_rule_matters() {
    let toolkit = Toolkit::new();
    toolkit.edit(GUIDE, "Gardez", "[Cliquez ici](guide:demander). Gardez");
    assert_eq!(check(&toolkit), [pair("links/vague", "warning")]);
    let path = "content/toolkit.yaml";
    toolkit.edit(path, "stages:", "checks: {rules: {links/vague: error}}\nstages:");
    assert_eq!(check(&toolkit), [pair("links/vague", "error")]);
    assert_eq!(run(&toolkit, &["build"]).code, 1, "a build says the same");
    toolkit.edit(path, "links/vague: error", "links/vague: off");
    assert_eq!(check(&toolkit), []);
    toolkit.edit(path, "links/vague: off", "privacy/name: info");
    assert_eq!(check(&toolkit), [pair("checks/fixed", "warning"), pair("links/vague", "warning")]);
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

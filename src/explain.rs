//! `trousseau check --explain`: what a rule is, why it exists, a text that breaks it and one that keeps it.

use serde_json::json;

use trousseau_core::{
    diagnostic::{Rule, nearest},
    messages::{self, Failure},
};

use super::terminal::{Format, Terminal, Verdict};

/// Explains the rule with this code.
pub fn run(code: &str, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let rule = Rule::find(code).ok_or_else(|| unknown(code))?;
    let text = if terminal.format == Format::Json { object(rule, terminal) } else { page(rule, terminal) };
    terminal.put(&text);
    Ok(Verdict::Clean)
}

fn unknown(code: &str) -> Failure {
    let codes = || Rule::all().map(Rule::code);
    let failure = match nearest(code, codes()) {
        Some(near) => Failure::new("explain/unknown-near").with("near", near),
        None => Failure::new("explain/unknown").with("known", codes().collect::<Vec<_>>().join(", ")),
    };
    failure.with("name", code)
}

/// The rule as people read it: a heading, then each of its parts.
fn page(rule: Rule, terminal: &Terminal) -> String {
    let language = terminal.language;
    let (card, said) = (rule.card(), messages::explained(language, rule));
    let name = |key: &str| messages::say(language, key, &[]);
    let of = |key, value: &str| messages::say(language, key, &[("value", value)]);
    let severity = messages::say(language, &format!("level/{}", rule.severity().name()), &[]);
    let stage = messages::value(language, "stage", card.stage.name());
    let mut text =
        format!("{rule}\n\n{}\n{}\n", of("explain/severity", &severity), of("explain/stage", stage));
    let parts = [
        ("explain/what", Some(&said.title)),
        ("explain/hint", said.hint.as_ref()),
        ("explain/why", Some(&said.why)),
    ];
    for (key, words) in parts.iter().filter_map(|(key, words)| Some((key, words.as_ref()?))) {
        text += &format!("\n{}\n  {words}\n", name(key));
    }
    if card.fix {
        text += &format!("\n{}\n", name("explain/fix"));
    }
    let examples = [("explain/bad", &card.bad), ("explain/good", &card.good)];
    for (key, example) in examples.iter().filter_map(|(key, example)| Some((key, example.as_ref()?))) {
        let lines: String = example.lines().map(|line| format!("  {line}\n")).collect();
        text += &format!("\n{}\n{lines}", name(key));
    }
    if card.bad.is_none() {
        text += &format!("\n{}\n", name("explain/not-shown"));
    }
    text
}

/// The same for programs.
fn object(rule: Rule, terminal: &Terminal) -> String {
    let (card, said) = (rule.card(), messages::explained(terminal.language, rule));
    let object = json!({
        "code": rule, "severity": rule.severity(), "stage": card.stage, "args": card.args,
        "title": said.title, "hint": said.hint, "why": said.why, "bad": card.bad, "good": card.good,
    });
    format!("{object}\n")
}

//! What programs are given has the shape that they expect: SARIF 2.1.0, GitLab's code quality, JUnit.

use serde_json::Value;

use crate::cli::{Toolkit, run};

/// The objects of SARIF that are written, by the schema of OASIS: each key, `?` where it may be missing, and what its value is.
const SARIF: &[(&str, &str)] = &[
    ("log", "$schema=string version=2.1.0 runs=[run]"),
    ("run", "tool=tool columnKind=utf16CodeUnits|unicodeCodePoints results=[result]"),
    ("tool", "driver=driver"),
    ("driver", "name=string version=string rules=[rule]"),
    ("rule", "id=string fullDescription=text defaultConfiguration=configuration"),
    ("configuration", "level=none|note|warning|error"),
    ("text", "text=string"),
    (
        "result",
        "ruleId=string ruleIndex=index level=none|note|warning|error message=text locations=[location]",
    ),
    ("location", "physicalLocation=physical"),
    ("physical", "artifactLocation=artifact region?=region"),
    ("artifact", "uri=string"),
    ("region", "startLine=count startColumn=count endLine=count endColumn=count"),
];

/// The same of GitLab's reports (`codequality`).
const GITLAB: &[(&str, &str)] = &[
    (
        "issue",
        "description=string check_name=string fingerprint=string severity=info|minor|major|critical|blocker location=place",
    ),
    ("place", "path=string lines=lines"),
    ("lines", "begin=count"),
];

/// What is wrong with a value that must be of a kind.
fn faults(value: &Value, kind: &str, shapes: &[(&str, &str)]) -> Vec<String> {
    let wrong = |is_right: bool| if is_right { Vec::new() } else { vec![format!("{value} is no {kind}")] };
    if let Some(item) = kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return value.as_array().map_or_else(
            || wrong(false),
            |list| list.iter().flat_map(|one| faults(one, item, shapes)).collect(),
        );
    }
    let Some((_, keys)) = shapes.iter().find(|(name, _)| *name == kind) else {
        return wrong(match kind {
            "string" => value.as_str().is_some_and(|text| !text.is_empty()),
            "count" => value.as_u64().is_some_and(|number| number > 0),
            "index" => value.is_u64(),
            words => value.as_str().is_some_and(|text| words.split('|').any(|word| word == text)),
        });
    };
    let Some(object) = value.as_object() else { return wrong(false) };
    let keys: Vec<(&str, &str)> = keys.split(' ').filter_map(|key| key.split_once('=')).collect();
    let unknown =
        object.keys().filter(|key| !keys.iter().any(|(name, _)| name.trim_end_matches('?') == *key));
    let mut found: Vec<String> = unknown.map(|key| format!("{kind} has {key}")).collect();
    for (name, inner) in keys {
        match object.get(name.trim_end_matches('?')) {
            Some(value) => found.extend(faults(value, inner, shapes)),
            None if name.ends_with('?') => {}
            None => found.push(format!("{kind} lacks {name}")),
        }
    }
    found
}

/// A toolkit with an error, a warning and a fault of a whole file.
fn faulty() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit(
        "content/guides/suivre/fr.md",
        "Gardez",
        "[Ici](guide:demander) & [« là »](guide:suivra). Gardez",
    );
    toolkit.write("content/guides/neu/fr.md", "no head");
    toolkit
}

fn given(toolkit: &Toolkit, format: &str) -> String {
    run(toolkit, &["--format", format, "check"]).text
}

#[test]
fn code_scanning_reads_every_object() {
    for toolkit in [faulty(), Toolkit::new()] {
        let log = serde_json::from_str(&given(&toolkit, "sarif")).expect("JSON");
        assert_eq!(faults(&log, "log", SARIF), Vec::<String>::new());
    }
    let broken = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {}, "results": [{"level": "bad"}]}], "x": 1});
    assert!(faults(&broken, "log", SARIF).len() > 5, "the test sees faults");
}

#[test]
fn code_quality_reads_every_object() {
    for toolkit in [faulty(), Toolkit::new()] {
        let list = serde_json::from_str(&given(&toolkit, "gitlab")).expect("JSON");
        assert_eq!(faults(&list, "[issue]", GITLAB), Vec::<String>::new());
    }
}

#[test]
fn test_reports_count_what_they_hold() {
    for toolkit in [faulty(), Toolkit::new()] {
        let text = given(&toolkit, "junit");
        let number = |line: &str, name: &str| -> usize {
            let value = line.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
            value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name}: {line}"))
        };
        let all = text.lines().find(|line| line.starts_with("<testsuites ")).expect("the root");
        assert_eq!(number(all, "tests"), text.matches("<testcase ").count());
        assert_eq!(number(all, "failures"), text.matches("<failure ").count());
        for suite in text.split("<testsuite ").skip(1) {
            let line = format!(" {suite}");
            assert_eq!(number(&line, "tests"), suite.matches("<testcase ").count(), "{suite}");
            assert_eq!(number(&line, "failures"), suite.matches("<failure ").count(), "{suite}");
        }
        assert_eq!(text.matches("</testsuite>").count(), text.matches("<testsuite ").count());
    }
}

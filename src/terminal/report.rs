//! Diagnostics as one document for a machine: SARIF for code scanning, GitLab's code quality, JUnit for test reports.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Format;
use trousseau_core::diagnostic::{Rule, Severity, excerpt::Position};
use trousseau_text::Fingerprint;

/// A diagnostic in words.
pub(super) struct Record {
    pub rule: Rule,
    pub severity: Severity,
    /// The path of the file from the current folder.
    pub path: String,
    /// Where the words begin and end.
    pub place: Option<(Position, Position)>,
    pub title: String,
    pub hint: Option<String>,
    /// Why the rule exists.
    pub why: String,
}

impl Record {
    /// The title and what to do.
    fn message(&self) -> String {
        self.hint.iter().fold(self.title.clone(), |text, hint| format!("{text} {hint}"))
    }

    fn line(&self) -> usize {
        self.place.map_or(1, |(start, _)| start.line)
    }
}

/// The document for these records; empty for a format that is written line by line.
pub(super) fn document(format: Format, records: &[Record]) -> String {
    match format {
        Format::Sarif => format!("{}\n", sarif(records)),
        Format::Gitlab => format!("{}\n", gitlab(records)),
        Format::Junit => junit(records),
        Format::Human | Format::Json | Format::Github => String::new(),
    }
}

/// SARIF 2.1.0 (OASIS). Columns count characters, and addresses of files have no signs that an address may not have.
fn sarif(records: &[Record]) -> Value {
    let mut rules: Vec<&Record> = Vec::new();
    let mut places: BTreeMap<Rule, usize> = BTreeMap::new();
    for record in records {
        places.entry(record.rule).or_insert_with(|| {
            rules.push(record);
            rules.len() - 1
        });
    }
    let described = |record: &&Record| {
        json!({
            "id": record.rule,
            "fullDescription": {"text": record.why},
            "defaultConfiguration": {"level": level(record.rule.severity())},
        })
    };
    let result = |record: &Record| {
        let mut physical = json!({"artifactLocation": {"uri": uri(&record.path)}});
        if let Some((start, end)) = record.place {
            physical["region"] = json!({
                "startLine": start.line, "startColumn": start.column,
                "endLine": end.line, "endColumn": end.column,
            });
        }
        json!({
            "ruleId": record.rule,
            "ruleIndex": places.get(&record.rule),
            "level": level(record.severity),
            "message": {"text": record.message()},
            "locations": [{"physicalLocation": physical}],
        })
    };
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "trousseau",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(described).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": records.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as an address: RFC 3986 lets few signs stand for themselves.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
        uri
    })
}

/// The artifact `codequality` of GitLab. A fingerprint stays when lines move.
fn gitlab(records: &[Record]) -> Value {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let one = |record: &Record| {
        let what = format!("{}|{}|{}", record.rule, record.path, record.title);
        let times = seen.entry(what.clone()).or_default();
        *times += 1;
        let severity = match record.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        };
        json!({
            "description": record.message(),
            "check_name": record.rule,
            "fingerprint": Fingerprint::of(format!("{what}|{times}").as_bytes()).to_string(),
            "severity": severity,
            "location": {"path": record.path, "lines": {"begin": record.line()}},
        })
    };
    Value::Array(records.iter().map(one).collect())
}

/// The XML of JUnit: a file is a suite, and what was found in it a case; only errors fail.
fn junit(records: &[Record]) -> String {
    let mut files: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    records.iter().for_each(|record| files.entry(&record.path).or_default().push(record));
    let failures = |records: &[&Record]| records.iter().filter(|one| one.severity == Severity::Error).count();
    let all: Vec<&Record> = records.iter().collect();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"trousseau\" tests=\"{}\" failures=\"{}\">\n",
        all.len().max(1),
        failures(&all)
    );
    if files.is_empty() {
        text += "<testsuite name=\"trousseau\" tests=\"1\" failures=\"0\"><testcase name=\"check\" classname=\"trousseau\"/></testsuite>\n";
    }
    for (path, records) in files {
        let (tests, failed) = (records.len(), failures(&records));
        text += &format!("<testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failed}\">\n", escape(path));
        text.extend(records.iter().map(|record| case(record)));
        text += "</testsuite>\n";
    }
    text + "</testsuites>\n"
}

fn case(record: &Record) -> String {
    let (code, path) = (record.rule.code(), escape(&record.path));
    let name = format!("{code}:{}", record.line());
    let message = escape(&record.message());
    let inner = match record.severity {
        Severity::Error => format!("<failure type=\"{code}\" message=\"{message}\"/>"),
        Severity::Warning | Severity::Info => {
            format!("<system-out>{}: {message}</system-out>", level(record.severity))
        }
    };
    format!("<testcase name=\"{name}\" classname=\"{path}\">{inner}</testcase>\n")
}

/// A text within XML; signs that XML 1.0 does not know are shown as the replacement character.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, letter| {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            letter if letter.is_control() => out.push('\u{fffd}'),
            letter => out.push(letter),
        }
        out
    })
}

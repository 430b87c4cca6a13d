//! The rules as data: reads `crates/core/rules/<area>/<name>.yaml`.
//!
//! Those files are a small part of YAML: a key a line, words in double quotes on one line, and `bad` and `good` as indented text.
//! Anything else is refused with its line, so that a file which this reads is read the same by every YAML parser.

use std::{fs, path::Path};

/// Stands in a new rule where words are still to be written. No rule with it is accepted.
pub const UNWRITTEN: [&str; 2] = ["(à écrire)", "(to be written)"];

/// One rule, as its file says.
#[derive(Debug, Default)]
pub struct Rule {
    pub area: String,
    pub name: String,
    pub severity: String,
    pub stage: String,
    pub args: String,
    pub because: Option<String>,
    /// Whether `check --fix` puts it right.
    pub fix: bool,
    pub french: Words,
    pub english: Words,
    /// Files of a toolkit, or a table, that show the fault.
    pub bad: Option<String>,
    /// The same without it.
    pub good: Option<String>,
}

/// What one language says of a rule.
#[derive(Debug, Default)]
pub struct Words {
    pub title: String,
    pub hint: String,
    pub why: String,
}

impl Rule {
    pub fn code(&self) -> String {
        format!("{}/{}", self.area, self.name)
    }

    /// Reads the text of a rule's file.
    fn read(area: &str, name: &str, text: &str) -> Result<Self, String> {
        let mut rule = Self { area: area.into(), name: name.into(), ..Self::default() };
        let mut lines = text.lines().enumerate().peekable();
        while let Some((at, line)) = lines.next() {
            let mut below = Vec::new();
            while let Some((_, line)) = lines.next_if(|(_, line)| line.is_empty() || line.starts_with("  ")) {
                below.push(line.get(2..).unwrap_or_default());
            }
            let (key, value) = line.split_once(':').unwrap_or((line, ""));
            rule.take(key, value.trim(), &below)
                .map_err(|cause| format!("{area}/{name}.yaml:{}: {cause}", at + 1))?;
        }
        rule.complete().map_err(|cause| format!("{area}/{name}.yaml: {cause}"))?;
        Ok(rule)
    }

    fn take(&mut self, key: &str, value: &str, below: &[&str]) -> Result<(), String> {
        match key {
            "severity" => self.severity = listed(value),
            "stage" => self.stage = value.into(),
            "args" => self.args = listed(value),
            "because" => self.because = Some(value.into()),
            "fr" => self.french = Words::read(below)?,
            "en" => self.english = Words::read(below)?,
            "bad" => self.bad = Some(story(value, below)?),
            "good" => self.good = Some(story(value, below)?),
            "fix" => self.fix = value == "true",
            "shown" | "table" => {}
            _ => return Err(format!("not a line of a rule: `{key}: {value}`")),
        }
        Ok(())
    }

    fn complete(&self) -> Result<(), String> {
        let words = [&self.french, &self.english].map(|words| [&words.title, &words.hint, &words.why]);
        for text in [&self.severity, &self.stage].into_iter().chain(words.as_flattened().iter().copied()) {
            if text.is_empty() {
                return Err("needs severity, stage, and title, hint and why in fr and en".into());
            }
        }
        let stories = [&self.bad, &self.good].into_iter().flatten();
        let mut texts = words.as_flattened().iter().copied().chain(stories);
        if texts.any(|text| UNWRITTEN.iter().any(|mark| text.contains(mark))) {
            return Err("has words that are still to be written".into());
        }
        (self.bad.is_some() == self.good.is_some())
            .then_some(())
            .ok_or_else(|| "needs both `bad` and `good`".into())
    }
}

impl Words {
    fn read(lines: &[&str]) -> Result<Self, String> {
        let mut words = Self::default();
        for line in lines {
            let (key, value) = line.split_once(": ").unwrap_or((line, ""));
            let value =
                quoted(value).ok_or_else(|| format!("`{key}` is not in double quotes on one line"))?;
            match key {
                "title" => words.title = value,
                "hint" => words.hint = value,
                "why" => words.why = value,
                _ if key.starts_with("hint_") || key.starts_with("title_") => {}
                _ => return Err(format!("unknown words `{key}`")),
            }
        }
        Ok(words)
    }
}

/// The text of `"…"`. Signs that a page cannot show stay as they are written there.
fn quoted(value: &str) -> Option<String> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                plain @ ('"' | '\\') => text.push(plain),
                other => text.extend(['\\', other]),
            },
            '"' => return None,
            _ => text.push(letter),
        }
    }
    Some(text)
}

fn listed(value: &str) -> String {
    value.trim_matches(['[', ']']).to_owned()
}

/// Indented text after `|`, or a text in quotes whose lines end with `\`: for a story with signs that no editor shows.
fn story(value: &str, below: &[&str]) -> Result<String, String> {
    if value == "|" {
        return Ok(below.join("\n").trim_end().to_owned());
    }
    let lines: String =
        std::iter::once(&value).chain(below).map(|line| line.strip_suffix('\\').unwrap_or(line)).collect();
    quoted(&lines).ok_or_else(|| "a story is indented after `|`, or stands in double quotes".into())
}

/// All rules, by area and name.
pub fn all(root: &Path) -> Result<Vec<Rule>, String> {
    let folder = root.join("crates/core/rules");
    let mut rules = Vec::new();
    for area in names(&folder)? {
        let folder = folder.join(&area);
        if !folder.is_dir() {
            continue;
        }
        for file in names(&folder)? {
            let name = file.strip_suffix(".yaml").ok_or_else(|| format!("{area}/{file} is not a rule"))?;
            let text =
                fs::read_to_string(folder.join(&file)).map_err(|cause| format!("{area}/{file}: {cause}"))?;
            rules.push(Rule::read(&area, name, &text)?);
        }
    }
    Ok(rules)
}

/// The areas that have rules.
pub fn areas(root: &Path) -> Result<Vec<String>, String> {
    let folder = root.join("crates/core/rules");
    Ok(names(&folder)?.into_iter().filter(|area| folder.join(area).is_dir()).collect())
}

/// What lies in a folder, in alphabetical order.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    let failed = |cause| format!("{}: {cause}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "  title: \"T\"\n  hint: \"say \\\"no\\\"\"\n  why: \"W\"\n";

    fn read(rest: &str) -> Result<Rule, String> {
        let text =
            format!("severity: [error, warning]\nstage: lint\nargs: [id]\nfr:\n{WORDS}en:\n{WORDS}{rest}");
        Rule::read("guide", "long", &text)
    }

    #[test]
    fn a_rule_is_read() {
        let rule = read("bad: |\n  --- a ---\n\n  x\ngood: |\n  y\n").expect("a rule");
        assert_eq!(rule.severity, "error, warning");
        assert_eq!(rule.english.hint, "say \"no\"");
        assert_eq!(rule.bad.as_deref(), Some("--- a ---\n\nx"));
        let rule = read("bad: \"--- a ---\\n\\\n  \\tx\\n\"\ngood: |\n  y\n").expect("a rule");
        assert_eq!(rule.bad.as_deref(), Some("--- a ---\n\\tx\n"));
    }

    #[test]
    fn other_yaml_is_refused_with_its_line() {
        for (rest, part) in [
            ("bad: >\n  x\n", ".yaml:12: a story"),
            ("god: |\n", ".yaml:12: not a line"),
            ("bad: |\n  x\n", "both"),
            ("bad: |\n  (to be written)\ngood: |\n  x\n", "still to be written"),
        ] {
            let cause = read(rest).expect_err(rest);
            assert!(cause.contains(part), "{cause}");
        }
    }
}

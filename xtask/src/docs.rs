//! `docs/rules.md`: all rules on one page, made from their files.

use std::{fmt::Write as _, fs, path::Path};

use crate::{
    Outcome, diff,
    rule::{self, Rule},
};

const PAGE: &str = "docs/rules.md";

const START: &str = "<!-- Made by `cargo xtask docs` from crates/core/rules: change the rules, not this page. -->

# The rules of `trousseau check`

Each message of `trousseau check` and `trousseau build` comes from one of these rules. *error*: something is left out or wrong until it is
mended; *warning*: right, but could be better; *info*: good to know. Words in braces stand for what the message names. Lines with `-` show
the fault in the files of a small toolkit, lines with `+` what mends it.

Chaque message de `trousseau check` et de `trousseau build` vient d'une de ces règles. *error* : quelque chose manque ou est faux tant que
ce n'est pas corrigé ; *warning* : juste, mais peut être mieux ; *info* : bon à savoir. Les mots entre accolades sont remplacés par ce que
le message nomme. Les lignes avec `-` montrent la faute dans les fichiers d'une petite boîte à outils, celles avec `+` ce qui la corrige.
";

/// When a rule can show, by its `stage`.
pub const STAGES: &[(&str, &str)] = &[
    ("read", "one file is read"),
    ("load", "the files are fitted together"),
    ("lint", "the whole toolkit is looked at"),
    ("plan", "the outputs are listed"),
    ("generate", "a page or a leaflet is made"),
    ("write", "the output is written"),
    ("import", "a table of remarks is imported"),
    ("edit", "a remark, a decision or a version is written"),
    ("staged", "a commit is checked"),
    ("serve", "the site is shown while it is edited"),
    ("online", "addresses of the web are asked"),
];

pub fn write(root: &Path) -> Outcome {
    fs::write(root.join(PAGE), page(root)?).map_err(|cause| format!("{PAGE}: {cause}"))
}

/// Fails when the page is not what would be made.
pub fn check(root: &Path) -> Outcome {
    let page = page(root)?;
    // A copy of the repository on Windows may have other line ends.
    let written = fs::read_to_string(root.join(PAGE)).unwrap_or_default().replace("\r\n", "\n");
    (written == page).then_some(()).ok_or_else(|| format!("{PAGE} is out of date: run `cargo xtask docs`"))
}

fn page(root: &Path) -> Result<String, String> {
    let rules = rule::all(root)?;
    let mut page = START.to_owned();
    for area in rules.chunk_by(|one, next| one.area == next.area) {
        table(&mut page, area);
    }
    for area in rules.chunk_by(|one, next| one.area == next.area) {
        for rule in area {
            section(&mut page, rule)?;
        }
    }
    Ok(page)
}

/// The rules of one area, a line each.
fn table(page: &mut String, area: &[Rule]) {
    let name = area.first().map_or("", |rule| rule.area.as_str());
    let _ = write!(page, "\n## {name}\n\n| rule | severity | what |\n| --- | --- | --- |\n");
    for rule in area {
        let (code, link) = (rule.code(), anchor(rule));
        let title = escaped(&rule.english.title).replace('|', "\\|");
        let _ = writeln!(page, "| [`{code}`](#{link}) | {} | {title} |", rule.severity);
    }
}

fn section(page: &mut String, rule: &Rule) -> Outcome {
    let stage = STAGES.iter().find(|(stage, _)| *stage == rule.stage);
    let (_, when) = stage.ok_or_else(|| format!("{}: unknown stage `{}`", rule.code(), rule.stage))?;
    let _ = write!(
        page,
        "\n<a id=\"{}\"></a>\n### `{}`\n\n*{}*, when {when}.",
        anchor(rule),
        rule.code(),
        rule.severity
    );
    if !rule.args.is_empty() {
        let _ = write!(page, " It names: {}.", rule.args);
    }
    if let Some(field) = &rule.because {
        let _ = write!(page, " Not shown when `{field}` could not be read, since it only follows from that.");
    }
    if rule.fix {
        page.push_str(" `trousseau check --fix` puts it right.");
    }
    page.push('\n');
    for (lang, words) in [("en", &rule.english), ("fr", &rule.french)] {
        let [title, hint, why] = [&words.title, &words.hint, &words.why].map(|text| escaped(text));
        let _ = write!(page, "\n<span lang=\"{lang}\">**{title}** {hint} *{why}*</span>\n");
    }
    if let (Some(bad), Some(good)) = (&rule.bad, &rule.good) {
        let _ = write!(page, "\n````diff\n{}````\n", diff::lines(bad, good));
    }
    Ok(())
}

/// The same for every program that shows Markdown.
fn anchor(rule: &Rule) -> String {
    format!("{}-{}", rule.area, rule.name)
}

/// Text that Markdown leaves as it is; what stands between backticks is code already.
fn escaped(text: &str) -> String {
    let mut code = false;
    let mut escaped = String::new();
    for letter in text.chars() {
        code ^= letter == '`';
        if !code && matches!(letter, '<' | '*' | '_' | '[' | '#') {
            escaped.push('\\');
        }
        escaped.push(if letter == '\n' { ' ' } else { letter });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_what_would_be_made() {
        check(&crate::root()).expect("docs/rules.md is up to date");
    }

    #[test]
    fn markdown_does_not_change_what_a_rule_says() {
        assert_eq!(escaped("a * b < `x_y` [c]"), "a \\* b \\< `x_y` \\[c]");
    }
}

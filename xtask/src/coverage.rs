//! `docs/tests.md`: which kinds of real text are tried, in which places and scripts, counted from `tests/field/`.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use crate::Outcome;

const PAGE: &str = "docs/tests.md";
const FOLDER: &str = "tests/field";

const START: &str = "<!-- Made by `cargo xtask docs` from tests/field: add cases there, not here. -->

# What real texts are tried

Each number is how many cases of `tests/field/` there are: texts as editors write them, with what readers must see and what the editor must
be told. A file holds one kind. `site` is tried on the screen and by `trousseau check`, `paper` in leaflets, `import` as tables of remarks,
`privacy` as remarks; the files beside them say on their first lines where they are tried. To add a case, add a few lines to a file: the
form is explained at the top of the test that reads it (`tests/field*.rs`).
";

/// How many cases there are of each kind, by one property of a case: its place or its script.
type Counts = BTreeMap<String, BTreeMap<String, usize>>;

pub fn write(root: &Path) -> Outcome {
    fs::write(root.join(PAGE), page(root)?).map_err(|cause| format!("{PAGE}: {cause}"))
}

/// Fails when the page is not what would be made.
pub fn check(root: &Path) -> Outcome {
    let page = page(root)?;
    let written = fs::read_to_string(root.join(PAGE)).unwrap_or_default().replace("\r\n", "\n");
    (written == page).then_some(()).ok_or_else(|| format!("{PAGE} is out of date: run `cargo xtask docs`"))
}

fn page(root: &Path) -> Result<String, String> {
    let (mut scripts, mut places) = (Counts::new(), Counts::new());
    let folder = root.join(FOLDER);
    for path in files(&folder)? {
        let text = fs::read_to_string(&path).map_err(|cause| format!("{}: {cause}", path.display()))?;
        let name = path.strip_prefix(&folder).unwrap_or(&path).with_extension("");
        let kind = name.to_string_lossy().replace('\\', "/");
        for (place, script) in cases(&text) {
            *scripts.entry(kind.clone()).or_default().entry(script).or_default() += 1;
            *places.entry(kind.clone()).or_default().entry(place).or_default() += 1;
        }
    }
    let mut page = START.to_owned();
    table(&mut page, "script", &scripts);
    table(&mut page, "place", &places);
    Ok(page)
}

/// All texts of cases below a folder, in order of their names.
fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map_err(|cause| format!("{}: {cause}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|cause| cause.to_string())?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|end| end == "txt")
            && path.file_stem().is_some_and(|name| name != "base")
        {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Place and script of each case: as its heading says, or, in a list of one case a line, by its letters.
fn cases(text: &str) -> Vec<(String, String)> {
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("=== ")).collect();
    if headings.is_empty() {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        return lines.map(|line| ("line".to_owned(), script(line).to_owned())).collect();
    }
    let said = |heading: &str, word: &str| {
        let part = heading.split(" | ").find_map(|part| part.trim().strip_prefix(word)?.strip_prefix(':'));
        part.unwrap_or("–").trim().to_owned()
    };
    headings.into_iter().map(|heading| (said(heading, "place"), said(heading, "script"))).collect()
}

/// The first script other than Latin in which a line is written, by Unicode's blocks.
fn script(line: &str) -> &'static str {
    let of = |letter: char| match letter {
        '\u{370}'..='\u{3ff}' => Some("Grek"),
        '\u{400}'..='\u{52f}' => Some("Cyrl"),
        '\u{530}'..='\u{58f}' => Some("Armn"),
        '\u{590}'..='\u{5ff}' => Some("Hebr"),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Some("Arab"),
        '\u{900}'..='\u{97f}' => Some("Deva"),
        '\u{980}'..='\u{9ff}' => Some("Beng"),
        '\u{10a0}'..='\u{10ff}' => Some("Geor"),
        '\u{1200}'..='\u{139f}' => Some("Ethi"),
        '\u{3040}'..='\u{9fff}' => Some("Hani"),
        _ => None,
    };
    line.chars().find_map(of).unwrap_or("Latn")
}

fn table(page: &mut String, by: &str, counts: &Counts) {
    let mut columns: Vec<&String> = counts.values().flat_map(BTreeMap::keys).collect();
    columns.sort();
    columns.dedup();
    let _ = write!(page, "\n## By {by}\n\n| kind | all |");
    columns.iter().for_each(|column| {
        let _ = write!(page, " {column} |");
    });
    let _ = write!(page, "\n| --- | ---: |{}\n", " ---: |".repeat(columns.len()));
    for (kind, row) in counts {
        let _ = write!(page, "| {kind} | {} |", row.values().sum::<usize>());
        for column in &columns {
            let _ = match row.get(*column) {
                Some(count) => write!(page, " {count} |"),
                None => write!(page, " |"),
            };
        }
        page.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_counts_what_the_cases_say() {
        check(&crate::root()).expect("docs/tests.md is up to date");
    }

    #[test]
    fn a_case_says_its_place_and_a_line_its_script() {
        let cases_of =
            |text: &str| cases(text).into_iter().map(|(place, script)| format!("{place} {script}"));
        let headed = "# kind\n\n=== a name | place: item | script: Arab\n--- body ar ---\nنص\n";
        assert_eq!(cases_of(headed).collect::<Vec<_>>(), ["item Arab"]);
        let listed = "# kind\nФатіма просить\nFatima demande\n\n";
        assert_eq!(cases_of(listed).collect::<Vec<_>>(), ["line Cyrl", "line Latn"]);
    }
}

//! Begins the files that somebody fills in next.

use std::{fs, path::Path};

use crate::{
    Outcome,
    rule::{self, UNWRITTEN},
};

/// A rule with all its keys. Its words are refused until they are written.
fn draft() -> String {
    let [french, english] = UNWRITTEN;
    format!(
        "\
severity: warning
stage: lint
args: []
fr:
  title: \"{french}\"
  hint: \"{french}\"
  why: \"{french}\"
en:
  title: \"{english}\"
  hint: \"{english}\"
  why: \"{english}\"
bad: |
  --- content/guides/suivre/fr.md ---
  {english}
good: |
  --- content/guides/suivre/fr.md ---
  {english}
"
    )
}

/// `code` is `<area>/<name>`, both in small letters with hyphens.
pub fn rule(root: &Path, code: &str) -> Outcome {
    let plain = |part: &str| {
        !part.is_empty()
            && part.chars().all(|letter| letter.is_ascii_lowercase() || "-0123456789".contains(letter))
    };
    let Some((area, _)) = code.split_once('/').filter(|(area, name)| plain(area) && plain(name)) else {
        return Err(format!("`{code}` is not <area>/<name>, in small letters with hyphens"));
    };
    let areas = rule::areas(root)?;
    if !areas.iter().any(|known| known == area) {
        println!("`{area}` is a new area. The others: {}", areas.join(", "));
    }
    let file = format!("crates/core/rules/{code}.yaml");
    create(root, &file, &draft())?;
    println!(
        "{file} is begun: choose severity and stage, write its words, and the smallest files that show the fault.
What finds it, by stage:
  read       crates/core/src/yaml, document, guide, toolkit, picture: where the value is read; for the disk crates/io/src/disk.rs
  load       crates/core/src/library and toolkit, crates/theme/src
  lint       crates/lint/src: a function, and its line in the list LOOKS of lib.rs; a field of a remark: crates/core/src/guide/remark
  plan       crates/site/src/view/leaflet
  generate   crates/html/src or crates/pdf/src
  write      crates/io/src/output.rs
  import     crates/exchange/src, src/feedback/import.rs
  edit       crates/core/src/guide/edit
  staged     crates/io/src/git.rs and git, crates/lint/src/privacy.rs
  serve      crates/server/src
Then `cargo xtask docs`. docs/how-to/rule.md has the steps."
    );
    Ok(())
}

/// `tag` is a language tag of BCP 47, `so` or `zh-Hant`.
pub fn language(root: &Path, tag: &str) -> Outcome {
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    if tag.len() < 2 || !tag.split('-').all(subtag) {
        return Err(format!("`{tag}` is not a language tag"));
    }
    let french = "themes/default/strings/fr.yaml";
    let text = fs::read_to_string(root.join(french)).map_err(|cause| format!("{french}: {cause}"))?;
    let file = format!("themes/default/strings/{tag}.yaml");
    create(root, &file, &untranslated(tag, &text))?;
    println!(
        "{file} is begun: each line is the French one behind `# `. Translate it and take the `# ` away, with that of
the line above that it belongs to. A line that keeps it is shown in the source language. docs/how-to/language.md has the other steps."
    );
    Ok(())
}

/// Every line of the French words as a comment, but for what only partners read, in the source language.
fn untranslated(tag: &str, french: &str) -> String {
    let mut text =
        format!("# The words of the interface, language {tag}. Words in braces stay as they are.\n");
    let mut partners = false;
    for line in french.lines().skip_while(|line| line.starts_with('#')) {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            partners = matches!(line.trim_end(), "report:" | "board:");
        }
        if !partners {
            text.push_str(if line.is_empty() { "" } else { "# " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// Writes a file that is not there yet.
fn create(root: &Path, file: &str, text: &str) -> Outcome {
    let path = root.join(file);
    if path.exists() {
        return Err(format!("{file} is there already"));
    }
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
    written.map_err(|cause| format!("{file}: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_partners_are_not_asked_for() {
        let text = untranslated("so", "# French.\nskip: Aller\nreport:\n  title: R\nprint:\n  page: P\n");
        assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), ["# skip: Aller", "# print:", "#   page: P"]);
    }
}

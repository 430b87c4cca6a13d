//! Comments in a file of words: a translator gets what stands above a text.

use std::collections::BTreeMap;

use crate::yaml::{self, Branch, Tree};

/// The comments right above a text in its file, by the path of the text. Those at the top are about the whole file.
pub fn remarks(yaml: &str) -> BTreeMap<String, String> {
    let mut remarks = BTreeMap::new();
    if let Ok(tree) = yaml::parse(yaml) {
        gather(yaml, &tree, "", &mut remarks);
    }
    remarks
}

fn gather(yaml: &str, tree: &Tree, path: &str, into: &mut BTreeMap<String, String>) {
    let Branch::Map(entries) = &tree.branch else { return };
    for (key, value) in entries {
        let path = if path.is_empty() { key.name.clone() } else { format!("{path}.{}", key.name) };
        if let Some(remark) = above(yaml.get(..key.span.start).unwrap_or_default()) {
            into.insert(path.clone(), remark);
        }
        gather(yaml, value, &path, into);
    }
}

/// The comment at the end of a text, when the line that follows has nothing before its key.
fn above(text: &str) -> Option<String> {
    let (lines, indent) = text.rsplit_once('\n')?;
    if !indent.trim().is_empty() {
        return None;
    }
    let comments = lines.lines().rev().map_while(|line| line.trim().strip_prefix('#'));
    let mut comments: Vec<&str> = comments.map(str::trim).collect();
    comments.reverse();
    let is_top = comments.len() == lines.lines().count();
    (!comments.is_empty() && !is_top).then(|| comments.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_about_the_text_below() {
        let yaml = "# Top\nsays:\n  a: x # behind\n  # first\n  # second\n  b: {c: y, d: z}\n\n# whole\nvalues: {e: f}\n";
        let found: Vec<(String, String)> = remarks(yaml).into_iter().collect();
        let pair = |path: &str, words: &str| (path.to_owned(), words.to_owned());
        assert_eq!(found, [pair("says.b", "first second"), pair("values", "whole")]);
    }
}

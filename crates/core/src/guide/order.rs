//! The order of the keys of a front matter: what the text is comes first.

use crate::yaml;

/// The keys that come before all others.
const FIRST: [&str; 2] = ["title", "summary"];

/// A front matter with its keys in order; none when they are, or when its form is so odd that lines cannot be moved.
pub fn ordered(front_matter: &str) -> Option<String> {
    let mut parts: Vec<(usize, String)> = Vec::new();
    // Comments belong to the key below them.
    let mut above = String::new();
    for line in front_matter.split_inclusive('\n') {
        if let Some(key) = key(line) {
            parts.push((rank(key), std::mem::take(&mut above) + line));
        } else if let Some((_, part)) = parts.last_mut().filter(|_| !line.starts_with('#')) {
            *part += &(std::mem::take(&mut above) + line);
        } else {
            above += line;
        }
    }
    if parts.is_sorted_by_key(|(rank, _)| *rank) {
        return None;
    }
    parts.sort_by_key(|(rank, _)| *rank);
    let whole = |part: String| if part.ends_with('\n') { part } else { part + "\n" };
    let text = parts.into_iter().map(|(_, part)| whole(part)).collect::<String>() + &above;
    says_the_same(front_matter, &text).then_some(text)
}

/// The key with which a line begins; none for a line that belongs to the key above it.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (is_name && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))).then_some(key)
}

fn rank(key: &str) -> usize {
    FIRST.iter().position(|known| *known == key).unwrap_or(FIRST.len())
}

/// Whether a parser of YAML finds the same values in both, whatever their order.
fn says_the_same(a: &str, b: &str) -> bool {
    let read = |text: &str| {
        let read = yaml::read::<serde_json::Value>(text, &"".into(), 0);
        read.value.filter(|_| read.diagnostics.is_empty())
    };
    read(a).is_some_and(|value| read(b) == Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_summary_come_first_with_their_comments() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(ordered(text).as_deref(), expected, "{text}");
        check("title: a\nsummary: b\nstage: c\nversions: []\n", None);
        check("stage: c\nhelp: []\n", None);
        check(
            "# old\nversions:\n- version: 1.0.0\n  date: 2026-01-01\n# what\ntitle: a\nsummary: >\n  b\n  c: d\n",
            Some(
                "# what\ntitle: a\nsummary: >\n  b\n  c: d\n# old\nversions:\n- version: 1.0.0\n  date: 2026-01-01\n",
            ),
        );
        check("versions: []\ntitle: a", Some("title: a\nversions: []\n"));
        check("versions: \"x\ntitle: y\"\n", None);
    }
}

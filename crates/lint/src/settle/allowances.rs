//! Comments by which a text may break a rule: `<!-- trousseau: allow links/vague because … -->`, and `# trousseau: …` in YAML.

use std::ops::Range;

use trousseau_core::{
    diagnostic::{Place, Span},
    guide::split::split,
    source::Source,
};

/// With which word such a comment begins.
const NAME: &str = "trousseau:";

/// The words that lead to a reason.
const BECAUSE: [&str; 2] = [" because", " parce que"];

/// A comment, and the bytes for which it holds.
#[derive(Clone, Debug)]
pub(super) struct Allowance {
    /// Where the comment stands.
    pub place: Place,
    /// The rules and the reason that it names.
    pub written: Written,
    scope: Range<usize>,
}

/// The words of such a comment, as they were understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Written {
    /// The codes of the rules, and whether it says why.
    Rules { rules: Vec<String>, has_reason: bool },
    /// Anything else.
    Else(String),
}

impl Allowance {
    /// Whether it holds for a place: words of its passage, or its file as a whole.
    pub fn covers(&self, place: &Place) -> bool {
        let meets =
            |span: Span| span.start < self.scope.end && self.scope.start < span.end.max(span.start + 1);
        place.path == self.place.path && place.span.is_none_or(meets)
    }
}

/// The allowances of a file.
pub(super) fn find(source: &Source) -> Vec<Allowance> {
    let is_text = source.path.ends_with(".md");
    if !is_text && !source.path.ends_with(".yaml") {
        return Vec::new();
    }
    let Some(text) = source.text().ok().filter(|text| text.contains(NAME)) else { return Vec::new() };
    let yaml = match split(text, &source.path) {
        _ if !is_text => 0..text.len(),
        Ok(parts) => parts.front_matter_offset..parts.front_matter_offset + parts.front_matter.len(),
        Err(_) => 0..0,
    };
    let mut found = in_yaml(text, yaml.clone(), source);
    if is_text {
        found.extend(in_body(text, yaml.end, source));
    }
    found
}

/// Comments of YAML: each holds for the line that follows and for what is indented below it.
fn in_yaml(text: &str, yaml: Range<usize>, source: &Source) -> Vec<Allowance> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let lines = lines(text, yaml);
    let one = |at: usize| {
        let (range, line) = lines.get(at)?;
        let words = line.trim().strip_prefix('#')?.trim().strip_prefix(NAME)?;
        let mut after = lines
            .iter()
            .skip(at + 1)
            .filter(|(_, line)| !line.trim().is_empty() && !line.trim().starts_with('#'));
        let (first, head) = after.next()?;
        let rest = after.take_while(|(_, line)| indent(line) > indent(head));
        let end = rest.last().map_or(first.end, |(range, _)| range.end);
        let place =
            Place::span(&source.path, range.start + indent(line)..range.start + line.trim_end().len());
        Some(Allowance { place, written: read(words), scope: first.start..end })
    };
    (0..lines.len()).filter_map(one).collect()
}

/// Comments of Markdown: each holds for the passage in which it stands, or, alone on its lines, for the one that follows.
fn in_body(text: &str, from: usize, source: &Source) -> Vec<Allowance> {
    let (mut found, lines) = (Vec::new(), lines(text, 0..text.len()));
    let mut at = from;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("<!--")).map(|start| at + start) {
        let Some(length) = text.get(start..).and_then(|rest| rest.find("-->")) else { break };
        at = start + length + "-->".len();
        let words = text.get(start + "<!--".len()..start + length).unwrap_or_default();
        let Some(words) = words.trim().strip_prefix(NAME) else { continue };
        let place = Place::span(&source.path, start..at);
        found.push(Allowance { place, written: read(words), scope: passage(text, &lines, start..at) });
    }
    found
}

/// The lines up to the empty one before and after a comment; those that follow it when it stands alone.
fn passage(text: &str, all: &[(Range<usize>, &str)], comment: Range<usize>) -> Range<usize> {
    let is_empty = |at: usize| all.get(at).is_none_or(|(_, line)| line.trim().is_empty());
    let first = all.partition_point(|(range, _)| range.end <= comment.start);
    let last = all.partition_point(|(range, _)| range.end < comment.end);
    let line = |at: usize| all.get(at).map_or("", |(_, line)| line.trim());
    let is_alone = line(first).starts_with("<!--") && line(last).ends_with("-->") && {
        let whole = all.get(first).zip(all.get(last)).map_or(0..0, |(a, b)| a.0.start..b.0.end);
        text.get(whole).is_some_and(|lines| lines.trim().len() == comment.len())
    };
    let (mut from, mut to) = (first, last + 1);
    if is_alone {
        while to < all.len() && is_empty(to) {
            to += 1;
        }
        from = to;
    } else {
        while from > 0 && !is_empty(from - 1) {
            from -= 1;
        }
    }
    while !is_empty(to) {
        to += 1;
    }
    let start = all.get(from).map_or(comment.start, |(range, _)| range.start);
    start..all.get(to - 1).map_or(comment.end, |(range, _)| range.end)
}

/// The lines within these bytes.
fn lines(text: &str, within: Range<usize>) -> Vec<(Range<usize>, &str)> {
    let mut at = within.start;
    let pieces = text.get(within).unwrap_or_default().split_inclusive('\n');
    pieces
        .map(|line| {
            let range = at..at + line.len();
            at = range.end;
            (range, line)
        })
        .collect()
}

/// Understands the words behind `trousseau:`.
fn read(words: &str) -> Written {
    let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some(rest) = plain.strip_prefix("allow ") else { return Written::Else(plain) };
    let because = BECAUSE.iter().find_map(|word| rest.find(word).map(|at| (at, at + word.len())));
    let (rules, reason) = match because {
        Some((end, start)) => (rest.get(..end), rest.get(start..)),
        None => (rest.split(' ').next(), None),
    };
    let codes = rules.unwrap_or_default().split([',', ' ']).map(str::trim).filter(|code| !code.is_empty());
    let rules: Vec<String> = codes.map(str::to_owned).collect();
    let has_reason =
        reason.is_some_and(|reason| reason.chars().filter(|sign| sign.is_alphabetic()).count() > 2);
    if rules.is_empty() { Written::Else(plain) } else { Written::Rules { rules, has_reason } }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passages for which the comments of a file hold.
    fn held(path: &str, text: &str) -> Vec<String> {
        let source = Source::new(path, text.as_bytes().to_vec());
        find(&source).iter().map(|one| text[one.scope.clone()].trim().to_owned()).collect()
    }

    #[test]
    fn a_comment_holds_for_its_passage_or_the_next_one() {
        let head = "---\ntitle: x\n---\n\n";
        let allow = "<!-- trousseau: allow links/vague because x y z -->";
        let check = |body: &str, expected: &[&str]| {
            assert_eq!(held("a.md", &format!("{head}{body}")), expected, "{body}")
        };
        check(&format!("a\n\n{allow}\nb\nc\n\nd\n"), &["b\nc"]);
        check(&format!("{allow}\n\n- b\n- c\n\nd\n"), &["- b\n- c"]);
        check(&format!("- a\n- b {allow}\n\nd\n"), &[&format!("- a\n- b {allow}")]);
        check("<!-- trousseau: allow links/vague\nbecause x y z -->\nb\n\nc", &["b"]);
        check("<!-- another -->\nb\n", &[]);
        check(allow, &[allow]);
        check("<!-- trousseau: allow x because", &[]);
    }

    #[test]
    fn a_comment_of_yaml_holds_for_an_entry() {
        let list =
            "- id: a\n  v: 1\n# trousseau: allow facts/unused because x y z\n- id: b\n  v: 2\n- id: c\n";
        assert_eq!(held("facts.yaml", list), ["- id: b\n  v: 2"]);
        let head = "---\ntitle: x\n# trousseau: allow a/b because x y z\nsummary: y\nstage: z\n---\nb\n";
        assert_eq!(held("a.md", head), ["summary: y"]);
    }

    #[test]
    fn a_reason_is_words() {
        let rules = |codes: &[&str], has_reason| Written::Rules {
            rules: codes.iter().map(|code| (*code).to_owned()).collect(),
            has_reason,
        };
        assert_eq!(read(" allow links/vague because the button says so"), rules(&["links/vague"], true));
        assert_eq!(read("allow a/b, c/d parce que le bouton le dit"), rules(&["a/b", "c/d"], true));
        assert_eq!(read("allow a/b because …"), rules(&["a/b"], false));
        assert_eq!(read("allow a/b"), rules(&["a/b"], false));
        assert_eq!(read("permit a/b"), Written::Else("permit a/b".to_owned()));
        assert_eq!(read("allow"), Written::Else("allow".to_owned()));
    }
}

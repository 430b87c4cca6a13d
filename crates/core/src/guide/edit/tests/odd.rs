//! Forms of YAML that people, editors and other programs leave behind.

use proptest::prelude::*;

use super::{new_version, remark, saying};
use crate::{
    guide::{
        GuideFrontMatter, VersionSummary,
        edit::{Release, add_feedback, release, settle},
        feedback::Decision,
        remark::Field,
        split,
    },
    yaml,
};

/// The required fields of every guide here.
const START: &str = "title: T\nsummary: S\nstage: demander\nstatus: pilot\n";

/// Lists of versions and remarks in odd forms, each the end of a front matter.
const ENDS: [(&str, &str); 44] = [
    ("no list", ""),
    ("nothing in the lists", "versions:\nfeedback:\n"),
    (
        "nothing, and comments",
        "versions: # les versions\nfeedback: # les remarques\n  # ici\nterritory: nord\n",
    ),
    ("a tilde", "versions: ~\nfeedback: ~ # rien\n"),
    ("null", "feedback: null\nversions: null\n"),
    ("empty brackets", "versions: []\nfeedback: []\n"),
    ("empty brackets and a comment", "versions: [ ] # rien\nfeedback: []   # rien\nterritory: nord\n"),
    ("empty brackets over two lines", "versions: [\n]\nfeedback: [\n\n  ]\n"),
    ("brackets with a comment only", "versions: [] \nfeedback: [ # rien ]\n]\n"),
    (
        "spaces at the end",
        "versions:   \n  - version: 1.0.0   \n    date: 2026-04-01\t\n    summary: S  \nfeedback:  \n",
    ),
    (
        "indented by nothing",
        "versions:\n- version: 1.0.0\n  date: 2026-04-01\n  summary: S\nfeedback:\n@0\nterritory: nord\n",
    ),
    (
        "indented by four",
        "versions:\n    - version: 1.0.0\n      date: 2026-04-01\n      summary: S\nfeedback:\n@4\n",
    ),
    (
        "a wide dash",
        "versions:\n  -   version: 1.0.0\n      date: 2026-04-01\n      summary: S\nfeedback:\n@w\n",
    ),
    (
        "a dash alone",
        "versions:\n  -\n    version: 1.0.0\n    date: 2026-04-01\n    summary: S\nfeedback:\n@d\n",
    ),
    (
        "a dash and a comment",
        "versions:\n  - # la première\n    version: 1.0.0\n    date: 2026-04-01\n    summary: S\n",
    ),
    ("flow entries", "versions:\n  - {version: 1.0.0, date: 2026-04-01, summary: S}\nfeedback:\n@f\n"),
    (
        "all in brackets",
        "versions: [{version: 1.0.0, date: 2026-04-01, summary: \"a ] b\"}]\nfeedback: [@i]\n",
    ),
    (
        "brackets with a last comma",
        "versions: [{version: 1.0.0, date: 2026-04-01, summary: l'été}, ]\nfeedback: [@i, ]\n",
    ),
    (
        "brackets over lines",
        "versions: [\n  {version: 1.0.0, date: 2026-04-01, summary: S}, # ]\n]\nfeedback: [\n  @i,\n]\n",
    ),
    (
        "brackets over lines, no last comma",
        "versions: [\n  {version: 1.0.0,\n   date: 2026-04-01, summary: S} # ]\n]\nfeedback: [\n  @i # [\n  ]\n",
    ),
    (
        "comments between entries",
        "versions:\n  # a\n  - version: 1.0.0\n    # b\n    date: 2026-04-01\n\n    summary: S\n    # c\n\n# d\nfeedback:\n  # e\n@2\n\n  # f\n# g\nterritory: nord\n",
    ),
    (
        "tabs in comments",
        "versions:\t# a\tb\n  # \tc\n  - version: 1.0.0 #\td\n    date: 2026-04-01\t# e\n    summary: S\n\t# f\nfeedback:\n@2\n",
    ),
    ("tabs before comments", "feedback:\t\t# x\nversions:\t# y\nterritory: nord\n"),
    (
        "quoted keys",
        "\"versions\":\n  - \"version\": \"1.0.0\"\n    'date': '2026-04-01'\n    \"summary\": 'l''été'\n'feedback' :\n@2\n",
    ),
    ("quoted keys, nothing behind them", "\"versions\" : []\n'feedback':\n"),
    (
        "a space before the colon",
        "versions :\n  - version : 1.0.0\n    date : 2026-04-01\n    summary : S\nfeedback : []\n",
    ),
    (
        "a literal text",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: |\n      Une ligne.\n\n      # pas un commentaire\n",
    ),
    (
        "a text that keeps its last lines",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: |+\n      Une ligne.\n\n\n",
    ),
    (
        "a folded text in the last remark",
        "versions: []\nfeedback:\n@2\n    proposal: >-\n      dire\n      - ceci\n\n      feedback: non\n",
    ),
    (
        "a remark that keeps its last lines",
        "versions: []\nfeedback:\n@2\n    proposal: |+\n      dire\n\n\nterritory: nord\n",
    ),
    (
        "a plain text over lines",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: une\n      deux\n      trois\nfeedback: []\n",
    ),
    (
        "a quoted text over lines",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: \"une\n\n     deux: # trois\n      - version\"\n",
    ),
    (
        "dashes in a text",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: 'a --- b'\nterritory: \"--- x\"\n",
    ),
    ("dashes inside a literal text", "versions: []\nterritory: |\n  ---\n  nord\n  ---x\n"),
    (
        "anchors and aliases",
        "authors: &qui [a, b]\nversions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: S\n    validated_by: *qui\nfeedback:\n@2\n",
    ),
    ("an anchor on the list", "versions: &v\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: S\n"),
    (
        "an anchor on an entry",
        "versions:\n  - &v\n    version: 1.0.0\n    date: 2026-04-01\n    summary: S\nfeedback: []\n",
    ),
    ("a document's end", "versions: []\n...\n"),
    (
        "a document's end and blank lines",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: S\n\n\n...\n\n",
    ),
    ("blank lines at the end", "territory: nord\n\n   \n\n"),
    ("a comment at the end", "territory: nord\n# feedback:\n#   - id: F-2026-001\n"),
    (
        "other scripts",
        "versions:\n  - version: 1.0.0\n    date: 2026-04-01\n    summary: أول نسخة # أول\nfeedback:\n@2\n    proposal: ቃል \u{202b}يمين\u{202c} 😀\n",
    ),
    (
        "very long lines",
        "versions:\n  - {version: 1.0.0, date: 2026-04-01, summary: \"@long\"} # @long\nfeedback:\n@2\n    proposal: @long\n",
    ),
    ("keys that are not known", "versions: []\nversionz:\n  - version: 1.0.0\nfeedbacks: {feedback: []}\n"),
];

/// A remark in several forms.
fn written(end: &str) -> String {
    let fields = "id: F-2026-001, version: 1.0.0, lang: fr, round: r, period: 2026-05, source: peer, channel: phone, count: 1, theme: print, severity: 1";
    let block =
        |first: &str, indent: &str| format!("{first}{}", fields.replace(", ", &format!("\n{indent}")));
    end.replace("@0", &block("- ", "  "))
        .replace("@2", &block("  - ", "    "))
        .replace("@4", &block("    - ", "      "))
        .replace("@w", &block("  -    ", "       "))
        .replace("@d", &block("  -\n     ", "     "))
        .replace("@f", &format!("  - {{{fields}}}"))
        .replace("@i", &format!("{{{fields}}}"))
        .replace("@long", &"très long ".repeat(2000))
}

fn files() -> impl Iterator<Item = (String, String)> {
    ENDS.iter().flat_map(|(name, end)| {
        let text = format!("---\n{START}{}---\n\n## Texte\n---\nfin", written(end));
        let crlf = text.replace('\n', "\r\n");
        let bare = text.replace("---\n\n## Texte\n---\nfin", "---");
        [("", text.clone()), (" CRLF", crlf), (" BOM", format!("\u{feff}{text}")), (" no body", bare)]
            .map(|(form, text)| (format!("{name}{form}"), text))
    })
}

fn head(text: &str) -> GuideFrontMatter {
    let parts = split::split(text, &"x".into()).expect("two parts");
    yaml::read::<GuideFrontMatter>(parts.front_matter, &"x".into(), 0).value.expect("a head")
}

/// Asserts that each line of the old file is in the new one, in order and byte by byte, but for at most `changed` of them.
#[track_caller]
fn lines_stay(name: &str, old: &str, new: &str, changed: usize) {
    let (from, to): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    // The longest sequence of lines that both have.
    let mut kept = vec![0; to.len() + 1];
    for line in &from {
        let mut corner = 0;
        for (at, other) in to.iter().enumerate() {
            let above = kept[at + 1];
            kept[at + 1] = if line == other { corner + 1 } else { above.max(kept[at]) };
            corner = above;
        }
    }
    let missing = from.len() - kept[to.len()];
    assert!(missing <= changed, "{name}: {missing} lines are gone\n{new}");
    assert!(
        !new.replace("\r\n", "").contains('\n') || !old.contains("\r\n"),
        "{name}: line ends are mixed\n{new}"
    );
}

#[test]
fn odd_heads_take_a_remark_and_a_version() {
    let mut seen = 0;
    for (name, text) in files() {
        let before = head(&text);
        let added = add_feedback(&text, &[&remark()])
            .unwrap_or_else(|diagnostic| panic!("{name}: {diagnostic:?}\n{text}"));
        lines_stay(&name, &text, &added, 3);
        let others = [saying("Encore."), saying("Fin.")];
        let all = add_feedback(&text, &[&remark(), &others[0], &others[1]]).expect("three at once");
        let one_by_one = others.iter().try_fold(added.clone(), |text, one| add_feedback(&text, &[one]));
        assert_eq!(all, one_by_one.expect("three one by one"), "{name}");
        let after = head(&added);
        let ids = |head: &GuideFrontMatter| {
            head.feedback.iter().map(|one| one.id.value.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&after), [ids(&before), vec!["F-2026-009".into()]].concat(), "{name}");
        let last = after.feedback.last().expect("a remark");
        assert_eq!(last.proposal.as_deref().map(String::as_str), remark().get(Field::Proposal), "{name}");
        if let Some(first) = before.feedback.first() {
            let settled = settle(&added, &first.id, Decision::Accepted, None, None)
                .unwrap_or_else(|diagnostic| panic!("{name}: {diagnostic:?}\n{added}"));
            lines_stay(&name, &added, &settled, 1);
            assert_eq!(head(&settled).feedback[0].decision, Decision::Accepted, "{name}");
            assert_eq!(add_of(&settled), add_of(&added), "{name}: another remark was touched");
        }
        if name.starts_with("keys that are not known") {
            // A key that is not known may be a mistyped one that matters, so nothing is written.
            assert_eq!(
                release(&added, &new_version(), &super::hash("now")).expect_err("refused").code(),
                "yaml/unknown-key"
            );
            continue;
        }
        let released = release(&added, &new_version(), &super::hash("now"))
            .unwrap_or_else(|diagnostic| panic!("{name}: {diagnostic:?}\n{added}"));
        lines_stay(&name, &added, &released.text, 2);
        let numbers: Vec<String> =
            head(&released.text).versions.iter().map(|entry| entry.version.to_string()).collect();
        let expected = if before.versions.is_empty() { vec!["0.1.0"] } else { vec!["1.1.0", "1.0.0"] };
        assert_eq!(numbers, expected, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 43 * 4);
}

fn add_of(text: &str) -> String {
    text.split("F-2026-009").nth(1).expect("the new remark").to_owned()
}

/// Forms in which a change could not be made safely: they are refused, and the file stays as it is.
#[test]
fn what_is_too_odd_is_refused() {
    for head in [
        "{title: T, summary: S, stage: demander, status: pilot}\n",
        "? title\n: T\nsummary: S\nstage: demander\nstatus: pilot\n? feedback\n: []\n",
        "title: T\nsummary: S\nstage: demander\nstatus: pilot\nauthors: &a []\nfeedback: *a\n",
        "title: T\nsummary: S\nstage: demander\nstatus: pilot\nfeedback: !!seq []\n",
        "title: T\nsummary: S\nstage: demander\nstatus: pilot\nfeedback: &f []\n",
        "title: T\nsummary: S\nstage: demander\nstatus: pilot\nfeedback: rien\n",
    ] {
        let text = format!("---\n{head}---\nTexte\n");
        let diagnostic = add_feedback(&text, &[&remark()]).expect_err(head);
        assert_eq!((diagnostic.code(), diagnostic.args["key"].as_str()), ("edit/form", "feedback"), "{head}");
    }
}

#[test]
fn what_hangs_on_an_anchor_is_not_changed_by_stealth() {
    let text = format!(
        "---\n{START}feedback:\n{}    decision: &d open\n{}    decision: *d\n---\n",
        written("@2\n"),
        written("@2\n").replace("001", "002")
    );
    let diagnostic =
        settle(&text, "F-2026-001", Decision::Rejected, None, None).expect_err("two would change");
    assert_eq!(diagnostic.code(), "edit/form");
    let other = settle(&text, "F-2026-002", Decision::Rejected, None, None).expect("one changes");
    assert_eq!(other, text.replace("decision: *d", "decision: rejected"));
}

proptest! {
    /// Whatever somebody proposes comes back as it was typed, and the file keeps its lines.
    #[test]
    fn any_words_come_back(proposal in "\\PC{0,40}|[ -~\\n\\t\u{0}-\u{1f}\u{85}\u{2028}é«]{0,20}|(---|\\.\\.\\.|[-?:,\\[\\]{}#&*!|>'\"%@` ]){0,8}", place in 0..ENDS.len(), crlf: bool) {
        let (name, end) = ENDS[place];
        let text = format!("---\n{START}{}---\nTexte", written(end));
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        let added = add_feedback(&text, &[&saying(&proposal)]).expect(name);
        let last = head(&added).feedback.pop().expect("a remark");
        prop_assert_eq!(last.proposal.map(|words| words.value), Some(proposal.clone()));
        lines_stay(name, &text, &added, 3);
        if !name.starts_with("keys") {
            let done = release(&added, &Release { summary: proposal.clone(), ..new_version() }, &super::hash("now")).expect(name);
            prop_assert_eq!(&head(&done.text).versions[0].summary, &VersionSummary::Plain(proposal));
        }
    }

    /// Whatever the file holds, an edit gives a text or a diagnostic, never a panic, and the body stays.
    #[test]
    fn any_file_survives(text in "(---\n)?([a-z]{1,3}: ?[\\PC\n]{0,9}\n|versions: ?[\\[\\]{}\n ~#-]{0,5}\n|feedback:\n|[ \t]*- a: b\n|[ \t\r]*\n|#x\n){0,8}(---\n)?\\PC{0,5}") {
        if let Ok(new) = add_feedback(&text, &[&remark()]) {
            let body = |text: &str| split::split(text, &"x".into()).expect("parts").body.to_owned();
            prop_assert_eq!(body(&new), body(&text));
        }
        let _ = release(&text, &new_version(), &super::hash("now"));
    }
}

//! Texts, their translations, and what changes between them.

mod numbers;
mod shapes;

use std::collections::BTreeMap;

use super::{
    Comparison, Lock, Segment, Standing,
    check::Refusal,
    merge::{Merged, Side, Wishes, merge},
    segments,
    tagged::Fault,
};
use crate::source::SourcePath;
use trousseau_text::Language;

const HEAD: &str = "---\ntitle: Demander\nsummary: Comment demander.\n---\n";
const SOURCE: &str = "\n## Les papiers {#papiers .documents}\n\nAppelez le **[115](tel:115)**. C’est gratuit.\n\n\
                      - [ ] carte d’identité\n- [ ] un [bail](term:bail) de 3 ans\n\n> [!IMPORTANT]\n> Ne payez rien.\n\n\
                      ## Les délais\n\n| Quoi | Quand |\n| --- | --- |\n| Réponse | 36 mois |\n";
const ENGLISH: &str = "\n## The papers {.documents}\n\nCall **[115](tel:115)**. It is free.\n\n\
                       * [ ] identity card\n* [ ] a [lease](term:bail) ([bail](lang:fr)) of 3 years\n\n> [!IMPORTANT]\n> Do not pay.\n\n\
                       ## Delays\n\n| What | When |\n|---|---|\n| Answer | 36 months |\n";

fn path() -> SourcePath {
    "content/guides/demander/en.md".into()
}

fn cut(body: &str) -> Vec<Segment> {
    segments(&format!("{HEAD}{body}"), &path(), Language::default()).expect("a text")
}

fn texts(segments: &[Segment]) -> Vec<String> {
    segments.iter().skip(2).map(Segment::text).collect()
}

/// Merges words for those blocks of the source that say `of`.
fn put(
    source: &str,
    translation: Option<&str>,
    lock: Option<&Lock>,
    words: &[(&str, &str)],
) -> (Merged, String) {
    let (from, to) = (cut(source), translation.map(cut));
    let comparison = match (&to, lock) {
        (Some(to), Some(lock)) => Comparison::new(&from, to, lock),
        (Some(to), None) => Comparison::new(&from, to, &Lock::made(&from, to, None)),
        (None, _) => Comparison::unsure(&from, &[]),
    };
    let place =
        |of: &str| from.iter().position(|segment| segment.text() == of).unwrap_or_else(|| panic!("no {of}"));
    let words: BTreeMap<usize, String> =
        words.iter().map(|(of, text)| (place(of), (*text).to_owned())).collect();
    let (source, own) = (format!("{HEAD}{source}"), translation.map(|body| format!("{HEAD}{body}")));
    let merged = merge(&Wishes {
        source: Side { text: &source, segments: &from },
        translation: own.as_deref().zip(to.as_deref()).map(|(text, segments)| Side { text, segments }),
        comparison: &comparison,
        words: &words,
    });
    let body = merged.body.clone();
    (merged, body)
}

#[test]
fn a_text_is_cut_into_what_one_translates() {
    let all = cut(SOURCE);
    let contexts: Vec<String> = all.iter().map(|segment| segment.context("demander")).collect();
    assert_eq!(
        contexts[..4],
        ["demander||title", "demander||summary", "demander|papiers|heading", "demander|papiers|paragraph"]
    );
    assert_eq!(contexts[7], "demander|les-delais|heading");
    assert_eq!(texts(&all)[1], "Appelez le <g1><g2>115</g2></g1>. C’est gratuit.");
    assert!(all.iter().all(|one| one.hash().len() == 10 && one.hash().chars().all(|letter| matches!(letter, 'a'..='p'))));
    let twice = cut("## A\n\n- b\n- b\n");
    assert_eq!(twice[4].context("x"), "x|a|item|2");
}

#[test]
fn a_translation_has_the_numbers_of_its_source() {
    let (from, to) = (cut(SOURCE), cut(ENGLISH));
    assert_eq!(to[5].text_beside(&from[5]), "a <g1>lease</g1> ([bail](lang:fr)) of 3 years");
}

#[test]
fn what_is_not_changed_keeps_every_byte() {
    assert_eq!(put(SOURCE, Some(ENGLISH), None, &[]).1, ENGLISH);
    let same = ("un <g1>bail</g1> de 3 ans", "a <g1>lease</g1> ([bail](lang:fr)) of 3 years");
    assert_eq!(put(SOURCE, Some(ENGLISH), None, &[same]).1, ENGLISH);
    let (merged, body) = put(SOURCE, Some(ENGLISH), None, &[("36 mois", "36 long months")]);
    assert_eq!((merged.refused.len(), body), (0, ENGLISH.replace("36 months", "36 long months")));
}

#[test]
fn a_block_on_top_a_list_turned_round_and_a_section_moved_lose_nothing() {
    let lock = Lock::made(&cut(SOURCE), &cut(ENGLISH), None);
    let lock = Lock::read(&lock.written()).expect("a lock");
    let turned = SOURCE.replace(
        "- [ ] carte d’identité\n- [ ] un [bail](term:bail) de 3 ans\n",
        "- [ ] un [bail](term:bail) de 3 ans\n- [ ] carte d’identité\n",
    );
    let (first, second) = SOURCE.split_at(SOURCE.find("## Les délais").expect("there"));
    let moved = format!("\n{second}\n{}", first.trim_start());
    for (changed, new) in [(format!("\nBonjour.\n{SOURCE}"), 1), (turned, 0), (moved, 0)] {
        let comparison = Comparison::new(&cut(&changed), &cut(ENGLISH), &lock);
        let lost = comparison.standings.iter().filter(|standing| **standing != Standing::Current).count();
        assert_eq!((lost, comparison.gone.len()), (new, 0), "{changed}");
        let words = if new == 1 { vec![("Bonjour.", "Hello.")] } else { Vec::new() };
        let (merged, body) = put(&changed, Some(ENGLISH), Some(&lock), &words);
        assert_eq!(merged.refused, []);
        let kinds = |text: &str| cut(text).iter().map(|segment| segment.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&body), kinds(&changed), "{body}");
    }
    let (_, body) =
        put(&format!("\nBonjour.\n{SOURCE}"), Some(ENGLISH), Some(&lock), &[("Bonjour.", "Hello.")]);
    assert_eq!(body, format!("\nHello.\n{ENGLISH}"));
}

#[test]
fn a_word_changed_is_one_block_and_one_section() {
    let lock = Lock::made(&cut(SOURCE), &cut(ENGLISH), None);
    let changed = cut(&SOURCE.replace("C’est gratuit", "L’appel est gratuit"));
    let comparison = Comparison::new(&changed, &cut(ENGLISH), &lock);
    let old = cut(SOURCE)[3].hash();
    let stale: Vec<_> =
        comparison.standings.iter().filter(|standing| **standing != Standing::Current).collect();
    assert_eq!(stale, [&Standing::Changed(Some(old))]);
    assert_eq!(comparison.sections(&changed).into_iter().collect::<Vec<_>>(), ["papiers"]);
    let shorter = cut(&SOURCE.replace("- [ ] carte d’identité\n", ""));
    let comparison = Comparison::new(&shorter, &cut(ENGLISH), &lock);
    assert_eq!((comparison.gone.len(), comparison.is_current()), (1, false));
    assert_eq!(comparison.sections(&shorter).into_iter().collect::<Vec<_>>(), ["papiers"]);
}

#[test]
fn a_block_that_its_source_lost_goes_and_one_that_only_the_translation_has_stays() {
    let more = ENGLISH.replace("## Delays\n", "## Delays\n\nA word of the translator.\n");
    assert_eq!(put(SOURCE, Some(&more), None, &[("36 mois", "36 months")]).1, more);
    let lock = Lock::made(&cut(SOURCE), &cut(&more), None);
    let shorter = SOURCE.replace("- [ ] carte d’identité\n", "");
    let (merged, body) = put(&shorter, Some(&more), Some(&lock), &[]);
    assert_eq!(body, more.replace("* [ ] identity card\n", ""));
    assert_eq!(merged.removed, ["identity card"]);
}

#[test]
fn a_new_file_has_the_structure_of_its_source() {
    let (merged, body) = put(
        SOURCE,
        None,
        None,
        &[
            ("Les délais", "Delays"),
            ("Appelez le <g1><g2>115</g2></g1>. C’est gratuit.", "Call <g1><g2>115</g2></g1>. It is free."),
        ],
    );
    assert_eq!(merged.refused, []);
    let expected = SOURCE
        .replace("Les délais", "Delays")
        .replace("Appelez le **[115](tel:115)**. C’est gratuit.", "Call **[115](tel:115)**. It is free.");
    assert_eq!(body, expected);
}

#[test]
fn lost_doubled_and_altered_marks_and_numbers_are_refused() {
    let call = "Appelez le <g1><g2>115</g2></g1>. C’est gratuit.";
    let refusal = |of: &str, text: &str| {
        let (merged, body) = put(SOURCE, Some(ENGLISH), None, &[(of, text)]);
        assert_eq!(body, ENGLISH, "{text}");
        merged.refused.into_iter().next().map(|(_, refusal)| refusal)
    };
    let tag = |fault: fn(String) -> Fault, tag: &str| Some(Refusal::Tag(fault(tag.to_owned())));
    assert_eq!(refusal(call, "Call <g1>115</g1>."), tag(Fault::Lost, "<g2>"));
    assert_eq!(refusal(call, "<g1></g1> <g1><g2>115</g2></g1>."), tag(Fault::Doubled, "<g1>"));
    assert_eq!(refusal(call, "<g1><g2>115</g1></g2>."), tag(Fault::Crossed, "</g1>"));
    assert_eq!(refusal(call, "<g1><g2>115</g2>."), tag(Fault::Crossed, "<g1>"));
    assert_eq!(refusal(call, "<g1><g2>115</g2></g1> <x3/>."), tag(Fault::Unknown, "<x3/>"));
    assert_eq!(refusal(call, "<g1><g2>116</g2></g1>."), Some(Refusal::Number("115".into())));
    assert_eq!(refusal("36 mois", "63 months"), Some(Refusal::Number("36".into())));
    assert_eq!(refusal("Ne payez rien.", "- a"), Some(Refusal::Form));
    assert_eq!(refusal("Les papiers", "Papers {#x}"), Some(Refusal::Form));
}

#[test]
fn a_bar_in_a_cell_and_a_line_end_do_no_harm() {
    let (merged, body) = put(SOURCE, Some(ENGLISH), None, &[("36 mois", "36\nmonths | a")]);
    assert_eq!((merged.refused.len(), body), (0, ENGLISH.replace("36 months", "36 months \\| a")));
}

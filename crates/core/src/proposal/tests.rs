//! Blocks hold each byte; a merge takes what is accepted, keeps what is not, and loses no word.

use std::collections::BTreeMap;

use super::{Change, Merge, Record, State, Step, blocks};
use crate::source::SourcePath;
use trousseau_text::Language;

const BASE: &str = "---\ntitle: Demander\nsummary: Comment demander.\nfacts:\n  - id: a\n    value: 1\n---\n\n## Les papiers\n\n\
                    Préparez la **carte**.\n\n- un\n- deux\n\n> [!IMPORTANT]\n> Ne payez\n> rien.\n\n| a | b |\n| --- | --- |\n| c | d |\n\n\
                    ```\nNom\n\nAdresse\n```\n\nFin.\n";

fn french() -> Language {
    Language::find("fr").expect("in the table")
}

fn path() -> SourcePath {
    "content/guides/demander/fr.md".into()
}

fn merge(base: &str, proposed: &str, now: &str) -> Merge {
    Merge::new(base, proposed, now, &path(), french())
}

fn contents(text: &str) -> Vec<String> {
    blocks(text, &path(), french()).into_iter().map(|block| block.content).collect()
}

/// Each change as `state: before → after`.
fn told(merge: &Merge) -> Vec<String> {
    let words =
        |block: &Option<super::Block>| block.as_ref().map_or("∅".to_owned(), |one| one.words.clone());
    let line = |one: &Change| format!("{:?}: {} → {}", one.state, words(&one.before), words(&one.after));
    merge.changes.iter().map(line).collect()
}

#[test]
fn blocks_hold_each_byte_of_a_text() {
    for text in [BASE, "", "\n", "Sans tête\n\nb", "---\ntitle: a\n---", "---\n---\n\n\n## A\n- b\n  - c\n"]
    {
        let whole: String =
            blocks(text, &path(), french()).iter().map(|one| format!("{}{}", one.content, one.gap)).collect();
        assert_eq!(whole, text);
    }
    let expected = [
        "---",
        "title: Demander",
        "summary: Comment demander.",
        "facts:",
        "  - id: a\n    value: 1",
        "---",
        "## Les papiers",
        "Préparez la **carte**.",
        "- un",
        "- deux",
        "> [!IMPORTANT]\n> Ne payez\n> rien.",
        "| a | b |\n| --- | --- |",
        "| c | d |",
        "```\nNom\n\nAdresse\n```",
        "Fin.",
    ];
    assert_eq!(contents(BASE), expected);
    let words: Vec<String> = blocks(BASE, &path(), french()).into_iter().map(|one| one.words).collect();
    assert_eq!(words[7..9], ["Préparez la carte.", "un"]);
    assert_eq!((words[1].as_str(), words[11].as_str()), ("Demander", "a · b"));
    let yaml = "# Tous\n- id: a\n  name: b\n# Le second\n- id: c\n";
    let cut = blocks(yaml, &"content/contacts.yaml".into(), french());
    let cut: Vec<(&str, &str)> = cut.iter().map(|one| (one.key.as_str(), one.content.as_str())).collect();
    assert_eq!(cut, [("- a", "# Tous\n- id: a\n  name: b"), ("- c", "# Le second\n- id: c")]);
}

#[test]
fn what_is_accepted_is_written_and_what_is_refused_is_not() {
    let proposed = BASE.replace("Préparez la **carte**.", "Préparez la **carte** de séjour.");
    let proposed = proposed.replace("- deux\n", "- deux\n- trois\n").replace("\n\nFin.\n", "\n");
    let merge = merge(BASE, &proposed, BASE);
    let expected =
        ["Open: Préparez la carte. → Préparez la carte de séjour.", "Open: ∅ → trois", "Open: Fin. → ∅"];
    assert_eq!(told(&merge), expected);
    assert_eq!(merge.text(|_| true), proposed);
    assert_eq!(merge.text(|_| false), BASE);
    let first = merge.changes[0].id.clone();
    assert_eq!(merge.text(|one| one.id == first), BASE.replace("**carte**.", "**carte** de séjour."));
    assert_eq!(merge.text(|one| one.id != first), proposed.replace(" de séjour.", "."));
}

#[test]
fn two_at_once_meet_only_within_a_block() {
    let proposed = BASE.replace("- un\n", "- un seul\n").replace("Fin.", "Fin du guide.");
    let now = BASE.replace("- un\n", "- un ou deux\n").replace("- deux\n", "- deux\n- quatre\n");
    let merge = merge(BASE, &proposed, &now);
    assert_eq!(told(&merge), ["Conflict: un → un seul", "Open: Fin. → Fin du guide."]);
    assert_eq!(merge.changes[0].now.as_ref().expect("there").words, "un ou deux");
    let calm = merge.text(|one| one.state == State::Open);
    assert_eq!(calm, now.replace("Fin.", "Fin du guide."));
    assert_eq!(merge.text(|_| true), calm.replace("- un ou deux\n", "- un seul\n"));
}

#[test]
fn what_both_did_is_done_and_what_one_removed_is_asked_about() {
    let proposed = BASE.replace("Fin.", "La fin.").replace("- deux\n", "- deux fois\n");
    let now = BASE.replace("Fin.", "La fin.").replace("- deux\n", "");
    let seen = merge(BASE, &proposed, &now);
    assert_eq!(told(&seen), ["Conflict: deux → deux fois", "Done: Fin. → La fin."]);
    assert_eq!(seen.text(|_| false), now);
    assert!(seen.text(|_| true).contains("- un\n- deux fois\n"), "{}", seen.text(|_| true));
    let again = merge(BASE, &now, &proposed);
    assert_eq!(told(&again), ["Conflict: deux → ∅", "Done: Fin. → La fin."]);
    // A name that both gave is one entry, and both additions of a paragraph stay.
    let (one, two) = (BASE.replace("facts:", "stage: a\nfacts:"), BASE.replace("facts:", "stage: b\nfacts:"));
    assert_eq!(told(&merge(BASE, &one, &two)), ["Conflict: ∅ → stage: a"]);
    let (one, two) = (format!("{BASE}\nUn.\n"), format!("{BASE}\nDeux.\n"));
    let both = merge(BASE, &one, &two).text(|_| true);
    assert!(both.ends_with("Fin.\n\nUn.\n\nDeux.\n"), "{both}");
}

#[test]
fn a_block_that_moves_takes_its_words_of_today_with_it() {
    let proposed = BASE.replace("- un\n- deux\n", "- deux\n- un\n");
    let merged = merge(BASE, &proposed, BASE);
    assert_eq!(merged.changes.len(), 1);
    assert!(merged.changes[0].is_move);
    assert_eq!((merged.text(|_| true), merged.changes[0].state), (proposed.clone(), State::Open));
    assert_eq!(merge(BASE, &proposed, &proposed).changes[0].state, State::Done);
    let now = BASE.replace("- un\n", "- un bail\n");
    let text = merge(BASE, &proposed, &now).text(|_| true);
    assert_eq!(text, proposed.replace("- un\n", "- un bail\n"));
}

#[test]
fn line_ends_and_the_mark_of_the_first_byte_stay() {
    let now = format!("\u{feff}{}", BASE.replace('\n', "\r\n"));
    let proposed = BASE.replace("Fin.", "La fin.");
    let merge = merge(&now, &proposed, &now);
    assert_eq!(told(&merge), ["Open: Fin. → La fin."]);
    assert_eq!(merge.text(|_| true), now.replace("Fin.", "La fin."));
    assert_eq!(merge.text(|_| false), now);
}

#[test]
fn a_new_text_is_one_block() {
    let seen = merge("", BASE, "");
    assert_eq!(
        (seen.changes.len(), seen.text(|_| true), seen.text(|_| false)),
        (1, BASE.to_owned(), String::new())
    );
    let other = merge("", BASE, "---\ntitle: x\n---\n");
    assert_eq!(other.changes[0].state, State::Conflict);
    assert_eq!(merge("", BASE, BASE).changes[0].state, State::Done);
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let mut record =
        Record::new("demander-1", Step::Decision, "Plus  clair\npour tous", "bailleur", "Accueil");
    record.texts = vec!["content/a b.md".to_owned()];
    record.accepted = vec!["abc".to_owned(), "abd-2".to_owned()];
    record.answered = vec![("abe".to_owned(), "F-2026-001".to_owned())];
    assert_eq!(record.reason, "Plus clair pour tous");
    assert_eq!(Record::read(&record.written()), Some(record));
    for other in ["", "Merge branch", "a\n\nStep: proposal\nProposal: ../x\n", "a\n\nProposal: a\nStep: b"] {
        assert_eq!(Record::read(other), None, "{other}");
    }
}

/// Numbers that look random, the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    /// A text with some blocks said otherwise, left out, moved or added; the new words begin with `sign`.
    fn edited(&mut self, text: &[String], sign: &str) -> Vec<String> {
        let mut out = Vec::new();
        for (number, block) in text.iter().enumerate() {
            match self.roll(8) {
                0 => out.push(format!("{block} {sign}{number}")),
                1 => {}
                2 => out.extend([block.clone(), format!("{sign}new{number} x{sign}")]),
                3 => out.push(format!("{sign}anew{number}")),
                4 if !out.is_empty() => out.insert(self.roll(out.len()), block.clone()),
                _ => out.push(block.clone()),
            }
        }
        out
    }
}

fn counted(text: &str) -> BTreeMap<&str, i64> {
    let mut counts = BTreeMap::new();
    text.split_whitespace().for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

#[test]
fn no_word_is_lost_in_any_case() {
    for seed in 0..150_u64 {
        let mut dice = Dice(seed);
        let base: Vec<String> =
            (0..dice.roll(9)).map(|at| format!("mot{at} b{} c{at}", dice.roll(3))).collect();
        let (one, two) = (dice.edited(&base, "p"), dice.edited(&base, "m"));
        let text = |blocks: &[String]| format!("---\ntitle: a\nsummary: b\n---\n\n{}\n", blocks.join("\n\n"));
        let (base, proposed, now) = (text(&base), text(&one), text(&two));
        let alone = merge(&base, &proposed, &base);
        assert_eq!(contents(&alone.text(|_| true)), contents(&proposed), "seed {seed}");
        assert_eq!(alone.text(|_| false), base);
        let merge = merge(&base, &proposed, &now);
        assert_eq!(merge.text(|_| false), now, "seed {seed}");
        let accepted: Vec<&str> =
            merge.changes.iter().filter(|_| dice.roll(2) == 0).map(|one| one.id.as_str()).collect();
        let merged = merge.text(|one| accepted.contains(&one.id.as_str()));
        let mut expected = counted(&now);
        for change in merge.changes.iter().filter(|one| accepted.contains(&one.id.as_str())) {
            if change.state == State::Done || change.is_move && change.now.is_some() {
                continue;
            }
            for (block, sign) in [(&change.after, 1), (&change.now, -1)] {
                for (word, count) in block.iter().flat_map(|one| counted(&one.content)) {
                    *expected.entry(word).or_default() += sign * count;
                }
            }
        }
        expected.retain(|_, count| *count != 0);
        assert_eq!(counted(&merged), expected, "seed {seed}");
    }
}

#[test]
fn an_answer_of_others_is_a_number_and_nothing_else() {
    let pair = |block: &str, id: &str| (block.to_owned(), id.to_owned());
    let all = vec![pair("abcdefghij", "F-2026-001"), pair("abcdefghik", "Mme Durand 06 12 34 56 78")];
    let record =
        Record { answered: all, ..Record::new("demander-1", Step::Decision, "Ainsi.", "bailleur", "") };
    let read = Record::read(&record.written()).expect("a record");
    assert_eq!(read.answered, [pair("abcdefghij", "F-2026-001")]);
}

//! Blocks that stand elsewhere in their source: a translation follows, and its steps count.

use std::fs;

use super::{import, own, po, translation};

const SOURCE: &str = "content/guides/accompagnement/fr.md";
const TRANSLATION: &str = "content/guides/accompagnement/ar.md";

#[test]
fn steps_of_a_translation_count_after_two_of_the_source_have_changed_places() {
    let toolkit = own();
    translation(&toolkit, &["keep", "accompagnement", "ar"]);
    let read = |path: &str| fs::read_to_string(toolkit.path().join(path)).expect("a file");
    let steps = |text: &str| -> Vec<String> {
        let is_step =
            |line: &&str| line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok());
        text.lines().skip_while(|line| !is_step(line)).take_while(is_step).map(str::to_owned).collect()
    };
    let (source, before) = (read(SOURCE), read(TRANSLATION));
    let (old, lines) = (steps(&before), steps(&source));
    let words = |step: &String| step.split_once(". ").map(|(_, words)| words.to_owned()).unwrap_or_default();
    let [first, second] = [words(&lines[0]), words(&lines[1])];
    toolkit.edit(SOURCE, &format!("1. {first}\n2. {second}\n"), &format!("1. {second}\n2. {first}\n"));
    let file = po(&toolkit, "ar", &["accompagnement"]);
    let done = import(&toolkit, &file);
    assert_eq!(done.code, 0, "{}", done.text);
    assert!(done.text.contains("0 blocks changed, 1 moved, "), "{}", done.text);
    let new = steps(&read(TRANSLATION));
    assert_eq!(new[..2], [format!("1. {}", words(&old[1])), format!("2. {}", words(&old[0]))]);
    assert_eq!(new[2..], old[2..], "the others stay");
    assert!(!done.text.contains("markdown/numbers"), "{}", done.text);
    // What moved is there now, so that nothing is left to be done.
    let again = import(&toolkit, &po(&toolkit, "ar", &["accompagnement"]));
    assert!(again.text.contains("Nothing was to be changed"), "{}", again.text);
}

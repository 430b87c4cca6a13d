//! The numbers of steps after some of them have moved.

use super::{Comparison, Lock, cut, put};

/// What becomes of a translation of `before` when its source is `after`: words go where their sources stand, and lists count.
#[track_caller]
fn check(before: &str, translation: &str, after: &str, expected: &str) {
    let lock = Lock::made(&cut(before), &cut(translation), None);
    let (merged, body) = put(after, Some(translation), Some(&lock), &[]);
    assert_eq!((merged.refused.len(), body.as_str()), (0, expected), "{after}");
}

#[test]
fn steps_that_moved_count_in_the_order_that_they_have_now() {
    check(
        "## T\n\n1. a\n2. b\n3. c\n",
        "## T\n\n1) A\n2) B\n3) C\n",
        "## T\n\n1. b\n2. a\n3. c\n",
        "## T\n\n1) B\n2) A\n3) C\n",
    );
    // Whole rows that kept their order count on.
    let four = "1. a\n2. b\n3. c\n4. d\n";
    check(four, "1. A\n2. B\n3. C\n4. D\n", "1. c\n2. d\n3. a\n4. b\n", "1. C\n2. D\n3. A\n4. B\n");
    // A step that is gone, and a list that begins with another number.
    check(four, "1. A\n2. B\n3. C\n4. D\n", "1. b\n2. c\n3. d\n", "1. B\n2. C\n3. D\n");
    check("3. a\n4. b\n5. c\n", "3. A\n4. B\n5. C\n", "3. c\n4. a\n5. b\n", "3. C\n4. A\n5. B\n");
    check("1. a\n1. b\n1. c\n", "1. A\n1. B\n1. C\n", "1. c\n1. a\n1. b\n", "1. C\n1. A\n1. B\n");
}

#[test]
fn what_belongs_to_a_step_moves_with_it_and_stays_in_it() {
    let before = "1. a\n\n   - x\n2. b\n3. c\n";
    let own = "1. A\n\n   * X\n2. B\n3. C\n";
    check(before, own, "1. b\n2. a\n\n   - x\n3. c\n", "1. B\n2. A\n\n   * X\n3. C\n");
    let list = |items: &[&str]| {
        let items = items.iter().zip(1..);
        items.map(|(item, number)| format!("{number}. {item}\n")).collect::<String>()
    };
    let all = ["a", "b", "c", "d", "e", "f", "g", "h", "i\n\n   i again\n", "j"];
    let moved = ["a", "b", "c", "d", "e", "f", "g", "h", "j", "i\n\n    i again\n"];
    check(&list(&all), &list(&all).to_uppercase(), &list(&moved), &list(&moved).to_uppercase());
    let back = list(&all).to_uppercase().replace("9. I\n\n   I", "9.  I\n\n    I");
    check(&list(&moved), &list(&moved).to_uppercase(), &list(&all), &back);
}

#[test]
fn a_list_in_a_box_counts_and_one_that_nobody_moved_keeps_its_numbers() {
    check("> 1. a\n> 2. b\n", "> 1. A\n> 2. B\n", "> 1. b\n> 2. a\n", "> 1. B\n> 2. A\n");
    let odd = "## T\n\n2. A\n4. B\n\n## U\n\n- C\n- D\n";
    check(
        "## T\n\n1. a\n2. b\n\n## U\n\n- c\n- d\n",
        odd,
        "## T\n\n1. a\n2. b\n\n## U\n\n- d\n- c\n",
        &odd.replace("- C\n- D", "- D\n- C"),
    );
}

#[test]
fn blocks_that_stand_elsewhere_are_counted() {
    let moved = |before: &str, after: &str| {
        let lock = Lock::made(&cut(before), &cut(before), None);
        Comparison::new(&cut(after), &cut(before), &lock).moved()
    };
    assert_eq!(moved("- a\n- b\n- c\n", "- a\n- b\n- c\n"), 0);
    assert_eq!(moved("- a\n- b\n- c\n", "- b\n- c\n- a\n"), 1);
    assert_eq!(moved("- a\n- b\n- c\n", "- c\n- b\n- a\n"), 2);
    assert_eq!(moved("- a\n- b\n", "- x\n- a\n- b\n"), 0, "what is new has moved nothing");
}

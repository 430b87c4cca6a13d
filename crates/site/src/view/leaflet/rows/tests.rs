//! Which blocks are put side by side.

use super::*;
use trousseau_core::document::{Target, markdown, walk};
use trousseau_text::Language;

fn read(text: &str) -> Document {
    markdown::read(text, 0, &"x.md".into(), Language::default()).value
}

/// The plain words of some blocks, with a mark for what they are.
fn shown(blocks: &[Block<Target>]) -> String {
    let one = |block: &Block<Target>| match block {
        Block::Heading(heading) => format!("#{}", walk::plain(&heading.text)),
        Block::Paragraph(text) => walk::plain(text),
        Block::List { start, items } => {
            let mark = start.map_or("-".to_owned(), |start| format!("{start}."));
            let items: Vec<String> = items.iter().map(|item| shown(&item.blocks)).collect();
            format!("{mark}{}", items.join("+"))
        }
        Block::Alert(_, inner) => format!("!{}", shown(inner)),
        other => format!("{:?}", shape(other).0),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(source: &str, translation: &str, expected: &[(&str, &str)]) -> Vec<Parting> {
    let (rows, parted) = rows(&read(source), &read(translation));
    assert_eq!(partings(&read(source), &read(translation)), parted, "with and without the rows");
    let found: Vec<(String, String)> =
        rows.iter().map(|row| (shown(&row.source), shown(&row.translation))).collect();
    let found: Vec<(&str, &str)> =
        found.iter().map(|(left, right)| (left.as_str(), right.as_str())).collect();
    assert_eq!(found, expected);
    parted
}

#[test]
fn blocks_of_the_same_kind_stand_side_by_side() {
    let partings = check(
        "Un.\n\n## A\n\nDeux.\n\n> [!NOTE]\n> Trois.\n",
        "One.\n\n## B\n\nTwo.\n\n> [!NOTE]\n> Three.\n",
        &[("Un.", "One."), ("#A", "#B"), ("Deux.", "Two."), ("!Trois.", "!Three.")],
    );
    assert_eq!(partings, []);
}

#[test]
fn lists_are_cut_into_items_and_keep_their_numbers() {
    check("3. un\n4. deux\n", "3. one\n4. two\n", &[("3.un", "3.one"), ("4.deux", "4.two")]);
    check("- un\n- deux\n", "- one\n- two\n", &[("-un", "-one"), ("-deux", "-two")]);
}

#[test]
fn a_section_that_differs_is_one_row_and_the_others_are_not() {
    let partings = check(
        "## A\n\nUn.\n\n- x\n\n## B\n\nDeux.\n",
        "## A\n\nOne.\n\nx\n\n## B\n\nTwo.\n",
        &[("#A Un. -x", "#A One. x"), ("#B", "#B"), ("Deux.", "Two.")],
    );
    let heading = Some(Span { start: 0, end: 4 });
    assert_eq!(partings, [Parting { source: heading, translation: heading }]);
    let items = check("- a\n- b\n", "- a\n", &[("-a+b", "-a")]);
    assert_eq!(items, [Parting { source: None, translation: None }]);
}

#[test]
fn without_the_same_headings_all_is_one_row() {
    let partings = check("## A\n\nUn.\n\n## B\n", "## A\n\nOne.\n", &[("#A Un. #B", "#A One.")]);
    assert_eq!(partings.len(), 1);
    check("## A\n\n### B\n", "## A\n\n## B\n", &[("#A #B", "#A #B")]);
    assert_eq!(check("", "", &[]), []);
}

//! What comes back changes what it says, and no other byte.

use super::{
    Letter, Manuscript, Style, compare, plain,
    rewrite::{Done, New, Reading, Rewritten, Why, Wish, rewrite},
    structure,
};
use trousseau_text::Language;

const TEXT: &str = "---\ntitle: Titre\nsummary: \"Un résumé.\" # note\n---\n\nUn **mot** et [115](tel:115), c’est\ngratuit.\n\n\
## Les papiers {#papiers .documents}\n\n- [ ] carte\n- [ ] bail\n\n> [!IMPORTANT]\n> Ne payez rien.\n>\n> Jamais.\n\n\
| a | b |\n| --- | --- |\n| c | d |\n\nFin, [lisez](guide:demander \"t\").\n";

fn language() -> Language {
    Language::find("fr").expect("a language")
}

fn reading(path: &crate::source::SourcePath) -> Reading<'_> {
    Reading { path, language: language(), letters: true }
}

/// The wishes that a text makes of itself.
fn wishes(manuscript: &Manuscript) -> Vec<Wish> {
    let one = |(place, block): (usize, &super::Block)| Wish {
        of: Some(place),
        new: New::Paragraph,
        letters: block.letters.clone(),
    };
    manuscript.blocks.iter().enumerate().map(one).collect()
}

fn changed(change: impl FnOnce(&mut Vec<Wish>), gone: &[usize]) -> Rewritten {
    let path = "content/guides/x/fr.md".into();
    let reading = reading(&path);
    let mut all = wishes(&reading.read(TEXT).expect("a text"));
    all.retain(|wish| !gone.contains(&wish.of.expect("a block")));
    change(&mut all);
    rewrite(TEXT, reading, &all, gone).expect("a text")
}

fn linked(text: &str, address: &str) -> Vec<Letter> {
    let style = Style { link: Some(address.into()), ..Style::default() };
    text.chars().map(|letter| Letter::new(letter, &style)).collect()
}

#[test]
fn blocks_are_read_with_their_letters() {
    let path = "content/guides/x/fr.md".into();
    let manuscript = reading(&path).read(TEXT).expect("a text");
    let seen: Vec<String> = manuscript.blocks.iter().map(|block| compare::text(&block.letters)).collect();
    let expected = [
        "Titre",
        "Un résumé.",
        "Un mot et 115, c’est gratuit.",
        "Les papiers",
        "carte",
        "bail",
        "Ne payez rien.",
        "Jamais.",
        "a",
        "b",
        "c",
        "d",
        "Fin, lisez.",
    ];
    assert_eq!(seen, expected);
    assert_eq!(manuscript.blocks[4].section, "papiers");
    for block in &manuscript.blocks[3..] {
        assert_eq!(structure::shown(block), block.raw);
    }
}

#[test]
fn what_says_the_same_keeps_every_byte() {
    let same = changed(|_| {}, &[]);
    assert_eq!(same.text, TEXT);
    assert!(same.done.iter().all(|done| *done == Done::Same));
}

#[test]
fn changed_words_change_their_block_alone() {
    let done = changed(|all| all[5].letters = plain("bail signé *"), &[]);
    assert_eq!(done.text, TEXT.replace("bail", "bail signé \\*"));
    let done = changed(|all| all[1].letters = plain("Un autre résumé : le vôtre."), &[]);
    assert_eq!(done.text, TEXT.replace("\"Un résumé.\"", "\"Un autre résumé : le vôtre.\""));
    let done = changed(|all| all[8].letters = plain("a|b"), &[]);
    assert_eq!(done.text, TEXT.replace("| a | b |", "| a\\|b | b |"));
    let done = changed(
        |all| {
            all[2].letters =
                [plain("Un mot simple et "), linked("115", "tel:115"), plain(", c'est gratuit.")].concat()
        },
        &[],
    );
    assert_eq!(
        done.text,
        TEXT.replace(
            "Un **mot** et [115](tel:115), c’est\ngratuit.",
            "Un mot simple et [115](tel:115), c’est gratuit."
        )
    );
}

#[test]
fn a_link_or_a_number_that_is_lost_is_refused() {
    let done = changed(|all| all[2].letters = plain("Un mot et 115, c’est gratuit."), &[]);
    assert_eq!((done.text.as_str(), &done.done[2]), (TEXT, &Done::Refused(Why::Lost("tel:115".into()))));
    let done = changed(|all| all[2].letters = [plain("Un mot et "), linked("116", "tel:115")].concat(), &[]);
    assert_eq!(done.done[2], Done::Refused(Why::Altered("tel:115".into())));
    let done = changed(
        |all| all[12].letters = [plain("Fin, "), linked("voyez", "guide:demander"), plain(".")].concat(),
        &[],
    );
    assert_eq!(done.text, TEXT.replace("[lisez]", "[voyez]"));
    let done = changed(|all| all[4].letters = linked("carte", "javascript:alert(1)"), &[]);
    assert_eq!(done.done[4], Done::Refused(Why::Address("javascript:alert(1)".into())));
}

#[test]
fn blocks_come_and_go() {
    assert_eq!(changed(|_| {}, &[5]).text, TEXT.replace("- [ ] bail\n", ""));
    assert_eq!(changed(|_| {}, &[4]).text, TEXT.replace("- [ ] carte\n", ""));
    assert_eq!(changed(|_| {}, &[7]).text, TEXT.replace(">\n> Jamais.\n", ""));
    assert_eq!(changed(|_| {}, &[6]).text, TEXT.replace("> Ne payez rien.\n>\n", ""));
    assert_eq!(
        changed(|_| {}, &[6, 7]).text,
        TEXT.replace("> [!IMPORTANT]\n> Ne payez rien.\n>\n> Jamais.\n\n", "")
    );
    assert_eq!(changed(|_| {}, &[9]).kept, [(9, Why::Table)]);
    let new = |new, text: &str| Wish { of: None, new, letters: plain(text) };
    let item = New::Item { level: 0, ordered: false };
    assert_eq!(
        changed(|all| all.insert(5, new(item, "photo")), &[]).text,
        TEXT.replace("- [ ] carte\n", "- [ ] carte\n- [ ] photo\n")
    );
    assert_eq!(
        changed(|all| all.insert(13, new(New::Paragraph, "# Encore.")), &[]).text,
        format!("{TEXT}\n\\# Encore.\n")
    );
    assert_eq!(
        changed(|all| all.insert(2, new(New::Paragraph, "Début.")), &[]).text,
        TEXT.replace("\nUn **mot**", "\nDébut.\n\nUn **mot**")
    );
    assert_eq!(
        changed(|all| all.insert(4, new(New::Heading(3), "Avant")), &[]).text,
        TEXT.replace("- [ ] carte", "### Avant\n\n- [ ] carte")
    );
}

#[test]
fn blocks_move() {
    let done = changed(|all| all.swap(4, 5), &[]);
    assert_eq!(done.text, TEXT.replace("- [ ] carte\n- [ ] bail\n", "- [ ] bail\n- [ ] carte\n"));
    assert_eq!(done.done.iter().filter(|done| **done == Done::Moved).count(), 1);
}

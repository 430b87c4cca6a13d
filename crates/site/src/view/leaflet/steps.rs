//! The first steps of a text: what a card for a wallet has room for.

use crate::view::text::Reference;
use trousseau_core::{
    document::{Block, Document, Inline, Item, walk},
    yaml::Placed,
};
use trousseau_text::sentence::ENDS;

/// How many steps a card has.
const STEPS: usize = 3;
/// The most letters of a step that stays whole.
const LONG: usize = 70;
/// The signs that end a question: what to do comes after it.
const QUESTIONS: [char; 5] = ['?', '؟', '፧', '？', '՞'];

/// A body with nothing but its first steps: those of the first numbered list, else of the first list, else the first
/// paragraphs. The sections that the editor has chosen for fold-outs are looked at first.
pub fn first_steps(body: &Document<Reference>, chosen: &[Placed<String>]) -> Document<Reference> {
    let blocks = in_order(&body.blocks, chosen);
    let list = |numbered: bool| {
        blocks.iter().find_map(|block| match block {
            Block::List { start, items } if !numbered || start.is_some() => Some(items),
            _ => None,
        })
    };
    let lines: Vec<&Block<Reference>> = match list(true).or_else(|| list(false)) {
        Some(items) => items.iter().filter_map(|item| item.blocks.first()).collect(),
        None => blocks.iter().copied().filter(|block| matches!(block, Block::Paragraph(_))).collect(),
    };
    let step = |block: &&Block<Reference>| match block {
        Block::Paragraph(text) => {
            Some(Item { task: None, blocks: vec![Block::Paragraph(action(&bare(text)))] })
        }
        _ => None,
    };
    let items: Vec<Item<Reference>> = lines.iter().filter_map(step).take(STEPS).collect();
    let blocks = if items.is_empty() { Vec::new() } else { vec![Block::List { start: Some(1), items }] };
    Document { blocks, footnotes: Vec::new(), words: body.words }
}

/// The blocks, those of the chosen sections first.
fn in_order<'b>(blocks: &'b [Block<Reference>], chosen: &[Placed<String>]) -> Vec<&'b Block<Reference>> {
    let (mut first, mut others, mut is_chosen) = (Vec::new(), Vec::new(), false);
    for block in blocks {
        if let Block::Heading(heading) = block {
            is_chosen = chosen.iter().any(|anchor| anchor.value == heading.id);
        }
        if is_chosen { first.push(block) } else { others.push(block) }
    }
    first.append(&mut others);
    first
}

/// A line without the marks of its footnotes, which a card does not have.
fn bare(line: &[Inline<Reference>]) -> Vec<Inline<Reference>> {
    line.iter().filter(|piece| !matches!(piece, Inline::Footnote(_))).cloned().collect()
}

/// What to do: of a long step the first sentence, with the questions before it.
fn action(line: &[Inline<Reference>]) -> Vec<Inline<Reference>> {
    let mut kept = Vec::with_capacity(line.len());
    let is_long = walk::plain(line).chars().count() > LONG;
    for piece in line {
        if let Inline::Text(text) = piece
            && is_long
            && let Some(end) = end_of_sentence(text)
        {
            kept.push(Inline::Text(text.split_at(end).0.to_owned()));
            break;
        }
        kept.push(piece.clone());
    }
    kept
}

/// Where the first sentence ends that is no question, if more follows.
fn end_of_sentence(text: &str) -> Option<usize> {
    let mut ends =
        text.char_indices().filter(|(_, letter)| ENDS.contains(letter) && !QUESTIONS.contains(letter));
    ends.find_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        text.get(end..).is_some_and(|rest| rest.starts_with(char::is_whitespace)).then_some(end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::document::Heading;

    fn paragraph(text: &str) -> Block<Reference> {
        Block::Paragraph(vec![Inline::Text(text.to_owned()), Inline::Footnote(1)])
    }

    fn heading(id: &str) -> Block<Reference> {
        let (id, text) = (id.to_owned(), Vec::new());
        Block::Heading(Box::new(Heading { level: 2, id, pictogram: None, text, span: Default::default() }))
    }

    fn list(start: Option<u64>, lines: &[&str]) -> Block<Reference> {
        let item = |line: &&str| Item { task: None, blocks: vec![paragraph(line), paragraph("plus")] };
        Block::List { start, items: lines.iter().map(item).collect() }
    }

    #[track_caller]
    fn check(blocks: Vec<Block<Reference>>, chosen: &[&str], expected: &[&str]) {
        let chosen: Vec<Placed<String>> = chosen
            .iter()
            .map(|anchor| Placed { value: (*anchor).to_owned(), span: Default::default() })
            .collect();
        let steps =
            first_steps(&Document { blocks, footnotes: vec![vec![paragraph("note")]], words: 9 }, &chosen);
        let words: Vec<String> = match steps.blocks.as_slice() {
            [Block::List { start: Some(1), items }] => items
                .iter()
                .map(|item| match item.blocks.as_slice() {
                    [Block::Paragraph(text)] => walk::plain(text),
                    other => panic!("{other:?}"),
                })
                .collect(),
            [] => Vec::new(),
            other => panic!("{other:?}"),
        };
        assert_eq!(words, expected);
        assert!(steps.footnotes.is_empty());
    }

    #[test]
    fn a_card_carries_the_first_three_steps() {
        let text =
            || vec![heading("a"), list(None, &["x"]), heading("b"), list(Some(1), &["1", "2", "3", "4"])];
        check(text(), &[], &["1", "2", "3"]);
        let mut more = text();
        more.extend([heading("c"), list(Some(1), &["premier"])]);
        check(more, &["c"], &["premier"]);
    }

    #[test]
    fn a_long_step_says_what_to_do() {
        let long = "Vous êtes dehors ce soir ? Appelez le 115. L’appel est gratuit, le jour et la nuit.";
        check(
            vec![list(Some(1), &[long, "Une. Deux."])],
            &[],
            &["Vous êtes dehors ce soir ? Appelez le 115.", "Une. Deux."],
        );
        let whole = "Demandez par écrit à votre bailleur un plan pour payer la dette peu à peu, chaque mois.";
        check(vec![list(Some(1), &[whole])], &[], &[whole]);
    }

    #[test]
    fn without_numbers_a_list_or_paragraphs_are_the_steps() {
        check(vec![paragraph("p"), heading("a"), list(None, &["x", "y"])], &[], &["x", "y"]);
        check(vec![paragraph("p"), heading("a"), paragraph("q"), Block::Rule], &[], &["p", "q"]);
        check(vec![heading("a"), Block::Rule], &[], &[]);
    }
}

//! What of a text is read aloud, and a short code of it: a recording of other words is out of date.

use super::{Block, Inline, walk};
use trousseau_text::Fingerprint;

/// The blocks of a section, its heading first; `None` when no heading has this anchor.
pub fn section<'a, L>(blocks: &'a [Block<L>], anchor: &str) -> Option<&'a [Block<L>]> {
    let level = |block: &Block<L>| match block {
        Block::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let is_it = |block: &Block<L>| matches!(block, Block::Heading(heading) if heading.id == anchor);
    let rest = blocks.get(blocks.iter().position(is_it)?..)?;
    let own = level(rest.first()?)?;
    let next = rest.iter().skip(1).position(|block| level(block).is_some_and(|level| level <= own));
    rest.get(..next.map_or(rest.len(), |next| next + 1))
}

/// The code of a whole text: ten letters, of its words alone.
pub fn code_of_text<L>(title: &str, summary: &str, blocks: &[Block<L>]) -> String {
    let mut words = format!("{title}\n{summary}\n");
    all(blocks, &mut words);
    of_words(&words)
}

/// The code of a section.
pub fn code_of_section<L>(blocks: &[Block<L>]) -> String {
    let mut words = String::new();
    all(blocks, &mut words);
    of_words(&words)
}

fn of_words(words: &str) -> String {
    letters(Fingerprint::of(words.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes()))
}

/// A hash in ten letters from `a` to `p` (40 bits). Digits could look like a number to call where texts are searched for such.
pub(crate) fn letters(hash: Fingerprint) -> String {
    first_letters(hash, 10)
}

/// As many letters of a hash, from `a` to `p`, each of four bits.
pub(crate) fn first_letters(hash: Fingerprint, many: usize) -> String {
    let letter = |digit: char| digit.to_digit(16).and_then(|value| char::from_digit(value + 10, 26));
    hash.to_string().chars().filter_map(letter).take(many).collect()
}

fn all<L>(blocks: &[Block<L>], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading(heading) => line(&heading.text, out),
            Block::Paragraph(words) => line(words, out),
            Block::List { items, .. } => items.iter().for_each(|item| all(&item.blocks, out)),
            Block::Alert(_, blocks) | Block::Quote(blocks) => all(blocks, out),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                [&table.caption].into_iter().chain(cells).for_each(|cell| line(cell, out));
            }
            Block::Figure(image) => *out += &format!("{}\n", image.alt),
            Block::Verbatim(text) => *out += &format!("{text}\n"),
            Block::Letter(_) | Block::Lines(_) | Block::Rule | Block::Changed => {}
        }
    }
}

fn line<L>(words: &[Inline<L>], out: &mut String) {
    out.push_str(&walk::plain(words));
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown;
    use trousseau_text::Language;

    fn blocks(body: &str) -> Vec<Block> {
        markdown::read(body, 0, &"fr.md".into(), Language::default()).value.blocks
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_level() {
        let all = blocks("Avant.\n\n## Un\n\na\n\n### Deux\n\nb\n\n## Trois\n\nc\n");
        let length = |anchor: &str| section(&all, anchor).map(<[Block]>::len);
        assert_eq!(
            [length("un"), length("deux"), length("trois"), length("quatre")],
            [Some(4), Some(2), Some(2), None]
        );
    }

    #[test]
    fn a_code_is_of_the_words_alone() {
        let code = |body: &str| code_of_section(&blocks(body));
        let first = code("## Un\n\n- a **b**\n- [c](tel:115)\n");
        assert_eq!(first.len(), 10);
        assert_eq!(code("## Un {#x .steps}\n\n1. a b\n2. c\n"), first);
        assert_ne!(code("## Un\n\n- a b\n- d\n"), first);
        assert_ne!(code_of_text("A", "B", &blocks("c")), code_of_text("A", "C", &blocks("c")));
    }
}

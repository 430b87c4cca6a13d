//! The running text of a body, paragraph by paragraph, for counting how hard it is to read.

use super::{Block, Document, walk::plain};

impl<L> Document<L> {
    /// Every paragraph, also those of lists, alerts, quotations and footnotes, without markup. Headings, tables and
    /// captions are left out, since their short lines would make a text look easier than it is.
    pub fn paragraphs(&self) -> Vec<String> {
        let mut into = Vec::new();
        gather(&self.blocks, &mut into);
        self.footnotes.iter().for_each(|diagnostic| gather(diagnostic, &mut into));
        into
    }
}

fn gather<L>(blocks: &[Block<L>], into: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => into.push(plain(text)),
            Block::List { items, .. } => items.iter().for_each(|item| gather(&item.blocks, into)),
            Block::Alert(_, blocks) | Block::Quote(blocks) => gather(blocks, into),
            // A letter is written for who gets it.
            Block::Letter(_) | Block::Lines(_) => {}
            Block::Heading(_)
            | Block::Table(_)
            | Block::Figure(_)
            | Block::Verbatim(_)
            | Block::Rule
            | Block::Changed => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::markdown;
    use trousseau_text::Language;

    #[test]
    fn headings_and_tables_are_not_running_text() {
        let text = "## Titre\n\nUn **mot** ici.\n\n- a\n- b\n\n> [!NOTE]\n> Note.\n\n| x | y |\n| --- | --- |\n| 1 | 2 |\n";
        let document = markdown::read(text, 0, &"x.md".into(), Language::default()).value;
        assert_eq!(document.paragraphs(), ["Un mot ici.", "a", "b", "Note."]);
    }
}

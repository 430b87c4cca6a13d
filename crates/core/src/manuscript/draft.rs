//! Blocks that come from elsewhere → Markdown: lists keep the numbers that they show, and marks stand where they are read.

use std::collections::BTreeMap;

use super::{Letter, Sign, Style, settled, wish::New, words::Care, write::Manner};

/// A block of a text that begins elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drafted {
    /// Words.
    Block(New, Vec<Letter>),
    /// An item that shows a number, at this depth from 0.
    Numbered(u8, Numeral, Vec<Letter>),
    /// The rows of a table, with their cells.
    Table(Vec<Vec<Vec<Letter>>>),
    /// Blocks in a frame.
    Frame(Vec<Drafted>),
}

/// The number that an item shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// 3.
    Digits(u64),
    /// c)
    Letter(char),
}

/// The Markdown of blocks that come from elsewhere.
pub fn draft(blocks: &[Drafted]) -> String {
    let mut writer = Writer::default();
    for block in blocks {
        writer.put(block);
    }
    writer.out + "\n"
}

/// What stands before a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    Item,
    Box,
}

/// An open list: its last number, and whether its numbers have a parenthesis.
#[derive(Clone, Copy, Default)]
struct Open {
    number: u64,
    has_parenthesis: bool,
}

#[derive(Default)]
struct Writer {
    out: String,
    last: Last,
    /// The lists that are open, the outermost first.
    lists: Vec<Open>,
}

impl Writer {
    fn put(&mut self, block: &Drafted) {
        match block {
            Drafted::Block(New::Item { level, ordered }, letters) => {
                let level = self.item(*level);
                let next = self.lists.get(level).map_or(1, |list| list.number.saturating_add(1));
                let numeral = ordered.then_some(Numeral::Digits(next));
                self.begin_item(level, numeral);
                self.out.push_str(&line(letters, false));
            }
            Drafted::Numbered(level, numeral, letters) => {
                let level = self.item(*level);
                self.begin_item(level, Some(*numeral));
                self.out.push_str(&line(letters, false));
            }
            Drafted::Block(new, letters) => {
                let is_box = *new == New::Box;
                self.part(if is_box && self.last == Last::Box { "\n>\n" } else { "\n\n" });
                self.last = if is_box { Last::Box } else { Last::Other };
                let words = line(letters, false);
                self.out.push_str(&match new {
                    New::Heading(level) => {
                        format!("{} {}", "#".repeat(usize::from(*level).clamp(2, 6)), heading(&words))
                    }
                    New::Box => format!("> {words}"),
                    New::Paragraph | New::Item { .. } => words,
                });
            }
            Drafted::Table(rows) => {
                self.part("\n\n");
                self.out.push_str(&table(rows));
            }
            Drafted::Frame(blocks) => {
                // Two frames with nothing between them would be one.
                let is_next = self.last == Last::Box;
                self.part(if is_next { "\n\n<!-- -->\n\n" } else { "\n\n" });
                let inner = draft(blocks);
                let lines = inner.trim_end().lines();
                let framed: Vec<String> =
                    lines.map(|line| format!("> {line}").trim_end().to_owned()).collect();
                self.out.push_str(&framed.join("\n"));
                self.last = Last::Box;
            }
        }
    }

    /// Parts a block that is no item from what is before it.
    fn part(&mut self, between: &str) {
        if !self.out.is_empty() {
            self.out.push_str(between);
        }
        self.lists.clear();
        self.last = Last::Other;
    }

    /// Parts an item from what is before it; its depth, which is at most one more than that of the item before.
    fn item(&mut self, level: u8) -> usize {
        if !self.out.is_empty() {
            self.out.push_str(if self.last == Last::Item { "\n" } else { "\n\n" });
        }
        self.last = Last::Item;
        let level = usize::from(level).min(self.lists.len()).min(6);
        self.lists.truncate(level + 1);
        level
    }

    fn begin_item(&mut self, level: usize, numeral: Option<Numeral>) {
        let before = self.lists.get(level).copied();
        self.lists.truncate(level);
        let mut open = before.unwrap_or_default();
        let sign = match numeral {
            None => "-".to_owned(),
            Some(Numeral::Letter(letter)) => format!("{letter})"),
            Some(Numeral::Digits(number)) => {
                // Markdown counts on by itself, unless the sign behind the number is another one.
                let goes_on = before
                    .is_none_or(|before| before.number == 0 || before.number.saturating_add(1) == number);
                open.has_parenthesis ^= !goes_on;
                format!("{number}{}", if open.has_parenthesis { ')' } else { '.' })
            }
        };
        open.number = if let Some(Numeral::Digits(number)) = numeral { number } else { 0 };
        self.lists.push(open);
        self.out.push_str(&format!("{}{sign} ", "    ".repeat(level)));
    }
}

fn table(rows: &[Vec<Vec<Letter>>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let row = |cells: &Vec<Vec<Letter>>| {
        let all = (0..width).map(|at| cells.get(at).map_or(String::new(), |cell| line(cell, true)));
        format!("| {} |", all.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(row).collect();
    lines.insert(1.min(lines.len()), format!("|{}", " --- |".repeat(width)));
    lines.join("\n")
}

fn line(letters: &[Letter], in_cell: bool) -> String {
    let mut letters = settled(letters);
    marked_inside(&mut letters);
    Manner { links: &BTreeMap::new(), in_cell, care: Care::Usual }.written(&letters)
}

/// A heading whose last sign is a `#` would lose it.
fn heading(words: &str) -> String {
    words.strip_suffix('#').map_or(words.to_owned(), |words| format!("{words}\\#"))
}

/// Moves signs and spaces out of marks where they would keep them from being read: `suite*, fin*` shows its stars.
fn marked_inside(letters: &mut [Letter]) {
    let marks: [fn(&mut Style) -> &mut bool; 3] =
        [|style| &mut style.strong, |style| &mut style.emphasis, |style| &mut style.strike];
    for mark in marks {
        for _ in 0..2 {
            let mut outside_is_word = false;
            let mut is_open = false;
            for letter in letters.iter_mut() {
                let has = *mark(&mut letter.style);
                if has && !is_open && (letter.is_space() || outside_is_word && is_sign(letter)) {
                    *mark(&mut letter.style) = false;
                } else {
                    is_open = has;
                }
                outside_is_word = is_word(letter);
            }
            // The same from the other end.
            letters.reverse();
        }
    }
}

fn is_word(letter: &Letter) -> bool {
    matches!(letter.sign, Sign::Char(sign) if sign.is_alphanumeric())
}

fn is_sign(letter: &Letter) -> bool {
    matches!(letter.sign, Sign::Char(sign) if !sign.is_alphanumeric() && !sign.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manuscript::plain;

    fn emphasised(text: &str) -> Vec<Letter> {
        let style = Style { emphasis: true, ..Style::default() };
        text.chars().map(|letter| Letter::new(letter, &style)).collect()
    }

    fn paragraph(letters: Vec<Letter>) -> String {
        draft(&[Drafted::Block(New::Paragraph, letters)]).trim_end().to_owned()
    }

    #[test]
    fn signs_and_spaces_at_the_end_of_marks_stand_outside() {
        let of =
            |parts: [&str; 3]| paragraph([plain(parts[0]), emphasised(parts[1]), plain(parts[2])].concat());
        assert_eq!(of(["suite", ", fin", ""]), "suite, *fin*");
        assert_eq!(of(["la ", "fin,", "puis"]), "la *fin*,puis");
        assert_eq!(of(["mot", " (un) ", "mot"]), "mot *(un)* mot");
        assert_eq!(of(["mot", "«un»", "mot"]), "mot«*un*»mot");
        assert_eq!(of(["mot", ",", "mot"]), "mot,mot");
        assert_eq!(of(["un ", "Attention !", " deux"]), "un *Attention !* deux");
        assert_eq!(of(["pré", "nom", "s"]), "pré*nom*s");
    }

    #[test]
    fn what_was_typed_is_shown_as_it_was_typed() {
        for (typed, written) in [
            ("_sous_", "\\_sous\\_"),
            ("a_b", "a_b"),
            ("_(sous)_", "\\_(sous)\\_"),
            ("Nom : ____", "Nom : ____"),
            ("__gras__", "\\_\\_gras\\_\\_"),
            ("~~barré~~", "\\~\\~barré\\~\\~"),
            ("~ 3 jours", "~ 3 jours"),
            ("[x] fait", "\\[x\\] fait"),
            ("# Titre", "\\# Titre"),
            ("1. Un", "1\\. Un"),
            ("a) Un", "a\\) Un"),
            ("1/ Un", "1\\/ Un"),
            ("a)", "a\\)"),
            ("il y a 3 ans", "il y a 3 ans"),
        ] {
            assert_eq!(paragraph(plain(typed)), written, "{typed}");
        }
        assert_eq!(draft(&[Drafted::Block(New::Heading(2), plain("Le dièse #"))]), "## Le dièse \\#\n");
    }

    #[test]
    fn items_keep_the_numbers_that_they_show() {
        let item = |number, words: &str| Drafted::Numbered(0, Numeral::Digits(number), plain(words));
        let letter = |sign, words: &str| Drafted::Numbered(1, Numeral::Letter(sign), plain(words));
        let words = Drafted::Block(New::Paragraph, plain("Puis"));
        let all = [item(3, "a"), letter('a', "b"), letter('b', "c"), item(4, "d"), words, item(5, "e")];
        assert_eq!(draft(&all), "3. a\n    a) b\n    b) c\n4. d\n\nPuis\n\n5. e\n");
        // A list that begins anew below another one is another one.
        assert_eq!(draft(&[item(1, "a"), item(2, "b"), item(1, "c")]), "1. a\n2. b\n1) c\n");
    }

    #[test]
    fn what_stands_in_a_frame_stays_in_it() {
        let item = Drafted::Block(New::Item { level: 0, ordered: false }, plain("un"));
        let frame = Drafted::Frame(vec![Drafted::Block(New::Paragraph, plain("Important")), item]);
        assert_eq!(draft(&[frame]), "> Important\n>\n> - un\n");
    }
}

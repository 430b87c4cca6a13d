//! The beginning of each line: what makes it a heading, a point, a number, a box, a quotation or a row.

use std::ops::Range;

use super::{
    Mends, below,
    beside::{is_beside, is_right},
    braces, counted, definitions, doubled,
    letters::{self, Sign, is_dash},
    levels::Levels,
    likely::mark,
    lines::{Cursor, Fence, Gap, lines},
    marks::{Mark, Point},
    numbers,
    runs::Runs,
    stars, tables,
};

/// The mark that a line has had so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    None,
    Quote,
    Item,
}

/// The kinds of line that the repair tells apart.
#[derive(PartialEq, Eq)]
enum Kind {
    Blank,
    Words,
    /// A point or a number of a list.
    Item,
    /// A heading, a row or a fence: no list goes on after it.
    Other,
}

/// Everything to change at the beginnings of lines.
pub(super) fn mends(body: &str) -> Mends {
    let lines = lines(body);
    let mut look = Look {
        body,
        lines: &lines,
        mends: Mends::default(),
        runs: Runs::new(body),
        fence: Fence::default(),
        above: Above::default(),
        deep: None,
        mark: None,
        row: false,
        levels: Levels::default(),
    };
    let mut after_blank = true;
    for (number, line) in lines.iter().enumerate() {
        look.levels.after_blank = after_blank;
        let kind = look.line(number, line);
        let is_item = kind == Kind::Item;
        let row = std::mem::take(&mut look.row);
        let is_other = kind == Kind::Other;
        look.above = Above { is_item, deep: look.deep.take(), mark: look.mark.take(), row, is_other };
        if kind == Kind::Other || kind == Kind::Words && after_blank {
            look.levels = Levels::default();
        }
        match kind {
            Kind::Other => look.runs.end(&mut look.mends),
            Kind::Words if after_blank => look.runs.end(&mut look.mends),
            // Pictures are everywhere: only lines right below each other are a list.
            Kind::Words | Kind::Blank => look.runs.end_pictures(&mut look.mends),
            // A list of its own below a label or a picture ends their row: what follows begins another.
            Kind::Item if look.above.mark.is_some() => look.runs.end_pictures(&mut look.mends),
            _ => {}
        }
        after_blank = kind == Kind::Blank;
    }
    look.runs.end(&mut look.mends);
    look.mends
}

struct Look<'a> {
    body: &'a str,
    lines: &'a [Range<usize>],
    mends: Mends,
    runs: Runs<'a>,
    fence: Fence,
    above: Above,
    /// The level of this line, when a letter begins it.
    deep: Option<usize>,
    /// Markdown's own mark of this line.
    mark: Option<char>,
    /// Whether this line is a row of a table that spaces made a block of code.
    row: bool,
    levels: Levels,
}

/// The line above.
#[derive(Default)]
struct Above {
    is_item: bool,
    /// The level of the list, when a letter began the item.
    deep: Option<usize>,
    /// Markdown's own mark of the item.
    mark: Option<char>,
    /// Whether it is a row of a table that spaces made a block of code.
    row: bool,
    /// Whether it is a heading, a row or a fence.
    is_other: bool,
}

impl Above {
    /// Whether it is a step in Markdown's form.
    fn is_numbered(&self) -> bool {
        self.mark.is_some_and(|mark| mark.is_ascii_digit())
    }
}

impl<'a> Look<'a> {
    fn line(&mut self, number: usize, line: &Range<usize>) -> Kind {
        let mut at = Cursor::new(self.body, line);
        let (mut last, mut quotes) = (Last::None, 0);
        let mut before = line.start..line.start;
        loop {
            let gap = at.gap();
            let Some(letter) = at.peek() else {
                if last == Last::None {
                    self.fence.blank();
                }
                return if last == Last::None { Kind::Blank } else { Kind::Item };
            };
            if self.fence.holds(quotes, at.rest()) {
                self.spaces(&gap, last);
                return Kind::Other;
            }
            let marked = match letter {
                '>' => {
                    quotes += 1;
                    self.spaces(&gap, last);
                    at.step();
                    last = Last::Quote;
                    continue;
                }
                '#' | '[' if last != Last::Item && counted::is_sign(at.rest()) => false,
                '#' => return self.heading(&gap, last, at),
                '|' => return self.row(number, &gap, last, &at),
                '[' => return self.bracket(&gap, last, at),
                '*' if last == Last::None && stars::is_note(self.body, self.lines, number) => {
                    self.mends.keep(at.at..at.at, "\\");
                    return Kind::Words;
                }
                '-' | '*' | '+' => point(&mut at, last),
                '0'..='9' if numbers::is_markdown(&mut at) => true,
                _ => self.sign((number, gap.wide), letter, last, &mut at),
            };
            if !marked {
                return self.words(number, quotes, &gap, last, &at);
            }
            if doubled::is_again(self.body, &before, &at, gap.range.end) {
                self.mends.mend(before.start..gap.range.end, "");
            } else {
                self.spaces(&gap, last);
            }
            before = gap.range.end..at.at;
            self.mark.get_or_insert(letter);
            last = Last::Item;
        }
    }

    /// Makes white space before a mark, or after the one before it, what Markdown takes for spaces.
    fn spaces(&mut self, gap: &Gap, last: Last) {
        if gap.odd {
            let wide = if last == Last::Item { gap.wide.max(1) } else { gap.wide };
            self.mends.mend(gap.range.clone(), " ".repeat(wide));
        }
    }

    fn heading(&mut self, gap: &Gap, last: Last, mut at: Cursor) -> Kind {
        let start = at.at;
        while at.peek() == Some('#') {
            at.step();
        }
        let level = at.at - start;
        let after = at.gap();
        if level > 6 || after.range.is_empty() && at.peek().is_some() {
            return Kind::Words;
        }
        self.spaces(gap, last);
        if after.odd {
            self.mends.mend(after.range, " ");
        }
        braces::mend(&at, &mut self.mends);
        Kind::Other
    }

    fn row(&mut self, number: usize, gap: &Gap, last: Last, at: &Cursor) -> Kind {
        self.spaces(gap, last);
        if let Some(end) = at.odd_end() {
            self.mends.mend(end, "");
        }
        let is_code = self.above.row || tables::begins_indented(self.body, self.lines, number);
        if last == Last::None && gap.wide > 0 && is_code {
            self.mends.mend(gap.range.clone(), "");
            self.row = true;
        }
        tables::rule(self.body, self.lines, number, &mut self.mends);
        Kind::Other
    }

    /// An alert, a box of an item, or words in brackets.
    fn bracket(&mut self, gap: &Gap, last: Last, mut at: Cursor) -> Kind {
        let is_alert = at.rest().starts_with("[!");
        if is_alert && last == Last::Quote {
            self.spaces(gap, last);
            if let Some(end) = at.odd_end() {
                self.mends.mend(end, "");
            }
        }
        if last != Last::Item {
            definitions::mend(&at, &mut self.mends);
            return Kind::Words;
        }
        self.spaces(gap, last);
        let start = at.at;
        at.step();
        let inner = at.gap();
        let tick = at.peek().filter(|letter| matches!(letter, 'x' | 'X'));
        if tick.is_some() {
            at.step();
        }
        if at.peek() == Some(']') {
            at.step();
            let after = at.gap();
            if (inner.odd || after.odd) && !after.range.is_empty() {
                let sign = if tick.is_some() { "[x] " } else { "[ ] " };
                self.mends.mend(start..after.range.end, sign);
            }
        } else {
            at.at = start;
            definitions::mend(&at, &mut self.mends);
        }
        Kind::Item
    }

    /// A sign that always means a point or a box, put in Markdown's form.
    fn sign(&mut self, (number, wide): (usize, usize), letter: char, last: Last, at: &mut Cursor) -> bool {
        let start = at.at;
        let mut after = at.clone();
        after.step();
        // With the sign for a coloured picture it is a picture; a box stays one.
        if after.peek() == Some('\u{fe0f}') && letters::sign(letter) == Some(Sign::Bullet) {
            return false;
        }
        let tab = matches!(letter, 'o' | 'Ø' | 'ü' | '§') && after.peek() == Some('\t');
        let Some(meaning) = letters::sign(letter).or(tab.then_some(Sign::Bullet)) else { return false };
        // Two boxes in a line are an answer each: the signs stay.
        let is_box = |letter| matches!(letters::sign(letter), Some(Sign::Box(_)));
        // Beside crosses, a tick says that something is right to do: no box was ticked.
        let is_right = is_right(letter, self.body, self.lines, (number, last == Last::None));
        if is_right || is_box(letter) && after.rest().trim_start().contains(is_box) {
            return false;
        }
        // The same bullet again: a list in a row, of which the editor is told.
        if meaning == Sign::Bullet && last == Last::None && after.rest().contains(&format!(" {letter} ")) {
            return false;
        }
        after.gap();
        let begins = |letter: char| letter.is_alphanumeric() || "«“\"'‘’([*_`<+€$&@#/…".contains(letter);
        if !after
            .peek()
            .is_some_and(|letter| begins(letter) || matches!(letters::sign(letter), Some(Sign::Box(_))))
        {
            return false;
        }
        let words = match (meaning, last) {
            (Sign::Bullet, Last::Item) => String::new(),
            (Sign::Bullet, _) => {
                let level = self.levels.of(letter, wide);
                format!("{}{} ", "    ".repeat(level), self.levels.sign())
            }
            (Sign::Box(done), Last::Item) => (if done { "[x] " } else { "[ ] " }).to_owned(),
            (Sign::Box(done), _) => (if done { "- [x] " } else { "- [ ] " }).to_owned(),
        };
        // A box alone is shown as it was written: nobody needs to be told.
        if is_box(letter) && !is_beside(self.body, self.lines, number, is_box) {
            self.mends.keep(start..after.at, words);
        } else {
            self.mends.mend(start..after.at, words);
        }
        at.at = after.at;
        // A backslash kept the lines apart; the list does so now.
        if at.rest().ends_with('\\') && !at.rest().ends_with("\\\\") {
            self.mends.keep(at.end - 1..at.end, "");
        }
        true
    }

    /// How many levels a line stands below the list before it: `o` is the second bullet of a word processor, and a wiki
    /// writes `-**`.
    fn level(&mut self, mark: &Mark, range: Range<usize>, spaces: usize) -> usize {
        let is_tabbed = self.body.get(..range.start).is_some_and(|before| before.ends_with('\t'));
        let written = self.body.get(range).unwrap_or_default();
        if written.starts_with("-*") || written.starts_with("-#") {
            return written.matches(['*', '#']).count() - 1;
        }
        // Spaces before it make it a list in a list by themselves.
        match mark {
            Mark::Dash('o') if spaces < 2 => {}
            Mark::Dash(dash) if spaces < 2 => {
                let below = usize::from(self.above.is_numbered());
                return self.levels.of(*dash, spaces).max(below);
            }
            // Letters right below a point are a list of that point.
            Mark::Number { values, .. }
                if spaces < 2 && !is_tabbed && !values.iter().any(|(own, _)| *own == numbers::NUMBERS) =>
            {
                return usize::from(self.above.mark.is_some());
            }
            // `1.1 words` below `1. words`.
            Mark::Counted { before, .. } if before.starts_with(|first: char| first.is_ascii_digit()) => {
                return usize::from(self.above.is_numbered());
            }
            _ => return 0,
        }
        *self.deep.insert(self.above.deep.unwrap_or(usize::from(self.above.is_item)))
    }

    fn line_above(&self, number: usize) -> &'a str {
        let above = number.checked_sub(1).and_then(|above| self.lines.get(above));
        above.and_then(|line| self.body.get(line.clone())).unwrap_or_default()
    }

    /// A line of words: one of a row of lines that begin alike, or the head of a table.
    fn words(&mut self, number: usize, quotes: usize, gap: &Gap, last: Last, at: &Cursor) -> Kind {
        if last == Last::Item {
            self.spaces(gap, last);
            return Kind::Item;
        }
        if at.peek().is_some_and(|letter| letter == '-' || letter == ':' || is_dash(letter)) {
            tables::rule(self.body, self.lines, number, &mut self.mends);
        }
        if let Some((range, words, sign)) = below::deeper(at, self.above.mark) {
            self.mends.mend(range, words);
            self.mark = Some(sign);
            return Kind::Item;
        }
        // Lines that a sign keeps apart need no list.
        let is_apart = at.rest().ends_with(['\\', ' ']);
        let is_word = |mark: &Mark| !self.above.is_item && below::is_word(mark, at, self.line_above(number));
        match mark(at).filter(|(mark, _)| !is_apart && !is_word(mark)) {
            Some((Mark::Dash(_), range))
                if self.above.mark.is_some_and(|sign| "-*+".contains(sign))
                    && doubled::goes_on(self.body, self.lines, number) =>
            {
                self.mends.mend(range, format!("{} ", self.above.mark.unwrap_or('-')));
                self.mark = self.above.mark;
                Kind::Item
            }
            Some((Mark::Dash(dash), range))
                if is_dash(dash)
                    && self.above.is_numbered()
                    && below::is_above_number(self.body, self.lines, number) =>
            {
                self.mends.mend(range, "    - ");
                Kind::Item
            }
            Some((mark, range)) => {
                let deep = self.level(&mark, range.clone(), gap.wide);
                let sign = self.levels.sign();
                let begins = self.levels.after_blank || self.above.is_other || self.above.mark.is_some();
                let point = Point { mark: range, end: at.end, deep, sign, begins };
                self.runs.take(quotes, mark, point, &mut self.mends);
                Kind::Item
            }
            None => Kind::Words,
        }
    }
}

/// Passes over a sign of Markdown's lists that has space after it; false when there is none.
fn point(at: &mut Cursor, last: Last) -> bool {
    let rest = at.rest();
    let mut after = at.clone();
    after.step();
    let space = after.gap();
    // Looked at once in a line, which may have many marks.
    let is_line =
        last != Last::Item && rest.chars().all(|letter| rest.starts_with(letter) || letter.is_whitespace());
    if space.range.is_empty() || after.peek().is_none() || is_line {
        return false;
    }
    at.step();
    true
}

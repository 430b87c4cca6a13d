//! Blocks that Markdown made of a text and that were hardly meant: a number, a plus or a line of dashes read as a mark.

use std::ops::Range;

use super::{
    Block, Inline,
    diagnostics::{Notes, excerpt},
    slips, walk,
};
use crate::diagnostic::{Diagnostic, Rule, rule};
use trousseau_text::words;

/// From this number on, the first number of a list is a year or an amount.
const LARGEST_START: u64 = 32;

/// The months of German, which writes a point after the day.
const MONTHS: &[&str] = &[
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
];

/// What follows an amount: `> 12 000 €`, `+ 30 %`.
const UNITS: &[&str] = &[
    "€", "$", "£", "%", "euro", "an", "mois", "jour", "heure", "personne", "h", "m", "km", "kg", "year",
    "month", "day", "people", "Jahr", "Monat", "سن", "يورو", "д", "грн", "enfant", "pièce", "child", "Kind",
    "point", "ligne", "°", "kWh",
];

/// The fewest words of a sentence.
const SENTENCE: usize = 5;

fn say(rule: Rule, range: Range<usize>, values: &[(&'static str, &str)], notes: &mut Notes) {
    let diagnostic = Diagnostic::new(rule, notes.place(notes.span(range)));
    notes.say(values.iter().fold(diagnostic, |diagnostic, (name, value)| diagnostic.with(name, value)));
}

/// A heading that a line of signs under its words makes: `---` under a sentence was meant as a line.
pub(super) fn underlined(range: Range<usize>, notes: &mut Notes) {
    let Some(text) = notes.body().get(range.clone()).map(str::trim_end) else { return };
    if text.trim_start().starts_with('#') {
        return;
    }
    let Some((title, line)) = text.rsplit_once('\n') else { return };
    let line = line.trim_start_matches(['>', ' ']).trim();
    let title = title.trim();
    if let Some(near) = columns(title, notes.body().get(range.end..).unwrap_or_default()) {
        return say(rule::tables::BROKEN, range, &[("near", &near), ("words", &excerpt(title))], notes);
    }
    let is_level_one = line.starts_with('=');
    let sentence = title.contains('\n')
        || title.ends_with(['.', '!', '?', ':', ',', ';', '…', '।', '۔', '。', '؟', '»', ')']);
    // A line as long as its words was drawn to make a heading of them.
    let drawn = line.len() > 3 || line.len() == 3 && title.chars().count() <= 4;
    // A text that writes all its headings so means them.
    if is_level_one || sentence || !drawn && has_hashed_heading(notes.body()) {
        let signs = line.get(..3).unwrap_or(line);
        say(rule::markdown::UNDERLINE, range, &[("signs", signs), ("words", &excerpt(title))], notes);
    }
}

/// Whether a text has a heading of the second level as most write it.
fn has_hashed_heading(body: &str) -> bool {
    body.starts_with("## ") || body.contains("\n## ")
}

/// A line across the page with gaps, which rules the columns of a table elsewhere: `------  -----`.
pub(super) fn ruled(range: Range<usize>, notes: &mut Notes) {
    let Some(line) = notes.body().get(range.clone()).map(str::trim_end) else { return };
    if slips::is_ruled(line) {
        let values = [("near", "| … | … |"), ("words", line)];
        say(rule::tables::BROKEN, range, &values, notes);
    }
}

/// The columns of a line over a rule, as a row of our form: parted by spaces, or by the same signs as the line below.
fn columns(title: &str, after: &str) -> Option<String> {
    let below = after.strip_prefix('\n').unwrap_or(after).lines().next().unwrap_or_default();
    let many =
        |line: &str, sign: &str| line.trim().split(sign).filter(|cell| !cell.trim().is_empty()).count();
    let fits = |sign: &&str| {
        let count = many(title, sign);
        count > 1 && (*sign == "   " || count == many(below, sign)) && !title.contains('\n')
    };
    let sign = ["   ", "  ", " - ", ";"].into_iter().find(|sign| fits(sign))?;
    let cells: Vec<&str> = title.split(sign).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    Some(format!("| {} |", cells.join(" | ")))
}

/// A numbered list: its first number, how many items there are, the numbers as they were written.
pub(super) struct Numbered<'a> {
    /// The bytes of the list.
    pub range: Range<usize>,
    /// The first number.
    pub start: u64,
    /// The beginning of each item.
    pub items: &'a [usize],
    /// Whether an earlier list ended right before this number.
    pub goes_on: bool,
    /// Whether no numbered list came before it.
    pub is_first: bool,
}

/// Whether the next number goes on further down, as the clauses of a law do.
fn is_clause(list: &Numbered, notes: &Notes) -> bool {
    let next = format!("\n{}. ", list.start + list.items.len() as u64);
    let rest = notes.body().get(list.range.end.saturating_sub(1)..);
    rest.is_some_and(|rest| rest.contains(&next))
}

/// A numbered list that is a sentence beginning with a year, or whose numbers are not those that readers see.
pub(super) fn numbered(list: &Numbered, notes: &mut Notes) {
    let Some(text) = notes.body().get(list.range.clone()) else { return };
    let words = text
        .trim_start_matches(|letter: char| letter.is_ascii_digit())
        .get(1..)
        .unwrap_or_default()
        .trim_start();
    // `21. novembre`, `3. Oktober`: one point alone that goes on like a sentence.
    let is_month = begins_with_month(words);
    let is_date = is_month || list.start > 1 && words.starts_with(char::is_lowercase);
    // `… est dû le⏎1. du mois`: right below words that end no sentence.
    let above = notes
        .body()
        .get(..list.range.start)
        .and_then(|before| before.lines().next_back())
        .unwrap_or_default();
    let goes_on = above.trim_end().ends_with(char::is_alphanumeric) && words.starts_with(char::is_lowercase);
    let is_within = goes_on && !above.trim_start().starts_with(['#', '-', '*', '+']);
    let alone = list.items.len() == 1 && list.is_first && (is_date || is_within);
    if !is_clause(list, notes) && !list.goes_on && (list.start >= LARGEST_START || alone) {
        let line = text.lines().next().unwrap_or_default().to_owned();
        let near = line.replacen('.', "\\.", 1);
        let sign = format!("{}.", list.start);
        let values = [("near", &*excerpt(&near)), ("sign", &*sign), ("words", &*excerpt(&line))];
        return say(
            rule::markdown::FIRST_SIGN,
            list.range.start..list.range.start + line.len(),
            &values,
            notes,
        );
    }
    let number = |at: &usize| -> Option<u64> {
        let text = notes.body().get(*at..)?;
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        text.get(..digits)?.parse().ok()
    };
    let written: Vec<Option<u64>> = list.items.iter().map(number).collect();
    // All items with one and the same number is a way of writing: the program counts.
    if written.iter().all(|number| *number == Some(list.start)) {
        return;
    }
    let wrong = written
        .iter()
        .zip(list.start..)
        .zip(list.items)
        .find(|((written, shown), _)| **written != Some(*shown));
    if let Some(((Some(written), shown), at)) = wrong {
        let range = *at..*at + written.to_string().len() + 1;
        let values = [("shown", &*shown.to_string()), ("written", &*written.to_string())];
        say(rule::markdown::NUMBERS, range, &values, notes);
    }
}

/// Whether words begin with the name of a month: `Mai`, and not `Maison`.
fn begins_with_month(words: &str) -> bool {
    let rest = MONTHS.iter().find_map(|month| words.strip_prefix(month));
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// A list that `+` or `-` begins, or a quotation that `>` begins, where an amount follows: `+ de 18 ans`, `- de 18 ans`, `> 12 000 €`.
pub(super) fn amount(range: Range<usize>, notes: &mut Notes) {
    let Some(text) = notes.body().get(range.clone()) else { return };
    let line = text.lines().next().unwrap_or_default();
    let Some(sign) = line.chars().next().filter(|sign| matches!(sign, '+' | '>' | '-')) else { return };
    let rest = line.get(1..).unwrap_or_default().trim_start();
    let rest = rest.trim_start_matches(['=', ' ']);
    let amount = rest.trim_start_matches(|letter: char| {
        letter.is_numeric() || letter.is_whitespace() || ".,٬٫".contains(letter)
    });
    let unit = amount.split_whitespace().next().unwrap_or_default();
    let is_amount =
        amount.len() < rest.len() && (unit.is_empty() || UNITS.iter().any(|name| unit.starts_with(name)));
    let first = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
    if sign == '-' {
        // `- de 18 à 25 ans` is a point of a list.
        let number =
            rest.strip_prefix("de ").filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
        let Some(number) = number.filter(|rest| {
            ![" à ", " et ", "-", "–"]
                .iter()
                .any(|to| rest.split([':', ',']).next().is_some_and(|first| first.contains(to)))
        }) else {
            return;
        };
        let unit = number.trim_start_matches(|letter: char| {
            letter.is_ascii_digit() || letter.is_whitespace() || letter == ','
        });
        if !UNITS.iter().any(|name| unit.starts_with(name)) {
            return;
        }
    }
    let is_more = matches!(sign, '+' | '-')
        && (rest.starts_with(char::is_numeric)
            || ["de", "que", "than", "als", "of", "من"].contains(&first.as_str())
            || first.starts_with("d’")
            || first.starts_with("d'"));
    // `> 1. Appelez.` is a list in a quotation, and `+ 1. Appelez.` one with two signs.
    let end = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_list = end.len() < rest.len()
        && (end.starts_with([')', '.']) && !is_more || end.starts_with(". ") || end.starts_with(") "));
    if is_list || !is_amount && !is_more {
        return;
    }
    let (near, sign, words) = (format!("\\{line}"), sign.to_string(), excerpt(line));
    let values = [("near", &*excerpt(&near)), ("sign", &*sign), ("words", &*words)];
    say(rule::markdown::FIRST_SIGN, range.start..range.start + line.len(), &values, notes);
}

/// A paragraph that four spaces turned into text that keeps its lines.
pub(super) fn indented(text: &str, range: Range<usize>, notes: &mut Notes) {
    let marks = ["**", "](", "- ", "1. ", "* ", "## "];
    let has_marks = text.lines().any(|line| {
        let line = line.trim_start();
        line.contains("**") || line.contains("](") || marks.iter().any(|mark| line.starts_with(mark))
    });
    // Right behind a mark, spaces too many made it code.
    let line = notes.body().get(..range.start).and_then(|body| body.lines().next_back()).unwrap_or_default();
    let least = if line.trim_start().starts_with(|sign: char| "-*+".contains(sign) || sign.is_ascii_digit()) {
        2
    } else {
        SENTENCE
    };
    let is_sentence = text.lines().any(|line| {
        let many = words::count(line);
        let plain = line.split_whitespace().filter(|word| {
            word.chars().all(|letter| letter.is_alphabetic() || "'’-,.;:!?«»()".contains(letter))
        });
        many >= least && plain.count() * 4 >= line.split_whitespace().count() * 3
    });
    let is_code = ["\": ", "{\n", "</", "();", " = ", "$ ", "=>"].iter().any(|sign| text.contains(sign));
    if !is_code && (has_marks || is_sentence) {
        let words = excerpt(text);
        say(rule::markdown::INDENTED, range, &[("words", &words)], notes);
    }
}

/// Text between lines of backquotes or tildes: words beside the signs, which nobody sees, and a missing end.
pub(super) fn fenced(info: &str, range: Range<usize>, notes: &mut Notes) {
    let Some(text) = notes.body().get(range.clone()).map(str::trim_end) else { return };
    let bare = text.trim_start();
    let Some(sign) = bare.chars().next() else { return };
    let long = bare.len() - bare.trim_start_matches(sign).len();
    let last = text.lines().skip(1).last().unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
    // In a quotation or a point that others follow, it ends with them; more than one passage is swallowed before.
    let ends_body = notes.body().get(range.end..).is_none_or(|rest| rest.trim().is_empty());
    let swallows = text.lines().skip(1).any(|line| line.trim_matches(['>', ' ', '\t']).is_empty());
    let is_closed = last.trim_end().chars().all(|letter| letter == sign) && last.trim_end().len() >= long;
    let is_name =
        |info: &str| info.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_+.#{}:".contains(&byte));
    let first = range.start..range.start + bare.lines().next().unwrap_or_default().len();
    // A box of other programs: ```{note}, ```note, ```ad-note.
    let name = info.trim_start_matches('{').trim_start_matches("ad-");
    let name = name.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    if info.starts_with('{') && !name.is_empty() || slips::is_box(name) {
        let (words, near) = (excerpt(&notes.body()[first.clone()]), super::slips::alert(name));
        return say(rule::markdown::FOREIGN, first, &[("words", &words), ("near", &near)], notes);
    }
    if !info.is_empty() && !is_name(info) || sign == '~' && !info.is_empty() && !is_closed {
        say(rule::markdown::FENCE_WORDS, first, &[("words", &excerpt(info))], notes);
    } else if !is_closed && (ends_body || swallows || is_item(notes.body(), range.start)) {
        let signs: String = bare.chars().take(long).collect();
        say(rule::markdown::FENCE_OPEN, range, &[("signs", &signs)], notes);
    }
}

/// Whether only white space stands before this place in its line: a block in a point of a list, not in a quotation.
fn is_item(body: &str, at: usize) -> bool {
    let line = body.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    !line.is_empty() && line.trim().is_empty()
}

/// Words in braces at the end of a heading that are neither a name nor a pictogram.
pub(super) fn braces(words: &str, range: Range<usize>, notes: &mut Notes) {
    say(rule::markdown::BRACES, range, &[("words", &excerpt(words))], notes);
}

/// Signs that say nothing alone.
const HOLLOW: &str = "-–—−－ـ•·*.,;:。，、،؛/|()[]«»“”\"'’ ";

/// A point, a quotation or a box without words: nothing is in it, or a sign alone.
pub(super) fn empty(blocks: &[Block], range: Range<usize>, notes: &mut Notes) {
    let bare = |text: String| text.trim().chars().all(|sign| HOLLOW.contains(sign));
    let is_empty = blocks.iter().all(|block| match block {
        Block::Paragraph(line) => {
            !line.iter().any(|part| matches!(part, Inline::Image(_))) && bare(walk::plain(line))
        }
        _ => false,
    });
    if is_empty {
        let line = notes
            .body()
            .get(range.clone())
            .and_then(|text| text.lines().next())
            .unwrap_or_default()
            .trim_end();
        let (place, words) = (range.start..range.start + line.len(), excerpt(line));
        say(rule::markdown::EMPTY, place, &[("words", &words)], notes);
    }
}

/// Words in quotes after the address of a link: nobody sees them.
pub(super) fn link_title(title: &str, range: Range<usize>, notes: &mut Notes) {
    if !title.trim().is_empty() {
        say(rule::links::TITLE, range, &[("words", &excerpt(title))], notes);
    }
}

/// The address of a link that no link names.
pub(super) fn unused(label: &str, to: &str, range: Range<usize>, notes: &mut Notes) {
    // `[//]: # (words)` is how people write a remark for themselves.
    if label != "//" && !matches!(to, "" | "#") {
        let to = to.trim_start_matches('(').trim_end_matches(')');
        say(rule::links::UNUSED, range, &[("label", &excerpt(label)), ("to", &excerpt(to))], notes);
    }
}

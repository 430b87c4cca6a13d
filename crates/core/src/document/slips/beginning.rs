//! The beginning of a line that was meant as something more than words.

use std::ops::Range;

use super::{
    super::{
        repair::{is_bullet, is_said},
        signs::COLONS,
    },
    Slip, behind, blanks, boxes, review,
};
use crate::diagnostic::{Rule, rule};

/// The most words of a line that a definition below it explains.
const MOST_OF_A_TERM: usize = 5;

/// The most letters of a line that ends before its list.
const MOST_BEFORE: usize = 60;

/// Whether a text begins with a sign that may be meant as a mark.
pub(super) fn is_doubtful(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return false };
    b"[#-*+:!?=.{|$@~%&(;/\xe2\xef".contains(first)
        || text.contains("::")
        || text.trim_end().ends_with("##")
        || text.starts_with("o ")
        || review::is_doubtful(text)
        || matches!(first, b'h' | b'b')
            && bytes.get(1).is_some_and(|next| next.is_ascii_digit() || *next == b'c')
        || bytes.iter().fold(false, |any, byte| any | (*byte == b'|') | (*byte == b'\t'))
}

/// The slip at the beginning of a line; the bytes of its text in the body.
pub(super) fn slip(body: &str, range: Range<usize>) -> Option<Slip> {
    let text = body.get(range.clone())?;
    let line = text.trim_end();
    let whole = |rule: Rule| Slip::new(rule, 0..line.len());
    let is_table = text.starts_with('+') || text.contains(['|', '\t', '｜']);
    if let Some(form) = is_table.then(|| table(body, &range)).flatten() {
        return Some(whole(rule::tables::BROKEN).with_near(form));
    }
    // The parser may cut a line at its dashes.
    let ruled = body.get(range.start..)?.lines().next().filter(|line| blanks::is_ruled(line));
    if let Some(line) = ruled {
        return Some(Slip::new(rule::tables::BROKEN, 0..line.len()).with_near("| … | … |"));
    }
    let above = body.get(..range.start)?;
    let below = body.get(range.end..)?.lines().nth(1).unwrap_or_default();
    if is_title(line, body.get(range.end..)?) && starts_paragraph(above) {
        return Some(Slip::new(rule::markdown::HASHES, 0..1));
    }
    // Emphasis ends the text: what follows the signs is looked at in the whole line.
    let written = body.get(range.start..)?.lines().next().unwrap_or_default().trim_end();
    if let Some(slip) = unspaced(written)
        .or_else(|| coded(written))
        .or_else(|| heading(line))
        .or_else(|| boxes::boxes(line))
        .or_else(|| boxes::alert(line))
        .or_else(|| blanks::line(line, above))
    {
        return Some(slip);
    }
    if let Some(slip) = closed(line, below).or_else(|| hollow(line, above)) {
        return Some(slip);
    }
    if let Some(near) = boxes::container(line) {
        return Some(whole(rule::markdown::FOREIGN).with_near(near));
    }
    if is_foreign(line) {
        return Some(whole(rule::markdown::FOREIGN));
    }
    let after = body.get(range.end..)?;
    if is_definition(line, above, after) {
        return Some(whole(rule::markdown::FOREIGN).with_near("- **…** : …"));
    }
    bullet(line, above, body)
}

/// Whether a line is a definition of other programs, `: words`, and neither a caption nor the rest of a wrapped sentence.
fn is_definition(line: &str, above: &str, after: &str) -> bool {
    let begins = line.strip_prefix(':').is_some_and(|rest| rest.starts_with([' ', '\u{a0}', '\t']));
    let is_sentence = || {
        above.trim_end_matches([' ', '>']).ends_with('\n')
            && above.lines().next_back().is_some_and(|line| line.split_whitespace().count() > MOST_OF_A_TERM)
    };
    begins && !is_sentence() && !is_beside_table(above) && !is_above_table(after) && !asks_for_dates(after)
}

/// Whether a line is a sign of other programs: an explained abbreviation (`*[CAF]: words`), a formula, one sign from end to end.
fn is_foreign(line: &str) -> bool {
    let is_abbreviation = line.starts_with("*[") && line.contains("]:");
    let is_fence = line.len() >= 3
        && line != "..."
        && line
            .chars()
            .next()
            .is_some_and(|first| "=+:~%.#".contains(first) && line.chars().all(|letter| letter == first));
    is_abbreviation || line == "$$" || is_fence
}

/// A mark of Markdown at the beginning of a text that is none.
pub(super) fn plain(text: &str) -> Option<Range<usize>> {
    let bare = text.trim_start();
    let start = text.len() - bare.len();
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&hashes) && bare[hashes..].starts_with(' ');
    let is_point = ["- ", "* ", "+ ", "> ", "- [", "[ ]"].iter().any(|mark| bare.starts_with(mark));
    let first = bare.chars().next()?;
    if is_heading || is_point || is_bullet(first) {
        return Some(start..start + hashes.max(first.len_utf8()));
    }
    // `Title ##`.
    let title = bare.trim_end().trim_end_matches('#');
    let end = start + bare.trim_end().len();
    (end - start > title.len() + 1 && title.ends_with(' ')).then(|| start + title.len()..end)
}

/// The longest line that can be a heading right above its text, in letters: a longer one was wrapped.
const LONGEST_TITLE: usize = 50;

/// Whether a line is a heading of one `#` that lacks its space, and no hashtag: no sentence, and text comes after it. Of several words,
/// nothing need come.
fn is_title(line: &str, after: &str) -> bool {
    let Some(words) = line.strip_prefix('#') else { return false };
    let stands_alone = after.lines().nth(1).is_none_or(|below| below.trim().is_empty());
    words.starts_with(char::is_alphabetic)
        && !words.contains('#')
        && !words.ends_with(['.', '!', '?', '…', ':', ';', ','])
        && (stands_alone || words.chars().count() <= LONGEST_TITLE)
        && (words.contains(' ') || !after.trim().is_empty())
}

/// `##Words`, `##2. Words`, `###**Words**`: a heading without its space. A single `#` before a word may be a hashtag, and `##002#` is a code.
fn unspaced(line: &str) -> Option<Slip> {
    let words = line.trim_start_matches('#');
    let hashes = line.len() - words.len();
    let first = words.split_whitespace().next()?;
    let begins = words.starts_with(|next: char| next.is_alphabetic() || "*_«“\"([".contains(next))
        || words.starts_with(char::is_numeric) && first.len() < words.len() && !first.ends_with(['#', '*']);
    ((2..=6).contains(&hashes) && begins).then(|| Slip::new(rule::markdown::HASHES, 0..hashes))
}

/// Codes of signs that begin a line in Markdown, as a page of HTML writes them, and what to write instead.
const CODES: &[(&str, &str)] = &[("&gt;", "> …"), ("&#62;", "> …"), ("&ndash;", "- …")];

/// `&gt; Words`, `&ndash; words`: to a reader these are the signs, and to Markdown they are words.
fn coded(line: &str) -> Option<Slip> {
    let (code, near) = CODES.iter().find(|(code, _)| line.starts_with(code))?;
    let words = line.get(code.len()..)?.trim_start();
    let begins = words.starts_with(|first: char| first.is_alphabetic() || "[*«\"".contains(first));
    begins.then(|| Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(*near))
}

/// A heading of another program.
fn heading(line: &str) -> Option<Slip> {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let wide = line.trim_start_matches('＃');
    if wide.len() < line.len() {
        let near = format!("## {}", wide.trim());
        return Some(Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(near));
    }
    if hashes > 6 && line[hashes..].starts_with(' ') {
        let near = format!("##{}", &line[hashes..]);
        return Some(Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(near));
    }
    if let Some(tab) = line.strip_prefix("=== \"").and_then(|rest| rest.strip_suffix('"')) {
        return Some(Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(format!("### {tab}")));
    }
    let equals = line.len() - line.trim_start_matches('=').len();
    let (level, words) = if (1..=6).contains(&equals)
        && line[equals..].strip_prefix(' ').is_some_and(|words| words.starts_with(char::is_alphabetic))
    {
        (equals, line.trim_matches('=').trim())
    } else {
        let rest = line.strip_prefix('h')?;
        let level = rest.chars().next()?.to_digit(10).filter(|level| (1..=6).contains(level))?;
        (level as usize, rest.get(1..)?.strip_prefix(". ")?.trim())
    };
    let near = format!("{} {words}", "#".repeat(level.max(2)));
    (!words.is_empty()).then(|| Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(near))
}

/// `Title ##`: the signs that close a heading, without those that open it. In a text from right to left they look as if they
/// stood before it.
fn closed(line: &str, below: &str) -> Option<Slip> {
    let words = line.trim_end_matches('#');
    let hashes = line.len() - words.len();
    let title = words.trim();
    let fits = (2..=6).contains(&hashes)
        && (words.ends_with([' ', '\u{a0}']) || title.contains(' '))
        && title.contains(char::is_alphabetic)
        && !title.contains('#')
        && !below.starts_with(['=', '-']);
    fits.then(|| {
        let near = format!("{} {title}", "#".repeat(hashes));
        Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(near)
    })
}

/// A line alone that begins with `o `, the second bullet of a word processor: it follows a colon or a point.
fn hollow(line: &str, above: &str) -> Option<Slip> {
    let words = line.strip_prefix("o ")?.trim_start();
    let before = above.trim_end_matches(['>', ' ']).strip_suffix('\n')?.lines().next_back()?.trim();
    let follows = before.ends_with(COLONS) && before.chars().count() <= MOST_BEFORE
        || before.starts_with(['-', '*', '+', '•']);
    (follows && words.starts_with(char::is_alphabetic))
        .then(|| Slip::new(rule::markdown::BULLET, 0..line.len()).with_near(format!("- {words}")))
}

/// A mark within a heading, or a heading within bold words: `## - Title`, `## # Title`, `**## Title**`.
pub(super) fn titled(body: &str, range: &Range<usize>) -> Option<Slip> {
    let text = body.get(range.clone())?;
    let line = body.get(..range.start)?.rsplit('\n').next()?;
    let hashes = line.trim_end().len();
    let is_heading = (1..=6).contains(&hashes) && line.trim_end().bytes().all(|sign| sign == b'#');
    let bare = text.trim_start_matches(['-', '•', '*', '+', '#', '>', '●', '▪']);
    let is_bold = matches!(line, "**" | "__") && text.starts_with('#');
    let fits = (is_heading || is_bold)
        && bare.len() < text.len()
        && bare.starts_with(' ')
        && bare.contains(char::is_alphabetic);
    let title = bare.trim();
    fits.then(|| {
        let level = if is_heading { hashes } else { text.bytes().take_while(|sign| *sign == b'#').count() };
        let near = format!("{} {title}", "#".repeat(level.max(2)));
        Slip::new(rule::markdown::FOREIGN, 0..text.trim_end().len()).with_near(near)
    })
}

/// A dash or a bullet that makes no list.
fn bullet(line: &str, before: &str, body: &str) -> Option<Slip> {
    let first = line.chars().next()?;
    let long = first.len_utf8();
    let below = body.get(before.len() + long..)?.lines().nth(1).unwrap_or_default();
    // A point of a list is told as one.
    let margin = before.trim_end_matches(['>', ' ']);
    let is_alone = line.len() == long && below.is_empty() && (margin.is_empty() || margin.ends_with('\n'));
    if is_alone && matches!(first, '–' | '—' | '•' | '●' | '■' | '▪') && starts_paragraph(before)
    {
        return Some(Slip::new(rule::markdown::EMPTY, 0..long));
    }
    let next = line.get(long..)?.chars().next()?;
    // The same bullet again: a list in a row, which is told as one.
    if first == '•' && line.get(long..)?.contains(" • ") {
        return None;
    }
    let is_glued = matches!(first, '-' | '•') && next.is_alphabetic();
    let is_dash = matches!(first, '–' | '—' | '•') && next == ' '
        || line.starts_with("-- ")
        || line.starts_with("--- ");
    let words = line.get(long..)?.trim_start_matches(['-', ' ']);
    // With its space it would be a list: too many spaces stand before it.
    let is_far =
        matches!(first, '-' | '*' | '+') && next == ' ' && !words.is_empty() && before.ends_with([' ', '\t']);
    let code = ["&bull;", "&middot;", "&#8226;"].iter().find_map(|code| line.strip_prefix(code));
    if let Some(words) = code.map(str::trim_start).or(is_far.then_some(words)) {
        return Some(Slip::new(rule::markdown::BULLET, 0..line.len()).with_near(format!("- {words}")));
    }
    if let Some(slip) = starred(line, before, body) {
        return Some(slip);
    }
    (starts_paragraph(before) && (is_glued || is_dash) && !is_speech(line, before, body) && !words.is_empty())
        .then(|| Slip::new(rule::markdown::BULLET, 0..line.len()).with_near(format!("- {words}")))
}

/// Several stars before words: a heading of an outline, alone, or the second level of a wiki.
fn starred(line: &str, before: &str, body: &str) -> Option<Slip> {
    let words = words_of(line);
    let stars = line.len() - words.len();
    let title = words.trim();
    if !(2..=4).contains(&stars) || !words.starts_with(' ') || title.contains('*') {
        return None;
    }
    let is_title = title.starts_with(char::is_alphabetic) && !title.ends_with(['.', '!', '?', ';']);
    // Two stars alone in a line above call a note.
    let is_called = super::emphasis::calls_notes(body)
        || behind(before).lines().any(|line| line.matches("**").count() == 1);
    if starts_paragraph(before) && is_title && !is_called {
        let near = format!("{} {title}", "#".repeat(stars));
        return Some(Slip::new(rule::markdown::FOREIGN, 0..line.len()).with_near(near));
    }
    let above = before.rsplit('\n').nth(1).unwrap_or_default().trim_start_matches([' ', '>']);
    above.starts_with(['*', '-']).then(|| {
        let near = format!("{}- {title}", "    ".repeat(stars - 1));
        Slip::new(rule::markdown::BULLET, 0..line.len()).with_near(near)
    })
}

/// Whether a dash begins what somebody says: the next speaker is beside it, or the words of a quotation stand above.
fn is_speech(line: &str, before: &str, body: &str) -> bool {
    let Some(after) = body.get(before.len() + line.len()..) else { return false };
    // Lines of a dialogue are kept apart by a sign at their end.
    if after.starts_with("\\\n") {
        return true;
    }
    let Some(words) = line.strip_prefix('—') else { return false };
    let is_filled = |line: &&str| !line.trim().is_empty();
    let begins =
        |line: Option<&str>, signs: &[char]| line.is_some_and(|line| line.trim_start().starts_with(signs));
    words.ends_with(['?', '!', '»'])
        || begins(before.lines().rev().find(is_filled), &['—', '>'])
        || begins(after.lines().find(is_filled), &['—'])
        || is_said(words)
}

/// A line without its stars.
fn words_of(line: &str) -> &str {
    line.trim_start_matches('*')
}

/// Whether the line of these bytes is the first of a paragraph.
fn starts_paragraph(before: &str) -> bool {
    let above = before.rsplit('\n').nth(1);
    above.is_none_or(|line| {
        line.trim_matches(|letter: char| letter.is_whitespace() || letter == '>').is_empty()
    })
}

/// Whether a table comes after a caption, whose last words are the first of these: in its paragraph or right below.
fn is_above_table(after: &str) -> bool {
    let is_blank =
        |line: &str| line.trim_matches(|letter: char| letter.is_whitespace() || letter == '>').is_empty();
    let mut lines = after.lines().skip(1);
    let is_row = |line: &str| line.contains('|') || line.trim_start_matches(['>', ' ']).starts_with(':');
    lines.by_ref().take_while(|line| !is_blank(line)).any(is_row)
        || lines.find(|line| !is_blank(line)).is_some_and(is_row)
}

/// Whether the rest of a caption leads to a fact: it asks for a table of dates.
fn asks_for_dates(rest: &str) -> bool {
    rest.lines().next().is_some_and(|line| line.contains("](fact:"))
}

fn is_beside_table(before: &str) -> bool {
    before.trim_end().rsplit('\n').next().is_some_and(|line| line.contains('|'))
}

/// What is missing below the first line of something that looks like a table: its rule, or its columns.
fn table(body: &str, range: &Range<usize>) -> Option<String> {
    let start = body.get(..range.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = body.get(start..)?.lines().next()?;
    let above = body.get(..start)?.lines().next_back().unwrap_or_default();
    let below = body.get(start..)?.lines().nth(1).unwrap_or_default();
    let bare = line.trim_start_matches(['>', ' ']).trim_end();
    let is_row = |line: &str| line.contains(['|', '｜']);
    let is_grid = bare.starts_with("+-") && bare.ends_with('+');
    let bars = ['|', '｜'];
    let barred = bare.starts_with(bars) && bare.len() > 1 && (bare.ends_with(bars) || is_row(below));
    let ruled = is_row(bare) && is_rule(below);
    let tabbed = |line: &str| line.trim().contains('\t');
    if (barred || ruled || is_grid) && !is_row(above) {
        let cells = bare
            .trim_matches(bars)
            .split(|letter: char| if is_grid { letter == '+' } else { bars.contains(&letter) })
            .filter(|cell| !is_grid || !cell.is_empty())
            .count();
        return Some(format!("|{}", " --- |".repeat(cells)));
    }
    (tabbed(bare) && tabbed(below) && !tabbed(above)).then(|| {
        let cells = bare.split('\t').filter(|cell| !cell.trim().is_empty());
        format!("| {} |", cells.map(str::trim).collect::<Vec<_>>().join(" | "))
    })
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|letter| "|-—–: \t>".contains(letter))
}

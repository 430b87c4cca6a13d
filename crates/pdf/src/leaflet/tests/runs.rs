//! The rows of `tests/field/runs.txt` on paper: the words in the order of the structure, and the place of every glyph.

use super::*;
use typst::layout::{Abs, Frame, FrameItem, Point};

const TABLE: &str = include_str!("../../../../../tests/field/runs.txt");
const MARKS: [char; 6] = ['⟨', '⟩', '⟦', '⟧', '⟪', '⟫'];

/// The rows of the languages for which there are fonts.
fn rows() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (tag, row) = line.split_once(" | ").expect(line);
        if leaflets().house().fonts.serves(language(tag).script()) {
            found.entry(tag).or_default().push(row);
        }
    }
    found
}

/// A leaflet with paragraphs of one line.
fn leaflet(tag: &str, paragraphs: &[String]) -> LeafletView {
    let small: &'static Layout = Box::leak(Box::new(Layout { sizes: &[7.0], ..*A4 }));
    bare(tag, small, "x", &paragraphs.join("\n\n"))
}

/// A text as Markdown.
fn escaped(text: &str) -> String {
    let sign =
        |letter: char| if letter.is_ascii_punctuation() { format!("\\{letter}") } else { letter.into() };
    text.replace(MARKS, "").chars().map(sign).collect()
}

/// A row with the first word of each run in bold and the last one a link, where the run has several.
fn dressed(row: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for part in row.split(MARKS) {
        let words: Vec<&str> = part.split(' ').collect();
        match (inside, &words[..]) {
            (true, [first, .., last]) if [first, last].iter().all(|word| is_plain(word)) => {
                let middle = &part[first.len()..part.len() - last.len()];
                out.push_str(&format!("**{first}**{}[{last}](https://a.example/)", escaped(middle)));
            }
            _ => out.push_str(&escaped(part)),
        }
        inside = !inside;
    }
    out
}

/// Whether Markdown takes a word between stars as it is.
fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphanumeric)
}

/// Whether a character is seen: no space, no mark of direction, no accent.
fn is_seen(letter: &char) -> bool {
    let steers =
        matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' | '\u{202a}'..='\u{202e}');
    !letter.is_whitespace()
        && !steers
        && !matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// The characters of a row from left to right.
fn painted(row: &str, rtl: bool) -> String {
    let mut units = Vec::<String>::new();
    let mut rest = row;
    while !rest.is_empty() {
        let (open, text, after) = match rest.find(MARKS) {
            Some(0) => {
                let open = rest.chars().next().expect("a mark");
                let inner = &rest[open.len_utf8()..];
                let end = inner.find(MARKS).expect("closed");
                (Some(open), &inner[..end], &inner[end + open.len_utf8()..])
            }
            found => (None, &rest[..found.unwrap_or(rest.len())], &rest[found.unwrap_or(rest.len())..]),
        };
        let turned = open == Some('⟪') || open.is_none() && rtl;
        units.push(if turned { backwards(text) } else { forwards(text) });
        rest = after;
    }
    if rtl {
        units.reverse();
    }
    units.concat().chars().filter(is_seen).collect()
}

/// Words from left to right as they are seen: the right-to-left ones of an address turn by themselves.
fn forwards(text: &str) -> String {
    let is_rtl = |letter: char| trousseau_text::runs::has_rtl(letter.encode_utf8(&mut [0; 4]));
    let (Some(start), Some(end)) = (text.find(is_rtl), text.rfind(is_rtl)) else { return text.to_owned() };
    let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
    format!("{}{}{}", &text[..start], backwards(&text[start..end]), &text[end..])
}

/// Right-to-left words as they are seen from the left: the numbers in them run the other way.
fn backwards(text: &str) -> String {
    let mut parts = Vec::<String>::new();
    let mut digits = false;
    for letter in text.chars() {
        let goes_on = letter == ' ' && digits;
        let is_digit = letter.is_numeric();
        match parts.last_mut() {
            Some(last) if digits && (is_digit || goes_on) => last.push(letter),
            _ => parts.push(letter.into()),
        }
        digits = is_digit || goes_on;
    }
    parts.reverse();
    parts.concat()
}

/// The characters of each line of a page with their places, from the top.
fn lines(frame: &Frame, origin: Point, into: &mut BTreeMap<i64, Vec<(Abs, String)>>) {
    for (at, item) in frame.items() {
        let at = *at + origin;
        match item {
            FrameItem::Group(group) => lines(&group.frame, at, into),
            FrameItem::Text(text) => {
                let mut x = at.x;
                let mut cluster = 0..0;
                for glyph in &text.glyphs {
                    // The letters of several glyphs are those of the first; a mark alone takes no room.
                    let is_new = cluster != glyph.range() && glyph.x_advance.get() > 0.0;
                    let letters = if is_new { &text.text[glyph.range()] } else { "" };
                    cluster = if is_new { glyph.range() } else { cluster };
                    let rtl = trousseau_text::runs::has_rtl(letters);
                    let seen = letters.chars().filter(is_seen);
                    let seen: String = if rtl { seen.rev().collect() } else { seen.collect() };
                    let line = into.entry((at.y.to_pt() * 2.0).round() as i64).or_default();
                    line.push((x + glyph.x_offset.at(text.size), seen));
                    x += glyph.x_advance.at(text.size);
                }
            }
            _ => {}
        }
    }
}

/// What is seen on paper, line by line, each from left to right.
fn seen(view: &LeafletView) -> Vec<String> {
    let laid = leaflets().lay(view, Explains::of(view.layout)).value.expect("a layout");
    let mut out = Vec::new();
    for page in laid.document.pages() {
        let mut found = BTreeMap::new();
        lines(&page.frame, Point::zero(), &mut found);
        for mut line in found.into_values() {
            line.sort_by_key(|one| one.0);
            out.push(line.into_iter().map(|(_, letters)| letters).collect());
        }
    }
    out
}

/// What a screen reader says of each block.
fn read(view: &LeafletView) -> Vec<String> {
    let print = leaflets().generate(view, &[Sheet::Pages]).remove(0).value.expect("a leaflet");
    reader::read(&print.bytes).iter().map(|pieces| plain(&pieces.concat())).collect()
}

fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|letter| letter.is_whitespace() || is_seen(letter)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_row_is_painted_and_read_whole() {
    let (mut count, mut turned, mut misread) = (0, Vec::new(), Vec::new());
    for (tag, rows) in rows() {
        let view = leaflet(tag, &rows.iter().map(|row| escaped(row)).collect::<Vec<_>>());
        let seen = seen(&view);
        let read = read(&view);
        for row in rows {
            count += 1;
            let wanted = painted(row, language(tag).direction() == Direction::Rtl);
            if !seen.contains(&wanted) {
                let near = seen.iter().find(|line| line.chars().take(4).eq(wanted.chars().take(4)));
                turned.push(format!("{tag} {row}\n     {wanted}\n     {near:?}"));
            }
            let text = plain(&row.replace(MARKS, ""));
            if !read.contains(&text) {
                let near = read
                    .iter()
                    .filter(|line| line.chars().take(4).eq(text.chars().take(4)))
                    .collect::<Vec<_>>();
                misread.push(format!("{tag} {row}\n     {near:?}"));
            }
        }
    }
    println!("{count} rows: {} turned, {} misread", turned.len(), misread.len());
    assert!(
        turned.is_empty() && misread.is_empty(),
        "of {count} rows turned: {}\n{}\n\nmisread: {}\n{}",
        turned.len(),
        turned.join("\n"),
        misread.len(),
        misread.join("\n")
    );
}

#[test]
fn a_run_goes_on_over_emphasis_and_links() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (tag, rows) in rows() {
        let rows: Vec<&str> = rows.into_iter().filter(|row| dressed(row).contains("](")).collect();
        // An address is printed once, at the first link: the rows come after it.
        let first = std::iter::once("[x](https://a.example/)".to_owned());
        let paragraphs: Vec<String> = first.chain(rows.iter().map(|row| dressed(row))).collect();
        let view = leaflet(tag, &paragraphs);
        let (seen, read) = (seen(&view), read(&view));
        for row in rows {
            count += 1;
            let wanted = painted(row, language(tag).direction() == Direction::Rtl);
            if !seen.contains(&wanted) {
                let near = seen.iter().find(|line| line.chars().take(4).eq(wanted.chars().take(4)));
                wrong.push(format!("{tag} {row} is painted\n     {near:?}"));
            }
            let text = plain(&row.replace(MARKS, ""));
            if !read.contains(&text) {
                let near = read.iter().find(|line| line.chars().take(4).eq(text.chars().take(4)));
                wrong.push(format!("{tag} {row} is read\n     {near:?}"));
            }
        }
    }
    assert!(count >= 40, "{count} rows");
    assert!(wrong.is_empty(), "of {count} rows wrong: {}\n{}", wrong.len(), wrong.join("\n"));
}

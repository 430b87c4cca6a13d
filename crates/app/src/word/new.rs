//! A partner's first draft → a guide: its words in blocks, a head to fill in, and a list of what a text cannot hold.

use std::path::Path;

use trousseau_core::{
    guide::{
        edit::{Translated, translated},
        split,
    },
    manuscript::{self, Letter, Numeral, Sign, Style, head_line, rewrite::New, settled},
    messages::Failure,
    source::SourcePath,
};
use trousseau_exchange::word::{Dropped, Seen};
use trousseau_text::Language;

use super::{
    document,
    got::{Got, blocks},
    left::{Left, left},
};
use crate::guide::{self, Begun, NewText};

/// The longest title that is taken for one when nothing says that it is.
const LONGEST_TITLE: usize = 120;

/// A guide that would be made.
pub struct Drafted {
    /// Its path.
    pub path: String,
    /// The file.
    pub text: String,
    /// What was in the document that a text cannot hold, and how often.
    pub dropped: Vec<Left>,
    begun: Begun,
}

/// Makes a guide of a document, and writes nothing.
pub fn draft(
    root: &Path,
    (path, bytes): (&SourcePath, &[u8]),
    name: &str,
    language: Language,
) -> anyhow::Result<Drafted> {
    let mut document = document(path, bytes)?;
    let got = blocks(&document, true);
    let comments = document.comments.len();
    if comments > 0 {
        document.dropped.insert(Dropped::Comments, comments);
    }
    let mut body = Body { links: 0, out: Vec::new(), level: 1, table: None };
    let (title, summary, rest) = head(&got);
    let tops = rest.iter().filter(|one| one.seen == Seen::Heading(1)).count();
    // A document whose only heading of the first level is its title begins with the second.
    body.level = u8::from(tops > 0 || !rest.iter().any(|one| matches!(one.seen, Seen::Heading(_))));
    rest.chunk_by(|one, next| one.frame == next.frame).for_each(|run| body.run(run));
    if body.links > 0 {
        document.dropped.insert(Dropped::Links, body.links);
    }
    let markdown = manuscript::draft(&body.out);
    let begun = guide::begin(root, name, NewText::Guide, language)?;
    let words = |got: Option<&Got>| {
        got.map(|one| head_line(&settled(&one.letters))).filter(|words| !words.is_empty())
    };
    let told = Translated { title: words(title), summary: words(summary), ..Translated::default() };
    let failure = || Failure::new("word/form").with("path", path);
    let text = translated(&begun.text, &told).map_err(|_| failure())?;
    let end = split::split(&text, &"".into()).map(|parts| parts.body_offset).map_err(|_| failure())?;
    let text = format!("{}\n{markdown}", text.get(..end).unwrap_or_default());
    Ok(Drafted { path: begun.path.clone(), text, dropped: left(&document), begun })
}

/// Writes what was drafted.
pub fn write_draft(drafted: &Drafted) -> anyhow::Result<()> {
    drafted.begun.content.create(&drafted.path, drafted.text.as_bytes())
}

/// The title, the summary, and all else.
fn head(got: &[Got]) -> (Option<&Got>, Option<&Got>, Vec<&Got>) {
    let titled = got.iter().position(|one| one.seen == Seen::Title);
    let first = got.first().filter(|one| {
        let is_short = one.letters.len() <= LONGEST_TITLE && one.cell.is_none() && one.frame.is_none();
        matches!(one.seen, Seen::Heading(1)) || one.seen == Seen::Text && is_short
    });
    let title = titled.or(first.map(|_| 0));
    let summary = got.iter().position(|one| one.seen == Seen::Subtitle);
    let rest = got.iter().enumerate().filter(|(at, _)| Some(*at) != title && Some(*at) != summary);
    (title.and_then(|at| got.get(at)), summary.and_then(|at| got.get(at)), rest.map(|(_, one)| one).collect())
}

/// The body while it is put together.
struct Body {
    /// How many links led to where no text may lead.
    links: usize,
    out: Vec<manuscript::Drafted>,
    /// What is added to the level of a heading.
    level: u8,
    /// The table whose cells are being put.
    table: Option<usize>,
}

impl Body {
    /// Blocks of one frame, or of none. A frame around headings and tables is a page drawn as a table.
    fn run(&mut self, all: &[&Got]) {
        let is_page = all.iter().any(|one| one.cell.is_some() || matches!(one.seen, Seen::Heading(_)));
        if is_page || all.iter().all(|one| one.frame.is_none()) {
            return all.iter().for_each(|one| self.put(one));
        }
        let mut inner = Self { links: 0, out: Vec::new(), level: self.level, table: None };
        all.iter().for_each(|one| inner.put(one));
        self.links += inner.links;
        self.out.push(manuscript::Drafted::Frame(inner.out));
    }

    fn put(&mut self, got: &Got) {
        let letters = self.linked(&got.letters);
        if let Some(cell) = got.cell {
            return self.cell(cell, letters);
        }
        let (new, letters) = match got.seen {
            Seen::Heading(level) => {
                let level = level.saturating_add(self.level).clamp(2, 6);
                (New::Heading(level), plain_heading(&[shown(got), letters].concat()))
            }
            Seen::Title => (New::Heading(2), plain_heading(&letters)),
            Seen::Item { level, ordered } => match numeral(got) {
                Some(numeral) => {
                    return self.out.push(manuscript::Drafted::Numbered(level, numeral, letters));
                }
                None => (New::Item { level, ordered }, letters),
            },
            Seen::Box if got.frame.is_none() => (New::Box, letters),
            Seen::Text | Seen::Subtitle | Seen::Label | Seen::Box => match typed_item(&letters) {
                Some(rest) => (New::Item { level: 0, ordered: false }, rest),
                None => (New::Paragraph, letters),
            },
        };
        self.out.push(manuscript::Drafted::Block(new, letters));
    }

    fn cell(&mut self, cell: trousseau_exchange::word::Cell, letters: Vec<Letter>) {
        // Two tables with nothing between them are two: the first cells of the second may be empty and left out.
        let is_begin = self.table.replace(cell.table) != Some(cell.table);
        if is_begin || !matches!(self.out.last(), Some(manuscript::Drafted::Table(_))) {
            self.out.push(manuscript::Drafted::Table(Vec::new()));
        }
        let Some(manuscript::Drafted::Table(rows)) = self.out.last_mut() else { return };
        let (row, column) = (cell.row.min(2_000), cell.column.min(63));
        rows.resize(rows.len().max(row + 1), Vec::new());
        let Some(cells) = rows.get_mut(row) else { return };
        cells.resize(cells.len().max(column + 1), Vec::new());
        if let Some(place) = cells.get_mut(column) {
            let is_more = !place.is_empty() && !letters.is_empty();
            place.extend(is_more.then(|| Letter { sign: Sign::Break, style: Style::default() }));
            place.extend(letters);
        }
    }

    /// The letters without links that lead nowhere.
    fn linked(&mut self, letters: &[Letter]) -> Vec<Letter> {
        let good =
            |link: &str| ["https://", "http://", "mailto:", "tel:"].iter().any(|good| link.starts_with(good));
        let mut out = settled(letters);
        for run in out.chunk_by_mut(|one, next| one.style.link == next.style.link) {
            if run.first().and_then(|letter| letter.style.link.as_deref()).is_some_and(|link| !good(link)) {
                self.links += 1;
                run.iter_mut().for_each(|letter| letter.style.link = None);
            }
        }
        out
    }
}

/// The number that an item shows. What has no letter is counted in digits.
fn numeral(got: &Got) -> Option<Numeral> {
    let number = got.number.as_ref()?;
    Some(number.letter().map_or(Numeral::Digits(number.value), Numeral::Letter))
}

/// The number that a word processor writes before a heading.
fn shown(got: &Got) -> Vec<Letter> {
    got.number.as_ref().map(|number| manuscript::plain(&format!("{} ", number.shown))).unwrap_or_default()
}

/// A heading is important as it is.
fn plain_heading(letters: &[Letter]) -> Vec<Letter> {
    let style = |style: &Style| Style { strong: false, emphasis: false, ..style.clone() };
    letters.iter().map(|letter| Letter { style: style(&letter.style), ..letter.clone() }).collect()
}

/// What stands behind a bullet that somebody typed.
fn typed_item(letters: &[Letter]) -> Option<Vec<Letter>> {
    let text = manuscript::compare::text(letters.get(..2)?);
    let is_bullet = ["- ", "– ", "• ", "· ", "▪ ", "* ", "•\u{a0}", "-\u{a0}"].contains(&text.as_str());
    is_bullet.then(|| settled(letters.get(2..).unwrap_or_default()))
}

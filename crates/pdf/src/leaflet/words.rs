//! Numbers, addresses and short sayings, in the words of paper.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use trousseau_core::toolkit::format::{Flow, Layout};
use trousseau_site::view::{NoticeKind, Phone};
use trousseau_theme::strings::Strings;

/// The longest address that is printed in full, in characters. Of a longer one only the host is printed: nobody types more,
/// and the QR code leads to the page with the link.
const LONGEST_ADDRESS: usize = 36;

/// The words of a link to a number, for who listens: whose it is, and the number in its groups.
pub fn spoken(whose: &str, phone: &Phone) -> String {
    format!("{whose} {}", grouped(phone)).trim().nfc().collect()
}

/// A number in groups that do not break: nobody reads, hears or dials ten figures in one. One that was typed without groups gets
/// those that are usual in France.
pub fn grouped(phone: &Phone) -> String {
    let text = phone.text.replace(' ', "\u{a0}");
    let is_plain =
        text.len() == 10 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_plain {
        return text;
    }
    let groups: &[usize] = if text.starts_with("08") { &[1, 3, 2, 2, 2] } else { &[2; 5] };
    let mut rest = text.as_str();
    let parts: Vec<&str> = groups
        .iter()
        .map(|size| {
            let (part, left) = rest.split_at(*size);
            rest = left;
            part
        })
        .collect();
    parts.join("\u{a0}")
}

/// The words that a notice is.
pub fn notice_key(notice: NoticeKind) -> &'static str {
    match notice {
        NoticeKind::Missing => "notice.missing",
        NoticeKind::Near => "notice.near",
        NoticeKind::Stale => "notice.stale",
        NoticeKind::Machine => "notice.machine",
        NoticeKind::Draft => "notice.draft",
    }
}

/// The words for an empty box and for a ticked one.
pub fn boxes(strings: &Strings) -> [&str; 2] {
    ["leaflet.box.empty", "leaflet.box.ticked"].map(|key| strings.get(key))
}

/// An address as one types it: "caf.fr/aides" of "https://www.caf.fr/aides/".
pub fn short(href: &str) -> &str {
    let rest = href.split_once("://").map_or(href, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    if rest.len() > LONGEST_ADDRESS { host } else { rest }
}

/// The number of characters in these pieces.
pub fn letters(values: &[Value]) -> usize {
    let one = |value: &Value| match value {
        Value::String(text) => text.chars().count(),
        Value::Array(values) => letters(values),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "t")
            .map(|(_, value)| letters(std::slice::from_ref(value)))
            .sum(),
        _ => 0,
    };
    values.iter().map(one).sum()
}

/// Whether a piece is a word explained at the foot of the page, where it takes no room in the text.
fn is_note(piece: &serde_json::Map<String, Value>) -> bool {
    piece.get("t").is_some_and(|kind| kind == "explain") && piece.contains_key("word")
}

/// How much room these pieces take, in letters: each block begins a line, which has `line` letters.
pub fn extent(values: &[Value], line: usize) -> usize {
    let one = |value: &Value| match value {
        Value::String(text) => text.chars().count(),
        Value::Array(values) => extent(values, line),
        // A word is explained at the foot of the page.
        Value::Object(map) if is_note(map) => 0,
        Value::Object(map) => {
            let begins = if map.contains_key("m") { line / 2 } else { 0 };
            let inner = map.iter().filter(|(key, _)| *key != "t").map(|(_, value)| value);
            begins + inner.map(|value| extent(std::slice::from_ref(value), line)).sum::<usize>()
        }
        _ => 0,
    };
    values.iter().map(one).sum()
}

/// The room on a page of a layout, in letters.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// On a line.
    pub line: usize,
    /// On a page that is full.
    pub letters: usize,
    /// Whether lists may be kept whole: not where rows stand side by side.
    keeps: bool,
}

impl Room {
    /// The room of a layout, with this space between its lines in parts of the size of its letters.
    pub fn of(layout: &Layout, leading: f64) -> Self {
        /// A point in millimetres.
        const POINT: f64 = 0.353;
        /// The width and the height of a letter, in parts of its size.
        const LETTER: (f64, f64) = (0.52, 0.95);
        let size = layout.sizes.first().copied().unwrap_or(layout.grows_to) * POINT;
        let line = (layout.paper.width - 2.0 * layout.paper.side) / (LETTER.0 * size);
        let lines = layout.paper.room() / ((LETTER.1 + leading) * size);
        let keeps = layout.flow != Flow::Pair;
        Self { line: line as usize, letters: (line * lines) as usize, keeps }
    }

    /// No room for anything that must be whole.
    pub fn none() -> Self {
        Self { line: 0, letters: 0, keeps: false }
    }

    /// The most letters of a list that is kept on one page: its heading is on it, too, and lines end early.
    pub fn list(self) -> usize {
        if self.keeps { self.letters * 6 / 10 } else { 0 }
    }
}

//! The numbers of remarks, such as `F-2026-001`: the one place that gives them.

use crate::{guide::FOLDER, source::Sources};

/// The numbers of a year that are still free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    year: i16,
    last: u32,
}

impl Numbers {
    /// The numbers that no text of a guide names. They are looked for in the bytes of every file, since a remark that cannot be
    /// read has its number, too.
    pub fn of(sources: &Sources, year: i16) -> Self {
        let files = sources.under(FOLDER).map(|source| String::from_utf8_lossy(&source.bytes));
        let lasts = files.map(|text| Self::after(ids(&text), year).last);
        Self { year, last: lasts.max().unwrap_or(0) }
    }

    /// The numbers after the highest of these.
    pub fn after<'a>(ids: impl IntoIterator<Item = &'a str>, year: i16) -> Self {
        let prefix = prefix(year);
        let taken = ids.into_iter().filter_map(|id| id.strip_prefix(&prefix)?.parse::<u32>().ok());
        Self { year, last: taken.max().unwrap_or(0) }
    }

    /// The next number, which stays free.
    pub fn first(&self) -> String {
        format!("{}{:03}", prefix(self.year), self.last.saturating_add(1))
    }

    /// The next number, which is then taken.
    pub fn take(&mut self) -> String {
        let id = self.first();
        self.last = self.last.saturating_add(1);
        id
    }
}

fn prefix(year: i16) -> String {
    format!("F-{year:04}-")
}

/// All numbers that a text names.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    words.filter(|word| word.starts_with("F-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn first(ids: &[&str], year: i16) -> String {
        Numbers::after(ids.iter().copied(), year).first()
    }

    #[test]
    fn the_next_number_is_above_all_of_its_year() {
        let all = ["F-2026-001", "F-2026-010", "F-2025-099", "F-2026-x", "010"];
        assert_eq!(first(&all, 2026), "F-2026-011");
        assert_eq!(first(&all, 2027), "F-2027-001");
        assert_eq!(first(&["F-2026-999"], 2026), "F-2026-1000");
        let mut numbers = Numbers::after(all, 2026);
        assert_eq!([numbers.take(), numbers.take()], ["F-2026-011", "F-2026-012"]);
    }

    #[test]
    fn a_number_is_taken_even_where_its_file_cannot_be_read() {
        let mut sources = Sources::default();
        for (slug, bytes) in [
            ("a", &b"---\nfeedback:\n  - {id: F-2026-003, version: [}\n---\n"[..]),
            ("b", b"feedback: [{id: F-2026-007}]\xff"),
            ("c", b"---\ntitle: x\n---\n"),
        ] {
            sources.put(Source::new(format!("{FOLDER}{slug}/fr.md"), bytes.to_vec()));
        }
        assert_eq!(Numbers::of(&sources, 2026).first(), "F-2026-008");
    }
}

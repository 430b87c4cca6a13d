//! Rejected rows, in a new file beside the table.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context;

use trousseau_core::messages::{self, Failure};
use trousseau_exchange::rejected;
use trousseau_text::Language;

use super::Rows;
use crate::write_new;

/// The most files of rejected rows beside one table: `…-a-corriger.csv`, `…-a-corriger-2.csv` and so on.
const MOST_ASIDE: usize = 99;

/// Writes the rejected rows to a new file, and gives its path; none when there are no such rows.
///
/// An existing file is never overwritten, since somebody may be correcting it.
pub fn keep(table: &Path, rows: &Rows, language: Language) -> anyhow::Result<Option<PathBuf>> {
    if rows.import.rejected.is_empty() {
        return Ok(None);
    }
    let bytes = rejected::table(&rows.import.rejected, &rows.columns, language);
    let stem = stem(table, language);
    let names = (1..=MOST_ASIDE).map(|number| match number {
        1 => format!("{stem}.csv"),
        _ => format!("{stem}-{number}.csv"),
    });
    for name in names {
        let path = table.with_file_name(name);
        let failure = || Failure::new("import/write").with("path", path.display());
        match write_new(&path, &bytes) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&path).ok().as_deref() != Some(&bytes) {
                    continue;
                }
            }
            Err(error) => return Err(error).with_context(failure),
        }
        return Ok(Some(path));
    }
    Err(Failure::new("import/write").with("path", format!("{stem}.csv")).into())
}

/// The name without its end: rows rejected from a file `…-a-corriger.csv` get the next number, not the suffix a second time.
fn stem(table: &Path, language: Language) -> String {
    let end = messages::say(language, "import/file", &[]);
    let name = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let numberless = name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('-');
    let own = [name.as_str(), numberless].into_iter().find_map(|name| name.strip_suffix(&format!("-{end}")));
    format!("{}-{end}", own.unwrap_or(&name))
}

//! What an import writes: the changes that bring no error, each file whole.

use std::{collections::BTreeMap, mem};

use trousseau_core::{
    diagnostic::{Diagnostic, Severity, rule},
    messages::Failure,
    source::{Source, Sources},
};
use trousseau_lint as lint;
use trousseau_text::{Fingerprint, Language};

use super::units::{Brought, File};
use crate::{Content, Project};

/// What comes of a file.
pub struct Import {
    /// The tag of its language.
    pub language: Language,
    /// What becomes of each text.
    pub texts: Vec<Text>,
    /// What could not be taken, at its place in the file; and what the changes bring.
    pub diagnostics: Vec<Diagnostic>,
    /// All files of the toolkit as they are now, and the one that was imported.
    pub sources: Sources,
    /// How many units were left since nobody has said that they are done.
    pub open: usize,
    /// What is to be written.
    pub(super) changes: Vec<Change>,
}

/// What becomes of one text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The file.
    pub path: String,
    /// How many blocks have other words now.
    pub changed: usize,
    /// How many stand elsewhere now, since their sources do.
    pub moved: usize,
    /// How many were confirmed as they are.
    pub confirmed: usize,
    /// The blocks that were left out since their source is gone.
    pub removed: Vec<String>,
    /// Whether it is new.
    pub is_new: bool,
    /// How many blocks of the source are not translated as they are now.
    pub left: usize,
}

/// A text that is to be written.
pub(super) struct Change {
    pub text: Text,
    pub files: Vec<Source>,
    /// The file of before, where it is no source of the toolkit.
    pub beside: Option<Source>,
    /// The words that units brought.
    pub brought: Vec<Brought>,
}

impl Change {
    /// One of its files as it is now.
    fn before<'a>(&'a self, project: &'a Project, file: &Source) -> Option<&'a Source> {
        self.beside.as_ref().or_else(|| project.sources.own(&file.path))
    }

    /// Whether some byte is another one than now.
    fn is_one(&self, project: &Project) -> bool {
        self.files.iter().any(|file| self.before(project, file).is_none_or(|old| old.bytes != file.bytes))
    }
}

impl Text {
    /// What becomes of its blocks: the keys of messages, with their numbers.
    pub fn parts(&self) -> Vec<(&'static str, usize)> {
        let mut parts = vec![("translation/changed", self.changed)];
        let more = [
            ("translation/moved", self.moved),
            ("translation/confirmed", self.confirmed),
            ("translation/removed", self.removed.len()),
            ("translation/left", self.left),
        ];
        parts.extend(more.into_iter().filter(|(_, number)| *number > 0));
        parts
    }
}

impl Import {
    /// The files that are written, as they are and as they will be; `None` for one that is new. Those that only the program reads
    /// come, too.
    pub fn files<'a>(
        &'a self,
        project: &'a Project,
    ) -> impl Iterator<Item = (Option<&'a Source>, &'a Source)> {
        self.changes
            .iter()
            .flat_map(move |change| change.files.iter().map(move |file| (change.before(project, file), file)))
    }

    /// A hash of what is written, by which a look is known again.
    pub fn seen(&self) -> String {
        let files = self.changes.iter().flat_map(|change| &change.files);
        let all = files.map(|file| format!("{}\n{}\n", file.path, Fingerprint::of(&file.bytes)));
        Fingerprint::of(all.collect::<String>().as_bytes()).to_string()
    }
}

/// Takes the changes that bring no error; the rest is said.
pub(super) fn decide(project: &Project, mut changes: Vec<Change>, file: &File, import: &mut Import) {
    let brought: BTreeMap<String, Vec<Brought>> =
        changes.iter_mut().map(|change| (change.text.path.clone(), mem::take(&mut change.brought))).collect();
    let of_unit = |one: Diagnostic| {
        let brought = brought.get(&*one.place.path).map_or(&[][..], Vec::as_slice);
        Brought::told(one, brought, file)
    };
    changes.retain(|change| change.is_one(project));
    loop {
        let mut after = (*project.sources).clone();
        changes.iter().flat_map(|change| &change.files).for_each(|file| after.put(file.clone()));
        let news = lint::news(&project.sources, &after, project.today);
        changes.iter().flat_map(|change| &change.files).for_each(|file| import.sources.put(file.clone()));
        let (wrong, good) = sorted(changes, &news);
        changes = good;
        if wrong.is_empty() {
            let news = news.into_iter().filter(|one| one.rule != rule::translation::STALE);
            import.diagnostics.extend(news.map(of_unit));
            break;
        }
        let of_good = |one: &Diagnostic| changes.iter().any(|change| *one.place.path == *change.text.path);
        let of_wrong = |one: &Diagnostic| wrong.iter().any(|change| *one.place.path == *change.text.path);
        let is_told = |one: &Diagnostic| of_wrong(one) || is_error(one) && !of_good(one);
        import.diagnostics.extend(news.into_iter().filter(is_told).map(&of_unit));
    }
    import.texts = changes.iter().map(|change| change.text.clone()).collect();
    import.changes = changes;
}

/// Writes what a look has shown.
pub fn write((content, project): (&Content, &Project), import: &Import) -> anyhow::Result<()> {
    for change in &import.changes {
        for file in &change.files {
            match &change.beside {
                Some(old) => content.replace(old, &file.bytes)?,
                None => put((content, project), file)?,
            }
        }
    }
    Ok(())
}

/// The changes that bring an error, and the others. Of an error in another file nobody knows which one brings it: then it is any.
fn sorted(changes: Vec<Change>, news: &[Diagnostic]) -> (Vec<Change>, Vec<Change>) {
    let is_of = |one: &Diagnostic, change: &Change| *one.place.path == *change.text.path;
    let errors: Vec<&Diagnostic> = news.iter().filter(|one| is_error(one)).collect();
    let (wrong, good): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|change| errors.iter().any(|one| is_of(one, change)));
    if wrong.is_empty() && !errors.is_empty() { (good, wrong) } else { (wrong, good) }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Writes a file of the toolkit, new or in the place of the one that was read.
pub(super) fn put((content, project): (&Content, &Project), file: &Source) -> anyhow::Result<()> {
    // What is put together of two files cannot be written into one of them.
    if !project.sources.is_written_here(&file.path) {
        return Err(Failure::new("base/not-own").with("path", &file.path).into());
    }
    match project.sources.own(&file.path) {
        Some(old) if old.bytes == file.bytes => Ok(()),
        Some(old) => content.replace(old, &file.bytes),
        None => content.create(&file.path, &file.bytes),
    }
}

#[cfg(test)]
mod tests {
    use trousseau_core::{diagnostic::Place, source::SourcePath};

    use super::*;

    /// The paths that are wrong and those that are good, when errors lie in these files.
    #[track_caller]
    fn check(errors: &[&str], wrong: &[&str], good: &[&str]) {
        let change = |path: &str| Change {
            text: Text { path: path.to_owned(), ..Text::default() },
            files: Vec::new(),
            beside: None,
            brought: Vec::new(),
        };
        let news: Vec<Diagnostic> = errors
            .iter()
            .map(|path| Diagnostic::new(rule::translation::FORM, Place::file(&SourcePath::from(*path))))
            .collect();
        let (bad, fine) = sorted(vec![change("a"), change("b")], &news);
        let paths = |all: &[Change]| all.iter().map(|one| one.text.path.clone()).collect::<Vec<_>>();
        assert_eq!(
            (paths(&bad), paths(&fine)),
            (
                wrong.iter().map(|path| (*path).to_owned()).collect(),
                good.iter().map(|path| (*path).to_owned()).collect()
            )
        );
    }

    #[test]
    fn an_error_lets_nothing_through_that_may_have_brought_it() {
        check(&[], &[], &["a", "b"]);
        check(&["a"], &["a"], &["b"]);
        check(&["a", "c"], &["a"], &["b"]);
        check(&["c"], &["a", "b"], &[]);
    }
}

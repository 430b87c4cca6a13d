//! A text → a document, with what has changed since partners last agreed to it.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;

use trousseau_core::{
    document::Alert,
    guide::Version,
    manuscript::{
        Around, Block, Letter, Manuscript, Step,
        align::align,
        compare::{Piece, pieces},
        hash, plain,
    },
    messages::Failure,
    translation::Kind,
};
use trousseau_exchange::word::{
    State,
    write::{self, Bullet, Look, Page, Paragraph, Part},
};
use trousseau_io::disk;

use super::{Order, RULES, Text, before, look};
use crate::Project;

/// A document that was made.
pub struct Exported {
    /// A name for its file: `demander-fr.docx`.
    pub name: String,
    /// The document.
    pub bytes: Vec<u8>,
    /// The version since which changes are marked; none where the history has none, or nothing has changed.
    pub since: Option<Version>,
}

/// Makes the document of a guide or a page, in the source language or in another.
pub fn export(project: &Project, name: &str, language: Option<&str>) -> anyhow::Result<Exported> {
    let text = Text::find(project, name, language)?;
    let unreadable = || Failure::new("find/unreadable").with("name", name);
    let words = text.source.text().map_err(|_| unreadable())?;
    let manuscript = text.reading().read(words).ok_or_else(unreadable)?;
    let hashes: Vec<String> = manuscript.blocks.iter().map(Block::hash).collect();
    let is_other = |old: &Manuscript| old.blocks.iter().map(Block::hash).collect::<Vec<_>>() != hashes;
    let before = before::before(project, &text).filter(|(_, old)| is_other(old));
    let since = before.as_ref().map(|(version, _)| *version);
    let old = before.map(|(_, old)| old.blocks).unwrap_or_default();
    let mut maker = Maker {
        project,
        text: &text,
        manuscript: &manuscript,
        changes: Changes::of(&old, &manuscript),
        lists: 0,
        labels: 0,
    };
    let parts = maker.parts();
    let page = Page {
        language: text.language.html().to_owned(),
        is_rtl: text.language.direction().name() == "rtl",
        title: manuscript.blocks.first().map(|title| title.raw.clone()).unwrap_or_default(),
        made_of: format!("{RULES}|{}|{}", text.source.path, hashes.join(",")),
        parts,
    };
    let bytes =
        write::write(&page).ok_or_else(|| Failure::new("word/large").with("path", &text.source.path))?;
    Ok(Exported { name: format!("{}-{}.docx", text.slug, text.language), bytes, since })
}

/// Writes a document over one of before, unless that one says something that its text does not.
pub fn keep(project: &Project, path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let failure = |key| Failure::new(key).with("path", path.display());
    if let Ok(old) = fs::read(path) {
        if old == bytes {
            return Ok(());
        }
        let order = Order {
            path: path.display().to_string().into(),
            bytes: &old,
            origin: String::new(),
            no_person: false,
        };
        let has_news = look(project, &order)
            .map_or(!old.is_empty(), |look| !look.is_empty() || !look.diagnostics.is_empty());
        if has_news {
            return Err(failure("word/not-imported").into());
        }
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| failure("word/write"))?;
    }
    disk::write_over(path, bytes).with_context(|| failure("word/write"))
}

/// For each block what it said before, and the blocks that are gone, by the place before which they stood.
struct Changes<'a> {
    old: Vec<Option<&'a Block>>,
    gone: BTreeMap<usize, Vec<&'a Block>>,
    is_known: bool,
}

impl<'a> Changes<'a> {
    fn of(old: &'a [Block], now: &Manuscript) -> Self {
        let letters =
            |blocks: &'a [Block]| blocks.iter().map(|block| block.letters.as_slice()).collect::<Vec<_>>();
        let new: Vec<&[Letter]> = now.blocks.iter().map(|block| block.letters.as_slice()).collect();
        let mut pairs = align(&letters(old), &new, &[]);
        for (pair, block) in pairs.iter_mut().zip(&now.blocks) {
            *pair = pair.filter(|place| old.get(*place).is_some_and(|before| before.kind == block.kind));
        }
        let mut gone: BTreeMap<usize, Vec<&Block>> = BTreeMap::new();
        let mut next = 0;
        for (place, block) in old.iter().enumerate() {
            match pairs.iter().position(|pair| *pair == Some(place)) {
                Some(at) => next = at + 1,
                None if !block.is_cell() => gone.entry(next).or_default().push(block),
                None => {}
            }
        }
        let old_of = pairs.iter().map(|pair| pair.and_then(|place| old.get(place))).collect();
        Self { old: old_of, gone, is_known: !old.is_empty() }
    }
}

struct Maker<'a> {
    project: &'a Project,
    text: &'a Text<'a>,
    manuscript: &'a Manuscript,
    changes: Changes<'a>,
    lists: usize,
    labels: usize,
}

/// A list that is open: its number, what stands before its items, and whether the item that is open has had words.
struct Open {
    list: usize,
    bullet: Bullet,
    has_words: bool,
}

impl Maker<'_> {
    fn parts(&mut self) -> Vec<Part> {
        let mut out = Vec::new();
        for (place, look) in [(0, Look::Title), (1, Look::Summary)] {
            self.block(place, look, &mut out);
        }
        let mut around: Vec<Around> = Vec::new();
        let mut lists: Vec<Open> = Vec::new();
        let mut table: Option<Vec<Vec<Paragraph>>> = None;
        for step in &self.manuscript.steps {
            match step {
                Step::Open(inner) => {
                    self.open(inner, &mut lists, &mut table, &mut out);
                    around.push(inner.clone());
                }
                Step::Close => match around.pop() {
                    Some(Around::List(_)) => drop(lists.pop()),
                    Some(Around::Table) => out.extend(table.take().map(Part::Table)),
                    _ => {}
                },
                Step::Rule if around.contains(&Around::Letter) => {
                    self.named("____________", Look::Letter, &mut out)
                }
                Step::Rule => self.label("____________", &mut out),
                Step::Block(place) => {
                    match table.as_mut().and_then(|rows| Some((rows.len(), rows.last_mut()?.last_mut()?))) {
                        Some((row, cell)) => {
                            let look = if row == 1 { Look::HeadCell } else { Look::Cell };
                            *cell = self.paragraph(*place, look);
                        }
                        None => {
                            let look = self.look(*place, &mut lists);
                            self.block(*place, look, &mut out);
                        }
                    }
                }
            }
        }
        self.gone(self.manuscript.blocks.len(), &mut out);
        out
    }

    fn open(
        &mut self,
        inner: &Around,
        lists: &mut Vec<Open>,
        table: &mut Option<Vec<Vec<Paragraph>>>,
        out: &mut Vec<Part>,
    ) {
        match inner {
            Around::List(start) => {
                self.lists += 1;
                let bullet = start.map_or(Bullet::Dot, Bullet::Number);
                lists.push(Open { list: self.lists, bullet, has_words: false });
            }
            Around::Item(task) => {
                if let Some(open) = lists.last_mut() {
                    open.has_words = false;
                    if task.is_some() {
                        open.bullet = Bullet::Task;
                    }
                }
            }
            Around::Box(Some(alert)) => {
                let strings = self
                    .project
                    .loaded
                    .as_ref()
                    .map(|loaded| loaded.theme.strings(self.text.language).clone());
                let words =
                    strings.map(|strings| strings.get(alert_key(*alert)).to_owned()).unwrap_or_default();
                self.label(&words, out);
            }
            Around::Note(label) => self.label(&format!("[{label}]"), out),
            Around::Table => *table = Some(Vec::new()),
            Around::Row => table.iter_mut().for_each(|rows| rows.push(Vec::new())),
            Around::Cell => {
                let empty = Paragraph { look: Look::Cell, ..Paragraph::default() };
                table.iter_mut().flat_map(|rows| rows.last_mut()).for_each(|row| row.push(empty.clone()));
            }
            _ => {}
        }
    }

    /// What a block looks like.
    fn look(&self, place: usize, lists: &mut [Open]) -> Look {
        let Some(block) = self.manuscript.blocks.get(place) else { return Look::Text };
        let level = block
            .around
            .iter()
            .find_map(|one| if let Around::Heading(level) = one { Some(*level) } else { None });
        match block.kind {
            Kind::Heading => Look::Heading(level.unwrap_or(2)),
            Kind::Item => {
                let depth = u8::try_from(lists.len().saturating_sub(1)).unwrap_or(8);
                match lists.last_mut() {
                    Some(open) if !open.has_words => {
                        open.has_words = true;
                        Look::Item(depth, open.list, open.bullet)
                    }
                    _ => Look::Inner(depth),
                }
            }
            Kind::Box if block.around.contains(&Around::Letter) => Look::Letter,
            Kind::Box => Look::Box,
            Kind::Caption | Kind::Alt => Look::Caption,
            Kind::Note => Look::Note,
            Kind::Verbatim => Look::Verbatim,
            _ => Look::Text,
        }
    }

    /// Words of the program, which do not come back.
    fn label(&mut self, words: &str, out: &mut Vec<Part>) {
        self.named(words, Look::Label, out);
    }

    fn named(&mut self, words: &str, look: Look, out: &mut Vec<Part>) {
        self.labels += 1;
        let letters = plain(words);
        let name = format!("_tl{}_{}", self.labels, hash(&letters));
        let runs = vec![(State::Same, letters)];
        out.push(Part::Paragraph(Paragraph { name, look, state: State::Same, runs }));
    }

    fn block(&mut self, place: usize, look: Look, out: &mut Vec<Part>) {
        self.gone(place, out);
        out.push(Part::Paragraph(self.paragraph(place, look)));
    }

    /// The blocks that stood before this one and are gone.
    fn gone(&mut self, place: usize, out: &mut Vec<Part>) {
        let Some(gone) = self.changes.gone.remove(&place) else { return };
        for block in gone {
            let runs = vec![(State::Gone, block.letters.clone())];
            let look = match block.kind {
                Kind::Heading => Look::Heading(2),
                Kind::Item => Look::Inner(0),
                Kind::Box => Look::Box,
                _ => Look::Text,
            };
            out.push(Part::Paragraph(Paragraph { name: String::new(), look, state: State::Gone, runs }));
        }
    }

    fn paragraph(&self, place: usize, look: Look) -> Paragraph {
        let Some(block) = self.manuscript.blocks.get(place) else { return Paragraph::default() };
        let name = format!("_t{place}_{}", block.hash());
        let old = self.changes.old.get(place).copied().flatten();
        let (state, runs) = match old {
            Some(old) => (State::Same, runs(&old.letters, &block.letters)),
            // A cell cannot be new without its row.
            None if self.changes.is_known && !block.is_cell() => {
                (State::New, vec![(State::New, block.letters.clone())])
            }
            None => (State::Same, vec![(State::Same, block.letters.clone())]),
        };
        Paragraph { name, look, state, runs }
    }
}

/// The words of a block, those that are new and those that are gone marked.
fn runs(old: &[Letter], new: &[Letter]) -> Vec<(State, Vec<Letter>)> {
    if old == new {
        return vec![(State::Same, new.to_vec())];
    }
    let run = |piece: Piece| match piece {
        Piece::Same(letters) => (State::Same, letters),
        Piece::Gone(letters) => (State::Gone, letters),
        Piece::New(letters) => (State::New, letters),
    };
    pieces(old, new).into_iter().map(run).collect()
}

/// The words by which readers know a box.
fn alert_key(alert: Alert) -> &'static str {
    match alert {
        Alert::Note => "alert.note",
        Alert::Tip => "alert.tip",
        Alert::Important => "alert.important",
        Alert::Warning => "alert.warning",
        Alert::Caution => "alert.caution",
    }
}

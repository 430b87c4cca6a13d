//! A document that comes back → what would change in its text, block by block, before anything is written.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::{edit, remark::NewFeedback},
    manuscript::{
        compare::places,
        rewrite::{Done, rewrite},
    },
    messages::Failure,
    source::{Source, SourcePath, Sources},
};
use trousseau_exchange::word::Document;

use super::{
    Block, Order, RULES, Text,
    beside::Comparing,
    document,
    got::Got,
    left::{Left, left},
    remarks,
};
use crate::{Content, Project, edit::Refusal};

/// What a document would change.
pub struct Look {
    /// The text of which it was made.
    pub path: SourcePath,
    /// The file as it would be.
    pub text: String,
    /// The blocks that would change, in the order of the document.
    pub blocks: Vec<Block>,
    /// How many places differ.
    pub places: usize,
    /// The remarks that come of its comments, ready to be written, with the slug of their guide.
    pub remarks: Vec<NewFeedback>,
    /// What is left as it was, and why; and what was dropped.
    pub diagnostics: Vec<Diagnostic>,
    /// The files in which the diagnostics have their places.
    pub sources: Sources,
    /// What was in the document that a text cannot hold, and how often.
    pub dropped: Vec<Left>,
    pub(super) guide: Option<String>,
}

impl Look {
    /// Whether anything would be written.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.remarks.is_empty()
    }

    /// How many changes were not marked in the document.
    pub fn unmarked(&self) -> usize {
        self.blocks.iter().filter(|block| !block.is_marked).count()
    }
}

/// Looks at a document: nothing is written.
pub fn look(project: &Project, order: &Order) -> anyhow::Result<Look> {
    let document = document(&order.path, order.bytes)?;
    let failure = |key| Failure::new(key).with("path", &order.path);
    let made_of = document.made_of.clone().ok_or_else(|| failure("word/stranger"))?;
    let mut parts = made_of.splitn(3, '|');
    if parts.next() != Some(RULES) {
        return Err(failure("word/rules").into());
    }
    let (path, hashes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let gone = || failure("word/gone").with("text", path);
    let text = Text::at(project, path).ok_or_else(gone)?;
    let words = text.source.text().map_err(|_| gone())?;
    let manuscript = text.reading().read(words).ok_or_else(gone)?;
    let mut look = Comparing::new(&text, &manuscript, &document, hashes);
    if look.is_other() {
        return Err(failure("word/other").with("text", path).into());
    }
    let (wishes, gone) = look.wishes();
    let outcome = rewrite(words, text.reading(), &wishes, &gone)
        .ok_or_else(|| failure("word/gone").with("text", path))?;
    look.tell(&wishes, &gone, &outcome);
    let Comparing { blocks, mut diagnostics, got, pairs, .. } = look;
    let unmarked = blocks.iter().filter(|block: &&Block| !block.is_marked).count();
    if unmarked > 0 {
        let place = Place::file(&order.path);
        diagnostics.push(Diagnostic::new(rule::word::UNMARKED, place).with("count", unmarked));
    }
    let section = |place: usize| remarks::section(project, &text, &manuscript, place);
    let places = blocks
        .iter()
        .map(|block| if matches!(block.done, Done::Changed) { places(&block.pieces) } else { 1 })
        .sum();
    let noted = remarks::read(project, &text, order, &comments(&document, &got, &pairs, &section))?;
    diagnostics.extend(noted.diagnostics);
    let mut sources = (*project.sources).clone();
    sources.put(Source::new(order.path.clone(), order.bytes.to_vec()));
    let guide = (!noted.remarks.is_empty()).then(|| text.slug.to_owned());
    Ok(Look {
        path: text.source.path.clone(),
        text: outcome.text,
        blocks,
        places,
        remarks: noted.remarks,
        diagnostics,
        sources,
        dropped: left(&document),
        guide,
    })
}

/// Writes what a look showed: the text, and the remarks into the head of its guide. Nothing is written that brings an error.
pub fn write((content, project): (&Content, &Project), look: &Look) -> anyhow::Result<Result<(), Refusal>> {
    let is_same =
        project.sources.own(&look.path).is_some_and(|source| *source.bytes == *look.text.as_bytes());
    let mut changes = Vec::new();
    let guide = look.guide.as_deref().map(|slug| project.guide(slug)).transpose()?;
    let remarks: Vec<&NewFeedback> = look.remarks.iter().collect();
    let noted = |text: &str| {
        if remarks.is_empty() { Ok(text.to_owned()) } else { edit::add_feedback(text, &remarks) }
    };
    let own = guide.is_some_and(|guide| guide.path == look.path);
    if !is_same || own {
        let edit = |_: &str| Ok((if own { noted(&look.text)? } else { look.text.clone() }, ()));
        changes.push(project.prove_file(&look.path, edit));
    }
    if let Some(guide) = guide.filter(|_| !own) {
        changes.push(project.prove(guide, |text| Ok((noted(text)?, ()))));
    }
    let mut good = Vec::new();
    for change in changes {
        match change {
            Ok(change) => good.push(change),
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    for change in &good {
        project.write(change, content)?;
    }
    Ok(Ok(()))
}

/// The comments with the sections in which they stand.
fn comments(
    document: &Document,
    got: &[Got],
    pairs: &[Option<usize>],
    section: &dyn Fn(usize) -> String,
) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut last = 0;
    let mut seen: Vec<&String> = Vec::new();
    for (one, pair) in got.iter().zip(pairs) {
        last = pair.unwrap_or(last);
        for id in &one.comments {
            if let Some(words) = document.comments.get(id).filter(|_| !seen.contains(&id)) {
                seen.push(id);
                out.push((section(last), words.clone()));
            }
        }
    }
    out
}

//! The form of `toolkit.yaml`, and the lock that is undone together with the head of a translation.

use super::{super::DataHandler, Case, sheet::Frame};
use crate::{
    editor::edit,
    http::{Asked, OWN, Reply},
    state::Snapshot,
};
use trousseau_app::{
    FileChange,
    entries::{self, Target},
};
use trousseau_core::{
    guide::edit::entries::parse,
    source::{Source, SourcePath},
    toolkit,
    translation::lock_path,
};

impl DataHandler {
    /// What holds for the whole toolkit.
    pub(in crate::editor::data) fn toolkit(
        &self,
        snapshot: &Snapshot,
        asked: &Asked,
    ) -> anyhow::Result<Reply> {
        let (content, project) = self.open(asked)?;
        let source = project.sources.own(toolkit::PATH);
        let tree = source.and_then(|source| parse(source.text().ok()?).ok());
        let Some(tree) = tree else {
            let text = Reply { status: 303, to: Some(edit(toolkit::PATH)), ..Reply::default() };
            return Ok(self.returned_or(snapshot, asked, text));
        };
        let done = ["changed", "undone"].into_iter().find(|name| asked.query("done") == Some(name));
        let undo = asked.query("undo").filter(|number| number.parse::<u64>().is_ok());
        let frame = Frame {
            list: "toolkit",
            what: "change",
            action: format!("/{OWN}/data/toolkit"),
            back: format!("/{OWN}/data"),
            message: done.unwrap_or_default(),
            undo: undo.unwrap_or_default().to_owned(),
            ..Frame::default()
        };
        let target = Target::Toolkit(entries::places(&tree));
        let case = self.case(snapshot, asked, &project, content.as_ref(), target);
        self.form(Case { frame, tree: Some(tree), ..case })
    }

    /// What was written into the lock beside a translation, so that both are undone together; nothing when it is as it was.
    pub(super) fn lock_changed(&self, case: &Case, text: &str) -> Option<FileChange> {
        let path: SourcePath = lock_path(text).into();
        let before = case.project.sources.own(&path).cloned();
        let after = std::fs::read(self.preview.root.join(&*path)).ok();
        let after = after.map(|bytes| Source::new(path.clone(), bytes));
        let hash = |source: &Option<Source>| source.as_ref().map(|source| source.fingerprint);
        (hash(&before) != hash(&after)).then_some(FileChange { path, before, after })
    }
}

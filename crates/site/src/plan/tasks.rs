//! A plan: all tasks of a build, and what they are made from.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    leaflet_plan::LeafletPlan,
    task::{OutputKind, Task},
};
use crate::view::{SiteContext, kept_view::Kept};
use trousseau_core::{library::Library, manifest::OutputPath};
use trousseau_text::{Fingerprint, Language};

/// Everything to make. It is light: views are made when they are generated, and dropped after.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The tasks, by their path below the output folder.
    pub tasks: Tasks,
    /// What all pages of one language share, in the order of the toolkit's languages.
    pub contexts: Vec<Arc<SiteContext>>,
    /// What pages are made of.
    pub(super) library: Arc<Library>,
    /// The public address of the site.
    pub(super) base_url: Option<String>,
    /// The files that are there to be kept.
    pub(super) kept: Kept,
    /// The theme.
    pub(super) theme: Fingerprint,
}

/// Tasks by their path: those of the plan itself, and the leaflets', which several plans share: there are many of them, and an
/// edit moves none.
#[derive(Clone, Debug)]
pub struct Tasks {
    pub(super) own: BTreeMap<OutputPath, Task>,
    pub(super) leaflet_plan: Arc<LeafletPlan>,
}

impl Tasks {
    /// The leaflets' tasks alone: the others are added.
    pub(super) fn new(leaflet_plan: Arc<LeafletPlan>) -> Self {
        Self { own: BTreeMap::new(), leaflet_plan }
    }

    /// The task of an output.
    pub fn get(&self, path: &str) -> Option<&Task> {
        self.get_key_value(path).map(|(_, task)| task)
    }

    /// The task of an output, and its path as it is kept.
    pub fn get_key_value(&self, path: &str) -> Option<(&OutputPath, &Task)> {
        self.own.get_key_value(path).or_else(|| self.leaflet_plan.tasks.get_key_value(path))
    }

    /// Whether there is such an output.
    pub fn contains_key(&self, path: &str) -> bool {
        self.get_key_value(path).is_some()
    }

    /// All tasks: those of the plan itself first.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, &Task)> {
        self.own.iter().chain(&self.leaflet_plan.tasks)
    }

    /// All paths.
    pub fn keys(&self) -> impl Iterator<Item = &OutputPath> {
        self.iter().map(|(path, _)| path)
    }

    pub(super) fn insert(&mut self, path: OutputPath, task: Task) {
        self.own.insert(path, task);
    }
}

impl Plan {
    pub(super) fn context(&self, language: Language) -> &Arc<SiteContext> {
        let own = self.contexts.iter().find(|context| context.tag == language.tag());
        own.expect("each language of a plan has its context")
    }

    pub(super) fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    pub(super) fn add<V: serde::Serialize>(
        &mut self,
        path: String,
        view: V,
        kind: impl FnOnce(V) -> OutputKind,
    ) {
        let key = Some(Fingerprint::join([&self.theme, &Fingerprint::of_value(&view)]));
        self.tasks.insert(path.into(), Task { kind: kind(view), key });
    }

    /// An output whose view is made when somebody asks.
    pub(super) fn find(&mut self, path: String, kind: OutputKind) {
        self.tasks.insert(path.into(), Task { kind, key: None });
    }

    pub(super) fn file(&mut self, path: String, fingerprint: Fingerprint, kind: OutputKind) {
        let key = Some(Fingerprint::join([&fingerprint, &Fingerprint::of(path.as_bytes())]));
        self.tasks.insert(path.into(), Task { kind, key });
    }
}

//! What a build is asked for beside its files.

use std::sync::Arc;

use super::leaflet_plan::LeafletPlan;

/// What the command line may change.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// Another public address.
    pub base_url: Option<String>,
    /// Whether compressed files are wanted beside the others.
    pub compress: bool,
    /// The leaflets, when there are some: pages offer what it says.
    pub leaflets: Option<Arc<LeafletPlan>>,
}

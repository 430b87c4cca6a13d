//! What each partner may do with a token of its own at a desk that others share: `desk:` in `toolkit.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{PATH, Partner, ids::home};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    yaml::Placed,
};

/// What each partner may do, by its id.
pub type Desk = BTreeMap<String, Placed<Vec<Right>>>;

/// What a partner may do at the desk.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema, IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Right {
    /// Prints the leaflets that it hands out.
    Print,
    /// Proposes other words, and decides on what others propose.
    Propose,
    /// Agrees to texts.
    Agree,
    /// Changes texts, lists, pictures and remarks.
    Edit,
}

impl Right {
    /// The name in the file.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Takes out partners that nobody knows, with a diagnostic for each. Where the list of partners could not be read whole, one that is
/// missing may be in it: it may do nothing, and nothing is said.
pub(super) fn check(
    desk: &mut Desk,
    partners: &[Partner],
    is_doubtful: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    desk.retain(|id, rights| {
        let is_known = partners.iter().any(|partner| *partner.id == **id);
        if !is_known && !is_doubtful {
            let place = Place::span(&PATH.into(), rights.span);
            let unknown = Diagnostic::new(rule::toolkit::UNKNOWN_ID, place).with("kind", "partner");
            let unknown = unknown.with("id", id).with("where", home("partner"));
            diagnostics.push(unknown.with_near(id, partners.iter().map(|partner| partner.id.as_str())));
        }
        is_known
    });
}

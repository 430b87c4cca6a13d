//! The values that a missing field of a front matter may have, said with the diagnostic that it is missing.

use crate::diagnostic::rule;
use crate::{diagnostic::Diagnostic, toolkit::Toolkit};

/// Names the values that a missing field of a front matter may have.
pub fn name(diagnostics: &mut [Diagnostic], toolkit: &Toolkit) {
    let stages = || toolkit.stages.iter().map(|stage| stage.id.as_str()).collect::<Vec<_>>().join(", ");
    for diagnostic in diagnostics
        .iter_mut()
        .filter(|diagnostic| diagnostic.rule == rule::yaml::MISSING && diagnostic.place.path.ends_with(".md"))
    {
        let known = match diagnostic.args.get("key").map(String::as_str) {
            Some("stage") => stages(),
            Some("status") => "draft, pilot, published, retired".into(),
            Some("translation") => "begun, machine, draft, reviewed".into(),
            _ => continue,
        };
        diagnostic.rule = rule::front_matter::CHOICE;
        diagnostic.args.insert("known", known);
    }
}

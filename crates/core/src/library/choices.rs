//! The values that a missing field of a front matter may have, said with the diagnostic that it is missing.

use crate::diagnostic::rule;
use crate::{diagnostic::Diagnostic, toolkit::Toolkit};

/// Names the values that a missing field of a front matter may have.
pub fn name(notes: &mut [Diagnostic], toolkit: &Toolkit) {
    let stages = || toolkit.stages.iter().map(|stage| stage.id.as_str()).collect::<Vec<_>>().join(", ");
    for note in
        notes.iter_mut().filter(|note| note.rule == rule::yaml::MISSING && note.place.path.ends_with(".md"))
    {
        let known = match note.args.get("key").map(String::as_str) {
            Some("stage") => stages(),
            Some("status") => "draft, pilot, published, retired".into(),
            Some("translation") => "begun, machine, draft, reviewed".into(),
            _ => continue,
        };
        note.rule = rule::front_matter::CHOICE;
        note.args.insert("known", known);
    }
}

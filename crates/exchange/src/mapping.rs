//! The mapping of a form: which question is which field, and which answer means which word. A closed form in YAML.

mod fields;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

pub use self::fields::{Defaults, Meanings};
use super::headings;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    guide::remark::Field,
    source::Source,
    yaml::{self, Placed},
};
use trousseau_text::slug::slug;

/// What a form calls things. Accents, capitals and punctuation do not count.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
#[serde(default)]
pub struct Mapping {
    /// The heading of the column of each field: `theme: Quel est le problème ?`.
    pub columns: BTreeMap<Field, Placed<String>>,
    /// What answers mean, field by field.
    pub values: Meanings,
    /// What holds for rows that do not say it.
    pub defaults: Defaults,
    /// Headings of columns that are not read.
    pub ignore: Vec<Placed<String>>,
    /// The sheet, when a spreadsheet has several.
    pub sheet: Option<String>,
}

/// Reads a mapping; `None` when the file is not YAML.
pub fn read(source: &Source) -> WithDiagnostics<Option<Mapping>> {
    let text = match source.text() {
        Ok(text) => text.trim_start_matches('\u{feff}'),
        Err(diagnostic) => return WithDiagnostics { value: None, diagnostics: vec![diagnostic] },
    };
    let offset = source.bytes.len() - text.len();
    let mut read = yaml::read::<Mapping>(text, &source.path, offset);
    for heading in read.value.iter().flat_map(|mapping| mapping.columns.values()) {
        if headings::is_private(heading) {
            let place = Place::span(&source.path, offset + heading.span.start..offset + heading.span.end);
            read.diagnostics
                .push(Diagnostic::new(rule::import::PRIVATE, place).with("column", &heading.value));
        }
    }
    read
}

impl Mapping {
    /// The field of a heading.
    pub fn field(&self, heading: &str) -> Option<Field> {
        let wanted = slug(heading);
        self.columns.iter().find(|(_, own)| slug(own) == wanted).map(|(field, _)| *field)
    }

    /// Whether a column is left out.
    pub fn leaves_out(&self, heading: &str) -> bool {
        let wanted = slug(heading);
        self.ignore.iter().any(|own| slug(own) == wanted)
    }
}

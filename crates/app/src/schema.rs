//! The form of every file as JSON Schema, so that a text editor completes fields and shows mistakes.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use schemars::{Schema, schema_for};

use trousseau_core::{
    guide::{GuideFrontMatter, PageFrontMatter, TranslationFrontMatter},
    messages::Failure,
    toolkit::{Contact, Fact, Number, Partner, Phrase, Question, Round, Series, Term, ToolkitFile},
};
use trousseau_exchange::Mapping;
use trousseau_io::disk;

/// The folder of the schemas in a toolkit.
pub const FOLDER: &str = "schemas";

/// The schemas, by their file name. They are made from the types that read the files, so they cannot differ from them.
pub fn all() -> BTreeMap<&'static str, Schema> {
    BTreeMap::from([
        ("contacts.json", schema_for!(Vec<Contact>)),
        ("facts.json", schema_for!(Vec<Fact>)),
        ("glossary.json", schema_for!(Vec<Term>)),
        ("guide.json", schema_for!(GuideFrontMatter)),
        ("mapping.json", schema_for!(Mapping)),
        ("numbers.json", schema_for!(Vec<Number>)),
        ("page.json", schema_for!(PageFrontMatter)),
        ("partners.json", schema_for!(Vec<Partner>)),
        ("paths.json", schema_for!(Vec<Question>)),
        ("phrases.json", schema_for!(Vec<Phrase>)),
        ("results.json", schema_for!(Vec<Series>)),
        ("rounds.json", schema_for!(Vec<Round>)),
        ("toolkit.json", schema_for!(ToolkitFile)),
        ("translation.json", schema_for!(TranslationFrontMatter)),
    ])
}

/// The bytes of the file of a schema.
pub fn text(schema: &Schema) -> String {
    format!("{:#}\n", schema.as_value())
}

/// Writes each schema to its file below a toolkit; their paths there.
pub fn write(root: &Path) -> anyhow::Result<Vec<String>> {
    let folder = root.join(FOLDER);
    let trouble = |path: &Path| Failure::new("schema/write").with("path", path.display());
    // A link there could lead anywhere.
    if folder.is_symlink() {
        return Err(trouble(&folder).into());
    }
    fs::create_dir_all(&folder).with_context(|| trouble(&folder))?;
    disk::sweep(&folder);
    let mut written = Vec::new();
    for (name, schema) in all() {
        let path = folder.join(name);
        disk::write_over(&path, text(&schema).as_bytes()).with_context(|| trouble(&path))?;
        written.push(format!("{FOLDER}/{name}"));
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_are_closed_and_explained() {
        let all = all();
        let guide = all["guide.json"].as_value();
        assert_eq!(guide["additionalProperties"], false);
        assert_eq!(guide["required"], serde_json::json!(["title", "summary", "stage", "status"]));
        assert_eq!(
            guide["properties"]["title"]["description"],
            "The title, an action: \"Déposer sa demande\"."
        );
        assert_eq!(all["facts.json"].as_value()["items"]["$ref"], "#/$defs/Fact");
        assert!(text(&all["toolkit.json"]).contains("\"languages\""));
    }
}

//! `trousseau schema`: the form of the files, for text editors.

use std::{collections::BTreeMap, path::Path};

use trousseau_app::schema;

use super::terminal::{Terminal, Verdict};

/// Prints all schemas as one object, by their file name.
pub fn print(terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let all: BTreeMap<_, _> =
        schema::all().into_iter().map(|(name, schema)| (name, schema.to_value())).collect();
    terminal.put(&format!("{:#}\n", serde_json::json!(all)));
    Ok(Verdict::Clean)
}

/// Writes each schema to its file below the toolkit.
pub fn write(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    for path in schema::write(root)? {
        terminal.say("schema/done", &[("path", &format!("{}{path}", terminal.prefix))]);
    }
    Ok(Verdict::Clean)
}

//! `trousseau check DIR`: a folder of a toolkit, or texts that have none.

use std::path::Path;

use trousseau_app::check::{self, folder};
use trousseau_core::messages;

use crate::terminal::{self, Terminal, Verdict};

/// Looks at what lies there: a toolkit or a part of one, or Markdown of another program as if it were guides.
pub fn run(path: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    if let Some((root, inner)) = folder::in_toolkit(path) {
        terminal.prefix = terminal::prefix(&root);
        let mut found = check::run(&root)?;
        found.diagnostics.retain(|diagnostic| Path::new(&*diagnostic.place.path).starts_with(&inner));
        terminal.tell(&found.diagnostics, &found.sources);
        terminal.summary();
        return terminal.close();
    }
    let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
    terminal.prefix = terminal::prefix(folder);
    let found = folder::loose(path)?;
    if found.sources.files.is_empty() {
        terminal.say("folder/none", &[("path", &path.display().to_string())]);
        return terminal.close();
    }
    terminal.tell_by_rule(&found.diagnostics, &found.sources);
    terminal.summary();
    about(&found, terminal);
    terminal.close()
}

/// What was looked at and how, and what only a toolkit could be asked.
fn about(found: &folder::Found, terminal: &mut Terminal) {
    let language = terminal.language;
    let count = |key, number| messages::count(language, key, number);
    let languages: Vec<String> =
        found.loose.languages.iter().map(|(language, texts)| format!("{language} {texts}")).collect();
    terminal.line("");
    terminal.line(&count("folder/looked", found.sources.files.len()));
    terminal.say("folder/languages", &[("languages", &languages.join(", "))]);
    terminal.say("folder/needs", &[]);
    for (key, number) in [
        ("folder/figures", found.loose.figures),
        ("folder/mails", found.loose.mails),
        ("folder/links", found.loose.links),
    ] {
        if number > 0 {
            terminal.line(&count(key, number));
        }
    }
    terminal.say("folder/next", &[]);
}

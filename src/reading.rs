//! `trousseau check --reading`: how hard each text is to read, the hardest first.

use std::path::Path;

use serde_json::json;

use crate::terminal::{Format, Terminal, Verdict, printed, table};
use trousseau_app::{
    Project,
    reading::{self, Score},
};
use trousseau_core::messages;

/// The columns, in their order.
const COLUMNS: [&str; 5] =
    ["reading/lix", "reading/kandel-moles", "reading/sentence", "reading/words", "reading/text"];

/// Shows the measures of all texts; one JSON object a line for programs. They are information: none is a fault.
pub fn run(root: &Path, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let project = Project::open_whole(root)?;
    let scores = reading::scores(&project);
    if terminal.format == Format::Json {
        terminal.put(&scores.iter().map(|score| format!("{}\n", object(score))).collect::<String>());
        return Ok(Verdict::Clean);
    }
    let say = |key: &str| messages::say(terminal.language, key, &[]);
    let mut rows = vec![COLUMNS.iter().map(|key| say(key)).collect::<Vec<_>>()];
    rows.extend(scores.iter().map(|score| cells(score, &say("reading/short"), &say("number/decimal"))));
    terminal.put(&table(&rows));
    terminal.line(&messages::count(terminal.language, "reading/all", scores.len()));
    terminal.say("reading/legend", &[]);
    Ok(Verdict::Clean)
}

fn cells(score: &Score, short: &str, decimal: &str) -> Vec<String> {
    let reading = &score.reading;
    let words = match reading.is_enough() {
        true => reading.words.to_string(),
        false => format!("{} ({short})", reading.words),
    };
    let kandel_moles = reading.kandel_moles.map(|points| points.to_string()).unwrap_or_default();
    let sentence = reading.sentence.to_string().replace('.', decimal);
    vec![reading.lix.to_string(), kandel_moles, sentence, words, printed(&score.path)]
}

fn object(score: &Score) -> serde_json::Value {
    let reading = &score.reading;
    json!({
        "file": &*score.path, "lang": score.language.tag(), "title": score.title, "words": reading.words,
        "sentences": reading.sentences, "words_per_sentence": reading.sentence, "lix": reading.lix,
        "kandel_moles": reading.kandel_moles, "enough": reading.is_enough(),
    })
}

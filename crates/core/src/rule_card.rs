//! The file of a rule: all that is known of it, for whoever explains or tests it.
//!
//! It says how much the rule matters, when it appears, what it names, why it exists, and shows a text that breaks it and the
//! same text mended. The diagnostics, `check --explain`, `docs/rules.md` and the test of all examples are made from it.

use std::{
    collections::BTreeMap,
    sync::{LazyLock, OnceLock},
};

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::{
    diagnostic::{Rule, Severity},
    yaml,
};

/// The file of a rule.
#[derive(Debug, Default, Deserialize)]
pub struct Card {
    /// How much it matters: one severity, or several where it depends on the place.
    pub severity: OneOrMore,
    /// When it appears.
    pub stage: RuleStage,
    /// The names of the values that its words may show.
    pub args: Vec<String>,
    /// The field of a front matter from whose fault this one only follows.
    pub because: Option<String>,
    /// The words in French.
    pub fr: Words,
    /// The words in English, with the same blanks.
    pub en: Words,
    /// Files that break it, over the toolkit of `rules/base.txt`; or a table of remarks where `table` says so.
    pub bad: Option<String>,
    /// The same, mended.
    pub good: Option<String>,
    /// The form of the examples, where they are no files of a toolkit.
    pub table: Option<String>,
    /// Whether `check --fix` puts it right.
    #[serde(default)]
    pub fix: bool,
    /// Whether files of a toolkit can show it; `false` where it takes a disk, a port or a command.
    pub shown: Option<bool>,
}

/// One severity, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    /// One.
    One(Severity),
    /// Several, the first one where nothing else is known.
    More(Vec<Severity>),
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

/// When a rule can appear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum RuleStage {
    /// While one file is read.
    #[default]
    Read,
    /// While files are fitted together.
    Load,
    /// When the loaded toolkit is looked at.
    Lint,
    /// While outputs are listed.
    Plan,
    /// While a page or a leaflet is made.
    Generate,
    /// While the output is written.
    Write,
    /// While a table of remarks comes in.
    Import,
    /// While a remark, a version or a decision is written.
    Edit,
    /// While git is about to record.
    Staged,
    /// While the preview runs.
    Serve,
    /// When addresses of the web are asked.
    Online,
}

impl RuleStage {
    /// The name in the rule's file, such as `lint`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What is said of a rule in one language. `{name}` is a blank for the value of that name.
#[derive(Debug, Default, Deserialize)]
pub struct Words {
    /// What is wrong, in one sentence.
    pub title: String,
    /// What to do.
    pub hint: Option<String>,
    /// What to do when a known name is near the unknown one.
    pub hint_near: Option<String>,
    /// What a translator can do, whose words brought it and who has no file of the toolkit.
    pub hint_translator: Option<String>,
    /// What readers, printers or partners would suffer, and the criterion behind the rule.
    pub why: String,
}

impl Rule {
    /// All that its file says; read once.
    pub fn card(self) -> &'static Card {
        static CARDS: LazyLock<BTreeMap<Rule, OnceLock<Card>>> =
            LazyLock::new(|| Rule::all().map(|rule| (rule, OnceLock::new())).collect());
        CARDS[&self].get_or_init(|| {
            let path = format!("rules/{}.yaml", self.code()).into();
            yaml::read(self.text(), &path, 0).value.unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests;

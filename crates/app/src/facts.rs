//! The sheet of all facts: each figure with its source, where it stands, and when somebody must look at it again.

use jiff::{ToSpan, civil::Date};

use trousseau_core::{
    library::{Library, uses},
    toolkit::{Fact, fact::Certainty},
};

/// One figure.
#[derive(Clone, Debug)]
pub struct Row {
    /// The id by which texts name it.
    pub id: String,
    /// The value as it is printed in the source language.
    pub value: String,
    /// What it says, in the source language.
    pub label: String,
    /// The guides and pages that use it, by their slugs.
    pub texts: Vec<String>,
    /// The territory in which it holds, when that is not everywhere.
    pub territory: Option<String>,
    /// Who says so.
    pub source: String,
    /// Where to read it.
    pub url: Option<String>,
    /// The day somebody checked it.
    pub checked: Date,
    /// The last day on which it holds.
    pub expires: Option<Date>,
    /// The day after which somebody must check it again.
    pub again: Date,
    /// Whether somebody must still check it.
    pub doubtful: bool,
}

/// All facts: those that expire first, then those to be checked, then those that were checked longest ago.
pub fn sheet(library: &Library) -> Vec<Row> {
    let uses = uses::facts(library);
    let mut rows: Vec<Row> = library.toolkit.facts.iter().map(|fact| row(fact, library, &uses)).collect();
    rows.sort_by(|a, b| {
        let due = |row: &Row| (row.expires.is_none(), row.expires, !row.doubtful, row.checked);
        due(a).cmp(&due(b)).then_with(|| a.id.cmp(&b.id))
    });
    rows
}

/// The texts that use each fact.
type Uses<'a> = std::collections::BTreeMap<&'a str, std::collections::BTreeSet<&'a str>>;

fn row(fact: &Fact, library: &Library, uses: &Uses) -> Row {
    let source = library.toolkit.source_language();
    let texts = uses.get(fact.id.as_str()).into_iter().flatten();
    let territory = fact.territory.as_ref().and_then(|id| library.toolkit.territory_name(id));
    Row {
        id: fact.id.value.clone(),
        value: fact.value.clone(),
        label: fact.label.get(&source).cloned().unwrap_or_default(),
        texts: texts.map(|slug| (*slug).to_owned()).collect(),
        territory: territory.and_then(|name| name.get(&source)).cloned(),
        source: fact.source.clone(),
        url: fact.url.as_ref().map(|url| url.value.clone()),
        checked: fact.checked,
        expires: fact.last_day(),
        again: fact.checked.saturating_add(library.toolkit.checks.facts.checked().days()),
        doubtful: fact.status == Certainty::ToCheck,
    }
}

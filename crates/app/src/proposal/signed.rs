//! Whether each step of each proposal is signed by a partner and names no person: what is recorded is copied, and stays.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    guide::remark::draft::is_certain,
    proposal::{Record, Step},
};
use trousseau_io::git::Told;
use trousseau_lint::privacy;

use super::{mail, store};
use crate::Project;

/// A diagnostic for each proposal of this copy that somebody signed who is no partner, or whose words name a person. Nothing where
/// there is no history.
pub fn unsigned(project: &Project) -> anyhow::Result<Vec<Diagnostic>> {
    let (Ok(store), Some(loaded)) = (store(project), &project.loaded) else { return Ok(Vec::new()) };
    let toolkit = &loaded.library.toolkit;
    let personal = privacy::detector(toolkit);
    let names_nobody = |words: &str| !personal(words).iter().any(|(_, rule)| is_certain(*rule));
    let is_signed = |told: &Told| {
        let Some(record) = Record::read(&told.message) else { return false };
        let known = toolkit.partner(&record.partner).is_some() && told.mail == mail(&record.partner);
        known && names_nobody(&told.message) && names_nobody(&told.author)
    };
    let mut all = Vec::new();
    for (id, tip) in store.branches()? {
        let told = store.told(&tip)?;
        let is_first = |told: &Told| {
            Record::read(&told.message).is_some_and(|record| record.id == id && record.step == Step::Proposal)
        };
        // Below the proposal lies what everybody recorded.
        let own = told.iter().rposition(is_first).map_or(&told[..], |first| &told[..=first]);
        if !own.iter().all(is_signed) {
            let place = Place::file(&"content/partners.yaml".into());
            all.push(Diagnostic::new(rule::proposals::SIGNED, place).with("id", &id));
        }
    }
    Ok(all)
}

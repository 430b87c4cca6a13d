//! The questions of the pilot phase's forms, and the values of their answers.

use strum::IntoEnumIterator;

use super::form::{Field, Group, Typed};
use crate::{may::may, pages::word};
use trousseau_app::{Project, proposal};
use trousseau_core::{
    diagnostic::Place,
    guide::{
        GuideFrontMatter, Status, Text,
        edit::{self, Bump},
        remark::{
            self, About, Draft, Fault, Kind, Spec, Wrong,
            choices::{self, choices, suggestion},
            fields,
        },
    },
    messages,
    toolkit::Partner,
};
use trousseau_text::Language;

/// What was typed as a remark.
pub fn read(typed: &Typed) -> Draft {
    let mut draft = Draft::default();
    for spec in fields::written() {
        draft.set(spec.field, typed.text(spec.field.name()));
    }
    // The box holds for the words that were asked about: other words are asked about again.
    if typed.means_no_person(remark::Field::Proposal.name()) {
        draft.mean_no_person();
    }
    draft
}

/// Puts what is wrong with a remark beside the questions that it is about.
pub fn complain(typed: &mut Typed, faults: &[Fault], about: &About) {
    typed.doubtful = faults.iter().any(Fault::is_doubtful);
    for fault in faults {
        let said = match (&fault.wrong, fault.answer()) {
            (Wrong::Missing, _) => word(typed.language, "form", "empty").to_owned(),
            (Wrong::Unknown, _) => word(typed.language, "form", "unknown").to_owned(),
            (_, Some(key)) => messages::say(typed.language, key, &[]),
            (_, None) => {
                let notes = fault.diagnostics("", &Place::file(&"".into()), about);
                notes.iter().for_each(|note| typed.blame_on(fault.field.name(), note));
                continue;
            }
        };
        typed.errors.insert(fault.field.name(), said);
    }
}

/// The questions of the form of a remark, in groups.
pub fn remark(typed: &Typed, about: &About) -> Vec<Group> {
    let mut groups: Vec<(&str, Vec<Field>)> = Vec::new();
    for spec in fields::written() {
        let question = question(typed, spec, about);
        match groups.iter_mut().find(|(name, _)| *name == spec.group) {
            Some((_, fields)) => fields.push(question),
            None => groups.push((spec.group, vec![question])),
        }
    }
    if let Some((_, fields)) = groups.last_mut() {
        fields.extend(typed.no_person(remark::Field::Proposal.name()));
    }
    groups.into_iter().map(|(name, fields)| typed.group(name, fields)).collect()
}

fn question(typed: &Typed, spec: &Spec, about: &About) -> Field {
    let name = spec.field.name();
    let usual = suggestion(spec.field, about, None);
    match spec.kind {
        Kind::Month => typed.field(name, "month", &usual),
        Kind::People => typed.field(name, "number", &usual),
        Kind::Guide | Kind::Text(_) => typed.field(name, "area", &usual),
        Kind::Version | Kind::Language | Kind::Round | Kind::Section | Kind::Word { .. } | Kind::Level(_) => {
            typed.select(name, &choices(spec.field, about, typed.language), &usual)
        }
    }
}

/// The questions of the form of a version.
pub fn version(typed: &Typed, project: &Project) -> Vec<Group> {
    let language = typed.language;
    // The smallest change, which is the most frequent, comes first.
    let bumps = Bump::iter().rev().map(<&str>::from);
    let bumps: Vec<_> =
        bumps.map(|name| (name.to_owned(), word(language, "bump", name).to_owned())).collect();
    let mut rounds = vec![(String::new(), word(language, "form", "no-round").to_owned())];
    rounds.extend(choices::rounds(project.toolkit(), language));
    let mut statuses = vec![(String::new(), word(language, "form", "no-change").to_owned())];
    statuses.extend(spoken(&Status::iter().collect::<Vec<_>>(), "status", language));
    let home = project.toolkit().source_language();
    let partner = |one: &Partner| {
        let name = one.name.get(&language).or(one.name.get(&home));
        (one.id.value.clone(), name.cloned().unwrap_or_else(|| one.id.value.clone()))
    };
    // Each organisation agrees in its own name; the others do so themselves, on the page of agreements.
    let member = typed.asked.guest.as_ref().and_then(|guest| guest.member()).map(str::to_owned);
    let own = member.or_else(|| proposal::usual_author(project).map(|author| author.partner));
    let partners = project.toolkit().partners.iter();
    let partners = partners.filter(|one| own.as_ref().is_none_or(|own| *one.id == **own) && may().agree);
    let partners: Vec<_> = partners.map(partner).collect();
    let mut agreed = vec![typed.select("round", &rounds, "")];
    agreed.extend((!partners.is_empty()).then(|| typed.boxes("validated_by", &partners)));
    agreed.extend([typed.select("status", &statuses, ""), typed.field("urgent", "text", "")]);
    let mut change = vec![typed.select("bump", &bumps, ""), typed.field("summary", "text", "")];
    change.extend(typed.no_person("summary"));
    vec![typed.group("change", change), typed.group("agreed", agreed)]
}

/// The versions of a guide as choices, the newest first; before them a choice for "none" if `none` is not empty.
pub fn versions(guide: &Text<GuideFrontMatter>, none: &str) -> Vec<(String, String)> {
    let none = (!none.is_empty()).then(|| (String::new(), none.to_owned()));
    let entries = guide.front_matter.versions.iter();
    let all = entries
        .map(|entry| (entry.version.value.to_string(), format!("{} ({})", entry.version.value, entry.date)));
    none.into_iter().chain(all).collect()
}

/// The values of an enum: their names in files, and their words in the language.
pub fn spoken<T: serde::Serialize>(list: &[T], name: &str, language: Language) -> Vec<(String, String)> {
    let spoken = |one: &T| {
        let value = edit::word(one);
        let label = messages::value(language, name, &value).to_owned();
        (value, label)
    };
    list.iter().map(spoken).collect()
}

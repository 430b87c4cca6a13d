//! The questions of the pilot phase's forms, and what the answers come to.

use strum::IntoEnumIterator;

use super::form::{Group, Typed};
use crate::pages::word;
use trousseau_app::feedback;
use trousseau_app::{Project, values};
use trousseau_core::{
    document::walk::plain,
    guide::{
        GuideHead, Status, Text,
        edit::{self, Bump, NewFeedback},
        feedback::{Channel, Origin, Theme},
    },
    library::pilot as rules,
    toolkit::Partner,
    words,
};
use trousseau_text::Language;

/// What was typed as a remark; none when a question has no answer that can be read.
pub fn read(typed: &mut Typed, project: &Project) -> Option<NewFeedback> {
    let tongue = typed.tongue;
    let say = |key: &'static str| words::say(tongue, key, &[]);
    let version = typed.choose("version", values::version);
    let lang = typed.choose("lang", |tag| Language::find(tag).ok_or(()));
    let rounds = &project.toolkit().rounds;
    let known = |id: &str| rounds.iter().find(|round| round.id.value == id).ok_or(());
    let round = typed.choose("round", known);
    let period = typed.read(
        "period",
        |text| rules::period(text, round, project.today).map(|()| text.to_owned()),
        |code| say(if code == "feedback/period-round" { "ask/period-round" } else { "ask/month" }),
    );
    let source = typed.choose("source", values::word);
    let channel = typed.choose("channel", values::word);
    let number = |text: &str| text.parse::<u32>().ok().filter(|count| *count > 0).ok_or(());
    let count = typed.read("count", number, |()| say("ask/count-number"));
    let theme = typed.choose("theme", values::word);
    let severity = typed.choose("severity", |text| text.parse().map_err(|_| ()));
    let line = typed.text("proposal").split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > rules::MOST_LETTERS {
        typed.errors.insert("proposal", say("ask/proposal-long"));
    }
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Some(NewFeedback {
        id: project.next_id(),
        version: version?,
        lang: lang?,
        round: round?.id.value.clone(),
        period: period?,
        source: source?,
        channel: channel?,
        count: count?,
        theme: theme?,
        section: some(typed.text("section")),
        severity: severity?,
        proposal: some(&line),
    })
}

/// The questions of the form of a remark.
pub fn remark(typed: &Typed, project: &Project, guide: &Text<GuideHead>) -> Vec<Group> {
    let tongue = typed.tongue;
    let versions = versions(guide, "");
    let languages: Vec<_> = project
        .toolkit()
        .languages
        .iter()
        .map(|language| (language.tag().to_owned(), language.name().to_owned()))
        .collect();
    let mut sections = vec![(String::new(), words::say(tongue, "ask/whole", &[]))];
    sections.extend(guide.body.headings().iter().map(|one| (one.id.clone(), plain(&one.text))));
    let severities =
        ["1", "2", "3"].map(|level| (level.to_owned(), words::value(tongue, "severity", level).to_owned()));
    let last = feedback::last_round(project);
    let newest = versions.first().map_or("", |version| version.0.as_str());
    let home = project.toolkit().source_language();
    vec![
        typed.group(
            "tested",
            vec![
                typed.select("version", &versions, newest),
                typed.select("lang", &languages, home.tag()),
                typed.select("section", &sections, ""),
            ],
        ),
        typed.group(
            "said",
            vec![
                typed.select(
                    "round",
                    &feedback::rounds(project, tongue),
                    last.map_or("", |round| &round.id.value),
                ),
                typed.field("period", "month", &feedback::month(project, last)),
                typed.select("source", &spoken(&Origin::ALL, "source", tongue), ""),
                typed.select("channel", &spoken(&Channel::ALL, "channel", tongue), ""),
                typed.field("count", "number", "1"),
            ],
        ),
        typed.group(
            "remark",
            vec![
                typed.select("theme", &spoken(&Theme::ALL, "theme", tongue), ""),
                typed.select("severity", &severities, ""),
                typed.field("proposal", "area", ""),
            ],
        ),
    ]
}

/// The questions of the form of a version.
pub fn version(typed: &Typed, project: &Project) -> Vec<Group> {
    let tongue = typed.tongue;
    // The smallest change, which is the most frequent, comes first.
    let bumps = Bump::iter().rev().map(<&str>::from);
    let bumps: Vec<_> = bumps.map(|name| (name.to_owned(), word(tongue, "bump", name).to_owned())).collect();
    let mut rounds = vec![(String::new(), word(tongue, "form", "no-round").to_owned())];
    rounds.extend(feedback::rounds(project, tongue));
    let mut statuses = vec![(String::new(), word(tongue, "form", "no-change").to_owned())];
    statuses.extend(spoken(&Status::iter().collect::<Vec<_>>(), "status", tongue));
    let home = project.toolkit().source_language();
    let partner = |one: &Partner| {
        let name = one.name.get(&tongue).or(one.name.get(&home));
        (one.id.value.clone(), name.cloned().unwrap_or_else(|| one.id.value.clone()))
    };
    let partners: Vec<_> = project.toolkit().partners.iter().map(partner).collect();
    vec![
        typed.group("change", vec![typed.select("bump", &bumps, ""), typed.field("summary", "text", "")]),
        typed.group(
            "agreed",
            vec![
                typed.select("round", &rounds, ""),
                typed.boxes("validated_by", &partners),
                typed.select("status", &statuses, ""),
            ],
        ),
    ]
}

/// The versions of a guide, newest first; before them an answer that names none, when it has a name.
pub fn versions(guide: &Text<GuideHead>, none: &str) -> Vec<(String, String)> {
    let none = (!none.is_empty()).then(|| (String::new(), none.to_owned()));
    let entries = guide.head.versions.iter();
    let all = entries
        .map(|entry| (entry.version.value.to_string(), format!("{} ({})", entry.version.value, entry.date)));
    none.into_iter().chain(all).collect()
}

/// The words of a closed list: as files have them, and as the language says them.
pub fn spoken<T: Copy + serde::Serialize>(list: &[T], name: &str, tongue: Language) -> Vec<(String, String)> {
    feedback::spoken(list, name, tongue).into_iter().map(|(one, label)| (edit::word(one), label)).collect()
}

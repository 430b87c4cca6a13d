//! Agreements written into a head: a line for each organisation, in the newest version.

use jiff::civil::Date;

use super::{
    Bump, Release,
    entries::{Edit, Node, Step, in_front_matter},
    read,
};
use crate::{
    diagnostic::{Diagnostic, Place, rule},
    guide::{Agreement, GuideFrontMatter, TextHash},
};

/// The keys of a version that stand before its agreements.
const BEFORE: [&str; 6] = ["version", "date", "round", "summary", "urgent", "notice"];

/// The file in which a partner agrees to these words. A line that it has in the newest version is replaced.
pub fn agree(text: &str, partner: &str, to: &TextHash, date: Option<Date>) -> Result<String, Diagnostic> {
    let text = moved(text)?;
    let head = read(&text)?;
    let Some(newest) = head.versions.first() else {
        return Err(Diagnostic::new(rule::versions::NONE, Place::file(&"".into())));
    };
    let mut line = vec![
        ("partner".to_owned(), Node::Words(partner.to_owned())),
        ("text".to_owned(), Node::Plain(to.as_str().to_owned())),
    ];
    line.extend(date.map(|day| ("date".to_owned(), Node::Plain(day.to_string()))));
    let mut lines: Vec<Node> =
        newest.agreed.iter().filter(|one| *one.partner != partner).map(written).collect();
    let list = way(0, Some("agreed"));
    let line = Node::Map(line);
    // Where nothing has to go, what stands there stays byte for byte.
    let is_addition = !newest.agreed.is_empty() && lines.len() == newest.agreed.len();
    let whole = |text: &str, lines: Vec<Node>| in_front_matter(text, &[set(0, lines)]);
    if is_addition && let Ok(added) = in_front_matter(&text, &[Edit::Add { list, value: line.clone() }]) {
        return Ok(added);
    }
    lines.push(line);
    let bare = in_front_matter(&text, &[Edit::Unset { home: way(0, None), key: "agreed".to_owned() }]);
    whole(&bare.unwrap_or(text), lines)
}

/// The file in which what `validated_by` says is said by `agreed`: the same partners, to words that nobody kept. A line with a comment
/// stays as it is, since the comment would be lost; both are read.
pub fn moved(text: &str) -> Result<String, Diagnostic> {
    let head = read(text)?;
    let mut text = text.to_owned();
    for (place, entry) in head.versions.iter().enumerate().filter(|(_, entry)| !entry.validated_by.is_empty())
    {
        let unset = |key: &str| Edit::Unset { home: way(place, None), key: key.to_owned() };
        let is_new =
            |id: &&crate::yaml::Placed<String>| entry.agreed.iter().all(|one| *one.partner != id.value);
        let old = entry
            .validated_by
            .iter()
            .filter(is_new)
            .map(|id| Node::Map(vec![("partner".to_owned(), Node::Words(id.value.clone()))]));
        let mut edits = vec![unset("validated_by")];
        edits.extend((!entry.agreed.is_empty()).then(|| unset("agreed")));
        edits.push(set(place, entry.agreed.iter().map(written).chain(old).collect()));
        text = in_front_matter(&text, &edits).unwrap_or(text);
    }
    Ok(text)
}

fn set(place: usize, lines: Vec<Node>) -> Edit {
    Edit::Set {
        home: way(place, None),
        key: "agreed".to_owned(),
        value: Node::List(lines),
        before: BEFORE.map(str::to_owned).to_vec(),
    }
}

/// The way to a version, or to a key of it.
fn way(place: usize, key: Option<&str>) -> Vec<Step> {
    let home = [Step::Key("versions".to_owned()), Step::At(place)];
    home.into_iter().chain(key.map(|key| Step::Key(key.to_owned()))).collect()
}

fn written(one: &Agreement) -> Node {
    let mut line = vec![("partner".to_owned(), Node::Words(one.partner.value.clone()))];
    line.extend(one.text.as_ref().map(|text| ("text".to_owned(), Node::Words(text.as_str().to_owned()))));
    line.extend(one.date.map(|day| ("date".to_owned(), Node::Plain(day.to_string()))));
    Node::Map(line)
}

/// The agreements that a new version has from the start: those to exactly its words.
pub(super) fn kept(
    head: &GuideFrontMatter,
    release: &Release,
    now: &TextHash,
) -> Vec<(String, Option<Date>)> {
    let old = head.versions.iter().flat_map(|entry| &entry.agreed).filter(|one| one.is_to(now));
    let old = old.map(|one| (one.partner.value.clone(), one.date));
    let new = release.agreed.iter().map(|partner| (partner.clone(), Some(release.date)));
    let mut all: Vec<(String, Option<Date>)> = Vec::new();
    for (partner, date) in old.chain(new) {
        if all.iter().all(|(known, _)| *known != partner) {
            all.push((partner, date));
        }
    }
    all
}

/// Why a new version is published before everybody agreed. A mended slip does not pay what is owed.
pub(super) fn urgent(head: &GuideFrontMatter, release: &Release) -> Option<String> {
    let before = head.versions.first().and_then(|entry| entry.urgent.clone());
    release.urgent.clone().or(before.filter(|_| release.bump == Bump::Patch))
}

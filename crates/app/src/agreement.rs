//! Agreements of partners: noted for exactly the text of now, and what has changed since those of before.

use jiff::civil::Date;

use trousseau_core::{
    agreement::{self, Standing, last_text},
    diagnostic::{Diagnostic, WithDiagnostics, nearest},
    document::walk::plain,
    guide::{
        self, GuideFrontMatter, PageFrontMatter, Status, Text, TextHash, TranslationFrontMatter,
        agreed::typed_code,
        edit::{self, Bump, Release, Released},
    },
    manifest::OutputPath,
    messages::{self, Failure},
    source::{Source, SourcePath},
    toolkit::{Toolkit, partner::College},
    yaml::Placed,
};
use trousseau_io::git;
use trousseau_pdf::{
    agreement::{self as paper, Content, Sheet},
    leaflet::Leaflets,
};
use trousseau_text::{
    Language,
    diff::{self, Line},
};

use crate::{Loaded, Project, edit::Refusal, form::FOLDER, report};

/// What has changed between two texts, for partners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These lines; none when only marks, the kind of a block or the order of the same words did.
    Lines(Vec<Line>),
    /// Nobody knows: the text of before is in no history.
    Unknown,
}

/// The hash of a guide's words as they are now.
pub fn hash(project: &Project, guide: &Text<GuideFrontMatter>) -> anyhow::Result<TextHash> {
    let text = project.source(guide).text().ok();
    text.and_then(agreement::hash)
        .ok_or_else(|| Failure::new("find/unreadable").with("name", &guide.slug).into())
}

/// How a guide stands, with the hash of its words.
pub fn standing(project: &Project, guide: &Text<GuideFrontMatter>) -> Standing {
    let hash = hash(project, guide).ok();
    Standing::of(&guide.front_matter, project.toolkit(), hash)
}

/// What has changed since the words of this hash.
pub fn since(project: &Project, guide: &Text<GuideFrontMatter>, before: &TextHash) -> Changed {
    text_of(project, guide, before).map_or(Changed::Unknown, |old| changed(project, guide, &old))
}

/// What has changed since somebody last agreed to other words than those of now; `None` when nobody ever did.
pub fn since_last(project: &Project, guide: &Text<GuideFrontMatter>, now: &TextHash) -> Option<Changed> {
    last_text(&guide.front_matter, now).map(|before| since(project, guide, before))
}

fn changed(project: &Project, guide: &Text<GuideFrontMatter>, old: &str) -> Changed {
    let now = project.source(guide).text().ok().and_then(agreement::lines);
    match agreement::lines(old).zip(now) {
        Some((old, now)) => Changed::Lines(diff::lines(&old, &now)),
        None => Changed::Unknown,
    }
}

/// The text of this hash, where the history of a guide has it.
pub(crate) fn text_of(project: &Project, guide: &Text<GuideFrontMatter>, hash: &TextHash) -> Option<String> {
    find(project, guide, |own| own == hash)
}

/// The newest text in the history of a guide whose hash is wanted.
fn find(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    is_wanted: impl Fn(&TextHash) -> bool,
) -> Option<String> {
    let commits = git::commits(&project.root, &guide.path).unwrap_or_default();
    commits.iter().rev().find_map(|commit| {
        let bytes = git::at(&project.root, commit, &guide.path).ok().flatten()?;
        let text = String::from_utf8(bytes).ok()?;
        agreement::hash(&text).filter(&is_wanted).map(|_| text)
    })
}

/// Whether two texts of a file name the same agreements, in the same versions. What cannot be read is the same as nothing else.
pub fn are_same(path: &SourcePath, old: &str, new: &str) -> bool {
    old == new || all_of(path, old).is_some_and(|own| all_of(path, new) == Some(own))
}

/// The sides that have not agreed to the words of a guide that is to become published by this text; none where it may be, or does not.
pub fn missing_to_publish(
    path: &SourcePath,
    old: &str,
    new: &str,
    toolkit: &Toolkit,
) -> Option<Vec<College>> {
    let head = |text: &str| {
        let source = Source::new(path.clone(), text.as_bytes().to_vec());
        let read = guide::read::<GuideFrontMatter>(&source, "", Language::default()).value;
        read.map(|text| text.front_matter).filter(|_| path.starts_with(guide::FOLDER))
    };
    let is_published = |head: &GuideFrontMatter| head.status == Status::Published;
    let new_head = head(new).filter(is_published)?;
    if head(old).as_ref().is_some_and(is_published) {
        return None;
    }
    let standing = Standing::of(&new_head, toolkit, agreement::hash(new));
    Some(standing.missing).filter(|missing| !missing.is_empty())
}

/// Each agreement in a text, as its version, partner, hash and day; of what is no text of ours, none.
fn all_of(path: &SourcePath, text: &str) -> Option<Vec<[String; 4]>> {
    let is_guide = path.starts_with(guide::FOLDER);
    if !path.ends_with(".md") || !is_guide && !path.starts_with("content/pages/") {
        return Some(Vec::new());
    }
    let source = Source::new(path.clone(), text.as_bytes().to_vec());
    let language = Language::default();
    let versions = if is_guide {
        match guide::read::<GuideFrontMatter>(&source, "", language).value {
            Some(text) => text.front_matter.versions,
            // A translation has no versions, so nobody agrees in it.
            None => {
                guide::read::<TranslationFrontMatter>(&source, "", language).value?;
                Vec::new()
            }
        }
    } else {
        guide::read::<PageFrontMatter>(&source, "", language).value?.front_matter.versions
    };
    let mut all = Vec::new();
    for entry in versions {
        let version = entry.version.value.to_string();
        let said = |date: Option<Date>| date.map(|day| day.to_string()).unwrap_or_default();
        all.extend(entry.agreed.iter().map(|one| {
            let text = one.text.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
            [version.clone(), one.partner.value.clone(), text, said(one.date)]
        }));
        let old = |id: &Placed<String>| [version.clone(), id.value.clone(), String::new(), String::new()];
        all.extend(entry.validated_by.iter().map(old));
    }
    Some(all)
}

/// An agreement that somebody wants to note.
pub struct Wanted<'a> {
    /// The organisation.
    pub partner: &'a str,
    /// The code that it signed, as it was typed; without one, it agrees to the text of now, whatever that is.
    pub code: Option<&'a str>,
    /// The day.
    pub date: Date,
}

/// Why an agreement was not noted.
pub enum NotNoted {
    /// The partner is none of the toolkit, the code is none, or the guide has no version.
    Failure(anyhow::Error),
    /// The code is of another text: its own code now, and what has changed, where the history knows.
    Other {
        /// The code of now.
        now: String,
        /// What has changed since.
        changed: Changed,
    },
    /// The change was refused.
    Refused(Refusal),
}

/// The change of a guide's file that notes an agreement.
pub fn add(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    wanted: &Wanted,
) -> Result<crate::edit::Change<TextHash>, NotNoted> {
    let now = check(project, guide, wanted)?;
    let date = Some(wanted.date);
    let note = |text: &str| Ok((edit::agree(text, wanted.partner, &now, date)?, now.clone()));
    project.prove(guide, note).map_err(NotNoted::Refused)
}

/// The hash of the text of now, when the agreement is to it.
fn check(project: &Project, guide: &Text<GuideFrontMatter>, wanted: &Wanted) -> Result<TextHash, NotNoted> {
    let failed = |failure: Failure| NotNoted::Failure(failure.into());
    let toolkit = project.toolkit();
    if toolkit.partner(wanted.partner).is_none() {
        let ids = || toolkit.partners.iter().map(|partner| partner.id.as_str());
        let failure = match nearest(wanted.partner, ids()) {
            Some(near) => Failure::new("agreement/no-partner-near").with("near", near),
            None => Failure::new("agreement/no-partner").with("known", ids().collect::<Vec<_>>().join(", ")),
        };
        return Err(failed(failure.with("name", wanted.partner)));
    }
    if guide.front_matter.versions.is_empty() {
        return Err(failed(Failure::new("agreement/no-version").with("guide", &guide.slug)));
    }
    let now = hash(project, guide).map_err(NotNoted::Failure)?;
    let Some(typed) = wanted.code else { return Ok(now) };
    let code =
        typed_code(typed).ok_or_else(|| failed(Failure::new("agreement/no-code").with("code", typed)))?;
    if code == now.code() {
        return Ok(now);
    }
    let old = find(project, guide, |hash| hash.code() == code);
    let changed = old.map_or(Changed::Unknown, |old| changed(project, guide, &old));
    Err(NotNoted::Other { now: now.code(), changed })
}

/// A new version of a guide: whoever agreed to exactly its words keeps the agreement.
pub fn release(text: &str, release: &Release) -> Result<Released, Diagnostic> {
    // What has no hash cannot be read, and is refused with its reason.
    let nothing = || TextHash::new(trousseau_text::Fingerprint::of(&[]));
    edit::release(text, release, &agreement::hash(text).unwrap_or_else(nothing))
}

/// What the partners are to be told of a mended slip: the words that have changed since they agreed, and the code of now. Nothing
/// when nobody had agreed, or all have to these words.
pub fn notice(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
    bump: Bump,
    language: Language,
) -> Vec<String> {
    let Ok(now) = hash(project, guide) else { return Vec::new() };
    if bump != Bump::Patch
        || Standing::of(&guide.front_matter, project.toolkit(), Some(now.clone())).missing.is_empty()
    {
        return Vec::new();
    }
    let Some(changed) = since_last(project, guide, &now) else { return Vec::new() };
    let title = messages::say(language, "agreement/notice", &[("code", &now.code())]);
    std::iter::once(title).chain(said(&changed, language)).collect()
}

/// What has changed, as lines for a terminal.
pub fn said(changed: &Changed, language: Language) -> Vec<String> {
    let say = |key| messages::say(language, key, &[]);
    match changed {
        Changed::Unknown => vec![say("agreement/changed-unknown")],
        Changed::Lines(lines) if lines.is_empty() => vec![say("agreement/changed-form")],
        Changed::Lines(lines) => {
            let skipped = say("diff/skipped");
            lines.iter().map(|line| line.written(&skipped)).collect()
        }
    }
}

/// The sheet on which partners agree to the text of now, as a PDF.
pub fn sheet(
    project: &Project,
    guide: &Text<GuideFrontMatter>,
) -> anyhow::Result<WithDiagnostics<Option<Vec<u8>>>> {
    let now = hash(project, guide)?;
    let Some(Loaded { theme, .. }) = &project.loaded else {
        return Err(Failure::new("guide/no-toolkit").into());
    };
    let sections = || {
        let headings = guide.body.headings().into_iter().filter(|heading| heading.level <= 2);
        headings.map(|heading| plain(&heading.text)).collect()
    };
    let content = match since_last(project, guide, &now) {
        Some(Changed::Lines(lines)) => Content::Changed(lines),
        Some(Changed::Unknown) | None => Content::Whole(sections()),
    };
    let toolkit = project.toolkit();
    let sheet = Sheet {
        language: guide.language,
        site: toolkit.name.get(&guide.language).cloned().unwrap_or_default(),
        title: guide.front_matter.title.clone(),
        version: guide.front_matter.versions.first().map(|entry| entry.version.value),
        today: project.today,
        code: now.code(),
        content,
    };
    let made = paper::sheet(&sheet, &Leaflets::new(theme), theme);
    Ok(made.map(|print| print.map(|print| print.bytes)))
}

/// Writes the sheets of these guides beside the reports; which files, and what making them brought to say. Files that others made
/// there are left alone.
pub fn write_sheets(
    project: &Project,
    guides: &[&Text<GuideFrontMatter>],
) -> anyhow::Result<(Vec<OutputPath>, Vec<Diagnostic>)> {
    let mut files = Vec::new();
    for guide in guides {
        files.push((OutputPath::from(sheet_name(&guide.slug)), sheet(project, guide)?));
    }
    let mut diagnostics = Vec::new();
    let folder = project.root.join(FOLDER);
    let written = report::write(&project.root, &folder, files, &mut diagnostics)?;
    Ok((written, diagnostics))
}

/// The name of the file of a sheet.
pub fn sheet_name(slug: &str) -> String {
    format!("agreement-{slug}.pdf")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_agrees_in_a_translation() {
        let path: SourcePath = "content/guides/demander/ar.md".into();
        let text = |words: &str| {
            format!("---\ntitle: ط\nsummary: م\ntranslates: 1.0.0\ntranslation: machine\n---\n\n{words}\n")
        };
        assert!(are_same(&path, &text("أ"), &text("ب")));
        let path: SourcePath = "content/guides/demander/fr.md".into();
        let source = |agreed: &str| {
            format!(
                "---\ntitle: T\nsummary: S\nstage: demander\nstatus: pilot\nversions:\n  - version: 1.0.0\n    date: 2026-11-02\n    \
                 summary: V\n{agreed}---\n\nMots.\n"
            )
        };
        let agreed = source("    validated_by: [bailleur]\n");
        assert!(are_same(&path, &source(""), &source("").replace("Mots", "Sons")));
        assert!(!are_same(&path, &source(""), &agreed) && !are_same(&path, &agreed, &text("أ")));
    }
}

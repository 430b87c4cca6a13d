//! Recordings of a text read aloud.

use super::{
    body,
    recording_view::{RecordingView, Sound},
};
use trousseau_core::{
    document::{spoken, walk},
    guide::Recording,
    library::{File, Library, Localized, address},
    source::SourcePath,
};

/// The files of a recording that are there, the one in Opus first.
pub fn sounds<'a>(
    library: &'a Library,
    text: &SourcePath,
    recording: &Recording,
) -> Vec<(&'a SourcePath, &'a File)> {
    let file = &recording.file.value;
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    let mut paths = vec![format!("{stem}.opus"), file.clone()];
    paths.dedup();
    let there =
        paths.iter().filter_map(|path| library.files.get_key_value(address::resolve(text, path)?.as_str()));
    there.filter(|(_, file)| file.seconds.is_some()).collect()
}

/// The code of the words that a recording reads, as they are today; `None` when there is no such section.
pub fn code(edition: &Localized, section: Option<&str>) -> Option<String> {
    let blocks = &edition.body.blocks;
    match section {
        None => Some(spoken::code_of_text(edition.title, edition.summary, blocks)),
        Some(anchor) => spoken::section(blocks, anchor).map(spoken::code_of_section),
    }
}

/// The recordings of a text whose files are there.
pub fn recordings(library: &Library, edition: &Localized) -> Vec<RecordingView> {
    edition.audio.iter().filter_map(|one| recording(library, edition, one)).collect()
}

fn recording(library: &Library, edition: &Localized, one: &Recording) -> Option<RecordingView> {
    let sounds = sounds(library, edition.path, one);
    let (_, first) = sounds.first()?;
    let anchor = one.section.as_ref().map(|section| section.as_str());
    let heading = |anchor: &str| {
        let headings = edition.body.headings();
        headings.into_iter().find(|heading| heading.id == anchor).map(|heading| walk::plain(&heading.text))
    };
    let section = anchor.and_then(heading);
    Some(RecordingView {
        anchor: section.as_ref().and(anchor).map(str::to_owned),
        section,
        length: first.seconds.map(|all| format!("{}:{:02}", all / 60, all % 60)).unwrap_or_default(),
        bytes: first.bytes,
        language: edition.language.name(),
        stale: code(edition, anchor).as_ref() != Some(&one.text.value),
        sounds: sounds.into_iter().map(|(path, file)| sound(path, file)).collect(),
    })
}

fn sound(path: &SourcePath, file: &File) -> Sound {
    let kind = if path.ends_with(".mp3") { "audio/mpeg" } else { "audio/ogg; codecs=opus" };
    Sound { href: format!("../{}", body::asset(path, file, None)), kind }
}

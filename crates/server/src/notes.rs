//! Diagnostics as browsers show them, with links that open the file.

use crate::{
    http::{OWN, address},
    overlay::{Live, NoteView, Words},
    preview::Preview,
    state::Snapshot,
};
use trousseau_core::{diagnostic::excerpt, source::layers::Real};
use trousseau_core::{
    diagnostic::{Diagnostic, Severity},
    messages,
    source::Sources,
    toolkit,
};
use trousseau_text::Language;

/// The most diagnostics that a page shows; the desk shows all.
pub const MOST: usize = 50;

/// What a page shows: its own diagnostics are opened on it, all others only counted.
#[derive(Default)]
pub struct Shown<'a> {
    /// The folder of the entry that it shows, and the languages of the files it is made from; `None` for lists and the desk.
    pub text: Option<(String, [Language; 2])>,
    /// The diagnostics that came up while it was generated.
    pub diagnostics: &'a [Diagnostic],
    /// Whether it is an older version of the page, because the current one cannot be made.
    pub old: bool,
}

impl Shown<'_> {
    /// Whether a diagnostic is about this page: its text, or a file that every page needs.
    fn has(&self, diagnostic: &Diagnostic) -> bool {
        let path = &diagnostic.place.path;
        let in_text = |(folder, languages): &(String, [Language; 2])| {
            // A file without a language, such as a picture, belongs to the page in every language.
            let tag = path.strip_prefix(folder.as_str()).map(|name| name.strip_suffix(".md"));
            tag.is_some_and(|tag| tag.is_none_or(|tag| languages.iter().any(|one| one.tag() == tag)))
        };
        // Only errors of shared files: a warning there is often about another language.
        let shared = **path == *toolkit::PATH || path.starts_with("themes/");
        shared && diagnostic.severity == Severity::Error
            || self.text.as_ref().is_some_and(in_text)
            || self.diagnostics.contains(diagnostic)
    }
}

/// The data of the overlay: the page's own diagnostics, and the number of all others.
pub fn live(preview: &Preview, snapshot: &Snapshot, shown: &Shown) -> Live {
    let language = preview.language;
    let mut all = preview.diagnostics(snapshot);
    let more: Vec<_> =
        shown.diagnostics.iter().filter(|diagnostic| !all.contains(diagnostic)).cloned().collect();
    all.extend(more);
    let (mut own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|diagnostic| shown.has(diagnostic));
    own.sort_by(|a, b| (a.severity, &a.place).cmp(&(b.severity, &b.place)));
    let say = |key| messages::say(language, key, &[]);
    let elsewhere = |counts: &str| messages::say(language, "overlay/elsewhere", &[("counts", counts)]);
    let left = own.len().saturating_sub(MOST);
    Live {
        number: snapshot.number,
        lang: language.html(),
        aside: preview.aside(),
        counts: counts(&own, language),
        worst: own.first().map(|diagnostic| name(diagnostic.severity)),
        elsewhere: if others.is_empty() { String::new() } else { elsewhere(&counts(&others, language)) },
        old: shown.old,
        home: preview.home(),
        notes: own.iter().take(MOST).map(|diagnostic| view(preview, &snapshot.sources, diagnostic)).collect(),
        words: Words {
            title: say("overlay/title"),
            desk: say("overlay/desk"),
            edit: say("overlay/edit"),
            here: say("overlay/here"),
            old: say("overlay/old"),
            lost: say("overlay/lost"),
            more: if left > 0 { messages::count(language, "count/more", left) } else { String::new() },
        },
    }
}

/// The view of one diagnostic.
pub fn view(preview: &Preview, sources: &Sources, diagnostic: &Diagnostic) -> NoteView {
    let language = preview.language;
    // A text that rests on another one is quoted from the file in which the words stand.
    let Real { place: real, source, is_own } = sources.real(&diagnostic.place);
    let bytes = source.map_or(&[][..], |source| &source.bytes);
    let span = real.span.filter(|_| !bytes.is_empty());
    let position = span.map(|span| excerpt::Cursor::new(bytes).to(span.start));
    let (mut before, mut words, mut after) = Default::default();
    if let Some(span) = span {
        let line = excerpt::excerpt(bytes, span);
        before = line.text[..line.words.start].to_owned();
        words = line.text[line.words.clone()].to_owned();
        after = line.text[line.words.end..].to_owned();
    }
    let (line, column) = position.map_or((1, 1), |position| (position.line, position.column));
    let place = match position {
        Some(_) => format!("{}:{line}:{column}", real.path),
        None => real.path.to_string(),
    };
    let editable =
        is_own && source.is_some_and(|source| source.path.starts_with("content/") && source.text().is_ok());
    NoteView {
        severity: name(diagnostic.severity),
        level: messages::say(language, level(diagnostic.severity), &[]),
        code: diagnostic.code(),
        title: messages::title(language, diagnostic),
        hint: messages::hint(language, diagnostic),
        place,
        before,
        words,
        after,
        editor: source
            .and(preview.editor.as_ref())
            .map(|editor| editor.address(&preview.root.join(&*real.path), line, column)),
        edit: editable.then(|| format!("/{OWN}/edit?file={}&line={line}", address::encode(&real.path))),
    }
}

/// Whether a diagnostic is about words of this file, as the toolkit itself has it.
pub fn is_in(sources: &Sources, diagnostic: &Diagnostic, path: &str) -> bool {
    let real = sources.real(&diagnostic.place);
    real.is_own && *real.place.path == *path
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "level/error",
        Severity::Warning => "level/warning",
        Severity::Info => "level/info",
    }
}

/// The number of diagnostics in words: "2 errors, 1 warning".
pub fn counts(diagnostics: &[Diagnostic], language: Language) -> String {
    let kinds = [
        ("count/errors", Severity::Error),
        ("count/warnings", Severity::Warning),
        ("count/infos", Severity::Info),
    ];
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let parts = kinds.map(|(key, severity)| (key, count(severity)));
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| messages::count(language, key, number))
        .collect();
    if parts.is_empty() { messages::say(language, "count/none", &[]) } else { parts.join(", ") }
}

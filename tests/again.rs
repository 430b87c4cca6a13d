//! What is remembered and what is skipped change nothing: with a memory the library is the same as without one, and the
//! key of an output moves whenever its bytes do.

use std::{collections::BTreeMap, sync::Arc};

use trousseau_core::{
    diagnostic::Diagnostic,
    library::{self, Library, Memory},
    manifest::OutputPath,
    source::{Source, Sources},
};
use trousseau_html::generate;
use trousseau_site::plan::{self, BuildOptions, Plan};
use trousseau_text::Fingerprint;
use trousseau_theme::{self as theme, Theme};

use crate::way::STORY;

/// Changes one after the other: the file, words that are in it, and the words in their place.
const EDITS: [(&str, &str, &str); 22] = [
    ("content/guides/demander/fr.md", "Demandez.", "Demandez vite."),
    (
        "content/guides/demander/fr.md",
        "## Les papiers {.documents}",
        "## Vos papiers {.documents #vos-papiers}",
    ),
    ("content/guides/demander/fr.md", "help: [siao]", "help: [siao, nouveau]"),
    ("content/guides/demander/fr.md", "help: [siao", "search: [numéro unique]\nhelp: [siao"),
    ("content/guides/demander/fr.md", "help: [siao", "quick_exit: https://meteofrance.com/\nhelp: [siao"),
    ("content/guides/demander/ar.md", "title: تقديم الطلب", "title: الطلب"),
    ("content/guides/suivre/fr.md", "title: Suivre sa demande", "title: Suivre"),
    ("content/guides/demander/fr.md", "version: 1.0.0", "version: 2.0.0"),
    ("content/facts.yaml", "label: {fr: Plafond", "label: {fr: Maximum"),
    ("content/facts.yaml", "checked: 2026-11-21", "checked: 2026-11-21\n  date: 2026-12-23"),
    ("content/glossary.yaml", "Un contrat.", "Un contrat écrit."),
    ("content/glossary.yaml", "{id: bail, word", "{id: bail, abbr: SIAO, word"),
    ("content/contacts.yaml", "\"115\"", "\"112\""),
    ("content/contacts.yaml", "{id: siao", "{id: nouveau, name: {fr: N}, role: {fr: N}}\n- {id: siao"),
    ("content/guides/suivre/fr.md", "status: pilot", "status: draft"),
    ("content/guides/suivre/fr.md", "status: draft", "status: pilot"),
    ("content/glossary.yaml", "{id: bail,", "{id: bail, forms: {fr: [droit]},"),
    (
        "content/toolkit.yaml",
        "territories: {nord: {fr: Nord, ar: Nord, ti: Nord}}",
        "territories: {nord: {fr: Nord, ar: Nord, ti: Nord}, sud: {fr: Sud}}\nservices: [{id: aide, name: {fr: Aide}}]",
    ),
    ("content/contacts.yaml", "{id: siao,", "{id: siao, service: aide, territory: sud,"),
    ("content/facts.yaml", "- id: plus", "- id: plus\n  territory: sud"),
    ("content/toolkit.yaml", "{nord: {fr: Nord", "{nord: {in: sud, fr: Nord"),
    ("content/toolkit.yaml", "languages: [fr, ar, ti]", "languages: [fr, ar]"),
];

struct Made {
    keys: BTreeMap<OutputPath, Fingerprint>,
    files: BTreeMap<OutputPath, Vec<u8>>,
}

fn theme(sources: &Sources, library: &Library) -> Theme {
    theme::load(sources, "default", &library.toolkit.languages, library.toolkit.official_language).value
}

fn planned(sources: &Sources, library: &Arc<Library>, theme: &Theme) -> Plan {
    plan::plan(library, theme, sources, &BuildOptions::default())
}

fn make(sources: &Sources, library: &Arc<Library>) -> Made {
    let theme = theme(sources, library);
    let plan = planned(sources, library, &theme);
    let one = |path: &OutputPath| Some((path.clone(), generate::one(&plan, path, &theme)?.value?));
    Made { keys: plan.keys(), files: plan.tasks.keys().filter_map(one).collect() }
}

fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| (&a.place, a.code(), &a.args).cmp(&(&b.place, b.code(), &b.args)));
    diagnostics
}

/// Calls `look` with the sources after each edit.
fn edited(look: &mut dyn FnMut(&Sources, &str)) {
    let mut sources = Sources::from_story(STORY).value;
    look(&sources, "the story");
    for (path, from, to) in EDITS {
        let text = sources.get(path).and_then(|source| source.text().ok()).expect("a text");
        assert!(text.contains(from), "{path} has no {from}");
        let text = text.replacen(from, to, 1);
        sources.put(Source::new(path, text.into_bytes()));
        look(&sources, to);
    }
    sources.files.remove("content/guides/demander/ti.md");
    look(&sources, "a text less");
}

#[test]
fn what_is_remembered_changes_nothing() {
    let mut memory = Memory::default();
    edited(&mut |sources, after| {
        let fresh = library::assemble(sources);
        let again = library::assemble_again(sources, &mut memory);
        let (fresh_library, library) = (fresh.value.expect("a library"), again.value.expect("a library"));
        assert_eq!(sorted(again.diagnostics), sorted(fresh.diagnostics), "{after}");
        let (fresh, again) = (make(sources, &fresh_library), make(sources, &library));
        assert_eq!(again.keys, fresh.keys, "{after}");
        assert!(again.files == fresh.files && fresh.files.len() > 20, "{after}");
    });
}

#[test]
fn an_unchanged_text_is_the_one_that_was_read_before() {
    let mut sources = Sources::from_story(STORY).value;
    let mut memory = Memory::default();
    let before = library::assemble_again(&sources, &mut memory).value.expect("a library");
    let path = "content/guides/demander/fr.md";
    let text = sources.get(path).and_then(|source| source.text().ok()).expect("a text");
    sources.put(Source::new(path, text.replace("Demandez.", "Demandez vite.").into_bytes()));
    let after = library::assemble_again(&sources, &mut memory).value.expect("a library");
    let same = |slug: &str| {
        let (before, after) = (before.guide(slug).expect("there"), after.guide(slug).expect("there"));
        Arc::ptr_eq(&before.source, &after.source)
    };
    assert!(same("suivre") && !same("demander"));
    assert!(Arc::ptr_eq(&before.toolkit, &after.toolkit));
}

#[test]
fn a_key_moves_whenever_the_bytes_do() {
    let mut before: Option<Made> = None;
    edited(&mut |sources, after| {
        let library = library::assemble(sources).value.expect("a library");
        let now = make(sources, &library);
        if let Some(before) = &before {
            for (path, bytes) in &now.files {
                let moved = before.keys.get(path) != now.keys.get(path);
                let differs = before.files.get(path) != Some(bytes);
                assert!(moved || !differs, "{after}: {path} says something new under its old key");
            }
        }
        before = Some(now);
    });
}

#[test]
fn a_key_rests_while_nothing_that_is_shown_moves() {
    let keys = |from: &str, to: &str| {
        assert!(STORY.contains(from), "{from}");
        let sources = Sources::from_story(&STORY.replacen(from, to, 1)).value;
        let library = library::assemble(&sources).value.expect("a library");
        planned(&sources, &library, &theme(&sources, &library)).keys()
    };
    let story = keys("Demandez.", "Demandez.");
    let moved = |from: &str, to: &str| -> Vec<String> {
        let now = keys(from, to);
        now.iter()
            .filter(|(path, key)| story.get(*path) != Some(key))
            .map(|(path, _)| path.to_string())
            .collect()
    };
    // The file that readers keep holds every page.
    let kept = "site/fr/keep/exemple-fr.html";
    let text = ["site/fr/demander.html", kept, "site/fr/search-texts.js"];
    assert_eq!(moved("Demandez.", "Demandez vite."), text);
    let words = moved("help: [siao]\nchecked", "search: [numéro unique]\nhelp: [siao]\nchecked");
    assert_eq!(words, [kept, "site/fr/search.js"]);
    // The figure is on every page that names it, and nowhere else.
    let shown = ["site/ar/demander.html", "site/ar/keep/exemple-ar.html", "site/fr/demander.html", kept];
    assert_eq!(moved("label: {fr: Plafond, ar: السقف", "label: {fr: Maximum, ar: الحد"), shown);
    assert_eq!(moved("pilot # suivre", "pilot # another remark"), Vec::<String>::new());
    let remark = "pilot\nfeedback:\n  - {id: F-1, version: 1.0.0, lang: fr, round: r, period: 2026-05, source: household, \
                  channel: meeting, count: 1, theme: print, severity: 1, decision: open} #";
    assert_eq!(moved("pilot # suivre", remark), Vec::<String>::new());
}

//! Where personal data is reported, and what counts as public.

use super::*;

const TOOLKIT: &str = "\
--- content/toolkit.yaml ---
name: {fr: Exemple}
languages: [fr]
stages: [{id: demander, name: {fr: Demander}, summary: {fr: On demande.}}]
--- content/contacts.yaml ---
- {id: permanence, name: {fr: Permanence}, role: {fr: \"Reçoit au 12 rue de la Fable.\"}, phone: \"03 53 01 00 01\"}
--- content/partners.yaml ---
- {id: a, name: {fr: A}, college: association, role: {fr: Aide.}, functions: [{name: {fr: Accueil}, phone: \"03 53 01 00 02\"}]}
";

/// The diagnostics for one more file: code, severity, and the words that are underlined.
fn diagnostics(path: &str, text: &str) -> Vec<(&'static str, Severity, String)> {
    let sources = Sources::from_story(&format!("{TOOLKIT}--- {path} ---\n{text}")).value;
    let toolkit = trousseau_core::toolkit::read(&sources).value.expect("a toolkit");
    let diagnostics = check(&sources, &toolkit);
    let words = |diagnostic: &Diagnostic| {
        let text = sources.get(&diagnostic.place.path).expect("a file").text().expect("text");
        let span = diagnostic.place.span.expect("words");
        text[span.start..span.end].to_owned()
    };
    diagnostics.iter().map(|diagnostic| (diagnostic.code(), diagnostic.severity, words(diagnostic))).collect()
}

#[track_caller]
fn check_guide(text: &str, expected: &[(&str, Severity, &str)]) {
    let diagnostics = diagnostics("content/guides/x/fr.md", text);
    let seen: Vec<_> =
        diagnostics.iter().map(|(code, severity, words)| (*code, *severity, words.as_str())).collect();
    assert_eq!(seen, expected, "{text}");
}

#[test]
fn a_head_and_its_comments_name_nobody() {
    check_guide(
        "---\nreviewed_by: Mme Inventée\n---\n",
        &[("privacy/name", Severity::Error, "Mme Inventée")],
    );
    check_guide("---\na: b # vu avec M. Fictif\n---\n", &[("privacy/name", Severity::Error, "M. Fictif")]);
    check_guide(
        "---\nfeedback:\n  - proposal: \"Rappeler au 06 39 98 00 01.\"\n---\n",
        &[("privacy/phone", Severity::Error, "06 39 98 00 01")],
    );
}

/// In other languages, everyday words look like names and lives; what is certain is found in all of them.
#[test]
fn what_a_version_changed_is_doubted_in_the_language_of_its_text_only() {
    let doubtful = "She lost her job and lives alone with her two sons.";
    let version = |words: &str| format!("---\nversions:\n  - version: 1.0.0\n    summary: {words}\n---\n");
    let told = |words: &str| diagnostics("content/guides/x/fr.md", &version(words));
    let codes = |words: &str| told(words).iter().map(|(code, ..)| *code).collect::<Vec<_>>();
    assert_eq!(codes(&format!("\"{doubtful}\"")), ["privacy/life"]);
    assert_eq!(codes(&format!("{{fr: \"{doubtful}\", en: Papers.}}")), ["privacy/life"]);
    assert_eq!(codes(&format!("\n      fr: Des papiers.\n      en: {doubtful}")), [""; 0]);
    assert_eq!(codes("{fr: Des papiers., en: Mme Inventée}"), ["privacy/name"]);
}

#[test]
fn a_body_may_lead_to_a_service_but_never_to_a_file_of_somebody() {
    check_guide(
        "---\na: b\n---\nAppelez le 03 53 01 00 09.\n",
        &[("privacy/phone", Severity::Warning, "03 53 01 00 09")],
    );
    check_guide(
        "---\na: b\n---\nAu 3 rue du Conte.\n",
        &[("privacy/address", Severity::Warning, "3 rue du Conte")],
    );
    check_guide(
        "---\na: b\n---\nNIR 2 91 03 99 350 998 39\n",
        &[("privacy/nir", Severity::Error, "2 91 03 99 350 998 39")],
    );
    check_guide(
        "---\na: b\n---\nmarie.fictive@exemple.example\n",
        &[("privacy/email", Severity::Error, "marie.fictive@exemple.example")],
    );
}

#[test]
fn what_the_lists_say_of_services_may_be_said() {
    check_guide("---\na: b\n---\nAu 12 rue de la Fable, 03 53 01 00 01 ou [ici](tel:+33353010002).\n", &[]);
    let personal =
        diagnostics("content/contacts.yaml", "- {id: x, name: {fr: Mme Inventée}, role: {fr: Aide.}}\n");
    assert_eq!(
        personal,
        [("privacy/name", Severity::Error, "Mme Inventée".into())],
        "a contact is no person"
    );
}

#[test]
fn the_toolkit_of_this_repository_speaks_of_nobody() {
    let sources =
        trousseau_io::disk::read(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")))
            .expect("read")
            .value;
    let toolkit = trousseau_core::toolkit::read(&sources).value.expect("a toolkit");
    let diagnostics = check(&sources, &toolkit);
    assert_eq!(diagnostics, []);
}

#[test]
fn what_is_remembered_is_what_a_fresh_look_finds() {
    let mut memory = Memory::default();
    let mut look = |contact: &str, one: &str, two: Option<&str>| {
        let list = TOOLKIT.replace("03 53 01 00 01", contact);
        let two = two.map(|text| format!("--- content/guides/two/fr.md ---\n{text}\n")).unwrap_or_default();
        let story = format!("{list}--- content/guides/one/fr.md ---\n{one}\n{two}");
        let sources = Sources::from_story(&story).value;
        let toolkit = trousseau_core::toolkit::read(&sources).value.expect("a toolkit");
        let diagnostics = check_again(&sources, &toolkit, &mut memory, &|| true).expect("whole");
        assert_eq!(diagnostics, check(&sources, &toolkit));
        diagnostics.len()
    };
    let text = "---\na: b\n---\nAppelez le 03 53 01 00 09.";
    assert_eq!(look("03 53 01 00 01", text, Some(text)), 2);
    assert_eq!(look("03 53 01 00 01", "---\na: b\n---\nAttendez.", Some(text)), 1, "one text was mended");
    assert_eq!(look("03 53 01 00 09", text, Some(text)), 0, "the number is that of a service now");
    assert_eq!(look("03 53 01 00 01", text, None), 1, "it is so no more, and a text is gone");
}

#[test]
fn a_look_that_is_broken_off_goes_on_where_it_was() {
    let texts: String = (0..600)
        .map(|number| format!("--- content/guides/g-{number}/fr.md ---\nAppelez le 03 53 01 00 09.\n"))
        .collect();
    let sources = Sources::from_story(&format!("{TOOLKIT}{texts}")).value;
    let toolkit = trousseau_core::toolkit::read(&sources).value.expect("a toolkit");
    let mut memory = Memory::default();
    let asked = std::cell::Cell::new(0);
    let once = || asked.replace(asked.get() + 1) < 1;
    assert_eq!(check_again(&sources, &toolkit, &mut memory, &once), None);
    let read = memory.texts.len();
    assert!((1..600).contains(&read), "{read}");
    let all = check_again(&sources, &toolkit, &mut memory, &|| true).expect("whole");
    assert_eq!((all.len(), memory.texts.len() > read), (600, true));
    assert_eq!(all, check(&sources, &toolkit));
    let none = || panic!("nothing is left to read");
    assert_eq!(check_again(&sources, &toolkit, &mut memory, &none), Some(all));
}

#[test]
fn each_finding_is_one_note_that_does_not_repeat_it() {
    let place = |range: Range<usize>| Place::span(&"x".into(), range);
    let diagnostics = found("Mme Inventée, 06 39 98 00 01", place, &Public::default());
    let seen: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code(), diagnostic.place.span.map(|span| (span.start, span.end))))
        .collect();
    assert_eq!(seen, [("privacy/name", Some((0, 13))), ("privacy/phone", Some((15, 29)))]);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.args.is_empty()));
}

//! Listening: the text that somebody reads aloud, and the button that has the device read.

use std::fs;

use crate::cli::{Toolkit, run};

#[test]
fn a_text_is_shown_as_it_is_to_be_spoken() {
    let toolkit = Toolkit::new();
    let body = "\n| Papier | Où |\n| --- | --- |\n| bail | à la mairie |\n\n> [!WARNING]\n> Ne payez *personne*.\n\n\
                ---\n\nDemandez à [votre conseiller](contact:siao).[^1]\n\n[^1]: Une note.\n";
    let path = "content/guides/demander/fr.md";
    toolkit.edit(path, "\nLisez [la suite", &format!("{body}\nLisez [la suite"));
    let script = run(&toolkit, &["audio", "script", "demander", "fr"]);
    assert_eq!(script.errors, "");
    // The codes of the words are told apart by who records them, and tried below.
    let text = script.text.lines().map(|line| line.split("(text: ").next().unwrap_or_default().trim_end());
    let text = text.collect::<Vec<_>>().join("\n");
    let expected = "\nDéposer sa demande\nComment demander.\n\n[a-faire]\nÀ faire\n1. Demandez.\n2. Attendez.\n\n[les-papiers]\nLes papiers\n\
                    une carte\nune attestation\nLe DALO est un droit. Le DALO aide. L’APL aussi : 23 403 €. Appelez le 0 8 0 5 1 6 0 0 7 5.\n";
    assert!(text.starts_with(expected), "{text}");
    for line in [
        "bail. Où : à la mairie\n",
        "Attention\nNe payez personne.\n",
        "votre conseiller (1 1 5).\n",
        "\nUne note.\n",
    ] {
        assert!(script.text.contains(line), "{line}: {}", script.text);
    }
    let arabic = run(&toolkit, &["audio", "script", "demander", "AR"]).text;
    assert!(arabic.contains(")\nتقديم الطلب\n") && arabic.contains(")\nما يجب فعله\n"), "{arabic}");
    assert!(run(&toolkit, &["audio", "script", "a-propos", "fr"]).text.contains(")\nÀ propos\n"));
}

#[test]
fn what_cannot_be_spoken_is_told() {
    let toolkit = Toolkit::new();
    for (arguments, told) in [
        (["demander", "en"], "fr, ar, ti"),
        (["suivre", "ar"], "content/guides/suivre/ar.md"),
        (["a-propos", "ar"], "content/pages/a-propos/ar.md"),
        (["demandr", "fr"], "demander"),
    ] {
        let done = run(&toolkit, &[&["audio", "script"][..], &arguments].concat());
        assert!(done.code == 2 && done.errors.contains(told), "{arguments:?}: {}", done.errors);
    }
}

/// Where the scripts of a page may come from: the end of the policy in its head.
fn script_policy(page: &str) -> &str {
    page.split("script-src ").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

#[test]
fn the_button_is_hidden_until_its_script_finds_a_voice() {
    let toolkit = Toolkit::new();
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let read =
        |path: &str| fs::read_to_string(toolkit.path().join("output/site").join(path)).expect("a page");
    for (path, word) in
        [("fr/demander.html", "Écouter"), ("ar/demander.html", "استمعوا"), ("ti/a-propos.html", "ስምዑ")]
    {
        let page = read(path);
        let button = page.split("<p class=\"listen\" hidden>").nth(1).unwrap_or_default();
        let button = button.split("</p>").next().unwrap_or_default();
        assert!(button.contains(word), "{path}");
        assert_eq!(page.matches("<script>").count(), 1, "{path}");
        // What reads is loaded when somebody wants to listen: the page only says where it lies, and allows it.
        let reader = button.split("data-src=\"../").nth(1).and_then(|rest| rest.split('"').next());
        let reader = reader.expect("the address of what reads");
        assert!(read(reader).contains("highlights"), "{reader}");
        assert!(!page.contains("highlights"), "{path}");
        assert!(script_policy(&page).ends_with("&#39;self&#39;"), "{path}");
    }
    assert!(!read("fr/index.html").contains("speechSynthesis"), "there is nothing to read");
}

/// The bytes of an MP3 of so many seconds: silent frames of 64 kbit/s.
fn mp3(seconds: usize) -> Vec<u8> {
    let mut frame = vec![0xff, 0xfb, 0x50, 0x00];
    frame.resize(208, 0);
    frame.repeat(seconds * 44_100 / 1152)
}

/// The bytes of an Opus file that says so of its length.
fn opus(seconds: u64) -> Vec<u8> {
    let page = |samples: u64, data: &[u8]| [b"OggS\0\0", &samples.to_le_bytes()[..], &[0; 13], data].concat();
    [page(0, b"OpusHead\x01\x01\0\0\0\0\0\0\0\0\0"), page(seconds * 48_000, b"x")].concat()
}

/// The code that the script of a text shows for the whole of it, or for a section.
fn code(toolkit: &Toolkit, mark: &str) -> String {
    let script = run(toolkit, &["audio", "script", "demander", "fr"]).text;
    let line = script.lines().find(|line| line.starts_with(&format!("{mark}(text: "))).expect("a code");
    line.split("(text: ").nth(1).expect("a code").trim_end_matches(')').to_owned()
}

#[test]
fn a_recording_is_offered_until_asked_for_nothing_is_loaded_and_old_words_are_told() {
    let toolkit = Toolkit::new();
    let (whole, section) = (code(&toolkit, ""), code(&toolkit, "[les-papiers] "));
    toolkit.write("content/guides/demander/fr.mp3", mp3(125));
    toolkit.write("content/guides/demander/fr.opus", opus(125));
    toolkit.write("content/guides/demander/papiers.mp3", mp3(24));
    let audio = format!(
        "checked: 2026-11-21\naudio:\n  - {{file: fr.mp3, text: {whole}}}\n  - {{file: papiers.mp3, section: les-papiers, text: {section}}}\n"
    );
    toolkit.edit("content/guides/demander/fr.md", "checked: 2026-11-21\n", &audio);
    let page = |path: &str| {
        assert_eq!(run(&toolkit, &["build"]).code, 0);
        fs::read_to_string(toolkit.path().join("output/site").join(path)).expect("a page")
    };
    let html = page("fr/demander.html");
    let all: Vec<&str> = html.split("<figure class=\"recording\">").skip(1).collect();
    assert_eq!(all.len(), 2, "{html}");
    let kinds = ["audio/ogg; codecs=opus", "audio/mpeg"].map(|kind| all[0].find(kind).expect("a format"));
    assert!(kinds[0] < kinds[1], "the smaller first: {}", all[0]);
    assert!(all[0].contains("Français, 2:05, ") && all[0].contains(" preload=\"none\""), "{}", all[0]);
    let above = html.split("<figure class=\"recording\">").nth(1).expect("what stands above the second");
    assert!(above.trim_end().ends_with("Les papiers</h2>"), "below the heading of its section: {above}");
    assert!(all[1].contains("Écouter l’enregistrement, Français, 0:24, "), "{}", all[1]);
    assert!(html.contains("media-src") && !html.contains("a changé depuis cet enregistrement"));
    let files = fs::read_dir(toolkit.path().join("output/site/assets")).expect("files");
    let names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".mp3") || name.ends_with(".opus")).count(),
        3,
        "{names:?}"
    );
    assert!(!page("fr/suivre.html").contains("media-src"), "nothing is allowed where nothing is to be heard");
    // A word of another section changes: the recording of the whole says so, that of the section does not.
    toolkit.edit("content/guides/demander/fr.md", "1. Demandez.", "1. Demandez vite.");
    let html = page("fr/demander.html");
    let all: Vec<bool> = html
        .split("<figure class=\"recording\">")
        .skip(1)
        .map(|one| one.contains("a changé depuis"))
        .collect();
    assert_eq!(all, [true, false]);
    let told = run(&toolkit, &["check"]);
    assert!(!told.text.contains("library/unused-file"), "what is heard is used: {}", told.text);
    assert!(told.text.contains("audio/stale") && told.text.contains(&code(&toolkit, "")), "{}", told.text);
}

#[test]
fn what_cannot_be_heard_everywhere_is_told() {
    let toolkit = Toolkit::new();
    toolkit.write("content/guides/demander/a.opus", opus(3));
    toolkit.write("content/guides/demander/b.mp3", "no sound");
    let audio = "checked: 2026-11-21\naudio:\n  - {file: a.opus, text: x}\n  - {file: b.mp3, section: nothing, text: x}\n";
    toolkit.edit("content/guides/demander/fr.md", "checked: 2026-11-21\n", audio);
    let told = run(&toolkit, &["check", "--lang", "en"]).text;
    for rule in ["audio/mp3", "audio/file", "audio/section", "audio/stale"] {
        assert_eq!(told.matches(&format!("[{rule}]")).count(), 1, "{rule}: {told}");
    }
}

//! Leaflets in a folder: what the commands make, make again, leave alone and take away.

use std::{
    fs,
    io::{Cursor, Read},
};

use crate::cli::{Toolkit, run};

/// The small toolkit in a folder, printed in these formats.
fn toolkit(formats: &str) -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "leaflets: []", &format!("leaflets: [{formats}]"));
    toolkit
}

#[test]
fn a_second_build_presses_nothing_and_a_lost_leaflet_comes_back() {
    let toolkit = toolkit("a4, bilingual");
    let first = run(&toolkit, &["build"]);
    assert_eq!(first.code, 0, "{}", first.text);
    toolkit.edit("content/toolkit.yaml", "demo: true", "demo: true # une démonstration");
    let second = run(&toolkit, &["build"]);
    assert!(second.text.contains("0 files made"), "{}", second.text);
    let site = toolkit.path().join("output/site");
    let leaflet = site.join("fr/print/suivre-a4.pdf");
    let bytes = fs::read(&leaflet).expect("a leaflet");
    fs::remove_file(&leaflet).expect("removed");
    assert!(run(&toolkit, &["build"]).text.contains("1 file made"));
    assert!(fs::read(&leaflet).expect("again") == bytes);
    let zip = fs::read(site.join("fr/print/guides-fr.zip")).expect("a bundle");
    let mut zip = zip::ZipArchive::new(Cursor::new(zip)).expect("a ZIP file");
    let mut packed = Vec::new();
    zip.by_name("suivre-a4.pdf").expect("there").read_to_end(&mut packed).expect("bytes");
    assert!(packed == bytes);
    let names: Vec<_> = zip.file_names().map(|name| name.expect("text").into_owned()).collect();
    assert_eq!(names, ["demander-a4.pdf", "suivre-a4.pdf"]);
    toolkit.edit("content/toolkit.yaml", "leaflets: [a4, bilingual]", "leaflets: []");
    run(&toolkit, &["build"]);
    assert!(!site.join("fr/print").exists() && !site.join("fr/imprimer.html").exists());
}

#[test]
fn the_command_presses_at_once_and_knows_its_names() {
    let toolkit = toolkit("a4");
    let done = run(&toolkit, &["leaflet", "demander", "--in", "fr,ar", "--paper", "large,a4"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(toolkit.path().join(folder)).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let expected =
        ["demander-a4-ar.pdf", "demander-a4-fr.pdf", "demander-large-ar.pdf", "demander-large-fr.pdf"];
    assert_eq!(names("output/leaflets"), expected);
    let partner = ["leaflet", "suivre", "--partner", "association-exemple", "--out", "mine"];
    assert_eq!(run(&toolkit, &partner).code, 0);
    assert_eq!(names("mine"), [".gitignore", "suivre-a4-fr-association-exemple.pdf"]);
    let same = fs::read(toolkit.path().join("mine/suivre-a4-fr-association-exemple.pdf")).expect("a file");
    run(&toolkit, &["leaflet", "suivre", "--out", "mine"]);
    assert!(same != fs::read(toolkit.path().join("mine/suivre-a4-fr.pdf")).expect("a file"));
    for (arguments, word) in [
        (["leaflet", "demande", "--in", "fr"], "demander"),
        (["leaflet", "demander", "--in", "zz"], "fr"),
        (["leaflet", "demander", "--partner", "association"], "association-exemple"),
        (["leaflet", "suivre", "--in", "ar"], "translated"),
        (["leaflet", "demander", "--paper", "a3"], "trifold"),
        (["leaflet", "demander", "--out", "content/guides"], "content"),
    ] {
        let refused = run(&toolkit, &arguments);
        assert_eq!(refused.code, 2, "{arguments:?}");
        assert!(refused.errors.contains(word), "{arguments:?}: {}", refused.errors);
    }
    assert_eq!(run(&toolkit, &["leaflet"]).code, 2);
}

#[test]
fn the_command_replaces_its_own_files_only() {
    let toolkit = toolkit("a4");
    let suivre = || run(&toolkit, &["leaflet", "demander", "suivre", "--in", "fr", "--out", "mine"]);
    let read = |name: &str| fs::read(toolkit.path().join("mine").join(name)).expect("a file");
    for foreign in ["my notes", "%PDF-1.7 a PDF of somebody"] {
        toolkit.write("mine/suivre-a4-fr.pdf", foreign);
        let refused = suivre();
        assert_eq!(refused.code, 1, "{}{}", refused.text, refused.errors);
        assert!(refused.text.contains("output/not-ours") && refused.text.contains("mine/suivre-a4-fr.pdf"));
        assert!(read("suivre-a4-fr.pdf") == foreign.as_bytes() && read("demander-a4-fr.pdf").len() > 1000);
    }
    fs::remove_file(toolkit.path().join("mine/suivre-a4-fr.pdf")).expect("removed");
    assert_eq!(suivre().code, 0);
    let before = read("suivre-a4-fr.pdf");
    toolkit.edit("content/guides/suivre/fr.md", "Gardez votre numéro.", "Gardez votre numéro. Toujours.");
    assert_eq!(suivre().code, 0, "what it made itself, it makes again");
    assert!(read("suivre-a4-fr.pdf") != before);
    toolkit.write("file", "a file");
    for out in ["file", "file/below"] {
        let refused = run(&toolkit, &["leaflet", "suivre", "--out", out]);
        assert!(refused.code == 2 && refused.errors.contains("not a folder"), "{}", refused.errors);
    }
}

#[test]
fn the_table_of_what_fits_names_every_leaflet() {
    let toolkit = toolkit("a4, large");
    let done = run(&toolkit, &["leaflet", "--fit"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    let row = |start: &str| done.text.lines().find(|line| line.starts_with(start)).map(str::to_owned);
    let words = row("demander  fr").expect("a row");
    let words: Vec<&str> = words.split_whitespace().collect();
    assert_eq!(&words[..5], ["demander", "fr", "a4", "14", "pt"]);
    assert_eq!(words[6..].len(), 2, "space in millimetres");
    assert_eq!(done.text.lines().filter(|line| line.ends_with(" mm")).count(), 8);
    assert!(!toolkit.path().join("output").exists(), "nothing is written");
}

#[test]
fn the_table_of_what_fits_says_what_does_not() {
    let toolkit = toolkit("trifold, a4");
    let long = "Gardez votre numéro, et montrez-le à chaque rendez-vous. ".repeat(200);
    toolkit.edit("content/guides/suivre/fr.md", "Gardez votre numéro.", &long);
    let done = run(&toolkit, &["leaflet", "suivre", "--fit"]);
    assert_eq!(done.code, 1, "{}{}", done.text, done.errors);
    assert!(!done.text.contains("leaflet/overflow"), "the table says it: {}", done.text);
    let lines: Vec<&str> = done.text.lines().collect();
    let [.., row, last] = lines.as_slice() else { panic!("{}", done.text) };
    let less = row.split_whitespace().rev().nth(1).and_then(|space| space.strip_prefix('-'));
    assert!(row.starts_with("suivre  fr") && row.contains("trifold"), "{row}");
    assert_eq!(*last, "1 leaflet is too long: its space left is below 0.");
    // The diagnostic of a build counts in the same way.
    let built = run(&toolkit, &["build"]);
    let missing = less.expect("too little space").to_owned() + " mm too long";
    assert!(built.text.contains(&missing), "{missing}: {}", built.text);
}

#[test]
fn a_leaflet_that_fails_leaves_the_others_and_is_not_offered() {
    let toolkit = toolkit("a4");
    toolkit.edit("content/guides/suivre/fr.md", "Gardez votre numéro.", "Gardez votre 猫 numéro.");
    let checked = run(&toolkit, &["check"]);
    assert_eq!(checked.code, 1, "{}", checked.text);
    assert!(checked.text.contains("content/guides/suivre/fr.md:"), "{}", checked.text);
    for _ in 0..2 {
        let done = run(&toolkit, &["build"]);
        assert_eq!(done.code, 1, "the note comes back until it is mended: {}", done.text);
        assert!(done.text.contains("leaflet/glyph"), "{}", done.text);
    }
    let site = toolkit.path().join("output/site/fr");
    assert!(site.join("print/demander-a4.pdf").is_file() && !site.join("print/suivre-a4.pdf").exists());
    let page = |name: &str| fs::read_to_string(site.join(name)).expect("a page");
    assert!(page("demander.html").contains("demander-a4.pdf"));
    assert!(page("suivre.html").contains("猫") && !page("suivre.html").contains("print/"));
    assert!(!page("imprimer.html").contains("imprimer-suivre.html"));
    toolkit.edit("content/guides/suivre/fr.md", "猫 ", "");
    let mended = run(&toolkit, &["build"]);
    assert_eq!(mended.code, 0, "{}", mended.text);
    assert!(page("imprimer.html").contains("imprimer-suivre.html"));
    assert!(
        page("imprimer-suivre.html").contains("suivre-a4.pdf") && site.join("print/guides-fr.zip").is_file()
    );
    assert_eq!(run(&toolkit, &["check"]).code, 0);
    // What was printed before has yesterday's numbers: nobody who kept its address gets it. The page keeps its last text.
    toolkit.edit("content/guides/suivre/fr.md", "Gardez votre numéro.", "Gardez ce 猫 numéro.");
    assert_eq!(run(&toolkit, &["build"]).code, 1);
    let print = |name: &str| site.join("print").join(name).is_file();
    assert!(!print("suivre-a4.pdf") && !print("suivre.png") && !print("guides-fr.zip"));
    assert!(print("demander-a4.pdf") && site.join("suivre.html").is_file());
    assert_eq!(run(&toolkit, &["build"]).code, 1, "a second build finds nothing odd in its manifest");
    toolkit.edit("content/guides/suivre/fr.md", "猫 ", "");
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert!(print("suivre-a4.pdf") && print("suivre.png") && print("guides-fr.zip"));
}

/// How many files of the site and beside it a build knows as its own.
fn manifest_count(toolkit: &Toolkit) -> usize {
    let text = fs::read_to_string(toolkit.path().join("output/manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    manifest["made"].as_object().expect("what was made").len()
}

#[test]
fn a_collection_is_made_of_the_guides_that_can_be_printed() {
    let toolkit = toolkit("a4");
    let copy = fs::read_to_string(toolkit.path().join("content/guides/suivre/fr.md")).expect("a guide");
    toolkit.write("content/guides/tenir/fr.md", copy.replace("# ", "# Tenir, ").replace("Suivre", "Tenir"));
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    let all = manifest_count(&toolkit);
    let print = toolkit.path().join("output/site/fr/print/guides-fr.pdf");
    let whole = fs::read(&print).expect("a collection");
    toolkit.edit("content/guides/suivre/fr.md", "Gardez votre numéro.", "Gardez ce 猫 numéro.");
    for _ in 0..2 {
        let done = run(&toolkit, &["build"]);
        assert_eq!((done.code, done.text.matches("leaflet/glyph").count()), (1, 1), "{}", done.text);
        // What is made and what is kept are all there is: its leaflet and its picture are gone.
        let line = done.text.lines().find(|line| line.contains(" made, ")).expect("a line of numbers");
        let numbers: Vec<usize> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
        assert_eq!(numbers[0] + numbers[1], manifest_count(&toolkit), "{line}");
        assert!(manifest_count(&toolkit) < all);
    }
    // Each guide is looked at by itself: what is wrong may stand in the glossary.
    let less = fs::read(&print).expect("the collection without the guide that cannot be printed");
    assert_ne!(less, whole);
    let offer = fs::read_to_string(toolkit.path().join("output/site/fr/imprimer.html")).expect("a page");
    assert!(offer.contains("guides-fr.pdf"), "the print page offers it");
    toolkit.edit("content/guides/suivre/fr.md", "Gardez ce 猫 numéro.", "Gardez votre numéro.");
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert!(fs::read(&print).expect("a collection") == whole, "it is whole again");
}

#[test]
fn a_broken_template_is_told_once() {
    let toolkit = toolkit("a4, large");
    toolkit.write("themes/default/leaflet/leaflet.typ", "#let broken = (\n");
    for arguments in [&["build"][..], &["leaflet", "demander", "suivre"], &["check"]] {
        let done = run(&toolkit, arguments);
        assert_eq!(done.code, 1, "{}", done.text);
        assert_eq!(done.text.matches("leaflet/template").count(), 1, "{}", done.text);
    }
}

#[test]
fn a_partner_with_a_bad_logo_still_has_leaflets() {
    let toolkit = toolkit("a4");
    let partner = "college: association, logo: logo.svg,";
    toolkit.edit("content/partners.yaml", "college: association,", partner);
    let missing = run(&toolkit, &["leaflet", "suivre", "--partner", "association-exemple"]);
    assert_eq!(missing.code, 1, "{}", missing.text);
    assert!(missing.text.contains("partners/logo") && missing.text.contains("content/partners.yaml:1:"));
    assert!(toolkit.path().join("output/leaflets/suivre-a4-fr-association-exemple.pdf").is_file());
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>1</script></svg>";
    toolkit.write("content/logo.svg", script);
    let bad = run(&toolkit, &["build"]);
    assert!(bad.code == 1 && bad.text.contains("partners/logo-broken"), "{}", bad.text);
    assert!(bad.text.contains("content/partners.yaml:1:") && bad.text.contains("association-exemple"));
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M1 1h7v7z\"/></svg>";
    toolkit.write("content/logo.svg", drawing);
    let good = run(&toolkit, &["leaflet", "suivre", "--partner", "association-exemple"]);
    assert_eq!(good.code, 0, "{}", good.text);
}

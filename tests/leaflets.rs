//! Leaflets: what is made, what pages offer of it, and that paper says what the screen says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read},
    path::Path,
    sync::{Arc, Mutex},
};

use trousseau_core::{
    diagnostic::Diagnostic,
    document::{Block, Document, Inline},
    library, manifest,
    source::{Source, Sources},
    toolkit::format::{Format, Layout},
};
use trousseau_html::generate;
use trousseau_site::{
    plan,
    view::{PageBuilder, Reference},
};

use crate::{
    cli::{Toolkit, run},
    way::{STORY, TODAY, survey},
};

/// The small toolkit, printed in these formats.
fn story(formats: &str) -> String {
    STORY.replace("leaflets: []", &format!("leaflets: [{formats}]"))
}

/// The small toolkit in a folder, printed in these formats.
fn toolkit(formats: &str) -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "leaflets: []", &format!("leaflets: [{formats}]"));
    toolkit
}

/// A whole build in memory, leaflets first.
struct Built {
    files: BTreeMap<String, Vec<u8>>,
    diagnostics: Vec<Diagnostic>,
    keys: BTreeMap<manifest::OutputPath, trousseau_text::Fingerprint>,
}

impl Built {
    #[track_caller]
    fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(&format!("site/{path}"));
        std::str::from_utf8(bytes.unwrap_or_else(|| panic!("no {path}"))).expect("text")
    }

    fn prints(&self) -> BTreeSet<&str> {
        self.files.keys().filter(|path| path.contains("/print/")).map(String::as_str).collect()
    }
}

fn build(sources: &Sources) -> Built {
    let survey = survey(sources.clone(), TODAY);
    let mut diagnostics = survey.diagnostics;
    diagnostics.retain(|diagnostic| diagnostic.code() != "theme/strings-missing");
    let (library, theme) = survey.made.expect("a toolkit");
    let mut wishes = plan::BuildOptions::default();
    let shop = plan::leaflets::RenderInput::new(&library, &theme, sources, &wishes);
    let mut rack = plan::leaflets::leaflets(&shop);
    let keys = rack.keys();
    let make: Vec<_> = keys.keys().cloned().collect();
    let made = Mutex::new((BTreeMap::new(), BTreeMap::new(), Vec::new()));
    trousseau_pdf::generate::all(&rack, &make, &shop, &|path, generated| {
        let mut made = made.lock().expect("no panic");
        made.2.extend(generated.diagnostics);
        if let Some(print) = generated.value {
            let known = manifest::Printed { bytes: print.bytes.len() as u64, pages: print.pages };
            made.0.insert(path.to_string(), print.bytes);
            made.1.insert(path.clone(), known);
        }
    });
    let (mut files, printed, said) = made.into_inner().expect("no panic");
    diagnostics.extend(said);
    rack.bundle(&|path| printed.contains_key(path));
    rack.offer(Some(&printed));
    wishes.rack = Some(Arc::new(rack));
    let plan = plan::plan(&library, &theme, sources, &wishes);
    let make: Vec<_> = plan.tasks.keys().cloned().collect();
    let pages = Mutex::new(Vec::new());
    generate::all(&plan, &make, &theme, &|path, generated| {
        pages.lock().expect("no panic").push((path.to_string(), generated));
    });
    for (path, generated) in pages.into_inner().expect("no panic") {
        diagnostics.extend(generated.diagnostics);
        files.extend(generated.value.map(|bytes| (path, bytes)));
    }
    Built { files, diagnostics, keys }
}

fn built(story: &str) -> Built {
    build(&Sources::from_story(story).value)
}

#[test]
fn each_text_gets_the_formats_of_the_toolkit_where_it_really_is() {
    let built = built(&story("a4, large, bilingual"));
    // The last part of the text in Tigrinya has a paragraph less than its source.
    let [diagnostic] = built.diagnostics.as_slice() else { panic!("{:?}", built.diagnostics) };
    assert_eq!(
        (diagnostic.code(), diagnostic.args["source"].as_str()),
        ("leaflets/rows", "content/guides/demander/fr.md:20")
    );
    let expected = [
        "site/ar/print/demander-a4.pdf",
        "site/ar/print/demander-bilingual.pdf",
        "site/ar/print/demander-large.pdf",
        "site/ar/print/demander.png",
        "site/fr/print/demander-a4.pdf",
        "site/fr/print/demander-large.pdf",
        "site/fr/print/demander.png",
        "site/fr/print/guides-fr.pdf",
        "site/fr/print/suivre-a4.pdf",
        "site/fr/print/suivre-large.pdf",
        "site/fr/print/suivre.png",
        "site/ti/print/demander-a4.pdf",
        "site/ti/print/demander-bilingual.pdf",
        "site/ti/print/demander-large.pdf",
        "site/ti/print/demander.png",
    ];
    assert_eq!(built.prints(), BTreeSet::from(expected));
}

#[test]
fn a_guide_can_have_formats_of_its_own_and_no_name_stands_twice() {
    let own = story("a4").replace("status: pilot # suivre", "status: pilot\nleaflets: [large]");
    let files = built(&own);
    assert!(files.prints().contains("site/fr/print/suivre-large.pdf"));
    assert!(!files.prints().contains("site/fr/print/suivre-a4.pdf"));
    let none = built(&story("a4").replace("status: pilot # suivre", "status: pilot\nleaflets: []"));
    assert!(!none.prints().iter().any(|path| path.contains("suivre")), "{:?}", none.prints());
    let codes = |story: &str| {
        let survey = survey(Sources::from_story(story).value, TODAY);
        let codes = survey
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code())
            .filter(|code| !code.starts_with("theme/"));
        codes.collect::<Vec<_>>()
    };
    assert_eq!(codes(&story("a4, a4")), ["leaflets/twice"]);
    assert_eq!(codes(&story("a4, papyrus")), ["yaml/unknown-value"]);
    assert_eq!(codes(&own.replace("[large]", "[large, a4, large]")), ["leaflets/twice"]);
    assert_eq!(codes(&own.replace("[large]", "[larg]")), ["yaml/unknown-value"]);
}

#[test]
fn pages_offer_what_is_there_with_its_format_language_pages_and_size() {
    let built = built(&story("a4, bilingual"));
    let page = built.page("fr/demander.html");
    let link = page.split("href=\"print/demander-a4.pdf\"").nth(1).expect("the link");
    let link = link.split("</a>").next().expect("its end");
    let bytes = built.files["site/fr/print/demander-a4.pdf"].len();
    let size = format!("{}\u{a0}ko", bytes.div_ceil(1000));
    for part in ["A4, français, ", "\u{a0}page", size.as_str()] {
        assert!(link.contains(part), "{part}: {link}");
    }
    assert!(!page.contains("demander-bilingual"), "nothing stands beside the source itself");
    assert!(built.page("ar/demander.html").contains("href=\"print/demander-bilingual.pdf\""));
    // Where a guide is not translated, its source can still be printed, and the link says whose language it is.
    let fallback = built.page("ar/suivre.html");
    let link = fallback.split("href=\"../fr/print/suivre-a4.pdf\"").nth(1).expect("the link");
    assert!(link.split("</a>").next().expect("its end").contains("lang=\"fr\""), "{link}");
}

#[test]
fn the_print_page_lists_everything_by_stage_and_its_links_lead_to_files() {
    let mut built = built(&story("a4, large"));
    for language in ["fr", "ar", "ti"] {
        let zip = format!("site/{language}/print/guides-{language}.zip");
        built.files.insert(zip, Vec::new());
        let page = built.page(&format!("{language}/imprimer.html"));
        for link in page.split(" href=\"").chain(page.split(" src=\"")).skip(1) {
            let link = link.split('"').next().expect("an address").split('#').next().expect("a file");
            if link.contains(':') || link.is_empty() || link.starts_with('<') {
                continue;
            }
            let file = library::address::resolve(&format!("site/{language}/imprimer.html"), link);
            let file = file.unwrap_or_else(|| panic!("{link}"));
            assert!(built.files.contains_key(&file), "{language}: {link}");
        }
        assert!(built.page(&format!("{language}/index.html")).contains("href=\"imprimer.html\""));
        assert!(built.page(&format!("{language}/plan.html")).contains("href=\"imprimer.html\""));
    }
    let page = built.page("fr/imprimer.html");
    let before = page.find("demander-a4.pdf").expect("offered");
    assert!(before < page.find("suivre-large.pdf").expect("offered"), "in the order of the way");
    assert!(page.contains("id=\"formats\"") && page.contains("Grands caractères"));
    assert!(!page.contains("Dépliant"), "only formats that occur are explained");
    assert!(built.page("sitemap.xml").contains("https://exemple.org/t/fr/imprimer.html"));
}

#[test]
fn without_formats_no_page_speaks_of_printing() {
    let built = built(STORY);
    assert!(built.prints().is_empty() && !built.files.contains_key("site/fr/imprimer.html"));
    assert!(!built.page("fr/index.html").contains("imprimer.html"));
    assert!(built.page("fr/demander.html").contains("Pour imprimer"), "the browser still prints");
}

#[test]
fn feedback_moves_no_leaflet_and_a_change_of_words_moves_its_own() {
    let keys = |story: &str| built(story).keys;
    let story = story("a4, bilingual");
    let before = keys(&story);
    let remark = "help: [siao]\nfeedback:\n  - {id: F-2026-001, version: 1.0.0, lang: fr, round: r, period: 2026-05, \
                  source: household, channel: meeting, count: 6, theme: unclear_word, severity: 2, decision: open}\n";
    assert_eq!(keys(&story.replacen("help: [siao]\n", remark, 2)), before);
    let changed = |from: &str, to: &str| -> Vec<String> {
        assert!(story.contains(from));
        let after = keys(&story.replace(from, to));
        assert_eq!(after.len(), before.len());
        let moved = after.iter().filter(|(path, key)| before.get(*path) != Some(key));
        moved.map(|(path, _)| path.trim_start_matches("site/").replace("print/", "")).collect()
    };
    assert_eq!(
        changed("اطلبوا.", "اطلبوا الآن."),
        ["ar/demander-a4.pdf", "ar/demander-bilingual.pdf", "ar/demander.png"]
    );
    assert_eq!(
        changed("Gardez votre numéro.", "Gardez le numéro."),
        ["fr/guides-fr.pdf", "fr/suivre-a4.pdf", "fr/suivre.png"]
    );
    let source = changed("Attendez.", "Attendez un peu.");
    assert!(source.contains(&"ar/demander-bilingual.pdf".to_owned()), "{source:?}");
    assert!(!source.contains(&"ar/demander-a4.pdf".to_owned()), "{source:?}");
    assert!(changed("expires: 2026-12-31", "expires: 2027-01-31").contains(&"fr/demander-a4.pdf".to_owned()));
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
    assert!(!page("imprimer.html").contains("suivre-a4.pdf"));
    toolkit.edit("content/guides/suivre/fr.md", "猫 ", "");
    let mended = run(&toolkit, &["build"]);
    assert_eq!(mended.code, 0, "{}", mended.text);
    assert!(page("imprimer.html").contains("suivre-a4.pdf") && site.join("print/guides-fr.zip").is_file());
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
fn who_calls_a_text_easy_to_read_says_that_readers_tried_it() {
    let with = |line: &str| {
        let story = story("a4").replacen(
            "title: Déposer sa demande\n",
            &format!("title: Déposer sa demande\n{line}\n"),
            1,
        );
        assert!(story.contains(line), "the guide has the line");
        built(&story)
    };
    let code =
        |built: &Built| built.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect::<Vec<_>>();
    let whole = with("falc: {status: tested, testers: 3, date: 2026-11-02}");
    assert_eq!(code(&whole), [] as [&str; 0]);
    let words = "Facile à lire et à comprendre (FALC)";
    assert!(whole.page("fr/demander.html").contains(words) && !whole.page("fr/suivre.html").contains(words));
    // A translation is another text, whatever its source was found to be.
    assert!(!whole.page("ar/demander.html").contains("سهل القراءة"));
    assert_eq!(code(&with("falc: {status: tested, testers: 3, date: 2030-01-01}")), ["guide/falc-future"]);
    // The easy text may well be a translation.
    let easy = story("a4").replacen(
        "title: تقديم الطلب\n",
        "title: تقديم الطلب\nfalc: {status: tested, testers: 3, date: 2026-11-02}\n",
        1,
    );
    let easy = built(&easy);
    assert_eq!(code(&easy), [] as [&str; 0]);
    assert!(
        easy.page("ar/demander.html").contains("سهل القراءة")
            && !easy.page("fr/demander.html").contains(words)
    );
    let draft = with("falc: {status: draft}");
    assert_eq!(code(&draft), [] as [&str; 0]);
    assert!(!draft.page("fr/demander.html").contains(words));
    for lie in ["falc: {status: tested}", "falc: {status: labelled, testers: 0, date: 2026-11-02}"] {
        let lie = with(lie);
        assert_eq!(code(&lie), ["guide/falc"]);
        assert!(!lie.page("fr/demander.html").contains(words));
    }
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

/// The toolkit of this repository.
fn content() -> Sources {
    fn walk(root: &Path, folder: &Path, sources: &mut Sources) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, sources);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                sources.put(Source::new(name, fs::read(&path).expect("bytes")));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::default();
    walk(root, &root.join("content"), &mut sources);
    sources
}

#[test]
fn paper_has_the_words_of_the_page_for_every_guide_and_language() {
    let sources = content();
    let survey = survey(sources.clone(), TODAY);
    let (library, theme) = survey.made.expect("a toolkit");
    let wishes = plan::BuildOptions::default();
    let shop = plan::leaflets::RenderInput::new(&library, &theme, &sources, &wishes);
    let plan = plan::plan(&library, &theme, &sources, &wishes);
    let make: Vec<_> = plan.tasks.keys().filter(|path| path.ends_with(".html")).cloned().collect();
    let pages = Mutex::new(BTreeMap::new());
    generate::all(&plan, &make, &theme, &|path, generated| {
        pages.lock().expect("no panic").insert(path.to_string(), generated.value.expect("a page"));
    });
    let pages = pages.into_inner().expect("no panic");
    let mut compared = 0;
    for language in &library.toolkit.languages {
        let desk: PageBuilder = shop.desk(*language);
        for guide in library.guides.iter().filter(|guide| guide.is_in(*language)) {
            let html = &pages[&format!("site/{language}/{}.html", guide.slug)];
            let html = std::str::from_utf8(html).expect("text");
            let layouts: &[&Layout] = match *language == library.toolkit.source_language() {
                true => &[Format::A4.spec().layout],
                false => &[Format::A4.spec().layout, Format::Bilingual.spec().layout],
            };
            for layout in layouts {
                let view = desk.leaflet(guide, layout, None).expect("translated");
                let part = &view.parts[0];
                let place = format!("{language}/{} {layout:?}", guide.slug);
                let mut paper = words(&part.title.text);
                paper.extend(words(&part.summary.text));
                match &part.beside {
                    None => paper.extend(document(&part.body)),
                    Some(beside) => {
                        let rows = beside.rows.iter().map(|row| blocks(&row.translation));
                        let diagnostics = part.body.footnotes.iter().map(|diagnostic| blocks(diagnostic));
                        paper.extend(rows.chain(diagnostics).flat_map(|text| words(&text)));
                    }
                }
                let screen = screen(html);
                let at = paper.iter().zip(&screen).position(|(left, right)| left != right);
                let around =
                    at.map(|at| (&paper[at..paper.len().min(at + 5)], &screen[at..screen.len().min(at + 5)]));
                assert_eq!(around, None, "{place}");
                assert_eq!(paper.len(), screen.len(), "{place}");
                compared += paper.len();
            }
        }
    }
    assert!(compared > 30_000, "{compared}");
}

/// Words as they are compared: whatever marks isolate or keep them together.
fn words(text: &str) -> Vec<String> {
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let text: String = text.chars().map(plain).collect();
    text.split_whitespace().map(str::to_owned).collect()
}

fn document(body: &Document<Reference>) -> Vec<String> {
    let diagnostics = body.footnotes.iter().map(|diagnostic| blocks(diagnostic));
    [blocks(&body.blocks)].into_iter().chain(diagnostics).flat_map(|text| words(&text)).collect()
}

fn blocks(list: &[Block<Reference>]) -> String {
    let one = |block: &Block<Reference>| match block {
        Block::Heading(heading) => line(&heading.text),
        Block::Paragraph(text) => line(text),
        Block::List { items, .. } => {
            items.iter().map(|item| blocks(&item.blocks)).collect::<Vec<_>>().join(" ")
        }
        Block::Alert(_, inner) | Block::Quote(inner) => blocks(inner),
        Block::Table(table) => {
            let cells = table.head.iter().chain(table.rows.iter().flatten()).map(|cell| line(cell));
            line(&table.caption) + " " + &cells.collect::<Vec<_>>().join(" ")
        }
        Block::Figure(image) => image.caption.clone().unwrap_or_default(),
        Block::Verbatim(text) => text.clone(),
        Block::Rule => String::new(),
    };
    list.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn line(text: &[Inline<Reference>]) -> String {
    let one = |inline: &Inline<Reference>| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => line(inner),
        Inline::Link(link) => format!("{}{}", line(&link.text), reached(&link.to, &line(&link.text))),
        Inline::Break => " ".to_owned(),
        Inline::Image(_) | Inline::Footnote(_) => String::new(),
    };
    text.iter().map(one).collect()
}

/// What both print after the words of a contact: its number, else its website.
fn reached(to: &Reference, words: &str) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let after = match to {
        Reference::Contact(contact) => match (&contact.phone, &contact.url) {
            (Some(phone), _) if !digits(words).contains(&digits(&phone.text)) => phone.text.clone(),
            (None, Some(url)) => url.split("://").nth(1).unwrap_or(url).trim_start_matches("www.").to_owned(),
            _ => return String::new(),
        },
        _ => return String::new(),
    };
    format!(" {after} ")
}

/// The words of the article on a page: its title, its summary and its body, without what the theme adds.
fn screen(html: &str) -> Vec<String> {
    let between = |start: &str, end: &str| {
        let rest = html.split(start).nth(1).unwrap_or_else(|| panic!("no {start}"));
        rest[rest.find('>').expect("a tag") + 1..].split(end).next().expect("its end").to_owned()
    };
    let body = between("<div class=\"body\"", "<div class=\"after\">");
    [between("<h1", "</h1>"), between("<p class=\"lead\"", "</p>"), body]
        .iter()
        .flat_map(|part| visible(part))
        .collect()
}

/// The words of some markup without those of the theme: titles of alerts, marks, numbers of contacts, names of languages.
fn visible(html: &str) -> Vec<String> {
    let (mut text, mut rest, mut skip) = (String::new(), html, None::<(String, usize)>);
    while let Some((before, after)) = rest.split_once('<') {
        if skip.is_none() {
            text.push_str(before);
        }
        let (tag, after) = after.split_once('>').expect("a tag");
        rest = after;
        let name = tag.trim_start_matches('/').split([' ', '>']).next().expect("a name").to_owned();
        let block =
            ["p", "li", "td", "th", "h2", "h3", "caption", "div", "ul", "ol", "br"].contains(&name.as_str());
        if block && skip.is_none() {
            text.push(' ');
        }
        skip = match skip {
            Some((waits, depth)) if waits == name => {
                let depth = if tag.starts_with('/') { depth - 1 } else { depth + 1 };
                (depth > 0).then_some((waits, depth))
            }
            None if ADDED.iter().any(|mark| tag.contains(mark)) => Some((name, 1)),
            other => other,
        };
    }
    text.push_str(rest);
    words(&text.replace("&amp;", "&").replace("&#39;", "'"))
}

/// What tells elements that the theme adds to a text.
const ADDED: [&str; 5] =
    ["alert-title", "note-mark", "span class=\"to-check", "class=\"soft\"", "aria-hidden"];

#[test]
fn formats_of_this_repository_are_known_to_its_guides() {
    let sources = content();
    let survey = survey(sources, TODAY);
    let (library, _) = survey.made.expect("a toolkit");
    for guide in &library.guides {
        assert!(plan::leaflets::formats(&library, guide).contains(&Format::A4), "{}", guide.slug);
    }
}

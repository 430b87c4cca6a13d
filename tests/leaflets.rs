//! Leaflets: what is made, and what pages offer of it.

mod commands;
mod sheets;
mod walls;
pub mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use trousseau_core::{diagnostic::Diagnostic, library, manifest, source::Sources};
use trousseau_html::generate;
use trousseau_site::plan;

use crate::way::{STORY, TODAY, survey};

/// The small toolkit, printed in these formats.
fn story(formats: &str) -> String {
    STORY.replace("leaflets: []", &format!("leaflets: [{formats}]"))
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
    let mut options = plan::BuildOptions::default();
    let input = plan::leaflets::RenderInput::new(&library, &theme, sources, &options);
    let mut leaflet_plan = plan::leaflets::leaflets(&input);
    let keys = leaflet_plan.keys();
    let make: Vec<_> = keys.keys().cloned().collect();
    let made = Mutex::new((BTreeMap::new(), BTreeMap::new(), Vec::new()));
    trousseau_pdf::generate::all(&leaflet_plan, &make, &input, &|path, generated| {
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
    leaflet_plan.bundle(&|path| printed.contains_key(path));
    leaflet_plan.offer(Some(&printed));
    options.leaflets = Some(Arc::new(leaflet_plan));
    let plan = plan::plan(&library, &theme, sources, &options);
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
    let before = page.find("imprimer-demander.html").expect("offered");
    assert!(before < page.find("imprimer-suivre.html").expect("offered"), "in the order of the way");
    let other = built.page("ar/imprimer.html");
    assert!(other.contains("demander-large.pdf") && !other.contains("imprimer-demander"), "{other}");
    assert!(page.contains("id=\"formats\"") && page.contains("Grands caractères"));
    assert!(!page.contains("Dépliant"), "only formats that occur are explained");
    assert!(built.page("sitemap.xml").contains("https://exemple.org/t/fr/imprimer.html"));
}

#[test]
fn a_worker_chooses_guide_then_language_then_paper_and_sees_what_is_late() {
    let story = story("a4, bilingual").replacen("version: 1.0.0", "version: 1.1.0", 1);
    let built = built(&story);
    assert!(built.page("fr/imprimer.html").contains("<strong>(pas à jour)</strong>"));
    let page = built.page("fr/imprimer-demander.html");
    for language in ["fr", "ar", "ti"] {
        let file = if language == "fr" { String::new() } else { format!("../{language}/") };
        assert!(page.contains(&format!("href=\"{file}print/demander-a4.pdf\"")), "{language}: {page}");
        assert_eq!(page.contains(&format!("\"{file}print/demander-bilingual.pdf\"")), language != "fr");
    }
    assert_eq!(
        page.matches("(pas à jour").count(),
        2,
        "in words, with the version that is translated: {page}"
    );
    assert!(page.contains("Version 1.0.0") && page.contains("scope=\"col\"") && page.contains("<caption>"));
    assert!(built.page("fr/demander.html").contains("href=\"imprimer-demander.html\""));
    assert!(!built.files.contains_key("site/ar/imprimer-demander.html"), "the page of who prints for others");
    assert!(!built.files.contains_key("site/fr/imprimer-a-propos.html"));
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

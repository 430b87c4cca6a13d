//! A whole toolkit through all steps, without a disk: what readers get.

mod mistakes;
mod phone;

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
};

use jiff::civil::{Date, date};
use trousseau_app::Loader;
use trousseau_core::{
    diagnostic::Diagnostic,
    library::{self, Library},
    source::Sources,
};
use trousseau_html::generate;
use trousseau_lint::When;
use trousseau_site::plan;
use trousseau_theme::Theme;

/// A small toolkit in three languages and three scripts; one guide is not translated.
pub const STORY: &str = include_str!("fixtures/toolkit.txt");

/// The day on which the tests happen.
pub const TODAY: Date = date(2026, 11, 22);

/// What a build gives: the files of the site, and the diagnostics.
pub struct Built {
    pub files: BTreeMap<String, Vec<u8>>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Built {
    /// A page as text.
    #[track_caller]
    pub fn page(&self, path: &str) -> &str {
        let bytes = self.files.get(&format!("site/{path}"));
        std::str::from_utf8(bytes.unwrap_or_else(|| panic!("no {path}"))).expect("text")
    }

    /// The codes of the diagnostics, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
    }
}

/// Builds a toolkit in memory.
pub fn build(story: &str) -> Built {
    build_on(&Sources::from_story(story).value, TODAY)
}

/// A toolkit in memory, and all that a build says of its texts.
pub struct Survey {
    pub made: Option<(Arc<Library>, Arc<Theme>)>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads sources in memory, on a day, and looks at them as a build does.
pub fn survey(sources: Sources, today: Date) -> Survey {
    let project = Loader::default().load(Path::new("."), Arc::new(sources), Vec::new(), today);
    let diagnostics = [project.diagnostics.clone(), project.lint(When::Build)].concat();
    Survey { made: project.loaded.map(|loaded| (loaded.library, loaded.theme)), diagnostics }
}

/// Builds sources in memory, on a day.
pub fn build_on(sources: &Sources, today: Date) -> Built {
    let survey = survey(sources.clone(), today);
    let mut diagnostics = survey.diagnostics;
    // The small toolkit has a language for which the theme has no words, on purpose.
    diagnostics.retain(|diagnostic| diagnostic.code() != "theme/strings-missing");
    let Some((library, theme)) = survey.made else { return Built { files: BTreeMap::new(), diagnostics } };
    let plan = plan::plan(&library, &theme, sources, &plan::BuildOptions::default());
    let make: Vec<_> = plan.tasks.keys().cloned().collect();
    let made = Mutex::new((BTreeMap::new(), Vec::new()));
    generate::all(&plan, &make, &theme, &|path, generated| {
        let mut made = made.lock().expect("no panic");
        made.1.extend(generated.diagnostics);
        if let Some(bytes) = generated.value {
            made.0.insert(path.to_string(), bytes);
        }
    });
    let (files, said) = made.into_inner().expect("no panic");
    diagnostics.extend(said);
    Built { files, diagnostics }
}

/// The text of a page without its markup: what a reader copies.
fn copied(html: &str) -> String {
    let body = html.split("<body").nth(1).expect("a body");
    let mut text = String::new();
    let mut inside = false;
    for letter in body.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn a_good_toolkit_is_built_in_silence() {
    let built = build(STORY);
    assert_eq!(built.diagnostics, []);
    for path in [
        "index.html",
        "404.html",
        "robots.txt",
        "sitemap.xml",
        "fr/manifest.webmanifest",
        "fr/index.html",
        "fr/demander.html",
        "ar/demander.html",
        "ti/suivre.html",
        "fr/stage-demander.html",
        "fr/glossaire.html",
        "ar/plan.html",
        "fr/a-propos.html",
        "fr/feed.xml",
    ] {
        assert!(built.files.contains_key(&format!("site/{path}")), "{path}");
    }
}

#[test]
fn a_page_says_its_language_and_direction() {
    let built = build(STORY);
    assert!(built.page("fr/demander.html").contains("<html lang=\"fr\" dir=\"ltr\""));
    assert!(built.page("ar/demander.html").contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(built.page("ti/demander.html").contains("<html lang=\"ti\" dir=\"ltr\""));
}

#[test]
fn translations_keep_the_anchors_of_the_source() {
    let built = build(STORY);
    for language in ["fr", "ar"] {
        let page = built.page(&format!("{language}/demander.html"));
        assert!(page.contains("id=\"les-papiers\""), "{language}");
    }
}

#[test]
fn numbers_and_french_words_are_isolated_in_arabic() {
    let page = build(STORY).page("ar/demander.html").to_owned();
    assert!(page.contains("<bdi dir=\"ltr\">0\u{a0}805\u{a0}16\u{a0}00\u{a0}75</bdi>"), "{page}");
    assert!(page.contains(">23\u{a0}403\u{a0}€</bdi>"), "{page}");
    let french = page.split("attestation").next().expect("text before");
    assert!(french.ends_with('>'), "French words have a mark of their own");
    let opened = french.rsplit('<').next().expect("a tag");
    assert!(opened.contains("lang=\"fr\"") && opened.contains("dir=\"ltr\""), "{opened}");
}

#[test]
fn an_untranslated_guide_stays_on_the_site_in_its_own_language() {
    let built = build(STORY);
    let page = built.page("ar/suivre.html");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""));
    assert!(page.contains("lang=\"fr\" dir=\"ltr\""), "the body says its language");
    assert!(page.contains("Gardez votre numéro."));
    assert!(page.contains("rel=\"canonical\" href=\"https://exemple.org/t/fr/suivre.html\""));
    assert!(!page.contains("rel=\"alternate\" hreflang"), "it is no translation");
    let map = built.page("sitemap.xml");
    assert!(map.contains("https://exemple.org/t/fr/suivre.html"));
    assert!(!map.contains("https://exemple.org/t/ar/suivre.html"));
    assert!(built.page("ar/index.html").contains("suivre.html"), "still listed");
    assert!(
        !built.page("fr/suivre.html").contains("hreflang=\"ar\" href=\"https:"),
        "nor does the source call it one"
    );
}

#[test]
fn a_link_to_an_untranslated_guide_says_so() {
    let built = build(STORY);
    assert_eq!(built.codes(), Vec::<&str>::new());
    let page = built.page("ar/demander.html");
    let link = page.split("href=\"suivre.html#les-delais\"").nth(1).expect("the link");
    let link = link.split("</p>").next().expect("its paragraph");
    assert!(link.contains("<span lang=\"fr\" dir=\"ltr\">Français</span>"), "{link}");
}

/// The toolkit in Baoulé too, which the program cannot name; `more` is added to `toolkit.yaml`.
fn in_baoule(more: &str) -> Built {
    let listed = STORY.replace("languages: [fr, ar, ti]", &format!("languages: [fr, ar, ti, bci]{more}"));
    let text = "--- content/guides/demander/bci.md ---\n---\ntitle: Srɛ\nsummary: Wafa.\ntranslates: 1.0.0\n\
                translation: reviewed\n---\n\n## Like nga {.steps}\n\n1. Srɛ.\n2. Minndɛ.\n\n## Fluwa {.documents}\n\n\
                - [ ] karti\n- [ ] fluwa [akwaba](lang:bci) [aw](lang:dyu)\n\nAPL.\n";
    build(&listed.replace(
        "--- content/guides/suivre/fr.md ---",
        &format!("{text}--- content/guides/suivre/fr.md ---"),
    ))
}

#[test]
fn a_language_that_nobody_knows_needs_a_name_and_nothing_else() {
    let built = in_baoule("\nlanguage_names: {bci: Baoulé, dyu: Julakan}");
    assert_eq!(built.diagnostics, []);
    let page = built.page("bci/demander.html");
    assert!(page.contains("<html lang=\"bci\" dir=\"ltr\""));
    assert!(built.page("index.html").contains("<span>Baoulé <small>"), "{}", built.page("index.html"));
    assert!(built.page("fr/demander.html").contains("hreflang=\"bci\""));
}

#[test]
fn a_language_without_a_name_shows_its_tag_and_is_told() {
    let built = in_baoule("");
    let told: Vec<_> = built
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code(), diagnostic.args["language"].as_str()))
        .collect();
    assert_eq!(told, [("language/unnamed", "bci"), ("language/unnamed", "dyu")]);
    assert!(built.page("index.html").contains("<span>bci <small>"));
}

#[test]
fn a_term_is_copied_once_for_each_time_it_is_written() {
    let built = build(STORY);
    let page = built.page("fr/demander.html");
    let text = copied(page.split("class=\"words\"").next().expect("the text before the definitions"));
    assert!(text.contains("Le DALO est un droit"), "{text}");
    for doubled in ["DALODALO", "APLAPL", "DALOdroit", "DALO droit au logement"] {
        assert!(!text.contains(doubled), "{doubled}");
    }
    assert_eq!(
        page.matches("Un droit à un logement, devant un juge.").count(),
        1,
        "the definition is there once"
    );
    assert!(page.contains("popovertarget="));
}

#[test]
fn hreflang_names_every_translation_and_a_default() {
    let page = build(STORY).page("fr/demander.html").to_owned();
    for (tag, to) in [("fr", "fr"), ("ar", "ar"), ("ti", "ti"), ("x-default", "fr")] {
        let link = format!("hreflang=\"{tag}\" href=\"https://exemple.org/t/{to}/demander.html\"");
        assert!(page.contains(&link), "{link}");
    }
    assert!(page.contains("rel=\"canonical\" href=\"https://exemple.org/t/fr/demander.html\""));
}

#[test]
fn many_languages_open_on_demand_and_easy_french_stays_beside_french() {
    let few = build(STORY).page("fr/demander.html").to_owned();
    assert!(!few.contains("<details><summary><svg"), "three names stand in a row");

    let story = STORY.replacen("languages: [fr, ar, ti]", "languages: [fr, fr-simple, ar, ti, en, uk]", 1);
    let built = build(&story);
    let switch = |path: &str| {
        let page = built.page(path);
        let (_, rest) = page.split_once("<nav class=\"languages\"").expect("a choice of languages");
        let (nav, _) = rest.split_once("</nav>").expect("its end");
        let (list, beside) = nav.split_once("</details>").expect("more than five names open on demand");
        (list.to_owned(), beside.to_owned())
    };
    let (list, beside) = switch("fr/demander.html");
    assert_eq!(list.matches("<li>").count(), 5, "all but easy French: {list}");
    assert!(beside.contains("lang=\"fr\" hreflang=\"fr-simple\""), "{beside}");
    assert!(beside.contains("../fr-simple/demander.html"), "{beside}");
    let (list, beside) = switch("ar/demander.html");
    assert_eq!((list.matches("<li>").count(), beside.as_str()), (6, ""), "nothing is easier than Arabic");
}

#[test]
fn nothing_asks_anything_of_another_host() {
    let built = build(STORY);
    for (path, bytes) in built.files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(bytes).expect("text");
        assert!(page.contains("Content-Security-Policy"), "{path}");
        // A page that is too small to hold the style sheet reads it from the file beside it.
        let page = &page.replace("<link rel=\"stylesheet\" href=\"style.css\">", "");
        for loaded in [
            "src=\"http",
            "src=\"//",
            "url(http",
            "rel=\"stylesheet\"",
            "rel=\"preconnect\"",
            "onclick",
            "javascript:",
        ] {
            assert!(!page.contains(loaded), "{path}: {loaded}");
        }
        // Linked data, the lists of a file that readers keep, or a script that the policy allows by its hash.
        for script in page.match_indices("<script") {
            let is_inline =
                ["<script>", "<script type=\"application/ld+json\">", "<script type=\"application/json\">"]
                    .iter()
                    .any(|tag| page[script.0..].starts_with(tag));
            assert!(is_inline, "{path}");
        }
    }
}

#[test]
fn links_inside_the_site_are_relative_and_lead_to_a_file() {
    let built = build(STORY);
    for (path, bytes) in
        built.files.iter().filter(|(path, _)| path.ends_with(".html") && !path.ends_with("404.html"))
    {
        let page = std::str::from_utf8(bytes).expect("text");
        for link in page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().expect("an address")) {
            if link.starts_with("http")
                || link.starts_with("tel:")
                || link.starts_with("mailto:")
                || link.starts_with("sms:")
                || link.starts_with('#')
            {
                continue;
            }
            let file = link.split('#').next().expect("a file");
            let found = library::address::resolve(path, file).unwrap_or_else(|| panic!("{path}: {link}"));
            assert!(built.files.contains_key(&found), "{path}: {link}");
        }
    }
}

#[test]
fn what_an_editor_writes_is_text_never_markup() {
    let story = STORY
        .replace("Gardez votre numéro.", "Gardez {{ page }} &lt;b&gt; \"x\" <https://exemple.org/?a=1&b=2>.");
    let built =
        build(&story.replace("title: Suivre sa demande", "title: '<script>alert(1)</script> {% raw %}'"));
    let page = built.page("fr/suivre.html");
    assert!(page.contains("{{ page }} &lt;b&gt;"));
    assert!(page.contains("a=1&amp;b=2"));
    assert!(!page.contains("<script>alert"));
    assert_eq!(built.codes(), ["yaml/markdown", "markdown/foreign", "markdown/foreign"]);
}

#[test]
fn the_same_content_gives_the_same_bytes_on_any_day() {
    let sources = Sources::from_story(STORY).value;
    let (one, other) = (build_on(&sources, date(2026, 11, 22)), build_on(&sources, date(2026, 12, 30)));
    assert!(one.files == other.files);
}

#[test]
fn a_picture_comes_in_the_widths_that_it_has_and_without_what_a_camera_wrote() {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(2000, 1000).write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    let story = STORY.replace("Gardez votre numéro.", "![Un formulaire rempli](formulaire.png)");
    let mut sources = Sources::from_story(&story).value;
    sources
        .put(trousseau_core::source::Source::new("content/guides/suivre/formulaire.png", png.into_inner()));
    let built = build_on(&sources, TODAY);
    assert_eq!(built.diagnostics, []);
    let page = built.page("fr/suivre.html");
    for part in [
        "alt=\"Un formulaire rempli\"",
        "width=\"720\"",
        "height=\"360\"",
        "480w",
        "1440w",
        "loading=\"lazy\"",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let assets = built.files.keys().filter(|path| path.contains("formulaire-")).count();
    assert_eq!(assets, 2, "two widths, and not the original");
    let story = story.replace("![Un formulaire rempli]", "![]");
    let without = build_on(&Sources::from_story(&story).value, TODAY);
    assert!(without.codes().contains(&"images/alt"));
}

#[test]
fn a_number_is_what_somebody_wrote() {
    let built = build(
        &STORY
            .replace("phone: \"115\"", "phone: 0123456789")
            .replace("title: Suivre sa demande", "title: 2.10"),
    );
    assert_eq!(built.codes(), Vec::<&str>::new());
    assert!(built.page("fr/demander.html").contains("href=\"tel:0123456789\""));
    assert!(built.page("fr/suivre.html").contains("<h1>2.10</h1>"));
}

#[test]
fn without_a_public_address_nothing_names_one() {
    let built = build(&STORY.replace("base_url: https://exemple.org/t/\n", ""));
    assert_eq!(built.codes(), Vec::<&str>::new());
    let page = built.page("fr/demander.html");
    for absent in ["canonical", "hreflang=\"x-default\"", "feed.xml"] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(!built.files.contains_key("site/sitemap.xml") && !built.files.contains_key("site/fr/feed.xml"));
}

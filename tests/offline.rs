//! What readers keep: the file of a language, which needs nothing beside it; and the site for a USB key.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read},
};

use trousseau_core::source::Sources;

use crate::{
    cli::{Toolkit, run},
    way::{Built, STORY, TODAY, build, build_on},
};

const QUESTIONS: &str = "\
--- content/paths.yaml ---
- id: debut
  question: {fr: \"Où en êtes-vous ?\", ar: أين وصلتم؟}
  machine: [ar]
  answers:
    - {text: {fr: \"J'attends.\"}, to: \"suivre#les-delais\"}
    - {text: {fr: Je suis dehors., ar: أنا في الشارع.}, to: \"contact:siao\"}
";

/// All values of an attribute, in order.
fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The file of a language without what its script reads.
#[track_caller]
fn kept(built: &Built, language: &str) -> String {
    let page = built.page(&format!("{language}/keep/exemple-{language}.html"));
    page.split("<script type=\"application/json\">").next().expect("a beginning").to_owned()
}

fn story() -> String {
    format!("{STORY}{QUESTIONS}")
}

#[test]
fn nothing_in_the_file_leads_to_another_file_and_every_place_is_there_once() {
    let built = build(&story());
    assert_eq!(built.diagnostics, []);
    for language in ["fr", "ar", "ti"] {
        let html = kept(&built, language);
        let ids = values(&html, "id");
        let all: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), all.len(), "{language}: ids are unique");
        for href in values(&html, "href") {
            let outside = ["https://", "tel:", "mailto:", "sms:"].iter().any(|start| href.starts_with(start));
            let inside = href.strip_prefix('#').is_some_and(|id| all.contains(id));
            assert!(outside || inside, "{language}: {href}");
        }
        for name in ["popovertarget", "aria-labelledby", "aria-describedby", "for"] {
            for id in values(&html, name) {
                assert!(all.contains(id), "{language}: {name} {id}");
            }
        }
        for name in ["src", "srcset", "data-src", "data-fetch", "action"] {
            assert_eq!(values(&html, name), Vec::<&str>::new(), "{language}: {name}");
        }
        assert!(
            !html.contains("url(") && !html.contains("@import") && !html.contains("@font-face"),
            "{language}"
        );
        assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{language}");
    }
}

#[test]
fn links_between_pages_are_links_inside_the_file_and_others_lead_to_the_web() {
    let built = build(&story());
    let (fr, ar) = (kept(&built, "fr"), kept(&built, "ar"));
    for link in [
        "<a href=\"#suivre.les-delais\">la suite du chemin</a>",
        "<a href=\"#suivre\">le même guide</a>",
        "href=\"#demander._source-plus\"",
        "id=\"demander._source-plus\"",
        "popovertarget=\"_word-bail\"",
        "href=\"#_contact-siao\"><span>Je suis dehors.",
        "id=\"_contact-siao\"",
        "<a href=\"#suivre.les-delais\"><span>J’attends.",
        "href=\"https://exemple.org/t/fr/\"",
    ] {
        assert!(fr.contains(link), "{link}: {fr}");
    }
    assert_eq!(fr.matches("id=\"_word-bail\"").count(), 1, "a word is explained once");
    assert!(
        ar.contains("href=\"https://exemple.org/t/fr/demander.html\""),
        "the original is on the web: {ar}"
    );
    let alone = build(&story().replace("base_url: https://exemple.org/t/\n", ""));
    let ar = kept(&alone, "ar");
    assert!(
        !ar.contains("https://exemple.org") && ar.contains("<span class=\"own\">"),
        "no link leads nowhere: {ar}"
    );
}

#[test]
fn the_file_says_what_each_page_says() {
    let built = build(&story());
    // What is sent, printed, heard or looked up from a page is of no use in a file that lies on a device.
    let left_out = [
        ("<section class=\"keep\"", "</section>"),
        ("<div class=\"after keep\"", "</section>"),
        ("<p class=\"listen\"", "</p>"),
        ("<p class=\"calm\"", "</p>"),
    ];
    let texts = |html: &str| -> Vec<String> {
        let mut main = html.split_once("<main").expect("a main part").1.to_owned();
        main.truncate(main.rfind("</main>").expect("an end"));
        for (start, end) in left_out {
            while let Some(at) = main.find(start) {
                let length = main[at..].find(end).expect("an end");
                main.replace_range(at..at + length, "");
            }
        }
        let parts = main.split('<').skip(1).filter_map(|part| part.split_once('>'));
        parts.map(|(_, text)| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    };
    for language in ["fr", "ar", "ti"] {
        let all: BTreeSet<String> = texts(&kept(&built, language)).into_iter().collect();
        for page in ["demander", "suivre", "a-propos", "glossaire", "situations"] {
            let mut missing = texts(built.page(&format!("{language}/{page}.html")));
            // The way stands in the list of the file.
            missing.retain(|text| !all.contains(text) && text != "1" && text != "2");
            assert_eq!(missing, Vec::<String>::new(), "{language}/{page}");
        }
    }
    let (fr, ar) = (kept(&built, "fr"), kept(&built, "ar"));
    for words in ["version 1.0.0", "Démonstration", "Textes du", "2 novembre 2026", "Gardez votre numéro."]
    {
        assert!(fr.to_lowercase().contains(&words.to_lowercase()), "{words}: {fr}");
    }
    assert!(
        ar.contains("<html lang=\"ar\" dir=\"rtl\"") && ar.contains("هذه ترجمة آلية لم يراجعها أحد."),
        "{ar}"
    );
    assert!(ar.contains("lang=\"fr\" dir=\"ltr\""), "what is not translated says its language");
    assert!(
        fr.find("href=\"tel:115\"").expect("a number") < fr.find("id=\"_toc\"").expect("a list"),
        "numbers first"
    );
}

#[test]
fn the_search_finds_places_of_the_file() {
    let built = build(&story());
    let page = built.page("fr/keep/exemple-fr.html");
    let lists: Vec<serde_json::Value> = page
        .split("<script type=\"application/json\">")
        .skip(1)
        .map(|rest| serde_json::from_str(rest.split("</script>").next().expect("an end")).expect("a list"))
        .collect();
    assert_eq!(lists.len(), 2);
    assert!(
        lists[0]["source"].is_null()
            && lists[1]["texts"][0][1].as_str().expect("a text").contains("Demandez.")
    );
    let html = kept(&built, "fr");
    let ids: BTreeSet<&str> = values(&html, "id").into_iter().collect();
    for row in lists[0]["entries"].as_array().expect("entries") {
        let href = row[0].as_str().expect("an address");
        assert!(ids.contains(href.trim_start_matches('#')), "{href}");
        for heading in row[4].as_array().expect("headings") {
            assert!(ids.contains(heading[0].as_str().expect("an id")), "{heading}");
        }
    }
    let script = page.rsplit("<script>").next().expect("a script");
    assert!(script.contains("trousseauSearch") && !script.contains("//"), "without comments");
}

#[test]
fn a_picture_is_in_the_file_unless_it_is_heavy() {
    let mut sources = Sources::from_story(
        &STORY.replace("Gardez votre numéro.", "![Le plan du quartier](plan.png)\n\n![Un bruit](bruit.png)"),
    )
    .value;
    let png = |picture: image::RgbImage| {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    };
    let mut seed = 1_u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let noisy = image::RgbImage::from_fn(300, 300, |_, _| image::Rgb([noise(), noise(), noise()]));
    for (name, picture) in [("plan", image::RgbImage::new(300, 200)), ("bruit", noisy)] {
        let path = format!("content/guides/suivre/{name}.png");
        sources.put(trousseau_core::source::Source::new(path.as_str(), png(picture)));
    }
    let built = build_on(&sources, TODAY);
    let html = kept(&built, "fr");
    assert!(
        html.contains("<img src=\"data:image/png;base64,") && html.contains("alt=\"Le plan du quartier\"")
    );
    assert!(
        html.contains("<figure>Un bruit</figure>") || html.contains(">Un bruit"),
        "its words stay: {html}"
    );
    let said: Vec<_> = built.diagnostics.iter().filter(|one| one.code() == "images/not-kept").collect();
    assert!(
        !said.is_empty() && said.iter().all(|one| &*one.place.path == "content/guides/suivre/bruit.png"),
        "{said:?}"
    );
}

#[test]
fn home_says_the_size_of_the_file_and_a_key_gets_a_site_whose_links_all_lead_somewhere() {
    let toolkit = Toolkit::of(&Sources::from_story(&story()).value);
    let done = run(&toolkit, &["build"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    let site = toolkit.path().join("output/site");
    let read = |path: &str| fs::read_to_string(site.join(path)).expect("a page");
    let size = fs::metadata(site.join("fr/keep/exemple-fr.html")).expect("the file").len();
    let shown = format!("{}\u{a0}ko", size.div_ceil(1000));
    let (home, keep) = (read("fr/index.html"), read("fr/garder.html"));
    for page in [&home, &keep] {
        let plain = page.replace("<span class=\"whole\">", "").replace(['\u{202f}'], "\u{a0}");
        assert!(plain.contains(&shown), "{shown}: {page}");
    }
    assert!(keep.contains("href=\"keep/exemple-fr.html\" download=\"exemple-fr.html\""), "{keep}");
    assert!(keep.contains("href=\"../keep/exemple.zip\" download=\"exemple.zip\""), "{keep}");
    assert!(home.contains("href=\"garder.html\"") && read("fr/plan.html").contains("href=\"garder.html\""));
    assert!(!read("fr/demander.html").contains("garder.html"), "guides weigh what they did");

    let bytes = fs::read(site.join("keep/exemple.zip")).expect("a zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("bytes");
        files.insert(file.name().expect("a name").into_owned(), bytes);
    }
    for name in ["README.txt", "index.html", "fr/demander.html", "ar/index.html", "fr/search.js"] {
        assert!(files.contains_key(&format!("exemple/{name}")), "{name}: {:?}", files.keys());
    }
    assert!(
        !files.keys().any(|name| name.contains("keep/") || name.ends_with(".pdf") || name.contains("robots"))
    );
    let note = String::from_utf8_lossy(&files["exemple/README.txt"]).into_owned();
    assert!(note.contains("2 novembre 2026") && note.contains("https://exemple.org/t/ar/"), "{note}");
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for href in values(&html, "href").iter().chain(&values(&html, "src")) {
            let path = href.split('#').next().unwrap_or_default();
            let there = trousseau_core::library::address::resolve(name, path);
            let there = path.is_empty() || there.is_some_and(|path| files.contains_key(&path));
            assert!(there || href.contains(':'), "{name}: {href}");
        }
    }
    let home = String::from_utf8_lossy(&files["exemple/fr/index.html"]).into_owned();
    assert!(home.contains("href=\"https://exemple.org/t/fr/garder.html\""), "a newer one is on the web");
}

#[test]
fn only_what_changes_is_made_again_and_a_toolkit_may_do_without() {
    let toolkit = Toolkit::of(&Sources::from_story(&story()).value);
    run(&toolkit, &["build"]);
    let site = toolkit.path().join("output/site");
    let read = |path: &str| fs::read(site.join(path)).expect("a file");
    let day = |path: &str| fs::metadata(site.join(path)).and_then(|found| found.modified()).expect("a day");
    let paths = ["fr/keep/exemple-fr.html", "ti/keep/exemple-ti.html", "keep/exemple.zip"];
    let before = paths.map(|path| (day(path), read(path)));
    toolkit.edit("content/guides/demander/ar.md", "اطلبوا", "قدموا");
    run(&toolkit, &["build"]);
    assert_eq!(day(paths[0]), before[0].0, "French is as it was");
    assert_eq!(day(paths[1]), before[1].0);
    assert_ne!(read(paths[2]), before[2].1, "a key has all languages");
    assert!(String::from_utf8_lossy(&read("ar/keep/exemple-ar.html")).contains("قدموا"));
    let again = run(&toolkit, &["build"]);
    assert_eq!(again.code, 0, "{}", again.errors);

    toolkit.edit("content/toolkit.yaml", "demo: true", "demo: true\noffline: false");
    run(&toolkit, &["build"]);
    for path in paths.iter().chain(&["fr/garder.html"]) {
        assert!(!site.join(path).exists(), "{path}");
    }
    assert!(!String::from_utf8_lossy(&read("fr/index.html")).contains("garder.html"));
    assert!(!String::from_utf8_lossy(&read("fr/plan.html")).contains("garder.html"));
}

#[test]
fn a_worker_names_the_file_by_its_bytes_and_is_there_over_https_alone() {
    let toolkit = Toolkit::of(&Sources::from_story(&story()).value);
    let site = toolkit.path().join("output/site");
    let read = |path: &str| fs::read_to_string(site.join(path)).expect("a file");
    let built = |more: &[&str]| {
        let done = run(&toolkit, &[&["build"], more].concat());
        assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    };
    built(&[]);
    let first = read("fr/worker.js");
    assert!(first.starts_with("const kept = {\"file\":\"keep/exemple-fr.html\",\"hash\":\""), "{first}");
    assert!(first.contains("\"stage-demander\":\"_stage-demander\"") && !first.contains("\n//"), "{first}");
    let keep = read("fr/garder.html");
    assert!(keep.contains("; worker-src &#39;self&#39;") && keep.contains("id=\"_here\" hidden"), "{keep}");
    assert!(!read("fr/demander.html").contains("worker"), "guides weigh what they did");
    for (file, end) in [("_headers", "worker-src 'self'"), ("_headers", "Cache-Control: no-cache")] {
        assert!(read(file).contains(end), "{file}: {end}");
    }
    // Nothing changed: the same bytes. Another text: another worker, in this language alone.
    built(&["--fresh"]);
    assert_eq!(read("fr/worker.js"), first);
    let (guide, tigrinya) = (toolkit.path().join("content/guides/demander/ar.md"), read("ti/worker.js"));
    let text = fs::read_to_string(&guide).expect("a text");
    let arabic = read("ar/worker.js");
    fs::write(&guide, text.replace("اطلبوا.", "اطلبوا الآن.")).expect("written");
    built(&[]);
    assert_ne!(read("ar/worker.js"), arabic);
    assert_eq!(read("ti/worker.js"), tigrinya);
    built(&["--base-url", "http://exemple.org/t/"]);
    assert!(!site.join("fr/worker.js").exists() && !read("fr/garder.html").contains("_here"));
    // Who keeps nothing any more leaves a worker that forgets.
    let file = toolkit.path().join("content/toolkit.yaml");
    let text = fs::read_to_string(&file).expect("a text");
    fs::write(&file, format!("{text}offline: false\n")).expect("written");
    built(&[]);
    assert!(read("fr/worker.js").starts_with("const kept = null;") && !site.join("fr/garder.html").exists());
}

#[test]
fn a_text_may_lead_to_the_page_from_which_one_keeps_the_site() {
    let story = story().replace("Gardez votre numéro.", "Gardez [le site](page:garder).");
    let built = build(&story);
    assert_eq!(built.diagnostics, []);
    assert!(built.page("fr/suivre.html").contains("<a href=\"garder.html\">le site</a>"));
    assert!(kept(&built, "fr").contains("href=\"https://exemple.org/t/fr/garder.html\""), "the web has it");
    let without = build(&story.replace("leaflets: []", "leaflets: []\noffline: false"));
    assert_eq!(without.codes(), ["links/dead"]);
}

//! Handing a guide on: short addresses, codes, and what opens a message instead of a call.

use std::fs;

use trousseau_core::source::Sources;

use crate::{
    cli::{Toolkit, run},
    way::{STORY, build},
};

const NUMBERS: &str = "\
--- content/numbers.yaml ---
- {guide: demander, number: 3}
- {guide: suivre, number: 12}
";

#[test]
fn a_short_address_leads_to_the_guide_in_each_language() {
    let built = build(&format!("{STORY}{NUMBERS}"));
    for language in ["fr", "ar", "ti"] {
        let page = built.page(&format!("{language}/3/index.html"));
        assert!(page.len() <= 1000, "{} bytes: {page}", page.len());
        assert!(page.contains("content=\"0; url=../demander.html\""), "{page}");
        assert!(page.contains("<h1><a href=\"../demander.html\"") && page.contains("noindex"), "{page}");
    }
    let guide = built.page("ar/demander.html");
    assert!(guide.contains(">https://exemple.org/t/ar/3</bdi>"), "printed: {guide}");
    assert!(guide.contains("href=\"donner.html#demander\"") && !guide.contains("mailto:?"), "{guide}");
    // Without numbers, the address of the page is printed, and a guide is handed on all the same.
    let plain = build(STORY);
    assert!(!plain.files.keys().any(|path| path.contains("/3/")));
    assert!(plain.page("ar/demander.html").contains(">https://exemple.org/t/ar/demander.html</bdi>"));
    assert!(plain.page("ar/donner.html").contains("exemple.org/t/ar/demander.html"));
}

#[test]
fn each_guide_has_a_code_and_ways_to_send_it_in_the_readers_language() {
    let built = build(&format!("{STORY}{NUMBERS}"));
    let page = built.page("ar/donner.html");
    let part = page.split("id=\"demander\"").nth(1).expect("a part for the guide");
    let part = part.split("</section>").next().expect("its end");
    assert!(
        part.contains("src=\"code-demander.svg\"") && part.contains(">exemple.org/t/ar/3</bdi>"),
        "{part}"
    );
    assert!(part.contains("loading=\"lazy\"") && part.contains("تقديم الطلب"), "{part}");
    for (start, end) in [
        ("mailto:?subject=%D8", "https%3A%2F%2Fexemple.org%2Ft%2Far%2F3"),
        ("sms:?&amp;body=%D8", "%2Far%2F3"),
    ] {
        let link = part.split(start).nth(1).and_then(|rest| rest.split('"').next());
        assert!(link.is_some_and(|link| link.replace("/", "%2F").ends_with(end)), "{start}: {part}");
    }
    // What the device itself offers is hidden until a script finds it.
    assert!(
        part.contains(
            "<p hidden><button type=\"button\" class=\"pill\" data-share=\"https://exemple.org/t/ar/3\""
        ),
        "{part}"
    );
    assert_eq!(page.matches("navigator.share").count(), 2, "asked for once and called once");
    let code = built.page("ar/code-demander.svg");
    assert!(code.starts_with("<svg") && code != built.page("fr/code-demander.svg") && code.len() < 6000);
    assert!(built.page("ar/plan.html").contains("href=\"donner.html\""));
}

#[test]
fn the_whole_site_has_a_code_before_all_guides() {
    let page = build(STORY);
    let (code, page) = (page.page("ar/code-index.svg").to_owned(), page.page("ar/donner.html").to_owned());
    let part = page.split("<section class=\"gift\"").nth(1).expect("a first part");
    assert!(part.contains("id=\"index\"") && part.contains("href=\"index.html\""), "{part}");
    assert!(part.contains(">exemple.org/t/ar/</bdi>") && part.contains("src=\"code-index.svg\""), "{part}");
    assert!(code.starts_with("<svg") && code.len() < 6000);
}

#[test]
fn every_page_has_its_code_and_no_page_that_one_only_passes() {
    let built = build(&format!("{STORY}{NUMBERS}"));
    let pages = built.files.keys().filter_map(|path| path.strip_prefix("site/"));
    let pages = pages.filter(|path| path.ends_with(".html") && !path.contains("/keep/"));
    let (mut with, mut without) = (0, Vec::new());
    for path in pages {
        let page = built.page(path);
        let Some((_, code)) = page.split_once("<details class=\"scan\">") else {
            without.push(path);
            continue;
        };
        with += 1;
        let source = code.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = format!("{folder}/{source}");
        assert!(built.page(file.trim_start_matches('/')).starts_with("<svg"), "{path}: {file}");
        assert!(code.contains("loading=\"lazy\"") && !page.contains(&format!("{source}.br")), "{path}");
    }
    assert!(with > 20, "{with}");
    let passed = |path: &&str| {
        *path == "404.html"
            || path.ends_with("/donner.html")
            || path.matches('/').count() > 1
            || path.contains("-1.0.0")
    };
    without.retain(|path| !passed(path));
    assert!(without.is_empty(), "{without:?}");
    let guide = built.page("ar/demander.html");
    assert!(
        guide.contains("src=\"code-demander.svg\"")
            && guide.contains(">https://exemple.org/t/ar/3</bdi></p></details>")
    );
    assert!(built.page("ar/plan.html").contains(">https://exemple.org/t/ar/plan.html</bdi></p></details>"));
    let alone = build(&STORY.replace("base_url: https://exemple.org/t/\n", ""));
    assert!(!alone.page("ar/plan.html").contains("class=\"scan\""), "no address, no code");
}

/// A toolkit with a fact that is a fixed day.
fn with_day() -> String {
    let story = STORY.replace("expires: 2026-12-31", "date: 2026-12-31");
    assert_ne!(story, STORY);
    story.replace("23 403 €", "31 décembre 2026")
}

#[test]
fn a_fixed_day_is_a_file_for_calendars_in_each_language() {
    let built = build(&with_day());
    for (language, words) in [("fr", "SUMMARY;LANGUAGE=fr:Plafond"), ("ar", "SUMMARY;LANGUAGE=ar:")] {
        let file = built.page(&format!("{language}/date-plus.ics"));
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), "{file}");
        assert!(file.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"), "{file}");
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{file}");
        let whole = file.replace("\r\n ", "");
        for line in [words, "DTSTART;VALUE=DATE:20261231", "DTSTAMP:20261121T000000Z", "CLASS:PRIVATE"] {
            assert!(whole.contains(&format!("\r\n{line}")), "{line}: {whole}");
        }
        assert!(whole.contains("\r\nUID:plus@exemple.org\r\n"), "the same event in all languages: {whole}");
        assert!(
            whole.contains(&format!("\r\nURL:https://exemple.org/t/{language}/demander.html\r\n")),
            "{whole}"
        );
        let guide = built.page(&format!("{language}/demander.html"));
        assert!(guide.contains("href=\"date-plus.ics\" type=\"text/calendar\" aria-label="), "{guide}");
    }
    assert!(!build(STORY).files.keys().any(|path| path.ends_with(".ics")));
}

const SHEET: &str = "\
--- content/guides/mon-budget/fr.md ---
---
title: Mon budget
summary: Mes dépenses du mois.
kind: sheet
stage: demander
status: pilot
authors: [association-exemple]
checked: 2026-11-01
versions: [{version: 1.0.0, date: 2026-11-01, summary: Première version.}]
---

Mon loyer : ____
";

#[test]
fn a_text_is_shown_alone_by_its_address_and_nothing_remembers_it() {
    let built = build(&format!("{STORY}{SHEET}"));
    for path in ["fr/demander.html", "ar/demander.html", "fr/a-propos.html", "fr/mon-budget.html"] {
        let page = built.page(path);
        assert!(
            page.contains(" id=\"_calm\">")
                && page.contains("href=\"#_calm\"")
                && page.contains(":root:target"),
            "{page}"
        );
    }
    assert!(!built.page("fr/index.html").contains("_calm"));
}

#[test]
fn pages_of_a_language_that_nobody_read_over_say_so() {
    const SAID: &str = "لم تُراجع هذه الترجمة بعد";
    let pages = ["stage-demander", "plan"];
    let says = |story: &str| -> Vec<bool> {
        let built = build(story);
        let french = built.page("fr/plan.html");
        assert!(!french.contains("n’est pas encore relue"), "{french}");
        pages.iter().map(|page| built.page(&format!("ar/{page}.html")).contains(SAID)).collect()
    };
    assert!(STORY.contains("translation: machine"));
    assert_eq!(says(STORY), [true; 2]);
    assert_eq!(says(&STORY.replace("translation: machine", "translation: reviewed")), [false; 2]);
}

#[test]
fn pages_that_lead_to_guides_are_sent_as_well() {
    let built = build(STORY);
    for (path, address) in [
        ("fr/stage-demander.html", "fr%2Fstage-demander.html"),
        ("ar/stage-demander.html", "ar%2Fstage-demander.html"),
        // Home is as high as it may be: what it leads to sends its address.
        ("ar/garder.html", "%2Ft%2Far%2F"),
    ] {
        let page = built.page(path);
        for start in ["mailto:?subject=", "sms:?"] {
            let link = page.split(start).nth(1).and_then(|rest| rest.split('"').next());
            assert!(link.is_some_and(|link| link.replace('/', "%2F").ends_with(address)), "{start}: {page}");
        }
    }
    assert!(!built.page("fr/index.html").contains("mailto:?"));
}

#[test]
fn a_number_that_was_printed_is_told_when_it_goes_or_leads_elsewhere() {
    let toolkit = Toolkit::new();
    toolkit.write("content/numbers.yaml", "- {guide: demander, number: 3}\n- {guide: suivre, number: 12}\n");
    toolkit.git(&["init", "-q"]);
    toolkit.git(&["add", "-A"]);
    toolkit.git(&["commit", "-qm", "x"]);
    let told = || run(&toolkit, &["check", "--lang", "en"]).text;
    assert!(!told().contains("numbers/"), "{}", told());
    toolkit.write("content/numbers.yaml", "- {guide: suivre, number: 3}\n- {guide: demander, number: 13}\n");
    let text = told();
    assert_eq!(text.matches("numbers/changed").count(), 2, "{text}");
    assert!(
        text.contains("{guide: demander, number: 3}") && text.contains("{guide: suivre, number: 12}"),
        "{text}"
    );
    // A guide that another one replaces keeps its number.
    toolkit.write("content/numbers.yaml", "- {guide: demander, number: 3}\n- {guide: suivre, number: 12}\n");
    fs::rename(toolkit.path().join("content/guides/suivre"), toolkit.path().join("content/guides/attendre"))
        .expect("renamed");
    assert!(told().contains("numbers/nowhere"), "{}", told());
    toolkit.edit(
        "content/guides/attendre/fr.md",
        "stage: demander\n",
        "stage: demander\naliases: [suivre]\n",
    );
    assert!(!told().contains("numbers/nowhere") && !told().contains("numbers/changed"), "{}", told());
}

#[test]
fn a_number_for_messages_opens_a_message_wherever_it_stands() {
    let story = STORY
        .replace("Gardez votre numéro.", "Envoyez un SMS au [114](tel:114), ou appelez le [112](tel:112).")
        .replacen(
            "--- content/contacts.yaml ---\n",
            "--- content/contacts.yaml ---\n- {id: sms-114, name: {fr: Urgences, ar: طوارئ, ti: ህጹጽ}, role: {fr: Écrivez., ar: اكتبوا., ti: ጽሓፉ።}, phone: \"114\", by: sms, cost: free, checked: 2026-01-12}\n",
            1,
        )
        .replacen("help: [siao]", "help: [siao, sms-114]", 1);
    let built = build(&story);
    let page = built.page("fr/suivre.html");
    assert!(!page.contains("tel:114") && page.contains("href=\"tel:112\""), "{page}");
    assert_eq!(page.matches("href=\"sms:114\"").count(), 2, "in the text, and below whom to call");
    assert_eq!(page.matches("Envoyer un SMS au 114").count(), 2, "for who listens, and in words");
    assert!(built.page("ar/demander.html").contains("إرسال رسالة SMS إلى الرقم 114"));
}

#[test]
fn a_card_is_a_picture_to_send_slow() {
    let story = format!("{STORY}{NUMBERS}").replace("leaflets: []", "leaflets: [card]");
    let toolkit = Toolkit::of(&Sources::from_story(&story).value);
    let done = run(&toolkit, &["build"]);
    assert_eq!(done.code, 0, "{}{}", done.text, done.errors);
    let site = toolkit.path().join("output/site");
    for language in ["fr", "ar"] {
        let path = format!("{language}/print/demander-card.png");
        let bytes = fs::read(site.join(&path)).expect("a picture");
        assert!(bytes.len() <= 120_000, "{language}: {} bytes", bytes.len());
        let picture = image::load_from_memory(&bytes).expect("a PNG").to_luma8();
        assert_eq!(picture.width(), 900);
        let dark = picture.pixels().filter(|pixel| pixel.0[0] < 128).count();
        assert!(dark > 5_000, "{language}: there is something on it: {dark}");
        let give = fs::read_to_string(site.join(format!("{language}/donner.html"))).expect("a page");
        assert!(give.contains("href=\"print/demander-card.png\" download>"), "{give}");
        let guide = fs::read_to_string(site.join(format!("{language}/demander.html"))).expect("a page");
        let named = format!("<meta property=\"og:image\" content=\"https://exemple.org/t/{path}\">");
        assert!(guide.contains(&named), "{guide}");
    }
    // Another guide that changes leaves the picture as it was, and the same build makes nothing again.
    let picture = site.join("fr/print/demander-card.png");
    let made = fs::metadata(&picture).and_then(|data| data.modified()).expect("a time");
    toolkit.edit("content/guides/suivre/fr.md", "Gardez votre numéro.", "Gardez bien votre numéro.");
    assert_eq!(run(&toolkit, &["build"]).code, 0);
    assert_eq!(fs::metadata(&picture).and_then(|data| data.modified()).expect("a time"), made);
}

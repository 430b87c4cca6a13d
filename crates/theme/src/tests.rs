//! Loading themes, and the diagnostics for it.

use tera::context;

use super::*;
use crate::functions::{Setting, within};

fn languages(tags: &[&str]) -> Vec<Language> {
    tags.iter().map(|tag| Language::find(tag).expect("in the table")).collect()
}

#[test]
fn an_unknown_theme_gives_way_to_the_default_one() {
    let sources = Sources::from_story("--- themes/mien/theme.yaml ---\nname: x\n").value;
    let noted = load(&sources, "mein", &languages(&["fr"]), Language::default());
    let diagnostic = noted.diagnostics.first().expect("a note");
    assert_eq!((diagnostic.code(), diagnostic.args["near"].as_str()), ("theme/unknown", "mien"));
    assert_eq!(noted.value.name, "default");
}

#[test]
fn every_file_and_its_layer_counts_for_the_fingerprint() {
    let print = |story: &str, name: &str| {
        load(&Sources::from_story(story).value, name, &languages(&["fr"]), Language::default())
            .value
            .fingerprint
    };
    let base = print("", "default");
    assert_eq!(base, print("--- themes/default/README.md ---\nx\n", "default"));
    let changed = print("--- themes/default/assets/style.css ---\na{}\n", "default");
    assert_ne!(base, changed);
    assert_ne!(changed, print("--- themes/mine/assets/style.css ---\na{}\n", "mine"));
}

#[test]
fn the_card_is_closed_and_its_fonts_exist() {
    let story = "--- themes/default/theme.yaml ---\nname: x\ncolour: y\nfonts:\n  - {script: arabic, family: F, file: fonts/no.woff2}\n";
    let noted = load(&Sources::from_story(story).value, "default", &languages(&["fr"]), Language::default());
    let codes: Vec<_> = noted.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect();
    assert_eq!(codes, ["yaml/unknown-key", "theme/asset"]);
    assert_eq!(noted.value.card.name, "x");
}

#[test]
fn functions_know_their_page_also_inside_a_component() {
    let story = "\
--- themes/default/templates/t.html ---
{% component c(day) %}{{ day | date }} {{ 2951 | number }} {{ asset(name=\"a.svg\") }}{% endcomponent c %}
{{<c day=\"2026-11-21\"/>}} {{ \"{n} sur {m}\" | fill(n=2, m=m) }} {{ \"a/b\" | urlencode }} {{ picto(name=\"p\") }}{{ picto(name=x) }} {{ inline(name=\"a.svg\") }}
--- themes/default/strings/fr.yaml ---
date: {pattern: \"{day} {month} {year}\", months: [j, f, m, a, m, j, j, a, s, o, novembre, d]}
number: {group: \".\", decimal: \",\"}
--- themes/default/assets/a.svg ---
<!-- x --><svg/>
--- themes/default/assets/pictograms/p.svg ---
<svg width=\"1\"><g/></svg>
";
    let sources = Sources::from_story(story).value;
    let default = sources
        .under("themes/default/")
        .map(|source| (source.path["themes/default/".len()..].to_owned(), source.clone()))
        .collect();
    let files = Files { default, ..Files::default() };
    let theme = Theme::new(files, "default", &languages(&["fr"]), Language::default()).value;
    assert_eq!(theme.diagnostics(), []);
    let setting = Setting { root: "../".into(), strings: theme.strings(Language::default()).clone() };
    let context = context! { x => &None::<String>, m => "<6>" };
    let html = within(setting, || theme.templates().tera.render("t.html", &context)).expect("a page");
    let hash = theme.published().next().expect("an asset").address.clone();
    assert_eq!(
        html.trim(),
        format!(
            "21 novembre 2026 2.951 ../{hash} 2 sur &lt;6&gt; a%2Fb \
             <svg class=\"picto\" aria-hidden=\"true\" focusable=\"false\"><g/></svg>\n <svg/>"
        )
        .replace("\n", "")
    );
}

#[test]
fn a_template_gets_the_form_that_goes_with_its_number() {
    let story = "\
--- themes/default/templates/t.html ---
{{ t.pages | fill(number=n) }}; {{ t.pages | fill(number=1.0) }}; {{ t.time | fill(by=n, minutes=n) }}; {{ t.time | fill(minutes=n) }}
--- themes/default/strings/ar.yaml ---
pages: {one: \"{number} A\", few: \"{number} B\", other: \"{number} C\"}
time: {few: \"{minutes} B\", many: \"{minutes} C\"}
";
    let arabic = languages(&["ar"]);
    let theme = load(&Sources::from_story(story).value, "default", &arabic, Language::default()).value;
    let strings = theme.strings(arabic[0]);
    let setting = Setting { root: String::new(), strings: strings.clone() };
    let context = context! { t => &strings.value, n => &3 };
    let html = within(setting, || theme.templates().tera.render("t.html", &context)).expect("a page");
    assert_eq!(html.trim(), "3 B; 1.0 A; 3 B; 3 C");
}

#[test]
fn latin_words_belong_to_the_partners() {
    let latin = |tags: &[&str]| {
        load(&Sources::default(), "default", &languages(tags), Language::default()).value.latin.tag()
    };
    assert_eq!(latin(&["en", "fr", "ar"]), "en");
    assert_eq!(latin(&["fr", "en"]), "fr");
    assert_eq!(latin(&["uk", "en"]), "fr", "the papers are in French");
    let dutch = Language::find("nl").expect("a tag");
    assert_eq!(load(&Sources::default(), "default", &languages(&["uk"]), dutch).value.latin, dutch);
}

//! What comes out of two toolkits, and where its words stand.

use super::{units::State, *};

/// The toolkit below.
const NATIONAL: &str = "\
--- content/toolkit.yaml ---
# Le commun
name: {fr: National, en: National}
languages: [fr, en]
base_url: https://national.example/
stages:
  - id: demander
    name: {fr: Demander, en: Apply}
    summary: {fr: On demande., en: You apply.}
    guides: [demander, suivre]
  - id: signer
    name: {fr: Signer, en: Sign}
    summary: {fr: On signe., en: You sign.}
pages: [aide]
--- content/contacts.yaml ---
# Les contacts
- id: siao
  name: {fr: SIAO, en: SIAO}
  phone: '115'
  hours: {fr: Jour et nuit, en: Day and night}
# Pour les droits
- id: adil
  name: {fr: ADIL, en: ADIL}
  phone: 01 00 00 00 00
--- content/numbers.yaml ---
- {guide: demander, number: 1}
- {guide: suivre, number: 2}
--- content/guides/demander/fr.md ---
---
title: Demander
stage: demander
versions:
  - version: 1.0.0
    date: 2026-01-01
    summary: Un.
---

Avant tout.

## Les papiers {#les-papiers .documents}

Un papier.

### En plus {#en-plus}

Un autre.

## Les aides {#les-aides}

Une aide.

## La suite {#la-suite}

On attend.
--- content/guides/demander/en.md ---
---
title: Apply
translates: 1.0.0
---

First of all.

## The papers {.documents}

One paper.

### More

Another one.

## Help

Some help.

## What comes next

You wait.
--- content/guides/suivre/fr.md ---
---
title: Suivre
---

Suite.
--- content/pages/aide/fr.md ---
---
title: Aide
---

Aide.
";

fn laid(own: &str) -> WithDiagnostics<Sources> {
    on(NATIONAL, own)
}

fn on(base: &str, own: &str) -> WithDiagnostics<Sources> {
    let base = Base { sources: Sources::from_story(base).value, at: "../national".into(), is_there: true };
    merge(Sources::from_story(own).value, base)
}

fn text<'a>(sources: &'a Sources, path: &str) -> &'a str {
    sources.get(path).expect("there").text().expect("text")
}

/// Where these words of a merged file stand: the file, and the words there.
fn stands(sources: &Sources, path: &str, words: &str) -> (String, String) {
    let at = text(sources, path).find(words).unwrap_or_else(|| panic!("{words}: {}", text(sources, path)));
    let real = sources.real(&Place::span(&path.into(), at..at + words.len()));
    let (span, source) = (real.place.span.expect("a span"), real.source.expect("a file"));
    let there = source.text().expect("text").get(span.start..span.end).expect("inside").to_owned();
    (real.place.path.to_string(), there)
}

#[track_caller]
fn check_stands(sources: &Sources, path: &str, words: &str, file: &str) {
    assert_eq!(stands(sources, path, words), (file.to_owned(), words.to_owned()));
}

fn said(laid: &WithDiagnostics<Sources>) -> Vec<String> {
    let one = |diagnostic: &Diagnostic| {
        let name = diagnostic.args.get("name").map(String::as_str).unwrap_or_default();
        format!("{} {} {name}", diagnostic.place.path, diagnostic.code())
    };
    laid.diagnostics.iter().map(one).collect()
}

const REGION: &str = "--- content/toolkit.yaml ---\nextends: ../national\n";

#[test]
fn a_region_that_says_nothing_has_all_of_the_base_but_its_address() {
    let laid = laid(REGION);
    assert_eq!(said(&laid), [""; 0]);
    let sources = laid.value;
    let toolkit = text(&sources, "content/toolkit.yaml");
    assert!(!toolkit.contains("base_url") && toolkit.contains("stages:\n  - id: demander"), "{toolkit}");
    let base = Sources::from_story(NATIONAL).value;
    for (path, source) in base.files.iter().filter(|(path, _)| &***path != toolkit::PATH) {
        assert_eq!(sources.get(path).expect("there").bytes, source.bytes, "{path}");
        assert!(sources.is_of_base(path));
    }
    check_stands(
        &sources,
        "content/guides/demander/fr.md",
        "Une aide.",
        "../national/content/guides/demander/fr.md",
    );
    check_stands(&sources, "content/toolkit.yaml", "National", "../national/content/toolkit.yaml");
    check_stands(&sources, "content/toolkit.yaml", "extends", "content/toolkit.yaml");
}

#[test]
fn entries_are_put_together_by_id_key_and_language() {
    let own = format!(
        "{REGION}name: {{fr: Région}}\nstages:\n  - id: visiter\n    after: demander\n    name: {{fr: Visiter, en: Visit}}\n  - {{id: signer, name: {{fr: Le bail}}}}\n\
         --- content/contacts.yaml ---\n- id: siao\n  hours: {{fr: Le jour}}\n  remove: [phone]\n- id: adil\n  remove: true\n# À nous\n- id: lille\n  name: {{fr: \"Lille : la maison\"}}\n- id: rien\n  remove: true\n"
    );
    let laid = laid(&own);
    assert_eq!(said(&laid), ["./content/contacts.yaml overlay/nothing rien"]);
    let sources = laid.value;
    let contacts = text(&sources, "content/contacts.yaml");
    assert_eq!(
        contacts,
        "- id: siao\n  name:\n    fr: SIAO\n    en: SIAO\n  hours:\n    fr: Le jour\n    en: Day and night\n# À nous\n- id: lille\n  name: {fr: \"Lille : la maison\"}\n"
    );
    let national = "../national/content/contacts.yaml";
    check_stands(&sources, "content/contacts.yaml", "Day and night", national);
    check_stands(&sources, "content/contacts.yaml", "Le jour", "content/contacts.yaml");
    check_stands(&sources, "content/contacts.yaml", "Lille : la maison", "content/contacts.yaml");
    let tree = yaml::parse(text(&sources, "content/toolkit.yaml")).expect("YAML");
    let name = |tree: &Tree, tag: &str| {
        tree::text(tree.get("name").expect("a name").1.get(tag).expect("a word").1).map(str::to_owned)
    };
    assert_eq!((name(&tree, "fr"), name(&tree, "en")), (Some("Région".into()), Some("National".into())));
    let stages = tree.get("stages").expect("stages").1.items();
    let names: Vec<_> =
        stages.iter().map(|stage| (tree::id(stage).expect("an id"), name(stage, "fr"))).collect();
    let expected = [("demander", "Demander"), ("visiter", "Visiter"), ("signer", "Le bail")];
    assert_eq!(names, expected.map(|(id, name)| (id, Some(name.to_owned()))));
    assert!(stages[1].get("after").is_none());
}

#[test]
fn sections_are_replaced_added_and_taken_out_in_each_language() {
    let own = format!(
        "{REGION}--- content/guides/demander/fr.md ---\n---\noverrides: sections\ntitle: Demander ici\nwithout: [la-suite, nulle-part]\nafter: {{chez-nous: les-papiers}}\n---\n\n## Les aides {{#les-aides}}\n\nNotre aide.\n\n## Chez nous {{#chez-nous}}\n\nIci.\n\
         --- content/guides/demander/en.md ---\n---\noverrides: sections\n---\n\n## Our help {{#les-aides}}\n\nOurs.\n\n## Here {{#chez-nous}}\n\nHere.\n"
    );
    let laid = laid(&own);
    assert_eq!(said(&laid), ["./content/guides/demander/fr.md overlay/nothing nulle-part"]);
    let sources = laid.value;
    let path = "content/guides/demander/fr.md";
    let french = text(&sources, path);
    let headings = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with('#') && !line.starts_with("# "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        headings(french),
        [
            "## Les papiers {#les-papiers .documents}",
            "### En plus {#en-plus}",
            "## Chez nous {#chez-nous}",
            "## Les aides {#les-aides}"
        ]
    );
    assert!(
        french.contains("title: Demander ici\n")
            && french.contains("version: 1.0.0")
            && french.contains("Avant tout.")
    );
    assert_eq!(
        headings(text(&sources, "content/guides/demander/en.md")),
        ["## The papers {.documents}", "### More", "## Here {#chez-nous}", "## Our help {#les-aides}"]
    );
    check_stands(&sources, path, "Notre aide.", path);
    check_stands(&sources, path, "Un autre.", "../national/content/guides/demander/fr.md");
    check_stands(&sources, path, "Demander ici", path);
    check_stands(&sources, path, "nulle-part", path);
}

#[test]
fn a_translation_without_a_new_section_keeps_the_anchors_of_the_others() {
    let own = format!(
        "{REGION}--- content/guides/demander/fr.md ---\n---\noverrides: sections\nafter: {{chez-nous: en-plus}}\n---\n\n## Chez nous {{#chez-nous}}\n\nIci.\n"
    );
    let sources = laid(&own).value;
    let english = text(&sources, "content/guides/demander/en.md");
    assert!(
        english.contains("## Help {#les-aides}\n") && english.contains("{#les-papiers .documents}"),
        "{english}"
    );
    let told = units::check(&sources);
    let told: Vec<_> =
        told.iter().map(|one| (one.code(), one.args.get("languages").map(String::as_str))).collect();
    assert_eq!(told, [("overlay/one-language", Some("en"))]);
}

#[test]
fn a_text_of_the_same_path_stands_for_the_other_and_hidden_guides_are_gone() {
    let own = format!(
        "{REGION}hide: [suivre, personne]\n--- content/guides/demander/fr.md ---\n---\ntitle: Tout autre\n---\n\nAutre.\n\
         --- content/guides/nouveau/fr.md ---\n---\noverrides: sections\n---\n\n## Rien {{#rien}}\n"
    );
    let laid = laid(&own);
    assert_eq!(
        said(&laid),
        ["./content/toolkit.yaml overlay/nothing personne", "content/guides/nouveau/fr.md overlay/no-base "]
    );
    let sources = laid.value;
    assert!(text(&sources, "content/guides/demander/fr.md").contains("Tout autre"));
    assert!(sources.get("content/guides/suivre/fr.md").is_none());
    assert!(sources.get("content/guides/nouveau/fr.md").is_none());
    let numbers = yaml::parse(text(&sources, "content/numbers.yaml")).expect("YAML");
    assert_eq!(numbers.items().iter().filter_map(tree::id).collect::<Vec<_>>(), ["demander"]);
    let toolkit = text(&sources, "content/toolkit.yaml");
    assert!(!toolkit.contains("suivre]") && toolkit.contains("- demander"), "{toolkit}");
}

#[test]
fn a_change_of_a_file_is_laid_over_the_base_again() {
    let mut sources = laid(REGION).value;
    let path = "content/guides/demander/fr.md";
    sources.put(Source::new(
        path,
        &b"---\noverrides: sections\n---\n\n## Les aides {#les-aides}\n\nLa n\xc3\xb4tre.\n"[..],
    ));
    assert!(text(&sources, path).contains("La nôtre.") && text(&sources, path).contains("Un papier."));
    assert!(sources.own(path).expect("ours").text().expect("text").starts_with("---\noverrides"));
    sources.remove(path);
    assert!(text(&sources, path).contains("Une aide.") && sources.is_of_base(path));
}

#[test]
fn a_base_may_rest_on_another_one() {
    let middle = on(NATIONAL, "--- content/toolkit.yaml ---\nextends: ../national\n--- content/contacts.yaml ---\n- {id: nord, name: {fr: Nord}}\n").value;
    let own = Sources::from_story("--- content/toolkit.yaml ---\nextends: ../region\n--- content/contacts.yaml ---\n- {id: siao, phone: '116'}\n").value;
    let sources = merge(own, Base { sources: middle, at: "../region".into(), is_there: true }).value;
    let path = "content/contacts.yaml";
    check_stands(&sources, path, "116", path);
    check_stands(&sources, path, "Nord", "../region/content/contacts.yaml");
    check_stands(&sources, path, "Jour et nuit", "../region/../national/content/contacts.yaml");
}

fn states(sources: &Sources) -> Vec<(String, State)> {
    units::units(sources).expect("notes").iter().map(|unit| (unit.name(), unit.state())).collect()
}

#[test]
fn what_the_base_changes_is_told_until_it_is_noted() {
    let own = format!(
        "{REGION}name: {{fr: Région}}\n--- content/contacts.yaml ---\n- {{id: siao, phone: '116'}}\n- {{id: neuf, name: {{fr: Neuf}}}}\n\
         --- content/guides/demander/fr.md ---\n---\noverrides: sections\n---\n\n## Les aides {{#les-aides}}\n\nNotre aide.\n"
    );
    let mut sources = laid(&own).value;
    let names = ["contacts.yaml siao", "guides/demander/fr.md#les-aides", "toolkit.yaml name"];
    let all = |state: State| names.map(|name| (name.to_owned(), state)).to_vec();
    assert_eq!(states(&sources), all(State::Unnoted));
    let units = units::units(&sources).expect("notes");
    assert_eq!(
        units[0].own,
        "id: siao\nname:\n  fr: SIAO\n  en: SIAO\nphone: '116'\nhours:\n  fr: Jour et nuit\n  en: Day and night"
    );
    assert_eq!(units[2].own, "fr: Région\nen: National");
    let notes = units::noted_now(&sources, |_| true).expect("notes");
    sources.put(Source::new(NOTES, notes.written().into_bytes()));
    assert_eq!(states(&sources), all(State::Current));
    assert!(sources.get(NOTES).is_none(), "it is no content");
    // The words of the section change in the base, the contact goes, and comments are no change.
    let changed = NATIONAL
        .replace("Une aide.", "Une grande aide.")
        .replace("version: 1.0.0", "version: 1.1.0")
        .replace("# Le commun", "# Autre")
        .replace("- id: siao\n", "- id: siao-115\n");
    let own = Sources { files: sources.layers.as_ref().expect("two").own.clone(), layers: None };
    let base =
        Base { sources: Sources::from_story(&changed).value, at: "../national".into(), is_there: true };
    let mut sources = merge(own, base).value;
    let expected = [State::Gone, State::Stale, State::Current];
    assert_eq!(states(&sources), names.map(str::to_owned).into_iter().zip(expected).collect::<Vec<_>>());
    let told = units::check(&sources);
    let stale = told.iter().find(|one| one.rule == rule::overlay::STALE).expect("told");
    assert_eq!((stale.args["then"].as_str(), stale.args["now"].as_str()), ("1.0.0", "1.1.0"));
    let real = sources.real(&stale.place);
    let span = real.place.span.expect("a span");
    assert_eq!(
        &real.source.expect("ours").text().expect("text")[span.start..span.end],
        "## Les aides {#les-aides}"
    );
    assert!(real.is_own);
    let notes = units::noted_now(&sources, |unit| unit.path.ends_with(".md")).expect("notes");
    sources.put(Source::new(NOTES, notes.written().into_bytes()));
    assert_eq!(states(&sources)[1].1, State::Current);
    assert_eq!(states(&sources)[0].1, State::Gone, "it was not picked");
}

#[test]
fn what_is_taken_over_says_the_same_and_names_its_anchors() {
    let mut sources = laid(REGION).value;
    let english: SourcePath = "content/guides/demander/en.md".into();
    let taken = take::take(&sources, &english, Some("les-papiers")).expect("taken");
    assert_eq!(
        taken.text().expect("text"),
        "---\noverrides: sections\n---\n\n## The papers {#les-papiers .documents}\n\nOne paper.\n\n### More {#en-plus}\n\nAnother one.\n"
    );
    let before = text(&sources, &english).to_owned();
    sources.put(taken);
    let plain = |text: &str| {
        text.replace("{#les-papiers .documents}", "{.documents}")
            .replace(" {#en-plus}", "")
            .replace("# overrides: sections\n", "")
    };
    assert_eq!(plain(text(&sources, &english)), before);
    let more = take::take(&sources, &english, Some("la-suite")).expect("taken");
    assert!(
        more.text().expect("text").ends_with("Another one.\n\n## What comes next {#la-suite}\n\nYou wait.\n")
    );
    assert_eq!(take::take(&sources, &english, Some("les-papiers")).err(), Some(take::Refused::Taken));
    assert!(matches!(take::take(&sources, &english, Some("rien")), Err(take::Refused::NoPart(_))));
    let entry = take::take(&sources, &"content/contacts.yaml".into(), Some("adil")).expect("taken");
    assert_eq!(
        entry.text().expect("text"),
        "# Pour les droits\n- id: adil\n  name: {fr: ADIL, en: ADIL}\n  phone: 01 00 00 00 00\n"
    );
}

//! Each rule fires on its bad example and not on its good one.

use std::{collections::BTreeSet, fs, path::Path};

use trousseau_core::{
    diagnostic::Rule,
    rule_card::{Card, RuleStage},
    source::Sources,
};

use crate::{
    cases::each,
    cli::{Toolkit, run},
};

/// The toolkit over which the examples are laid. It breaks no rule.
const BASE: &str = include_str!("../crates/core/rules/base.txt");

/// The toolkit with the files of an example over it; a header that says `(absent)` takes a file away.
fn laid(example: &str) -> Toolkit {
    let mut sources = Sources::from_story(BASE).value;
    for (path, source) in Sources::from_story(example).value.files {
        match path.strip_suffix(" (absent)") {
            Some(gone) => drop(sources.files.remove(gone)),
            None => drop(sources.files.insert(path, source)),
        }
    }
    Toolkit::of(&sources)
}

/// The codes of all that is said of a toolkit, or of a table that comes into it.
fn codes(card: &Card, example: &str) -> BTreeSet<String> {
    let (toolkit, arguments) = match card.table.as_deref() {
        None if card.stage == RuleStage::Generate => (laid(example), vec!["build"]),
        None => (laid(example), vec!["check"]),
        Some(kind) => {
            let toolkit = laid("");
            let file = toolkit.path().join(format!("table.{kind}"));
            fs::write(&file, example).expect("written");
            (toolkit, vec!["feedback", "import", "--dry-run", "TABLE"])
        }
    };
    let file = toolkit.path().join(format!("table.{}", card.table.as_deref().unwrap_or_default()));
    let shown = file.display().to_string();
    let arguments: Vec<&str> =
        arguments.into_iter().map(|word| if word == "TABLE" { shown.as_str() } else { word }).collect();
    let done = run(&toolkit, &[&["--format", "json"], &arguments[..]].concat());
    let lines = done.text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    lines.filter_map(|object| object["code"].as_str().map(str::to_owned)).collect()
}

#[test]
fn the_toolkit_of_the_examples_breaks_no_rule() {
    let done = run(&laid(""), &["--format", "json", "check"]);
    assert_eq!((done.text.as_str(), done.code), ("", 0));
}

#[test]
fn every_rule_fires_on_its_bad_example_and_not_on_its_good_one() {
    let shown: Vec<_> = Rule::all()
        .filter_map(|rule| Some((rule, rule.card().bad.as_ref()?, rule.card().good.as_ref()?)))
        .collect();
    let wrong = each(&shown, |(rule, bad, good)| {
        let (bad, good) = (codes(rule.card(), bad), codes(rule.card(), good));
        let silent = !bad.contains(rule.code());
        let missing = silent.then(|| format!("{rule} is not said of its bad example, but {bad:?}"));
        let alarm = good.contains(rule.code()).then(|| format!("{rule} is said of its good example"));
        // A template that cannot be read prints nothing, and so nothing is wrong with what it prints.
        let unread =
            good.contains("leaflet/template").then(|| format!("the good example of {rule} is not laid out"));
        let alarm = alarm.into_iter().chain(unread);
        missing.into_iter().chain(alarm).collect::<Vec<_>>()
    });
    assert!(shown.len() > 180, "only {} rules show themselves", shown.len());
    assert!(wrong.concat().is_empty(), "{}", wrong.concat().join("\n"));
}

#[test]
fn a_rule_is_explained_in_both_languages() {
    let toolkit = laid("");
    let french = run(&toolkit, &["--lang", "fr", "check", "--explain", "links/dead"]);
    assert_eq!(french.code, 0);
    for words in
        ["links/dead", "Gravité\u{a0}: erreur", "Pourquoi", "le ménage n’a pas la suite", "guide:suivra"]
    {
        assert!(french.text.contains(words), "{words}: {}", french.text);
    }
    let english = run(&toolkit, &["--lang", "en", "check", "--explain", "links/dead"]);
    assert!(
        english.text.contains("Why") && english.text.contains("the household does not get"),
        "{}",
        english.text
    );
    let unknown = run(&toolkit, &["--lang", "en", "check", "--explain", "links/dad"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.errors.contains("links/dead"), "{}", unknown.errors);
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/core/rules/links/dead.yaml").is_file());
}

/// What a toolkit has of files, by path.
fn files(toolkit: &Toolkit) -> Vec<(String, Vec<u8>)> {
    let root = toolkit.path().join("content");
    let walk = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().flatten();
    let walk = walk.filter(|entry| entry.file_type().is_file());
    let path =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(&root).expect("below").display().to_string();
    walk.map(|entry| (path(&entry), fs::read(entry.path()).expect("a file"))).collect()
}

#[test]
fn what_check_can_put_right_is_put_right_once_and_kept() {
    let mut seen = 0;
    for rule in Rule::all().filter(|rule| rule.card().fix) {
        let card = rule.card();
        let Some(bad) = &card.bad else { continue };
        seen += 1;
        let toolkit = laid(bad);
        let told = || run(&toolkit, &["--format", "json", "check"]).text.contains(rule.code());
        assert!(told(), "{rule}");
        let before = files(&toolkit);
        let asked = run(&toolkit, &["--lang", "en", "check", "--fix"]);
        assert!(asked.text.contains("Nothing was written"), "{rule}: {}", asked.text);
        assert_eq!((asked.code, files(&toolkit)), (1, before.clone()), "{rule}");
        let done = run(&toolkit, &["--lang", "en", "check", "--fix", "--yes"]);
        assert!(done.text.contains("to undo it"), "{rule}: {}", done.text);
        assert!(!told(), "{rule} is put right: {}", done.text);
        let after = files(&toolkit);
        let again = run(&toolkit, &["--lang", "en", "check", "--fix", "--yes"]);
        assert!(again.text.contains("nothing that has one right answer"), "{rule}: {}", again.text);
        assert_eq!(files(&toolkit), after, "{rule}: twice is once");
        // What was kept takes it back, byte by byte.
        let kept = toolkit.path().join("output/.before-fix/1/content");
        for entry in
            walkdir::WalkDir::new(&kept).into_iter().flatten().filter(|one| one.file_type().is_file())
        {
            let path = entry.path().strip_prefix(&kept).expect("below");
            fs::copy(entry.path(), toolkit.path().join("content").join(path)).expect("copied");
        }
        assert_eq!(files(&toolkit), before, "{rule}: back as it was");
    }
    assert!(seen > 8, "only {seen} rules");
}

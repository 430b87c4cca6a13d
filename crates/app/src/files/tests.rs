//! Guides renamed, retired and deleted in a small toolkit.

use std::{fs, path::Path};

use super::*;

const STORY: &str = "\
--- content/toolkit.yaml ---
name: {fr: T, ar: ت}
languages: [fr, ar]
stages:
  - {id: a, name: {fr: A, ar: أ}, summary: {fr: A, ar: أ}, guides: [deposer, suivre]}
--- content/numbers.yaml ---
- {guide: deposer, number: 1}
- {guide: suivre, number: 2}
--- content/guides/deposer/fr.md ---
---
title: Déposer
summary: Comment déposer.
stage: a
status: pilot # à l’essai
versions:
  - {version: 1.0.0, date: 2026-01-01, summary: S}
---

## Les papiers

Une carte.

![Une carte](carte.svg)
--- content/guides/deposer/ar.md ---
---
title: ت
summary: س
translates: 1.0.0
translation: reviewed
---

## أوراق

بطاقة.

![بطاقة](carte.svg)
--- content/guides/deposer/carte.svg ---
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></svg>
--- content/guides/suivre/fr.md ---
---
title: Suivre
summary: Comment suivre.
stage: a
status: pilot
aliases: [relancer]
versions:
  - {version: 1.0.0, date: 2026-01-01, summary: S}
---

## Avant

Lisez [déposer](guide:deposer#les-papiers).
--- content/guides/essai/fr.md ---
---
title: Essai
summary: Un essai.
stage: a
status: draft
---

## Un

Rien.
";

/// A toolkit in a folder of its own.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    for (path, source) in &Sources::from_story(STORY).value.files {
        let file = home.path().join(&**path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(file, &source.bytes).expect("written");
    }
    home
}

fn text(home: &Path, path: &str) -> String {
    fs::read_to_string(home.join(path)).unwrap_or_default()
}

/// All files of the content, with their words.
fn all(home: &Path) -> Vec<(String, String)> {
    let sources = trousseau_io::disk::read(home).expect("read").value;
    sources
        .files
        .values()
        .map(|file| (file.path.to_string(), file.text().expect("text").to_owned()))
        .collect()
}

/// Does what somebody wishes; the name of the change.
#[track_caller]
fn done(home: &Path, wish: &Wish) -> String {
    let (content, project) = Project::open_to_write(home).expect("open");
    let plan = plan(&project, wish).expect("planned").map_err(|refusal| refusal.diagnostics).expect("proved");
    plan.write(&content).expect("written")
}

#[track_caller]
fn failed(home: &Path, wish: &Wish) -> &'static str {
    let (_content, project) = Project::open_to_write(home).expect("open");
    plan(&project, wish).err().expect("refused").downcast_ref::<Failure>().expect("a failure").key
}

/// The rules for which a wish is refused.
#[track_caller]
fn refused(home: &Path, wish: &Wish) -> Vec<&'static str> {
    let (_content, project) = Project::open_to_write(home).expect("open");
    let refusal = plan(&project, wish).expect("planned").err().expect("refused");
    refusal.diagnostics.iter().map(|one| one.rule.code()).collect()
}

fn rename(name: &str, to: &str) -> Wish {
    Wish::Rename { name: name.into(), to: to.into() }
}

fn retire(name: &str, by: Option<&str>) -> Wish {
    Wish::Retire { name: name.into(), by: by.map(str::to_owned) }
}

#[test]
fn a_renamed_guide_keeps_all_that_leads_to_it() {
    let home = home();
    let home = home.path();
    let before = all(home);
    let name = done(home, &rename("deposer", "demander"));
    assert!(!home.join("content/guides/deposer").exists());
    let own = text(home, "content/guides/demander/fr.md");
    assert!(own.contains("status: pilot # à l’essai\naliases: [deposer]\nversions:"), "{own}");
    for file in ["ar.md", "carte.svg"] {
        assert!(home.join("content/guides/demander").join(file).exists(), "{file}");
    }
    assert!(text(home, "content/guides/suivre/fr.md").contains("[déposer](guide:demander#les-papiers)"));
    assert!(text(home, "content/numbers.yaml").starts_with("- {guide: demander, number: 1}\n"));
    assert!(text(home, "content/toolkit.yaml").contains("guides: [demander, suivre]"));
    let project = Project::open_whole(home).expect("open");
    let library = &project.loaded.as_ref().expect("whole").library;
    assert!(library.moved.iter().any(|moved| moved.alias == "deposer" && moved.slug == "demander"));
    assert!(library.released.iter().any(|one| one.name == "deposer" && one.slug == "demander"));
    // Undone at once: every byte is as it was.
    let (content, project) = Project::open_to_write(home).expect("open");
    let back = undo(&project, &content, Some(&name)).expect("as it was left").ok().expect("proved");
    back.write(&content).expect("written");
    drop(content);
    assert_eq!(all(home), before);
}

#[test]
fn a_name_that_comes_back_is_no_former_name() {
    let home = home();
    done(home.path(), &rename("deposer", "demander"));
    done(home.path(), &rename("demander", "deposer"));
    let own = text(home.path(), "content/guides/deposer/fr.md");
    assert!(own.contains("aliases: [demander]\n"), "{own}");
    // A draft has no address that anybody knows.
    done(home.path(), &rename("essai", "brouillon"));
    assert!(!text(home.path(), "content/guides/brouillon/fr.md").contains("aliases"));
}

#[test]
fn a_name_that_cannot_be_one_is_refused() {
    let home = home();
    for (to, key) in [
        ("Demander vite", "files/name-near"),
        ("../x", "files/name-near"),
        ("???", "guide/name"),
        ("index", "guide/reserved"),
        ("suivre", "guide/exists"),
    ] {
        assert_eq!(failed(home.path(), &rename("deposer", to)), key, "{to}");
    }
    assert_eq!(failed(home.path(), &rename("personne", "x")), "find/no-guide");
    assert_eq!(refused(home.path(), &rename("deposer", "relancer")), ["library/alias-taken"]);
}

#[test]
fn a_retired_guide_says_what_replaced_it() {
    let home = home();
    let home = home.path();
    done(home, &rename("deposer", "demander"));
    done(home, &retire("demander", Some("suivre")));
    let own = text(home, "content/guides/demander/fr.md");
    assert!(own.contains("status: retired # à l’essai\n"), "{own}");
    let other = text(home, "content/guides/suivre/fr.md");
    assert!(other.contains("aliases: [relancer, demander, deposer]\n"), "{other}");
    // The other text has no such section.
    assert!(other.contains("[déposer](guide:suivre)"), "{other}");
    assert!(text(home, "content/toolkit.yaml").contains("guides: [suivre]"));
    assert!(text(home, "content/numbers.yaml").starts_with("- {guide: demander, number: 1}\n"));
    let project = Project::open_whole(home).expect("open");
    let library = &project.loaded.as_ref().expect("whole").library;
    for name in ["demander", "deposer"] {
        assert!(library.moved.iter().any(|moved| moved.alias == name && moved.slug == "suivre"), "{name}");
        assert!(library.released.iter().any(|one| one.name == name), "{name}");
    }
}

#[test]
fn what_others_lead_to_is_not_taken_from_them() {
    let home = home();
    assert!(refused(home.path(), &retire("deposer", None)).contains(&"links/hidden"));
    assert_eq!(failed(home.path(), &retire("essai", None)), "files/draft");
    assert_eq!(failed(home.path(), &retire("deposer", Some("essai"))), "files/replacement");
    assert_eq!(failed(home.path(), &retire("deposer", Some("deposer"))), "files/replacement");
    assert_eq!(failed(home.path(), &Wish::Delete { name: "deposer".into() }), "files/known");
}

#[test]
fn a_draft_goes_into_the_bin_and_comes_back() {
    let home = home();
    let home = home.path();
    let before = all(home);
    let name = done(home, &Wish::Delete { name: "essai".into() });
    assert!(!home.join("content/guides/essai").exists());
    assert!(home.join(".trousseau-bin").join(&name).join("content/guides/essai/fr.md").exists());
    let (content, project) = Project::open_to_write(home).expect("open");
    undo(&project, &content, None).expect("the last").ok().expect("proved").write(&content).expect("written");
    drop(content);
    assert_eq!(all(home), before);
}

#[test]
fn what_is_shown_is_what_is_written() {
    let home = home();
    let (content, project) = Project::open_to_write(home.path()).expect("open");
    let plan = plan(&project, &rename("deposer", "demander")).expect("planned").ok().expect("proved");
    let steps = plan.steps();
    let found: Vec<_> = steps.iter().map(|step| (step.what, step.path.as_str())).collect();
    assert_eq!(
        found,
        [
            (What::Moved, "content/guides/deposer/ar.md"),
            (What::Moved, "content/guides/deposer/carte.svg"),
            (What::Moved, "content/guides/deposer/fr.md"),
            (What::Changed, "content/guides/suivre/fr.md"),
            (What::Changed, "content/numbers.yaml"),
            (What::Changed, "content/toolkit.yaml"),
        ]
    );
    assert_eq!(steps[2].to, "content/guides/demander/fr.md");
    assert!(!steps[2].lines.is_empty() && steps[0].lines.is_empty());
    let hash = plan.hash();
    drop(content);
    let file = home.path().join("content/guides/suivre/fr.md");
    fs::write(&file, text(home.path(), "content/guides/suivre/fr.md").replace("Lisez", "Lire"))
        .expect("written");
    let (_content, project) = Project::open_to_write(home.path()).expect("open");
    let again = super::plan(&project, &rename("deposer", "demander")).expect("planned").ok().expect("proved");
    assert_ne!(again.hash(), hash);
}

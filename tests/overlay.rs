//! A toolkit that rests on another one: what it takes over and changes, what it is told, and that nothing is written below.

use std::{collections::BTreeMap, fs, path::PathBuf};

use trousseau_core::source::Sources;

use crate::{
    cli::{Done, Toolkit, command, git, run_in},
    equal::tree,
    proposal::{CHANGES, PARTNERS, proposed, said},
    way::STORY,
};

mod regions;

/// A guide of the small toolkit.
const DEMANDER: &str = "content/guides/demander/fr.md";

/// The small toolkit as a nation, and a region beside it.
pub struct Country(Toolkit);

impl Country {
    pub fn new(region: &str) -> Self {
        let mut all = Sources::default();
        for (folder, story) in [("national", STORY), ("nord", region)] {
            for source in Sources::from_story(story).value.files.into_values() {
                all.put(trousseau_core::source::Source::new(
                    format!("{folder}/{}", source.path),
                    source.bytes,
                ));
            }
        }
        Self(Toolkit::of(&all))
    }

    /// Replaces words that are there.
    #[track_caller]
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        self.0.edit(path, from, to);
    }

    pub fn folder(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs a command in the region.
    pub fn run(&self, arguments: &[&str]) -> Done {
        run_in(&self.folder("nord"), arguments)
    }

    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.folder("nord/output/site").join(path)).unwrap_or_default()
    }

    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_default()
    }

    /// What `check` says, each as its code, file and line.
    fn told(&self) -> Vec<(String, String, u64)> {
        let lines = self.run(&["check", "--format", "json"]).text;
        let objects = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let word =
            |object: &serde_json::Value, name: &str| object[name].as_str().unwrap_or_default().to_owned();
        objects
            .map(|one| (word(&one, "code"), word(&one, "file"), one["line"].as_u64().unwrap_or_default()))
            .collect()
    }

    /// Whether `check` says this of this file.
    fn is_told(&self, code: &str, file: &str) -> bool {
        self.told().iter().any(|one| one.0 == code && one.1 == file)
    }
}

const REGION: &str = "--- content/toolkit.yaml ---\nextends: ../national\nbase_url: https://nord.example/\n";

/// The region with its own words about the papers, in two languages of three.
fn with_section() -> Country {
    let own = |tag: &str, heading: &str, words: &str| {
        format!(
            "--- content/guides/demander/{tag}.md ---\n---\noverrides: sections\n---\n\n## {heading} {{#les-papiers .documents}}\n\n{words}\n"
        )
    };
    let texts = [own("fr", "Les papiers", "- une carte du Nord"), own("ar", "الأوراق", "- بطاقة الشمال")];
    Country::new(&format!("{REGION}{}", texts.concat()))
}

#[test]
fn a_region_that_says_nothing_builds_the_national_site_at_its_own_address() {
    let country = Country::new(REGION);
    let built = country.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.text);
    let at_the_same = ["build", "--base-url", "https://nord.example/"];
    assert_eq!(run_in(&country.folder("national"), &at_the_same).code, 0);
    let sites = ["national", "nord"].map(|name| tree(&country.folder(name).join("output/site")));
    assert!(sites[0].len() > 20 && sites[0] == sites[1], "byte for byte");
    let page = country.page("fr/demander.html");
    assert!(page.contains("https://nord.example/") && !page.contains("exemple.org"));
    assert_eq!(
        country.run(&["overlay", "status"]).text.trim(),
        "Nothing of the shared toolkit is changed here."
    );
}

#[test]
fn after_a_change_below_the_bytes_are_those_of_a_fresh_build() {
    let country = with_section();
    assert_eq!(country.run(&["build"]).code, 0);
    let changes: [(&str, &str, &str); 5] = [
        (DEMANDER, "1. Demandez.", "1. Demandez vite."),
        ("content/contacts.yaml", "\"115\"", "\"112\""),
        (DEMANDER, "une carte", "une autre carte"),
        ("content/toolkit.yaml", "{fr: Demander,", "{fr: Faire la demande,"),
        ("content/guides/suivre/fr.md", "status: pilot", "status: draft"),
    ];
    for (path, from, to) in changes {
        country.0.edit(&format!("national/{path}"), from, to);
        country.run(&["build"]);
        let _ = fs::remove_dir_all(country.folder("nord/fresh"));
        country.run(&["build", "--out", "fresh"]);
        let [kept, fresh] = ["output", "fresh"].map(|name| tree(&country.folder("nord").join(name)));
        assert!(fresh.len() > 20 && kept == fresh, "{path}: {to}");
    }
    let page = country.page("fr/demander.html");
    assert!(
        page.contains("Demandez vite.")
            && page.contains("une carte du Nord")
            && !page.contains("une autre carte")
    );
}

#[test]
fn a_change_of_the_base_is_told_shown_and_noted() {
    let country = with_section();
    let own = "content/guides/demander/fr.md";
    assert!(country.is_told("overlay/unnoted", own));
    assert!(country.is_told("overlay/one-language", own), "Tigrinya has the national words");
    assert_eq!(country.run(&["overlay", "update"]).code, 1, "nobody is there to be asked");
    assert!(!country.folder("nord/content/overlay.yaml").exists());
    assert_eq!(country.run(&["overlay", "update", "--yes"]).code, 0);
    assert!(!country.is_told("overlay/unnoted", own));
    country.0.edit(&format!("national/{DEMANDER}"), "une carte", "deux cartes");
    country.0.edit(
        &format!("national/{DEMANDER}"),
        "version: 1.0.0\n    date: 2026-11-01",
        "version: 1.1.0\n    date: 2026-11-02\n    summary: Deux.\n  - version: 1.0.0\n    date: 2026-11-01",
    );
    assert!(country.told().contains(&("overlay/stale".into(), own.into(), 5)), "{:?}", country.told());
    let check = country.run(&["check"]).text;
    assert!(
        check.contains("## Les papiers {#les-papiers .documents}") && check.contains("1.0.0 → 1.1.0"),
        "{check}"
    );
    let status = country.run(&["overlay", "status"]).text;
    let line = status.lines().find(|line| line.contains("demander/fr.md#les-papiers")).expect("a line");
    assert!(
        line.contains("the shared text has changed") && line.contains("1.0.0") && line.contains("1.1.0"),
        "{status}"
    );
    let diff = country.run(&["overlay", "diff", "demander"]).text;
    assert!(diff.contains("[-une carte-]{+deux cartes+}") || diff.contains("- [ ] [-une carte-]"), "{diff}");
    assert!(diff.contains("{+du Nord+}") || diff.contains("une carte du Nord"), "{diff}");
    let before = country.text("nord/content/overlay.yaml");
    let asked = country.run(&["overlay", "update"]);
    assert!(asked.code == 1 && asked.text.contains("Nothing is noted (1 part)"), "{}", asked.text);
    assert_eq!(country.text("nord/content/overlay.yaml"), before);
    assert_eq!(country.run(&["overlay", "update", "--yes"]).code, 0);
    assert!(!country.is_told("overlay/stale", own));
    assert!(country.text("nord/content/overlay.yaml").contains("deux cartes"));
    country.0.write("nord/content/overlay.yaml", "notes: [");
    assert!(country.is_told("overlay/notes", "content/overlay.yaml"));
    assert_eq!(country.run(&["overlay", "status"]).code, 2);
}

#[test]
fn a_fault_is_told_in_the_file_where_the_words_stand() {
    let country = with_section();
    country.0.edit(&format!("national/{DEMANDER}"), "1. Demandez.", "1. [Demandez](guide:suivra).");
    country.0.edit("nord/content/guides/demander/fr.md", "une carte du Nord", "une [carte](guide:nord)");
    let told: Vec<_> = country.told().into_iter().filter(|one| one.0 == "links/dead").collect();
    let expected = [(DEMANDER, 7), (&*format!("../national/{DEMANDER}"), 17)];
    let expected = expected.map(|(file, line)| ("links/dead".to_owned(), file.to_owned(), line));
    assert!(expected.iter().all(|one| told.contains(one)), "{told:?}");
    // A list in which one toolkit wrote something that cannot be read.
    country.0.write("nord/content/contacts.yaml", "- {id: siao, phon: '115'}\n");
    assert!(country.told().contains(&("yaml/unknown-key".into(), "content/contacts.yaml".into(), 1)));
}

#[test]
fn a_base_that_is_not_there_or_goes_round_is_told_and_the_rest_is_built() {
    let head = "--- content/toolkit.yaml ---\n";
    let extending = |extends: &str| STORY.replace(head, &format!("{head}extends: {extends}\n"));
    let country = Country::new(&extending("../nulle-part"));
    let built = country.run(&["build"]);
    assert!(
        built.code == 1 && built.text.contains("overlay/missing") && built.text.contains("nulle-part"),
        "{}",
        built.text
    );
    assert!(country.page("fr/demander.html").contains("Demandez."));
    assert_eq!(country.run(&["build"]).code, 1, "it is said until it is mended");
    assert_eq!(country.run(&["overlay", "status"]).code, 2);
    for (below, above) in
        [("../nord", "../national"), ("../national", "."), ("../national", "../nord/../nord")]
    {
        for (folder, extends) in [("national", below), ("nord", above)] {
            let file = Sources::from_story(&extending(extends))
                .value
                .get("content/toolkit.yaml")
                .expect("there")
                .clone();
            country.0.write(&format!("{folder}/content/toolkit.yaml"), &file.bytes);
        }
        let built = country.run(&["build"]);
        assert!(built.code == 1 && built.text.contains("overlay/loop"), "{above}: {}", built.text);
        assert!(country.page("fr/demander.html").contains("Demandez."));
    }
}

#[test]
fn what_is_taken_over_can_be_changed_and_nothing_is_written_below() {
    let country = Country::new(REGION);
    let below = || tree(&country.folder("national"));
    let before: BTreeMap<_, _> = below();
    let refused = country.run(&["release", "demander", "--minor", "--summary", "Vite."]);
    assert!(
        refused.code != 0 && refused.text.contains("overlay/of-base"),
        "{} {}",
        refused.text,
        refused.errors
    );
    assert!(refused.text.contains("trousseau overlay take demander"), "{}", refused.text);
    assert_eq!(country.run(&["overlay", "take", "demander#les-papiers", "--in", "fr,ar"]).code, 0);
    assert!(
        country.text("nord/content/guides/demander/ar.md").contains("## الأوراق {#les-papiers .documents}")
    );
    assert_eq!(country.run(&["overlay", "take", "demander#les-papiers"]).code, 2, "it is here already");
    let refused = country.run(&["release", "demander", "--minor", "--summary", "Vite."]);
    assert!(refused.text.contains("overlay/part"), "{}", refused.text);
    assert!(country.run(&["overlay", "take", "demander#rien"]).errors.contains("les-papiers"));
    assert_eq!(country.run(&["overlay", "take", "personne"]).code, 2);
    assert_eq!(country.run(&["overlay", "take", "facts.yaml#plus"]).code, 0);
    assert_eq!(country.run(&["overlay", "take", "a-propos"]).code, 0);
    let status = country.run(&["overlay", "status"]).text;
    assert!(status.contains("4 parts are changed here.") && !status.contains("to be looked at"), "{status}");
    // What is taken over changes nothing that readers see.
    assert_eq!(country.run(&["build"]).code, 0);
    country.0.edit("nord/content/facts.yaml", "23 403 €", "24 000 €");
    country.0.edit("nord/content/guides/demander/fr.md", "une carte", "une carte du Nord");
    country.run(&["build"]);
    assert!(country.page("fr/demander.html").contains("une carte du Nord"));
    country.run(&["check", "--fix", "--yes"]);
    assert!(before == below(), "the base is as it was");
}

#[test]
fn a_decision_about_a_proposal_writes_the_own_text_alone() {
    let country = Country::new(REGION);
    let nord = country.folder("nord");
    fs::create_dir_all(nord.join("content/guides/demander")).expect("made");
    fs::copy(country.folder("national").join(DEMANDER), nord.join(DEMANDER)).expect("copied");
    fs::write(nord.join("content/partners.yaml"), PARTNERS).expect("written");
    said(&country.run(&["proposal", "begin"]));
    let id = proposed(&nord, "association-exemple", &CHANGES, "Plus clair.");
    let before = tree(&nord.join("content"));
    said(&country.run(&["proposal", "accept", &id, "--as", "bailleur-exemple"]));
    let mut after = tree(&nord.join("content"));
    assert!(country.text("nord/content/guides/demander/fr.md").contains("1. Demandez en ligne."));
    let text = "guides/demander/fr.md";
    after.insert(text.to_owned(), before[text].clone());
    assert!(after == before, "{:?}", after.keys().collect::<Vec<_>>());
}

/// Git, as somebody runs it in a folder.
#[track_caller]
fn commit(country: &Country, folder: &str, message: &str) {
    for arguments in [&["add", "-A"][..], &["commit", "-qm", message]] {
        assert!(git(&country.folder(folder), arguments), "{arguments:?}");
    }
}

#[test]
fn a_base_that_git_keeps_is_fetched_once_and_stays_until_somebody_wants_a_newer_one() {
    let country = Country::new(&REGION.replace("../national", "{git: ../national.git, revision: main}"));
    let told = country.run(&["build"]);
    assert!(told.code == 1 && told.text.contains("trousseau overlay fetch"), "{}", told.text);
    assert_eq!(country.run(&["overlay", "fetch"]).code, 2, "the repository is not there");
    assert!(git(&country.folder("national"), &["init", "-q", "-b", "main"]));
    commit(&country, "national", "One");
    assert!(git(&country.folder(""), &["clone", "-q", "--bare", "national", "national.git"]));
    let fetched = country.run(&["overlay", "fetch"]);
    assert_eq!(fetched.code, 0, "{} {}", fetched.text, fetched.errors);
    assert!(country.text("nord/content/overlay.yaml").contains("commit: "));
    assert_eq!(country.text("nord/.trousseau/.gitignore"), "*\n");
    // From now on, nobody asks the repository.
    let away = || fs::rename(country.folder("national.git"), country.folder("away.git")).expect("moved");
    let back = || fs::rename(country.folder("away.git"), country.folder("national.git")).expect("moved");
    away();
    assert_eq!(country.run(&["build"]).code, 0);
    assert!(country.page("fr/demander.html").contains("Demandez."));
    assert_eq!(country.run(&["overlay", "fetch"]).code, 0, "nothing is missing");
    back();
    country.0.edit(&format!("national/{DEMANDER}"), "1. Demandez.", "1. Demandez vite.");
    commit(&country, "national", "Two");
    assert!(git(&country.folder("national"), &["push", "-q", "../national.git", "main"]));
    // Whoever clones the region gets the same state of the nation.
    fs::remove_dir_all(country.folder("nord/.trousseau")).expect("removed");
    assert_eq!(country.run(&["overlay", "fetch"]).code, 0);
    country.run(&["build"]);
    assert!(country.page("fr/demander.html").contains("Demandez."));
    let newer = country.run(&["overlay", "fetch", "--latest"]);
    assert!(newer.code == 0 && newer.text.contains("new state"), "{} {}", newer.text, newer.errors);
    country.run(&["build"]);
    assert!(country.page("fr/demander.html").contains("Demandez vite."));
    let left = fs::read_dir(country.folder("nord/.trousseau/base")).expect("a folder").count();
    assert_eq!(left, 2, "two states, and nothing that was under way");
}

#[test]
fn an_address_is_no_option_and_no_program() {
    for address in ["--upload-pack=touch made", "ext::sh -c touch% made"] {
        let country =
            Country::new(&REGION.replace("../national", &format!("{{git: \"{address}\", revision: main}}")));
        let mut fetch = command(&country.folder("nord"), &["overlay", "fetch"]);
        assert_eq!(fetch.output().expect("the program runs").status.code(), Some(2), "{address}");
        assert!(
            !country.folder("nord/made").exists() && !country.folder("nord/.trousseau/base/made").exists()
        );
    }
}

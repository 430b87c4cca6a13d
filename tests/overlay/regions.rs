//! Two regions on this repository's own content: what each of them changes, and what the other one does not see.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    cli::{Done, run_in},
    equal::tree,
};

/// The guides and pages that are taken of it: the others only cost time.
const FEW: [&str; 5] = ["signer", "demander", "refugie", "qui-peut-aider", "a-propos"];

/// This repository's content in two languages, without leaflets, as a nation.
fn nation(folder: &Path) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for entry in
        walkdir::WalkDir::new(&content).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let inner = entry.path().strip_prefix(&content).expect("below");
        let name = entry.file_name().to_string_lossy();
        let slug = inner.components().nth(1).map(|part| part.as_os_str().to_string_lossy().into_owned());
        let is_deep = inner.components().count() == 3;
        if is_deep && !slug.is_some_and(|slug| FEW.contains(&&*slug)) {
            continue;
        }
        let is_other = is_deep && (name.ends_with(".md") || name.ends_with(".lock"));
        if is_other && !["fr.", "en."].iter().any(|tag| name.starts_with(tag)) {
            continue;
        }
        let to = folder.join("content").join(inner);
        fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        let Ok(text) = fs::read_to_string(entry.path()) else { continue };
        let line = |line: &str| match line.split_once(':').map(|(key, _)| key) {
            Some("languages") => "languages: [fr, en]\n".to_owned(),
            Some("leaflets") if name == "toolkit.yaml" => "leaflets: []\n".to_owned(),
            Some("leaflets") => String::new(),
            // A remark about a language that is not here.
            Some("    lang") => String::new(),
            _ => format!("{line}\n"),
        };
        fs::write(to, text.lines().map(line).collect::<String>()).expect("written");
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

const SUD: [(&str, &str); 2] = [
    ("content/toolkit.yaml", "extends: ../national\nname: {fr: Trousseau du Sud}\n"),
    (
        "content/pages/a-propos/en.md",
        "---\ntitle: About the South\nsummary: This site.\ntranslates: 1.0.0\ntranslation: reviewed\n---\n\nThe South.\n",
    ),
];

const NORD: [(&str, &str); 6] = [
    (
        "content/toolkit.yaml",
        "extends: ../national\nname: {fr: Trousseau du Nord, en: Trousseau of the North}\nbase_url: https://nord.example/\nhide: [refugie]\n\
         stages:\n  - id: habiter\n    name: {fr: Vivre chez soi, en: Be at home}\n  - id: chauffer\n    after: habiter\n    pictogram: home\n    name: {fr: Se chauffer, en: Keep warm}\n    summary: {fr: Le froid., en: The cold.}\n    guides: []\n",
    ),
    (
        "content/contacts.yaml",
        "- id: siao\n  hours: {fr: \"Dans le Nord : jour et nuit\", en: \"In the North: day and night\"}\n",
    ),
    (
        "content/partners.yaml",
        "- id: bailleur-exemple\n  remove: true\n- id: bailleur-nord\n  name: {fr: Bailleur du Nord, en: Landlord of the North}\n  college: landlord\n  role: {fr: Loue des logements., en: Lets homes.}\n  example: true\n",
    ),
    ("content/facts.yaml", "- id: depot-garantie\n  value: 2,5 mois\n"),
    (
        "content/guides/signer/fr.md",
        "---\noverrides: sections\nauthors: [association-exemple, bailleur-nord]\nwithout: [les-pieges]\nessential: [a-faire-en-premier, lire-le-bail, les-papiers, les-delais]\n---\n\n## Les aides {#les-aides .euro}\n\nDans le Nord, demandez le FSL.\n",
    ),
    (
        "content/guides/signer/en.md",
        "---\noverrides: sections\n---\n\n## Help with the costs {#les-aides .euro}\n\nIn the North, ask for the FSL.\n",
    ),
];

/// The nation and its two regions.
struct Regions(tempfile::TempDir);

impl Regions {
    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn page(&self, region: &str, path: &str) -> String {
        fs::read_to_string(self.at(region).join("output/site").join(path)).unwrap_or_default()
    }

    fn run(&self, region: &str, arguments: &[&str]) -> Done {
        run_in(&self.at(region), arguments)
    }

    /// Whether these words are on this page of the north, and of the south.
    #[track_caller]
    fn shows(&self, path: &str, words: &str, expected: [bool; 2]) {
        let shown = ["nord", "sud"].map(|region| self.page(region, path).contains(words));
        assert_eq!(shown, expected, "{path}: {words}");
    }
}

#[test]
fn two_regions_rest_on_this_content_and_know_nothing_of_each_other() {
    let regions = Regions(tempfile::tempdir().expect("a folder"));
    nation(&regions.at("national"));
    NORD.iter().for_each(|(path, text)| write(&regions.at("nord"), path, text));
    SUD.iter().for_each(|(path, text)| write(&regions.at("sud"), path, text));
    for region in ["nord", "sud"] {
        let built = regions.run(region, &["build", "--format", "json"]);
        let codes: Vec<_> = built.text.lines().filter(|line| line.contains("\"overlay/")).collect();
        assert!(codes.is_empty(), "{region}: {codes:?}");
    }
    each_has_its_own(&regions);
    what_is_changed_is_listed(&regions);
    the_nation_goes_on(&regions);
}

fn each_has_its_own(regions: &Regions) {
    let (north, both) = ([true, false], [true, true]);
    regions.shows("fr/signer.html", "Dans le Nord, demandez le FSL.", north);
    regions.shows("en/signer.html", "In the North, ask for the FSL.", north);
    regions.shows("fr/signer.html", "Lire le bail", both);
    regions.shows("en/signer.html", "id=\"les-aides\"", both);
    // Taken out in every language, without a word in the second.
    regions.shows("fr/signer.html", "id=\"les-pieges\"", [false, true]);
    regions.shows("en/signer.html", "id=\"les-pieges\"", [false, true]);
    regions.shows("en/signer.html", "id=\"qui-peut-aider\"", both);
    regions.shows("fr/signer.html", "<b>2,5", north);
    regions.shows("fr/signer.html", "Dépôt de garantie maximum", both);
    regions.shows("fr/signer.html", "Bailleur du Nord", north);
    regions.shows("fr/index.html", "Vivre chez soi", north);
    regions.shows("en/index.html", "Be at home", north);
    regions.shows("fr/index.html", "Trousseau du Nord", north);
    regions.shows("fr/index.html", "Trousseau du Sud", [false, true]);
    regions.shows("en/a-propos.html", "The South.", [false, true]);
    regions.shows("fr/refugie.html", "<h1", [false, true]);
    regions.shows("sitemap.xml", "https://nord.example/", north);
    regions.shows("fr/index.html", "trousseau.example", [false, false]);
}

fn what_is_changed_is_listed(regions: &Regions) {
    let status = regions.run("nord", &["overlay", "status", "--format", "json"]).text;
    let lines = status.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let word = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let parts: Vec<String> = lines.map(|one| word(&one, "file") + " " + &word(&one, "part")).collect();
    for part in [
        "content/contacts.yaml siao",
        "content/facts.yaml depot-garantie",
        "content/guides/signer/en.md #les-aides",
        "content/guides/signer/fr.md #les-pieges",
        "content/guides/signer/fr.md authors",
        "content/partners.yaml bailleur-exemple",
        "content/toolkit.yaml stages.habiter",
    ] {
        assert!(parts.iter().any(|one| one == part), "{part}: {parts:?}");
    }
}

/// Both follow a change below, and the north is told of what it has other words for.
fn the_nation_goes_on(regions: &Regions) {
    assert_eq!(regions.run("nord", &["overlay", "update", "--yes"]).code, 0);
    let signer = "content/guides/signer/fr.md";
    let text = fs::read_to_string(regions.at("national").join(signer)).expect("a text");
    let text = text.replace("**FSL.** Ce fonds", "**FSL.** Ce grand fonds");
    write(&regions.at("national"), signer, &text.replace("Posez toutes vos questions.", "Demandez tout."));
    for region in ["nord", "sud"] {
        regions.run(region, &["build"]);
    }
    regions.shows("fr/signer.html", "Demandez tout.", [true, true]);
    regions.shows("fr/signer.html", "Ce grand fonds", [false, true]);
    regions.run("nord", &["build", "--out", "fresh"]);
    let [kept, fresh] = ["output", "fresh"].map(|name| tree(&regions.at("nord").join(name)));
    assert!(kept == fresh, "fresh and incremental are the same");
    let told = |region: &str| regions.run(region, &["check", "--format", "github"]).text;
    let north = told("nord");
    let stale = north.lines().find(|line| line.contains("overlay/stale")).expect("it is told");
    assert!(stale.contains("file=content/guides/signer/fr.md,line=8,col=1"), "{stale}");
    assert!(!told("sud").contains("overlay/stale"));
    assert!(regions.run("nord", &["overlay", "diff", "signer"]).text.contains("{+grand +}"));
}

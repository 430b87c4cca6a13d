//! The questions of the real content: wherever one stands, some links lead to a text or to somebody who can help.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::Path,
    sync::Mutex,
};

use trousseau_core::{library::Library, manifest::OutputPath};
use trousseau_html::generate;
use trousseau_site::plan::{self, BuildOptions};

use crate::way::{TODAY, survey};

/// The most pages with questions before the last link.
const MOST: usize = 6;

/// The pages of questions in all languages, by path, and what they were made of.
fn made() -> (std::sync::Arc<Library>, BTreeMap<String, String>, BTreeSet<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = trousseau_io::disk::read(root).expect("the repository").value;
    let survey = survey(sources.clone(), TODAY);
    let told = survey.diagnostics.iter().filter(|told| told.code().starts_with("paths/"));
    assert_eq!(told.map(|told| told.code()).collect::<Vec<_>>(), Vec::<&str>::new());
    let (library, theme) = survey.made.expect("a toolkit");
    let plan = plan::plan(&library, &theme, &sources, &BuildOptions::default());
    let all: BTreeSet<String> = plan.tasks.keys().map(|path| path.to_string()).collect();
    let asked = |path: &&OutputPath| path.contains("/situation");
    let make: Vec<OutputPath> = plan.tasks.keys().filter(asked).cloned().collect();
    let pages = Mutex::new(BTreeMap::new());
    generate::all(&plan, &make, &theme, &|path, generated| {
        assert_eq!(generated.diagnostics, []);
        let bytes = generated.value.expect("a page");
        pages.lock().expect("no panic").insert(path.to_string(), String::from_utf8(bytes).expect("text"));
    });
    (library, pages.into_inner().expect("no panic"), all)
}

/// The addresses of the links in the list of answers.
fn answers(page: &str) -> Vec<&str> {
    let list =
        page.split("<ul class=\"answers").nth(1).expect("answers").split("</ul>").next().expect("an end");
    list.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

#[test]
fn every_end_is_reached_in_every_language() {
    let (library, pages, all) = made();
    let questions = &library.toolkit.questions;
    assert!(questions.len() >= 8, "{}", questions.len());
    assert!(questions.iter().map(|question| question.answers.len()).sum::<usize>() >= 40);
    for language in &library.toolkit.languages {
        let folder = format!("site/{}", language.tag());
        let mut depth = BTreeMap::from([("situations.html".to_owned(), 1)]);
        let mut waiting = VecDeque::from(["situations.html".to_owned()]);
        let mut ends = 0;
        while let Some(name) = waiting.pop_front() {
            let page = &pages[&format!("{folder}/{name}")];
            for to in answers(page) {
                let (file, anchor) = to.split_once('#').unwrap_or((to, ""));
                if file.starts_with("situation-") && !depth.contains_key(file) {
                    depth.insert(file.to_owned(), depth[&name] + 1);
                    waiting.push_back(file.to_owned());
                } else if file.is_empty() {
                    assert!(page.contains(&format!("id=\"{anchor}\"")), "{language}: {name} has no {to}");
                    ends += 1;
                } else {
                    assert!(all.contains(&format!("{folder}/{file}")), "{language}: {name} leads to no {to}");
                    ends += 1;
                }
            }
        }
        assert_eq!(depth.len(), questions.len(), "{language}: each question is found");
        assert!(depth.values().all(|depth| *depth <= MOST), "{language}: {depth:?}");
        assert!(ends >= 30, "{language}: {ends}");
    }
}

#[test]
fn every_page_has_the_numbers_to_call_and_says_what_it_is() {
    let (library, pages, _) = made();
    let toolkit = &library.toolkit;
    assert_eq!(pages.len(), toolkit.questions.len() * toolkit.languages.len());
    for (path, page) in &pages {
        for contact in toolkit.help.iter().filter_map(|id| toolkit.contact(id)) {
            let Some(phone) = &contact.phone else { continue };
            assert!(page.contains(&format!("href=\"tel:{}\"", phone.value)), "{path}: {}", phone.value);
        }
        let tag = path.split('/').nth(1).expect("a language");
        let language =
            toolkit.languages.iter().find(|one| one.tag() == tag).expect("a language of the toolkit");
        let opened = format!("<html lang=\"{}\" dir=\"{}\"", language.html(), language.direction().name());
        assert!(page.contains(&opened), "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert_eq!(page.contains("class=\"notice more\""), tag != "fr", "{path}: all but French is unread");
        for other in toolkit.languages.iter().filter(|other| *other != language) {
            let name = path.rsplit('/').next().expect("a name");
            assert!(page.contains(&format!("href=\"../{}/{name}\"", other.tag())), "{path}: {other}");
        }
    }
}

//! Names that are exchanged: what changes, and what stays.

use super::*;

const STORY: &str = "\
--- content/toolkit.yaml ---
languages: [fr, ar]
stages:
  - id: a
    # The order in which they are read.
    guides: [deposer, deposer-vite, suivre] # three
pages: [deposer]
--- content/glossary.yaml ---
- id: x
  guide: \"deposer\"
--- content/numbers.yaml ---
- {guide: deposer, number: 1}
--- content/paths.yaml ---
- id: debut
  answers:
    - {to: deposer}
    - {to: guide:deposer#les-papiers}
    - {to: page:deposer}
--- content/guides/deposer/fr.md ---
---
title: T
---

[ici même](guide:deposer#les-papiers) et ![](carte.png).
--- content/guides/suivre/fr.md ---
---
title: guide:deposer
---

[un](guide:deposer), [deux](guide:deposer-vite), [trois](guide:deposer#les-papiers \"titre\"), [quatre](../deposer/ar.md#les-papiers),
[cinq](<guide:deposer>), ![six](../deposer/carte.png), [sept](page:deposer), guide:deposer, [huit][h], [neuf](../../guides/deposer/fr.md).

[h]: guide:deposer
";

fn exchange(sections: Option<&[&str]>) -> Exchange {
    Exchange {
        from: "deposer".into(),
        to: "demander".into(),
        page: false,
        sections: sections.map(|all| all.iter().map(|one| (*one).to_owned()).collect()),
    }
}

fn after(sections: Option<&[&str]>, own: bool, path: &str) -> String {
    let sources = Sources::from_story(STORY).value;
    let changed = exchanged(&sources, &exchange(sections), own);
    let file = changed.iter().find(|file| *file.path == *path);
    file.and_then(|file| file.text().ok()).unwrap_or_default().to_owned()
}

#[test]
fn links_follow_and_nothing_else_changes() {
    let text = after(None, true, "content/guides/suivre/fr.md");
    assert_eq!(
        text,
        "---\ntitle: guide:deposer\n---\n\n[un](guide:demander), [deux](guide:deposer-vite), [trois](guide:demander#les-papiers \"titre\"), [quatre](../demander/ar.md#les-papiers),\n\
         [cinq](<guide:demander>), ![six](../demander/carte.png), [sept](page:deposer), guide:deposer, [huit][h], [neuf](../../guides/demander/fr.md).\n\n[h]: guide:demander\n"
    );
    let own = after(None, true, "content/guides/deposer/fr.md");
    assert!(own.contains("[ici même](guide:demander#les-papiers) et ![](carte.png)."), "{own}");
    assert_eq!(after(None, false, "content/guides/deposer/fr.md"), "");
}

#[test]
fn a_section_that_the_other_text_does_not_have_is_left_out() {
    let text = after(Some(&["les-delais"]), false, "content/guides/suivre/fr.md");
    assert!(text.contains("[trois](guide:demander \"titre\")"), "{text}");
    let paths = after(Some(&["les-delais"]), false, "content/paths.yaml");
    assert!(paths.contains("{to: guide:demander}") && paths.contains("{to: page:deposer}"), "{paths}");
}

#[test]
fn lists_keep_their_comments_and_quotes() {
    let toolkit = after(None, true, "content/toolkit.yaml");
    assert!(
        toolkit.contains("    guides: [demander, deposer-vite, suivre] # three\npages: [deposer]\n"),
        "{toolkit}"
    );
    assert_eq!(after(None, true, "content/glossary.yaml"), "- id: x\n  guide: \"demander\"\n");
    assert_eq!(after(None, true, "content/numbers.yaml"), "- {guide: demander, number: 1}\n");
    assert_eq!(
        after(None, true, "content/paths.yaml"),
        "- id: debut\n  answers:\n    - {to: demander}\n    - {to: guide:demander#les-papiers}\n    - {to: page:deposer}\n"
    );
}

#[test]
fn a_name_that_yaml_would_take_for_something_else_is_quoted() {
    let sources = Sources::from_story(STORY).value;
    let to = Exchange { to: "12".into(), ..exchange(None) };
    let changed = exchanged(&sources, &to, true);
    let numbers = changed.iter().find(|file| *file.path == *"content/numbers.yaml").expect("changed");
    assert_eq!(numbers.text().expect("text"), "- {guide: \"12\", number: 1}\n");
}

#[test]
fn a_question_of_the_same_name_is_what_an_answer_leads_to() {
    let story =
        "--- content/paths.yaml ---\n- id: deposer\n  answers: [{to: deposer}, {to: guide:deposer}]\n";
    let changed = exchanged(&Sources::from_story(story).value, &exchange(None), true);
    assert_eq!(
        changed[0].text().expect("text"),
        "- id: deposer\n  answers: [{to: deposer}, {to: guide:demander}]\n"
    );
}

#[test]
fn a_guide_is_taken_out_of_the_lists() {
    let sources = Sources::from_story(STORY).value;
    let toolkit = unlisted(&sources, "deposer").expect("listed");
    assert!(toolkit.text().expect("text").contains("    guides: [deposer-vite, suivre] # three\n"));
    assert!(unlisted(&sources, "nobody").is_none());
    assert_eq!(unnumbered(&sources, "deposer").expect("numbered").bytes.len(), 0);
}

#[test]
fn a_lock_knows_the_blocks_whose_links_were_led_elsewhere() {
    let (fr, ar) = (
        "---\ntitle: T\nsummary: S\n---\n\nLire [un](guide:deposer).\n\nFin.\n",
        "---\ntitle: ت\nsummary: س\n---\n\nاقرأ [واحد](guide:deposer).\n\nنهاية.\n",
    );
    let language = |tag: &str| Language::find(tag).expect("known");
    let cut = |text: &str, tag: &str| segments(text, &"x.md".into(), language(tag)).expect("cut");
    let lock = Lock::made(&cut(fr, "fr"), &cut(ar, "ar"), None);
    let story = format!(
        "--- content/guides/suivre/ar.lock ---\n{}--- content/guides/suivre/ar.md ---\n{ar}--- content/guides/suivre/fr.md ---\n{fr}",
        lock.written()
    );
    let sources = Sources::from_story(&story).value;
    let changed = exchanged(&sources, &exchange(None), true);
    let found = locks(&sources, &changed, language("fr"));
    assert_eq!(found.len(), 1);
    let new = |tag: &str, path: &str| {
        let text = changed.iter().find(|file| *file.path == *path).expect("changed");
        cut(text.text().expect("text"), tag)
    };
    let made = Lock::made(
        &new("fr", "content/guides/suivre/fr.md"),
        &new("ar", "content/guides/suivre/ar.md"),
        None,
    );
    assert_eq!(found[0].text().expect("text"), made.written());
}

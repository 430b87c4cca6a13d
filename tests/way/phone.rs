//! What small phones need of a page: whom to call, and nothing to load that is not used.

use super::{STORY, build};

#[test]
fn every_page_links_to_the_first_who_can_be_called_and_holds_the_styles_that_it_needs() {
    let built = build(STORY);
    for path in ["fr/index.html", "ar/demander.html", "ti/glossaire.html", "fr/stage-demander.html"] {
        let page = built.page(path);
        let dial = page.split("<nav class=\"dial\"").nth(1).expect("a link to who can be called");
        assert!(dial.split("</nav>").next().expect("its end").contains("href=\"#_contact-siao\""), "{path}");
        assert!(page.contains("<li id=\"_contact-siao\">"), "{path}");
    }
    let holds = |path: &str, rule: &str| built.page(path).contains(rule);
    for (path, text, lists) in [("fr/demander.html", true, false), ("fr/index.html", false, true)] {
        assert_eq!((holds(path, ".checklist label{"), holds(path, ".tree ul{")), (text, lists), "{path}");
        assert!(holds(path, ".brand{") && holds(path, "@media print{"), "{path}");
    }
}

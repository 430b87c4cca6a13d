//! `trousseau open`: a toolkit is chosen or begun in the browser, and then its desk answers at the same address.

use std::fs;

use super::{Server, field, status};
use crate::cli::Toolkit;

#[test]
fn a_toolkit_of_any_field_is_begun_in_the_browser() {
    let home = tempfile::tempdir().expect("a folder");
    fs::write(home.path().join("letter.odt"), "x").expect("written");
    let server = Server::open(home.path());
    let page = server.get("/_desk/");
    assert!(page.contains("Choose or begin a toolkit") && !page.contains("Open a toolkit"), "{page}");
    assert!(!page.contains("<nav"), "nothing else is there yet");
    // What looks for persons while somebody types would ask a desk that is not there.
    assert!(!page.contains("data-check>") && page.contains("<textarea id=\"f-stages\""), "{page}");
    // The site and the pages of the desk lead here, too; a form without the token is not taken.
    assert_eq!((status(&server.get("/")), status(&server.get("/_desk/print"))), (302, 302));
    let token = field(&page, "token");
    let wanted = |start, stages| {
        vec![
            ("site", "Ma santé"),
            ("first", "ar"),
            ("languages", "fr"),
            ("languages", "ar"),
            ("start", start),
            ("stages", stages),
        ]
    };
    assert_eq!(status(&server.post("/_desk/begin", &wanted("empty", "Soins"))), 403);
    let send = |start, stages| {
        let pairs = wanted(start, stages);
        server.post("/_desk/begin", &[&[("token", &*token)], &*pairs].concat())
    };
    let refused = send("example", "");
    assert_eq!(status(&refused), 422, "{refused}");
    assert!(refused.contains("The example is in French") && refused.contains("Ma santé"), "{refused}");
    let refused = send("empty", " \n ");
    assert!(refused.contains("Give at least one stage"), "{refused}");
    assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 1, "nothing is written before");
    let made = send("empty", "العلاج\nSoins <b>");
    assert_eq!(status(&made), 303, "{made}");
    let board = server.until("/_desk/", "There is no guide yet");
    assert!(board.contains("<nav"), "{board}");
    let text = fs::read_to_string(home.path().join("ma-sante/content/toolkit.yaml")).expect("a toolkit");
    assert!(
        text.contains("languages: [ar, fr]") && text.contains("id: alalaj") && text.contains("id: soins-b"),
        "{text}"
    );
    // The form a second time changes nothing: the choice is made.
    assert_eq!(status(&send("empty", "Soins")), 303, "it leads to the desk of the first");
    assert_eq!(fs::read_dir(home.path()).expect("listed").count(), 2);
}

#[test]
fn a_toolkit_near_is_opened_and_no_other_folder() {
    let (home, toolkit) = (tempfile::tempdir().expect("a folder"), Toolkit::new());
    fs::create_dir_all(home.path().join("documents/boite")).expect("made");
    fs::rename(toolkit.path().join("content"), home.path().join("documents/boite/content")).expect("moved");
    let server = Server::open(home.path());
    let page = server.get("/_desk/");
    assert!(page.contains("value=\"documents/boite\""), "{page}");
    let token = field(&page, "token");
    let choose = |folder| server.post("/_desk/begin", &[("token", &*token), ("folder", folder)]);
    let elsewhere = choose("../../etc");
    assert!(status(&elsewhere) == 200 && elsewhere.contains("Choose or begin"), "{elsewhere}");
    assert_eq!(status(&choose("documents/boite")), 303);
    assert!(server.until("/_desk/", "Déposer sa demande").contains("<nav"));
}

#[test]
fn the_desk_of_a_folder_with_a_toolkit_opens_at_once() {
    let toolkit = Toolkit::new();
    let server = Server::open(toolkit.path());
    assert!(server.until("/_desk/", "Déposer sa demande").contains("<nav"));
}

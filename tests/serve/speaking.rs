//! The language of messages, set in the toolkit: the terminal and the desk speak it, the desk at once.

use super::{Server, data::answers, field, status};
use crate::cli::{Toolkit, run};

const TOOLKIT: &str = "content/toolkit.yaml";

#[test]
fn the_desk_speaks_the_language_of_the_toolkit_as_soon_as_it_is_set() {
    let toolkit = Toolkit::new();
    let server = Server::run(toolkit.path(), &["serve"], &[], &[("LC_ALL", "C")]);
    let form = server.until("/_desk/data/toolkit", "Language of the desk");
    // Something that is undone afterwards, in the other language.
    let mut all = answers(&form);
    all.retain(|pair| pair.0 != "messages");
    all.push(("messages".to_owned(), "fr".to_owned()));
    let send = |more: &[(&str, &str)]| {
        let all: Vec<_> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        server.post("/_desk/data/toolkit", &[&all[..], more].concat())
    };
    let seen = field(&send(&[("step", "show")]), "seen");
    let written = send(&[("step", "write"), ("seen", &seen)]);
    assert_eq!(status(&written), 303, "{written}");
    let to = written.lines().find_map(|line| line.strip_prefix("location: ")).expect("a page");
    let after = server.get(to.trim());
    assert!(after.contains("Langue du bureau") && after.contains("Annuler"), "{after}");
    let undone = server.post(
        "/_desk/data/undo",
        &[("token", &*field(&after, "token")), ("undo", &*field(&after, "undo")), ("back", "toolkit")],
    );
    assert_eq!(status(&undone), 303, "{undone}");
    assert!(server.until("/_desk/", "What waits").contains("<html lang=\"en\""));
}

#[test]
fn the_terminal_speaks_it_and_a_word_on_the_command_line_counts_more() {
    let toolkit = Toolkit::new();
    toolkit.edit(TOOLKIT, "demo: true", "messages: fr\ndemo: true");
    let said = |arguments: &[&str]| run(&toolkit, arguments).errors;
    let (french, english) =
        (said(&["history", "nulle-part"]), said(&["history", "nulle-part", "--lang", "en"]));
    assert!(french.contains("guide") && french != english, "{french}");
    assert!(!english.contains("é"), "{english}");
    let server = Server::of(toolkit.path(), &[]);
    assert!(server.until("/_desk/", "What waits").contains("<html lang=\"en\""), "--lang en was asked for");
}

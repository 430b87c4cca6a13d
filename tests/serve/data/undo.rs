//! What is undone: of this run of the program, proved, and a translation's head together with its lock; and the form of the toolkit.

use super::{CONTACTS, answers, leads, post, toolkit, undone, with, written};
use crate::{
    cli::Toolkit,
    serve::{DEMANDER, Server, field, status, toolkit_text},
};

const AR: &str = "content/guides/demander/ar.md";

#[test]
fn a_number_of_another_run_undoes_nothing() {
    let toolkit = toolkit();
    let first = Server::of(toolkit.path(), &[]);
    let address = "/_desk/data/contacts/change?id=siao";
    let done = leads(&written(&first, address, &[("role.fr", "Une place ce soir.")]));
    drop(first);
    let after = toolkit_text(&toolkit, CONTACTS);
    let second = Server::of(toolkit.path(), &[]);
    let late = undone(&second, &done);
    assert!(status(&late) == 409 && late.contains("nothing is undone"), "{late}");
    assert_eq!(toolkit_text(&toolkit, CONTACTS), after);
    // Nor does it hit a change of this run.
    let own = leads(&written(&second, address, &[("role.fr", "Un lit pour la nuit.")]));
    assert_ne!(done.split("undo=").nth(1), own.split("undo=").nth(1));
    assert_eq!(status(&undone(&second, &done)), 409);
    assert!(toolkit_text(&toolkit, CONTACTS).contains("Un lit pour la nuit."));
}

#[test]
fn what_others_rest_on_by_now_is_not_undone() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let new = [("id", "accueil"), ("name.fr", "Accueil"), ("role.fr", "Aide."), ("phone", "03 20 12 34 56")];
    let done = leads(&written(&server, "/_desk/data/contacts/new", &new));
    let after = toolkit_text(&toolkit, CONTACTS);
    toolkit.edit(DEMANDER, "help: [siao]", "help: [siao, accueil]");
    let refused = undone(&server, &done);
    assert!(status(&refused) == 422 && refused.contains("accueil"), "{refused}");
    assert_eq!(toolkit_text(&toolkit, CONTACTS), after);
    toolkit.edit(DEMANDER, "help: [siao, accueil]", "help: [siao]");
    leads(&undone(&server, &done));
    assert!(!toolkit_text(&toolkit, CONTACTS).contains("accueil"));
}

#[test]
fn the_head_of_a_translation_is_undone_with_its_lock() {
    let toolkit = Toolkit::new();
    toolkit.edit(
        DEMANDER,
        "  - version: 1.0.0",
        "  - {version: 1.1.0, date: 2026-11-20, summary: Suite.}\n  - version: 1.0.0",
    );
    let server = Server::of(toolkit.path(), &[]);
    let lock = toolkit.path().join("content/guides/demander/ar.lock");
    let before = toolkit_text(&toolkit, AR);
    let address = format!("/_desk/data/head?file={AR}");
    let done = leads(&written(&server, &address, &[("translates", "1.1.0")]));
    assert!(lock.exists(), "it was made of the source of today");
    let back = leads(&undone(&server, &done));
    assert_eq!(toolkit_text(&toolkit, AR), before);
    assert!(!lock.exists(), "nobody has looked at it");
    leads(&undone(&server, &back));
    assert!(lock.exists() && toolkit_text(&toolkit, AR).contains("translates: 1.1.0"));
}

#[test]
fn a_form_whose_file_moved_on_comes_back_filled() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let address = format!("/_desk/data/head?file={DEMANDER}");
    let form = with(&answers(&server.get(&address)), &[("title", "Mes mots à moi"), ("step", "show")]);
    let good = toolkit_text(&toolkit, DEMANDER);
    toolkit.write(DEMANDER, good.replace("title: Déposer", "title: [Déposer"));
    let broken = post(&server, "/_desk/data/head", &form);
    assert!(status(&broken) == 409 && broken.contains("Mes mots à moi"), "{broken}");
    std::fs::remove_file(toolkit.path().join(DEMANDER)).expect("removed");
    let gone = post(&server, "/_desk/data/head", &form);
    assert!(status(&gone) == 409 && gone.contains("Mes mots à moi"), "{gone}");
}

#[test]
fn the_toolkit_has_a_form_without_secrets() {
    let toolkit = toolkit();
    let path = "content/toolkit.yaml";
    toolkit.edit(path, "demo: true", "demo: true # tant que rien n'est relu");
    let before = toolkit_text(&toolkit, path);
    let server = Server::of(toolkit.path(), &[]);
    assert!(server.get("/_desk/data").contains("href=\"/_desk/data/toolkit\""));
    let page = server.get("/_desk/data/toolkit");
    assert!(page.contains("value=\"https://exemple.org/t/\"") && !page.contains("password\""), "{page}");
    // A form that nobody touched changes nothing.
    let same = post(&server, "/_desk/data/toolkit", &with(&answers(&page), &[("step", "show")]));
    assert!(status(&same) == 200 && same.contains("Nothing changes"), "{same}");
    let done = leads(&written(
        &server,
        "/_desk/data/toolkit",
        &[
            ("name.fr", "Exemple : la clé"),
            ("base_url", "https://exemple.org/cle/"),
            ("offline", "false"),
            ("publish.site.kind", "folder"),
            ("publish.site.path", "../site"),
        ],
    ));
    let after = toolkit_text(&toolkit, path);
    for words in [
        "name: {fr: \"Exemple : la clé\", ar: مثال, ti: ኣብነት}",
        "base_url: https://exemple.org/cle/\n",
        "demo: true # tant que rien n'est relu\n",
        "offline: false\n",
        "publish:\n  site: {kind: folder, path: \"../site\"}\n",
    ] {
        assert!(after.contains(words), "{words}: {after}");
    }
    leads(&undone(&server, &done));
    assert_eq!(toolkit_text(&toolkit, path), before);
    // What would break the site is said beside its question.
    let form = answers(&server.get("/_desk/data/toolkit"));
    for (name, value) in [("name.fr", ""), ("base_url", "javascript:alert(1)"), ("languages", "fr\nxx-xx-xx")]
    {
        let refused = post(&server, "/_desk/data/toolkit", &with(&form, &[(name, value), ("step", "show")]));
        assert_eq!(status(&refused), 422, "{name}: {refused}");
    }
    assert_eq!(toolkit_text(&toolkit, path), before);
    let page = field(&server.get("/_desk/data/toolkit"), "hash");
    assert!(!page.is_empty());
}

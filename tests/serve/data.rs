//! The forms of data at the desk: entries and heads, added, changed and removed, and every other byte kept.

mod lists;
mod remarks;
mod undo;

use self::lists::LISTS;
use super::{DEMANDER, Server, bare, field, status, toolkit_text};
use crate::cli::Toolkit;

const CONTACTS: &str = "content/contacts.yaml";

/// The value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    Some(plain(rest.split('"').next()?))
}

fn plain(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What a browser sends of the form of a page that nobody touched.
#[track_caller]
pub(super) fn answers(page: &str) -> Vec<(String, String)> {
    let form = page.split("class=\"questions\"").nth(1).unwrap_or_else(|| panic!("no form: {page}"));
    let form = form.split("</form>").next().unwrap_or_default();
    let mut pairs = Vec::new();
    let mut select = String::new();
    for part in form.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let mut put = |name: Option<String>, value: String| pairs.extend(name.map(|name| (name, value)));
        let name = attribute(tag, "name");
        if tag.starts_with("input") {
            let is_box = tag.contains("type=\"checkbox\"");
            if !is_box || tag.ends_with(" checked") {
                put(name, attribute(tag, "value").unwrap_or_default());
            }
        } else if tag.starts_with("textarea") {
            put(name, plain(words.trim_start_matches('\n')).replace('\n', "\r\n"));
        } else if tag.starts_with("select") {
            select = name.unwrap_or_default();
        } else if tag.starts_with("option") && tag.ends_with(" selected") {
            put(Some(select.clone()), attribute(tag, "value").unwrap_or_default());
        }
    }
    pairs
}

/// The answers with others in their place.
fn with(pairs: &[(String, String)], more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> =
        pairs.iter().filter(|pair| more.iter().all(|other| other.0 != pair.0)).cloned().collect();
    pairs.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    pairs
}

fn post(server: &Server, path: &str, pairs: &[(String, String)]) -> String {
    let pairs: Vec<(&str, &str)> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    server.post(path, &pairs)
}

/// Fills a form in, looks at what would be written, and has it written; the answer.
#[track_caller]
fn written(server: &Server, address: &str, more: &[(&str, &str)]) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let shown =
        post(server, path, &with(&answers(&server.get(address)), &[more, &[("step", "show")]].concat()));
    assert!(status(&shown) == 200 && shown.contains("id=\"preview\""), "{shown}");
    post(server, path, &with(&answers(&shown), &[("step", "write")]))
}

/// Where an answer leads.
#[track_caller]
fn leads(answer: &str) -> String {
    assert_eq!(status(answer), 303, "{answer}");
    let line = answer.lines().find_map(|line| line.strip_prefix("location: "));
    line.expect("a place").trim().to_owned()
}

/// Undoes the change after which this page is shown.
fn undone(server: &Server, address: &str) -> String {
    let page = server.get(address);
    let back = field(&page, "back");
    server.post(
        "/_desk/data/undo",
        &[("token", &field(&page, "token")), ("undo", &field(&page, "undo")), ("back", &back)],
    )
}

/// The small toolkit, with comments and odd spaces in the files of its data, and with the line ends of Windows in one.
fn toolkit() -> Toolkit {
    let toolkit = Toolkit::new();
    let contacts = toolkit_text(&toolkit, CONTACTS);
    toolkit.write(CONTACTS, format!("# Des fonctions,\r\n{}# fin\r\n", contacts.replace('\n', "\r\n")));
    toolkit.edit("content/facts.yaml", "  expires:", "  # le JO du 24\n  expires:   ");
    toolkit.write("content/rounds.yaml", "# Les tours\n");
    toolkit
}

#[test]
fn an_entry_of_each_list_is_added_changed_and_removed_and_nothing_else_moves() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let at = |path: &str| std::fs::read_to_string(toolkit.path().join(path)).unwrap_or_default();
    for (list, path, entry, lines, change, changed) in LISTS {
        let old = at(path);
        let address = format!("/_desk/data/{list}");
        let done = leads(&written(&server, &format!("{address}/new"), entry));
        assert!(done.starts_with(&format!("{address}?done=added")), "{done}");
        let with_entry = at(path);
        assert!(with_entry.contains(lines), "{list}: {with_entry}");
        let rest: String =
            old.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect();
        for line in rest.lines() {
            assert!(with_entry.contains(line), "{list}: {line} is gone");
        }
        let page = server.get(&done);
        assert!(page.contains("It is added."), "{page}");
        let key = page.rsplit("/change?").next().and_then(|rest| rest.split('"').next()).expect("a link");
        // A form that nobody touched changes nothing.
        let form = format!("{address}/change?{key}");
        let same = post(
            &server,
            &format!("{address}/change"),
            &with(&answers(&server.get(&form)), &[("step", "show")]),
        );
        assert!(same.contains("Nothing changes"), "{list}: {same}");
        let done = leads(&written(&server, &form, &[*change]));
        assert!(at(path).contains(changed), "{list}: {}", at(path));
        let back = leads(&undone(&server, &done));
        assert_eq!(at(path), with_entry, "{list}: undone, byte by byte");
        leads(&undone(&server, &back));
        assert!(at(path).contains(changed), "{list}: and done again");
        let done = leads(&written(&server, &format!("{address}/remove?{key}"), &[]));
        assert!(done.contains("done=removed"), "{done}");
        let left = at(path);
        assert!(!left.contains(changed) || old.contains(changed), "{list}: {left}");
        if old.is_empty() || old.contains(&format!("{list}:")) || !path.ends_with("toolkit.yaml") {
            assert_eq!(left, old, "{list}: without a trace");
        }
        leads(&undone(&server, &done));
    }
}

#[test]
fn two_editors_at_once_lose_nothing() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let first = answers(&server.get("/_desk/data/contacts/change?id=siao"));
    let done =
        leads(&written(&server, "/_desk/data/contacts/change?id=siao", &[("role.fr", "Une place ce soir.")]));
    let theirs = toolkit_text(&toolkit, CONTACTS);
    // The other one began before, and writes now.
    let mine = with(&first, &[("role.fr", "Un lit pour la nuit."), ("step", "show")]);
    let refused = post(&server, "/_desk/data/contacts/change", &mine);
    assert_eq!(status(&refused), 409, "{refused}");
    assert!(
        refused.contains("Un lit pour la nuit.") && bare(&refused).contains("Une place ce soir."),
        "{refused}"
    );
    assert!(refused.contains("Somebody changed this file"), "{refused}");
    assert_eq!(toolkit_text(&toolkit, CONTACTS), theirs);
    // Who has seen both may write.
    let again = post(&server, "/_desk/data/contacts/change", &with(&answers(&refused), &[("step", "write")]));
    leads(&again);
    assert!(toolkit_text(&toolkit, CONTACTS).contains("Un lit pour la nuit."));
    // What the first one wrote is no longer the last: it cannot be undone over the second.
    let late = undone(&server, &done);
    assert!(status(&late) == 409 && late.contains("nothing is undone"), "{late}");
    assert!(toolkit_text(&toolkit, CONTACTS).contains("Un lit pour la nuit."));
    // Other answers than those that were shown are shown again.
    let shown = post(
        &server,
        "/_desk/data/contacts/change",
        &with(
            &answers(&server.get("/_desk/data/contacts/change?id=siao")),
            &[("role.fr", "A."), ("step", "show")],
        ),
    );
    let other = post(
        &server,
        "/_desk/data/contacts/change",
        &with(&answers(&shown), &[("role.fr", "B."), ("step", "write")]),
    );
    assert!(status(&other) == 409 && other.contains("no longer those of the change"), "{other}");
    // Somebody took the entry away.
    toolkit.edit(CONTACTS, "id: siao", "id: cent-quinze");
    let gone = post(
        &server,
        "/_desk/data/contacts/change",
        &with(&first, &[("role.fr", "Mes mots."), ("step", "show")]),
    );
    assert!(status(&gone) == 409 && gone.contains("Mes mots."), "{gone}");
}

#[test]
fn whatever_is_typed_is_what_the_file_says() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let long = "mot ".repeat(2500);
    let hostile = [
        "\"guillemets\" et l'apostrophe",
        "a: b # c",
        "- tiret",
        "*alias &ancre !tag",
        "{a: b}",
        "👩‍👩‍👧 عقد\u{200f}",
        "</textarea><script>alert(1)</script>",
        "no",
        "2026-11-20",
        "un\r\ndeux",
        "%",
        "@x",
        long.trim(),
    ];
    for words in hostile {
        let before = toolkit_text(&toolkit, "content/facts.yaml");
        let done = leads(&written(&server, "/_desk/data/facts/change?id=plus", &[("source", words)]));
        let page = server.get("/_desk/data/facts/change?id=plus");
        let answers = answers(&page);
        let read = &answers.iter().find(|pair| pair.0 == "source").expect("asked").1;
        assert_eq!(*read, words.replace("\r\n", " "), "{page}");
        assert!(!page.contains("<script>alert"), "{page}");
        leads(&undone(&server, &done));
        assert_eq!(toolkit_text(&toolkit, "content/facts.yaml"), before);
    }
}

#[test]
fn faults_are_said_beside_their_question_and_what_was_typed_stays() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let before = toolkit_text(&toolkit, "content/facts.yaml");
    let form = answers(&server.get("/_desk/data/facts/new"));
    let refused = post(
        &server,
        "/_desk/data/facts/new",
        &with(&form, &[("label.fr", "Délai <b>"), ("checked", "demain"), ("step", "show")]),
    );
    assert_eq!(status(&refused), 422, "{refused}");
    assert!(refused.contains("id=\"e-value\"") && refused.contains("id=\"e-checked\""), "{refused}");
    assert!(
        refused.contains("Délai &lt;b&gt;") && refused.contains("<a href=\"#f-value\">Value</a>"),
        "{refused}"
    );
    // A rule of the build, beside its question: an id that is taken, and a name that nobody knows.
    let whole = [
        ("id", "plus"),
        ("value", "1"),
        ("label.fr", "a"),
        ("source", "b"),
        ("checked", "2026-11-20"),
        ("step", "show"),
    ];
    let refused = post(&server, "/_desk/data/facts/new", &with(&form, &whole));
    assert!(status(&refused) == 422 && refused.contains("id=\"e-id\""), "{refused}");
    let form = answers(&server.get("/_desk/data/contacts/change?id=siao"));
    let refused =
        post(&server, "/_desk/data/contacts/change", &with(&form, &[("territory", "sud"), ("step", "show")]));
    assert!(status(&refused) == 422 && refused.contains("id=\"e-territory\""), "{refused}");
    // What a text names is not taken away.
    let kept = post(
        &server,
        "/_desk/data/facts/remove",
        &with(&answers(&server.get("/_desk/data/facts/remove?id=plus")), &[("step", "write")]),
    );
    assert!(status(&kept) == 422 && kept.contains("content/guides/demander"), "{kept}");
    assert_eq!(toolkit_text(&toolkit, "content/facts.yaml"), before);
    // A file that cannot be read leads to its text.
    toolkit.write("content/facts.yaml", "- id: [\n");
    let broken = server.get("/_desk/data/facts");
    assert!(
        broken.contains("cannot be read") && broken.contains("/_desk/edit?file=content/facts.yaml&amp;line="),
        "{broken}"
    );
}

#[test]
fn a_contact_is_never_a_person() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let form = answers(&server.get("/_desk/data/contacts/change?id=siao"));
    let sent = |words: &str, more: &[(&str, &str)]| {
        post(&server, "/_desk/data/contacts/change", &with(&form, &[&[("role.fr", words)], more].concat()))
    };
    let before = toolkit_text(&toolkit, CONTACTS);
    let refused = sent("Demandez Mme Dupont au 06 12 34 56 78.", &[("step", "show")]);
    assert!(status(&refused) == 422 && refused.contains("id=\"e-role.fr\""), "{refused}");
    assert_eq!(toolkit_text(&toolkit, CONTACTS), before);
}

#[test]
fn the_head_of_a_guide_is_a_form() {
    let toolkit = toolkit();
    toolkit.edit(DEMANDER, "status: pilot", "status: pilot   # à l'essai");
    let server = Server::of(toolkit.path(), &[]);
    let address = format!("/_desk/data/head?file={DEMANDER}");
    let page = server.get(&address);
    for words in [
        "<option value=\"demander\" selected>Demander</option>",
        "value=\"les-papiers\"> <span dir=\"auto\">Les papiers</span>",
        "value=\"association-exemple\" checked>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("name=\"versions"), "versions have a page of their own");
    let before = toolkit_text(&toolkit, DEMANDER);
    let done = leads(&written(
        &server,
        &address,
        &[("essential", "les-papiers"), ("search", "numéro unique\r\n115"), ("territory", "nord")],
    ));
    let after = toolkit_text(&toolkit, DEMANDER);
    let body = |text: &str| text.split("\n---\n").nth(1).expect("a body").to_owned();
    assert_eq!(body(&after), body(&before));
    assert!(
        after.contains("territory: nord\n")
            && after.contains("essential: [les-papiers]\n")
            && after.contains("search: [numéro unique, \"115\"]\n"),
        "{after}"
    );
    assert!(after.contains("status: pilot   # à l'essai\n"), "{after}");
    leads(&undone(&server, &done));
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    // A translation and a page have heads of their own.
    let page = server.get("/_desk/data/head?file=content/guides/demander/ar.md");
    assert!(page.contains("<option value=\"machine\" selected>"), "{page}");
    assert_eq!(status(&server.get("/_desk/data/head?file=content/pages/a-propos/fr.md")), 200);
    for file in ["content/facts.yaml", "content/guides/x/fr.md", "../x", "content/guides/../fr.md"] {
        assert_eq!(status(&server.get(&format!("/_desk/data/head?file={file}"))), 404, "{file}");
    }
    assert_eq!(status(&server.get("/_desk/data/nothing")), 404);
    assert_eq!(status(&server.post("/_desk/data/contacts/new", &[("id", "x")])), 403);
}

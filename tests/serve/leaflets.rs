//! Leaflets when somebody asks for them, on the site and at the desk.

use std::fs;

use trousseau_core::{guide::GuideKind, toolkit::Format};
use trousseau_site::plan::leaflets::fits;

use super::{DEMANDER, Server, bare, status, toolkit_text};
use crate::cli::Toolkit;

/// The small toolkit, printed.
fn printed() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "leaflets: []", "leaflets: [a4, trifold, bilingual]");
    toolkit
}

#[test]
fn a_leaflet_is_made_when_somebody_asks_and_is_that_of_a_build() {
    let toolkit = printed();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/fr/demander.html");
    assert!(page.contains("href=\"print/demander-a4.pdf\""), "{page}");
    let list = server.get("/ar/imprimer.html");
    assert!(list.contains("demander-bilingual.pdf") && list.contains("guides-ar.zip"), "{list}");
    let paths = ["fr/print/demander-a4.pdf", "ar/print/demander-bilingual.pdf", "fr/print/demander.png"];
    let served: Vec<Vec<u8>> = paths.iter().map(|path| server.bytes(&format!("/{path}"))).collect();
    let zip = server.bytes("/fr/print/guides-fr.zip");
    assert!(!toolkit.path().join("output").exists(), "nothing is written");
    let built = crate::cli::run(&toolkit, &["build"]);
    assert!(built.code < 2, "{}", built.errors);
    for (path, bytes) in paths.iter().zip(&served) {
        let file = fs::read(toolkit.path().join("output/site").join(path)).expect("a leaflet");
        assert!(*bytes == file, "{path} has other bytes than in a build");
    }
    assert!(served[0].starts_with(b"%PDF"));
    let file = fs::read(toolkit.path().join("output/site/fr/print/guides-fr.zip")).expect("a file");
    assert!(zip == file, "all in one file too");
    let head = server.ask("HEAD", "/fr/print/demander-a4.pdf", "", "");
    assert!(head.contains("content-type: application/pdf"), "{head}");
    assert!(head.contains("content-security-policy: frame-ancestors 'self'"), "{head}");
    let mark = head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a mark");
    let again = server.ask("GET", "/fr/print/demander-a4.pdf", &format!("If-None-Match: {mark}\r\n"), "");
    assert_eq!(status(&again), 304);
    let opened = server.ask("GET", "/fr/print/demander-a4.pdf", "Sec-Fetch-Dest: document\r\n", "");
    assert!(opened.contains("location: /_desk/leaflet?file=fr/print/demander-a4.pdf"), "{opened}");
    let viewer = server.get("/_desk/leaflet?file=fr/print/demander-a4.pdf");
    assert!(viewer.contains("<iframe src=\"/fr/print/demander-a4.pdf\""), "{viewer}");
    // The browser's viewer shows it; a link beside it keeps it.
    assert!(!head.contains("content-disposition"), "{head}");
    assert!(viewer.contains(
        "<a href=\"/fr/print/demander-a4.pdf?download\" download=\"demander-a4.pdf\">Download</a>"
    ));
    let kept = server.ask("HEAD", "/fr/print/demander-a4.pdf?download", "Sec-Fetch-Dest: document\r\n", "");
    assert!(
        status(&kept) == 200
            && kept.contains("content-disposition: attachment; filename=\"demander-a4.pdf\""),
        "{kept}"
    );
    assert_eq!(status(&server.get("/_desk/leaflet?file=fr/print/nothing-a4.pdf")), 404);
    assert_eq!(status(&server.get("/fr/print/demander-large.pdf")), 404, "not on this site");
}

#[test]
fn a_leaflet_that_cannot_be_made_says_why_until_it_is_mended() {
    let toolkit = printed();
    let long = "Une phrase de plus, pour que tout cela soit bien trop long.\n\n".repeat(200);
    let text = toolkit_text(&toolkit, DEMANDER);
    toolkit.write(DEMANDER, format!("{text}\n## Trop long\n\n{long}"));
    let server = Server::of(toolkit.path(), &[]);
    assert!(server.get("/fr/demander.html").contains("demander-trifold.pdf"));
    let line =
        1 + toolkit_text(&toolkit, DEMANDER).lines().position(|line| line == "## Trop long").expect("it");
    for path in ["/fr/print/demander-trifold.pdf", "/_desk/print/demander/fr/trifold/demander-trifold-fr.pdf"]
    {
        let answer = server.get(path);
        assert_eq!(status(&answer), 422, "{answer}");
        assert!(answer.contains("This leaflet cannot be made.") && answer.contains("Name the parts"));
        assert!(answer.contains(&format!("<p>{DEMANDER}:{line}:")), "its place: {answer}");
    }
    assert!(server.bytes("/fr/print/demander-a4.pdf").starts_with(b"%PDF"), "the others are there");
    assert_eq!(status(&server.get("/_desk/leaflet?file=fr/print/demander-trifold.pdf")), 200);
    toolkit.write(DEMANDER, text);
    server.until("/fr/print/demander-trifold.pdf", "%PDF");
}

#[test]
fn what_leaflets_bring_to_say_is_said_in_pages_and_at_the_desk() {
    let toolkit = printed();
    // Without a look at any leaflet: one line too many in Arabic, and a logo that is not there.
    toolkit.edit("content/guides/demander/ar.md", "2. انتظروا.", "2. انتظروا.\n3. انتظروا.");
    toolkit.edit("content/partners.yaml", "example: true", "example: true, logo: logo.png");
    let server = Server::of(toolkit.path(), &[]);
    let page = server.until("/ar/demander.html", "leaflets/rows");
    assert!(page.contains("\"worst\":\"warning\""), "{page}");
    assert!(server.get("/_desk/notes").contains("partners/logo"));
    // Once it was made: a sheet that is too long.
    let long = "Une phrase de plus, pour que tout cela soit bien trop long.\n\n".repeat(200);
    let text = toolkit_text(&toolkit, DEMANDER);
    toolkit.write(DEMANDER, format!("{text}\n## Trop long\n\n{long}"));
    server.until("/fr/demander.html", "Trop long");
    assert!(!server.get("/fr/demander.html").contains("\"severity\":\"error\""));
    let before = server.number();
    assert_eq!(status(&server.get("/fr/print/demander-trifold.pdf")), 422);
    assert!(server.number() > before, "open pages hear of it");
    let page = server.get("/fr/demander.html");
    assert!(page.contains("\"severity\":\"error\"") && page.contains("Name the parts"), "{page}");
    assert!(server.get("/_desk/notes").contains("Name the parts"));
    assert!(
        server.get("/_desk/").contains("print?fit=demander#fit\">a leaflet does not fit<"),
        "on the board too"
    );
    assert!(!server.get("/fr/suivre.html").contains("\"severity\":\"error\""), "another guide");
    // It goes with its cause, although nobody asks for the sheet again.
    toolkit.write(DEMANDER, text);
    let start = std::time::Instant::now();
    while server.get("/fr/demander.html").contains("Name the parts") {
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "it stays");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn the_desk_prints_for_a_partner_and_names_what_is_missing() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/print");
    for words in ["<option value=\"demander\"", "<option value=\"ar\"", "value=\"association-exemple\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(server.get("/_desk/").contains("href=\"/_desk/print\""));
    let opened = server.get("/_desk/print/open?guide=demander&lang=fr&format=a4&partner=association-exemple");
    let file = "_desk/print/demander/fr/a4/association-exemple/demander-a4-fr-association-exemple.pdf";
    assert!(opened.contains(&format!("location: /_desk/leaflet?file={file}\r\n")), "{opened}");
    assert!(server.get(&format!("/_desk/leaflet?file={file}")).contains(&format!("src=\"/{file}\"")));
    let kept = server.get("/_desk/print/open?guide=demander&lang=fr&format=a4&partner=&download=");
    assert!(kept.contains("location: /_desk/print/demander/fr/a4/demander-a4-fr.pdf?download\r\n"), "{kept}");
    let theirs = server.bytes(&format!("/{file}"));
    let own = server.bytes("/_desk/print/demander/fr/a4/demander-a4-fr.pdf");
    let made = crate::cli::run(&toolkit, &["leaflet", "demander", "--partner", "association-exemple"]);
    assert_eq!(made.code, 0, "{}", made.text);
    let folder = toolkit.path().join("output/leaflets");
    let made = fs::read(folder.join("demander-a4-fr-association-exemple.pdf")).expect("a leaflet");
    assert!(theirs == made && own != made && own.starts_with(b"%PDF"));
    for (guide, lang, format, partner) in [
        ("nobody", "fr", "a4", ""),
        ("suivre", "ar", "a4", ""),
        ("demander", "fr", "bilingual", ""),
        ("demander", "xx", "a4", ""),
        ("demander", "fr", "a3", ""),
        ("demander", "fr", "a4", "nobody"),
    ] {
        let query = format!("guide={guide}&lang={lang}&format={format}&partner={partner}");
        let answer = server.get(&format!("/_desk/print/open?{query}"));
        assert!(status(&answer) == 404 && answer.contains("Choose another"), "{query}: {answer}");
        let folder = if partner.is_empty() { String::new() } else { format!("{partner}/") };
        let path = format!("/_desk/print/{guide}/{lang}/{format}/{folder}{guide}-{format}-{lang}.pdf");
        assert_eq!(status(&server.get(&path)), 404, "{path}");
    }
    assert_eq!(status(&server.get("/_desk/print/demander/fr/a4/other.pdf")), 404);
}

#[test]
fn the_desk_says_how_each_format_fits() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let fit = server.get("/_desk/print?fit=demander");
    let table = fit.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    let formats = || Format::all().filter(|format| fits(*format, GuideKind::Guide));
    let pairs = formats().filter(|format| format.is_pair()).count();
    assert_eq!(
        table.matches("<tr role=\"row\">").count(),
        3 * formats().count() - pairs,
        "all formats in three languages, with two columns for translations"
    );
    assert!(!table.contains("too long"), "{table}");
    let said = crate::cli::run(&toolkit, &["leaflet", "demander", "--in", "fr", "--fit"]).text;
    let words: Vec<&str> =
        said.lines().find(|line| line.contains(" a4 ")).expect("a row").split_whitespace().collect();
    let ["demander", "fr", "a4", "14", "pt", pages, space, "mm"] = words[..] else { panic!("{said}") };
    let cells = format!("<td>14\u{a0}pt</td><td>{pages}</td><td>{space}\u{a0}mm</td>");
    assert!(bare(table).contains(&cells), "as the command says: {cells}: {table}");
    assert_eq!(status(&server.get("/_desk/print?fit=nobody")), 404);
    // With the partner chosen first: the same table, and its links lead to the partner's leaflets.
    let theirs = server.get("/_desk/print?partner=association-exemple&guide=demander&all=1");
    assert!(theirs.contains("demander-a4-ar-association-exemple.pdf"), "{theirs}");
    assert!(theirs.contains("traduit par un programme") || theirs.contains("by a program"), "{theirs}");
    assert_eq!(status(&server.get("/_desk/print?partner=nobody&guide=demander&all=1")), 404);
}

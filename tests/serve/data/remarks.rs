//! Remarks that are corrected, taken away and decided together; pictures that are taken in and thrown away.

use super::{answers, leads, post, toolkit, undone, with, written};
use crate::{
    cli::Toolkit,
    serve::{DEMANDER, Server, bare, field, status, toolkit_text},
};

/// A toolkit with two remarks that wait for a decision, and a comment between them.
fn with_remarks() -> Toolkit {
    let toolkit = crate::serve::desk::with_round();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    for words in ["Dire « un contrat ».", "Dire « une carte »."] {
        assert_eq!(status(&server.post("/_desk/feedback", &crate::serve::desk::remark(&token, words))), 303);
    }
    toolkit.edit(DEMANDER, "  - id: F-2026-002", "  # la seconde\n  - id: F-2026-002");
    toolkit
}

#[test]
fn a_remark_is_corrected_and_taken_away_with_a_reason() {
    let toolkit = with_remarks();
    let server = Server::of(toolkit.path(), &[]);
    let before = toolkit_text(&toolkit, DEMANDER);
    let address = "/_desk/data/remark/change?guide=demander&id=F-2026-001";
    let done = leads(&written(&server, address, &[("proposal", "Dire « un bail ».")]));
    assert!(done.starts_with("/_desk/remarks?guide=demander&done=corrected&id=F-2026-001"), "{done}");
    let expected = before.replace("Dire « un contrat ».", "Dire « un bail ».");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), expected);
    leads(&undone(&server, &done));
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
    let form = answers(&server.get(address));
    let send = |more: &[(&str, &str)]| post(&server, "/_desk/data/remark/change", &with(&form, more));
    for (name, value) in
        [("count", "0"), ("period", "2026-5"), ("severity", "9"), ("proposal", "Mme Dupont, 06 12 34 56 78")]
    {
        let refused = send(&[(name, value), ("step", "show")]);
        assert_eq!(status(&refused), 422, "{name}: {refused}");
    }
    // What may be a person is asked, and the answer is written with the words.
    let asked = send(&[("proposal", "Ljubica trouve la page longue"), ("step", "show")]);
    assert!(bare(&asked).contains("Function or person?"), "{asked}");
    assert_eq!(
        status(&post(&server, "/_desk/data/remark/change", &with(&answers(&asked), &[("step", "write")]))),
        422
    );
    let person = field(&asked, "no_person");
    let again = post(
        &server,
        "/_desk/data/remark/change",
        &with(&answers(&asked), &[("no_person", &person), ("step", "show")]),
    );
    assert_eq!(status(&again), 200, "{again}");
    leads(&post(&server, "/_desk/data/remark/change", &with(&answers(&again), &[("step", "write")])));
    let text = toolkit_text(&toolkit, DEMANDER);
    assert!(text.contains("    proposal: Ljubica trouve la page longue\n    no_person: true\n"), "{text}");
    // It goes with a reason, which stays in its place.
    let address = "/_desk/data/remark/remove?guide=demander&id=F-2026-001";
    let form = answers(&server.get(address));
    let unsaid = post(&server, "/_desk/data/remark/remove", &with(&form, &[("step", "show")]));
    assert!(status(&unsaid) == 422 && unsaid.contains("href=\"#f-reason\""), "{unsaid}");
    let done = leads(&written(&server, address, &[("reason", "Notée deux fois.")]));
    assert!(done.contains("done=deleted"), "{done}");
    let text = toolkit_text(&toolkit, DEMANDER);
    assert!(
        text.contains("  # F-2026-001 (2026-11-22) : Notée deux fois.\n  # la seconde\n  - id: F-2026-002\n"),
        "{text}"
    );
    assert!(!text.contains("- id: F-2026-001"), "{text}");
    let page = server.get("/_desk/remarks?guide=demander");
    assert!(page.contains("F-2026-002") && !page.contains("F-2026-001"), "{page}");
}

#[test]
fn the_remarks_of_a_meeting_are_decided_at_once() {
    let toolkit = with_remarks();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/decide?guide=demander");
    assert!(
        page.contains("F-2026-001 – Dire « un contrat ».") && page.contains("value=\"2026-11-22\""),
        "{page}"
    );
    let none =
        post(&server, "/_desk/decide", &with(&answers(&page), &[("decision", "accepted"), ("step", "show")]));
    assert_eq!(status(&none), 422, "{none}");
    let mut pairs =
        with(&answers(&page), &[("decision", "accepted"), ("decided", "2026-11-20"), ("step", "show")]);
    pairs.extend(["F-2026-001", "F-2026-002"].map(|id| ("remarks".to_owned(), id.to_owned())));
    let shown = post(&server, "/_desk/decide", &pairs);
    assert_eq!(status(&shown), 200, "{shown}");
    leads(&post(&server, "/_desk/decide", &with(&answers(&shown), &[("step", "write")])));
    let text = toolkit_text(&toolkit, DEMANDER);
    assert_eq!(text.matches("    decision: accepted\n    decided: 2026-11-20\n").count(), 2, "{text}");
    assert!(text.contains("  # la seconde\n"), "{text}");
}

#[test]
fn a_picture_is_taken_in_and_thrown_away() {
    let toolkit = toolkit();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/files?guide=demander"), "token");
    let send = |alt: &str, kind: &str, file: &str| {
        let part = |name: &str, value: &str| {
            format!("--x1\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let head = "--x1\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"IMG 1.svg\"\r\nContent-Type:";
        let body = part("token", &token)
            + &part("guide", "demander")
            + &part("alt", alt)
            + &format!("{head} {kind}\r\n\r\n{file}\r\n--x1--\r\n");
        let lines = format!(
            "Origin: http://127.0.0.1:{}\r\nContent-Type: multipart/form-data; boundary=x1\r\n",
            server.port
        );
        server.ask("POST", "/_desk/files", &lines, &body)
    };
    let drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>";
    let unsaid = send("", "image/svg+xml", drawing);
    assert!(status(&unsaid) == 422 && unsaid.contains("Say what the picture shows."), "{unsaid}");
    let odd = send(
        "Une porte",
        "image/svg+xml",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>x</script></svg>",
    );
    let wrong = send("Une porte", "image/png", "no picture");
    assert!(status(&wrong) == 422 && wrong.contains("value=\"Une porte\""), "{wrong}");
    assert_eq!(status(&odd), 422, "{odd}");
    let taken = send("Une porte [ouverte]", "image/svg+xml", drawing);
    assert!(taken.contains("value=\"![Une porte \\[ouverte\\]](une-porte-ouverte.svg)\""), "{taken}");
    let path = "content/guides/demander/une-porte-ouverte.svg";
    assert!(toolkit_text(&toolkit, path).contains("<path"));
    // What a text shows stays.
    toolkit.edit(DEMANDER, "1. Demandez.", "![Une porte](une-porte-ouverte.svg)\n\n1. Demandez.");
    let delete = || {
        let file = [("token", &*token), ("guide", "demander"), ("file", "une-porte-ouverte.svg")];
        server.post("/_desk/files/delete", &file)
    };
    let used = delete();
    assert!(status(&used) == 422 && used.contains("a text shows it"), "{used}");
    toolkit.edit(DEMANDER, "![Une porte](une-porte-ouverte.svg)\n\n", "");
    let page = server.get(&leads(&delete()));
    assert!(!toolkit.path().join(path).exists() && page.contains("in the bin"), "{page}");
    let kept = field(&page, "kept");
    assert!(kept.starts_with(".trousseau-bin/"), "{kept}");
    leads(&server.post("/_desk/files/undo", &[("token", &token), ("guide", "demander"), ("kept", &kept)]));
    assert!(toolkit.path().join(path).exists());
}

#[test]
fn a_reason_that_names_the_person_of_the_remark_is_asked_about() {
    let toolkit = with_remarks();
    toolkit.edit(DEMANDER, "Dire « un contrat ».", "Ljubica trouve la page longue");
    let before = toolkit_text(&toolkit, DEMANDER);
    let server = Server::of(toolkit.path(), &[]);
    let form = answers(&server.get("/_desk/data/remark/remove?guide=demander&id=F-2026-001"));
    let reason = [("reason", "Ljubica trouve la page longue"), ("step", "show")];
    let shown = post(&server, "/_desk/data/remark/remove", &with(&form, &reason));
    assert!(shown.contains("name=\"no_person\""), "{shown}");
    let refused = post(
        &server,
        "/_desk/data/remark/remove",
        &with(&answers(&shown), &[("step", "write"), ("no_person", "")]),
    );
    assert_eq!(status(&refused), 422, "{refused}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), before);
}

//! What waits for whom, on the board of the desk: each figure leads to what it counts.

use super::{DEMANDER, Server, field, status};
use crate::cli::Toolkit;

#[test]
fn each_figure_of_the_board_leads_to_what_it_counts() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/facts.yaml", "expires: 2026-12-31", "expires: 2026-12-01");
    let server = Server::of(toolkit.path(), &[]);
    let board = server.until("/_desk/", "id=\"glance\"");
    let waiting = server.get("/_desk/waiting");
    assert_eq!(status(&waiting), 200);
    let figures: Vec<&str> = board.split("href=\"/_desk/waiting#").skip(1).collect();
    assert!(figures.len() >= 4, "{board}");
    for figure in figures {
        let id = figure.split('"').next().expect("an id");
        let count: usize = figure
            .split("<b>")
            .nth(1)
            .and_then(|rest| rest.split('<').next()?.parse().ok())
            .expect("a figure");
        let list =
            waiting.split(&format!("<h3 id=\"{id}\"")).nth(1).and_then(|rest| rest.split("</ul>").next());
        let list = list.unwrap_or_else(|| panic!("no list of {id}: {waiting}"));
        assert_eq!(list.matches("<li>").count(), count, "{id}: {list}");
        assert!(list.contains(&format!("({count})")), "{id}: {list}");
        let href = list.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a link");
        let path = href.replace("&amp;", "&");
        assert_eq!(status(&server.get(path.split('#').next().expect("a path"))), 200, "{path}");
    }
}

#[test]
fn a_missing_translation_is_begun_from_the_board() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let board = server.until("/_desk/", "Suivre sa demande");
    assert!(board.contains("/_desk/new?of=suivre&amp;lang=ar#translation"), "{board}");
    let form = server.get("/_desk/new?of=suivre&lang=ar");
    assert!(form.contains("<option value=\"suivre\" selected>"), "{form}");
    assert!(form.contains("<option value=\"ar\" lang=\"ar\" selected>"), "{form}");
}

#[test]
fn the_rounds_are_a_chart_with_its_table() {
    let toolkit = Toolkit::new();
    toolkit.write(
        "content/rounds.yaml",
        "- {id: test-2026, name: {fr: Essai}, from: 2026-05-01, to: 2026-05-31}\n",
    );
    let remark = |number: u32, decision: &str| {
        format!(
            "  - {{id: F-2026-00{number}, version: 1.0.0, lang: fr, round: test-2026, period: 2026-05, source: household, \
             channel: meeting, count: 2, theme: too_long, severity: 2, proposal: Plus court., decision: {decision}}}\n"
        )
    };
    let all = [remark(1, "open"), remark(2, "open"), remark(3, "rejected"), remark(4, "later")].concat();
    toolkit.edit(
        DEMANDER,
        "summary: Première version.\n",
        &format!("summary: Première version.\nfeedback:\n{all}"),
    );
    let server = Server::of(toolkit.path(), &[]);
    let board = server.until("/_desk/", "id=\"rounds\"");
    let chart = board.split("id=\"rounds\"").nth(1).expect("a chart");
    assert!(chart.contains("<rect class=\"open\" x=\"0.00\" width=\"50.00\""), "{chart}");
    let list = server.get("/_desk/waiting?round=test-2026&decision=open");
    assert_eq!(list.matches("<li><a href=\"/_desk/remarks?guide=demander#F-2026-").count(), 2, "{list}");
    assert!(list.contains("(2)"), "{list}");
    assert!(server.get("/_desk/waiting?round=test-2026&decision=accepted").contains("(0)"));
    let whole = server.get("/_desk/waiting?round=test-2026");
    assert!(whole.contains("(4)") && whole.contains("F-2026-003"), "{whole}");
    assert_eq!(status(&server.get("/_desk/waiting?round=%22%3E&decision=x")), 200);
}

#[test]
fn a_guide_just_made_is_on_the_board_and_one_that_was_deleted_comes_back() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/new"), "token");
    let made = server.post("/_desk/new", &[("token", &token), ("what", "guide"), ("title", "دفع الإيجار")]);
    assert_eq!(status(&made), 303, "{made}");
    let board = server.until("/_desk/", "id=\"unseen\"");
    let draft = board.split("id=\"unseen\"").nth(1).expect("a list");
    assert!(draft.contains("دفع الإيجار") && draft.contains("content/guides/dfa-aliyjar/fr.md"), "{draft}");
    assert!(board.contains("href=\"/_desk/bin\""), "{board}");
    assert!(!server.get("/_desk/bin").contains("/undo\""), "nothing is in the bin");
    let what = [("token", &*token), ("guide", "dfa-aliyjar"), ("what", "delete")];
    let seen = field(&server.post("/_desk/manage", &what), "seen");
    let deleted = server.post("/_desk/manage", &[&what[..], &[("seen", &seen)]].concat());
    assert_eq!(status(&deleted), 303, "{deleted}");
    let bin = server.get("/_desk/bin");
    assert!(bin.contains("دفع الإيجار") && bin.contains("/_desk/manage/undo"), "{bin}");
    let undo = field(&bin, "undo");
    let back =
        server.post("/_desk/manage/undo", &[("token", &token), ("guide", "dfa-aliyjar"), ("undo", &undo)]);
    assert_eq!(status(&back), 303, "{back}");
    assert!(toolkit.path().join("content/guides/dfa-aliyjar/fr.md").exists());
    assert!(!server.get("/_desk/bin").contains("/undo\""));
}

#[test]
fn who_cannot_note_a_remark_yet_is_led_to_what_comes_first() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    for page in ["feedback", "meeting"] {
        let page = server.get(&format!("/_desk/{page}?guide=demander"));
        assert!(page.contains("href=\"/_desk/data/rounds/new\"") && !page.contains("rounds.yaml"), "{page}");
    }
}

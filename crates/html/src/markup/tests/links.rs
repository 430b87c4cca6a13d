//! Links of every kind.

use super::*;
use trousseau_site::view::Fallback;

#[test]
fn pages_and_anchors() {
    said(
        "fr",
        Reference::Page { href: "a.html#b".into(), fallback: None },
        "x",
        "<a href=\"a.html#b\">x</a>",
    );
    said("fr", Reference::Anchor("b".into()), "x", "<a href=\"#b\">x</a>");
    said(
        "ar",
        Reference::Page {
            href: "a.html".into(),
            fallback: Some(Fallback { lang: "fr", dir: "ltr", name: "Français" }),
        },
        "x",
        "<a href=\"a.html\" hreflang=\"fr\">x <span class=\"elsewhere\">(page en <span lang=\"fr\" dir=\"ltr\">Français</span>)</span></a>",
    );
    said("fr", Reference::Nowhere, "x", "x");
    said("fr", Reference::Web("javascript:alert(1)".into()), "x", "x");
    said(
        "fr",
        Reference::Mail("a%20b@c.d,e@f.g?subject=x&body=y".into()),
        "x",
        "<a class=\"mail\" href=\"mailto:a%20b@c.d,e@f.g?subject=x&amp;body=y\">x</a>",
    );
    said(
        "fr",
        Reference::File { href: "f/a.pdf".into(), bytes: 83_400 },
        "x",
        "<a class=\"file\" href=\"f/a.pdf\">x (PDF, 84\u{a0}ko)</a>",
    );
    said(
        "fr",
        Reference::File { href: "a".into(), bytes: 2_345_678 },
        "x",
        "<a class=\"file\" href=\"a\">x (, 2.3\u{a0}MB)</a>",
    );
}

#[test]
fn words_with_a_definition_are_buttons() {
    let french = Some(Language::default());
    let term = |id: &str, official| Reference::Term { id: id.into(), official };
    said(
        "fr",
        term("dalo", french),
        "DALO",
        "<button type=\"button\" class=\"term\" popovertarget=\"_word-dalo\">DALO</button>",
    );
    said(
        "ar",
        term("dalo", french),
        "DALO",
        "<button type=\"button\" class=\"term\" popovertarget=\"_word-dalo\" lang=\"fr\" dir=\"ltr\">DALO</button>",
    );
    said(
        "en",
        term("dalo", french),
        "DALO",
        "<button type=\"button\" class=\"term\" popovertarget=\"_word-dalo\" lang=\"fr\">DALO</button>",
    );
    said(
        "ar",
        term("dalo", None),
        "x",
        "<button type=\"button\" class=\"term\" popovertarget=\"_word-dalo\">x</button>",
    );
    said("fr", term("none", None), "x", "x");
}

#[test]
fn facts_lead_to_their_source() {
    let fact = |id: &str, status| Reference::Fact { id: id.into(), status, delay: None };
    said("fr", fact("a", Certainty::Sourced), "2 mois", "<a class=\"fact\" href=\"#_source-a\">2 mois</a>");
    said(
        "fr",
        fact("a", Certainty::ToCheck),
        "2",
        "<a class=\"fact to-check\" href=\"#_source-a\">2</a> <span class=\"to-check\">(to check)</span>",
    );
    said("fr", fact("none", Certainty::Sourced), "x", "x");
    let two = vec![
        t("Either "),
        link(fact("a", Certainty::Sourced), "2 mois"),
        t(" or "),
        link(fact("b", Certainty::Sourced), "2 mois"),
        link(fact("a", Certainty::Sourced), "2 mois"),
    ];
    check(
        Block::Paragraph(two),
        "<p>Either <a class=\"fact\" href=\"#_source-a\">2 mois</a> or <a class=\"fact\" href=\"#_source-b\" aria-label=\"2 mois – Label b\">2 mois</a><a class=\"fact\" href=\"#_source-a\">2 mois</a></p>",
    );
}

#[test]
fn phones_show_their_number_whole() {
    let number = "<bdi dir=\"ltr\">0\u{a0}805\u{a0}16</bdi>";
    said(
        "ar",
        Reference::Phone(phone()),
        "0 805 16",
        &format!("<a class=\"tel\" href=\"tel:080516\">{number}</a>"),
    );
    said(
        "fr",
        Reference::Phone(phone()),
        "Call us",
        &format!("<a class=\"tel\" href=\"tel:080516\">Call us ({number})</a>"),
    );
    said(
        "fr",
        Reference::Phone(phone()),
        "Call 0805 16",
        "<a class=\"tel\" href=\"tel:080516\">Call 0805 16</a>",
    );
    let contact = |phone, url: Option<&str>| {
        Reference::Contact(Box::new(ContactView {
            id: "siao".into(),
            name: local("SIAO"),
            role: local("r"),
            phone,
            cost: None,
            hours: None,
            url: url.map(Into::into),
            address: None,
            status: Certainty::Sourced,
        }))
    };
    said(
        "fr",
        contact(Some(phone()), None),
        "SIAO",
        &format!("<a class=\"contact\" href=\"tel:080516\">SIAO ({number})</a>"),
    );
    said(
        "fr",
        contact(None, Some("https://a.b")),
        "SIAO",
        "<a class=\"contact\" href=\"https://a.b\" rel=\"noreferrer\">SIAO (<bdi dir=\"ltr\">a.b</bdi>)</a>",
    );
    said("fr", contact(None, Some("data:x")), "SIAO", "SIAO");
}

#[test]
fn other_languages_say_which() {
    let foreign = |lang, dir| Reference::Foreign { lang, dir };
    said("ar", foreign("fr", "ltr"), "bail", "<bdi lang=\"fr\" dir=\"ltr\">bail</bdi>");
    said("en", foreign("fr", "ltr"), "bail", "<span lang=\"fr\">bail</span>");
    said("fr", foreign("fr", "ltr"), "bail", "bail");
}

#[test]
fn links_do_not_nest() {
    let inner = link(Reference::Anchor("a".into()), "in");
    let outer = Inline::Link(Box::new(Link {
        to: Reference::Anchor("b".into()),
        text: vec![t("out "), inner, Inline::Footnote(1)],
        span: Span::default(),
    }));
    assert!(
        made("fr", vec![Block::Paragraph(vec![t("So: "), outer])], vec![vec![]])
            .starts_with("<p>So: <a href=\"#b\">out in<sup class=\"note-mark\">1</sup></a></p>")
    );
}

#[test]
fn a_link_that_is_all_of_its_block_is_alone() {
    let to = || Reference::Anchor("a".into());
    let line =
        |before: &str, after: &str| vec![t(before), Inline::Strong(vec![link(to(), "words")]), t(after)];
    check(
        Block::Paragraph(line("", ".")),
        "<p><strong><a class=\"alone\" href=\"#a\">words</a></strong>.</p>",
    );
    check(Block::Paragraph(line("See ", "")), "<p>See <strong><a href=\"#a\">words</a></strong></p>");
    let list = Block::List {
        start: None,
        items: vec![item(Some(false), vec![Block::Paragraph(vec![link(Reference::Phone(phone()), "1")])])],
    };
    assert!(made("fr", vec![list], vec![]).contains("<a class=\"tel alone\""));
    let two = Block::Paragraph(vec![link(to(), "first"), t(", "), link(to(), "second")]);
    check(two, "<p><a href=\"#a\">first</a>, <a href=\"#a\">second</a></p>");
}

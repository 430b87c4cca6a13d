//! What becomes of markup that comes into one file.

use std::collections::BTreeMap;

use super::{
    Picture, main_of,
    rewrite::{Rewriter, Surroundings},
};

fn anchors() -> BTreeMap<String, String> {
    let pairs = [("demander.html", "demander"), ("suivre.html", "suivre"), ("index.html", "_top")];
    pairs.map(|(name, anchor)| (name.to_owned(), anchor.to_owned())).into()
}

/// Rewrites a piece of the page `suivre.html`.
#[track_caller]
fn check(html: &str, expected: &str) {
    let anchors = anchors();
    let picture = |path: &str| match path {
        "assets/a.png" => Picture::Data("data:image/png;base64,AA==".to_owned()),
        "assets/b.png" => Picture::Heavy("content/b.png".to_owned(), 70_000),
        _ => Picture::None,
    };
    let address = Some("https://a.org/t/");
    let around = Surroundings { anchors: &anchors, folder: "fr/".to_owned(), address, picture: &picture };
    let mut out = String::new();
    Rewriter::new(around).write(html, "suivre", &mut out);
    assert_eq!(out, expected);
}

#[test]
fn ids_begin_with_their_page_and_links_follow() {
    check("<h2 id=\"x\">a</h2><a href=\"#x\">b</a>", "<h2 id=\"suivre.x\">a</h2><a href=\"#suivre.x\">b</a>");
    check("<a href='demander.html#y' hreflang=\"fr\">c</a>", "<a href=\"#demander.y\" hreflang=\"fr\">c</a>");
    check("<a href=\"index.html\">h</a>", "<a href=\"#_top\">h</a>");
    check("<li aria-labelledby=\"a b\" hidden>", "<li aria-labelledby=\"suivre.a suivre.b\" hidden>");
    check(
        "<a href=\"#_contact-siao\" popovertarget=\"_word-a\">",
        "<a href=\"#_contact-siao\" popovertarget=\"_word-a\">",
    );
}

#[test]
fn parts_that_are_called_the_same_on_several_pages_are_told_apart() {
    let anchors = anchors();
    let picture = |_: &str| Picture::None;
    let around =
        Surroundings { anchors: &anchors, folder: "fr/".to_owned(), address: None, picture: &picture };
    let mut rewriter = Rewriter::new(around);
    let mut out = String::new();
    rewriter.begin("suivre", "Suivre & \"garder\"");
    let html = "<h1>S</h1><nav aria-label=\"Avant\"><div role=\"region\" aria-labelledby=\"_t\"><i aria-label=\"x\">";
    rewriter.write(html, "suivre", &mut out);
    let named = "<h1 id=\"suivre._title\">S</h1><nav aria-label=\"Avant – Suivre &amp; &quot;garder&quot;\">\
                 <div role=\"region\" aria-labelledby=\"suivre._t suivre._title\"><i aria-label=\"x\">";
    assert_eq!(out, named);
}

#[test]
fn what_is_not_in_the_file_is_on_the_web() {
    check(
        "<a class=\"own\" href=\"../ar/x.html#y\">d</a>",
        "<a class=\"own\" href=\"https://a.org/t/ar/x.html#y\">d</a>",
    );
    check("<a href=\"print/x.pdf\">e</a>", "<a href=\"https://a.org/t/fr/print/x.pdf\">e</a>");
    for same in [
        "<a href=\"https://b.org/?a=1&amp;b=2#c\">f</a>",
        "<a href=\"tel:115\">115</a>",
        "a < b > c <br> <!-- <a href=\"x\"> -->",
    ] {
        check(same, same);
    }
}

/// What lies around a file of a site whose address nobody knows.
fn nowhere(anchors: &BTreeMap<String, String>) -> Surroundings<'_> {
    Surroundings { anchors, folder: "fr/".to_owned(), address: None, picture: &|_| Picture::None }
}

#[test]
fn without_an_address_a_link_to_what_is_nowhere_becomes_words() {
    let anchors = anchors();
    let mut out = String::new();
    let html = "<a class=\"own\" href=\"../fr/x.html\" hreflang=\"fr\">x <b>y</b></a> <a href=\"#z\">z</a>";
    Rewriter::new(nowhere(&anchors)).write(html, "suivre", &mut out);
    assert_eq!(out, "<span class=\"own\">x <b>y</b></span> <a href=\"#suivre.z\">z</a>");
}

#[test]
fn pictures_and_drawings_need_nothing_beside_the_file() {
    check(
        "<img src=\"../assets/a.png\" srcset=\"x 1w\" sizes=\"y\" alt=\"A\" width=\"3\" loading=\"lazy\">",
        "<img src=\"data:image/png;base64,AA==\" alt=\"A\" width=\"3\">",
    );
    check("<p><img src=\"../assets/b.png\" alt=\"B &amp; b\"></p>", "<p>B &amp; b</p>");
    check("<script>let a = '<a href=\"x\">'</script>b", "b");
    let svg = "<svg class=\"picto\" viewBox=\"0 0 24 24\"><path d=\"M0 0\"/></svg>";
    let used = "<svg class=\"picto\" viewBox=\"0 0 24 24\"><use href=\"#_p0\"/></svg>";
    check(&format!("{svg}{svg}"), &format!("{used}{used}"));
}

#[test]
fn a_place_that_is_not_there_gives_its_page() {
    let anchors = anchors();
    let mut rewriter = Rewriter::new(nowhere(&anchors));
    let mut out = String::new();
    rewriter.begin("demander", "T");
    rewriter.write(
        "<i id=\"a\"></i><a href=\"#a\">1</a><a href=\"demander.html#b\">2</a><a href=\"#c\">3</a>",
        "suivre",
        &mut out,
    );
    let live = rewriter.with_live_anchors(out);
    assert!(
        live.ends_with("<a href=\"#suivre.a\">1</a><a href=\"#demander\">2</a><a href=\"#_top\">3</a>"),
        "{live}"
    );
}

#[test]
fn any_bytes_are_read_to_their_end() {
    for broken in [
        "<",
        "<a",
        "<a href",
        "<a href=",
        "<a href=\"",
        "<svg class=\"picto",
        "<!--",
        "<script",
        "</a>",
        "<é>",
    ] {
        let anchors = anchors();
        Rewriter::new(nowhere(&anchors)).write(broken, "x", &mut String::new());
    }
    assert_eq!(
        main_of("<body><main class=\"wide\" id=\"_main\">a<b></main>c"),
        Some((" class=\"wide\" id=\"_main\"", "a<b>"))
    );
    assert_eq!(main_of("<body>"), None);
}

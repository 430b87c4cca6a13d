//! What a body becomes.

mod links;

use super::*;
use trousseau_core::{diagnostic::Span, document::Link, source::Source, toolkit::fact::Certainty};
use trousseau_site::view::{ContactView, Local, Phone};
use trousseau_theme::{Theme, files::Files};

const STRINGS: &str = "alert: {note: Note, tip: Tip, important: Important, warning: W, caution: C}\n\
    facts: {to_check: to check}\nfootnotes: {title: Notes, back: \"Back {number}\"}\n\
    links: {fallback: \"(page en {language})\", file: \"{kind}, {size}\", kilobytes: \"{number} ko\"}\n\
    words: {title: Words, close: Close, more: \"See {word}\", original: \"In French: {word}\"}\ntable: {scroll: Table}\n";

fn theme(tag: &str) -> Theme {
    let file = |path: &str, text: &str| (path.to_owned(), Source::new(path, text.as_bytes()));
    let files = Files {
        default: BTreeMap::from([
            file("strings/fr.yaml", STRINGS),
            file(&format!("strings/{tag}.yaml"), STRINGS),
            file("assets/pictograms/info.svg", "<svg viewBox=\"0 0 1 1\"/>"),
        ]),
        ..Files::default()
    };
    Theme::new(
        files,
        "default",
        &[Language::default(), Language::find(tag).expect("in the table")],
        Language::default(),
    )
    .value
}

fn local(text: &str) -> Local {
    Local { text: text.into(), lang: None, dir: None }
}

fn term(id: &str) -> TermView {
    TermView {
        id: id.into(),
        abbr: Some(id.to_uppercase()),
        lang: Some("fr"),
        dir: Some("ltr"),
        word: local("a <word>"),
        original: Some(Local { text: "un mot".into(), lang: Some("fr"), dir: Some("ltr") }),
        definition: local("what & why"),
        guide: None,
    }
}

fn fact(id: &str) -> FactView {
    FactView {
        id: id.into(),
        label: local(&format!("Label {id}")),
        value: local("1"),
        territory: None,
        source: local("JO"),
        url: None,
        checked: jiff::civil::date(2026, 1, 1),
        expires: None,
        calendar: None,
        status: Certainty::Sourced,
    }
}

fn made(tag: &str, blocks: Vec<Block<Reference>>, footnotes: Vec<Vec<Block<Reference>>>) -> String {
    let theme = theme(tag);
    let language = Language::find(tag).expect("in the table");
    let (terms, facts) = ([term("dalo")], [fact("a"), fact("b")]);
    let frame = Frame {
        language,
        latin: Language::default(),
        strings: theme.strings(language),
        assets: &theme.assets,
        terms: &terms,
        facts: &facts,
        glossary: Some("glossaire.html"),
        recordings: &[],
    };
    body(&Document { blocks, footnotes, words: 1 }, &frame)
}

fn check(block: Block<Reference>, html: &str) {
    assert_eq!(made("fr", vec![block], vec![]), html);
}

fn t(text: &str) -> Inline<Reference> {
    Inline::Text(text.into())
}

fn p(text: &str) -> Block<Reference> {
    Block::Paragraph(vec![t(text)])
}

fn link(to: Reference, text: &str) -> Inline<Reference> {
    Inline::Link(Box::new(Link { to, text: vec![t(text)], span: Span::default() }))
}

fn phone() -> Phone {
    Phone { text: "0 805 16".into(), href: "tel:080516".into() }
}

/// A link in a sentence, in a language.
fn said(tag: &str, to: Reference, text: &str, html: &str) {
    let line = Block::Paragraph(vec![t("Say it: "), link(to, text), t(".")]);
    let seen = made(tag, vec![line], vec![]);
    assert_eq!(seen, format!("<p>Say it: {html}.</p>"));
}

#[test]
fn text_is_never_markup() {
    check(
        p("<script>alert(\"x\")</script> & 'y'"),
        "<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; 'y'</p>",
    );
    check(Block::Paragraph(vec![Inline::Code("<b>".into())]), "<p><code>&lt;b&gt;</code></p>");
    check(Block::Verbatim("a <b>\n c\n".into()), "<p class=\"lines\">a &lt;b&gt;<br> c</p>");
    said(
        "fr",
        Reference::Web("https://a.b/\"onload=x&<".into()),
        "x\"<",
        "<a class=\"out\" href=\"https://a.b/&quot;onload=x&amp;&lt;\" rel=\"noreferrer\">x&quot;&lt;</a>",
    );
}

#[test]
fn what_is_shown_as_typed_runs_as_its_first_letter_does() {
    let code = |text: &str| made("ar", vec![Block::Paragraph(vec![Inline::Code(text.into())])], vec![]);
    assert_eq!(code("*31#"), "<p><code dir=\"ltr\">*31#</code></p>");
    assert_eq!(code("a b"), "<p><code dir=\"ltr\" lang=\"fr\">a b</code></p>");
    assert_eq!(code("سكن 5"), "<p><code>سكن 5</code></p>");
    assert_eq!(code("a سكن"), "<p><code dir=\"ltr\" lang=\"fr\">a سكن</code></p>");
    let lines = Block::Verbatim("CCAS\n12 rue de Paris\nسكن".into());
    assert_eq!(
        made("ar", vec![lines.clone()], vec![]),
        "<p class=\"lines\"><span dir=\"ltr\" lang=\"fr\">CCAS</span><br>\
         <span dir=\"ltr\" lang=\"fr\">12 rue de Paris</span><br>سكن</p>"
    );
    assert_eq!(made("fr", vec![lines], vec![]), "<p class=\"lines\">CCAS<br>12 rue de Paris<br>سكن</p>");
}

#[test]
fn inlines_nest() {
    check(
        Block::Paragraph(vec![
            Inline::Strong(vec![t("a"), Inline::Emphasis(vec![t("b")])]),
            Inline::Break,
            Inline::Strike(vec![t("c")]),
        ]),
        "<p><strong>a<em>b</em></strong><br><s>c</s></p>",
    );
}

#[test]
fn headings_have_an_anchor_and_a_pictogram() {
    let heading = |level, pictogram: Option<&str>| {
        Block::Heading(Box::new(Heading {
            level,
            id: "a\"b".into(),
            pictogram: pictogram.map(Into::into),
            text: vec![t("T")],
            span: Span::default(),
        }))
    };
    check(heading(3, None), "<h3 id=\"a&quot;b\">T</h3>");
    check(
        heading(1, Some("info")),
        "<h2 id=\"a&quot;b\"><svg class=\"picto\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 1 1\"/>T</h2>",
    );
    check(heading(9, Some("none")), "<h6 id=\"a&quot;b\">T</h6>");
}

fn item(task: Option<bool>, blocks: Vec<Block<Reference>>) -> Item<Reference> {
    Item { task, blocks }
}

#[test]
fn lists_are_tight_where_they_can() {
    let inner = Block::List { start: Some(1), items: vec![item(None, vec![p("b")])] };
    check(
        Block::List {
            start: None,
            items: vec![
                item(None, vec![p("a"), inner]),
                item(None, vec![p("c"), p("d")]),
                item(None, vec![]),
            ],
        },
        "<ul>\n<li>a\n<ol>\n<li>b</li>\n</ol></li>\n<li><p>c</p>\n<p>d</p></li>\n<li></li>\n</ul>",
    );
    check(
        Block::List { start: Some(1), items: vec![item(None, vec![p("a")])] },
        "<ol class=\"steps\">\n<li>a</li>\n</ol>",
    );
    check(
        Block::List { start: Some(3), items: vec![item(None, vec![p("a")])] },
        "<ol start=\"3\">\n<li>a</li>\n</ol>",
    );
}

#[test]
fn checklists_have_a_label_and_no_button_in_it() {
    let line = |to| Block::Paragraph(vec![t("the word "), link(to, "DALO")]);
    let term = Reference::Term { id: "dalo".into(), official: Some(Language::default()) };
    check(
        Block::List {
            start: None,
            items: vec![
                item(Some(false), vec![p("a"), p("more")]),
                item(Some(true), vec![line(term)]),
                item(Some(false), vec![]),
                item(None, vec![p("c")]),
            ],
        },
        "<ul class=\"checklist\">\n<li><label><input type=\"checkbox\"> <span>a</span></label>\n<p>more</p></li>\n\
         <li><label><input type=\"checkbox\" checked> <span>the word <a class=\"term\" href=\"glossaire.html#dalo\">DALO</a></span></label></li>\n\
         <li></li>\n<li>c</li>\n</ul>",
    );
}

#[test]
fn alerts_and_quotations() {
    check(
        Block::Alert(Alert::Note, vec![p("a"), Block::List { start: Some(1), items: vec![] }]),
        "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\"><svg class=\"picto\" aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 1 1\"/>Note</p>\n<p>a</p>\n<ol>\n</ol></div>",
    );
    check(Block::Quote(vec![p("a"), Block::Rule]), "<blockquote><p>a</p>\n<hr></blockquote>");
}

#[test]
fn tables_have_a_name_and_heads() {
    let table = |caption: &str| {
        Block::Table(Box::new(Table {
            caption: vec![t(caption)],
            head: vec![vec![t("")], vec![t("B")]],
            rows: vec![vec![vec![t("1")], vec![t("2")]], vec![vec![], vec![]]],
            span: Span::default(),
        }))
    };
    check(
        table("C"),
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"_table-1\"><table><caption id=\"_table-1\">C</caption>\n\
         <thead><tr><td></td><th scope=\"col\">B</th></tr></thead>\n<tbody>\n<tr><th scope=\"row\">1</th><td>2</td></tr>\n<tr><td></td><td></td></tr>\n</tbody></table></div>",
    );
    assert!(made("fr", vec![table(" ")], vec![]).starts_with(
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>\n<thead>"
    ));
}

#[test]
fn pictures_keep_their_room() {
    let picture = Picture {
        src: "a.jpg".into(),
        variants: vec![("a-480.jpg".into(), 480), ("a.jpg".into(), 960)],
        width: 960,
        height: 640,
    };
    let image = |source| {
        Box::new(Image { source, alt: "A \"B\"".into(), caption: Some("C<".into()), span: Span::default() })
    };
    check(
        Block::Figure(image(Reference::Picture(picture))),
        "<figure><img src=\"a.jpg\" srcset=\"a-480.jpg 480w, a.jpg 960w\" sizes=\"(max-width: 42em) 100vw, 40rem\" alt=\"A &quot;B&quot;\" width=\"960\" height=\"640\" loading=\"lazy\" decoding=\"async\"><figcaption>C&lt;</figcaption></figure>",
    );
    check(Block::Figure(image(Reference::Nowhere)), "<p>A &quot;B&quot;</p>");
}

#[test]
fn footnotes_lead_there_and_back() {
    let line = Block::Paragraph(vec![
        t("a"),
        Inline::Footnote(1),
        t("b"),
        Inline::Footnote(1),
        Inline::Footnote(7),
        Inline::Footnote(0),
    ]);
    assert_eq!(
        made("fr", vec![line], vec![vec![p("n")], vec![p("m")]]),
        "<p>a<sup class=\"note-mark\"><a href=\"#_footnote-1\" id=\"_footnote-1-back\" aria-describedby=\"_footnotes\">1</a></sup>\
         b<sup class=\"note-mark\"><a href=\"#_footnote-1\" aria-describedby=\"_footnotes\">1</a></sup></p>\n\
         <section class=\"footnotes\" aria-labelledby=\"_footnotes\"><h2 id=\"_footnotes\">Notes</h2>\n<ol>\n\
         <li id=\"_footnote-1\"><p>n</p> <a class=\"back\" href=\"#_footnote-1-back\">Back 1</a></li>\n<li id=\"_footnote-2\"><p>m</p></li>\n</ol></section>"
    );
}

#[test]
fn definitions_come_once_and_in_their_language() {
    let theme = theme("ar");
    let arabic = Language::find("ar").expect("in the table");
    let section = words::section(&[term("dalo")], theme.strings(arabic), Some("glossaire.html"));
    assert_eq!(
        section,
        "<section class=\"words\" aria-labelledby=\"_words\"><h2 id=\"_words\">Words</h2>\n\
         <div popover id=\"_word-dalo\" class=\"word\"><h3 class=\"word-name\"><a href=\"glossaire.html#dalo\"><span lang=\"fr\" dir=\"ltr\">DALO</span> – a &lt;word&gt;</a></h3>\
         <p>what &amp; why</p><p class=\"word-original\">In French: <span lang=\"fr\" dir=\"ltr\">un mot</span></p>\
         <button type=\"button\" popovertarget=\"_word-dalo\" class=\"close\">Close</button></div>\n</section>"
    );
    assert_eq!(words::section(&[], theme.strings(arabic), None), "");
}

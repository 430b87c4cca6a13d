//! Hostile texts: reading them takes linear time and gives a valid document.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{draw, read_in};
use crate::document::{Block, Document, Inline, anchors, markdown::DEEPEST, terms::Terms, typeset};

/// Reads a text, checks what holds for every document, and gives the codes of its diagnostics.
fn read_all(body: &str) -> Vec<&'static str> {
    let read = read_in("fr", body);
    let mut document = read.value;
    Terms::new(trousseau_text::Language::default(), [("a", "a"), ("DALO", "dalo")], [("un bail", "bail")])
        .mark(&mut document, []);
    anchors::align(&mut document.clone(), &document, &"x.md".into());
    assert!(serde_json::to_string(&document).is_ok());
    sound(&document);
    read.diagnostics.iter().for_each(|diagnostic| {
        let span = diagnostic.place.span.expect("a place");
        assert!(body.get(span.start..span.end).is_some(), "{diagnostic:?}");
    });
    read.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
}

fn sound(document: &Document) {
    let headings = document.headings();
    assert_eq!(anchors::anchors(document).len(), headings.len(), "anchors are single");
    assert!(headings.iter().all(|heading| !heading.id.is_empty() && (2..=6).contains(&heading.level)));
    assert!(!draw(document).contains(typeset::is_control));
    sound_blocks(&document.blocks, 0);
    document.footnotes.iter().for_each(|diagnostic| sound_blocks(diagnostic, 1));
    document.clone().lines_mut(&mut |_, line| sound_line(line, 0, document.footnotes.len()));
}

fn sound_blocks(blocks: &[Block], depth: usize) {
    assert!(depth <= DEEPEST);
    for block in blocks {
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| sound_blocks(&item.blocks, depth + 1)),
            Block::Quote(inner) | Block::Alert(_, inner) => sound_blocks(inner, depth + 1),
            Block::Table(table) => assert!(table.rows.iter().all(|row| row.len() == table.head.len())),
            Block::Paragraph(line) => assert!(!line.is_empty()),
            _ => {}
        }
    }
}

fn sound_line(line: &[Inline], depth: usize, footnotes: usize) {
    assert!(depth <= 20);
    for piece in line {
        match piece {
            Inline::Footnote(number) => assert!((1..=footnotes).contains(number)),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                sound_line(inner, depth + 1, footnotes)
            }
            Inline::Link(link) => sound_line(&link.text, depth + 1, footnotes),
            _ => {}
        }
    }
}

/// Reads a text many times as long as a guide. The limit is wide for a busy machine: what grows with the square of
/// the length takes minutes.
#[track_caller]
fn soon(body: &str) -> Vec<&'static str> {
    let start = Instant::now();
    read_in("fr", body);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(100), "{took:?}");
    read_all(body)
}

#[test]
fn deep_nesting_is_flattened_and_noted_once() {
    for text in [">", "> ", "- ", "1. ", "- > "] {
        let body = text.repeat(100_000) + "a";
        let diagnostics = soon(&body);
        assert_eq!(diagnostics.iter().filter(|code| **code == "markdown/deep").count(), 1, "{text}");
    }
    let list: String = (0..400).map(|at| format!("{}- a\n", "  ".repeat(at))).collect();
    assert_eq!(soon(&(list + &"\n".repeat(100_000))), ["markdown/deep"]);
    assert_eq!(soon(&("*a **b ".repeat(10_000) + &"c** d* ".repeat(10_000))), ["markdown/deep"]);
    assert_eq!(soon(&("> ".repeat(DEEPEST) + "a")), [""; 0]);
    assert_eq!(soon(&("> ".repeat(DEEPEST + 1) + "a")), ["markdown/deep"]);
    let read = read_in("fr", &("- ".repeat(DEEPEST + 2) + "a\n- [ ] b\n\nc"));
    assert!(draw(&read.value).ends_with("[a]]]]]]]]]]] | ☐ b]\nc\n"), "{}", draw(&read.value));
}

#[test]
fn no_text_takes_long() {
    for text in [
        "[",
        "![",
        "*",
        "*a_",
        "**a ",
        "_a__",
        "``a`",
        "<",
        "<a ",
        "<!--",
        "[a](",
        "a](",
        "[a][",
        "[a]: b\n",
        "[^a]",
        "[^a]: ",
        "![[a](b)",
        "~~a",
        "|",
        "| a ",
        "a\n-\n",
        "# a\n",
        "## A {#a}\n\n",
        "|a|\n|-|\n\n",
        "<b>",
        "&#1;",
        "a[^b]\n\n[^b]: c\n\n",
        "> [!NOTE]\n\n",
        "- [ ] a\n",
        "« ",
        "[ici](http://b)",
        "DALO ",
        "\r",
    ] {
        soon(&text.repeat(100_000 / text.len().min(4)));
    }
}

#[test]
fn no_look_at_whole_words_takes_long() {
    for text in [
        "((a b ",
        "$$x ",
        "=a",
        "?a",
        "\\n",
        "a-at-",
        "www.a.",
        "1. a ",
        "[a]\n(https:",
        "* a\n\nb\n\n",
        "•☐",
        "@a.",
        "É=E9",
        "=EA",
        "%EA",
        "=41",
        "a%C3%A9",
        "{ab",
        "a : b\n",
        "\\*\\*a",
        "&lt;b",
        "x;y;z\n",
        "ab (1), ",
        "ab (1).\n\n",
        "mot¹ ",
        "XX/",
        "«NOM» ",
        "<à b> ",
        "a … € ",
        "JJ/MM/AA ",
        "$a=b ",
        "a) b ",
        "(à a ",
    ] {
        soon(&text.repeat(100_000 / text.len().min(4)));
    }
}

#[test]
fn no_sign_looks_back_over_a_whole_line() {
    for text in ["*1* ", "a *1* 2 ", "mot a** ", "mot a__ ", "x)[tel:1] "] {
        soon(&text.repeat(30_000));
        soon(&("mot ".repeat(60_000) + &text.repeat(30_000)));
    }
}

/// What guides are made of.
const PIECES: &[&str] = &[
    "a",
    "DALO",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "    ",
    "- ",
    "1. ",
    "> ",
    "> [!TIP]\n",
    "# ",
    "### ",
    "{#a .b}",
    "{#",
    "}",
    "---",
    "|",
    "|-|\n",
    "| a | b |\n|---|---|\n",
    ": ",
    "[",
    "](",
    ")",
    "![",
    "[a](guide:b#c)",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "[^a]",
    "[^a]: ",
    "[^b]: ",
    "- [ ] ",
    "\\",
    "&#0;",
    "&amp;",
    "\u{202e}",
    "\0",
    "é",
    "«",
    "»",
    "!",
    "'",
    "\"",
    "٣",
    "الـ",
    "😀",
    "http://a",
    "tel:",
    "lang:ar",
    "%",
    "%4",
    "%00",
    "#",
    "/",
];

/// The pieces of guides, in any order.
fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_document(body in any::<String>()) {
        read_all(&body);
    }

    #[test]
    fn any_markdown_gives_a_sound_document(body in pieces()) {
        read_all(&body);
    }

    #[test]
    fn any_two_texts_are_aligned_with_single_anchors(one in pieces(), other in pieces()) {
        let mut document = read_in("en", &one).value;
        anchors::align(&mut document, &read_in("fr", &other).value, &"x.md".into());
        sound(&document);
    }
}

//! Every kind of block, in every shape in which people write it: one translation is exchanged, and the rest keeps its bytes.

use proptest::prelude::*;

use super::{cut, put, texts};

/// A text whose words say their own name, and for one of them other words.
#[track_caller]
fn check(body: &str, of: &str, words: &str, expected: &str) {
    let (merged, got) = put(body, Some(body), None, &[(of, words)]);
    assert_eq!((merged.refused, got.as_str()), (Vec::new(), expected), "{body}");
}

/// Texts, a block of each as translators get it, and other words for it.
const SHAPES: [(&str, &str, &str); 34] = [
    ("\na\n\nb\n", "a", "x"),
    ("a\nb\nc", "a b c", "x y"),
    ("\r\na\r\n\r\nb\r\n", "b", "x"),
    ("- a\n- b\n  - c\n    d\n- e\n", "c d", "x"),
    ("1. a\n2. b\n\n   c\n3. d\n", "c", "x"),
    ("* [ ] a\n* [x] b\n", "b", "x"),
    ("+ a\n\n+ b\n", "a", "x"),
    ("> a\n> b\n>\n> c\n", "a b", "x"),
    ("> [!NOTE]\n> a **b**\n\nc\n", "a <g1>b</g1>", "<g1>x</g1> y"),
    ("- > a\n  > b\n- c\n", "a b", "x"),
    ("| a | b |\n|---|---|\n| c | `d` |\n", "<x1/>", "x <x1/>"),
    ("| a | b |\n|---|---|\n| c | |\n| d | e |\n", "d", "x"),
    (": a\n\n| b |\n|---|\n| c |\n", "a", "x"),
    ("![a](b.png \"c\")\n\nd\n", "a", "x"),
    ("![a](b.png \"c\")\n\nd\n", "c", "x"),
    ("a ![b](c.png) d\n", "a <g1>b</g1> d", "x <g1>y</g1>"),
    ("a[^1] b\n\n[^1]: c\n    d\n", "c d", "x"),
    ("a[^1] b\n\n[^1]: c\n", "a<x1/> b", "x<x1/> y"),
    ("```\na\n b\n```\n\nc\n", "a\n b", "x\ny"),
    ("a  \nb\\\nc\n", "a<x1/>b<x2/>c", "x<x1/>y<x2/>z"),
    ("| a<br>b |\n|---|\n", "a<x1/>b", "x<x1/>y"),
    ("[a][r] b\n\n[r]: https://a.fr\n", "<g1>a</g1> b", "x <g1>y</g1>"),
    ("<https://a.fr> a\n", "<x1/> a", "x <x1/>"),
    ("<!-- n -->\n\na\n\n---\n\nb\n", "b", "x"),
    ("## a {.pen}\n\nb\n", "a", "x"),
    ("a\n===\n\nb\n---\n\nc\n", "b", "x"),
    ("## a ##\n\nb\n", "a", "x"),
    ("\\# a\n\n\\- b\n", "\\# a", "\\# x"),
    ("• a\n• b\n", "b", "x"),
    ("١. قلم\n٢. كتاب\n", "كتاب", "دفتر"),
    ("የመጀመሪያ ቃል።\n\n- ሁለተኛ\n", "ሁለተኛ", "ሦስተኛ"),
    ("~~a~~ *b* __c__\n", "<g1>a</g1> <g2>b</g2> <g3>c</g3>", "<g3>x</g3> <g1>y</g1> <g2>z</g2>"),
    ("**[a](tel:115)** b\n", "<g1><g2>a</g2></g1> b", "x <g1><g2>y</g2></g1>"),
    ("a &amp; b &#169;\n", "a &amp; b &#169;", "x &amp; y"),
];

#[test]
fn one_block_is_exchanged_and_its_neighbours_stay() {
    for (body, of, words) in SHAPES {
        let place = texts(&cut(body)).iter().position(|text| text == of);
        let place = place.unwrap_or_else(|| panic!("no {of} in {:?}", texts(&cut(body))));
        let (merged, got) = put(body, Some(body), None, &[(of, words)]);
        assert_eq!(merged.refused, [], "{body}");
        let mut expected = texts(&cut(body));
        if words.contains("<x1/> y<x2/>") || of.starts_with("a <g1>") || of.starts_with("~~") {
            // Tags that change their order get other numbers.
            expected.remove(place);
            let mut seen = texts(&cut(&got));
            seen.remove(place);
            assert_eq!(seen, expected, "{got}");
        }
        // What is around it stays, byte for byte.
        let raw = &cut(body)[place + 2].raw;
        let (before, after) = body.split_once(raw.as_str()).expect("its bytes");
        assert!(got.starts_with(before) && got.ends_with(after), "{body:?} became {got:?}");
    }
}

#[test]
fn the_words_of_a_letter_are_never_translated() {
    let body = "## a\n\n> [!LETTER]\n> Nom : …\n>\n> - Adresse : …\n\nb\n";
    assert_eq!(texts(&cut(body)), ["a", "b"]);
    let (merged, new) = put(body, None, None, &[("a", "x"), ("b", "y")]);
    assert_eq!((merged.refused.len(), new.as_str()), (0, "## x\n\n> [!LETTER]\n\ny\n"));
    let own = "## c\n\n> [!LETTER]\n\nd\n";
    let (_, same) = put(body, Some(own), None, &[("b", "y")]);
    assert_eq!(same, own.replace("d\n", "y\n"));
}

#[test]
fn a_letter_is_one_however_its_sign_is_written() {
    for sign in ["> [!LETTER]", ">[!LETTER]", "> [!LETTRE]", "> [!letter]", ">[!Lettre]", ">   [!LETTER]"] {
        let body = format!("a\n\n{sign}\n> Nom\n\nb\n");
        assert_eq!(texts(&cut(&body)), ["a", "b"], "{sign}");
        let (_, new) = put(&body, None, None, &[("a", "x"), ("b", "y")]);
        assert_eq!(new, format!("x\n\n{sign}\n\ny\n"));
    }
    // In a list it is a quotation to readers, too.
    assert_eq!(texts(&cut("- > [!LETTER]\n  > Nom\n")).len(), 1);
}

#[test]
fn marks_keep_their_bytes_wherever_they_go() {
    check(
        "~~a~~ *b* __c__\n",
        "<g1>a</g1> <g2>b</g2> <g3>c</g3>",
        "<g3>x</g3> <g1>y</g1>, <g2>z</g2>",
        "__x__ ~~y~~, *z*\n",
    );
    check("> a  \n> b\n", "a<x1/>b", "x<x1/>y", "> x  \n> y\n");
    check("[a][r] b\n\n[r]: /c\n", "<g1>a</g1> b", "x <g1>y</g1>", "x [y][r]\n\n[r]: /c\n");
    check("a <g1> b\n", "a <x1/> b", "x <x1/>", "x <g1>\n");
}

proptest! {
    #[test]
    fn what_is_not_changed_stays_whatever_it_is(pieces in proptest::collection::vec(prop::sample::select(vec![
        "\n", "\n", "\n\n", "- ", "1. ", "> ", "    ", "  ", "## ", "a", "b c", "**", "*", "[a](tel:115)", "[", "]", "(", "`", "```\n",
        "| a | b |\n", "|---|---|\n", "\\", "<br>", "<g1>", "![a](b \"c\")", "[^1]", "[^1]: ", "é", "قلم", "\r\n", "\t", "<!-- ", " -->",
        "---\n", "{#a}", ": ", "&amp;", "• ", "[ ] ", "> [!NOTE]\n",
    ]), 0..40)) {
        let body = pieces.concat();
        let (merged, got) = put(&body, Some(&body), None, &[]);
        prop_assert_eq!(&got, &body);
        prop_assert!(merged.refused.is_empty());
        // The same words for every block change nothing, either; those that could be read otherwise are refused and stay.
        let own = texts(&cut(&body));
        let words: Vec<(&str, &str)> = own.iter().map(|text| (text.as_str(), text.as_str())).collect();
        prop_assert_eq!(&put(&body, Some(&body), None, &words).1, &body);
        prop_assert_eq!(&put(&body, None, None, &[]).1, &body);
    }

    #[test]
    fn no_words_of_two_blocks_do_harm(
        words in proptest::collection::vec(prop::sample::select(vec![
            "- ", "1. ", "> ", "## ", "a", ": ", "`", "```", "|", "\\", "<!--", "-->", "<b>", "[", "]: ", "[^1]", "[^1]: ", "---", "===", "{#a}",
            "a) ", "b) ", "• ", "**", "*", "![a](b)", " ", "\n",
        ]), 0..12),
        cut_at in 0_usize..12,
        body in prop::sample::select(vec![
            "a\n\nb\n", "a\nb\n", "- a\n- b\n", "- a\n\n  b\n", "> a\n>\n> b\n", "| a | b |\n|---|---|\n", ": a\n\n| b |\n|---|\n| c |\n",
            "## a\n\nb\n", "a\n\n```\nb\n```\n", "c[^1]\n\n[^1]: a\n\nb\n", "![a](c \"b\")\n\nd\n", "a\n\nb\n---\n", "c\n\na\n\n- b\n- d\n",
        ]),
    ) {
        let (one, two) = words.split_at(cut_at.min(words.len()));
        let (one, two) = (one.concat(), two.concat());
        let wanted: Vec<(&str, &str)> =
            [("a", &*one), ("b", &*two)].into_iter().filter(|(of, _)| texts(&cut(body)).iter().any(|text| text == of)).collect();
        for own in [None, Some(body)] {
            let (_, got) = put(body, own, None, &wanted);
            let kinds = |text: &str| cut(text).iter().map(|segment| segment.kind).collect::<Vec<_>>();
            prop_assert_eq!(kinds(&got), kinds(body), "{:?}", got);
        }
    }

    #[test]
    fn no_words_do_harm(words in "\\PC{0,30}", body in prop::sample::select(vec![
        "a\n\n- b\n", "- b\n- c\n", "> b\n", "| b | c |\n|---|---|\n", "## b\n", "![b](c)\n", "```\nb\n```\n",
    ])) {
        let count = cut(body).len();
        let (merged, got) = put(body, Some(body), None, &[("b", &words)]);
        prop_assert!(merged.refused.len() < 2);
        prop_assert!(cut(&got).len() == count || merged.refused.is_empty() && words.trim().is_empty());
    }
}

//! What Markdown becomes: each body beside a short notation of its document and its diagnostics.

mod anchors;
mod form;
mod hard;
mod lost;
mod slips;
mod terms;

use super::{
    Alert, Block, Document, Image, Inline, Item, Link, Target,
    markdown::{MOST_BYTES, read},
};
use crate::{
    diagnostic::{Diagnostic, Severity, WithDiagnostics},
    source::SourcePath,
};
use trousseau_text::Language;

fn language(tag: &str) -> Language {
    Language::find(tag).expect("in the table")
}

fn read_in(tag: &str, body: &str) -> WithDiagnostics<Document> {
    read(body, 0, &SourcePath::from("x.md"), language(tag))
}

/// Reads a French body and compares its notation: blocks, footnotes, then diagnostics (`!` error, `?` warning) with the words
/// they underline. A no-break space is drawn as `·`, a narrow one as `‧`.
#[track_caller]
fn check(body: &str, expected: &str) {
    check_in("fr", body, expected);
}

#[track_caller]
fn check_in(tag: &str, body: &str, expected: &str) {
    let WithDiagnostics { value, diagnostics } = read_in(tag, body);
    let mut seen = draw(&value);
    diagnostics.iter().for_each(|diagnostic| seen.push_str(&draw_note(diagnostic, body)));
    assert_eq!(seen.trim_end(), expected, "\n--- read from ---\n{body}");
}

fn draw_note(diagnostic: &Diagnostic, body: &str) -> String {
    let mark = if diagnostic.severity == Severity::Error { '!' } else { '?' };
    let span = diagnostic.place.span.expect("a place in the text");
    let args: Vec<String> = diagnostic.args.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let words = body.get(span.start..span.end).expect("on the borders of letters");
    format!("{mark} {} «{}» {}\n", diagnostic.code(), words.replace('\n', "/"), args.join(", "))
}

fn draw(document: &Document) -> String {
    let mut out = document.blocks.iter().map(|block| draw_block(block) + "\n").collect::<String>();
    for (at, diagnostic) in document.footnotes.iter().enumerate() {
        out += &format!("{}: {}\n", at + 1, draw_blocks(diagnostic));
    }
    out.replace('\u{a0}', "·").replace('\u{202f}', "‧")
}

fn draw_blocks(blocks: &[Block]) -> String {
    blocks.iter().map(draw_block).collect::<Vec<_>>().join(" / ")
}

fn draw_block(block: &Block) -> String {
    match block {
        Block::Heading(heading) => {
            let pictogram = heading.pictogram.as_ref().map(|name| format!(".{name}")).unwrap_or_default();
            format!("h{}#{}{pictogram} {}", heading.level, heading.id, draw_line(&heading.text))
        }
        Block::Paragraph(text) => draw_line(text),
        Block::List { start, items } => {
            let start = start.map(|start| start.to_string()).unwrap_or_default();
            format!("list{start}[{}]", items.iter().map(draw_item).collect::<Vec<_>>().join(" | "))
        }
        Block::Alert(kind, blocks) => {
            let name = match kind {
                Alert::Note => "note",
                Alert::Tip => "tip",
                Alert::Important => "important",
                Alert::Warning => "warning",
                Alert::Caution => "caution",
            };
            format!("{name}[{}]", draw_blocks(blocks))
        }
        Block::Quote(blocks) => format!("quote[{}]", draw_blocks(blocks)),
        Block::Table(table) => {
            let row =
                |row: &Vec<Vec<Inline>>| row.iter().map(|c| draw_line(c)).collect::<Vec<_>>().join(" | ");
            let rows: Vec<String> = std::iter::once(&table.head).chain(&table.rows).map(row).collect();
            format!("table({})[{}]", draw_line(&table.caption), rows.join(" // "))
        }
        Block::Figure(image) => format!("figure {}", draw_image(image)),
        Block::Verbatim(text) => format!("verbatim[{}]", text.replace('\n', "/")),
        Block::Rule | Block::Changed => "rule".into(),
        Block::Lines(many) => format!("lines{many}"),
        Block::Letter(letter) => format!("letter.{}[{}]", letter.language, draw_blocks(&letter.blocks)),
    }
}

fn draw_item(item: &Item) -> String {
    let task = match item.task {
        None => "",
        Some(false) => "☐ ",
        Some(true) => "☑ ",
    };
    format!("{task}{}", draw_blocks(&item.blocks))
}

fn draw_line(line: &[Inline]) -> String {
    line.iter()
        .map(|piece| match piece {
            Inline::Text(text) => text.clone(),
            Inline::Strong(inner) => format!("*{}*", draw_line(inner)),
            Inline::Emphasis(inner) => format!("_{}_", draw_line(inner)),
            Inline::Strike(inner) => format!("~{}~", draw_line(inner)),
            Inline::Code(text) => format!("`{text}`"),
            Inline::Link(link) => draw_link(link),
            Inline::Image(image) => draw_image(image),
            Inline::Footnote(number) => format!("^{number}"),
            Inline::Break => "⏎".into(),
            Inline::Blank(many) => "_".repeat(*many),
        })
        .collect()
}

fn draw_link(link: &Link) -> String {
    format!("[{}]({})", draw_line(&link.text), draw_target(&link.to))
}

fn draw_image(image: &Image) -> String {
    let caption = image.caption.as_ref().map(|text| format!(" «{text}»")).unwrap_or_default();
    format!("!{}({}){caption}", image.alt, draw_target(&image.source))
}

fn draw_target(target: &Target) -> String {
    let hash = |anchor: &Option<String>| anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default();
    match target {
        Target::Guide { slug, anchor } => format!("guide {slug}{}", hash(anchor)),
        Target::Page { slug, anchor } => format!("page {slug}{}", hash(anchor)),
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::File { path, anchor } => format!("file {path}{}", hash(anchor)),
        Target::Term(id) => format!("term {id}"),
        Target::Fact(id) => format!("fact {id}"),
        Target::Phone(number) => format!("phone {number}"),
        Target::Contact(id) => format!("contact {id}"),
        Target::Foreign(language) => format!("lang {language}"),
        Target::Web(address) => format!("web {address}"),
        Target::Mail(address) => format!("mail {address}"),
    }
}

#[test]
fn blocks_keep_their_kind() {
    check("Un\ndeux  \ntrois", "Un deux⏎trois");
    check("- a\n- b\n\n  c", "list[a | b / c]");
    check("3. a\n4. b", "list3[a | b]");
    check("- [ ] a\n- [x] b\n  - [ ] c\n- d", "list[☐ a | ☑ b / list[☐ c] | d]");
    check("- [ ] a\n\n- [x] b", "list[☐ a | ☑ b]");
    check("> a\n>\n> b", "quote[a / b]");
    check(
        "> [!IMPORTANT]\n> a\n\n> [!NOTE]\n> b\n\n> [!TIP]\n> c\n\n> [!WARNING]\n> d\n\n> [!CAUTION]\n> e",
        "important[a]\nnote[b]\ntip[c]\nwarning[d]\ncaution[e]",
    );
    check("a\n\n***\n\n```\nx  y\n 'z'\n```\n\n    k", "a\nrule\nverbatim[x  y/ 'z']\nverbatim[k]");
    check("**a** _b_ ~~c~~ `d 'e'`", "*a* _b_ ~c~ `d 'e'`");
    check("", "");
    check("$a {c} %d%", "$a {c}‧%d%");
}

#[test]
fn typography_sees_the_whole_line() {
    check("« **Oui** » : c'est `x` !", "«·*Oui*·»·: c’est `x`‧!");
    check("« [DALO](term:dalo) » ?\n« a\n» !", "«·[DALO](term dalo)·»‧? «·a·»‧!");
    check("*23* 403 €", "_23_‧403‧€");
    check("mot[^1] !\n\n[^1]: « a »", "mot^1‧!\n1: «·a·»");
    check_in("en", "\"**yes**\" it's [\"l'avis\" ?](lang:fr)", "“*yes*” it’s [\"l’avis\"‧?](lang fr)");
    check_in("ar", "لا ? [oui ?](lang:fr)", "لا ? [oui‧?](lang fr)");
}

#[test]
fn words_are_counted_once() {
    let words = |body: &str| read_in("fr", body).value.words;
    assert_eq!(words("## Un deux\n\n- trois **quatre**[^a]\n\n[^a]: cinq"), 5);
    assert_eq!(words("## Un\n\n| a | b |\n|---|---|\n| c | d e |"), 6);
    assert_eq!(words(": Un\n\n| a | b |\n|---|---|\n| c | d |\n\n    e f"), 7);
    assert_eq!(words("![alternative](a.svg \"sa légende\")"), 2);
}

#[test]
fn html_is_left_out() {
    check("a <!-- b --> c", "a  c");
    check("<!-- a\nb -->\n\nc", "c");
    check("<!--> a", "! markdown/html-block «<!--> a» html=a, lines=1, words=1");
    check("a<br>b <BR/> c", "a⏎b ⏎ c");
    check("a <b>c</b> d", "a c d\n! markdown/html «<b>» html=<b>");
    check("a </b>", "a\n! markdown/html «</b>» html=</b>");
    check(
        "<div>\n<script>x</script>\n\nb",
        "b\n! markdown/html-block «<div>/<script>x</script>» html=<div>, lines=2, words=1",
    );
    check("<!-- a\n\nb", "! markdown/comment-open «<!-- a//b» html=<!-- a, words=2");
    check(
        // A block of HTML ends at the empty line, whatever is open in it.
        "<div>c</div>\n<!-- a\n\nb",
        "b\n! markdown/html-block «<div>c</div>/<!-- a» html=<div>c</div>, lines=2, words=1",
    );
    check("« <i>a</i> »", "«·a·»\n! markdown/html «<i>» html=<i>");
}

#[test]
fn links_lead_somewhere() {
    check("[a](guide:demander#les-papiers)", "[a](guide demander#les-papiers)");
    check("[a](page:vie-privee) [b](GUIDE:x#)", "[a](page vie-privee) [b](guide x)");
    check("[a](term:dalo) [2](fact:f-1) [S](contact:siao)", "[a](term dalo) [2](fact f-1) [S](contact siao)");
    check("[115](tel:115) [a](<tel:+33 1 23>)", "[115](phone 115) [a](phone +33123)");
    check(
        "[٠٨٠٦](tel:٠٨٠٦) [a](tel:+۳۳) [b](tel:%D9%A1%D9%A7)",
        "[٠٨٠٦](phone 0806) [a](phone +33) [b](phone 17)",
    );
    check("[a](lang:fa-AF) [b](mailto:a@b.fr)", "[a](lang fa-AF) [b](mail a@b.fr)");
    check("[a](#les-papiers) [b](#%C3%A9)", "[a](#les-papiers) [b](#é)");
    check("[a](../demander/fr.md#x) [b](a%20b.pdf)", "[a](file ../demander/fr.md#x) [b](file a b.pdf)");
    check("[a](HTTPS://x.fr/é?q=1#y)", "[a](web https://x.fr/é?q=1#y)");
    check("<https://x.fr> <a@b.fr>", "[https://x.fr](web https://x.fr) [a@b.fr](mail a@b.fr)");
    check("[a][b]\n\n[b]: guide:x", "[a](guide x)");
    check("[a](%ff%zz)", "[a](file %ff%zz)");
    check("[a](<https://x.fr/a b>)", "[a](web https://x.fr/a%20b)");
}

#[test]
fn links_that_a_guide_may_not_hold_leave_their_words() {
    let cases = [
        ("javascript:alert", "! links/scheme", "address=javascript:alert, scheme=javascript"),
        ("data:text/html,x", "! links/scheme", "address=data:text/html,x, scheme=data"),
        ("file:///etc", "! links/scheme", "address=file:///etc, scheme=file"),
        ("ftp://x", "! links/scheme", "address=ftp://x, scheme=ftp"),
        ("//x.fr", "! links/absolute", "address=//x.fr"),
        ("/x", "! links/absolute", "address=/x"),
        ("%2Fx", "! links/absolute", "address=%2Fx"),
        ("\\\\x", "! links/absolute", "address=\\x"),
        ("lang:dari", "! links/language", "address=lang:dari, language=dari, near=fa-AF"),
        ("lang:darija", "! links/language", "address=lang:darija, language=darija"),
        ("lang:fa_AF", "! links/language", "address=lang:fa_AF, language=fa_AF, near=fa-AF"),
        ("tel:", "! links/phone", "address=tel:"),
        ("tel:0800-a", "! links/phone", "address=tel:0800-a"),
        ("tel:1+1", "! links/phone", "address=tel:1+1"),
        ("", "! links/nowhere", "address="),
        ("#", "! links/nowhere", "address=#"),
        ("guide:", "! links/nowhere", "address=guide:"),
        ("https:x", "! links/nowhere", "address=https:x"),
        ("https://", "! links/nowhere", "address=https://"),
    ];
    for (address, code, args) in cases {
        let body = format!("a [*b*]({address}) c");
        check(&body, &format!("a _b_ c\n{code} «[*b*]({address})» {args}"));
    }
    check("[](guide:x) a", "a\n! links/empty «[](guide:x)» address=guide:x");
    check("[a](%00) [b](c%0ad) [e](tel:%2B12)", "[a](file %00) [b](file c%0ad) [e](phone +12)");
    check(
        "[a](java&#10;script:x)",
        "a\n! links/scheme «[a](java&#10;script:x)» address=javascript:x, scheme=javascript",
    );
    check(
        "[a](java&#1;script:x)",
        "a\n? markdown/control «[a](java&#1;script:x)» character=U+0001\n\
         ! links/scheme «[a](java&#1;script:x)» address=javascript:x, scheme=javascript",
    );
}

#[test]
fn links_can_be_better() {
    check(
        "[a](http://x.fr)",
        "[a](web http://x.fr)\n? links/insecure «[a](http://x.fr)» address=http://x.fr",
    );
    check("[a](http://localhost:8080)", "[a](web http://localhost:8080)");
    for words in
        ["ici", "Cliquez ici.", "lire la suite", "here", "click here", "Read more", "هنا", "اضغط هنا"]
    {
        let body = format!("[{words}](guide:x)");
        let diagnostic = format!("? links/vague «{body}» address=guide:x, words={words}");
        check(&body, &format!("[{words}](guide x)\n{diagnostic}"));
    }
    check("[ici](lang:fr) [ici et là](guide:x)", "[ici](lang fr) [ici et là](guide x)");
}

#[test]
fn a_heading_is_for_the_eye() {
    let diagnostics = |letters: usize| read_in("fr", &format!("## {}", "a".repeat(letters))).diagnostics;
    assert_eq!(diagnostics(140), []);
    let diagnostics = diagnostics(141);
    let [diagnostic] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    assert_eq!((diagnostic.code(), diagnostic.severity), ("markdown/long-heading", Severity::Warning));
    let cut = "a".repeat(60) + "…";
    assert_eq!((&*diagnostic.args["letters"], &diagnostic.args["heading"]), ("141", &cut));
}

#[test]
fn pictures_need_words_and_a_file() {
    check("![un *plan*](a.svg \"La 'cour' !\")", "figure !un plan(file a.svg) «La ’cour’‧!»");
    check("a ![b](c.png)", "a !b(file c.png)");
    check("- ![b](c.png)", "list[figure !b(file c.png)]");
    check("![ ](c.png)", "figure !(file c.png)\n! images/alt «![ ](c.png)» address=c.png");
    check("![a](https://x/y)", "a\n! images/remote «![a](https://x/y)» address=https://x/y");
    check("![a](data:x)", "a\n! links/scheme «![a](data:x)» address=data:x, scheme=data");
    check("![a](tel:1)", "a\n! links/scheme «![a](tel:1)» address=tel:1, scheme=tel");
    check("![a](tel:x)", "a\n! links/scheme «![a](tel:x)» address=tel:x, scheme=tel");
    check("![a](#b)", "a\n! links/scheme «![a](#b)» address=#b, scheme=#");
    check("![a](/b)", "a\n! links/absolute «![a](/b)» address=/b");
    check("[![a](b.png)](guide:x)", "[!a(file b.png)](guide x)");
    check("![a [b](guide:x) c](d.png)", "figure !a b c(file d.png)");
}

#[test]
fn tables_have_captions() {
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    let drawn = "[a | b // 1 | 2]";
    check(&format!(": Les *prix* :\n\n{table}"), &format!("table(Les _prix_·:){drawn}"));
    check(&format!("{table}\n: Les prix\n\nsuite"), &format!("table(Les prix){drawn}\nsuite"));
    check(&format!("{table}: Les prix"), &format!("table(Les prix){drawn}"));
    check(
        &format!("{table}\n: B\n\n{table}"),
        &format!(
            "table(){drawn}\ntable(B){drawn}\n? tables/caption «| a | b |/|---|---|/| 1 | 2 |» heading="
        ),
    );
    check(
        &format!("## Les prix[^1]\n\n{table}\n[^1]: n"),
        &format!(
            "h2#les-prix Les prix^1\ntable(Les prix){drawn}\n1: n\n\
             ? tables/caption «| a | b |/|---|---|/| 1 | 2 |» heading=Les prix"
        ),
    );
    check("> : C\n>\n> | a |\n> |---|", "quote[table(C)[a]]");
}

#[test]
fn a_caption_without_a_table_that_names_a_fact_asks_for_dates() {
    check("Un mot.\n\n: Répondez, [2 mois](fact:x)", "Un mot.\ntable(Répondez, [2·mois](fact x))[]");
    check("> : [2 mois](fact:x)", "quote[table([2·mois](fact x))[]]");
    check(": [2 mois](guide:x)", ": [2·mois](guide x)");
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n";
    check(&format!(": [2 mois](fact:x)\n\n{table}"), "table([2·mois](fact x))[a | b // 1 | 2]");
}

#[test]
fn tables_are_rectangles_with_named_columns() {
    check(
        ": C\n\n|   | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2 |  |",
        "table(C)[ | b // 1 |  // 1 | 2 // 1 | 2]\n? tables/cells «| 1 |» cells=1, columns=2, words=| 1 |\n\
         ! tables/cells «| 1 | 2 | 3 |» cells=3, columns=2, words=3",
    );
    check(
        ": C\n\n| a |  |\n|---|---|\n| 1 | `2` |",
        "table(C)[a |  // 1 | `2`]\n? tables/head «| a |  |/|---|---|/| 1 | `2` |» column=2",
    );
}

#[test]
fn footnotes_are_numbered_by_their_first_use() {
    check(
        "[^x]: un\n\na[^b] c[^X] d[^b]\n\n[^b]: deux[^c]\n\n    - e\n\n[^c]: trois[^c]",
        "a^1 c^2 d^1\n1: deux^3 / list[e]\n2: un\n3: trois^3",
    );
    check("a[^b]", "a[^b]\n? footnotes/missing «[^b]» words=[^b]");
    check(
        "a\n\n[^b]: c[^d]\n\n[^d]: e",
        "a\n? footnotes/unused «[^b]: c[^d]» label=b\n? footnotes/unused «[^d]: e» label=d",
    );
    check("a[^b]\n\n[^b]: c\n\n[^b]: d", "a^1\n1: c\n? footnotes/twice «[^b]: d» label=b");
    check("a[^b]\n\n[^b]: # C\n", "a^1\n1: *C*");
    check("> a[^b]\n>\n> [^b]: c", "quote[a^1]\n1: c");
}

#[test]
fn control_characters_are_dropped_and_noted_once() {
    check("a\u{202e}b\u{1}c", "abc\n? markdown/control «\u{202e}» character=U+202E");
    check("a&#x202E;b", "ab\n? markdown/control «a&#x202E;b» character=U+202E");
    check("`a\0b`", "`ab`\n? markdown/control «\0» character=U+0000");
    check("a\u{200f}b\r\nc", "a\u{200f}b c");
}

#[test]
fn a_body_that_is_too_large_is_not_read() {
    let WithDiagnostics { value, diagnostics } = read_in("fr", &"a".repeat(MOST_BYTES + 1));
    assert_eq!((value, diagnostics.len()), (Document::default(), 1));
    assert_eq!((diagnostics[0].code(), diagnostics[0].args["size"].as_str()), ("markdown/too-large", "2048"));
    assert_eq!(read_in("fr", &"a".repeat(MOST_BYTES)).diagnostics, []);
}

#[test]
fn places_are_places_in_the_file() {
    let diagnostics = read("é <b>", 100, &SourcePath::from("x.md"), language("fr")).diagnostics;
    let span = diagnostics[0].place.span.expect("a place");
    assert_eq!((span.start, span.end), (103, 106));
}

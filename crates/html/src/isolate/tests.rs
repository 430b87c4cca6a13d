//! What is isolated in pages of other scripts, and what is left alone.

use super::*;

/// The languages of a toolkit for tests.
fn isolated(html: &str, language: Language, latin: Language) -> String {
    let languages = ["fr", "ar", "uk", "ti"].map(|tag| Language::find(tag).expect("in the table"));
    isolate(html, language, Voices { latin, languages: &languages })
}

fn check(language: &str, html: &str, expected: &str) {
    let language = Language::find(language).expect("in the table");
    let page = format!("<title>a</title><body class=\"b 1\">{html}</body>");
    let seen = isolated(&page, language, Language::default());
    let inside = seen.strip_prefix("<title>a</title><body class=\"b 1\">").expect("the head is left alone");
    assert_eq!(inside.strip_suffix("</body>").expect("whole"), expected);
}

/// The same check, with `<…>` for numbers and `[…]` for Latin words.
fn short(language: &str, html: &str, expected: &str) {
    let expected = expected
        .replace('⟨', "<bdi dir=\"ltr\">")
        .replace('⟦', "<bdi dir=\"ltr\" lang=\"fr\">")
        .replace(['⟩', '⟧'], "</bdi>");
    check(language, html, &expected);
}

#[test]
fn numbers_and_latin_words_stand_apart_in_arabic() {
    short("ar", "<p>اتصل على 0 805 16 00 75 الآن</p>", "<p>اتصل على ⟨0 805 16 00 75⟩ الآن</p>");
    short("ar", "طلب DALO في 2026", "طلب ⟦DALO⟧ في ⟨2026⟩");
    short("ps", "<a href=\"x1.html\" title='a>b 2'>أ 5</a>", "<a href=\"x1.html\" title='a>b 2'>أ ⟨5⟩</a>");
    short("ar", "<li>أ<br>3<img alt=\"4a\">ب</li>", "<li>أ<br>⟨3⟩<img alt=\"4a\">ب</li>");
}

#[test]
fn left_to_right_scripts_mark_latin_words_only() {
    check("ti", "<p>ናብ SIAO ደውሉ 115</p>", "<p>ናብ <span lang=\"fr\">SIAO</span> ደውሉ 115</p>");
    check("uk", "Дзвоніть 115", "Дзвоніть 115");
    check("fr", "Appelez le 115 <b>1</b>", "Appelez le 115 <b>1</b>");
}

#[test]
fn latin_words_are_in_the_language_of_the_partners() {
    let find = |tag| Language::find(tag).expect("in the table");
    let seen = isolated("<body>طلب Council tax <b lang=\"fr\" dir=\"ltr\">CAF</b>", find("ar"), find("en"));
    assert_eq!(
        seen,
        "<body>طلب <bdi dir=\"ltr\" lang=\"en\">Council tax</bdi> <b lang=\"fr\" dir=\"ltr\">CAF</b>"
    );
}

#[test]
fn words_get_the_one_language_of_their_letters() {
    let arabic = "<bdi dir=\"rtl\" lang=\"ar\">أريد مترجما</bdi>";
    check("fr", "Dites « أريد مترجما » (115)", &format!("Dites « {arabic} » (115)"));
    check("uk", "Скажіть أريد مترجما 5 CAF", &format!("Скажіть {arabic} 5 <span lang=\"fr\">CAF</span>"));
    check("fr", "<a title=\"x\">дім</a>, oui", "<a title=\"x\"><span lang=\"uk\">дім</span></a>, oui");
    // No language of the toolkit is written so: the direction alone is known.
    check("fr", "Le mot שלום, oui", "Le mot <bdi dir=\"rtl\">שלום</bdi>, oui");
    check("fr", "Le mot მზე", "Le mot მზე");
    check(
        "fr",
        "« لدي ٠٣-٢٠ هنا »",
        "« <bdi dir=\"rtl\" lang=\"ar\">لدي <bdo dir=\"ltr\">٠٣-٢٠</bdo> هنا</bdi> »",
    );
}

#[test]
fn what_takes_no_markup_gets_isolates_where_it_must() {
    check(
        "ar",
        "<img alt=\"اتصل 0 805 16 ب CAF &amp; سكن 5\" title=\"5-6 ب\">",
        "<img alt=\"اتصل \u{2066}0 805 16\u{2069} ب CAF &amp; سكن 5\" title=\"\u{2066}5-6\u{2069} ب\">",
    );
    check(
        "fr",
        "<a aria-label=\"Dire أريد مترجما\">x</a>",
        "<a aria-label=\"Dire \u{2067}أريد مترجما\u{2069}\">x</a>",
    );
    let page = "<head><title>سكن: 12 rue de Lille</title></head><body>5";
    let seen = isolated(page, Language::find("ar").expect("a tag"), Language::default());
    assert!(
        seen.starts_with("<head><title>سكن: \u{2066}12 rue de Lille\u{2069}</title></head><body>"),
        "{seen}"
    );
}

#[test]
fn a_run_goes_on_over_emphasis_and_links() {
    short(
        "ar",
        "<p>في <strong>0 805</strong> 16 00 75 ب</p>",
        "<p>في ⟨<strong>0 805</strong> 16 00 75⟩ ب</p>",
    );
    short("ar", "في 12 rue <em>de Paris</em>, 59000 Lille ب", "في ⟦12 rue <em>de Paris</em>, 59000 Lille⟧ ب");
    short("ar", "<a href=\"x\">CAF</a> (Caisse) ب", "⟦<a href=\"x\">CAF</a> (Caisse)⟧ ب");
    short(
        "ar",
        "ب <a href=\"x\">cerfa</a> <strong>14069*05</strong>",
        "ب ⟦<a href=\"x\">cerfa</a> <strong>14069*05</strong>⟧",
    );
    short("ar", "ب <a href=\"x\">سكن CAF</a> Lille", "ب <a href=\"x\">سكن ⟦CAF⟧</a> ⟦Lille⟧");
    short(
        "ar",
        "<strong>115</strong>، <strong>112</strong>",
        "<strong>⟨115⟩</strong>، <strong>⟨112⟩</strong>",
    );
    check(
        "fr",
        "Dites <em>أريد</em> مترجما puis",
        "Dites <bdi dir=\"rtl\" lang=\"ar\"><em>أريد</em> مترجما</bdi> puis",
    );
    check(
        "fr",
        "<em>un</em> <a lang=\"ar\" dir=\"rtl\" href=\"x\">سكن</a> deux",
        "<em>un</em> <a lang=\"ar\" dir=\"rtl\" href=\"x\">سكن</a> deux",
    );
}

#[test]
fn arrows_point_to_what_follows() {
    check("ar", "الطلب → السكن", "الطلب ← السكن");
    short("ar", "على ⟦Menu → Aide⟧".replace(['⟦', '⟧'], "").as_str(), "على ⟦Menu → Aide⟧");
    check("fr", "demande → logement", "demande → logement");
}

#[test]
fn what_is_marked_already_is_left_alone() {
    for html in [
        "<bdi dir=\"ltr\">0 805</bdi>",
        "<bdi>5 <b>6</b></bdi>",
        "<span lang=\"fr\" dir=\"ltr\">le 5 <span>mai</span> 2026</span>",
        "<div dir=\"ltr\"><div>5</div> 6</div>",
        "<a lang=\"en\" hreflang=\"en\" dir=\"ltr\" href=\"x\">English 1</a>",
        "<svg viewBox=\"0 0 1 1\"><title>a 1</title><text>5</text></svg>",
        "<svg><svg/><svg a=\"/>\"><g/></svg><text>5</text></SVG>",
        "<script type=\"application/ld+json\">{\"a<b>\": 5}</script>",
        "<style>a > b{c:1}</style>",
        "<textarea>5 a</textarea>",
        "<select><option>5 a</option></select>",
        "<!-- 5 <b> a -->",
        "<!-- never closed 5",
    ] {
        check("ar", html, html);
    }
}

#[test]
fn the_rule_comes_back_after_an_element() {
    short(
        "ar",
        "<div lang=\"fr\" dir=\"ltr\"><div>5</div><div>6</div></div>7",
        "<div lang=\"fr\" dir=\"ltr\"><div>5</div><div>6</div></div>⟨7⟩",
    );
    short("ar", "<svg><g/></svg>7<svg/>8", "<svg><g/></svg>⟨7⟩<svg/>⟨8⟩");
    short("ar", "<bdi>1<bdi>2</bdi>3</bdi>4", "<bdi>1<bdi>2</bdi>3</bdi>⟨4⟩");
    short(
        "ar",
        "<p data-lang=\"fr\" hreflang=\"fr\" lang>5</p>",
        "<p data-lang=\"fr\" hreflang=\"fr\" lang>⟨5⟩</p>",
    );
    short("ar", "<SPAN LANG=fr>5</SPAN>6", "<SPAN LANG=fr>5</SPAN>⟨6⟩");
}

#[test]
fn each_language_inside_a_page_has_its_own_rule() {
    short(
        "fr",
        "Appelez 115 <p lang=\"ar\" dir=\"rtl\">اتصل على 115</p> 116",
        "Appelez 115 <p lang=\"ar\" dir=\"rtl\">اتصل على ⟨115⟩</p> 116",
    );
    short(
        "ar",
        "<p lang=\"fr\" dir=\"ltr\">5 <b lang=\"ar\" dir=\"rtl\">ب 6</b> 7</p>",
        "<p lang=\"fr\" dir=\"ltr\">5 <b lang=\"ar\" dir=\"rtl\">ب ⟨6⟩</b> 7</p>",
    );
    short("ar", "<p lang=\"ar\">ب 6</p>", "<p lang=\"ar\">ب ⟨6⟩</p>");
    check("ar", "<p lang=\"ar\" dir=\"ltr\">6</p>", "<p lang=\"ar\" dir=\"ltr\">6</p>");
}

#[test]
fn entities_stay_whole() {
    short("ar", "ب &amp; &lt;b&gt; 5", "ب &amp; &lt;⟦b⟧&gt; ⟨5⟩");
    short("ar", "ب l&#39;accès A&amp;B ب", "ب ⟦l'accès A&amp;B⟧ ب");
    short("ar", "ب &eacute; &#1575; &", "ب &eacute; &#1575; &");
    short("ar", "23&nbsp;403 ب", "⟨23\u{a0}403⟩ ب");
}

#[test]
fn broken_pages_come_out_as_they_are() {
    for html in [
        "<",
        "<b",
        "a < b",
        "</",
        "</>",
        "<p lang='",
        "<!",
        "<script>5",
        "<p \"5",
        "<bdi>",
        "</bdi></p>",
        "<é>5",
        "&",
        "&;",
    ] {
        let language = Language::find("ar").expect("in the table");
        let seen = isolated(&format!("<body>{html}"), language, language);
        assert!(seen.starts_with("<body>"), "{html}");
    }
}

/// Pieces of pages, of which each may mislead a look that reads no tags.
const PIECES: [&str; 40] = [
    "<span lang=en>",
    "<span lang=\"en\" dir=\"ltr\">",
    "</span>",
    "<div dir=\"ltr\">",
    "<q lang=\"fr\" dir=\"rtl\">",
    "</q>",
    "<bdi dir=\"ltr\">",
    "<p>",
    "</p>",
    "<em>",
    "</em>",
    "<a title=\"a>b\">",
    "</a>",
    "<b lang=\"ar\" dir=\"rtl\">",
    "</b>",
    "<bdi>",
    "</bdi>",
    "<svg>",
    "</svg>",
    "<svg/>",
    "<title>",
    "</title>",
    "<option>",
    "</option>",
    "<img alt=\"سكن\">",
    "<!-- سكن -->",
    "<p for='x' class=y>",
    "<",
    "un ",
    "rendez-vous",
    "5-7",
    "-",
    "115",
    " سكن",
    "дім",
    "→",
    "∑",
    "&nbsp;",
    "œ’",
    "e\u{301}",
];

#[test]
fn a_quick_walk_writes_what_a_slow_one_does() {
    let languages = ["fr", "ar", "uk"].map(|tag| Language::find(tag).expect("in the table"));
    let voices = Voices { latin: languages[0], languages: &languages };
    let written = |html: &str, quick| {
        let mut out = String::new();
        walk(html, quick, Walk::new(languages[0], voices), &mut out);
        out
    };
    let mut seed = 7_u64;
    for _ in 0..60_000 {
        let mut html = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            html.push_str(PIECES[(seed >> 33) as usize % PIECES.len()]);
        }
        assert_eq!(written(&html, true), written(&html, false), "{html}");
    }
}

#[test]
fn a_long_page_of_any_kind_takes_no_time() {
    for piece in PIECES {
        for before in ["", "<p>", "<svg>"] {
            let html = format!("<body>{}", format!("{before}{piece}").repeat(10_000));
            let begun = std::time::Instant::now();
            isolated(&html, Language::default(), Language::default());
            assert!(begun.elapsed().as_secs() < 60, "{before}{piece}: {:?}", begun.elapsed());
        }
    }
}

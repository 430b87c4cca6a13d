//! Whole pages.

use std::collections::BTreeMap;

use base64::Engine;
use sha2::{Digest, Sha256};

use super::*;
use trousseau_core::{
    diagnostic::Span,
    document::{Block, Document, Heading, Inline},
    library,
    source::Sources,
};
use trousseau_site::view::{Crumb, Downloads, Local, PageBuilder, Reference, body};
use trousseau_theme::files::Files;

const THEME: &str = "\
--- base.html ---
<!doctype html><html lang=\"{{ site.lang }}\" dir=\"{{ site.dir }}\"><head><meta http-equiv=\"Content-Security-Policy\" content=\"{{ csp }}\">
<title>{{ page.title.text }} 1</title><style>{{ css }}</style><script type=\"application/ld+json\">{{ jsonld }}</script></head>
<body><main id=\"main\">{% block main %}{% endblock %}</main></body></html>
--- guide.html ---
{% extends \"base.html\" %}{% block main %}<h1>{{ page.title.text }}</h1>{{ page.content.minutes }} {{ t.read }} {{ page.content.slug }}
<div{% if page.content.body_lang %} lang=\"{{ page.content.body_lang }}\" dir=\"{{ page.content.body_dir }}\"{% endif %}>{{ body }}</div>{{ words }}{{ feed }} {{ sitemap }} {{ manifest }} {{ icon }}{% endblock %}
--- not_found.html ---
{% extends \"base.html\" %}{% block main %}{% for one in all %}<p lang=\"{{ one.site.lang }}\" dir=\"{{ one.site.dir }}\">{{ one.t.read }} {{ one.site.name.text }} 404</p>{% endfor %}{% endblock %}
--- home.html ---
{{ page.nothing.at.all }}
";

fn theme(story: &str) -> Theme {
    let mut default: BTreeMap<_, _> = Sources::from_story(story)
        .value
        .files
        .into_iter()
        .map(|(path, source)| (format!("templates/{path}"), source))
        .collect();
    let mut put = |path: &str, text: &str| {
        default.insert(path.to_owned(), trousseau_core::source::Source::new(path, text.as_bytes()));
    };
    put("strings/fr.yaml", "read: \"à lire !\"\n");
    put("strings/ar.yaml", "read: قراءة\n");
    put("assets/style.css", "a { b : c }\n");
    put("assets/icon.svg", "<svg/>");
    let languages = ["fr", "ar"].map(|tag| Language::find(tag).expect("in the table"));
    Theme::new(Files { default, ..Files::default() }, "default", &languages, Language::default()).value
}

fn local(text: &str) -> Local {
    Local { text: text.into(), lang: None, dir: None }
}

fn site(tag: &str) -> Arc<SiteContext> {
    let language = Language::find(tag).expect("in the table");
    Arc::new(SiteContext {
        tag: language.tag(),
        lang: language.html(),
        dir: language.direction().name(),
        language_name: language.name(),
        name: local("Trousseau"),
        tagline: local("x"),
        demo: true,
        unread: false,
        territory: None,
        stages: vec![],
        steps: 0,
        pages: vec![],
        help: vec![],
        tonight: None,
        feed: true,
        glossary: true,
        phrases: false,
        questions: false,
        territories: false,
        keep: false,
        print: false,
        fonts: Vec::new(),
    })
}

fn view(site: &Arc<SiteContext>, content: Content) -> PageView {
    PageView {
        site: site.clone(),
        path: format!("{}/demander.html", site.tag),
        root: "../".into(),
        home: String::new(),
        title: local("<script>\"&"),
        summary: local("s"),
        part: None,
        canonical: Some(format!("https://a.b/{}/demander.html", site.tag)),
        alternates: vec![],
        languages: vec![],
        crumbs: vec![Crumb { href: "stage-x.html".into(), label: local("</script>") }],
        code: None,
        content,
    }
}

/// The page of a real guide, with this body in this language.
fn guide(blocks: Vec<Block<Reference>>, tag: &str, own: bool) -> Content {
    let sources = Sources::from_story(include_str!("../../../../tests/fixtures/toolkit.txt")).value;
    let library = library::assemble(&sources).value.expect("a library");
    let builder = PageBuilder {
        library: &library,
        language: library.toolkit.source_language(),
        context: site("fr"),
        base_url: None,
        bodies: body::body,
        downloads: &Downloads::default(),
        kept: &trousseau_site::view::kept_view::Kept::default(),
    };
    let mut view = builder.guide(library.guide("demander").expect("a guide"), None, None);
    if let Content::Guide(guide) = &mut view.content {
        guide.text.body = Document { blocks, footnotes: vec![], words: 3 };
        guide.text.language = Language::find(tag).expect("in the table");
        guide.text.body_lang = own.then_some("fr");
        guide.text.body_dir = own.then_some("ltr");
        guide.text.terms.clear();
        guide.text.minutes = 4;
    }
    view.content
}

fn paragraph(text: &str) -> Block<Reference> {
    Block::Paragraph(vec![Inline::Text(text.into())])
}

fn made(noted: WithDiagnostics<Option<Vec<u8>>>) -> String {
    assert_eq!(noted.diagnostics, []);
    String::from_utf8(noted.value.expect("a page")).expect("text")
}

#[test]
fn a_page_is_its_view_and_nothing_is_markup_by_chance() {
    let fr = site("fr");
    let html = made(page(
        &view(&fr, guide(vec![paragraph("Oui 5 <b>")], "fr", false)),
        &theme(THEME),
        std::slice::from_ref(&fr),
    ));
    assert!(html.contains("<title>&lt;script&gt;&quot;&amp; 1</title>"), "{html}");
    assert!(html.contains("<h1>&lt;script&gt;&quot;&amp;</h1>4 à lire\u{202f}! demander"), "{html}");
    assert!(
        html.contains(
            "<div><p>Oui 5 &lt;b&gt;</p></div>feed.xml plan.html manifest.webmanifest ../assets/icon."
        ),
        "{html}"
    );
    assert!(html.contains("<style>a{b :c}</style>"), "{html}");
    let hash =
        "sha256-".to_owned() + &base64::engine::general_purpose::STANDARD.encode(Sha256::digest(b"a{b :c}"));
    assert!(html.contains(&hash), "{html}");
    let json = html.split("ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("data");
    let data: serde_json::Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(data["@graph"][1]["itemListElement"][0]["item"], "https://a.b/fr/stage-x.html");
    assert!(!json.contains('<'), "`</script>` in a title would end the data: {json}");
}

#[test]
fn numbers_stand_apart_in_the_body_and_not_in_a_fallback() {
    let ar = site("ar");
    let theme = theme(THEME);
    let html = made(page(&view(&ar, guide(vec![paragraph("اتصل 115")], "ar", false)), &theme, &[]));
    assert!(
        html.contains("<bdi dir=\"ltr\">4</bdi> قراءة <bdi dir=\"ltr\" lang=\"fr\">demander</bdi>"),
        "{html}"
    );
    assert!(html.contains("<p>اتصل <bdi dir=\"ltr\">115</bdi></p>"), "{html}");
    assert!(html.contains("&quot;&amp; 1</title>"), "{html}");
    let html = made(page(&view(&ar, guide(vec![paragraph("Appelez le 115")], "fr", true)), &theme, &[]));
    assert!(html.contains("<div lang=\"fr\" dir=\"ltr\"><p>Appelez le 115</p></div>"), "{html}");
}

#[test]
fn the_page_that_is_not_there_speaks_every_language() {
    let all = [site("fr"), site("ar")];
    let mut view = view(&all[0], Content::NotFound { contexts: all.to_vec() });
    view.root = "/x/".into();
    let html = made(page(&view, &theme(THEME), &all));
    assert!(html.contains("<p lang=\"fr\" dir=\"ltr\">à lire\u{202f}! Trousseau 404</p>"), "{html}");
    assert!(
        html.contains(
            "<p lang=\"ar\" dir=\"rtl\">قراءة <bdi dir=\"ltr\" lang=\"fr\">Trousseau 404</bdi></p>"
        ),
        "{html}"
    );
}

#[test]
fn an_error_while_rendering_names_template_line_and_page() {
    let fr = site("fr");
    let noted = page(&view(&fr, Content::Home { keep: None }), &theme(THEME), &[]);
    assert_eq!(noted.value, None);
    let [diagnostic] = &noted.diagnostics[..] else { panic!("{:?}", noted.diagnostics) };
    assert_eq!(
        (
            diagnostic.code(),
            &*diagnostic.args["template"],
            &*diagnostic.args["line"],
            &*diagnostic.args["page"]
        ),
        ("theme/render", "home.html", "1", "fr/demander.html")
    );
    assert!(diagnostic.place.span.is_some());
}

#[test]
fn a_template_without_an_end_makes_no_endless_page() {
    let fr = site("fr");
    let line = "x".repeat(1_000);
    let inner = format!("{{% for b in range(end=9000) %}}{line}{{% endfor %}}");
    let endless = format!("{{% for a in range(end=9000) %}}{inner}{{% endfor %}}");
    let noted = page(
        &view(&fr, Content::SiteMap),
        &theme(&format!("{THEME}--- site_map.html ---\n{endless}\n")),
        &[],
    );
    assert_eq!((noted.value, noted.diagnostics[0].code()), (None, "theme/render"));
}

#[test]
fn a_theme_with_a_mistake_presses_nothing() {
    let fr = site("fr");
    let theme = theme(&format!("{THEME}--- glossary.html ---\n{{% if %}}\n"));
    let noted = page(&view(&fr, guide(vec![], "fr", false)), &theme, &[]);
    assert_eq!(noted.value, None);
    assert_eq!(noted.diagnostics[0].code(), "theme/template");
    // A kind of page for which there is no template at all.
    let noted = page(&view(&fr, Content::SiteMap), &self::theme(THEME), &[]);
    assert_eq!((noted.value, noted.diagnostics[0].code()), (None, "theme/render"));
}

#[test]
fn an_id_that_is_there_twice_is_told_at_its_heading() {
    let fr = site("fr");
    let heading = Heading {
        level: 2,
        id: "main".into(),
        pictogram: None,
        text: vec![],
        span: Span { start: 7, end: 9 },
    };
    let noted = page(
        &view(&fr, guide(vec![Block::Heading(Box::new(heading)), paragraph(" id=\"main\"")], "fr", false)),
        &theme(THEME),
        &[],
    );
    assert!(noted.value.is_some());
    let [diagnostic] = &noted.diagnostics[..] else { panic!("{:?}", noted.diagnostics) };
    assert_eq!(
        (diagnostic.code(), &*diagnostic.args["id"], &*diagnostic.place.path),
        ("page/id-twice", "main", "content/guides/demander/fr.md")
    );
    assert_eq!(diagnostic.place.span, Some(Span { start: 7, end: 9 }));
}

#[test]
fn pages_of_one_build_may_be_made_on_several_threads() {
    let (fr, ar) = (site("fr"), site("ar"));
    let theme = theme(THEME);
    let renderer = Renderer::new(&theme, &[fr.clone(), ar.clone()]);
    let views = [view(&fr, guide(vec![], "fr", false)), view(&ar, guide(vec![], "ar", false))];
    let alone: Vec<_> = views.iter().map(|view| renderer.page(view)).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let again: Vec<_> = views.iter().map(|view| renderer.page(view)).collect();
                assert_eq!(again, alone);
            });
        }
    });
}

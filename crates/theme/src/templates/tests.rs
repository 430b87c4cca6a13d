//! Templates with mistakes, and the diagnostics for them.

use tera::{Context, context};

use super::*;
use crate::Theme;
use trousseau_core::source::Sources;
use trousseau_text::Language;

fn theme(story: &str) -> Theme {
    let sources = Sources::from_story(story).value;
    let layer = |name: &str| {
        let folder = format!("themes/{name}/");
        sources
            .under(&folder)
            .map(|source| (source.path[folder.len()..].to_owned(), source.clone()))
            .collect()
    };
    let files = Files { default: layer("default"), own: layer("mine"), ..Files::default() };
    Theme::new(files, "mine", &[Language::default()], Language::default()).value
}

/// Each mistake as `path:underlined words: message`.
fn check(story: &str, expected: &[&str]) {
    let theme = theme(story);
    let sources = Sources::from_story(story).value;
    let told: Vec<String> = theme
        .templates()
        .diagnostics
        .iter()
        .map(|diagnostic| {
            assert_eq!(diagnostic.code(), "theme/template");
            let text =
                sources.get(&diagnostic.place.path).map_or("", |source| source.text().unwrap_or_default());
            let words = diagnostic.place.span.map_or("", |span| &text[span.start..span.end]);
            let file = diagnostic.place.path.strip_prefix("themes/").unwrap_or(&diagnostic.place.path);
            let message = diagnostic.args["message"].split(" one of").next().unwrap_or_default();
            format!("{file}:{}:{words}: {message}", diagnostic.args["line"])
        })
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn every_mistake_is_told_at_its_place() {
    check(
        "--- themes/default/templates/base.html ---\n<p>é{% block main %}{% endblock %}\n\
         --- themes/default/templates/a.html ---\n{% extends \"base.html\" %}\n{% block main %}é {{ x | nope }} {{ nada() }}{% endblock %}\n\
         --- themes/default/templates/b.html ---\n\n{% if %}\n\
         --- themes/default/templates/c.html ---\n{% extends \"bas.html\" %}\n\
         --- themes/default/templates/d.html ---\n{% include \"none.html\" %}{{<nobody/>}}\n\
         --- themes/default/templates/e.html ---\n{% extends \"base.html\" %}{% block other %}{% endblock %}\n",
        &[
            "default/templates/a.html:2:nope: Unknown filter `nope`",
            "default/templates/a.html:2:nada(): Unknown function `nada`",
            "default/templates/b.html:2:%}: Found `%}` but expected",
            "default/templates/c.html:1:bas.html: Unknown template 'bas.html'",
            "default/templates/d.html:1:\"none.html\": Unknown template `none.html`",
            "default/templates/d.html:1:<nobody/>: Unknown component `nobody`",
            "default/templates/e.html:1:other: Block `other` is not defined in any parent template",
        ],
    );
}

#[test]
fn what_misses_a_broken_template_is_not_told() {
    check(
        "--- themes/default/templates/base.html ---\n{% component card(x) %}{{ x }}{% endcomponent card %}{% if %}\n\
         --- themes/default/templates/a.html ---\n{% extends \"base.html\" %}\n\
         --- themes/default/templates/b.html ---\n{{<card x=\"1\"/>}}\n",
        &["default/templates/base.html:1:%}: Found `%}` but expected"],
    );
}

#[test]
fn a_theme_changes_the_default_file_by_file() {
    let theme = theme(
        "--- themes/default/templates/base.html ---\n{% block a %}A{% endblock %}{% block b %}B{% endblock %}\n\
         --- themes/default/templates/page.html ---\n{% extends \"base.html\" %}\n\
         --- themes/mine/templates/base.html ---\n{% extends \"@default/base.html\" %}{% block b %}{{ super() }}+{{ x }}{% endblock %}\n",
    );
    assert_eq!(theme.templates().diagnostics, []);
    let html = theme.templates().tera.render("page.html", &context! { x => "<&\"'" }).expect("a page");
    assert_eq!(html.trim(), "AB+&lt;&amp;&quot;&#39;");
}

#[test]
fn errors_while_rendering_have_a_place() {
    let theme = theme("--- themes/default/templates/x.txt ---\n\u{feff}é {{ a.b.c }}\n");
    let templates = theme.templates();
    let error = templates.tera.render("x.txt", &Context::new()).expect_err("nothing to show");
    let diagnostics = templates.explain(rule::theme::RENDER, &error, "x.txt");
    let [diagnostic] = &diagnostics[..] else { panic!("{diagnostics:?}") };
    assert_eq!((diagnostic.code(), diagnostic.args["line"].as_str()), ("theme/render", "1"));
    let span = diagnostic.place.span.expect("a place");
    let text = "\u{feff}é {{ a.b.c }}\n";
    assert!(text[span.start..span.end].starts_with('a'), "{:?}", &text[span.start..span.end]);
}

#[test]
fn nothing_is_no_mistake() {
    check("", &[]);
}

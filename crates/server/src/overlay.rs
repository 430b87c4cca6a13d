//! What `trousseau serve` adds to each page, and a build never does: a script that updates it, and its diagnostics.
//!
//! The site's own pages run no script but the one that reads aloud, and their content security policy forbids any other. Here the
//! policy allows one more, by its hash; the rest of the policy stays.

use std::sync::LazyLock;

use serde::Serialize;

use trousseau_html::{escape, page::hash};

/// The script, with its style sheet inside: the page's policy allows no other.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let css = serde_json::Value::from(include_str!("../pages/live.css")).to_string();
    let live = include_str!("../pages/live.js").replacen("\"@CSS@\"", &css, 1);
    format!("(() => {{\n{}{live}}})();\n", include_str!("../pages/arrived.js"))
});

/// The source expression of the script for a content security policy: its hash.
static ALLOWED: LazyLock<String> = LazyLock::new(|| hash(&SCRIPT));

/// The id of the element that holds the script's data.
const DATA: &str = "trousseau-live";

/// The script's data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Live {
    /// The number of the state that the page shows.
    pub number: u64,
    /// The language of the program's words.
    pub lang: &'static str,
    /// How many diagnostics there are for this page, in words: "2 errors, 1 warning".
    pub counts: String,
    /// The worst severity among them; `None` without any.
    pub worst: Option<&'static str>,
    /// How many diagnostics there are elsewhere, in words; "" when there are none.
    pub elsewhere: String,
    /// Whether the page is an older one, because it cannot be made now.
    pub old: bool,
    /// The diagnostics for this page, at most fifty.
    pub notes: Vec<NoteView>,
    /// The labels of the overlay.
    pub words: Words,
    /// Why what was written last is not in the history, as the name of a word; only the desk says it.
    #[serde(skip)]
    pub aside: &'static str,
    /// The hash of the toolkit's folder: what a browser keeps of one toolkit is not offered in another.
    #[serde(skip)]
    pub home: String,
}

/// The labels of the overlay, in the language of the program.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)]
pub struct Words {
    pub title: String,
    pub desk: String,
    pub edit: String,
    pub here: String,
    pub old: String,
    pub lost: String,
    pub more: String,
}

/// A diagnostic as the overlay and the desk show it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteView {
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// The severity as a word in the editor's language.
    pub level: String,
    /// The code of the rule.
    pub code: &'static str,
    /// What is wrong.
    pub title: String,
    /// What to do.
    pub hint: Option<String>,
    /// The file and, where it is known, the line and column.
    pub place: String,
    /// The line up to the underlined words.
    pub before: String,
    /// The underlined words.
    pub words: String,
    /// The rest of the line.
    pub after: String,
    /// An address that opens the file in the editor's own program.
    pub editor: Option<String>,
    /// The address of the desk's page where the file can be changed.
    pub edit: Option<String>,
}

/// A page as it is served, with its content security policy.
pub struct Served {
    /// The page.
    pub html: String,
    /// The content security policy, which the response header repeats.
    pub policy: String,
}

/// A page of the site with the overlay. Its policy, when it has one, is opened for the overlay's script.
pub fn page(html: &str, live: &Live) -> Served {
    let start = "http-equiv=\"Content-Security-Policy\" content=\"";
    let meta = html.find(start).and_then(|at| {
        let begin = at + start.len();
        Some((begin, begin + html[begin..].find('"')?))
    });
    let policy = meta.map(|(begin, end)| opened(&plain(&html[begin..end])));
    let mut out = String::with_capacity(html.len() + SCRIPT.len() + 1024);
    let rest = match (meta, &policy) {
        (Some((begin, end)), Some(policy)) => {
            out.push_str(&html[..begin]);
            escape::text(policy, &mut out);
            &html[end..]
        }
        _ => html,
    };
    let place = ["</head>", "</body>"].iter().find_map(|tag| rest.find(tag)).unwrap_or(rest.len());
    out.push_str(&rest[..place]);
    out.push_str(&added(live));
    out.push_str(&rest[place..]);
    // A page of a theme without a policy gets none here either, so that it behaves as it will when it is published.
    let policy = policy.map_or_else(String::new, |policy| format!("{policy}; "));
    Served { html: out, policy: policy + "frame-ancestors 'self'" }
}

/// A page of the program itself, with the overlay: when there is none of the site to show.
pub fn alone(live: &Live, title: &str, text: &str, back: Option<(&str, &str)>) -> Served {
    let mut body = String::from("<main><h1>");
    escape::text(title, &mut body);
    body.push_str("</h1><p>");
    escape::text(text, &mut body);
    body.push_str("</p><ul>");
    for note in &live.notes {
        body.push_str("<li><p>");
        escape::text(&format!("{} {}", note.place, note.title), &mut body);
        body.push_str("</p><p>");
        escape::text(note.hint.as_deref().unwrap_or_default(), &mut body);
        body.push_str("</p></li>");
    }
    body.push_str("</ul>");
    if let Some((to, words)) = back {
        body.push_str("<p><a href=\"");
        escape::text(to, &mut body);
        body.push_str("\">");
        escape::text(words, &mut body);
        body.push_str("</a></p>");
    }
    body.push_str("</main>");
    document(live, title, &body, "")
}

/// A printed document, for the page around it.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The name of its file.
    pub title: &'a str,
    /// The address of the file.
    pub address: &'a str,
    /// The etag of the file: when it changes, the script loads the file again.
    pub etag: &'a str,
    /// The label of the link that downloads it.
    pub keep: &'a str,
    /// The address and the label of the page on which another document can be chosen.
    pub back: (&'a str, &'a str),
}

/// A page around a printed document: the browser's viewer shows and prints it, a link keeps it, and the script loads it again
/// when its etag moves.
pub fn around(live: &Live, around: &Around) -> Served {
    let mut body = String::from("<p class=\"bar\"><a");
    escape::attribute("href", around.back.0, &mut body);
    body.push('>');
    escape::text(around.back.1, &mut body);
    body.push_str("</a> <a");
    escape::attribute("href", &format!("{}?download", around.address), &mut body);
    escape::attribute("download", around.title, &mut body);
    body.push('>');
    escape::text(around.keep, &mut body);
    body.push_str("</a></p><iframe");
    escape::attribute("src", around.address, &mut body);
    escape::attribute("title", around.title, &mut body);
    escape::attribute("data-mark", around.etag, &mut body);
    body.push_str(" class=\"whole\"></iframe>");
    document(live, around.title, &body, "frame-src 'self'; object-src 'self'; ")
}

fn document(live: &Live, title: &str, body: &str, more: &str) -> Served {
    let css = "html{font:1.1rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}main{max-width:44rem;\
               margin:3rem auto;padding:0 1rem}body{margin:0}.bar{display:flex;flex-wrap:wrap;gap:0 2rem;\
               align-items:center;min-height:3rem;margin:0;padding:0 1rem}.bar a{padding:.6rem 0}\
               .whole{border:0;width:100%;height:calc(100vh - 3rem);display:block}";
    let mut html = format!("<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">", live.lang);
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>");
    escape::text(title, &mut html);
    html.push_str("</title><style>");
    html.push_str(css);
    html.push_str("</style>");
    html.push_str(&added(live));
    html.push_str("</head><body>");
    html.push_str(body);
    html.push_str("</body></html>");
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; connect-src 'self'; {more}base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'",
        hash(css),
        *ALLOWED
    );
    Served { html, policy }
}

/// The script and what it knows, for the head of a page of the desk.
pub fn added(live: &Live) -> String {
    let data = serde_json::to_string(live).unwrap_or_default();
    // `</script>` in a text would end the element, so `<` is written as a JSON escape.
    let data = data.replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{DATA}\">{data}</script><script>{}</script>", *SCRIPT)
}

/// The source expression of the script for a content security policy: its hash.
pub fn allowed() -> &'static str {
    &ALLOWED
}

/// The policy with the one script allowed, and requests to the server itself.
fn opened(policy: &str) -> String {
    let mut directives: Vec<String> =
        policy.split(';').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    for (name, source) in [("script-src", ALLOWED.as_str()), ("connect-src", "'self'")] {
        let has = |directive: &String| directive.split_whitespace().next() == Some(name);
        match directives.iter_mut().find(|directive| has(directive)) {
            Some(directive) if directive.split_whitespace().any(|word| word == source) => {}
            // `'none'` is only valid alone, so it is replaced.
            Some(directive) if directive.ends_with("'none'") => *directive = format!("{name} {source}"),
            Some(directive) => *directive = format!("{directive} {source}"),
            None => directives.push(format!("{name} {source}")),
        }
    }
    directives.join("; ")
}

/// An attribute's value as text.
fn plain(value: &str) -> String {
    let marks =
        [("&#39;", "'"), ("&#x27;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    marks.iter().fold(value.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src &#39;none&#39;; script-src &#39;sha256-x&#39;; connect-src &#39;self&#39;\"></head><body>B</body></html>";

    #[test]
    fn a_policy_is_opened_for_one_script() {
        let served = page(PAGE, &Live::default());
        let policy = format!("default-src 'none'; script-src 'sha256-x' {}; connect-src 'self'", *ALLOWED);
        assert_eq!(served.policy, format!("{policy}; frame-ancestors 'self'"));
        assert!(served.html.contains(&format!("content=\"{policy}\">")), "{}", served.html);
        assert!(served.html.ends_with("</script></head><body>B</body></html>"));
        assert_eq!(opened("script-src 'none'"), format!("script-src {}; connect-src 'self'", *ALLOWED));
    }

    #[test]
    fn a_page_without_head_or_policy_is_served_all_the_same() {
        let served = page("text", &Live::default());
        assert!(served.html.starts_with("text<script"));
        assert_eq!(served.policy, "frame-ancestors 'self'");
    }

    #[test]
    fn the_script_can_stand_in_a_page() {
        for end in ["</script", "</head", "</body", "<!--", "@CSS@"] {
            assert!(!SCRIPT.contains(end), "{end}");
        }
    }

    #[test]
    fn what_an_editor_typed_ends_no_script() {
        let note = NoteView { title: "</script><script>alert(1)</script>".into(), ..NoteView::default() };
        let live = Live { notes: vec![note], ..Live::default() };
        assert_eq!(added(&live).matches("</script>").count(), 2);
        assert!(!alone(&live, "<b>", "x", None).html.contains("<script>alert"));
    }
}

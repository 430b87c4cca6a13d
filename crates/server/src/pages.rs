//! Renders the pages of the desk, where an editor works. They are never part of the site, and no toolkit's theme changes them.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Serialize;
use strum::IntoStaticStr;
use tera::{Context, Tera, Value};

use crate::{
    may::{asks, may},
    overlay::{self, Live, Served},
};
use trousseau_core::messages::{message::Message, tree::Tree};
use trousseau_html::page::hash;
use trousseau_text::{Language, typography::typography};
use trousseau_theme::styles;

/// The style sheet: the colours of the site, then what the desk has of its own.
static CSS: LazyLock<String> =
    LazyLock::new(|| [styles::colours(), include_str!("../pages/desk.css")].concat());

/// The sign of the site, in front of the name of the desk.
const KEY: &str = include_str!("../../../themes/default/assets/key.svg");

/// The script of the page on which a text is edited, in one piece: a page of the desk has one script, allowed by its hash.
const SCRIPT: &str = concat!(
    "(() => {\n",
    include_str!("../pages/edit-text.js"),
    include_str!("../pages/edit-paste.js"),
    include_str!("../pages/edit-box.js"),
    include_str!("../pages/edit-names.js"),
    include_str!("../pages/edit-tools.js"),
    include_str!("../pages/edit-blocks.js"),
    include_str!("../pages/edit-both.js"),
    include_str!("../pages/edit-brought.js"),
    include_str!("../pages/edit-notes.js"),
    include_str!("../pages/edit-kept.js"),
    include_str!("../pages/arrived.js"),
    include_str!("../pages/edit.js"),
    "})();\n"
);
const FORM_SCRIPT: &str = concat!(
    include_str!("../pages/form.js"),
    "(() => {\n\"use strict\";\n",
    include_str!("../pages/edit-kept.js"),
    include_str!("../pages/arrived.js"),
    include_str!("../pages/form-kept.js"),
    "})();\n"
);
/// A table grows before what was kept of it is put back.
static MEETING_SCRIPT: LazyLock<String> =
    LazyLock::new(|| [include_str!("../pages/meeting.js"), FORM_SCRIPT].concat());

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../pages/base.html")),
    ("begin.html", include_str!("../pages/begin.html")),
    ("bin.html", include_str!("../pages/bin.html")),
    ("board.html", include_str!("../pages/board.html")),
    ("notes.html", include_str!("../pages/notes.html")),
    ("print.html", include_str!("../pages/print.html")),
    ("edit.html", include_str!("../pages/edit.html")),
    ("fields.html", include_str!("../pages/fields.html")),
    ("form.html", include_str!("../pages/form.html")),
    ("remark.html", include_str!("../pages/remark.html")),
    ("remarks.html", include_str!("../pages/remarks.html")),
    ("cell.html", include_str!("../pages/cell.html")),
    ("agreement.html", include_str!("../pages/agreement.html")),
    ("changed.html", include_str!("../pages/changed.html")),
    ("data.html", include_str!("../pages/data.html")),
    ("done.html", include_str!("../pages/done.html")),
    ("entries.html", include_str!("../pages/entries.html")),
    ("entry.html", include_str!("../pages/entry.html")),
    ("files.html", include_str!("../pages/files.html")),
    ("glance.html", include_str!("../pages/glance.html")),
    ("guest.html", include_str!("../pages/guest.html")),
    ("history.html", include_str!("../pages/history.html")),
    ("manage.html", include_str!("../pages/manage.html")),
    ("meeting.html", include_str!("../pages/meeting.html")),
    ("mend.html", include_str!("../pages/mend.html")),
    ("place.html", include_str!("../pages/place.html")),
    ("proposal-row.html", include_str!("../pages/proposal-row.html")),
    ("proposal.html", include_str!("../pages/proposal.html")),
    ("proposals.html", include_str!("../pages/proposals.html")),
    ("propose.html", include_str!("../pages/propose.html")),
    ("rounds.html", include_str!("../pages/rounds.html")),
    ("translations.html", include_str!("../pages/translations.html")),
    ("waiting.html", include_str!("../pages/waiting.html")),
    ("who.html", include_str!("../pages/who.html")),
    ("word.html", include_str!("../pages/word.html")),
    ("returned.html", include_str!("../pages/returned.html")),
];

static TERA: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.add_raw_templates(TEMPLATES.iter().copied()).expect("the templates of the desk are ours");
    tera
});

/// The words of the desk, for templates and by their paths.
struct Words {
    tree: Tree,
    texts: BTreeMap<String, Message>,
}

/// One table for each language of the program; the first serves whoever speaks none of them.
static WORDS: [(&str, LazyLock<Words>); 2] = [
    (
        "en",
        LazyLock::new(|| {
            let own = include_str!("../../../locales/editor/en.yaml");
            let data = include_str!("../../../locales/data/en.yaml");
            Words::read([own, data], include_str!("../../../themes/default/strings/en.yaml"), "en")
        }),
    ),
    (
        "fr",
        LazyLock::new(|| {
            let own = include_str!("../../../locales/editor/fr.yaml");
            let data = include_str!("../../../locales/data/fr.yaml");
            Words::read([own, data], include_str!("../../../themes/default/strings/fr.yaml"), "fr")
        }),
    ),
];

impl Words {
    /// The words of the desk; the formats of leaflets have the names that the site gives them.
    fn read([own, data]: [&str; 2], site: &str, tag: &str) -> Self {
        let language = Language::find(tag).unwrap_or_default();
        let read = |text| Tree::read(text, &tag.into(), language, typography).value.unwrap_or_default();
        let (mut tree, site) = (read(own), read(site));
        merge(&mut tree, read(data));
        if let (Tree::Map(words), Some(formats)) = (&mut tree, site.at("print.formats")) {
            words.insert("format".to_owned(), formats.clone());
        }
        Self { texts: tree.flat(), tree }
    }

    fn of(tag: &str) -> &'static Self {
        &WORDS.iter().find(|(own, _)| *own == tag).unwrap_or(&WORDS[0]).1
    }
}

/// Adds words to others, group by group.
fn merge(tree: &mut Tree, more: Tree) {
    match (tree, more) {
        (Tree::Map(words), Tree::Map(more)) => {
            for (key, inner) in more {
                merge(words.entry(key).or_default(), inner);
            }
        }
        (tree, more) => *tree = more,
    }
}

/// A word of the desk; "" when there is none.
pub fn word(language: Language, section: &str, name: &str) -> &'static str {
    Words::of(language.primary()).texts.get(&format!("{section}.{name}")).map_or("", Message::text)
}

/// The pages of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum EditorPage {
    /// Guides and languages.
    Board,
    /// What each figure of the board counts.
    Waiting,
    /// A toolkit to be chosen or begun.
    Begin,
    /// What was deleted and can be put back.
    Bin,
    /// All diagnostics.
    Notes,
    /// Leaflets to open, and how they fit their paper.
    Print,
    /// One text, to be edited.
    Edit,
    /// A form to fill in.
    Form,
    /// The remarks and versions of guides.
    Remarks,
    /// What has one right answer, to be written with one click.
    Mend,
    /// Who agreed to a guide, and to which text.
    Agreement,
    /// All lists of data.
    Data,
    /// The entries of one list.
    Entries,
    /// One entry, or the head of a text, as a form.
    Entry,
    /// The pictures of a guide.
    Files,
    /// The files of a guide as a whole: renamed, retired or deleted.
    Manage,
    /// Many remarks of one meeting.
    Meeting,
    /// What was kept of a text.
    History,
    /// The page of those who may only print.
    Guest,
    /// All proposals, what is sent and fetched.
    Proposals,
    /// One proposal, read and decided block by block.
    Proposal,
    /// A text that was typed, to be proposed.
    Propose,
    /// A text as a document, out and back.
    Word,
    /// How far the translations are, and files for translators.
    Translations,
    /// A form that could not be taken, to be given back.
    Returned,
}

/// Whether somebody types on a page.
fn is_form(kind: EditorPage) -> bool {
    matches!(
        kind,
        EditorPage::Form
            | EditorPage::Begin
            | EditorPage::Entry
            | EditorPage::Files
            | EditorPage::Agreement
            | EditorPage::Manage
            | EditorPage::Meeting
            | EditorPage::Proposals
            | EditorPage::Proposal
            | EditorPage::Propose
            | EditorPage::Word
            | EditorPage::Translations
    )
}

/// A page of the desk. Pages with a form are not refreshed when files change, because that would throw away what is being
/// typed.
pub fn page<V: Serialize>(kind: EditorPage, view: &V, live: &Live) -> Served {
    let name: &str = kind.into();
    let is_form = is_form(kind);
    let is_kept = is_form || kind == EditorPage::Returned;
    let follows = !is_form
        && !matches!(kind, EditorPage::Edit | EditorPage::Mend | EditorPage::Guest | EditorPage::Returned);
    let script = match kind {
        EditorPage::Meeting => MEETING_SCRIPT.as_str(),
        _ if is_kept => FORM_SCRIPT,
        _ => SCRIPT,
    };
    let mut context = Context::new();
    context.insert("v", view);
    context.insert("lang", live.lang);
    context.insert("here", name);
    context.insert("may", &may());
    context.insert("aside", live.aside);
    context.insert("asks", &asks());
    context.insert("t", &Words::of(live.lang).tree);
    if kind == EditorPage::Edit {
        let words = Words::of(live.lang).tree.at("typing").map(serde_json::to_string);
        context.insert("words", &words.and_then(Result::ok).unwrap_or_default());
    }
    if is_kept {
        let words = Words::of(live.lang).tree.at("kept").map(serde_json::to_string);
        context.insert("kept", &words.and_then(Result::ok).unwrap_or_default());
        context.insert("home", &live.home);
    }
    context.insert_value("css", Value::safe_string(&CSS));
    context.insert_value("key", Value::safe_string(KEY.trim()));
    context.insert_value("script", Value::safe_string(script));
    let added = if follows { overlay::added(live) } else { String::new() };
    context.insert_value("live", Value::safe_string(&added));
    let html = TERA.render(&format!("{name}.html"), &context);
    let script = if follows { overlay::allowed().to_owned() } else { hash(script) };
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {script}; connect-src 'self'; frame-src 'self'; \
         img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        hash(&CSS)
    );
    // The desk's templates are ours, so a failure is a bug: it is shown in place of the page.
    Served { html: html.unwrap_or_else(|error| error.to_string()), policy }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use trousseau_core::toolkit::Format;

    #[test]
    fn the_desk_speaks_both_languages() {
        let keys = |tag: &str| Words::of(tag).texts.keys().collect::<Vec<_>>();
        assert_eq!(keys("fr"), keys("en"));
        assert!(keys("fr").len() > 40);
        let languages: Vec<&str> = trousseau_core::messages::languages().map(Language::tag).collect();
        assert_eq!(languages, WORDS.iter().map(|(tag, _)| *tag).collect::<Vec<_>>());
        assert_eq!(Words::of("fr").texts["notes.hint"].text(), "Que faire\u{a0}:");
        let formats: BTreeSet<&str> = Format::all().map(Format::name).collect();
        let named = Words::of("fr").texts.keys().filter_map(|key| key.strip_prefix("format."));
        assert_eq!(named.collect::<BTreeSet<_>>(), formats);
    }

    #[test]
    fn what_is_typed_stays_text() {
        let view = serde_json::json!({
            "file": "<b>", "there": true, "text": "</textarea><script>alert(1)</script>", "theirs": null,
            "source": null, "line": 1, "lang": "fr", "dir": "ltr", "hash": "x", "token": "y", "page": "", "guide": "", "home": "x",
            "message": "", "why": "", "notes": [], "views": [], "prose": true, "over": "",
        });
        let live = Live { lang: "fr", ..Live::default() };
        let served = page(EditorPage::Edit, &view, &live);
        assert!(served.html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{}", served.html);
        assert!(!served.html.contains("trousseau-live") && served.html.contains("Enregistrer"));
        assert!(served.policy.contains("frame-ancestors 'none'"));
    }
}

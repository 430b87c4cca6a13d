//! The pages of the desk: where an editor works. They are never part of the site, and no toolkit can change them.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;
use tera::{Context, Tera, Value};

use crate::overlay::{self, Live, Served};
use trousseau_core::yaml;
use trousseau_html::page::hash;
use trousseau_text::{Language, typography::typography};

const CSS: &str = include_str!("../../../themes/default/desk/desk.css");
const SCRIPT: &str = include_str!("../../../themes/default/desk/edit.js");
const FORM_SCRIPT: &str = include_str!("../../../themes/default/desk/form.js");

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../../../themes/default/desk/base.html")),
    ("board.html", include_str!("../../../themes/default/desk/board.html")),
    ("notes.html", include_str!("../../../themes/default/desk/notes.html")),
    ("print.html", include_str!("../../../themes/default/desk/print.html")),
    ("edit.html", include_str!("../../../themes/default/desk/edit.html")),
    ("fields.html", include_str!("../../../themes/default/desk/fields.html")),
    ("form.html", include_str!("../../../themes/default/desk/form.html")),
    ("remark.html", include_str!("../../../themes/default/desk/remark.html")),
    ("remarks.html", include_str!("../../../themes/default/desk/remarks.html")),
];

/// The words of the desk: by room, then by name.
type Words = BTreeMap<String, BTreeMap<String, String>>;

static TERA: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.add_raw_templates(TEMPLATES.iter().copied()).expect("the templates of the desk are ours");
    tera
});

static FRENCH: LazyLock<Words> = LazyLock::new(|| {
    let own = include_str!("../../../themes/default/desk/words/fr.yaml");
    words(own, include_str!("../../../themes/default/strings/fr.yaml"), "fr")
});
static ENGLISH: LazyLock<Words> = LazyLock::new(|| {
    let own = include_str!("../../../themes/default/desk/words/en.yaml");
    words(own, include_str!("../../../themes/default/strings/en.yaml"), "en")
});

/// What the desk takes from the words of the default theme.
#[derive(Default, Deserialize)]
struct SiteWords {
    print: SitePrint,
}

#[derive(Default, Deserialize)]
struct SitePrint {
    /// The formats of leaflets, by their names.
    formats: BTreeMap<String, String>,
}

/// The words of the desk; the formats of leaflets have the names that the site gives them.
fn words(own: &str, site: &str, tag: &str) -> Words {
    let language = Language::find(tag).expect("in the table of languages");
    let mut words: Words = yaml::read(own, &tag.into(), 0).value.unwrap_or_default();
    let site: SiteWords = yaml::read(site, &tag.into(), 0).value.unwrap_or_default();
    words.insert("format".to_owned(), site.print.formats);
    for word in words.values_mut().flat_map(BTreeMap::values_mut) {
        *word = typography(word, language);
    }
    words
}

/// A word of the desk, by its room and name; "" when there is none.
pub fn word(language: Language, room: &str, name: &str) -> &'static str {
    let words: &'static Words = if language.html() == "fr" { &FRENCH } else { &ENGLISH };
    words.get(room).and_then(|words| words.get(name)).map_or("", |word| word)
}

/// The rooms of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Room {
    /// Guides and languages.
    Board,
    /// All that is to be mended.
    Notes,
    /// Leaflets, and what fits.
    Print,
    /// One text.
    Edit,
    /// A form to fill in.
    Form,
    /// What was said of the guides, and their versions.
    Remarks,
}

/// A page of the desk. What is being written stays as it is: only the other rooms follow the files.
pub fn page<V: Serialize>(room: Room, view: &V, live: &Live) -> Served {
    let name: &str = room.into();
    let follows = !matches!(room, Room::Edit | Room::Form);
    let script = if room == Room::Form { FORM_SCRIPT } else { SCRIPT };
    let mut context = Context::new();
    context.insert("v", view);
    context.insert("lang", live.lang);
    context.insert("here", name);
    context.insert("t", if live.lang == "fr" { &*FRENCH } else { &*ENGLISH });
    context.insert_value("css", Value::safe_string(CSS));
    context.insert_value("script", Value::safe_string(script));
    let added = if follows { overlay::added(live) } else { String::new() };
    context.insert_value("live", Value::safe_string(&added));
    let html = TERA.render(&format!("{name}.html"), &context);
    let script = if follows { overlay::allowed().to_owned() } else { hash(script) };
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {script}; connect-src 'self'; frame-src 'self'; \
         img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        hash(CSS)
    );
    // A page that cannot be made is our own fault; it is said where it can be seen.
    Served { html: html.unwrap_or_else(|error| error.to_string()), policy }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use trousseau_core::toolkit::Format;

    #[test]
    fn the_desk_speaks_both_languages() {
        let keys = |words: &Words| -> Vec<String> {
            let rooms = words.iter();
            rooms.flat_map(|(room, words)| words.keys().map(move |key| format!("{room}.{key}"))).collect()
        };
        assert_eq!(keys(&FRENCH), keys(&ENGLISH));
        assert!(keys(&FRENCH).len() > 40);
        assert_eq!(FRENCH["notes"]["hint"], "Que faire\u{a0}:");
        let formats: BTreeSet<&str> = Format::all().map(Format::name).collect();
        let named: BTreeSet<&str> = FRENCH["format"].keys().map(String::as_str).collect();
        assert_eq!(named, formats);
    }

    #[test]
    fn what_is_typed_stays_text() {
        let view = serde_json::json!({
            "file": "<b>", "there": true, "text": "</textarea><script>alert(1)</script>", "theirs": null,
            "source": null, "line": 1, "lang": "fr", "dir": "ltr", "hash": "x", "token": "y", "page": "",
            "message": "", "why": "", "notes": [],
        });
        let live = Live { lang: "fr", ..Live::default() };
        let served = page(Room::Edit, &view, &live);
        assert!(served.html.contains("&lt;/textarea&gt;&lt;script&gt;"), "{}", served.html);
        assert!(!served.html.contains("trousseau-live") && served.html.contains("Enregistrer"));
        assert!(served.policy.contains("frame-ancestors 'none'"));
    }
}

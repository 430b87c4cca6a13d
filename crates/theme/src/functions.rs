//! The functions and filters of templates: pictograms, addresses of assets, dates, numbers, blanks.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::{
    assets::{self, Assets},
    strings::Strings,
};
use trousseau_core::{
    diagnostic::nearest,
    messages::message::{LANGUAGE, filled},
};
use trousseau_text::{
    Language, percent,
    plural::{Category, category},
    sentence,
};

/// What functions know of the page that is being rendered.
///
/// Inside a component, Tera passes its functions only the component's arguments. So the renderer puts
/// this into a thread-local variable while it renders.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The path from the page to the top of the site: "" or "../".
    pub root: String,
    /// The words of the page's language.
    pub strings: Arc<Strings>,
}

thread_local! {
    static SETTING: RefCell<Option<Setting>> = const { RefCell::new(None) };
}

/// Runs `act` while functions on this thread see this page.
pub fn within<T>(setting: Setting, act: impl FnOnce() -> T) -> T {
    struct Leave(Option<Setting>);
    impl Drop for Leave {
        fn drop(&mut self) {
            SETTING.set(self.0.take());
        }
    }
    let _leave = Leave(SETTING.replace(Some(setting)));
    act()
}

fn setting<T>(read: impl FnOnce(&Setting) -> T) -> TeraResult<T> {
    SETTING.with_borrow(|setting| setting.as_ref().map(read)).ok_or_else(|| Error::message("no page"))
}

/// Registers all functions and filters. Must be called before templates are added: Tera checks their names then.
pub fn register(tera: &mut Tera, assets: &Arc<Assets>) {
    let own = assets.clone();
    // A page has dozens of pictograms, nearly all without further classes: these are made once.
    let plain: HashMap<String, Value> =
        assets.pictograms().map(|(name, svg)| (name.to_owned(), Value::safe_string(&svg))).collect();
    tera.register_function("picto", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let name = args.get::<&Value>("name")?.and_then(Value::as_str).unwrap_or_default();
        Ok(match args.get::<&str>("class")? {
            None | Some("") => plain.get(name).cloned().unwrap_or_else(|| Value::safe_string("")),
            Some(class) => Value::safe_string(&own.pictogram(name, class)),
        })
    });
    let own = assets.clone();
    tera.register_function("asset", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let name = args.must_get::<&str>("name")?;
        let address = own.address(&format!("assets/{name}")).ok_or_else(|| unknown(name, &own))?;
        setting(|setting| format!("{}{address}", setting.root))
    });
    let own = assets.clone();
    tera.register_function("inline", move |args: Kwargs, _: &State| -> TeraResult<Value> {
        let name = args.must_get::<&str>("name")?;
        let source = own.source(&format!("assets/{name}")).ok_or_else(|| unknown(name, &own))?;
        let text = source.text().map_err(|_| Error::message(format!("`{name}` is no text")))?;
        Ok(Value::safe_string(&assets::bare(text)))
    });
    tera.register_filter("date", date);
    tera.register_filter("number", number);
    tera.register_filter("size", |bytes: u64, _: Kwargs, _: &State| {
        setting(|setting| setting.strings.size(bytes))
    });
    tera.register_filter("fill", fill);
    tera.register_filter("first_sentence", |text: &str, _: Kwargs, _: &State| {
        sentence::first(text).to_owned()
    });
    tera.register_filter("urlencode", |text: &str, _: Kwargs, _: &State| percent::encode(text));
}

fn unknown(name: &str, assets: &Assets) -> Error {
    let near = nearest(name, assets.names()).map(|near| format!("; is it `{near}`?")).unwrap_or_default();
    Error::message(format!("the theme has no file `assets/{name}`{near}"))
}

fn date(day: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    let parsed = day.parse().map_err(|_| Error::message(format!("`{day}` is no day such as 2026-11-21")))?;
    setting(|setting| setting.strings.date(parsed))
}

fn number(number: &Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let text = number.to_string();
    // Figures are floating-point numbers; `.0` of a whole number is not shown.
    setting(|setting| setting.strings.number(text.strip_suffix(".0").unwrap_or(&text)))
}

/// Replaces each `{name}` by the argument of this name; a value with its own `text` gives that. Of a text with several
/// forms the one is taken that goes with the argument `by`, or with `number`.
fn fill(text: &Value, args: Kwargs, _: &State) -> TeraResult<String> {
    let pairs: Vec<(String, String)> = args
        .iter()
        .map(|(name, value)| {
            let shown = value.get_from_path("text").filter(|text| text.is_string()).unwrap_or(value);
            (name.to_string(), shown.to_string())
        })
        .collect();
    let given = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let number = given("by").or_else(|| given("number")).unwrap_or_default();
    let form = form(text, number.strip_suffix(".0").unwrap_or(number));
    form.map(|form| filled(form, given)).ok_or_else(|| Error::message("`fill` is for texts"))
}

/// The form of a text for a number; the text itself when it has one form only.
fn form<'a>(text: &'a Value, number: &str) -> Option<&'a str> {
    let get = |name: &'static str| text.get_from_path(name).and_then(Value::as_str);
    let Some(language) = get(LANGUAGE).and_then(Language::find) else { return text.as_str() };
    get(category(language, number).name()).or_else(|| get(Category::Other.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_once() {
        let value = |name: &str| match name {
            "a" => Some("{b}"),
            "b" => Some("B"),
            _ => None,
        };
        assert_eq!(filled("{a} {b} {c} { {", value), "{b} B {c} { {");
        assert_eq!(filled("{{a}}", value), "{{b}}");
    }
}

//! What one must know of a text before trusting it: on trial, not read again, out of date.

use serde_json::{Value, json};

use super::{pieces::Writer, words::notice_key};
use trousseau_site::view::leaflet::{LeafletView, Part};
use trousseau_text::sentence;
use trousseau_theme::strings::Strings;

/// All notices about a text. What `said` says in the very same words is left out.
pub fn notices(w: &mut Writer<'_>, view: &LeafletView, part: &Part, said: Option<&Strings>) -> Value {
    let on_trial = part.on_trial.then_some("leaflet.pilot");
    let demo = view.demo.then_some("demo");
    let keys = [part.notice.map(notice_key), on_trial, demo].into_iter().flatten();
    let keys: Vec<&str> = keys.filter(|key| is_new(w, key, said)).collect();
    keys.into_iter().map(|key| w.say(key)).map(Value::Array).collect()
}

/// What is said first of a translation: above two columns there is one line for both languages, and the end has the rest.
pub fn brief(w: &mut Writer<'_>, part: &Part, said: Option<&Strings>) -> Value {
    let key = part.notice.map(notice_key).filter(|key| is_new(w, key, said));
    let Some(key) = key else { return Value::Null };
    let words = w.strings.get(key).to_owned();
    json!(w.foreign(sentence::first(&words), w.strings.spoken_at(key)))
}

fn is_new(w: &Writer<'_>, key: &str, said: Option<&Strings>) -> bool {
    said.is_none_or(|said| said.get(key) != w.strings.get(key))
}

//! What is made of the toolkit itself as JSON for its templates (`poster.typ`, `codes.typ`, `signs.typ`), and what a card says
//! beside a guide (`card.typ`).

use serde_json::{Value, json};

use super::{
    code::{address, code},
    pieces::{Writer, typst_language},
    words::{grouped, notice_key},
};
use trousseau_core::toolkit::{format::Flow, phrase, question};
use trousseau_site::view::{
    NoticeKind,
    leaflet::{
        LeafletView,
        wall::{AnswerGoal, CodeView, PosterView, QuestionsView, Wall},
    },
    phrases::PhrasesView,
};
use trousseau_text::Language;

/// The template of pages that run so.
pub fn template(flow: Flow) -> &'static str {
    match flow {
        Flow::Card => "card.typ",
        Flow::Poster => "poster.typ",
        Flow::Codes => "codes.typ",
        Flow::Signs => "signs.typ",
        Flow::Questions => "questions.typ",
        Flow::Pages | Flow::Panels | Flow::Pair => "leaflet.typ",
    }
}

/// What only such a paper has; nothing for other leaflets.
pub fn wall(w: &mut Writer<'_>, view: &LeafletView) -> Value {
    match &view.wall {
        Some(Wall::Poster(poster)) => self::poster(w, poster),
        Some(Wall::Codes { codes }) => codes.iter().map(|code| language(w, code)).collect(),
        Some(Wall::Questions(view)) => questions(w, view),
        Some(Wall::Signs(signs)) => self::signs(w, signs),
        None if view.layout.flow == Flow::Card => card(w, view),
        None => Value::Null,
    }
}

fn poster(w: &mut Writer<'_>, poster: &PosterView) -> Value {
    w.enter(&"content/toolkit.yaml".into(), w.strings.get("way"));
    let tagline = w.local(&poster.tagline);
    let stages: Vec<Value> = poster
        .stages
        .iter()
        .map(|stage| {
            let pictogram = stage.mark.pictogram.as_ref().map(|name| w.pictogram(name));
            json!({
                "m": w.mark(), "number": stage.mark.number, "name": w.local(&stage.mark.name),
                "summary": w.local(&stage.summary), "picto": pictogram,
            })
        })
        .collect();
    let tonight = poster.tonight.as_ref().map(|phone| {
        json!({
            "question": w.say("tonight.question"), "answer": w.say("tonight.answer"),
            "s": grouped(phone), "href": phone.href,
        })
    });
    let url = poster.url.as_ref().map(|url| address(w, [url, url], url));
    json!({"tagline": tagline, "stages": stages, "tonight": tonight, "url": url})
}

/// A language under its own name, with what to do in its own words.
fn language(w: &mut Writer<'_>, view: &CodeView) -> Value {
    let strings = w.theme.strings(view.language);
    let (scan, spoken) = (strings.get("leaflet.scan"), strings.spoken_at("leaflet.scan"));
    let (lang, region) = typst_language(view.language);
    let own = w.language;
    w.language = view.language;
    let (name, scan_words) = (w.text(view.language.name(), view.language), w.foreign(scan, spoken));
    w.language = own;
    json!({
        "lang": lang, "region": region, "dir": view.language.direction().name(), "font": w.fonts.stack(view.language.script()),
        "name": name, "plain": view.language.name(), "scan": scan_words,
        "href": view.url, "code": code(&view.url), "alt": format!("{scan} {}", view.url),
    })
}

fn questions(w: &mut Writer<'_>, view: &QuestionsView) -> Value {
    let mut questions = Vec::with_capacity(view.questions.len());
    for (place, one) in view.questions.iter().enumerate() {
        w.enter(&question::FILE.into(), &one.id);
        let (mark, text) = (w.mark(), w.local(&one.text));
        let answers: Vec<Value> = one
            .answers
            .iter()
            .map(|answer| json!({"text": w.local(&answer.text), "to": leads(w, &answer.to)}))
            .collect();
        questions.push(json!({"m": mark, "number": place + 1, "text": text, "answers": answers}));
    }
    let tonight = view
        .tonight
        .as_ref()
        .map(|phone| json!({"question": w.say("tonight.question"), "s": grouped(phone), "href": phone.href}));
    let url = view.url.as_ref().map(|url| address(w, [url, url], url));
    let notice = view.notice.map(|notice| w.say(notice_key(notice)));
    json!({
        "title": w.say("questions.title"), "note": w.say("questions.note"), "questions": questions,
        "tonight": tonight, "url": url, "notice": notice,
    })
}

/// What an answer leads to: a number of a question, a title with its short address, a name with its number.
fn leads(w: &mut Writer<'_>, to: &AnswerGoal) -> Value {
    match to {
        AnswerGoal::Question(number) => json!({"question": number}),
        AnswerGoal::Text(title, short) => json!({"title": w.local(title), "short": short}),
        AnswerGoal::Contact(name, phone) => json!({
            "name": w.local(name),
            "phone": phone.as_ref().map(|phone| json!({"s": grouped(phone), "href": phone.href})),
        }),
    }
}

fn signs(w: &mut Writer<'_>, view: &PhrasesView) -> Value {
    let official = w.theme.official;
    let mut signs = Vec::with_capacity(view.phrases.len());
    for (number, one) in view.phrases.iter().enumerate() {
        // Without words of its own, a sign would show the reader nothing.
        if one.own.lang.is_some() {
            continue;
        }
        w.enter(&phrase::FILE.into(), &one.id);
        let mark = w.mark();
        let shown = one.shown.as_ref().map(|words| {
            let of = words.lang.and_then(Language::find).unwrap_or(official);
            let (lang, region) = typst_language(of);
            json!({"lang": lang, "region": region, "dir": of.direction().name(), "c": w.text(&words.text, of)})
        });
        signs.push(json!({
            "m": mark, "id": one.id, "number": number + 1, "own": w.local(&one.own), "shown": shown,
            "picto": one.pictogram.as_ref().map(|name| w.pictogram(name)),
        }));
    }
    json!({"signs": signs, "draft": view.draft.then(|| draft(w))})
}

/// That nobody has read the words again, for both sides of the counter.
fn draft(w: &mut Writer<'_>) -> Vec<Vec<Value>> {
    let strings = w.theme.strings(w.theme.official);
    let theirs = w.foreign(strings.get("notice.draft"), strings.spoken_at("notice.draft"));
    vec![w.say("notice.draft"), theirs]
}

/// What a card must tell of its text, in few words: it has no room for more.
fn card(w: &mut Writer<'_>, view: &LeafletView) -> Value {
    let notice = view.parts.iter().find_map(|part| part.notice).map(|notice| match notice {
        NoticeKind::Machine => NoticeKind::Draft,
        other => other,
    });
    let keys = [notice.map(notice_key), view.demo.then_some("demo")];
    let notices: Vec<Vec<Value>> = keys.into_iter().flatten().map(|key| w.say(key)).collect();
    json!({"notices": notices})
}

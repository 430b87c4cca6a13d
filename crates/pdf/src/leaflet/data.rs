//! A view as JSON for the leaflet templates. The form of the JSON is documented in `themes/default/leaflet/house.typ`.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    body::Body,
    code::address,
    explain::term,
    explains::Explains,
    fonts::Fonts,
    notices,
    people::{contact, host},
    pieces::{Mark, Writer, typst_language},
    wall::wall,
    words::{Room, boxes, extent, short},
};
use trousseau_core::{
    diagnostic::Place,
    document::Block,
    guide::FalcStatus,
    toolkit::format::{Flow, Layout},
};
use trousseau_site::view::{
    FalcView, Reference, TermView,
    leaflet::{Beside, LeafletView, Part, StageMark},
};
use trousseau_text::Language;
use trousseau_theme::Theme;

/// What a PDF says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// The title that readers of the PDF show in their window.
    pub title: String,
    /// The language that a screen reader begins with.
    pub language: Language,
    /// The day that the file carries.
    pub date: Option<Date>,
}

/// A leaflet as JSON, with the writer that holds its pictures and marks. The size of the letters is added for each try.
pub fn leaflet<'a>(
    view: &'a LeafletView,
    explains: Explains,
    theme: &'a Theme,
    fonts: &'a Fonts,
) -> (Value, Writer<'a>) {
    let nowhere = "content/toolkit.yaml".into();
    let path = view.parts.first().map_or(&nowhere, |part| &part.path);
    let mut writer = Writer::new(theme, fonts, view.language, &view.images, path);
    let w = &mut writer;
    let collection = view.parts.len() > 1;
    let mut data = about(view.language, &view.title.text, fonts);
    data["layout"] = json!(view.layout.name);
    data["collection"] = json!(collection);
    data["title"] = json!(w.local(&view.title));
    data["description"] = json!(view.parts.first().filter(|_| !collection).map(|part| &part.summary.text));
    data["site"] = json!(w.local(&view.site));
    data["address"] = match &view.address {
        Some(address) => json!(w.foreign(address, theme.official)),
        None => Value::Null,
    };
    data["demo"] = if view.demo { json!(w.say("demo")) } else { Value::Null };
    let parts: Vec<Value> = view.parts.iter().map(|part| self::part(w, view, part, explains)).collect();
    data["parts"] = json!(parts);
    data["partner"] = view.partner.as_ref().map_or(Value::Null, |partner| host(w, partner));
    data["wall"] = wall(w, view);
    data["words"] = labels(w, view.layout);
    for name in ["people", "glossary"] {
        w.pictogram(name);
    }
    data["pictograms"] = json!(w.pictograms);
    (data, writer)
}

/// The fields that every document has: title, language, direction, fonts.
pub fn about(language: Language, title: &str, fonts: &Fonts) -> Value {
    let (lang, region) = typst_language(language);
    json!({
        "lang": lang, "region": region, "dir": language.direction().name(), "leading": leading(language),
        "name": title, "fonts": fonts.stack(language.script()),
    })
}

/// The space between lines, as a fraction of the size of the letters: scripts with marks above and below need more, such as
/// those of India and South-East Asia.
fn leading(language: Language) -> f64 {
    match language.script().code() {
        "Arab" => 0.9,
        "Beng" | "Deva" | "Gujr" | "Guru" | "Khmr" | "Knda" | "Laoo" | "Mlym" | "Mymr" | "Orya" | "Sinh"
        | "Taml" | "Telu" | "Thai" | "Tibt" => 0.8,
        "Ethi" | "Hebr" => 0.7,
        _ => 0.62,
    }
}

/// Any other document as JSON: the caller's data unchanged under `data`, and with every text cut into pieces under `pieces`.
pub fn document<'a>(data: &Value, about: &About, theme: &'a Theme, fonts: &'a Fonts) -> (Value, Writer<'a>) {
    static NO_IMAGES: std::collections::BTreeMap<String, trousseau_core::source::Source> =
        std::collections::BTreeMap::new();
    let path = format!("themes/{}/leaflet", theme.name).into();
    let mut writer = Writer::new(theme, fonts, about.language, &NO_IMAGES, &path);
    about.title.clone_into(&mut writer.here.section);
    let mut out = self::about(about.language, &about.title, fonts);
    out["title"] = json!(writer.text(&about.title, about.language));
    out["boxes"] = json!(boxes(writer.strings));
    out["data"] = data.clone();
    out["pieces"] = pieces(&mut writer, data, about.language);
    out["size"] = json!(11.0);
    (out, writer)
}

/// The same JSON with every text cut into pieces.
fn pieces(w: &mut Writer<'_>, data: &Value, language: Language) -> Value {
    match data {
        Value::String(text) => json!(w.text(text, language)),
        Value::Array(values) => values.iter().map(|value| pieces(w, value, language)).collect(),
        // A text with its own language, as views serialise it.
        Value::Object(map) if map.contains_key("text") && map.contains_key("lang") => {
            let own = map["lang"].as_str().and_then(Language::find).unwrap_or(language);
            json!(w.foreign(map["text"].as_str().unwrap_or_default(), own))
        }
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, value)| (key.clone(), pieces(w, value, language))).collect())
        }
        other => other.clone(),
    }
}

/// The words of the interface that the templates print, by their names there.
const LABELS: [(&str, &str); 14] = [
    ("scan", "leaflet.scan"),
    ("essential", "leaflet.essential"),
    ("appointment", "leaflet.appointment"),
    ("with", "leaflet.with"),
    ("plan", "leaflet.plan"),
    ("notes", "leaflet.notes"),
    ("host", "leaflet.host"),
    ("contents", "leaflet.contents"),
    ("fold", "leaflet.fold"),
    ("staple", "leaflet.staple"),
    ("terms", "leaflet.terms"),
    ("example", "example"),
    ("help", "help"),
    ("footnotes", "footnotes.title"),
];

fn labels(w: &mut Writer<'_>, layout: &Layout) -> Value {
    let mut all = serde_json::Map::new();
    for (name, key) in LABELS {
        all.insert(name.to_owned(), json!(w.say(key)));
    }
    all.insert("page".to_owned(), json!(w.strings.get("leaflet.page")));
    if let Some(ending) = layout.ending {
        all.entry(ending).or_insert_with(|| json!(w.say(&format!("leaflet.{ending}"))));
    }
    Value::Object(all)
}

/// The reader that turns the body of a part into JSON.
fn reader<'a, 'w>(
    writer: &'w mut Writer<'a>,
    view: &LeafletView,
    part: &'w Part,
    room: Room,
    explains: Explains,
) -> Body<'a, 'w> {
    let level = level(view);
    Body {
        writer,
        language: part.body_language,
        base: part.url.as_ref().and_then(|url| Some(url[..=url.rfind('/')?].to_owned())),
        page: format!("{}.html", part.slug),
        titles: &part.named,
        terms: &part.terms,
        explains,
        seen: BTreeSet::new(),
        to_explain: Vec::new(),
        room,
        printed: part.url.iter().map(|url| short(url).to_owned()).collect(),
        is_form: part.is_form,
        level,
        last: level - 1,
    }
}

/// The level of headings of level 2: below the title, and below the guide where the paper holds several.
fn level(view: &LeafletView) -> u8 {
    if view.parts.len() > 1 { 2 } else { 1 }
}

fn part(w: &mut Writer<'_>, view: &LeafletView, part: &Part, explains: Explains) -> Value {
    w.enter(&part.path, &part.title.text);
    let begin = w.mark();
    let title = w.local(&part.title);
    let summary = w.local(&part.summary);
    let own = part.body_language;
    let room = Room::of(view.layout, leading(own));
    let mut body = reader(w, view, part, room, explains);
    let (blocks, rows) = match part.beside.as_ref().filter(|_| view.layout.flow == Flow::Pair) {
        Some(beside) => (Vec::new(), rows(&mut body, beside)),
        None => (body.blocks(&part.body.blocks), Value::Null),
    };
    let far =
        extent(&blocks, room.line) + rows.as_array().map_or(0, |rows| extent(rows, room.line)) > room.letters;
    let footnotes: Vec<_> = part.body.footnotes.iter().map(|note| body.blocks(note)).collect();
    // A panel has no room for a list.
    let unexplained: Vec<TermView> = match view.layout.flow {
        Flow::Panels => Vec::new(),
        _ => body.unexplained().into_iter().cloned().collect(),
    };
    let beside = part.beside.as_ref().map(|beside| self::beside(w, view, part, beside));
    let stage = part.stage.as_ref().map(|stage| self::stage(w, stage, view.steps));
    let (notices, brief) = (notices::notices(w, view, part, None), notices::brief(w, part, None));
    let foot = foot(w, part);
    let falc = part.falc.as_ref().map(|falc| self::falc(w, falc));
    // The explanations come from another file, so diagnostics about them must name that one.
    w.enter(&"content/glossary.yaml".into(), w.strings.get("leaflet.terms"));
    let explained = w.mark();
    let terms: Vec<_> = unexplained.iter().map(|one| term(w, one)).collect();
    w.enter(&"content/contacts.yaml".into(), w.strings.get("help"));
    let end = w.mark();
    let help: Vec<_> = part.help.iter().map(|contact| self::contact(w, contact)).collect();
    let (lang, region) = typst_language(own);
    let scale = part.beside.as_ref().map(|other| w.fonts.scale(own.script(), other.language.script()));
    json!({
        "scale": scale.unwrap_or(1.0),
        "slug": part.slug, "begin": begin, "title": title, "name": part.title.text, "summary": summary, "level": level(view),
        "stage": stage, "form": part.is_form, "cut": part.is_cut, "far": far,
        "lang": lang, "region": region, "dir": own.direction().name(), "leading": leading(own),
        "blocks": blocks, "rows": rows,
        "beside": beside,
        "footnotes": footnotes,
        "terms": terms, "help": help,
        "url": part.url.as_ref().map(|url| address(w, [url, part.short.as_ref().unwrap_or(url)], part.code.as_ref().unwrap_or(url))),
        "foot": foot, "falc": falc, "notices": notices, "brief": brief,
        "explained": explained, "end": end,
    })
}

/// By how many readers an easy text was tested, and when.
fn falc(w: &mut Writer<'_>, falc: &FalcView) -> Value {
    let key = if falc.status == FalcStatus::Labelled { "falc.labelled" } else { "falc.tested" };
    json!(w.fill(key, &[("count", &falc.testers.to_string()), ("date", &w.strings.date(falc.date))]))
}

/// Both bodies of a bilingual leaflet, row by row, the source first.
fn rows(body: &mut Body<'_, '_>, beside: &Beside) -> Value {
    let mut printed = BTreeSet::new();
    let mut last = body.last;
    let mut rows = Vec::with_capacity(beside.rows.len());
    // Each column has its own file, headings, and list of printed addresses.
    let mut other = Mark { place: Place::file(&beside.path), section: beside.title.clone() };
    for row in &beside.rows {
        std::mem::swap(&mut body.writer.here, &mut other);
        let source = side(body, beside.language, &mut printed, &mut last, &row.source);
        std::mem::swap(&mut body.writer.here, &mut other);
        rows.push(json!({"source": source, "own": body.blocks(&row.translation)}));
    }
    json!(rows)
}

fn side(
    body: &mut Body<'_, '_>,
    language: Language,
    printed: &mut BTreeSet<String>,
    last: &mut u8,
    blocks: &[Block<Reference>],
) -> Vec<Value> {
    let own = std::mem::replace(&mut body.language, language);
    // Who reads the source knows its words.
    let explains = std::mem::replace(&mut body.explains, Explains::Nowhere);
    let titles = std::mem::take(&mut body.titles);
    std::mem::swap(&mut body.printed, printed);
    std::mem::swap(&mut body.last, last);
    let blocks = body.blocks(blocks);
    body.language = own;
    body.explains = explains;
    body.titles = titles;
    std::mem::swap(&mut body.printed, printed);
    std::mem::swap(&mut body.last, last);
    blocks
}

/// The title, summary and labels of the other column, in its language: whoever reads that column needs them, too.
///
/// Where the words of one language stand in for those of the other, they are said once.
fn beside(w: &mut Writer<'_>, view: &LeafletView, part: &Part, beside: &Beside) -> Value {
    let (lang, region) = typst_language(beside.language);
    let own = (w.language, w.strings);
    (w.language, w.strings) = (beside.language, w.theme.strings(beside.language));
    let words = labels(w, view.layout);
    let (notices, brief) =
        (notices::notices(w, view, part, Some(own.1)), notices::brief(w, part, Some(own.1)));
    let name = trousseau_site::view::Local { text: beside.stage.clone(), lang: None, dir: None };
    let stage = part.stage.as_ref().map(|stage| StageMark { name, ..stage.clone() });
    let stage = stage.map(|mark| self::stage(w, &mark, view.steps));
    (w.language, w.strings) = own;
    let mut body = Body {
        writer: w,
        language: beside.language,
        base: None,
        page: String::new(),
        titles: &[],
        terms: &part.terms,
        explains: Explains::Nowhere,
        seen: BTreeSet::new(),
        to_explain: Vec::new(),
        room: Room::none(),
        printed: BTreeSet::new(),
        is_form: false,
        level: 1,
        last: 0,
    };
    let footnotes: Vec<_> = beside.footnotes.iter().map(|note| body.blocks(note)).collect();
    json!({
        "lang": lang, "region": region, "dir": beside.language.direction().name(),
        "leading": leading(beside.language),
        "title": w.text(&beside.title, beside.language),
        "summary": w.text(&beside.summary, beside.language),
        "stage": stage, "footnotes": footnotes, "words": words, "notices": notices, "brief": brief,
    })
}

fn stage(w: &mut Writer<'_>, stage: &StageMark, steps: u32) -> Value {
    let place = match stage.number {
        Some(number) => w.fill("stage_of", &[("number", &number.to_string()), ("steps", &steps.to_string())]),
        None => w.say("anytime"),
    };
    let pictogram = stage.pictogram.as_ref().map(|name| w.pictogram(name));
    json!({"place": place, "name": w.local(&stage.name), "picto": pictogram, "number": stage.number})
}

/// What the foot of each page says of the text: its version and its days.
fn foot(w: &mut Writer<'_>, part: &Part) -> Value {
    let version = part.version.map(|version| w.fill("version", &[("version", &version.to_string())]));
    let mut day = |key: &str, day: Option<Date>| {
        day.map(|day| {
            let date = w.strings.date(day);
            w.fill(key, &[("date", &date)])
        })
    };
    let checked = day("leaflet.checked", part.checked);
    let valid = day("leaflet.valid", part.valid_until);
    json!([version, checked, valid].into_iter().flatten().collect::<Vec<_>>())
}

//! The desk's print page: a leaflet of any guide, language and format, for a partner too, and what fits its paper.

use serde::Serialize;

use crate::{
    http::{Asked, OWN, Reply},
    notes::{Shown, live},
    pages::{self, EditorPage},
    preview::Preview,
    replies,
    state::{Planned, Snapshot},
};
use trousseau_app::leaflet::number;
use trousseau_core::{
    guide::GuideFrontMatter,
    library::Entry,
    toolkit::{Format, Partner},
};
use trousseau_pdf::leaflet::Fit;
use trousseau_site::{
    plan::{
        Leaflet,
        leaflets::{is_in, is_possible},
    },
    view::{sheets, sides, site_context},
};
use trousseau_text::Language;

#[derive(Default, Serialize)]
pub(super) struct Print {
    /// Whether a leaflet was chosen that does not exist.
    pub(super) missing: bool,
    guides: Vec<Choice>,
    languages: Vec<Choice>,
    formats: Vec<Choice>,
    pub(super) partners: Vec<Choice>,
    /// How one guide fits, when somebody asks.
    fit: Option<Fitted>,
}

#[derive(Serialize)]
pub(super) struct Choice {
    value: String,
    name: String,
    lang: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
pub(super) struct Fitted {
    title: String,
    /// The name of the partner that hands the leaflets out, if one does.
    partner: Option<String>,
    lang: &'static str,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    language: &'static str,
    lang: &'static str,
    /// The state of the translation, as the board names it.
    state: &'static str,
    format: &'static str,
    href: String,
    /// `None` when it cannot be laid out at all.
    size: Option<String>,
    pages: u32,
    /// On how many sheets it is printed; none for what is read on a screen.
    sheets: Option<u32>,
    /// The space left or, when it is too long, what is too much, in millimetres.
    space: String,
    over: bool,
}

/// The page with the form, and with the measures of the guide that `fit` names.
pub fn page(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let Some(made) = &snapshot.made else {
        return shown(preview, snapshot, 200, &Print::default());
    };
    let wanted = asked.query("fit").or(asked.query("guide").filter(|_| asked.query("all").is_some()));
    let guide = wanted.and_then(|slug| made.library.guide(slug));
    let named = asked.query("partner").filter(|id| !id.is_empty());
    let partner = named.and_then(|id| made.library.toolkit.partner(id));
    let is_known = guide.is_some() && named.is_some() == partner.is_some();
    let fit = guide.filter(|_| is_known).map(|guide| fitted(preview, snapshot, made, guide, partner));
    let missing = wanted.is_some() && fit.is_none();
    let print = Print { missing, fit, ..choices(made, preview.language, asked) };
    shown(preview, snapshot, if missing { 404 } else { 200 }, &print)
}

/// Redirects to the leaflet that was chosen in the form.
pub fn open(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let choice = |name| asked.query(name).filter(|text| !text.is_empty());
    let wanted = snapshot.made.as_ref().and_then(|made| {
        leaflet(made, choice("guide")?, choice("lang")?, choice("format")?, choice("partner"))
    });
    if let Some(file) = wanted.as_ref().and_then(way) {
        let to = if replies::keeps(asked) { format!("/{file}?download") } else { replies::viewer(&file) };
        return Reply { status: 302, to: Some(to), ..Reply::default() };
    }
    let choices = snapshot.made.as_ref().map(|made| choices(made, preview.language, asked));
    shown(preview, snapshot, 404, &Print { missing: true, ..choices.unwrap_or_default() })
}

/// The file of a leaflet.
pub fn file(preview: &Preview, snapshot: &Snapshot, asked: &Asked) -> Reply {
    let Some(leaflet) = inner(&asked.path).and_then(|inner| find(snapshot, inner)) else {
        return Reply { status: 404, ..Reply::default() };
    };
    if asked.purpose == "document" && !replies::keeps(asked) {
        return Reply { status: 302, to: Some(replies::viewer(&asked.path)), ..Reply::default() };
    }
    let Some(output) = preview.leaflet(snapshot, &leaflet) else {
        return Reply { status: 404, ..Reply::default() };
    };
    match &output.bytes {
        Some(bytes) => replies::file(&asked.path, 200, &output, bytes, asked),
        None => replies::unprinted(preview, snapshot, &output.diagnostics),
    }
}

/// The part of a path after `_desk/print/`; `None` for any other path.
pub fn inner(path: &str) -> Option<&str> {
    path.strip_prefix(OWN)?.strip_prefix("/print/")
}

/// The leaflet of an address: guide, language, format, the partner where there is one, the name of the file.
pub fn find(snapshot: &Snapshot, inner: &str) -> Option<Leaflet> {
    let parts: Vec<&str> = inner.split('/').collect();
    let (slug, tag, format, partner) = match *parts {
        [slug, tag, format, _] => (slug, tag, format, None),
        [slug, tag, format, partner, _] => (slug, tag, format, Some(partner)),
        _ => return None,
    };
    let leaflet = leaflet(snapshot.made.as_ref()?, slug, tag, format, partner)?;
    (self::inner(&way(&leaflet)?) == Some(inner)).then_some(leaflet)
}

/// The address of a leaflet, which [`find`] reads. Its file is named as `trousseau leaflet` names it.
pub(super) fn way(leaflet: &Leaflet) -> Option<String> {
    let (tag, format) = (leaflet.language, leaflet.format?);
    if format.is_of_toolkit() {
        return Some(format!("{OWN}/print/toolkit/{tag}/{format}/{format}-{tag}.pdf"));
    }
    let slug = leaflet.guide.as_ref()?;
    let (folder, end) = match &leaflet.partner {
        Some(id) => (format!("{id}/"), format!("-{id}")),
        None => Default::default(),
    };
    Some(format!("{OWN}/print/{slug}/{tag}/{format}/{folder}{slug}-{format}-{tag}{end}.pdf"))
}

/// The address at which the first leaflet of a guide in a language is seen; none without any.
pub fn first(made: &Planned, slug: &str, tag: &str) -> Option<String> {
    let guide = made.library.guide(slug)?;
    let language = made.library.toolkit.languages.iter().copied().find(|language| language.tag() == tag)?;
    let format = formats(guide, language).next()?;
    way(&leaflet(made, slug, tag, format.name(), None)?).map(|file| replies::viewer(&file))
}

/// A leaflet by guide, language, format and partner; what is made of the toolkit itself, such as a poster, whatever the guide. `None` when one of them is unknown or the guide is not translated.
pub(super) fn leaflet(
    made: &Planned,
    slug: &str,
    tag: &str,
    format: &str,
    partner: Option<&str>,
) -> Option<Leaflet> {
    let toolkit = &made.library.toolkit;
    let language = toolkit.languages.iter().copied().find(|language| language.tag() == tag)?;
    if let Some(own) = Format::all().find(|known| known.name() == format && known.is_of_toolkit()) {
        return is_in(own, &made.library, language).then(|| Leaflet::of_toolkit(language, own));
    }
    let guide = made.library.guide(slug)?;
    let format = formats(guide, language).find(|known| known.name() == format)?;
    let partner = match partner {
        Some(id) => Some(toolkit.partner(id)?.id.value.clone()),
        None => None,
    };
    guide.is_in(language).then(|| Leaflet { partner, ..Leaflet::new(slug, language, format) })
}

/// All formats, also those that the site does not offer.
fn formats(guide: &Entry<GuideFrontMatter>, language: Language) -> impl Iterator<Item = Format> {
    Format::all().filter(move |format| is_possible(*format, guide, language))
}

/// How a guide fits its paper in every language and format, as a partner hands it out or as the site does.
fn fitted(
    preview: &Preview,
    snapshot: &Snapshot,
    made: &Planned,
    guide: &Entry<GuideFrontMatter>,
    partner: Option<&Partner>,
) -> Fitted {
    let id = partner.map(|partner| partner.id.value.clone());
    let languages = made.library.toolkit.languages.iter().filter(|language| guide.is_in(**language));
    let leaflets: Vec<Leaflet> = languages
        .flat_map(|language| {
            let new =
                |format| Leaflet { partner: id.clone(), ..Leaflet::new(&guide.slug, *language, format) };
            formats(guide, *language).map(new).collect::<Vec<_>>()
        })
        .collect();
    let fits = preview.printer.fits(snapshot, &leaflets);
    let row = |(leaflet, fit): (&Leaflet, Option<Fit>)| {
        let space = fit.map_or(0.0, |fit| fit.space_left_mm);
        let whole = fit.map_or(0, |fit| fit.whole_mm().abs());
        Row {
            language: leaflet.language.name(),
            lang: leaflet.language.html(),
            format: leaflet.format.map_or("", Format::name),
            href: way(leaflet).map(|file| replies::viewer(&file)).unwrap_or_default(),
            size: fit.map(|fit| number(fit.size_pt, preview.language) + "\u{a0}pt"),
            state: super::state(guide.localized(leaflet.language).state),
            pages: fit.map_or(0, |fit| fit.pages),
            sheets: fit
                .zip(leaflet.format)
                .and_then(|(fit, format)| sheets(format, sides(format, fit.pages))),
            space: format!("{whole}\u{a0}mm"),
            over: space < 0.0,
        }
    };
    Fitted {
        partner: partner.map(|partner| {
            site_context::local(&partner.name, preview.language, made.library.toolkit.source_language()).text
        }),
        title: guide.source.front_matter.title.clone(),
        lang: guide.source.language.html(),
        rows: leaflets.iter().zip(fits).map(row).collect(),
    }
}

/// What there is to choose from; what the address names is chosen.
pub(super) fn choices(made: &Planned, own: Language, asked: &Asked) -> Print {
    let toolkit = &made.library.toolkit;
    let choice = |field: &str, value: &str, name: &str, lang| {
        let wanted = asked.query(field).or(asked.query("fit").filter(|_| field == "guide"));
        Choice { value: value.to_owned(), name: name.to_owned(), lang, chosen: wanted == Some(value) }
    };
    let guides = made.library.guides.iter();
    let guides = guides.map(|guide| {
        choice("guide", &guide.slug, &guide.source.front_matter.title, guide.source.language.html())
    });
    let languages = toolkit.languages.iter();
    let languages =
        languages.map(|language| choice("lang", language.tag(), language.name(), language.html()));
    let partners = toolkit.partners.iter().map(|partner| {
        let name = site_context::local(&partner.name, own, toolkit.source_language());
        choice("partner", &partner.id, &name.text, name.lang.unwrap_or(own.html()))
    });
    Print {
        guides: guides.collect(),
        languages: languages.collect(),
        formats: Format::all().map(|format| choice("format", format.name(), "", own.html())).collect(),
        partners: partners.collect(),
        ..Print::default()
    }
}

fn shown(preview: &Preview, snapshot: &Snapshot, status: u16, print: &Print) -> Reply {
    replies::reply(status, pages::page(EditorPage::Print, print, &live(preview, snapshot, &Shown::default())))
}

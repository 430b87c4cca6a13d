//! Leaflets made from views by hand.

mod codes;
mod folded;
mod look;
mod marks;
mod notes;
mod pages;
mod printer;
mod reader;
mod real;
mod room;
mod runs;
mod sheets;
mod text;

use std::{collections::BTreeMap, sync::OnceLock};

use jiff::civil::date;

use super::*;
use trousseau_core::{
    document::{Document, Target, markdown},
    source::Sources,
    toolkit::{contact::Cost, delay::Delay, fact::Certainty},
};
use trousseau_site::view::{
    ContactView, Local, Phone, Reference, TermView,
    leaflet::{LeafletView, Part, StageMark},
};
use trousseau_theme::{Theme, files::Files};

pub const A4: &Layout = Format::A4.spec().layout;
pub const PANEL: &Layout = Format::Panels.spec().layout;
pub const A5: &Layout = Format::Booklet.spec().layout;
pub const LARGE: &Layout = Format::Large.spec().layout;
pub const BILINGUAL: &Layout = Format::Bilingual.spec().layout;
pub const FOLDED: Sheet = Format::Trifold.spec().sheet;
pub const STAPLED: Sheet = Format::Booklet.spec().sheet;

pub fn language(tag: &str) -> Language {
    Language::find(tag).expect("in the table")
}

pub fn theme() -> &'static Theme {
    static THEME: OnceLock<Theme> = OnceLock::new();
    THEME.get_or_init(|| {
        let languages: Vec<Language> = Language::all().collect();
        let files = Files::read(&Sources::default(), "default");
        let mut languages_first = vec![Language::default()];
        languages_first.extend(languages.into_iter().filter(|own| *own != Language::default()));
        Theme::new(files, "default", &languages_first, Language::default()).value
    })
}

pub fn leaflets() -> &'static Leaflets<'static> {
    static LEAFLETS: OnceLock<Leaflets<'static>> = OnceLock::new();
    LEAFLETS.get_or_init(|| Leaflets::new(theme()))
}

pub fn local(text: &str) -> Local {
    Local { text: text.into(), lang: None, dir: None }
}

fn phone(number: &str) -> Phone {
    let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
    Phone { text: number.replace(' ', "\u{a0}"), href: format!("tel:{dialled}") }
}

/// A body whose links are resolved without a library.
pub fn body(text: &str, tag: &str) -> Document<Reference> {
    let read = markdown::read(text, 0, &"content/guides/essai/fr.md".into(), language(tag));
    read.value.map(&mut |link| match link.to {
        Target::Guide { slug, .. } => Reference::Page { href: format!("{slug}.html"), fallback: None },
        Target::Term(id) => Reference::Term { id: id.clone(), official: None },
        Target::Fact(id) => {
            let delay = (id == "delai").then_some(Delay::Months(2));
            Reference::Fact { id: id.clone(), status: Certainty::Sourced, delay }
        }
        Target::Phone(number) => Reference::Phone(phone(number)),
        Target::Foreign(own) => Reference::Foreign { lang: own.html(), dir: own.direction().name() },
        Target::Web(href) => Reference::Web(href.clone()),
        Target::Mail(address) => Reference::Mail(address.clone()),
        Target::File { path, .. } => Reference::Picture(trousseau_site::view::Picture {
            src: path.clone(),
            variants: Vec::new(),
            width: 100,
            height: 100,
        }),
        _ => Reference::Nowhere,
    })
}

/// A leaflet with this title and body and nothing else.
pub fn bare(tag: &str, layout: &'static Layout, title: &str, text: &str) -> LeafletView {
    LeafletView {
        layout,
        language: language(tag),
        site: local("Trousseau"),
        address: None,
        demo: false,
        steps: 7,
        title: local(title),
        parts: vec![Part {
            slug: "essai".into(),
            title: local(title),
            summary: local(""),
            stage: None,
            body_language: language(tag),
            body: body(text, tag),
            beside: None,
            named: Vec::new(),
            terms: Vec::new(),
            help: Vec::new(),
            url: None,
            short: None,
            code: None,
            version: None,
            checked: None,
            valid_until: None,
            notice: None,
            falc: None,
            is_form: false,
            is_chosen: false,
            is_cut: false,
            on_trial: false,
            path: format!("content/guides/essai/{tag}.md").into(),
        }],
        wall: None,
        partner: None,
        date: Some(date(2026, 11, 21)),
        images: BTreeMap::new(),
    }
}

/// A leaflet with every field filled.
pub fn full(tag: &str, layout: &'static Layout, title: &str, text: &str) -> LeafletView {
    let mut view = bare(tag, layout, title, text);
    view.demo = true;
    let part = &mut view.parts[0];
    part.stage = Some(StageMark { number: Some(2), name: local(title), pictogram: Some("pen".into()) });
    part.summary = local(title);
    part.url = Some(format!("https://exemple.org/{tag}/essai.html"));
    part.version = Some("1.2.0".parse().expect("a version"));
    part.checked = Some(date(2026, 11, 21));
    part.valid_until = Some(date(2026, 12, 31));
    part.notice = Some(trousseau_site::view::NoticeKind::Machine);
    part.on_trial = true;
    part.terms = vec![TermView {
        id: "dalo".into(),
        abbr: Some("DALO".into()),
        lang: None,
        dir: None,
        word: local(title),
        original: Some(Local { text: "un droit".into(), lang: Some("fr"), dir: Some("ltr") }),
        definition: local(title),
        guide: None,
    }];
    part.help = vec![ContactView {
        id: "siao".into(),
        name: Local { text: "SIAO".into(), lang: Some("fr"), dir: Some("ltr") },
        role: local(title),
        phone: Some(phone("0 805 16 00 75")),
        cost: Some(Cost::Free),
        hours: None,
        url: None,
        address: None,
        status: Certainty::Sourced,
    }];
    view
}

/// Renders one sheet and asserts that there are no diagnostics.
#[track_caller]
pub fn generated(view: &LeafletView, sheet: Sheet) -> Print {
    let made = leaflets().generate(view, &[sheet]).remove(0);
    assert_eq!(made.diagnostics, [], "{:?} {:?}", view.layout, sheet);
    made.value.expect("a leaflet without notes")
}

/// The codes of the diagnostics for a leaflet.
pub fn codes(view: &LeafletView) -> Vec<&'static str> {
    let made = leaflets().generate(view, &[Sheet::Pages]).remove(0);
    let has_file = made.value.is_some();
    assert_eq!(
        has_file,
        !has_error(&made.diagnostics),
        "a file is made when nothing must be mended: {:?}",
        made.diagnostics
    );
    made.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect()
}

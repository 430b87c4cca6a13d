//! What somebody gets who may print and nothing else: one page to choose a leaflet, and the leaflets of one partner or of the site.

use serde::Serialize;

use super::{
    print::{self, Print},
    returned::live_of_nobody,
};
use crate::{
    http::{Asked, Guest, OWN, Reply},
    pages::{self, EditorPage, word},
    preview::Preview,
    replies,
    state::Snapshot,
};
use trousseau_site::{plan::Leaflet, view::site_context};

/// The view of the page.
#[derive(Serialize)]
struct Printing {
    #[serde(flatten)]
    print: Print,
    /// The name of the site, and of the partner whose edition is printed.
    site: String,
    partner: String,
    why: &'static str,
}

/// The answer to a request of somebody who may only print. All but these few addresses are not there.
pub fn answer(preview: &Preview, asked: &Asked, guest: &Guest) -> Reply {
    let nothing = || Reply { status: 404, ..Reply::default() };
    if asked.form.is_some() {
        return Reply { status: 405, ..Reply::default() };
    }
    let snapshot = preview.snapshot();
    let own = asked.path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/'));
    match own {
        None if asked.path.is_empty() => {
            Reply { status: 302, to: Some(format!("/{OWN}/print")), ..Reply::default() }
        }
        Some("print") => page(preview, &snapshot, asked, guest, (200, "")),
        Some("print/open") => open(preview, &snapshot, asked, guest),
        Some(path) => match path.strip_prefix("print/").and_then(|inner| print::find(&snapshot, inner)) {
            Some(leaflet) if is_theirs(&leaflet, guest) => file(preview, &snapshot, asked, guest, &leaflet),
            _ => nothing(),
        },
        None => nothing(),
    }
}

/// Whether a leaflet is the partner's; what is made of the toolkit itself, such as a poster, is everybody's.
fn is_theirs(leaflet: &Leaflet, guest: &Guest) -> bool {
    leaflet.partner == guest.partner || leaflet.guide.is_none()
}

fn page(
    preview: &Preview,
    snapshot: &Snapshot,
    asked: &Asked,
    guest: &Guest,
    (status, why): (u16, &'static str),
) -> Reply {
    let made = snapshot.made.as_ref();
    let toolkit = made.map(|made| &made.library.toolkit);
    let mut print = made.map(|made| print::choices(made, preview.language, asked)).unwrap_or_default();
    print.partners.clear();
    let local = |words| {
        let source = toolkit.map(|toolkit| toolkit.source_language()).unwrap_or_default();
        site_context::local(words, preview.language, source).text
    };
    let partner = guest.partner.as_ref().and_then(|id| toolkit?.partner(id));
    let view = Printing {
        print,
        site: toolkit.map(|toolkit| local(&toolkit.name)).unwrap_or_default(),
        partner: partner.map(|partner| local(&partner.name)).unwrap_or_default(),
        why,
    };
    replies::reply(status, pages::page(EditorPage::Guest, &view, &live_of_nobody(preview)))
}

/// Leads to the leaflet that was chosen.
fn open(preview: &Preview, snapshot: &Snapshot, asked: &Asked, guest: &Guest) -> Reply {
    let choice = |name| asked.query(name).filter(|text| !text.is_empty());
    let wanted = snapshot.made.as_ref().and_then(|made| {
        let partner = guest.partner.as_deref();
        print::leaflet(made, choice("guide")?, choice("lang")?, choice("format")?, partner)
    });
    match wanted.as_ref().and_then(print::way) {
        Some(file) => {
            let keep = if replies::keeps(asked) { "?download" } else { "" };
            Reply { status: 302, to: Some(format!("/{file}{keep}")), ..Reply::default() }
        }
        None => {
            let why = word(preview.language, "print", "missing");
            page(preview, snapshot, asked, guest, (404, why))
        }
    }
}

/// The leaflet itself; what is wrong with it is told to those who write.
fn file(preview: &Preview, snapshot: &Snapshot, asked: &Asked, guest: &Guest, leaflet: &Leaflet) -> Reply {
    let output = preview.leaflet(snapshot, leaflet);
    match output.as_ref().and_then(|output| Some((output, output.bytes.as_ref()?))) {
        Some((output, bytes)) => replies::file(&asked.path, 200, output, bytes, asked),
        None => page(preview, snapshot, asked, guest, (422, word(preview.language, "print", "fails"))),
    }
}

//! Not a test: real guides as pictures, for people who look at them.
//!
//! `LEAFLETS=/tmp/look cargo test --lib leaflet::tests::look -- --ignored`

use super::*;
use trousseau_core::library::{self, State, Work};
use trousseau_site::view::{body, notice_kind, shelf as shelves};

#[test]
#[ignore = "writes pictures for people"]
fn real_guides() {
    let folder = std::env::var("LEAFLETS").expect("LEAFLETS names a folder");
    let slugs = std::env::var("GUIDES").unwrap_or_else(|_| "demander".into());
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = trousseau_io::disk::read(root).expect("the content").value;
    let library = library::assemble(&sources).value.expect("a library");
    for slug in slugs.split(',') {
        for tag in std::env::var("TAGS").unwrap_or_else(|_| "fr,ar".into()).split(',') {
            let work = library.guide(slug).expect("a guide");
            for (layout, sheets) in [
                (Layout::A4, &[Sheet::Pages, Sheet::Preview][..]),
                (Layout::Panel, &[Sheet::Pages, Sheet::Folded]),
                (Layout::A5, &[Sheet::Pages, Sheet::Stapled]),
                (Layout::Large, &[Sheet::Pages]),
                (Layout::Bilingual, &[Sheet::Pages]),
            ] {
                let mut view = real(&library, work, language(tag), layout);
                // A part of a guide shows what a folded leaflet looks like when it fits.
                if let Ok(most) = std::env::var("BLOCKS") {
                    view.parts[0].body.blocks.truncate(most.parse().expect("a number"));
                }
                if layout == Layout::Bilingual && view.parts[0].beside.is_none() {
                    continue;
                }
                for (sheet, made) in sheets.iter().zip(leaflets().press(&view, sheets)) {
                    let name = format!("{folder}/{slug}-{tag}-{layout:?}-{sheet:?}");
                    for note in &made.notes {
                        println!(
                            "{name}: {} {}",
                            note.code,
                            trousseau_core::words::title(Language::french(), note)
                        );
                    }
                    let Some(print) = made.value else { continue };
                    println!(
                        "{name}: {} pages, {} pt, {:.0} mm left, {} kB",
                        print.pages,
                        print.size_pt,
                        print.space_left_mm,
                        print.bytes.len() / 1000
                    );
                    if *sheet != Sheet::Preview {
                        super::sheets::faults(&print.bytes)
                            .iter()
                            .for_each(|fault| println!("{name}: {fault}"));
                    }
                    let end = if *sheet == Sheet::Preview { "png" } else { "pdf" };
                    std::fs::write(format!("{name}.{end}"), &print.bytes).expect("a file");
                }
            }
        }
    }
}

/// The samples of other scripts, a partner's edition and a collection.
#[test]
#[ignore = "writes pictures for people"]
fn samples() {
    let folder = std::env::var("LEAFLETS").expect("LEAFLETS names a folder");
    for (tag, sentence) in super::text::SAMPLES {
        let text = format!(
            "## {sentence}\n\n{sentence}\n\n- [ ] {sentence}\n- [ ] {sentence}\n\n> [!TIP]\n> {sentence}\n"
        );
        let title: String = sentence.split(' ').take(3).collect::<Vec<_>>().join(" ");
        for (layout, sheet) in [(Layout::A4, Sheet::Pages), (Layout::Panel, Sheet::Folded)] {
            let mut view = full(tag, layout, &title, &text);
            view.partner = Some(super::pages::host("content/logo.svg", super::pages::LOGO));
            for made in leaflets().press(&view, &[sheet]) {
                println!("{tag} {:?}", made.notes);
                let bytes = made.value.map(|print| print.bytes).unwrap_or_default();
                std::fs::write(format!("{folder}/sample-{tag}-{layout:?}.pdf"), bytes).expect("a file");
            }
        }
    }
    let mut view = full("fr", Layout::A4, "Trousseau", &super::sheets::every_block(1));
    view.parts = vec![view.parts[0].clone(), view.parts[0].clone()];
    let made = leaflets().press(&view, &[Sheet::Pages]).remove(0);
    println!("collection {:?}", made.notes);
    std::fs::write(format!("{folder}/sample-collection.pdf"), made.value.expect("made").bytes)
        .expect("a file");
}

fn real(
    library: &library::Library,
    work: &Work<trousseau_core::guide::GuideHead>,
    own: Language,
    layout: Layout,
) -> LeafletView {
    let toolkit = &library.toolkit;
    let french = toolkit.source_language();
    let edition = work.edition(own);
    let made = body::body(library, &edition, own);
    let stage = toolkit.stage(&work.source.head.stage).expect("a stage");
    let beside = (layout == Layout::Bilingual && own != french).then(|| {
        let source = work.edition(french);
        let other = body::body(library, &source, french).body;
        Box::new(trousseau_site::view::leaflet::Beside {
            language: french,
            title: source.title.to_owned(),
            summary: source.summary.to_owned(),
            rows: other
                .blocks
                .into_iter()
                .zip(made.body.blocks.clone())
                .map(|(source, translation)| trousseau_site::view::leaflet::Row {
                    source: vec![source],
                    translation: vec![translation],
                })
                .collect(),
            footnotes: Vec::new(),
            path: source.path.clone(),
        })
    });
    LeafletView {
        layout,
        language: own,
        site: shelves::local(&toolkit.name, own, french),
        address: None,
        demo: toolkit.demo,
        steps: 6,
        title: local(edition.title),
        parts: vec![Part {
            slug: work.slug.clone(),
            title: local(edition.title),
            summary: local(edition.summary),
            stage: Some(StageMark {
                number: stage.number,
                name: shelves::local(&stage.name, own, french),
                pictogram: stage.pictogram.as_ref().map(|name| name.value.clone()),
            }),
            body_language: edition.language,
            named: Vec::new(),
            terms: made.terms,
            body: made.body,
            beside,
            help: work
                .source
                .head
                .help
                .iter()
                .filter_map(|id| toolkit.contact(id))
                .map(|contact| shelves::contact_view(contact, own, french))
                .collect(),
            url: Some(format!("https://exemple.org/trousseau/{}/{}.html", own.tag(), work.slug)),
            version: Some("1.0.0".parse().expect("a version")),
            checked: Some(date(2026, 11, 21)),
            valid_until: made.facts.iter().filter_map(|fact| fact.expires).min(),
            notice: match edition.state {
                State::Current(state) => notice_kind(state),
                _ => None,
            },
            falc: None,
            pilot: true,
            path: edition.path.clone(),
        }],
        partner: None,
        date: Some(date(2026, 11, 21)),
        images: BTreeMap::new(),
    }
}

//! Not a test: real guides as pictures, for people who look at them.
//!
//! `LEAFLETS=/tmp/look cargo test --lib leaflet::tests::look -- --ignored`

use super::*;
use trousseau_core::library;
use trousseau_site::plan::{BuildOptions, leaflets::RenderInput};

#[test]
#[ignore = "writes pictures for people"]
fn real_guides() {
    let folder = std::env::var("LEAFLETS").expect("LEAFLETS names a folder");
    let slugs = std::env::var("GUIDES").unwrap_or_else(|_| "demander".into());
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = trousseau_io::disk::read(root).expect("the content").value;
    let library = library::assemble(&sources).value.expect("a library");
    let options =
        BuildOptions { base_url: Some("https://exemple.org/trousseau/".into()), ..BuildOptions::default() };
    let input = RenderInput::new(&library, theme(), &sources, &options);
    for slug in slugs.split(',') {
        for tag in std::env::var("TAGS").unwrap_or_else(|_| "fr,ar".into()).split(',') {
            let work = library.guide(slug).expect("a guide");
            for (layout, sheets) in [
                (A4, &[Sheet::Pages, Sheet::Preview][..]),
                (PANEL, &[Sheet::Pages, FOLDED]),
                (A5, &[Sheet::Pages, STAPLED]),
                (LARGE, &[Sheet::Pages]),
                (BILINGUAL, &[Sheet::Pages]),
            ] {
                let builder = input.page_builder(language(tag));
                // There is no bilingual leaflet of the source.
                let Some(mut view) = builder.leaflet(work, layout, None) else { continue };
                // A part of a guide shows what a folded leaflet looks like when it fits.
                if let Ok(most) = std::env::var("BLOCKS") {
                    view.parts[0].body.blocks.truncate(most.parse().expect("a number"));
                }
                for (sheet, made) in sheets.iter().zip(leaflets().generate(&view, sheets)) {
                    show(&format!("{folder}/{slug}-{tag}-{layout:?}-{sheet:?}"), *sheet, made);
                }
            }
        }
    }
}

/// Writes a leaflet in a file, and says how it fits and what is wrong with it.
fn show(name: &str, sheet: Sheet, made: WithDiagnostics<Option<Print>>) {
    for diagnostic in &made.diagnostics {
        let title = trousseau_core::messages::title(Language::default(), diagnostic);
        println!("{name}: {} {title}", diagnostic.code());
    }
    let Some(print) = made.value else { return };
    println!(
        "{name}: {} pages, {} pt, {:.0} mm left, {} kB",
        print.pages,
        print.size_pt,
        print.space_left_mm,
        print.bytes.len() / 1000
    );
    if sheet != Sheet::Preview {
        super::sheets::faults(&print.bytes).iter().for_each(|fault| println!("{name}: {fault}"));
    }
    let end = if sheet == Sheet::Preview { "png" } else { "pdf" };
    std::fs::write(format!("{name}.{end}"), &print.bytes).expect("a file");
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
        for (layout, sheet) in [(A4, Sheet::Pages), (PANEL, FOLDED)] {
            let mut view = full(tag, layout, &title, &text);
            view.partner = Some(super::pages::host("content/logo.svg", super::pages::LOGO));
            for made in leaflets().generate(&view, &[sheet]) {
                println!("{tag} {:?}", made.diagnostics);
                let bytes = made.value.map(|print| print.bytes).unwrap_or_default();
                std::fs::write(format!("{folder}/sample-{tag}-{layout:?}.pdf"), bytes).expect("a file");
            }
        }
    }
    let mut view = full("fr", A4, "Trousseau", &super::sheets::every_block(1));
    view.parts = vec![view.parts[0].clone(), view.parts[0].clone()];
    let made = leaflets().generate(&view, &[Sheet::Pages]).remove(0);
    println!("collection {:?}", made.diagnostics);
    std::fs::write(format!("{folder}/sample-collection.pdf"), made.value.expect("made").bytes)
        .expect("a file");
}

//! After one edit, in memory: what a long-lived process needs to have the new bytes of a page, of its stage's page and of
//! a translation. Nothing is read from the disk and nothing written: that is the world's share.

use std::sync::Arc;

use trousseau_core::{
    library::{self, Memory},
    source::{Source, Sources},
};
use trousseau_html::generate;
use trousseau_lint::{Context, When};
use trousseau_site::plan;
use trousseau_theme as theme;

use crate::{corpus, millis, timed};

const PAGES: [&str; 3] = ["site/fr/guide-7.html", "site/fr/stage-demander.html", "site/ar/guide-7.html"];

/// Changes one body again and again in a library of this many guides, and prints the median and the worst round.
pub fn rounds(guides: usize) {
    let mut sources = printed(guides);
    let text = sources.get("content/guides/guide-7/fr.md").and_then(|text| text.text().ok());
    let text = text.expect("a text").to_owned();
    let today = jiff::civil::date(2026, 11, 22);
    let mut memory = Memory::default();
    let library = library::assemble_again(&sources, &mut memory).value.expect("a library");
    let theme =
        theme::load(&sources, "default", &library.toolkit.languages, library.toolkit.official_language).value;
    let mut old = (library, Vec::new());
    let mut offered = None;
    let mut rounds: Vec<[f64; 6]> = Vec::new();
    for round in 0..12 {
        let words = format!("Une phrase de plus, la {round}e.");
        let changed = Source::new("content/guides/guide-7/fr.md", format!("{text}\n{words}\n").into_bytes());
        let (all, (assemble, offer, plan, generate)) = timed(|| {
            sources.put(changed);
            let (assemble, noted) = timed(|| library::assemble_again(&sources, &mut memory));
            let library = noted.value.expect("a library");
            let (offer, options) = timed(|| {
                // A server lists the leaflets anew when there are others.
                let outline = plan::leaflets::outline(&library);
                let known = offered.take().filter(|(of, _)| *of == outline);
                let (_, leaflet_plan) = offered.insert(known.unwrap_or_else(|| (outline, listed(&library))));
                plan::BuildOptions { leaflets: Some(leaflet_plan.clone()), ..plan::BuildOptions::default() }
            });
            let (planning, plan) = timed(|| plan::plan(&library, &theme, &sources, &options));
            let (generate, pages) = timed(|| {
                PAGES.map(|path| {
                    generate::one(&plan, path, &theme).and_then(|page| page.value).expect("a page")
                })
            });
            old = (library, pages.to_vec());
            (assemble, offer, planning, generate)
        });
        let page = String::from_utf8_lossy(&old.1[0]);
        assert!(page.contains(&words), "the page says what was saved");
        let (links, _) = timed(|| {
            let context = Context {
                sources: &sources,
                library: &old.0,
                theme: Some(&theme),
                today,
                paper: true,
                read: &[],
            };
            trousseau_lint::run(&context, When::Check)
        });
        rounds.push([all, assemble, offer, plan, generate, links].map(millis));
    }
    tell(guides, &rounds);
}

/// A corpus whose pages offer leaflets, as a server does, which generates none before somebody asks.
fn printed(guides: usize) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in corpus::corpus(guides) {
        let text = text.replace("leaflets: []", "leaflets: [a4, booklet, large, bilingual]");
        sources.put(Source::new(path, text.into_bytes()));
    }
    sources
}

/// Prints the median and the worst round.
fn tell(guides: usize, rounds: &[[f64; 6]]) {
    let column = |at: usize| {
        // The first round compiles the templates.
        let mut column: Vec<f64> = rounds[1..].iter().map(|round| round[at]).collect();
        column.sort_by(f64::total_cmp);
        (column[column.len() / 2], column[column.len() - 1])
    };
    let ((median, worst), [assemble, offer, plan, generate, links]) =
        (column(0), [1, 2, 3, 4, 5].map(|at| column(at).0));
    println!(
        "after one edit, in memory, {} texts: {median:.1} ms, at worst {worst:.1} \
         (assemble {assemble:.1}, offer leaflets {offer:.1}, plan {plan:.1}, three pages {generate:.1}); all rules in {links:.1} ms more",
        guides * 3
    );
}

fn listed(library: &library::Library) -> Arc<plan::LeafletPlan> {
    let mut leaflet_plan = plan::leaflets::list(library);
    leaflet_plan.bundle(&|_| true);
    leaflet_plan.offer(None);
    Arc::new(leaflet_plan)
}

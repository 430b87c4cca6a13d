//! A guide, or with `%%` a guide and a data file, of any bytes: read, looked at by all rules, and made into a page.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use trousseau_core::manifest::OutputPath;
use trousseau_fuzz::{library, toolkit};
use trousseau_html::generate;
use trousseau_lint::{Context, When};
use trousseau_site::plan;

fuzz_target!(|bytes: &[u8]| {
    let cut = bytes.windows(4).position(|four| four == b"\n%%\n");
    let (guide, data) = cut.map_or((bytes, &b""[..]), |cut| (&bytes[..=cut], &bytes[cut + 4..]));
    let mut files = vec![("content/guides/essai/fr.md", guide)];
    if let Some((which, data)) = data.split_first() {
        const DATA: [&str; 6] = ["toolkit", "contacts", "facts", "glossary", "paths", "partners"];
        let path = format!("content/{}.yaml", DATA[usize::from(*which) % DATA.len()]);
        files.push((path.leak(), data));
    }
    let sources = toolkit(&files);
    let Some(library) = library(&sources) else { return };
    let kit = &library.toolkit;
    let theme = trousseau_theme::load(&sources, "default", &kit.languages, kit.official_language).value;
    let context = Context {
        sources: &sources,
        library: &library,
        theme: Some(&theme),
        today: date(2026, 11, 1),
        paper: true,
        read: &[],
    };
    let _ = trousseau_lint::run(&context, When::Check);
    let plan = plan::plan(&library, &theme, &sources, &plan::BuildOptions::default());
    let pages: Vec<OutputPath> = plan.tasks.keys().filter(|path| path.contains("essai")).cloned().collect();
    for page in pages {
        let _ = generate::one(&plan, &page, &theme);
    }
});

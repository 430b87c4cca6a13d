//! `trousseau leaflet`: makes the leaflets of guides at once; or tells how they fit.

use std::path::Path;

use trousseau_app::leaflet::{self, Leaflets, Options, number};
use trousseau_core::messages;
use trousseau_pdf::leaflet::Fit;

use super::terminal::{Format, Terminal, Verdict};

/// Makes the leaflets and names each file.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let outcome = leaflet::make(root, options, terminal)?;
    for (_, file) in outcome.leaflets.iter().flat_map(Leaflets::values) {
        let Some(file) = file else { continue };
        let pages = messages::count(terminal.language, "leaflet/pages", file.pages);
        let size = file.bytes.div_ceil(1000).to_string();
        let path = file.path.display().to_string();
        terminal.say("leaflet/done", &[("path", &path), ("pages", &pages), ("size", &size)]);
    }
    terminal.tell(&outcome.diagnostics, &outcome.project.sources);
    terminal.close()
}

/// Tells how the leaflets fit, and writes nothing.
pub fn fit(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let outcome = leaflet::fit(root, options, terminal)?;
    terminal.tell(&outcome.diagnostics, &outcome.project.sources);
    let Some(leaflets) = outcome.leaflets else { return terminal.close() };
    // Last, where the eye is when a long command ends.
    if terminal.format == Format::Json {
        objects(&leaflets, terminal)
    } else {
        table(&leaflets, terminal)
    }
    let over = leaflets.values().filter(|(_, fit)| fit.is_some_and(|fit| fit.whole_mm() < 0)).count();
    if over == 0 {
        return terminal.close();
    }
    terminal.line(&messages::count(terminal.language, "leaflet/over", over));
    terminal.written()?;
    Ok(Verdict::Problems)
}

/// One JSON object a line: guide, language, format, the size of the letters, the pages, the space that is left.
fn objects(leaflets: &Leaflets<Fit>, terminal: &mut Terminal) {
    let lines = leaflets.values().map(|(leaflet, fit)| {
        let row = serde_json::json!({
            "guide": leaflet.guide.clone().unwrap_or_default(),
            "language": leaflet.language,
            "format": leaflet.format,
            "size_pt": fit.map(|fit| fit.size_pt),
            "pages": fit.map(|fit| fit.pages),
            "space_left_mm": fit.as_ref().map(Fit::whole_mm),
        });
        format!("{row}\n")
    });
    let text: String = lines.collect();
    terminal.put(&text);
}

/// The same as a table for people.
fn table(leaflets: &Leaflets<Fit>, terminal: &mut Terminal) {
    let heads = [
        "leaflet/fit-guide",
        "leaflet/fit-language",
        "leaflet/fit-format",
        "leaflet/fit-size",
        "leaflet/fit-pages",
        "leaflet/fit-space",
    ];
    let mut rows = vec![heads.map(|head| messages::say(terminal.language, head, &[])).to_vec()];
    for (leaflet, fit) in leaflets.values() {
        let [size, pages, space] = match fit {
            Some(fit) => [
                number(fit.size_pt, terminal.language) + " pt",
                fit.pages.to_string(),
                format!("{} mm", fit.whole_mm()),
            ],
            None => ["–", "–", "–"].map(str::to_owned),
        };
        let format = leaflet.format.map(|format| format.to_string()).unwrap_or_default();
        let guide = leaflet.guide.clone().unwrap_or_default();
        rows.push(vec![guide, leaflet.language.to_string(), format, size, pages, space]);
    }
    terminal.put(&super::terminal::table(&rows));
}

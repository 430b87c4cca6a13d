//! `trousseau leaflet`: presses the leaflets of a guide at once, also for a partner; or tells what fits.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{
    build,
    terminal::{self, Terminal, Verdict},
};
use crate::{
    diagnostic::{Diagnostic, Noted, nearest},
    guide::GuideHead,
    library::{Library, Work},
    manifest::OutputPath,
    plan::{
        Leaflet, Rack, Recipe, Task, Wishes,
        leaflets::{Shop, formats, laid_out},
    },
    press,
    render::leaflet::{Fit, Leaflets, Print, is_ours},
    shell::{disk, output},
    text::{Fingerprint, Language},
    toolkit::Format,
    words::{self, Failure},
};

/// What the command line asks.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The slugs of the guides; none for all.
    pub guides: Vec<String>,
    /// The tags of the languages; none for all in which a guide is.
    pub languages: Vec<String>,
    /// The formats; none for those of the guide.
    pub formats: Vec<Format>,
    /// The partner that hands the leaflets out.
    pub partner: Option<String>,
    /// The folder for the files.
    pub out: Option<PathBuf>,
    /// Only tell what fits, write nothing.
    pub fit: bool,
}

/// Presses the leaflets and writes them; or says how they fit.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let read = disk::read(root)?;
    let survey = build::survey(read.value, read.notes, super::today()?);
    let Some((library, theme)) = &survey.made else {
        terminal.tell(&survey.notes, &survey.sources);
        return terminal.close();
    };
    let rack = rack(library, options)?;
    let wishes = Wishes::default();
    let shop = Shop::new(library, theme, &survey.sources, &wishes);
    let make: Vec<OutputPath> = rack.tasks.keys().cloned().collect();
    let mut fits = None;
    let notes = if options.fit {
        let gathered = Gathered::new(terminal, make.len());
        let engine = Leaflets::new(theme);
        press::leaflets::fit(&rack, &make, &shop, &engine, &|path, fit| gathered.take(path, fit));
        let (found, mut notes) = gathered.all();
        // The table says how much is too much.
        notes.retain(|note| note.code != "leaflet/overflow");
        fits = Some(found);
        notes
    } else {
        let gathered = Gathered::new(terminal, make.len());
        press::leaflets::all(&rack, &make, &shop, &|path, print| gathered.take(path, print));
        let (prints, mut notes) = gathered.all();
        let out = options.out.clone().unwrap_or_else(|| root.join("output/leaflets"));
        notes.extend(write(root, &out, &prints, terminal)?);
        notes
    };
    terminal.tell(&notes, &survey.sources);
    // What is wrong with these texts is wrong on paper too; the rest is for `check`.
    let guides: Vec<String> = options.guides.iter().map(|slug| format!("content/guides/{slug}/")).collect();
    let own =
        survey.notes.into_iter().filter(|note| guides.iter().any(|path| note.place.path.starts_with(path)));
    terminal.tell(&own.collect::<Vec<_>>(), &survey.sources);
    let Some(fits) = fits else { return terminal.close() };
    // Last, where the eye is when a long command ends.
    table(&rack, &fits, terminal);
    let over = fits.values().filter(|fit| fit.whole_mm() < 0).count();
    if over == 0 {
        return terminal.close();
    }
    terminal.line(&words::count(terminal.language, "leaflet/over", over));
    terminal.written()?;
    Ok(Verdict::Problems)
}

/// The leaflets that are wanted, by the names of their files.
fn rack(library: &Library, options: &Options) -> anyhow::Result<Rack> {
    let toolkit = &library.toolkit;
    if let Some(id) = options.partner.as_deref().filter(|id| toolkit.partner(id).is_none()) {
        return Err(unknown(
            "leaflet/partner",
            id,
            toolkit.partners.iter().map(|partner| partner.id.as_str()),
        ));
    }
    let tags = || toolkit.languages.iter().map(|language| language.tag());
    for tag in &options.languages {
        if !tags().any(|known| known == tag) {
            return Err(unknown("leaflet/language", tag, tags()));
        }
    }
    let find = |slug: &String| {
        let known = library.guides.iter().map(|guide| guide.slug.as_str());
        library.guide(slug).ok_or_else(|| unknown("leaflet/guide", slug, known))
    };
    let guides: Vec<&Work<GuideHead>> = match options.guides.as_slice() {
        [] => library.guides.iter().collect(),
        slugs => slugs.iter().map(find).collect::<anyhow::Result<_>>()?,
    };
    let mut rack = Rack::default();
    for guide in guides {
        let wanted = |language: &&Language| {
            options.languages.is_empty() || options.languages.iter().any(|tag| tag == language.tag())
        };
        for language in toolkit.languages.iter().filter(wanted).filter(|language| guide.is_in(**language)) {
            for format in wanted_formats(library, guide, *language, &options.formats) {
                let (layout, sheet) = laid_out(format);
                let leaflet = Leaflet {
                    guide: Some(guide.slug.clone()),
                    language: *language,
                    layout,
                    sheet,
                    partner: options.partner.clone(),
                    format: Some(format),
                };
                let end = options.partner.as_ref().map(|id| format!("-{id}")).unwrap_or_default();
                let name = format!("{}-{format}-{language}{end}.pdf", guide.slug);
                let task =
                    Task { recipe: Recipe::Leaflet(leaflet), key: Some(Fingerprint::of(name.as_bytes())) };
                rack.tasks.insert(name.into(), task);
            }
        }
    }
    if rack.tasks.is_empty() {
        return Err(Failure::new("leaflet/none").into());
    }
    Ok(rack)
}

/// The formats that are asked for, else the guide's, else A4. Nothing stands beside the source itself.
fn wanted_formats(
    library: &Library,
    guide: &Work<GuideHead>,
    language: Language,
    asked: &[Format],
) -> Vec<Format> {
    let mut wanted = if asked.is_empty() { formats(library, guide) } else { asked.to_vec() };
    if wanted.is_empty() {
        wanted.push(Format::A4);
    }
    wanted.retain(|format| *format != Format::Bilingual || language != guide.source.language);
    wanted
}

fn unknown<'a>(key: &'static str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> anyhow::Error {
    let all = known.clone().collect::<Vec<_>>().join(", ");
    let near = nearest(name, known).map_or(all, str::to_owned);
    Failure::new(key).with("name", name).with("near", near).into()
}

/// Writes the files and names each; the notes about those that would take the place of somebody's own.
fn write(
    root: &Path,
    out: &Path,
    prints: &BTreeMap<OutputPath, Print>,
    terminal: &mut Terminal,
) -> anyhow::Result<Vec<Diagnostic>> {
    let mut notes = Vec::new();
    for (name, print) in prints {
        let path = match output::put(root, out, name, &print.bytes, &is_ours)? {
            Ok(path) => path,
            Err(note) => {
                notes.push(note);
                continue;
            }
        };
        let pages = words::count(terminal.language, "leaflet/pages", print.pages as usize);
        let size = print.bytes.len().div_ceil(1000).to_string();
        let path = path.display().to_string();
        terminal.say("leaflet/done", &[("path", &path), ("pages", &pages), ("size", &size)]);
    }
    Ok(notes)
}

/// What several threads make, and what must be said of it.
struct Gathered<'a, T> {
    done: Mutex<(BTreeMap<OutputPath, T>, Vec<Diagnostic>)>,
    count: AtomicUsize,
    all: usize,
    terminal: &'a Terminal,
}

impl<'a, T> Gathered<'a, T> {
    fn new(terminal: &'a Terminal, all: usize) -> Self {
        Self { done: Mutex::default(), count: AtomicUsize::new(0), all, terminal }
    }

    fn take(&self, path: &OutputPath, made: Noted<Option<T>>) {
        let mut done = self.done.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        done.1.extend(made.notes);
        done.0.extend(made.value.map(|made| (path.clone(), made)));
        drop(done);
        self.terminal.progress(1 + self.count.fetch_add(1, Ordering::Relaxed), self.all);
    }

    fn all(self) -> (BTreeMap<OutputPath, T>, Vec<Diagnostic>) {
        self.terminal.progress_end();
        self.done.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// A table of guides, languages and formats: the size of the letters, the pages, the space that is left.
fn table(rack: &Rack, fits: &BTreeMap<OutputPath, Fit>, terminal: &mut Terminal) {
    let heads = [
        "leaflet/fit-guide",
        "leaflet/fit-language",
        "leaflet/fit-format",
        "leaflet/fit-size",
        "leaflet/fit-pages",
        "leaflet/fit-space",
    ];
    let mut rows = vec![heads.map(|head| words::say(terminal.language, head, &[]))];
    let mut text = String::new();
    for (path, task) in &rack.tasks {
        let Recipe::Leaflet(leaflet) = &task.recipe else { continue };
        let (guide, format) = (leaflet.guide.clone().unwrap_or_default(), leaflet.format);
        let fit = fits.get(path);
        if terminal.format == terminal::Format::Json {
            let row = serde_json::json!({
                "guide": guide,
                "language": leaflet.language,
                "format": format,
                "size_pt": fit.map(|fit| fit.size_pt),
                "pages": fit.map(|fit| fit.pages),
                "space_left_mm": fit.map(Fit::whole_mm),
            });
            text.push_str(&format!("{row}\n"));
        }
        let [size, pages, space] = match fit {
            Some(fit) => [
                number(fit.size_pt, terminal.language) + " pt",
                fit.pages.to_string(),
                format!("{} mm", fit.whole_mm()),
            ],
            None => ["–", "–", "–"].map(str::to_owned),
        };
        let format = format.map(|format| format.to_string()).unwrap_or_default();
        rows.push([guide, leaflet.language.to_string(), format, size, pages, space]);
    }
    if terminal.format != terminal::Format::Json {
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 6] = std::array::from_fn(width);
        for row in &rows {
            let cells: Vec<String> =
                row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
            text.push_str(cells.join("  ").trim_end());
            text.push('\n');
        }
    }
    terminal.put(&text);
}

/// A size with at most one decimal, as the language writes it.
pub fn number(number: f64, language: Language) -> String {
    let text = format!("{}", (number * 10.0).round() / 10.0);
    if language.html() == "fr" { text.replace('.', ",") } else { text }
}

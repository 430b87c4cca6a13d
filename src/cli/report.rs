//! `trousseau report`: the report of a round, its remarks for a spreadsheet, and the board; for the partners, never published.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    build,
    terminal::{Terminal, Verdict},
};
use crate::{
    diagnostic::{Noted, nearest},
    library::Library,
    manifest::{Manifest, OutputPath},
    render,
    shell::{
        disk,
        output::{Output, Written, resolve},
    },
    text::Fingerprint,
    theme::Theme,
    toolkit::{Round, Toolkit},
    view,
    words::Failure,
};

/// What the command line asks of a report.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The id of the round; the newest when it is missing.
    pub round: Option<String>,
    /// Another folder than `output/reports`.
    pub out: Option<PathBuf>,
}

/// Writes the reports. Files there that others made are left alone, and the reports of other rounds stay.
pub fn run(root: &Path, options: &Options, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    let today = super::today()?;
    let read = disk::read(root)?;
    let survey = build::survey(read.value, read.notes, today);
    terminal.tell(&survey.notes, &survey.sources);
    let Some((library, theme)) = &survey.made else { return terminal.close() };
    let round = round(&library.toolkit, options.round.as_deref(), today)?;
    if is_taken(&round.id) {
        return Err(Failure::new("report/name").with("id", &round.id.value).into());
    }
    let files = files(library, round, today, theme);
    let out = options.out.clone().unwrap_or_else(|| root.join("output").join("reports"));
    if is_published(&out, root) {
        return Err(Failure::new("report/in-site").with("path", out.display()).into());
    }
    let output = Output::open(root, &out)?;
    let before = output.manifest()?;
    output.claim(&before, &files.keys().cloned().collect::<Vec<_>>())?;
    let mut manifest =
        Manifest { program: super::PROGRAM.to_owned(), made: before.made.clone(), ..Manifest::default() };
    for (path, pressed) in files {
        terminal.tell(&pressed.notes, &survey.sources);
        let Some(bytes) = pressed.value else { continue };
        match output.write(&path, &bytes)? {
            Written::Refused(note) => terminal.tell(&[note], &survey.sources),
            Written::Changed | Written::Same => {
                terminal.say("report/done", &[("path", &out.join(&*path).display().to_string())]);
                manifest.made.insert(path, Some(Fingerprint::of(&bytes)));
            }
        }
    }
    output.finish(&manifest)?;
    terminal.close()
}

/// Whether a folder lies in a site: that of this toolkit, or one that a build left beside its manifest.
fn is_published(folder: &Path, root: &Path) -> bool {
    let real = |path: &Path| resolve(path).unwrap_or_else(|_| path.to_owned());
    let own = real(&root.join("output/site"));
    real(folder).ancestors().any(|above| {
        *above == own || above.ends_with("site") && above.with_file_name("manifest.json").is_file()
    })
}

type Files = BTreeMap<OutputPath, Noted<Option<Vec<u8>>>>;

/// The files of a report, by their name.
pub fn files(library: &Library, round: &Round, today: Date, theme: &Theme) -> Files {
    let report = view::report::report(library, round, today);
    let board = view::board::board(library, today);
    let id = &round.id.value;
    BTreeMap::from([
        (format!("{id}.html").into(), render::report::report(&report, theme)),
        (format!("{id}.pdf").into(), render::report::paper::pdf(&report, theme)),
        (format!("{id}.csv").into(), Noted::silent(Some(render::report::csv(&report, theme)))),
        (
            format!("{id}.tables.csv").into(),
            Noted::silent(Some(render::report::paper::tables(&report, theme))),
        ),
        ("board.html".into(), render::report::board(&board, theme)),
    ])
}

/// The round with this id, else the newest.
fn round<'a>(toolkit: &'a Toolkit, wanted: Option<&str>, today: Date) -> Result<&'a Round, Failure> {
    let Some(id) = wanted else {
        return view::report::newest(&toolkit.rounds, today).ok_or_else(|| Failure::new("report/no-rounds"));
    };
    named(toolkit, id)
}

/// Whether the files of a round with this id would take the place of the forms or of the board.
fn is_taken(id: &str) -> bool {
    id == "board" || id == "form" || id.starts_with("form-")
}

/// The round with this id.
pub fn named<'a>(toolkit: &'a Toolkit, id: &str) -> Result<&'a Round, Failure> {
    let ids = || toolkit.rounds.iter().map(|round| round.id.as_str());
    toolkit.rounds.iter().find(|round| *round.id == id).ok_or_else(|| match nearest(id, ids()) {
        _ if toolkit.rounds.is_empty() => Failure::new("report/no-rounds"),
        Some(near) => Failure::new("report/round-near").with("id", id).with("near", near),
        None => {
            let known = ids().collect::<Vec<_>>().join(", ");
            Failure::new("report/round").with("id", id).with("known", known)
        }
    })
}

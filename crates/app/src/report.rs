//! The report of a round, its remarks for a spreadsheet, and the board; for the partners, never published.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use trousseau_core::{
    diagnostic::{Diagnostic, WithDiagnostics, nearest},
    library::Library,
    manifest::{Manifest, OutputPath},
    messages::Failure,
    toolkit::{Round, Toolkit},
};
use trousseau_html::report as html;
use trousseau_io::output::{Output, Written, resolve};
use trousseau_pdf::report as pdf;
use trousseau_site::view::{self, proposal::ProposalDue};
use trousseau_text::Fingerprint;
use trousseau_theme::Theme;

use crate::{Loaded, PROGRAM, Project, proposal};

/// What somebody asks of a report.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The id of the round; the newest when it is missing.
    pub round: Option<String>,
    /// Another folder than `output/reports`.
    pub out: Option<PathBuf>,
}

/// What became of the files.
pub struct Outcome {
    /// What making them brought to say.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that were written.
    pub written: Vec<PathBuf>,
}

/// Writes the reports. Files of others and the reports of other rounds stay.
///
/// What is wrong with the toolkit is not among the diagnostics: whoever opened it says that first, since it may be why this fails.
pub fn run(project: &Project, options: &Options) -> anyhow::Result<Outcome> {
    let root = &project.root;
    let mut diagnostics = Vec::new();
    let Some(Loaded { library, theme }) = project.loaded.clone() else {
        return Ok(Outcome { diagnostics, written: Vec::new() });
    };
    let round = round(&library.toolkit, options.round.as_deref(), project.today)?;
    if is_taken(&round.id) {
        return Err(Failure::new("report/name").with("id", &round.id.value).into());
    }
    let files = files(&library, round, project.today, &theme, &proposal::due(project)?);
    let out = options.out.clone().unwrap_or_else(|| root.join("output").join("reports"));
    if is_published(&out, root) {
        return Err(Failure::new("report/in-site").with("path", out.display()).into());
    }
    let written = write(root, &out, files, &mut diagnostics)?;
    Ok(Outcome { diagnostics, written: written.iter().map(|path| out.join(&**path)).collect() })
}

/// Writes files into a folder for the partners; which ones. Those that others made there are left alone and stay.
pub(crate) fn write(
    root: &Path,
    out: &Path,
    files: impl IntoIterator<Item = (OutputPath, WithDiagnostics<Option<Vec<u8>>>)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> anyhow::Result<Vec<OutputPath>> {
    let files: Vec<_> = files.into_iter().collect();
    let output = Output::open(root, out)?;
    let before = output.manifest()?.collect_into(diagnostics);
    output.claim(&before, &files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>())?;
    let mut manifest =
        Manifest { program: PROGRAM.to_owned(), made: before.made.clone(), ..Manifest::default() };
    let mut written = Vec::new();
    for (path, made) in files {
        diagnostics.extend(made.diagnostics);
        let Some(bytes) = made.value else { continue };
        match output.write(&path, &bytes)? {
            Written::Refused(diagnostic) => diagnostics.push(diagnostic),
            Written::Changed | Written::Same => {
                manifest.made.insert(path.clone(), Some(Fingerprint::of(&bytes)));
                written.push(path);
            }
        }
    }
    output.finish(&manifest)?;
    Ok(written)
}

/// Whether a folder is inside a site, of this toolkit or of another output folder: reports must not be published.
fn is_published(folder: &Path, root: &Path) -> bool {
    let real = |path: &Path| resolve(path).unwrap_or_else(|_| path.to_owned());
    let own = real(&root.join("output/site"));
    real(folder).ancestors().any(|above| {
        *above == own || above.ends_with("site") && above.with_file_name("manifest.json").is_file()
    })
}

/// Files by their path, with what each brings to say.
pub type Files = BTreeMap<OutputPath, WithDiagnostics<Option<Vec<u8>>>>;

/// The files of a report, by their name.
pub fn files(
    library: &Library,
    round: &Round,
    today: Date,
    theme: &Theme,
    proposals: &[ProposalDue],
) -> Files {
    let report = view::report::report(library, round, today, proposals);
    let board = view::board::board(library, today, proposals);
    let id = &round.id.value;
    BTreeMap::from([
        (format!("{id}.html").into(), html::report(&report, theme)),
        (format!("{id}.pdf").into(), pdf::pdf(&report, theme)),
        (format!("{id}.csv").into(), WithDiagnostics::silent(Some(html::csv(&report, theme)))),
        (format!("{id}.tables.csv").into(), WithDiagnostics::silent(Some(pdf::tables(&report, theme)))),
        ("board.html".into(), html::board(&board, theme)),
    ])
}

/// The round with this id, else the newest.
fn round<'a>(toolkit: &'a Toolkit, wanted: Option<&str>, today: Date) -> Result<&'a Round, Failure> {
    let Some(id) = wanted else {
        return view::report::newest(&toolkit.rounds, today).ok_or_else(|| Failure::new("report/no-rounds"));
    };
    named(toolkit, id)
}

/// Whether the files of a round with this id would overwrite the forms, the sheets of agreement or the board.
fn is_taken(id: &str) -> bool {
    id == "board" || id == "form" || id.starts_with("form-") || id.starts_with("agreement-")
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
